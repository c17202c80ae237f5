# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""Names, numbers and addresses a text mentions: known ones are covered, unknown and foreign ones are findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot import wording
from bot.stages.guarding.known import Known
from bot.stages.guarding.sheet import DONE, Sheet
from bot.stages.guarding.written_days import day_pattern, days_meant
from models.draft import Finding, Weight
from models.packet import OpenItem
from models.policy import Policy
from models.remittance import Remittance

_HARD, _SOFT = Weight.HARD, Weight.SOFT
INVOICE_WORD = r"(?:invoices?|inv|bills?|rechnung(?:en)?|factures?|facturas?|no|nr|number|numbers|num|ref|reference|#)"


@dataclass(frozen=True, slots=True)
class Mention:
    """An invoice of the message, or one of its purchase orders, where the text names it."""

    start: int
    end: int
    #: Invoices it can mean: one for an invoice number, perhaps several for a PO.
    numbers: frozenset[str]
    is_po: bool = False


# ── what is known, longest first ─────────────────────────────────────────────────────────────
def cover_known(sheet: Sheet, known: Known, policy: Policy, remittance: Remittance | None) -> None:
    """Cover bank lines, our addresses and every name on record; figures inside them state nothing."""
    _cover_bank_lines(sheet, remittance)
    _cover_payment_link(sheet, remittance)
    entity = policy.entities.get(known.packet.entity)
    ours = [entity.mail_from, entity.reply_to, entity.name] if entity else []
    people = [contact.name for contact in known.packet.contacts] + [member.name for member in policy.members.values()]
    exact = [*ours, *(contact.email for contact in known.packet.contacts if contact.email in known.draft.to)]
    said_by = [promise.said_by for promise in known.packet.promises]
    whole = [*exact, known.packet.account.name or "", *people, *said_by, known.draft.sender, *known.draft.about]
    for words in sorted(whole, key=len, reverse=True):
        for start, end in list(sheet.places_of(wording.one_line(words))):
            sheet.cover(start, end)
    parts = {
        part
        for name in people
        for part in re.split(r"[\s,]+", wording.one_line(name))
        if len(part) > 1 and not part.isdigit()
    }
    parts = {part for part in parts if not _SUFFIX.fullmatch(f" {wording.normalise(part)}")}
    for part in sorted(parts | _company_words(known), key=len, reverse=True):
        for start, end in list(sheet.places_of(part, cased=part[:1].isalpha())):
            # A colleague called May must not hide the month.
            if not re.search(r"\d(?:st|nd|rd|th|\.)? (?:of )?$", sheet.folded[max(0, start - 8) : start]):
                sheet.cover(start, end)


def _company_words(known: Known) -> set[str]:
    name = wording.one_line(known.packet.account.name or "")
    return {name.rsplit(" ", 1)[0]} if len(name.rsplit(" ", 1)[0]) > 3 else set()


def _cover_bank_lines(sheet: Sheet, remittance: Remittance | None) -> None:
    for line in remittance.lines if remittance else ():
        for start, end in list(sheet.places_of(wording.one_line(line))):
            sheet.cover(start, end)
    printed = _bare("".join(remittance.lines)) if remittance else ""
    for found in _BANK_NUMBER.finditer(sheet.left):
        if len(_bare(found[0])) > 7 and _bare(found[0]) in printed:
            sheet.cover(*found.span())


def _cover_payment_link(sheet: Sheet, remittance: Remittance | None) -> None:
    """Exactly the address on file: one that goes on, or differs in a capital, leads elsewhere."""
    link = remittance.payment_link if remittance else ""
    for start, end in list(sheet.places_of(link)):
        if sheet.quote(start, end) == link and _LINK_IS_OVER.match(sheet.folded, end):
            sheet.cover(start, end)


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", wording.normalise(text))


# ── invoices and purchase orders ─────────────────────────────────────────────────────────────
def mentions(sheet: Sheet, known: Known) -> Iterator[Mention | Finding]:
    """Every invoice and purchase order of this account the text names."""
    everything = (*known.packet.items, *(left.item for left in known.packet.left_out), *known.packet.not_due)
    for item in sorted(everything, key=lambda item: len(item.invoice.number), reverse=True):
        for start, end in list(_places_of_number(sheet, item, everything)):
            if DONE in sheet.left[start:end]:
                continue
            yield _mention(sheet, known, item, start, end)
            sheet.cover(start, end)
    yield from _purchase_orders(sheet, known)


