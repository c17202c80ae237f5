"""The form behind *Walk it back*, and what its correction's card says of the mail it takes back."""

from __future__ import annotations

from bot.cards.blocks import asked, option, radio, rich, typed
from bot.cards.drawing import Block
from bot.cards.headline import account_name
from bot.cards.modal import REASON, modal
from bot.cards.names import ROOT_CAUSES, short_day
from bot.cards.text import line, own, safe, theirs
from models.controls import Field, Form
from models.packet_record import PacketRecord


def walk_back_form(record: PacketRecord, *, channel: str, ts: str) -> Block:
    """What led to the mail, and a note of ours."""
    to = f" went to {safe(', '.join(record.draft.to), 200)}" if record.draft else ""
    told = f"\nThe mail{to}. A correction is drafted for them to disregard it; it leaves when somebody approves it."
    causes = [option(text, cause.value) for cause, text in ROOT_CAUSES.items()]
    blocks = [
        rich(line(own(account_name(record), bold=True), own(told))),
        asked(Field.REASON_CODE, "What went wrong", radio(causes)),
        asked(
            Field.REASON, "What happened", typed(lines=True, most=REASON), hint="For us. The customer does not read it."
        ),
    ]
    return modal(
        Form.WALK_BACK, record, blocks, title="Walk it back", submit="Draft a correction", channel=channel, ts=ts
    )


def corrects(record: PacketRecord) -> list[Block]:
    """Which mail the draft takes back, who said so, and why."""
    note = record.correction
    if note is None:
        return []
    told = f"Takes back the mail of {short_day(note.sent_on)}. {ROOT_CAUSES[note.cause]}: "
    return [line(own(told, bold=True), theirs(note.note, 300), own(f" ({safe(note.by_name, 60)})"))]
