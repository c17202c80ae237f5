"""Briefs are put together from records and quotes, and only what stands in a message is quoted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.stages.brief import account_brief, dispute_brief, quotation
from models.account_fact import Presence
from models.brief import Brief, Matter, ModelBrief, Note, NoteKind, Point, Wording
from models.correspondence import Direction
from models.ledger import AccountLedger, RecordKind
from models.money import Money
from models.obligation import ObligationKind
from models.prompted_model import PromptedModel
from tests.bot.stages.ledger_builder import (
    POLICY,
    assembled,
    book,
    contract,
    dispute,
    invoice,
    message,
    obligation,
    payment,
    promise,
    sorted_one,
    stamps,
    ticket,
)

CHALLENGE = "Invoice 1001 is for two depots, and we only ever agreed to one."


def challenged(**other) -> AccountLedger:
    known = {
        "invoices": (invoice("1001", 12, 1000), invoice("1002", 3, 400), invoice("0990", 60, 700)),
        "payments": (payment(700, "0990"),),
        "messages": (
            message(f"Hello Olive,\n\n{CHALLENGE} Please look at it.\n\nAnn", date(2026, 5, 4), id="M7"),
            message("We are looking at invoice 1001.", date(2026, 4, 20), id="M6", direction=Direction.OUTBOUND),
        ),
    }
    return book(**(known | other))


def brief_of_dispute(ledger: AccountLedger, **other) -> Brief:
    flagged = dispute("1001", **({"lines": dispute("1001").lines} | other))
    packet = assembled(ledger, disputes=(flagged,))
    return dispute_brief(flagged, packet, ledger, POLICY, model=None, is_asked=False)


def brief_of_packet(ledger: AccountLedger, model: ModelBrief | None = None, *, is_asked: bool = False) -> Brief:
    return account_brief(sorted_one(ledger), ledger, POLICY, model=model, is_asked=is_asked)


def point(brief: Brief, wanted: Point):
    return next(each for each in brief.record if each.point is wanted)


def test_a_dispute_is_told_with_their_own_words_and_since_when() -> None:
    brief = brief_of_dispute(challenged())
    assert brief.matter is Matter.DISPUTE
    assert [(each.message_id, each.text) for each in brief.said] == [("M7", CHALLENGE)]
    assert brief.since == date(2026, 5, 4)
    assert brief.amount == Money(100, "EUR")


def test_the_order_of_events_is_by_day_and_knows_both_sides() -> None:
    events = brief_of_dispute(challenged()).events
    told = [(each.on, each.what) for each in events]
    assert [each.message_id for each in events] == ["", "M6", "", "M7"]
    assert told == sorted(told)
    what = [each for _, each in told]
    assert what == ["we issued 1001", "we wrote", "1001 fell due", "they wrote"]


def test_a_message_about_another_invoice_is_no_part_of_it() -> None:
    other = message("We dispute invoice 1002 as well.", date(2026, 5, 6), id="M8")
    ledger = challenged()
    brief = brief_of_dispute(challenged(messages=(*ledger.messages, other)))
    assert "M8" not in {each.message_id for each in brief.said}
    assert "M8" not in {each.message_id for each in brief.events}


def test_every_point_is_there_and_what_no_source_says_is_unknown() -> None:
    brief = brief_of_dispute(challenged())
    assert [each.point for each in brief.record] == list(Point)
    assert point(brief, Point.DELIVERY).presence is Presence.UNKNOWN
    assert point(brief, Point.ORDER).presence is Presence.UNKNOWN
    assert point(brief, Point.TICKETS).presence is Presence.ABSENT


def test_without_a_source_of_tickets_nobody_says_there_are_none() -> None:
    ledger = challenged()
    flagged = dispute("1001")
    packet = assembled(ledger, disputes=(flagged,), stamps=stamps(without=(RecordKind.TICKETS,)))
    brief = dispute_brief(flagged, packet, ledger, POLICY, model=None, is_asked=False)
    assert point(brief, Point.TICKETS).presence is Presence.UNKNOWN


def test_the_record_has_the_price_they_were_used_to() -> None:
    (billed, before) = point(brief_of_dispute(challenged()), Point.PRICE).evidence
    assert billed.fact == "1001: €1,000.00 billed, €1,000.00 open"
    assert before.fact.startswith("the invoice before, 0990 of ")
    assert before.fact.endswith("was for €700.00")


def test_the_record_has_delivery_ticket_order_promise_and_what_we_owe() -> None:
    ledger = challenged(
        invoices=(invoice("1001", 12, 1000, delivered_on=date(2026, 4, 1), po_number="PO-7"),),
        tickets=(ticket(id="T-9", subject="Depot two", is_open=False), ticket(id="T-8", subject="Depot one")),
        promises=(promise(date(2026, 5, 2), "1001"),),
        obligations=(obligation(id="OB-4", what="The rate card"),),
        contracts=(contract(note="One depot until June"),),
    )
    brief = brief_of_dispute(ledger)
    facts = {each.point: " ".join(evidence.fact for evidence in each.evidence) for each in brief.record}
    assert facts[Point.DELIVERY] == "1001 reached them on 1 April 2026"
    assert "T-8" in facts[Point.TICKETS]
    assert facts[Point.TICKETS].endswith("closed")
    assert facts[Point.ORDER] == "1001 carries PO PO-7"
    assert "One depot until June" in facts[Point.PRICE]
    assert "promised 2 May 2026" in facts[Point.PROMISES]
    assert "OB-4" in facts[Point.OWED]
    assert any("OB-4" in each and "not done" in each for each in brief.open_points)


def test_a_question_nobody_answered_is_open_and_an_answered_one_is_not() -> None:
    ledger = challenged()
    assert any("since their message of 4 May 2026" in each for each in brief_of_dispute(ledger).open_points)
    answer = message("We come back to you.", date(2026, 5, 6), id="M9", direction=Direction.OUTBOUND)
    answered = brief_of_dispute(challenged(messages=(*ledger.messages, answer)))
    assert not any("since their message" in each for each in answered.open_points)


def test_a_flag_without_any_words_of_theirs_says_so() -> None:
    brief = brief_of_dispute(challenged(messages=()))
    assert brief.said == ()
    assert any(each.startswith("No sentence of theirs") for each in brief.open_points)


def test_the_last_three_exchanges_have_their_ids_and_a_sentence_that_says_something() -> None:
    ledger = book(
        messages=tuple(
            message(f"Dear all,\n\nThe order number {n} is on its way to you.\n\nAnn", date(2026, 5, n), id=f"M{n}")
            for n in (2, 3, 4, 5)
        )
    )
    found = brief_of_packet(ledger).exchanges
    assert [each.message_id for each in found] == ["M5", "M4", "M3"]
    assert found[0].text == "The order number 5 is on its way to you."


def test_an_account_with_nothing_to_decide_has_no_matter_and_no_options() -> None:
    brief = brief_of_packet(book())
    assert (brief.matter, brief.sheets, brief.said, brief.since) == (None, (), (), None)


def test_a_wish_is_told_with_its_sentence_and_its_options() -> None:
    ledger = book(messages=(message("Could we pay invoice 1001 in three instalments?", id="M3"),))
    brief = brief_of_packet(ledger)
    assert brief.matter is Matter.PLAN
    assert [each.text for each in brief.said] == ["Could we pay invoice 1001 in three instalments?"]
    assert [sheet.matter for sheet in brief.sheets] == [Matter.PLAN]


def test_a_promised_credit_is_a_matter_without_a_word_of_theirs() -> None:
    credit = obligation(kind=ObligationKind.CREDIT, amount=Money(20_000, "EUR"), what="a credit for April")
    brief = brief_of_packet(book(obligations=(credit,)))
    assert brief.matter is Matter.CREDIT
    assert brief.since is None


def test_a_quote_is_verbatim_but_for_white_space() -> None:
    wrote = message("We only\n  ever agreed to one depot.")
    assert quotation(wrote, "only ever agreed").text == "only ever agreed"
    for invented in ("Only ever agreed", "only ever agreed to two", "only, ever", "", "  "):
        assert quotation(wrote, invented) is None


def a_model_brief(*notes: Note) -> ModelBrief:
    return ModelBrief(
        account_id="A1",
        digest="d",
        reader=PromptedModel("brief_account 1 x", "m"),
        notes=notes,
        dropped=0,
        made_at=datetime(2026, 5, 11, tzinfo=UTC),
    )


def test_what_a_model_said_stands_beside_the_words_it_rests_on() -> None:
    ledger = challenged()
    note = Note(NoteKind.CHALLENGE, "They agreed to one depot.", "M7", "we only ever agreed to one")
    brief = brief_of_packet(ledger, a_model_brief(note), is_asked=True)
    assert brief.wording is Wording.SHOWN
    ((shown, source),) = brief.notes
    assert (shown, source.message_id, source.text) == (note, "M7", note.quote)


def test_a_stored_note_is_checked_again_against_the_message_of_today() -> None:
    gone = Note(NoteKind.WISH, "They want a rebate.", "M99", "we want a rebate")
    changed = Note(NoteKind.WISH, "They want a rebate.", "M7", "we want a rebate")
    brief = brief_of_packet(challenged(), a_model_brief(gone, changed), is_asked=True)
    assert (brief.notes, brief.wording) == ((), Wording.NOTHING_CHECKED)


def test_the_rest_of_a_brief_is_the_same_with_and_without_a_model() -> None:
    note = Note(NoteKind.CHALLENGE, "They agreed to one depot.", "M7", "we only ever agreed to one")
    ledger = challenged()
    plain, worded = brief_of_packet(ledger), brief_of_packet(ledger, a_model_brief(note), is_asked=True)
    unanswered = brief_of_packet(ledger, is_asked=True)
    assert (plain.wording, unanswered.wording) == (Wording.NOT_ASKED, Wording.NO_ANSWER)
    for name in ("matter", "amount", "since", "said", "exchanges", "events", "record", "open_points", "sheets"):
        assert getattr(plain, name) == getattr(worded, name) == getattr(unanswered, name)


@pytest.mark.parametrize(
    ("said", "euros", "is_at_most"),
    [
        ("We never ordered what is on invoice 1001.", 1000, False),
        ("We never ordered this, EUR 400.00 is wrong.", 400, False),
        ("We never ordered this, the quantity is wrong.", 1400, True),
    ],
)
def test_a_suspicion_touches_what_its_sentence_names_else_at_most_everything(said, euros, is_at_most) -> None:
    known = book(invoices=(invoice("1001", 12, 1000), invoice("1002", 3, 400)), messages=(message(said),))

    found = brief_of_packet(known)

    assert (found.amount, found.is_at_most) == (Money(euros * 100, "EUR"), is_at_most)
