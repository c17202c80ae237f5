"""The buttons of a dispute's card, by its state. Who may press them is decided at the press."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.blocks import actions, button, reference
from bot.cards.drawing import Block
from bot.cards.text import safe
from models.controls import Action
from models.dispute import Dispute
from models.lifecycle import DisputeState
from models.people import Role
from models.policy import Member, Policy

_A = Action
#: Label, and what a screen reader says before the account's name.
LABELS: Mapping[Action, tuple[str, str]] = {
    _A.ACKNOWLEDGE: ("Acknowledge", "Acknowledge the dispute of"),
    _A.RESOLVE_DISPUTE: ("Resolve", "Resolve the dispute of"),
    _A.ASK_OWNER: ("Ask owner", "Ask the account owner of"),
    _A.REASSIGN_DISPUTE: ("Reassign", "Hand to another finance lead the dispute of"),
    _A.CHASE_REST: ("Chase the rest", "Ask for what is not disputed:"),
    _A.WITHDRAW_DISPUTE: ("Withdraw", "Withdraw the dispute of"),
    _A.STOP_WAITING: ("Stop waiting", "Wait for no credit note:"),
    _A.REOPEN_DISPUTE: ("Reopen", "Reopen the dispute of"),
}
_OF_STATE: Mapping[DisputeState, tuple[Action, ...]] = {
    DisputeState.ROUTED: (_A.ACKNOWLEDGE, _A.ASK_OWNER, _A.CHASE_REST, _A.WITHDRAW_DISPUTE),
    DisputeState.OWNED: (_A.RESOLVE_DISPUTE, _A.ASK_OWNER, _A.CHASE_REST, _A.REASSIGN_DISPUTE, _A.WITHDRAW_DISPUTE),
    DisputeState.RESOLVED: (_A.STOP_WAITING, _A.CHASE_REST, _A.REOPEN_DISPUTE),
}
_PRIMARY = frozenset({_A.ACKNOWLEDGE, _A.RESOLVE_DISPUTE})


def buttons(dispute: Dispute, policy: Policy) -> list[Block]:
    """The row of them; no block where there are none."""
    wanted = [action for action in _OF_STATE.get(dispute.state, ()) if _fits(action, dispute, policy)]
    return [actions([_button(action, dispute) for action in wanted])] if wanted else []


def other_leads(dispute: Dispute, policy: Policy) -> tuple[Member, ...]:
    """The finance leads whose it is not, as the policy lists them."""
    leads = (member for member in policy.members.values() if Role.FINANCE_LEADERSHIP in member.roles)
    return tuple(lead for lead in leads if lead.user_id != dispute.owned_by)


def _fits(action: Action, dispute: Dispute, policy: Policy) -> bool:
    if action is _A.ASK_OWNER:
        return dispute.open_question is None
    if action is _A.REASSIGN_DISPUTE:
        return bool(other_leads(dispute, policy))
    if action is _A.STOP_WAITING:
        return dispute.awaits_credit
    if action is _A.CHASE_REST:
        disputed = {one.invoice_number for one in dispute.lines}
        has_rest = any(one.invoice_number not in disputed for one in dispute.rest)
        return has_rest and (dispute.is_open or dispute.awaits_credit)
    return True


def _button(action: Action, dispute: Dispute) -> Block:
    label, spoken = LABELS[action]
    value = reference("dispute", dispute.id, dispute.version)
    name = safe(dispute.account_name, 30)
    return button(action, label, value, spoken=f"{spoken} {name}", is_primary=action in _PRIMARY)
