"""A draft against its packet: what may not leave, what a reviewer should look at. It reads; it never rewrites."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

from bot import wording
from bot.stages.guarding import (
    asking,
    commitments,
    confidences,
    explanations,
    identities,
    left_over,
    odd_figures,
    organisations,
    ownership,
    said_amounts,
    said_days,
    said_spans,
    strangers,
    supply,
    tricks,
    weighed,
    withholding,
)
from bot.stages.guarding.exchanged import verbatim_quotes
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


_STEM = 5


@cache
def version() -> str:
    """Changes when a rule does: sha256 of their own source, first twelve hex digits."""
    here = resources.files("bot.stages")
    rules = sorted((file for file in here.joinpath("guarding").iterdir() if file.is_file()), key=lambda file: file.name)
    source = b"".join(file.read_bytes() for file in (here.joinpath("guard.py"), *rules))
    return hashlib.sha256(source).hexdigest()[:12]


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
    findings += tricks.unfit_numbers(draft)
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
    for start, end in list(verbatim_quotes(sheet.folded, known.packet.exchanges)):
        sheet.cover(start, end)
    identities.cover_known(sheet, known, policy, remittance)
    named = list(identities.mentions(sheet, known))
    yield from (each for each in named if isinstance(each, Finding))
    yield from identities.other_customers(sheet, others)
    yield from strangers.other_companies(sheet, known)
    yield from strangers.unknown_people(sheet, known)
    yield from organisations.named(sheet, known, private)
    yield from identities.unknown_addresses(sheet)
    yield from weighed.judged(sheet, known, list(_listed(sheet, known)))
    yield from odd_figures.shares(sheet)
    mentions = [each for each in named if isinstance(each, Mention)]
    yield from asking.asks_right(sheet, known, mentions)
    yield from asking.history(sheet, known)
    yield from _figures(sheet, known, mentions)


def _listed(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """What the lists of words and of moves find in the prose."""
    yield from (_as_told(each, sheet, known) for each in scan(sheet, TOPICS))
    yield from (_as_recorded(each, known) for each in scan(sheet, MOVES))
    yield from withholding.withheld(sheet)
    yield from commitments.promised(sheet)
    yield from supply.stated_of_supply(sheet, known)
    yield from explanations.explained(sheet, known)


def _as_told(finding: Finding, sheet: Sheet, known: Known) -> Finding:
    """What they raised themselves may be named where a sentence gives their word back or passes it on."""
    span = wording.normalise(finding.span)
    place = sheet.folded.find(span)
    begun, over = sheet.sentence_at(max(place, 0))
    words = [word for word in re.findall(r"[^\W\d_]{4,}", span) if word not in ("your", "with")]
    theirs = words and all(word[:_STEM] in known.stems_told for word in words)
    given_back = explanations.gives_back(sheet.folded[begun:over])
    return replace(finding, weight=Weight.SOFT) if place >= 0 and theirs and given_back else finding


def _as_recorded(finding: Finding, known: Known) -> Finding:
    """Thanks for money are in order where money of theirs is on record, and so is their own word to pay."""
    paid = finding.rule == "claimed_payment" and (
        known.has_received or (known.has_heard_of_payment and finding.span.casefold().startswith("thank"))
    )
    promised = finding.span.casefold() in _THEIR_WORD and known.packet.promises
    return replace(finding, weight=Weight.SOFT) if paid or promised else finding


def _figures(sheet: Sheet, known: Known, mentions: list[Mention]) -> Iterator[Finding]:
    said = [
        *said_days.joined_days(sheet, known),
        *said_days.days_on_record(sheet, known),
        *said_amounts.marked_amounts(sheet, known, mentions),
        *said_days.other_days(sheet, known),
        *said_days.days_alone(sheet, known),
        *said_spans.agreed_terms(sheet, known),
        *said_spans.spans(sheet, known),
        *said_amounts.bare_amounts(sheet, known, mentions),
        *odd_figures.other_currencies(sheet, known),
        *odd_figures.unusual_digits(sheet),
        *said_days.loose_days(sheet, known),
    ]
    yield from (each for each in said if isinstance(each, Finding))
    stated = [each for each in said if isinstance(each, Stated)]
    late = [each for each in said if isinstance(each, Lateness)]
    yield from ownership.wrong_owner(sheet, known, mentions, stated, late)
    yield from left_over.unknown_numbers(sheet, known)
    yield from asking.unknown_names(sheet)


__all__ = ["check", "version"]
