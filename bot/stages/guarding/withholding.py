# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""What we supply, made to hang on a payment: a suspension by another name.

A sentence threatens so when it has three things: something we supply, that it stops or goes on, and the condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.stages.guarding.sheet import Sheet, prose, sentences
from models.draft import Finding, Weight


@dataclass(frozen=True, slots=True)
class _Language:
    effect: re.Pattern[str]
    condition: re.Pattern[str]


_SUPPLY = r"(?:orders?|deliver(?:y|ies)|shipments?|shipping|dispatch\w*|access|services?|subscriptions?|licen[cs]es?|support|(?:data )?feeds?|supply|supplies|goods|parts|stock|work|projects?|platform|logins?|seats?|hosting|renewals?|installations?|bookings?|api|onboarding|training)"
_LANGUAGES = (
    _Language(
        re.compile(
            rf"\b{_SUPPLY}(?: \S+){{0,3}}? (?:cannot|can't|can only|could not|will not|won't|will only|may not|will (?:stay|remain|wait|be (?:held|on hold|paused|released|stopped|limited|resumed|blocked|delayed|kept))|stays?|remains?|waits?|(?:can |to |may )?(?:continues?|resumes?|go(?:es)? on|keeps? (?:running|going|working|flowing)))\b"
            rf"|\b{_SUPPLY}\b[^.!?\n]{{0,40}}\bwithout (?:\w+ )?(?:interruptions?|disruptions?|a break|a gap)\b"
            r"|\b(?:not|cannot|can't|won't|unable to|only)\b(?: \w+){0,2}? (?:ship|deliver|dispatch|releas|suppl|renew|resum|restart|continue with)\w*\b"
            rf"|\b(?:hold(?:ing)?|keep(?:ing)?|park(?:ing)?|wait(?:ing)? with|releas(?:e|ing)|resum(?:e|ing))(?: back| on to)? (?:your|any|new|further|all|the)(?: \w+)?? {_SUPPLY}\b"
        ),
        re.compile(
            r"\b(?:until|till|unless|while|whilst|as long as|so long as|before|once|after|so (?:that )?(?:your|the|our|we)|to (?:keep|avoid|ensure|prevent)|pending|depends?|subject to|provided)\b"
        ),
    ),
    _Language(
        re.compile(
            r"\b\w*(?:lieferung|bestellung|auftrag|zugang|zugriff|dienst|service|support|lizenz|ware|leistung|datenfeed|freischaltung|nutzung)\w*\b[^.!?\n]{0,60}\b(?:nicht|keine?\w*|erst|nur|ruh(?:t|en)|pausier\w+|zuruckgehalten|zuruckgestellt|gestoppt|unterbrech\w*|weiterlauf\w*)\b"
            r"|\b(?:nicht|keine?\w*|erst)\b[^.!?\n]{0,40}\b(?:liefern|ausliefern|freigeben|versenden|freischalten|bearbeiten|weiterarbeiten)\b"
        ),
        re.compile(
            r"\b(?:solange|bis (?:zur|zum|die|der|dieser|das)|erst (?:wenn|nach|sobald)|damit|ohne (?:zahlung|ausgleich))\b"
        ),
    ),
    _Language(
        re.compile(
            r"\b(?:livraisons?|commandes?|acces|services?|abonnement|licences?|support|prestations?|expeditions?)\b[^.!?\n]{0,60}\b(?:ne|n'\w+|plus|pas|interruption\w*|maintenue?s?|repren\w+|suspens)\b|\b(?:plus|aucune?|pas)\b[^.!?\n]{0,30}\b(?:livr|expedi|command)\w*"
        ),
        re.compile(
            r"\b(?:tant qu\w*|jusqu\w*|qu'apres|une fois|afin qu\w*|pour qu\w*|pour eviter|avant (?:le|votre|que))\b"
        ),
    ),
    _Language(
        re.compile(
            r"\b(?:pedidos?|entregas?|envios?|acceso|servicios?|suscripcion|licencias?|suministros?|soporte)\b[^.!?\n]{0,60}\b(?:no|solo|sin interrup\w+|retenid\w+|parad\w+|detenid\w+)\b|\bno\b[^.!?\n]{0,30}\b(?:entreg|envi|serv|suministr)\w+"
        ),
        re.compile(r"\b(?:hasta (?:que|recibir|el)|mientras|una vez|para que|para evitar|antes de)\b"),
    ),
    _Language(
        re.compile(
            r"\b(?:ordin[ei]|consegn[ae]|spedizion[ei]|accesso|servizi[o]?|abbonamento|licenz[ae]|fornitur[ae]|assistenza)\b[^.!?\n]{0,60}\b(?:non|solo|senza interruzion\w+|ferm[aoie]|bloccat[aoie])\b|\bnon\b[^.!?\n]{0,30}\b(?:consegn|sped|forn|evad)\w+"
        ),
        re.compile(r"\b(?:finche|fino a\w*|solo dopo|una volta|affinche|per evitare|prima d\w+)\b"),
    ),
)
_THE_DEBT = re.compile(
    r"\u2588|\b(?:paid|pays?|payments?|settle\w*|clear\w*|balance|invoices?|bills?|open|overdue|outstanding|arrears|account|this|it|that|zahl\w*|rechnung\w*|\w*eingang|ausgleich\w*|betrag|offen\w*"
    r"|factur\w+|pai\w+|regl\w+|solde|pag\w+|fattur\w+|sald\w+|pendiente|importe)\b"
)


