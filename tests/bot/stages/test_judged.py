from dataclasses import replace

from bot.stages.judged import judged, suspected
from models.fact import FactKind
from models.signal import HeardBy, Signal, SignalKind
from models.suspicion import Judged
from tests.bot.stages import ledger_builder as an

CONFIRMED, REJECTED = FactKind.SUSPICION_CONFIRMED, FactKind.SUSPICION_REJECTED


def heard(quote: str, by: HeardBy = HeardBy.RULES, kind: SignalKind = SignalKind.DISPUTE) -> Signal:
    return Signal(kind=kind, quote=f"{quote}, they say", source_id=quote, origin=an.origin(), heard_by=by)


def verdict(kind: FactKind, signal: Signal):
    ((_, suspicion),) = suspected([signal])
    return replace(an.fact(kind, signal.source_id), suspicion=suspicion)


def test_only_what_a_person_confirms_or_rejects_is_a_suspicion() -> None:
    every = [heard("x", kind=kind) for kind in SignalKind]
    assert {signal.kind for signal, _ in suspected(every)} == {SignalKind.DISPUTE, SignalKind.INJECTION}


def test_no_word_of_the_customer_is_kept_with_a_verdict() -> None:
    assert "they say" not in repr(verdict(REJECTED, heard("M1")))


def test_verdicts_are_counted_by_kind_and_reader() -> None:
    facts = [
        verdict(CONFIRMED, heard("a")),
        verdict(CONFIRMED, heard("b")),
        verdict(REJECTED, heard("c", HeardBy.MODEL)),
        verdict(CONFIRMED, heard("d", HeardBy.BOTH)),
        verdict(REJECTED, heard("e", kind=SignalKind.INJECTION)),
        an.fact(FactKind.SEEN, "M1"),
    ]
    assert judged(facts) == (
        Judged(SignalKind.DISPUTE, HeardBy.BOTH, confirmed=1, rejected=0),
        Judged(SignalKind.DISPUTE, HeardBy.MODEL, confirmed=0, rejected=1),
        Judged(SignalKind.DISPUTE, HeardBy.RULES, confirmed=2, rejected=0),
        Judged(SignalKind.INJECTION, HeardBy.RULES, confirmed=0, rejected=1),
    )


def test_the_last_word_on_one_suspicion_counts() -> None:
    facts = [verdict(REJECTED, heard("a")), verdict(CONFIRMED, heard("a"))]
    assert judged(facts) == (Judged(SignalKind.DISPUTE, HeardBy.RULES, confirmed=1, rejected=0),)


def test_two_sentences_of_one_text_are_one_verdict() -> None:
    first = heard("M1")
    facts = [verdict(CONFIRMED, first), verdict(CONFIRMED, replace(first, quote="And another thing"))]
    assert judged(facts) == (Judged(SignalKind.DISPUTE, HeardBy.RULES, confirmed=1, rejected=0),)


def test_nothing_judged_is_nothing_counted() -> None:
    assert judged([]) == ()
