# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""What the messages to and fro state: sums and document numbers that a message of ours may refer back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot import wording
from bot.stages.guarding.number_words import decimal_of
from models.correspondence import Direction, Message
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
    r"\b(?:paid|have paid|transferred|wired|remitted|settled|sent (?:you )?(?:the )?(?:money|payment)|payment (?:was |has been )?(?:made|sent)"
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


_QUOTED = re.compile(
    r"[\"\u201c\u201e\u00ab](?P<words>[^\"\u201c\u201d\u201e\u00ab\u00bb]{8,400})[\"\u201d\u201c\u00bb]"
)


def verbatim_quotes(text: str, messages: Sequence[Message]) -> Iterator[tuple[int, int]]:
    """Where folded *text* quotes, between quotation marks, what the messages say word by word."""
    said = [" ".join(re.findall(r"\w+", wording.normalise(message.text))) for message in messages]
    for found in _QUOTED.finditer(text):
        words = " ".join(re.findall(r"\w+", found["words"]))
        if words and any(words in each for each in said):
            yield found.span("words")


_NAME = r"(?P<who>[A-ZÀ-Ý][^\W\d_]+(?:[ -][A-ZÀ-Ý][^\W\d_]+){0,2})"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Herrn?|Frau|M|Mme|Madame|Monsieur|Sra?|Sig|Sig\.ra|la señora|el señor)\.? )?"
_SENT_TO = (
    re.compile(
        r"(?i:\b(?:contact|write to|speak (?:to|with)|reach(?: out to)?|refer to|e-?mail|ask|copy|address(?:ed)? to|replaced by|successor is|colleague"
        r"|wenden sie sich (?:bitte )?an|kollegin|kollegen?|nachfolger(?:in)? ist|schreiben sie an|vertretung(?: hat| ist)?"
        r"|contacter|adressez-vous à|écrire à|collègue|remplacée? par|contactar (?:con|a)|dirigirse a|escriba a|compañer[oa]"
        r"|rivolgersi a|contattare|scrivere a|collega)\b),? (?:(?i:please|my|our|bitte|unsere[nr]?|meine[nr]?|mon|ma|mi|il|la|colleague|is) )*"
        + _TITLE + _NAME
    ),
    re.compile(_NAME + r"(?: (?:aus|von|vom|in|from|of|at|de|del|di|du|della|van) (?:\w+ )?\w+)?(?i: (?:is covering|covers|is standing in|stands in|has taken over|takes over|will take over|takes care|is taking care|is handling|handles|kümmert sich|ist zuständig|s'occupe|se encarga|se ocupa|se occupa|regelt|replaces me|vertritt mich|übernimmt|me remplace|me sustituye|mi sostituisce))\b"),
)  # fmt: skip


def people_to_write_to(messages: Sequence[Message]) -> frozenset[str]:
    """Names, folded, of the people that the customer's messages ask us to write to."""
    theirs = (message.text for message in messages if message.direction is Direction.INBOUND)
    names = (found["who"] for text in theirs for pattern in _SENT_TO for found in pattern.finditer(text))
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]+", wording.normalise(name)))


def tells_of_payment(message: Message) -> bool:
    """Whether *message* says that money has been sent, not that it will be."""
    text = wording.normalise(message.text)
    return any(
        not _STILL_TO_COME.search(text[max(0, found.start() - 30) : found.start()]) for found in PAID.finditer(text)
    )
