"""The edit form: the words, the invoices asked for, and what the guard says of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence

from bot.cards.blocks import asked, option, rich, select, ticks, typed
from bot.cards.drawing import Block
from bot.cards.guard_rules import sentence_of
from bot.cards.letter import headers
from bot.cards.limits import TEXT
from bot.cards.modal import line_option, modal
from bot.cards.names import EDIT_CODES
from bot.cards.picks import pickers
from bot.cards.text import bullets, line, own, safe, safe_lines, theirs
from models.choices import NO_CHOICES, Choices
from models.controls import Field, Form
from models.draft import ASKS_NOTHING, Draft, Finding, Weight
from models.packet_record import PacketRecord

_SUBJECT = 250
_CODES = tuple(option(label, code.value) for code, label in EDIT_CODES.items())


def edit_form(
    record: PacketRecord,
    *,
    channel: str,
    ts: str,
    subject: str | None = None,
    body: str | None = None,
    ticked: Collection[str] | None = None,
    findings: Sequence[Finding] | None = None,
    bank: str | None = None,
    choices: Choices = NO_CHOICES,
    chosen: Draft | None = None,
) -> Block:
    """The draft to change; *subject*, *body*, *ticked* and *findings* are what the person just typed and its check;
    *bank* is what the bank would write for what is ticked; *chosen* is that draft, *choices* what may be picked for it.

    A body longer than Slack's field has no input: its field is missing from what is sent back.

    Raises:
        ValueError: the packet has no draft.
    """
    if record.draft is None:
        raise ValueError("there is no draft to edit")
    words = record.draft.body if body is None else body
    mark = text_mark(record.draft.composed if bank is None else bank)
    asked_for = set(record.draft.invoices if ticked is None else ticked)
    blocks = [
        rich(*_to(chosen or record.draft, choices)),
        *_guard(record.findings if findings is None else findings),
        asked(
            Field.SUBJECT,
            "Subject",
            typed(initial=safe(record.draft.subject if subject is None else subject, _SUBJECT), most=_SUBJECT),
        ),
        *_body(words, [*asked_for, (chosen or record.draft).picks]),
        *_invoices(record, asked_for),
        *pickers(chosen or record.draft, choices),
        asked(Field.REASON_CODE, "Why did you change it?", select(_CODES), is_optional=True),
    ]
    return modal(Form.EDIT, record, blocks, title="Edit the draft", submit="Save", channel=channel, ts=ts, bank=mark)


def text_mark(text: str) -> str:
    """A short mark of a text, by which the form remembers what the bank last wrote."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def _to(draft: Draft, choices: Choices) -> list[Block]:
    shown = dict(headers(draft))
    runs = [run for name in ("To", "Cc") for run in (own(f"{name}: ", bold=True), theirs(shown[name], 600), own("\n"))]
    others = "" if len(choices.addressees) > 1 else " Nobody else there is verified to be written to."
    return [line(*runs, own(f"Saving sends nothing; you see the card again.{others}"))]


def _guard(findings: Sequence[Finding]) -> list[Block]:
    if not findings:
        return []
    is_hard = any(finding.weight is Weight.HARD for finding in findings)
    title = "The guard: Approve is blocked until this is changed" if is_hard else "The guard remarks"
    hard_first = sorted(findings, key=lambda finding: finding.weight is Weight.SOFT)
    shown = [_finding(finding) for finding in hard_first[:10]]
    return [rich(line(own(title, bold=True)), bullets(*shown))]


def _finding(finding: Finding) -> Block:
    weight = "Blocks: " if finding.weight is Weight.HARD else "Remark: "
    against = [own("; the record has “"), theirs(finding.record, 120), own("”")] if finding.record else []
    rule = own(f". {sentence_of(finding.rule)}")
    return line(own(weight, bold=True), own("“"), theirs(finding.span, 160), own("”"), *against, rule)


def _body(words: str, made_for: Collection[object]) -> list[Block]:
    shown = safe_lines(words, len(words) + 1)
    if len(shown) > TEXT:
        told = (
            f"The text has {len(shown):,} characters; this form takes {TEXT:,}. Ask for fewer invoices to shorten it."
        )
        return [rich(line(own("Text: ", bold=True), own(told)))]
    # Slack keeps what stands in a field with the same block_id, so a text composed anew needs a new one.
    anew = hashlib.sha256(json.dumps(sorted(map(str, made_for))).encode()).hexdigest()[:12]
    return [{**asked(Field.BODY, "Text", typed(lines=True, initial=shown)), "block_id": f"{Field.BODY}-{anew}"}]


def _invoices(record: PacketRecord, chosen: Collection[str]) -> list[Block]:
    items = record.packet.items
    if not items or (record.draft is not None and record.draft.play in ASKS_NOTHING):
        return []
    options = [line_option(item) for item in items]
    marked = [one for one, item in zip(options, items, strict=True) if item.invoice.number in chosen]
    hint = "Untick one and the text is written anew without it, unless you have changed the words."
    return [{**asked(Field.INVOICES, "Invoices asked for", ticks(options, marked), hint=hint), "dispatch_action": True}]
