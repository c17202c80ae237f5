"""What an owner and a finance lead do after the first press, as they see it, in headless Chromium."""

import pytest

from models.controls import Action, Field
from models.correction import RootCause
from models.decision import Path
from models.lifecycle import PacketState
from tests.journeys.browser import CHROMIUM, AtTheScreen, opened
from tests.journeys.journey import (
    CEDAR,
    FINLEAD,
    FREYA,
    HARROW,
    OLIVE,
    VALDEMAR,
    append,
    mails,
    wait_out_undo,
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; .ci/run installs Debian's")


@pytest.fixture
def at(hands):
    hands.office.keep_delivering()
    with opened(hands.office.slack.page_url) as page:
        yield AtTheScreen(page, hands)


def modal(at):
    return at.page.get_by_test_id("modal")


def test_an_undone_approval_sends_nothing_and_the_card_asks_again(at, hands):
    at.as_person(OLIVE, "C0OLIVE")
    at.press(CEDAR, Action.APPROVE)
    card = at.card(f"packet:{hands.packet(CEDAR).id}")
    card.locator(f"[data-action-id={Action.UNDO}]").click()
    card.locator(f"[data-action-id={Action.APPROVE}]").wait_for()
    wait_out_undo(hands)
    assert mails(hands) == []
    assert hands.packet(CEDAR).state is PacketState.POSTED


def test_a_payment_after_the_approval_stops_the_mail_and_the_card_says_so(at, hands):
    at.as_person(OLIVE, "C0OLIVE")
    at.press(HARROW, Action.APPROVE)
    card = at.card(f"packet:{hands.packet(HARROW).id}")
    card.locator(f"[data-action-id={Action.UNDO}]").wait_for()
    append(hands, "payments.csv", "P-9,C-1004,FS-3158,4180.00,EUR,2026-05-11")
    hands.office.read_exports()
    wait_out_undo(hands)
    card.get_by_text("paid", exact=False).first.wait_for()
    assert mails(hands) == []


def test_leadership_chooses_a_path_and_the_owners_note_leaves_once_approved(at, hands):
    at.as_person(FREYA, FINLEAD)
    at.press(VALDEMAR, Action.CHOOSE_PATH)
    modal(at).get_by_label("A note by the owner").check()
    at.field(Field.REASON).fill("They know Olive")
    at.send()
    assert hands.packet(VALDEMAR).path.path is Path.NOTE_BY_OWNER
    hands.office.deliver()
    at.as_person(OLIVE, "C0OLIVE")
    at.press(VALDEMAR, Action.APPROVE, confirm=True)
    at.card(f"packet:{hands.packet(VALDEMAR).id}").locator(f"[data-action-id={Action.UNDO}]").wait_for()
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert "FS-3160" in mail.get_content()


def test_a_sent_mail_is_walked_back_from_its_card(at, hands):
    at.as_person(OLIVE, "C0OLIVE")
    at.press(CEDAR, Action.APPROVE)
    sent = hands.packet(CEDAR)
    at.card(f"packet:{sent.id}").locator(f"[data-action-id={Action.UNDO}]").wait_for()
    wait_out_undo(hands)
    card = at.card(f"packet:{sent.id}")
    card.get_by_text("Sent to grace.bellamy@cedarhollow.example").first.wait_for()
    card.locator(f"[data-action-id={Action.MORE}]").click()
    modal(at).locator(f"[data-action-id={Action.WALK_BACK}]").click()
    modal(at).get_by_text("What went wrong").wait_for()
    modal(at).locator(f"[data-action-id={Field.REASON_CODE}]").locator(f"[value={RootCause.OUTDATED}]").check()
    at.field(Field.REASON).fill("The bank file of Friday came late")
    at.send()
    at.press(CEDAR, Action.APPROVE)
    at.card(f"packet:{hands.packet(CEDAR).id}").locator(f"[data-action-id={Action.UNDO}]").wait_for()
    wait_out_undo(hands)
    first, second = mails(hands)
    assert second["In-Reply-To"] == first["Message-ID"]
