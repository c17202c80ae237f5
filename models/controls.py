"""Every button, form and command, by the id Slack sends back. docs/controls.md lists the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """action_id of a button on a card."""

    APPROVE = "packet_approve"
    EDIT = "packet_edit"
    ESCALATE = "packet_escalate"
    ANSWER = "packet_answer"
    HOLD = "packet_hold"
    RELEASE = "packet_release"
    SEEN = "packet_seen"
    DISPUTE = "packet_dispute"
    NOT_A_DISPUTE = "packet_not_a_dispute"
    CONFIRM_DISPUTE = "packet_confirm_dispute"
    CHOOSE_PATH = "packet_choose_path"
    UNDO = "packet_undo"
    DETAILS = "packet_details"
    ACKNOWLEDGE = "dispute_acknowledge"
    SURVEY = "survey_answer"
    LEAVE_UNAPPLIED = "packet_leave_unapplied"
    LIFT = "hold_lift"


class Form(StrEnum):
    """callback_id of a modal."""

    EDIT = "form_edit"
    ESCALATE = "form_escalate"
    ANSWER = "form_answer"
    HOLD = "form_hold"
    DISPUTE = "form_dispute"
    NOT_A_DISPUTE = "form_not_a_dispute"
    CHOOSE_PATH = "form_choose_path"
    DETAILS = "form_details"
    SURVEY = "form_survey"
    LEAVE_UNAPPLIED = "form_leave_unapplied"


class Field(StrEnum):
    """block_id and action_id of an input in a modal."""

    SUBJECT = "subject"
    BODY = "body"
    INVOICES = "invoices"
    REASON = "reason"
    QUESTION = "question"
    ASKED = "asked"
    UNTIL = "until"
    PATH = "path"
    NOTE = "note"
    REASON_CODE = "reason_code"
    AMOUNT = "amount"
    MINUTES = "minutes"
    PER_WEEK = "per_week"
    SCOPE = "scope"


class Command(StrEnum):
    """Slash commands."""

    INVOICE = "/invoice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What a button or form carries back: an opaque id, the version shown, and where."""

    #: Packet or dispute id; of the survey, the Slack user id of who was asked; of a hold, its account and its key.
    subject_id: str
    version: int
    channel: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form carries back, by field. A field left empty is absent."""

    text: Mapping[Field, str]
    ticked: Mapping[Field, tuple[str, ...]]
