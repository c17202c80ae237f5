"""*Details*: all of it. Each sentence with the record behind it, every row, every message to its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot import wording
from bot.cards import notes
from bot.cards.account_facts import owed_whole, seven
from bot.cards.blocks import header, rich, small
from bot.cards.brief import whole
from bot.cards.contacts import every_contact
from bot.cards.drawing import Block
from bot.cards.facts import cash_through, doubts
from bot.cards.headline import account_name
from bot.cards.kept_words import every_promise
from bot.cards.language import beside_whole
from bot.cards.lateness import late_whole, risk_whole
from bot.cards.letter import letter
from bot.cards.limits import BLOCKS_IN_VIEW, characters, fit_in_view
from bot.cards.modal import modal
from bot.cards.names import AUTOMATIC, clock, count, gone_words, local_day, short_day
from bot.cards.news import every_change
from bot.cards.packet import shows_all
from bot.cards.recorded import every_record
from bot.cards.standing import draft_on_card, suspicions
from bot.cards.text import line, own, quote, safe, theirs
from models.account_fact import FactName, Presence
from models.brief import Brief
from models.controls import Form
from models.correspondence import Message
from models.draft import Claim, Draft
from models.evidence import Evidence, Origin
from models.packet import OpenItem
from models.packet_record import PacketRecord
from models.policy import Policy
from models.receivable import Invoice

_PER_BLOCK = 2_800
_LETTER = 40_000
_ROW = 60
#: Records named behind one fact; the rest is counted.
_ORIGINS = 12


def details_form(record: PacketRecord, *, policy: Policy, channel: str, ts: str, brief: Brief | None = None) -> Block:
    """Everything behind the card, and the mail where the card could not show it whole.

    What is asked first stands first: what it says, what there is to decide, what is doubtful, what they wrote.
    """
    parts = [
        *_text(record, policy),
        *_group(notes.REPLACED_TEXT, split(quote(each, _LETTER) for each in record.replaced_texts)),
        *_group("New", every_change(record)),
        *_group("Brief", whole(brief, policy)),
        *_group("Unsure about", (line(theirs(doubt, 600)) for doubt in doubts(record))),
        *_group("Messages", _messages(record, policy)),
        *_group("Invoices", _rows(record)),
        *_group("What we owe them", owed_whole(record.packet, policy)),
        *_group("Recorded by us", every_record(record.packet)),
        *_group("Promises", every_promise(record.packet)),
        *_group("Contacts", every_contact(record.packet)),
        *_group("Sorting", _sorting(record)),
        *_group("Late because", late_whole(record)),
        *_group("Seven facts and their records", seven(record.packet)),
        *_group("Also on record", _context(record)),
        *_group("Risk", risk_whole(record.packet)),
    ]
    as_of = f"Records without a day are as of {short_day(record.packet.as_of)}"
    named = f"Packet {record.id}, version {record.version}, policy {record.packet.policy_hash or 'unknown'}"
    end = small(f"{as_of} · {cash_through(record.packet)} · {named}.")
    fitting = [*_fitting(parts), end]
    return modal(Form.DETAILS, record, fitting, title="Details", submit=None, channel=channel, ts=ts)


def _fitting(parts: Sequence[Block]) -> list[Block]:
    most = fit_in_view(parts, BLOCKS_IN_VIEW - 2)
    if len(parts) <= most:
        return list(parts)
    return [*parts[:most], small(f"and {len(parts) - most} more blocks that Slack does not take in one form")]


def _group(title: str, lines: Iterable[Block]) -> list[Block]:
    blocks = packed(lines)
    return [header(title), *blocks] if blocks else []


def packed(lines: Iterable[Block]) -> list[Block]:
    """*lines* in as few blocks as take them."""
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
    same = packed(split(beside_whole(record, draft, policy)))
    claims = [*same, *_group("Each sentence and its record", _claims(draft, record.packet.as_of))]
    if shows_all(record, policy):
        return claims
    words = packed(split([*notes.unread(record, policy, _LETTER), *letter(draft, _LETTER)]))
    return [*words, *claims]


def split(parts: Iterable[Block]) -> Iterator[Block]:
    """Each paragraph of a quote by itself, so that `packed` can part a long one."""
    for part in parts:
        if part["type"] == "rich_text_quote":
            # A break at the end of a piece would be an empty line.
            runs = [{**run, "text": run["text"].rstrip("\n") or " "} for run in part["elements"]]
            yield from ({**part, "elements": [run]} for run in runs)
        else:
            yield part


def _claims(draft: Draft, today: date) -> Iterator[Block]:
    if not draft.claims:
        yield line(
            own("A person rewrote the text: no sentence of it carries a record. Compare it with the rows below.")
        )
    stating = [claim for claim in draft.claims if claim.is_free or claim.evidence]
    for claim in stating:
        yield line(theirs(f"“{safe(claim.text, 500)}”", 510, italic=True), own(f"\n↳ {_behind(claim, today)}"))
    others = " ".join(f"“{safe(claim.text, 300)}”" for claim in draft.claims if claim not in stating)
    if others:
        yield line(own("Courtesies, which state no fact of theirs: "), theirs(others, 2_000, italic=True))


def _behind(claim: Claim, today: date) -> str:
    if claim.is_free:
        return "AI wording, not from records"
    return "; ".join(_evidence(one, today) for one in claim.evidence)


def _evidence(evidence: Evidence, today: date) -> str:
    return f"{safe(evidence.fact, 200)} ({_origin(evidence.origin, today)})"


def _origin(origin: Origin, today: date) -> str:
    """Which record, and its day where it is not the one the form's last line names."""
    day = "" if origin.as_of == today else f", as of {short_day(origin.as_of)}"
    return f"{safe(origin.source, 40)}, {safe(origin.row, 80)}{day}"


