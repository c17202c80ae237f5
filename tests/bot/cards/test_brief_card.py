"""The brief on cards and in Details: short, escaped, within Slack's limits, and AI wording is marked as such."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.cards.dispute import dispute_card
from bot.cards.forms import details_form
from bot.cards.limits import check, check_view
from bot.cards.packet import packet_card
from models.account_fact import Presence
from models.brief import (
    Brief,
    Event,
    Matter,
    Note,
    NoteKind,
    Option,
    OptionSheet,
    Point,
    PointOnRecord,
    Quotation,
    Wording,
)
from models.dispute import DisputedLine
from models.evidence import Evidence
from models.packet import Reason, Route
from models.people import Role
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_hostile_text import NASTY, harmless_drawing

AT: dict[str, Any] = {"policy": b.POLICY, "channel": "C0LEADS", "ts": "1.2"}


def a_quotation(text: str = b.QUOTE, number: int = 1) -> Quotation:
    return Quotation(
        message_id=f"M-{number}", sender="Ada Ng", at=b.NINE, text=text, is_ours=False, origin=b.origin("inbox:12")
    )


def a_brief(text: str = "a fact of the record", said: str = b.QUOTE, size: int = 1, **changes: Any) -> Brief:
    evidence = tuple(Evidence(f"{text} {n}" if n else text, b.origin()) for n in range(size))
    option = Option(
        name="They are right",
        money="€25,000.00 credited",
        days="nothing of it is waited for any more",
        needs="finance leadership decides",
        speaks_for=evidence,
        speaks_against=evidence[:1],
    )
    usual: dict[str, Any] = {
        "matter": Matter.DISPUTE,
        "amount": b.euro(25_000),
        "since": b.TODAY,
        "said": tuple(a_quotation(said, n) for n in range(size)),
        "exchanges": (a_quotation(said),) * 3,
        "events": tuple(Event(b.TODAY, f"{text} {n}", b.origin()) for n in range(size)),
        "record": tuple(PointOnRecord(point, Presence.PRESENT, evidence) for point in Point),
        "open_points": tuple(f"{text} {n}" for n in range(size)),
        "sheets": (OptionSheet(Matter.DISPUTE, (option, replace(option, name="They owe it as billed"))),),
    }
    return Brief(**{**usual, **changes})


def worded(text: str = "They want it lower.", size: int = 1) -> dict[str, Any]:
    note = Note(NoteKind.WISH, text, "M-1", b.QUOTE)
    return {"notes": ((note, a_quotation(f"source of it: {text}")),) * size, "wording": Wording.SHOWN}


def on_dispute(brief: Brief | None, **changes: Any) -> str:
    return str(dispute_card(b.dispute(**changes), policy=b.POLICY, live=True, brief=brief).blocks)


def on_packet(brief: Brief | None, record=None) -> str:
    return str(packet_card(record or b.executive(), policy=b.POLICY, live=True, brief=brief).blocks)


def in_details(brief: Brief | None) -> str:
    return str(details_form(b.executive(), brief=brief, **AT)["blocks"])


def test_the_dispute_card_shows_their_sentence_once() -> None:
    assert on_dispute(a_brief()).count(b.QUOTE) == 1
    assert on_dispute(None).count(b.QUOTE) == 1
    beside = on_dispute(a_brief(said="Another sentence."))
    assert (beside.count(b.QUOTE), beside.count("Another sentence.")) == (1, 1)


def test_the_dispute_card_has_the_record_the_order_what_is_open_and_the_options() -> None:
    shown = on_dispute(a_brief())
    for told in (
        "The record has",
        "In order: ",
        "Still open",
        "Options for the dispute",
        "They are right: ",
        "Needs: ",
    ):
        assert told in shown
    assert "none is recommended" in shown


def test_every_point_is_told_also_where_there_is_nothing_and_where_nobody_knows() -> None:
    record = (PointOnRecord(Point.DELIVERY, Presence.UNKNOWN), PointOnRecord(Point.TICKETS, Presence.ABSENT))
    drawing = dispute_card(b.dispute(), policy=b.POLICY, live=True, brief=a_brief(record=record))
    (listed,) = [
        part["elements"]
        for block in drawing.blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_list" and "delivery" in str(part)
    ]
    assert ["".join(run["text"] for run in one["elements"]) for one in listed] == [
        "None on record: tickets",
        "Unknown: delivery",
    ]


def test_the_marks_of_the_erp_are_told_once() -> None:
    shown = on_dispute(a_brief(), flagged_by="erp", note="The ERP marks these lines as disputed.")
    assert "The ERP marks" not in shown
    assert "Marked as disputed in the ERP" in shown


@pytest.mark.parametrize("show", [on_dispute, in_details])
def test_ai_wording_is_marked_and_stands_beside_its_source(show) -> None:
    shown = show(a_brief(**worded()))
    assert "AI wording (wish): " in shown
    assert shown.index("AI wording (wish): ") < shown.index("They want it lower.") < shown.index("source of it")
    assert "AI wording" not in show(a_brief())


@pytest.mark.parametrize("show", [on_dispute, in_details])
@pytest.mark.parametrize("wording", [Wording.NO_ANSWER, Wording.NOTHING_CHECKED])
def test_a_model_that_failed_leaves_the_composed_brief_and_a_word_about_it(show, wording) -> None:
    shown = show(a_brief(wording=wording))
    assert "No AI wording. " in shown
    assert "Options for the dispute" in shown
    assert "No AI wording" not in show(a_brief())


def test_an_executive_review_has_three_lines_and_a_pointer_to_details() -> None:
    shown = on_packet(a_brief(**worded()))
    assert "They seem to challenge what they owe, since 23 Nov 2026. It touches €25,000.00." in shown
    for told in ("Brief: ", "The record has: ", "Open: ", "More in Details, under Brief."):
        assert told in shown
    assert "they are right, they owe it as billed" in shown
    assert "AI wording" not in shown


def test_what_was_only_read_out_of_a_text_is_never_told_as_a_fact() -> None:
    assert "They seem to challenge" in on_packet(a_brief())
    assert "They challenge what they owe" in on_packet(a_brief(is_flagged=True))
    assert "A credit is promised to them" in on_packet(replace(a_brief(matter=Matter.CREDIT), said=()))


def test_once_the_path_is_chosen_the_card_has_no_brief() -> None:
    assert "Brief: " not in on_packet(a_brief(), b.path_chosen())


def test_with_nothing_to_decide_but_the_path_there_are_no_lines() -> None:
    assert "Brief: " not in on_packet(a_brief(matter=None, sheets=()))
    assert "'Brief'" not in in_details(a_brief(matter=None, sheets=()))


def test_details_begin_with_what_there_is_to_decide() -> None:
    view = details_form(b.executive(), brief=a_brief(), **AT)
    heads = [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]
    assert heads[0] == "Brief"
    assert heads.index("Messages") < heads.index("Invoices") < heads.index("Sorting") < heads.index("Also on record")


def test_details_name_the_record_behind_each_point_and_the_message_behind_each_quote() -> None:
    shown = in_details(a_brief())
    assert "a fact of the record (erp, invoices.csv:14, as of 23 Nov 2026)" in shown
    assert "(message M-0):" in shown


@pytest.mark.parametrize("size", [1, 30])
@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_stays_harmless(text: str, size: int) -> None:
    brief = a_brief(text, text, size, **worded(text, size))
    harmless_drawing(dispute_card(b.dispute(), policy=b.POLICY, live=True, brief=brief))
    harmless_drawing(packet_card(b.executive(), policy=b.POLICY, live=True, brief=brief))
    check_view(details_form(b.executive(), brief=brief, **AT))


def test_the_longest_brief_fits_every_card() -> None:
    brief = a_brief("word " * 600, "word " * 600, 30, **worded("word " * 600, 12))
    line = DisputedLine("INV-1", b.euro(1))
    worst = b.dispute(lines=(line,) * 80, rest=(line,) * 80, note="n " * 2_000, quote="q " * 2_000)
    check(dispute_card(worst, policy=b.POLICY, live=True, brief=brief))
    largest = b.changed(replace(b.largest(), draft=None), route=Route.EXECUTIVE_REVIEW)
    check(packet_card(largest, policy=b.POLICY, live=True, brief=brief))
    check_view(details_form(largest, brief=brief, **AT))


def test_an_ordinary_brief_is_shown_whole_on_the_dispute_card() -> None:
    assert "a fact of the record 2" in on_dispute(a_brief(size=3))


def test_a_message_shown_whole_is_not_quoted_again_above_it() -> None:
    wrote = b.message("We would like to pay in three parts, please.", days_ago=1, number=7)
    asks = Evidence(f"payment plan: “{wrote.text}”", wrote.origin)
    reason = Reason(
        "human_led_request", Route.EXECUTIVE_REVIEW, Role.FINANCE_LEADERSHIP, "A plan has come up.", (asks,)
    )
    record = b.changed(b.executive(), reasons=(reason,), exchanges=(wrote,), unread=(wrote,))
    shown = on_packet(a_brief(), record)
    assert shown.count(wrote.text) == 1
    assert "below, nobody has read it yet" in shown
    read = on_packet(a_brief(), b.changed(record, unread=()))
    assert read.count(wrote.text) == 2
