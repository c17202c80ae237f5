"""The finance lead's desk: a dispute from its flag to its end, with the rest of the account asked for meanwhile."""

from datetime import timedelta

import pytest

from bot.errors import NotAllowedError
from bot.flows import settle_dispute
from bot.flows.aging import aging_of_all
from bot.flows.list_disputes import open_disputes
from bot.flows.look_up_account import look_up_account
from models.controls import Action, Expected, Field
from models.dispute import DisputeReason, Outcome, RootCause
from models.gate import GateKind
from models.lifecycle import DisputeState, PacketState
from models.people import Person
from tests.journeys.journey import (
    CEDAR,
    CORVUS,
    FINLEAD,
    FINN,
    FREYA,
    LUMEN,
    MARCO,
    OLIVE,
    append,
    mails,
    next_morning,
    shown,
    wait_out_undo,
)


def flag(hands, invoices=("FS-3161",), account=LUMEN, user=MARCO, reason="pricing", **more):
    hands.press(user, account, Action.DISPUTE)
    return hands.fill(user, {Field.INVOICES: list(invoices), Field.REASON_CODE: reason} | more)


def dispute_of(hands, account=LUMEN):
    with hands.office.desk.store.transaction() as books:
        return books.disputes(account)[-1]


def subject_of(hands, account=LUMEN):
    return f"dispute:{dispute_of(hands, account).id}"


def press(hands, user, action, subject=None):
    """Press a button of the dispute's live card."""
    card = hands.card(subject or subject_of(hands))
    delivery = hands.office.slack.click(user, card.channel, card.ts, action)
    hands.office.deliver()
    return delivery


def person(hands, user_id):
    member = hands.office.desk.policy.members[user_id]
    return Person(team_id="T0FENNEL", user_id=user_id, name=member.name, roles=member.roles)


def trail(hands, account=LUMEN):
    subject = subject_of(hands, account)
    with hands.office.desk.store.transaction() as books:
        return [entry.what for _, entry, _ in books.audit_trail(subject) if "dispute" in entry.what]


def resolve(hands, outcome=Outcome.PART, credit=Expected.YES, amount="150.00", user=FREYA):
    press(hands, user, Action.RESOLVE_DISPUTE)
    values = {
        Field.OUTCOME: outcome.value,
        Field.REASON_CODE: RootCause.WRONG_PRICE.value,
        Field.NOTE: "The second year was quoted lower.",
        Field.CREDIT: credit.value,
    }
    return hands.fill(user, values | ({Field.AMOUNT: amount} if amount else {}))


def packet_lines(hands, account=LUMEN):
    packet = hands.packet(account).packet
    return [item.invoice.number for item in packet.items], {one.item.invoice.number: one.why for one in packet.left_out}


# ── the whole way ─────────────────────────────────────────────────────────────────────────────────


