"""Past its days a closed packet has no letter, quote or address left: not in the database, and not on its card."""

from dataclasses import replace
from datetime import timedelta

from bot.adapters.source_config import load_sources
from bot.demo.hands import Hands
from bot.flows.audit_trail import show, verify
from bot.flows.desk import note
from bot.flows.retain import retain
from bot.flows.run_morning import run_morning
from models.controls import Action
from models.dispute import Dispute, DisputeReason
from models.fact import Fact, FactKind
from models.lifecycle import DisputeState, PacketState
from models.quoted import Quoted
from models.retention import Retention
from tests.journeys.journey import CEDAR, LUMEN, OLIVE, mails, shown, wait_out_undo


def keep_for(hands: Hands, days: int | None, presses: int | None = None) -> int:
    retention = Retention(packet_days=days, press_days=presses)
    return retain(replace(hands.office.desk, policy=replace(hands.office.desk.policy, retention=retention)))


def test_texts_of_a_sent_packet_go_and_the_decision_stays(hands: Hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    (mail,) = mails(hands)
    sent = hands.packet(CEDAR)
    line = mail.get_content().splitlines()[2]
    assert line in sent.draft.body
    assert keep_for(hands, 90) == 0
    hands.office.clock.advance(timedelta(days=91))
    assert keep_for(hands, None) == 0
    assert keep_for(hands, 90) == 1
    assert keep_for(hands, 90) == 0
    hands.office.deliver()
    after = hands.packet(CEDAR)
    assert (after.state, after.approval, after.packet.items) == (PacketState.SENT, sent.approval, sent.packet.items)
    assert (after.draft.to, after.draft.body, after.packet.exchanges) == ((), "", ())
    card = shown(hands, f"packet:{sent.id}")
    assert "grace.bellamy" not in card
    assert line not in card
    assert "Olive Byrne" in card
    assert verify(hands.office.desk.store) is None
    assert any("packet.approve" in each for each in show(hands.office.desk.store, sent.id))


def test_what_is_live_is_left_alone_however_old(hands: Hands):
    before = hands.packet(LUMEN)
    hands.office.clock.advance(timedelta(days=400))
    assert keep_for(hands, 90) == 0
    assert hands.packet(LUMEN) == before


def test_words_of_a_decided_dispute_and_quotes_go_and_open_ones_stay(hands: Hands):
    at = hands.office.clock.now()
    old, words = at - timedelta(days=91), "Jane Doe says the ovens were late"
    common = {"account_name": "C", "entity": "fennel", "currency": "EUR", "lines": (), "note": words, "version": 1}
    common |= {"reason": DisputeReason.OTHER, "flagged_by": "U", "flagged_by_name": "U", "quote": words}
    made = [
        Dispute(id=state.value, account_id="C-9", state=state, flagged_at=day, **common)
        for state, day in ((DisputeState.WITHDRAWN, old), (DisputeState.OWNED, old), (DisputeState.RESOLVED, at))
    ]
    quoted = Quoted(text=words, author="Ann", place="#sales", permalink="https://x.example", said_at=old)
    fact = Fact(kind=FactKind.QUOTED, account_id="C-9", about="p", by_id="U", by_name="U", at=old, quoted=quoted)
    with hands.office.desk.store.transaction() as books:
        for dispute in made:
            books.add_dispute(dispute)
        for each in (fact, replace(fact, at=at)):
            books.add_fact(each)
        note(books, old, "dispute.withdraw", "dispute:withdrawn", reason=words)
        note(books, old, "dispute.acknowledge", "dispute:owned", reason=words)
    assert keep_for(hands, 90) == 1
    with hands.office.desk.store.transaction() as books:
        kept = {each.id: (each.note, each.quote) for each in books.disputes("C-9")}
        assert kept == {"withdrawn": ("", ""), "owned": (words, words), "resolved": (words, words)}
        assert [each.at for each in books.facts("C-9")] == [at]
        told = [books.audit_trail(f"dispute:{each}")[0][1].detail["reason"] for each in ("withdrawn", "owned")]
    assert told == ["", words]
    assert verify(hands.office.desk.store) is None


def test_presses_past_their_days_are_forgotten_and_later_ones_known(hands: Hands):
    store, at = hands.office.desk.store, hands.office.clock.now()
    with store.transaction() as books:
        books.first_delivery("old", at - timedelta(days=31))
        books.first_delivery("new", at - timedelta(days=29))
    keep_for(hands, None, 30)
    with store.transaction() as books:
        assert [books.first_delivery(each, at) for each in ("old", "new")] == [True, False]


def test_the_morning_does_it(hands: Hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    office = hands.office
    office.clock.advance(timedelta(days=91))
    desk = replace(office.desk, policy=replace(office.desk.policy, retention=Retention(packet_days=90)))
    assert run_morning(desk, load_sources(office.company.sources, office.exports))
    with office.desk.store.transaction() as books:
        assert [entry.what for _, entry, _ in books.audit_trail("retention")] == ["retention.done"]
