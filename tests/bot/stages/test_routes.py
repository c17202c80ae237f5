"""Reason, role, people, channel: whoever is missing, somebody has it."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stages.account_owner import ownership
from bot.stages.routes import FALLBACK, channel_for, people, routed, staffed
from models.people import DECIDING, Colleague, Inactive, Reviewer, Role, Roster
from models.policy import Member, Policy
from tests.bot.stages.packet_builder import ORIGIN, a_policy, a_reason, an_account

DAY = date(2026, 6, 27)
OTHERS = sorted(DECIDING - {Role.ACCOUNT_OWNER})


def a_member(user_id: str, *roles: Role, channel: str | None = None, delegate: str | None = None) -> Member:
    email = f"{user_id.lower()}@fennel.example"
    return Member(
        user_id=user_id, name=user_id, email=email, roles=frozenset(roles), channel=channel, delegate=delegate
    )


def gone(*user_ids: str) -> Roster:
    found = {one: Colleague(user_id=one, name=one, as_of=DAY, inactive=Inactive.DEACTIVATED) for one in user_ids}
    return Roster(colleagues=found, asked_on=DAY)


@st.composite
def firms(draw: st.DrawFn) -> tuple[Policy, Roster]:
    """Any firm whose policy has at least one person and one channel; the file itself asks for more."""
    ids = [f"U{number}" for number in range(draw(st.integers(1, 6)))]
    roles = st.sets(st.sampled_from(tuple(Role)), min_size=1, max_size=3)
    members = {
        one: a_member(
            one,
            *draw(roles),
            channel=draw(st.sampled_from([None, f"C{one}"])),
            delegate=draw(st.sampled_from([None, *ids])),
        )
        for one in ids
    }
    channels = draw(st.dictionaries(st.sampled_from(OTHERS), st.sampled_from(["CA", "CB"]), min_size=1))
    policy = a_policy(members=members, channels=channels, fallback_owner=draw(st.sampled_from(ids)))
    return policy, gone(*draw(st.sets(st.sampled_from(ids))))


@settings(max_examples=300, deadline=None)
@given(firm=firms(), owner=st.sampled_from(["U0", "U5", "U9", None]), role=st.sampled_from(tuple(FALLBACK)))
def test_nothing_is_ever_unowned(firm: tuple[Policy, Roster], owner: str | None, role: Role) -> None:
    policy, roster = firm
    (reason,) = routed([a_reason("missing_po", reviewer=role)], policy, roster)
    owned_by = ownership(an_account(owner_id=owner), policy, roster).user_id
    reviewer = Reviewer(reason.reviewer, owned_by if reason.reviewer is Role.ACCOUNT_OWNER else None)
    known = {*policy.channels.values(), *(member.channel for member in policy.members.values())}
    assert owned_by in policy.members
    assert channel_for(reviewer, policy) in known - {None}
    reachable = [one for each in (role, *FALLBACK[role]) for one in people(each, policy, roster)]
    if role is not Role.ACCOUNT_OWNER and reachable:
        assert people(reason.reviewer, policy, roster)


def test_every_deciding_role_has_its_turn_and_no_fallback_is_an_owner_or_a_controller() -> None:
    assert FALLBACK.keys() == DECIDING
    assert all(set(turn) <= set(OTHERS) - {role} for role, turn in FALLBACK.items())


def test_a_role_with_somebody_keeps_its_work() -> None:
    policy = a_policy(members={"U1": a_member("U1", Role.FINANCE), "U2": a_member("U2", Role.FINANCE)})
    assert staffed(Role.FINANCE, policy, gone("U1")) is Role.FINANCE


def test_a_role_passed_over_is_told_with_its_record() -> None:
    policy = a_policy(members={"U1": a_member("U1", Role.FINANCE), "U2": a_member("U2", Role.FINANCE_LEADERSHIP)})
    (reason,) = routed([a_reason("missing_po", reviewer=Role.FINANCE)], policy, gone("U1"))
    assert reason.reviewer is Role.FINANCE_LEADERSHIP
    told = reason.evidence[-1]
    assert told.fact == "nobody in finance has a Slack account now, so finance leadership has it"
    assert (told.origin.source, told.origin.row) == ("slack", "U1")
    assert reason.evidence[0].origin == ORIGIN


def test_legal_and_leadership_stand_in_for_each_other_so_that_a_path_can_be_chosen() -> None:
    policy = a_policy(members={"U1": a_member("U1", Role.LEGAL), "U2": a_member("U2", Role.FINANCE_LEADERSHIP)})
    assert staffed(Role.LEGAL, policy, gone("U1")) is Role.FINANCE_LEADERSHIP
    assert staffed(Role.FINANCE_LEADERSHIP, policy, gone("U2")) is Role.LEGAL
