# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""Promises in our name: we, a thing to come, and an act other than writing, looking or passing on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.stages.guarding.deeds import OFFERED, THINGS, done
from bot.stages.guarding.sheet import Sheet, prose, sentences
from models.draft import Finding, Weight

_PEOPLE = r"(?:engineers?|technicians?|consultants?|specialists?|developers?|trainers?|installers?|fitters?|experts?|crew|couriers?|drivers?|field team|project team|service team|delivery team)"
_PROMISES = re.compile(
    rf"\b(?:we|i|our(?: \w+){{1,3}}?|(?:a|an|another|one of our|the|your)(?: \w+)?? {_PEOPLE})"
    r"(?:'ll| will| shall| am going to|'m going to| are going to|'re going to| is going to| promise to| commit to| undertake to| guarantee to| pledge to)"
    r"(?: (?:now|also|then|gladly|surely|certainly|definitely|personally|of course|soon|always|then|both))* (?P<act>\w+)(?P<rest>[^.!?\n]*)"
)
#: Acts of correspondence and bookkeeping: they promise nothing but an answer.
_ANSWERS_LISTED = [
    "send",
    "resend",
    "forward",
    "share",
    "attach",
    "pass",
    "note",
    "update",
    "check",
    "look",
    "confirm",
    "get",
    "come",
    "let",
    "call",
    "ring",
    "phone",
    "reply",
    "answer",
    "follow",
    "appreciate",
    "wait",
    "help",
    "assist",
    "review",
    "investigate",
    "ask",
    "speak",
    "talk",
    "discuss",
    "remind",
    "write",
    "contact",
    "match",
    "allocate",
    "record",
    "see",
    "leave",
    "keep",
    "reach",
    "try",
    "need",
    "know",
    "drop",
    "email",
    "mail",
    "close",
    "respond",
    "return",
    "touch",
    "coordinate",
    "reflect",
    "bring",
    "hear",
    "treat",
    "copy",
    "include",
    "assume",
    "process",
    "book",
    "post",
    "expect",
    "consider",
    "chase",
    "revert",
    "circle",
    "go",
    "find",
    "look",
    "point",
    "put",
    "mark",
    "set",
    "amend",
    "reissue",
    "email",
    "apply",
    "gladly",
    "take",
    "inform",
    "report",
    "print",
    "quote",
    "give",
    "cc",
    "happily",
    "delete",
    "remove",
    "respect",
    "honour",
    "acknowledge",
    "clarify",
    "examine",
    "think",
    "know",
    "arrange",
    "escalate",
    "raise",
    "refer",
    "provide",
    "supply",
    "like",
    "want",
    "stay",
    "remain",
    "do",
    "make",
    "ensure",
    "be",
    "have",
]
_ANSWERS = frozenset(_ANSWERS_LISTED)
#: Verbs that say little by themselves: what they promise stands behind them.
_EMPTY = frozenset(
    [
        "take",
        "give",
        "provide",
        "supply",
        "make",
        "ensure",
        "be",
        "have",
        "see",
        "arrange",
        "keep",
        "put",
        "set",
        "get",
        "do",
        "include",
        "bring",
        "send",
        "apply",
        "stay",
    ]
)
_A_TIME = r"\b(?:by|before|until|within|no later than|throughout|during|starting|from|next|this (?:week|month|quarter|year)|tomorrow|end of|monday|tuesday|wednesday|thursday|friday)\b|\d"
_COMES = re.compile(
    rf"\b(?:{_PEOPLE}|fix(?:es)?|repairs?|replacements?|spare parts?|upgrades?|installation|training|migration|prices?|rates?|discounts?|dashboards?|go live|features?)(?: \w+){{0,4}}?"
    r" (?:(?:ships?|leaves?|goes out|go out|arrives?|starts?|(?:is|are) (?:coming|arriving|shipping|leaving))\b[^.!?\n]{{0,40}}\b(?:tomorrow|today|next|this week|monday|tuesday|wednesday|thursday|friday|on \d|by)|(?:will|shall|is going to|are going to) (?:\w+ )?(?:be|stay|remain|arrive|visit|come|start|finish|follow|land|go|reach|attend|call at|replace|install))\b"
)
#: "The new seals will reach you on Monday": something other than a paper of ours is on its way.
_REACHES = re.compile(
    r"\b(?:the|your|a|an|these|those) (?!(?:\w+ ){0,2}(?:cop(?:y|ies)|answers?|statements?|repl(?:y|ies)|invoices?|e-?mails?|letters?|notes?|pdf|messages?|reminders?|confirmation|details?|breakdown|list|overview|receipts?|payments?|money|transfer|funds)\b)(?:\w+ ){1,3}?(?:will|'ll|should|is going to|are going to) (?:\w+ )?(?:reach|be with|get to|arrive (?:at|with)) you\b"
)
_SUPPOSED = re.compile(
    r"\b(?:if|whether|in case|should|unless|once|when|as soon as|wenn|falls|si|sobald|se|qualora|cuando)\b"
)

