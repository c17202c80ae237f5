"""What the messages to and fro state: sums and document numbers that a message of ours may refer back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot import wording
from bot.stages.guarding.number_words import decimal_of
from models.correspondence import Message
from models.money import Money, money
from models.packet import OpenItem

_MARK = r"(?:[€$£]|\b(?:eur|usd|gbp|chf|cad|aud|euros?|dollars?|pounds?)\b)"
_SUM = re.compile(
    rf"(?P<before>{_MARK} ?)?(?<![\w.,/-])(?P<number>\d{{1,3}}(?:[.,' ]\d{{3}})+(?:[.,]\d{{2}})?|\d+(?:[.,]\d{{2}})?)"
    rf"(?![\w/-]|[.,]\d)(?P<after> ?{_MARK})?"
)
_WRITTEN_AS_SUM = re.compile(r"[.,]\d{2}$|[.,' ]\d{3}$")
_DOCUMENT = re.compile(r"\b(?=[a-z/-]*\d)[a-z]{1,6}[-/ ]?\d[\w/-]*\b|\b\d{4,}[\w/-]*\b")
#: The words by which somebody says that money has left their side.
PAID = re.compile(
    r"\b(?:paid|have paid|transferred|wired|remitted|settled|sent (?:you )?(?:the )?(?:money|payment)|payment (?:was |has been )?(?:made|sent)"  # noqa: E501
    r"|(?:(?:be|ge)zahlt|uberwiesen|angewiesen|beglichen)\w*|paye\w*|regle\w*|vire\w*|verse\w*|pagad[oa]|pagamos|transferid\w+"
    r"|pagat[oaie]|bonificat[oa]|versat[oa])\b"
)
_STILL_TO_COME = re.compile(
    r"\b(?:will|going to|shall|plan\w*|once|when|if|not|n't|never|before|until|werden|nicht|pas|no|non)\b"
)


def sums_told(messages: Sequence[Message], items: Sequence[OpenItem], currency: str) -> frozenset[Money]:
    """Sums the messages state, but none that is merely the open sum of the invoice they are about."""
    return frozenset(sum for message in messages for sum in _sums(message, items, currency))


def _sums(message: Message, items: Sequence[OpenItem], currency: str) -> Iterator[Money]:
    text = wording.normalise(message.text)
    named = [item for item in items if wording.normalise(item.invoice.number) in text]
    own = {item.open for item in named or items}
    for found in _SUM.finditer(text):
        if not (found["before"] or found["after"] or _WRITTEN_AS_SUM.search(found["number"])):
            continue
        try:
            told = money(decimal_of(found["number"]), currency)
        except ValueError:
            continue
        if told not in own:
            yield told


def documents_told(messages: Sequence[Message]) -> frozenset[str]:
    """Document numbers the messages name, folded."""
    return frozenset(found[0] for message in messages for found in _DOCUMENT.finditer(wording.normalise(message.text)))


def tells_of_payment(message: Message) -> bool:
    """Whether *message* says that money has been sent, not that it will be."""
    text = wording.normalise(message.text)
    return any(
        not _STILL_TO_COME.search(text[max(0, found.start() - 30) : found.start()]) for found in PAID.finditer(text)
    )
