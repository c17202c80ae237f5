"""Audit the current snapshot: every account sorted as the morning would, and nothing written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from bot.books import Books
from bot.errors import NotNowError
from bot.flows.desk import Desk
from bot.flows.situation import situation
from bot.stages.age import billing_keys, open_items
from bot.stages.reports.examined import Billed, Examined, examine, stranger
from bot.stages.reports.health import Health, health
from models.attachment import Copy
from models.decision import PathChoice
from models.ledger import AccountLedger
from models.money import Money, total
from models.packet import FollowUpPacket

#: Account, entity and currency → the path leadership chose for its live packet.
_Paths = Mapping[tuple[str, str, str], PathChoice | None]


def data_health(desk: Desk, day: date | None = None) -> Health:
    """How fit the current snapshot is to be worked from on *day* (default: the day the books are true for).

    Raises:
        NotNowError: nothing was imported yet, or the books speak of a later day.
    """
    # A pilot is chosen from the audit, so the audit is of every account.
    desk = replace(desk, policy=replace(desk.policy, pilot=None))
    with desk.store.transaction() as books:
        as_of, accounts, stamps, rejected = (
            books.ledger_as_of(),
            books.account_ids(),
            books.stamps(),
            books.rejected(),
        )
        paths = {
            (one.packet.account.id, one.packet.entity, one.packet.currency): one.path for one in books.live_packets()
        }
    if as_of is None:
        raise NotNowError("Nothing was imported yet. Run: collections import --sources config/sources.toml")
    if day is not None and day < as_of:
        raise NotNowError(f"The books speak of {as_of}; an audit as of {day} would take what came since for known.")
    found = list(_examined(desk, accounts, paths, day or as_of))
    return health(found, day=day or as_of, stamps=stamps, rejected=rejected, rates=desk.rates, policy=desk.policy)


def _examined(desk: Desk, accounts: tuple[str, ...], paths: _Paths, day: date) -> Iterator[Examined]:
    for account_id in accounts:
        # One transaction for each: a long audit must not keep presses waiting.
        with desk.store.transaction() as books:
            book = books.account_ledger(account_id)
            if book is not None:
                yield _examine(desk, books, book, paths, day)


def _examine(desk: Desk, books: Books, book: AccountLedger, paths: _Paths, day: date) -> Examined:
    def packet(entity: str, currency: str) -> FollowUpPacket:
        path = paths.get((book.account.id, entity, currency))
        return situation(desk, books, book, entity=entity, currency=currency, as_of=day, path=path)

    keys = billing_keys(book)
    known = [packet(*key) for key in keys if key[0] in desk.policy.entities]
    # An account that nobody bills has facts all the same, and any entity and currency shows them.
    facts = known[0] if known else packet(next(iter(desk.policy.entities)), desk.rates.base or "EUR")
    strangers = [_stranger(book, key, day) for key in keys if key[0] not in desk.policy.entities]
    files = desk.invoice_files
    has_copy = (lambda invoice: isinstance(files.find(invoice), Copy)) if files else None
    return examine(facts, known, strangers, has_copy)


def _stranger(book: AccountLedger, key: tuple[str, str], day: date) -> Billed:
    items = [item for item in open_items(book, day) if (item.invoice.entity, item.open.currency) == key]
    due: list[Money] = [item.open for item in items if item.days_past_due > 0]
    return stranger(key[0], total((item.open for item in items), key[1]), total(due, key[1]))
