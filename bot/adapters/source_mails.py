"""From the bytes of mails to records, wherever the mails are kept: every mail that says when it was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from email.errors import CloseBoundaryNotFoundDefect
from typing import Any

from bot.adapters.mail_headers import mailboxes, message_ids, one_line, raw, sent_at, words
from bot.adapters.mail_parts import FAULTS, MailPart, TooMuchError, Trouble, head_of, parts_of
from bot.adapters.mail_reports import Report, report_of
from bot.adapters.mail_text import text_of
from bot.adapters.source_place import Place
from models.correspondence import Automatic, Direction, Mail
from models.evidence import Origin
from models.ledger import RecordKind, RejectedRow, SourceReport, SourceStamp

#: Bytes of a mail; of a larger one the headers alone are read.
LARGEST_MAIL = 25_000_000
#: The keys of sources.toml that every kind of mailbox has.
MAIL_KEYS = frozenset({"kind", "format", "direction", "own_domains"})
_LONGEST_SHOWN = 80
_KEPT = "; the mail was kept"
_LOOK = "Open the mail and read it: nobody is shown it."


@dataclass(frozen=True, slots=True)
class MailMapping:
    """What one [sources.NAME] table says of any mailbox."""

    name: str
    direction: Direction
    own_domains: tuple[str, ...]


def mail_mapping(where: Place, name: str, table: Mapping[str, Any]) -> MailMapping:
    """The validated part of *table* that every kind of mailbox has.

    Raises:
        MappingError: a key is missing or means nothing.
    """
    kind = where.text(table, "kind", '"messages"')
    if kind != RecordKind.MESSAGES:
        raise where.wrong("kind", f"{kind!r} is not what a mailbox holds", 'Write kind = "messages".')
    direction = where.text(table, "direction", '"in" (the customer wrote) or "out" (a Sent folder)')
    if direction not in tuple(Direction):
        raise where.wrong("direction", f"{direction!r} is not known", 'It can be "in" or "out".')
    return MailMapping(name, Direction(direction), _own_domains(where, table))


def _own_domains(where: Place, table: Mapping[str, Any]) -> tuple[str, ...]:
    found = table.get("own_domains")
    if not isinstance(found, list) or not found:
        raise where.wrong("own_domains", "missing, or not a list", 'Write yours, such as ["fennel.example"].')
    for domain in found:
        if not isinstance(domain, str) or "." not in domain.strip(".") or "@" in domain or domain.split() != [domain]:
            raise where.wrong("own_domains", f"{domain!r} is no mail domain", 'Write what follows the "@".')
    return tuple(domain.casefold() for domain in found)


@dataclass(slots=True)
class MailHarvest:
    """What has come out of one mailbox so far."""

    mapping: MailMapping
    as_of: date
    mails: list[Mail] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    #: Id of a mail → what the place is called where it was seen first.
    _places: dict[str, str] = field(default_factory=dict)

    def take(self, content: bytes, size: int, place: str, *, called: str, digest: Callable[[], str]) -> None:
        """Read one mail of *size* bytes, of which *content* is all, or the first if it is larger than is read.

        *place* is where it is, *called* the same for people; *digest* names a mail that has no Message-ID.
        """
        letter, troubles = _opened(content, size)
        named = message_ids(letter.root, "Message-ID")
        name = named[0][1:-1] if named else f"sha256-{digest()}"
        unusable = _unusable(letter.root) or self._repeated(name, called)
        if unusable:
            self._reject(place, [unusable])
            return
        self._reject(place, (trouble._replace(reason=trouble.reason + _KEPT) for trouble in troubles))
        self.mails.append(self._mail(letter, name, named[0] if named else None, place))

    def report(self, read_at: datetime) -> SourceReport:
        """Everything taken, read at *read_at*."""
        stamp = SourceStamp(
            name=self.mapping.name,
            kind=RecordKind.MESSAGES,
            as_of=self.as_of,
            read_at=read_at,
            rows=len(self.mails),
            rejected=len(self.rejected),
        )
        return SourceReport(stamp, tuple(self.mails), tuple(self.rejected))

    def _repeated(self, name: str, called: str) -> Trouble | None:
        first = self._places.setdefault(name, called)
        if first == called:
            return None
        return Trouble("Message-ID", name, f"the same mail id as {first}, which was kept", f"If they differ: {_LOOK}")

    def _reject(self, place: str, troubles: Iterable[Trouble]) -> None:
        for column, value, reason, next_step in troubles:
            shown = one_line(value, _LONGEST_SHOWN)
            self.rejected.append(RejectedRow(self.mapping.name, place, column, shown, reason, next_step))

    def _mail(self, letter: _Letter, name: str, message_id: str | None, place: str) -> Mail:
        root, report = letter.root, letter.report
        at = sent_at(root)
        assert at is not None  # noqa: S101  (a mail without it is unusable)
        sender = next(iter(mailboxes(root, "From")), None)
        recipients = (each.address for header in ("To", "Cc") for each in mailboxes(root, header))
        return Mail(
            id=name,
            direction=self.mapping.direction,
            sender=sender.address if sender else "",
            sender_name=sender.name if sender else "",
            recipients=tuple(dict.fromkeys(recipients)),
            at=at,
            text=letter.text,
            origin=Origin(self.mapping.name, place, self.as_of),
            subject=words(root, "Subject"),
            message_id=message_id,
            in_reply_to=_answered(root, report),
            references=(*message_ids(root, "References"), *report.returned),
            automatic=report.automatic,
            bounced=report.bounced,
            own_domains=self.mapping.own_domains,
        )


def _answered(root: MailPart, report: Report) -> tuple[str, ...]:
    """What the mail answers; few reports of a bounce say so in a header of their own."""
    returned = report.returned if report.automatic is Automatic.BOUNCE else ()
    return tuple(dict.fromkeys((*message_ids(root, "In-Reply-To"), *returned)))


# ── one mail ─────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class _Letter:
    root: MailPart
    text: str
    report: Report


def _opened(content: bytes, size: int) -> tuple[_Letter, list[Trouble]]:
    """The mail as far as it is safe to read it, and what was not read."""
    try:
        if size > LARGEST_MAIL:
            raise TooMuchError(f"{size // 1_000_000} MB, more than the {LARGEST_MAIL // 1_000_000} that are read")
        root = parts_of(content)
        text, troubles = text_of(root)
        return _Letter(root, text, report_of(root)), [*troubles, *_cut_short(root)]
    except (TooMuchError, *FAULTS) as error:
        # One mail that breaks the reader must not keep all others from being read.
        what = str(error) if isinstance(error, TooMuchError) else "parts that cannot be told apart"
        next_step = "Open the mail to read it: its sender and subject are shown, its text is not."
        # Nobody knows what it says, so it counts as a person's.
        letter = _Letter(head_of(content), f"[not read: the mail has {what}]", Report(None))
        return letter, [Trouble("", "", f"it has {what}", next_step)]


def _unusable(root: MailPart) -> Trouble | None:
    if not any(True for _ in root.raw_items()):
        return Trouble("", "", "it has no headers, so it is no mail or only the beginning of one", "Export it again.")
    if sent_at(root) is None:
        said = raw(root, "Date")
        reason = "no date with a time and a zone" if said else "the mail does not say when it was sent"
        return Trouble("Date", said, reason, _LOOK)
    return None


def _cut_short(root: MailPart) -> Iterator[Trouble]:
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for part in root.walk() for defect in part.defects):
        yield Trouble("", "", "it ends before its last part does, so it may be half-written", "Export it again.")
