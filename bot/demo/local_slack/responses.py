"""What the app says back outside the Web API: to a response URL, or in the reply to a slash command."""

from collections.abc import Mapping

from bot.demo.local_slack.checks import Refusal, check_message, check_metadata
from bot.demo.local_slack.limits import Origin, ResponseUrls
from bot.demo.local_slack.workspace import SLACKBOT, Json, Workspace


class Responses:
    """Puts an app's answer where its response URL points."""

    def __init__(self, workspace: Workspace, urls: ResponseUrls) -> None:
        self._workspace = workspace
        self._urls = urls

    def receive(self, key: str, said: Mapping[str, object]) -> Refusal | None:
        """Handle one POST to the response URL *key*; return why it was refused, or None."""
        with self._workspace.changed:
            origin = self._urls.use(key)
            if isinstance(origin, str):
                return Refusal(origin)
            return self.apply(origin, said)

    def apply(self, origin: Origin, said: Mapping[str, object]) -> Refusal | None:
        """Delete or redraw the original, or post something new; new things are ephemeral unless they ask otherwise."""
        if said.get("delete_original"):
            self._delete(origin)
            return None
        missing = self._workspace.files.missing
        refusal = check_message(said.get("text"), said.get("blocks"), missing) or check_metadata(said.get("metadata"))
        if refusal is not None:
            return refusal
        original = self._original(origin)
        if said.get("replace_original") and original is not None:
            self._workspace.rewrite(original, said.get("text"), said.get("blocks"), said.get("metadata"))
        else:
            self._post(origin, said)
        return None

    def failed(self, user: str, channel: str, text: str) -> None:
        """Tell *user* in Slack's own name that a command went wrong."""
        message: Json = {"type": "message", "user": SLACKBOT, "text": text, "ts": self._workspace.new_ts()}
        self._workspace.whisper(user, channel, message)

    def _original(self, origin: Origin) -> Json | None:
        if origin.ts is None:
            return None
        if origin.is_ephemeral:
            return self._workspace.find_ephemeral(origin.user, origin.ts)
        return self._workspace.find(origin.channel, origin.ts)

    def _delete(self, origin: Origin) -> None:
        if origin.ts is not None and origin.is_ephemeral:
            self._workspace.dismiss(origin.user, origin.ts)
        elif origin.ts is not None:
            self._workspace.remove(origin.channel, origin.ts)

    def _post(self, origin: Origin, said: Mapping[str, object]) -> None:
        thread = said.get("thread_ts")
        message = self._workspace.bot_message(said.get("text"), said.get("blocks"), str(thread) if thread else None)
        if said.get("response_type") == "in_channel":
            self._workspace.annotate(message, said.get("metadata"))
            self._workspace.post(origin.channel, message)
        else:
            self._workspace.whisper(origin.user, origin.channel, message)
