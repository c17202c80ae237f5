"""A backup of this morning brought back at noon: what left in between does not leave again."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.adapters.sql_store import back_up, bring_back
from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from bot.errors import NotNowError, StoreError
from bot.flows.after_restore import after_restore
from bot.flows.audit_trail import verify
from bot.flows.health import Pulse, health
from bot.flows.pause import resume
from bot.flows.settle_mail import settle_mail
from models.controls import Action
from models.lifecycle import PacketState
from models.outbox import OutboxState
from models.replica import ProcessRole, Replica
from tests.journeys.journey import CEDAR, FREYA, HARROW, LUMEN, MARCO, OLIVE, TWELVE, card, mails, person, wait_out_undo


def restored(hands, copy):
    """What `collections restore` does, on the office's own clock; the copilot is down meanwhile."""
    office = hands.office
    office.desk.store.close()
    bring_back(copy, office.database_url)
    office.restart()
    return after_restore(office.desk, by="Ola Operator", is_alone=True)


def posted_keys(hands):
    channels = hands.office.slack.workspace.channels
    every = [message for channel in channels for message in hands.office.slack.messages(channel)]
    return Counter(each["metadata"]["event_payload"]["key"] for each in every if each.get("metadata"))


def test_a_mail_that_left_after_the_backup_is_asked_about_and_not_sent_again(hands, tmp_path):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.clock.advance(timedelta(minutes=6))
    back_up(hands.office.database_url, tmp_path / "copy.db")
    hands.office.deliver()
    assert len(mails(hands)) == 1

    held = restored(hands, tmp_path / "copy.db")
    assert held.mails == 1
    hands.office.deliver()
    assert len(mails(hands)) == 1
    assert hands.packet(CEDAR).state is PacketState.SENDING
    assert verify(hands.office.desk.store) is None
    assert health(hands.office.desk).is_paused

    resume(hands.office.desk, person=person(hands, FREYA), reason="looked in the Sent folder")
    hands.office.deliver()
    assert len(mails(hands)) == 1, "an end of the pause sends nothing that is uncertain"
    settle_mail(hands.office.desk, hands.packet(CEDAR).id, was_sent=True, by="Ola Operator")
    assert hands.packet(CEDAR).state is PacketState.SENT
    with hands.office.desk.store.transaction() as books:
        named = {entry.what: entry.by_name for _, entry, _ in books.audit_trail()}
    assert (named["packet.confirm"], named["store.restored"]) == ("Ola Operator", "Ola Operator")


def test_a_mail_that_was_not_due_in_the_backup_waits_for_the_end_of_the_pause(hands, tmp_path):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    back_up(hands.office.database_url, tmp_path / "copy.db")
    assert restored(hands, tmp_path / "copy.db").mails == 0
    wait_out_undo(hands)
    assert mails(hands) == []
    assert "Paused by Ola Operator" in card(hands, CEDAR)
    resume(hands.office.desk, person=person(hands, FREYA), reason="looked in the Sent folder")
    hands.office.deliver()
    assert len(mails(hands)) == 1


def test_what_was_posted_after_the_backup_is_found_and_not_posted_again(tmp_path):
    with DemoOffice(tmp_path / "demo", company=TWELVE) as office:
        office.morning()
        back_up(office.database_url, tmp_path / "copy.db")
        office.deliver()
        hands = Hands(office)
        before = posted_keys(hands)
        assert len(before) > 5
        held = restored(hands, tmp_path / "copy.db")
        assert held.posts == len(before)
        for _ in range(4):
            office.clock.advance(timedelta(minutes=5))
            office.deliver()
        assert posted_keys(hands) == before
        resume(office.desk, person=person(hands, FREYA), reason="nothing left since")
        office.deliver()
        # Its buttons work, for the card is known again.
        hands.press(MARCO, LUMEN, Action.APPROVE)
        assert hands.packet(LUMEN).state is PacketState.APPROVED


def test_it_is_refused_while_another_process_says_that_it_runs(hands):
    now = hands.office.clock.now()
    running = Replica(id="r", role=ProcessRole.WORKER, host="here", pid=7, version="1", started_at=now, beat_at=now)
    Pulse(hands.office.desk, running).beat(is_connected=None)
    with pytest.raises(NotNowError, match="Process 7 on here"):
        after_restore(hands.office.desk, by="Ola Operator", is_alone=False)
    hands.office.clock.advance(timedelta(minutes=2))
    after_restore(hands.office.desk, by="Ola Operator", is_alone=False)


def test_a_copy_is_whole_while_somebody_writes_and_is_never_written_over(hands, tmp_path):
    url, copy = hands.office.database_url, tmp_path / "copy.db"
    with hands.office.desk.store.transaction() as books:
        books.redraw_live()
        back_up(url, copy)
    with pytest.raises(StoreError, match="is there already"):
        back_up(url, copy)
    copy.write_bytes(copy.read_bytes()[:5000])
    with pytest.raises(StoreError, match="is not a whole"):
        bring_back(copy, url)
    record = hands.packet(HARROW)
    with hands.office.desk.store.transaction() as books:
        assert [item.state for item in books.items(f"packet:{record.id}")] == [OutboxState.DONE]


def test_postgresql_has_its_own_programs_for_both(tmp_path):
    for act in (lambda url: back_up(url, tmp_path / "x"), lambda url: bring_back(tmp_path / "x", url)):
        with pytest.raises(StoreError, match=r"pg_dump|pg_restore"):
            act("postgresql+psycopg://nobody@localhost/none")
