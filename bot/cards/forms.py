"""The forms behind the buttons of a packet card. Field names are models.controls.Field."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.blocks import asked, day_picker, option, radio, rich, select, ticks, typed
from bot.cards.details_form import details_form
from bot.cards.drawing import Block
from bot.cards.edit_form import edit_form, text_mark
from bot.cards.headline import account_name
from bot.cards.hold_form import hold_form, leave_unapplied_form
from bot.cards.modal import REASON, line_option, lines_of, modal
from bot.cards.names import DISPUTE_REASONS, PATHS, RATINGS, ROLES
from bot.cards.notes import by_model
from bot.cards.sign_form import sign_form
from bot.cards.standing import open_paths, path_meaning, suspicions
from bot.cards.text import line, own, quote, theirs
from models.controls import Field, Form
from models.decision import MOST_OPTIONS
from models.packet_record import PacketRecord
from models.people import DECIDING, Role
from models.policy import Policy


def escalate_form(record: PacketRecord, *, policy: Policy, channel: str, ts: str) -> Block:
    """Ask somebody else: to whom, what, and why."""
    roles = [option(ROLES[role].capitalize(), str(role)) for role in _others(record, policy)]
    first = next((one for one in roles if one["value"] == Role.FINANCE_LEADERSHIP), roles[0])
    blocks = [
        _about(record, "It goes to whom you choose; you see the answer here. Nothing is sent meanwhile."),
        asked(Field.ASKED, "To whom", select(roles, first)),
        asked(Field.QUESTION, "What you ask them", typed(lines=True, most=REASON)),
        asked(Field.OPTIONS, "What they could decide", typed(lines=True, most=REASON), hint=_OPTIONS, is_optional=True),
        asked(Field.REASON, "Why", typed(most=REASON, placeholder="What makes this more than a reminder")),
    ]
    return modal(Form.ESCALATE, record, blocks, title="Escalate", submit="Escalate", channel=channel, ts=ts)


def _others(record: PacketRecord, policy: Policy) -> list[Role]:
    staffed = {role for member in policy.members.values() for role in member.roles}
    others = [role for role in Role if role in DECIDING and role is not record.reviewer.role]
    return [role for role in others if role in staffed] or others


_OPTIONS = f"One a line, at most {MOST_OPTIONS}; whoever answers chooses one of them or writes something else."


def answer_form(record: PacketRecord, *, channel: str, ts: str) -> Block:
    """Answer the question and say what it was worth; it goes back to whoever asked."""
    question = record.question
    heard = [rich(line(theirs(question.by_name, 60), own(" asks:")), quote(question.text, 900))] if question else []
    options = [option(each, str(place)) for place, each in enumerate(question.options)] if question else []
    hint = "The packet goes back to who asked."
    blocks = [
        *heard,
        *([asked(Field.CHOSEN, "Your decision", radio(options), is_optional=True)] if options else []),
        asked(Field.REASON, "Your answer", typed(lines=True, most=REASON), hint=hint, is_optional=bool(options)),
        asked(
            Field.RATING,
            "Was it right to ask you this?",
            radio([option(name, str(one)) for one, name in RATINGS.items()]),
            is_optional=True,
        ),
    ]
    return modal(Form.ANSWER, record, blocks, title="Answer", submit="Answer", channel=channel, ts=ts)


def dispute_form(record: PacketRecord, *, channel: str, ts: str) -> Block:
    """Flag a dispute: which lines, how much of them, what they challenge."""
    lines = [line_option(item) for item in lines_of(record)]
    reasons = [option(text, str(reason)) for reason, text in DISPUTE_REASONS.items()]
    blocks = [
        _about(record, "Finance leadership is called at once and every mail about these lines stops."),
        *(
            [asked(Field.INVOICES, "Disputed invoices", ticks(lines, lines if len(lines) == 1 else []))]
            if lines
            else []
        ),
        asked(Field.REASON_CODE, "What they challenge", select(reasons)),
        asked(
            Field.AMOUNT,
            "Disputed amount",
            typed(most=40, placeholder=f"1250.00 {record.packet.currency}"),
            hint=_AMOUNT,
            is_optional=True,
        ),
        asked(Field.NOTE, "What you know", typed(lines=True, most=1_000), is_optional=True),
    ]
    return modal(Form.DISPUTE, record, blocks, title="Flag a dispute", submit="Flag it", channel=channel, ts=ts)


_AMOUNT = "Only with one invoice ticked, when they challenge a part of it. Empty: all of it."


def not_a_dispute_form(record: PacketRecord, *, channel: str, ts: str) -> Block:
    """Reject a suspicion, with a reason that is kept."""
    quotes = [part for each in suspicions(record)[:5] for part in (quote(each.quote, 600), *by_model(each))]
    blocks = [
        rich(line(own("You say that this is not a dispute:", bold=True)), *quotes),
        asked(Field.REASON, "Why not", typed(most=REASON), hint="The account is sorted again; your reason is kept."),
    ]
    return modal(
        Form.NOT_A_DISPUTE, record, blocks, title="Not a dispute", submit="Not a dispute", channel=channel, ts=ts
    )


def choose_path_form(record: PacketRecord, *, channel: str, ts: str) -> Block:
    """Choose how the relationship is handled this time."""
    paths = [option(PATHS[path], str(path), path_meaning(record, path)) for path in open_paths(record)]
    chosen = record.path
    before = next((one for one in paths if chosen and one["value"] == chosen.path), None)
    blocks = [
        _about(record, "Your choice holds for this follow-up only; the next one asks again."),
        asked(Field.PATH, "Path", radio(paths, before)),
        asked(Field.UNTIL, "Back on", day_picker(), hint="Needed for a call and for a hold.", is_optional=True),
        asked(Field.REASON, "Why", typed(most=REASON)),
    ]
    return modal(Form.CHOOSE_PATH, record, blocks, title="Choose the path", submit="Choose", channel=channel, ts=ts)


def _about(record: PacketRecord, told: str) -> Block:
    return rich(line(own(account_name(record), bold=True), own(f"\n{told}")))


def with_error(field: Field, told: str) -> Mapping[str, str]:
    """What Slack shows beside a field that was filled in wrongly (`response_action: errors`)."""
    return {str(field): told}


__all__ = [
    "answer_form",
    "choose_path_form",
    "details_form",
    "dispute_form",
    "edit_form",
    "escalate_form",
    "hold_form",
    "leave_unapplied_form",
    "not_a_dispute_form",
    "sign_form",
    "text_mark",
    "with_error",
]
