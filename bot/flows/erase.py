"""Taking one person of a customer's out of everything that is kept, on their request."""

from __future__ import annotations

from dataclasses import dataclass

from bot.books import Books
from bot.errors import NotFoundError, NotNowError
from bot.flows.desk import Desk, note
from bot.flows.prepare_day import bring_in_line
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from models.people import operator

_LEAVING = frozenset({PacketState.APPROVED, PacketState.SENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was done."""

    #: Stored rows that named them.
    rows: int
    #: Entries of the record that name them in the chain itself, as they were written before words stood beside it.
    chained: int
    #: The accounts they were of.
    accounts: tuple[str, ...]


def erase(desk: Desk, address: str, *, by: str) -> Erased:
    """Take everyone with *address* out of the books, the packets, the cards and the words of the record.

    Their account is sorted anew without them. The sources are not ours: what they still have comes back with the next
    import.

    Raises:
        NotFoundError: nothing names the address.
        NotNowError: a mail to it is approved or being sent.
    """
    with desk.store.transaction() as books:
        traces, accounts = books.traces(address)
        chained = books.chained(traces)
        for account_id in accounts:
            _check(books.account_packets(account_id), address)
        note(books, desk.clock.now(), "contact.erased", "", person=operator(by))
        changed = books.erase(traces, accounts, _last(books))
        if not changed and not chained:
            raise NotFoundError(f"Nothing here names {address}.")
        for account_id in sorted(accounts):
            books.forget_address(account_id, address)
            if books.account_ledger(account_id) is not None:
                bring_in_line(desk, books, account_id, desk.office_day())
        for each in changed:
            books.redraw(each)
    return Erased(rows=len(changed), chained=chained, accounts=tuple(sorted(accounts)))


def _check(records: tuple[PacketRecord, ...], address: str) -> None:
    for record in records:
        written = {each.casefold() for each in (*record.draft.to, *record.draft.cc)} if record.draft else set()
        if record.state in _LEAVING and address.casefold() in written:
            raise NotNowError(
                f"A mail of packet {record.id} to them is on its way. Undo it, or wait until it has left."
            )


def _last(books: Books) -> int:
    head = books.audit_head()
    return head.number if head else 0
