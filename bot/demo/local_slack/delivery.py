"""What one gesture led to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.demo.local_slack.shapes import Json


@dataclass(frozen=True)
class Delivery:
    """What one gesture led to.

    `status` is the app's HTTP status, 0 when there was no answer or nothing was sent. `errors` are the messages beside
    the fields of a modal, by block_id: the app's, or Slack's own (an empty required field is never sent).
    """

    status: int
    body: str | Json = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    #: What the person is told when the app did not answer well; empty when it did.
    notice: str = ""

    @property
    def ok(self) -> bool:
        """Whether the person sees no error."""
        return self.status == 200 and not self.errors and not self.notice
