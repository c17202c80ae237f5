"""Names and ids that may be two spellings of one. What is found here is said to people, never acted on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from bot.wording import normalise
from models.ledger import Account

#: Of 100; below it two names are two names.
_ALIKE = 88
_MOST_NAMED = 3
#: What a company adds to its name by law; the same company writes it in full, in short or not at all.
_LEGAL_FORM = re.compile(
    r"\b(?:ltd|limited|llc|llp|lp|inc|incorporated|corp|corporation|company|co|plc|gmbh|ag|se|kg|ohg|ug|sarl|sas|sa|srl"
    r"|spa|sl|bv|nv|oy|oyj|ab|aps|as|dac|clg|pty|pte|the)\b"
)


def plain_name(name: str) -> str:
    """*name* without what two clerks write differently: capitals, accents, marks, and the legal form."""
    words = re.sub(r"[^\w\s]", "", normalise(name).replace("&", " and "))
    return " ".join((_LEGAL_FORM.sub(" ", words) or words).split()) or " ".join(words.split())


def plain_id(account_id: str) -> str:
    """*account_id* without marks, capitals and the zeros that numbers are filled up with: "C-01106" is "c1106"."""
    parts = re.findall(r"[0-9]+|[^\W0-9_]+", normalise(account_id))
    return "".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in parts)


class Register:
    """The accounts that a list has, made ready once for every look."""

    def __init__(self, accounts: Iterable[Account], *, by_likeness: bool = True) -> None:
        """Without *by_likeness* a name has to be the same but for capitals, marks and legal form."""
        self._accounts = tuple(accounts)
        self._by_likeness = by_likeness

    def may_be(self, account_id: str, names: Iterable[str]) -> tuple[Account, ...]:
        """A few accounts that *account_id*, which is in no list, may be another spelling of; the likeliest first."""
        found = list(self._by_id.get(plain_id(account_id), ()))
        for name in sorted({plain_name(name) for name in names}):
            found += self._named(name)
        return tuple(dict.fromkeys(found))[:_MOST_NAMED]

    def _named(self, name: str) -> Iterator[Account]:
        if not self._by_likeness:
            yield from self._by_name.get(name, ())
            return
        for alike, _, _ in process.extract(
            name, self._by_name.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE
        ):
            yield from self._by_name[alike]

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[Account]]:
        return _grouped((plain_id(account.id), account) for account in self._accounts)

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Account]]:
        return _grouped((plain_name(account.name), account) for account in self._accounts if account.name)


def _grouped(pairs: Iterable[tuple[str, Account]]) -> Mapping[str, Sequence[Account]]:
    found: dict[str, list[Account]] = defaultdict(list)
    for name, account in pairs:
        found[name].append(account)
    return found
