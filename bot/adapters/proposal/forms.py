"""How the cells of a column are written. A form is a candidate when the importer itself reads every cell with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from bot.adapters.proposal.sample import Sample, convert, trial
from bot.adapters.source_mapping import CellType, Field, SourceMapping
from bot.adapters.source_values import BadCellError
from models.ledger import RecordKind

_DAYS = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d.%m.%Y",
    "%m.%d.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d.%m.%y",
    "%m.%d.%y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d-%m-%y",
    "%m-%d-%y",
    "%y-%m-%d",
    "%y/%m/%d",
    "%d-%b-%Y",
    "%d-%b-%y",
]
_WORDED_DAYS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d-%b-%Y", "%d-%b-%y"),
    *("%d.%m.%Y", "%m.%d.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y"),
    *("%d.%m.%y", "%m.%d.%y", "%d/%m/%y", "%m/%d/%y", "%d-%m-%y", "%m-%d-%y", "%y-%m-%d", "%y/%m/%d"),
    *("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y"),
)
_TIMES = ("", " %H:%M", " %H:%M:%S", "T%H:%M:%S", "T%H:%M", "T%H:%M:%S.%f")
_ZONES = ("", "%z", " %z")
_DATES = tuple(f"{day}{time}" for day, time in product(_DAYS, _TIMES))
_INSTANTS = tuple(f"{written}{zone}" for written, zone in product(_DATES, _ZONES) if "%H" in written)

#: (decimal mark, thousands mark), the claim of fewer marks first.
_MARKS = (
    (".", None), (".", ","), (".", " "), (".", "'"), (".", "’"), (".", "\N{NO-BREAK SPACE}"),
    (".", "\N{NARROW NO-BREAK SPACE}"), (",", None), (",", "."), (",", " "), (",", "'"), (",", "\N{NO-BREAK SPACE}"),
    (",", "\N{NARROW NO-BREAK SPACE}"),
)  # fmt: skip


def date_forms(sample: Sample, kind: RecordKind, field: Field, column: str) -> tuple[str, ...]:
    """Every format that all cells of *column* are texts of; () = none, or no cell is a text."""
    texts = texts_of(sample, column)
    forms = _INSTANTS if field.type is CellType.INSTANT else _DATES
    blank = trial(sample.layout, sample.folder, kind)
    readings = ((form, replace(blank, date_formats={field.name: form})) for form in forms if texts)
    return tuple(form for form, mapping in readings if _reads(sample, mapping, field, texts))


def marks(sample: Sample, kind: RecordKind, field: Field, column: str) -> tuple[tuple[str, str | None], ...]:
    """At most one (decimal, thousands) pair for each decimal mark with which all cells that are texts are amounts."""
    texts = texts_of(sample, column)
    blank = trial(sample.layout, sample.folder, kind)
    found: dict[str, tuple[str, str | None]] = {}
    for decimal, thousands in _MARKS if texts else ():
        mapping = replace(blank, decimal_mark=decimal, thousands_mark=thousands)
        if decimal not in found and _reads(sample, mapping, field, texts):
            found[decimal] = (decimal, thousands)
    return tuple(found.values())


def fits(sample: Sample, kind: RecordKind, field: Field, column: str) -> bool:
    """Whether an import could read the cells of *column* as *field*, once everything is declared."""
    cells = sample.cells[column]
    texts = texts_of(sample, column)
    others = [cell for cell in cells if not isinstance(cell, str)]
    mapping = replace(trial(sample.layout, sample.folder, kind), number_ids=(field.name,), decimal_mark=".")
    if field.type in (CellType.YES_NO, CellType.CHOICE):
        # Words can be declared whatever they are, but not one for each row.
        return len(set(map(str, cells))) <= 12
    if not _reads(sample, mapping, field, others):
        return False
    if field.type in (CellType.DATE, CellType.INSTANT):
        return not texts or bool(date_forms(sample, kind, field, column))
    if field.type is CellType.AMOUNT:
        return not texts or bool(marks(sample, kind, field, column))
    return _reads(sample, mapping, field, texts)


def needs_number_ids(sample: Sample, kind: RecordKind, field: Field, column: str) -> bool:
    """Whether some ids of *column* were numbers on their way, so that leading zeros may be lost."""
    return field.type in (CellType.ID, CellType.ID_LIST) and not _reads(
        sample, trial(sample.layout, sample.folder, kind), field, sample.cells[column]
    )


def texts_of(sample: Sample, column: str) -> list[str]:
    """The different cells of *column* that are text."""
    return list(dict.fromkeys(_texts(sample.cells[column])))


def _texts(cells: Sequence[object]) -> Iterator[str]:
    return (cell.strip() for cell in cells if isinstance(cell, str))


def _reads(sample: Sample, mapping: SourceMapping, field: Field, cells: Sequence[object]) -> bool:
    read = convert(sample.layout, mapping, field)
    try:
        for cell in cells:
            read(cell)
    except BadCellError:
        return False
    return True
