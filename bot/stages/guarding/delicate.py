# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""What a note among ourselves is about, so that it is known again in other words and other languages."""

from __future__ import annotations

import re

#: Matters no customer hears of from us unless they wrote of them: name → the ways to speak of it, folded.
_MATTERS = {
    "leaving us": r"(?:other|another|different|new|rival|alternative) (?:supplier|vendor|provider|partner|source)s?|otro proveedor|otros proveedores|nuevo proveedor|competencia|autre fournisseur|nouveau fournisseur|concurren\w+|andere\w* (?:anbieter|lieferant)\w*|wettbewerb\w*|konkurrenz|altro fornitore|concorren\w+|competitors?|rfp|tender|moving (?:away|on) from us|phas\w+ (?:us )?out|churn\w*|leaving us|leave us|may leave|might leave|switch(?:ing)? (?:to|away|provider|supplier)\w*|not renew\w*|non-renew\w*|cancel(?:ling)? (?:the|their|your) (?:contract|subscription)|(?:looking at|talking to) (?:a |our |your )?competitors?|abwander\w*|wechsel\w* (?:zu|den anbieter)|kundigungsabsicht|resili\w+|nous quitter|cambiar de proveedor|dejarnos|cambiare fornitore|lasciarci|disdett\w+",
    "short of money": r"(?:lost|losing|lose|walked away|verloren|perdu|perdido|perso|verlor\w*|kwijt)\b[^.!?\n]{0,40}\b(?:customers?|clients?|contracts?|accounts?|auftrag|kunden?|contrat|cliente|contrato|contratto|klant|opdracht)|(?:customers?|clients?|contracts?|auftrag|kunden?|contrat|clientes?|contrato|contratto|klant)\b[^.!?\n]{0,40}\b(?:lost|walked away|left|verloren|perdu|perdido|perso|verlor\w*)|knapp bei kasse|geld(?:mangel|not)|engpass\w*|angespannt\w*|kreditlini\w*|bank(?:en)? (?:hat|haben|zieht)|credit (?:line|facility)|overdraft|short on (?:cash|funds)|cash (?:position|crunch|situation|constraints?|poor|strapped)|(?:money|funds|cash|finances|budgets?) (?:is|are|may be|might be|has been|have been) (?:tight|short|stretched|limited|scarce|low)|(?:tight|stretched|limited) (?:budget|finances|funds)|hard (?:times|year|quarter|months)|difficult (?:times?|year|quarter|months|situation|position|period)|tough (?:times?|year|quarter|months|patch|spot)|rough patch|(?:lost|losing) (?:a |your |their )?(?:big(?:gest)?|major|main|largest|key) (?:customers?|clients?|contract)|schwierig\w* (?:lage|zeit\w*|situation|phase)|(?:periode|situation|passe|moment|annee)s? (?:difficiles?|compliquees?|tendue?s?|delicates?)|a court|apuros|(?:situacion|momento|epoca|racha) (?:dificil|complicad\w|delicad\w|mala)|falta de liquidez|(?:periodo|momento|situazione) (?:difficile|delicat\w|complicat\w)|cash[ -]?flow|liquid\w+|short of (?:cash|money|funds)|money (?:is )?tight|cash (?:is )?tight|tight (?:on )?(?:cash|money|liquidity)|financial(?:ly)? (?:trouble\w*|difficult\w*|strain\w*|squeeze\w*|struggl\w*|problem\w*|pressure)|struggl\w+ financially|going under|run(?:ning)? out of (?:cash|money|runway)|runway|burn rate|covenants?|zahlungsschwierig\w*|geldsorg\w*|finanziell\w* (?:schwierig\w*|eng\w*)|klamm|tresorerie|difficultes? financ\w+|problemes? (?:de )?financ\w+|tesoreria|dificultades? (?:economic\w*|financ\w*)|linea de credito|(?:cortado|cerrado) (?:el )?(?:credito|grifo)|crisi|difficolta (?:economic\w*|finanziari\w*)",
    "insolvency": r"insolven\w*|bankrupt\w*|administration order|chapter 11|liquidat\w+|konkurs|faillite|redressement judiciaire|quiebra|concurso de acreedores|fallimento|concordato",
    "being sold": r"verkauf (?:der|des|an|von|steht)|(?:einen|den|zum) verkauf|sale of (?:the|their|your)|for sale|mise en vente|en venta|in vendita|cessione|(?:new|other|different) hands|chang\w+ hands|neue\w* hande|changement de mains|change de mains|cambi\w+ de manos|cambio di mano|other owners?|new owners?|neue[rn]? (?:eigentumer|inhaber)\w*|acqui(?:red|sition|ring)\w*|tak(?:en|e|ing)[ -]?over|takeover|buy(?:er|out)\b|merg(?:er|ing|ed)|being sold|up for sale|sell(?:ing)? the (?:company|business)|ubernahme|ubernommen|verkauf\w* (?:der|des|ihr\w*) (?:firma|unternehmen\w*)|kaufer|fusion\w*|rachat|repreneur|racheter|cession|adquisicion|comprador|vender la empresa|acquirente|acquisizion\w+|vend\w+ (?:l')?azienda",
    "our friend there left": r"(?:champion|sponsor|supporter|advocate|ally|friend|contact|fursprecher\w*|unterstutzer\w*|ansprechpartner\w*|interlocut\w+|valedor\w*|referente)\b[^.!?\n]{0,30}\b(?:left|leav\w+|gone|moved on|depart\w*|no longer|verlassen|weg|gegangen|parti\w*|fue|marcho|uscit\w|andat\w)",
    "their renewal": r"renew\w*|verlangerung|renouvel\w*|renovacion|rinnovo|verlenging",
    "talk about them": r"rumou?rs?|gossip|the grapevine|linkedin|in the (?:press|news|papers)|talk (?:of|about|on)|gerucht\w*|rumeurs?|rumores?|presse|prensa|stampa",
    "our pricing plans": r"(?:discount|rebate|price|pricing|upsell|expansion|renewal (?:offer|discount|price))\w*",
    "change at the top": r"(?:ceo|cfo|owner|director|geschaftsfuhr\w*|chef\w*|patron\w*|dueno|titolare|gerente|head|manager|leadership|management|boss|fuhrung\w*)\b[^.!?\n]{0,40}\b(?:leav\w+|replac\w+|resign\w*|step\w* down|fired|ousted|retir\w+|departure|changes?|wechsel\w*|abgelost|ausscheid\w*|geht|verlass\w*|depart|remplac\w+|sustitu\w+|deja|lascia|sostitui\w+)|(?:new|replacement of the|neue\w*|nouveau|nuevo|nuovo) (?:ceo|cfo|director|geschaftsfuhr\w*|owner|chef|directeur|titolare)|fuhrungswechsel|wechsel (?:in|an|an der|in der) (?:\w+ )?(?:geschaftsfuhrung|spitze|leitung)",
    "layoffs": r"(?:letting|let) (?:people|staff) go|cut(?:ting|s)? (?:staff|jobs|positions)|job (?:cuts|losses)|fewer people|suppr\w+ (?:de |des )?(?:postes?|emplois)|(?:postes?|emplois) (?:vont|seront|supprimes)|reduc\w+ (?:de )?(?:plantilla|personal)|tagli(?:are)?\b[^.!?\n]{0,20}personale|inkrimp\w*|ontslag\w*|stellen (?:ab|streichen)|lay(?:ing)?[ -]?offs?|laying off|laid off|redundanc\w+|job cuts|cutting jobs|headcount|downsiz\w+|restructur\w+|entlass\w+|stellenabbau|kurzarbeit|licenci\w+|plan social|despid\w+|\bere\b|licenziament\w+|cassa integrazione",
    "credit standing": r"insurers?|insur\w+|underwriters?|kreditversicher\w*|warenkredit\w*|assureur\w*|assurance[ -]credit|asegurador\w*|seguro de credito|assicurazione (?:del )?credito|watch ?list|keep (?:a |an )?(?:close )?(?:eye|watch) on (?:you|your)|watch (?:you|your|the account|this account)|credit (?:rating|score|limit|check|insur\w+|hold|risk|worth\w+|line)|rat(?:ing|ed) (?:dropped|fell|down)|downgrad\w+|bonitat\w*|kreditlimit|kreditwurdig\w*|cote de credit|notation|limite de credito|rating|fido|affidamento|exposure|exposicion|esposizione",
    "discontent": r"unhapp\w*|dissatisf\w*|not happy|annoyed|angry|upset|frustrat\w*|complain\w*|unzufrieden\w*|verargert|sauer|mecontent\w*|insatisf\w*|descontent\w*|molest[oa]s? con|insoddisf\w*|scontent\w*|nitpick\w*|fussy|difficult customer|schwierig\w* kunde",
    "a quarrel": r"(?:conflict|quarrel\w*|row|fall(?:en|ing) out|feud|disput\w+|streit\w*|konflikt|conflit|brouille|conflicto|pelea|litigio|conflitto)\b[^.!?\n]{0,40}\b(?:partners?|associates?|shareholders?|co-?founders?|brothers?|gesellschafter\w*|partner\w*|associes?|soci[oi]s?)",
    "private life": r"divorc\w*|illness|\bill\b|sick(?: leave|ness)?|cancer|surgery|hospital\w*|pregnan\w*|maternity|bereave\w*|funeral|death of|scheid(?:ung|et)|krank\w*|krebs|schwanger\w*|malad\w+|grossesse|enferm\w+|embaraz\w+|baja medica|malatti\w+|gravidanza|drinking|alcohol\w*|addict\w*",
    "using it less": r"(?:users?|people|staff|team|colleagues)\b[^.!?\n]{0,40}\b(?:log\w*|sign\w*) in\b|(?:usage|logins?|adoption|activity|use)\b[^.!?\n]{0,20}\b(?:down|drop\w*|fall\w*|fell|less|fewer|declin\w*|low)|nutz\w+ (?:kaum|weniger|sink\w*)|utilis\w+ (?:moins|peu)|usan? (?:menos|poco)|usano (?:meno|poco)",
    "our margin": r"margins?|markup|profitab\w+|cost price|write[ -]?off|written off|bad debt|provision(?:ed)? for|marge\w*|margen\w*|margine|abschreib\w+",
    "late on purpose": r"stall\w*|delay(?:s|ing)? on purpose|playing for time|always pays? late|slow payer|only pays? (?:after|when)|spielt auf zeit|hinhalte\w*|zahlt immer spat",
}
_PATTERNS = {name: re.compile(rf"\b(?:{pattern})") for name, pattern in _MATTERS.items()}
#: Words by which we say that we know something they have not told us.
_HEARSAY = re.compile(
    r"\b(?:i|we)(?:'m| am| are|'re)? (?:realise|realize|appreciate|imagine|sense|suspect|fully understand) (?:that|how|things|it|your|you)\b|\bwir (?:verstehen|haben verstandnis)\b|\buns ist bewusst\b|\bnous comprenons\b|\bnous sommes conscients\b|\b(?:entendemos|somos conscientes|comprendemos)\b|\b(?:capiamo|comprendiamo|siamo consapevoli)\b|"
    r"\b(?:i|we)(?:'ve| have)? (?:hear|heard|understand|gather|know|learn(?:ed|t)|noticed|am aware|are aware|was told|were told|see)\b(?! (?:from|of|about) you| (?:that )?you(?:'ve| have| had)? (?:\w+ )?(?:raised|asked|wrote|told|mentioned|sent|said|called|question))"
    r"|\b(?:rumou?rs?|word is|apparently|internally|between us|our (?:sales|success|account|credit|support|customer success)\w*(?: \w+)? (?:team |manager |people )?(?:says?|said|tells?|told|mentioned|thinks?|reports?|notes?))\b"
    r"|\buns ist (?:bekannt|zu ohren)|\bwir (?:wissen|haben gehort|horen|vernehmen)\b|\bwie man hort\b|\b(?:nous savons|nous avons appris|il parait|on nous dit)\b|\b(?:sabemos|nos han dicho|hemos oido|tengo entendido|dicen que)\b|\b(?:sappiamo|ci hanno detto|abbiamo saputo|pare che|so che)\b"
)


