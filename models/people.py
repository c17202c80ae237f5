"""Who acts, and as what. Built by adapters from Slack and the policy, passed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models.evidence import Origin


class Role(StrEnum):
    """What a person may decide. A person may hold several."""

    ACCOUNT_OWNER = "account_owner"
    CUSTOMER_SUCCESS = "customer_success"
    FINANCE = "finance"
    FINANCE_LEADERSHIP = "finance_leadership"
    LEGAL = "legal"
    #: Reads every account and the record; decides nothing and is never asked.
    CONTROLLER = "controller"


#: Roles whose people choose the path of an executive review.
LEADERSHIP = frozenset({Role.FINANCE_LEADERSHIP, Role.LEGAL})
#: Roles a packet can be with.
DECIDING = frozenset(Role) - {Role.CONTROLLER}


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Whose decision it is: a role, and the one person when the role alone does not say."""

    role: Role
    user_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A Slack user as of this press. Identity is team and user id, never a name."""

    team_id: str
    user_id: str
    name: str
    email: str = ""
    roles: frozenset[Role] = frozenset()
    #: Deactivated, a guest, a bot or from another workspace: such a person may do nothing.
    barred: str | None = None

    @property
    def is_finance_lead(self) -> bool:
        """In the one role that may act on every packet."""
        return Role.FINANCE_LEADERSHIP in self.roles


@dataclass(frozen=True, slots=True)
class Leave:
    """Days on which a person is away, both ends included, business-local."""

    first: date
    last: date


def operator(name: str) -> Person:
    """Somebody at the command line, as they name themselves: nobody has checked it."""
    return Person(team_id="", user_id="operator", name=name)


class Inactive(StrEnum):
    """Why a Slack account of ours can own and decide nothing."""

    DEACTIVATED = "deactivated"
    GUEST = "guest"
    STRANGER = "stranger"
    BOT = "bot"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """One of ours as Slack last knew them."""

    user_id: str
    #: As Slack has it; "" = Slack has nobody of this id.
    name: str
    #: Business-local day Slack said so.
    as_of: date
    #: None = they may act.
    inactive: Inactive | None = None

    @property
    def origin(self) -> Origin:
        """Where it is from."""
        return Origin("slack", self.user_id, self.as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """What Slack said of our people when it was last asked, once a morning."""

    colleagues: Mapping[str, Colleague] = field(default_factory=dict)
    #: The last morning it answered for everybody; None = it never has.
    asked_on: date | None = None
    #: The morning it did not, if that was later; what is known of before then counts on.
    failed_on: date | None = None

    def inactive(self, user_id: str | None) -> Colleague | None:
        """This person, if Slack said that they can own and decide nothing; who was not asked about is not gone."""
        found = self.colleagues.get(user_id or "")
        return found if found is not None and found.inactive is not None else None


#: Slack was never asked.
NO_ROSTER = Roster()
