"""Who wants to stop or pause what we provide, or threatens to go to somebody else. By itself it challenges nothing."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, row
from models.signal import SignalKind

#: What they have from us. "We cancelled the meeting" and "our bank" are none of it.
_OURS = (
    r"(?:subscriptions?|contracts?|agreements?|plan|licen[cs]es?|services?|accounts?|seats|memberships?|tenant|"
    r"maintenance|support|retainer|renewal|modules?|partnership|relationship)"
)
_STOP = r"cancel(?:l?ing)?|terminat(?:e|ing)|end(?:ing)?|stop(?:ping)?|paus(?:e|ing)|freez(?:e|ing)|discontinu(?:e|ing)"
_MAY = (
    r"(?:will|shall|would|could|can|might|may|must|should|'ll|'d|to|be|are|am|is|'re|'m|please|kindly|considering|of|"
    r"about|and|or)"
)
_OTHER = r"(?:an?other|a different|the|your|some(?:one| ?body)?|other|elsewhere)"
_RIVALS = r"(?:providers?|suppliers?|vendors?|competitors?|competition|contractors?|agenc(?:y|ies)|else|partners?)"

#: To stop, to pause, or to go; said of what is to come: "we cancelled in December" is a challenge.
LEAVING = (
    r"\b(?:one more|another) (?:\w+ ){1,4}?and (?:we|i)(?:'re| are|'m|'ll| will| take| go| leave)\b",
    rf"(?:^\W*|\b{_MAY} (?:\w+ ){{0,2}}?)(?:{_STOP}) (?:\w+ ){{0,4}}?{_OURS}\b(?! (?:manager|team|department|"
    r"number|ticket|request|call|meeting))",
    rf"(?:'re|are|will|'ll|to|be|and|or|may|might|just|simply|could) (?:\w+ ){{0,3}}?(?:mov(?:e|ing)|switch(?:ing)?|"
    rf"go(?:ing)?|chang(?:e|ing)|look(?:ing)?|tak(?:e|ing) (?:our|the|this) (?:business|money|custom)|turn(?:ing)?) "
    rf"(?:\w+ ){{0,3}}?(?:{_OTHER} (?:\w+ )?{_RIVALS}|(?:to |at )?(?:your )?competitors?|elsewhere)\b",
    r"\b(?:chang|switch)(?:e|ing) (?:suppliers?|providers?|vendors?)\b",
    r"\btak(?:e|ing) (?:our|the|this|my) (?:business|custom) (?:elsewhere|away|to)\b",
    rf"\b(?:notice (?:of|to) (?:\w+ )?(?:terminat\w+|cancel\w*)|(?:consider|take) this (?:as )?(?:our|my|formal|"
    rf"written) (?:\w+ )?notice|(?:will not|won't|not going to|not be|\w*n't be) (?:be )?(?:renew(?:ing)?|"
    rf"extend(?:ing)?)(?: (?:the|our|this|"
    rf"with you|in|at))|(?:not|\w*n't) (?:want to|going to|intend to) (?:renew|continue)|parting ways|part ways|"
    rf"(?:then|and) (?:we are|we're) (?:gone|out|off)\b|we(?:'ll| will) (?:be gone|walk|leave you)|"
    rf"put (?:our |the )?{_OURS} on (?:hold|pause|ice))\b|"
    rf"\b(?:think(?:ing)? (?:of|about)|considering) (?:leaving|moving away|other options|alternatives)\b|"
    rf"\b(?:off|over|gone) to (?:the |your |a )?(?:competit\w+|rival\w*)\b|\b(?:this (?:is|as)|we give|we're giving|"
    rf"giving) (?:you )?(?:\w+ ){{0,2}}(?:months?|weeks?|days?)'?s? notice\b|"
    rf"\bhad a demo (?:with|from)\b",
    # German, French, Spanish.
    r"\b(?:hiermit|wollen|mochten|werden|mussen|fristgerecht|ausserordentlich)\b.{0,60}\bkundig(?:en|e|t)\b|"
    r"\bkundig(?:en|e) (?:wir|ich|hiermit)\b|\b(?:wir|ich) kundig(?:en|e)\b|\b(?:unsere|die|diese) kundigung\b"
    r"(?! (?:vom|war|wurde|haben|bestatigt))",
    r"\bnoch (?:ein|eine|so ein|so eine) \w+ und wir\b|"
    r"\b(?:wechseln|wechsle|suchen|gehen)\b.{0,40}\b(?:anbieter|lieferanten|dienstleister|mitbewerber|konkurrenz|"
    r"wettbewerber)\b|\b(?:anbieter|lieferanten|dienstleister)\b.{0,20}\bwechseln\b",
    r"\b(?:abo\w*|vertrag|lizenz\w*|wartung\w*|dienst\w*|konto|service)\b.{0,40}\b(?:ruhen|pausier\w*|aussetzen|"
    r"stilllegen|einfrieren)\b",
    r"\b(?:souhait\w+|voul\w+|allons|vais|va|devons|demand\w+|pri\w+|merci|afin|envisage\w*|pouvez-vous|pourriez-vous|"
    r"contraints?)\b.{0,40}\b(?:resilier|suspendre|interrompre|mettre en pause|mettre fin)\b.{0,30}\b(?:abonnement|"
    r"contrat|service|licences?|prestations?|compte|offre|forfait|maintenance)\b|\bresilions\b",
    r"\b(?:encore une?|une?) \w+ de plus et\b|"
    r"\b(?:changer(?:ons|ai|a)?|allons voir|irons|part(?:ir|irons|ons)|pass(?:er|erons|ons))\b.{0,30}\b(?:prestataire|"
    r"fournisseur|concurren\w+|ailleurs)\b",
    r"\b(?:queremos|quiero|quisieramos|desea\w*|vamos a|solicit\w+|rogamos|pedimos|podrian|pueden|procederemos a)\b"
    r".{0,30}\b(?:dar(?:nos)? de baja|cancelar|rescindir|suspender|pausar)\b.{0,30}\b(?:servicio|contrato|"
    r"suscripcion|licencias?|cuenta|plan)\b|\bcomunicamos la baja\b|\bno renovaremos\b",
    r"\botra \w+ mas y\b|\b(?:cancelamos|rescindimos|cancelaremos|rescindiremos) (?:el|la|nuestro|nuestra) "
    r"(?:contrato|servicio|"
    r"suscripcion)\b(?!.{0,20}\b(?:en|el) (?:enero|febrero|marzo|abril|diciembre|octubre|noviembre|\d))|"
    r"\b(?:cambiar(?:emos)?|nos (?:vamos|iremos|pasamos)|busca(?:re)?mos)\b.{0,20}\b(?:proveedor|competencia|otra "
    r"empresa|otro sitio)\b",
)

LEAVING_ROW: Row = row(
    SignalKind.SUSPENSION,
    *LEAVING,
    unless=(
        r"\b(?:gave|given|handed in|sent|terminated|cancelled) (?:you )?(?:\w+ ){0,4}notice\b",
        r"\b(?:trial|test|intern|colleague|user|spare)\b.{0,20}\b(?:accounts?|seats|licen[cs]es?)\b|\baccounts? of "
        r"(?:our|my|a)\b",
        r"\b(?:cancelled|terminated|ended|stopped) (?:\w+ ){0,5}(?:in|on|by|last|since)\b",
        r"\b(?:our|my|the) (?:own |other )?(?:bank|landlord|insur\w+|telecom\w*|carrier|erp|e-?mail|card)\b",
        r"\b(?:not|never|\w+n't|no plans?|no intention|without) (?:\w+ )?(?:going|planning|want\w*|to|intend\w*|looking"
        r"|plan) (?:\w+ )?(?:cancel|terminat|leav|switch|mov|stop|end)\w*",
    ),
)
