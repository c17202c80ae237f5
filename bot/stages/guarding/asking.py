"""Whether a message asks for what its play is for, and claims only a history that happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot import wording
from bot.stages.guarding.identities import Mention
from bot.stages.guarding.known import Known
from bot.stages.guarding.number_words import NUMBER_WORDS, value_of
from bot.stages.guarding.sheet import DONE, Sheet, prose
from bot.stages.guarding.written_days import ORDINAL_WORDS
from bot.stages.languages import languages_of
from models.correspondence import Direction
from models.draft import ASKS_NOTHING, Finding, Play, Weight
from models.signal import HeardBy, SignalKind

_HARD, _SOFT = Weight.HARD, Weight.SOFT
_ASKS = re.compile(
    r"\?|\b(?:please|could you|can you|would you|let me know|let us know|tell me|tell us|kindly|grateful|appreciate|hope to"  # noqa: E501
    r"|look forward|waiting for|expect|confirm|ask|asking|wonder\w*|happy to|glad to|free (?:at|on)|give me a (?:call|ring)|bitte|konnen sie|merci de|veuillez|pourriez|s'il vous plait|por favor|podria|ruego)\b"  # noqa: E501
)
_STILL_OPEN = r"\b(?:open|overdue|due|unpaid|outstanding|late|missing|thanks?|reminder|paid|pay|payment|danke|merci|gracias|not (?:been )?paid|offen|fallig|impaye\w*|pendiente)\b"  # noqa: E501
_ABOUT_MONEY = r"\b(?:pay\w*|paid|invoices?|due|overdue|outstanding|settle\w*|transfer\w*|remit\w*|balance|open|amount|zahl\w*|rechnung\w*|pai\w*|pag\w*|factur\w*)\b"  # noqa: E501
_DEMANDS_MONEY = re.compile(
    r"\b(?:pay|pays|paying|payment|payments|paid|overdue|past due|outstanding|settle\w*|remit\w*|transfer|owe[sd]?|unpaid"  # noqa: E501
    r"|invoices?|zahlung\w*|uberweis\w*|paiement|regler|pago|pagar|balance due)\b"
)
_PO = re.compile(
    r"\bp\.?o\.?s?\b|\bpurchase orders?\b|\bbestell\w*|\bbon de commande\b|\borden de compra\b|\border (?:number|reference|ref)\b"  # noqa: E501
)
_WHO = re.compile(
    r"\bwho\b|\bwhom\b|\bright (?:person|contact|colleague|address)\b|\b(?:contact|name|successor|colleague|replacement|someone|somebody)\b|\bwer\b|\bqui\b|\bquien\b"  # noqa: E501
)


def asks_right(sheet: Sheet, known: Known, mentions: Sequence[Mention]) -> Iterator[Finding]:
    """An empty text, one that asks for nothing, or one that asks for money where we owe something."""
    draft, text = known.draft, sheet.folded[len(known.draft.subject) :]
    if not draft.body.strip() or not draft.subject.strip():
        yield Finding(_HARD, "empty", "", "a message needs a subject and a text")
        return
    if draft.play in ASKS_NOTHING:
        yield from _no_demand(sheet)
        return
    if not _ASKS.search(text):
        implied = mentions and re.search(_STILL_OPEN, text)
        yield Finding(_SOFT if implied else _HARD, "asks_nothing", "", f"this is for: {draft.play}")
    elif draft.play is Play.ASK_PO and not _PO.search(text):
        yield Finding(_HARD, "asks_nothing", "", "it should ask for the purchase order number")
    elif draft.play is Play.ASK_CONTACT and not _WHO.search(text):
        yield Finding(_HARD, "asks_nothing", "", "it should ask who has taken over")
    elif not mentions and not re.search(_ABOUT_MONEY, text):
        yield Finding(_HARD, "asks_nothing", "", ", ".join(draft.invoices))
    yield from _missing(known, mentions)


def _no_demand(sheet: Sheet) -> Iterator[Finding]:
    for found in _DEMANDS_MONEY.finditer(sheet.left):
        yield Finding(
            _HARD, "payment_request", sheet.quote(*found.span()), "we owe them something first; ask for nothing"
        )


def _missing(known: Known, mentions: Sequence[Mention]) -> Iterator[Finding]:
    named = {number for mention in mentions for number in mention.numbers if not mention.is_po}
    for number in known.draft.invoices:
        if number not in named:
            yield Finding(_SOFT, "invoice_not_named", "", number)


# ── a history that happened ──────────────────────────────────────────────────────────────────
_MANY = (
    r"several|repeated|numerous|many|multiple|various|countless|two|three|four|five|\d+|all (?:of )?(?:our|my|the)|both"
)
_WROTE = re.compile(
    rf"(?<!your )\b(?:despite|after|following|since|my|our|previous|earlier|prior|{_MANY}|last|this is)(?: (?:our|my|the|a|an|previous|earlier|first|second|third|fourth|fifth|sixth|2nd|3rd|4th|5th|6th|friendly|polite|last|recent|{_MANY}))*"  # noqa: E501
    r" (?:reminders?|requests?|chasers?|attempts|e-?mails?|letters?|messages?|calls?|note)\b"
    r"|\b(?:we|i)(?: have|'ve)? (?:already |previously |repeatedly |again )?(?:written|reminded|contacted|called|chased|wrote|asked|tried|rung|rang|phoned|e-?mailed|mailed|messaged|pinged|texted)\b(?! (?:our|my|the (?:service|billing|finance|sales|support|project)|somebody|someone|colleagues?|billing|finance)\b)(?:~ (?:times|before|already|again|last|repeatedly))?"  # noqa: E501
    r"|\b(?:reminders?|letters?|e-?mails?|notes?|messages?) (?:that )?(?:i|we)(?:'ve| have)? (?:sent|wrote|written|mailed)\b"  # noqa: E501
    r"|\b(?:have not|haven't|not yet|never|no) (?:\w+ )?(?:heard|repl(?:y|ied)|respon(?:se|ded)|answer(?:ed)?)\b(?! (?:yet|for you|since your)\b(?! from))|\bfollowing up on (?:my|our)\b".replace(  # noqa: E501
        "~", r"[^.!?\n]{0,30}"
    )
)
#: "If I rang", "forget that I wrote": it is not said that we did. "Your 12 May note" is theirs.
_NOT_SAID = re.compile(r"\b(?:if|whether|forget|ignore|disregard)(?: that)? $|\byour (?:[\w.]+ ){1,2}$")
#: "My note today is only about", "I tried your line just now": this message, or no message at all.
_THIS_ONE = re.compile(r" (?:(?:here|now|today|is (?:only|just|about))\b|[^.!?\n]{0,30}\bjust now\b)")
_IN_MONTHS = re.compile(r"(?: (?:that )?(?:i|we)(?: have|'ve)? sent)? (?:you )?(?:back )?in [^.!?,;\n]{3,40}")
_PROMISED = re.compile(
    r"\b(?:as |you |your |per |we )(?:had |have |'d |'ve )?(?:promised?|agreed|assured|confirmed|committed|told (?:us|me)|said|discussed|spoke|stated|undertook)\b"  # noqa: E501
    r"|\b(?:thanks|thank you)(?: so much| again)? for (?:promising|agreeing|confirming|assuring)\b|\bon the phone on\b"
    r"|\b(?:wie|come|comme|como|zoals)\b[^.!?,\n]{0,30}\b(?:zugesagt|bestatigt|besprochen|vereinbart|confermat\w|promess\w|concordat\w|accordi|convenu\w?|confirmee?|promis\w?|acord\w+|confirm\w+|prometi\w+|afgesproken|bevestigd\w*|beloofd\w*)\b"
    r"|\bper our (?:call|conversation|discussion|agreement)\b|\bour (?:call|conversation|agreement|meeting|chat)\b|\b(?:spoke|said|told|agreed|discussed|promised|mentioned|confirmed|heard|learned)\b[^.!?\n]{0,40}\bon the phone\b|\bas [^.!?\n]{0,20}\bon the phone\b|\bon the phone (?:yesterday|last|earlier|this morning)\b|\bas agreed\b|\bas discussed\b|\bwhen we spoke\b|\b(?:confirmed|promised|agreed|assured|said|told)\b[^.!?\n]{0,25}\byou(?:'d| would| will|'ll) (?:pay|settle|transfer)\b"  # noqa: E501
)
#: A word given binds them, so that having spoken is not enough for it.
_GAVE_WORD = r"\bfor promising|\byou(?:'d)? (?:had |have )?(?:promis|assur|commit)|\bas (?:you )?promised|\byou(?:'d| would| will|'ll) pay"  # noqa: E501
_ORDINALS = {"2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6} | {
    word: value for word, value in ORDINAL_WORDS.items() if 1 < value < 9
}


def history(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """Reminders that were not sent and words that were not given."""
    text = prose(sheet.left)
    for found in _WROTE.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if not (_NOT_SAID.search(before) or _THIS_ONE.match(after) or _did_write(found[0], known, after)):
            record = f"{known.packet.reminders_sent} reminders sent"
            yield Finding(_HARD, "unsent_reminder", sheet.quote(*found.span()), record)
    for found in _PROMISED.finditer(text):
        if re.search(r"\b(?:if|whether|once|when|unless) $", text[: found.start()]) or known.packet.promises:
            continue
        heard = any(
            message.direction is Direction.INBOUND and message.automatic is None for message in known.packet.exchanges
        )
        touched = known.packet.last_touch is not None
        # What only the model hears vouches for nothing.
        promises = [signal for signal in known.packet.signals if signal.kind is SignalKind.PROMISE]
        promised = any(signal.heard_by is not HeardBy.MODEL for signal in promises)
        vouched = promised if re.search(_GAVE_WORD, text[found.start() : found.end() + 25]) else heard or touched
        yield Finding(
            _SOFT if vouched else _HARD, "unrecorded_word", sheet.quote(*found.span()), "no such word on record"
        )


_TIMES = re.compile(
    rf"\b(?P<count>\d+|{NUMBER_WORDS}) (?:\w+ ){{0,2}}?(?:reminders?|requests?|chasers?|attempts|e-?mails?|letters?|messages?|calls?|times)\b"  # noqa: E501
)


def _did_write(words: str, known: Known, after: str) -> bool:
    sent = known.packet.reminders_sent
    named = _IN_MONTHS.match(after)
    if named and known.has_written and not _months(named[0]) <= _months_written(known):
        return False
    ordinal = next((_ORDINALS[word] for word in words.split() if word in _ORDINALS), None)
    if words.startswith("this is"):
        return ordinal is None or ordinal == sent + 1
    if ordinal is not None:
        return ordinal <= sent
    times = _TIMES.search(words)
    counted = value_of(times["count"]) if times else None
    if counted:
        return counted <= sent
    if re.search(rf"\b(?:{_MANY})\b|reminders\b|repeatedly|times", words):
        return sent > 1
    return known.has_written


def _months(words: str) -> set[int]:
    return {number for name, number in wording.month_names().items() if re.search(rf"\b{name}\b", words)}


def _months_written(known: Known) -> set[int]:
    """The months in which a message of ours is on record."""
    packet = known.packet
    days = [each.at.date() for each in packet.exchanges if each.direction is Direction.OUTBOUND]
    return {on.month for on in (*days, *packet.reminded_on, *([packet.last_touch.on] if packet.last_touch else []))}


# ── names nobody knows ───────────────────────────────────────────────────────────────────────
_ORDINARY = frozenset(
    [
        "i",
        "po",
        "iban",
        "bic",
        "swift",
        "vat",
        "eur",
        "usd",
        "gbp",
        "chf",
        "pdf",
        "ap",
        "ar",
        "erp",
        "id",
        "re",
        "fw",
        "ok",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "english",
        "german",
        "french",
        "spanish",
    ]
)


def unknown_names(sheet: Sheet) -> Iterator[Finding]:
    """Words with a capital inside a sentence that belong to nobody on record; German gives every noun one."""
    if "de" in languages_of(sheet.folded):
        return
    for found in re.finditer(r"(?<=[a-z,;] )[^\W\d_][^\W\d_'-]+", sheet.left):
        quote = sheet.quote(*found.span())
        if quote[:1].isupper() and found[0] not in _ORDINARY and DONE not in found[0]:
            yield Finding(_SOFT, "unknown_name", quote, "no such name on record")
