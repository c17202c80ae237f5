"""Ask a colleague, and Not my account: what naming somebody else makes of a packet. The flow stores it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.errors import NotAllowedError, NotNowError
from bot.stages.authority import awaits_path
from bot.stages.decide import Press, authorise, pressed
from bot.stages.routes import people
from models.decision import Question, Reroute
from models.lifecycle import PacketEvent
from models.packet_record import PacketRecord
from models.people import DECIDING, LEADERSHIP, Reviewer, Role, Roster
from models.policy import Member, Policy


def colleagues(record: PacketRecord, asker_id: str, policy: Policy, roster: Roster) -> tuple[Member, ...]:
    """Whom a question can be put to: everybody who decides anything and is here, but who asks and who has it."""
    known = (member for member in policy.members.values() if roster.inactive(member.user_id) is None)
    others = (member for member in known if member.user_id not in (asker_id, record.reviewer.user_id))
    return tuple(sorted((each for each in others if each.roles & DECIDING), key=lambda each: each.name))


def asked_colleague(
    record: PacketRecord, press: Press, policy: Policy, roster: Roster, *, colleague_id: str, question: str
) -> PacketRecord:
    """The packet in front of one person with a question; it comes back to who asked.

    Raises:
        RefusedError: see `authorise`; or nobody of that id can be asked.
    """
    authorise(record, PacketEvent.ESCALATE, press, policy)
    found = colleagues(record, press.person.user_id, policy, roster)
    member = next((each for each in found if each.user_id == colleague_id), None)
    if member is None:
        raise NotNowError("That person cannot be asked. Choose somebody else. Nothing was changed.")
    role = _role_of(member, policy)
    put = Question(
        text=question,
        reason=press.reason,
        asked=role,
        by_id=press.person.user_id,
        by_name=press.person.name,
        at=press.at,
        back_to=record.reviewer,
        earlier=record.question,
        colleague=colleague_id,
    )
    return pressed(record, PacketEvent.ESCALATE, press, policy, reviewer=Reviewer(role, colleague_id), question=put)


def _role_of(member: Member, policy: Policy) -> Role:
    """The role whose channel reaches them: as an owner in their own channel, else a role that has one."""
    roles = sorted(member.roles & DECIDING)
    if Role.ACCOUNT_OWNER in roles:
        return Role.ACCOUNT_OWNER
    return next((role for role in roles if role in policy.channels), roles[0])


def takers(record: PacketRecord, policy: Policy, roster: Roster) -> tuple[Reviewer, ...]:
    """Who may be given the packet: roles with somebody in them, then each owner by name.

    Before a path is chosen only those who may choose it: the floor of the route stays.
    """
    open_to = LEADERSHIP if awaits_path(record) else DECIDING
    roles = (role for role in Role if role in open_to and role is not Role.ACCOUNT_OWNER)
    found = [Reviewer(role) for role in roles if people(role, policy, roster)]
    if Role.ACCOUNT_OWNER in open_to:
        found += [Reviewer(Role.ACCOUNT_OWNER, owner.user_id) for owner in _owners(policy, roster)]
    return tuple(each for each in found if each != record.reviewer)


def _owners(policy: Policy, roster: Roster) -> Sequence[Member]:
    return sorted(people(Role.ACCOUNT_OWNER, policy, roster), key=lambda each: each.name)


def passed_on(record: PacketRecord, press: Press, policy: Policy, roster: Roster, *, to: Reviewer) -> PacketRecord:
    """The packet with another reviewer, whom no refresh takes it from unless something graver has come.

    Route, reasons and gates stay as they are. A question that is open goes with it.

    Raises:
        RefusedError: see `authorise`; or *to* may not have it.
    """
    authorise(record, PacketEvent.REROUTE, press, policy)
    if to.role not in LEADERSHIP and awaits_path(record):
        raise NotAllowedError(
            "Until its path is chosen only leadership or legal has this account. Nothing was changed."
        )
    if to not in takers(record, policy, roster):
        raise NotNowError("It cannot go there: it is there already, or nobody there can decide. Nothing was changed.")
    person = press.person
    reroute = Reroute(to=to, reason=press.reason, by_id=person.user_id, by_name=person.name, at=press.at)
    asked = record.question
    question = replace(asked, asked=to.role, colleague=to.user_id) if asked else None
    return pressed(record, PacketEvent.REROUTE, press, policy, reviewer=to, reroute=reroute, question=question)
