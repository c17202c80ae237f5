"""What people, roles, times and moves are called on every card."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from models.correction import RootCause
from models.correspondence import Automatic
from models.decision import Decision, DeclineCode, Path, Rating
from models.dispute import DisputeReason
from models.draft import Play, Tone
from models.drafting import DraftedBy, EditCode
from models.lifecycle import PacketEvent
from models.packet import Route
from models.people import Reviewer, Role
from models.policy import Policy
from models.receivable import Gone

ROLES: Mapping[Role, str] = {
    Role.ACCOUNT_OWNER: "the account owner",
    Role.CUSTOMER_SUCCESS: "customer success",
    Role.FINANCE: "finance",
    Role.FINANCE_LEADERSHIP: "finance leadership",
    Role.LEGAL: "legal",
    Role.CONTROLLER: "the controller",
}

ROUTES: Mapping[Route, str] = {
    Route.ROUTINE: "Routine",
    Route.EXCEPTION: "Exception",
    Route.EXECUTIVE_REVIEW: "Executive review",
}

#: What a mail is called that nobody wrote.
AUTOMATIC: Mapping[Automatic, str] = {
    Automatic.AUTO_REPLY: "automatic reply",
    Automatic.BOUNCE: "undeliverable, automatic",
}

#: What a draft is called in "approve the …".
PLAYS: Mapping[Play, str] = {
    Play.REMINDER: "reminder",
    Play.NUDGE: "nudge",
    Play.ASK_PO: "request for a PO",
    Play.ASK_CONTACT: "request for a contact",
    Play.SEND_COPY: "note about the missing invoice",
    Play.STATUS_NOTE: "status note",
    Play.CORRECTION: "correction",
}

TONES: Mapping[Tone, str] = {
    Tone.COURTESY: "a courtesy",
    Tone.NUDGE: "a nudge",
    Tone.FIRM: "firm",
    Tone.FORMAL: "formal",
}

PATHS: Mapping[Path, str] = {
    Path.OWNER_CALLS: "The owner calls",
    Path.NOTE_BY_OWNER: "A note by the owner",
    Path.REST_ONLY: "The undisputed rest only",
    Path.FINANCE_TAKES_OVER: "Finance takes over",
    Path.HOLD: "Hold",
}

#: At most 75 characters each: Slack shows them under an option.
PATH_MEANINGS: Mapping[Path, str] = {
    Path.OWNER_CALLS: "No mail. The owner's card says to call; it is back on the day you name.",
    Path.NOTE_BY_OWNER: "A first draft goes to the account owner to approve.",
    Path.REST_ONLY: "A draft asks only for what nobody disputes.",
    Path.FINANCE_TAKES_OVER: "A draft goes to finance to approve.",
    Path.HOLD: "Nothing happens until the day you name; then you choose again.",
}

RATINGS: Mapping[Rating, str] = {
    Rating.USEFUL: "Useful",
    Rating.NOT_USEFUL: "Not useful",
    Rating.WRONG_OWNER: "Wrong owner: somebody else decides this",
}

EDIT_CODES: Mapping[EditCode, str] = {
    EditCode.WRONG_FACT: "A fact was wrong",
    EditCode.MISSING_FACT: "A fact was missing",
    EditCode.TONE: "The tone did not fit",
    EditCode.LENGTH: "Too long or too short",
    EditCode.OWN_STYLE: "My own way of saying it",
    EditCode.OTHER: "Something else",
}

DECLINE_CODES: Mapping[DeclineCode, str] = {
    DeclineCode.IN_TOUCH: "We are talking to them already",
    DeclineCode.WILL_PAY: "They will pay without it",
    DeclineCode.BAD_MOMENT: "The wrong moment for this customer",
    DeclineCode.WRONG_FACT: "A fact on the card is wrong",
    DeclineCode.WRONG_MESSAGE: "The wrong thing to write",
    DeclineCode.OTHER: "Something else",
}

ROOT_CAUSES: Mapping[RootCause, str] = {
    RootCause.OUTDATED: "It was paid, promised or disputed already",
    RootCause.WRONG_FACT: "A figure, an invoice or a date was wrong",
    RootCause.WRONG_PERSON: "It went to the wrong person",
    RootCause.BAD_MOMENT: "We owe them something first",
    RootCause.TONE: "The tone did not fit",
    RootCause.OTHER: "Something else",
}

DRAFTED_BY: Mapping[DraftedBy, str] = {
    DraftedBy.TEMPLATE: "the approved sentences of the bank",
    DraftedBy.MODEL: "approved sentences in a model's choice",
    DraftedBy.PERSON: "a person of ours",
}

#: What a rule of the sorting is called in a few words, where its name does not say it.
_RULES: Mapping[str, str] = {
    "human_led_request": "plan, credit or penalty",
    "owed_work": "we owe them work",
    "last_step_reached": "last reminder reached",
    "missing_po": "PO missing",
    "paper_wanted": "they want a paper",
}

DISPUTE_REASONS: Mapping[DisputeReason, str] = {
    DisputeReason.SCOPE: "Scope: not what was agreed",
    DisputeReason.DELIVERY: "Delivery: late or missing",
    DisputeReason.PRICING: "Pricing",
    DisputeReason.QUALITY: "Quality",
    DisputeReason.CONTRACT: "Contract language",
    DisputeReason.BILLING_ERROR: "Billing error",
    DisputeReason.ALREADY_PAID: "Says it is already paid",
    DisputeReason.OTHER: "Something else",
}

_E = PacketEvent
_MOVES: Mapping[PacketEvent, str] = {
    _E.POST: "Posted",
    _E.REFRESH: "Brought up to date",
    _E.SETTLE: "Closed",
    _E.CHOOSE_PATH: "Path chosen",
    _E.CHOOSE_PAUSE: "Path chosen",
    _E.EDIT: "Edited",
    _E.SIGN: "Signed",
    _E.APPROVE: "Approved",
    _E.ESCALATE: "Escalated",
    _E.ANSWER: "Answered",
    _E.REROUTE: "Passed on",
    _E.HOLD: "Put on hold",
    _E.DECLINE: "Declined",
    _E.WALK_BACK: "A mail walked back",
    _E.RELEASE: "Hold ended",
    _E.PROMISE: "Promise recorded",
    _E.DISPUTE: "Flagged as a dispute",
    _E.WITHDRAW: "Approval taken back",
    _E.DRIFT: "Approval void",
    _E.HAND_OVER: "Handed to the mail server",
    _E.CONFIRM: "Sent",
    _E.REFUSE: "Refused by the mail server",
    _E.DEFER: "Put off by the mail server",
}

#: by_id of the machine.
JOB = "job"


def zone(policy: Policy) -> ZoneInfo:
    """The office's: the cards of all entities stand in the same channels, and two clocks in one channel mislead."""
    return ZoneInfo(next(iter(policy.entities.values())).timezone)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def gone_words(gone: Gone) -> str:
    """Why an invoice that was open is not asked for any more; it may be paid, and nobody says so."""
    if gone.is_unread:
        return f"its row cannot be read since {short_day(gone.since)}"
    return f"no longer on the ERP's list as of {short_day(gone.since)}"


