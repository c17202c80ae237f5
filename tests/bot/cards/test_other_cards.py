"""The morning list, the dispute card, answers to /invoice and notices."""

import json
from datetime import timedelta

import pytest

from bot.cards import invoice, notices
from bot.cards.dispute import dispute_card
from bot.cards.drawing import Drawing
from bot.cards.limits import check
from bot.cards.morning import ListRow, morning_list
from models.dispute import Dispute, DisputedLine
from models.lifecycle import DisputeState, PacketState
from models.money import Money
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_packet_card import words

OWNER = b.POLICY.members[b.OLIVE]


def row(name: str, *amounts: Money, days: int = 10, needs_you: bool = False) -> ListRow:
    return ListRow(
        account_name=name,
        amounts=amounts or (b.euro(100),),
        days_past_due=days,
        who_has_it="finance",
        why="PO missing",
        needs_you=needs_you,
    )


def morning(*rows: ListRow) -> Drawing:
    return morning_list(OWNER, b.TODAY, rows)


def table(drawing: Drawing) -> list[list[str]]:
    found = next(block for block in drawing.blocks if block["type"] == "table")
    return [[cell["text"] for cell in cells] for cells in found["rows"]]


def test_who_needs_you_comes_first() -> None:
    rows = table(morning(row("Old", days=90), row("Mine", needs_you=True), row("Older", days=120)))
    assert [cells[0] for cells in rows[1:]] == ["Mine", "Older", "Old"]
    assert rows[1][2] == "You: PO missing"


def test_currencies_are_never_added() -> None:
    shown = words(morning(row("A", b.euro(100), Money(5_000, "USD")), row("B", b.euro(50))))
    assert "Past due: €150.00 · $50.00" in shown


@pytest.mark.parametrize("count", [1, 60, 99, 100, 400])
def test_a_long_list_names_what_is_left_out(count: int) -> None:
    drawing = morning(*(row(f"Account number {n} of a long list", needs_you=n < 3) for n in range(count)))
    shown = len(table(drawing)) - 1
    assert (f"and {count - shown} more" in words(drawing)) == (shown < count)
    assert shown >= min(count, 60)


def test_a_calm_morning_is_calm() -> None:
    drawing = morning()
    assert [block["type"] for block in drawing.blocks] == ["header", "rich_text"]
    assert "Nothing is asked of you" in words(drawing)


def draw(dispute: Dispute) -> Drawing:
    return dispute_card(dispute, policy=b.POLICY, live=True)


def test_a_dispute_says_until_when_it_must_be_acknowledged() -> None:
    drawing = draw(b.dispute())
    assert drawing.text == "Northwind Labs · €25,000.00 disputed · acknowledge by 13:05"
    shown = words(drawing)
    for part in (b.QUOTE, "Flagged by Olive Owner, 23 Nov 2026, 09:05", "€35,000.00 on 2 invoices", "Acknowledge"):
        assert part in shown


def test_a_clock_that_ends_tomorrow_says_so() -> None:
    late = b.dispute(flagged_at=b.NINE + timedelta(hours=13))
    assert "acknowledge by 24 Nov 2026, 02:00" in draw(late).text


def test_acknowledge_carries_the_dispute_and_its_version() -> None:
    row = next(block for block in draw(b.dispute()).blocks if block["type"] == "actions")
    assert json.loads(row["elements"][0]["value"]) == {"dispute": "dp_01J9ZM", "version": 1}


def test_an_owned_dispute_says_who_and_how_fast() -> None:
    drawing = draw(b.dispute(DisputeState.OWNED))
    assert "Owned by Finn Lead, 15 minutes after the flag." in words(drawing)
    assert "actions" not in [block["type"] for block in drawing.blocks]


@pytest.mark.parametrize(
    ("dispute", "told"),
    [
        pytest.param(b.dispute(mail_had_gone=True), "The mail had already gone", id="after the mail"),
        pytest.param(b.dispute(), "The follow-up was stopped.", id="with a packet"),
        pytest.param(b.dispute(packet_id=None), "No mail was waiting.", id="without a packet"),
        pytest.param(b.dispute(rest=()), "nothing else is past due", id="nothing undisputed"),
        pytest.param(b.dispute(flagged_by="erp"), "Marked as disputed in the ERP", id="the ERP's own mark"),
    ],
)
def test_a_dispute_says_what_became_of_the_mail_and_the_rest(dispute: Dispute, told: str) -> None:
    assert told in words(draw(dispute))


@pytest.mark.parametrize("state", list(DisputeState))
@pytest.mark.parametrize("is_live", [True, False])
def test_every_state_of_a_dispute_fits(state: DisputeState, is_live: bool) -> None:
    line = DisputedLine("INV-" + "9" * 60, b.euro(9_999_999))
    one = b.dispute(state, lines=(line,) * 80, rest=(line,) * 80, note="n " * 2_000, quote="q " * 2_000)
    check(dispute_card(one, policy=b.POLICY, live=is_live))


def answer(**changes: object) -> invoice.InvoiceAnswer:
    usual: dict[str, object] = {
        "account": b.packet().account,
        "as_of": b.TODAY,
        "invoice": b.item().invoice,
        "residual": b.euro(25_000),
        "packet": b.packet(),
        "state": PacketState.POSTED,
        "who_has_it": "Olive Owner",
    }
    return invoice.InvoiceAnswer(**{**usual, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "headline"),
    [
        (answer(), "INV-1007 · Northwind Labs · €25,000.00 open · 47 days past due"),
        (answer(residual=None), "INV-1007 · Northwind Labs · open amount not known"),
        (answer(residual=b.euro(0)), "INV-1007 · Northwind Labs · settled"),
        (answer(invoice=None), "Northwind Labs · €60,000.00 past due"),
        (answer(invoice=None, packet=None, state=None), "Northwind Labs · nothing past due"),
    ],
)
def test_an_answer_begins_with_what_was_asked(asked: invoice.InvoiceAnswer, headline: str) -> None:
    drawing = invoice.invoice_answer(asked, policy=b.POLICY)
    assert drawing.text == headline
    assert "actions" not in [block["type"] for block in drawing.blocks]


def test_several_matches_are_all_named() -> None:
    found = [invoice.Match(query=f"INV-{n}", account_name=f"Account {n}", open=b.euro(n)) for n in range(1, 31)]
    drawing = invoice.several_matches(found)
    assert len(table(drawing)) == 21
    assert "and 10 more" in words(drawing)


def test_the_answer_to_a_stranger_names_no_record() -> None:
    assert "INV" not in words(invoice.no_rights())
    assert "“4711”" in words(invoice.nothing_found("4711"))


def test_notices() -> None:
    assert words(notices.refused("Ask a finance lead.")) == "Not done. Ask a finance lead."
    assert words(notices.done("On hold.")) == "Done. On hold."
    assert "7f3a" in words(notices.failed("7f3a"))
