"""What each sentence of a text says by the phrase tables, and the cues it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.stages.languages import languages_of
from bot.stages.reading.cues import cues_of
from bot.stages.reading.phrases import KindOfText, Row, row
from bot.stages.reading.phrases_contrast import contrasts
from bot.stages.reading.phrases_frames import PAPERWORK, without_frames
from bot.stages.reading.phrases_french import CHALLENGE_FRENCH
from bot.stages.reading.phrases_german import CHALLENGE_GERMAN
from bot.stages.reading.phrases_leaving import LEAVING_ROW
from bot.stages.reading.phrases_money import ABOUT_MONEY
from bot.stages.reading.phrases_neighbours import CHALLENGE_DUTCH, CHALLENGE_ITALIAN
from bot.stages.reading.phrases_orders import ORDERS
from bot.stages.reading.phrases_paper import PAPER_WANTED, PAPER_WISHES
from bot.stages.reading.phrases_people import PEOPLE
from bot.stages.reading.phrases_spanish import CHALLENGE_SPANISH
from bot.stages.reading.phrases_stance import STANCE, UNEASE
from bot.stages.reading.phrases_wishes import OWN_CREDIT, WISHES
from bot.stages.reading.phrases_work import ABOUT_WORK
from bot.stages.reading.quoting import Sentence, is_printed
from models.dispute import DisputeReason
from models.signal import SignalKind

#: The first row that holds names the reason, so the particular ones are asked first.
_IN_ENGLISH = (*ABOUT_MONEY, *ABOUT_WORK, *STANCE)
_ABROAD = {
    "de": CHALLENGE_GERMAN,
    "fr": CHALLENGE_FRENCH,
    "es": CHALLENGE_SPANISH,
    "nl": CHALLENGE_DUTCH,
    "it": CHALLENGE_ITALIAN,
}
_OTHERS = (*WISHES, LEAVING_ROW, *PAPER_WISHES, PAPER_WANTED, *PEOPLE, *ORDERS)
#: Two figures that do not agree.
_FIGURES = row(SignalKind.DISPUTE, reason=DisputeReason.BILLING_ERROR)
_OWN_CREDIT = re.compile(OWN_CREDIT)
_MONEY = re.compile(r"\b(?:invoic|bill|pay|paid|charg|amount|price|refund|credit|owe|rechnung|zahl|factur|pag)\w*")
#: Our own notes describe what was agreed; only what they report the customer as saying is a challenge or a wish.
_THEIR_STANCE = re.compile(
    r"\b(?:said|says|claim\w*|disput\w*|refus\w*|complain\w*|unhappy|withh\w*|challeng\w*|object\w*|argu\w*|insist\w*|"
    r"won't|will not|not pay\w*|reject\w*|disagree\w*|told|angry|annoyed|upset|contest\w*|query|queries|demand\w*|"
    r"on hold|question\w*|thinks?|reckons?|wants?|feels?|expects?|unpaid|furious|livid|keeping|spoke|rang|"
    r"sag(?:t|te|en)|meint|will|wollen|zahlt|laut|lt|sei|seien|bezweifel\w*|dit|disent|veut|contest\w*|bloque|refus\w*|"
    r"d'apres|selon|dice[n]?|segun|quiere[n]?|reclam\w*|paga[n]?)\b"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence, and what it says by itself."""

    sentence: Sentence
    #: The phrase that challenges what is owed; None where none does.
    challenge: Row | None
    #: Every other phrase it has.
    others: tuple[Row, ...]
    cues: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the whole text says of each of its sentences."""

    kind_of_text: KindOfText
    #: The phrases of the languages it may be in.
    challenges: tuple[Row, ...]
    waits_for_paper: bool


def hear(said: Sequence[Sentence], kind_of_text: KindOfText) -> tuple[Heard, ...]:
    """Each sentence of one text in turn, heard with what the others say."""
    text = " ".join(sentence.plain for sentence in said)
    whole = _Whole(
        kind_of_text,
        (*_IN_ENGLISH, *(each for language in sorted(languages_of(text)) for each in _ABROAD[language])),
        PAPERWORK.search(text) is not None
        or any(each.holds(sentence.plain) for sentence in said for each in PAPER_WISHES),
    )
    # Without what is harmless: "no issue with 1001, but 1002 was billed twice" keeps its second half.
    rests = [without_frames(sentence.plain) for sentence in said]
    return tuple(
        _heard(sentence, rest, frames, "".join(behind for behind, _ in rests[number : number + 1]), whole)
        for number, (sentence, (rest, frames)) in enumerate(zip(said, rests, strict=True), 1)
    )


def _heard(sentence: Sentence, rest: str, frames: frozenset[str], behind: str, whole: _Whole) -> Heard:
    plain = sentence.plain
    if is_printed(plain):
        return Heard(sentence, None, tuple(each for each in ORDERS if each.holds(plain)), frozenset())
    others = _others_in(plain, whole)
    differs = whole.kind_of_text != "ticket" and contrasts(rest, behind)
    challenged = _challenge_in(rest, whole) or (_FIGURES if differs and whole.kind_of_text == "email" else None)
    if challenged is None and not others and _holds(UNEASE, rest, whole):
        challenged = UNEASE
    if whole.kind_of_text == "note" and not reports_them(plain):
        challenged = None
    said = {whole.kind_of_text, *frames, *(each.kind for each in others), *(["figures"] if differs else [])}
    return Heard(sentence, challenged, others, cues_of(plain, said))


def _others_in(plain: str, whole: _Whole) -> tuple[Row, ...]:
    """Everything but challenges. What an order tells the machine to do is no wish of its own."""
    asked = _OWN_CREDIT.sub(" ; ", plain)
    found = [each for each in _OTHERS if _holds(each, asked, whole)]
    if any(each.kind is SignalKind.INJECTION for each in found):
        found = [each for each in found if each.kind is not SignalKind.PAYMENT_PLAN]
    if whole.kind_of_text == "note" and not reports_them(plain):
        found = [each for each in found if each is not LEAVING_ROW]
    return tuple(found)


def _challenge_in(rest: str, whole: _Whole) -> Row | None:
    return next((each for each in whole.challenges if _holds(each, rest, whole)), None)


def _holds(row: Row, plain: str, whole: _Whole) -> bool:
    if whole.kind_of_text in row.usual_in or (row.yields_to_paper and whole.waits_for_paper):
        return False
    # A ticket that merely reports a fault is not a challenge of an invoice.
    if whole.kind_of_text == "ticket" and row.kind is SignalKind.DISPUTE and not speaks_of_money(plain):
        return False
    return row.holds(plain)


def reports_them(plain: str) -> bool:
    """Whether a folded note of ours tells what they said or want; it may also be a clause of the contract."""
    return _THEIR_STANCE.search(plain) is not None


def speaks_of_money(plain: str) -> bool:
    """Whether the folded text is about money at all."""
    return _MONEY.search(plain) is not None
