"""What colleagues said of an account in Slack, wherever it is shown. Every word of it is somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.cards.blocks import rich
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import DoesNotFitError, check
from bot.cards.names import count, local_day, short_day
from bot.cards.text import line, own, quoted, safe, theirs
from models.fact import Fact, FactKind
from models.policy import Policy
from models.quoted import Quoted

_ON_A_CARD = 3
_EVERY = 20
#: Lengths of each quote, tried in turn.
_LENGTHS = (300, 120, 40)


def said_of(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The messages put beside an account, the newest press first."""
    return tuple(fact for fact in reversed(facts) if fact.kind is FactKind.QUOTED and fact.quoted is not None)


def whose_words(message: Quoted, policy: Policy) -> str:
    """ "Ben Cole in #sales, 12 May 2026"."""
    return f"{safe(message.author, 60)} in {safe(message.place, 60)}, {short_day(local_day(message.said_at, policy))}"


def said_in_slack(facts: Sequence[Fact], policy: Policy, *, most: int = _EVERY, length: int = 1_100) -> list[Block]:
    """Each message with author, place, link and who added it; what is left out is counted."""
    found = said_of(facts)
    parts: list[Block] = []
    for fact in found[:most]:
        parts += _message(fact, policy, length)
    more = len(found) - most
    rest = [line(own(f"and {count(more, 'more message')}, in the account's look-up"))] if more > 0 else []
    head = [line(own("Said in Slack", bold=True), own(" (added by hand; it decides nothing)"))] if found else []
    return [*head, *parts, *rest]


def with_evidence(drawing: Drawing, facts: Sequence[Fact], policy: Policy) -> Drawing:
    """The packet card *drawing* with what was said, under its facts, as far as Slack takes it.

    It never takes room from anything that is decided on: the card was fitted before.
    """
    if not said_of(facts):
        return drawing
    at = next((i for i, block in enumerate(drawing.blocks) if block["type"] in ("divider", "actions")), None)
    if at is None:
        return drawing
    for length in _LENGTHS:
        told = rich(*said_in_slack(facts, policy, most=_ON_A_CARD, length=length))
        with suppress(DoesNotFitError):
            return check(replace(drawing, blocks=[*drawing.blocks[:at], told, *drawing.blocks[at:]]))
    return drawing


def po_line(message: Quoted) -> list[Block]:
    """What number it calls a PO, if it calls one so: proposed, never applied."""
    if not message.po_numbers:
        return []
    named = " or ".join(safe(number, 40) for number in message.po_numbers[:2])
    return [line(own(f"It names PO {named}. Nothing is recorded before somebody presses PO received."))]


def _message(fact: Fact, policy: Policy, length: int) -> list[Block]:
    message = fact.quoted
    if message is None:
        return []
    runs = [own(f"{whose_words(message, policy)}: "), theirs(f"“{safe(message.text, length)}”", length + 2)]
    if "://" in message.permalink:
        runs += [own(" "), {"type": "link", "url": message.permalink, "text": "open"}]
    return [quoted(*runs, own(f"\nadded by {safe(fact.by_name, 60)}")), *po_line(message)]
