"""docs/gallery.md is what the command writes, and nothing a card can be is missing from it."""

import re
from enum import Enum, StrEnum
from pathlib import Path

import pytest

from models.controls import Command, Form
from models.lifecycle import DisputeState, PacketState
from models.outbox import OutboxState
from models.packet import Route
from tests.journeys.gallery.shots import SHOTS, page

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "pictures"
#: A mail that did not simply leave has a face of its own.
TROUBLES = (OutboxState.UNCERTAIN, OutboxState.FAILED)
SHOWN: tuple[StrEnum, ...] = (*PacketState, *DisputeState, *TROUBLES, *Form, *Command)


def test_the_page_is_the_one_the_command_writes() -> None:
    assert (DOCS / "gallery.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("one", [*SHOWN, *Route], ids=str)
def test_every_state_form_command_and_route_has_a_picture(one: Enum) -> None:
    assert [shot.name for shot in SHOTS if one in shot.shows]


@pytest.mark.parametrize("one", SHOWN, ids=str)
def test_the_page_names_it(one: StrEnum) -> None:
    assert re.search(rf"`{re.escape(one)}`", (DOCS / "gallery.md").read_text(encoding="utf-8"))


def test_each_picture_is_there_once_and_none_is_left_over() -> None:
    names = [shot.name for shot in SHOTS]
    assert len(names) == len(set(names))
    assert {path.stem for path in PICTURES.glob("*.png")} == set(names)


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < 4_000_000
