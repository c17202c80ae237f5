"""What the cues weigh, how a verdict falls, and that the weights are those of today's labelled messages."""

from __future__ import annotations

import pytest

from bot.stages.reading.cues import cues_of
from bot.stages.reading.meanings import classes_of
from bot.stages.reading.weighing import Scales, Verdict, likeliest_reason, reason_kind, scales
from models.dispute import DisputeReason
from models.signal import SignalKind
from tools.teach_reader import digest, learn, written

SMALL = Scales(("dispute",), (-1.0,), {"wrong": (1.0, ((0, 4.0),)), "thanks": (1.0, ((0, -4.0),))})


@pytest.mark.parametrize(
    ("word", "name"),
    [("rechnungen", "bill"), ("teillieferung", "goods"), ("doesn't", "not"), ("abonada", "paid"), ("soldee", "paid")],
)
def test_a_word_has_its_class_in_every_language(word: str, name: str) -> None:
    assert name in classes_of(word)


def test_two_classes_near_each_other_are_a_cue_in_whatever_words() -> None:
    pairs = [cues_of(text) for text in ("the invoice was already settled", "la factura ya esta abonada")]

    assert all("#bill>paid" in cues for cues in pairs)


def test_the_sentence_that_speaks_most_is_the_place() -> None:
    verdict = SMALL.weigh([frozenset({"thanks"}), frozenset({"wrong"})])["dispute"]

    assert (verdict.place, verdict.alone[0] < 0 < verdict.alone[1]) == (1, True)


def test_a_loud_sentence_is_not_drowned_by_the_others() -> None:
    assert SMALL.weigh([frozenset({"thanks"}), frozenset({"wrong"})])["dispute"].score > 0


def test_no_sentence_has_no_verdict() -> None:
    assert SMALL.weigh([]) == {}


def test_no_reason_is_named_where_none_is_likely() -> None:
    def said(score: float) -> dict[str, Verdict]:
        return {reason_kind(DisputeReason.PRICING): Verdict(score, (score,))}

    assert likeliest_reason(said(0.5)) is DisputeReason.PRICING
    assert likeliest_reason(said(-3.0)) is DisputeReason.OTHER
    assert likeliest_reason({}) is DisputeReason.OTHER


def test_it_learns_what_tells_two_kinds_of_message_apart() -> None:
    rows = [{"dispute": number % 2 == 0} for number in range(20)]
    heard = [[frozenset({"wrong" if row["dispute"] else "thanks", "invoice"})] for row in rows]

    learned = learn(rows, heard, (SignalKind.DISPUTE,))

    assert (
        learned.weigh([frozenset({"wrong"})])["dispute"].score
        > 0
        > learned.weigh([frozenset({"thanks"})])["dispute"].score
    )
    assert written(learned) == written(learn(rows, heard, (SignalKind.DISPUTE,))), "the same sets, the same file"


def test_the_shipped_weights_were_learned_from_these_sets() -> None:
    """If not: `python -m tools.teach_reader write`."""
    assert scales().sets == digest()
