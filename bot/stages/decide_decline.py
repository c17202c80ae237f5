"""Decline: a draft that is not to go out, and what brings it back. The flow stores what this decides."""

from __future__ import annotations

from datetime import date

from bot.errors import NotNowError
from bot.stages.changed import changes
from bot.stages.decide import Press, authorise, pressed
from models.calendar import add_working_days
from models.change import ChangeKind
from models.decision import DeclineCode, Hold
from models.lifecycle import PacketEvent
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.policy import Policy

#: What makes it another decision than the one that was declined.
_ENDS = frozenset({ChangeKind.WROTE, ChangeKind.DISPUTED, ChangeKind.PROMISE_BROKEN})


def declined(record: PacketRecord, press: Press, policy: Policy, *, code: DeclineCode, today: date) -> PacketRecord:
    """The packet on hold for one contact cap from *today*; the press's reason says why in words.

    Raises:
        RefusedError: see `authorise`; or there is no draft.
    """
    authorise(record, PacketEvent.DECLINE, press, policy)
    if record.draft is None:
        raise NotNowError("There is no draft to decline. Hold puts it off. Nothing was changed.")
    hold = Hold(
        until=add_working_days(today, policy.contact_cap_days, policy.holidays),
        reason=press.reason,
        by_id=press.person.user_id,
        by_name=press.person.name,
        declined=code,
    )
    return pressed(record, PacketEvent.DECLINE, press, policy, hold=hold)


def new_since_decline(hold: Hold, then: FollowUpPacket, now: FollowUpPacket) -> str:
    """The new fact that brings a declined draft back before its day, as a sentence; "" = there is none."""
    if hold.declined is None:
        return ""
    found = next((each for each in changes(then, now) if each.kind in _ENDS), None)
    return f"Something new: {found.what}." if found else ""
