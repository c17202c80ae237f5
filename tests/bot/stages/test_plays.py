"""Which message, if any, fits what they wait for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.stages.plays import choose_play
from models.correspondence import Direction
from models.decision import Path
from models.draft import Play
from models.evidence import Evidence
from models.gate import Gate, GateEffect, GateKind
from models.late_reason import LateCode, LateReason
from models.packet import FollowUpPacket
from models.people import Role
from tests.bot.stages.packet_builder import a_message, a_packet, a_path, a_reason
from tests.bot.stages.test_taken_up import MAIL, theirs

UNREAD = Gate(GateKind.UNREAD_MESSAGE, GateEffect.NO_APPROVE, "nobody has read it", "read it")


def _waiting(*codes: LateCode, unread: bool = True) -> FollowUpPacket:
    facts = (Evidence("“Please send it.”", MAIL),)
    late = tuple(LateReason(code=code, owner=Role.FINANCE, play="-", sentence="-", evidence=facts) for code in codes)
    return a_packet(
        exchanges=(theirs(),),
        unread=(theirs(),) if unread else (),
        gates=(UNREAD,) if unread else (),
        reasons=(a_reason("paper_wanted"),),
        late_because=late,
    )


@pytest.mark.parametrize(
    ("codes", "play"),
    [
        ((LateCode.INVOICE_NOT_RECEIVED,), Play.SEND_COPY),
        ((LateCode.INVOICE_NOT_RECEIVED, LateCode.DOCUMENT_WANTED), Play.SEND_COPY),
        ((LateCode.VENDOR_SETUP_OPEN,), None),
        ((LateCode.DOCUMENT_WANTED,), None),
        ((LateCode.VENDOR_SETUP_OPEN, LateCode.INVOICE_NOT_RECEIVED), None),
    ],
)
def test_the_invoice_goes_once_more_and_a_form_waits_for_a_person(
    codes: tuple[LateCode, ...], play: Play | None
) -> None:
    packet = _waiting(*codes)
    assert choose_play(packet, None) is play
    assert choose_play(packet, a_path(Path.FINANCE_TAKES_OVER)) is play
    assert choose_play(packet, a_path(Path.OWNER_CALLS)) is None


def test_once_somebody_has_looked_at_the_request_for_a_form_a_letter_is_drafted() -> None:
    assert choose_play(_waiting(LateCode.VENDOR_SETUP_OPEN, unread=False), None) is Play.REMINDER
    assert choose_play(_waiting(LateCode.INVOICE_NOT_RECEIVED, unread=False), None) is Play.SEND_COPY


def test_what_we_have_answered_since_is_no_longer_waited_for() -> None:
    ours = a_message(id="M3", direction=Direction.OUTBOUND, at=datetime(2026, 6, 16, 9, tzinfo=UTC))
    packet = _waiting(LateCode.INVOICE_NOT_RECEIVED, unread=False)
    assert choose_play(replace(packet, exchanges=(ours, theirs())), None) is Play.REMINDER


def test_whom_we_owe_something_gets_a_status_note_all_the_same() -> None:
    packet = _waiting(LateCode.INVOICE_NOT_RECEIVED)
    assert choose_play(replace(packet, reasons=(a_reason("owed_work"), *packet.reasons)), None) is Play.STATUS_NOTE
