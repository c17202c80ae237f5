"""Let a language model word what the messages of accounts under review say, outside every transaction.

It is for the eyes of those who decide: no draft, no gate and no route ever reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.books import Books
from bot.errors import ModelError
from bot.flows.desk import Desk
from bot.flows.note_model import note_model
from bot.ports import Reader
from bot.stages.model_brief import Told, believed, told
from models.brief import ModelBrief
from models.lifecycle import DisputeState
from models.packet import Route

_NOT_THE_SCHEMA = "its answer was not of the schema"


def brief_accounts(desk: Desk) -> None:
    """Ask the model about every account whose messages it has not worded as they stand, as far as its budget goes.

    Nothing happens without a model. What it has not worded, cards say so.
    """
    if desk.briefer is None:
        return
    waiting = list(_waiting(desk, desk.briefer))
    if not waiting:
        return
    answers = desk.briefer.read([given.text for _, given in waiting])
    made = dropped = 0
    failures: Counter[str] = Counter()
    for (account_id, given), answer in zip(waiting, answers, strict=True):
        found = None if isinstance(answer, ModelError) else believed(answer, given)
        if found is None:
            failures[answer.why if isinstance(answer, ModelError) else _NOT_THE_SCHEMA] += 1
            continue
        made, dropped = made + 1, dropped + found.dropped
        brief = ModelBrief(
            account_id=account_id,
            digest=given.digest,
            reader=desk.briefer.name,
            notes=found.notes,
            dropped=found.dropped,
            made_at=desk.clock.now(),
        )
        with desk.store.transaction() as books:
            books.keep_model_brief(brief)
            _redraw(books, account_id)
    note_model(desk, "model.brief", desk.briefer.name, failures, made=made, dropped=dropped, unmade=failures.total())


def _waiting(desk: Desk, briefer: Reader) -> Iterator[tuple[str, Told]]:
    with desk.store.transaction() as books:
        accounts = _under_review(books)
    for account_id in accounts:
        with desk.store.transaction() as books:
            book, known = books.account_ledger(account_id), books.model_briefs(account_id)
        given = told(book) if book else None
        if given and not any(each.digest == given.digest and each.reader == briefer.name for each in known):
            yield account_id, given


def _under_review(books: Books) -> list[str]:
    """Accounts in executive review, and those with an open dispute."""
    reviewed = [each.packet.account.id for each in books.live_packets() if each.packet.route is Route.EXECUTIVE_REVIEW]
    open_ones = [*books.disputes_in(DisputeState.ROUTED), *books.disputes_in(DisputeState.OWNED)]
    return sorted({*reviewed, *(each.account_id for each in open_ones)})


def _redraw(books: Books, account_id: str) -> None:
    for record in books.live_packets(account_id):
        books.redraw(f"packet:{record.id}")
    for dispute in books.disputes(account_id):
        books.redraw(f"dispute:{dispute.id}")
