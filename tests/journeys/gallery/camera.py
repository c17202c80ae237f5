"""A browser in front of a local Slack that photographs one card, form or tab at a time."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Error, Locator, Page

from bot.demo.hands import Hands
from models.controls import Action
from tests.journeys.gallery.shots import SHOTS

#: Wide enough for a desk, and a phone.
_DESK, _PHONE = 1000, 390
#: What is longer is cut: a picture that nobody scrolls through.
_LONGEST = 1500
_COLOURS = 160
_TRIES = 5
#: Forms stand at their full length, and nothing of the imitation lies over what is shown.
_STYLE = ".modal{max-height:none!important}.toasts,.message-menu,.new-below{display:none!important}"


class Camera:
    """Takes the pictures that `shots.SHOTS` names, each once."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.taken: set[str] = set()

    def card(self, shot: str, hands: Hands, user: str, subject: str, *, phone: bool = False) -> None:
        """The live card about "packet:…", "dispute:…", "list:…"."""
        card = hands.card(subject)
        self.message(shot, hands, user, card.channel, card.ts, phone=phone)

    def packet(self, shot: str, hands: Hands, user: str, account: str, *, phone: bool = False) -> None:
        """The live card of an account's packet."""
        self.card(shot, hands, user, f"packet:{hands.packet(account).id}", phone=phone)

    def message(self, shot: str, hands: Hands, user: str, channel: str, ts: str, *, phone: bool = False) -> None:
        """One message of a channel."""
        self._open(hands, user, channel, phone=phone)
        self._take(shot, self.page.locator(f"[data-ts='{ts}']"))

    def answer(self, shot: str, hands: Hands, user: str) -> None:
        """The newest answer that only *user* sees."""
        newest = hands.office.slack.ephemerals(user)[-1]
        self.message(shot, hands, user, newest["channel"], newest["ts"])

    def form(self, shot: str, hands: Hands, user: str, *, phone: bool = False) -> None:
        """The form on *user*'s screen, which is closed afterwards."""
        if hands.office.slack.modal(user) is None:
            raise LookupError(f"{shot}: {user} has no form on screen; told: {hands.told(user)}")
        self._open(hands, user, "", phone=phone)
        self._take(shot, self.page.get_by_test_id("modal"))
        hands.office.slack.close_modal(user, everything=True)

    def pressed(self, shot: str, hands: Hands, user: str, account: str, action: Action) -> None:
        """The form that a button of an account's card opens."""
        hands.press(user, account, action)
        self.form(shot, hands, user)

    def home(self, shot: str, hands: Hands, user: str) -> None:
        """The Home tab of *user*."""
        hands.office.slack.open_home(user)
        self._open(hands, user, "")
        self.page.get_by_test_id("home").click()
        self._take(shot, self.page.get_by_test_id("home-view"))

    def _open(self, hands: Hands, user: str, channel: str, *, phone: bool = False) -> None:
        self.page.set_viewport_size({"width": _PHONE if phone else _DESK, "height": 3000})
        self.page.goto(f"{hands.office.slack.page_url}?{urlencode({'as': user, 'channel': channel})}")
        self.page.add_style_tag(content=_STYLE)

    def _take(self, shot: str, of: Locator) -> None:
        if shot not in {one.name for one in SHOTS} or shot in self.taken:
            raise LookupError(f"{shot} is not a picture of the gallery, or was taken already")
        path = self.folder / f"{shot}.png"
        self._at_rest(of, path)
        _shrink(path)
        self.taken.add(shot)

    def _at_rest(self, of: Locator, path: Path) -> None:
        # The page follows the workspace: it may draw anew what was just found.
        for tries in reversed(range(_TRIES)):
            of.wait_for()
            self.page.wait_for_timeout(250)
            try:
                of.screenshot(path=str(path))
            except Error:
                if not tries:
                    raise
            else:
                return


def _shrink(path: Path) -> None:
    with Image.open(path) as image:
        cropped = image.convert("RGB").crop((0, 0, image.width, min(image.height, _LONGEST)))
    cropped.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
