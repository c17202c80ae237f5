"""A hold that a press puts on: by whom, why and until when."""

from __future__ import annotations

from datetime import date

from bot.errors import NotNowError
from bot.stages.decide import Press
from models.decision import Hold


def pause(press: Press, until: date | None, today: date, *, may_leave_open: bool, of_account: bool = False) -> Hold:
    """A hold by this press until the morning of *until*.

    Raises:
        NotNowError: there is no day and this person may not leave it open, or the day is not ahead.
    """
    if until is None and not may_leave_open:
        raise NotNowError("Name the day it is back; only a finance lead may leave it open. Nothing was changed.")
    if until is not None and until <= today:
        raise NotNowError("The day it is back must come after today. Nothing was changed.")
    by_id, by_name = press.person.user_id, press.person.name
    return Hold(until=until, reason=press.reason, by_id=by_id, by_name=by_name, of_account=of_account)
