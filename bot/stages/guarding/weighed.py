"""What a sentence of a draft does, weighed: for prose in words that no list foresaw.

The weights are learned from labelled sentences by `python -m tools.teach_guard`, and anybody can read them. They add
what the lists miss, and take back a purely lexical hit in a sentence that plainly does nothing; figures, days, names,
links and threats are none of their business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot import wording
from bot.stages.guarding import strangers
from bot.stages.guarding.explanations import gives_back
from bot.stages.guarding.known import Known
from bot.stages.guarding.sentence_scales import FINE_MARK, HIGH_MARK, deed_of
from bot.stages.guarding.sheet import Sheet, prose, sentences
from models.correspondence import Direction
from models.draft import Finding, Weight

EXPLAINS = "explains"
#: What a sentence does → the rule it breaks, and what the record has.
RULES: dict[str, tuple[str, str]] = {
    "fee": ("fee_or_interest", "no fee, interest or penalty is on record"),
    "credit": ("credit_or_discount", "no credit, discount or waiver is on record"),
    "plan": ("payment_plan", "no payment plan or extension is agreed on record"),
    "legal": ("legal_or_agency", "legal steps, agencies and bureaus are never mentioned"),
    "suspension": ("suspension", "no suspension or end of service is decided on record"),
    EXPLAINS: ("dispute", "what they object to is answered by the person who examines it"),
    "commitment": ("commitment", "nothing on record promises this"),
    "pressure": ("pressure", "no message of ours demands, reproaches or sets a limit that is not on record"),
    "other_customer": ("other_customer", "no message of ours speaks of another customer"),
    "note": ("internal_note", "nothing that was written to and fro speaks of this"),
}
#: Rules by whose lists a harmless sentence is caught now and then.
_LEXICAL = frozenset({"dispute", "commitment", "payment_plan"})


def judged(sheet: Sheet, known: Known, listed: Iterable[Finding]) -> Iterator[Finding]:
    """What the lists found, less what a plainly harmless sentence holds, and what the weights find beyond it."""
    deeds = [
        (wording.normalise(sheet.quote(*found.span())), found, deed_of(found[0]))
        for found in sentences(prose(sheet.left))
        if not strangers.is_greeting(found[0])
    ]
    caught: set[str] = set()
    for finding in listed:
        span = wording.normalise(finding.span)
        within = [(quote, deed) for quote, _, deed in deeds if span and span in quote]
        cleared = finding.rule in _LEXICAL and within and all(deed.margin < FINE_MARK for _, deed in within)
        caught.update(quote for quote, _ in within if finding.weight is Weight.HARD)
        yield replace(finding, weight=Weight.SOFT) if cleared else finding
    for quote, found, deed in deeds:
        if deed.margin > HIGH_MARK and quote not in caught and _may_be(deed.kind, found[0], known):
            rule, record = RULES[deed.kind]
            weight = Weight.SOFT if rule == "pressure" else Weight.HARD
            yield Finding(weight, rule, sheet.quote(*found.span()), record)


def _may_be(kind: str, sentence: str, known: Known) -> bool:
    """Only somebody who has written can be answered, and to give their words back is no answer."""
    if kind != EXPLAINS:
        return True
    heard = any(each.direction is Direction.INBOUND for each in known.packet.exchanges)
    return heard and not gives_back(sentence)
