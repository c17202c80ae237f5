"""A folder of exports → the text of a sources.toml."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from glob import escape
from pathlib import Path

from bot.adapters.open_questions import CONFIRM
from bot.adapters.proposal.layouts import samples_of
from bot.adapters.proposal.lines import quoted, told
from bot.adapters.proposal.mailboxes import mail_lines
from bot.adapters.proposal.match import likely_kinds, match
from bot.adapters.proposal.sample import Sample, show
from bot.adapters.proposal.table import table_lines
from bot.errors import UnreadableFileError

_SUFFIXES = (".csv", ".xlsx", ".json", ".jsonl", ".ndjson")
_DIGITS = re.compile(r"\d+(?:[-_.]\d+)*")
#: What Excel puts beside a workbook while somebody has it open.
_LOCK = "~$"
_HEAD = """\
# Where the facts come from, proposed by `collections init` from the files of a folder. docs/sources.md has every key.
#
# What the files prove is written down; the samples stand behind each line. What they do not prove is a line that
# begins with the mark {mark} and nothing is imported while one is left. Of each group keep the line that is right,
# without the mark, correct it where it has "…", and delete the others. A file that is not invoices or money is taken to
# have everything (absence = "full").
"""


def propose_sources(folder: Path, target: Path) -> str:
    """The text of *target*, a sources.toml over the exports of *folder*; it is not written.

    Raises:
        UnreadableFileError: there is no such folder, or no export in it.
    """
    if not folder.is_dir():
        raise UnreadableFileError(f"There is no folder {folder}. Name the one with your exports.")
    blocks = list(_blocks(folder))
    if not blocks:
        listed = ", ".join(_SUFFIXES)
        raise UnreadableFileError(f"{folder} has no {listed} or .eml file. Name the folder with your exports.")
    here = Path(os.path.relpath(folder.resolve(), target.parent.resolve())).as_posix()
    head = _HEAD.format(mark=CONFIRM.removeprefix("# "))
    top = told("folder", quoted(here), "seen from this file")
    return "\n".join((head, top, *(line for block in blocks for line in ("", *block)), ""))


def _blocks(folder: Path) -> Iterator[list[str]]:
    names: set[str] = set()
    unread: list[str] = []
    for files, group in _series(_samples(folder, unread)):
        yield from _tables(files, group, names)
    for box in sorted({path.parent for path in folder.rglob("*.eml") if path.is_file()}):
        yield list(mail_lines(folder, box, _name(box.relative_to(folder).as_posix(), names)))
    yield from ([line] for line in unread)


def _samples(folder: Path, unread: list[str]) -> Iterator[Sample]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _SUFFIXES and path.is_file() and not path.name.startswith(_LOCK):
            try:
                yield from samples_of(folder, path)
            except UnreadableFileError as error:
                said = " ".join(str(error).split())
                unread.append(f"{CONFIRM} not proposed: {said} Delete this line, or write its table.")


def _series(samples: Iterator[Sample]) -> Iterator[tuple[str, list[Sample]]]:
    """Tables by the pattern of their files: those with one header whose names differ in their digits are a series."""
    groups: dict[object, list[Sample]] = {}
    for sample in samples:
        groups.setdefault((_DIGITS.sub("*", sample.file), sample.header, sample.layout), []).append(sample)
    for group in groups.values():
        pattern = _DIGITS.sub("*", group[0].file)
        folder = group[0].folder
        matched = {path.relative_to(folder).as_posix() for path in folder.glob(pattern)}
        if len(group) > 1 and matched == {sample.file for sample in group}:
            yield pattern, group
        else:
            yield from ((escape(sample.file), [sample]) for sample in group)


def _tables(files: str, group: Sequence[Sample], names: set[str]) -> Iterator[list[str]]:
    sample = _joined(group)
    kinds = likely_kinds(sample)
    place = f"{sample.file}[{sample.layout.sheet}]" if sample.layout.sheet else sample.file
    if not kinds:
        heads = ", ".join(show(name) for name in sample.header[:20])
        yield [f"{CONFIRM} not proposed: {place} has the header {heads}. Delete this line, or write its table."]
    for kind in kinds:
        stem = f"{Path(files).stem} {sample.layout.sheet or ''}" + (f" {kind.value}" if len(kinds) > 1 else "")
        note = []
        if len(kinds) > 1:
            note = [f"{CONFIRM} {place} may hold {' or '.join(kinds)}: keep one of these tables, and delete this line"]
        yield [*note, *table_lines(sample, match(sample, kind), _name(stem, names), files)]


def _joined(group: Sequence[Sample]) -> Sample:
    """The cells of all files of a series, so that what each of them shows counts."""
    first = group[0]
    return replace(
        first,
        cells={name: [cell for sample in group for cell in sample.cells[name]] for name in first.header},
        has_gaps={name: any(sample.has_gaps[name] for sample in group) for name in first.header},
    )


def _name(text: str, names: set[str]) -> str:
    """A name for a table that no other has; TOML takes these characters without quotes."""
    plain = re.sub(r"[^a-z0-9]+", "_", text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))
    name = base = plain.strip("_") or "source"
    number = 2
    while name in names:
        name, number = f"{base}_{number}", number + 1
    names.add(name)
    return name
