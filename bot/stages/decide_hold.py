"""Who may hold what, and what such a press makes of a packet."""

from __future__ import annotations

from datetime import date

from bot.errors import NotAllowedError
from bot.stages.authority import is_reviewer
from bot.stages.decide import Press, authorise, pressed
from bot.stages.decide_path import path_after_hold
from bot.stages.decide_pause import pause
from bot.stages.holds import holds_of
from models.decision import Hold
from models.hold import STOPS, HoldKind, StandingHold
from models.lifecycle import PacketEvent, PacketState
from models.packet_record import PacketRecord
from models.people import LEADERSHIP, Person, Reviewer, Role
from models.policy import Policy


def may_stop(person: Person) -> bool:
    """Whether *person* may say that nobody writes to a customer: finance leadership and legal."""
    return not person.barred and bool(person.roles & LEADERSHIP)


def may_lift(hold: StandingHold, owner_id: str, person: Person, policy: Policy) -> bool:
    """What stops every message only leadership lifts; any other hold also the account's owner, or who put it on."""
    if hold.kind in STOPS or person.barred:
        return may_stop(person)
    is_owner = is_reviewer(Reviewer(Role.ACCOUNT_OWNER, owner_id), person, policy)
    return is_owner or person.is_finance_lead or person.user_id == hold.by_id


def hold_by(
    record: PacketRecord, press: Press, policy: Policy, *, kind: HoldKind, until: date | None, today: date
) -> Hold:
    """The hold of *kind* that this press puts on, until the morning of *until*.

    Raises:
        RefusedError: see `authorise`; or the day is missing or not ahead.
    """
    if kind not in STOPS:
        authorise(record, PacketEvent.HOLD, press, policy)
    elif not may_stop(press.person):
        raise NotAllowedError("Finance leadership or legal says that nobody may write to them. Nothing was changed.")
    may_leave_open = press.person.is_finance_lead or kind in STOPS
    return pause(press, until, today, may_leave_open=may_leave_open, of_account=kind is HoldKind.ACCOUNT)


def released(record: PacketRecord, press: Press, policy: Policy) -> PacketRecord:
    """The packet without its hold; one that was brought back because they wrote may still have its account's."""
    is_back = record.state is not PacketState.HELD and bool(holds_of(record.packet, HoldKind.ACCOUNT))
    event = PacketEvent.REFRESH if is_back else PacketEvent.RELEASE
    path = path_after_hold(record)
    return pressed(record, event, press, policy, hold=None, path=path, has_card=True)
