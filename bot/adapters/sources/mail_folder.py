"""A mailbox folder of .eml files as a source: every mail that says when it was sent, and what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from email.errors import CloseBoundaryNotFoundDefect
from itertools import takewhile
from pathlib import Path
from typing import Any

from bot.adapters.mail_headers import mailboxes, message_ids, one_line, raw, sent_at, words
from bot.adapters.mail_parts import FAULTS, HEAD_BYTES, MailPart, TooMuchError, Trouble, head_of, parts_of
from bot.adapters.mail_reports import Report, report_of
from bot.adapters.mail_text import text_of
from bot.adapters.source_table import Place
from bot.errors import UnreadableFileError
from models.evidence import Origin
from models.ledger import Direction, Mail, RecordKind, RejectedRow, SourceReport, SourceStamp

_KEYS = frozenset({"kind", "format", "files", "direction", "own_domains"})
_LARGEST = 25_000_000
_LONGEST_SHOWN = 80
_KEPT = "; the mail was kept"
_LOOK = "Open the file and read it: nobody is shown this mail."


@dataclass(frozen=True, slots=True)
class MailMapping:
    """One validated [sources.NAME] table over .eml files."""

    name: str
    folder: Path
    #: A glob pattern below the folder.
    files: str
    direction: Direction
    own_domains: tuple[str, ...]


def mail_folder(where: Place, name: str, table: Mapping[str, Any], folder: Path) -> MailFolder:
    """The source of one table of sources.toml; *folder* holds its mailbox.

    Raises:
        MappingError: a key is unknown, missing or means nothing.
    """
    where.known("", table, _KEYS)
    kind = where.text(table, "kind", '"messages"')
    if kind != RecordKind.MESSAGES:
        raise where.wrong("kind", f"{kind!r} is not what a mailbox holds", 'Write kind = "messages".')
    direction = where.text(table, "direction", '"in" (the customer wrote) or "out" (a Sent folder)')
    if direction not in tuple(Direction):
        raise where.wrong("direction", f"{direction!r} is not known", 'It can be "in" or "out".')
    files = where.text(table, "files", 'a pattern, such as "mailbox/INBOX/*.eml",')
    if Path(files).is_absolute() or ".." in Path(files).parts:
        raise where.wrong("files", f"{files!r} leads out of the folder", "Name files inside it.")
    if any("**" in part and part != "**" for part in Path(files).parts):
        raise where.wrong("files", f"{files!r} is not a pattern", "Use one * for any part of a name.")
    return MailFolder(MailMapping(name, folder, files, Direction(direction), _own_domains(where, table)))


def _own_domains(where: Place, table: Mapping[str, Any]) -> tuple[str, ...]:
    found = table.get("own_domains")
    if not isinstance(found, list) or not found:
        raise where.wrong("own_domains", "missing, or not a list", 'Write yours, such as ["fennel.example"].')
    for domain in found:
        if not isinstance(domain, str) or "." not in domain.strip(".") or "@" in domain or domain.split() != [domain]:
            raise where.wrong("own_domains", f"{domain!r} is no mail domain", 'Write what follows the "@".')
    return tuple(domain.casefold() for domain in found)


class MailFolder:
    """One table of sources.toml over .eml files; implements ports.LedgerSource."""

    def __init__(self, mapping: MailMapping) -> None:
        self._mapping = mapping

    @property
    def name(self) -> str:
        """Its name in sources.toml."""
        return self._mapping.name

    def paths(self) -> tuple[Path, ...]:
        """The files the pattern names, in name order; a folder may be empty.

        Raises:
            UnreadableFileError: there is no such folder.
        """
        folders = Path(self._mapping.files).parent.parts
        plain = takewhile(lambda part: not set(part) & set("*?["), folders)
        if not (wanted := self._mapping.folder.joinpath(*plain)).is_dir():
            raise UnreadableFileError(
                f"Source {self.name}: there is no folder {wanted}. Export the mailbox to it, or correct files in "
                "sources.toml."
            )
        return tuple(sorted(path for path in self._mapping.folder.glob(self._mapping.files) if path.is_file()))

    def fingerprint(self) -> str:
        """Sha256, in hex, of the mapping and of every file's name and bytes.

        Raises:
            UnreadableFileError: there is no such folder, or a file cannot be read.
        """
        digest = hashlib.sha256(repr(self._mapping).encode())
        for path in self.paths():
            digest.update(f"\0{self._file(path)}\0".encode())
            digest.update(_digest(path))
        return digest.hexdigest()

    def read(self, *, as_of: date, read_at: datetime) -> SourceReport:
        """Read every mail, in the order of the files' names.

        Raises:
            UnreadableFileError: there is no such folder, or a file cannot be read.
        """
        out = _Harvest(self._mapping, as_of)
        for path in self.paths():
            out.take(path, self._file(path))
        stamp = SourceStamp(
            name=self.name,
            kind=RecordKind.MESSAGES,
            as_of=as_of,
            read_at=read_at,
            rows=len(out.mails),
            rejected=len(out.rejected),
        )
        return SourceReport(stamp, tuple(out.mails), tuple(out.rejected))

    def _file(self, path: Path) -> str:
        return one_line(path.relative_to(self._mapping.folder).as_posix())


@dataclass(slots=True)
class _Harvest:
    """What has come out of the files of one folder so far."""

    mapping: MailMapping
    as_of: date
    mails: list[Mail] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    #: Id of a mail → the file it was seen in first.
    _places: dict[str, str] = field(default_factory=dict)

    def take(self, path: Path, file: str) -> None:
        """Read one file."""
        letter, troubles = _opened(path)
        # As a table's rows are named, so that mails of one folder are sorted like rows of one file.
        place = f"{file}:1"
        named = message_ids(letter.root, "Message-ID")
        name = named[0][1:-1] if named else f"sha256-{_digest(path).hex()}"
        unusable = _unusable(letter.root) or self._repeated(name, file)
        if unusable:
            self._reject(place, [unusable])
            return
        self._reject(place, (trouble._replace(reason=trouble.reason + _KEPT) for trouble in troubles))
        self.mails.append(self._mail(letter, name, named[0] if named else None, place))

    def _repeated(self, name: str, file: str) -> Trouble | None:
        first = self._places.setdefault(name, file)
        if first == file:
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
            in_reply_to=message_ids(root, "In-Reply-To"),
            references=(*message_ids(root, "References"), *report.returned),
            automatic=report.automatic,
            bounced=report.bounced,
            own_domains=self.mapping.own_domains,
        )


# ── one file ─────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class _Letter:
    root: MailPart
    text: str
    report: Report


def _opened(path: Path) -> tuple[_Letter, list[Trouble]]:
    """The mail as far as it is safe to read it, and what was not read."""
    try:
        content, size = _content(path)
        if size > _LARGEST:
            raise TooMuchError(f"{size // 1_000_000} MB, more than the {_LARGEST // 1_000_000} that are read")
        root = parts_of(content)
        text, troubles = text_of(root)
        return _Letter(root, text, report_of(root)), [*troubles, *_cut_short(root)]
    except (TooMuchError, *FAULTS) as error:
        # One mail that breaks the reader must not keep all others from being read.
        what = str(error) if isinstance(error, TooMuchError) else "parts that cannot be told apart"
        next_step = "Open the file to read the mail: its sender and subject are shown, its text is not."
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


def _content(path: Path) -> tuple[bytes, int]:
    """The file's bytes and how many there are; of one that is too large, the first."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            return file.read(HEAD_BYTES if size > _LARGEST else _LARGEST + 1), size
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}. Export it again.") from None


def _digest(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}. Export it again.") from None
