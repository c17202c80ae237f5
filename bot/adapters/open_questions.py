"""Marks that `collections init` leaves for a person; a file that still has one of them is not used."""

from __future__ import annotations

from pathlib import Path

from bot.errors import MappingError

#: Before a candidate: without the mark the line counts.
CONFIRM = "# CONFIRM:"
#: Before what only the firm knows.
FILL_IN = "# FILL IN:"
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
        waiting = [str(number) for number, line in enumerate(text.splitlines(), 1) if line.lstrip().startswith(mark)]
        if waiting:
            lines = f"line {waiting[0]} says" if len(waiting) == 1 else f"lines {', '.join(waiting)} say"
            raise MappingError(f"{path}: {lines} {mark.strip('# :')} and wait for a person. {step}; then run again.")
