"""Choose path: what leadership's choice makes of a packet. The flow stores what this decides."""

from __future__ import annotations

from datetime import date

from bot import wording
from bot.errors import NotNowError
from bot.stages.authority import awaits_path
from bot.stages.decide import Press, pressed
from bot.stages.decide_pause import pause
from models.calendar import add_working_days, is_working_day
from models.decision import DRAFTING_PATHS, Path, PathChoice
from models.lifecycle import PacketEvent
from models.packet_record import PacketRecord
from models.people import Reviewer, Role
from models.policy import Policy


def path_chosen(
    record: PacketRecord, press: Press, policy: Policy, *, path: Path, until: date | None, today: date
) -> PacketRecord:
    """The packet with leadership's path; the flow writes draft 1 where the path asks for one."""
    if not awaits_path(record):
        raise NotNowError("No path is to be chosen here. Nothing was changed.")
    choice = PathChoice(
        path=path,
        reason=press.reason,
        by_id=press.person.user_id,
        by_name=press.person.name,
        at=press.at,
        over=tuple(reason.rule for reason in record.packet.reasons),
    )
    if path not in DRAFTING_PATHS:
        if until is not None and not is_working_day(until, policy.holidays):
            following = wording.day(add_working_days(until, 1, policy.holidays))
            raise NotNowError(f"Nobody is at work that day; the next working day is {following}. Nothing was changed.")
        hold = pause(press, until, today, may_leave_open=press.person.is_finance_lead)
        calls = path is Path.OWNER_CALLS
        whose = Reviewer(Role.ACCOUNT_OWNER, record.packet.owner_id) if calls else record.reviewer
        return pressed(
            record, PacketEvent.CHOOSE_PAUSE, press, policy, path=choice, hold=hold, question=None, reviewer=whose
        )
    reviewer = (
        Reviewer(Role.FINANCE)
        if path is Path.FINANCE_TAKES_OVER
        else Reviewer(Role.ACCOUNT_OWNER, record.packet.owner_id)
    )
    return pressed(record, PacketEvent.CHOOSE_PATH, press, policy, path=choice, reviewer=reviewer, question=None)


def path_after_hold(record: PacketRecord) -> PathChoice | None:
    """The path once a hold is over: a path that was a pause is asked again."""
    return record.path if record.path is not None and record.path.path in DRAFTING_PATHS else None
