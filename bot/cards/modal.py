"""What every form shares: its frame, and what it remembers of the card it was opened from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from bot import wording
from bot.cards.blocks import option, rich
from bot.cards.drawing import Block
from bot.cards.limits import BLOCKS_IN_VIEW, OPTION_LABEL, OPTION_VALUE, check_view
from bot.cards.notes import pause
from bot.cards.text import plain, safe
from models.controls import Form
from models.packet import OpenItem
from models.packet_record import PacketRecord

REASON = 500


def modal(
    form: Form,
    record: PacketRecord,
    blocks: Sequence[Block],
    *,
    title: str,
    submit: str | None,
    channel: str,
    ts: str,
    **more: str,
) -> Block:
    """A modal about *record*, opened from the message *ts* in *channel*; *more* is carried back beside them.

    While all mail is paused a form that changes something says so first.
    """
    remembered = {"packet": record.id, "version": record.version, "channel": channel, "ts": ts, **more}
    paused = [rich(each) for each in pause(record)] if submit is not None and len(blocks) < BLOCKS_IN_VIEW else []
    return framed(form, remembered, [*paused, *blocks], title=title, submit=submit)


def framed(
    form: Form, remembered: Mapping[str, object], blocks: Sequence[Block], *, title: str, submit: str | None
) -> Block:
    """The frame of a form about anything; *remembered* comes back with it."""
    view: Block = {
        "type": "modal",
        "callback_id": str(form),
        "title": plain(title, 24),
        "close": plain("Close" if submit is None else "Cancel", 24),
        "private_metadata": json.dumps(dict(remembered)),
        "blocks": list(blocks),
    }
    if submit is not None:
        view["submit"] = plain(submit, 24)
    return check_view(view)


def lines_of(record: PacketRecord) -> tuple[OpenItem, ...]:
    """Every past-due line of the packet, asked for or left out."""
    packet = record.packet
    return (*packet.items, *(left.item for left in packet.left_out))


def line_option(item: OpenItem) -> Block:
    """One invoice to tick; the value is its number. A number with hidden characters comes back without them."""
    label = f"{safe(item.invoice.number, 40)} · {wording.amount(item.open)} · {item.days_past_due} days"
    return option(safe(label, OPTION_LABEL), safe(item.invoice.number, OPTION_VALUE) or "–")
