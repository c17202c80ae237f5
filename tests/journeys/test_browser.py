"""A morning through the page: approve, edit, escalate and dispute as different people, in headless Chromium."""

from datetime import timedelta

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from bot.demo.people import GUEST
from models.controls import Action, Field
from models.lifecycle import PacketState
from models.people import Role
from tests.bot.demo.small_company import small_company
from tests.journeys.browser import CHROMIUM, AtTheScreen, opened
from tests.journeys.journey import (
    CEDAR,
    CORVUS,
    FINLEAD,
    FREYA,
    HARROW,
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
        page.get_by_test_id("audit").get_by_text(
            "Marco Vidal approved · Tamsin Bakery Supplies Ltd · €640.00"
        ).wait_for()

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
        page.get_by_test_id("mails").get_by_text("approved by Olive Byrne, Monday 06:0").first.wait_for()
        page.get_by_test_id("mails").get_by_text("approved by Marco Vidal, Monday 06:0").first.wait_for()

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


@pytest.fixture
def two_mornings(tmp_path):
    """A company with a mailbox and a workbook, and days to come."""
    with DemoOffice(tmp_path / "demo", company=small_company(tmp_path / "company")) as office:
        office.morning()
        office.deliver()
        office.keep_delivering()
        yield Hands(office)


SCREENS = [pytest.param((1280, 900), id="desktop"), pytest.param((420, 900), id="phone")]


@pytest.mark.parametrize("screen", SCREENS)
def test_the_world_moves_through_the_page(two_mornings, screen):
    width, height = screen
    with opened(two_mornings.office.slack.page_url, width=width, height=height) as page:

        def panel() -> None:
            if width < 1100:
                page.get_by_role("button", name="Demo panel").click()

        intro = page.get_by_test_id("intro")
        promise = intro.get_by_text("No mail can ever leave before a named person")
        intro.get_by_text("This is a copilot").wait_for()
        if width < 1100:
            assert intro.locator("p").count() == 1
            page.get_by_test_id("intro-more").click()
        promise.wait_for()
        assert intro.locator("p").count() == 3
        box, work = intro.bounding_box(), page.locator(".messages").bounding_box()
        assert box["y"] + box["height"] <= work["y"]
        assert work["height"] > height / 2
        page.get_by_test_id("hint").get_by_text("wait for you in #collections-olive").wait_for()

        panel()
        page.get_by_test_id("console-reply").focus()
        page.keyboard.press("Enter")
        page.get_by_test_id("choose-account").select_option(CEDAR)
        page.get_by_test_id("choose-reply").select_option("paid")
        assert "already paid" in page.get_by_test_id("choose-text").input_value()
        page.get_by_test_id("choose-reply").select_option("dispute")
        page.get_by_test_id("choose-submit").focus()
        page.keyboard.press("Enter")
        notice = page.get_by_test_id("console-notice")
        notice.get_by_text("now says “is this a dispute?”").wait_for()
        assert notice.bounding_box()["y"] >= 0
        page.get_by_test_id("notice-go").click()
        page.get_by_text("The price is not the one in our contract").first.wait_for()

        panel()
        morning = page.get_by_test_id("console-morning")
        morning.click()
        assert morning.is_disabled()
        notice.get_by_text("Tuesday 12 May: 1 mail and 1 payment came in").wait_for()
        assert morning.is_enabled()
        page.get_by_test_id("steps").get_by_text("docs/operations.md").scroll_into_view_if_needed()
        if width < 1100:
            page.get_by_role("button", name="Close panel").click()
        page.get_by_text("Olive Byrne · 12 May 2026").first.wait_for()
        intro.get_by_role("button", name="Put the introduction away").click()
        intro.wait_for(state="hidden")
        page.get_by_text("What is this?").click()
        promise.wait_for()
        intro.get_by_role("button", name="Put the introduction away").click()
        page.reload()
        page.get_by_text("What is this?").wait_for()
        assert not intro.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("screen", SCREENS)
def test_the_list_leads_to_its_cards_and_needs_no_sideways_scroll(hands, screen):
    width, height = screen
    with opened(hands.office.slack.page_url, width=width, height=height) as page:
        listed = page.locator("[data-ts]", has_text="accounts need you").first
        listed.wait_for()
        wide = "[...document.querySelectorAll('.read')].filter(one => one.scrollWidth > one.clientWidth).length"
        assert page.evaluate(wide) == 0
        listed.get_by_role("link", name="Harrow & Finch Ltd").click()
        card = page.locator(f"[data-ts='{hands.card(f'packet:{hands.packet(HARROW).id}').ts}']")
        card.and_(page.locator(".marked")).wait_for()
        assert card.get_by_text("approve the reminder").first.is_visible()
        assert page.url == hands.office.slack.page_url


def test_a_link_leads_into_another_channel_and_an_unknown_command_is_answered_by_slack(hands):
    slack = hands.office.slack
    with hands.office.desk.store.transaction() as books:
        (dispute,) = books.disputes(CORVUS)
    there = slack.message(FINLEAD, hands.card(f"dispute:{dispute.id}").ts)
    url = f"{slack.page_url}archives/{FINLEAD}/p{there['ts'].replace('.', '')}"
    link = {"type": "rich_text_section", "elements": [{"type": "link", "url": url, "text": "the dispute"}]}
    where = slack.workspace.bot_message("look", [{"type": "rich_text", "elements": [link]}])
    slack.workspace.post("C0MARCO", where)
    with opened(slack.page_url) as page:
        at = AtTheScreen(page, hands)
        at.as_person(MARCO, "C0MARCO")
        page.get_by_role("link", name="the dispute").click()
        page.get_by_text("a channel you are not in").wait_for()
        at.as_person(FREYA, "C0MARCO")
        page.get_by_role("link", name="the dispute").click()
        page.locator(f".marked[data-ts='{there['ts']}']").wait_for()
        # The example is one of the person's own, and nobody is offered what they may not ask.
        assert "/invoice FS-" in page.get_by_test_id("composer").get_attribute("placeholder")
        page.get_by_test_id("composer").fill("/help")
        page.keyboard.press("Enter")
        page.get_by_text("/help is not a valid command.").wait_for()
        page.get_by_test_id("person-switcher").select_option(GUEST.id)
        page.get_by_test_id("channel-C0OFFICE").click()
        page.wait_for_function("!document.querySelector('[data-testid=composer]').placeholder.includes('/invoice')")
