"""[pilot] of the policy → the pilot segment."""

from __future__ import annotations

from collections.abc import Collection

from bot.adapters.toml_table import TomlTable
from models.pilot import Pilot

#: A year of terms is no terms.
_LONGEST_TERMS = 365


def read_pilot(top: TomlTable, *, entities: Collection[str], tiers: Collection[str]) -> Pilot | None:
    """The segment that the policy names, of these *entities* and *tiers*; None = it names none.

    Raises:
        MappingError: a test names what the policy does not know, or there is no test at all.
    """
    if not top.has("pilot"):
        return None
    table = top.table("pilot")
    pilot = Pilot(
        entities=_known(table, "entities", entities, "is not under [entities]"),
        tiers=_known(table, "tiers", tiers, "is in neither list of [tiers]"),
        terms_days=_terms(table),
        require_owner=table.flag("require_owner", default=False),
        max_disputes_a_year=_most(table, "max_disputes_a_year", least=0, most=100),
        exclude_top=_most(table, "exclude_top", least=1, most=10_000),
        exclude_chronic=_most(table, "exclude_chronic", least=0, most=365),
    )
    table.finish()
    if pilot == Pilot():
        raise table.wrong("", "(empty)", "names no test, so everybody would be in it; name one or remove the table.")
    return pilot


def _known(table: TomlTable, key: str, known: Collection[str], trouble: str) -> frozenset[str] | None:
    """The texts of *key* in the spelling of *known*."""
    if not table.has(key):
        return None
    spelt = {each.casefold(): each for each in known}
    named = table.texts(key)
    for each in named:
        if each.strip().casefold() not in spelt:
            raise table.wrong(key, each, f"{trouble}; use one of {', '.join(sorted(known))}.")
    if not named:
        raise table.wrong(key, [], "nobody would be in the pilot; name one or remove the line.")
    return frozenset(spelt[each.strip().casefold()] for each in named)


def _terms(table: TomlTable) -> frozenset[int] | None:
    if not table.has("terms_days"):
        return None
    found = table.numbers("terms_days", least=0, most=_LONGEST_TERMS)
    if not found:
        raise table.wrong("terms_days", [], "nobody would be in the pilot; name one or remove the line.")
    return found


def _most(table: TomlTable, key: str, *, least: int, most: int) -> int | None:
    return table.number(key, least, least=least, most=most) if table.has(key) else None
