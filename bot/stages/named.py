"""Which invoices a text names: by their exact numbers, never by a part of a longer one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from models.receivable import Invoice

#: A run of characters that numbers are made of, taken whole: "1007" in "1007-2" is another number.
_RUN = re.compile(r"[\w/.#-]+")
_EDGES = "/.#-_"
#: Digits alone may be a sum, a day or a telephone number; fewer than this many say nothing without a word before them.
_TELLING_DIGITS = 6
_INVOICE_WORD = re.compile(
    r"(?:\b(?:invoice|inv|rechnung|facture|factura|fattura|faktura|factuur|bill)\w*\W{0,3}(?:(?:no|nr|number|num|numero|n)\b"
    r"\W{0,3})?|#)$",
    re.I,
)


def bare_id(message_id: str) -> str:
    """A Message-ID without its brackets."""
    return message_id.strip().removeprefix("<").removesuffix(">")


def invoices_named(text: str, invoices: Iterable[Invoice]) -> frozenset[str]:
    """The numbers of those of *invoices* that *text* names; who names a document names all its instalments."""
    return frozenset(
        item.number
        for item in invoices
        if _stands(item.number, text) or (item.document is not None and _stands(item.document, text, alone=True))
    )


def _stands(number: str, text: str, *, alone: bool = False) -> bool:
    ends = r"(?!\w|/\d)" if alone else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(number)}{ends}", text) is not None


def accounts_named(text: str, owners: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The accounts whose invoice numbers *text* names; *owners* are by number, without capitals."""
    found: set[str] = set()
    for run in _RUN.finditer(text):
        # A number at the end of a sentence has its full stop; the marks inside a number are its own.
        number = run[0].strip(_EDGES).casefold()
        if number in owners and _is_telling(number, text[max(0, run.start() - 24) : run.start() + _lead(run[0])]):
            found |= owners[number]
    return frozenset(found)


def _lead(run: str) -> int:
    return len(run) - len(run.lstrip(_EDGES))


def _is_telling(number: str, before: str) -> bool:
    if not any(char.isdigit() for char in number):
        return False
    bare = number.isdigit() and len(number) < _TELLING_DIGITS
    return not bare or _INVOICE_WORD.search(before) is not None