def _mention(sheet: Sheet, known: Known, item: OpenItem, start: int, end: int) -> Mention | Finding:
    number, quote = item.invoice.number, sheet.quote(start, end)
    left = next((left for left in known.packet.left_out if left.item.invoice.number == number), None)
    if left is not None:
        return Finding(_HARD, "left_out_invoice", quote, f"{number} is left out: {left.why}")
    if item in known.unticked:
        return Finding(_HARD, "other_invoice", quote, f"{number} is not among the invoices of this draft")
    if item in known.packet.not_due and not _is_said_to_be_later(sheet, known, item, start, end):
        due = wording.day(item.invoice.due_on)
        return Finding(_HARD, "not_yet_due", quote, f"{number} is not due before {due}")
    return Mention(start, end, frozenset({number}))


def _is_said_to_be_later(sheet: Sheet, known: Known, item: OpenItem, start: int, end: int) -> bool:
    """Mentioned as what is still to come: said so, or with its own due date and nothing that calls it late."""
    near = sheet.folded[max(0, start - 60) : end + 60]
    after = sentence_after(sheet, end)
    said = (days_meant(found[0], known.packet.as_of) for found in day_pattern().finditer(after))
    own_day = any(item.invoice.due_on in days for days in said)
    on_time = item.days_past_due == 0 or own_day or re.search(_COMES_DUE, after)
    if on_time and not re.search(_CALLED_LATE, after):
        return True
    return (
        re.search(
            r"not (?:yet )?due|isn't (?:yet )?due|is not|not part|next|upcoming|later|leave|aside|future|coming up",
            near,
        )
        is not None
    )


_COMES_DUE = (
    r"\b(?:(?:falls|comes|becomes|will (?:be|fall|come)|is|are|only|both) due (?:today|tomorrow|on|this|next|in|later|at)"
    r"|wird (?:\w+ ){0,3}fallig|(?:arrive|arrivera) a echeance|vencera|vence (?:hoy|manana|el)|scade|scadra)\b"
)
_CALLED_LATE = (
    r"(?<!nothing )(?<!not )(?<!n't )(?<!not yet )\b(?:overdue|past due|was due|were due|fell due|late|unpaid|uberfallig|war (?:\w+ ){0,3}fallig|en retard|impaye\w*"
    r"|vencid[oa]s?|vencio|impagad\w+|scadut[oaie]|in ritardo)\b"
)


def _places_of_number(sheet: Sheet, item: OpenItem, everything: tuple[OpenItem, ...]) -> Iterator[tuple[int, int]]:
    number = wording.one_line(item.invoice.number)
    for start, end in sheet.places_of(number):
        if not number.isdigit() or _reads_as_number_of_invoice(sheet, start, end, len(number)):
            yield start, end
    tail = re.search(r"\d+$", wording.normalise(number))
    if tail is None or tail[0] == wording.normalise(number):
        return
    loose = re.compile(rf"\b{re.escape(wording.normalise(number)[: tail.start()]).rstrip('-')}[ -]?{tail[0]}\b")
    yield from (found.span() for found in loose.finditer(sheet.left) if DONE not in found[0])
    shared = [other for other in everything if wording.normalise(other.invoice.number).endswith(tail[0])]
    if len(tail[0]) > 2 and len(shared) == 1:
        short = re.compile(
            rf"(?:\b{INVOICE_WORD}[.:]?|#|(?<=and)|(?<=,)|(?<=&)) ?({tail[0]})\b(?![.,]\d|[ -]?(?:days|%|€|\$|eur|usd))"
        )
        yield from (found.span(1) for found in short.finditer(sheet.left))
    if len(tail[0]) > 3 and len(shared) == 1:
        yield from (
            span for span in sheet.places_of(tail[0]) if _reads_as_number_of_invoice(sheet, *span, len(tail[0]))
        )


def _reads_as_number_of_invoice(sheet: Sheet, start: int, end: int, length: int) -> bool:
    before, after = sheet.folded[max(0, start - 24) : start], sheet.folded[end : end + 12]
    if re.search(r"[€$£]$|\b(?:eur|usd|gbp|chf) ?$|[\d][.,]$", before) or re.match(
        r"[.,]\d| ?(?:days|%|(?:€|\$|£|eur|usd|gbp|euro)(?! ?\d))", after
    ):
        return False
    return (
        length > 3 or re.search(rf"\b{INVOICE_WORD}[.: ]*$|#$|(?:^|\n)[-*\u2022 ]*$|(?:,|and|&) $", before) is not None
    )


def _purchase_orders(sheet: Sheet, known: Known) -> Iterator[Mention]:
    orders: dict[str, set[str]] = {}
    for item in known.told:
        if item.invoice.po_number:
            orders.setdefault(item.invoice.po_number, set()).add(item.invoice.number)
    for po in sorted(orders, key=len, reverse=True):
        for start, end in list(sheet.places_of(wording.one_line(po))):
            sheet.cover(start, end)
            yield Mention(start, end, frozenset(orders[po]), is_po=True)


