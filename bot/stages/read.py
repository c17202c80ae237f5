"""What a text seems to say, with the sentence it says it in. A suspicion, never an instruction to us."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter

from bot.stages.reading.hearing import Heard, hear, reports_them, speaks_of_money
from bot.stages.reading.phrases import KindOfText
from bot.stages.reading.phrases_frames import SETTLED, TURNS
from bot.stages.reading.phrases_orders import ORDERS
from bot.stages.reading.phrases_paper import PAPER_SENT
from bot.stages.reading.phrases_promise import (
    ABOUT_PAYING,
    CLAUSES,
    COMMITMENT,
    NO_COMMITMENT,
    NO_WORD_GIVEN,
    THEIR_WORD,
)
from bot.stages.reading.quoting import Sentence, left_out, sentences
from bot.stages.reading.stated_day import is_ambiguous, stated_day
from bot.stages.reading.weighing import Verdict, likeliest_reason, scales
from models.correspondence import Automatic, Direction, Message
from models.dispute import DisputeReason
from models.evidence import Origin
from models.ledger import AccountLedger
from models.signal import Signal, SignalKind

#: Kinds that a reviewer confirms or rejects: a challenge of what is owed, and orders to the machine.
CHALLENGES = frozenset({SignalKind.DISPUTE, SignalKind.INJECTION})

#: Kind, reason, day and the number of the sentence.
_Said = tuple[SignalKind, str, date | None, int]
#: Log odds. A phrase makes a challenge unless the text as a whole speaks against it by so much, or where its own
#: sentence speaks for it by so much.
_UNBELIEVED = -0.6
_BELIEVED_ALONE = 0.6
_SOUNDS_LIKE_A_PROMISE = 0.3
#: From where on the cues alone make a signal.
_ENOUGH = {
    SignalKind.DISPUTE: 0.3,
    SignalKind.PAYMENT_PLAN: 0.0,
    SignalKind.SUSPENSION: 0.3,
    SignalKind.CONTACT_LEFT: 0.0,
    SignalKind.OUT_OF_OFFICE: 0.0,
    SignalKind.INJECTION: 0.0,
}
#: The subject of an answer or of something passed on: not their own words.
ANSWERS = re.compile(r"\s*(?:re|aw|sv|fwd?|wg|tr|rv|r|i)\s*:", re.I)
_FORWARDS = re.compile(r"\s*(?:fwd?|wg|tr|rv|i)\s*:", re.I)
_MACHINE_ANSWERS = re.compile(
    r"\s*(?:re|aw|sv|fwd?|wg|tr|rv|auto(?:matic|mated)?[- ]?(?:reply|response)|automatische antwort|abwesen\w*|"
    r"out of (?:the )?office|r[ée]ponse automatique|respuesta autom[áa]tica)\s*:",
    re.I,
)
_PREFIX = re.compile(r"^(?:\s*(?:re|aw|sv|antw|r)\s*:)+", re.I)


def read(book: AccountLedger) -> tuple[Signal, ...]:
    """Every signal in the customer's messages, the contract notes and the open tickets of one account."""
    ours = {_domain(message.sender) for message in book.messages if message.direction is Direction.OUTBOUND}
    found: list[Signal] = []
    for message in book.messages:
        if message.direction is Direction.INBOUND:
            found += signals_of(message, ours)
    found = [
        signal
        for signal in found
        if not (_is_withdrawn(signal, book.messages, found) or _is_paper_sent(signal, book.messages))
    ]
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
    found = _signals(said, source_id=message.id, origin=message.origin, received=message.at.date())
    return (*found, *_hidden_orders(message.text, found, message.id, message.origin))


def signals_in(
    text: str, *, source_id: str, origin: Origin, received: date, kind_of_text: KindOfText = "email"
) -> tuple[Signal, ...]:
    """What *text* seems to say: one signal per kind and reason, each with the first sentence that says it."""
    said = sentences(text)
    found = _signals(said, source_id=source_id, origin=origin, received=received, kind_of_text=kind_of_text)
    return (*found, *_hidden_orders(text, found, source_id, origin))


def _hidden_orders(text: str, found: Sequence[Signal], source_id: str, origin: Origin) -> Iterator[Signal]:
    """Orders to the machine where nobody looks: in a signature."""
    if any(each.kind is SignalKind.INJECTION for each in found):
        return
    for sentence in left_out(text):
        if any(each.holds(sentence.plain) for each in ORDERS):
            yield Signal(kind=SignalKind.INJECTION, quote=sentence.quote, source_id=source_id, origin=origin)
            return


def _signals(
    said: Sequence[Sentence], *, source_id: str, origin: Origin, received: date, kind_of_text: KindOfText = "email"
) -> tuple[Signal, ...]:
    heard = hear(said, kind_of_text)
    verdicts = scales().weigh([each.cues for each in heard])
    by_phrases = [*_by_phrases(heard, verdicts), *_promises(heard, verdicts, received, kind_of_text)]
    kinds = {kind for kind, *_ in by_phrases}
    by_cues = [each for each in _by_cues(heard, verdicts, kind_of_text) if each[0] not in kinds]
    found: dict[tuple[SignalKind, str], Signal] = {}
    for kind, reason, on, place in sorted((*by_phrases, *by_cues), key=itemgetter(3)):
        quote = heard[place].sentence.quote
        signal = Signal(kind=kind, reason=reason, on=on, quote=quote, source_id=source_id, origin=origin)
        found.setdefault((kind, reason), signal)
        if kind is SignalKind.PROMISE and on and found[kind, reason].on is None:
            found[kind, reason] = signal
    return tuple(found.values())


