"""One proposed [sources.NAME] table, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from bot.adapters.proposal.forms import date_forms, marks, needs_number_ids, texts_of
from bot.adapters.proposal.lines import asked, quoted, told
from bot.adapters.proposal.match import Match
from bot.adapters.proposal.sample import Sample, show
from bot.adapters.proposal.values import value_lines
from bot.adapters.source_mapping import FIELDS, CellType, Field
from models.ledger import RecordKind

#: What a field without a column may be instead, and what a person has to know about it.
_CONSTANTS: Mapping[str, str] = {
    "entity": "no header says it: the [entities.ID] of policy.toml that every row belongs to",
    "direction": 'no column says it: "in" or "out", if it is the same for every row',
    "kind": "no column says it: the same for every row",
}


def table_lines(sample: Sample, match: Match, name: str, files: str) -> Iterator[str]:
    """The whole table; *files* is the pattern of its files."""
    table = f"sources.{name}"
    yield f"[{table}]"
    yield told("kind", quoted(match.kind.value))
    yield from _layout(sample, files)
    yield from _absence(match.kind)
    yield from _amounts(sample, match)
    yield from _number_ids(sample, match)
    dates = list(_dates(sample, match))
    yield from (line for own, line in dates if not own)
    yield from ("", f"[{table}.columns]", *_columns(sample, match))
    if unused := match.unused(sample):
        yield f"# not used: {', '.join(show(header) for header in unused)}"
    if constants := list(_constants(match)):
        yield from ("", f"[{table}.constants]", *constants)
    if any(own for own, _ in dates):
        yield from ("", f"[{table}.date_formats]", *(line for own, line in dates if own))
    yield from value_lines(sample, match, table)


def _layout(sample: Sample, files: str) -> Iterator[str]:
    layout = sample.layout
    if layout.form != "csv":
        yield told("format", quoted(layout.form))
    yield told("files", quoted(files))
    yield told("true_for", quoted("written"), "so that an export that stops coming is noticed")
    if layout.form == "csv" and layout.delimiter != "," and not any("delimiter" in line for line in layout.asked):
        yield told("delimiter", quoted(layout.delimiter), "every row has as many cells as the header")
    if layout.encoding == "utf-16":
        yield told("encoding", quoted(layout.encoding), "the file begins with its mark")
    if layout.sheet:
        yield told("sheet", quoted(layout.sheet))
    if layout.header_row != 1:
        yield told("header_row", str(layout.header_row))
    if layout.records:
        yield told("records", quoted(layout.records))
    yield from layout.asked


def _absence(kind: RecordKind) -> Iterator[str]:
    # A list that is taken to be whole makes what is not on it disappear; of money no file says whether it is.
    if kind not in (RecordKind.INVOICES, RecordKind.PAYMENTS, RecordKind.CREDIT_NOTES):
        return
    yield asked("absence", '"full"', "each export has everything, old ones too")
    if kind is RecordKind.INVOICES:
        yield asked("absence", '"open_items"', "it has what is open and nothing else")
    yield asked("absence", '"changes"', "it has what changed since the last one")


def _columns(sample: Sample, match: Match) -> Iterator[str]:
    for field in FIELDS[match.kind]:
        if field.name in match.sure:
            header = match.sure[field.name]
            yield told(field.name, quoted(header), sample.shown(header))
        for header in match.maybe.get(field.name, ()):
            yield asked(field.name, quoted(header), sample.shown(header))
        if field.name == "entity":
            for header in match.entities:
                yield asked(field.name, quoted(header), f"if it tells the entities apart: {sample.shown(header)}")
        if field.required and not _has_column(match, field) and field.name not in (*_CONSTANTS, "currency"):
            yield asked(field.name, '"…"', "no header has its name; write the one that is it")


def _has_column(match: Match, field: Field) -> bool:
    return field.name in match.sure or field.name in match.maybe


def _constants(match: Match) -> Iterator[str]:
    for field in FIELDS[match.kind]:
        if field.required and not _has_column(match, field) and field.name in _CONSTANTS:
            yield asked(field.name, '"…"', _CONSTANTS[field.name])


def _mapped(match: Match) -> Iterator[tuple[Field, str]]:
    """Every field with the headers that are, or may be, it."""
    for field in FIELDS[match.kind]:
        for header in (*filter(None, [match.sure.get(field.name)]), *match.maybe.get(field.name, ())):
            yield field, header


def _amounts(sample: Sample, match: Match) -> Iterator[str]:
    about = [(field, header) for field, header in _mapped(match) if field.type is CellType.AMOUNT]
    fields = {field.name for field, _ in _mapped(match)}
    if about and "currency" not in fields:
        yield asked("currency", '"EUR"', "no column says it: write the currency of every row")
    for field, header in about:
        found = marks(sample, match.kind, field, header)
        say = told if len(found) == 1 and field.name in match.sure else asked
        for decimal, thousands in found:
            remark = f"{show(header)}: {sample.shown(header)}"
            yield say("decimal_mark", quoted(decimal), remark)
            if thousands:
                yield say("thousands_mark", quoted(thousands), f"goes with the decimal mark {decimal}")
        if not found and (sample.layout.form == "csv" or texts_of(sample, header)):
            yield asked("decimal_mark", '"…"', f"no one form fits all of: {sample.shown(header)}")


def _number_ids(sample: Sample, match: Match) -> Iterator[str]:
    fields = [field.name for field, header in _mapped(match) if needs_number_ids(sample, match.kind, field, header)]
    if fields := list(dict.fromkeys(fields)):
        listed = ", ".join(map(quoted, fields))
        yield asked("number_ids", f"[{listed}]", "these were numbers; only if they never begin with a zero")


def _dates(sample: Sample, match: Match) -> Iterator[tuple[bool, str]]:
    """(whether it stands in the table of its own formats, the line)."""
    about = [(field, header) for field, header in _mapped(match) if field.type in (CellType.DATE, CellType.INSTANT)]
    forms = {header: date_forms(sample, match.kind, field, header) for field, header in about}
    for field, header in about:
        found = forms[header]
        if not found and texts_of(sample, header):
            yield True, asked(field.name, '"…"', f"no one form fits all of: {sample.shown(header)}")
        if not found and sample.layout.form == "csv" and not sample.cells[header]:
            yield True, asked(field.name, _usual(forms), f"{show(header)} has no cell that shows how it is written")
        say = told if len(found) == 1 and field.name in match.sure else asked
        for form in found:
            yield True, say(field.name, quoted(form), f"{show(header)}: {sample.shown(header)}")
        if field.type is CellType.INSTANT and not any("%z" in form for form in found):
            yield False, asked("timezone", '"Europe/Berlin"', "write where the clock hangs that wrote the times")


def _usual(forms: Mapping[str, tuple[str, ...]]) -> str:
    seen = Counter(form for found in forms.values() for form in found)
    return quoted(seen.most_common(1)[0][0] if seen else "%Y-%m-%d")
