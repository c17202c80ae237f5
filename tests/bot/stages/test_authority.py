"""Who may do what: every kind of person × every action × every course, against the table that is printed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import NotAllowedError
from bot.stages.authority import course_of, may, standings
from bot.stages.decide import authorise
from models.authority import MAY, NEVER_NARROWED, Course, Standing
from models.gate import Gate, GateEffect, GateKind
from models.lifecycle import PACKET_MOVES, PacketEvent
from models.packet import Route
from models.people import Person, Reviewer, Role
from tests.bot.stages.test_decide import OLIVE, OWNED, POLICY, UNDECIDED, press

RULES = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")
DEPUTY = "U0DEPUTY"
#: Olive has a delegate, and so has somebody whose packet this is not.
MEMBERS = dict(POLICY.members) | {
    OLIVE: replace(POLICY.members[OLIVE], delegate=DEPUTY),
    "U0MARCO": replace(POLICY.members["U0MARCO"], delegate="U0OTHER"),
}
TEAM = replace(POLICY, members=MEMBERS)

OWNER = Role.ACCOUNT_OWNER


def somebody(user_id: str, *roles: Role, barred: str | None = None) -> Person:
    return Person(team_id="T", user_id=user_id, name=user_id, roles=frozenset(roles), barred=barred)


#: Kind → the person, and what they are to Olive's packet while she reviews it.
KINDS: dict[str, tuple[Person, set[str]]] = {
    "owner": (somebody(OLIVE, OWNER), {"reviewer", "rights"}),
    "another owner": (somebody("U0MARCO", OWNER), set()),
    "her delegate": (somebody(DEPUTY, OWNER), {"delegate", "rights"}),
    "somebody else's delegate": (somebody("U0OTHER", OWNER), set()),
    "customer success": (somebody("U0C", Role.CUSTOMER_SUCCESS), {"rights"}),
    "finance": (somebody("U0F", Role.FINANCE), {"rights"}),
    "finance lead": (somebody("U0L", Role.FINANCE_LEADERSHIP), {"finance_leadership", "rights"}),
    "legal": (somebody("U0J", Role.LEGAL), {"legal", "rights"}),
    "controller": (somebody("U0N", Role.CONTROLLER), {"rights"}),
    "no role": (somebody("U0X"), set()),
    "guest": (somebody(OLIVE, OWNER, barred="Guests may not."), set()),
    "bot": (somebody("U0L", Role.FINANCE_LEADERSHIP, barred="Bots may not decide."), set()),
    "stranger": (somebody(OLIVE, OWNER, barred="You are in another workspace."), set()),
    "deactivated": (somebody("U0L", Role.FINANCE_LEADERSHIP, barred="Your account is deactivated."), set()),
}


def on(course: Course):
    route = {Course.ROUTINE: Route.ROUTINE, Course.EXCEPTION: Route.EXCEPTION}.get(course, Route.EXECUTIVE_REVIEW)
    gates = (UNDECIDED,) if course is Course.PATH_OPEN else ()
    return replace(OWNED, packet=replace(OWNED.packet, route=route, gates=gates))


def printed() -> dict[PacketEvent, dict[Course, set[str]]]:
    """The table of docs/rules.md."""
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", section(), re.MULTILINE)
    return {PacketEvent(name): dict(zip(Course, map(cell, cells.split(" | ")), strict=True)) for name, cells in rows}


def section() -> str:
    return RULES.partition("## Who may do what")[2].partition("\n## ")[0]


def cell(text: str) -> set[str]:
    return set() if text == "nobody" else set(text.replace(" ", "_").split(",_"))


def test_the_printed_table_is_the_table():
    assert printed() == {event: {c: {s.value for s in row[c]} for c in Course} for event, row in MAY.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_is_to_a_packet_what_the_policy_and_slack_make_them(kind):
    person, expected = KINDS[kind]
    assert standings(OWNED, person, TEAM) == expected


@pytest.mark.parametrize("course", Course)
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_does_what_the_printed_table_does_not_let_them(kind, course):
    person, stands = KINDS[kind]
    record = on(course)
    assert course_of(record) is course
    for event, row in printed().items():
        expected = bool(stands & row[course])
        assert may(record, event, person, TEAM) is expected, event
        state = next(state for state, move in PACKET_MOVES if move is event)
        if not expected:
            with pytest.raises(NotAllowedError):
                authorise(replace(record, state=state), event, replace(press(), person=person), TEAM)
        else:
            authorise(replace(record, state=state), event, replace(press(), person=person), TEAM)


@pytest.mark.parametrize("role", [Role.CUSTOMER_SUCCESS, Role.FINANCE, Role.FINANCE_LEADERSHIP, Role.LEGAL])
@pytest.mark.parametrize("kind", KINDS)
def test_a_roles_packet_is_its_peoples_and_leaderships(kind, role):
    person, _ = KINDS[kind]
    record = replace(on(Course.EXCEPTION), reviewer=Reviewer(role))
    expected = not person.barred and bool(person.roles & {role, Role.FINANCE_LEADERSHIP})
    assert may(record, PacketEvent.APPROVE, person, TEAM) is expected


@pytest.mark.parametrize("event", sorted(set(PacketEvent) - set(MAY)))
def test_what_the_table_does_not_have_is_the_machines_alone(event):
    assert not any(may(OWNED, event, person, TEAM) for person, _ in KINDS.values())


def test_the_owner_on_record_sees_a_packet_that_is_somebody_elses_meanwhile():
    account = replace(OWNED.packet.account, owner_id=OLIVE)
    away = replace(OWNED, packet=replace(OWNED.packet, account=account, owner_id="U0ARJUN"))
    away = replace(away, reviewer=Reviewer(OWNER, "U0ARJUN"))
    olive, _ = KINDS["owner"]
    assert may(away, PacketEvent.DISPUTE, olive, TEAM)
    assert not may(away, PacketEvent.APPROVE, olive, TEAM)


def test_a_policy_narrows_one_cell_and_says_who_is_left():
    only_leads = {PacketEvent.APPROVE: {Course.EXCEPTION: frozenset({Standing.FINANCE_LEADERSHIP})}}
    policy = replace(TEAM, may=only_leads)
    olive, _ = KINDS["owner"]
    lead, _ = KINDS["finance lead"]
    assert may(on(Course.ROUTINE), PacketEvent.APPROVE, olive, policy)
    assert may(on(Course.EXCEPTION), PacketEvent.EDIT, olive, policy)
    assert may(on(Course.EXCEPTION), PacketEvent.APPROVE, lead, policy)
    with pytest.raises(NotAllowedError, match="leaves this to the finance leadership"):
        authorise(on(Course.EXCEPTION), PacketEvent.APPROVE, replace(press(), person=olive), policy)


def test_no_policy_widens_the_table():
    everybody = {event: dict.fromkeys(Course, frozenset(Standing)) for event in PacketEvent}
    policy = replace(TEAM, may=everybody)
    for person, _ in KINDS.values():
        for course in Course:
            record = on(course)
            assert all(may(record, each, person, policy) is may(record, each, person, TEAM) for each in PacketEvent)


def test_stopping_a_mail_is_never_made_harder():
    assert {PacketEvent.DISPUTE, PacketEvent.WITHDRAW, PacketEvent.HOLD} == NEVER_NARROWED


def test_a_suspicion_alone_opens_no_path():
    gate = Gate(GateKind.SUSPICION, GateEffect.NO_APPROVE, "Perhaps a dispute.", "A verdict.")
    packet = replace(OWNED.packet, route=Route.EXECUTIVE_REVIEW, gates=(gate,))
    assert course_of(replace(OWNED, packet=packet)) is Course.PATH_CHOSEN
