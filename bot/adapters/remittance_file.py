"""Reads config/remittance.toml: where customers pay to, and nowhere else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from bot.adapters.toml_table import TomlTable, open_toml
from models.money import EXPONENTS
from models.remittance import Remittance

_IBAN = re.compile(r"\bIBAN\b[ :]*([A-Z]{2}\d{2}[A-Z0-9 ]*)")
_LONGEST_LINE = 120


def load_remittance(path: Path) -> Mapping[tuple[str, str], Remittance]:
    """Bank details by (entity id, currency).

    Raises:
        MappingError: the file is missing or wrong; the message names the key and the next step.
    """
    _, file = open_toml(path)
    found: dict[tuple[str, str], Remittance] = {}
    for entity, currencies in file.tables().items():
        for currency, table in currencies.tables().items():
            found[entity, currency] = _remittance(entity, currency, table)
    return found


def _remittance(entity: str, currency: str, table: TomlTable) -> Remittance:
    if currency not in EXPONENTS:
        raise table.wrong("currency", currency, "is not an ISO 4217 currency code; correct the table's name.")
    lines = table.texts("lines")
    table.finish()
    if not lines:
        raise table.wrong("lines", [], "must not be empty; give the lines as they are to be printed.")
    for line in lines:
        _check_line(table, line)
    return Remittance(entity=entity, currency=currency, lines=lines)


def _check_line(table: TomlTable, line: str) -> None:
    if len(line) > _LONGEST_LINE or line != line.strip():
        raise table.wrong("lines", line, f"must have no space around it and at most {_LONGEST_LINE} characters.")
    if any(unicodedata.category(char)[0] == "C" for char in line):
        raise table.wrong("lines", line, "holds an invisible character; type the line again.")
    for found in _IBAN.finditer(line):
        if not _is_iban(found[1].replace(" ", "")):
            raise table.wrong("lines", line, "the IBAN's check digits are wrong; compare it with the bank's letter.")


def _is_iban(number: str) -> bool:
    digits = "".join(str(int(char, 36)) for char in number[4:] + number[:4])
    return 15 <= len(number) <= 34 and int(digits) % 97 == 1
