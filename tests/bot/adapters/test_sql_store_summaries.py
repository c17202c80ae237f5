"""What the store can say of all packets at once, on each engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.adapters.sql_store import SqlStore
from bot.stages.blockers import blocked
from models.fact import Fact, FactKind
from models.lifecycle import PacketState
from models.outbox import Card, OutboxItem, OutboxKind, OutboxState
from models.packet import Reason, Route
from models.packet_record import PacketRecord
from models.people import Reviewer, Role
from tests.bot.cards import record_builder as b

AT = datetime(2026, 5, 11, 8, tzinfo=UTC)


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    store = SqlStore(database_url)
    yield store
    store.close()


def without_po(packet_id: str = "P1", account_id: str = "A-1", **changes: object) -> PacketRecord:
    one = b.changed(b.record(), reasons=(Reason("missing_po", Route.EXCEPTION, Role.FINANCE, "S."),))
    one = b.changed(one, account=replace(one.packet.account, id=account_id))
    return replace(one, id=packet_id, version=1, **changes)  # type: ignore[arg-type]


def test_what_is_blocked_follows_each_packet_until_it_is_over(store: SqlStore) -> None:
    one = without_po()
    with store.transaction() as books:
        books.add_packet(one)
        books.add_packet(without_po("P2", "A-2"))
        assert books.blocked() == (*blocked(one), *blocked(without_po("P2", "A-2")))
        books.save_packet(replace(one, state=PacketState.CLOSED, version=2), seen=1)
        assert books.blocked() == blocked(without_po("P2", "A-2"))


def test_live_packets_are_counted_by_state_and_owner(store: SqlStore) -> None:
    with store.transaction() as books:
        books.add_packet(without_po())
        books.add_packet(without_po("P2", "A-2", state=PacketState.APPROVED))
        books.add_packet(without_po("P3", "A-3", state=PacketState.SENT))
        assert books.live_counts() == {PacketState.POSTED: 1, PacketState.APPROVED: 1}
        assert books.live_counts("U0NOBODY") == {}
        assert [one.id for one in books.account_packets("A-3")] == ["P3"]
        assert [one.id for one in books.some_live_packets(None, 1)] == ["P1"]
        assert books.some_live_packets("U0NOBODY", 5) == ()


def test_packets_are_found_by_who_owns_or_decides_them_and_by_their_state(store: SqlStore) -> None:
    theirs = without_po(reviewer=Reviewer(Role.ACCOUNT_OWNER, "U0_IVY"))
    of_role = without_po("P2", "A-2", state=PacketState.PREPARED, reviewer=Reviewer(Role.LEGAL))
    with store.transaction() as books:
        for one in (theirs, of_role, without_po("P3", "A-3", state=PacketState.SENT)):
            books.add_packet(one)
        assert books.packets_near({"U0_IVY"}, ()) == (theirs,)
        assert books.packets_near({"U0XIVY"}, ()) == ()
        assert books.packets_near((), {Role.LEGAL}) == (of_role,)
        assert books.packets_near((), {Role.ACCOUNT_OWNER}) == ()
        assert books.packets_near({theirs.packet.owner_id}, ()) == (theirs, of_role)
        assert books.packets_in(PacketState.POSTED) == (theirs,)


def test_presses_of_one_kind_are_found_whatever_they_say(store: SqlStore) -> None:
    def fact(kind: FactKind, reason: str) -> Fact:
        return Fact(kind=kind, account_id="A", about="", by_id="U", by_name="U", at=AT, reason=reason)

    paused = fact(FactKind.PAUSED, "first")
    with store.transaction() as books:
        books.add_fact(paused)
        books.add_fact(fact(FactKind.SEEN, '{"kind":"paused",'))
        assert books.facts_of(FactKind.PAUSED) == (paused,)


def test_only_live_cards_of_live_packets_are_drawn_anew(store: SqlStore) -> None:
    with store.transaction() as books:
        books.add_packet(without_po())
        books.add_packet(without_po("P2", "A-2", state=PacketState.SENT))
        for key, subject in (("old", "packet:P1"), ("new", "packet:P1"), ("over", "packet:P2"), ("list", "list:x")):
            books.add_card(Card(key=key, subject=subject, channel="C", ts=key, wanted=1, shown=1))
        old, _ = books.cards("packet:P1")
        books.save_card(replace(old, shown=old.wanted), attempt=old.attempt)
        books.redraw_live()
        cards = [card for subject in ("packet:P1", "packet:P2", "list:x") for card in books.cards(subject)]
        assert [card.key for card in cards if not card.is_current] == ["new"]


def test_planned_mail_can_be_left_out_of_what_is_due_and_claimed_mail_cannot(store: SqlStore) -> None:
    def item(key: str, kind: OutboxKind, state: OutboxState = OutboxState.PLANNED) -> OutboxItem:
        return OutboxItem(
            key=key, kind=kind, partition="p", subject="s", not_before=AT, payload={}, state=state, lease_until=AT
        )

    with store.transaction() as books:
        books.plan(item("mail", OutboxKind.MAIL))
        books.plan(item("taken", OutboxKind.MAIL, OutboxState.SENDING))
        books.plan(item("post", OutboxKind.POST))
        books.plan(item("pictures", OutboxKind.PICTURES))
        assert [one.key for one in books.due_items(AT, 9)] == ["mail", "taken", "pictures"]
        assert [one.key for one in books.due_items(AT, 9, mail=False)] == ["taken", "pictures"]
