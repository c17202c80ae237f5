"""Hold, escalate, executive review, suspicion and dispute, each from press to end."""

import pytest

from bot.cards.headline import headline
from bot.flows.draw_list import row_of
from bot.wording import amount
from models.controls import Action, Field
from models.decision import Path, Rating
from models.draft import Tone
from models.fact import FactKind
from models.lifecycle import DisputeState, PacketState
from models.outbox import OutboxKind
from models.packet import Route
from models.people import Role
from tests.journeys.journey import (
    CARLA,
    CEDAR,
    CORVUS,
    FINLEAD,
    FINN,
    FREYA,
    HARROW,
    LUMEN,
    MARCO,
    NORTHGATE,
    OLIVE,
    QUILLFEATHER,
    VALDEMAR,
    append,
    buttons,
    mails,
    next_morning,
    shown,
    trail,
    wait_out_undo,
)

# ── hold ─────────────────────────────────────────────────────────────────────────────────────────


def hold_until(hands, day, user=OLIVE, account=CEDAR):
    hands.press(user, account, Action.HOLD)
    return hands.fill(user, {Field.UNTIL: day, Field.REASON: "Grace is back on Friday"})


def test_a_hold_until_friday_survives_the_mornings_before_and_comes_back_on_friday(hands):
    hold_until(hands, "2026-05-15")
    for _ in ("Tuesday", "Wednesday", "Thursday"):
        next_morning(hands)
        assert hands.packet(CEDAR).state is PacketState.HELD
        assert "held until 15 May" in str(hands.office.slack.messages("C0OLIVE")[-1])
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert record.state is PacketState.POSTED
    assert Action.APPROVE in buttons(hands, record)
    listed, *_, card = hands.office.slack.messages("C0OLIVE")[-2:]
    assert "Olive Byrne · 15 May 2026" in listed["text"]
    assert hands.card(f"packet:{record.id}").ts == card["ts"]


def test_a_held_packet_cannot_be_approved(hands):
    record = hands.packet(CEDAR)
    card = hands.card(f"packet:{record.id}")
    old = hands.office.slack.message(card.channel, card.ts)
    hold_until(hands, "2026-05-15")
    hands.office.slack.click(OLIVE, card.channel, card.ts, Action.APPROVE, stale=old)
    wait_out_undo(hands)
    assert mails(hands) == []
    assert "held" in hands.told(OLIVE)


def test_ending_a_hold_brings_the_card_back_with_its_buttons(hands):
    hold_until(hands, "2026-05-15")
    hands.press(OLIVE, CEDAR, Action.RELEASE)
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert Action.APPROVE in buttons(hands, hands.packet(CEDAR))


def test_a_customer_message_ends_a_hold(hands):
    hold_until(hands, "2026-05-29")
    append(
        hands,
        "messages.csv",
        "M-9,C-1017,in,grace.bellamy@cedarhollow.example,2026-05-12 05:00,Hello,Back at my desk.,<m9@cedar.example>",
    )
    next_morning(hands)
    assert hands.packet(CEDAR).state is PacketState.POSTED


@pytest.mark.parametrize("day", [pytest.param("2026-05-11", id="today"), pytest.param("2026-05-01", id="past")])
def test_a_hold_that_ends_today_or_earlier_is_refused_beside_the_field(hands, day):
    assert "must come after today" in hold_until(hands, day).errors["until"]
    assert hands.packet(CEDAR).state is PacketState.POSTED


# ── escalate ─────────────────────────────────────────────────────────────────────────────────────


def escalate(hands, asked):
    hands.press(MARCO, NORTHGATE, Action.ESCALATE)
    hands.fill(MARCO, {Field.ASKED: asked, Field.QUESTION: "Go on as usual?", Field.REASON: "They ask for time"})


def test_an_escalation_puts_the_packet_and_the_question_in_front_of_the_asked(hands):
    escalate(hands, Role.FINANCE_LEADERSHIP.value)
    record = hands.packet(NORTHGATE)
    assert record.reviewer.role is Role.FINANCE_LEADERSHIP
    assert hands.card(f"packet:{record.id}").channel == FINLEAD
    assert "Go on as usual?" in shown(hands, f"packet:{record.id}")
    with hands.office.desk.store.transaction() as books:
        old = books.cards(f"packet:{record.id}")[0]
    traced = hands.office.slack.message(old.channel, old.ts)
    assert not [block for block in traced["blocks"] if block["type"] == "actions"]
    assert "Marco Vidal" in str(traced)


