"""Doors: one file per gesture. A door reads the press, calls one flow and acknowledges; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from slack_bolt import App

from bot.flows.desk import Desk
from handlers import (
    acknowledge,
    answer,
    approve,
    choose_path,
    details,
    dispute,
    edit,
    escalate,
    hold,
    invoice_command,
    leave_unapplied,
    not_a_dispute,
    seen,
    survey,
    undo,
)

#: Every door, in the order of the day.
DOORS: tuple[Callable[[App, Desk], None], ...] = (
    approve.register,
    undo.register,
    edit.register,
    escalate.register,
    answer.register,
    hold.register,
    seen.register,
    leave_unapplied.register,
    not_a_dispute.register,
    dispute.register,
    acknowledge.register,
    choose_path.register,
    details.register,
    invoice_command.register,
    survey.register,
)