def _by_phrases(heard: Sequence[Heard], verdicts: Mapping[str, Verdict]) -> Iterator[_Said]:
    """What the phrase tables find. A challenge that everything else in the text speaks against is none."""
    challenged = [each.challenge.reason for each in heard if each.challenge is not None]
    named = next((reason for reason in challenged if reason != DisputeReason.OTHER), DisputeReason.OTHER)
    for place, each in enumerate(heard):
        verdict = verdicts[SignalKind.DISPUTE]
        # Two sentences that challenge are harder to speak against than one.
        believed = verdict.score > _UNBELIEVED * len(challenged) or verdict.alone[place] > _BELIEVED_ALONE
        if each.challenge is not None and believed:
            reason = each.challenge.reason
            likeliest = likeliest_reason(verdicts, DisputeReason(named))
            yield each.challenge.kind, likeliest if reason == named else reason, None, place
        for other in each.others:
            yield other.kind, other.reason, None, place


def _by_cues(heard: Sequence[Heard], verdicts: Mapping[str, Verdict], kind_of_text: KindOfText) -> Iterator[_Said]:
    """What no phrase says and the cues together do."""
    for kind, enough in _ENOUGH.items():
        if verdicts and verdicts[kind].score > enough:
            if kind is not SignalKind.DISPUTE:
                yield kind, "", None, verdicts[kind].place
            elif _may_challenge(heard, kind_of_text):
                yield kind, likeliest_reason(verdicts), None, verdicts[kind].place


def _may_challenge(heard: Sequence[Heard], kind_of_text: KindOfText) -> bool:
    """A ticket may report a mere fault, a note a mere clause."""
    speaks = {"ticket": speaks_of_money, "note": reports_them}.get(kind_of_text)
    return speaks is None or any(speaks(each.sentence.plain) for each in heard)


def _promises(
    heard: Sequence[Heard], verdicts: Mapping[str, Verdict], received: date, kind_of_text: KindOfText
) -> Iterator[_Said]:
    """Commitments in the words of the tables; where there is none, sentences that sound like one.

    A note of ours holds a promise where it tells their word; else it may be a clause of the contract.
    """
    if kind_of_text == "ticket" or not verdicts:
        return
    if kind_of_text == "note" and not any(THEIR_WORD.search(each.sentence.plain) for each in heard):
        return
    verdict = verdicts[SignalKind.PROMISE]
    found = [*_committed(heard, received)]
    if not found and verdict.score > 0:
        sounds = [score > _SOUNDS_LIKE_A_PROMISE for score in verdict.alone]
        sounding = [each if loud and not _is_away(each) else None for each, loud in zip(heard, sounds, strict=True)]
        found = [*_committed(sounding, received, in_any_words=True)]
    yield from found


def _committed(heard: Iterable[Heard | None], received: date, *, in_any_words: bool = False) -> Iterator[_Said]:
    for place, each in enumerate(heard):
        if each is None or NO_WORD_GIVEN.search(each.sentence.plain):
            continue
        for clause in CLAUSES.split(each.sentence.plain):
            start = _commitment(clause, in_any_words)
            if start is None:
                continue
            on = stated_day(clause, received, after=start)
            if on or is_ambiguous(clause, received):
                yield SignalKind.PROMISE, "", on, place


def _commitment(clause: str, in_any_words: bool) -> int | None:
    """Where in the clause they commit to pay; None = nowhere."""
    if NO_COMMITMENT.search(clause):
        return None
    if in_any_words:
        return 0
    match = COMMITMENT.search(clause)
    return match.start() if match and ABOUT_PAYING.search(clause) else None


def _is_away(heard: Heard) -> bool:
    return any(each.kind is SignalKind.OUT_OF_OFFICE for each in heard.others)


def _says_something(message: Message) -> bool:
    """An answer's subject is our own words, a machine's answer included."""
    answers = _MACHINE_ANSWERS if message.automatic else ANSWERS
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


def _is_paper_sent(signal: Signal, messages: Sequence[Message]) -> bool:
    """Whether a later answer of ours in that thread brings the paper they waited for."""
    if signal.kind is not SignalKind.PAPER_WANTED:
        return False
    wish = next(message for message in messages if message.id == signal.source_id)
    return any(
        each.direction is Direction.OUTBOUND
        and each.automatic is None
        and each.at > wish.at
        and _thread(each) == _thread(wish)
        and any(PAPER_SENT.search(sentence.plain) for sentence in sentences(each.text))
        for each in messages
    )


def _thread(message: Message) -> str:
    return _PREFIX.sub("", message.subject).strip().casefold()


def _domain(address: str) -> str:
    return address.rpartition("@")[2].rstrip(">").strip().casefold()
