"""Where in a file the tables are: what the bytes prove, and what a person has to confirm."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.adapters.proposal.lines import asked, quoted
from bot.adapters.proposal.match import names_of, plain
from bot.adapters.proposal.sample import Layout, Sample, show, take_sample
from bot.adapters.source_mapping import FIELDS
from bot.adapters.source_rows import content_of
from bot.adapters.sources.xlsx_files import first_rows
from bot.errors import UnreadableFileError

_DELIMITERS = (",", ";", "\t", "|")
#: Of files that are not UTF-8; Western Europe's, as Windows, DOS and old Macs write them, then Central Europe's.
_ENCODINGS = ("cp1252", "cp850", "mac_roman", "cp1250")
_LAST_HEADER_ROW = 15
#: Every name of every field.
_KNOWN = frozenset(name for kind, fields in FIELDS.items() for field in fields for name in names_of(kind, field))
_DEEPEST = 4


def samples_of(folder: Path, path: Path) -> tuple[Sample, ...]:
    """Every table in the file at *path*.

    Raises:
        UnreadableFileError: there is none.
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return tuple(_sheets(folder, path))
    if suffix == ".csv":
        return (_csv(folder, path),)
    return tuple(take_sample(folder, path, Layout(form="json", records=place)) for place in _lists(path))


def _csv(folder: Path, path: Path) -> Sample:
    encoding, doubts = _encoding(content_of(path))
    found = []
    for mark in _DELIMITERS:
        try:
            sample = take_sample(folder, path, Layout(form="csv", encoding=encoding, delimiter=mark, asked=doubts))
        except UnreadableFileError:
            continue
        found.append(sample)
    wide = [sample for sample in found if len(sample.header) > 1]
    if not wide:
        raise UnreadableFileError(f"{path.name}: no character divides every row into as many cells as its header.")
    if len(wide) == 1:
        return wide[0]
    choice = tuple(asked("delimiter", quoted(sample.layout.delimiter), _heads(sample)) for sample in wide)
    first = max(wide, key=lambda sample: len(sample.header))
    return replace(first, layout=replace(first.layout, asked=(*doubts, *choice)))


def _heads(sample: Sample) -> str:
    return f"the header is then {' | '.join(show(name) for name in sample.header[:4])}"


def _encoding(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The encoding to read with, and the lines that ask for it where the bytes leave a choice."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", ()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        lines = tuple(_encodings(content))
        return _ENCODINGS[0] if _decoded(content, _ENCODINGS[0]) else "latin-1", lines
    return "utf-8", ()


def _encodings(content: bytes) -> Iterator[str]:
    for name in _ENCODINGS:
        if text := _decoded(content, name):
            words = [word for word in re.split(r"[\s;,|\"]+", text) if not word.isascii()]
            yield asked("encoding", quoted(name), f"reads: {', '.join(show(word) for word in words[:3])}")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _sheets(folder: Path, path: Path) -> Iterator[Sample]:
    """The tables of a workbook; titles may stand above a header."""
    sheets = first_rows(path, _LAST_HEADER_ROW)
    for sheet, rows in sheets.items():
        known = [sum(plain(str(cell)) in _KNOWN for cell in row) for row in rows]
        if not any(known):
            continue
        # The uppermost of those that name most.
        row = known.index(max(known)) + 1
        layout = Layout(form="xlsx", sheet=sheet if len(sheets) > 1 else None, header_row=row)
        yield take_sample(folder, path, layout)


def _lists(path: Path) -> tuple[str, ...]:
    """The places in a JSON document where lists of objects are."""
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return ("",)
    try:
        document = json.load(io.TextIOWrapper(io.BytesIO(content_of(path)), encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(f"{path.name}: it is not JSON ({type(error).__name__}).") from None
    places = tuple(_places(document, "", _DEEPEST))
    if not places:
        raise UnreadableFileError(f"{path.name}: there is no list of records in it.")
    return places


def _places(value: object, before: str, depth: int) -> Iterator[str]:
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        yield before
    elif isinstance(value, dict) and depth:
        for name, below in value.items():
            yield from _places(below, f"{before}.{name}".lstrip("."), depth - 1)
