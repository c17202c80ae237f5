"""Predictions against gold: precision, recall and F1 of each field, which value was taken for which, and each miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.stages.cases.draft_case import VIOLATIONS
from models.measure import Measure
from models.people import DECIDING
from models.report import Ratio

_Row = Mapping[str, object]


class What(StrEnum):
    """What the cases are of."""

    MESSAGES = "messages"
    ACCOUNTS = "accounts"
    DRAFTS = "drafts"


_DISPUTES = ("scope", "delivery", "pricing", "quality", "contract", "billing_error", "already_paid")
_DAY: tuple[object, ...] = ()
#: The fields that are compared, and the values that are worth finding; none listed = a day, or no day.
FIELDS: Mapping[What, Mapping[str, tuple[object, ...]]] = {
    What.MESSAGES: {
        "dispute": (True,),
        "dispute_reason": _DISPUTES,
        "promise_to_pay": _DAY,
        "wants": ("payment_plan", "credit", "legal", "suspension"),
        "out_of_office": (True,),
        "contact_left": (True,),
        "po_needed": (True,),
        "injection": (True,),
    },
    What.ACCOUNTS: {
        "class": ("routine", "exception", "executive_review"),
        "owner": tuple(sorted(role.value for role in DECIDING)),
    },
    What.DRAFTS: {"ok": (True, False), "violation": ("none", *VIOLATIONS)},
}
#: A value of the labels that says the same as another.
_SAME: Mapping[object, object] = {None: "none", "other": "none", "": "none"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one value was rightly found, missed, and found where it was not."""

    field: str
    value: str
    hit: int
    missed: int
    false: int

    @property
    def precision(self) -> float | None:
        """Of what was found, the part that was right; None = nothing was found."""
        return _part(self.hit, self.hit + self.false)

    @property
    def recall(self) -> float | None:
        """Of what was there, the part that was found; None = nothing was there."""
        return _part(self.hit, self.hit + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None = there was nothing to find and nothing was found."""
        return _part(2 * self.hit, 2 * self.hit + self.missed + self.false)


@dataclass(frozen=True, slots=True)
class Miss:
    """One field of one case that is not as labelled."""

    case_id: str
    field: str
    expected: object
    found: object
    #: What the prediction rests on, quoted.
    because: str


@dataclass(frozen=True, slots=True)
class Score:
    """Everything the table says."""

    what: What
    judged: int
    tallies: tuple[Tally, ...]
    #: Field → (expected, found) → cases.
    confusion: Mapping[str, Mapping[tuple[str, str], int]]
    misses: tuple[Miss, ...]


def score(what: What, pairs: Sequence[tuple[_Row, _Row]]) -> Score:
    """Compare (gold, prediction) pairs. A field that gold does not have, or lists as `unjudged`, is not judged."""
    tallies: list[Tally] = []
    confusion: dict[str, Counter[tuple[str, str]]] = {}
    misses: list[Miss] = []
    for field, values in FIELDS[what].items():
        judged = [(gold, said) for gold, said in pairs if _is_judged(field, gold)]
        same = [(_value(field, gold[field]), _value(field, said[field])) for gold, said in judged]
        tallies += _days(field, same) if not values else [_tally(field, value, same) for value in values]
        confusion[field] = Counter((_word(expected), _word(found)) for expected, found in same)
        misses += [
            Miss(str(said["id"]), field, expected, found, _because(field, said))
            for (_, said), (expected, found) in zip(judged, same, strict=True)
            if expected != found
        ]
    return Score(what, sum(1 for gold, _ in pairs if gold), tuple(tallies), confusion, tuple(misses))


def _is_judged(field: str, gold: _Row) -> bool:
    unjudged = gold.get("unjudged")
    return field in gold and not (isinstance(unjudged, (list, tuple)) and field in unjudged)


def _value(field: str, value: object) -> object:
    if field == "promise_to_pay":
        return value or None
    return value if isinstance(value, bool) else _SAME.get(value, value)


def _tally(field: str, value: object, same: Iterable[tuple[object, object]]) -> Tally:
    hit = missed = false = 0
    for expected, found in same:
        hit += expected == value == found
        missed += expected == value != found
        false += found == value != expected
    return Tally(field, _word(value), hit, missed, false)


def _days(field: str, same: Iterable[tuple[object, object]]) -> list[Tally]:
    """A day that is not the labelled one is missed, and false as well."""
    pairs = [pair for pair in same if any(pair)]
    hit = sum(expected == found for expected, found in pairs)
    missed = sum(bool(expected) for expected, _ in pairs) - hit
    return [Tally(field, "the day", hit, missed, sum(bool(found) for _, found in pairs) - hit)]


def _because(field: str, said: _Row) -> str:
    quotes = said.get("quotes")
    if isinstance(quotes, Mapping):
        return str(quotes.get({"dispute_reason": "dispute"}.get(field, field), ""))
    return "; ".join(dict.fromkeys(_records(said)))


def _records(said: _Row) -> Iterator[str]:
    for key in ("reasons", "findings"):
        listed = said.get(key)
        for one in listed if isinstance(listed, (list, tuple)) else ():
            evidence = ", ".join(map(str, one.get("evidence", ()))) or one.get("span", "")
            if one.get("severity") != "soft":
                yield f"{one['rule']}: {evidence}" if evidence else str(one["rule"])


# ── the table ────────────────────────────────────────────────────────────────────────────────
def table(found: Score) -> tuple[str, ...]:
    """The lines that people read."""
    if not found.judged:
        return ("no gold: nothing to compare with",)
    width = max(len(f"{tally.field} = {tally.value}") for tally in found.tallies)
    head = f"{Measure.PRECISION}  {Measure.RECALL:>7}  {Measure.F1:>7}   hit missed false"
    lines = [f"{found.judged} {found.what} judged", "", f"{'':<{width}}  {head}"]
    for tally in found.tallies:
        figures = "  ".join(f"{each!s:>{room}}" for each, room in zip(_ratios(tally), (9, 7, 7), strict=True))
        counts = f"{tally.hit:>4} {tally.missed:>6} {tally.false:>5}"
        lines.append(f"{f'{tally.field} = {tally.value}':<{width}}  {figures}  {counts}")
    for field, counted in found.confusion.items():
        if FIELDS[found.what][field] and counted:
            lines += ["", *_matrix(field, counted)]
    lines += ["", f"{len(found.misses)} {Measure.MISSES}"]
    lines += [_miss(miss) for miss in found.misses]
    return tuple(lines)


def _ratios(tally: Tally) -> tuple[Ratio, Ratio, Ratio]:
    hit, missed, false = tally.hit, tally.missed, tally.false
    return Ratio(hit, hit + false), Ratio(hit, hit + missed), Ratio(2 * hit, 2 * hit + missed + false)


def _matrix(field: str, counted: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """Rows are the labels, columns the predictions; only values that occur."""
    values = sorted({value for pair in counted for value in pair})
    first = max(len(f"{field}: labelled ↓ found →"), *(len(value) for value in values))
    yield f"{f'{field}: labelled ↓ found →':<{first}}  " + "  ".join(values)
    for row in values:
        cells = (f"{counted.get((row, column), 0):>{len(column)}}" for column in values)
        yield f"{row:<{first}}  " + "  ".join(cells)


def _miss(miss: Miss) -> str:
    because = f" because “{' '.join(miss.because.split())}”" if miss.because else ""
    return f"  {miss.case_id} {miss.field}: labelled {_word(miss.expected)}, found {_word(miss.found)}{because}"


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "none" if value is None else str(value)


def _part(of: int, every: int) -> float | None:
    return of / every if every else None
