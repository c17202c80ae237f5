"""A language model that words a mail: seen on the card, approved by a person, and never asked by a press."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.openai_client import Model, ModelClient
from bot.adapters.openai_drafter import OpenAiDrafter
from bot.adapters.openai_limits import Allowance
from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from bot.settings import ModelApi
from models.controls import Action, Field
from models.drafting import DraftedBy
from tests.journeys.journey import CEDAR, LUMEN, MARCO, OLIVE, TWELVE, buttons, mails, shown, wait_out_undo
from tests.servers.model_server import Handler, ModelServer, model_server, says

KIND = "Thank you for looking into this."
MARK = "AI wording, not from records"


def chooses(handler: Handler) -> None:
    """The template of the menu, with one sentence of its own after its first prose."""
    menu = json.loads(handler.server.asked[-1][1]["input"])
    used = {name for names in menu["template"] for name in names}
    after = next(each["id"] for each in menu["sentences"] if each["may_be_followed"] and each["id"] in used)
    free = [{"after": after, "text": KIND}] if menu["free_sentences"] else []
    says({"tone": menu["firmest_tone"], "paragraphs": menu["template"], "free": free})(handler)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        running.answers = [chooses]
        yield running


@pytest.fixture
def hands(tmp_path, server) -> Iterator[Hands]:
    office = DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5))
    client = ModelClient(Model(name="m", base_url=server.url, api=ModelApi.RESPONSES), pause=lambda _: None)
    allowance = Allowance(seconds=60, tokens=300_000)
    office.desk = replace(office.desk, drafter=OpenAiDrafter(client, question=allowance, run=allowance))
    with office:
        office.morning()
        office.deliver()
        yield Hands(office)


def test_what_the_card_marks_as_ai_wording_is_in_the_mail_a_person_approves(hands):
    record = hands.packet(CEDAR)
    said = shown(hands, f"packet:{record.id}")
    assert KIND in record.draft.body
    assert MARK in said
    assert Action.APPROVE in buttons(hands, record)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert KIND in mail.get_content()
    assert MARK not in mail.get_content()


def test_a_person_who_takes_the_sentence_out_takes_the_mark_away(hands):
    record = hands.packet(CEDAR)
    hands.press(OLIVE, CEDAR, Action.EDIT)
    hands.fill(OLIVE, {Field.BODY: record.draft.body.replace(f" {KIND}", "")})
    after = hands.packet(CEDAR)
    assert KIND not in after.draft.body
    assert after.draft.drafting.drafted_by is DraftedBy.PERSON
    assert after.draft.drafting.drafter is not None
    assert MARK not in shown(hands, f"packet:{record.id}")


def test_no_press_asks_the_model(hands, server):
    asked = len(server.asked)
    assert asked > 0
    hands.press(MARCO, LUMEN, Action.EDIT)
    hands.office.slack.click_in_modal(MARCO, Field.INVOICES, ["FS-3153"])
    hands.fill(MARCO, {})
    draft = hands.packet(LUMEN).draft
    assert draft.invoices == ("FS-3153",)
    assert draft.drafting.drafted_by is DraftedBy.TEMPLATE
    assert KIND not in draft.body
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.press(OLIVE, CEDAR, Action.UNDO)
    assert len(server.asked) == asked
