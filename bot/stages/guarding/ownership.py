"""Figures that are on record, but stand beside the wrong invoice or in the wrong role."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot import wording
from bot.stages.guarding.exchanged import PAID
from bot.stages.guarding.identities import Mention
from bot.stages.guarding.known import Amount, Day, Known, Lateness, Stated
from bot.stages.guarding.sheet import Sheet
from models.draft import Finding, Weight

_HARD = Weight.HARD
_UNIT_END = re.compile(r"\n|(?<=[.!?;])(?=\s)")
_CARRIES_ON = re.compile(
    r"[\s>*-]*(?:it|this|that|the (?:amount|due|sum|open|balance|total)|amount|due|open|sum|balance|po|issued|dated|was due)\b"  # noqa: E501
)
_THAT_ONE = re.compile(
    r"\b(?:that|this|the (?:same|said)) (?:invoice|one|bill)\b|\b(?:diese[rn]?|dieselbe) rechnung\b"
    r"|\bcette facture\b|\b(?:esta|esa|dicha) factura\b|\b(?:questa|quella|tale) fattura\b"
)
_TOTAL = r"\b(?:total\w*|together|altogether|in all|sum(?:s|med)? (?:up|to)|sum of|overall|combined|gesamt\w*|insgesamt|en tout|au total|all in)\b"  # noqa: E501

_TOTAL_AFTER = re.compile(
    r"\s*(?:in |as a |as the |is the |- )?(?:total|all|altogether|together|overall|combined)\b(?!\s*(?:of|is|:|[€$£\d]))"  # noqa: E501
)

#: Words by which a line about one invoice may state a sum of more than it.
_OF_ALL = rf"{_TOTAL}|\b(?:credit\w*|unapplied|on account|promis\w*|gutschrift\w*|guthaben|avoir|abono)\b"


@dataclass(frozen=True, slots=True)
class _Unit:
    """One line or sentence."""

    start: int
    end: int
    paragraph: int


def wrong_owner(
    sheet: Sheet, known: Known, mentions: Sequence[Mention], stated: Sequence[Stated], late: Sequence[Lateness]
) -> Iterator[Finding]:
    """Amounts, days and lateness that belong to another invoice than the one they stand beside."""
    carried: tuple[Mention, ...] = ()
    previous: _Unit | None = None
    for unit in _units(sheet.folded):
        here = tuple(sorted((m for m in mentions if unit.start <= m.start < unit.end), key=lambda m: m.start))
        here = tuple(sorted((*here, *_pointing_back(sheet, unit, carried)), key=lambda m: m.start))
        named = tuple(mention for mention in here if not mention.is_po)
        figures = sorted((s for s in stated if unit.start <= s.start < unit.end), key=lambda s: s.start)
        goes_on = carried if _carries(sheet, unit, previous) else ()
        beside = (*goes_on, *named) if named and goes_on and _starts_with_figure(unit, named, stated, late) else named
        beside = beside or goes_on
        yield from _purchase_orders(sheet, here, beside)
        yield from _figures(sheet, known, beside, figures)
        yield from _lateness(sheet, known, beside, [span for span in late if unit.start <= span.start < unit.end])
        yield from _totals(sheet, known, unit, figures)
        yield from _total_of_one(sheet, known, unit, named, figures)
        yield from _roles(sheet, known, unit, figures)
        if named or sheet.folded[unit.start : unit.end].strip():
            carried = named[-1:] if named else carried if beside else ()
            previous = unit


def _units(text: str) -> Iterator[_Unit]:
    start = paragraph = 0
    for edge in [*(found.end() for found in _UNIT_END.finditer(text)), len(text)]:
        if start < edge:
            paragraph += not text[start:edge].strip()
            yield _Unit(start, edge, paragraph)
        start = edge


def _pointing_back(sheet: Sheet, unit: _Unit, carried: tuple[Mention, ...]) -> Iterator[Mention]:
    """ "That invoice": the one last named before this sentence."""
    for found in _THAT_ONE.finditer(sheet.folded, unit.start, unit.end):
        for mention in carried:
            yield Mention(*found.span(), mention.numbers)


def _carries(sheet: Sheet, unit: _Unit, previous: _Unit | None) -> bool:
    if previous is None or previous.paragraph != unit.paragraph:
        return False
    return _CARRIES_ON.match(sheet.folded[unit.start : unit.end]) is not None


def _starts_with_figure(
    unit: _Unit, named: Sequence[Mention], stated: Sequence[Stated], late: Sequence[Lateness]
) -> bool:
    """Whether a figure stands before the first invoice: "It is now a month late, and INV-2 has joined it"."""
    starts = [*(each.start for each in stated), *(each.start for each in late)]
    return any(unit.start <= start < named[0].start for start in starts)


# ── beside which invoice ─────────────────────────────────────────────────────────────────────
def _figures(sheet: Sheet, known: Known, named: tuple[Mention, ...], figures: list[Stated]) -> Iterator[Finding]:
    for kind in (Amount, Day):
        own = [s for s in figures if isinstance(s.facts[0], kind) and all(fact.number for fact in s.facts)]
        if named and own and not _fits(named, own):
            for figure in own:
                beside = _nearest(named, figure.start)
                if not _belongs(figure, beside):
                    quote = sheet.quote(min(beside.start, figure.start), max(beside.end, figure.end))
                    yield Finding(_HARD, "wrong_invoice", quote, _record_of(known, beside))


def _fits(named: tuple[Mention, ...], figures: list[Stated]) -> bool:
    readings: list[Callable[[Stated], Mention]] = []
    if figures[0].start > named[0].start:
        readings.append(lambda figure: [m for m in named if m.start < figure.start][-1])
    if figures[0].start < named[0].start:
        readings.append(lambda figure: next((m for m in named if m.start > figure.start), named[-1]))
    if len(named) == len(figures):
        in_order = {figure.start: mention for figure, mention in zip(figures, named, strict=True)}
        readings.append(lambda figure: in_order[figure.start])
    return any(all(_belongs(figure, reading(figure)) for figure in figures) for reading in readings)


def _belongs(figure: Stated, mention: Mention) -> bool:
    return any(fact.number in mention.numbers for fact in figure.facts)


def _nearest(named: tuple[Mention, ...], place: int) -> Mention:
    before = [mention for mention in named if mention.start < place]
    return before[-1] if before else named[0]


def _record_of(known: Known, mention: Mention) -> str:
    items = [item for item in known.told if item.invoice.number in mention.numbers]
    return "; ".join(
        f"{item.invoice.number} has {wording.amount(item.open)} open, due {wording.day(item.invoice.due_on)}"
        for item in items
    )


#: "A and B, one 30 days past due and the other 15": which is which, nobody says.
_ONE_AND_OTHER = re.compile(r"\bone\b[^.!?\n]{1,40}\bthe other\b")


def _purchase_orders(sheet: Sheet, here: tuple[Mention, ...], named: tuple[Mention, ...]) -> Iterator[Finding]:
    for order in (mention for mention in here if mention.is_po):
        if named and not any(order.numbers & mention.numbers for mention in named):
            yield Finding(
                _HARD, "wrong_invoice", sheet.quote(order.start, order.end), f"PO of {', '.join(sorted(order.numbers))}"
            )


def _lateness(sheet: Sheet, known: Known, named: tuple[Mention, ...], late: list[Lateness]) -> Iterator[Finding]:
    if not named or not late or _late_fits(known, named, late):
        return
    if _ONE_AND_OTHER.search(sheet.folded, named[0].start) and len(named) > 1:
        return
    for said in late:
        beside = _nearest(named, said.start)
        if not said.numbers & beside.numbers:
            items = [item for item in known.told if item.invoice.number in beside.numbers]
            record = "; ".join(
                f"{item.invoice.number} is {wording.days(item.days_past_due)} past due" for item in items
            )
            yield Finding(_HARD, "wrong_invoice", sheet.quote(said.start, said.end), record)


def _late_fits(known: Known, named: tuple[Mention, ...], late: list[Lateness]) -> bool:
    facts = [
        Stated(said.start, said.end, tuple(Day(known.packet.as_of, "late", number) for number in said.numbers))
        for said in late
    ]
    return _fits(named, facts)


# ── in which role ────────────────────────────────────────────────────────────────────────────
def _totals(sheet: Sheet, known: Known, unit: _Unit, figures: list[Stated]) -> Iterator[Finding]:
    text = sheet.folded[unit.start : unit.end]
    for figure in figures:
        if not isinstance(figure.facts[0], Amount) or any(
            fact.role in ("total", "subtotal", "net") for fact in figure.facts
        ):
            continue
        before, after = text[: figure.start - unit.start], text[figure.end - unit.start :]
        said = re.search(rf"{_TOTAL}[^\d]{{0,30}}$", before) or _TOTAL_AFTER.match(after)
        if said and len(known.asked) > 1:
            yield Finding(_HARD, "wrong_total", sheet.quote(figure.start, figure.end), wording.amount(known.total))


def _total_of_one(
    sheet: Sheet, known: Known, unit: _Unit, named: tuple[Mention, ...], figures: list[Stated]
) -> Iterator[Finding]:
    """A sum of the whole message in a line that is about one invoice."""
    if len(named) != 1 or len(known.asked) < 2:
        return
    text = sheet.folded[unit.start : unit.end]
    if sheet.folded[unit.start : named[0].start].strip(" *>-\u2022") or re.search(_OF_ALL, text):
        return
    for figure in figures:
        whole = any(fact.number is None and fact.role not in ("message", "subtotal") for fact in figure.facts)
        if isinstance(figure.facts[0], Amount) and whole and not _belongs(figure, named[0]):
            quote = sheet.quote(named[0].start, figure.end)
            yield Finding(_HARD, "wrong_invoice", quote, _record_of(known, named[0]))


_DUE = re.compile(
    r"\b(?:due|payable|fallig|faellig|echeance|vence|vencio)(?: date)?(?: (?:on|since|by|was|is|am|seit|le|el|back on|already on))*[ :]*$"  # noqa: E501
)
_ISSUED = re.compile(r"\b(?:dated|issued|invoiced|billed|invoice date|vom|datee du)(?: (?:on|was|is))*[ :]*$")
#: A sum from a message stands only where the text says that it was paid or told.
_OF_MESSAGES = re.compile(
    rf"{PAID.pattern}|\b(?:sent|you (?:wrote|said|mentioned|told)|part\w*|first|received|arrived|payment of|thank\w*|wire|transfer of|cheque|check for|dank\w*|merci|gracias|grazie|bedankt|wrote|mentioned"  # noqa: E501
    r"|schrieben|teil\w*|erhalten|eingegangen|recu\w*|virement|recibid\w+|transferencia|ricevut\w+|bonifico|zahlung)\b"
)
_STILL_OPEN = r"\b(?:open|outstanding|unpaid|remain\w*|still|owe[sd]?|left|balance|due|pay|settle)\b"


def _roles(sheet: Sheet, known: Known, unit: _Unit, figures: list[Stated]) -> Iterator[Finding]:
    text = sheet.folded[unit.start : unit.end]
    roles = {fact.role for figure in figures for fact in figure.facts}
    for figure in figures:
        before = text[: figure.start - unit.start]
        own = {fact.role for fact in figure.facts}
        if isinstance(figure.facts[0], Day):
            wrong = (_DUE.search(before) and "due" not in own) or (
                _ISSUED.search(before) and not own & {"issued", "touch", "message"}
            )
        else:
            wrong = (
                own <= {"invoiced", "received"}
                and not roles & {"open", "total"}
                and re.search(_STILL_OPEN, text) is not None
            )
            wrong = (wrong and "received" not in own) or (own == {"message"} and not _OF_MESSAGES.search(text))
        if wrong:
            yield Finding(_HARD, "wrong_role", sheet.quote(figure.start, figure.end), _all_records(known))


def _all_records(known: Known) -> str:
    rows = (
        f"{item.invoice.number} has {wording.amount(item.open)} open, issued {wording.day(item.invoice.issued_on)}, "
        f"due {wording.day(item.invoice.due_on)}"
        for item in known.asked
    )
    return "; ".join(rows)
