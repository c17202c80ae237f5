"""What customers write where nothing is challenged.

Each frame is blanked out before the challenges are asked, so that the rest of the sentence counts: "no issue with
1001, but 1002 was billed twice" keeps its second half.
"""

from __future__ import annotations

import re

from bot.stages.reading.phrases import any_of
from bot.stages.reading.phrases_leaving import LEAVING
from bot.stages.reading.phrases_words import HOLDING_PAPER, NOT, PAPER

_BUT = (
    r"\b(?:but|however|although|though|except|yet|still|only|just|aber|jedoch|mais|cependant|pero|sin embargo|maar)\b"
)

#: The sentence takes something back.
TURNS = any_of(_BUT)

#: A challenge that is denied.
_DENIED = (
    r"\b(?:no|not (?:an?|any)|without|zero|never had any|\w*n't (?:have |see |had )?(?:an?|any)) (?:\w+ )?"
    r"(?:issues?|problems?|complaints?|objections?|disputes?|concerns?|queries|questions?|doubts?|discrepanc\w+)"
    r"(?: (?:at all|whatsoever|with|about|on|regarding|from (?:us|me|our side|my side)|to raise))?",
    r"\b(?:not|\w*n't|never|nor|no longer|not in) (?:\w+ )?(?:disput|contest|challeng|query|question|complain)\w*",
    r"\b(?:nothing|not) (?:\w+ )?(?:wrong|missing|to (?:complain|object))\b",
    r"\b(?:not a|no) problem\b|\bno (?:worries|rush|hurry|need|panic|big deal)\b|\bdon't (?:worry|panic)\b",
    r"\b(?:keine?|ohne) (?:\w+ )?(?:einwande|beanstandung\w*|probleme?|reklamation\w*|mangel|ruckfragen)\b"
    r"|\bnicht (?:strittig|beanstandet)\b",
    r"\b(?:aucune?|sans|pas de|pas d') ?(?:contestation|litige|probleme|reclamation|objection|reserve|souci)s?\b",
    r"\b(?:ningun\w*|sin|no (?:hay|tenemos)) (?:\w+ )?(?:problemas?|disputas?|objecion\w*|quejas?|inconvenientes?|"
    r"reclamacion\w*)\b",
)

#: A challenge that is over: "thanks, corrected invoice received, all good now".
_DONE = (
    r"received|sorted|resolved|fixed|solved|all good|all clear|all set|matches|correct(?:ed)?|set up|perfect|erledigt"
)
RESOLVED = (
    r"\b(?:dispute|issue|problem|complaint|query|matter|point|error|mistake|it|this|that|all|everything)s?\b"
    r"(?:(?! not\b)[^.]){0,40}?\b(?:has been|have been|was|were|is|are|now|got|'s)(?: now| all| been| already)*"
    r" (?:resolved|settled|withdrawn|sorted|solved|fixed|cleared up|all good|in order)\b(?! (?:until|before|once|"
    r"when))",
    r"\b(?:close[d]?|withdr[ae]wn?|drop(?:ped)?) (?:my|our|the) (?:query|dispute|complaint|ticket)\b",
    rf"^(?:\W*(?:hi|hello) \w+\W+)?(?:many |great,? |ok,? )?(?:thanks?|thx|ta|cheers|thank you|merci|danke|"
    rf"vielen dank|gracias|bedankt)\b"
    rf"(?!.*{_BUT})(?!.*\b(?:not|never|\w+n't)\b).*\b(?:{_DONE})\b.*$",
)

#: What will happen is no claim that it has; what has not been paid was not paid.
_STILL_TO_PAY = (
    r"\b(?:will|shall|'ll|to|can|could|should|would|must|may|might|gets?|getting|going to|wird|werden|sera|seront|"
    r"sera?n?|should have|will have) (?:\w+ ){0,2}?(?:be|get|been|gets) (?:\w+ )?(?:paid|settled|cleared|transferred|"
    r"remitted|wired|processed|"
    r"sent)\b|\bgets? (?:\w+ )?paid\b|\b(?:to|will|can|gets?|getting) (?:\w+ )?(?:paid|settled|cleared)\b",
    r"\b(?:approved|scheduled|ready|due|released|authori[sz]ed|queued|booked|lined up|waiting|awaiting|set up|cleared|"
    r"passed) (?:for|to be) (?:payment|paid|release\w*|approv\w*)",
    rf"\b{NOT} (?:\w+ )?(?:been |was |were )?(?:paid|settled|transferred|remitted|wired|released)(?: yet)?\b",
)

