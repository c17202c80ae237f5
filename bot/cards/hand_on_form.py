"""The forms behind *Decline*, *Ask a colleague* and *Not my account*."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.blocks import asked, option, radio, rich, select, typed
from bot.cards.drawing import Block
from bot.cards.headline import account_name
from bot.cards.modal import REASON, modal
from bot.cards.names import DECLINE_CODES, ROLES, person, short_day
from bot.cards.text import line, own, safe
from models.calendar import add_working_days
from models.controls import Field, Form
from models.packet_record import PacketRecord
from models.people import Reviewer, Role
from models.policy import Member, Policy


def decline_form(record: PacketRecord, *, policy: Policy, channel: str, ts: str) -> Block:
    """Why this draft is not to go out, as a code and in words."""
    back = short_day(add_working_days(record.packet.as_of, policy.contact_cap_days, policy.holidays))
    told = f"Nothing is sent. It is back on {back}, or as soon as they write, dispute something or break a promise."
    codes = [option(text, code.value) for code, text in DECLINE_CODES.items()]
    blocks = [
        _about(record, told),
        asked(Field.REASON_CODE, "Why it should not go out", radio(codes)),
        asked(Field.REASON, "In your words", typed(most=REASON), hint="Kept in the record; counted by rule."),
    ]
    return modal(Form.DECLINE, record, blocks, title="Decline", submit="Decline", channel=channel, ts=ts)


def colleague_form(record: PacketRecord, *, colleagues: Sequence[Member], channel: str, ts: str) -> Block:
    """One person, and what they are asked."""
    blocks = [
        _about(record, "They get this card with your question. Their answer brings it back to you."),
        asked(Field.ASKED, "Whom", select([_person(member) for member in colleagues])),
        asked(Field.QUESTION, "What you ask them", typed(lines=True, most=REASON)),
    ]
    return modal(Form.COLLEAGUE, record, blocks, title="Ask a colleague", submit="Ask", channel=channel, ts=ts)


def _person(member: Member) -> Block:
    roles = ", ".join(ROLES[role].removeprefix("the ") for role in sorted(member.roles))
    return option(f"{safe(member.name, 40)} · {roles}", member.user_id)


def pass_on_form(record: PacketRecord, *, takers: Sequence[Reviewer], policy: Policy, channel: str, ts: str) -> Block:
    """Whose it is instead, and why."""
    told = "They decide this follow-up. How it was sorted, and what is in its way, stays as it is."
    whom = [option(_taker(each, policy), taker_value(each)) for each in takers]
    blocks = [
        _about(record, told),
        asked(Field.ASKED, "Whose is it", select(whom)),
        asked(Field.REASON, "Why it is theirs", typed(most=REASON), hint="They read it on the card; it is counted."),
    ]
    return modal(Form.REROUTE, record, blocks, title="Not my account", submit="Pass it on", channel=channel, ts=ts)


def _taker(reviewer: Reviewer, policy: Policy) -> str:
    if reviewer.user_id is None:
        return ROLES[reviewer.role].capitalize()
    return f"{safe(person(reviewer.user_id, policy), 40)}, as account owner"


def taker_value(reviewer: Reviewer) -> str:
    """One choice of the form: a role, or an owner."""
    return f"owner {reviewer.user_id}" if reviewer.user_id else f"role {reviewer.role}"


def taker_of(value: str) -> Reviewer:
    """What `taker_value` stands for.

    Raises:
        ValueError: it names no role.
    """
    kind, _, named = value.partition(" ")
    return Reviewer(Role.ACCOUNT_OWNER, named) if kind == "owner" else Reviewer(Role(named))


def _about(record: PacketRecord, told: str) -> Block:
    return rich(line(own(account_name(record), bold=True), own(f"\n{told}")))
