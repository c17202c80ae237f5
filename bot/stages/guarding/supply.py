# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""What we supply is no matter of a reminder: a sentence that says it stops, waits, comes or is repaired is refused.

The closed set is the other way round here than for figures: nobody can list what a house sells, but a letter about an
invoice has nothing to state about it. What the customer asked about is for `explanations` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot import wording
from bot.stages.guarding.known import Known
from bot.stages.guarding.sheet import DONE, Sheet, prose, sentences, stated
from models.draft import Finding, Weight

_SUPPLY = re.compile(
    r"\b(?:(?:re)?orders?|call-?offs?|shipments?|shipping|deliver(?:y|ies)|consignments?|batch(?:es)?|pallets?|containers?|trucks?|lorr(?:y|ies)|warehouse|stock|yard|units?|machines?|devices?|spare parts?|sensors?|equipment|hardware|firmware|software|modules?|features?|upgrades?|patch|repairs?|replacements?|installation|technicians?|engineers?|onboarding|training|migration|export|dashboards?|screens?|trackers?|platform|logins?|access|licen[cs]es?|seats?|subscriptions?|services?|hosting|support|maintenance|renewals?|production|site visit"
    r"|bestellungen|auftrag\w*|\w*lieferung\w*|sendung\w*|ware|charge|paletten?|lager|gerate?\w*|maschinen?|ersatzteile?|sensor\w*|module?|funktion\w*|reparatur\w*|austausch|techniker\w*|monteur\w*|schulung\w*|zugang\w*|lizenz\w*|abo|dienste?|support-ticket|ticket|wartung\w*|verlangerung|abruf\w*"
    r"|commandes?|livraisons?|expeditions?|colis|entrepot|appareils?|pieces|capteurs?|modules|mise a jour|reparations?|remplacements?|techniciens?|formation|acces|licences|abonnement|maintenance|renouvellement|intervention\w*|equipe technique"
    r"|pedidos?|entregas?|envios?|lote|almacen|equipos|maquinas?|piezas?|sensores|modulo|actualizacion|reparacion\w*|sustitucion|tecnicos?|acceso|licencias?|suscripcion|soporte|mantenimiento|renovacion"
    r"|ordini|consegn[ae]|spedizion[ei]|lotto|magazzino|macchin[ae]|pezzi|sensori|aggiornamento|riparazion[ei]|sostituzion[ei]|tecnic[oi]|accesso|licenz[ae]|abbonamento|assistenza|manutenzione|rinnovo"
    r"|bestelling\w*|levering\w*|zending\w*|partij|magazijn|voorraad|apparat\w*|onderdelen|sensoren|reparatie\w*|vervanging|monteur|toegang|licenties?|storing\w*|onderhoud|verlenging)\b"
)
_STANDS_STILL = re.compile(
    r"\b(?:not|won't|can't|cannot|no|only|until|unless|once|wait\w*|hold\w*|held|stay\w*|remain\w*|park\w*|aside|pending|dark|quiet|dead|idle|stuck|stood|back|through|nicht|kein\w*|nur|erst|bleib\w*|wart\w*|zuruck\w*|sobald|solange|liegt|ohne"
    r"|ne|pas|plus|cess\w+|attente|attendant|de cote|tant que|rest\w+|no|solo|hasta|espera\w*|retenid\w+|para(?:d\w|n)|sospes\w*|ferm\w+|finche|attesa|niet|geen|vast|wacht\w*|totdat|zodra)\b"
)
_MOVES = re.compile(
    r"\b(?:will|'ll|shall|going to|already|on (?:its|the|their) (?:way|truck|road)|ready|live|arriv\w+|come[s]?|coming|next (?:week|month)|tomorrow|by (?:the )?\w+|guarantee\w*|arranged?|to be|(?:has|have|'ve) been|is|are|get|erfolg\w+|komm\w+|wird|werden|bereits|schalten|fertig|nachste woche|interviend\w+|sera|seront|arriv\w+|prochaine|enviaremos|llegar\w*|proxim\w+|esta semana|consegn\w+mo|prossim\w+|zorg\w+|komt|komen|morgen|volgende)\b"
)
#: Papers and addresses that only carry such a word in their name, and what is asked, offered or supposed.
_BESIDE = re.compile(
    r"\b(?:purchase orders?|order (?:no|number|form|confirmation|reference)|bestellnummer\w*|bon de commande|numero de pedido|(?:delivery|packing) notes?|proof of delivery|(?:your|the) (?:payment|invoice|supplier|vendor)? ?(?:portal|platform)|services? (?:rendered|team)|support (?:team|mailbox)|customer (?:service|support)|in order|(?:in|for) (?:the|your) (?:payment|processing) system)\b"
)
_BY_NUMBER = re.compile(rf"\b[^\W\d_]+ (?:n[or°º.]*\.? ?)?[#(]?{DONE}+")
#: "The invoice for the annual support": what was billed may be named.
_BILLED = re.compile(
    rf"\b(?:for|about|regarding|covering|fur|uber|zu|zur|zum|pour|concernant|por|sobre|per|voor) (?:\w+ ){{0,3}}?{_SUPPLY.pattern}(?: fees?\b)?"
)
_NO_STATEMENT = re.compile(
    r"\b(?:please|kindly|could you|can you|would you|let (?:me|us) know|cop(?:y|ies)|invoices? for|statement|tell me|happy to|glad to|anything|problem with|bitte|kopie|konnen sie|teilen sie|merci de|pourriez|facture pour|por favor|podria|factura de|potrebbe|fattura per|graag|kunt u|factuur voor|thank\w*|appreciate|value|hope)\b"
)
_THEIR_OWN = re.compile(
    r"\b(?:your|ihr\w*|votre|vos|sus?|vostr\w|uw|jullie) (?:\w+ )?(?:portal|system|software|accounting|erp|sap|bank|buchhaltung|banque|banco|banca)\b"
)


def stated_of_supply(sheet: Sheet, known: Known) -> Iterator[Finding]:
    """What a text states of goods and services, where the customer has not written of them."""
    told = wording.normalise(" ".join(message.text for message in known.packet.exchanges))
    for found in sentences(prose(sheet.left)):
        said = stated(found[0])
        thing = _SUPPLY.search(_BILLED.sub(" ", _BY_NUMBER.sub(" ", _BESIDE.sub(" ", said))))
        if not thing or _NO_STATEMENT.search(said) or _THEIR_OWN.search(said) or thing[0][:5] in told:
            continue
        quote = sheet.quote(*found.span())
        if _STANDS_STILL.search(said):
            yield Finding(Weight.HARD, "suspension", quote, "nothing on record says that anything stops or waits")
        elif _MOVES.search(said):
            yield Finding(Weight.HARD, "commitment", quote, "nothing on record promises this")
