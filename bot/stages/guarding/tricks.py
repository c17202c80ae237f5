"""What hides from the eye or goes where it must not: headers, recipients, invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot import wording
from bot.stages.foreign_words import is_plain
from bot.stages.guarding.known import Known
from bot.stages.recipients import is_theirs, own_domains, writable
from models.draft import Draft, Finding, Weight
from models.policy import Policy

_HARD, _SOFT = Weight.HARD, Weight.SOFT
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
_ENCODED_WORD = re.compile(r"=\?|\?=")
_ADDRESS = re.compile(r"<([^<>]*)>\s*$")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ \-*_|]){3,}[^\W\d_](?!\w)")


def headers(draft: Draft, known: Known, policy: Policy) -> Iterator[Finding]:
    """Values that would break a header, and addresses that are not on record."""
    for value in (draft.subject, draft.sender, draft.reply_to, *draft.to, *draft.cc, *draft.references):
        if _ENCODED_WORD.search(value) or any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in value):
            yield Finding(_HARD, "header_trick", value, "no control characters or encoded words in a header")
    yield from _recipients(draft, known)
    entity = policy.entities.get(known.packet.entity)
    address = _ADDRESS.search(draft.sender)
    if entity is None or (address[1] if address else draft.sender) != entity.mail_from:
        yield Finding(
            _HARD, "wrong_sender", draft.sender, entity.mail_from if entity else "no such entity in the policy"
        )
    if entity is not None and draft.reply_to != entity.reply_to:
        yield Finding(_HARD, "wrong_sender", draft.reply_to, entity.reply_to)
    yield from _amounts(draft, known)


def _recipients(draft: Draft, known: Known) -> Iterator[Finding]:
    account, people = known.packet.account, known.packet.contacts
    fit = {contact.email for contact in writable(people, account)}
    record = ", ".join(sorted(fit)) or "no verified contact"
    if not draft.to:
        yield Finding(_HARD, "wrong_recipient", "", record)
    for address in (*draft.to, *draft.cc):
        if not is_theirs(address, account):
            yield Finding(_HARD, "wrong_domain", address, ", ".join(own_domains(account)))
        if address not in fit:
            yield Finding(_HARD, "wrong_recipient", address, record)


def _amounts(draft: Draft, known: Known) -> Iterator[Finding]:
    record = {item.invoice.number: item.open for item in known.packet.items}
    unknown = [number for number in draft.invoices if number not in record]
    wrong = [
        number for number, money in zip(draft.invoices, draft.amounts, strict=False) if record.get(number) != money
    ]
    for number in dict.fromkeys([*unknown, *wrong]):
        yield Finding(
            _HARD, "outdated_draft", number, wording.amount(record[number]) if number in record else "not asked for"
        )


def hidden(draft: Draft) -> Iterator[Finding]:
    """Characters a reviewer cannot see, letters of another alphabet, words taken apart."""
    text = f"{draft.subject}\n{draft.body}"
    if any(char in _BIDI for char in text) or any(
        unicodedata.category(char) in ("Cc", "Co", "Cs") and char not in "\n\r\t" for char in text
    ):
        yield Finding(_HARD, "hidden_character", "", "no characters that turn or hide text")
    for found in re.finditer(r"\w*\w[\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e]+\w+", text):
        yield Finding(_SOFT, "hidden_character", found[0], wording.normalise(found[0]))
    for found in re.finditer(r"[^\W\d_]+", text):
        if len(_alphabets(found[0])) > 1:
            yield Finding(_HARD, "mixed_alphabets", found[0], wording.normalise(found[0]))
    for found in _SPACED.finditer(text):
        yield Finding(_HARD, "spaced_letters", found[0], "write words in one piece")


def unfit_numbers(draft: Draft) -> Iterator[Finding]:
    """An invoice whose number is a link or an address: known or not, no letter carries it."""
    for number in draft.invoices:
        if not is_plain(number):
            yield Finding(_HARD, "link", number, "a number without a link, an address or mark-up in it")


def _alphabets(word: str) -> set[str]:
    names = (unicodedata.name(char, "").split(" ")[0] for char in word)
    return {name for name in names if name in ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")}
