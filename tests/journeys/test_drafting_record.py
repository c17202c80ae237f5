"""Whose words a mail is in, from the morning to the record: the bank's, a person's, and why they changed them."""

from __future__ import annotations

import pytest

from bot.flows.audit_trail import show
from models.controls import Action, Field
from models.drafting import DraftedBy, EditCode
from tests.journeys.journey import MARCO, TAMSIN, next_morning

ADDED = "I hope the ovens are busy."


def entries(hands, what):
    subject = f"packet:{hands.packet(TAMSIN).id}"
    with hands.office.desk.store.transaction() as books:
        trail = books.audit_trail(subject)
    return [entry.detail for _, entry, _ in trail if entry.what == what]


def write(hands, **more):
    hands.press(MARCO, TAMSIN, Action.EDIT)
    body = hands.packet(TAMSIN).draft.body.replace("\n\n", f"\n\n{ADDED}\n\n", 1)
    hands.fill(MARCO, {Field.BODY: body, **more})


def test_the_machines_draft_says_which_sentences_it_is_made_of(hands):
    origin = hands.packet(TAMSIN).draft.drafting
    assert origin.drafted_by is DraftedBy.TEMPLATE
    assert origin.sentences[0] == "greeting"
    (opened,) = entries(hands, "packet.ready")
    assert opened["drafted_by"] == "template"
    assert opened["sentences"].split() == list(origin.sentences)
    assert (opened["bank"], opened["guard"]) == (origin.bank, origin.guard)


@pytest.mark.parametrize("code", EditCode)
def test_a_persons_edit_is_kept_with_its_difference_and_its_reason(hands, code):
    write(hands, **{Field.REASON_CODE: code.value})
    origin = hands.packet(TAMSIN).draft.drafting
    assert (origin.drafted_by, origin.edit_code) == (DraftedBy.PERSON, code)
    (edited,) = entries(hands, "packet.edit")
    assert (edited["drafted_by"], edited["edit_code"]) == ("person", code.value)
    assert f"+{ADDED}" in edited["difference"].splitlines()
    assert not any(line.startswith("-") and not line.startswith("---") for line in edited["difference"].splitlines())


def test_the_reason_may_be_left_open(hands):
    write(hands)
    assert hands.packet(TAMSIN).draft.drafting.edit_code is None
    (edited,) = entries(hands, "packet.edit")
    assert not edited["edit_code"]
    assert f"+{ADDED}" in edited["difference"]


def test_saving_without_a_change_is_no_edit_of_a_person(hands):
    hands.press(MARCO, TAMSIN, Action.EDIT)
    hands.fill(MARCO, {})
    assert hands.packet(TAMSIN).draft.drafting.drafted_by is DraftedBy.TEMPLATE
    assert not any(entry.get("difference") for entry in entries(hands, "packet.edit"))


def test_a_persons_words_that_outlive_the_night_are_still_theirs(hands):
    write(hands, **{Field.REASON_CODE: EditCode.TONE.value})
    next_morning(hands)
    record = hands.packet(TAMSIN)
    if ADDED in record.draft.body:
        assert record.draft.drafting.edit_code is EditCode.TONE
    else:
        assert record.draft.drafting.drafted_by is DraftedBy.TEMPLATE
        assert record.drift


def test_the_audit_command_shows_the_difference_line_by_line(hands):
    write(hands, **{Field.REASON_CODE: EditCode.MISSING_FACT.value})
    lines = list(show(hands.office.desk.store, hands.packet(TAMSIN).id))
    assert any("packet.edit" in line and "edit_code=missing_fact" in line for line in lines)
    assert f"      +{ADDED}" in lines
    assert not any("difference=" in line for line in lines)


def test_no_word_of_the_difference_is_logged(hands, caplog):
    caplog.set_level("INFO")
    write(hands)
    assert ADDED not in caplog.text
