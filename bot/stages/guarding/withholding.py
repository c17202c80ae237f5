# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""What we supply, made to hang on a payment: a suspension by another name.

A sentence threatens so when it has three things: something we supply, that it stops or goes on, and the condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.stages.guarding.sheet import Sheet, prose, sentences, stated
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


#: What we supply, in every language, as a thing that can stop.
_ANY_SUPPLY = (
    r"(?:(?<!purchase )(?<!your )orders?(?! (?:number|form|confirmation|reference|no|copy|from|of|dated)\b)|(?:new|next|further|future|open|pending|your) orders|deliver(?:y|ies)|shipments?|shipping|dispatch|access|services?|subscriptions?|licen[cs]es?|support|cover|suppl(?:y|ies)"
    r"|platform|portal|console|logins?|seats?|hosting|maintenance|api|software|consignments?|production|spare parts"
    r"|\w*lieferung(?:en)?|bestellungen|auftrage?|zugang|zugange|zugriff|\w*dienste?|wartung|lizenz(?:en)?|belieferung|nutzung|plattform|produktion"
    r"|livraisons?|(?<!bon de )commandes?|acces|abonnement|licences?|prestations?|expeditions?|entretien"
    r"|pedidos|entregas?|envios?|acceso|servicios?|suscripcion|licencias?|suministros?|soporte|mantenimiento"
    r"|ordini|consegn[ae]|spedizion[ei]|accesso|servizi\w*|abbonamento|licenz[ae]|fornitur[ae]|assistenza|manutenzione|levering(?:en)?|bestellingen|toegang|onderhoud)"
)
_STOPS = (
    r"(?:suspen\w+|interrupt\w*|halt(?:s|ed|ing)?|paus(?:e|es|ed|ing)|stop(?:s|ped|ping)?|cut|block(?:s|ed|ing)?|lock(?:s|ed|ing)?|fr[eo]z\w*|withh\w+|deactivat\w+|disabl\w+|revok\w+|curtail\w*|on (?:hold|stop|ice)|discontinu\w+|shut|cease\w*|dry up"
    r"|\w*sperr\w*|unterbr\w+|unterbroch\w+|(?:ein|ab)(?:ge)?stell\w*|(?:ge)?stopp\w*|aus(?:ge)?setzt\w*|aussetzen|ab(?:ge)?schalt\w*|zuruckgehalten|zuruckhalten|pausier\w*|blockier\w*|eingefroren|entzogen|ruh(?:t|en)"
    r"|interromp\w*|coup(?:er|ee?s?|ons|erons)|bloqu\w+|arret\w+|gel(?:er|ee?s?|ons|erons)|desactiv\w+|retenu\w*|interrump\w+|cort(?:ar|ad|are)\w*|paraliz\w+|deten\w+|retenid\w+|congel\w+"
    r"|sospe\w+|interrott\w+|blocc\w+|ferm(?:are|at|er)\w*|disattiv\w+|trattenut\w+|op(?:ge)?schort\w*|stopgezet|stopzetten|geblokkeerd|onderbroken)"
)
_STOPPED = re.compile(rf"\b{_ANY_SUPPLY}\b[^.!?;\n]{{0,50}}\b{_STOPS}\b|\b{_STOPS}\b[^.!?;\n]{{0,30}}\b{_ANY_SUPPLY}\b")
_LOST = re.compile(
    rf"\b(?:los(?:e|es|ing|t)|loss of|without|forfeit\w*|verlier\w+|verlust|perd\w+|perderan?|perder)\b[^.!?;\n]{{0,24}}\b{_ANY_SUPPLY}\b"
)
_DEPENDS = re.compile(
    r"\b(?:depend(?:s|ed|ing|ent)?|hing(?:e|es|ing)|contingent|conditional|conditioned|tied to|at stake|in jeopardy|at risk|abhangig|hangt?(?: \w+){0,3} (?:von|ab)|depend(?:ra|ent|e|era)|subordonne\w*|conditionne\w*|condicionad\w+|supeditad\w+|dipend\w+|subordinat\w+|afhankelijk)\b"
)
#: Their people cannot use it any more; it lapses or goes dark.
_GOES_DARK = re.compile(
    r"\b(?:can(?:not|'t)|could not|couldn't|unable|no longer|won't|will not|not be able)\b[^.!?;\n]{0,20}\b(?:log|sign|get) (?:in|on|into)\b"
    r"|\b(?:ne|n')[^.!?;\n]{0,24}\b(?:plus|pas)\b[^.!?;\n]{0,20}\b(?:se connecter|acceder|utiliser|commander)\b"
    r"|\bnicht mehr\b[^.!?;\n]{0,24}\b(?:anmelden|einloggen|zugreifen|nutzen|bestellen|arbeiten)\b|\bno (?:puedan?|podran?)\b[^.!?;\n]{0,20}\b(?:acceder|entrar|conectarse|usar|utilizar|pedir)\b"
    r"|\bnon (?:possano|potranno|potra)\b[^.!?;\n]{0,20}\b(?:accedere|collegarsi|entrare|usare|utilizzare)\b|\bniet meer\b[^.!?;\n]{0,24}\b(?:inloggen|gebruiken|bestellen)\b"
    r"|\b(?:go(?:es|ing)?|turn(?:s|ed)?|find|be|been|is|are) (?:\S+ ){0,3}?(?:dark|offline|grey(?:ed)?(?: out)?|gray(?:ed)?(?: out)?)\b|\bop zwart\b|\b(?:offline|schwarz|dunkel|aus) (?:geht|gehen|bleibt|bleiben|ist)\b|\bhors ligne\b|\bfuera de servicio\b|\bfuori servizio\b"
    rf"|\b{_ANY_SUPPLY}\b[^.!?;\n]{{0,30}}\b(?:lapses?|lapsing|expires?|run(?:s)? out|end|disappears?|erlosch\w*|erlischt|auslauf\w*|ablauf\w*|expire\w*|caduc\w+|scad\w+|decad\w+|verval\w*)\b"
)
_ONLY_PREPAID = re.compile(
    r"\b(?:vorkasse|vorauskasse|vorauszahlung|cash (?:on|before|with) (?:delivery|order)|prepaid|pre-?payment|pro ?forma|paiement (?:d'avance|anticipe|a la commande)|contre remboursement|pago (?:por adelantado|anticipado)|al contado|pagamento anticipato|contrassegno|vooruitbetaling)\b"
)
#: Something that is not ours to stop, and an offer not to.
_HARMLESS = re.compile(
    r"\b(?:nothing|not affect\w*|no effect|regardless|independent\w*|unabhangig|independamment|con independencia)\b"
)


def withheld(sheet: Sheet) -> Iterator[Finding]:
    """A sentence that lets what we supply stop, or depend on the payment."""
    for found in sentences(prose(sheet.left)):
        said = stated(found[0])
        if _HARMLESS.search(said):
            continue
        if _is_stopped(said) or (_THE_DEBT.search(said) and _hangs_on_payment(said)):
            quote = sheet.quote(*found.span())
            yield Finding(Weight.HARD, "suspension", quote, "no suspension or end of service is decided on record")


def _is_stopped(sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in (_STOPPED, _LOST, _ONLY_PREPAID, _GOES_DARK))


def _hangs_on_payment(sentence: str) -> bool:
    if _HANGS_ON.search(sentence) or (_DEPENDS.search(sentence) and re.search(rf"\b{_ANY_SUPPLY}\b", sentence)):
        return True
    return any(one.effect.search(sentence) and one.condition.search(sentence) for one in _LANGUAGES)
