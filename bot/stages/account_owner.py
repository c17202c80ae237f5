"""Whose account it is today: the CRM's owner while they are here, else the fallback of the policy; never nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot import wording
from models.evidence import Origin
from models.ledger import Account
from models.people import Colleague, Inactive, Role, Roster
from models.policy import Policy

_SAID: Mapping[Inactive, str] = {
    Inactive.DEACTIVATED: "has left (Slack account deactivated)",
    Inactive.GUEST: "is only a guest in Slack",
    Inactive.STRANGER: "belongs to another Slack workspace",
    Inactive.BOT: "is a bot in Slack",
    Inactive.NOT_FOUND: "has no Slack account",
}


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who has an account, and why it is not the one on record."""

    #: Slack user id of a member of the policy.
    user_id: str
    #: None = the owner on record has it.
    why: str | None
    #: The row that names the owner, and what Slack says of the people who cannot have it.
    origins: tuple[Origin, ...]
    #: Who would have it and is away, until when, and who has it meanwhile; None = nobody is.
    away: str | None = None


def ownership(account: Account, policy: Policy, roster: Roster) -> Ownership:
    """The owner on record, if the policy names them and Slack does not say that they are gone."""
    named = account.owner_id
    gone = roster.inactive(named)
    if named in policy.members and gone is None and named is not None:
        return Ownership(named, None, (account.origin,))
    why = "unknown"
    if gone is not None:
        why = gone_words(gone, policy)
    elif named is not None:
        why = "unknown: the one on record is not in the policy"
    return _fallback(account, policy, roster, why, gone)


def owner_on(account: Account, policy: Policy, roster: Roster, day: date) -> Ownership:
    """As `ownership`, but while that person is on leave it is their delegate's, else the fallback's; never nobody's."""
    found = ownership(account, policy, roster)
    absent = policy.members[found.user_id]
    leave = absent.away_on(day)
    if leave is None:
        return found
    turn = [policy.members[each] for each in (absent.delegate, *_in_turn(policy)) if each is not None]
    heir = next((one for one in turn if one.away_on(day) is None and roster.inactive(one.user_id) is None), absent)
    until = wording.day(leave.last)
    told = (
        f"{absent.name} is away through {until}; {heir.name} has it"
        if heir != absent
        else (f"{absent.name} is away through {until}, and so is everybody who could have it meanwhile")
    )
    return replace(found, user_id=heir.user_id, away=told)


def _fallback(account: Account, policy: Policy, roster: Roster, why: str, gone: Colleague | None) -> Ownership:
    passed = roster.inactive(policy.fallback_owner)
    # Were all of them gone, the role's channel still has its people, and the fallback stays the name on it.
    heir = next((each for each in _in_turn(policy) if roster.inactive(each) is None), policy.fallback_owner)
    told = [why, gone_words(passed, policy)] if passed is not None and passed != gone else [why]
    origins = [each.origin for each in (gone, passed) if each is not None]
    said = "; ".join([*told, f"{policy.members[heir].name} has it meanwhile"])
    return Ownership(heir, said, (account.origin, *dict.fromkeys(origins)))


def _in_turn(policy: Policy) -> Iterator[str]:
    """Who gets what nobody else has: the fallback owner, then finance, then finance leadership, as the policy lists."""
    yield policy.fallback_owner
    for role in (Role.FINANCE, Role.FINANCE_LEADERSHIP):
        yield from (user_id for user_id, member in policy.members.items() if role in member.roles)


def gone_words(gone: Colleague, policy: Policy) -> str:
    """ "Olive Byrne has left (Slack account deactivated)"."""
    member = policy.members.get(gone.user_id)
    name = member.name if member else gone.name or gone.user_id
    return f"{name} {_SAID[gone.inactive]}" if gone.inactive else name
