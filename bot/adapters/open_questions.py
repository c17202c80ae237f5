"""Marks that `collections init` leaves for a person; a file that still has one of them is not used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.errors import MappingError

#: Before a candidate: without the mark the line counts.
CONFIRM = "# CONFIRM:"
#: Before what only the firm knows.
FILL_IN = "# FILL IN:"
#: What stands where a person has to write something.
_BLANKS = ("…", "U…")
_STEPS = {
    CONFIRM: "Of each group keep the line that is right, without the mark, and delete the others",
    FILL_IN: "Write what is asked for, and take the mark off the line or delete it",
}


def refuse_open_questions(path: Path, text: str) -> None:
    """Refuse a file of which something is still to be decided by a person.

    Raises:
        MappingError: the numbers of the lines that wait.
    """
    for mark, step in _STEPS.items():
        waiting = [str(number) for number in marked_lines(text, mark)]
        if waiting:
            lines = f"line {waiting[0]} says" if len(waiting) == 1 else f"lines {', '.join(waiting)} say"
            raise MappingError(f"{path}: {lines} {mark.strip('# :')} and wait for a person. {step}; then run again.")


def marked_lines(text: str, mark: str = CONFIRM) -> tuple[int, ...]:
    """The numbers, from 1, of the lines of *text* that still have *mark*."""
    return tuple(number for number, line in enumerate(text.splitlines(), 1) if line.lstrip().startswith(mark))


def refuse_blanks(path: Path, document: object) -> None:
    """Refuse a file of which a person has kept a line without writing what it asks for.

    Raises:
        MappingError: the first key, with its tables.
    """
    for key in _blanks(document):
        step = "Write what is asked for in its place, or delete the line; then run again."
        raise MappingError(f'{path}: {key} still says "…" and waits for a person. {step}')


def _blanks(value: object, place: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, below in value.items():
            here = f"{place}.{name}".lstrip(".")
            yield from [here] if name in _BLANKS else _blanks(below, here)
    elif isinstance(value, list):
        for each in value:
            yield from _blanks(each, place)
    elif value in _BLANKS:
        yield place
