"""Two people, a restart, a late form and a shortcut, through the page in headless Chromium."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page

from bot.demo.hands import Hands
from bot.demo.local_slack import SlackError
from bot.demo.office import DemoOffice
from models.controls import Action, Field, Shortcut
from models.lifecycle import PacketState
from tests.journeys.browser import CHROMIUM, AtTheScreen, opened
from tests.journeys.journey import (
    ALDERGATE,
    ARJUN,
    CEDAR,
    FREYA,
    HARROW,
    MARCO,
    OLIVE,
    TWELVE,
    mails,
    trail,
    wait_out_undo,
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; .ci/run installs Debian's")


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    """The morning is delivered; from then on the office works by itself, as `collections demo` does."""
    with DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5)) as office:
        office.morning()
        office.deliver()
        office.keep_delivering()
        yield Hands(office)


def approve_button(pane: FrameLocator, hands: Hands, account: str) -> Locator:
    card = hands.card(f"packet:{hands.packet(account).id}")
    return pane.locator(f"[data-ts='{card.ts}'] [data-action-id={Action.APPROVE}]")


def test_two_people_side_by_side_press_the_same_card_at_once(hands):
    url = f"{hands.office.slack.page_url}side-by-side?left={OLIVE}&right={FREYA}"
    with opened(url, width=1700) as page:
        left, right = (page.frame_locator(f"[data-testid={side}]") for side in ("left", "right"))
        for pane in (left, right):
            pane.get_by_test_id("channel-C0OLIVE").click()
        approve_button(left, hands, CEDAR).wait_for()
        approve_button(right, hands, CEDAR).wait_for()
        press_both(page, hands, CEDAR)
        undo = f"[data-action-id={Action.UNDO}]"
        left.locator(undo).first.wait_for()
        right.locator(undo).first.wait_for()
        loser = FREYA if hands.packet(CEDAR).last.by_id == OLIVE else OLIVE
        (right if loser == FREYA else left).get_by_text("Not done.").first.wait_for()
    assert trail(hands, hands.packet(CEDAR)).count("packet.approve") == 1
    winner = hands.packet(CEDAR).last.by_name
    assert winner in hands.told(loser)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


def press_both(page: Page, hands: Hands, account: str) -> None:
    """Both fingers come down in the same turn of the browser."""
    ts = hands.card(f"packet:{hands.packet(account).id}").ts
    page.evaluate(
        """([ts, action]) => {
          const frames = [...document.querySelectorAll("iframe")];
          for (const frame of frames) {
            frame.contentDocument.querySelector(`[data-ts='${ts}'] [data-action-id=${action}]`).click();
          }
        }""",
        [ts, str(Action.APPROVE)],
    )


def test_the_copilot_is_restarted_between_two_presses(hands):
    office = hands.office
    with opened(office.slack.page_url) as page:
        at = AtTheScreen(page, hands)
        at.as_person(OLIVE, "C0OLIVE")
        at.press(CEDAR, Action.APPROVE)
        card = at.card(f"packet:{hands.packet(CEDAR).id}")
        card.locator(f"[data-action-id={Action.UNDO}]").wait_for()
        at.press(HARROW, Action.HOLD)
        at.field(Field.REASON).fill("They are moving house")
        at.field(Field.UNTIL).fill("2026-05-18")

        office.restart()

        at.send()
        at.card(f"packet:{hands.packet(HARROW).id}").get_by_text("They are moving house").wait_for()
        at.press(CEDAR, Action.UNDO)
        card.locator(f"[data-action-id={Action.APPROVE}]").wait_for()
    assert hands.packet(HARROW).state is PacketState.HELD
    assert trail(hands, hands.packet(CEDAR))[-2:] == ["packet.approve", "packet.withdraw"]
    wait_out_undo(hands)
    assert mails(hands) == []


def test_a_press_while_the_copilot_is_away_is_told_and_the_next_one_counts(hands):
    office = hands.office
    with opened(office.slack.page_url) as page:
        at = AtTheScreen(page, hands)
        at.as_person(OLIVE, "C0OLIVE")
        listens, office.slack.request_url = office.slack.request_url, "http://127.0.0.1:9/"
        at.press(CEDAR, Action.APPROVE)
        page.get_by_test_id("toasts").get_by_text("The app could not be reached.").wait_for()
        office.slack.request_url = listens
        at.press(CEDAR, Action.APPROVE)
        at.card(f"packet:{hands.packet(CEDAR).id}").locator(f"[data-action-id={Action.UNDO}]").wait_for()
    assert trail(hands, hands.packet(CEDAR)).count("packet.approve") == 1


def test_a_form_that_came_too_late_tells_what_to_do(hands):
    with opened(hands.office.slack.page_url) as page:
        at = AtTheScreen(page, hands)
        at.as_person(OLIVE, "C0OLIVE")
        hands.office.slack.fail_next("views.open", SlackError("expired_trigger_id"))
        at.press(CEDAR, Action.HOLD)
        page.get_by_text("Slack waits three seconds for a form").first.wait_for()
        at.press(CEDAR, Action.HOLD)
        at.field(Field.REASON).wait_for()


def test_a_colleagues_message_is_added_to_an_account_from_its_menu(hands):
    slack = hands.office.slack
    said = slack.messages("C0ALDERGATE")[0]
    with opened(slack.page_url) as page:
        at = AtTheScreen(page, hands)
        at.as_person(MARCO, "C0ALDERGATE")
        message = page.locator(f"[data-ts='{said['ts']}']")
        message.get_by_label("More actions for this message").click()
        message.locator(f"[data-option-value={Shortcut.ADD_TO_ACCOUNT}]").click()
        at.field(Field.SEARCH).fill("Aldergate")
        page.get_by_test_id("modal-submit").click()
        page.get_by_test_id("modal").get_by_label("Aldergate").wait_for()
        page.get_by_test_id("modal-submit").click()
        page.get_by_test_id("modal").get_by_text("It names PO 4500-71188").wait_for()
        page.get_by_test_id("modal-close").click()
        page.get_by_test_id("modal").wait_for(state="hidden")
        channel = hands.card(f"packet:{hands.packet(ALDERGATE).id}").channel
        at.as_person(ARJUN, channel)
        card = at.card(f"packet:{hands.packet(ALDERGATE).id}")
        card.get_by_text("their purchasing moved everything").first.wait_for()
        card.get_by_text("added by Marco Vidal").first.wait_for()
