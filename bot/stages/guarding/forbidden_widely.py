# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""More ways into the topics of `forbidden`, by what is given up, added or threatened, in all six languages at once."""

from __future__ import annotations

_TIME = r"(?:\d+|an?|another|some|more|a few|two|three|four|six|further|extra|the|next|noch|weitere|mehr|zwei|drei|vier|encore|deux|trois|quelques|plus|otr[oa]s?|dos|tres|mas|altr[ei]|due|tre|piu|nog|twee|drie|meer)"
_SPAN = r"(?:days?|weeks?|months?|while|bit|quarters?|tage?n?|wochen?|monate?n?|zeit|luft|jours?|semaines?|mois|temps|delai|dias?|semanas?|mes(?:es)?|tiempo|margen|giorni|settiman[ae]|mes[ei]|tempo|respiro|dagen|weken|maanden|tijd|uitstel)"

WIDELY: dict[str, tuple[str, ...]] = {
    "payment_plan": (
        r"\u2588 (?:can|may|could|kann|darf|peut|puede|puo|kan|mag) (?:\w+ )?(?:wait|stay|slide|rest|warten|attendre|esperar|aspettare|wachten)\b|\b(?:a|one|two|five|ten|twenty)? ?(?:hundred|thousand|\d+) (?:a|per|each|every) (?:week|month)\b",
        rf"\b(?:wait|hold off|hang on|warten|attendre|patienter|esperar|aspettare|wachten) (?:\S+ ){{0,2}}?{_TIME} (?:\w+ )?{_SPAN}\b",
        rf"\b(?:geb(?:en|e)|gewahr\w+|lass\w*|raum\w* \w+ ein|accord\w+|laiss\w+|donn\w+|damos|concedemos|dejamos|lasciamo|diamo|concediamo|geven|geef) (?:ihnen|euch|vous|le|les|vi|le|u|je|jullie)\b[^.!?\n]{{0,40}}\b{_SPAN}\b",
        r"\b(?:vous|le|les|vi|u|je) (?:accord|laiss|donn|dam|conced|dej|lasci|diam|gev|geef)\w*[^.!?\n]{0,40}\b(?:jusqu|hasta|fino|tot)\w*",
        r"\b(?:take|have) (?:\w+ )?(?:until|till|the (?:whole|rest of the)|all the time)\b|\b(?:take your time|at your own pace|any time (?:this|next|that|you)|whenever (?:you(?! (?:get|have|find) (?:a|the|some) (?:minute|moment|second|chance|time))|it)|no (?:real )?(?:rush|hurry) (?:to pay|with (?:the )?payment|on payment))\b",
        r"\b(?:pay\w*|settle\w*|transfer\w*|send\w*) (?:\S+ ){0,3}?(?:monthly|weekly|quarterly|gradually|bit by bit|in (?:two|three|four) (?:goes|lots)|step by step|piecemeal|what you (?:can|have))\b",
        r"\betal(?:er|ez|ement|ons)\w*|\bechelonn\w+|\bgespreid\b|\bgespreide\b|\bin (?:zwei|drei|vier|mehreren|twee|drie|due|tre|quattro|dos|tres|varios|varie) (?:schritten|etappen|stappen|delen|keer|volte|tranche|veces|pagos|plazos)\b|\bscaglion\w+|\bpoco a poco\b|\ba tappe\b|\bnach und nach\b|\bbeetje bij beetje\b|\bratenweise\b|\bteilweise\b~\bzahl\w+",
        r"\b(?:verleng\w*|prolong\w*|prorrog\w*|allong\w*|retrasar\w*|retrasamos|verschieb\w*|verschoben|uitstell\w*|posticip\w*|rinvi(?:are|amo|eremo)|aplaz\w*) (?:\S+ ){0,2}?(?:frist\w*|zahlungsziel\w*|termin\w*|echeance\w*|delai\w*|vencimiento\w*|plazo\w*|scadenz\w*|termijn\w*|zahlung\w*|pago\w*|paiement\w*|pagament\w*|betaling\w*)\b",
        r"\b(?:tranquil\w+|ohne eile|keine eile|pas (?:de )?presse|no hay prisa|sin prisa|senza fretta|geen haast)\b",
    ),
    "credit_or_discount": (
        r"\b(?:forget|skip|drop|scrap|bin|cancel|void|reduce|lower|halve|vergessen sie|streichen|stornier\w*|oubliez|annul\w+|olvide\w*|anul\w+|dimentic\w+|vergeet|schrap\w*) (?:about )?\u2588|\b(?:bring|get|take|knock|cut) \u2588+ down\b|\bwrite \u2588+ off\b",
        r"\b(?:split|share) the (?:difference|cost|bill)\b|\bcall it (?:\S+ ){0,2}?\d|\boff the (?:table|bill|invoice|total|balance)\b|\babsorb\w*\b~\b(?:cost|difference|amount|delivery|charge)\b|\bswallow\w*\b~\b(?:cost|difference|amount)\b|\bour (?:treat|expense|cost)\b|\b(?:invoice|bill|amount|total|figure|price|rate)\b[^.!?\n]{0,20}\b(?:will|would|can|could|gets?|comes? out|be)\b[^.!?\n]{0,12}\b(?:smaller|lower|less|reduced|halved|cheaper)\b",
        r"\b(?:find|see|get|receive|have|expect|with) (?:a |the |your |some )?credit(?:s| notes?)?\b(?! (?:control|card|check|department|team|terms))",
        r"\b(?:schenk\w*|erlass\w*|verzicht\w*|streich\w+)\b~\b(?:wir|ihnen|betrag\w*|rest\w*|summe|rechnung\w*|euro)\b|\b(?:rest\w*|betrag|summe|rechnung)\b~\b(?:schenk\w*|erlass\w*|streich\w*|gutschreib\w*|stornier\w*)\b|\bgutgeschrieben\b|\bgutschreib\w*|\bentgegen ?komm\w*|\bpreislich\w*\b",
        r"\b(?:fai(?:sons|re)|fer(?:ons|ai)) (?:\w+ )?(?:un geste|un effort)\b|\b(?:renonc\w+|annul(?:ons|erons)|effac\w+|offr(?:ons|irons)|deduis\w*|deduir\w+) (?:\S+ ){0,3}?(?:facture|montant|somme|solde|reste|euros?|frais|avoir)\b|\bavoir de\b",
        r"\b(?:perdon\w+|condon\w+|regal\w+|descont\w+|rebaj\w+|renunci\w+|abon(?:amos|aremos)|anul(?:amos|aremos))\b~\b(?:euros?|importe|factura|resto|deuda|saldo|\u2588)",
        r"\b(?:veni(?:amo|remo)|vengo|veniamo) (?:\w+ )?incontro\b|\bincontro sul\b|\b(?:abbuon|scont|stralci|annull|rinunci|regali)(?:amo|eremo|are)\b",
        r"\b(?:credit(?:eren|eer)|kwijtscheld\w*|tegemoet\w*|korting|laten (?:\w+ )?vallen|strepen)\b",
    ),
    "fee_or_interest": (
        r"\b(?:costs?|adds?|charge[sd]?|costing|adding)\b (?:\S+ ){0,2}?(?:extra|additional|further|more)\b|\b(?:has|have|had|was|were|is|are|been|will be) (?:\w+ )?(?:added|levied|imposed|billed on top|charged on)\b|\bon top (?:per|of|each|a (?:year|month))\b|\bdunning (?:costs?|charges?)\b|\blate charges?\b",
        r"\b(?:verzug\w*|mahn\w*|zusatz\w*|mehr|extra|bearbeitungs|inkasso)(?:kosten|aufwand|betrag)\b|\bkosten (?:an|entstehen|fallen|dazu|hinzu|bij)\b|\b(?:verzug|mahnung|aufwand|erinnerung)\b~\bin rechnung (?:stellen|gestellt)\b|\bberechnen wir\b~\b(?:verzug\w*|mahn\w*|zusatz\w*|extra|aufschlag|euro)\b",
        r"\b(?:des|les|d'|aux?) ?(?:interets|penalites|agios|majorations?)\b|\bfrais de (?:retard|relance|rappel|recouvrement|dossier)\b",
        r"\b(?:cargos?|gastos|costes?|importe) (?:adicional\w*|extra|por)\b|\bse (?:anad\w+|sumar\w*|aplicar\w*)\b~\b(?:cargos?|gastos|costes?|interes\w*|recargo)\b|\b(?:cargos?|gastos|interes\w*)\b~\bse (?:anad\w+|sumar\w*|aplicar\w*)\b",
        r"\b(?:spese|oneri|costi|interessi) (?:di (?:sollecito|mora|gestione|recupero|incasso)|aggiuntiv\w|supplementar\w|extra)\b|\bsi aggiung\w+\b",
        r"\b(?:incasso|aanmanings?|administratie|extra|bijkomende) ?kosten\b|\bkosten (?:bij|in rekening)\b|\brente (?:over|in rekening|verschuldigd)\b|\btoeslag\b",
    ),
    "legal_or_agency": (
        r"\b(?:pass|hand|turn|send|give|sell|assign|transfer|refer)(?:ed|ing|s)? \u2588+ (?:on|over|out|up)\b(?! to (?:the |your |my |our )?(?:right|accounts|finance|colleague|billing|person|team|boss|manager|ap))",
        r"\b(?:register|report|record|publish|sell) (?:the |this |your |our )?(?:debt|arrears|default|claim)\b|\b(?:consider|weigh|review|examine|keep|explore) (?:all |our |the |other )*(?:options|remedies|alternatives)\b|\bformal (?:options?|steps?|route|process|letter)\b",
        r"\b\w*(?:rechtsabteilung|rechtsanwalt\w*|kanzlei|mahnabteilung|gerichtsstand)\w*\b|\bweitere schritte\b|\brechtlich\w* schritte\b",
        r"\bvia (?:ejecutiva|judicial|legal|giudiziaria|giudiziale)\b|\b(?:engager|entamer|lancer|ouvrir) (?:une |la |des )?(?:procedure|action|demarches?)\b|\bservice juridique\b|\bdepartamento juridico\b|\b(?:nostro|al|del) legale\b|\bufficio legale\b",
        r"\buit handen\b|\b(?:deurwaarder|juridisch\w*|rechtszaak|gerechtelijk\w*|dagvaard\w*)\b",
    ),
    "pressure": (
        r"\bhow (?:hard|difficult) (?:can|could|is)\b|\bno (?:discussion|debate|ifs|buts|more (?:waiting|delays?|games))\b|\b(?:stop|quit) (?:wasting|ignoring|stalling|playing|dodging)\b|\bwast(?:e|ing) (?:of )?(?:my|our) time\b|\b(?:don't|do not|never) take (?:us|me|this) seriously\b|\b(?:won't|will not|not going to) (?:chase|ask|remind|write|tell) (?:you )?(?:again|any ?more|twice)\b|\bi expect (?:the |your |this |full )?(?:money|payment|amount|transfer)\b(?! (?:to arrive|is|may|might|was))",
        r"\b(?:so geht (?:man|das)|ein unding|unding|unerhort|unmoglich\w* verhalten|reicht (?:es|uns|mir)|leid,? (?:sie|standig|immer)|zum wiederholten mal|unterste schublade|frech\w*)\b",
        r"\b(?:franchement|inouie?|lamentable|ras le bol|ca suffit|assez attendu|se moquer|indigne\w*)\b|\b(?:indignante|increible que|ya basta|hart[oa]s? de|una burla|lamentable)\b",
        r"\b(?:assurd[oa]|vergogn\w*|basta (?:cosi|scuse)|stuf[oaie] di|inaudito|scandalos[oa])\b|\b(?:niet normaal|belachelijk|schandalig|ongehoord|geen manier|klaar mee|zat)\b",
    ),
}
