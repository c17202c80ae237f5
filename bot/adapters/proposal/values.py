"""What the words of a column mean, as far as anybody but the firm can know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.adapters.proposal.lines import asked, quoted, told
from bot.adapters.proposal.match import Match
from bot.adapters.proposal.sample import Sample
from bot.adapters.proposal.words import OPEN_CLOSED, YES_NO
from bot.adapters.source_mapping import FIELDS, CellType, Empty, Field

_SLACK_USER = re.compile(r"[UW][A-Z0-9]{6,}")


def value_lines(sample: Sample, match: Match, table: str) -> Iterator[str]:
    """The tables below [*table*.values]."""
    for field in FIELDS[match.kind]:
        guessed = match.entities if field.name == "entity" else ()
        headers = [*filter(None, [match.sure.get(field.name)]), *match.maybe.get(field.name, ()), *guessed]
        words = list(dict.fromkeys(word for header in headers for word in _words(sample, field, header)))
        lines = list(_meanings(field, words, is_sure=field.name in match.sure)) if headers else []
        lines += [asked(quoted(word), '"…"', "its [entities.ID] of policy.toml") for word in words if guessed]
        if lines:
            told_of = ", ".join(map(quoted, headers))
            yield from ("", f"[{table}.values.{field.name}] # the words of {told_of}", *lines)


def _words(sample: Sample, field: Field, header: str) -> Sequence[str]:
    """The different words of the column as values are looked up; "" = an empty cell, where rows must not be so."""
    words = [str(cell).upper() if isinstance(cell, bool) else str(cell).strip() for cell in sample.cells[header]]
    empty = [""] if sample.has_gaps[header] and field.empty is Empty.REJECT else []
    return list(dict.fromkeys([*words, *empty]))


def _meanings(field: Field, words: Sequence[str], *, is_sure: bool) -> Iterator[str]:
    if field.type is CellType.YES_NO:
        yield from _yes_no(field, words, is_sure=is_sure)
    elif field.choices and not set(words) <= field.choices.keys():
        yield from _choices(field.choices, words)
    elif field.name == "owner_id" and not all(map(_SLACK_USER.fullmatch, words)):
        for word in words:
            yield asked(quoted(word), '"U…"', "the Slack member id of this person")


def _yes_no(field: Field, words: Sequence[str], *, is_sure: bool) -> Iterator[str]:
    known = {**YES_NO, **OPEN_CLOSED} if field.name == "is_open" else YES_NO
    if not words:
        yield asked('"…"', "true", "every cell is empty: write the words for yes and for no")
    for word in words:
        meant = known.get(word.casefold())
        if meant is None:
            yield from (asked(quoted(word), value, "one of the two") for value in ("true", "false"))
        else:
            yield (told if is_sure else asked)(quoted(word), str(meant).lower())


def _choices(choices: Mapping[str, str], words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if word in choices:
            yield told(quoted(word), quoted(word))
        else:
            yield asked(quoted(word), '"…"', f"one of: {', '.join(choices)}")
