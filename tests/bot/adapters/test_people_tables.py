"""What policy.toml says of people: who may do less, who is away, and how much one may approve."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.adapters.policy_file import load_policy
from bot.errors import MappingError
from models.authority import MAY, NEVER_NARROWED, Course, Standing, allowed
from models.lifecycle import PacketEvent
from models.money import Money
from models.people import Leave
from models.policy import ApprovalLimits, Policy

CONFIG = (Path(__file__).parents[3] / "config" / "policy.toml").read_text(encoding="utf-8")
OLIVES = '[members.U0OLIVE]\nname = "Olive Byrne"\n'


@pytest.fixture
def written(tmp_path: Path):
    def load(old: str, new: str) -> Policy:
        assert old in CONFIG
        path = tmp_path / "policy.toml"
        path.write_text(CONFIG.replace(old, new, 1), encoding="utf-8")
        return load_policy(path)

    return load


def with_may(written, text: str) -> Policy:
    return written("[calendar]", f"[may]\n{text}\n\n[calendar]")


def test_a_policy_that_says_nothing_leaves_everything_as_the_table_has_it(written):
    policy = written("[calendar]", "[calendar]")
    assert policy.may == {}
    assert policy.approval_limits == ApprovalLimits(per_hour=60)
    assert all(each.leave == () for each in policy.members.values())
    assert (policy.signatures.new_recipient, policy.signatures.edits) == (False, False)


def test_a_cell_is_narrowed(written):
    policy = with_may(written, '[may.approve]\nexception = ["finance_leadership"]')
    assert policy.may == {PacketEvent.APPROVE: {Course.EXCEPTION: frozenset({Standing.FINANCE_LEADERSHIP})}}


def test_a_delegate_only_on_leave_is_nobody_while_the_other_is_here_but_stops_mails(written):
    policy = with_may(written, "delegate_only_on_leave = true")
    for event, row in MAY.items():
        for course in Course:
            left = allowed(event, course, policy.may)
            assert left == (row[course] if event in NEVER_NARROWED else row[course] - {Standing.DELEGATE})


@pytest.mark.parametrize(
    ("text", "place", "next_step"),
    [
        ('[may.approve]\nroutine = ["legal"]', "[may.approve] routine = 'legal'", "never widens"),
        ("[may.approve]\nroutine = []", "[may.approve] routine", "leave somebody"),
        ('[may.approve]\nalways = ["reviewer"]', "[may.approve] always", "no such setting"),
        ('[may.dispute]\nroutine = ["reviewer"]', "[may] dispute", "nothing that can be narrowed"),
        ('[may.hand_over]\nroutine = ["reviewer"]', "[may] hand_over", "nothing that can be narrowed"),
    ],
)
def test_what_would_widen_it_or_leave_nobody_is_refused_by_its_place(written, text, place, next_step):
    with pytest.raises(MappingError) as error:
        with_may(written, text)
    assert place in str(error.value)
    assert next_step in str(error.value)


def test_leave_has_both_ends_and_comes_in_order(written):
    two = "leave = [{ from = 2026-07-06, to = 2026-07-17 }, { from = 2026-05-12, to = 2026-05-12 }]\n"
    olive = written(OLIVES, OLIVES + two).members["U0OLIVE"]
    july = Leave(date(2026, 7, 6), date(2026, 7, 17))
    assert olive.leave == (Leave(date(2026, 5, 12), date(2026, 5, 12)), july)
    assert [olive.away_on(date(2026, 7, day)) for day in (5, 6, 17, 18)] == [None, july, july, None]


@pytest.mark.parametrize(
    ("leave", "next_step"),
    [
        ("[{ from = 2026-07-06, to = 2026-07-05 }]", "must not be before from"),
        ("[{ from = 2026-07-06, to = 2026-07-08 }, { from = 2026-07-08, to = 2026-07-09 }]", "another leave"),
        ("[{ from = 2026-07-06 }]", "is required"),
        ("[2026-07-06]", "must be"),
    ],
)
def test_leave_that_cannot_be_is_refused(written, leave, next_step):
    with pytest.raises(MappingError, match=next_step):
        written(OLIVES, f"{OLIVES}leave = {leave}\n")


def test_the_limits_of_one_person(written):
    policy = written("[limits]\n", '[limits]\napprovals_per_hour = 5\napproved_value_per_day = { EUR = "1000.00" }\n')
    assert policy.approval_limits == ApprovalLimits(per_hour=5, value_per_day={"EUR": Money(100_000, "EUR")})


@pytest.mark.parametrize("line", ["approvals_per_hour = 0", 'approved_value_per_day = { EUR = "-1.00" }'])
def test_a_limit_that_is_none_is_refused(written, line):
    with pytest.raises(MappingError):
        written("[limits]\n", f"[limits]\n{line}\n")
