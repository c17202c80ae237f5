"""What a note among ourselves is about, so that it is known again in other words and other languages."""

from __future__ import annotations

import re

#: Matters no customer hears of from us unless they wrote of them: name → the ways to speak of it, folded.
_MATTERS = {
    "leaving us": r"churn\w*|leaving us|leave us|may leave|might leave|switch(?:ing)? (?:to|away|provider|supplier)\w*|not renew\w*|non-renew\w*|cancel(?:ling)? (?:the|their|your) (?:contract|subscription)|(?:looking at|talking to) (?:a |our |your )?competitors?|abwander\w*|wechsel\w* (?:zu|den anbieter)|kundigungsabsicht|resili\w+|nous quitter|cambiar de proveedor|dejarnos|cambiare fornitore|lasciarci|disdett\w+",  # noqa: E501
    "short of money": r"cash[ -]?flow|liquid\w+|short of (?:cash|money|funds)|money (?:is )?tight|cash (?:is )?tight|tight (?:on )?(?:cash|money|liquidity)|financial(?:ly)? (?:trouble\w*|difficult\w*|strain\w*|squeeze\w*|struggl\w*|problem\w*|pressure)|struggl\w+ financially|going under|run(?:ning)? out of (?:cash|money|runway)|runway|burn rate|covenants?|zahlungsschwierig\w*|geldsorg\w*|finanziell\w* (?:schwierig\w*|eng\w*)|klamm|tresorerie|difficultes? financ\w+|problemes? (?:de )?financ\w+|tesoreria|dificultades? (?:economic\w*|financ\w*)|linea de credito|(?:cortado|cerrado) (?:el )?(?:credito|grifo)|crisi|difficolta (?:economic\w*|finanziari\w*)",  # noqa: E501
    "insolvency": r"insolven\w*|bankrupt\w*|administration order|chapter 11|liquidat\w+|konkurs|faillite|redressement judiciaire|quiebra|concurso de acreedores|fallimento|concordato",  # noqa: E501
    "being sold": r"acqui(?:red|sition|ring)\w*|tak(?:en|e|ing)[ -]?over|takeover|buy(?:er|out)\b|merg(?:er|ing|ed)|being sold|up for sale|sell(?:ing)? the (?:company|business)|ubernahme|ubernommen|verkauf\w* (?:der|des|ihr\w*) (?:firma|unternehmen\w*)|kaufer|fusion\w*|rachat|repreneur|racheter|cession|adquisicion|comprador|vender la empresa|acquirente|acquisizion\w+|vend\w+ (?:l')?azienda",  # noqa: E501
    "change at the top": r"(?:ceo|cfo|owner|director|geschaftsfuhr\w*|chef\w*|patron\w*|dueno|titolare|gerente|head|manager|leadership|management|boss|fuhrung\w*)\b[^.!?\n]{0,40}\b(?:leav\w+|replac\w+|resign\w*|step\w* down|fired|ousted|retir\w+|departure|changes?|wechsel\w*|abgelost|ausscheid\w*|geht|verlass\w*|depart|remplac\w+|sustitu\w+|deja|lascia|sostitui\w+)|(?:new|replacement of the|neue\w*|nouveau|nuevo|nuovo) (?:ceo|cfo|director|geschaftsfuhr\w*|owner|chef|directeur|titolare)|fuhrungswechsel|wechsel (?:in|an|an der|in der) (?:\w+ )?(?:geschaftsfuhrung|spitze|leitung)",  # noqa: E501
    "layoffs": r"lay(?:ing)?[ -]?offs?|laying off|laid off|redundanc\w+|job cuts|cutting jobs|headcount|downsiz\w+|restructur\w+|entlass\w+|stellenabbau|kurzarbeit|licenci\w+|plan social|despid\w+|\bere\b|licenziament\w+|cassa integrazione",  # noqa: E501
    "credit standing": r"credit (?:rating|score|limit|check|insur\w+|hold|risk|worth\w+|line)|rat(?:ing|ed) (?:dropped|fell|down)|downgrad\w+|bonitat\w*|kreditlimit|kreditwurdig\w*|cote de credit|notation|limite de credito|rating|fido|affidamento|exposure|exposicion|esposizione",  # noqa: E501
    "discontent": r"unhapp\w*|dissatisf\w*|not happy|annoyed|angry|upset|frustrat\w*|complain\w*|unzufrieden\w*|verargert|sauer|mecontent\w*|insatisf\w*|descontent\w*|molest[oa]s? con|insoddisf\w*|scontent\w*|nitpick\w*|fussy|difficult customer|schwierig\w* kunde",  # noqa: E501
    "a quarrel": r"(?:conflict|quarrel\w*|row|fall(?:en|ing) out|feud|disput\w+|streit\w*|konflikt|conflit|brouille|conflicto|pelea|litigio|conflitto)\b[^.!?\n]{0,40}\b(?:partners?|associates?|shareholders?|co-?founders?|brothers?|gesellschafter\w*|partner\w*|associes?|soci[oi]s?)",  # noqa: E501
    "private life": r"divorc\w*|illness|\bill\b|sick(?: leave|ness)?|cancer|surgery|hospital\w*|pregnan\w*|maternity|bereave\w*|funeral|death of|scheid(?:ung|et)|krank\w*|krebs|schwanger\w*|malad\w+|grossesse|enferm\w+|embaraz\w+|baja medica|malatti\w+|gravidanza|drinking|alcohol\w*|addict\w*",  # noqa: E501
    "using it less": r"(?:users?|people|staff|team|colleagues)\b[^.!?\n]{0,40}\b(?:log\w*|sign\w*) in\b|(?:usage|logins?|adoption|activity|use)\b[^.!?\n]{0,20}\b(?:down|drop\w*|fall\w*|fell|less|fewer|declin\w*|low)|nutz\w+ (?:kaum|weniger|sink\w*)|utilis\w+ (?:moins|peu)|usan? (?:menos|poco)|usano (?:meno|poco)",  # noqa: E501
    "our margin": r"margins?|markup|profitab\w+|cost price|write[ -]?off|written off|bad debt|provision(?:ed)? for|marge\w*|margen\w*|margine|abschreib\w+",  # noqa: E501
    "late on purpose": r"stall\w*|delay(?:s|ing)? on purpose|playing for time|always pays? late|slow payer|only pays? (?:after|when)|spielt auf zeit|hinhalte\w*|zahlt immer spat",  # noqa: E501
}
_PATTERNS = {name: re.compile(rf"\b(?:{pattern})") for name, pattern in _MATTERS.items()}
#: Words by which we say that we know something they have not told us.
_HEARSAY = re.compile(
    r"\b(?:i|we)(?:'ve| have)? (?:hear|heard|understand|gather|know|learn(?:ed|t)|noticed|am aware|are aware|was told|were told|see)\b(?! (?:from|of|about) you| (?:that )?you(?:'ve| have| had)? (?:\w+ )?(?:raised|asked|wrote|told|mentioned|sent|said|called|question))"  # noqa: E501
    r"|\b(?:rumou?rs?|word is|apparently|internally|between us|our (?:sales|success|account|credit|support|customer success)\w*(?: \w+)? (?:team |manager |people )?(?:says?|said|tells?|told|mentioned|thinks?|reports?|notes?))\b"  # noqa: E501
    r"|\buns ist (?:bekannt|zu ohren)|\bwir (?:wissen|haben gehort|horen|vernehmen)\b|\bwie man hort\b|\b(?:nous savons|nous avons appris|il parait|on nous dit)\b|\b(?:sabemos|nos han dicho|hemos oido|tengo entendido|dicen que)\b|\b(?:sappiamo|ci hanno detto|abbiamo saputo|pare che|so che)\b"  # noqa: E501
)


def matters_in(text: str) -> frozenset[str]:
    """The delicate matters that folded *text* speaks of."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(text))


def is_hearsay(text: str) -> bool:
    """Whether folded *text* claims knowledge they did not give us."""
    return _HEARSAY.search(text) is not None
