"""docs/controls.md names exactly the controls there are."""

import re
from pathlib import Path

from bot.cards.buttons import _LABELS
from models.controls import Action, Command, Form

PAGE = Path(__file__).parents[3] / "docs" / "controls.md"


def named(section: str) -> list[str]:
    body = PAGE.read_text(encoding="utf-8").split(f"## {section}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", body, flags=re.MULTILINE)


def test_every_button_is_on_the_page() -> None:
    assert named("Buttons") == [str(action) for action in Action]


def test_every_form_is_on_the_page() -> None:
    assert named("Forms") == [str(form) for form in Form]


def test_every_command_is_on_the_page() -> None:
    assert named("Commands") == [str(command) for command in Command]


def test_the_page_calls_buttons_what_cards_call_them() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for action, (label, _) in _LABELS.items():
        assert re.search(rf"^\| `{action}` \| {re.escape(label)}", text, flags=re.MULTILINE)
