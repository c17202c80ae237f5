"""*More…*: what else a person can record or do about an account, each with its button.

A card takes few buttons, so these are one press further away. A new one is a row of ENTRIES, its Action and its door;
the door opens its own form on top of this one (`views.push`) and ends with `response_action: clear`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.cards.blocks import button, reference, rich
from bot.cards.drawing import Block
from bot.cards.headline import account_name
from bot.cards.modal import lines_of, modal
from bot.cards.recorded import promise_words
from bot.cards.standing import draft_on_card
from bot.cards.text import line, own, plain
from models.controls import Action, Form
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from models.policy import Policy

_TOLD = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be pressed."""

    action: Action
    label: str
    #: What the press is for, in one sentence.
    told: str
    #: Whether the packet as it stands has room for it; who may press it is decided at the press.
    when: Callable[[PacketRecord], bool]


def _always(_record: PacketRecord) -> bool:
    return True


def _has_lines(record: PacketRecord) -> bool:
    return bool(lines_of(record))


def _has_contacts(record: PacketRecord) -> bool:
    return bool(record.packet.contacts)


def _has_records(record: PacketRecord) -> bool:
    return record.is_live and bool(record.packet.recorded)


def _is_posted(record: PacketRecord) -> bool:
    return record.state is PacketState.POSTED


def _has_draft(record: PacketRecord) -> bool:
    return _is_posted(record) and draft_on_card(record) is not None


def _is_sent(record: PacketRecord) -> bool:
    return record.state is PacketState.SENT


#: Every entry, in the order of the form.
ENTRIES: tuple[Entry, ...] = (
    Entry(Action.PROMISE, "Promise to pay", "They named a day on which they pay.", _has_lines),
    Entry(Action.ALREADY_PAID, "Already paid", "They say it was paid. Finance leadership looks for it.", _has_lines),
    Entry(Action.PO_RECEIVED, "PO received", "They gave us the purchase order an invoice was missing.", _has_lines),
    Entry(Action.WRONG_CONTACT, "Wrong contact", "An address of theirs is not the one to write to.", _has_contacts),
    Entry(Action.TOUCH, "Log another touch", "Somebody called or met them; the next mail waits.", _always),
    Entry(Action.RECORDED, "What was recorded", "Say what is still true, or take it back.", _has_records),
    Entry(Action.DECLINE, "Decline", "This draft should not go out. It waits a while, or for news.", _has_draft),
    Entry(Action.COLLEAGUE, "Ask a colleague", "One person answers, and it comes back to you.", _is_posted),
    Entry(Action.REROUTE, "Not my account", "Somebody else decides this follow-up.", _is_posted),
    Entry(Action.WALK_BACK, "Walk it back", "This mail should not have gone: write a correction.", _is_sent),
    Entry(Action.TRAIL, "Trail", "Who moved and approved what, when, on which data.", _always),
)


def more_form(record: PacketRecord, *, policy: Policy, channel: str, ts: str) -> Block:
    """The entries this packet has room for."""
    about = rich(line(own(account_name(record), bold=True), own("\nNothing here is sent to the customer.")))
    rows = [_row(record, entry, policy) for entry in ENTRIES if entry.when(record)]
    return modal(Form.MORE, record, [about, *rows], title="More", submit=None, channel=channel, ts=ts)


def _row(record: PacketRecord, entry: Entry, policy: Policy) -> Block:
    heard = promise_words(record, policy) if entry.action is Action.PROMISE else ""
    value = reference("packet", record.id, record.version)
    spoken = f"{entry.label}: {account_name(record, 40)}"
    return {
        "type": "section",
        "text": plain(heard or entry.told, _TOLD),
        "accessory": button(entry.action, entry.label, value, spoken=spoken),
    }
