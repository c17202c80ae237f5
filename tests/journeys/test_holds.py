"""Holds of an account, of invoices, and those under which nobody writes: from press to lift."""

import pytest

from bot.errors import NotAllowedError
from bot.flows import holds
from models.controls import Action, Field
from models.fact import Fact, FactKind
from models.gate import GateKind
from models.hold import STOPS, HoldKind
from models.lifecycle import PacketState
from models.people import Person, Role
from tests.journeys.journey import (
    ARJUN,
    CEDAR,
    FREYA,
    LUMEN,
    MARCO,
    NORA,
    OLIVE,
    append,
    buttons,
    mails,
    next_morning,
    shown,
    wait_out_undo,
)

WHY = "Their counsel writes to ours"


def hold(hands, user, account, kind, **more):
    hands.press(user, account, Action.HOLD)
    values = {Field.SCOPE: kind.value, Field.UNTIL: "2026-05-15", Field.REASON: WHY}
    return hands.fill(user, values | {Field(name): value for name, value in more.items()})


def asked(hands, user, text):
    hands.ask(user, "C0OFFICE", text)
    return hands.office.slack.ephemerals(user)[-1]


def lift(hands, user, text):
    answer = asked(hands, user, text)
    hands.office.slack.click(user, answer["channel"], answer["ts"], Action.LIFT)
    hands.office.deliver()


def live(hands, account):
    with hands.office.desk.store.transaction() as books:
        return books.live_packets(account)


def gates(hands, account):
    return {gate.kind for gate in hands.packet(account).packet.gates}


@pytest.mark.parametrize("kind", [HoldKind.PACKET, HoldKind.ACCOUNT])
def test_ticked_invoices_and_a_hold_of_more_than_them_are_asked_about(hands, kind):
    record = hands.packet(CEDAR)
    number = record.packet.items[0].invoice.number
    result = hold(hands, OLIVE, CEDAR, kind, **{Field.INVOICES: [number]})
    assert "You ticked invoices" in result.errors[Field.INVOICES]
    assert hands.packet(CEDAR) == record


def test_do_not_contact_closes_the_packet_and_stays_visible_until_it_is_lifted(hands):
    hold(hands, FREYA, CEDAR, HoldKind.DO_NOT_CONTACT, until="")
    record = hands.packet(CEDAR)
    assert record.state is PacketState.CLOSED
    assert f"by Freya Lindqvist without a date: {WHY}" in shown(hands, f"packet:{record.id}")
    next_morning(hands)
    assert live(hands, CEDAR) == ()
    listed = str(hands.office.slack.messages("C0OLIVE"))
    assert "Do not contact (1)" in listed
    assert "by Freya Lindqvist without a date" in listed
    told = str(asked(hands, OLIVE, "Cedar"))
    assert f"by Freya Lindqvist without a date: {WHY}." in told
    assert "Lift" not in told
    lift(hands, FREYA, "Cedar")
    assert [one.state for one in live(hands, CEDAR)] == [PacketState.PREPARED]
    next_morning(hands)
    assert hands.packet(CEDAR).state is PacketState.POSTED


def test_what_they_write_while_nobody_may_write_to_them_is_counted_in_the_owners_list(hands):
    hold(hands, FREYA, CEDAR, HoldKind.DO_NOT_CONTACT)
    append(
        hands,
        "messages.csv",
        "M-9,C-1017,in,grace.bellamy@cedarhollow.example,2026-05-12 05:00,Hello,Back at my desk.,<m9@cedar.example>",
    )
    next_morning(hands)
    assert live(hands, CEDAR) == ()
    assert "1 unread message; by Freya Lindqvist until 15 May 2026" in str(hands.office.slack.messages("C0OLIVE"))


def put_on_elsewhere(hands, account, kind):
    """The fact alone, as if it were pressed on another follow-up of the account at this moment."""
    at = hands.office.clock.now()
    fact = Fact(kind=kind, account_id=account, about="", by_id=FREYA, by_name="Freya Lindqvist", at=at, reason=WHY)
    with hands.office.desk.store.transaction() as books:
        books.add_fact(fact)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (FactKind.DO_NOT_CONTACT, PacketState.CLOSED),
        (FactKind.LEGAL_HOLD, PacketState.CLOSED),
        (FactKind.HOLD_ACCOUNT, PacketState.POSTED),
    ],
)
def test_a_hold_after_approve_stops_the_mail(hands, kind, state):
    hands.press(MARCO, LUMEN, Action.APPROVE)
    put_on_elsewhere(hands, LUMEN, kind)
    wait_out_undo(hands)
    assert mails(hands) == []
    record = hands.packet(LUMEN)
    assert record.state is state
    assert record.approval is None
    why = "legal matter, finance leadership and legal see why" if kind is FactKind.LEGAL_HOLD else WHY
    assert f"by Freya Lindqvist without a date: {why}" in shown(hands, f"packet:{record.id}")


def test_do_not_contact_from_another_follow_up_stops_an_approved_mail_at_once(hands):
    hands.press(MARCO, LUMEN, Action.APPROVE)
    record = hands.packet(LUMEN)
    desk = hands.office.desk
    freya = desk.policy.members[FREYA]
    person = Person(team_id="T", user_id=FREYA, name=freya.name, roles=freya.roles)
    when = {"version": record.version, "until": None, "reason": WHY}
    holds.hold(desk, record.id, person=person, kind=HoldKind.DO_NOT_CONTACT, **when)
    assert hands.packet(LUMEN).state is PacketState.CLOSED
    wait_out_undo(hands)
    assert mails(hands) == []


