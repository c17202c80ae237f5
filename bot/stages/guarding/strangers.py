# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""People and companies that a message is not to and not about: a wrong greeting, somebody else's name or account."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot import wording
from bot.stages.guarding.known import Known
from bot.stages.guarding.sheet import DONE, Sheet
from models.draft import Finding, Weight

_GREETING = re.compile(
    r"(?:^|\n)[ \t>]*(?:dear|hi|hello|hey|good (?:morning|afternoon|day|evening)|greetings|hallo|guten (?:tag|morgen)|sehr geehrter?"
    r"|liebe[rs]?|moin|servus|gruss gott|werte[rs]?|bonjour|bonsoir|chere?|hola|estimad[oa]s?|apreciad[oa]|buenos dias|buenas(?: tardes)?|buongiorno|buonasera|salve|ciao|gentile|gentilissim[oai]|egregi[oa]|spett(?:abile|\.)|beste|geachte) +(?!gru(?:ss|ess)|wunsch|groet)(?:(?:mr|mrs|ms|mx|dr|prof|herrn?|frau|madame|monsieur|mme|mlle|m(?=\.)|sra?|srta|don|dona|d(?=\.)|sigg?(?:\.ra|ra)?|signora?|dott(?:\.ssa|ssa)?|ing|avv|hr|fr|mevrouw|meneer)\.? +)*(?P<who>[^\n,!:;\u2013-]{1,60}?)(?=\.? *(?:[\n,!:;\u2013-]|\.\s|$))"
)
#: What stands in a greeting and names nobody.
_NOBODY_LISTED = """
    there all team everyone everybody both sir sirs madam again colleagues friends folks and or the und et y to you
    your our from mr mrs ms miss dr prof herr frau herrn damen herren madame monsieur senor senora hope i we just hi
    hello good morning afternoon accounts account payable payables billing finance accounting ap department office
    dept zusammen team's partner customer a tous equipo equipe
"""
_NOBODY = frozenset(_NOBODY_LISTED.split())
_FORMS = r"inc|ltd|limited|llc|llp|plc|gmbh|ag|corp|corporation|co|sarl|sas|bv|nv|srl|spa|oy|ab|as|aps|pty|kg|group|holdings?|industries|partners|technologies|solutions|logistics"
_LEGAL_FORMS = frozenset(_FORMS.split("|"))
_A_COMPANY = re.compile(rf"\b(?P<who>(?:[^\W\d_][\w&'.-]*[ ]){{1,3}}(?:{_FORMS}))\b")
_ANOTHER = re.compile(
    r"\b(?:our )?(?:other|another|different|fellow) (?:customers?|clients?|accounts?|compan(?:y|ies) (?:we|in))\b[^.!?\n]{0,60}|\b(?:customers?|clients?|companies|suppliers) (?:like|such as|including)\b[^.!?\n]{0,60}"
)
_THEIR_BUSINESS = (
    re.compile(
        r"\b(?:accounts?|invoices?|balance|payments?|payment terms|contract|order|services?) (?:of|for|from|at|by|with) (?P<who>[^\W\d_][\w&'-]+)"
    ),
    re.compile(
        r"\b(?P<who>[^\W\d_][\w&-]+)'s (?:account|invoices?|balance|payments?|contract|order|case|terms|accounts)\b"
    ),
    re.compile(r"\b(?:the|for) (?P<who>[^\W\d_][\w&-]+) account\b"),
    re.compile(r"\b(?:like|as with|unlike|compared (?:to|with)|same as) (?P<who>[^\W\d_][\w&'-]+)\b"),
)
_ORDINARY_LISTED = """
    april may june july august september october november december january february march monday tuesday wednesday
    thursday friday saturday sunday i services service your our this these the po invoice invoices eur usd gbp q1 q2
    q3 q4
"""
_ORDINARY = frozenset(_ORDINARY_LISTED.split())


def wrong_greeting(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """A greeting of somebody whom this message does not go to."""
    recipient = known.packet.recipient
    if recipient is None or not recipient.name.strip():
        return
    theirs = _words_of(f"{recipient.name} {known.packet.account.name or ''}")
    for found in _GREETING.finditer(sheet.folded):
        words = re.findall(r"[^\W\d_]+", re.sub(r"'s?\b", "", found["who"]))
        capitals = re.findall(r"[^\W\d_]+", sheet.quote(*found.span("who")))
        named = [word for word, seen in zip(words, capitals, strict=False) if seen[0].isupper() and word not in _NOBODY]
        if named and not any(_is_short_for(word, name) for word in named for name in theirs):
            yield Finding(
                Weight.HARD, "wrong_greeting", sheet.quote(*found.span("who")), f"it goes to {recipient.name}"
            )


def greeted(sheet: Sheet) -> set[str]:
    """Every word by which the text greets somebody, folded."""
    return {word for found in _GREETING.finditer(sheet.folded) for word in _words_of(found["who"])}


def _words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", wording.normalise(text)))


def _is_short_for(word: str, name: str) -> bool:
    short, whole = sorted((word, name), key=len)
    return whole == short or (len(short) > 2 and whole.startswith(short))


def other_companies(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """A company that is neither theirs nor ours, and what we say of other customers of ours."""
    theirs = _words_of(known.packet.account.name or "")
    for found in _ANOTHER.finditer(sheet.left):
        yield _of_another(sheet, *found.span())
    for pattern in (_A_COMPANY, *_THEIR_BUSINESS):
        for found in pattern.finditer(sheet.left):
            start, end = found.span("who")
            start += len(_small_words(sheet, start, end))
            words = _words_of(sheet.folded[start:end]) - theirs - _ORDINARY
            if words - _LEGAL_FORMS and DONE not in sheet.left[start:end] and _is_a_name(sheet.quote(start, end)):
                yield _of_another(sheet, start, end)


def _is_a_name(quote: str) -> bool:
    words = [word for word in quote.split() if word not in ("&", "and", "of")]
    return bool(words) and all(word[0].isupper() for word in words)


def _small_words(sheet: Sheet, start: int, end: int) -> str:
    """What stands before the first word with a capital: "with " of "with Redwood Shipping Co"."""
    skipped = ""
    for word in re.findall(r"\S+\s*", sheet.folded[start:end]):
        place = start + len(skipped)
        if sheet.quote(place, place + 1)[:1].isupper():
            break
        skipped += word
    return skipped


def _of_another(sheet: Sheet, start: int, end: int) -> Finding:
    quote = sheet.quote(start, end)
    sheet.cover(start, end)
    return Finding(Weight.HARD, "other_customer", quote, "neither this customer nor us")