def test_from_the_flag_to_a_credit_note_with_the_rest_sent_meanwhile(hands):
    flag(hands)
    subject = subject_of(hands)
    assert hands.card(subject).channel == FINLEAD
    assert "acknowledge by 13:00" in shown(hands, subject)

    hands.acknowledge(FREYA, dispute_of(hands).id)
    assert "It must be decided by " in shown(hands, subject)

    press(hands, FREYA, Action.ASK_OWNER)
    hands.fill(FREYA, {Field.QUESTION: "Which price did you quote?"})
    question = subject.replace("dispute", "question")
    assert hands.card(question).channel == "C0MARCO"
    assert "Which price did you quote?" in shown(hands, question)
    assert "Not answered yet." in shown(hands, subject)

    press(hands, MARCO, Action.OWNER_ANSWER, question)
    hands.fill(MARCO, {Field.REASON: "Ten per cent less from the second year."})
    assert "Ten per cent less from the second year." in shown(hands, subject)
    assert dispute_of(hands).state is DisputeState.OWNED

    resolve(hands)
    assert dispute_of(hands).awaits_credit
    assert "Credit note of €150.00 expected since 11 May 2026" in shown(hands, subject)
    outcome = subject.replace("dispute", "outcome")
    assert hands.card(outcome).channel == "C0MARCO"
    assert "FS-3161: they are right in part, credit note of €150.00 expected." in shown(hands, outcome)
    asked, left = packet_lines(hands)
    assert asked == ["FS-3153"]
    assert left["FS-3161"].startswith("credit note expected since 11 May 2026: €150.00")

    press(hands, FREYA, Action.CHASE_REST)
    hands.fill(FREYA, {Field.REASON: "Nobody disputes the April invoice."})
    record = hands.packet(LUMEN)
    assert record.reviewer.user_id == MARCO
    assert hands.card(f"packet:{record.id}").channel == "C0MARCO"
    assert record.draft.invoices == ("FS-3153",)
    hands.press(MARCO, LUMEN, Action.APPROVE)
    if hands.packet(LUMEN).state is not PacketState.APPROVED:
        hands.press(FREYA, LUMEN, Action.SIGN)
        hands.fill(FREYA, {Field.REASON: "As discussed."})
        hands.press(MARCO, LUMEN, Action.APPROVE)
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert "FS-3153" in mail.get_content()
    assert "FS-3161" not in mail.get_content()
    assert trail(hands) == [
        "dispute.flag",
        "dispute.acknowledge",
        "dispute.ask_owner",
        "dispute.answer",
        "dispute.resolve",
        "dispute.chase_rest",
    ]


def test_when_the_credit_note_is_in_the_books_the_line_comes_back(hands):
    flag(hands)
    hands.acknowledge(FREYA, dispute_of(hands).id)
    resolve(hands)
    append(hands, "credit_notes.csv", "CN-77,C-1011,FS-3161,150.00,EUR,2026-05-11")
    next_morning(hands)
    assert dispute_of(hands).is_settled
    assert "Credit note CN-77" in shown(hands, subject_of(hands))
    assert "FS-3161" in packet_lines(hands)[0]


# ── each way out ──────────────────────────────────────────────────────────────────────────────────


def test_they_were_wrong_and_the_line_is_asked_for_again_at_once(hands):
    flag(hands)
    hands.acknowledge(FREYA, dispute_of(hands).id)
    resolve(hands, Outcome.INVALID, Expected.NO, "")
    assert packet_lines(hands) == (["FS-3153", "FS-3161"], {})
    record = hands.packet(LUMEN)
    assert not [reason for reason in record.packet.reasons if reason.rule in ("open_dispute", "credit_expected")]


def test_a_withdrawn_dispute_brings_its_lines_back_and_nobody_but_a_lead_withdraws(hands):
    flag(hands)
    with pytest.raises(NotAllowedError, match="Only finance leadership"):
        settle_dispute.withdraw(
            hands.office.desk, dispute_of(hands).id, person=person(hands, MARCO), version=1, reason="I say so."
        )
    assert dispute_of(hands).state is DisputeState.ROUTED
    press(hands, FINN, Action.WITHDRAW_DISPUTE)
    hands.fill(FINN, {Field.REASON: "They meant another supplier."})
    assert dispute_of(hands).state is DisputeState.WITHDRAWN
    assert packet_lines(hands) == (["FS-3153", "FS-3161"], {})
    assert "They meant another supplier." in shown(hands, subject_of(hands))
    assert "FS-3161: it is no dispute." in shown(hands, subject_of(hands).replace("dispute", "outcome"))
    record = hands.packet(LUMEN)
    assert [each.told for each in record.packet.closed_disputes] == [
        "FS-3161: Dispute withdrawn by Finn Doyle, 11 May 2026: They meant another supplier."
    ]