_STOP = r"(?:no|not|nothing|none|cannot|can't|won't|only|no se|ningun\w*|nada|nessun\w*|non|kein\w*|nicht|erst|aucun\w*|plus|pas|rien)"
_UNTIL = r"(?:until|unless|as long as|hasta que|mientras|finche|fino a quando|solange|bis (?:zur|zum|die|der)|tant que|jusqu'a ce)"
_SUPPLIES = rf"(?:{_SUPPLY}|\w*lieferung\w*|bestellung\w*|livraisons?|commandes?|pedidos?|entregas?|envios?|ordin[ei]|consegn[ae]|spedizion[ei])"
_UNTIL_PAID = (
    r"(?:until (?:\S+ ){0,4}?(?:paid|payment|settled|cleared|settlement)|bis (?:zum|zur) (?:\w+ )?(?:ausgleich|zahlung\w*|begleichung|eingang)|jusqu'au (?:paiement|reglement)"
    r"|hasta (?:el pago|que (?:se )?pagu?\w*|recibir)|fino al (?:pagamento|saldo))\b"
)
#: Nothing of ours leaves until it is paid, in whatever order the words come.
_HANGS_ON = re.compile(
    rf"\b{_STOP}\b(?!.{{0,12}}\bdue\b).{{0,40}}\b{_SUPPLIES}\b.{{0,60}}\b{_UNTIL}\b"
    rf"|\b(?:keeps?|retains?|enjoys?)\b.{{0,30}}\b{_SUPPLIES}\b.{{0,40}}\b(?:as long as|provided|if|once)\b"
    rf"|\b{_UNTIL_PAID}.{{0,80}}\b{_STOP}\b|\b{_STOP}\b.{{0,80}}\b{_UNTIL_PAID}"
    rf"|\b{_UNTIL}\b.{{0,60}}\b{_STOP}\b.{{0,40}}\b{_SUPPLIES}\b"
)


def withheld(sheet: Sheet) -> Iterator[Finding]:
    """A sentence that lets what we supply depend on the payment."""
    for found in sentences(prose(sheet.left)):
        if found[0].rstrip().endswith("?") or not _THE_DEBT.search(found[0]):
            continue
        if _HANGS_ON.search(found[0]) or any(
            one.effect.search(found[0]) and one.condition.search(found[0]) for one in _LANGUAGES
        ):
            quote = sheet.quote(*found.span())
            yield Finding(Weight.HARD, "suspension", quote, "no suspension or end of service is decided on record")
