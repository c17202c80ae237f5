"""What the calls are let in with, and what each of them may do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.demo.local_slack.arguments import RefusedCallError

_FOR_APP_TOKENS = frozenset({"apps.connections.open"})
#: Methods that a scope is asked for here → the scope; of two, the first is for private channels.
_SCOPES: Mapping[str, tuple[str, ...]] = {
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": ("groups:history", "channels:history"),
    "conversations.info": ("groups:read", "channels:read"),
    "conversations.members": ("groups:read", "channels:read"),
    "files.getUploadURLExternal": ("files:write",),
    "files.completeUploadExternal": ("files:write",),
    "files.info": ("files:read",),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
}


@dataclass(frozen=True)
class Tokens:
    """The tokens of the one app."""

    bot: str
    #: For Socket Mode; "" = none was made.
    app: str = ""
    #: What the bot token may do; None = everything, and no reply lists it.
    scopes: Collection[str] | None = None

    @property
    def listed(self) -> str:
        """The scopes of the bot token as Slack lists them."""
        return ",".join(self.scopes or ())

    def admit(self, method: str, token: str) -> None:
        """Refuse a call whose token is none of ours, or not of the kind that *method* wants."""
        if not token:
            raise RefusedCallError("not_authed")
        if token not in {self.bot, self.app}:
            raise RefusedCallError("invalid_auth")
        if (method in _FOR_APP_TOKENS) != (token == self.app):
            raise RefusedCallError("not_allowed_token_type")

    def lacks(self, method: str, *, is_private: bool) -> str:
        """The scope that *method* needs and the token has not; "" = nothing is missing."""
        if self.scopes is None or method not in _SCOPES:
            return ""
        needed = _SCOPES[method][0 if is_private else -1]
        return "" if needed in self.scopes else needed

    def headers(self, token: str) -> Mapping[str, str]:
        """What every reply to the bot token says besides."""
        return {"x-oauth-scopes": self.listed} if token == self.bot and self.scopes is not None else {}
