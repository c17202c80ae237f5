"""`collections settle` and `collections find-mail`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bot.adapters.source_config import load_sources
from bot.commands.opening import open_desk, require_database
from bot.flows.find_mail import Look, find_mail
from bot.flows.settle_mail import settle_mail
from bot.ports import MailFolder
from bot.settings import Settings


class Outcome(StrEnum):
    """What became of an uncertain mail."""

    SENT = "sent"
    NOT_SENT = "not-sent"


def settle(
    packet: str,
    was: Annotated[Outcome, typer.Option(help="What you found in the Sent folder or at the customer.")],
    by: Annotated[str, typer.Option(help="Your name, for the record.")],
) -> None:
    """Say what became of a mail the copilot is not sure of; it never sends that one again by itself."""
    settings = Settings()
    require_database(settings.database_url)
    after = settle_mail(open_desk(settings), packet, was_sent=was is Outcome.SENT, by=by)
    print(f"{packet} is {after.state}")


def find(packet: str) -> None:
    """Look for the last mail of a packet in the IMAP folders of sources.toml; it changes nothing."""
    settings = Settings()
    require_database(settings.database_url)
    desk = open_desk(settings)
    every = load_sources(settings.config_dir / "sources.toml")
    folders = [source for source in every if isinstance(source, MailFolder)]
    message_id, looks = find_mail(desk, folders, packet)
    print(f"Message-ID {message_id}")
    for look in looks:
        print(f"{look.folder}: {_told(look)}")
    if not looks:
        print("No source is an IMAP folder, so nothing was looked through.")
    print("A mail that is in no folder may have left all the same. Say what you found on its card, or by settle.")


def _told(look: Look) -> str:
    if look.is_there is None:
        return f"cannot tell: {look.why}"
    return "found" if look.is_there else "not found"
