"""Take the pictures in docs/: `make pictures`. They show the demo company's morning as the page draws it."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from models.controls import Action, Field
from tests.journeys.browser import AtTheScreen, opened
from tests.journeys.journey import CEDAR, FINLEAD, FREYA, HARROW, LUMEN, MARCO, OLIVE, VALDEMAR

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def main() -> None:
    """Live the morning once and photograph it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        DemoOffice(Path(folder) / "demo", undo=timedelta(minutes=5), cards=200) as office,
    ):
        office.morning()
        office.deliver()
        office.keep_delivering()
        hands = Hands(office)
        with opened(office.slack.page_url, height=900) as page:
            at = AtTheScreen(page, hands)
            at.as_person(OLIVE, "C0OLIVE")
            page.get_by_text("accounts need you").first.wait_for()
            at.picture(PICTURES / "morning.png")
        with opened(office.slack.page_url, height=2400) as page:
            _cards(AtTheScreen(page, hands))
        with opened(office.slack.page_url, width=420, height=1500) as page:
            page.get_by_text("accounts need you").first.wait_for()
            AtTheScreen(page, hands).picture(PICTURES / "phone.png")


def _cards(at: AtTheScreen) -> None:
    hands, page = at.hands, at.page
    at.as_person(OLIVE, "C0OLIVE")
    at.picture(PICTURES / "packet.png", at.card(f"packet:{hands.packet(HARROW).id}"))
    at.press(CEDAR, Action.DETAILS)
    modal = page.get_by_test_id("modal")
    modal.wait_for()
    at.picture(PICTURES / "details.png", modal)
    page.get_by_test_id("modal-close").click()
    at.press(CEDAR, Action.APPROVE)
    approved = at.card(f"packet:{hands.packet(CEDAR).id}")
    approved.locator(f"[data-action-id={Action.UNDO}]").wait_for()
    at.picture(PICTURES / "approved.png", approved)

    at.as_person(MARCO, "C0MARCO")
    at.press(LUMEN, Action.EDIT)
    at.field(Field.BODY).wait_for()
    at.picture(PICTURES / "edit.png", modal)
    page.get_by_test_id("modal-close").click()
    at.press(LUMEN, Action.DISPUTE)
    modal.get_by_text("Flag a dispute").wait_for()
    modal.get_by_label("FS-3161").check()
    at.field(Field.REASON_CODE).select_option("pricing")
    at.field(Field.NOTE).fill("They expected last year's rate for the second depot.")
    at.picture(PICTURES / "dispute-form.png", modal)
    at.send()

    at.as_person(FREYA, FINLEAD)
    with hands.office.desk.store.transaction() as books:
        (dispute,) = books.disputes(LUMEN)
    page.get_by_text("last year's rate").first.wait_for()
    at.picture(PICTURES / "dispute.png", at.card(f"dispute:{dispute.id}"))
    at.picture(PICTURES / "executive-review.png", at.card(f"packet:{hands.packet(VALDEMAR).id}"))
    at.press(VALDEMAR, Action.CHOOSE_PATH)
    at.field(Field.REASON).wait_for()
    at.picture(PICTURES / "path.png", modal)


if __name__ == "__main__":
    main()
