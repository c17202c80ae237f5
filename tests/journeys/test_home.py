"""The Home tab of each role, over HTTP, and its figures against the books."""

import json
from datetime import timedelta

from bot.cards.morning import totals
from bot.demo.hands import Hands
from bot.demo.people import GUEST
from bot.flows.draw_list import draw_list, role_rows
from bot.stages.age import residual, unapplied
from bot.wording import amount
from models.controls import Action, Field
from models.lifecycle import DisputeState
from models.money import Money, total
from models.people import Role
from tests.journeys.journey import (
    ARJUN,
    CEDAR,
    FINN,
    FREYA,
    HARROW,
    LUMEN,
    MARCO,
    NORA,
    OLIVE,
    OSTRAVA,
    QUILLFEATHER,
    TAMSIN,
    VALDEMAR,
)


def opened(hands: Hands, user: str) -> str:
    """Everything the Home tab shows *user*, each block on a line."""
    assert hands.office.slack.open_home(user).status == 200
    view = hands.office.slack.views.home(user)
    return "\n".join(_text(block) for block in view["blocks"])


def _text(value: object) -> str:
    if isinstance(value, dict):
        return str(value["text"]) if isinstance(value.get("text"), str) else "".join(map(_text, value.values()))
    return "".join(map(_text, value)) if isinstance(value, list) else ""


def section(text: str, head: str) -> str:
    return next(part for part in text.splitlines() if part.startswith(head))


def name(hands: Hands, account: str) -> str:
    return str(hands.packet(account).packet.account.name)


def test_an_owner_finds_their_own_decisions_with_links_and_nobody_elses(hands: Hands) -> None:
    text = opened(hands, OLIVE)
    decisions = section(text, "Decisions")
    assert name(hands, CEDAR) in decisions
    assert name(hands, LUMEN) not in text
    assert not any(part in text for part in ("Finance leadership", "Controller", "Ageing", "Sources"))
    card = hands.card(f"packet:{hands.packet(CEDAR).id}")
    assert f"/archives/{card.channel}/p{card.ts.replace('.', '')}" in json.dumps(hands.office.slack.views.home(OLIVE))


def test_what_is_promised_is_held_and_the_promise_is_shown(hands: Hands) -> None:
    text = opened(hands, OLIVE)
    assert name(hands, OSTRAVA) in section(text, "Waiting, and why")
    assert name(hands, OSTRAVA) in section(text, "Promises due")


def test_a_decision_leaves_the_home_when_it_is_opened_again(hands: Hands) -> None:
    assert name(hands, CEDAR) in section(opened(hands, OLIVE), "Decisions")
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert name(hands, CEDAR) not in section(opened(hands, OLIVE), "Decisions")


def test_a_finance_lead_finds_disputes_paths_queues_blockers_and_sources(hands: Hands) -> None:
    text = opened(hands, FREYA)
    assert name(hands, VALDEMAR) in section(text, "Executive reviews without a path")
    assert "nobody has taken it" in section(text, "Open disputes")
    assert "Olive Byrne" in section(text, "Who has decisions waiting")
    assert "Out of date" in text
    assert "Ageing" in text
    assert "Controller" not in text


def test_a_path_that_is_chosen_is_asked_no_more(hands: Hands) -> None:
    hands.press(FREYA, VALDEMAR, Action.CHOOSE_PATH)
    hands.fill(FREYA, {Field.PATH: "note_by_owner", Field.REASON: "Happy."})
    assert name(hands, VALDEMAR) not in section(opened(hands, FREYA), "Executive reviews without a path")


def test_a_dispute_that_a_lead_has_taken_is_with_them_and_has_its_day(hands: Hands) -> None:
    assert "Disputes with you" not in opened(hands, FREYA)
    with hands.office.desk.store.transaction() as books:
        dispute, *_ = books.disputes_in(DisputeState.ROUTED)
    card = hands.card(f"dispute:{dispute.id}")
    hands.office.slack.click(FREYA, card.channel, card.ts, Action.ACKNOWLEDGE)
    hands.office.deliver()
    taken = section(opened(hands, FREYA), "Disputes with you (1)")
    assert dispute.account_name in taken
    assert "with you · decide by" in taken
    assert "with Freya Lindqvist" in section(opened(hands, FINN), "Open disputes")


