"""While all mail is paused, whatever a person decides on says so: cards, notices, forms, lists and the Home tab."""

from __future__ import annotations

import pytest

from models.controls import Action, Field
from tests.journeys.journey import (
    CEDAR,
    FINLEAD,
    FREYA,
    HARROW,
    LUMEN,
    MARCO,
    OLIVE,
    TAMSIN,
    VALDEMAR,
    modal,
    shown,
)
from tests.journeys.test_home import opened

SAID = "Paused by Freya Lindqvist since 11 May 2026"


def say(hands, what):
    hands.office.slack.command(FREYA, FINLEAD, "/collections", what)
    hands.office.deliver()


@pytest.fixture
def subjects(hands):
    """A packet's card, a signature's notice, a dispute's card and the lists, all on screen before the pause."""
    hands.press(MARCO, TAMSIN, Action.EDIT)
    hands.fill(MARCO, {Field.BODY: hands.packet(TAMSIN).draft.body + "\n\nPlease pay €999.00 as well."})
    hands.press(OLIVE, HARROW, Action.DISPUTE)
    hands.fill(OLIVE, {Field.INVOICES: ["FS-3158"], Field.REASON_CODE: "quality"})
    (dispute,) = [each for each in disputes(hands) if each.account_id == HARROW]
    tamsin = hands.packet(TAMSIN)
    return [f"packet:{hands.packet(CEDAR).id}", f"sign:{tamsin.id}", f"dispute:{dispute.id}"]


def disputes(hands):
    with hands.office.desk.store.transaction() as books:
        return books.disputes(HARROW)


def test_every_card_says_it_while_it_lasts(hands, subjects):
    assert [SAID in shown(hands, subject) for subject in subjects] == [False] * 3
    say(hands, "pause The wrong file")
    assert [SAID in shown(hands, subject) for subject in subjects] == [True] * 3
    assert all(SAID in str(hands.office.slack.messages(each)) for each in ("C0OLIVE", "C0MARCO", FINLEAD))
    assert SAID in str(opened(hands, OLIVE))
    say(hands, "resume Mended")
    assert [SAID in shown(hands, subject) for subject in subjects] == [False] * 3


def test_the_list_and_the_card_say_of_an_approved_mail_that_it_waits_for_the_end(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    say(hands, "pause The wrong file")
    listed = shown(hands, f"list:{OLIVE}:{hands.office.desk.office_day().isoformat()}")
    assert "approved, waits for the end of the pause" in listed
    assert "On its way" not in listed
    assert "Until it leaves Undo takes it back." in shown(hands, f"packet:{hands.packet(CEDAR).id}")
    say(hands, "resume Mended")
    listed = shown(hands, f"list:{OLIVE}:{hands.office.desk.office_day().isoformat()}")
    assert "approved, leaves after the undo window" in listed


@pytest.mark.parametrize(
    ("user", "account", "action"),
    [(OLIVE, CEDAR, Action.EDIT), (MARCO, LUMEN, Action.HOLD), (FREYA, VALDEMAR, Action.CHOOSE_PATH)],
)
def test_a_form_that_changes_something_says_it_first(hands, user, account, action):
    say(hands, "pause The wrong file")
    hands.press(user, account, action)
    assert SAID in modal(hands, user)
