"""Who has put an account or its invoices on hold, in the answer of `/invoice`, and the button that lifts it."""

from __future__ import annotations

from dataclasses import dataclass

from bot import told
from bot.cards.blocks import actions, button, confirmation, reference, rich
from bot.cards.drawing import Block
from bot.cards.hold_form import SCOPES
from bot.cards.names import sentence
from bot.cards.text import line, own, safe
from models.controls import Action
from models.hold import STOPS, StandingHold
from models.ledger import Account

_LINES = 5
_STOPPED = {kind: SCOPES[kind][0] for kind in STOPS}


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldsAnswer:
    """Every hold of an account and of its invoices, for one person."""

    #: Each, and whether this person may lift it.
    found: tuple[tuple[StandingHold, bool], ...] = ()
    #: How many presses about holds there have been, by which an old answer is known.
    presses: int = 0


NO_HOLDS = HoldsAnswer()


def standing_holds(account: Account, holds: HoldsAnswer) -> list[Block]:
    """Who, until when and why; what this person may lift has its button."""
    shown = holds.found[:_LINES]
    lines = [line(own(f"{_stopped(hold)}: ", bold=True), own(_told(hold))) for hold, _ in shown]
    more = len(holds.found) - len(shown)
    lines += [line(own(f"and {more} more"))] if more else []
    lift = [_lift(account, hold, holds.presses) for hold, may_lift in shown if may_lift]
    return [*([rich(*lines)] if lines else []), *([actions(lift)] if lift else [])]


def _stopped(hold: StandingHold) -> str:
    number = safe(hold.invoice_number, 40)
    return f"{number} on hold" if number else _STOPPED.get(hold.kind, "On hold")


def _told(hold: StandingHold) -> str:
    return sentence(safe(told.hold_words(hold), 400))


def _lift(account: Account, hold: StandingHold, presses: int) -> Block:
    what = _stopped(hold)
    return button(
        Action.LIFT,
        f"Lift: {what}",
        reference("hold", f"{account.id}\n{hold.key}", presses),
        spoken=f"Lift: {what}, {safe(account.name or account.id, 60)}",
        confirm=confirmation("Lift it now?", f"{what} {_told(hold)}", "Lift"),
    )