def test_an_owner_is_not_offered_what_stops_every_message_and_legal_is_offered_nothing_else(hands):
    desk, record = hands.office.desk, hands.packet(CEDAR)

    def kinds(user):
        member = desk.policy.members[user]
        person = Person(team_id="T", user_id=user, name=member.name, roles=member.roles)
        return set(holds.open_form(desk, record.id, person=person, version=record.version)[1])

    assert kinds(OLIVE) == set(HoldKind) - STOPS
    assert kinds(FREYA) == set(HoldKind)
    (legal,) = [user for user, member in desk.policy.members.items() if Role.LEGAL in member.roles]
    assert kinds(legal) == STOPS
    with pytest.raises(NotAllowedError):
        kinds(NORA)


def test_a_held_account_comes_back_on_its_day(hands):
    hold(hands, OLIVE, CEDAR, HoldKind.ACCOUNT)
    assert hands.packet(CEDAR).state is PacketState.HELD
    for _ in ("Tuesday", "Wednesday", "Thursday"):
        next_morning(hands)
        assert hands.packet(CEDAR).state is PacketState.HELD
        assert gates(hands, CEDAR) == {GateKind.ON_HOLD}
    next_morning(hands)
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert gates(hands, CEDAR) == set()


def test_ending_the_hold_on_the_card_ends_that_of_the_account(hands):
    hold(hands, OLIVE, CEDAR, HoldKind.ACCOUNT)
    hands.press(OLIVE, CEDAR, Action.RELEASE)
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert Action.APPROVE in buttons(hands, hands.packet(CEDAR))
    next_morning(hands)
    assert gates(hands, CEDAR) == set()


def test_lifting_it_in_the_look_up_brings_the_held_packet_back(hands):
    hold(hands, OLIVE, CEDAR, HoldKind.ACCOUNT)
    lift(hands, OLIVE, "Cedar")
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert gates(hands, CEDAR) == set()


def test_a_customer_message_brings_a_held_account_back_without_approve(hands):
    hold(hands, OLIVE, CEDAR, HoldKind.ACCOUNT)
    append(
        hands,
        "messages.csv",
        "M-9,C-1017,in,grace.bellamy@cedarhollow.example,2026-05-12 05:00,Hello,Back at my desk.,<m9@cedar.example>",
    )
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert record.state is PacketState.POSTED
    assert "Back at my desk." in shown(hands, f"packet:{record.id}")
    assert Action.APPROVE not in buttons(hands, record)
    assert Action.RELEASE in buttons(hands, record)
    hands.press(OLIVE, CEDAR, Action.RELEASE)
    assert Action.APPROVE in buttons(hands, hands.packet(CEDAR))


def test_a_held_invoice_leaves_the_draft_and_comes_back_on_its_day(hands):
    hold(hands, MARCO, LUMEN, HoldKind.INVOICE, invoices=["FS-3161"])
    record = hands.packet(LUMEN)
    assert record.draft.invoices == ("FS-3153",)
    assert "FS-3161" not in record.draft.body
    assert f"on hold by Marco Vidal until 15 May 2026: {WHY}" in shown(hands, f"packet:{record.id}")
    assert "FS-3161 on hold: " in str(asked(hands, MARCO, "FS-3161"))
    next_morning(hands, days=3)
    assert hands.packet(LUMEN).draft.invoices == ("FS-3153",)
    next_morning(hands)
    assert set(hands.packet(LUMEN).draft.invoices) == {"FS-3153", "FS-3161"}


def test_a_hold_of_invoices_that_names_none_is_refused_beside_the_field(hands):
    assert "Tick at least one" in hold(hands, MARCO, LUMEN, HoldKind.INVOICE).errors["invoices"]


def test_an_old_answer_lifts_nothing(hands):
    hold(hands, OLIVE, CEDAR, HoldKind.ACCOUNT)
    old = asked(hands, OLIVE, "Cedar")
    hands.press(OLIVE, CEDAR, Action.RELEASE)
    hold(hands, OLIVE, CEDAR, HoldKind.ACCOUNT)
    hands.office.slack.click(OLIVE, old["channel"], old["ts"], Action.LIFT)
    assert "has changed since you asked" in hands.told(OLIVE)
    assert hands.packet(CEDAR).state is PacketState.HELD


def test_money_left_unapplied_lets_the_mail_go_and_the_card_says_who_left_it(hands):
    append(hands, "payments.csv", "P-9,C-1011,,20000.00,EUR,2026-05-11")
    next_morning(hands)
    record = hands.packet(LUMEN)
    assert GateKind.UNAPPLIED_COVERS in gates(hands, LUMEN)
    assert Action.APPROVE not in buttons(hands, record)
    hands.press(ARJUN, LUMEN, Action.LEAVE_UNAPPLIED)
    hands.fill(ARJUN, {Field.REASON: "Prepaid for the June order"})
    record = hands.packet(LUMEN)
    card = shown(hands, f"packet:{record.id}")
    assert "left unapplied by Arjun Rao: Prepaid for the June order" in card
    assert "cash unapplied" not in card
    assert "20,000.00" not in record.draft.body
    assert Action.APPROVE in buttons(hands, record)
    hands.press(ARJUN, LUMEN, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1
