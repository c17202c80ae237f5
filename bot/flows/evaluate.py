"""Labelled cases through the same reader, triage and guard as the real day; nothing is stored, posted or sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.stages.cases.case_card import sort_card
from bot.stages.cases.draft_case import judge_draft
from bot.stages.cases.labelled import FieldError, Fields
from bot.stages.cases.message_case import read_message
from bot.stages.cases.scoring import FIELDS, Score, What, score
from models.policy import Policy

_Row = Mapping[str, object]
#: What may stand beside the labels and is never compared.
_BESIDE = frozenset({"id", "unjudged", "quotes", "reasons", "findings"})


@dataclass(frozen=True, slots=True)
class File:
    """A file of JSON lines, read."""

    name: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of the cases."""

    #: In the order of the cases.
    predictions: tuple[_Row, ...]
    score: Score
    #: One line for each row that could not be read: file, line, field, next step.
    refused: tuple[str, ...]
    #: Names under `expected` that no prediction has, so that nothing was compared with them.
    unknown: tuple[str, ...] = ()


def evaluate(what: What, cases: File, gold: File | None, policy: Policy) -> Evaluation:
    """Predict every case and compare it with its labels: of *gold* where it has some, else its own."""
    refused: list[str] = []
    labels = _labels(what, gold, refused) if gold else {}
    predict = _predictor(what, policy)
    pairs: list[tuple[_Row, _Row]] = []
    seen: set[str] = set()
    unknown: set[str] = set()
    for place, row in _rows(cases, refused):
        try:
            said = predict(Fields(row))
            _once(str(said["id"]), seen)
        except FieldError as error:
            refused.append(f"{cases.name}:{place} {error}")
            continue
        unknown |= _unknown(what, row)
        pairs.append((labels.get(str(said["id"])) or _own_labels(what, row), said))
    unmatched = sorted(set(labels) - seen)
    refused += [f"{gold.name if gold else ''}: no case has the id {each!r} → correct the id" for each in unmatched]
    return Evaluation(tuple(said for _, said in pairs), score(what, pairs), tuple(refused), tuple(sorted(unknown)))


def _predictor(what: What, policy: Policy) -> Callable[[Fields], _Row]:
    if what is What.MESSAGES:
        return read_message
    judge = sort_card if what is What.ACCOUNTS else judge_draft
    return lambda row: judge(row, policy)


def _rows(file: File, refused: list[str]) -> Iterable[tuple[int, _Row]]:
    for place, line in enumerate(file.lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            refused.append(f"{file.name}:{place} column {error.colno}: {error.msg} → write one JSON object on the line")
            continue
        if isinstance(row, dict):
            yield place, row
        else:
            refused.append(f"{file.name}:{place}: not a JSON object → write one JSON object on the line")


def _once(case_id: str, seen: set[str]) -> None:
    if case_id in seen:
        raise FieldError("id", case_id, "an earlier row has it", "give every case an id of its own")
    seen.add(case_id)


def _labels(what: What, gold: File, refused: list[str]) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for place, row in _rows(gold, refused):
        try:
            found[Fields(row).needed("id")] = _own_labels(what, row)
        except FieldError as error:
            refused.append(f"{gold.name}:{place} {error}")
    return found


def _unknown(what: What, row: _Row) -> set[str]:
    inner = row.get("expected")
    return set(inner) - set(FIELDS[what]) - _BESIDE if isinstance(inner, Mapping) else set()


def _own_labels(what: What, row: _Row) -> _Row:
    """The labels of a row: under `expected`, or beside the input."""
    inner = row.get("expected")
    told = inner if isinstance(inner, Mapping) else row
    return {name: told[name] for name in (*FIELDS[what], "unjudged") if name in told}
