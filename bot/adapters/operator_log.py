"""The operator's log: one JSON object a line on standard error, without customers' words and without secrets.

An exception's own words may quote a customer, and so may what a library puts together itself: of an exception the log
has the kinds and the places, of a library's line the pattern and the place.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from bot.errors import CollectionsError

_OURS = ("bot", "handlers", "__main__")
#: What every record has; the rest is what a line of ours says beside its message.
_ALWAYS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an address
    r"|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b"  # an IBAN
    r"|\b(?:xox[a-z]|xapp|sk)-[\w-]+"  # a token of Slack's or a model's
    r"|(?<=://)[^\s/@]+(?=@)"  # user and password in a URL
    r"|https://hooks\.slack\.com/\S+"
)
_MOST, _FRAMES = 300, 12
_HIDDEN = "…"

_Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def start_log(secrets: Sequence[str] = (), level: int = logging.WARNING) -> None:
    """Log to standard error from *level* on, exceptions nobody caught too; *secrets* are taken out everywhere."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.WARNING)
    log = logging.getLogger(__name__)
    sys.excepthook = lambda kind, error, trace: _uncaught(log, (kind, error, trace))
    threading.excepthook = lambda found: _uncaught(
        log, (found.exc_type, found.exc_value or found.exc_type(), found.exc_traceback)
    )


def _uncaught(log: logging.Logger, raised: _Raised) -> None:
    if issubclass(raised[0], KeyboardInterrupt):
        return
    log.critical("stopped by an error nobody expected", exc_info=raised)


class Lines(logging.Formatter):
    """One record as one line."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(sorted(filter(None, secrets), key=len, reverse=True))

    def format(self, record: logging.LogRecord) -> str:
        """JSON; every text in it is shortened and redacted."""
        is_ours = record.name.split(".")[0] in _OURS
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": str(record.msg) if is_ours or record.args else _place(record.pathname, record.lineno),
        }
        if is_ours:
            said |= {key: value for key, value in vars(record).items() if key not in _ALWAYS}
        if record.exc_info and record.exc_info[1] is not None:
            said["error"] = [_kind(each) for each in _chain(record.exc_info[1])]
        return json.dumps({key: self._clean(value) for key, value in said.items()}, ensure_ascii=False)

    def _clean(self, value: object) -> object:
        if isinstance(value, list):
            return [self._clean(each) for each in value]
        if isinstance(value, bool | int | float | None):
            return value
        text = str(value)
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return _PERSONAL.sub(_HIDDEN, text)[:_MOST]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """*error* and what it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    """What it is, its next step where it is one of ours, and where it came from."""
    step = f" {(type(error).__doc__ or '').splitlines()[0]}" if isinstance(error, CollectionsError) else ""
    frames = extract_tb(error.__traceback__)[-_FRAMES:]
    places = " < ".join(_place(each.filename, each.lineno or 0) for each in reversed(frames))
    return f"{type(error).__name__}:{step} {places}"


def _place(file: str, line: int) -> str:
    """The last two parts of a path are enough to find it."""
    return f"{'/'.join(Path(file).parts[-2:])}:{line}"
