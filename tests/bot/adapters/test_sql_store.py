"""The store: all or nothing, compare-and-set, one live packet, an append-only chain."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError

from bot.adapters.sql_store import SqlStore
from bot.errors import NotFoundError, StaleVersionError
from bot.flows.audit_trail import verify
from models.audit import AuditEntry
from models.draft import Tone
from models.evidence import Origin
from models.fact import Fact, FactKind
from models.ledger import Account
from models.lifecycle import PacketState
from models.model_reading import Claim, ModelReading
from models.money import Money
from models.outbox import Card, OutboxItem, OutboxKind, OutboxState
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.people import NO_ROSTER, Colleague, Inactive, Reviewer, Role, Roster
from models.prompted_model import PromptedModel
from models.signal import SignalKind
from models.word_choice import DraftWords, FreeSentence, WordChoice
from tests.bot.stages import ledger_builder as an

AT = datetime(2026, 5, 11, 5, 0, tzinfo=UTC)
DAY = date(2026, 5, 11)


@pytest.fixture
def store(database_url):
    store = SqlStore(database_url)
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
        card = books.next_card(AT, updates=True)
        assert books.save_card(replace(card, shown=card.wanted), attempt=card.attempt)
        assert books.next_card(AT, updates=True) is None


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
        mail = {"kind": OutboxKind.MAIL}
        taken = {"state": OutboxState.SENDING, "attempt": 1}
        books.plan(an_item("now", **mail))
        books.plan(an_item("later", not_before=later, **mail))
        books.plan(an_item("stuck", lease_until=AT, **taken, **mail))
        books.plan(an_item("busy", lease_until=books.instant(AT) + timedelta(hours=1), **taken, **mail))
        books.plan(an_item("done", state=OutboxState.DONE, **mail))
        books.plan(an_item("post"))
        assert [item.key for item in books.due_items(AT, 10)] == ["now", "stuck"]


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Europe/Dublin"), timezone(timedelta(hours=-9))], ids=str)
def test_what_is_due_is_the_same_in_every_zone(store, zone):
    with store.transaction() as books:
        mail = {"kind": OutboxKind.MAIL}
        books.plan(an_item("now", not_before=AT.astimezone(zone), **mail))
        books.plan(an_item("later", not_before=(AT + timedelta(seconds=1)).astimezone(zone), **mail))
        for at in (AT, AT.astimezone(zone), AT.astimezone(ZoneInfo("Asia/Tokyo"))):
            assert [item.key for item in books.due_items(at, 10)] == ["now"]
            assert books.items("packet:P1")[0].not_before == AT


def test_keys_that_begin_alike_are_counted_letter_by_letter(store):
    with store.transaction() as books:
        for key in ("card:C1:a", "card:C1:b", "card:c1:a", "card:C_:a", "card:C%:a"):
            books.plan(an_item(key))
        assert [books.planned(f"card:{channel}:") for channel in ("C1", "C_", "C%")] == [2, 1, 1]


def test_packets_come_in_the_order_of_their_ids_by_code_point(store):
    ids = ["P-2", "P-10", "P_1", "p-1", "PA", "Pé", "Pf", "É"]
    with store.transaction() as books:
        for number, packet_id in enumerate(ids):
            packet = replace(a_record().packet, entity=f"e{number}")
            books.add_packet(a_record(packet_id, packet=packet))
        assert [record.id for record in books.live_packets()] == sorted(ids)


def test_of_two_at_once_one_plans_and_each_entry_has_a_link_of_its_own(store, database_url):
    """Each looks first and writes then; the second has to see what the first wrote."""
    other, done = SqlStore(database_url), []

    def work(mine: SqlStore) -> None:
        for number in range(10):
            with mine.transaction() as books:
                done.append(books.plan(an_item(f"k{number}")))
                books.audit(AuditEntry(at=AT, by_id="U", by_name="U", what="did", subject="s", detail={}))

    threads = [threading.Thread(target=work, args=(mine,)) for mine in (store, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert sorted(done) == [False] * 10 + [True] * 10
    assert verify(store) is None
    with store.transaction() as books:
        assert len(books.audit_trail()) == 20


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


def test_a_reading_is_kept_for_each_message_and_reader_and_the_last_one_counts(store):
    def reading(model: str, *claims: Claim) -> ModelReading:
        reader = PromptedModel("read_message 1 abc", model)
        return ModelReading(account_id="C-1", digest="d", reader=reader, claims=claims, read_at=AT)

    heard = Claim(SignalKind.DISPUTE, "Das schulden wir nicht: „Müll“.")
    with store.transaction() as books:
        for each in (reading("a"), reading("b"), reading("b", heard)):
            books.keep_model_reading(each)
    with store.transaction() as books:
        assert books.model_readings("C-1") == (reading("a"), reading("b", heard))
        assert books.model_readings("C-2") == ()


def test_a_choice_of_words_is_kept_for_each_menu_and_drafter_and_the_last_one_counts(store):
    def words(model: str, choice: WordChoice | None = None) -> DraftWords:
        drafter = PromptedModel("draft_followup 1 abc", model)
        why = "" if choice else "its time was up"
        return DraftWords(account_id="C-1", digest="d", drafter=drafter, choice=choice, why=why, asked_at=AT)

    chosen = WordChoice(Tone.NUDGE, (("greeting",), ("ask", "help")), (FreeSentence("help", "Thank you – merci."),))
    with store.transaction() as books:
        for each in (words("a"), words("b"), words("b", chosen)):
            books.keep_draft_words(each)
    with store.transaction() as books:
        assert books.draft_words("C-1") == (words("a"), words("b", chosen))
        assert books.draft_words("C-2") == ()


# ── the chain ────────────────────────────────────────────────────────────────────────────────────


def fill(store, count=5):
    with store.transaction() as books:
        for number in range(count):
            entry = AuditEntry(at=AT, by_id="U", by_name="U", what=f"did.{number}", subject="packet:P1", detail={})
            books.audit(entry)


def raw(url, *statements):
    """What somebody does to the database past the store."""
    engine = create_engine(url)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA recursive_triggers=ON")
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


UNPROTECTED = {
    "sqlite": ("DROP TRIGGER audit_no_UPDATE", "DROP TRIGGER audit_no_DELETE"),
    "postgresql": ("DROP TRIGGER audit_append_only ON audit",),
}


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE audit SET body = 'x'", id="update"),
        pytest.param("DELETE FROM audit", id="delete"),
    ],
)
def test_the_audit_trail_refuses_changes(store, database_url, statement):
    fill(store)
    with pytest.raises(IntegrityError, match="append-only"):
        raw(database_url, statement)
    assert verify(store) is None


def test_the_audit_trail_refuses_to_be_replaced_on_sqlite(tmp_path):
    url = f"sqlite:///{tmp_path / 'collections.db'}"
    fill(SqlStore(url))
    with pytest.raises(IntegrityError, match="append-only"):
        raw(url, "INSERT OR REPLACE INTO audit (number, subject, body, hash) VALUES (2, 's', 'b', 'h')")


def test_the_audit_trail_refuses_to_be_truncated_on_postgresql(postgres_url):
    store = SqlStore(postgres_url)
    fill(store)
    with pytest.raises(IntegrityError, match="append-only"):
        raw(postgres_url, "TRUNCATE audit")
    assert verify(store) is None
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE audit SET body = replace(body, 'did.2', 'did.9') WHERE number = 3", id="a word changed"),
        pytest.param("DELETE FROM audit WHERE number = 2", id="an entry removed"),
        pytest.param("UPDATE audit SET number = 10 - number", id="the order turned round"),
    ],
)
def test_the_chain_shows_a_change_that_got_past_the_triggers(store, database_url, statement):
    fill(store)
    raw(database_url, *UNPROTECTED[store.engine.dialect.name], statement)
    assert verify(store) is not None


def test_the_roster_comes_back_equal_and_the_last_one_stands(store):
    day = date(2026, 5, 11)
    dana = Colleague(user_id="U0DANA", name="Dana Whitlock", as_of=day, inactive=Inactive.DEACTIVATED)
    roster = Roster(colleagues={"U0DANA": dana}, asked_on=day)
    with store.transaction() as books:
        assert books.roster() == NO_ROSTER
        books.keep_roster(NO_ROSTER)
        books.keep_roster(roster)
    with store.transaction() as books:
        assert books.roster() == roster


def test_what_nobody_may_write_about_comes_back_by_owner_and_is_replaced_by_account(store):
    hold = an.fact(FactKind.LEGAL_HOLD, "")
    payments = (an.payment(2000, id="Z1"),)
    mine = an.sorted_one(an.book(payments=payments, promises=(an.promise(date(2026, 4, 24)),)), facts=(hold,))
    assert all((mine.holds, mine.credits, mine.kept_words))
    theirs = replace(mine, account=an.account(id="A2"), owner_id="U0MARCO")
    with store.transaction() as books:
        books.keep_withheld((mine, theirs))
    with store.transaction() as books:
        assert books.withheld() == (mine, theirs)
        assert books.withheld("U0MARCO") == (theirs,)
        books.keep_withheld((), "A2")
        assert books.withheld() == (mine,)
        books.keep_withheld((theirs,))
        assert books.withheld() == (theirs,)
