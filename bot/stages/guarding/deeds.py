# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""What we say we have done, and the things that are ours to promise or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

THINGS = (
    r"(?:fix(?:es)?|repairs?|replacements?|deliver(?:y|ies|ed)|shipments?|spare parts?|goods|modules?|features?|releases?|upgrades?|patch(?:es)?|versions?|installations?|installed|trainings?"
    r"|migrations?|integrations?|on[ -]?site|in person at|dedicated|engineers?|technicians?|consultants?|prices?|rates?|warrant(?:y|ies)|equipment|machines?|units?|improvements?|priorit(?:y|ise|ize)"
    r"|visits?|working hours|extra hours|exports?|dashboards?|renewals?|free|access|licen[cs]es?|seats?|guarantee\w*|resolved|fixed|repaired|finished|completed|ready|working again)"
)
#: What a letter about an invoice may announce: an answer, a paper, an entry in the books, a call.
OFFERED = re.compile(
    r"\b(?:answers?|repl(?:y|ies)|respon(?:se|d)|word|updates?|news|cop(?:y|ies)|pdf|statements?|invoices?|receipts?|details?|information|lists?|breakdown|overview|notes?|calls?|ring|buzz|shout|bell|nudge|messages?|e-?mails?|look|help|hand|contact|touch|documents?|paperwork|forms?|remittance|confirmation|reminders?|colleagues?|questions?|matter|records?|file|payments?|reference|numbers?|po|purchase order|you know|back to you|chat|conversation|talk|person|address(?:es)?|feedback|query|queries|holiday|leave|office|out|away|desk|everything you need|attachments?|line)\b"
)
#: What we say we have done, other than write, look and keep books.
_DEEDS = re.compile(
    r"\b(?:we|i|our(?: \w+){1,2}?|the (?:team|engineers?|technicians?|warehouse|factory|courier))(?:'ve| have| has) (?:now |already |just |since |also |therefore |meanwhile |gladly )*(?P<act>\w+(?:ed|en|t|ne|de|nd))\b(?P<rest>[^.!?\n]*)"
)
_DEEDS_OF_LETTERS_LISTED = """
    sent attached noted passed received written tried called checked looked asked forwarded copied included enclosed
    resent updated recorded matched heard found left set been had not yet seen spoken reached mailed emailed rung
    phoned messaged contacted listed added put reminded mentioned shared requested raised referred handed taken got
    gotten kept made agreed enjoyed valued appreciated worked known understood assumed reviewed confirmed searched
    located discussed followed registered entered allocated booked posted credited applied summarised summarized
    corrected amended reissued highlighted marked escalated given provided just already always never done seen gone
    chased closed opened
"""
_DEEDS_OF_LETTERS = frozenset(_DEEDS_OF_LETTERS_LISTED.split())


def done(sentence: str) -> Iterator[tuple[int, int]]:
    """Where a folded sentence says that we did something beyond a letter: "we have reprinted the brochures"."""
    for found in _DEEDS.finditer(sentence):
        things = re.search(rf"\b{THINGS}\b", found["rest"])
        known = found["act"] in _DEEDS_OF_LETTERS
        if (known and things and not OFFERED.search(found["rest"])) or (
            not known and not OFFERED.search(found["rest"])
        ):
            yield found.span()
