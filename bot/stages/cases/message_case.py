"""A labelled message → what the reader hears in it, in the words the labels use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from bot.stages.cases.labelled import FieldError, Fields
from bot.stages.read import signals_in, signals_of
from bot.stages.reading.phrases import KindOfText
from models.correspondence import Automatic, Direction, Message
from models.dispute import DisputeReason
from models.evidence import Origin
from models.signal import Signal, SignalKind

#: What they want, gravest first, and the signals that say so.
WANTS: Mapping[str, frozenset[SignalKind]] = {
    "legal": frozenset({SignalKind.LEGAL, SignalKind.INSOLVENCY}),
    "suspension": frozenset({SignalKind.SUSPENSION}),
    "payment_plan": frozenset({SignalKind.PAYMENT_PLAN}),
    "credit": frozenset({SignalKind.CREDIT}),
}
#: Fields that are true or false, each with its signal.
MARKS: Mapping[str, SignalKind] = {
    "out_of_office": SignalKind.OUT_OF_OFFICE,
    "contact_left": SignalKind.CONTACT_LEFT,
    "po_needed": SignalKind.PO_NEEDED,
    "injection": SignalKind.INJECTION,
}
_SOURCES: Mapping[str, KindOfText] = {"email": "email", "note": "note", "ticket": "ticket"}


def read_message(row: Fields) -> dict[str, object]:
    """The prediction for one row: `text`, `source` and `received`; a mail may have `subject` and `automatic`.

    Raises:
        FieldError: one of them cannot be read.
    """
    heard = _heard(row)
    disputes = [each for each in heard if each.kind is SignalKind.DISPUTE]
    named = [each for each in disputes if each.reason != DisputeReason.OTHER]
    promise = next((each for each in heard if each.kind is SignalKind.PROMISE and each.on), None)
    wants = next((name for name, kinds in WANTS.items() if _first(heard, kinds)), "none")
    marks = {name: _first(heard, {kind}) for name, kind in MARKS.items()}
    behind = {
        "dispute": next(iter(named or disputes), None),
        "promise_to_pay": promise,
        "wants": _first(heard, WANTS.get(wants, ())),
        **marks,
    }
    return {
        "id": row.needed("id"),
        "dispute": bool(disputes),
        # Who challenges and names no reason has none of those the labels know.
        "dispute_reason": str(named[0].reason) if named else "none",
        "promise_to_pay": promise.on.isoformat() if promise and promise.on else None,
        "wants": wants,
        **{name: said is not None for name, said in marks.items()},
        "quotes": {name: said.quote for name, said in behind.items() if said},
    }


def _heard(row: Fields) -> tuple[Signal, ...]:
    row_id, text, received = row.needed("id"), row.needed("text"), row.needed_day("received")
    source = row.said("source") or "email"
    if source not in _SOURCES:
        raise FieldError("source", source, "no such kind of text", f"write one of {', '.join(_SOURCES)}")
    origin = Origin("case", row_id, received)
    subject = row.text("subject")
    if subject is None:
        return signals_in(text, source_id=row_id, origin=origin, received=received, kind_of_text=_SOURCES[source])
    automatic = row.said("automatic")
    if automatic is not None and automatic not in set(Automatic):
        raise FieldError("automatic", automatic, "no such kind", f"write one of {', '.join(Automatic)}")
    return signals_of(
        Message(
            id=row_id,
            account_id=row_id,
            direction=Direction.INBOUND,
            sender="",
            at=datetime(received.year, received.month, received.day, tzinfo=UTC),
            text=text,
            origin=origin,
            subject=subject,
            automatic=Automatic(automatic) if automatic else None,
        )
    )


def _first(heard: Iterable[Signal], kinds: Collection[SignalKind]) -> Signal | None:
    return next((each for each in heard if each.kind in kinds), None)
