"""Two weeks at the demo company: every morning lived, and one of them told through."""

from collections import Counter
from datetime import date, timedelta

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from bot.flows.audit_trail import verify
from bot.flows.desk import list_subject
from models.controls import Action
from models.lifecycle import DisputeState, PacketState
from models.packet import GateKind
from models.people import Role
from tests.journeys.journey import CEDAR, FINLEAD, FREYA, HARROW, LUMEN, OLIVE, mails, shown, wait_out_undo

MORNINGS = [date(2026, 5, day) for day in (11, 12, 13, 14, 15, 18, 19, 20, 21, 22)]


def lists_posted(office):
    """The readers who have their list of today, and how often."""
    day = office.desk.office_day()
    readers = [*office.desk.policy.members, *(role.value for role in Role)]
    with office.desk.store.transaction() as books:
        return {reader: len(books.cards(list_subject(reader, day))) for reader in readers}


def doubled(office):
    """Live packets with more than one card in a channel."""
    with office.desk.store.transaction() as books:
        posted = {record.id: books.cards(f"packet:{record.id}") for record in books.live_packets()}
    channels = {packet: Counter(card.channel for card in cards) for packet, cards in posted.items()}
    return {packet: found for packet, found in channels.items() if found and max(found.values()) > 1}


def owners_with_something_due(office):
    with office.desk.store.transaction() as books:
        return {record.packet.owner_id for record in books.live_packets()} & office.desk.policy.members.keys()


def test_all_ten_mornings_can_be_lived(tmp_path):
    with DemoOffice(tmp_path / "demo") as office:
        office.morning()
        office.deliver()
        lived = []
        for turn in range(len(MORNINGS)):
            if turn:
                told = str(office.world.next_morning())
                assert told.startswith(f"{office.desk.office_day():%A} {office.desk.office_day().day} ")
            lived.append(office.desk.office_day())
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