def test_an_answer_gives_it_back_with_the_answer_on_the_card(hands):
    escalate(hands, Role.CUSTOMER_SUCCESS.value)
    hands.press(CARLA, NORTHGATE, Action.ANSWER)
    hands.fill(CARLA, {Field.REASON: "Yes, they are fine."})
    record = hands.packet(NORTHGATE)
    assert record.reviewer.user_id == MARCO
    assert "Yes, they are fine." in shown(hands, f"packet:{record.id}")
    hands.press(MARCO, NORTHGATE, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


def test_an_escalation_carries_its_options_and_whoever_answers_chooses_one_and_rates_it(hands):
    hands.press(MARCO, NORTHGATE, Action.ESCALATE)
    options = "Ask for all of it\n\nWait until June"
    asked = {Field.ASKED: "finance_leadership", Field.QUESTION: "Now or later?", Field.REASON: "They ask for time"}
    hands.fill(MARCO, asked | {Field.OPTIONS: options})
    record = hands.packet(NORTHGATE)
    assert record.question.options == ("Ask for all of it", "Wait until June")
    assert "Wait until June" in shown(hands, f"packet:{record.id}")
    hands.press(FREYA, NORTHGATE, Action.ANSWER)
    assert "Choose one" in hands.fill(FREYA, {}).errors["reason"]
    hands.fill(FREYA, {Field.CHOSEN: "1", Field.REASON: "They are fine.", Field.RATING: Rating.USEFUL.value})
    record = hands.packet(NORTHGATE)
    assert record.last.reason == "Wait until June. They are fine."
    with hands.office.desk.store.transaction() as books:
        (rated,) = [fact for fact in books.facts(NORTHGATE) if fact.kind is FactKind.ESCALATION_RATED]
    assert (rated.about, rated.by_id, rated.reason) == (f"{record.id}\n{MARCO}", FREYA, "useful")


def test_an_escalation_survives_the_next_morning(hands):
    escalate(hands, Role.FINANCE_LEADERSHIP.value)
    next_morning(hands)
    assert hands.packet(NORTHGATE).reviewer.role is Role.FINANCE_LEADERSHIP


# ── executive review ─────────────────────────────────────────────────────────────────────────────


def choose(hands, path, user=FREYA, account=VALDEMAR, until=None):
    hands.press(user, account, Action.CHOOSE_PATH)
    values = {Field.PATH: path.value, Field.REASON: "We know them well."}
    return hands.fill(user, values | ({Field.UNTIL: until} if until else {}))


def test_before_a_path_is_chosen_there_is_no_draft_and_no_approve(hands):
    record = hands.packet(VALDEMAR)
    assert record.packet.route is Route.EXECUTIVE_REVIEW
    assert record.draft is None
    assert Action.APPROVE not in buttons(hands, record)
    assert Action.CHOOSE_PATH in buttons(hands, record)


def test_an_executive_review_goes_from_path_to_draft_to_sent(hands):
    choose(hands, Path.NOTE_BY_OWNER)
    record = hands.packet(VALDEMAR)
    assert record.reviewer.user_id == OLIVE
    assert record.draft.tone in (Tone.COURTESY, Tone.NUDGE)
    assert hands.card(f"packet:{record.id}").channel == "C0OLIVE"
    hands.press(OLIVE, VALDEMAR, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1
    assert trail(hands, hands.packet(VALDEMAR))[-4:] == [
        "card.posted",
        "packet.approve",
        "packet.hand_over",
        "packet.confirm",
    ]


def test_without_a_disputed_line_there_is_no_undisputed_rest_to_choose(hands):
    with pytest.raises(LookupError):
        choose(hands, Path.REST_ONLY)


def test_a_call_by_the_owner_needs_the_day_it_is_back(hands):
    refused = choose(hands, Path.OWNER_CALLS)
    assert refused.errors == {"until": "A call or a hold needs the day it is back."}
    assert hands.packet(VALDEMAR).state is PacketState.POSTED


def test_a_call_by_the_owner_is_a_pause_after_which_the_path_is_asked_again(hands):
    choose(hands, Path.OWNER_CALLS, until="2026-05-13")
    assert hands.packet(VALDEMAR).state is PacketState.HELD
    next_morning(hands, days=2)
    record = hands.packet(VALDEMAR)
    assert record.state is PacketState.POSTED
    assert record.path is None
    assert Action.CHOOSE_PATH in buttons(hands, record)


def test_a_call_stands_under_what_needs_the_owner_and_its_card_says_whom_to_call(hands):
    choose(hands, Path.OWNER_CALLS, until="2026-05-13")
    record = hands.packet(VALDEMAR)
    desk = hands.office.desk
    with desk.store.transaction() as books:
        row = row_of(desk, books, record, record.packet.owner_id, desk.office_day())
    assert row.needs_you
    assert "call them before 13 May" in row.why
    told = shown(hands, f"packet:{record.id}")
    assert "Whom to call" in told
    assert record.packet.recipient.name in told
    assert record.packet.items[0].invoice.number in told
    assert "Last exchanges" in told


@pytest.mark.parametrize("path", [Path.OWNER_CALLS, Path.HOLD])
def test_a_saturday_as_the_day_back_is_refused_beside_the_field_with_the_next_working_day(hands, path):
    refused = choose(hands, path, until="2026-05-16")
    assert "the next working day is 18 May 2026" in refused.errors["until"]
    assert hands.packet(VALDEMAR).state is PacketState.POSTED


def test_list_and_card_show_the_same_amount_and_days_where_a_part_is_disputed(hands):
    choose(hands, Path.REST_ONLY, account=CORVUS)
    record = hands.packet(CORVUS)
    desk = hands.office.desk
    with desk.store.transaction() as books:
        row = row_of(desk, books, record, MARCO, desk.office_day())
    assert record.packet.left_out
    (owed,) = row.amounts
    assert f"{amount(owed)} · {row.days_past_due} days past due" in headline(record, desk.policy, None)


def test_the_undisputed_rest_can_be_asked_for_once_leadership_says_so(hands):
    choose(hands, Path.REST_ONLY, account=CORVUS)
    record = hands.packet(CORVUS)
    assert set(record.draft.invoices) == {"FS-3155", "FS-3163"}
    assert "FS-3151" not in record.draft.body
    hands.press(MARCO, CORVUS, Action.APPROVE)
    wait_out_undo(hands)
    assert "FS-3151" not in mails(hands)[0].get_content()


def test_a_chosen_path_survives_the_next_morning(hands):
    choose(hands, Path.NOTE_BY_OWNER)
    next_morning(hands)
    record = hands.packet(VALDEMAR)
    assert record.path.path is Path.NOTE_BY_OWNER
    assert record.draft is not None
    assert record.reviewer.user_id == OLIVE


# ── suspicion ────────────────────────────────────────────────────────────────────────────────────


def test_a_suspicion_quotes_the_sentence_and_offers_both_ways_out(hands):
    record = hands.packet(QUILLFEATHER)
    assert record.reviewer.user_id == OLIVE
    assert record.draft is None
    assert record.packet.signals[0].quote in shown(hands, f"packet:{record.id}")
    assert {Action.NOT_A_DISPUTE, Action.CONFIRM_DISPUTE} <= set(buttons(hands, record))
    assert Action.APPROVE not in buttons(hands, record)


def test_not_a_dispute_sorts_the_account_again_and_keeps_the_reason(hands):
    suspected = hands.packet(QUILLFEATHER).packet.signals[0].quote
    hands.press(OLIVE, QUILLFEATHER, Action.NOT_A_DISPUTE)
    hands.fill(OLIVE, {Field.REASON: "She only wants the breakdown; I sent it."})
    record = hands.packet(QUILLFEATHER)
    assert record.packet.route is Route.ROUTINE
    assert record.draft is not None
    with hands.office.desk.store.transaction() as books:
        assert books.facts(QUILLFEATHER)[0].reason == "She only wants the breakdown; I sent it."
    card = shown(hands, f"packet:{record.id}")
    assert "Not a dispute, says Olive" in card
    assert "She only wants the breakdown; I sent it." in card
    assert suspected in card
    next_morning(hands)
    assert hands.packet(QUILLFEATHER).packet.route is Route.ROUTINE


def test_a_confirmed_suspicion_is_a_flag(hands):
    hands.press(OLIVE, QUILLFEATHER, Action.CONFIRM_DISPUTE)
    hands.fill(OLIVE, {Field.INVOICES: ["FS-3157"], Field.REASON_CODE: "scope"})
    with hands.office.desk.store.transaction() as books:
        (dispute,) = books.disputes(QUILLFEATHER)
    assert dispute.flagged_by == OLIVE
    assert dispute.quote
    assert dispute.quote in shown(hands, f"dispute:{dispute.id}")
    # Whoever flagged their words has read them: nobody is asked about the same invoice a second time.
    next_morning(hands)
    record = hands.packet(QUILLFEATHER)
    assert (record.packet.unread, record.state) == ((), PacketState.PREPARED)


def test_a_suspicion_nobody_touches_goes_to_leadership_after_one_working_day(hands):
    warned = "on the morning of 12 May 2026 finance leadership is asked"
    assert warned in shown(hands, f"packet:{hands.packet(QUILLFEATHER).id}")
    next_morning(hands)
    record = hands.packet(QUILLFEATHER)
    assert "finance leadership is asked" not in shown(hands, f"packet:{record.id}")
    assert record.reviewer.role is Role.FINANCE_LEADERSHIP
    assert hands.card(f"packet:{record.id}").channel == FINLEAD
    assert Action.NOT_A_DISPUTE in buttons(hands, record)


# ── dispute ──────────────────────────────────────────────────────────────────────────────────────


def flag(hands, user=MARCO, account=LUMEN, invoices=("FS-3161",), **more):
    hands.press(user, account, Action.DISPUTE)
    return hands.fill(user, {Field.INVOICES: list(invoices), Field.REASON_CODE: "pricing"} | more)


def dispute_of(hands, account=LUMEN):
    with hands.office.desk.store.transaction() as books:
        return books.disputes(account)[-1]


def test_a_dispute_on_a_part_reaches_leadership_in_the_same_transaction_and_names_the_rest(hands):
    record = hands.packet(LUMEN)
    card = hands.card(f"packet:{record.id}")
    hands.office.slack.click(MARCO, card.channel, card.ts, Action.DISPUTE)
    hands.office.slack.submit(MARCO, {Field.INVOICES: ["FS-3161"], Field.REASON_CODE: "pricing"})
    # Nothing was delivered yet: what stands in the store now was written by the press alone.
    dispute = dispute_of(hands)
    assert hands.packet(LUMEN).state is PacketState.CLOSED
    with hands.office.desk.store.transaction() as books:
        (item,) = books.items(f"dispute:{dispute.id}")
    assert (item.kind, item.partition) == (OutboxKind.POST, FINLEAD)
    assert [(line.invoice_number, str(line.amount)) for line in dispute.rest] == [("FS-3153", "7,920.00 EUR")]
    hands.office.deliver()
    assert "FS-3153" in shown(hands, f"dispute:{dispute.id}")
    assert hands.card(f"dispute:{dispute.id}").channel == FINLEAD


def test_a_dispute_after_approval_stops_the_mail(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    flag(hands, OLIVE, CEDAR, ["FS-3152"], **{Field.AMOUNT: "400.00"})
    wait_out_undo(hands)
    assert mails(hands) == []
    record = hands.packet(CEDAR)
    assert record.state is PacketState.CLOSED
    told = f"Disputed: pricing, $400.00 of {amount(record.packet.past_due)}. The approved mail did not leave."
    assert told in shown(hands, f"packet:{record.id}")


def test_a_dispute_after_the_mail_left_says_so(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    flag(hands, OLIVE, CEDAR, ["FS-3152"])
    dispute = dispute_of(hands, CEDAR)
    assert dispute.mail_had_gone
    assert hands.packet(CEDAR).state is PacketState.SENT


def test_a_part_of_one_invoice_can_be_disputed(hands):
    flag(hands, OLIVE, HARROW, ["FS-3158"], **{Field.AMOUNT: "180.50"})
    dispute = dispute_of(hands, HARROW)
    assert str(dispute.lines[0].amount) == "180.50 EUR"
    assert [str(line.amount) for line in dispute.rest] == ["3,999.50 EUR"]


@pytest.mark.parametrize(
    ("invoices", "amount", "told"),
    [
        pytest.param(["FS-3153", "FS-3161"], "5.00", "exactly one", id="an amount over two invoices"),
        pytest.param(["FS-3161"], "1,150.00", "point", id="a comma"),
        pytest.param(["FS-3161"], "lots", "point", id="no number"),
        pytest.param(["FS-3161"], "1.005", "digits", id="a tenth of a cent"),
    ],
)
def test_an_amount_that_cannot_be_read_is_told_beside_the_field(hands, invoices, amount, told):
    refused = flag(hands, invoices=invoices, **{Field.AMOUNT: amount})
    assert told in refused.errors["amount"]
    assert hands.packet(LUMEN).state is PacketState.POSTED


def test_more_than_is_open_cannot_be_disputed(hands):
    refused = flag(hands, **{Field.AMOUNT: "99999.00"})
    assert "at most the €1,150.00" in refused.errors["amount"]
    assert hands.packet(LUMEN).state is PacketState.POSTED


def test_acknowledge_stops_the_clock_and_only_leadership_may(hands):
    flag(hands)
    dispute = dispute_of(hands)
    hands.acknowledge(FINN, dispute.id)
    owned = dispute_of(hands)
    assert owned.state is DisputeState.OWNED
    assert owned.owned_by == FINN
    assert "Finn Doyle" in shown(hands, f"dispute:{dispute.id}")


def test_the_next_morning_the_rest_waits_for_a_path(hands):
    flag(hands)
    next_morning(hands)
    record = hands.packet(LUMEN)
    assert record.packet.route is Route.EXECUTIVE_REVIEW
    assert [item.invoice.number for item in record.packet.items] == ["FS-3153"]
    assert record.draft is None
    assert hands.card(f"packet:{record.id}").channel == FINLEAD


def test_the_erps_own_mark_is_flagged_once(hands):
    for _ in range(3):
        next_morning(hands)
    with hands.office.desk.store.transaction() as books:
        (dispute,) = books.disputes(CORVUS)
    assert dispute.flagged_by == "erp"
