"""The database goes away or is full while the outbox is worked: it is told once, and nothing is lost or done twice."""

import logging
from collections import Counter
from datetime import timedelta
from time import monotonic, sleep

import psycopg
import pytest
from sqlalchemy import event, make_url

from bot.demo.office import DemoOffice
from bot.errors import StoreUnavailableError
from bot.flows import claim
from bot.flows.audit_trail import verify
from bot.flows.deliver_outbox import deliver_outbox
from bot.flows.desk import note
from models.controls import Action
from models.lifecycle import PacketState
from models.outbox import OutboxKind, OutboxState
from tests.bot.adapters.test_sql_store import AT
from tests.journeys.journey import CEDAR, OLIVE, TWELVE, mails

_PATIENCE = 60.0


def until(is_so):
    end = monotonic() + _PATIENCE
    while not is_so():
        assert monotonic() < end, "it never came to be so"
        sleep(0.02)


def posted(office):
    every = [message for channel in office.slack.workspace.channels for message in office.slack.messages(channel)]
    return Counter(each["metadata"]["event_payload"]["key"] for each in every if each.get("metadata"))


def test_a_server_that_goes_away_again_and_again_costs_a_line_each_time_and_no_post(
    postgres_server, postgres_url, tmp_path, caplog, monkeypatch
):
    # By the server's clock, which a test does not move.
    monkeypatch.setattr(claim, "LEASE", timedelta(seconds=3))
    name = make_url(postgres_url).database
    caplog.set_level(logging.WARNING)
    with (
        DemoOffice(tmp_path / "demo", company=TWELVE, database_url=postgres_url) as office,
        psycopg.connect(postgres_server.url(driver=""), autocommit=True) as server,
    ):
        office.morning()
        with office.desk.store.transaction() as books:
            planned = sum(books.outbox_counts().values())
        office.keep_delivering()
        for _ in range(2):
            until(lambda: len(posted(office)) > 0)
            caplog.clear()
            server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            until(lambda: [each for each in caplog.records if each.message == "job failed"])
            server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
            until(lambda: [each for each in caplog.records if each.message == "job works again"])
            assert len([each for each in caplog.records if each.message == "job failed"]) == 1
        until(lambda: len(posted(office)) == planned)
        assert set(posted(office).values()) == {1}


def test_a_full_disk_lets_no_mail_out_and_loses_nothing(hands):
    store = hands.office.desk.store
    hands.press(OLIVE, CEDAR, Action.APPROVE)

    @event.listens_for(store.engine, "begin")
    def no_more_pages(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    def fill_it():
        for _ in range(1000):
            with store.transaction() as books:
                note(books, AT, "filler", "")

    with pytest.raises(StoreUnavailableError):
        fill_it()
    hands.office.clock.advance(timedelta(minutes=6))
    with pytest.raises(StoreUnavailableError):
        deliver_outbox(hands.office.desk, hands.office.ways)
    assert mails(hands) == []
    assert hands.packet(CEDAR).state is PacketState.APPROVED
    assert verify(store) is None

    event.remove(store.engine, "begin", no_more_pages)
    store.close()
    hands.office.deliver()
    assert len(mails(hands)) == 1
    assert hands.packet(CEDAR).state is PacketState.SENT


def test_a_round_that_is_asked_to_stop_ends_what_it_has_begun_and_no_more(tmp_path):
    with DemoOffice(tmp_path / "demo", company=TWELVE) as office:
        office.morning()
        deliver_outbox(office.desk, office.ways, is_stopping=lambda: sum(posted(office).values()) > 0)
        assert sum(posted(office).values()) == 1
        with office.desk.store.transaction() as books:
            counts = books.outbox_counts()
        assert (OutboxKind.POST, OutboxState.SENDING) not in counts, "nothing is left half done"
        assert counts[OutboxKind.POST, OutboxState.PLANNED] > 1
