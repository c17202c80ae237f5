"""Reads config/remittance.toml: where customers pay to, and nowhere else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from bot.adapters.remittance_lock import lock_of, read_lock
from bot.adapters.toml_table import TomlTable, open_toml
from bot.errors import MappingError
from models.money import EXPONENTS
from models.remittance import Lock, Remittance

Blocks = Mapping[tuple[str, str], Remittance]

_IBAN = re.compile(r"\bIBAN\b[ :]*([A-Z]{2}\d{2}[A-Z0-9 ]*)")
_LONGEST_LINE = 120
_HOSTS = "payment_link_hosts"
#: Small ASCII letters only, and a last label that is a word: no look-alike, no address of figures, no port.
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
#: No user, port, fragment, template or escape: what is printed is the whole address, the same for everybody.
_LINK = re.compile(rf"https://({_HOST.pattern})(?:/[A-Za-z0-9._~/-]*)?(?:\?[A-Za-z0-9._~=&-]*)?")


def load_remittance(path: Path) -> Blocks:
    """Bank details by (entity id, currency), each as the controller has confirmed it.

    Raises:
        MappingError: the file is missing or wrong, or a block is not the one that was confirmed; the message names
            the block and the next step.
    """
    found, confirmed = read_remittance(path), read_lock(lock_of(path))
    for (entity, currency), block in found.items():
        _refuse_unconfirmed(path, f"{entity}.{currency}", block, confirmed.get((entity, currency)))
    return found


def _refuse_unconfirmed(path: Path, name: str, block: Remittance, confirmed: Lock | None) -> None:
    step = 'Let a controller compare it with the bank\'s letter and run: collections remittance lock --by "THEIR NAME"'
    if confirmed is None:
        raise MappingError(f"{path.name}: nobody has confirmed [{name}]. {step}")
    if confirmed.digest != block.digest():
        raise MappingError(
            f"{path.name}: [{name}] is not what {confirmed.by} confirmed on {confirmed.on}. If nobody meant to change "
            f"it, put back what stood there. {step}"
        )


def read_remittance(path: Path) -> Blocks:
    """The same without asking who has confirmed it, for the confirmation itself.

    Raises:
        MappingError: the file is missing or wrong.
    """
    _, file = open_toml(path)
    hosts = _hosts(file) if file.has(_HOSTS) else ()
    found: dict[tuple[str, str], Remittance] = {}
    for entity, currencies in file.tables().items():
        for currency, table in currencies.tables().items():
            found[entity, currency] = _remittance(entity, currency, table, hosts)
    return found


def _hosts(file: TomlTable) -> tuple[str, ...]:
    hosts = file.texts(_HOSTS)
    for host in hosts:
        if not _HOST.fullmatch(host) or "xn--" in host:
            raise file.wrong(_HOSTS, host, 'is not the name of a server; write it small, like "pay.fennel.example".')
    return hosts


def _remittance(entity: str, currency: str, table: TomlTable, hosts: tuple[str, ...]) -> Remittance:
    if currency not in EXPONENTS:
        raise table.wrong("currency", currency, "is not an ISO 4217 currency code; correct the table's name.")
    lines = table.texts("lines")
    link = table.text("payment_link") if table.has("payment_link") else ""
    table.finish()
    if not lines:
        raise table.wrong("lines", [], "must not be empty; give the lines as they are to be printed.")
    for line in lines:
        _check_line(table, line)
    if link:
        _check_link(table, link, hosts)
    return Remittance(entity=entity, currency=currency, lines=lines, payment_link=link)


def _check_line(table: TomlTable, line: str) -> None:
    if len(line) > _LONGEST_LINE or line != line.strip():
        raise table.wrong("lines", line, f"must have no space around it and at most {_LONGEST_LINE} characters.")
    if any(unicodedata.category(char)[0] == "C" for char in line):
        raise table.wrong("lines", line, "holds an invisible character; type the line again.")
    if "://" in line:
        raise table.wrong("lines", line, "holds a link; write it as payment_link, which is checked.")
    for found in _IBAN.finditer(line):
        if not _is_iban(found[1].replace(" ", "")):
            raise table.wrong("lines", line, "the IBAN's check digits are wrong; compare it with the bank's letter.")


def _check_link(table: TomlTable, link: str, hosts: tuple[str, ...]) -> None:
    found = _LINK.fullmatch(link)
    if found is None or len(link) > _LONGEST_LINE:
        step = f"must be one plain https:// address of at most {_LONGEST_LINE} characters, the same for every invoice."
        raise table.wrong("payment_link", link, step)
    if found[1] not in hosts:
        step = f"its server is not among {_HOSTS} at the top of the file; correct one of them."
        raise table.wrong("payment_link", link, step)


def _is_iban(number: str) -> bool:
    digits = "".join(str(int(char, 36)) for char in number[4:] + number[:4])
    return 15 <= len(number) <= 34 and int(digits) % 97 == 1
