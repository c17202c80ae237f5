"""Folders of mails among the exports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bot.adapters.mail_headers import mailboxes
from bot.adapters.mail_parts import HEAD_BYTES, head_of
from bot.adapters.proposal.lines import asked, quoted, told
from bot.adapters.proposal.sample import show

_MOST_MAILS = 200
_MOST_DOMAINS = 3


def mail_lines(folder: Path, box: Path, name: str) -> Iterator[str]:
    """The table of the mails in *box*. Whose they are, and which domains are ours, no mail proves."""
    domains = Counter(domain for path in islice(sorted(box.glob("*.eml")), _MOST_MAILS) for domain in _domains(path))
    pattern = f"{box.relative_to(folder).as_posix()}/*.eml".removeprefix("./")
    yield f"[sources.{name}]"
    yield told("kind", '"messages"')
    yield told("format", '"eml"')
    yield told("files", quoted(pattern))
    yield asked("direction", '"in"', "customers wrote these")
    yield asked("direction", '"out"', "we wrote these: a Sent folder")
    for domain, count in domains.most_common(_MOST_DOMAINS):
        yield asked(
            "own_domains", f"[{quoted(show(domain))}]", f"mails that name somebody there: {count}; list all your own"
        )
    if not domains:
        yield asked("own_domains", '["…"]', "your own mail domains")


def _domains(path: Path) -> set[str]:
    with path.open("rb") as file:
        head = head_of(file.read(HEAD_BYTES))
    people = (person for header in ("From", "To", "Cc") for person in mailboxes(head, header))
    return {person.address.rpartition("@")[2].casefold() for person in people}