def test_a_lead_who_waits_for_the_credit_note_no_longer_brings_the_line_back(hands):
    flag(hands)
    hands.acknowledge(FREYA, dispute_of(hands).id)
    resolve(hands)
    press(hands, FINN, Action.STOP_WAITING)
    hands.fill(FINN, {Field.REASON: "Paid out by hand."})
    assert "FS-3161" in packet_lines(hands)[0]


def test_a_reassigned_dispute_calls_the_next_lead_on_a_new_card_and_its_clock_goes_on(hands):
    flag(hands)
    first = hands.card(subject_of(hands))
    hands.acknowledge(FREYA, dispute_of(hands).id)
    hands.office.clock.advance(timedelta(hours=5))
    press(hands, FREYA, Action.REASSIGN_DISPUTE)
    hands.fill(FREYA, {Field.ASKED: FINN, Field.REASON: "He knows them."})
    assert hands.card(subject_of(hands)).ts != first.ts
    told = shown(hands, subject_of(hands))
    assert "Handed to " in told
    assert "acknowledge by 15:00" in told
    hands.acknowledge(FINN, dispute_of(hands).id)
    assert dispute_of(hands).owned_by == FINN


def test_a_reopened_dispute_stops_an_approved_mail(hands):
    flag(hands, ["FS-3152"], CEDAR, OLIVE)
    hands.acknowledge(FREYA, dispute_of(hands, CEDAR).id)
    subject = subject_of(hands, CEDAR)
    press(hands, FREYA, Action.RESOLVE_DISPUTE, subject)
    hands.fill(
        FREYA,
        {
            Field.OUTCOME: "invalid",
            Field.REASON_CODE: "customer_mistaken",
            Field.NOTE: "Delivered and signed for.",
            Field.CREDIT: "no",
        },
    )
    next_morning(hands)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert hands.packet(CEDAR).state is PacketState.APPROVED
    press(hands, FREYA, Action.REOPEN_DISPUTE, subject)
    hands.fill(FREYA, {Field.REASON: "The signature is not theirs."})
    wait_out_undo(hands)
    assert mails(hands) == []
    assert "the dispute is open again" in shown(hands, subject.replace("dispute", "outcome"))
    assert dispute_of(hands, CEDAR).state is DisputeState.ROUTED
    assert hands.packet(CEDAR).state is PacketState.CLOSED


def test_already_paid_is_resolved_when_the_books_show_it(hands):
    flag(hands, ["FS-3152"], CEDAR, OLIVE, DisputeReason.ALREADY_PAID.value)
    with hands.office.desk.store.transaction() as books:
        ledger = books.account_ledger(CEDAR)
    amount = next(each.amount for each in ledger.invoices if each.number == "FS-3152")
    append(hands, "payments.csv", f"P-9,{CEDAR},FS-3152,{amount.decimal},{amount.currency},2026-05-11")
    next_morning(hands)
    dispute = dispute_of(hands, CEDAR)
    assert dispute.state is DisputeState.RESOLVED
    assert dispute.resolution.root_cause is RootCause.PAYMENT_NOT_APPLIED
    assert trail(hands, CEDAR)[-1] == "dispute.settle"


def test_a_withdrawal_is_in_the_ageing_of_the_same_day(hands):
    flag(hands, ["FS-3152"], CEDAR, OLIVE)
    next_morning(hands)

    def disputed():
        with hands.office.desk.store.transaction() as books:
            found = aging_of_all(hands.office.desk, books).found
        return {one.currency: one.disputed.minor for one in found}

    before, amount = disputed(), dispute_of(hands, CEDAR).lines[0].amount
    press(hands, FREYA, Action.WITHDRAW_DISPUTE, subject_of(hands, CEDAR))
    hands.fill(FREYA, {Field.REASON: "They meant another supplier."})
    assert before[amount.currency] - disputed()[amount.currency] == amount.minor