#: A paper that is asked for, lost, or sent again.
_ASK = (
    r"(?:re-?)?send(?:ing)?|sent|forward|share|provide|supply|e-?mail|ping|shoot|pop|attach|upload|submit|return|"
    r"complete|fill in|let (?:me|us|you) have|give|get|need|want|would like|could i have|can i (?:get|have)|"
    r"please find|"
    r"find attached|thanks? (?:you )?for|issue|copy of|require|updat\w+"
)
#: Between the asking and the paper; a corrected invoice is no paper, and asking for one is a challenge.
_ON_TO = r"(?:(?!correct|amend|revis|re-?issu|expla|break|invoic)[^.;]){0,45}?"
_LOST = (
    rf"\b{NOT} (?:\w+ ){{0,3}}(?:receiv\w*|got|get|have|had|find|locate|see|seem to have|trace|seen|open|"
    rf"come through|to hand)"
    rf" (?:\w+ ){{0,4}}(?:invoices?|bill|{PAPER}|it in (?:my|our|the) (?:inbox|system|"
    rf"folder))\b(?: \S{{0,20}}\d\S{{0,20}})?",
    rf"\b(?:invoices?|{PAPER})\b(?: \S{{0,20}}\d\S{{0,20}})?.{{0,30}}\b{NOT} (?:\w+ ){{0,3}}"
    rf"(?:reach\w*|arriv\w*|receiv\w*|come|came|complet\w*|work|open|attached)\b",
    r"\bnothing with (?:a|any) (?:signature|stamp)\b.{0,30}",
)
_PAPERS = (
    rf"\b(?:{_ASK})\b{_ON_TO}\b(?:{PAPER})\b",
    r"\b(?:re-?send|send|forward|e-?mail|share|provide)\b.{0,40}\b(?:again|once more|invoices? (?:to|only)|"
    r"directly? to)\b",
    *_LOST,
    rf"\b(?:wrong|different|incorrect|other|damaged|broken) (?:{PAPER}|person|address|number|mr|mrs|ms|department|"
    rf"inbox|button|folder|"
    r"desk|tray|pile|mailbox|office|building|floor|colleague|place|order of|end of the stick|screen|format)\b",
    rf"\b(?:{PAPER})\b.{{0,20}}\b(?:damaged|broken|corrupt\w*|expired|out of date|missing|outstanding)\b",
    r"\bwithout (?:the |an? |our |this )?(?:\w+ )?(?:number|po|purchase order|reference|registration)\b.{0,50}",
    r"\b(?:slip\w*|fell|fallen|gone|went) through the (?:net|cracks)|\bslipped (?:through|my mind|down)\b|"
    r"\boverlooked\b|"
    r"\bmissed (?:this|that|it|the invoice|your (?:e-?mail|reminder))",
    r"\b(?:spam|junk|inbox)\b",
)

#: It is right, says the sentence.
_FINE = (
    r"\b(?:invoices?|bill|amounts?|statement|balance|all|everything|it|both|they|rest|others?) (?:is|are|looks?|"
    r"seems?|has been|have been) (?!not\b)(?:\w+ )?"
    r"(?:fine|correct|ok|okay|in order|right|good|approved|matched|posted|released|booked)\b",
    r"\b(?:it|they|all|everything) (?:all )?(?:matche?s?|tallies|agrees?|ties up)\b|\bwe agree with the (?:balance|"
    r"statement|amount)\b",
)

#: Which channel an invoice has to take, and whose desk it belongs on.
_CHANNELS = (
    r"\b[\w.+-]{1,64}@[\w.-]{1,100}|\bhttps?:\S{1,200}",
    r"\b(?:attach|download|open|view|print|find|e-?mail|upload|address|send|post|copy)(?:ing|"
    r"ed)? (?:\w+ ){0,2}?invoices?\b(?! .{0,20}\b(?:correct|amend|revis))(?: (?:to|only|instead|again|at|by|here)\b)*",
    r"\binvoices? (?:should|must|have to|need to|can|are to) (?:now )?(?:go|be (?:sent|addressed|uploaded|submitted|"
    r"mailed|e-?mailed|directed))\b",
    rf"\b{NOT} (?:\w+ )?(?:deal with|handle|accept|process|monitor\w*|look after|do)\b.{{0,25}}\b(?:invoices?|paper|"
    rf"payables|"
    r"e-?mails?|accounts|paperwork)\b",
    r"\be-?mailed (?:ones|invoices) are not \w+|\bclosed in the system\b|\bnot monitored\b|\bno action is needed\b",
    r"\b(?:our|the) (?:dispute|disputes|complaints?|claims|quality) (?:portal|team|department|desk|mailbox|form|"
    r"address)\b",
    r"\b(?:new erp|system migration|slower than usual|new budget|moving to a new|changed banks?)\b",
)

