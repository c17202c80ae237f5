"""*Details*: all of it. Each sentence with the record behind it, every row, every message to its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot import wording
from bot.cards import notes
from bot.cards.account_facts import owed_whole, seven
from bot.cards.blocks import actions, header, rich, small
from bot.cards.buttons import packet_button
from bot.cards.contacts import every_contact
from bot.cards.drawing import Block
from bot.cards.facts import cash_through, doubts
from bot.cards.headline import account_name
from bot.cards.kept_words import every_promise
from bot.cards.lateness import late_whole, risk_whole
from bot.cards.letter import hidden, letter
from bot.cards.limits import BLOCKS_IN_VIEW, characters
from bot.cards.modal import modal
from bot.cards.names import AUTOMATIC, clock, count, gone_words, local_day, short_day
from bot.cards.packet import shows_all
from bot.cards.standing import draft_on_card, may_approve, suspicions
from bot.cards.text import line, own, quote, safe, theirs
from models.account_fact import Presence
from models.controls import Action, Form
from models.correspondence import Message
from models.draft import Claim, Draft
from models.evidence import Evidence, Origin
from models.lifecycle import PacketState
from models.packet import OpenItem, PacketRecord
from models.policy import Policy
from models.receivable import Invoice

_PER_BLOCK = 2_800
_LETTER = 40_000
_ROW = 60
#: Records named behind one fact; the rest is counted.
_ORIGINS = 12


def details_form(record: PacketRecord, *, policy: Policy, channel: str, ts: str) -> Block:
    """Everything behind the card; where the card could not show the mail whole, it is here with its Approve."""
    parts = [
        *_text(record, policy),
        *_group("Messages", _messages(record, policy)),
        *_group("Invoices", _rows(record)),
        *_group("Contacts", every_contact(record.packet)),
        *_group("Sorting", _sorting(record)),
        *_group("Late because", late_whole(record)),
        *_group("Risk", risk_whole(record.packet)),
        *_group("What we owe them", owed_whole(record.packet, policy)),
        *_group("Promises", every_promise(record.packet)),
        *_group("Seven facts and their records", seven(record.packet)),
        *_group("Also on record", _context(record)),
        *_group("Unsure about", (line(theirs(doubt, 600)) for doubt in doubts(record))),
    ]
    named = f"Packet {record.id}, version {record.version}, policy {record.packet.policy_hash or 'unknown'}"
    end = small(f"{cash_through(record.packet)} · {named}.")
    fitting = [*_fitting(parts), end]
    return modal(Form.DETAILS, record, fitting, title="Details", submit=None, channel=channel, ts=ts)


def _fitting(parts: Sequence[Block]) -> list[Block]:
    most = BLOCKS_IN_VIEW - 2
    if len(parts) <= most:
        return list(parts)
    return [*parts[:most], small(f"and {len(parts) - most} more blocks that Slack does not take in one form")]


def _group(title: str, lines: Iterable[Block]) -> list[Block]:
    blocks = _packed(lines)
    return [header(title), *blocks] if blocks else []


def _packed(lines: Iterable[Block]) -> list[Block]:
    blocks: list[list[Block]] = []
    room = 0
    for one in lines:
        size = characters(one)
        if not blocks or size > room or len(blocks[-1]) >= _ROW:
            blocks.append([])
            room = _PER_BLOCK
        blocks[-1].append(one)
        room -= size
    return [rich(*lines_of_block) for lines_of_block in blocks]


# ── the mail ──────────────────────────────────────────────────────────────────────────────────────


def _text(record: PacketRecord, policy: Policy) -> list[Block]:
    draft = draft_on_card(record)
    if draft is None:
        return [rich(line(own(account_name(record), bold=True), own(": there is no draft.")))]
    claims = _group("Each sentence and its record", _claims(draft))
    if shows_all(record, policy):
        return claims
    words = _packed(_split([*notes.unread(record, policy, _LETTER), *letter(draft, _LETTER)]))
    return [*words, *_approve(record, draft, policy), *claims]


def _split(parts: Sequence[Block]) -> Iterator[Block]:
    for part in parts:
        if part["type"] == "rich_text_quote":
            yield from ({**part, "elements": [run]} for run in part["elements"])
        else:
            yield part


def _approve(record: PacketRecord, draft: Draft, policy: Policy) -> list[Block]:
    if record.state is not PacketState.POSTED or hidden(draft) or not may_approve(record, is_whole=True):
        return []
    return [actions([packet_button(record, Action.APPROVE, policy, is_primary=True)])]


def _claims(draft: Draft) -> Iterator[Block]:
    if not draft.claims:
        yield line(
            own("A person rewrote the text: no sentence of it carries a record. Compare it with the rows below.")
        )
    for claim in draft.claims:
        yield line(theirs(f"“{safe(claim.text, 500)}”", 510, italic=True), own(f"\n{_behind(claim)}"))


def _behind(claim: Claim) -> str:
    return "; ".join(_evidence(one) for one in claim.evidence) or "a courtesy; it states no fact"


def _evidence(evidence: Evidence) -> str:
    return f"{safe(evidence.fact, 200)} ({_origin(evidence.origin)})"


def _origin(origin: Origin) -> str:
    return f"{safe(origin.source, 40)}, {safe(origin.row, 80)}, as of {short_day(origin.as_of)}"


# ── the rest ──────────────────────────────────────────────────────────────────────────────────────


def _messages(record: PacketRecord, policy: Policy) -> Iterator[Block]:
    packet = record.packet
    for signal in suspicions(record):
        yield line(own("Suspicion: ", bold=True), theirs(f"“{safe(signal.quote, 900)}”", 910))
        yield from notes.by_model(signal)
    known = {message.id: message for message in (*packet.unread, *packet.exchanges)}
    for message in known.values():
        yield _message_head(message, policy)
        yield from _split([quote(message.text, _LETTER)])


def _message_head(message: Message, policy: Policy) -> Block:
    day = short_day(local_day(message.at, policy))
    kind = f", {AUTOMATIC[message.automatic]}" if message.automatic else ""
    return line(theirs(message.sender, 80, bold=True), own(f"{kind}, {day}, {clock(message.at, policy)}"))


def _rows(record: PacketRecord) -> Iterator[Block]:
    packet = record.packet
    for item in packet.items:
        yield _row(item, "asked for")
    for left in packet.left_out:
        yield _row(left.item, f"left out: {safe(left.why, 120)}")
    for item in packet.not_due:
        yield _row(item, "not yet due")
    for invoice in packet.gone:
        why = f" · {wording.amount(invoice.amount)} · not asked for: "
        yield line(theirs(invoice.number, 40, bold=True), own(f"{why}{_gone(invoice)} · {_origin(invoice.origin)}"))


def _gone(invoice: Invoice) -> str:
    return gone_words(invoice.gone) if invoice.gone else "listed"


def _row(item: OpenItem, standing: str) -> Block:
    invoice = item.invoice
    po = {None: "PO not known", "": "no PO"}.get(invoice.po_number, f"PO: {safe(invoice.po_number or '', 40)}")
    told = f" · {wording.amount(item.open)} of {wording.amount(invoice.amount)} · due {short_day(invoice.due_on)}"
    days = f" · {item.days_past_due} days" if item.days_past_due > 0 else ""
    return line(
        theirs(invoice.number, 40, bold=True), own(f"{told}{days} · {po} · {standing} · {_origin(invoice.origin)}")
    )


def _sorting(record: PacketRecord) -> Iterator[Block]:
    for reason in record.packet.reasons:
        first, *rest = [_evidence(one) for one in reason.evidence] or [""]
        yield line(theirs(reason.sentence, 400), own(f" ({safe(reason.rule, 60)}){f': {first}' if first else ''}"))
        # One paragraph each: together they may be more than Slack takes in one.
        yield from (line(own(f"{safe(reason.rule, 60)}: {evidence}")) for evidence in rest)
    for gate in record.packet.gates:
        yield line(own("Gate: ", bold=True), theirs(gate.why, 300), own(" Lifted by: "), theirs(gate.lifted_by, 300))


def _context(record: PacketRecord) -> Iterator[Block]:
    told = {fact.name.value for fact in record.packet.account_facts if fact.presence is Presence.PRESENT}
    for fact in record.packet.context:
        if fact.name.value in told:
            continue
        origins = "; ".join([*map(_origin, fact.origins[:_ORIGINS]), *_more(fact.origins)]) or "no record"
        yield line(
            own(f"{fact.name.capitalize()}: ", bold=True), theirs(fact.text or "none", 300), own(f" ({origins})")
        )


def _more(origins: Sequence[Origin]) -> list[str]:
    more = len(origins) - _ORIGINS
    return [f"and {count(more, 'more record')}"] if more > 0 else []
