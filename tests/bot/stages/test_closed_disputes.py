"""A dispute that is over is told to whoever asks for its lines again."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.stages.closed_disputes import closed_disputes
from models.dispute import ClosedDispute, Dispute, DisputeStep, Outcome, Resolution, RootCause
from models.fact import FactKind
from models.lifecycle import DisputeEvent, DisputeState
from models.money import Money
from tests.bot.stages import ledger_builder as an

AT = datetime(2026, 5, 11, 9, tzinfo=UTC)
ON = date(2026, 5, 12)


def step(event: DisputeEvent = DisputeEvent.WITHDRAW) -> DisputeStep:
    return DisputeStep(event=event, by_id="U0FREYA", by_name="Freya", at=AT, reason="They meant another supplier.")


def decided(outcome: Outcome, **more: object) -> Dispute:
    cause = RootCause.OTHER
    found = Resolution(outcome=outcome, root_cause=cause, note="Signed for.", by_name="Freya", at=AT, **more)
    return an.dispute("1001", state=DisputeState.RESOLVED, resolution=found, steps=(step(DisputeEvent.RESOLVE),))


WITHDRAWN = an.dispute("1001", state=DisputeState.WITHDRAWN, steps=(step(),))


def told(dispute: Dispute, *sent: object, as_of: date = ON, number: str = "1001") -> tuple[ClosedDispute, ...]:
    items = an.assembled(an.book(invoices=(an.invoice(number),))).items
    return closed_disputes((dispute,), items, sent, as_of, ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("dispute", "words"),
    [
        (WITHDRAWN, "1001: Dispute withdrawn by Freya, 11 May 2026: They meant another supplier."),
        (decided(Outcome.INVALID), "1001: Decided: they owe it as billed, by Freya, 11 May 2026: Signed for."),
        (
            decided(Outcome.PART, credit=Money(100, "EUR"), credit_over="CN-7 of €1.00."),
            "1001: Decided: they are right in part, by Freya, 11 May 2026: Signed for.; CN-7 of €1.00.",
        ),
    ],
)
def test_it_says_how_it_ended_by_whom_when_and_why(dispute: Dispute, words: str) -> None:
    (found,) = told(dispute)
    assert found.told == words
    assert found.is_unmailed


def test_one_that_is_open_or_waits_for_its_credit_note_or_is_of_other_lines_is_not_over_here() -> None:
    assert told(an.dispute("1001")) == ()
    assert told(decided(Outcome.PART, credit=Money(100, "EUR"))) == ()
    assert told(WITHDRAWN, number="1002") == ()


def test_a_mail_about_its_lines_ends_the_doubt_and_sixty_days_later_the_telling() -> None:
    mail = an.fact(FactKind.SENT, "1001", AT + timedelta(hours=1))
    other = an.fact(FactKind.SENT, "1002", AT + timedelta(hours=1))
    before = an.fact(FactKind.SENT, "1001", AT - timedelta(hours=1))
    late = ON + timedelta(days=80)
    assert [each.is_unmailed for each in told(WITHDRAWN, mail)] == [False]
    assert [each.is_unmailed for each in told(WITHDRAWN, other, before)] == [True]
    assert told(WITHDRAWN, mail, as_of=late) == ()
    assert len(told(WITHDRAWN, as_of=late)) == 1
