"""Edit: other recipients, and another step and tone."""

import pytest

from bot.errors import NotAllowedError
from bot.flows import edit_draft
from models.controls import Action, Field
from models.draft import Picks, Tone
from tests.journeys.journey import (
    CEDAR,
    LUMEN,
    MARCO,
    OLIVE,
    append,
    card,
    mails,
    modal,
    next_morning,
    person,
    wait_out_undo,
)

HUGH, LENNART = "hugh.marsh@cedarhollow.example", "lennart.voss@cedarhollow.example"


@pytest.fixture
def two_verified(hands):
    append(hands, "contacts.csv", f"K-98,C-1017,Hugh Marsh,{HUGH},buyer,verified,2026-03-02")
    append(hands, "contacts.csv", f"K-99,C-1017,Lennart Voss,{LENNART},buyer,unverified,")
    next_morning(hands)
    return hands


def test_a_verified_contact_is_copied_and_stays_so_on_new_facts(two_verified):
    hands = two_verified
    hands.press(OLIVE, CEDAR, Action.EDIT)
    told = modal(hands, OLIVE)
    assert HUGH in told
    assert LENNART not in told
    hands.fill(OLIVE, {Field.CC: [HUGH]})
    assert hands.packet(CEDAR).draft.cc == (HUGH,)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert record.draft.cc == (HUGH,)
    assert HUGH in card(hands, CEDAR)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert mail["Cc"] == HUGH


def test_another_verified_recipient_is_greeted_by_their_own_name(two_verified):
    hands = two_verified
    hands.press(OLIVE, CEDAR, Action.EDIT)
    hands.fill(OLIVE, {Field.TO: HUGH})
    draft = hands.packet(CEDAR).draft
    assert draft.to == (HUGH,)
    assert "Hugh" in draft.body.splitlines()[0]
    assert hands.packet(CEDAR).findings == ()


@pytest.mark.parametrize("chosen", [Picks(to=LENNART), Picks(cc=(LENNART,)), Picks(cc=("x@elsewhere.example",))])
def test_an_address_that_is_not_verified_is_refused_however_it_is_posted(two_verified, chosen):
    hands = two_verified
    record = hands.packet(CEDAR)
    text = {"subject": record.draft.subject, "body": None, "invoices": frozenset(record.draft.invoices)}
    with pytest.raises(NotAllowedError, match="is not a verified contact"):
        edit_draft.edit(
            hands.office.desk,
            record.id,
            person=person(hands, OLIVE),
            version=record.version,
            chosen=chosen,
            **text,
        )
    assert hands.packet(CEDAR) == record


def test_a_copied_contact_who_is_no_longer_verified_leaves_the_draft_and_the_card_says_so(two_verified):
    hands = two_verified
    hands.press(OLIVE, CEDAR, Action.EDIT)
    hands.fill(OLIVE, {Field.CC: [HUGH]})
    path = hands.office.exports / "contacts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("buyer,verified", "buyer,left"), encoding="utf-8")
    next_morning(hands)
    assert hands.packet(CEDAR).draft.cc == ()
    assert f"{HUGH} is no longer a verified contact." in card(hands, CEDAR)


def test_a_milder_step_is_picked_and_the_text_is_written_anew(hands):
    record = hands.packet(LUMEN)
    hands.press(MARCO, LUMEN, Action.EDIT)
    offered = edit_draft.choices(hands.office.desk, record).manners
    assert len(offered) > 1
    step, tone = next(each for each in offered if each[1] is not record.draft.tone)
    hands.fill(MARCO, {Field.TONE: f"{step} {tone}"})
    draft = hands.packet(LUMEN).draft
    assert (draft.step, draft.tone) == (step, tone)
    assert draft.body != record.draft.body
    assert draft.body == draft.composed


def test_the_form_shows_the_text_of_the_tone_that_is_picked(hands):
    record = hands.packet(LUMEN)
    step, tone = edit_draft.choices(hands.office.desk, record).manners[0]
    assert tone is not record.draft.tone
    hands.press(MARCO, LUMEN, Action.EDIT)
    before = modal(hands, MARCO)
    hands.office.slack.click_in_modal(MARCO, Field.TONE, f"{step} {tone}")
    assert modal(hands, MARCO) != before
    hands.fill(MARCO, {})
    draft = hands.packet(LUMEN).draft
    assert (draft.tone, draft.body) == (tone, draft.composed)


def test_nobody_picks_a_formal_letter(hands):
    record = hands.packet(LUMEN)
    text = {"subject": record.draft.subject, "body": None, "invoices": frozenset(record.draft.invoices)}
    with pytest.raises(NotAllowedError, match="more than this account allows"):
        edit_draft.edit(
            hands.office.desk,
            record.id,
            person=person(hands, MARCO),
            version=record.version,
            chosen=Picks(manner=(3, Tone.FORMAL)),
            **text,
        )
