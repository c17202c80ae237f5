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
    r"|liebe[rs]?|moin|servus|gruss gott|werte[rs]?|bonjour|bonsoir|chere?|hola|estimad[oa]s?|apreciad[oa]|buenos dias|buenas(?: tardes)?|buongiorno|buonasera|salve|ciao|gentile|gentilissim[oai]|egregi[oa]|spett(?:abile|\.)|beste|geachte|dag|hoi|goede(?:morgen|middag|navond)|morning|afternoon|evening|grüezi|gruezi|tach|bon(?:jour)? matin|buen dia|estimad[oa]s?)(?:,(?= [^\n,!:;.?]{1,30}[:\n]))? +(?!gru(?:ss|ess)|wunsch|groet)(?:(?:mr|mrs|ms|mx|dr|prof|herrn?|frau|madame|monsieur|mme|mlle|m(?=\.)|sra?|srta|don|dona|d(?=\.)|sigg?(?:\.ra|ra)?|signora?|dott(?:\.ssa|ssa)?|ing|avv|hr|fr|mevrouw|meneer)\.? +)*(?P<who>[^\n,!:;\u2013-]{1,60}?)(?=\.? *(?:[\n,!:;\u2013-]|\.\s|$))"
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
    r"\b(?:other|fellow|most|many|all (?:our|the) other) \w+ (?:(?:that )?we (?:work with|supply|serve|deal with)|of ours|on (?:our|my) (?:list|books))|\bthe only (?:\w+ ){0,3}?(?:on (?:my|our) (?:list|books)|we have|who|that)\b|\b(?:votre|vos) (?:confreres?|concurrents?|voisins?)\b|\b(?:sus?|vuestr\w) (?:competidor\w*|vecin\w*|colegas del sector)\b|\bihr\w* (?:nachbar\w*|wettbewerber\w*|mitbewerber\w*)\b|\b(?:i vostri|vostri|il vostro) (?:concorrent\w|vicin\w)\b|\b(?:our )?(?:other|another|different|fellow) (?:customers?|clients?|accounts?|compan(?:y|ies) (?:we|in))\b[^.!?\n]{0,60}|\b(?:customers?|clients?|companies|suppliers) (?:like|such as|including)\b[^.!?\n]{0,60}"
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
            # Somebody they sent us to may be written to in the same thread.
            weight = Weight.SOFT if all(word in known.successors for word in named) else Weight.HARD
            yield Finding(weight, "wrong_greeting", sheet.quote(*found.span("who")), f"it goes to {recipient.name}")


def is_greeting(sentence: str) -> bool:
    """Whether a folded sentence greets and says no more."""
    found = _GREETING.match(sentence.lstrip())
    return found is not None and len(sentence.lstrip()) <= found.end() + 2


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


# ── people of theirs whom nobody knows ───────────────────────────────────────────────────────
_TITLES = r"(?:(?:mr|mrs|ms|dr|prof|herrn?|frau|madame|monsieur|mme|senora?|sra?|signora?|sig|dott|mevrouw|meneer|dhr|mevr)\.? )"
_ROLES = (
    r"(?:(?:financial |finance |deputy |general |managing |plant |office )?(?:controller|accountant|bookkeeper|cfo|ceo|coo|director|manager|assistant|boss|colleague|buyer|treasurer|head|lead|clerk)|comptable|direct(?:eur|rice)|collegue|assistante?|buchhalter(?:in)?|kolleg(?:en?|in)|chef(?:in)?|geschaftsfuhrer(?:in)?|leiter(?:in)?|assistent(?:in)?"
    r"|contable|jef[ea]|director[a]?|companer[oa]|contabile|direttore|direttrice|collega|boekhouder|directeur)"
)
_UNKNOWN = rf"(?P<who>(?:(?!{DONE})[^\W\d_]{{2,}})(?: (?:(?!{DONE})[^\W\d_]{{2,}}))?)"
_PEOPLE = (
    re.compile(
        rf"\b(?:your|votre|ihr\w{{0,2}}|su|vostr[oa]|la sua|il suo|uw|jullie|je) {_ROLES},? {_TITLES}?{_UNKNOWN}"
    ),
    re.compile(
        r"\b(?:copied|copying|put (?=[^.!?\n]{0,60}\b(?:in copy|on copy|in cc)\b)|cc'?d|cc|spoke (?:to|with)|spoken (?:to|with)|talked (?:to|with)|met with|heard from|wrote to|written to|en copie|in kopie|gesprochen mit|sprach mit|(?:j'ai|nous avons) (?:eu|parle (?:a|avec))|hable con|hablado con|parlato con|sentito|gesproken met)"
        rf" ?(?:in )?(?!my|our|meine|unser|notre|mon|ma|mi|nuestr){_TITLES}?{_UNKNOWN}"
    ),
    re.compile(
        rf"{_TITLES}?{_UNKNOWN} (?:\w+ ){{0,2}}?(?:from|in|of|at|aus|de|der|von|del|en) (?:your|ihrer?|ihrem|votre|su|vostr[oa]|uw|jullie) [^.!?\n]{{0,30}}\b(?:said|says|confirmed|told|approved|agreed|promised|assured|bestatigt|zugesagt|gesagt|confirme|dit|promis|confirmo|dijo|confermato|detto)\b"
    ),
)


def unknown_people(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """Somebody of theirs whom no record and no message names, said to have been spoken to or to have spoken."""
    told = {word for message in known.packet.exchanges for word in _words_of(message.text)}
    for pattern in _PEOPLE:
        for found in pattern.finditer(sheet.left):
            start, end = found.span("who")
            quote = sheet.quote(start, end)
            capitals = " ".join(word for word in quote.split() if word[0].isupper())
            words = _words_of(capitals) - _ORDINARY - _NOBODY
            if words and not words & told and quote[:1].isupper():
                record = f"the contact on record is {known.packet.recipient.name}" if known.packet.recipient else ""
                yield Finding(Weight.HARD, "unknown_contact", quote, record)
