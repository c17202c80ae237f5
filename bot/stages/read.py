"""What a text seems to say, with the sentence it says it in. A suspicion, never an instruction to us."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.stages.languages import languages_of
from bot.stages.phrases import KindOfText, Row, row
from bot.stages.phrases_contrast import contrasts
from bot.stages.phrases_frames import FRAMES, PAPERWORK, SETTLED, TURNS
from bot.stages.phrases_french import CHALLENGE_FRENCH
from bot.stages.phrases_german import CHALLENGE_GERMAN
from bot.stages.phrases_money import ABOUT_MONEY
from bot.stages.phrases_neighbours import CHALLENGE_DUTCH, CHALLENGE_ITALIAN
from bot.stages.phrases_orders import ORDERS
from bot.stages.phrases_paper import PAPER_WISHES
from bot.stages.phrases_people import PEOPLE
from bot.stages.phrases_promise import ABOUT_PAYING, CLAUSES, COMMITMENT, NO_COMMITMENT
from bot.stages.phrases_spanish import CHALLENGE_SPANISH
from bot.stages.phrases_stance import STANCE, UNEASE
from bot.stages.phrases_wishes import OWN_CREDIT, WISHES
from bot.stages.phrases_work import ABOUT_WORK
from bot.stages.quoting import Sentence, sentences
from bot.stages.stated_day import is_ambiguous, stated_day
from models.correspondence import Automatic, Direction, Message
from models.dispute import DisputeReason
from models.evidence import Origin
from models.ledger import AccountLedger
from models.packet import Signal, SignalKind

#: Kinds that a reviewer confirms or rejects: a challenge of what is owed, and orders to the machine.
CHALLENGES = frozenset({SignalKind.DISPUTE, SignalKind.INJECTION})

#: The first row that holds names the reason, so the particular ones are asked first.
_IN_ENGLISH = (*ABOUT_MONEY, *ABOUT_WORK, *STANCE)
_ABROAD = {
    "de": CHALLENGE_GERMAN,
    "fr": CHALLENGE_FRENCH,
    "es": CHALLENGE_SPANISH,
    "nl": CHALLENGE_DUTCH,
    "it": CHALLENGE_ITALIAN,
}
_OTHERS = (*WISHES, *PAPER_WISHES, *PEOPLE, *ORDERS)
#: Two figures that do not agree.
_FIGURES = row(SignalKind.DISPUTE, reason=DisputeReason.BILLING_ERROR)
_OWN_CREDIT = re.compile(OWN_CREDIT)
_MONEY = re.compile(r"\b(?:invoic|bill|pay|paid|charg|amount|price|refund|credit|owe|rechnung|zahl|factur|pag)\w*")
#: Our own notes describe what was agreed; only what they report the customer as saying is a challenge or a wish.
_THEIR_STANCE = re.compile(
    r"\b(?:said|says|claim\w*|disput\w*|refus\w*|complain\w*|unhappy|withh\w*|challeng\w*|object\w*|argu\w*|insist\w*|"
    r"won't|will not|not pay\w*|reject\w*|disagree\w*|told|angry|annoyed|upset|contest\w*|query|queries|demand\w*|"
    r"on hold|question\w*)\b"
)
_ANSWERS = re.compile(r"\s*(?:re|aw|sv|fwd?|wg|tr|rv|r|i)\s*:", re.I)
_FORWARDS = re.compile(r"\s*(?:fwd?|wg|tr|rv|i)\s*:", re.I)
_MACHINE_ANSWERS = re.compile(
    r"\s*(?:re|aw|sv|fwd?|wg|tr|rv|auto(?:matic|mated)?[- ]?(?:reply|response)|automatische antwort|abwesen\w*|"
    r"out of (?:the )?office|r[ée]ponse automatique|respuesta autom[áa]tica)\s*:",
    re.I,
)
_PREFIX = re.compile(r"^(?:\s*(?:re|aw|sv|antw|r)\s*:)+", re.I)


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the whole text says of each of its sentences."""

    kind_of_text: KindOfText
    received: date
    #: The phrases of the languages it may be in.
    challenges: tuple[Row, ...]
    waits_for_paper: bool


def read(book: AccountLedger) -> tuple[Signal, ...]:
    """Every signal in the customer's messages, the contract notes and the open tickets of one account."""
    ours = {_domain(message.sender) for message in book.messages if message.direction is Direction.OUTBOUND}
    found: list[Signal] = []
    for message in book.messages:
        if message.direction is Direction.INBOUND:
            found += signals_of(message, ours)
    found = [signal for signal in found if not _is_withdrawn(signal, book.messages, found)]
    for contract in book.contracts:
        told = contract.origin.as_of
        found += signals_in(
            contract.note, source_id=contract.id, origin=contract.origin, received=told, kind_of_text="note"
        )
    for ticket in book.tickets:
        if ticket.is_open:
            found += signals_in(
                ticket.subject,
                source_id=ticket.id,
                origin=ticket.origin,
                received=ticket.opened_on,
                kind_of_text="ticket",
            )
    return tuple(found)


