"""What is red, each reason alone, and what is not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.stages.health import red, told
from models.health import Health
from models.morning import Morning, MorningState, Run
from models.outbox import OutboxKind, OutboxState
from models.replica import ProcessRole, Replica

AT = datetime(2026, 5, 11, 9, 0, tzinfo=UTC)
DAY = date(2026, 5, 11)
MORNING = Morning(
    entity="fennel", day=DAY, state=MorningState.RAN, due_at=AT, until=AT + timedelta(hours=4), last=Run(day=DAY, at=AT)
)
ONE = Replica(
    id="a",
    role=ProcessRole.ALL,
    host="h",
    pid=1,
    version="1",
    started_at=AT - timedelta(hours=2),
    beat_at=AT,
    delivered_at=AT,
    is_connected=True,
)
WELL = Health(at=AT, alive=(ONE,), mornings=(MORNING,))


def test_a_copilot_at_work_is_not_red():
    assert tuple(red(WELL)) == ()
    assert told(WELL)["status"] == "ok"


@pytest.mark.parametrize(
    ("look", "reason"),
    [
        (replace(WELL, alive=(replace(ONE, role=ProcessRole.BOT),)), "No process works the outbox"),
        (replace(WELL, alive=(replace(ONE, role=ProcessRole.WORKER),)), "No process takes presses"),
        (replace(WELL, alive=(replace(ONE, role=ProcessRole.WORKER),)), "No process runs mornings"),
        (replace(WELL, alive=(replace(ONE, is_connected=False),)), "is not connected to Slack"),
        (replace(WELL, alive=(replace(ONE, delivered_at=None),)), "no round of deliveries since 2026-05-11 07:00"),
        (replace(WELL, oldest_due=AT - timedelta(minutes=6)), "has not left"),
        (replace(WELL, refused_by_mail_server="535 no"), "The mail server does not let us in"),
        (replace(WELL, outbox={(OutboxKind.MAIL, OutboxState.UNCERTAIN): 2}), "Of 2 mails or posts"),
        (replace(WELL, mornings=(replace(MORNING, state=MorningState.LEFT_OUT),)), "2026-05-11 has not run for fennel"),
        (
            replace(WELL, mornings=(replace(MORNING, state=MorningState.DUE, due_at=AT - timedelta(minutes=61)),)),
            "has not run",
        ),
        (replace(WELL, late=("bank is true for 4 May",)), "A source is out of date: bank"),
    ],
)
def test_each_of_these_is_somebodys_work(look, reason):
    assert [each for each in red(look) if reason in each]


@pytest.mark.parametrize(
    "look",
    [
        replace(WELL, is_paused=True, oldest_due=AT - timedelta(days=1)),
        replace(WELL, silent=(replace(ONE, id="b"),)),
        replace(WELL, outbox={(OutboxKind.PICTURES, OutboxState.UNCERTAIN): 1}),
        replace(WELL, mornings=(replace(MORNING, state=MorningState.DUE, due_at=AT - timedelta(minutes=59)),)),
        replace(WELL, mornings=(replace(MORNING, state=MorningState.DAY_OFF, last=None),)),
        replace(WELL, alive=tuple(replace(ONE, role=role) for role in ProcessRole if role is not ProcessRole.ALL)),
    ],
)
def test_none_of_these_is(look):
    assert tuple(red(look)) == ()
