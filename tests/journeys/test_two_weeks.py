"""Two weeks at the demo company: every morning lived, and one of them told through."""

from datetime import date, timedelta
from itertools import pairwise

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from bot.flows.audit_trail import verify
from bot.flows.desk import list_subject
from bot.stages.sorting import waits_for_source_alone
from models.controls import Action
from models.gate import GateKind
from models.lifecycle import DisputeState, PacketState
from models.packet import Route
from models.people import Role
from tests.journeys.journey import CEDAR, FINLEAD, FREYA, HARROW, LUMEN, OLIVE, mails, shown, wait_out_undo

#: The bank's file of this day comes with the next morning's.
BANK_SILENT_ON = date(2026, 5, 19)
LATE = "Payments: out of date. bank is true for 15 May 2026, 1 working day behind is allowed."
MORNINGS = [date(2026, 5, day) for day in (11, 12, 13, 14, 15, 18, 19, 20, 21, 22)]


def lists_posted(office):
    """The readers who have their list of today, and how often."""
    day = office.desk.office_day()
    readers = [*office.desk.policy.members, *(role.value for role in Role)]
    with office.desk.store.transaction() as books:
        return {reader: len(books.cards(list_subject(reader, day))) for reader in readers}


def doubled(office):
    """Live packets posted twice in a row into one channel; what moves to finance and back is not doubled."""
    with office.desk.store.transaction() as books:
        posted = {record.id: books.cards(f"packet:{record.id}") for record in books.live_packets()}
    channels = {packet: [card.channel for card in cards] for packet, cards in posted.items()}
    return {packet: found for packet, found in channels.items() if any(a == b for a, b in pairwise(found))}


def owners_with_something_due(office):
    with office.desk.store.transaction() as books:
        return {record.packet.owner_id for record in books.live_packets()} & office.desk.policy.members.keys()


def seen(office):
    """Each live packet → its record, where its live card is, and what that card says."""
    with office.desk.store.transaction() as books:
        found = {one.id: (one, books.cards(f"packet:{one.id}")) for one in books.live_packets()}
    live = {packet: (one, [card for card in cards if card.is_live]) for packet, (one, cards) in found.items()}
    return {
        packet: (one, [card.key for card in cards], "".join(str(office.slack.message(c.channel, c.ts)) for c in cards))
        for packet, (one, cards) in live.items()
    }


def told_at_the_top(office):
    """How often each posted list of today names the late bank."""
    day = office.desk.office_day()
    readers = lists_posted(office)
    with office.desk.store.transaction() as books:
        cards = [card for reader in readers for card in books.cards(list_subject(reader, day))]
    return {card.channel: str(office.slack.message(card.channel, card.ts)["blocks"][1]).count(LATE) for card in cards}


def the_bank_is_late(office, before):
    now = seen(office)
    assert {one.packet.cash_through for one, _, _ in now.values()} == {date(2026, 5, 15)}
    assert all(GateKind.MISSING_FACT in {gate.kind for gate in one.packet.gates} for one, _, _ in now.values())
    shown_cards = [said for _, keys, said in now.values() if keys]
    assert not [said for said in shown_cards if f"'{Action.APPROVE.value}'" in said]
    asking = [said for one, keys, said in now.values() if keys and one.state is PacketState.POSTED]
    assert all("Cash posted through: 15 May" in said for said in asking)
    assert all("bank is true for 15 May 2026" in said for said in asking)
    assert set(told_at_the_top(office).values()) == {1}
    waiting = {packet for packet, (one, _, _) in now.items() if waits_for_source_alone(one.packet)}
    assert len(waiting) > 50
    routine = {packet for packet, (one, keys, _) in before.items() if keys and one.packet.route is Route.ROUTINE}
    stood = waiting & routine
    assert {packet: now[packet][1] for packet in stood} == {packet: before[packet][1] for packet in stood}
    return {packet: now[packet][1] for packet in stood}


