"""What the parts of an XLSX file say that python-calamine does not tell, or would not survive.

To it a cell with an error and a formula that was never calculated are empty, which they are not; and a stray cell in
the last corner of a sheet makes it ask for more memory than there is, which ends the process.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree import ElementTree

from bot.adapters.source_typed_cells import NoValue

#: Row, counted from 1 → column, counted from 0 → what is there instead of a value.
Gaps = Mapping[int, Mapping[int, NoValue]]

#: What zipfile and the XML parser raise about a file that is not whole.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, StopIteration, KeyError, EOFError, RuntimeError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
#: Bytes of all parts unpacked: ten times a workbook of a million rows as ERPs write them.
_LARGEST = 2**31
#: Beyond this a part that unpacks to more than so many times its size is no table: cells repeat themselves, not so.
_LARGE, _DENSEST = 2**26, 200
#: Cells of the rectangle that the filled ones span: a hundred thousand rows of two hundred columns.
_MOST_CELLS = 20_000_000

_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([^"'>]*)["'][^>]*(?<!/)>""")
_IS_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_IS_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
_ERROR = re.compile(rb"""<(?:\w+:)?c\s([^>]*\bt\s*=\s*["']e["'][^>]*)>(.*?)</(?:\w+:)?c>""", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_NEVER_CALCULATED = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\b[^>]*>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_COLUMN = re.compile(rb"[A-Z]{1,3}")
_ROW = re.compile(rb"[0-9]{1,7}")
_ERROR_NAME = re.compile(rb"#[A-Z0-9/_]+[!?]?")
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = b"0123456789"


class BadWorkbookError(Exception):
    """A file that is not the workbook it should be; says what it is and what to do."""

    def __init__(self, problem: str, next_step: str) -> None:
        super().__init__(problem)
        self.problem, self.next_step = problem, next_step


def check_is_workbook(content: bytes) -> None:
    """Refuse *content* that is not a whole XLSX file.

    Raises:
        BadWorkbookError: it is empty, cut off, locked or something else.
    """
    if not content:
        raise BadWorkbookError("it is empty", "Export it again.")
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise BadWorkbookError("it is locked with a password", "Save it without one.")
    if content.startswith(_OLE):
        raise BadWorkbookError("it is a workbook in the old .xls format", "Save it as .xlsx, or export it as that.")
    if not content.startswith(b"PK"):
        raise BadWorkbookError(
            "it is not an XLSX workbook",
            'Export it as .xlsx; a text file that is only named so is read with format = "csv".',
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise _half_written(str(error)) from None
    if _BOOK not in names:
        raise BadWorkbookError("it is a ZIP file, but not an XLSX workbook", "Export it as .xlsx.")
    unpacked = sum(part.file_size for part in parts)
    if any(part.file_size > max(_LARGE, _DENSEST * part.compress_size) for part in parts):
        raise BadWorkbookError("it unpacks to far more than a table holds", "Export it again.")
    if unpacked > _LARGEST:
        raise BadWorkbookError(f"it unpacks to {unpacked // 2**20} MB", "Split the export.")


def gaps(content: bytes, sheet: str) -> Gaps:
    """The cells of *sheet* that are neither empty nor hold a value.

    Raises:
        BadWorkbookError: a part is damaged, or the filled cells are further apart than any table is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            xml = archive.read(_part_of(archive, sheet))
    except _UNREADABLE as error:
        raise _half_written(str(error)) from None
    _check_extent(xml, sheet)
    found: dict[int, dict[int, NoValue]] = {}
    for attributes, no_value in [*_errors(xml), *_never_calculated(xml)]:
        row, column = _place(attributes, sheet)
        found.setdefault(row, {})[column] = no_value
    return found


def _half_written(detail: str) -> BadWorkbookError:
    return BadWorkbookError(f"it is half-written or damaged ({detail})", "Export it again, and wait until it is done.")


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    # S314 is about entities that blow up; expat has refused those since 2.4.
    book = ElementTree.fromstring(archive.read(_BOOK))  # noqa: S314
    entry = next(item for item in book.iter() if item.tag.endswith("}sheet") and item.get("name") == sheet)
    link = next(value for key, value in entry.items() if key.endswith("}id"))
    links = ElementTree.fromstring(archive.read(_LINKS))  # noqa: S314
    target = next(item.get("Target", "") for item in links if item.get("Id") == link)
    return posixpath.normpath(posixpath.join("xl", target)).lstrip("/")


def _check_extent(xml: bytes, sheet: str) -> None:
    addresses = _FILLED.findall(xml)
    columns = {address.rstrip(_DIGITS) for address in addresses}
    rows = {address.lstrip(_LETTERS) for address in addresses}
    if not all(map(_COLUMN.fullmatch, columns)) or not all(map(_ROW.fullmatch, rows)):
        raise _half_written(f"in its sheet {sheet!r} a cell has no place")
    width = max(map(_column, columns), default=0) + 1
    height = max(map(int, rows), default=0)
    if width * height > _MOST_CELLS:
        raise BadWorkbookError(
            f"the filled cells of its sheet {sheet!r} span {width} columns and {height} rows",
            "Delete the stray cells beside and below the table, or export it again.",
        )


def _errors(xml: bytes) -> list[tuple[bytes, NoValue]]:
    if not _IS_ERROR.search(xml):
        return []
    return [(attributes, _error(inside)) for attributes, inside in _ERROR.findall(xml)]


def _error(inside: bytes) -> NoValue:
    name = _ERROR_NAME.search(inside.rpartition(b"<")[0].rpartition(b">")[2])
    shown = name[0].decode() if name else "#?"
    return NoValue(shown, f"the error {shown} instead of a value", "Correct the formula, or export values only.")


def _never_calculated(xml: bytes) -> list[tuple[bytes, NoValue]]:
    if not _FORMULA.search(xml):
        return []
    nothing = NoValue(
        "",
        "a formula whose result is not in the file",
        "Open the workbook and save it, so that it is calculated, or export values only.",
    )
    # A formula whose result is an empty text has type str, and is empty.
    return [(attributes, nothing) for attributes in _NEVER_CALCULATED.findall(xml) if not _IS_TEXT.search(attributes)]


def _place(attributes: bytes, sheet: str) -> tuple[int, int]:
    address = _ADDRESS.search(attributes)
    if not address:
        raise BadWorkbookError(
            f"a cell of its sheet {sheet!r} holds an error or an uncalculated formula, and does not say where it is",
            "Open the workbook and save it, or export values only.",
        )
    return int(address[2]), _column(address[1])


def _column(letters: bytes) -> int:
    """Counted from 0: A, …, Z, AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
