"""A morning through the page: approve, edit, escalate and dispute as different people, in headless Chromium."""

from datetime import timedelta

import pytest

from models.controls import Action, Field
from models.lifecycle import PacketState
from models.people import Role
from tests.journeys.browser import CHROMIUM, AtTheScreen, opened
from tests.journeys.journey import (
    CEDAR,
    FINLEAD,
    FREYA,
    LUMEN,
    MARCO,
    NORTHGATE,
    OLIVE,
    TAMSIN,
    mails,
    trail,
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; .ci/run installs Debian's")


def test_a_morning_through_the_page(hands):
    office = hands.office
    office.keep_delivering()
    with opened(office.slack.page_url) as page:
        at = AtTheScreen(page, hands)

        at.as_person(OLIVE, "C0OLIVE")
        page.get_by_text("3 of 6 accounts need you").first.wait_for()
        approved = hands.packet(CEDAR)
        at.press(CEDAR, Action.APPROVE)
        at.card(f"packet:{approved.id}").get_by_text("Olive Byrne").first.wait_for()
        at.card(f"packet:{approved.id}").locator(f"[data-action-id={Action.UNDO}]").wait_for()

        at.as_person(MARCO, "C0MARCO")
        at.press(TAMSIN, Action.EDIT)
        body = at.field(Field.BODY)
        body.fill(body.input_value().replace("Could you take", "When you have a minute, could you take"))
        at.send()
        page.get_by_text("When you have a minute").wait_for()
        at.press(TAMSIN, Action.APPROVE, confirm=True)
        page.get_by_test_id("audit").get_by_text("packet.approve").nth(1).wait_for()

        at.press(NORTHGATE, Action.ESCALATE)
        at.field(Field.ASKED).select_option(Role.FINANCE_LEADERSHIP.value)
        at.field(Field.QUESTION).fill("They want two more weeks. Go on as usual?")
        at.field(Field.REASON).fill("second reminder")
        at.send()

        at.press(LUMEN, Action.DISPUTE)
        page.get_by_test_id("modal").get_by_text("Flag a dispute").wait_for()
        page.get_by_test_id("modal").get_by_label("FS-3161").check()
        at.field(Field.REASON_CODE).select_option("pricing")
        at.send()

        at.as_person(FREYA, FINLEAD)
        page.get_by_text("They want two more weeks. Go on as usual?").first.wait_for()
        with office.desk.store.transaction() as books:
            (dispute,) = books.disputes(LUMEN)
        flagged = at.card(f"dispute:{dispute.id}")
        flagged.get_by_text("FS-3153").first.wait_for()
        flagged.locator(f"[data-action-id={Action.ACKNOWLEDGE}]").click()
        flagged.get_by_text("Freya Lindqvist").first.wait_for()

        office.clock.advance(timedelta(minutes=6))
        page.get_by_test_id("mails").get_by_text("Invoice FS-3152").first.wait_for()
        page.get_by_test_id("mails").get_by_text("Invoice FS-3165").first.wait_for()

    assert sorted(mail["To"] for mail in mails(hands)) == [
        "accounts@tamsinbakery.example",
        "grace.bellamy@cedarhollow.example",
    ]
    assert any("When you have a minute" in mail.get_content() for mail in mails(hands))
    assert hands.packet(NORTHGATE).reviewer.role is Role.FINANCE_LEADERSHIP
    assert hands.packet(LUMEN).state is PacketState.CLOSED
    with office.desk.store.transaction() as books:
        assert books.dispute(dispute.id).owned_by == FREYA
    assert trail(hands, approved)[-3:] == ["packet.approve", "packet.hand_over", "packet.confirm"]
