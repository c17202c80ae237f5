"""What a busy reader is spared: nothing twice, no year that is plain, no line broken in the middle."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cards.details_form import split
from bot.cards.dispute import dispute_card
from bot.cards.drawing import Drawing
from bot.cards.morning import ListRow, morning_list
from bot.cards.names import rule_words, short_day
from bot.cards.packet import packet_card
from bot.cards.text import quote
from bot.stages.sla import dispute_clock
from bot.stages.triage import RULES
from models.correspondence import Contact
from models.dispute import DisputeStep, Outcome, Resolution, RootCause
from models.lifecycle import DisputeEvent, DisputeState, PacketEvent
from models.outbox import OutboxItem, OutboxState
from models.packet import ContextLine, ContextName
from models.packet_record import PacketRecord
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_packet_card import words


def told(record: PacketRecord, mail: OutboxItem | None = None) -> str:
    return words(packet_card(record, policy=b.POLICY, live=True, mail=mail))


def about_invoices(text: str, lines: int = 3) -> str:
    base = b.record()
    context = tuple(
        ContextLine(name=ContextName.INVOICE, text=text) if one.name is ContextName.INVOICE else one
        for one in base.packet.context
    )
    return told(b.changed(base, context=context, items=b.items(lines)))


@pytest.mark.parametrize(
    ("text", "lines", "shown", "spared"),
    [
        pytest.param("3 past due, €60.00, oldest 47 days", 3, "", "3 past due", id="the table says it"),
        pytest.param(
            "3 past due, €60.00, oldest 47 days; 1 not yet due",
            3,
            "Other invoices: 1 not yet due",
            "3 past due",
            id="rest",
        ),
        pytest.param(
            "9 past due, €60.00, oldest 47 days", 9, "Invoice: 9 past due", "Other", id="not all in the table"
        ),
        pytest.param("unknown: no source", 3, "Invoice: unknown: no source", "Other", id="unknown stays"),
    ],
)
def test_what_the_table_says_is_not_a_fact_below_it(text: str, lines: int, shown: str, spared: str) -> None:
    card = about_invoices(text, lines)
    assert shown in card
    assert spared not in card


def test_a_path_and_its_reason_stand_once() -> None:
    one = b.path_chosen()
    reason = "They are happy, a word from you is enough."
    path = replace(one.path, reason=reason)
    card = told(replace(one, path=path, last=b.decision(PacketEvent.CHOOSE_PATH, reason)))
    assert card.count(reason) == 1
    assert "Path chosen by" in card


def test_a_question_stands_once() -> None:
    one = b.asked()
    card = told(replace(one, last=b.decision(PacketEvent.ESCALATE, "why")))
    assert one.question is not None
    assert card.count(one.question.text) == 1


def test_what_the_mail_server_said_stands_once() -> None:
    said = "550 no such user"
    refused = replace(b.record(), last=b.decision(PacketEvent.REFUSE, said), drift=(f"The mail was refused: {said}",))
    card = told(refused, b.mail(OutboxState.FAILED, said))
    assert card.count(said) == 1
    assert "The mail did not go out." in card


def test_whoever_is_in_the_contacts_is_called_by_name_and_of_us_who_it_was() -> None:
    theirs = b.message("Thanks", sender="ada@northwind.example")
    ours = replace(b.message("Hello", inbound=False), sender=b.POLICY.members[b.OLIVE].email)
    shared = replace(b.message("Hello", inbound=False), sender="accounts@acme.example")
    ada = Contact(id="K", account_id="A-1", name="Ada Ng", email="ada@northwind.example", origin=b.origin())
    known = told(b.changed(b.record(), exchanges=(theirs, ours, shared), contacts=(ada,)))
    assert ", Ada Ng: “Thanks”" in known
    assert ", we (Olive Owner): “Hello”" in known
    assert ", we: “Hello”" in known
    assert ", ada@northwind.example: “Thanks”" in told(b.changed(b.record(), exchanges=(theirs,), contacts=()))


def test_the_year_is_said_where_it_is_another() -> None:
    today = date(2026, 5, 11)
    assert short_day(date(2026, 4, 9), today) == "9 Apr"
    assert short_day(date(2025, 12, 30), today) == "30 Dec 2025"
    assert short_day(date(2026, 4, 9)) == "9 Apr 2026"


def row(why: str, number: str, *, needs_you: bool) -> ListRow:
    return ListRow(
        account_name="Corvus",
        account_id="C-1",
        amounts=(b.euro(5),),
        lines={number: b.euro(5)},
        days_past_due=3,
        who_has_it="Waiting",
        why=why,
        needs_you=needs_you,
    )


def the_list(*rows: ListRow) -> Drawing:
    return morning_list(b.POLICY.members[b.OLIVE], b.TODAY, rows)


def test_a_list_says_approve_and_only_another_draft_by_name() -> None:
    rows = [row(why, why, needs_you=True) for why in ("approve the reminder", "approve the request for a PO")]
    (table,) = [one for one in the_list(*rows).blocks if one["type"] == "table"]
    assert [cells[3]["text"] for cells in table["rows"][1:]] == ["approve", "approve the request for a PO"]


def test_a_follow_up_that_waits_for_a_dispute_of_the_table_is_no_second_row() -> None:
    asked = row("acknowledge by 13:00, dispute: pricing", "F-1", needs_you=True)
    assert "Waiting" not in words(the_list(asked, row("dispute", "F-1", needs_you=False)))
    assert "Waiting (1)" in words(the_list(asked, row("promised", "F-2", needs_you=False)))
    taken = replace(row("dispute", "F-1", needs_you=False), days_past_due=None)
    assert "Waiting (1)" in words(the_list(asked, taken))


def test_no_rule_is_told_in_words_of_the_code() -> None:
    assert rule_words("strategic_account") == "strategic account"
    assert not [rule.__name__ for rule in RULES if "_" in rule_words(rule.__name__)]
    assert rule_words("human_led_request") == "plan, credit or penalty"


# ── the dispute's card ────────────────────────────────────────────────────────────────────────────


def dispute_words(hours: float) -> str:
    one = b.dispute()
    at = one.flagged_at + timedelta(hours=hours)
    return words(dispute_card(one, policy=b.POLICY, live=True, now=at, clock=dispute_clock(one, b.POLICY, at)))


@pytest.mark.parametrize("hours", [1, 72])
def test_a_dispute_ends_like_a_packet_with_what_happens_if_nothing_is_done(hours: float) -> None:
    end = "If you do nothing: nothing is sent about these invoices while its clock runs on, in business hours."
    assert dispute_words(hours).endswith(end)
    assert "Until then" not in dispute_words(hours)


def test_the_note_of_a_decision_stands_once() -> None:
    note = "The second year was quoted lower."
    steps = tuple(
        DisputeStep(event=event, at=b.NINE, by_id=b.FIN, by_name="Finn Lead", reason=reason)
        for event, reason in ((DisputeEvent.ACKNOWLEDGE, ""), (DisputeEvent.RESOLVE, note))
    )
    how = Resolution(
        outcome=Outcome.INVALID,
        root_cause=RootCause.WRONG_PRICE,
        note=note,
        credit=None,
        by_name="Finn Lead",
        at=b.NINE,
    )
    one = b.dispute(DisputeState.RESOLVED, steps=steps, resolution=how)
    assert words(dispute_card(one, policy=b.POLICY, live=True)).count(note) == 1


# ── long texts ────────────────────────────────────────────────────────────────────────────────────


def test_a_long_text_is_parted_between_its_lines() -> None:
    lines = [f"- INV-{number}: €9.00 open, due 8 April 2026, 34 days past due" for number in range(200)]
    block = quote("\n".join(lines), 40_000)
    pieces = [part["elements"][0]["text"] for part in split([block])]
    assert len(pieces) > 2
    assert "\n".join(pieces).splitlines() == lines
    assert "".join(run["text"] for run in block["elements"]) == "\n".join(lines)
