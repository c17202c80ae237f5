"""Why they are late, in one line of the card and whole in Details; the score beside what it is made of."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import forms
from bot.cards.packet import packet_card
from models.draft import Play
from models.evidence import Evidence
from models.late_reason import DRAFTS, LateCode, LateReason
from models.packet import Route
from models.packet_record import PacketRecord
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


def drafted(record: PacketRecord, play: Play | None) -> PacketRecord:
    return replace(record, draft=replace(b.draft(), play=play) if play else None)


def test_the_card_names_the_reasons_and_our_play_against_the_first() -> None:
    said = card(drafted(with_reasons(PO, HABIT), Play.ASK_PO))
    assert "purchase order wanted, habitually late; our play: ask for the number." in said
    assert "an early reminder" not in said


def test_a_play_that_the_draft_does_not_do_is_not_named() -> None:
    for code, plays in DRAFTS.items():
        for play in (*Play, None):
            said = card(drafted(with_reasons(replace(PO, code=code)), play))
            assert ("our play" in said) is (play in plays), (code, play)


def test_a_task_of_ours_is_named_beside_any_draft() -> None:
    task = replace(PO, code=LateCode.VENDOR_SETUP_OPEN, play="first their form or portal entry, with finance")
    for play in (*Play, None):
        assert "our play: first their form or portal entry, with finance." in card(drafted(with_reasons(task), play))


def test_what_nobody_knows_takes_no_line_of_the_card_and_is_said_in_details() -> None:
    assert "Late because" not in card(with_reasons())
    assert "Not known." in details(with_reasons())


def test_before_leadership_has_chosen_no_play_is_named() -> None:
    waiting = drafted(with_reasons(PO, route=Route.EXECUTIVE_REVIEW), Play.ASK_PO)
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
