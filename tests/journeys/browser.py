"""A person in front of the demo's page, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from bot.demo.hands import Hands
from models.controls import Action, Field

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def opened(url: str, *, width: int = 1440, height: int = 1000) -> Iterator[Page]:
    """A page of a fresh browser."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=_ARGS)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(20_000)
        page.goto(url)
        yield page
        browser.close()


class AtTheScreen:
    """Switch person, press a card's button, fill a form."""

    def __init__(self, page: Page, hands: Hands) -> None:
        self.page, self.hands = page, hands

    def as_person(self, user: str, channel: str) -> None:
        self.page.get_by_test_id("person-switcher").select_option(user)
        self.page.get_by_test_id(f"channel-{channel}").click()

    def card(self, subject: str) -> Locator:
        for _ in range(100):
            with suppress(StopIteration):
                return self.page.locator(f"[data-ts='{self.hands.card(subject).ts}']")
            # The outbox is worked in the background: the message may be on its way.
            self.page.wait_for_timeout(100)
        raise LookupError(f"no card about {subject} was posted")

    def press(self, account: str, action: Action, *, confirm: bool = False) -> None:
        subject = f"packet:{self.hands.packet(account).id}"
        self.card(subject).locator(f"[data-action-id={action}]").click()
        if confirm:
            self.page.get_by_test_id("confirm-accept").click()

    def field(self, field: Field) -> Locator:
        return self.page.get_by_test_id("modal").locator(f"[data-action-id={field}]")

    def send(self) -> None:
        self.page.get_by_test_id("modal-submit").click()
        self.page.get_by_test_id("modal").wait_for(state="hidden")

    def picture(self, path: Path, of: Locator | None = None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The page follows the workspace; a picture wants it at rest.
        self.page.wait_for_timeout(700)
        (of or self.page).screenshot(path=str(path))