#: Absence, change of people, and how a company works through its approvals.
_PEOPLE = (
    r"\bno longer (?:\w+ )?(?:works?|with|at|employed|handles?|responsible|in charge|here)\b"
    r"(?: (?:here|with us|for us|at \w+))?",
    r"\b(?:not|\w*n't) (?:\w+ )?(?:in the office|at my desk|work(?:s|ing)? here|the right person|ignor\w+)\b.{0,20}",
    r"\b(?:limited|no|without) access to (?:my )?(?:e-?mails?|inbox)",
    r"\b(?:waiting|awaiting|wait|pending|needs?|with|require\w*|outstanding|missing|subject to|until)\b.{0,30}\b"
    r"(?:approv\w*|sign[- ]?off|signature|signator\w*|cfo|ceo|director|manager|budget holder|board|release by our|"
    r"controller|treasury)\b",
    r"\b(?:approved|signed|confirmed) by .{0,40}\b(?:people|approvers|signatories|managers|directors)\b.{0,30}",
    r"\b(?:only )?(?:\w+ )?once goods receipt\b|\bgoods receipt\b|\bthree-way match\b",
    r"\b(?:not|no|\w*n't) (?:\w+ )?(?:authority|authori[sz]ation|mandate|authori[sz]ed) to (?:approve|sign|release|"
    r"pay)\b.{0,30}",
    r"\bapprovers?\b.{0,40}\b(?:out|away|off|holiday|leave)\b",
)

#: Trouble in their own house.
_OWN_TROUBLE = (
    r"\bour (?:own |internal |new |online )?(?:\w+ )?(?:system|erp|bank\w*|portal|network|server|printer|"
    r"it department|e-?mail)\b.{0,30}\b(?:down|problems?|issues?|trouble|errors?|"
    r"crash\w*|maintenance|outage|offline|slow|rejected|refused|upgrade)\b",
    r"\b(?:problems?|issues?|trouble|errors?) (?:with|in|at) our (?:own |new |internal )?\w+",
)

#: Things that are no challenge whatever they are said of.
_TALK = (
    r"\b(?:the )?only (?:one|invoice)s? (?:\w+ )?(?:open|outstanding|overdue|due|left)|\bopen the only\b|"
    r"\bdon't know yet\b|\bnot yet due\b|\bnot overdue\b|\b(?:isn't|wasn't) overdue\b",
    r"\b(?:only|just) (?:to|wanted to|want to|writing to) (?:say|let you know|confirm|mention|ask|check)\b|"
    r"\bthe only (?:thing|one|question)\b|\bpromise to pay\b",
    r"\bnot (?:only|just|least|forgotten|to worry)\b|\bno later than\b|\bwhy not\b|\b(?:so )?sorry\b|\bif not\b",
    r"\b(?:do not|don't|please do not) hesitate\b.{0,30}|\bno reply\b|\bnot the intended recipient\b.{0,80}|"
    r"\bmore than happy\b|\blegally privileged\b",
    r"\b(?:(?:we|i)(?:'ll|'m|'re| will| am| are)?|^will) (?:\w+ )?look(?:ing)? (?:at|into) (?:it|this|that|the)\b|"
    r"^will look into \w+",
    r"\b(?:what|how much) (?:does|do|would|will|might) (?:that|it|this|they|these|\w+ \w+|\w+) cost\b|"
    r"\bwould like to (?:add|order|extend|switch|upgrade)\b",
)

