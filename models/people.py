"""Who acts, and as what. Built by adapters from Slack and the policy, passed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