# ── the rest ──────────────────────────────────────────────────────────────────────────────────────


def _messages(record: PacketRecord, policy: Policy) -> Iterator[Block]:
    packet = record.packet
    for signal in suspicions(record):
        yield line(own("Suspicion: ", bold=True), theirs(f"“{safe(signal.quote, 900)}”", 910))
        yield from notes.by_model(signal)
    known = {message.id: message for message in (*packet.unread, *packet.exchanges)}
    for message in known.values():
        yield _message_head(message, policy)
        yield from split([quote(message.text, _LETTER)])


def _message_head(message: Message, policy: Policy) -> Block:
    day = short_day(local_day(message.at, policy))
    kind = f", {AUTOMATIC[message.automatic]}" if message.automatic else ""
    return line(theirs(message.sender, 80, bold=True), own(f"{kind}, {day}, {clock(message.at, policy)}"))


def _rows(record: PacketRecord) -> Iterator[Block]:
    packet = record.packet
    for item in packet.items:
        yield _row(item, "asked for", packet.as_of)
    for left in packet.left_out:
        yield _row(left.item, f"left out: {safe(left.why, 120)}", packet.as_of)
    for item in packet.not_due:
        yield _row(item, "not yet due", packet.as_of)
    for invoice in packet.gone:
        why = f" · {wording.amount(invoice.amount)} · not asked for: "
        yield line(
            theirs(invoice.number, 40, bold=True),
            own(f"{why}{_gone(invoice)} · {_origin(invoice.origin, packet.as_of)}"),
        )


def _gone(invoice: Invoice) -> str:
    return gone_words(invoice.gone) if invoice.gone else "listed"


def _row(item: OpenItem, standing: str, today: date) -> Block:
    invoice = item.invoice
    po = {None: "PO not known", "": "no PO"}.get(invoice.po_number, f"PO: {safe(invoice.po_number or '', 40)}")
    told = f" · {wording.amount(item.open)} of {wording.amount(invoice.amount)} · due {short_day(invoice.due_on)}"
    days = f" · {item.days_past_due} days" if item.days_past_due > 0 else ""
    where = f"{po} · {standing} · {_origin(invoice.origin, today)}"
    return line(theirs(invoice.number, 40, bold=True), own(f"{told}{days} · {where}"))


def _sorting(record: PacketRecord) -> Iterator[Block]:
    for reason in record.packet.reasons:
        first, *rest = [_evidence(one, record.packet.as_of) for one in reason.evidence] or [""]
        yield line(theirs(reason.sentence, 400), own(f" ({safe(reason.rule, 60)}){f': {first}' if first else ''}"))
        # One paragraph each: together they may be more than Slack takes in one.
        yield from (line(own(f"{safe(reason.rule, 60)}: {evidence}")) for evidence in rest)
    for gate in record.packet.gates:
        yield line(own("Gate: ", bold=True), theirs(gate.why, 300), own(" Lifted by: "), theirs(gate.lifted_by, 300))


def _context(record: PacketRecord) -> Iterator[Block]:
    told = {fact.name.value for fact in record.packet.account_facts if fact.presence is Presence.PRESENT}
    # The seven facts measure it, known or not.
    told |= {FactName.PAYMENT_HISTORY.value} if record.packet.account_facts else set()
    for fact in record.packet.context:
        if fact.name.value in told:
            continue
        named = [_origin(one, record.packet.as_of) for one in fact.origins[:_ORIGINS]]
        origins = "; ".join([*named, *_more(fact.origins)]) or "no record"
        yield line(
            own(f"{fact.name.capitalize()}: ", bold=True), theirs(fact.text or "none", 300), own(f" ({origins})")
        )


def _more(origins: Sequence[Origin]) -> list[str]:
    more = len(origins) - _ORIGINS
    return [f"and {count(more, 'more record')}"] if more > 0 else []
