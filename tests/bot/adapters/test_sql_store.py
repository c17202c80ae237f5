"""The store: all or nothing, compare-and-set, one live packet, an append-only chain."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from bot.adapters.sql_store import SqlStore
from bot.errors import NotFoundError, StaleVersionError
from bot.flows.audit_trail import verify
from models.audit import AuditEntry
from models.evidence import Origin
from models.fact import Fact, FactKind
from models.ledger import Account
from models.lifecycle import PacketState
from models.money import Money
from models.outbox import Card, OutboxItem, OutboxKind, OutboxState
from models.packet import FollowUpPacket, PacketRecord
from models.people import Reviewer, Role

AT = datetime(2026, 5, 11, 5, 0, tzinfo=UTC)
DAY = date(2026, 5, 11)


@pytest.fixture
def store(tmp_path):
    store = SqlStore(f"sqlite:///{tmp_path / 'collections.db'}")
    yield store
    store.close()


def a_record(packet_id="P1", **changes):
    packet = FollowUpPacket(
        account=Account(id="C-1", origin=Origin("crm", "accounts.csv:2", DAY)),
        entity="fennel",
        currency="EUR",
        as_of=DAY,
        items=(),
        unapplied=Money(0, "EUR"),
        owner_id="U1",
    )
    record = PacketRecord(
        id=packet_id,
        packet=packet,
        state=PacketState.PREPARED,
        version=1,
        reviewer=Reviewer(Role.ACCOUNT_OWNER, "U1"),
        prepared_at=AT,
    )
    return replace(record, **changes)


def an_item(key="k", **changes):
    item = OutboxItem(
        key=key, kind=OutboxKind.POST, partition="C", subject="packet:P1", not_before=AT, payload={"channel": "C"}
    )
    return replace(item, **changes)


def test_a_packet_comes_back_equal(store):
    with store.transaction() as books:
        books.add_packet(a_record())
    with store.transaction() as books:
        assert books.packet("P1") == a_record()


def test_a_transaction_that_fails_leaves_nothing(store):
    def fail() -> None:
        with store.transaction() as books:
            books.add_packet(a_record())
            books.plan(an_item())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.transaction() as books:
        assert books.live_packets() == ()
        assert books.item("k") is None


def test_a_second_live_packet_of_the_same_key_is_impossible(store):
    with store.transaction() as books:
        books.add_packet(a_record())
    with pytest.raises(IntegrityError), store.transaction() as books:
        books.add_packet(a_record("P2"))


def test_after_one_has_ended_the_next_may_live(store):
    with store.transaction() as books:
        books.add_packet(a_record(state=PacketState.SENT))
        books.add_packet(a_record("P2"))
        assert [record.id for record in books.live_packets("C-1")] == ["P2"]


def test_saving_over_a_version_that_moved_is_refused(store):
    with store.transaction() as books:
        books.add_packet(a_record())
        books.save_packet(a_record(version=2), seen=1)
    with pytest.raises(StaleVersionError), store.transaction() as books:
        books.save_packet(a_record(version=2), seen=1)


def test_saving_a_packet_wants_its_cards_drawn_anew(store):
    with store.transaction() as books:
        books.add_packet(a_record())
        books.add_card(Card(key="k", subject="packet:P1", channel="C", ts="1", wanted=1, shown=1))
        books.save_packet(a_record(version=2), seen=1)
        (card,) = books.stale_cards(10)
        books.card_shown(card.key, card.wanted)
        assert books.stale_cards(10) == ()


def test_an_earlier_card_of_the_same_subject_loses_its_buttons(store):
    with store.transaction() as books:
        for key in ("a", "b"):
            books.add_card(Card(key=key, subject="packet:P1", channel="C", ts=key, wanted=1, shown=1))
        assert [(card.key, card.is_live) for card in books.cards("packet:P1")] == [("a", False), ("b", True)]


def test_an_effect_is_planned_once_for_ever(store):
    with store.transaction() as books:
        assert books.plan(an_item())
        books.save_item(an_item(state=OutboxState.DONE), attempt=0)
        assert not books.plan(an_item())
        assert books.item("k").state is OutboxState.DONE


def test_a_settle_behind_the_fence_does_nothing(store):
    with store.transaction() as books:
        books.plan(an_item())
        assert books.save_item(an_item(attempt=1, state=OutboxState.SENDING), attempt=0)
        assert not books.save_item(an_item(attempt=1, state=OutboxState.DONE), attempt=0)


def test_due_are_planned_rows_whose_time_has_come_and_claims_whose_lease_is_over(store):
    later = datetime(2026, 5, 11, 6, 0, tzinfo=UTC)
    with store.transaction() as books:
        books.plan(an_item("now"))
        books.plan(an_item("later", not_before=later))
        books.plan(an_item("stuck", state=OutboxState.SENDING, attempt=1, lease_until=AT))
        books.plan(an_item("busy", state=OutboxState.SENDING, attempt=1, lease_until=later))
        books.plan(an_item("done", state=OutboxState.DONE))
        assert [item.key for item in books.due_items(AT, 10)] == ["now", "stuck"]


def test_cancelling_mail_leaves_what_was_handed_over(store):
    with store.transaction() as books:
        books.plan(an_item("m1", kind=OutboxKind.MAIL, state=OutboxState.SENDING))
        assert not books.cancel_mail("P1")
        books.plan(an_item("m2", kind=OutboxKind.MAIL))
        assert books.cancel_mail("P1")


def test_an_id_is_new_once(store):
    with store.transaction() as books:
        assert [books.first_delivery("x", AT) for _ in range(2)] == [True, False]
        assert [books.first_run("morning", "fennel", DAY, AT) for _ in range(2)] == [True, False]
        assert books.has_run("morning", "fennel", DAY)
        assert not books.has_run("morning", "fennel", date(2026, 5, 12))


def test_what_is_not_there_is_told(store):
    with store.transaction() as books, pytest.raises(NotFoundError, match="no packet P9"):
        books.packet("P9")


def test_facts_survive_and_keep_their_order(store):
    facts = [Fact(kind=FactKind.SEEN, account_id="C-1", about=str(n), by_id="U", by_name="U", at=AT) for n in range(3)]
    with store.transaction() as books:
        for fact in facts:
            books.add_fact(fact)
    with store.transaction() as books:
        assert list(books.facts("C-1")) == facts


# ── the chain ────────────────────────────────────────────────────────────────────────────────────


def fill(store, count=5):
    with store.transaction() as books:
        for number in range(count):
            entry = AuditEntry(at=AT, by_id="U", by_name="U", what=f"did.{number}", subject="packet:P1", detail={})
            books.audit(entry)


def raw(tmp_path, *statements, triggers=True):
    with sqlite3.connect(tmp_path / "collections.db") as connection:
        connection.execute("PRAGMA recursive_triggers=ON")
        if not triggers:
            connection.execute("DROP TRIGGER audit_no_UPDATE")
            connection.execute("DROP TRIGGER audit_no_DELETE")
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE audit SET body = 'x'", id="update"),
        pytest.param("DELETE FROM audit", id="delete"),
        pytest.param("INSERT OR REPLACE INTO audit VALUES (2, 's', 'b', 'h')", id="insert or replace"),
    ],
)
def test_the_audit_trail_refuses_changes(store, tmp_path, statement):
    fill(store)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw(tmp_path, statement)
    assert verify(store) is None


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE audit SET body = replace(body, 'did.2', 'did.9') WHERE number = 3", id="a word changed"),
        pytest.param("DELETE FROM audit WHERE number = 2", id="an entry removed"),
        pytest.param("UPDATE audit SET number = 10 - number", id="the order turned round"),
    ],
)
def test_the_chain_shows_a_change_that_got_past_the_triggers(store, tmp_path, statement):
    fill(store)
    raw(tmp_path, statement, triggers=False)
    assert verify(store) is not None