def test_leaderships_queue_counts_what_its_morning_list_counts(hands: Hands) -> None:
    rewritten = hands.packet(TAMSIN)
    hands.press(MARCO, TAMSIN, Action.EDIT)
    hands.fill(MARCO, {Field.BODY: rewritten.draft.body + "\n\nPlease pay €999.00 as well."})
    desk = hands.office.desk
    with desk.store.transaction() as books:
        text = str(draw_list(desk, books, Role.FINANCE_LEADERSHIP, desk.office_day()).blocks)
        ours = books.role_packets(Role.FINANCE_LEADERSHIP)
        rows = role_rows(desk, books, Role.FINANCE_LEADERSHIP, ours, desk.office_day())
    number = sum(row.needs_you for row in rows)
    assert f"{number} decisions" in text or f"{number} of " in text
    assert any(row.days_past_due is None for row in rows if row.needs_you)
    queues = section(opened(hands, FREYA), "Who has decisions waiting")
    assert f"Finance leadership · {number} waiting" in queues
    # A dispute and the follow-up about the same invoice are two decisions and one sum.
    assert f" · {', '.join(map(amount, totals([row for row in rows if row.needs_you])))}" in queues


def test_what_somebody_did_otherwise_is_told_by_the_rule_on_the_card(hands: Hands) -> None:
    hands.press(OLIVE, HARROW, Action.ESCALATE)
    hands.fill(OLIVE, {Field.ASKED: "finance", Field.QUESTION: "Is it right?", Field.REASON: "Unsure"})
    assert "1 escalated" in section(opened(hands, FREYA), "Done otherwise")
    assert len(hands.packet(QUILLFEATHER).packet.signals) > 1
    hands.press(OLIVE, QUILLFEATHER, Action.NOT_A_DISPUTE)
    hands.fill(OLIVE, {Field.REASON: "She only wants the breakdown."})
    assert "1 not a dispute" in section(opened(hands, FREYA), "Done otherwise")


def test_a_queue_says_how_many_working_days_its_oldest_has_waited(hands: Hands) -> None:
    hands.office.clock.advance(timedelta(days=7))
    assert "the oldest for 5 working days" in section(opened(hands, FREYA), "Who has decisions waiting")


def test_finance_has_its_own_queue_and_not_leaderships(hands: Hands) -> None:
    text = opened(hands, ARJUN)
    assert "Decisions" in text
    assert "Finance leadership\n" not in text
    assert "Ageing" not in text


def test_a_controller_finds_totals_that_tie_to_the_books_and_who_approved(hands: Hands) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    text = opened(hands, NORA)
    with hands.office.desk.store.transaction() as books:
        ledgers = [books.account_ledger(each) for each in books.account_ids()]
    day = hands.office.desk.office_day()
    euros = [
        residual(invoice, book, day)
        for book in ledgers
        for invoice in book.invoices
        if invoice.amount.currency == "EUR"
    ]
    owed = total((each for each in euros if each.minor > 0), "EUR")
    spare = total((unapplied(book, "fennel", "EUR") for book in ledgers), "EUR")
    ties = section(text, "Buckets less unapplied against the books")
    assert f"{amount(owed)} in the buckets − {amount(spare)} unapplied = {amount(owed - spare)}; " in ties
    assert f"; the books have {amount(owed - spare)}. It ties." in ties
    assert spare > Money(0, "EUR")
    assert "apart" not in ties
    approvals = section(text, "Approved since")
    assert f"{name(hands, CEDAR)} · {amount(hands.packet(CEDAR).packet.asked)} · Olive Byrne" in approvals
    live = hands.card(f"packet:{hands.packet(CEDAR).id}")
    assert f"/archives/{live.channel}/p{live.ts.replace('.', '')}" in json.dumps(hands.office.slack.views.home(NORA))
    assert "With you" not in text


def test_a_guest_and_a_stranger_are_told_that_nothing_is_here(hands: Hands) -> None:
    assert "no role" in opened(hands, GUEST.id)
    assert name(hands, CEDAR) not in opened(hands, GUEST.id)


def test_a_pause_stands_above_everything(hands: Hands) -> None:
    hands.office.slack.command(FREYA, "C0FINLEAD", "/collections", "pause The bank file is wrong")
    assert "The bank file is wrong" in opened(hands, OLIVE)
    assert "The bank file is wrong" in opened(hands, MARCO)
