"""Ways in which Slack can fail, for tests: each is used up by the next call of one method."""

import threading
from collections import defaultdict, deque
from dataclasses import dataclass

from bot.demo.local_slack.server import Answer, json_answer


@dataclass(frozen=True)
class RateLimited:
    """429 with Retry-After; the call has no effect."""

    #: Seconds, or whatever else stands in the header; None = there is no such header.
    retry_after: int | str | None = 1


@dataclass(frozen=True)
class ServerError:
    """A 5xx reply; with *after_accept* the call took effect all the same."""

    after_accept: bool = False
    status: int = 503


@dataclass(frozen=True)
class DropAfterAccept:
    """The call takes effect, then the connection is closed without a reply; or *reset*, as a firewall does."""

    reset: bool = False


@dataclass(frozen=True)
class HangAfterAccept:
    """The call takes effect at once; its reply comes *seconds* later."""

    seconds: float


@dataclass(frozen=True)
class AcceptLate:
    """The caller hears nothing for *seconds*; only then does the call take effect."""

    seconds: float


@dataclass(frozen=True)
class HtmlPage:
    """A page for people, as proxies send it, in the place of a reply; the call has no effect."""

    status: int = 200


@dataclass(frozen=True)
class SlackError:
    """A well-formed refusal such as `channel_not_found`; the call has no effect."""

    error: str


Fault = RateLimited | ServerError | DropAfterAccept | HangAfterAccept | AcceptLate | HtmlPage | SlackError


class Faults:
    """The faults that wait, in the order they were asked for."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._lock = threading.Lock()

    def add(self, method: str, fault: Fault) -> None:
        """Let the next call of *method* that has no fault yet meet *fault*."""
        with self._lock:
            self._waiting[method].append(fault)

    def take(self, method: str) -> Fault | None:
        """Return the fault the present call of *method* meets, or None."""
        with self._lock:
            waiting = self._waiting[method]
            return waiting.popleft() if waiting else None


def instead(fault: Fault | None) -> Answer | None:
    """What is said in the place of doing anything; None = it is done."""
    if isinstance(fault, SlackError):
        return json_answer({"ok": False, "error": fault.error})
    if isinstance(fault, ServerError) and not fault.after_accept:
        return json_answer({}, fault.status)
    if isinstance(fault, HtmlPage):
        return Answer(fault.status, b"<!DOCTYPE html><title>Bad gateway</title>", "text/html; charset=utf-8")
    return None
