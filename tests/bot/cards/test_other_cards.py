"""The morning list, the dispute card, answers to /invoice and notices."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.cards import invoice, matches, notices
from bot.cards.dispute import dispute_card
from bot.cards.drawing import Drawing
from bot.cards.limits import check
from bot.cards.morning import ListRow, Since, late_sources, morning_list
from bot.stages.sla import dispute_clock
from models.dispute import Dispute, DisputedLine
from models.evidence import Gap
from models.lifecycle import DisputeState, PacketState
from models.money import Money
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_packet_card import words

OWNER = b.POLICY.members[b.OLIVE]


def row(name: str, *amounts: Money, days: int = 10, needs_you: bool = False, **more: Any) -> ListRow:
    usual: dict[str, Any] = {"who_has_it": "With finance", "why": "PO missing"}
    return ListRow(
        account_name=name,
        amounts=amounts or (b.euro(100),),
        days_past_due=days,
        needs_you=needs_you,
        **{**usual, **more},
    )


def morning(*rows: ListRow, since: Since | None = None) -> Drawing:
    return morning_list(OWNER, b.TODAY, rows, since)


def table(drawing: Drawing) -> list[list[str]]:
    found = next(block for block in drawing.blocks if block["type"] == "table")
    return [[words(Drawing([cell], "")) for cell in cells] for cells in found["rows"]]


def test_only_what_needs_you_is_in_the_table_in_the_order_of_the_cards() -> None:
    drawing = morning(
        row("Large", needs_you=True), row("Old", days=90), row("Small", needs_you=True, days=120), row("Older")
    )
    assert table(drawing) == [
        ["Account", "Past due", "Days", "What"],
        ["Large", "€100.00", "10", "PO missing"],
        ["Small", "€100.00", "120", "PO missing"],
    ]


def test_a_late_source_is_said_once_above_everything_with_how_many_wait() -> None:
    gap = Gap("payments: out of date", "bank is true for 15 May 2026. They may have paid already.", blocks=True)
    harmless = Gap("tier", "Not known.")
    waiting = b.changed(b.record(), gaps=(harmless, gap))
    elsewhere = [b.changed(waiting, gaps=(harmless,)), b.changed(b.approved(), gaps=(gap,))]
    late = late_sources([waiting, waiting, *elsewhere])
    assert late == [
        "Payments: out of date. bank is true for 15 May 2026. They may have paid already. 2 cards here wait for it."
    ]
    drawing = morning_list(OWNER, b.TODAY, [row("Mine", needs_you=True)], None, late)
    assert words(Drawing([drawing.blocks[1]], "")) == late[0]
    assert morning_list(OWNER, b.TODAY, [], None, []).blocks[1]["type"] == "rich_text"


def test_the_rest_stands_below_by_who_has_it() -> None:
    drawing = morning(
        row("Mine", needs_you=True),
        row("Larkmead", b.euro(13_680), who_has_it="With finance leadership", why="dispute"),
        row("Ostrava", b.euro(4_455), who_has_it="Waiting", why="promise until 14 May"),
        row("Harrow", who_has_it="Waiting", why="held until 15 May: Grace is away."),
        row("Hexcroft", who_has_it="Card follows tomorrow", why=""),
    )
    shown = words(drawing)
    assert "With finance leadership (1): Larkmead €13,680.00 · dispute" in shown
    told = "Ostrava €4,455.00 · promise until 14 May; Harrow €100.00 · held until 15 May: Grace is away"
    assert f"Waiting (2): {told}" in shown
    assert shown.endswith("Card follows tomorrow (1): Hexcroft €100.00")


def test_the_name_of_an_account_leads_to_its_card() -> None:
    link = "https://fennel.slack.com/archives/C0LIVE/p1778475600000012"
    drawing = morning(row("Mine", needs_you=True, link=link), row("Carded later", needs_you=True))
    cells = [cells[0] for cells in next(one for one in drawing.blocks if one["type"] == "table")["rows"][1:]]
    (section,) = cells[0]["elements"]
    assert section["elements"] == [{"type": "link", "url": link, "text": "Mine"}]
    assert cells[1] == {"type": "raw_text", "text": "Carded later"}


def test_currencies_are_never_added() -> None:
    shown = words(morning(row("A", b.euro(100), Money(5_000, "USD")), row("B", b.euro(50))))
    assert "Past due: €150.00 · $50.00" in shown


def test_an_invoice_that_two_rows_show_is_counted_once_and_an_account_is_one_account() -> None:
    """One line of 9,300, of which 5,000 are challenged, another of 3,900, and a dispute no packet knows."""
    packet = row("Corvus", b.euro(13_200), account_id="C-1", lines={"F-1": b.euro(9_300), "F-2": b.euro(3_900)})
    part = row("Corvus", b.euro(5_000), needs_you=True, account_id="C-1", lines={"F-1": b.euro(5_000)})
    other = row("Corvus", b.euro(70), needs_you=True, account_id="C-1", lines={"F-3": b.euro(70)})
    drawing = morning(part, other, packet)
    assert "1 of 1 account needs you" in drawing.text
    assert "Past due: €13,270.00 · of it with you: €5,070.00" in words(drawing)


@pytest.mark.parametrize("count", [1, 30, 60, 99, 100, 400])
@pytest.mark.parametrize("link", ["", "https://fennel-systems.slack.com/archives/C0FINLEAD99/p1778475600000012"])
def test_a_long_list_names_what_is_left_out(count: int, link: str) -> None:
    drawing = morning(
        *(row(f"Account number {n} of a long list", needs_you=True, link=link) for n in range(count)),
        *(row(f"Somebody {n}") for n in range(count)),
    )
    shown = len(table(drawing)) - 1
    assert (f"and {count - shown} more, all of which need you" in words(drawing)) == (shown < count)
    assert shown >= min(count, 30)
    assert f"With finance ({count})" in words(drawing)


def test_under_the_table_one_button_reads_and_approves_what_is_alike() -> None:
    rows = [row(f"Account {n}", needs_you=True) for n in range(3)]
    (found,) = [one for one in morning_list(OWNER, b.TODAY, rows, alike=3).blocks if one["type"] == "actions"]
    (button,) = found["elements"]
    assert button["text"]["text"] == "Approve alike (3)…"
    assert json.loads(button["value"]) == {"batch": OWNER.user_id, "version": 0}
    assert not [one for one in morning_list(OWNER, b.TODAY, rows).blocks if one["type"] == "actions"]


def test_the_button_has_room_under_the_longest_list() -> None:
    link = "https://fennel-systems.slack.com/archives/C0FINLEAD99/p1778475600000012"
    rows = [row(f"Account number {n} of a long list", needs_you=True, link=link) for n in range(400)]
    drawing = morning_list(OWNER, b.TODAY, rows, alike=10)
    assert [one["type"] for one in drawing.blocks].count("actions") == 1


def test_names_below_the_table_give_way_to_what_needs_you() -> None:
    few = morning(*(row(f"Somebody {n}") for n in range(30)))
    assert "; and 18 more" in words(few)
    long = [row(f"Somebody {n} of a long list", who_has_it=f"With {n}") for n in range(40)]
    drawing = morning(*(row(f"Account {n} of a long list", needs_you=True) for n in range(400)), *long)
    assert len(table(drawing)) > 40
    assert "Somebody" not in words(drawing)
    assert "With 0 (1), worth €100.00" in words(drawing)


def test_what_is_done_and_owes_nothing_takes_no_row_from_what_needs_you() -> None:
    done = ListRow(
        account_name="Harrow", amounts=(), days_past_due=None, who_has_it="Done today", why="paid.", needs_you=False
    )
    drawing = morning(row("Mine", needs_you=True), done)
    assert len(table(drawing)) == 2
    assert "Done today (1): Harrow · paid" in words(drawing)


def test_a_calm_morning_is_calm() -> None:
    drawing = morning()
    assert [block["type"] for block in drawing.blocks] == ["header", "rich_text"]
    assert "Nothing is asked of you" in words(drawing)


def test_a_morning_on_which_others_have_it_all_says_so() -> None:
    drawing = morning(row("Larkmead"))
    assert "nothing needs you" in drawing.text
    assert "Nothing needs you this morning." in words(drawing)
    assert "table" not in [block["type"] for block in drawing.blocks]


@pytest.mark.parametrize(
    ("since", "told"),
    [
        (
            Since(
                when="yesterday",
                sent=4,
                paid=("Hexcroft", "Sollfurt"),
                wrote=(("Netherby", "We will pay the full amount on Friday"),),
                new=3,
            ),
            [
                "Since yesterday: sent 4 · paid: Hexcroft, Sollfurt · 3 new cards",
                "Wrote: Netherby (“We will pay the full amount on Friday”)",
            ],
        ),
        (Since(when="Friday", wrote=(("A", "x"), ("B", "y"))), ["Since Friday: wrote: A (“x”); B (“y”)"]),
        (Since(when="Friday", paid=tuple("ABCDEFG")), ["Since Friday: paid: A, B, C, D, E, and 2 more"]),
        (
            Since(
                when="yesterday",
                new=1,
                back=("Larkmead",),
                untaken=("Hexcroft",),
                taken=(("Sollfurt", "Carla Reyes"),),
                moved=(("Netherby", "finance leadership"),),
                changed=(("Larkmead", "the promise for 9 Nov 2026 was not kept"),),
            ),
            [
                "Since yesterday: 1 new card · back from hold: Larkmead · your disputes nobody has taken: Hexcroft",
                "Taken up by others: Sollfurt (Carla Reyes)",
                "No longer with you: Netherby (now with finance leadership)",
                "Larkmead: the promise for 9 Nov 2026 was not kept",
            ],
        ),
        (Since(when="yesterday"), []),
        (None, []),
    ],
)
def test_what_changed_stands_first(since: Since | None, told: list[str]) -> None:
    small = [block["elements"][0]["text"] for block in morning(since=since).blocks if block["type"] == "context"]
    assert small == told


def draw(dispute: Dispute, now: datetime | None = None) -> Drawing:
    now = now or dispute.flagged_at
    clock = dispute_clock(dispute, b.POLICY, now)
    return dispute_card(dispute, policy=b.POLICY, live=True, now=now, clock=clock)


def test_a_dispute_says_until_when_it_must_be_acknowledged() -> None:
    drawing = draw(b.dispute())
    assert drawing.text == "Northwind Labs · €25,000.00 disputed · acknowledge by 13:05"
    shown = words(drawing)
    for part in (b.QUOTE, "Flagged by Olive Owner, 23 Nov 2026, 09:05", "€35,000.00 on 2 invoices", "Acknowledge"):
        assert part in shown


def test_a_clock_that_ends_tomorrow_says_so() -> None:
    late = b.dispute(flagged_at=b.NINE + timedelta(hours=13))
    assert "acknowledge by 24 Nov 2026, 13:00" in draw(late).text


@pytest.mark.parametrize(
    ("hours", "told", "line"),
    [
        pytest.param(1, "acknowledge by 13:05", "It must be acknowledged by 13:05.", id="in time"),
        pytest.param(3, "acknowledge soon, by 13:05", "Reminder: it must be acknowledged by 13:05.", id="soon"),
        pytest.param(4, "acknowledge soon, by 13:05", "Reminder: it must be acknowledged by 13:05.", id="this minute"),
        pytest.param(
            4.5,
            "acknowledge: overdue since 13:05",
            "It had to be acknowledged: overdue since 13:05.",
            id="just over",
        ),
        pytest.param(
            72,
            "acknowledge: overdue since Mon 23 Nov, 3 working days",
            "It had to be acknowledged: overdue since Mon 23 Nov, 3 working days.",
            id="three days later",
        ),
    ],
)
def test_a_clock_that_has_run_out_is_overdue(hours: float, told: str, line: str) -> None:
    one = b.dispute()
    drawing = draw(one, one.flagged_at + timedelta(hours=hours))
    assert drawing.text.endswith(f" · {told}")
    assert line in words(drawing)


def test_acknowledge_carries_the_dispute_and_its_version() -> None:
    row = next(block for block in draw(b.dispute()).blocks if block["type"] == "actions")
    assert json.loads(row["elements"][0]["value"]) == {"dispute": "dp_01J9ZM", "version": 1}


def test_an_owned_dispute_says_who_and_how_fast_and_until_when_it_must_be_decided() -> None:
    drawing = draw(b.dispute(DisputeState.OWNED))
    assert "Owned by Finn Lead, 15 minutes after the flag." in words(drawing)
    assert "It must be decided by 30 Nov 2026, 09:20." in words(drawing)


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
    found = [matches.Match(query=f"INV-{n}", account_name=f"Account {n}", open=b.euro(n)) for n in range(1, 31)]
    drawing = matches.several_matches(found)
    assert len(table(drawing)) == 21
    assert "and 10 more" in words(drawing)


def test_the_answer_to_a_stranger_names_no_record() -> None:
    assert "INV" not in words(matches.no_rights())
    assert "“4711”" in words(matches.nothing_found("4711"))


def test_notices() -> None:
    assert words(notices.refused("Ask a finance lead.")) == "Not done. Ask a finance lead."
    assert words(notices.done("On hold.")) == "Done. On hold."
    assert "7f3a" in words(notices.failed("7f3a"))
