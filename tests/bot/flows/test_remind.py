"""Who is reminded of what waits, when, and that nobody is reminded twice or of what is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.sql_store import SqlStore
from bot.flows.desk import Desk
from bot.flows.draw import draw
from bot.flows.remind import is_answered, remind
from models.decision import Question
from models.dispute import Dispute
from models.lifecycle import DisputeState
from models.outbox import OutboxItem, OutboxKind, OutboxState
from models.packet_record import PacketRecord
from models.people import Leave, Reviewer, Role
from models.sla import Sla
from tests.bot.cards import record_builder as a_record
from tests.bot.flows.test_entity_mornings import HandClock
from tests.bot.stages import ledger_builder as an

DUBLIN = "Europe/Dublin"
LEAD, ARJUN, OLIVE, MARCO = "U0FREYA", "U0ARJUN", "U0OLIVE", "U0MARCO"


class Waiting:
    """A desk with something that waits, and a clock that is put by hand."""

    def __init__(self, url: str, **policy: object) -> None:
        self.url = url
        self.clock = HandClock("2026-05-11T09:00", DUBLIN)
        self.desk = Desk(
            store=SqlStore(url), clock=self.clock, policy=replace(an.POLICY, **policy), remittance=an.REMITTANCE
        )

    def restart(self) -> None:
        self.desk.store.close()
        self.desk = replace(self.desk, store=SqlStore(self.url))

    def keep(self, found: Dispute | PacketRecord) -> None:
        with self.desk.store.transaction() as books:
            books.add_dispute(found) if isinstance(found, Dispute) else books.add_packet(found)

    def at(self, when: str) -> list[str]:
        """Who has been reminded when the sweep has run at this local time, in turn."""
        self.clock.put(when, DUBLIN)
        remind(self.desk)
        return [item.payload["person"] or item.payload["role"] for item in self.items()]

    def items(self) -> list[OutboxItem]:
        with self.desk.store.transaction() as books:
            posts = books.items_in(OutboxKind.POST, OutboxState.PLANNED)
        return [item for item in posts if item.subject.startswith("sla:")]

    def drawn(self, subject: str) -> str:
        with self.desk.store.transaction() as books:
            return str(draw(self.desk, books, subject, live=True).blocks)

    def moot(self) -> list[bool]:
        items = self.items()
        with self.desk.store.transaction() as books:
            return [is_answered(books, item) for item in items]


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Waiting]:
    waiting = Waiting(f"sqlite:///{tmp_path / 'desk.db'}")
    yield waiting
    waiting.desk.store.close()


def owned(**other: object) -> Dispute:
    """Acknowledged on Monday at nine: to be decided within forty business hours, on Friday at 17:00."""
    at = datetime(2026, 5, 11, 9, tzinfo=ZoneInfo(DUBLIN))
    known = {"state": DisputeState.OWNED, "owned_by": LEAD, "owned_by_name": "Freya Lindqvist", "owned_at": at}
    return an.dispute("1001", **(known | other))


def asked(**other: object) -> PacketRecord:
    """Marco was asked by Olive on Monday at nine: to be answered within eight business hours, at 17:00."""
    at = datetime(2026, 5, 11, 9, tzinfo=ZoneInfo(DUBLIN))
    question = Question(
        text="Did they get the new price?",
        reason="",
        asked=Role.ACCOUNT_OWNER,
        by_id=OLIVE,
        by_name="Olive Byrne",
        at=at,
        back_to=Reviewer(Role.ACCOUNT_OWNER, OLIVE),
        colleague=MARCO,
    )
    packet = replace(an.assembled(), entity="fennel")
    known = {"question": question, "reviewer": Reviewer(Role.ACCOUNT_OWNER, MARCO), "packet": packet}
    return replace(a_record.record(), **(known | other))


def delegated(**delegates: str) -> dict[str, object]:
    members = {one: replace(each, delegate=delegates.get(one)) for one, each in an.POLICY.members.items()}
    return {"members": members}


def test_a_dispute_is_reminded_of_before_it_is_due_again_when_it_is_and_never_after(waiting: Waiting) -> None:
    """Flagged before nine, it is to be acknowledged by 13:00."""
    waiting.keep(an.dispute("1001"))
    assert waiting.at("2026-05-11T11:59") == []
    assert waiting.at("2026-05-11T12:00") == ["finance_leadership"]
    assert waiting.at("2026-05-11T12:59") == ["finance_leadership"]
    assert waiting.at("2026-05-11T13:00") == ["finance_leadership"] * 2
    for day in range(12, 23):
        assert len(waiting.at(f"2026-05-{day}T10:00")) == 2


def test_what_is_acknowledged_a_second_before_it_fires_is_reminded_of_no_more(waiting: Waiting) -> None:
    waiting.keep(an.dispute("1001"))
    waiting.clock.put("2026-05-11T11:59:59", DUBLIN)
    acknowledge(waiting)
    assert waiting.at("2026-05-11T12:00") == []


def acknowledge(waiting: Waiting) -> None:
    """Freya takes it."""
    with waiting.desk.store.transaction() as books:
        (dispute,) = books.disputes("A1")
        after = replace(
            dispute,
            version=dispute.version + 1,
            state=DisputeState.OWNED,
            owned_by=LEAD,
            owned_by_name="Freya Lindqvist",
            owned_at=waiting.clock.now(),
        )
        books.save_dispute(after, seen=dispute.version)


def test_a_reminder_that_has_not_left_when_it_is_answered_does_not_leave(waiting: Waiting) -> None:
    waiting.keep(an.dispute("1001"))
    waiting.at("2026-05-11T12:00")
    assert waiting.moot() == [False]
    acknowledge(waiting)
    assert waiting.moot() == [True]


def test_the_lead_then_the_delegate_then_finance_leadership(tmp_path: Path) -> None:
    waiting = Waiting(f"sqlite:///{tmp_path / 'desk.db'}", **delegated(U0FREYA="U0FINN"))
    waiting.keep(owned())
    assert waiting.at("2026-05-14T14:59") == []
    assert waiting.at("2026-05-14T15:00") == [LEAD]
    assert waiting.at("2026-05-15T16:59") == [LEAD]
    assert waiting.at("2026-05-18T09:00") == [LEAD, "U0FINN"]
    assert waiting.at("2026-05-25T09:00") == [LEAD, "U0FINN", "finance_leadership"]
    assert waiting.at("2026-06-30T10:00") == [LEAD, "U0FINN", "finance_leadership"]


def test_a_delegate_who_is_on_leave_is_passed_over(tmp_path: Path) -> None:
    members = delegated(U0FREYA="U0FINN")["members"]
    away = Leave(date(2026, 5, 11), date(2026, 5, 29))
    members["U0FINN"] = replace(members["U0FINN"], leave=(away,))
    waiting = Waiting(f"sqlite:///{tmp_path / 'desk.db'}", members=members)
    waiting.keep(owned())
    waiting.at("2026-05-14T15:00")
    assert waiting.at("2026-05-18T09:00") == [LEAD, "finance_leadership"]


def test_a_question_nobody_answers_goes_to_the_delegate_and_to_finance_leadership(tmp_path: Path) -> None:
    waiting = Waiting(f"sqlite:///{tmp_path / 'desk.db'}", **delegated(U0MARCO="U0PRIYA"))
    waiting.keep(asked())
    assert waiting.at("2026-05-11T14:59") == []
    assert waiting.at("2026-05-11T15:00") == [MARCO]
    assert waiting.at("2026-05-12T09:00") == [MARCO, "U0PRIYA"]
    assert waiting.at("2026-05-13T09:00") == [MARCO, "U0PRIYA", "finance_leadership"]
    channels = [item.payload["channel"] for item in waiting.items()]
    assert channels == ["C0MARCO", "C0PRIYA", "C0FINLEAD"]
    told = waiting.drawn(waiting.items()[0].subject)
    assert "Did they get the new price?" in told
    assert "It is with Marco Vidal." in told
    assert "Reminded: Marco Vidal" in waiting.drawn(f"packet:{asked().id}")


def test_an_answered_question_is_reminded_of_no_more(waiting: Waiting) -> None:
    waiting.keep(asked())
    waiting.at("2026-05-11T15:00")
    with waiting.desk.store.transaction() as books:
        record = books.packet(asked().id)
        back = replace(record, question=None, version=record.version + 1, reviewer=Reviewer(Role.ACCOUNT_OWNER, OLIVE))
        books.save_packet(back, seen=record.version)
    assert waiting.moot() == [True]
    assert len(waiting.at("2026-05-13T10:00")) == 1
    assert "What this reminded of is done." in waiting.drawn(waiting.items()[0].subject)


def test_a_decision_is_reminded_of_only_where_the_policy_says_how_long_it_may_take(tmp_path: Path) -> None:
    record = asked(question=None, reviewer=Reviewer(Role.ACCOUNT_OWNER, OLIVE))
    card = OutboxItem(
        key="card:1",
        kind=OutboxKind.POST,
        partition="C0OLIVE",
        subject=f"packet:{record.id}",
        not_before=datetime(2026, 5, 11, 9, tzinfo=ZoneInfo(DUBLIN)),
        payload={"channel": "C0OLIVE"},
    )
    for name, sla, reminded in (("a", Sla(), []), ("b", Sla(packet_hours=8), [OLIVE])):
        waiting = Waiting(f"sqlite:///{tmp_path / name}.db", sla=sla)
        waiting.keep(record)
        with waiting.desk.store.transaction() as books:
            books.plan(card)
        assert waiting.at("2026-05-11T15:00") == reminded


def test_nobody_is_reminded_at_night_at_a_weekend_or_on_a_holiday_of_the_entity(tmp_path: Path) -> None:
    entity = replace(an.POLICY.entities["fennel"], holidays=frozenset({date(2026, 5, 18)}))
    waiting = Waiting(f"sqlite:///{tmp_path / 'desk.db'}", entities={"fennel": entity})
    waiting.keep(an.dispute("1001", flagged_at=datetime(2026, 5, 15, 16, tzinfo=ZoneInfo(DUBLIN))))
    for at in ("2026-05-15T20:00", "2026-05-16T10:00", "2026-05-18T13:00", "2026-05-19T08:59", "2026-05-19T10:59"):
        assert waiting.at(at) == []
    assert waiting.at("2026-05-19T11:00") == ["finance_leadership"]


def test_the_night_in_which_the_clocks_change_moves_no_reminder(waiting: Waiting) -> None:
    waiting.keep(an.dispute("1001", flagged_at=datetime(2026, 10, 23, 16, tzinfo=ZoneInfo(DUBLIN))))
    # Monday, 26 October is a holiday in Ireland.
    assert waiting.at("2026-10-27T10:59") == []
    assert waiting.at("2026-10-27T11:00") == ["finance_leadership"]


def test_what_was_slept_through_becomes_one_reminder_and_a_restart_repeats_none(waiting: Waiting) -> None:
    waiting.keep(an.dispute("1001"))
    waiting.restart()
    assert waiting.at("2026-05-13T10:00") == ["finance_leadership"]
    assert waiting.items()[0].key.endswith(":2")
    waiting.restart()
    assert waiting.at("2026-05-13T10:05") == ["finance_leadership"]


def test_a_due_time_that_has_moved_is_waited_for(waiting: Waiting) -> None:
    waiting.keep(an.dispute("1001"))
    waiting.at("2026-05-11T12:00")
    waiting.desk = replace(waiting.desk, policy=replace(an.POLICY, sla=Sla(acknowledge_hours=8)))
    assert waiting.at("2026-05-11T13:00") == ["finance_leadership"]
    assert waiting.at("2026-05-12T09:00") == ["finance_leadership"] * 2


def test_the_cards_and_the_list_say_who_was_reminded(waiting: Waiting) -> None:
    waiting.keep(an.dispute("1001"))
    waiting.at("2026-05-11T12:00")
    assert "Reminded: finance leadership, 12:00." in waiting.drawn("dispute:D1")
    assert "reminded finance leadership, 12:00" in waiting.drawn("list:finance_leadership:2026-05-11")
    assert "The dispute is to be acknowledged by 13:00." in waiting.drawn(waiting.items()[0].subject)
    waiting.clock.put("2026-05-11T13:30", DUBLIN)
    assert "and has been overdue since 13:00." in waiting.drawn(waiting.items()[0].subject)


def test_two_sweeps_at_once_remind_once(tmp_path: Path, postgres_url: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    waiting = Waiting(postgres_url)
    waiting.keep(an.dispute("1001"))
    waiting.clock.put("2026-05-11T12:00", DUBLIN)
    desks = [replace(waiting.desk, store=SqlStore(postgres_url)) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(remind, desks)) == 1
    for desk in (*desks, waiting.desk):
        desk.store.close()
