"""Once a morning: who of ours still has a Slack account that may own and decide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.flows.desk import Desk, note
from bot.ports import Directory
from models.people import Roster
from models.policy import Policy

#: People asked about in one morning; whom the policy names comes first.
MOST = 200


def call_roll(desk: Desk, directory: Directory, day: date) -> Roster:
    """Ask Slack about everybody the policy or an account names, unless it has answered for *day* already.

    Whom it does not answer for stays as last known: a Slack that is down or asks for patience stops no morning, and
    the lists of that day say so.
    """
    with desk.store.transaction() as books:
        before = books.roster()
        wanted = _wanted(desk.policy, books.owner_ids())
    if before.asked_on == day:
        return before
    found = directory.colleagues(wanted, day)
    is_whole = all(user_id in found for user_id in wanted)
    kept = {user_id: one for user_id, one in before.colleagues.items() if user_id in wanted}
    roster = Roster(
        colleagues=kept | dict(found),
        asked_on=day if is_whole else before.asked_on,
        failed_on=None if is_whole else day,
    )
    with desk.store.transaction() as books:
        books.keep_roster(roster)
        gone = sorted(f"{one.user_id} {one.inactive}" for one in roster.colleagues.values() if one.inactive)
        answered = f"{len(found)} of {len(wanted)}"
        note(books, desk.clock.now(), "roll.called", "", day=day.isoformat(), gone=", ".join(gone), answered=answered)
    return roster


def _wanted(policy: Policy, owner_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*policy.members, *owner_ids)))[: max(MOST, len(policy.members))]