def signals_of(message: Message, ours: Collection[str] = ()) -> tuple[Signal, ...]:
    """What a message of theirs seems to say. A bounce is our own mail coming back and says nothing.

    Mail from *ours*, our own mail domains, is left out of what they forward.
    """
    if message.automatic is Automatic.BOUNCE:
        return ()
    said = sentences(message.text, forwards=_FORWARDS.match(message.subject) is not None, ours=ours)
    if _says_something(message):
        said = (*said, *sentences(message.subject))
    return _signals(said, source_id=message.id, origin=message.origin, received=message.at.date())


def signals_in(
    text: str, *, source_id: str, origin: Origin, received: date, kind_of_text: KindOfText = "email"
) -> tuple[Signal, ...]:
    """What *text* seems to say: one signal per kind and reason, each with the first sentence that says it."""
    return _signals(sentences(text), source_id=source_id, origin=origin, received=received, kind_of_text=kind_of_text)


def _signals(
    said: Sequence[Sentence], *, source_id: str, origin: Origin, received: date, kind_of_text: KindOfText = "email"
) -> tuple[Signal, ...]:
    text = " ".join(sentence.plain for sentence in said)
    whole = _Whole(
        kind_of_text,
        received,
        (*_IN_ENGLISH, *(each for language in sorted(languages_of(text)) for each in _ABROAD[language])),
        PAPERWORK.search(text) is not None
        or any(each.holds(sentence.plain) for sentence in said for each in PAPER_WISHES),
    )
    # Without what is harmless: "no issue with 1001, but 1002 was billed twice" keeps its second half.
    rests = [FRAMES.sub(" ; ", sentence.plain) for sentence in said]
    found: dict[tuple[SignalKind, str], Signal] = {}
    for number, (sentence, rest) in enumerate(zip(said, rests, strict=True), 1):
        behind = " ".join(rests[number : number + 1])
        for kind, reason, on in _said_in(sentence.plain, rest, behind, whole):
            signal = Signal(kind=kind, reason=reason, on=on, quote=sentence.quote, source_id=source_id, origin=origin)
            found.setdefault((kind, reason), signal)
            if kind is SignalKind.PROMISE and on and found[kind, reason].on is None:
                found[kind, reason] = signal
    return tuple(found.values())


def _said_in(plain: str, rest: str, behind: str, whole: _Whole) -> Iterator[tuple[SignalKind, str, date | None]]:
    others = [each for each in _OTHERS if _holds(each, _OWN_CREDIT.sub(" ; ", plain), whole)]
    challenged = _challenge_in(rest, behind, whole)
    if challenged is None and not others and _holds(UNEASE, rest, whole):
        challenged = UNEASE
    if challenged is not None and (whole.kind_of_text != "note" or _THEIR_STANCE.search(plain)):
        yield challenged.kind, challenged.reason, None
    for each in others:
        yield each.kind, each.reason, None
    if whole.kind_of_text == "email":
        yield from _promises_in(plain, whole.received)


def _challenge_in(rest: str, behind: str, whole: _Whole) -> Row | None:
    for each in whole.challenges:
        if _holds(each, rest, whole):
            return each
    return _FIGURES if whole.kind_of_text == "email" and contrasts(rest, behind) else None


def _promises_in(plain: str, received: date) -> Iterator[tuple[SignalKind, str, date | None]]:
    for clause in CLAUSES.split(plain):
        match = COMMITMENT.search(clause)
        if not match or NO_COMMITMENT.search(clause) or not ABOUT_PAYING.search(clause):
            continue
        on = stated_day(clause, received, after=match.start())
        if on or is_ambiguous(clause, received):
            yield SignalKind.PROMISE, "", on


def _holds(row: Row, plain: str, whole: _Whole) -> bool:
    if whole.kind_of_text in row.usual_in or (row.yields_to_paper and whole.waits_for_paper):
        return False
    # A ticket that merely reports a fault is not a challenge of an invoice.
    if whole.kind_of_text == "ticket" and row.kind is SignalKind.DISPUTE and not _MONEY.search(plain):
        return False
    return row.holds(plain)


def _says_something(message: Message) -> bool:
    """An answer's subject is our own words, a machine's answer included."""
    answers = _MACHINE_ANSWERS if message.automatic else _ANSWERS
    return bool(message.subject.strip()) and not answers.match(message.subject)


def _is_withdrawn(signal: Signal, messages: Sequence[Message], found: Sequence[Signal]) -> bool:
    """Whether a later mail of that thread, behind an answer of ours, says that it is settled and challenges nothing."""
    if signal.kind is not SignalKind.DISPUTE:
        return False
    complaint = next(message for message in messages if message.id == signal.source_id)
    thread = [each for each in messages if _thread(each) == _thread(complaint) and each.at > complaint.at]
    answers = [each.at for each in thread if each.direction is Direction.OUTBOUND and each.automatic is None]
    challenging = {each.source_id for each in found if each.kind in CHALLENGES}
    return any(
        each.direction is Direction.INBOUND
        and each.automatic is None
        and each.id not in challenging
        and any(answered < each.at for answered in answers)
        and any(
            SETTLED.search(sentence.plain) and not TURNS.search(sentence.plain) for sentence in sentences(each.text)
        )
        for each in thread
    )


def _thread(message: Message) -> str:
    return _PREFIX.sub("", message.subject).strip().casefold()


def _domain(address: str) -> str:
    return address.rpartition("@")[2].rstrip(">").strip().casefold()
