"""The form behind *Walk it back*, and what its correction's card says of the mail it takes back."""

from __future__ import annotations

from bot.cards.blocks import asked, option, radio, rich, ticks, typed
from bot.cards.drawing import Block
from bot.cards.headline import account_name
from bot.cards.limits import OPTION_LABEL, OPTION_VALUE
from bot.cards.modal import REASON, modal
from bot.cards.names import ROOT_CAUSES, short_day
from bot.cards.text import line, own, safe, theirs
from bot.wording import amount
from models.controls import Field, Form
from models.correction import RootCause
from models.packet_record import PacketRecord


def walk_back_form(record: PacketRecord, *, channel: str, ts: str) -> Block:
    """What led to the mail, and a note of ours."""
    to = f" went to {safe(', '.join(record.draft.to), 200)}" if record.draft else ""
    told = f"\nThe mail{to}. A correction is drafted for them to disregard it; it leaves when somebody approves it."
    causes = [option(text, cause.value) for cause, text in ROOT_CAUSES.items()]
    blocks = [
        rich(line(own(account_name(record), bold=True), own(told))),
        asked(Field.REASON_CODE, "What went wrong", radio(causes)),
        *_which(record),
        asked(
            Field.REASON, "What happened", typed(lines=True, most=REASON), hint="For us. The customer does not read it."
        ),
    ]
    return modal(
        Form.WALK_BACK, record, blocks, title="Walk it back", submit="Draft a correction", channel=channel, ts=ts
    )


def _which(record: PacketRecord) -> list[Block]:
    """Where the mail asked for several: which of them a wrong fact is about."""
    draft = record.draft
    if draft is None or len(draft.invoices) <= 1:
        return []
    named = zip(draft.invoices, draft.amounts, strict=False)
    every = [
        option(safe(f"{number} · {amount(money)}", OPTION_LABEL), safe(number, OPTION_VALUE) or "–")
        for number, money in named
    ]
    hint = f"Only with “{ROOT_CAUSES[RootCause.WRONG_FACT]}”. What the mail said about the others stands."
    return [asked(Field.INVOICES, "Wrong about", ticks(every, []), hint=hint, is_optional=True)]


def corrects(record: PacketRecord) -> list[Block]:
    """Which mail the draft takes back, who said so, and why."""
    note = record.correction
    if note is None:
        return []
    what = f"what the mail of {short_day(note.sent_on)} said about {safe(', '.join(note.wrong), 200)}"
    whole = f"the mail of {short_day(note.sent_on)}"
    told = f"Takes back {what if note.wrong else whole}. {ROOT_CAUSES[note.cause]}: "
    return [line(own(told, bold=True), theirs(note.note, 300), own(f" ({safe(note.by_name, 60)})"))]