def test_a_withdrawal_on_the_day_of_the_flag_is_in_the_owners_list_at_once(hands):
    def listed():
        return str(next(one for one in hands.office.slack.messages("C0OLIVE") if "11 May" in one["text"]))

    flag(hands, ["FS-3152"], CEDAR, OLIVE)
    assert "disputed; the undisputed rest" in listed()
    press(hands, FREYA, Action.WITHDRAW_DISPUTE, subject_of(hands, CEDAR))
    hands.fill(FREYA, {Field.REASON: "They meant another supplier."})
    assert "disputed; the undisputed rest" not in listed()


def test_an_expected_credit_note_is_in_the_answer_about_the_account(hands):
    flag(hands)
    hands.acknowledge(FREYA, dispute_of(hands).id)
    resolve(hands)
    told = str(look_up_account(hands.office.desk, person(hands, FREYA), LUMEN).blocks)
    assert "Credit note of €150.00 expected since 11 May 2026 on FS-3161, by Freya Lindqvist." in told


def test_an_age_counts_from_the_customers_words_where_they_are_known(hands):
    dispute = dispute_of(hands, CORVUS)
    assert dispute.quote
    assert dispute.said_on is not None
    assert dispute.said_on < dispute.flagged_at.date()
    (row,) = [why for name, why in queue(hands, "11 May") if name == "Corvus Retail Systems Inc" and "dispute: " in why]
    assert "(since 16 Apr, flagged today)" in row


# ── chase the rest ────────────────────────────────────────────────────────────────────────────────


def test_the_rest_can_be_chased_while_the_dispute_is_open(hands):
    flag(hands)
    press(hands, FREYA, Action.CHASE_REST)
    hands.fill(FREYA, {Field.REASON: "The rest is clear."})
    record = hands.packet(LUMEN)
    assert record.draft.invoices == ("FS-3153",)
    assert record.path.by_id == FREYA
    assert "The rest (€" in shown(hands, subject_of(hands))
    assert " since 11 May 2026, 06:00." in shown(hands, subject_of(hands))
    assert dispute_of(hands).state is DisputeState.ROUTED
    press(hands, FINN, Action.CHASE_REST)
    hands.fill(FINN, {Field.REASON: "Again."})
    assert hands.packet(LUMEN).path.by_id == FREYA


def test_a_line_disputed_in_part_stays_out_whole_and_its_card_says_so(hands):
    flag(hands, **{Field.AMOUNT: "150.00"})
    assert "An invoice disputed in part stays out whole." in shown(hands, subject_of(hands))
    press(hands, FREYA, Action.CHASE_REST)
    hands.fill(FREYA, {Field.REASON: "The rest is clear."})
    assert hands.packet(LUMEN).draft.invoices == ("FS-3153",)


# ── two at once, and old cards ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("second", [FREYA, FINN])
def test_two_leads_press_at_once_and_the_second_hears_who_was_first(hands, second):
    flag(hands)
    card = hands.card(subject_of(hands))
    old = hands.office.slack.message(card.channel, card.ts)
    first = FINN if second == FREYA else FREYA
    hands.office.slack.click(first, card.channel, card.ts, Action.ACKNOWLEDGE, stale=old)
    hands.office.slack.click(second, card.channel, card.ts, Action.ACKNOWLEDGE, stale=old)
    assert dispute_of(hands).owned_by == first
    assert "acknowledge · now owned" in hands.told(second)
    assert trail(hands).count("dispute.acknowledge") == 1


def test_two_leads_resolve_at_once_and_one_of_them_does(hands):
    flag(hands)
    hands.acknowledge(FREYA, dispute_of(hands).id)
    press(hands, FINN, Action.RESOLVE_DISPUTE)
    resolve(hands)
    late = {
        Field.OUTCOME: "invalid",
        Field.REASON_CODE: "other",
        Field.NOTE: "No.",
        Field.CREDIT: "no",
    }
    hands.fill(FINN, late)
    assert dispute_of(hands).resolution.by_name == "Freya Lindqvist"


