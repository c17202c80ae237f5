"""Why they are late, in one line of the card and whole in Details; the score beside what it is made of."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import forms
from bot.cards.packet import packet_card
from models.evidence import Evidence
from models.late_reason import LateCode, LateReason
from models.packet import PacketRecord, Route
from models.people import Role
from models.risk import Risk, RiskPart
from tests.bot.cards import record_builder as b

PO = LateReason(
    code=LateCode.PURCHASE_ORDER_WANTED,
    owner=Role.FINANCE,
    play="ask for the number",
    sentence="They need a number.",
    evidence=(Evidence("INV-1007 has no PO number", b.origin()),),
)
HABIT = replace(PO, code=LateCode.HABITUALLY_LATE, owner=Role.ACCOUNT_OWNER, play="an early reminder")


def with_reasons(*reasons: LateReason, **other: object) -> PacketRecord:
    return b.record(packet=b.packet(late_because=reasons, **other))


def card(record: PacketRecord) -> str:
    return str(packet_card(record, policy=b.POLICY, live=True).blocks)


def details(record: PacketRecord) -> str:
    return str(forms.details_form(record, policy=b.POLICY, channel="C0LIVE", ts="1763.0001"))


def test_the_card_names_the_reasons_and_our_play_against_the_first() -> None:
    said = card(with_reasons(PO, HABIT))
    assert "purchase order wanted, habitually late; our play: ask for the number (finance)." in said
    assert "an early reminder" not in said


def test_what_nobody_knows_is_said() -> None:
    assert "'Late because: '" in card(with_reasons())
    assert "not known." in card(with_reasons())


def test_before_leadership_has_chosen_no_play_is_named() -> None:
    waiting = with_reasons(PO, route=Route.EXECUTIVE_REVIEW)
    assert "purchase order wanted." in card(waiting)
    assert "our play" not in card(waiting)
    chosen = replace(waiting, path=b.path_chosen().path)
    assert "our play: ask for the number" in card(chosen)


def test_details_have_every_reason_with_its_record_and_the_score_with_its_parts() -> None:
    part = RiskPart(rule="long_overdue", points=2, sentence="It is old.", evidence=PO.evidence)
    record = with_reasons(PO, HABIT, risk=Risk((part, replace(part, points=1))))
    said = details(record)
    for told in ("Our play: an early reminder", "INV-1007 has no PO number", "3 points, medium", "+2 It is old."):
        assert told in said
    assert "point" not in card(record)


def test_a_packet_prepared_before_there_was_a_score_has_none_in_details() -> None:
    assert "'Risk'" not in details(with_reasons())
