"""What the exports of a folder seem to be, as text for sources.toml; whatever is not certain waits for a person."""

from bot.adapters.proposal.folder import propose_sources

__all__ = ["propose_sources"]
