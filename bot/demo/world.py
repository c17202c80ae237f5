"""What happens outside the copilot, written into the export folder as the ERP, the bank or the mail server would."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot import wording
from bot.cards.headline import ask
from bot.demo.at_work import AtWork, name_of
from bot.demo.letters import Mailbox
from bot.demo.workbook import mark_disputed
from bot.flows.desk import channel_of
from bot.flows.post_morning import MorningReport
from bot.stages.correspondence import recipient
from models.calendar import add_working_days, is_working_day
from models.correspondence import Contact
from models.gate import GateEffect
from models.ledger import AccountLedger
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from models.people import Role

if TYPE_CHECKING:
    from bot.demo.office import DemoOffice

_OPEN_ITEMS = "ar_open_items.xlsx"
_PAYMENTS = ("Payment", "Customer", "Invoice", "Amount", "Currency", "Received", "Entity")
_QUOTED = 60
_HOURS = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class News:
    """What happened, in one sentence, and where it can be seen."""

    text: str
    #: Slack user id whose eyes see it, and the channel; "" = nowhere in particular.
    user: str = ""
    channel: str = ""

    def __str__(self) -> str:
        return self.text


class World:
    """The next morning, a payment, an answer, a mark in the ERP. One at a time: the caller sees to that."""

    def __init__(self, office: DemoOffice) -> None:
        #: What can be chosen from.
        self.at_work = AtWork(office)
        self._office = office
        self._mailbox = Mailbox(office.exports / "mailbox", office.outgoing)
        #: What the person caused and the company's story does not know: it must outlive the next exports.
        self._disputed: set[str] = set()
        self._paid: set[str] = set()
        self._laid: set[str] = set()

    @property
    def has_mailbox(self) -> bool:
        """Whether customers can write."""
        return self._mailbox.exists

    @property
    def has_workbook(self) -> bool:
        """Whether the ERP exports a list it can mark."""
        return (self._office.exports / _OPEN_ITEMS).exists()

    # ── events ────────────────────────────────────────────────────────────────────────────────

    def next_morning(self) -> News:
        """Let the day end, lay what came over night into the export folder, and live the next morning.

        Raises:
            SourceError: the exports cannot be read; the books are still those of the day before.
        """
        office = self._office
        # The clock jumps here: a delivery in the middle of its work would find its own lease over, and call a mail
        # that is just leaving uncertain.
        with office.standing_still():
            before = office.last_morning
            left = self._end_the_day()
            opening = self._opening()
            office.clock.advance(max(opening - office.clock.now(), timedelta()))
            came = self._lay_over(opening.date())
            posted = office.morning()
            office.deliver()
        told = [f"{_many(left, 'approved mail')} left since {before:%A} morning"] if left else []
        return self._told_morning(told, came, posted)

    def hours_pass(self) -> News:
        """Let two hours of the day go by: undo windows end, clocks run out, what waits for a time happens."""
        office = self._office
        with office.standing_still():
            office.clock.advance(_HOURS)
            office.take_in()
            office.deliver()
        return News(f"It is {office.clock.now().astimezone(office.zone):%A, %H:%M}.")

    def payment_arrives(self, number: str = "") -> News:
        """The bank's file with what is open on one invoice: *number*, or of an account whose mail is about to leave.

        Raises:
            LookupError: nothing is open under that number.
        """
        paid = self.at_work.chosen(number)
        item = paid.item
        count = sum(1 for _ in self._office.exports.glob("payments-demo-*.csv")) + 1
        row = (
            f"DEMO-{count}",
            item.invoice.account_id,
            item.invoice.number,
            str(item.open.decimal),
            item.open.currency,
            self._office.desk.today(item.invoice.entity).isoformat(),
            item.invoice.entity,
        )
        with (self._office.exports / f"payments-demo-{count}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows((_PAYMENTS, row))
        self._paid.add(item.invoice.number)
        happened = f"{paid.name} paid {wording.amount(item.open)} for {item.invoice.number}"
        return self._read(happened, paid.record)

    def customer_replies(self, account_id: str, text: str) -> News:
        """A mail from the account's contact, in answer to the newest one exchanged with them.

        Raises:
            LookupError: the text is empty, or the account has nobody who could write.
        """
        if not text.strip():
            raise LookupError("The mail is empty. Choose an answer, or write one.")
        record, ledger = self.at_work.account(account_id)
        contact = _writer(ledger)
        entity = self._office.desk.policy.entities[record.packet.entity]
        at = self._office.clock.now().astimezone(ZoneInfo(entity.timezone))
        theirs = {one.email.casefold() for one in ledger.contacts}
        self._mailbox.reply(contact, theirs, text, to=entity.reply_to, at=at)
        said = " ".join(text.split())
        quote = said if len(said) <= _QUOTED else f"{said[:_QUOTED].rstrip()}…"
        return self._read(f"{contact.name} of {name_of(record)} wrote “{quote}”", record)

    def erp_disputes(self, number: str) -> News:
        """Somebody marks an invoice as disputed in the ERP; the mark is in every later export too.

        Raises:
            LookupError: the ERP's list has no such invoice.
        """
        marked = self.at_work.chosen(number)
        if not mark_disputed(self._office.exports / _OPEN_ITEMS, {number}):
            raise LookupError(f"The ERP's open-items list has no {number}.")
        self._disputed.add(number)
        return self._read(f"The ERP marks {number} of {marked.name} as disputed", marked.record)

    # ── reading it ────────────────────────────────────────────────────────────────────────────

    def _read(self, happened: str, before: PacketRecord) -> News:
        """Let the copilot look at its sources, then say what became of the account the news is about."""
        account = before.packet.account.id
        with self._office.desk.store.transaction() as books:
            known = {dispute.id for dispute in books.disputes(account)}
        self._office.take_in()
        self._office.deliver()
        with self._office.desk.store.transaction() as books:
            is_disputed = any(dispute.id not in known for dispute in books.disputes(account))
            after = books.packet(before.id)
            live = [one for one in books.live_packets(account) if _key(one) == _key(before)]
        if is_disputed:
            return self._in_leaderships_hands(happened)
        return self._became(happened, before, after, live[0] if live else after)

    def _in_leaderships_hands(self, happened: str) -> News:
        policy = self._office.desk.policy
        channel = policy.channels[Role.FINANCE_LEADERSHIP]
        return News(
            f"{happened}: finance leadership has its card in #{self._named(channel)}.",
            self._reader(channel, ""),
            channel,
        )

    def _became(self, happened: str, before: PacketRecord, after: PacketRecord, now: PacketRecord) -> News:
        channel = channel_of(self._office.desk.policy, now)
        seen = {"user": self._reader(channel, now.packet.owner_id), "channel": channel}
        place = f"#{self._named(channel)}"
        if before.is_live and not after.is_live and now.id == after.id:
            return News(f"{happened}: its card in {place} is closed.", **seen)
        if not now.is_live:
            return News(f"{happened}: nothing of it waits for anybody.", **seen)
        if now.packet.gated(GateEffect.NO_CARD) or now.state is PacketState.HELD:
            return News(f"{happened}: it waits, as its row in the list in {place} says.", **seen)
        if now.state is PacketState.PREPARED or not now.has_card:
            return News(f"{happened}: its card comes to {place} with the next morning.", **seen)
        if now.state is PacketState.APPROVED:
            then = f"is checked against this just before it leaves, and its card in {place} then says what became of it"
            return News(f"{happened}: its approved mail {then}.", **seen)
        asked = ask(now, self._office.desk.policy, None)
        return News(f"{happened}: its card in {place} now says “{asked}”.", **seen)

    def _named(self, channel: str) -> str:
        return self._office.slack.workspace.channels[channel].name

    def _reader(self, channel: str, owner: str) -> str:
        """Somebody who sees the channel: the owner, or the first whose role decides there."""
        members = self._office.slack.workspace.channels[channel].members
        policy = self._office.desk.policy
        roles = {role for role, one in policy.channels.items() if one == channel}
        deciding = [member.user_id for member in policy.members.values() if member.roles & roles]
        own = [member.user_id for member in policy.members.values() if member.channel == channel]
        return next((one for one in (*own, *deciding, owner) if one in members), "")

    # ── the night ─────────────────────────────────────────────────────────────────────────────

    def _end_the_day(self) -> int:
        """What was approved leaves before anything new comes, as it would have on that day; return how many left."""
        policy = self._office.desk.policy
        window = max(policy.undo_window, policy.batch_undo_window) + timedelta(seconds=1)
        if self._opening() > self._office.clock.now() + window:
            self._office.clock.advance(window)
            self._office.deliver()
        return self._mailbox.keep_sent() if self.has_mailbox else 0

    def _opening(self) -> datetime:
        """When the next morning begins: never before now, and never a day that was lived already."""
        office, policy = self._office, self._office.desk.policy
        today = office.desk.office_day()
        day = add_working_days(office.last_morning, 1, policy.holidays)
        if day < today:
            # The demo was left open for days: those that passed are not lived one by one.
            day = today if is_working_day(today, policy.holidays) else add_working_days(today, 1, policy.holidays)
        return max(office.opening(day), office.clock.now().astimezone(office.zone))

    def _lay_over(self, day: date) -> list[Path]:
        """Put everything exported up to *day* into the folder; return the files that came."""
        days = self._office.company.days
        folders = sorted(days.iterdir()) if days else []
        due = [one for one in folders if one.is_dir() and one.name <= day.isoformat() and one.name not in self._laid]
        came = [path for folder in due for path in sorted(folder.rglob("*")) if path.is_file()]
        for folder in due:
            shutil.copytree(folder, self._office.exports, dirs_exist_ok=True)
            self._laid.add(folder.name)
            for path in folder.glob("payments-*.csv"):
                self._leave_out_paid(self._office.exports / path.name)
        if self._disputed and self.has_workbook:
            mark_disputed(self._office.exports / _OPEN_ITEMS, self._disputed)
        return came

    def _leave_out_paid(self, path: Path) -> None:
        """A customer who has paid already does not pay again because the story says so."""
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        invoice = header.index("Invoice")
        kept = [row for row in rows if row[invoice] not in self._paid]
        if len(kept) < len(rows):
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows((header, *kept))

    def _told_morning(self, left: Sequence[str], came: Sequence[Path], posted: MorningReport) -> News:
        office = self._office
        mails = sum(path.parent.name == "INBOX" for path in came)
        banked = [_rows(office.exports / path.name) for path in came if path.name.startswith("payments-")]
        paid = f" and {_many(sum(banked), 'payment')} came in" if banked else " came in, the bank's file did not"
        told = [f"{_many(mails, 'mail')}{paid}"] if came else []
        told += [*left, f"{_many(posted.lists, 'list')} and {_many(posted.cards, 'card')} posted"]
        day = office.desk.office_day()
        return News(f"{day:%A} {day.day} {day:%B}: {'; '.join(told)}.{self._the_end()}")

    def _the_end(self) -> str:
        days = self._office.company.days
        last = max((one.name for one in days.iterdir() if one.is_dir()), default="") if days else ""
        if not last or self._office.desk.office_day().isoformat() < last:
            return ""
        if self._office.desk.office_day().isoformat() == last:
            return " This is the last morning of the company's two weeks."
        return " The two weeks are over: the days go on, but only you can make something happen."


def _writer(ledger: AccountLedger) -> Contact:
    """Who answers: whom a draft goes to, else anybody with an address."""
    found = recipient(ledger) or next((one for one in ledger.contacts if one.email), None)
    if found is None:
        raise LookupError("The CRM has nobody at this customer who could write.")
    return found


def _key(record: PacketRecord) -> tuple[str, str, str]:
    return record.packet.account.id, record.packet.entity, record.packet.currency


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return max(sum(1 for _ in csv.reader(file)) - 1, 0)


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
