"""The buttons of a packet card."""

from __future__ import annotations

from bot import wording
from bot.cards.blocks import actions, button, confirmation, reference
from bot.cards.drawing import Block
from bot.cards.headline import account_name
from bot.cards.letter import headers
from bot.cards.mail_trouble import span
from bot.cards.mailed import left_out, own_words
from bot.cards.names import PLAYS, count
from bot.cards.standing import draft_on_card, has_gate, offered
from bot.cards.text import safe
from models.controls import Action
from models.draft import Draft
from models.gate import GateKind
from models.money import total
from models.outbox import OutboxItem
from models.packet_record import PacketRecord
from models.policy import Policy

_A = Action
#: Label, and what a screen reader says before the account's name.
_LABELS: dict[Action, tuple[str, str]] = {
    _A.APPROVE: ("Approve", "Approve the {draft} to"),
    _A.EDIT: ("Edit", "Edit the {draft} to"),
    _A.ESCALATE: ("Escalate", "Ask somebody else about"),
    _A.ANSWER: ("Answer", "Answer the question about"),
    _A.HOLD: ("Hold", "Put on hold:"),
    _A.RELEASE: ("End the hold", "End the hold of"),
    _A.SEEN: ("Seen, nothing here", "Message read, nothing in it:"),
    _A.DISPUTE: ("Dispute", "Flag a dispute of"),
    _A.NOT_A_DISPUTE: ("Not a dispute", "This is not a dispute:"),
    _A.CONFIRM_DISPUTE: ("Confirm: it is a dispute", "Confirm the dispute of"),
    _A.ALREADY_PAID: ("Already paid", "Record that they say it is paid:"),
    _A.CHOOSE_PATH: ("Choose path", "Choose the path for"),
    _A.LEAVE_UNAPPLIED: ("Leave unapplied", "Leave the money unapplied:"),
    _A.UNDO: ("Undo", "Take the approval back:"),
    _A.MAIL_LEFT: ("It was sent", "Say that the mail was sent to"),
    _A.MAIL_STAYED: ("It did not leave: ask me again", "Say that the mail did not leave, to"),
    _A.SIGN: ("Sign", "Sign the {draft} to"),
    _A.REVIEW: ("Review and approve", "Read all of the {draft}, then approve it:"),
    _A.PROMISE: ("Promise to pay", "Record the promise of"),
    _A.MORE: ("More…", "What else can be recorded about"),
    _A.DETAILS: ("Details", "Details of"),
}
_PRIMARY = frozenset({_A.APPROVE, _A.REVIEW, _A.CHOOSE_PATH, _A.ANSWER, _A.ALREADY_PAID})


def buttons(record: PacketRecord, policy: Policy, *, is_whole: bool, mail: OutboxItem | None = None) -> Block:
    """The row of buttons this state, its gates, its findings and what became of its mail leave."""
    wanted = offered(record, policy, is_whole=is_whole, mail=mail)
    first = next((action for action in wanted if action in _PRIMARY), None)
    return actions([packet_button(record, action, policy, is_primary=action is first) for action in wanted])


def packet_button(record: PacketRecord, action: Action, policy: Policy, *, is_primary: bool) -> Block:
    """One button about this packet, bound to the version on screen."""
    label, spoken = _LABELS[action]
    if action is _A.APPROVE and has_gate(record, GateKind.UNREAD_MESSAGE):
        label = "Approve, message read"
    play = PLAYS[record.draft.play] if record.draft else "draft"
    return button(
        action,
        label,
        reference("packet", record.id, record.version),
        spoken=f"{spoken.format(draft=play)} {account_name(record, 40)}",
        is_primary=is_primary,
        confirm=_confirm(record, action, policy),
    )


def _confirm(record: PacketRecord, action: Action, policy: Policy) -> Block | None:
    if action is _A.APPROVE and not record.is_trivial:
        return _confirm_approve(record, policy)
    if action is _A.CONFIRM_DISPUTE:
        text = (
            "Next you say which invoices. Then every mail about them stops and finance leadership is called. "
            "Only they can withdraw it."
        )
        return confirmation("Is it a dispute?", text, "It is a dispute")
    if action is _A.SEEN:
        return _confirm_seen(record)
    if action is _A.MAIL_LEFT:
        return confirmation("Was it sent?", "It counts as sent, by your word. Nothing is sent.", "It was sent")
    if action is _A.MAIL_STAYED:
        text = "If it did leave after all, a new approval sends it to the customer a second time. Nothing is sent now."
        return confirmation("Did it not leave?", text, "It did not leave")
    return None


def _confirm_approve(record: PacketRecord, policy: Policy) -> Block | None:
    draft = draft_on_card(record)
    if draft is None:
        return None
    named = dict(headers(draft))
    # A finance lead may send it too; whose name stands under it must not surprise either of them.
    who = f"From {safe(named['From'], 60)} to {safe(named['To'], 80)}."
    about = _about(record, draft, policy)
    hours = "at any hour of a working day" if policy.sending.is_all_day else f"{span(policy.sending)} on working days"
    text = f"{who} {about} It leaves {_window(policy)} later, {hours}; until then Undo works."
    return confirmation(f"Send this {PLAYS[draft.play]}?", text, "Approve")


def _about(record: PacketRecord, draft: Draft, policy: Policy) -> str:
    """What the mail asks for; what a person wrote may ask for something else than the record has."""
    open_now = wording.amount(total(draft.amounts, draft.amounts[0].currency)) if draft.amounts else ""
    told = own_words(record, policy)
    if not told:
        left = f"; {named}" if (named := left_out(record, policy)) else ""
        number = count(len(draft.invoices), "invoice")
        return f"About {open_now} on {number}{left}." if open_now else "It asks for no money."
    these = "this invoice" if len(draft.invoices) == 1 else f"these {count(len(draft.invoices), 'invoice')}"
    return f"{told}; the record has {open_now} open on {these}." if open_now else f"{told}, about no invoice."


def _confirm_seen(record: PacketRecord) -> Block:
    number = len(record.packet.unread)
    what = "The message counts" if number == 1 else f"{count(number, 'message')} count"
    text = f"{what} as read and leave{'s' if number == 1 else ''} the card; Details keeps every word. Nothing is sent."
    return confirmation("Nothing in it for us?", text, "Seen, nothing here")


def _window(policy: Policy) -> str:
    seconds = int(policy.undo_window.total_seconds())
    return count(seconds // 60, "minute") if seconds >= 60 else count(seconds, "second")
