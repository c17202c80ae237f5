"""What people record under More…: from the press to what it changes the next mornings."""

import pytest

from bot.wording import amount
from models.controls import Action, Command, Field
from models.fact import FactKind
from models.gate import GateKind
from models.lifecycle import PacketState
from models.packet import Route
from tests.journeys.journey import (
    ALDERGATE,
    ARJUN,
    HARROW,
    LUMEN,
    MARCO,
    NORA,
    NORTHGATE,
    OLIVE,
    append,
    buttons,
    mails,
    next_morning,
    shown,
    trail,
    wait_out_undo,
)


def more(hands, user, account, action):
    hands.press(user, account, Action.MORE)
    return hands.office.slack.click_in_modal(user, action)


def record(hands, user, account, action, values):
    more(hands, user, account, action)
    return hands.fill(user, values)


def modal(hands, user):
    return hands.office.slack.views.top(user)


def facts(hands, account, kind):
    with hands.office.desk.store.transaction() as books:
        return [fact for fact in books.facts(account) if fact.kind is kind]


def gates(hands, account):
    return {gate.kind for gate in hands.packet(account).packet.gates}


def numbers(hands, account):
    return [item.invoice.number for item in hands.packet(account).packet.items]


PROMISED = {Field.ON: "2026-05-13", Field.SAID_BY: "Anneke Visser", Field.HOW: "call"}


def test_a_recorded_promise_waits_in_the_list_and_comes_back_when_it_is_broken(hands):
    first = hands.packet(LUMEN)
    record(hands, MARCO, LUMEN, Action.PROMISE, PROMISED)
    assert modal(hands, MARCO) is None
    assert "packet.promise" in trail(hands, first)
    assert "FS-3153: promised for 13 May 2026 by Anneke Visser" in shown(hands, f"packet:{first.id}")
    assert gates(hands, LUMEN) == {GateKind.PROMISE_LIVE}
    next_morning(hands)
    assert hands.packet(LUMEN).state is PacketState.PREPARED
    assert "promised for 13 May 2026, in time until 15 May 2026" in str(hands.office.slack.messages("C0MARCO"))
    # Money of somebody else shows how far the books reach.
    append(hands, "payments.csv", "P-9,C-1004,,1.00,EUR,2026-05-18")
    next_morning(hands, days=6)
    back = hands.packet(LUMEN)
    assert back.state is PacketState.POSTED
    assert back.id != first.id
    card = shown(hands, f"packet:{back.id}")
    assert "Back after a promise: " in card
    assert "promised 13 May 2026 by Anneke Visser (recorded by Marco Vidal, call): broken" in card


