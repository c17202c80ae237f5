"""What one day came to, counted where things arrive: in Slack's channels and in the mail that was received."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses

from sqlalchemy import text

from bot.adapters.sql_store import SqlStore
from bot.books import Books
from bot.demo.local_slack import LocalSlack
from bot.flows.audit_trail import verify
from models.attachment import Attachment
from models.audit import AuditEntry
from models.draft import Draft
from models.packet_record import PacketRecord

_NUMBER = re.compile(r"\bFS-\d{4}\b")
#: What a person is shown of a mail nobody knows the fate of.
_UNCERTAIN = "may have gone out"


@dataclass(frozen=True, kw_only=True)
class Count:
    """One day at the receiving servers, beside what the copilot's own rows say of it."""

    planned: int
    posted: int
    posts_doubled: int
    approved: int
    sent: int
    mails_doubled: int
    uncertain: int
    #: Of the uncertain ones, those the server had received all the same.
    uncertain_and_gone: int
    #: Approved mails that did not leave, for a reason their card tells.
    held: int
    audit_is_whole: bool
    #: What must never be, each in one sentence; empty is what the product promises.
    violations: tuple[str, ...] = ()


@dataclass
class Counting:
    """Reads the servers and the database once the day is over."""

    slack: LocalSlack
    store: SqlStore
    received: Sequence[bytes]
    #: Invoice numbers no mail may name, and accounts nobody may get one of.
    never_named: frozenset[str] = frozenset()
    never_written_to: frozenset[str] = frozenset()
    violations: list[str] = field(default_factory=list)

    def count(self) -> Count:
        rows = self._rows()
        with self.store.transaction() as books:
            trail = [entry for _, entry, _ in books.audit_trail()]
            packets = [packet for account in books.account_ids() for packet in books.account_packets(account)]
        keys = Counter(self._keys())
        planned = self._planned(rows, keys)
        mails = [message_from_bytes(data, _class=EmailMessage, policy=default) for data in self.received]
        mailed = [(mail, self._packet_of(mail, packets, trail)) for mail in mails]
        ids = Counter(str(mail["Message-ID"]) for mail in mails)
        uncertain = {subject for _, kind, state, subject in rows if (kind, state) == ("mail", "uncertain")}
        gone = {f"packet:{packet.id}" for _, packet in mailed if packet}
        self._forbid(mailed)
        self._settled(rows, gone | uncertain)
        self._told(uncertain)
        broken = verify(self.store)
        if broken is not None:
            self.violations.append(f"the audit trail is broken at entry {broken}")
        self.violations += [f"{key} was posted {many} times" for key, many in keys.items() if many > 1]
        self.violations += [f"{name} was received {many} times" for name, many in ids.items() if many > 1]
        approved = {entry.subject for entry in trail if entry.what == "packet.approve"}
        return Count(
            planned=planned,
            posted=len(keys),
            posts_doubled=sum(many - 1 for many in keys.values()),
            approved=len(approved),
            sent=len(ids),
            mails_doubled=sum(many - 1 for many in ids.values()),
            uncertain=len(uncertain),
            uncertain_and_gone=len(uncertain & gone),
            held=len(approved - gone - uncertain),
            audit_is_whole=broken is None,
            violations=tuple(self.violations),
        )

    # ── Slack ─────────────────────────────────────────────────────────────────────────────────

    def subjects(self) -> Counter[str]:
        """What was posted about, by account where it is one: alike for every day that ended well."""
        there = set(self._keys())
        posts = [subject for key, kind, _, subject in self._rows() if kind == "post" and key in there]
        with self.store.transaction() as books:
            return Counter(_plain(books, subject) for subject in posts)

    def _rows(self) -> list[tuple[str, str, str, str]]:
        """Key, kind, state and subject of each outbox row."""
        with self.store.engine.connect() as connection:
            rows = connection.execute(text("SELECT key, kind, state, subject FROM outbox"))
            return [(row[0], row[1], row[2], row[3]) for row in rows]

    def _keys(self) -> Iterator[str]:
        for channel in list(self.slack.workspace.channels):
            for message in self.slack.messages(channel):
                if key := message.get("metadata", {}).get("event_payload", {}).get("key"):
                    yield key

    def _planned(self, rows: list[tuple[str, str, str, str]], keys: Mapping[str, int]) -> int:
        """Posts that were planned and not overtaken; each must be there, and nothing else."""
        wanted = {key: state for key, kind, state, _ in rows if kind == "post" and state != "cancelled"}
        for key, state in wanted.items():
            if key not in keys and state not in ("uncertain", "failed"):
                self.violations.append(f"{key} is {state} and in no channel")
        self.violations += [f"{key} is in a channel and was not planned" for key in keys if key not in wanted]
        return len(wanted)

    # ── mail ──────────────────────────────────────────────────────────────────────────────────

    def _packet_of(
        self, mail: EmailMessage, packets: list[PacketRecord], trail: list[AuditEntry]
    ) -> PacketRecord | None:
        """Whose mail it is, by its own bytes alone: the packet with an approval of exactly this text."""
        approved = {
            (entry.subject, entry.detail.get("approved_hash")) for entry in trail if entry.what == "packet.approve"
        }
        for packet in packets:
            if packet.draft and (f"packet:{packet.id}", as_received(mail, packet.draft).content_hash()) in approved:
                return packet
        self.violations.append(f"nobody approved the mail to {mail['To']}: {mail['Subject']}")
        return None

    def _forbid(self, mailed: list[tuple[EmailMessage, PacketRecord | None]]) -> None:
        for mail, packet in mailed:
            named = set(_NUMBER.findall(mail.get_body().get_content())) & self.never_named  # type: ignore[union-attr]
            self.violations += [f"a mail names {number}" for number in sorted(named)]
            if packet and packet.packet.account.id in self.never_written_to:
                self.violations.append(f"a mail to {packet.packet.account.name}, who must get none")

    def _settled(self, rows: list[tuple[str, str, str, str]], known: set[str]) -> None:
        """No effect may end in silence: neither waiting with nothing to wait for, nor said to be sent and not there."""
        for key, kind, state, subject in rows:
            if state in ("planned", "sending"):
                self.violations.append(f"{key} is still {state}")
            if kind == "mail" and state == "done" and subject not in known:
                self.violations.append(f"{key} counts as sent and was not received")

    def _told(self, uncertain: set[str]) -> None:
        """A mail nobody knows the fate of stands on its card."""
        for subject in uncertain:
            with self.store.transaction() as books:
                live = [card for card in books.cards(subject) if card.is_live]
            said = [str(self.slack.message(card.channel, card.ts)).lower() for card in live]
            if not any(_UNCERTAIN in each for each in said):
                self.violations.append(f"{subject} is uncertain and no card says so")


