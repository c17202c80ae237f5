"""A sentence whose condition does not hold is composed by nobody: not by a composition, not by a model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.stages.conditions import CONDITIONS, is_true
from bot.stages.draft import Plan, plan, worded
from models.draft import Play, Tone
from models.packet import FollowUpPacket
from models.word_choice import WordChoice
from prompts import load_bank
from tests.bot.stages.packet_builder import OLIVE, REMITTANCE, a_packet, a_policy, an_item, on_time_history, reminded
from tests.bot.stages.test_taken_up import APPROVAL, NAMED, PART_PAID, RUN

BANK = load_bank("en")
EVERYTHING = tuple(BANK.sentences)
SEVERAL = (an_item(), an_item("INV-1010", 50000, date(2026, 6, 1)))
PACKETS = {
    "plain": a_packet(),
    "several": a_packet(items=SEVERAL),
    "reminded once": reminded(a_packet(), date(2026, 6, 1)),
    "reminded twice": reminded(a_packet(), date(2026, 5, 20), date(2026, 6, 1)),
    "always on time": a_packet(context=(on_time_history(),)),
    "a day named": NAMED,
    "approval": APPROVAL,
    "payment run": RUN,
    "paid in part": PART_PAID,
}
#: Of what a sentence claims, what has to be on record.
CLAIMS = {
    "reminded": "reminded once",
    "reminded_twice": "",
    "all_reminders": "reminded once",
    "answer_day": "a day named",
    "answer_approval": "approval",
    "answer_run": "payment run",
    "part_paid": "paid in part",
    "promise_missed": "",
    "po_refused": "",
    "copy_here_one": "",
}


def _plan(packet: FollowUpPacket) -> Plan:
    return plan(packet, Play.REMINDER, None, a_policy(), OLIVE, REMITTANCE)


@pytest.mark.parametrize("name", PACKETS)
def test_whatever_sentences_are_handed_in_only_the_true_ones_are_written(name: str) -> None:
    planned = _plan(PACKETS[name])
    draft = worded(planned, WordChoice(Tone.FORMAL, (EVERYTHING,)))
    written = [claim.sentence_id for claim in draft.claims]
    assert written == [each for each in EVERYTHING if is_true(planned.at, each)]


@pytest.mark.parametrize("sentence", CLAIMS)
def test_a_claim_is_true_only_where_its_record_is(sentence: str) -> None:
    true_of = {name for name, packet in PACKETS.items() if is_true(_plan(packet).at, sentence)}
    allowed = {"reminded once", "reminded twice"} if "remind" in sentence else {CLAIMS[sentence]} - {""}
    assert true_of <= allowed
    assert not CLAIMS[sentence] or CLAIMS[sentence] in true_of


def test_no_sentence_that_claims_something_is_always_true() -> None:
    """What is always true asks, greets or offers; it may fill in facts, and states nothing of its own."""
    claims = {"wrote", "written", "before", "again", "still", "promised", "twice", "attached", "thank"}
    for sentence in BANK.sentences.values():
        if sentence.when == "always" and sentence.id not in ("status_open",):
            assert not claims & set(sentence.prompt.text.casefold().replace(".", "").split()), sentence.id


def test_still_and_once_more_are_said_only_of_what_was_spoken_of_before() -> None:
    for sentence in BANK.sentences.values():
        if "once more" in sentence.prompt.text and sentence.part != "subject":
            assert sentence.when in ("one_said_to_be_open", "several_said_to_be_open")


@pytest.mark.parametrize("name", PACKETS)
def test_every_letter_has_one_opening_and_one_question_or_request(name: str) -> None:
    for play in (Play.REMINDER, Play.NUDGE, Play.SEND_COPY):
        planned = plan(PACKETS[name], play, None, a_policy(), OLIVE, REMITTANCE)
        parts = [BANK.sentences[claim.sentence_id].part for claim in worded(planned).claims]
        assert (parts.count("opening"), parts.count("ask")) == (1, 1), play


def test_a_condition_nobody_knows_is_a_mistake_and_not_true() -> None:
    sentence = replace(BANK.sentences["total"], when="moon_is_full")
    at = replace(_plan(a_packet()).at, bank=replace(BANK, sentences={"total": sentence}))
    assert sentence.when not in CONDITIONS
    with pytest.raises(KeyError):
        is_true(at, "total")
