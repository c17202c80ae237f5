"""A language model that hears what the rules do not: told on the card, decided by a person, kept to be measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.openai_client import Model, ModelClient
from bot.adapters.openai_limits import Allowance
from bot.adapters.openai_reader import OpenAiReader
from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from bot.settings import ModelApi
from bot.stages.judged import judged
from models.controls import Action, Field
from models.fact import FactKind
from models.gate import GateKind
from models.packet import Route
from models.signal import HeardBy, SignalKind
from models.suspicion import Judged
from tests.journeys.journey import CEDAR, OLIVE, QUILLFEATHER, TWELVE, append, buttons, next_morning, shown
from tests.servers.model_server import Handler, ModelServer, model_server, says, sends

WORDS = "The parcel smelled of oranges when Jan opened it."
WROTE = f"M-9,C-1017,in,grace.bellamy@cedarhollow.example,2026-05-11 15:00,Parcel,{WORDS},<m9@c.example>"
AI = "AI reading: heard by the model alone."


def hears_oranges(handler: Handler) -> None:
    (_, body) = handler.server.asked[-1]
    said = json.loads(body["input"])["sentences"]
    says({"signals": [{"kind": "dispute", "quote": each} for each in said if each == WORDS]})(handler)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        running.answers = [hears_oranges]
        yield running


@pytest.fixture
def hands(tmp_path, server) -> Iterator[Hands]:
    office = DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5))
    client = ModelClient(Model(name="m", base_url=server.url, api=ModelApi.RESPONSES), pause=lambda _: None)
    allowance = Allowance(seconds=60, tokens=300_000)
    office.desk = replace(office.desk, reader=OpenAiReader(client, question=allowance, run=allowance))
    with office:
        office.morning()
        office.deliver()
        yield Hands(office)


def facts(hands: Hands, account: str):
    with hands.office.desk.store.transaction() as books:
        return books.facts(account)


def verdicts(hands: Hands, account: str):
    kinds = (FactKind.SUSPICION_CONFIRMED, FactKind.SUSPICION_REJECTED)
    return [fact for fact in facts(hands, account) if fact.kind in kinds]


def write(hands: Hands) -> None:
    append(hands, "messages.csv", WROTE)
    next_morning(hands)


def test_what_the_model_hears_takes_approve_away_and_says_who_heard_it(hands):
    assert Action.APPROVE in buttons(hands, hands.packet(CEDAR))
    write(hands)
    record = hands.packet(CEDAR)
    assert record.packet.route is Route.EXECUTIVE_REVIEW
    assert GateKind.SUSPICION in {gate.kind for gate in record.packet.gates}
    said = shown(hands, f"packet:{record.id}")
    assert WORDS in said
    assert AI in said
    assert {Action.NOT_A_DISPUTE, Action.CONFIRM_DISPUTE} <= set(buttons(hands, record))
    assert Action.APPROVE not in buttons(hands, record)


def test_what_the_rules_hear_is_not_marked(hands):
    record = hands.packet(QUILLFEATHER)
    assert GateKind.SUSPICION in {gate.kind for gate in record.packet.gates}
    assert AI not in shown(hands, f"packet:{record.id}")


def test_a_message_between_two_mornings_is_heard_when_it_is_taken_in(hands):
    append(hands, "messages.csv", WROTE.replace("2026-05-11 15:00", "2026-05-11 05:30"))
    hands.office.take_in()
    hands.office.deliver()
    assert AI in shown(hands, f"packet:{hands.packet(CEDAR).id}")


def test_a_rejected_suspicion_is_kept_with_who_heard_it_and_why_not(hands):
    write(hands)
    hands.press(OLIVE, CEDAR, Action.NOT_A_DISPUTE)
    hands.fill(OLIVE, {Field.REASON: "A story about fruit."})
    (verdict,) = verdicts(hands, CEDAR)
    assert verdict.kind is FactKind.SUSPICION_REJECTED
    assert (verdict.suspicion.kind, verdict.suspicion.heard_by) == (SignalKind.DISPUTE, HeardBy.MODEL)
    assert (verdict.reason, verdict.by_id, verdict.about) == ("A story about fruit.", OLIVE, "M-9")
    assert hands.packet(CEDAR).packet.route is Route.ROUTINE
    next_morning(hands)
    assert hands.packet(CEDAR).packet.route is Route.ROUTINE


def test_a_confirmed_suspicion_is_kept_with_who_heard_it(hands):
    write(hands)
    number = hands.packet(CEDAR).packet.items[0].invoice.number
    hands.press(OLIVE, CEDAR, Action.CONFIRM_DISPUTE)
    hands.fill(OLIVE, {Field.INVOICES: [number], Field.REASON_CODE: "quality"})
    (verdict,) = verdicts(hands, CEDAR)
    assert verdict.kind is FactKind.SUSPICION_CONFIRMED
    assert (verdict.suspicion.heard_by, verdict.reason, verdict.about) == (HeardBy.MODEL, "quality", "M-9")


def test_verdicts_are_counted_by_reader(hands):
    hands.press(OLIVE, QUILLFEATHER, Action.CONFIRM_DISPUTE)
    hands.fill(OLIVE, {Field.INVOICES: ["FS-3157"], Field.REASON_CODE: "scope"})
    write(hands)
    hands.press(OLIVE, CEDAR, Action.NOT_A_DISPUTE)
    hands.fill(OLIVE, {Field.REASON: "A story about fruit."})
    assert judged([*facts(hands, CEDAR), *facts(hands, QUILLFEATHER)]) == (
        Judged(SignalKind.DISPUTE, HeardBy.MODEL, confirmed=0, rejected=1),
        Judged(SignalKind.DISPUTE, HeardBy.RULES, confirmed=1, rejected=0),
    )


def test_a_model_that_fails_is_told_on_the_card_and_costs_nothing(hands, server):
    server.answers = [sends(b"{}", 401)]
    write(hands)
    record = hands.packet(CEDAR)
    assert "what the model hears in 1 message" in shown(hands, f"packet:{record.id}")
    assert Action.APPROVE in buttons(hands, record)
