"""A subject's card as the store has it now. The one writer of cards draws with this and nothing else."""

from __future__ import annotations

from datetime import date

from bot.books import Books
from bot.cards import notices
from bot.cards.dispute import dispute_card
from bot.cards.drawing import Drawing
from bot.cards.limits import DoesNotFitError, check
from bot.cards.packet import packet_card
from bot.errors import DeliveryRefusedError
from bot.flows.desk import Desk
from bot.flows.draw_list import draw_list
from bot.flows.survey import draw_survey
from models.outbox import OutboxItem, OutboxKind


def draw(desk: Desk, books: Books, subject: str, *, live: bool) -> Drawing:
    """What the message about *subject* should look like.

    Raises:
        DeliveryRefusedError: Slack would not take it; the message names the limit.
    """
    kind, _, rest = subject.partition(":")
    if kind == "packet":
        drawing = _packet(desk, books, rest, live)
    elif kind == "dispute":
        drawing = dispute_card(books.dispute(rest), policy=desk.policy, live=live, now=desk.clock.now())
    elif kind == "import":
        drawing = _import(books, subject, date.fromisoformat(rest))
    elif kind == "survey":
        drawing = draw_survey(desk, books, rest)
    else:
        reader, _, day = rest.partition(":")
        drawing = draw_list(desk, books, reader, date.fromisoformat(day))
    try:
        check(drawing)
    except DoesNotFitError as error:
        raise DeliveryRefusedError(f"{subject} does not fit a Slack message: {error}") from error
    return drawing


def _import(books: Books, subject: str, day: date) -> Drawing:
    """A morning's import that was refused: why, and whether it has come in since."""
    entries = [entry for _, entry, _ in books.audit_trail(subject)]
    if entries[-1].what == "import.refused":
        as_of = books.ledger_as_of()
        return notices.import_refused(day, entries[-1].detail["why"], as_of)
    people = sorted({entry.detail["by"] for entry in entries if entry.what == "import.drop_confirmed"})
    return notices.import_recovered(day, ", ".join(people))


def _packet(desk: Desk, books: Books, packet_id: str, live: bool) -> Drawing:
    record = books.packet(packet_id)
    return packet_card(record, policy=desk.policy, live=live, mail=_last_mail(books, packet_id))


def _last_mail(books: Books, packet_id: str) -> OutboxItem | None:
    mails = [item for item in books.items(f"packet:{packet_id}") if item.kind is OutboxKind.MAIL]
    return mails[-1] if mails else None
