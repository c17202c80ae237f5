"""Columns that may say which of our entities a row belongs to, although their headers do not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.adapters.proposal.sample import Sample
from models.money import EXPONENTS

#: A firm has few entities; a column with more different words is about something else.
_MOST = 6
_COUNTRY = re.compile(r"[A-Z]{2}[-_ ]?\d{0,4}")
_COMPANY = re.compile(
    r".+\b(?:ab|ag|as|bv|gmbh|inc|kg|limited|llc|llp|ltd|nv|oy|plc|sa|sarl|sas|se|sl|spa|srl)\.?", re.IGNORECASE
)


def entity_columns(sample: Sample, headers: Iterable[str]) -> tuple[str, ...]:
    """Those of *headers* with two to six different words, all of them currencies, country codes or company names."""
    return tuple(header for header in headers if _are_entities(sample.cells[header]))


def _are_entities(cells: Iterable[object]) -> bool:
    words = {str(cell).strip() for cell in cells}
    return 2 <= len(words) <= _MOST and all(map(_is_entity, words))


def _is_entity(word: str) -> bool:
    return word in EXPONENTS or bool(_COUNTRY.fullmatch(word) or _COMPANY.fullmatch(word))
