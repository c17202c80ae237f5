"""Which kind of record a table holds, and which of its columns is which field: by the names of the headers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rapidfuzz import fuzz

from bot.adapters.proposal.entities import entity_columns
from bot.adapters.proposal.forms import fits
from bot.adapters.proposal.sample import Sample
from bot.adapters.proposal.words import FILE_WORDS, NAMES
from bot.adapters.source_mapping import FIELDS, Field
from models.ledger import RecordKind

#: Of 100; below it a header is another word, not the same one written differently.
_ALIKE = 78
#: Fields that an export of one company often leaves out, so that they say little about what it holds.
_OFTEN_CONSTANT = frozenset({"entity", "currency"})
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """What the headers say about one kind."""

    kind: RecordKind
    #: Field → the one header that has its name, and whose cells can be read as it.
    sure: Mapping[str, str]
    #: Field → headers that may be it, the likeliest first.
    maybe: Mapping[str, tuple[str, ...]]
    #: Where no header is called so: headers whose cells look like our entities.
    entities: tuple[str, ...] = ()

    def unused(self, sample: Sample) -> tuple[str, ...]:
        """Headers that are proposed for nothing."""
        used = {*self.sure.values(), *(name for names in (*self.maybe.values(), self.entities) for name in names)}
        return tuple(name for name in sample.header if name not in used)


def plain(text: str) -> str:
    """*text* as names are compared: small letters, and one space for every mark."""
    return _MARKS.sub(" ", text.casefold()).strip()


def likely_kinds(sample: Sample) -> tuple[RecordKind, ...]:
    """The kinds that the headers and the file's name fit best; several where they fit alike; () = none fits."""
    scores = {kind: score for kind in FIELDS if (score := _score(sample, kind))}
    best = max(scores.values(), default=0)
    return tuple(kind for kind, score in scores.items() if score == best)


def _score(sample: Sample, kind: RecordKind) -> int:
    headers = {plain(name) for name in sample.header}
    known = [field for field in FIELDS[kind] if headers & names_of(kind, field)]
    required = [field for field in FIELDS[kind] if field.required and field.name not in _OFTEN_CONSTANT]
    found = [field for field in required if field in known]
    called = any(word in plain(PurePath(sample.file).stem) for word in FILE_WORDS.get(kind, kind.value).split("|"))
    if len(known) < 2 or len(found) * 2 < len(required):
        return 0
    # A table of customers and one of contacts share most headers; the name of the file tells them apart.
    return 2 * len(found) + len(known) - len(required) + (4 if called else 0)


def names_of(kind: RecordKind, field: Field) -> frozenset[str]:
    """Every name of *field*, as `plain` writes it; its own is one of them."""
    written = NAMES.get(kind, {}).get(field.name, "").split("|")
    return frozenset(name for name in (plain(field.name), *map(plain, written)) if name)


def match(sample: Sample, kind: RecordKind) -> Match:
    """The columns of *sample*, read as *kind*."""
    named = {field.name: _named(sample, kind, field) for field in FIELDS[kind]}
    wanted_by = {name: [field for field, headers in named.items() if name in headers] for name in sample.header}
    sure = {
        field.name: own[0]
        for field in FIELDS[kind]
        if len(own := [name for name in named[field.name] if wanted_by[name] == [field.name]]) == 1
        and fits(sample, kind, field, own[0])
    }
    taken = set(sure.values())
    nameless = [name for name, fields in wanted_by.items() if not fields]
    maybe = {
        # A column that nobody fills is offered after those that say something.
        field.name: tuple(sorted(candidates, key=lambda name: not sample.cells[name]))
        for field in FIELDS[kind]
        if field.name not in sure
        and (
            candidates := [name for name in named[field.name] if name not in taken]
            + _near(sample, kind, field, nameless)
        )
    }
    return Match(kind, sure, maybe, _entities(sample, kind, sure, maybe))


def _entities(
    sample: Sample, kind: RecordKind, sure: Mapping[str, str], maybe: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    has_entity = any(field.name == "entity" for field in FIELDS[kind])
    if not has_entity or "entity" in sure or "entity" in maybe:
        return ()
    # The currency may say the entity too.
    own = {name for field, name in sure.items() if field != "currency"}
    used = own.union(*maybe.values())
    return entity_columns(sample, (name for name in sample.header if name not in used))


def _named(sample: Sample, kind: RecordKind, field: Field) -> list[str]:
    names = names_of(kind, field)
    return [name for name in sample.header if plain(name) in names]


def _near(sample: Sample, kind: RecordKind, field: Field, headers: Sequence[str]) -> list[str]:
    """Of *headers*, which are no field's name, those that nearly have this one's and can be read as it."""
    names = names_of(kind, field)
    alike = {name: max(fuzz.ratio(plain(name), each) for each in names) for name in headers}
    nearest = sorted((name for name in headers if alike[name] >= _ALIKE), key=lambda name: -alike[name])
    return [name for name in nearest if fits(sample, kind, field, name)]
