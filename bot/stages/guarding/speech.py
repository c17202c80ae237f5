# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""What a sentence does with a time it names: states it as a record, gives back their word, or looks ahead."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.stages.guarding.sheet import DONE, Sheet


class Speech(StrEnum):
    """What is said with a day or a span of time."""

    #: When something fell due, was issued or was written: it must be on record.
    RECORD = "record"
    #: What they told us: it must stand in what they wrote.
    THEIR_WORD = "their_word"
    #: What we ask of them, what we do next, when somebody is away: nothing on record can bear it out.
    OTHER = "other"


#: They told us; also without a person in languages that need none.
THEIR_WORD = re.compile(
    r"(?<!could )(?<!can )(?<!would )(?<!if )\b(?:you|they)(?:'d|'ve| had| have| had already)? (?:also |already |kindly |then |both )*(?:told|said|wrote|written|mentioned|promised|confirmed|indicated|assured|advised|informed|announced|agreed|expected|planned|scheduled|committed|gave|named)\b"
    r"|\b(?:as|like) (?:you )?(?:promised|agreed|announced|confirmed|indicated|discussed)\b|\byour (?:promise|word|announcement|commitment|assurance|confirmation)\b"
    r"|\bsie (?:(?:mir|uns|ja|bereits|am [\w. ]{1,16}?) )*(?:schrieben|sagten|teilten|kundigten|versprachen|nannten|bestatigten|erwahnten|stellten)\b|\b(?:sie|ihrerseits|wurde)\b[^.!?;\n]{0,80}\b(?:zugesagt|angekundigt|versprochen|mitgeteilt|geschrieben|gesagt|genannt|in aussicht gestellt)\b|\b(?:laut|gemass) ihrer\b|\bihre (?:zusage|ankundigung)\b"
    r"|\bvous (?:m'|nous |me |l')*(?:aviez|avez|disiez|ecriviez|annonciez|indiquiez) ?(?:\w+ ){0,5}?(?:promis|indique|annonce|dit|confirme|assure|ecrit|prevu|parle)?\w*|\bvotre (?:promesse|annonce|engagement)\b"
    r"|\b(?:me|nos) (?:habia(?:n|is)? |ha(?:n|beis)? )?(?:dijo|dijeron|dijisteis|indic\w+|coment\w+|confirm\w+|promet\w+|asegur\w+|anunci\w+|escrib\w+|dicho)\b|\bsu (?:promesa|compromiso)\b"
    r"|\b(?:mi|ci) (?:aveva(?:te|no)? |ha(?:nno)? |avete )?(?:detto|scritto|promess\w|indicat\w|confermat\w|annunciat\w|disse|scrisse)\b|\bla (?:sua|vostra) promessa\b"
)
_NEAR = r"[^.!?;\n\d]{0,24}$"
_RECORD_BEFORE = re.compile(
    r"(?:(?<!past )(?<!be )\bdue|\boverdue|\bfell due|\bfalls due|\bmatur\w+|\bpayable|\bdated|\bissued|\binvoiced|\bbilled|\bsince|\blate since|\bunpaid since|\bopen since"
    r"|\bfallig\w*|\bfaellig\w*|\bfalligkeit\w*|\bseit|\bdatiert|\brechnungsdatum|\bvom|\buberfallig"
    r"|\bechue?s?|\becheance|\bdepuis|\bdatee?|\bemise|\bexigible|\bvenci\w*|\bvence\w*|\bdesde|\bfechad\w+|\bemitid\w+|\bscadut\w+|\bscadenza|\bscadev\w+|\bemess\w+|\bdatat\w+)"
    + _NEAR
)
#: "Due by Friday" after a request is a wish, not a record.
_WISHED = re.compile(r"\b(?:please|kindly|could you|can you|would you|bitte|merci de|veuillez|por favor)\b")
_RECORD_AFTER = re.compile(r"^[^.!?;,\n\d]{0,30}\b(?:fallig\w*|faellig\w*|due date|fallig geworden|zur zahlung)\b")
_WRITTEN = re.compile(
    r"\b(?:wrote|written|sent|emailed|mailed|called|reminded|reminders?|spoke|talked|contacted|chased|invoice(?:d)? you|letter|e-?mails?|notes?|messages?|statement|received|arrived|paid|booked|geschrieben|schrieb\w*|erinnert|erinnerung|mahnung|schreiben|nachricht|telefonat|gesprochen|eingegangen|rappel|relance|message|courrier|ecrit|recu|envoye|recordatorio|mensaje|correo|escrib\w+|enviamos|recibimos|sollecito|messaggio|scritto|inviat\w+|ricevut\w+)\b[^.!?;\n\d]{0,24}$"
)
_BESIDE_INVOICE = re.compile(rf"{DONE}[^\w{DONE}]{{0,4}}$|\($|[|\t] *$")


def speech_at(sheet: Sheet, start: int, end: int) -> Speech:
    """What the sentence around folded characters *start* to *end* does with the time that stands there."""
    before, after = around(sheet, start, end)
    if _RECORD_AFTER.search(after) or _WRITTEN.search(before):
        return Speech.RECORD
    if _RECORD_BEFORE.search(before):
        return Speech.OTHER if _WISHED.search(before) and re.search(r"\bdue by\b", before) else Speech.RECORD
    if THEIR_WORD.search(before) or re.search(r"(?:zugesagt|angekundigt|versprochen|genannt)\b", after):
        return Speech.THEIR_WORD
    return Speech.RECORD if _BESIDE_INVOICE.search(before) else Speech.OTHER


#: A day or span that is no wish but an order: "pay by", "no later than".
_LIMIT = re.compile(
    r"(?:^|[.:;\n] ?|[,\u2588] )(?:pay|settle|transfer|remit|clear|zahlen sie|uberweisen sie|begleichen sie|payez|reglez|pague|paguen|abone|paghi|pagate|saldi)\b[^.!?\n]*$"
    r"|\b(?:deadline|must (?:be|pay|reach|arrive)|has to be|have to be|is required|required|at the latest|(?:no|not) later than|latest by|spatestens|letzte frist|frist bis|zwingend|au plus tard|date limite|dernier delai|a mas tardar|como maximo|fecha limite|entro e non oltre|al piu tardi|uiterlijk)\b[^.!?\n]*$"
)
_POLITE = re.compile(
    r"\b(?:please|kindly|bitte|merci|s'il vous|veuillez|por favor|per favore|prego|cortesemente|could|can|would|graag)\b"
)


def sets_limit(sheet: Sheet, place: int) -> bool:
    """Whether the sentence orders something to be done by the time at *place*."""
    begun, over = sheet.sentence_at(place)
    before = sheet.folded[begun:place]
    asked = sheet.folded[begun:over].rstrip().endswith("?") or _POLITE.search(before)
    return not asked and _LIMIT.search(before) is not None


def around(sheet: Sheet, start: int, end: int) -> tuple[str, str]:
    """What stands in the same sentence before and after, as far as nothing has explained it."""
    begun, over = sheet.sentence_at(start)
    return sheet.left[begun:start], sheet.left[end:over]