_WIR = r"\b(?:wir|ich|unser\w* \w+|ein\w* \w*(?:techniker|kollege|monteur|berater)\w*)\b"
_ABROAD = re.compile(
    rf"{_WIR}[^.!?\n]{{0,80}}\b(?:bereitstell\w*|nachliefer\w*|austausch\w*|reparier\w*|installier\w*|ersetz\w*|beheb\w*|garantier\w*|liefer(?:n|t)|einricht\w*|fertigstell\w*|vorbeikomm\w*)\b"
    rf"|\b(?:stell(?:en|e|t)|nehmen|richt(?:en|et)|tausch(?:en|t)|schliess(?:en|t)|liefer(?:n|t)|spiel(?:en|t)|sicher(?:n|t)) (?:wir|ich|ihnen|euch|unser)?[^.!?\n]{{0,80}}\b(?:bereit|zur verfugung|fertig|in betrieb|ein|aus|ab|nach|zu)(?=[.!,]|$)"
    r"|\b(?:sorge|sorgen|stelle|stellen) (?:wir |ich )?(?:dafur|sicher),? dass\b|\bverspr(?:eche|echen|ochen)\b"
    r"|\b(?:je m'engage|je vous garantis|nous faisons en sorte|je veillerai)\b|\b(?:me encargo|nos encargamos|me comprometo|le garantizo)\b|\b(?:mi impegno|ci impegniamo|le garantisco|faremo in modo)\b"
    r"|\bsie (?:erhalten|bekommen) (?:von uns )?[^.!?\n]{0,30}\b(?:neue|ersatz|version|lieferung|modul|gerat)\w*"
    r"|\bnous (?:vous |le |la |les |l'|y |en )*(?!(?:ser|pour|aur|rest|remerci|reviendr|repondr|rappel|renverr|enverr|transmettr|verifi|not|attendr|appreci|contact|recontact|tiendr|indiqu|confirm|fer|mettr|prendr|regard|examin|etudi|communiqu|voudr|saur|adress|joindr|relanc|attribu|imput|affect|suivr|verr|conviendr|mainti|laiss|trait|inform)\w*)\w+rons\b"
    r"|\b(?:technicien|ingenieur|equipes?|livreur|consultant|formateur)\w*(?: \w+){0,3}? \w+r(?:a|ont)\b"
    r"|\b(?!(?:quer|prefer|requer|quedar|estar|agradecer|enviar|reenviar|revisar|comprobar|confirmar|contactar|llamar|responder|contestar|podr|tendr|har|remitir|facilitar|pasar|trasladar|anotar|esperar|seguir|volver|informar|mirar|ver|ser|atender|aplicar|registrar|adjuntar|dar|consultar|comentar|indicar|mandar|dejar|recibir|hablar|gestionar)emos\b)\w{2,}(?:[aei]|dr|rr)remos\b|\b(?:manten|sosten|supon|dispon|vend|pon|sal)dremos\b"
    r"|\b(?:tecnic|ingenier|equip|consultor)\w*(?: \w+){0,3}? \w+(?:ara|era|ira|aran|eran|iran)\b"
    r"|\b(?!(?:sar|potr|avr|invi|mand|verific|controll|conferm|contatt|rispond|richiam|inoltr|attend|terr|far|vedr|comunic|registr|annot|apprezz|rest|rimarr|provved|sentir|scriv|torn|trasmett|gir|allegh|valut|esamin)\w*)\w{2,}[ei]remo\b"
    r"|\b(?:tecnic|ingegner|squadra|consulent)\w*(?: \w+){0,3}? \w+(?:era|ira|eranno|iranno|verra|verranno)\b"
)


_BEING = re.compile(
    r"^ (?:\w+ )?(?:in touch|glad|happy|grateful|pleased|delighted|thankful|out|away|back|available|around|able|sure|here|calling|writing|looking|checking|following|sending|in the office|reachable|free|on leave|on holiday|working|speaking|contacting|asking|waiting|at my|the (?:right|best)|my|your (?:contact|point))\b"
)
_BY_THEN = re.compile(
    r"\b(?:by|before|until|within|no later than|starting|from|next|this (?:week|month|quarter)|tomorrow|end of|on|(?:mon|tues|wednes|thurs|fri)day)\b|\d"
)


def promised(sheet: Sheet) -> Iterator[Finding]:
    """What somebody of ours is said to do for them."""
    for found in sentences(prose(sheet.left)):
        for start, end in _undertaken(found[0]):
            weight = Weight.SOFT if _SUPPOSED.search(found[0][:start]) else Weight.HARD
            quote = sheet.quote(found.start() + start, found.start() + end)
            yield Finding(weight, "commitment", quote, "nobody has promised this on record")


def undertakes(sentence: str) -> bool:
    """Whether a folded sentence promises something in our name."""
    return any(_undertaken(sentence))


def _undertaken(sentence: str) -> Iterator[tuple[int, int]]:
    for found in _PROMISES.finditer(sentence):
        things = re.search(rf"\b{THINGS}\b", found["rest"])
        timed = re.search(_A_TIME, found["rest"])
        if (
            (found["act"] in _EMPTY and things)
            or (found["act"] not in _ANSWERS and (things or timed))
            or (
                found["act"] in _EMPTY
                and _BY_THEN.search(found["rest"])
                and not _is_offered(found["act"], found["rest"])
            )
        ):
            yield found.span()
    yield from done(sentence)
    for pattern in (_COMES, _REACHES, _ABROAD):
        yield from (found.span() for found in pattern.finditer(sentence))


def _is_offered(act: str, rest: str) -> bool:
    return OFFERED.search(rest) is not None or (act == "be" and _BEING.match(rest) is not None)
