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
    SIGN = "packet_sign"
    DETAILS = "packet_details"
    ACKNOWLEDGE = "dispute_acknowledge"
    RESOLVE_DISPUTE = "dispute_resolve"
    ASK_OWNER = "dispute_ask_owner"
    OWNER_ANSWER = "dispute_owner_answer"
    REASSIGN_DISPUTE = "dispute_reassign"
    CHASE_REST = "dispute_chase_rest"
    WITHDRAW_DISPUTE = "dispute_withdraw"
    STOP_WAITING = "dispute_stop_waiting"
    REOPEN_DISPUTE = "dispute_reopen"
    SURVEY = "survey_answer"
    LEAVE_UNAPPLIED = "packet_leave_unapplied"
    MORE = "packet_more"
    PROMISE = "packet_promise"
    ALREADY_PAID = "packet_already_paid"
    PO_RECEIVED = "packet_po_received"
    WRONG_CONTACT = "packet_wrong_contact"
    TOUCH = "packet_touch"
    RECORDED = "packet_recorded"
    DECLINE = "packet_decline"
    COLLEAGUE = "packet_ask_colleague"
    REROUTE = "packet_reroute"
    TRAIL = "packet_trail"
    REVIEW = "packet_review"
    REVIEW_ON = "packet_review_on"
    WALK_BACK = "packet_walk_back"
    LIFT = "hold_lift"
    BATCH = "list_approve_alike"
    CONFIDENCE = "packet_confidence"
    MAIL_LEFT = "packet_mail_left"
    MAIL_STAYED = "packet_mail_stayed"
    SETTLE_POST = "post_settle"
    TAKE_OVER = "packet_take_over"


class Form(StrEnum):
    """callback_id of a modal."""

    EDIT = "form_edit"
    ESCALATE = "form_escalate"
    ANSWER = "form_answer"
    HOLD = "form_hold"
    DISPUTE = "form_dispute"
    NOT_A_DISPUTE = "form_not_a_dispute"
    RESOLVE_DISPUTE = "form_resolve_dispute"
    ASK_OWNER = "form_ask_owner"
    OWNER_ANSWER = "form_owner_answer"
    REASSIGN_DISPUTE = "form_reassign_dispute"
    CHASE_REST = "form_chase_rest"
    WITHDRAW_DISPUTE = "form_withdraw_dispute"
    STOP_WAITING = "form_stop_waiting"
    REOPEN_DISPUTE = "form_reopen_dispute"
    CHOOSE_PATH = "form_choose_path"
    DETAILS = "form_details"
    SIGN = "form_sign"
    SURVEY = "form_survey"
    LEAVE_UNAPPLIED = "form_leave_unapplied"
    MORE = "form_more"
    PROMISE = "form_promise"
    ALREADY_PAID = "form_already_paid"
    PO_RECEIVED = "form_po_received"
    WRONG_CONTACT = "form_wrong_contact"
    TOUCH = "form_touch"
    RECORDED = "form_recorded"
    DECLINE = "form_decline"
    COLLEAGUE = "form_ask_colleague"
    REROUTE = "form_reroute"
    TRAIL = "form_trail"
    REVIEW = "form_review"
    WALK_BACK = "form_walk_back"
    ADD_TO_ACCOUNT = "form_add_to_account"
    BATCH = "form_approve_alike"
    SETTLE_POST = "form_settle_post"


class Shortcut(StrEnum):
    """callback_id of a shortcut in the menu of any Slack message."""

    ADD_TO_ACCOUNT = "shortcut_add_to_account"


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
    OUTCOME = "outcome"
    OPTIONS = "options"
    CHOSEN = "chosen"
    RATING = "rating"
    CREDIT = "credit"
    MINUTES = "minutes"
    PER_WEEK = "per_week"
    SCOPE = "scope"
    ACCOUNT = "account"
    SEARCH = "search"
    ON = "on"
    SAID_BY = "said_by"
    HOW = "how"
    PO_NUMBER = "po_number"
    REFERENCE = "reference"
    CONTACT = "contact"
    INSTEAD = "instead"
    WITH = "with"
    RECORDED = "recorded"
    TO = "to"
    CC = "cc"
    TONE = "tone"
    NOT_THIS = "not_this"
    READ = "read"
    LINK = "link"


class Expected(StrEnum):
    """The value of *Is a credit note expected?*"""

    YES = "yes"
    NO = "no"


class Found(StrEnum):
    """What a person found out about a post nobody knew of."""

    THERE = "there"
    NOT_THERE = "not_there"


class Command(StrEnum):
    """Slash commands."""

    INVOICE = "/invoice"
    ACCOUNT = "/account"
    AGING = "/aging"
    DISPUTES = "/disputes"
    PROMISES = "/promises"
    COLLECTIONS = "/collections"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What a button or form carries back: an opaque id, the version shown, and where."""

    #: Packet or dispute id; of the survey, the Slack user id of who was asked; of a hold, its account and its key;
    #: of a post, the key of its row.
    subject_id: str
    version: int
    channel: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form carries back, by field. A field left empty is absent."""

    text: Mapping[Field, str]
    ticked: Mapping[Field, tuple[str, ...]]
