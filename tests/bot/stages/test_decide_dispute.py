"""Who may do what with a dispute, in which state, and what comes of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.policy_file import load_policy
from bot.errors import NotAllowedError, NotNowError, StaleVersionError
from bot.stages import decide_dispute as d
from bot.stages.decide import Press
from models.dispute import Dispute, Outcome, RootCause
from models.lifecycle import DISPUTE_MOVES, DisputeEvent, DisputeState
from models.money import Money
from models.people import Person
from tests.bot.stages import ledger_builder as an

POLICY = load_policy(Path(__file__).parents[3] / "config" / "policy.toml")
AT = datetime(2026, 5, 11, 9, tzinfo=UTC)
OLIVE, MARCO, FREYA, FINN, LENA = "U0OLIVE", "U0MARCO", "U0FREYA", "U0FINN", "U0LENA"


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


def press(user_id: str = FREYA, version: int = 1, reason: str = "Because.", minutes: int = 0, **more: object) -> Press:
    member = POLICY.members[user_id]
    person = Person(team_id="T", user_id=user_id, name=member.name, roles=member.roles)
    at = AT + timedelta(minutes=minutes)
    return Press(person=replace(person, **more), version=version, at=at, reason=reason)


ROUTED = an.dispute("1001", "1002")
OWNED = d.acknowledged(ROUTED, press())


def resolve(dispute: Dispute = OWNED, by: Press | None = None, **how: object) -> Dispute:
    usual = {"outcome": Outcome.PART, "root_cause": RootCause.WRONG_PRICE, "is_credit_expected": True}
    usual |= {"credit": euro(150)} if "is_credit_expected" not in how else {}
    return d.resolved(dispute, by or press(version=dispute.version), **usual | how)


MOVES = {
    DisputeEvent.ACKNOWLEDGE: d.acknowledged,
    DisputeEvent.REASSIGN: lambda it, by: d.reassigned(it, by, POLICY, to=FINN),
    DisputeEvent.WITHDRAW: d.withdrawn,
    DisputeEvent.REOPEN: d.reopened,
    DisputeEvent.RESOLVE: resolve,
}


@pytest.mark.parametrize("event", MOVES)
@pytest.mark.parametrize("state", list(DisputeState))
def test_a_press_does_what_the_move_table_says_and_nothing_else(event: DisputeEvent, state: DisputeState) -> None:
    dispute = replace(ROUTED, state=state)
    if (state, event) in DISPUTE_MOVES:
        after = MOVES[event](dispute, press())
        assert after.state is DISPUTE_MOVES[state, event]
        assert after.version == dispute.version + 1
        assert (after.steps[-1].event, after.steps[-1].reason) == (event, "Because.")
    else:
        with pytest.raises(NotNowError, match="not possible now"):
            MOVES[event](dispute, press())


@pytest.mark.parametrize("event", MOVES)
@pytest.mark.parametrize("user_id", [OLIVE, MARCO, LENA])
def test_only_a_finance_lead_decides(event: DisputeEvent, user_id: str) -> None:
    state = next(state for state, each in DISPUTE_MOVES if each is event)
    with pytest.raises(NotAllowedError, match="Only finance leadership"):
        MOVES[event](replace(ROUTED, state=state), press(user_id))


def test_a_finance_lead_who_is_barred_decides_nothing() -> None:
    with pytest.raises(NotAllowedError, match="deactivated"):
        d.acknowledged(ROUTED, press(barred="Your account is deactivated."))


def test_the_second_of_two_leads_hears_who_was_first() -> None:
    with pytest.raises(StaleVersionError, match=r"Freya .* · acknowledge · now owned"):
        d.acknowledged(OWNED, press(FINN, version=1))


def test_a_reassignment_takes_the_owner_off_and_names_the_next() -> None:
    after = d.reassigned(OWNED, press(version=2), POLICY, to=FINN)
    assert (after.owned_by, after.owned_at, after.assigned_name) == (None, None, "Finn Doyle")
    assert d.acknowledged(after, press(FINN, version=3)).assigned_name == ""


@pytest.mark.parametrize("to", [OLIVE, FREYA, "U0NOBODY"])
def test_a_dispute_goes_to_another_finance_lead_only(to: str) -> None:
    with pytest.raises(NotNowError, match="another finance lead"):
        d.reassigned(OWNED, press(version=2), POLICY, to=to)


# ── resolve ───────────────────────────────────────────────────────────────────────────────────────


def test_a_part_with_a_credit_note_waits_for_it() -> None:
    after = resolve()
    assert after.awaits_credit
    assert not after.is_settled
    assert after.resolution.credit == euro(150)
    assert (after.resolution.root_cause, after.resolution.note) == (RootCause.WRONG_PRICE, "Because.")


def test_without_a_credit_note_nothing_is_waited_for() -> None:
    after = resolve(outcome=Outcome.VALID, is_credit_expected=False)
    assert not after.awaits_credit
    assert after.is_settled


def test_a_credit_note_without_an_amount_is_for_all_that_is_disputed() -> None:
    assert resolve(outcome=Outcome.VALID, is_credit_expected=True).resolution.credit == euro(200)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        pytest.param({"outcome": Outcome.INVALID, "credit": euro(1)}, "Nothing is credited", id="they are wrong"),
        pytest.param({"credit": None}, "say how much", id="a part nobody names"),
        pytest.param({"credit": euro(201)}, "at most the €2.00", id="more than is disputed"),
        pytest.param({"credit": euro(0)}, "More than nothing", id="nothing"),
        pytest.param({"credit": Money(100, "USD")}, "More than nothing", id="another currency"),
        pytest.param(
            {"outcome": Outcome.VALID, "is_credit_expected": False, "credit": euro(1)},
            "Take one of them away",
            id="yes and no",
        ),
    ],
)
def test_what_cannot_be_credited_is_refused(how: dict[str, object], told: str) -> None:
    with pytest.raises(NotNowError, match=told):
        resolve(**{"is_credit_expected": True} | how)


def test_a_lead_may_wait_no_longer_once() -> None:
    after = d.no_longer_waiting(resolve(), press(FINN, version=3, reason="Settled by phone."))
    assert after.state is DisputeState.RESOLVED
    assert after.is_settled
    assert "Settled by phone." in after.resolution.credit_over
    with pytest.raises(NotNowError, match="No credit note is waited for"):
        d.no_longer_waiting(after, press(FINN, version=4))


def test_a_reopened_dispute_has_no_resolution_and_keeps_its_history() -> None:
    after = d.reopened(resolve(), press(version=3))
    assert after.is_open
    assert after.resolution is None
    assert after.owned_by is None
    assert [step.event for step in after.steps] == [
        DisputeEvent.ACKNOWLEDGE,
        DisputeEvent.RESOLVE,
        DisputeEvent.REOPEN,
    ]


# ── the owner ─────────────────────────────────────────────────────────────────────────────────────


ASKED = d.asked(ROUTED, press(), owner=POLICY.members[OLIVE], question="What was agreed?")


def test_a_question_changes_no_state_and_waits_for_its_answer() -> None:
    assert ASKED.state is ROUTED.state
    assert ASKED.open_question.asked_name == "Olive Byrne"
    with pytest.raises(NotNowError, match="has not answered"):
        d.asked(ASKED, press(version=2), owner=POLICY.members[OLIVE], question="And?")


def test_a_question_that_is_answered_meets_no_second_answer() -> None:
    after = d.answered(ASKED, press(OLIVE, reason="Ten seats."), POLICY)
    assert after.open_question is None
    assert after.questions[0].answer == "Ten seats."
    again = d.asked(after, press(version=3), owner=POLICY.members[OLIVE], question="Since when?")
    with pytest.raises(NotNowError, match="answered already"):
        d.answered(again, press(OLIVE, version=1), POLICY)
    assert d.answered(again, press(OLIVE, version=2), POLICY).questions[1].answer


@pytest.mark.parametrize(("user_id", "may"), [(OLIVE, True), (FINN, True), (LENA, False)])
def test_the_owner_asked_answers_or_a_finance_lead(user_id: str, may: bool) -> None:
    assert d.may_answer(ASKED, press(user_id).person, POLICY) is may


def test_whoever_stands_in_for_the_owner_answers() -> None:
    away = replace(POLICY.members[OLIVE], delegate=LENA)
    policy = replace(POLICY, members={**POLICY.members, OLIVE: away})
    assert d.may_answer(ASKED, press(LENA).person, policy)
    assert not d.may_answer(ASKED, press(LENA, barred="Gone.").person, policy)


def test_a_lead_who_has_not_seen_the_answer_is_told_of_it() -> None:
    owned = d.acknowledged(ASKED, press(version=2))
    after = d.answered(owned, press(OLIVE, reason="Ten seats.", minutes=5), POLICY)
    with pytest.raises(StaleVersionError, match="Olive Byrne answered what was asked"):
        resolve(after, press(version=3))


def test_what_is_decided_asks_nobody() -> None:
    with pytest.raises(NotNowError, match="decided already"):
        d.asked(resolve(), press(version=3), owner=POLICY.members[OLIVE], question="?")


@pytest.mark.parametrize("credit", [None, euro(150)])
def test_right_in_part_always_says_how_much(credit: Money | None) -> None:
    with pytest.raises(NotNowError, match="Say how much they are right about"):
        resolve(is_credit_expected=False, credit=credit)
    with pytest.raises(NotNowError, match="say how much"):
        resolve(is_credit_expected=True, credit=None)