#: The same abroad.
_ABROAD = (
    r"\brechnung\w* .{0,40}(?:noch einmal|nochmals|erneut|als pdf|zusenden|zuschicken|weitergeleitet|"
    r"in der freigabe|in bearbeitung|eingegangen)|\bin der freigabe\b.{0,30}",
    r"\b(?:finde|habe|haben|liegt|finden) .{0,40}(?:rechnung\w*|sie|kopie) .{0,20}nicht (?:mehr|vor|erhalten)\b|"
    r"\bnicht im (?:buro|hause)\b|"
    r"\be-?mail wird nicht weitergeleitet|\bnicht mehr (?:\w+ ){0,4}(?:tatig|beschaftigt|bei uns|zustandig|"
    r"im unternehmen)|\b(?:wird|werden) .{0,40}(?:bezahlt|uberwiesen|beglichen)\b",
    r"\b(?:steht|stehen|liegt|fehlt|fehlen|aussteh\w+) .{0,20}\b(?:aus|bestell\w*|formular|bescheinigung|"
    r"unterschrift)\b|"
    r"\b(?:vertrag|exemplar|formular|bescheinigung|freistellung\w*) (?:\w+ ){0,2}vorlieg\w*",
    r"\brenvoyer (?:la|cette) facture|\bne (?:la |l')?(?:re)?trouve\w* (?:plus|pas)|\bn'(?:ai|avons) pas "
    r"(?:recu|la) (?:la |votre )?facture|\bfacture .{0,20}en cours de (?:validation|traitement)|\bn'est plus\b|"
    r"\bne travaille plus\b.{0,20}|\bplus (?:dans|chez|en poste)\b|\bsera (?:payee?|reglee?|viree?)|"
    r"\bsauf erreur\b(?: de (?:notre|ma) part)?",
    r"\bno (?:\w+ ){0,2}(?:encuentr\w+|tengo|he recibido|hemos recibido|haber recibido|localiz\w+|consta) "
    r"(?:\w+ ){0,3}facturas?|\bcopia de (?:la|su) factura|\bya no (?:trabaja|esta)\b.{0,20}|"
    r"\b(?:reenviar|volver a enviar|enviarme|enviar de nuevo) .{0,20}factura\w*|\bse pagara\b|\ben tramite\b|"
    r"\bpendiente de (?:la )?(?:firma|aprobacion|autorizacion)\b",
)

_BANK = (
    r"(?:ibans?|bank(?:ing)? (?:details|accounts?|data)|account (?:details|numbers?)|kontoverbindung\w*|bankdaten|"
    r"bankverbindung\w*|coordonnees bancaires|ribs?|datos bancarios|cuentas? bancarias?)"
)
_IS_IT_REAL = (
    r"(?:differ\w*|different|changed?|new|genuine|real|authentic|certain|sure|safe|check|confirm|verif\w*|fraud\w*|scam|"
    r"echt|geandert|neue?[nr]?|andere?[nr]?|sicher|vorsichtshalber|prufen|bestatigen|change|differ\w+|autre|bons?|exact\w*|"
    r"nuev\w+|distint\w+|cambi\w+|autentic\w+|segur\w+|correct\w+)"
)
_UNMOVED = r"(?:(?!paid|sent|transferred|wired|bezahlt|uberwiesen|pagad|pagamos|paye|vire)[^;.]){0,50}?"
#: Whether the account to pay into is really ours: a question of security.
_SECURITY = (
    rf"\b{_BANK}\b{_UNMOVED}\b{_IS_IT_REAL}\b(?:.{{0,25}}\b(?:invoices?|rechnung\w*|factur\w+|iban))?",
    rf"\b(?:invoices?|rechnung\w*|factur\w+)\b{_UNMOVED}\b(?:different|new|other|changed|andere?[nr]?|neue?[nr]?|autres?|"
    rf"distint\w+|nuev\w+) {_BANK}\b",
    rf"\b{_IS_IT_REAL}\b{_UNMOVED}\b{_BANK}\b",
)

#: Why money of theirs did not move: a card, a limit, a direct debit.
_OWN_CARD = (
    r"\b(?:direct debit|debit|card|charge|lastschrift|karte|prelevement|carte|domiciliacion|recibo|tarjeta)\b.{0,50}"
    r"\b(?:expired|bounced|declined|failed|refused|rejected|abgelaufen|geplatzt|zuruckgegangen|abgelehnt|nicht "
    r"storniert|"
    r"expire|rejete|refusee?|caducad\w|rechazad\w|devuelt\w|caduco)\b",
    r"\b(?:our|my|the) (?:\w+ )?limit (?:was |is |had been |set |too )+\w+",
)

