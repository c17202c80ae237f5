"""Two numbers from each owner before the copilot begins: what a follow-up takes them, and how many they do."""

from __future__ import annotations

from datetime import date

from bot import wording
from bot.books import Books
from bot.cards.drawing import Block, Drawing
from bot.cards.names import local_day
from bot.cards.survey import survey_card, survey_form
from bot.errors import NotAllowedError, NotFoundError, NotNowError
from bot.flows.desk import Desk, note
from bot.flows.keep_day import each_book
from bot.stages.account_owner import ownership
from bot.stages.routes import own_channel
from models.baseline import SurveyAnswer
from models.controls import Field
from models.outbox import OutboxItem, OutboxKind
from models.people import Person

#: Least and most that a person can mean: a working day for one follow-up, a hundred a day.
_RANGE = {Field.MINUTES: (1, 480), Field.PER_WEEK: (0, 500)}


def survey_subject(owner_id: str) -> str:
    """The outbox subject, and key, of one owner's question; it is asked once."""
    return f"survey:{owner_id}"


def ask(desk: Desk) -> tuple[str, ...]:
    """Plan one message to each owner of an account who was not asked yet; return the names of those.

    Raises:
        NotNowError: nothing was imported yet, or the baseline is frozen.
    """
    with desk.store.transaction() as books:
        _refuse_frozen(desk, books)
        if books.ledger_as_of() is None:
            raise NotNowError("Nothing was imported yet, so nobody owns an account. Run: collections import")
        roster = books.roster()
        owners = sorted({ownership(book.account, desk.policy, roster).user_id for book in each_book(books)})
        new = [owner_id for owner_id in owners if _plan(desk, books, owner_id)]
        names = tuple(desk.policy.members[owner_id].name for owner_id in new)
        if names:
            note(books, desk.clock.now(), "baseline.asked", "baseline", owners=", ".join(names))
        return names


def _plan(desk: Desk, books: Books, owner_id: str) -> bool:
    channel = own_channel(desk.policy, desk.policy.members[owner_id])
    subject = survey_subject(owner_id)
    return books.plan(
        OutboxItem(
            key=subject,
            kind=OutboxKind.POST,
            partition=channel,
            subject=subject,
            not_before=desk.clock.now(),
            payload={"channel": channel},
        )
    )


def asked(desk: Desk, books: Books) -> tuple[str, ...]:
    """Slack user ids of the people of ours who were asked."""
    return tuple(each for each in sorted(desk.policy.members) if books.item(survey_subject(each)) is not None)


def number(field: Field, text: str) -> int:
    """What somebody typed as a whole number in the range of *field*.

    Raises:
        ValueError: it is none; the message says what to type.
    """
    least, most = _RANGE[field]
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit() and least <= int(typed) <= most):
        raise ValueError(f"Type a whole number from {least} to {most}.")
    return int(typed)


def form(desk: Desk, owner_id: str, person: Person, *, channel: str, ts: str) -> Block:
    """The form with what they said before.

    Raises:
        NotAllowedError: somebody else was asked.
        NotFoundError: nobody was.
        NotNowError: the baseline is frozen.
    """
    with desk.store.transaction() as books:
        _check(desk, books, owner_id, person)
        return survey_form(owner_id, _answer(books, owner_id), channel=channel, ts=ts)


def answer(desk: Desk, owner_id: str, person: Person, *, minutes: int, per_week: int) -> None:
    """Keep what they said, in place of what they said before; the errors of `form`."""
    with desk.store.transaction() as books:
        _check(desk, books, owner_id, person)
        at = desk.clock.now()
        books.save_survey_answer(
            SurveyAnswer(by_id=owner_id, by_name=person.name, at=at, minutes=minutes, per_week=per_week)
        )
        said = {"minutes": str(minutes), "per_week": str(per_week)}
        note(books, at, "baseline.answered", survey_subject(owner_id), person=person, **said)
        books.redraw(survey_subject(owner_id))


def draw_survey(desk: Desk, books: Books, owner_id: str) -> Drawing:
    """The question of one owner as it stands."""
    member = desk.policy.members.get(owner_id)
    name = member.name if member else owner_id
    return survey_card(owner_id, name, _answer(books, owner_id), _frozen_on(desk, books))


def _answer(books: Books, owner_id: str) -> SurveyAnswer | None:
    return next((each for each in books.survey_answers() if each.by_id == owner_id), None)


def _check(desk: Desk, books: Books, owner_id: str, person: Person) -> None:
    if books.item(survey_subject(owner_id)) is None:
        raise NotFoundError("Nobody was asked this. Nothing was changed.")
    if person.barred:
        raise NotAllowedError(f"{person.barred} Nothing was changed.")
    if person.user_id != owner_id:
        member = desk.policy.members.get(owner_id)
        raise NotAllowedError(
            f"Only {member.name if member else 'the person asked'} answers this. Nothing was changed."
        )
    _refuse_frozen(desk, books)


def _refuse_frozen(desk: Desk, books: Books) -> None:
    on = _frozen_on(desk, books)
    if on is not None:
        raise NotNowError(f"The baseline was frozen on {wording.day(on)} and never changes. Nothing was changed.")


def _frozen_on(desk: Desk, books: Books) -> date | None:
    """The office's day of it; None = it is not frozen."""
    frozen = books.baseline()
    return local_day(frozen.at, desk.policy) if frozen is not None else None
