"""Whom a message calls gone is written to no more, until the CRM confirms them later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.stages.draft import choose_play
from models.correspondence import Automatic, ContactStatus, Message
from models.draft import Play
from models.gate import GateKind
from models.packet import FollowUpPacket
from models.signal import SignalKind
from tests.bot.stages import ledger_builder as an

ANN = an.contact()
BO = an.contact(id="K2", name="Bo Reed", email="bo@acme.example", role="")
ON = date(2026, 5, 8)


def packet(*messages: Message, **contact: Any) -> FollowUpPacket:
    """Ann is first in line, Bo second."""
    return an.sorted_one(an.book(contacts=(an.contact(**contact), BO), messages=messages))


@pytest.mark.parametrize(
    ("message", "to"),
    [
        pytest.param(an.message("I have left Acme."), "Bo Reed", id="she says so herself"),
        pytest.param(
            an.message("Ann no longer works here."), "Bo Reed", id="her own address says so of her, by her first name"
        ),
        pytest.param(
            an.message("Ann Quill no longer works here.", sender="bo@acme.example"), "Bo Reed", id="somebody names her"
        ),
        pytest.param(
            an.message("ANN  QUILL has left the company.", sender="x@acme.example"), "Bo Reed", id="however written"
        ),
        pytest.param(
            an.message("This person no longer works here.", automatic=Automatic.AUTO_REPLY),
            "Bo Reed",
            id="a machine at her address",
        ),
        pytest.param(
            an.message("I have left Acme, please write to Bo Reed."), "Bo Reed", id="herself, naming who comes after"
        ),
        pytest.param(an.message("Bo Reed has left the company."), "Ann Quill", id="she says it of another"),
        pytest.param(
            an.message("Ann has left the company.", sender="bo@acme.example"),
            "Ann Quill",
            id="a first name names nobody",
        ),
        pytest.param(
            an.message("Joanna Quill has left the company.", sender="bo@acme.example"), "Ann Quill", id="only alike"
        ),
        pytest.param(an.message("EUR 500 left our account on Friday."), "Ann Quill", id="it is money that left"),
        pytest.param(an.message("Thank you, Ann Quill"), "Ann Quill", id="nobody has left"),
    ],
)
def test_who_is_meant_is_never_guessed(message: Message, to: str) -> None:
    found = packet(message)

    assert found.recipient is not None
    assert found.recipient.name == to


@pytest.mark.parametrize(
    ("confirmed", "may"),
    [
        pytest.param(date(2026, 5, 7), False, id="before"),
        pytest.param(ON, False, id="on the day"),
        pytest.param(date(2026, 5, 9), True, id="on a later day"),
        pytest.param(None, False, id="on no known day"),
    ],
)
def test_the_crm_brings_them_back_on_a_later_day(confirmed: date | None, may: bool) -> None:
    found = packet(an.message("I have left Acme.", ON), confirmed_on=confirmed)

    assert found.recipient is not None
    assert (found.recipient.name == "Ann Quill") is may
    assert (found.contacts[0].status is ContactStatus.VERIFIED) is may


def test_the_newest_word_counts() -> None:
    old = an.message("I have left Acme.", date(2025, 12, 1), id="M0")
    assert packet(old).contacts[0].departure is None, "confirmed since"
    found = packet(old, an.message("I have left Acme.", ON))
    assert found.contacts[0].departure is not None
    assert "8 May 2026" in found.contacts[0].departure.fact


def test_when_nobody_else_is_verified_no_draft_goes_to_who_left() -> None:
    found = an.sorted_one(an.book(messages=(an.message("I have left Acme, please write to bo@acme.example."),)))

    assert [signal.kind for signal in found.signals] == [SignalKind.CONTACT_LEFT]
    assert found.recipient is None
    assert choose_play(found, None) is None
    (gate,) = [each for each in found.gates if each.kind is GateKind.NO_VERIFIED_CONTACT]
    assert "Ann Quill has left, says ann@acme.example on 8 May 2026: “I have left Acme" in gate.why
    assert gate.lifted_by == "A contact verified after that day, in the next import."


def test_the_draft_that_asks_who_took_over_goes_to_somebody_who_is_there() -> None:
    found = packet(an.message("Ann Quill no longer works here.", sender="ann@acme.example"))

    assert found.recipient is not None
    assert found.recipient.id == BO.id
    assert choose_play(found, None) is Play.ASK_CONTACT
