"""`/collections`: how everything stands, for anybody with a role."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from bot.books import Books
from bot.cards.drawing import Drawing
from bot.cards.matches import no_rights
from bot.cards.status import Status, help_answer, paused_answer, resumed_answer, status_answer
from bot.flows.desk import Desk
from bot.flows.pause import pause, pause_of, resume
from bot.flows.run_morning import mornings
from bot.stages.gaps import breaches
from models.lifecycle import DisputeState, PacketState
from models.people import Person, Role

_LOOK_BACK = timedelta(days=14)
_WAITING = {
    PacketState.PREPARED: "unposted follow-up",
    PacketState.POSTED: "decision",
    PacketState.HELD: "hold",
    PacketState.APPROVED: "approved mail",
    PacketState.SENDING: "mail handed over or uncertain",
}


def collections(desk: Desk, person: Person, text: str) -> Drawing:
    """Answer `/collections`; *text* is what was typed after it.

    Raises:
        RefusedError: see flows.pause.pause.
    """
    if person.barred or not person.roles:
        return no_rights()
    word, _, reason = " ".join(text.split()).partition(" ")
    match word.casefold():
        case "" | "help":
            return help_answer()
        case "status":
            return _status(desk, person)
        case "pause":
            return paused_answer(pause(desk, person=person, reason=reason), desk.policy)
        case "resume":
            resume(desk, person=person, reason=reason)
            return resumed_answer()
    return help_answer(f"“{word}” is nothing that can be typed after /collections.")


def _status(desk: Desk, person: Person) -> Drawing:
    is_own = not person.roles - {Role.ACCOUNT_OWNER}
    today = desk.office_day()
    with desk.store.transaction() as books:
        stamps = books.stamps()
        status = Status(
            now=desk.clock.now(),
            as_of=books.ledger_as_of(),
            stamps=stamps,
            late=frozenset(each.source for each in breaches(stamps, desk.policy, today)),
            mornings=mornings(desk, books),
            missed=_missed(desk, books),
            waiting=_waiting(books, person.user_id if is_own else None),
            is_own=is_own,
            models=_models(desk),
            pause=pause_of(books),
        )
    return status_answer(status, desk.policy)


def _missed(desk: Desk, books: Books) -> dict[str, list[date]]:
    """Billing entity → days of the last two weeks without a morning, as the record has them."""
    now = desk.clock.now()
    found: dict[str, list[date]] = defaultdict(list)
    for entry in books.audited(("morning.missed",), now - _LOOK_BACK):
        found[entry.detail["entity"]] += map(date.fromisoformat, entry.detail["days"].split())
    return {entity: [day for day in days if day >= (now - _LOOK_BACK).date()] for entity, days in found.items()}


def _waiting(books: Books, owner_id: str | None) -> list[tuple[str, int]]:
    """What waits with one owner, or with anybody when None; disputes are with nobody of the owners."""
    counts = books.live_counts(owner_id)
    disputes = 0 if owner_id else len(books.disputes_in(DisputeState.ROUTED))
    return [("unacknowledged dispute", disputes), *((what, counts.get(state, 0)) for state, what in _WAITING.items())]


def _models(desk: Desk) -> list[tuple[str, str]]:
    asked = (
        ("reads messages", desk.reader),
        ("words briefs", desk.briefer),
        ("chooses the words of drafts", desk.drafter),
    )
    return [(does, model.name.model) for does, model in asked if model is not None]
