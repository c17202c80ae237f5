"""Who a Slack user is, asked of Slack on each press and matched with the policy's people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from models.people import Colleague, Inactive, Person
from models.policy import Policy

_BARRED: Mapping[Inactive, str] = {
    Inactive.DEACTIVATED: "Your account is deactivated.",
    Inactive.GUEST: "Guests may not decide or see customer accounts.",
    Inactive.STRANGER: "You are in another workspace.",
    Inactive.BOT: "Bots may not decide.",
}
#: Slack's words for an id it has nobody of.
_NOBODY = frozenset({"user_not_found", "user_not_visible"})


class SlackDirectory:
    """ports.Directory: identity is (team, user); a stranger, guest, bot or leaver comes back barred."""

    def __init__(self, client: WebClient, policy: Policy, team_id: str) -> None:
        self._client = client
        self._policy = policy
        self._team_id = team_id

    def person(self, team_id: str, user_id: str) -> Person:
        """See ports.Directory."""
        if team_id != self._team_id:
            return _stranger(team_id, user_id, "You are in another workspace.")
        try:
            user: dict[str, Any] = self._client.users_info(user=user_id)["user"]
        except (SlackApiError, OSError):
            return _stranger(team_id, user_id, "Slack did not say who you are just now; please press again.")
        inactive = _inactive(user)
        barred = _BARRED[inactive] if inactive else None
        member = self._policy.members.get(user_id)
        if member is None:
            why = barred or "You have no role in the collections policy."
            return Person(team_id=team_id, user_id=user_id, name=_name(user, user_id), barred=why)
        return Person(
            team_id=team_id, user_id=user_id, name=member.name, email=member.email, roles=member.roles, barred=barred
        )

    def colleagues(self, user_ids: Sequence[str], as_of: date) -> Mapping[str, Colleague]:
        """See ports.Directory."""
        found: dict[str, Colleague] = {}
        for user_id in user_ids:
            try:
                user: dict[str, Any] = self._client.users_info(user=user_id)["user"]
            except SlackApiError as error:
                if _word(error) not in _NOBODY:
                    # Too many requests, or a token that is no good: the next one would be refused as well.
                    break
                found[user_id] = Colleague(user_id=user_id, name="", as_of=as_of, inactive=Inactive.NOT_FOUND)
            except (OSError, HTTPException):
                break
            else:
                name, inactive = _name(user, user_id), _inactive(user)
                found[user_id] = Colleague(user_id=user_id, name=name, as_of=as_of, inactive=inactive)
        return found


def _stranger(team_id: str, user_id: str, why: str) -> Person:
    return Person(team_id=team_id, user_id=user_id, name=user_id, barred=why)


def _word(error: SlackApiError) -> str:
    """Slack's own word for what is wrong; "" where a body that is no JSON has none."""
    response = error.response
    return str(response.get("error", "")) if hasattr(response, "get") else ""


def _name(user: dict[str, Any], user_id: str) -> str:
    return str(user.get("real_name") or user.get("name") or user_id)


def _inactive(user: dict[str, Any]) -> Inactive | None:
    if user.get("deleted"):
        return Inactive.DEACTIVATED
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Inactive.GUEST
    if user.get("is_stranger"):
        return Inactive.STRANGER
    return Inactive.BOT if user.get("is_bot") else None