# ── what is unknown ──────────────────────────────────────────────────────────────────────────
_TOP = "com|net|org|io|co|eu|info|biz|me|ly|app|dev|xyz|online|site|shop|link|pay|example|de|fr|es|it|nl|uk|ie|ch|at|be|us|ca|ru|cn|test|invalid"
_ADDRESS = re.compile(r"[\w.+-]+ ?(?:@|\(at\)|\[at\]) ?[\w-]+(?:\.[\w-]+)+")
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_LINK = re.compile(
    rf"\b(?:https?|hxxps?|ftp|mailto|tel|file|javascript)\s?:\S+|\bwww\.\S+|<[a-z/!][^>\n]*>|\[dot\]|\(dot\)"
    rf"|\b[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:{_TOP})\b(?:/\S*)?(?!\w)|\b[\w-]+\.[a-z]{(2,)}/\S+|\b(?:qr code|scan the code|click (?:here|below|on|this|the))\b|\b\w+ dot (?:com|net|org|io|co)\b"
    # An address of the internet, and not a thousand million yen.
    rf"|\b{_OCTET}(?:\.{_OCTET}){{3}}\b"
)
_LINK_IS_OVER = re.compile(r"[.,;:)]?(?:\s|$)")
_BANK_NUMBER = re.compile(
    r"\b[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{2,5}){2,8}\b|\b\d{2}-\d{2}-\d{2}\b|\b\d[\d -]{6,}\d\b|\b[a-z]{6}[a-z0-9]{2}(?:[a-z0-9]{3})?\b"
)
_IBAN = re.compile(r"\b[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{2,4}){3,8}\b")
_BANK_CODE = re.compile(
    r"\b(?:iban|bic|swift|sort code|routing(?: number)?|aba|account (?:no|number|nr)|konto(?:nummer)?|blz)\b[^a-z0-9\n]{0,3}(?:is |ist |code )?[a-z]*\d[a-z0-9 -]*"
)
_PHONE = re.compile(
    r"(?![\d ]*\d{1,2}[-./]\d{1,2}[-./](?:20)?\d\d\b)(?:(?:\+|(?<![\d.,])(?<!\d )\b00)\d[\d ()/.-]{6,}\d|(?<![\d/.-])(?<!\d )\(?\b0\d{1,4}\)?[ /-]\d[\d -]{4,}\d\b|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b)"
)
_PO = re.compile(
    r"\b(?:p\.?o\.?|purchase order|bestellnummer|bestell-nr)(?: (?:number|no|nr|ref(?:erence)?))?[.:#]{0,2} ?#?((?=[a-z/-]*\d)[a-z0-9][a-z0-9/_-]{2,})"
)


def unknown_addresses(sheet: Sheet) -> Iterator[Finding]:
    """Mail addresses, links, bank details and telephone numbers that no record gave us."""
    rows = (
        (_ADDRESS, "unknown_address", "only the recipient and our own addresses are on record"),
        (_LINK, "link", "only the payment link of remittance.toml may be given"),
        (_IBAN, "bank_details", "only the lines of remittance.toml may be given"),
        (_BANK_CODE, "bank_details", "only the lines of remittance.toml may be given"),
        (_PHONE, "telephone", "no telephone number on record"),
        (_PO, "unknown_po", "no such purchase order on these invoices"),
    )
    for pattern, rule, record in rows:
        for found in pattern.finditer(sheet.left):
            quote = sheet.quote(*found.span())
            sheet.cover(*found.span())
            yield Finding(_HARD, rule, quote, record)


_SUFFIX = re.compile(
    r"[ ,]+(?:gmbh|ag|ltd|limited|inc|llc|plc|sa|sas|sarl|bv|nv|oy|ab|as|aps|spa|srl|kg|ug|corp|co|se|group)\.?$"
)


def other_customers(sheet: Sheet, others: frozenset[str]) -> Iterator[Finding]:
    """Another customer's name, whole or without its legal form."""
    for name in sorted(others):
        whole = wording.normalise(name)
        short = _SUFFIX.sub("", whole)
        for words, cased in ((whole, False), (short, True)):
            spans = list(sheet.places_of(words, cased=cased)) if len(words) > 2 and words in sheet.left else []
            for start, end in spans:
                quote = sheet.quote(start, end)
                sheet.cover(start, end)
                yield Finding(_HARD, "other_customer", quote, "another customer's name")


def sentence_after(sheet: Sheet, place: int) -> str:
    """What follows folded character *place*, up to the end of its sentence or line."""
    return re.split(r"[.!?;\n](?= |\n|$)", sheet.folded[place : place + 160], maxsplit=1)[0]