def as_received(mail: EmailMessage, draft: Draft) -> Draft:
    """*draft* with everything that can be read from the bytes put in the place of its own."""
    body = mail.get_body()
    words = body.get_content().replace("\r\n", "\n") if body else ""
    return replace(
        draft,
        sender=_spelled(mail, "From", (draft.sender,))[0],
        reply_to=_spelled(mail, "Reply-To", (draft.reply_to,))[0],
        to=_spelled(mail, "To", draft.to),
        cc=_spelled(mail, "Cc", draft.cc),
        references=tuple(str(mail["References"] or "").split()),
        subject=str(mail["Subject"]),
        # A mail ends its text with a line end, whether or not the draft does.
        body=draft.body if words.rstrip("\n") == draft.body.rstrip("\n") else words,
        attachments=tuple(_file(part, draft.attachments) for part in mail.iter_attachments()),
    )


def _spelled(mail: EmailMessage, header: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses of *header*, spelled as the draft does where they are the same."""
    found = getaddresses([str(each) for each in mail.get_all(header, [])])
    if found == getaddresses(list(wanted)):
        return wanted
    return tuple(address for _, address in found) or ("",)


def _file(part: EmailMessage, wanted: tuple[Attachment, ...]) -> Attachment:
    digest = hashlib.sha256(part.get_payload(decode=True)).hexdigest()  # type: ignore[arg-type]
    return next(each for each in wanted if (each.name, each.digest) == (part.get_filename(), digest))


def _plain(books: Books, subject: str) -> str:
    kind, _, name = subject.partition(":")
    if kind in ("packet", "sign"):
        return f"{kind} {books.packet(name).packet.account.id}"
    if kind == "dispute":
        return f"{kind} {books.dispute(name).account_id}"
    # A reminder's subject has ids and times in it that no two days share.
    return kind if kind == "sla" else subject
