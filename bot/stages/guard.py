"""A draft against its packet: what may not leave, what a reviewer should look at. It reads; it never rewrites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.stages.guarding import (
    asking,
    commitments,
    confidences,
    explanations,
    identities,
    organisations,
    ownership,
    said_amounts,
    said_days,
    strangers,
    tricks,
    withholding,
)
from bot.stages.guarding.forbidden import TOPICS, scan
from bot.stages.guarding.forbidden_moves import MOVES
from bot.stages.guarding.identities import Mention
from bot.stages.guarding.known import Known, Lateness, Stated
from bot.stages.guarding.sheet import Sheet
from models.draft import Draft, Finding, Weight
from models.packet import FollowUpPacket
from models.policy import Policy
from models.remittance import Remittance

#: Words that are theirs as well as ours, in languages whose word order puts the person far away.
_THEIR_WORD = frozenset({"zugesagt", "zusage"})


def check(
    draft: Draft,
    packet: FollowUpPacket,
    policy: Policy,
    *,
    remittance: Remittance | None = None,
    others: frozenset[str] = frozenset(),
    private: tuple[str, ...] = (),
) -> tuple[Finding, ...]:
    """What *packet* does not bear out in *draft*, hard findings first.

    *others*: names of other customers. *private*: notes of ours beside the packet's own, which no message may show.
    """
    known = Known(packet, draft)
    sheet = Sheet(f"{draft.subject}\n\n{draft.body}")
    findings = [*tricks.headers(draft, known, policy), *tricks.hidden(draft)]
    findings += confidences.told_outside(sheet, known, private)
    findings += strangers.wrong_greeting(sheet, known)
    findings += _words(sheet, known, policy, remittance, others, private)
    order = {Weight.HARD: 0, Weight.SOFT: 1}
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: order[finding.weight]))


def _words(
    sheet: Sheet,
    known: Known,
    policy: Policy,
    remittance: Remittance | None,
    others: frozenset[str],
    private: tuple[str, ...],
) -> Iterator[Finding]:
    """Exact names first, then what may be stated; whatever is left over is unexplained."""
    identities.cover_known(sheet, known, policy, remittance)
    named = list(identities.mentions(sheet, known))
    yield from (each for each in named if isinstance(each, Finding))
    yield from identities.other_customers(sheet, others)
    yield from strangers.other_companies(sheet, known)
    yield from organisations.named(sheet, known, private)
    yield from identities.unknown_addresses(sheet)
    yield from scan(sheet, TOPICS)
    yield from (_as_recorded(each, known) for each in scan(sheet, MOVES))
    yield from withholding.withheld(sheet)
    yield from commitments.promised(sheet)
    yield from explanations.explained(sheet, known)
    yield from said_amounts.shares(sheet)
    mentions = [each for each in named if isinstance(each, Mention)]
    yield from asking.asks_right(sheet, known, mentions)
    yield from asking.history(sheet, known)
    yield from _figures(sheet, known, mentions)


def _as_recorded(finding: Finding, known: Known) -> Finding:
    """Thanks for money are in order where money of theirs is on record, and so is their own word to pay."""
    paid = finding.rule == "claimed_payment" and (
        known.has_received or (known.has_heard_of_payment and finding.span.casefold().startswith("thank"))
    )
    promised = finding.span.casefold() in _THEIR_WORD and known.packet.promises
    return replace(finding, weight=Weight.SOFT) if paid or promised else finding


def _figures(sheet: Sheet, known: Known, mentions: list[Mention]) -> Iterator[Finding]:
    said = [
        *said_days.days_on_record(sheet, known),
        *said_amounts.marked_amounts(sheet, known),
        *said_days.other_days(sheet, known),
        *said_days.agreed_terms(sheet, known),
        *said_days.spans(sheet, known),
        *said_amounts.bare_amounts(sheet, known),
        *said_amounts.unusual_digits(sheet),
        *said_days.loose_days(sheet, known),
    ]
    yield from (each for each in said if isinstance(each, Finding))
    stated = [each for each in said if isinstance(each, Stated)]
    late = [each for each in said if isinstance(each, Lateness)]
    yield from ownership.wrong_owner(sheet, known, mentions, stated, late)
    yield from identities.unknown_numbers(sheet, known)
    yield from asking.unknown_names(sheet)


__all__ = ["check"]
