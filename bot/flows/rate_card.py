"""One tap, 1 to 5: whether a card gave whoever decided on it what they needed."""

from __future__ import annotations

from bot.errors import NotAllowedError, NotNowError
from bot.flows.ask_confidence import confidence_fact
from bot.flows.desk import Desk, note
from bot.stages.confidence import standing_question
from models.fact import FactKind
from models.people import Person


def rate_card(desk: Desk, packet_id: str, *, person: Person, score: int) -> None:
    """Keep the answer, whatever has become of the packet since.

    Raises:
        NotAllowedError: somebody else was asked.
        NotNowError: nobody was, or it is answered.
    """
    at = desk.clock.now()
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        asked, answer = standing_question(books.facts(record.packet.account.id), packet_id)
        if asked is None or answer is not None:
            raise NotNowError("This is answered already. Nothing was changed.")
        if person.barred or person.user_id != asked.by_id:
            raise NotAllowedError(f"{person.barred or f'Only {asked.by_name} was asked.'} Nothing was changed.")
        books.add_fact(confidence_fact(FactKind.CONFIDENCE, record, person, at=at, reason=str(score)))
        note(books, at, "card.rated", f"packet:{packet_id}", person=person, score=str(score))
        books.redraw(f"packet:{packet_id}")
