"""The baseline: computed from the books until it is frozen, and as it was frozen from then on."""

from __future__ import annotations

from dataclasses import dataclass

from bot.books import Books
from bot.errors import NotNowError
from bot.flows.desk import Desk, note
from bot.flows.keep_day import each_book
from bot.flows.survey import asked, survey_subject
from bot.stages.reports.baseline import History, baseline, until
from models.baseline import Baseline, FrozenBaseline, PaidInvoice

#: What the record says about it.
SUBJECT = "baseline"
_FIRST_PACKET = "the copilot, with the first packet"


@dataclass(frozen=True, slots=True)
class BaselineReport:
    """The figures, the invoices behind them, and how they were frozen; None = they may still change."""

    baseline: Baseline
    history: tuple[PaidInvoice, ...]
    frozen: FrozenBaseline | None


def read_baseline(desk: Desk) -> BaselineReport:
    """The frozen figures where there are some, and nothing is computed anew; else those of the books of now.

    Raises:
        NotNowError: nothing was imported yet.
    """
    with desk.store.transaction() as books:
        frozen = books.baseline()
        if frozen is not None:
            return BaselineReport(frozen.baseline, books.baseline_history(), frozen)
        return BaselineReport(*_computed(desk, books), None)


def freeze(desk: Desk, by: str) -> FrozenBaseline:
    """Keep the figures of now for ever, in the name of *by*.

    Raises:
        NotNowError: nothing was imported yet, or the baseline is frozen already.
    """
    with desk.store.transaction() as books:
        before = books.baseline()
        if before is not None:
            raise NotNowError(f"{told(before)} It never changes; nothing was done.")
        return _freeze(desk, books, by)


def freeze_with_first_packet(desk: Desk, books: Books) -> None:
    """Whatever comes after the first packet may be the copilot's doing; once it is frozen, this does nothing."""
    if books.baseline() is None:
        _freeze(desk, books, _FIRST_PACKET)


def told(frozen: FrozenBaseline) -> str:
    """When and by whom it was frozen."""
    return f"The baseline was frozen on {frozen.at:%Y-%m-%d %H:%M} UTC by {frozen.by_name}."


def _freeze(desk: Desk, books: Books, by: str) -> FrozenBaseline:
    at = desk.clock.now()
    figures, history = _computed(desk, books)
    frozen = FrozenBaseline(baseline=figures, at=at, by_name=by)
    books.keep_baseline(frozen, history)
    note(
        books,
        at,
        "baseline.frozen",
        SUBJECT,
        by=by,
        until=figures.until.isoformat(),
        invoices=str(len(history)),
        answers=str(len(figures.answers)),
    )
    for owner_id in asked(desk, books):
        books.redraw(survey_subject(owner_id))
    return frozen


def _computed(desk: Desk, books: Books) -> tuple[Baseline, tuple[PaidInvoice, ...]]:
    as_of = books.ledger_as_of()
    if as_of is None:
        raise NotNowError("Nothing was imported yet. Run: collections import --sources config/sources.toml")
    history = History(desk.policy, until(desk.policy.go_live, as_of), books.roster())
    for book in each_book(books):
        history.add(book)
    answers = books.survey_answers()
    answered = {answer.by_id for answer in answers}
    silent = [desk.policy.members[each].name for each in asked(desk, books) if each not in answered]
    found = baseline(history, as_of=as_of, stamps=books.stamps(), answers=answers, silent=silent)
    return found, tuple(sorted(history.paid, key=lambda each: (each.paid_on, each.account_id, each.number)))