def matters_in(text: str) -> frozenset[str]:
    """The delicate matters that folded *text* speaks of."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(text))


def is_hearsay(text: str) -> bool:
    """Whether folded *text* claims knowledge they did not give us."""
    return _HEARSAY.search(text) is not None


#: Words by which a sentence leans on something it does not state: "given", "after", "I know", "before he goes".
_LEANS_ON = re.compile(
    r"\b(?:i|we)(?:'ve| have|'m| am| are|'re)? (?:\w+ )?(?:hear|heard|know|understand|gather|aware|told|learn(?:ed|t)|imagine|realise|realize|noticed|not supposed|been asked|been told|asked not)\b|\b(?:given|after|since|despite|considering|in view of|now that|before|ahead of|because of)\b(?! (?:my|our|then|due|the (?:due|invoice|end|\d)|\d\w*|the \d\w*|\u2588|this|that|we|i|it|(?:mon|tues|wednes|thurs|fri)day|january|february|march|april|may|june|july|august|september|october|november|december)\b)|\bwith \w+ (?:on|gone|leaving|out|being|about)\b"
    r"|\b(?:wir wissen|ich weiss|wir haben (?:gehort|erfahren)|angesichts|nachdem|nach (?:dem|der|ihre[mr]) (?!rechnung|falligkeit)|trotz|bevor|wegen|nous savons|je sais|on nous|suite a|vu|etant donne|malgre|avant que|sabemos|se que|nos consta|tras|dado que|dad[oa]s? (?:la|el|las|los)|aunque|so che|sappiamo|visto che|dato che|nonostante|prima che|we weten|ik weet|gezien|ondanks|nu jullie|nu u)\b"
)


def leans_on_more(text: str) -> bool:
    """Whether folded *text* leans on something it takes for known."""
    return _LEANS_ON.search(text) is not None
