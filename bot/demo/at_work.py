"""What the copilot is at work on: the accounts and invoices something can happen to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.books import Books
from bot.stages.age import open_items
from models.ledger import AccountLedger
from models.lifecycle import PacketState
from models.packet import OpenItem, Route
from models.packet_record import PacketRecord

if TYPE_CHECKING:
    from bot.demo.office import DemoOffice


@dataclass(frozen=True, slots=True)
class Owing:
    """An open invoice of an account the copilot is at work on."""

    record: PacketRecord
    item: OpenItem

    @property
    def name(self) -> str:
        """The account as people know it."""
        return name_of(self.record)


class AtWork:
    """The choices a person has, read from the store."""

    def __init__(self, office: DemoOffice) -> None:
        self._office = office

    def records(self) -> list[PacketRecord]:
        """One packet of every account that is being worked on, or was written to today; last touched first."""
        with self._office.desk.store.transaction() as books:
            return self._records(books)

    def owing(self) -> list[Owing]:
        """Every past-due invoice of `records`, in their order."""
        with self._office.desk.store.transaction() as books:
            return [
                Owing(record, item)
                for record in self._records(books)
                for item in _past_due(books, record, self._office.desk.today(record.packet.entity))
            ]

    def in_dispute(self) -> frozenset[str]:
        """The invoices that the ERP, or a person, has marked already."""
        with self._office.desk.store.transaction() as books:
            accounts = {record.packet.account.id for record in self._records(books)}
            disputes = [one for account in accounts for one in books.disputes(account) if one.is_open]
        return frozenset(line.invoice_number for one in disputes for line in one.lines)

    def chosen(self, number: str) -> Owing:
        """The invoice of that number; with "" the one whose mail is about to leave, else a routine one.

        Raises:
            LookupError: nothing is past due under that number.
        """
        owing = self.owing()
        if number:
            found = next((one for one in owing if one.item.invoice.number == number), None)
        else:
            found = min(owing, key=_likely_to_pay, default=None)
        if found is None:
            raise LookupError(f"Nothing is open under {number or 'any number'} on an account that is worked on.")
        return found

    def account(self, account_id: str) -> tuple[PacketRecord, AccountLedger]:
        """The account's packet and books.

        Raises:
            LookupError: nobody works on it.
        """
        with self._office.desk.store.transaction() as books:
            record = next((one for one in self._records(books) if one.packet.account.id == account_id), None)
            ledger = books.account_ledger(account_id)
        if record is None or ledger is None:
            raise LookupError(f"Nobody works on {account_id} today.")
        return record, ledger

    def _records(self, books: Books) -> list[PacketRecord]:
        policy, today = self._office.desk.policy, self._office.midnight()
        found = {record.id: record for record in books.live_packets()}
        for owner in policy.members:
            sent = (one for one in books.owner_packets(owner, today) if one.state is PacketState.SENT)
            found |= {record.id: record for record in sent}
        newest: dict[tuple[str, str, str], PacketRecord] = {}
        for record in sorted(found.values(), key=lambda one: (one.is_live, one.version)):
            newest[record.packet.account.id, record.packet.entity, record.packet.currency] = record
        return sorted(newest.values(), key=lambda one: (-_touched_at(one, policy.members.keys()), name_of(one)))


def name_of(record: PacketRecord) -> str:
    """The account as people know it; its id when the CRM has no name."""
    return record.packet.account.name or record.packet.account.id


def _touched_at(record: PacketRecord, people: Collection[str]) -> float:
    """When a person last moved it; 0.0 = nobody has."""
    last = record.last
    return last.at.timestamp() if last is not None and last.by_id in people else 0.0


def _likely_to_pay(owing: Owing) -> tuple[bool, bool]:
    return owing.record.state is not PacketState.APPROVED, owing.record.packet.route is not Route.ROUTINE


def _past_due(books: Books, record: PacketRecord, day: date) -> list[OpenItem]:
    ledger = books.account_ledger(record.packet.account.id)
    key = record.packet.entity, record.packet.currency
    items = open_items(ledger, day) if ledger else ()
    return [item for item in items if (item.invoice.entity, item.open.currency) == key and item.days_past_due > 0]