def test_an_amount_that_does_not_fit_is_told_beside_the_field(hands):
    flag(hands)
    hands.acknowledge(FREYA, dispute_of(hands).id)
    assert "at most the" in resolve(hands, amount="99999.00").errors["amount"]
    assert dispute_of(hands).state is DisputeState.OWNED


def test_right_in_part_without_a_credit_note_is_refused_beside_the_field(hands):
    flag(hands)
    hands.acknowledge(FREYA, dispute_of(hands).id)
    refused = resolve(hands, Outcome.PART, Expected.NO, "")
    assert "Say how much they are right about" in refused.errors["amount"]
    assert dispute_of(hands).state is DisputeState.OWNED


def test_only_the_owner_asked_answers(hands):
    flag(hands)
    press(hands, FREYA, Action.ASK_OWNER)
    hands.fill(FREYA, {Field.QUESTION: "Which price did you quote?"})
    with pytest.raises(NotAllowedError, match="Marco Vidal is asked, not you"):
        settle_dispute.answer(
            hands.office.desk, dispute_of(hands).id, person=person(hands, OLIVE), number=1, text="Ten per cent."
        )
    assert dispute_of(hands).open_question is not None


def test_while_all_waits_for_a_credit_the_owners_list_says_so(hands):
    flag(hands, ["FS-3152"], CEDAR, OLIVE)
    hands.acknowledge(FREYA, dispute_of(hands, CEDAR).id)
    press(hands, FREYA, Action.RESOLVE_DISPUTE, subject_of(hands, CEDAR))
    hands.fill(
        FREYA,
        {Field.OUTCOME: "valid", Field.REASON_CODE: "wrong_price", Field.NOTE: "Agreed.", Field.CREDIT: "yes"},
    )
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert GateKind.CREDIT_EXPECTED in [gate.kind for gate in record.packet.gates]
    listed = str(next(one for one in hands.office.slack.messages("C0OLIVE") if "12 May" in one["text"]))
    assert "credit expected" in listed


# ── the queue ─────────────────────────────────────────────────────────────────────────────────────


def queue(hands, day):
    """The table of leadership's list, account and what is to be done, from the top."""
    (message,) = [one for one in hands.office.slack.messages(FINLEAD) if f"leadership · {day}" in one["text"]]
    table = next(block for block in message["blocks"] if block["type"] == "table")
    return [(_text(cells[0]), _text(cells[3])) for cells in table["rows"][1:]]


def _text(cell):
    return cell["text"] if "text" in cell else cell["elements"][0]["elements"][0]["text"]


def test_the_queue_has_what_is_due_first_at_the_top(hands):
    hands.office.clock.advance(timedelta(hours=4))
    flag(hands)
    hands.office.clock.advance(timedelta(hours=1))
    flag(hands, ["FS-3152"], CEDAR, OLIVE)
    names = [name for name, why in queue(hands, "11 May") if "dispute: " in why]
    # Cedar's is the largest, and due last.
    assert names == ["Corvus Retail Systems Inc", "Lumen Freight BV", "Cedar Hollow Software Inc"]
    with hands.office.desk.store.transaction() as books:
        listed = [one.account_name for one, _ in open_disputes(hands.office.desk, books, None)]
    assert listed == names
    next_morning(hands)
    flag(hands, ["FS-3158"], "C-1004", OLIVE)
    names = [name for name, why in queue(hands, "12 May") if "dispute: " in why]
    assert names[-1] == "Harrow & Finch Ltd"


def test_a_dispute_somebody_has_comes_back_to_the_queue_when_its_decision_is_late(hands):
    dispute = dispute_of(hands, CORVUS)
    hands.acknowledge(FREYA, dispute.id)
    assert not [name for name, why in queue(hands, "11 May") if "decide" in why]
    next_morning(hands, days=10)
    (row,) = [row for row in queue(hands, "21 May") if "decide" in row[1]]
    assert row[0] == "Corvus Retail Systems Inc"
    assert row[1].startswith("Freya Lindqvist: decide: overdue since ")
