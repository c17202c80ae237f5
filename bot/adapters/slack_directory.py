"""Who a Slack user is, asked of Slack on each press and matched with the policy's people."""

from __future__ import annotations

from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from models.people import Person
from models.policy import Policy


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
        barred = _barred(user)
        member = self._policy.members.get(user_id)
        if member is None:
            name = str(user.get("real_name") or user.get("name") or user_id)
            why = barred or "You have no role in the collections policy."
            return Person(team_id=team_id, user_id=user_id, name=name, barred=why)
        return Person(
            team_id=team_id, user_id=user_id, name=member.name, email=member.email, roles=member.roles, barred=barred
        )


def _stranger(team_id: str, user_id: str, why: str) -> Person:
    return Person(team_id=team_id, user_id=user_id, name=user_id, barred=why)


def _barred(user: dict[str, Any]) -> str | None:
    if user.get("deleted"):
        return "Your account is deactivated."
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return "Guests may not decide or see customer accounts."
    if user.get("is_stranger"):
        return "You are in another workspace."
    return "Bots may not decide." if user.get("is_bot") else None
