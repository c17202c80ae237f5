# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""Figures that nothing has explained: invoice numbers of nobody, counts, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot import wording
from bot.stages.guarding.identities import INVOICE_WORD, sentence_after
from bot.stages.guarding.known import Known
from bot.stages.guarding.number_words import NUMBER_WORDS, value_of
from bot.stages.guarding.sheet import Sheet
from models.draft import Finding, Weight

_HARD, _SOFT = Weight.HARD, Weight.SOFT
#: An invoice so far before a figure stands beside it.
_NEAR = 40


def unknown_numbers(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """Invoice numbers of nobody, then every figure that nothing has explained."""
    shapes = {re.split(r"\d", wording.normalise(item.invoice.number), maxsplit=1)[0] for item in known.packet.items}
    prefixes = "|".join(re.escape(shape) for shape in sorted(shapes, key=len, reverse=True) if shape)
    named = rf"\b(?:{prefixes})\d[\w/-]*|" if prefixes else ""
    identity = rf"{named}\b{INVOICE_WORD}[.:]? ?#?((?=[a-z/-]*\d)[a-z0-9][a-z0-9/_-]{{2,}})|#\d[\w/-]*|\b[a-z]{{2,5}}[-/]\d{{2,}}[\w/-]*"
    for found in re.finditer(identity, sheet.left):
        if found.lastindex and found[0].startswith(("ref", "num", "no")) and not re.search(r"\d{3}", found[0]):
            continue
        quote = sheet.quote(*found.span())
        told = wording.normalise(quote).split(" ")[-1].lstrip("#") in known.documents_told
        begun, over = sheet.sentence_at(found.start())
        spoken_of = told and _SPEAKS_OF.search(sheet.folded[begun:over])
        clause = _CLAUSE_END.split(sentence_after(sheet, found.end()), maxsplit=1)[0]
        rest = clause if _SPEAKS_OF.search(clause) else sentence_after(sheet, found.end())
        weight = _SOFT if spoken_of and not _ASKS_FOR.search(rest) else _HARD
        sheet.cover(*found.span())
        yield Finding(weight, "unknown_invoice", quote, ", ".join(known.draft.invoices) or "no invoice in this message")
    yield from _left_over(sheet, known)


#: What may be said of a document that stands only in the messages: it was paid, sent, asked about.
_SPEAKS_OF = re.compile(
    r"\b(?:thank\w*|received|receipt|paid|settled|arrived|cleared|credit\w*|noted?|query|question|asked|wrote|mentioned|said|told|your (?:note|message|e-?mail)|sent|cop(?:y|ies)|aside|passed|look\w*"
    r"|dank\w*|erhalten|eingegangen|bezahlt|beglichen|frage|ruckfrage|hinweis|schrieb\w*|gepruft|pruf\w*|weiter\w+|merci|recu\w*|regle\w*|paye\w*|question|remarque|gracias|recibid\w+|pagad\w+|consulta|grazie|ricevut\w+|pagat\w+|bedankt|ontvangen|betaald)\b"
)
_CLAUSE_END = re.compile(r"[,;]")
#: What is said of an invoice that is still to be paid.
_ASKS_FOR = re.compile(
    r"\b(?:open|overdue|past due|unpaid|outstanding|waiting for payment|to be paid|was due|fell due|when|owe\w*|offen|fallig|uberfallig|impaye\w*|echue?"
    r"|pendiente|vencid\w+|vencio|apert[ao]|scadut\w+)\b"
)


_HARMLESS = (
    r"(?:^|\n)[ -]*\d{1,2}[.)](?= )", r"(?<=[\s(])\(?\d\)(?= )", r"\b\d{1,2}(?::\d{2}|\.\d{2})? ?(?:am|pm|uhr|h|o'clock)\b", r"\b\d{1,2}:\d{2}\b",
    r"\b24/7\b", r"\bq[1-4]\b(?:[ /-]?(?:20)?\d\d)?", r"\b(?:19|20)\d\d(?:/\d\d)?\b", r"\b\d{1,2}(?:st|nd|rd|th)\b",
    r"\b[a-z]+\d[a-z0-9]*\b|\b[a-z]-\d\b", r"\b\d[a-z]+\d*\b", r"\b\d\b(?=[ -](?:min|hour|question|thing|point|time|line|step|quick|click|call|people))",
)  # fmt: skip


def _left_over(sheet: Sheet, known: Known) -> Iterator[Finding]:
    yield from _counts(sheet, known)
    for pattern in _HARMLESS:
        for found in re.finditer(pattern, sheet.left):
            quote = sheet.quote(*found.span())
            sheet.cover(*found.span())
            yield from _noted(quote)
    for found in re.finditer(r"\d[\d.,]*\d|\d", sheet.left):
        if found[0].isdigit() and _is_its_lateness(sheet, known, found.start(), found[0]):
            continue
        told = re.sub(r"\D", "", found[0]) in known.numbers_told
        quote = sheet.quote(*found.span())
        if told:
            yield Finding(_SOFT, "number_from_messages", quote, "it stands in a message of this conversation")
        else:
            yield Finding(_HARD, "unexplained_number", quote, "no record gives this number")


def _counts(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """How many invoices there are said to be."""
    counted = rf"\b(?P<count>\d+|{NUMBER_WORDS}|zwei|drei|vier|funf|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|due|tre|quattro|cinque|twee|drie|vijf)(?P<some> of (?:our|the|your|these)| (?:der|von|de (?:nos|vos|las|sus)|delle|van de)\b)? (?:\w+ ){{0,2}}?(?:invoices|items|bills|positions|rechnungen|posten|factures|facturas|fatture|facturen)\b"
    for found in re.finditer(counted, sheet.left):
        count, asked = value_of(found["count"]), len(known.asked)
        quote = sheet.quote(*found.span())
        sheet.cover(*found.span("count"))
        if known.names_not_due and count == len(known.told):
            continue
        if count is not None and (count > asked or (count < asked and not found["some"])):
            yield Finding(_HARD, "wrong_count", quote, f"{asked} invoices in this message")


_DAYS = re.compile(r"\b(?:days|tage|jours|dias|giorni|dagen)\b")


def _is_its_lateness(sheet: Sheet, known: Known, start: int, count: str) -> bool:
    """Whether the bare *count* at *start* says how late the invoice right before it is: "TV2231 28 and TV2260 14"."""
    near = sheet.folded[max(0, start - _NEAR) : start]
    behind = {near.rfind(wording.normalise(item.invoice.number)): item for item in known.asked}
    nearest = max(behind)
    return nearest >= 0 and _DAYS.search(sheet.folded) is not None and behind[nearest].days_past_due == int(count)


def _noted(quote: str) -> Iterator[Finding]:
    if not re.fullmatch(r"[-\s]*\d{1,2}[.)]", quote):
        yield Finding(_SOFT, "number_without_record", quote)
