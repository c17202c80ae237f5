"""Whether customers' accounts may be shown in a Slack channel. What is not known counts against it."""

from __future__ import annotations

from collections.abc import Collection

from models.channel import MOST_MEMBERS, Audience, Unfit


def unfit(audience: Audience | None, public_allowed: Collection[str]) -> Unfit | None:
    """The first reason against it; None = there is none.

    *public_allowed* are the ids of public channels that the policy allows all the same.
    """
    if audience is None:
        return Unfit.MISSING
    channel = audience.channel
    reasons = {
        Unfit.ARCHIVED: channel.is_archived,
        Unfit.SHARED: channel.is_external,
        Unfit.PUBLIC: not channel.is_private and channel.id not in public_allowed,
        Unfit.NOT_JOINED: not channel.is_joined,
        Unfit.CROWDED: audience.count > MOST_MEMBERS,
        Unfit.OUTSIDERS: any(person is None or person.is_outsider for person in audience.people),
    }
    return next((reason for reason, is_so in reasons.items() if is_so), None)
