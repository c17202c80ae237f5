"""What a person's edit touches beyond the words: whom it goes to, what it asks for, and every figure in it."""

from __future__ import annotations

import re
from collections import Counter

from models.draft import Altered, Draft

#: Amounts, days, numbers of invoices, lengths of time.
_FIGURE = re.compile(r"\d+(?:[.,:/\-\u00a0\u202f]\d+)*")


def altered(draft: Draft, composed: Draft, own: Draft) -> tuple[Altered, ...]:
    """What *draft* has otherwise than the machine.

    *composed* is the machine's text for the same lines, recipient and tone; *own* is what it chose by itself.
    """
    found = {
        Altered.RECIPIENT: (draft.to, draft.cc) != (own.to, own.cc),
        Altered.AMOUNT: (draft.invoices, draft.amounts) != (own.invoices, own.amounts),
        Altered.FIGURE: _figures(draft) != _figures(composed),
    }
    return tuple(each for each, holds in found.items() if holds)


def _figures(draft: Draft) -> Counter[str]:
    return Counter(_FIGURE.findall(f"{draft.subject}\n{draft.body}"))