#: Praise, and what they do about the invoice in their own house.
_PRAISE = (
    r"\b(?:went|going|running|works?|working) (?:\w+ )?(?:well|smoothly|great|fine|perfectly)\b|\b(?:great|super|"
    r"excellent|"
    r"fantastic|brilliant|lovely) (?:work|job|team|service|training|support)\b|\b(?:tres|vraiment|bien) (?:contents?|"
    r"satisfaits?)\b.{0,40}|\bravis\b.{0,30}|\bbravo\b|\b(?:tolle|super|klasse|sehr gute) (?:arbeit|leistung|"
    r"schulung)\b|"
    r"\b(?:muy (?:contentos|satisfechos)|encantados)\b.{0,30}",
    r"\b(?:estamos|estoy) (?:revisando|comprobando|verificando|gestionando|tramitando)\b"
    r"(?: (?!porque|ya|pero|no\b|que\b)\w+){0,8}",
    r"\b(?:prufen|prufe|klaren) (?:wir |ich )?(?:die |ihre |das )?(?:rechnung |forderung )?(?:\w+ )?(?:intern|gerade|"
    r"derzeit|"
    r"nochmal)\b(?: intern)?",
    r"\b(?:verifions|examinons|regardons|controlons)\b.{0,30}\b(?:factur\w+|interne)\b",
    r"\blegal (?:review|check|sign-?off)\b.{0,60}\b(?:standard|routine|as usual|every|always)\b|\b(?:every|each|all) "
    r".{0,30}"
    r"\b(?:goes?|pass(?:es)?|has to go) (?:through|to|past) legal\b.{0,40}",
    r"\bignore my (?:\w+ )?(?:message|mail|e-?mail|note|question)\b.{0,60}|\bi (?:had|opened|picked|looked at) the "
    r"wrong \w+",
)

#: What kind of harmless thing a sentence says → how it says it.
_KINDS = {
    "denied": _DENIED,
    "resolved": RESOLVED,
    "to_pay": _STILL_TO_PAY,
    "papers": _PAPERS,
    "fine": _FINE,
    "channels": _CHANNELS,
    "people": _PEOPLE,
    "own_trouble": _OWN_TROUBLE,
    "talk": _TALK,
    "leaving": LEAVING,
    "security": _SECURITY,
    "own_card": _OWN_CARD,
    "praise": _PRAISE,
    "abroad": _ABROAD,
}
_FRAMES = any_of(*(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in _KINDS.items()))


def without_frames(plain: str) -> tuple[str, frozenset[str]]:
    """The folded sentence without what is harmless in it, and of which kinds that was."""
    kinds: list[str] = []

    def blank(match: re.Match[str]) -> str:
        kinds.append(match.lastgroup or "")
        return " ; "

    return _FRAMES.sub(blank, plain), frozenset(kinds)


#: The message waits for a paper, whoever has to send it: a refusal or a hold in it is explained.
PAPERWORK = any_of(
    rf"\b(?:{_ASK}|missing|without|until|till|before|lacks?|waiting|{NOT})\b.{{0,40}}?\b(?:{HOLDING_PAPER})\b",
    rf"\b(?:{HOLDING_PAPER})\b.{{0,30}}\b(?:missing|required|needed|expired|closed|consumed|{NOT})\b",
    r"\b(?:registration|set-?up form|onboarding form|vendor set-?up|supplier portal|w-?9)\b",
    r"\b(?:av-vertrag|formular|bescheinigung|bestell-?(?:nummer|nr)\w*|lieferschein|freistellungs\w+)\b",
    r"\b(?:bon de commande|formulaire|attestation|bon de livraison|rib)\b",
    r"\b(?:numero de pedido|orden de compra|certificado|formulario|albaran)\b",
)

#: The complaint of this thread is over, in their own words.
SETTLED = any_of(
    r"\ball (?:good|clear|set|sorted|fine|in order)\b|\b(?:closed|withdraw\w*|dropp\w*) (?:my|our|the) (?:query|"
    r"dispute|complaint|objection)\b",
    r"\b(?:corrected|revised|amended|new) invoice (?:was |has been |is )?(?:received|matches|is (?:fine|correct))\b|"
    r"\bcredit note (?:was |is )?(?:received|matches|booked)\b",
    r"\b(?:resolved|settled|solved|sorted|cleared up)\b.{0,20}(?:now|thanks|thank you|from our side|for us)\b|"
    r"\b(?:answers|settles|explains) (?:it|everything|my question|our question)\b",
    r"\bhat sich (?:erledigt|geklart)\b|\b(?:ist|alles) (?:\w+ )?(?:erledigt|geklart)\b|\btout est (?:regle|bon|"
    r"en ordre)\b|\btodo (?:correcto|en orden|aclarado|resuelto)\b",
)