def test_a_promise_about_one_of_two_invoices_leaves_the_other_on_the_card(hands):
    record(hands, MARCO, LUMEN, Action.PROMISE, PROMISED | {Field.INVOICES: ["FS-3161"]})
    kept = hands.packet(LUMEN)
    assert kept.state is PacketState.POSTED
    assert numbers(hands, LUMEN) == ["FS-3153"]
    assert kept.draft is not None
    assert "FS-3161" not in kept.draft.body
    card = shown(hands, f"packet:{kept.id}")
    assert "promised for 13 May 2026 by Anneke Visser" in card
    assert "Promise recorded by Marco Vidal" in card
    # The next import brings the same books; the press outlives it.
    next_morning(hands)
    assert numbers(hands, LUMEN) == ["FS-3153"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({Field.ON: "2026-05-08"}, Field.ON),
        ({Field.AMOUNT: "1,250"}, Field.AMOUNT),
        ({Field.AMOUNT: "99999.00"}, Field.AMOUNT),
        ({Field.AMOUNT: "1.005"}, Field.AMOUNT),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_records_nothing(hands, wrong, field):
    answer = record(hands, MARCO, LUMEN, Action.PROMISE, PROMISED | wrong)
    assert set(answer.errors) == {field}
    assert modal(hands, MARCO) is not None
    assert facts(hands, LUMEN, FactKind.PROMISED) == []


def test_who_has_no_rights_on_the_account_is_told_so_in_the_form(hands):
    hands.press(MARCO, LUMEN, Action.MORE)
    view = modal(hands, MARCO)
    hands.office.slack.views.open(NORA, {key: view[key] for key in ("type", "title", "private_metadata", "blocks")})
    hands.office.slack.click_in_modal(NORA, Action.PROMISE)
    assert modal(hands, NORA)["title"]["text"] == "Not done"
    assert "not yours" in str(modal(hands, NORA))


def test_a_promise_after_approve_takes_the_mail_back(hands):
    hands.press(MARCO, LUMEN, Action.APPROVE)
    approved = hands.packet(LUMEN)
    record(hands, MARCO, LUMEN, Action.PROMISE, PROMISED)
    wait_out_undo(hands)
    assert mails(hands) == []
    assert "promised for 13 May 2026 by Anneke Visser" in shown(hands, f"packet:{approved.id}")


def test_a_day_named_in_their_mail_is_offered_and_recorded_with_one_press_more(hands):
    append(
        hands,
        "messages.csv",
        "M-9,C-1011,in,a.visser@lumenfreight.example,2026-05-12 05:00,Invoice FS-3153,"
        "We will pay invoice FS-3153 on 20 May 2026.,<m9@lumen.example>",
    )
    next_morning(hands)
    offered = hands.packet(LUMEN)
    card = shown(hands, f"packet:{offered.id}")
    assert "a.visser@lumenfreight.example wrote on 12 May 2026 that they pay on 20 May 2026" in card
    hands.press(MARCO, LUMEN, Action.MORE)
    assert "They wrote on 12 May 2026: “We will pay invoice FS-3153 on 20 May 2026.”. Record it." in str(
        modal(hands, MARCO)
    )
    hands.press(MARCO, LUMEN, Action.PROMISE)
    hands.fill(MARCO, {})
    (fact,) = facts(hands, LUMEN, FactKind.PROMISED)
    assert fact.promise.quote == "We will pay invoice FS-3153 on 20 May 2026."
    assert (str(fact.promise.due_on), fact.promise.said_by) == ("2026-05-20", "a.visser@lumenfreight.example")
    assert numbers(hands, LUMEN) == ["FS-3161"]
    assert Action.PROMISE not in buttons(hands, hands.packet(LUMEN))


def told(hands, command, text=""):
    hands.office.slack.command(MARCO, "C0OFFICE", command, text)
    return str(hands.office.slack.ephemerals(MARCO)[-1])


def test_a_recorded_promise_stands_the_same_wherever_it_is_asked_for(hands):
    assert "promise: €" not in told(hands, Command.AGING)
    record(hands, MARCO, LUMEN, Action.PROMISE, PROMISED | {Field.INVOICES: ["FS-3161"]})
    line = next(each for each in hands.packet(LUMEN).packet.left_out if each.item.invoice.number == "FS-3161")
    words = "promised 13 May 2026 by Anneke Visser"
    assert f"promise: {amount(line.item.open)}" in told(hands, Command.AGING)
    assert words in told(hands, Command.ACCOUNT, LUMEN)
    of_line = told(hands, Command.INVOICE, "FS-3161")
    assert words in of_line
    assert "'Not asked for: '" in of_line
    more(hands, MARCO, LUMEN, Action.RECORDED)
    hands.fill(MARCO, {Field.RECORDED: []})
    assert "promise: €" not in told(hands, Command.AGING)


def test_a_recorded_po_turns_an_exception_into_a_routine_letter_that_names_it(hands):
    before = hands.packet(ALDERGATE)
    assert (before.packet.route, [reason.rule for reason in before.packet.reasons]) == (Route.EXCEPTION, ["missing_po"])
    order = {Field.PO_NUMBER: " 4500-70001 ", Field.SAID_BY: "Helen Marsh"}
    record(hands, ARJUN, ALDERGATE, Action.PO_RECEIVED, order)
    after = hands.packet(ALDERGATE)
    assert after.id == before.id
    assert after.packet.route is Route.ROUTINE
    assert "4500-70001" in after.draft.body
    next_morning(hands)
    assert hands.packet(ALDERGATE).packet.route is Route.ROUTINE
    told = shown(hands, f"packet:{hands.packet(ALDERGATE).id}")
    assert "PO 4500-70001 for" in told
    assert "given by Helen Marsh" in told
    assert "(Arjun Rao, 11 May 2026)" in told


def test_a_recorded_po_that_no_source_has_is_asked_about_once_after_ten_working_days(hands):
    record(hands, ARJUN, ALDERGATE, Action.PO_RECEIVED, {Field.PO_NUMBER: "4500-70001", Field.SAID_BY: "Helen"})
    next_morning(hands, days=15)
    assert GateKind.UNCONFIRMED_RECORD in gates(hands, ALDERGATE)
    card = hands.packet(ALDERGATE)
    assert Action.APPROVE not in buttons(hands, card)
    assert "no source says so yet: is it still true?" in shown(hands, f"packet:{card.id}")
    record(hands, MARCO, ALDERGATE, Action.RECORDED, {})
    assert GateKind.UNCONFIRMED_RECORD not in gates(hands, ALDERGATE)
    next_morning(hands)
    assert GateKind.UNCONFIRMED_RECORD not in gates(hands, ALDERGATE)
    assert "missing_po" not in [reason.rule for reason in hands.packet(ALDERGATE).packet.reasons]


def test_what_is_unticked_is_taken_back(hands):
    record(hands, ARJUN, ALDERGATE, Action.PO_RECEIVED, {Field.PO_NUMBER: "4500-70001", Field.SAID_BY: "Helen"})
    record(hands, MARCO, ALDERGATE, Action.RECORDED, {Field.RECORDED: []})
    assert [reason.rule for reason in hands.packet(ALDERGATE).packet.reasons] == ["missing_po"]
    assert hands.packet(ALDERGATE).packet.recorded == ()


DEIRDRE, SIMON = "deirdre.molloy@harrowfinch.example", "simon@harrowfinch.example"


def test_a_wrong_contact_gates_until_a_person_chooses_somebody_verified(hands):
    record(hands, OLIVE, HARROW, Action.WRONG_CONTACT, {Field.CONTACT: DEIRDRE, Field.SAID_BY: "Simon Finch"})
    gated = hands.packet(HARROW)
    assert gated.packet.recipient is None
    assert GateKind.NO_VERIFIED_CONTACT in gates(hands, HARROW)
    assert Action.APPROVE not in buttons(hands, gated)
    next_morning(hands)
    assert GateKind.NO_VERIFIED_CONTACT in gates(hands, HARROW)
    chosen = {Field.CONTACT: DEIRDRE, Field.SAID_BY: "Simon Finch", Field.INSTEAD: SIMON}
    record(hands, ARJUN, HARROW, Action.WRONG_CONTACT, chosen)
    assert GateKind.NO_VERIFIED_CONTACT not in gates(hands, HARROW)
    assert hands.packet(HARROW).draft.to == (SIMON,)
    next_morning(hands)
    assert hands.packet(HARROW).draft.to == (SIMON,)


def test_an_address_struck_off_after_approve_gets_no_mail(hands):
    hands.press(OLIVE, HARROW, Action.APPROVE)
    record(hands, OLIVE, HARROW, Action.WRONG_CONTACT, {Field.CONTACT: DEIRDRE, Field.SAID_BY: "Simon Finch"})
    wait_out_undo(hands)
    assert mails(hands) == []
    card = shown(hands, f"packet:{hands.packet(HARROW).id}")
    assert f"{DEIRDRE} is no longer a verified contact: Deirdre Molloy is not the one to write to" in card


def test_a_logged_call_holds_until_the_contact_cap_ends(hands):
    called = {Field.HOW: "call", Field.WITH: "Ray Castellano", Field.OUTCOME: "He asks the site"}
    record(hands, MARCO, NORTHGATE, Action.TOUCH, called)
    assert gates(hands, NORTHGATE) == {GateKind.CONTACT_CAP}
    assert Action.APPROVE not in buttons(hands, hands.packet(NORTHGATE))
    assert "call with Ray Castellano: He asks the site" in shown(hands, f"packet:{hands.packet(NORTHGATE).id}")
    next_morning(hands, days=4)
    assert GateKind.CONTACT_CAP in gates(hands, NORTHGATE)
    next_morning(hands, days=3)
    assert GateKind.CONTACT_CAP not in gates(hands, NORTHGATE)


def test_already_paid_is_a_dispute_with_what_they_say_of_the_payment(hands):
    said = {
        Field.INVOICES: ["FS-3153"],
        Field.SAID_BY: "Anneke Visser",
        Field.ON: "2026-05-06",
        Field.AMOUNT: "7920.00",
        Field.REFERENCE: "LF-88",
    }
    record(hands, MARCO, LUMEN, Action.ALREADY_PAID, said)
    with hands.office.desk.store.transaction() as books:
        (dispute,) = books.disputes(LUMEN)
    assert (dispute.reason.value, dispute.flagged_by_name) == ("already_paid", "Marco Vidal")
    assert dispute.note == ("Anneke Visser says that it is paid; amount €7,920.00; on 6 May 2026; reference LF-88.")
    next_morning(hands)
    assert "FS-3153" not in numbers(hands, LUMEN)


def test_each_press_is_in_the_accounts_trail_with_its_person(hands):
    record(hands, MARCO, LUMEN, Action.PROMISE, PROMISED)
    with hands.office.desk.store.transaction() as books:
        entries = [entry for _, entry, _ in books.audit_trail(f"account:{LUMEN}")]
    (entry,) = [entry for entry in entries if entry.what == "account.promised"]
    assert (entry.by_id, entry.detail["reason"]) == (MARCO, "Promised for 13 May 2026 by Anneke Visser, call")