def the_bank_has_come(office, stood):
    now = seen(office)
    assert not [one for one, _, _ in now.values() if GateKind.MISSING_FACT in gates_about_sources(one)]
    assert set(told_at_the_top(office).values()) == {0}
    going_on = {packet for packet in stood.keys() & now.keys() if now[packet][0].packet.route is Route.ROUTINE}
    assert len(going_on) > 40
    # Only what somebody had to look at on the late day, such as a message nobody had read, went to finance and back.
    assert sum(len(keys) > 0 and keys[0].split(":")[2] == "2026-05-20" for _, keys, _ in now.values()) < 15
    assert {packet: now[packet][1] for packet in going_on} == {packet: stood[packet] for packet in going_on}
    assert sum(f"'{Action.APPROVE.value}'" in now[packet][2] for packet in going_on) > 40


def gates_about_sources(record):
    return {gate.kind for gate in record.packet.gates if any(gap.blocks for gap in record.packet.gaps)}


def test_all_ten_mornings_can_be_lived(tmp_path):
    with DemoOffice(tmp_path / "demo") as office:
        office.morning()
        office.deliver()
        lived, before = [], {}
        for turn in range(len(MORNINGS)):
            if turn:
                told = str(office.world.next_morning())
                assert told.startswith(f"{office.desk.office_day():%A} {office.desk.office_day().day} ")
            lived.append(office.desk.office_day())
            if lived[-1] == BANK_SILENT_ON:
                stood = the_bank_is_late(office, before)
            elif before and lived[-2] == BANK_SILENT_ON:
                the_bank_has_come(office, stood)
            before = seen(office) if turn >= MORNINGS.index(BANK_SILENT_ON) - 1 else {}
            assert verify(office.desk.store) is None
            assert doubled(office) == {}
            lists = lists_posted(office)
            assert {reader for reader, count in lists.items() if count} >= owners_with_something_due(office)
            assert max(lists.values()) == 1
            assert office.outgoing.exists() is False
    assert lived == MORNINGS
    assert "last morning" in told


def test_a_day_at_the_company_with_everything_that_can_happen(tmp_path):
    with DemoOffice(tmp_path / "demo", undo=timedelta(minutes=5)) as office:
        hands = Hands(office)
        office.morning()
        office.deliver()

        hands.press(OLIVE, CEDAR, Action.APPROVE)
        wait_out_undo(hands)
        first = hands.packet(CEDAR)
        assert first.state is PacketState.SENT
        assert [mail["To"] for mail in mails(hands)] == ["grace.bellamy@cedarhollow.example"]

        office.world.next_morning()
        news = office.world.customer_replies(CEDAR, "We do not agree with this invoice. The price is another one.")
        answered = hands.packet(CEDAR)
        assert answered.id != first.id
        assert GateKind.SUSPICION in {gate.kind for gate in answered.packet.gates}
        assert news.channel == hands.card(f"packet:{answered.id}").channel == "C0OLIVE"
        assert "The price is another one." in shown(hands, f"packet:{answered.id}")
        office.world.next_morning()
        # Olive did not touch it for a working day.
        assert hands.packet(CEDAR).id == answered.id
        assert hands.card(f"packet:{answered.id}").channel == FINLEAD

        told = str(office.world.payment_arrives("FS-3158"))
        assert told.endswith("its card in #collections-olive is closed.")
        assert hands.packet(HARROW).state is PacketState.CLOSED

        news = office.world.erp_disputes("FS-3153")
        with office.desk.store.transaction() as books:
            (dispute,) = [one for one in books.disputes(LUMEN) if one.is_open]
        assert (news.user, news.channel) == (FREYA, FINLEAD)
        assert hands.card(f"dispute:{dispute.id}").channel == FINLEAD
        office.world.next_morning()
        with office.desk.store.transaction() as books:
            assert books.dispute(dispute.id).state is DisputeState.ROUTED
            marked = [one for one in books.account_ledger(LUMEN).invoices if one.number == "FS-3153"]
        assert [one.disputed for one in marked] == [True]
        assert verify(office.desk.store) is None
        assert len(mails(hands)) == 1