def short_day(on: date, today: date | None = None) -> str:
    """A date in the short form of cards, which nobody can misread; mail has `wording.day`.

    The year is left away where it is that of *today*; None = it is always said.
    """
    year = "" if today is not None and on.year == today.year else f" {on.year}"
    return f"{on.day} {_MONTHS[on.month - 1]}{year}"


def clock(at: datetime, policy: Policy, today: date | None = None, *, to_second: bool = False) -> str:
    """Time of day at the office, with the date when it is not *today*."""
    local = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone(policy))
    time = f"{local:%H:%M:%S}" if to_second else f"{local:%H:%M}"
    return time if today in (None, local.date()) else f"{short_day(local.date())}, {time}"


def local_day(at: datetime, policy: Policy) -> date:
    """The date at the office."""
    return at.astimezone(zone(policy)).date()


def person(user_id: str, policy: Policy, otherwise: str = "someone the policy does not name") -> str:
    """The name of one of ours."""
    named = policy.members.get(user_id)
    return named.name if named else otherwise


def reviewer(reviewer: Reviewer, policy: Policy) -> str:
    """Whose decision it is."""
    role = ROLES[reviewer.role]
    return person(reviewer.user_id, policy, role) if reviewer.user_id else role


def entity(entity_id: str, policy: Policy) -> str:
    """The name of a billing entity of ours."""
    known = policy.entities.get(entity_id)
    return known.name if known else entity_id


def by(decision: Decision) -> str:
    """ " by Olive", or nothing when it was the machine."""
    return "" if decision.by_id == JOB else f" by {decision.by_name}"


def move(event: PacketEvent) -> str:
    """What a move is called once it is done."""
    return _MOVES.get(event, str(event).replace("_", " ").capitalize())


def rule_words(rule: str) -> str:
    """A rule of the sorting, in a list: "strategic account"."""
    return _RULES.get(rule, rule.replace("_", " "))


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """*text* with a full stop when it has no end of its own."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
