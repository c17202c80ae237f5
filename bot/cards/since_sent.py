"""What became of a mail since it was sent, on its card and in the list."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.cards.blocks import rich
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import DoesNotFitError, check
from bot.cards.names import local_day, short_day
from bot.cards.recorded import by_and_when
from bot.cards.text import line, own, safe
from models.dispute import Dispute
from models.packet_record import PacketRecord
from models.policy import Policy

_SHOWN = 5


def with_since(drawing: Drawing, record: PacketRecord, disputes: Sequence[Dispute], policy: Policy) -> Drawing:
    """The card of a sent packet with what became of it, above its buttons, as far as Slack takes it."""
    told = [*(_disputed(one, policy) for one in disputes), *map(by_and_when, reversed(record.packet.recorded))][:_SHOWN]
    at = next((i for i, block in enumerate(drawing.blocks) if block["type"] == "actions"), len(drawing.blocks))
    with suppress(DoesNotFitError):
        blocks = [*drawing.blocks[:at], rich(*told), *drawing.blocks[at:]]
        return check(replace(drawing, blocks=blocks)) if told else drawing
    return drawing


def _disputed(dispute: Dispute, policy: Policy) -> Block:
    numbers = ", ".join(safe(each.invoice_number, 40) for each in dispute.lines[:_SHOWN])
    more = f" and {len(dispute.lines) - _SHOWN} more" if len(dispute.lines) > _SHOWN else ""
    on = short_day(local_day(dispute.flagged_at, policy))
    who = f"{safe(dispute.flagged_by_name, 60)}, {on}" if dispute.flagged_by_name else on
    head = own(f"{disputed_words([dispute]).capitalize()}: ", bold=True)
    return line(head, own(f"{numbers}{more} ({who})"))


def disputed_words(disputes: Sequence[Dispute]) -> str:
    """ "disputed (already paid) since"; "" = nothing of the mail is in dispute."""
    reasons = dict.fromkeys(one.reason.value.replace("_", " ") for one in disputes)
    return f"disputed ({', '.join(reasons)}) since" if reasons else ""
