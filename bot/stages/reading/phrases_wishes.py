"""What else a message can wish for or threaten: lawyers, insolvency, time, money back, penalties, suspension."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, near, row, words
from bot.stages.reading.phrases_words import NUMBER
from models.signal import SignalKind

_K = SignalKind

#: Part of it now and the rest later; all of it over months; the same sum every week.
_PART = r"half|part|some|a portion|a (?:third|quarter|bit)|one third|\d+ ?%|fifty per ?cent|the first"
_PERIOD = (
    r"weeks?|months?|quarters?|instal\w+|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|summer|autumn|winter|year"
)
_PARTS = (
    words(
        r"instal?lments?",
        r"payment (?:plan|arrangement|schedule plan|holiday)",
        r"repayment plan",
        r"pay (?:it )?(?:off )?(?:monthly|gradually|in (?:parts|stages|tranches|pieces|chunks))",
        r"in (?:two|three|four|five|six|several|a few|monthly|equal|\d+) (?:equal |monthly )?(?:amounts|parts|stages|"
        r"tranches|payments|goes|steps|chunks|months)",
        r"part[- ]payments?",
        r"partial payments?",
        r"stagger\w*",
        r"tranches?",
        r"deferr?\w*",
        r"standing order of",
        r"bit by bit",
        r"pay as we (?:can|go)",
        r"settle (?:for|at) (?:\d+ ?%|half|less)",
        r"lump sum",
        r"wiggle room",
        r"leeway",
        r"breathing space",
        r"grace period",
        r"(?:agree|work|sort) something(?: \w+)?(?: out)?",
        r"something manageable",
        r"pay(?:ing)? (?:it )?down",
        r"pay it off",
    ),
    near(
        r"spread(?:ing)?|split(?:ting)?|divid\w*|phasing|break (?:it |this )?(?:up|down into)",
        r"it|this|payments?|cost|invoice|over|balance|amount|months|quarters|two|three|halves|weeks",
    ),
    rf"\b(?:pay|settle|send|transfer|clear|do|manage|offer)\w* (?:you )?(?:{_PART})\b.{{0,60}}\b(?:now|today|"
    rf"this (?:week|month)|rest|remainder|balance|"
    r"other|then|later|next|upfront|straight away|june|july)\b",
    rf"\b(?:pay|paying|settle|settling|clear|do) (?:it|this|that|the \w+|them|"
    rf"all of it)? ?(?:off )?over (?:the )?(?:next |coming )?(?:{NUMBER} |few |couple of )*(?:{_PERIOD})\b",
    rf"\b(?:manage|pay|afford|do|send|offer) (?:you )?\W?{NUMBER}\W? ?(?:eur|euros?|gbp|pounds|usd|dollars|"
    rf"quid)? ?(?:a|per|each|every) (?:{_PERIOD})\b",
    rf"\b(?:pay|send|transfer|do) (?:\w+ )?{NUMBER}.{{0,20}}\bnow and\b|\band the (?:rest|balance|remainder) (?:at|"
    rf"by|on|in|over|later|next)\b",
    rf"\b(?:the )?(?:rest|remainder|balance|other half) (?:\w+ )?(?:in|over|by|during|next|later|"
    rf"come) .{{0,25}}\b(?:{_PERIOD})\b",
)
#: More time for all of it.
_LATER = (
    r"\b(?:more|extra|additional|bit of|little) time\b.{0,40}\b(?:pay|settle|invoice|this|for|to)\b|\b(?:give|need|"
    r"have|get|allow) (?:us |me )?(?:a (?:little|bit) )?(?:more|extra|additional) time\b",
    r"\b(?:extend|extension|push(?:ed|ing)?|postpon\w*|delay(?:ing)?|mov(?:e|ing)|stretch|prolong\w*|"
    r"defer\w*)\b.{0,40}\b(?:due date|deadline|payment|terms|payment date)\b|"
    r"\b(?:pay|settle) (?:\w+ ){0,4}(?:later|further \d+|another \d+)\b|\b(?:another|further|extra) \d+ days\b",
    r"\b(?:give|allow|grant) us (?:until|till|another|a few|some)\b",
    r"\b(?:payment|credit) terms\b.{0,30}\b(?:extend\w*|longer|60|75|90|120|flexib\w*|revis\w*|renegotiat\w*|change)|"
    r"\b(?:60|75|90|120)[- ]day (?:terms|payment)|\b(?:could|can|would) .{0,20}\b(?:45|60|75|90|120) days\b",
    r"\b(?:tight|cash ?flow|liquidity|cash position|cash is|short of cash|cash crunch|struggling (?:to pay|"
    r"financially|with cash)|"
    r"financial (?:difficult\w*|trouble|constraint\w*)|difficult (?:quarter|month|year|period|season|time))\b",
    r"\b(?:pay|come to|reach|work out|agree|make|find|set up) (?:an? |some )?(?:arrangement|settlement plan|"
    r"compromise)\b",
)
_PARTS_ABROAD = (
    r"\braten(?:zahlung\w*|weise|plan)?\b|\bin (?:zwei|drei|vier|mehreren|monatlichen) (?:raten|teilen|teilbetragen|"
    r"teilzahlungen)\b|\bteilzahlung\w*|\bstundung\w*|\bstunden sie\b|"
    r"\bzahlungsaufschub|\bzahlungsplan|\bzahlungsziel\w* .{0,30}(?:verlanger\w*|erhoh\w*)|\baufschub|"
    r"\bfristverlanger\w*|\bspater (?:zahlen|bezahlen|ue?berweisen)|"
    r"\bliquidit\w*|\bzahlungsschwierig\w*|\b(?:auf|uber) (?:zwei|drei|vier|sechs|mehrere|\d+) (?:monate|"
    r"wochen) (?:verteil|streck|aufteil)\w*",
    r"\becheancier|\bechelonn\w*|\bplusieurs (?:fois|versements|mensualites)|\ben (?:deux|trois|quatre|\d) (?:fois|"
    r"versements|mensualites)|\bmensualite\w*|"
    r"\bdelai (?:de paiement|supplementaire)|\breport(?:er)? (?:de |d'|l'|du |la |le )?(?:echeance|paiement|"
    r"reglement)|\b(?:difficultes?|tension\w*|problemes?) de tresorerie|\btresorerie .{0,20}(?:tendue|difficile)|"
    r"\bfacilites? de paiement|\betaler|\bacompte",
    r"\ba plazos|\ben (?:dos|tres|cuatro|varios|\d) (?:plazos|pagos|cuotas|partes)|\b(?:dos|tres|cuatro|"
    r"varios) (?:plazos|pagos|cuotas)\b|\bcuotas\b|\baplaz(?:ar|amiento|arlo|o)\w*\b.{0,60}|\bfraccion\w*|"
    r"\bplan de pagos?|"
    r"\bprorroga|\bmas (?:tiempo|plazo)|\bliquidez|\btesoreria .{0,20}(?:dificil|justa|tension)|\bpago parcial",
    r"\bbetalingsregeling\b|\bin termijnen\b|\bgespreid betalen\b|\brateizz\w*|\ba rate\b|\bdilazion\w*",
)

#: A credit that exists already and is only taken off: nobody asks for one.
OWN_CREDIT = (
    r"\b(?:less|minus|net of|after|deduct\w*|taking off|took off|applied|applying) (?:your|the|our) credit(?: note|"
    r" memo)? \S{0,20}\d\S{0,20}|"
    r"\b(?:sous deduction|deduction faite|moins|deduit) (?:de )?votre avoir \S{0,20}\d\S{0,20}|\b(?:abzuglich|"
    r"verrechnet mit) (?:\w+ )?gutschrift \S{0,20}\d\S{0,20}|"
    r"\b(?:credit (?:notes?|memos?)|refund|gutschrift(?:en)?|l'avoir|votre avoir|(?:nota de )?abono)\b(?: "
    r"[\w./-]+){0,3}? "
    r"(?:(?:has |have |was |were |is |been |a |ha |wurde |ist |bien |ete |sido |already |now |safely )*)(?:received|"
    r"booked|"
    r"arrived|posted|applied|matches|erhalten|angekommen|eingegangen|gebucht|verbucht|recue?|comptabilise\w*|recibid[oa]|"
    r"contabilizad[oa])\b(?!\W+(?:but|aber|mais|pero|yet))|"
    r"\b(?:received|booked|got|recu|recibido|erhalten) (?:and booked )?(?:your|the|ihre|die|votre|l'|su|el) "
    r"?(?:credit (?:note|memo)|gutschrift|"
    r"avoir|abono)\b(?!\W+(?:but|aber|mais|pero|yet))|"
    r"\b(?:thanks?|thank you|danke|dank|merci|gracias|appreciate) (?:\w+ )?(?:for |fur |pour |por )?(?:the |your |die "
    r"|ihre |la |el |su |votre )?"
    r"(?:l'avoir|credit (?:note|memo)|gutschrift|avoir|abono|nota de credito)\b(?!\W+(?:but|aber|mais|pero|yet))|"
    r"\b(?:devriez|devez|devrait|doit|devraient|pouvez|allez) (?:\w+ )?l'avoir\b|"
    r"\b(?:bank|account|we|they) (?:will have |has |have )?credited (?:the|this|that|your|it)\b|"
    r"\bcredited to (?:you|your|fennel)\b|\bcredit note matches\b|\bcredited on your\b"
)
_CREDIT = (
    words(
        r"credit[- ]?(?:notes?|memos?|invoice)",
        r"refund\w*",
        r"rebate\w*",
        r"compensat\w*",
        r"goodwill",
        r"reimburs\w*",
        r"waive",
        r"waiver",
        r"write[- ]?off",
        r"written off",
        r"service credits?",
        r"money back",
        r"make (?:it )?good",
        r"concession",
        r"goodwill gesture",
    ),
    r"\b(?:a|the|our|that|this|promised|agreed|outstanding|any|some|partial|full|for a) credits?\b(?! (?:card|"
    r"control|limit|check|rating|insur\w*|department|team|manager|"
    r"terms|line|facility|application|score|agency|risk|transfer|hold))",
    r"\b(?:kindly|please|must|should|to|will|would|and) credit\b(?! (?:card|control|limit|check|insur))|"
    r"\bcredit (?:us|me|back|for|against|it|this|that|the (?:amount|difference|account|"
    r"invoice|balance))|\b(?:be|get|us) credited\b|\bcredited (?:for|back|us|me)\b|\bknock(?:ed)? (?:\w+ ){0,3}off\b|"
    r"\breduce the (?:invoice|amount|bill|balance)|\b(?:please|kindly|to|will|would|could|can you|we) deduct\b|"
    r"\boffset\b|"
    r"\bnet (?:\w+ ){0,3}off\b",
    r"\b(?:like|want|need|get|have) (?:our|my|the) (?:deposit|money|fee|payment) back\b",
    # A service level missed, by their figures, and what the contract gives for it.
    r"\b(?:clause|section|sla|band|tier|agreement|contract|availability|uptime|table|"
    r"schedule)\b.{0,60}\b(?:\d[\d.]{0,10} ?(?:%|per ?cent)) (?:back|credit|off|of the|reduction)",
    r"\b\d[\d.]{0,10} against (?:the |a |an )?\d[\d.]{0,10}.{0,20}\b(?:section|clause|sla|agreed|contract|"
    r"order form)\b",
    r"\bgutschrift\w*|\bgutschreib\w*|\berstatt\w*|\bentschadig\w*|\bkulanz\w*|\bpreisnachlass|\bnachlass\b|"
    r"\bminder(?:n|ung)\b|\bschadensersatz|\bruckerstatt\w*",
    r"\bnotes? de credit|\b(?:un|l'|votre|d'un|cet|facture d')[ ]?avoir\b(?! (?:paye|recu|ete|fait|du|pu|eu|besoin|"
    r"envoye|pris|des))|\brembours\w*|\bgeste(?: commercial)?\b|\bdedommag\w*|"
    r"\bindemnis\w*|\bcompensation",
    r"\bnotas? de (?:credito|abono)|\b(?:un|el|del) abono\b|\breembols\w*|\bcompensa\w*|\bindemniz\w*|"
    r"\bfactura rectificativa|\bdevolucion\b",
    r"\bcreditnota\b|\bnota di credito\b|\brimbors\w*",
)

_SUSPENSION = (
    words(
        r"suspen(?:d|ds|ded|ding|sion)",
        r"switch(?:ed|ing)? (?:us |it |our \w+ |me )?off",
        r"cut(?:ting)? (?:us |our \w+ |the \w+ |it |me )?off",
        r"turn(?:ed|ing)? (?:us |our \w+ |the \w+ |it )?off",
        r"shut(?:ting)? (?:us |our \w+ |the \w+ |it )?(?:off|down|out)",
        r"disconnect\w*",
        r"deactivat\w*",
        r"lock(?:ed|ing)? (?:us )?out",
        r"los(?:e|ing) (?:our )?access",
        r"credit hold",
        r"stop[- ]?ship\w*",
        r"pull the plug",
        r"stop(?:ped|ping)? (?:our|the) (?:service|access|deliver\w*|supply)",
        r"(?:block|pause|disable|restrict|revoke|remove|close|freez|limit|cancel|kill)\w* (?:our|the|us) (?:access|"
        r"accounts?|service|users|orders|licen\w+|deliveries|log-?ins?)",
    ),
    r"\b(?:access|account|service|log-?ins?|users)\b.{0,30}\b(?:be|been|being|get|gets) (?:cut|frozen|blocked|"
    r"stopped|suspended|disabled|switched|turned|locked|revoked)\b",
    r"\b(?:sperr(?:e|en|t|ung)|gesperrt|abschalt\w*|abgeschaltet|zugang .{0,20}(?:sperr|entzog|"
    r"abgestell)\w*|lieferstopp|einstellung (?:der|des) (?:leistung|dienst\w*|lieferung))\b",
    r"\b(?:suspen(?:dre|du\w*|sion|dez|dent)|coup(?:er|ure|ez)|bloquer (?:notre|l')|desactiv\w*|"
    r"interruption (?:de|du) service)\b",
    r"\b(?:suspend(?:er|ido|an|en)|suspension (?:del|de) (?:servicio|cuenta|acceso)|cort(?:ar|e|"
    r"an|en) (?:el|del|nuestro)|bloque(?:ar|o|an) (?:el|nuestr\w+|la|de)|desactiv\w*)",
)

WISHES: tuple[Row, ...] = (
    row(
        _K.LEGAL,
        words(
            r"lawyers?|solicitors?|attorneys?|barristers?|lawsuits?|litigat\w*|legal (?:action|advice|counsel|"
            r"proceedings?|team|department|dept|rep\w*|steps|claim|advis\w*|matter|remed\w*|notice|route|"
            r"recourse|opinion)|our legal|in-house counsel|outside counsel|(?:in|to|at|the|small claims|"
            r"district|high|commercial) court|sue|suing|sued|arbitrat\w*|statutory demand|cease and desist|"
            r"injunction|writ|subpoena|without prejudice|law firm|pre-action|letter before (?:action|claim)"
        ),
        r"\b(?:our|legal) counsel\b|\bcounsel (?:has|have|advis\w+)\b",
        # A firm that speaks for somebody, or takes the correspondence over.
        r"\bact(?:s|ing)? (?:for|on behalf of) (?:us|the above|our client|\w+ (?:ltd|limited|llp|inc|gmbh|company))|"
        r"\bour clients?\b|"
        r"\bwho (?:act|represent)s? (?:for )?us\b|\b(?:we|i) (?:have been|are|am|were) instructed by\b|\bmessrs\b|"
        r"\b(?:address|direct|send) (?:\w+ ){0,4}(?:correspondence|letters?|"
        r"communications?) .{0,60}\bto (?:this office|our (?:lawyers?|"
        r"solicitors?|counsel)|messrs)|\bclient'?s'? rights\b|\brights (?:are|is) (?:\w+ )?reserved\b",
        r"\breserv(?:e|es|ing|ation of) (?:all |any )?(?:of )?(?:our |my |its |the company's )?rights",
        r"\b(?:rechts)?anw[a]lt\w*|\bkanzlei\b|\bgericht(?:lich\w*|s\w*)?\b|\bklage\b|\bverklagen|"
        r"\brechtliche[n]? schritt|\bjurist\w*|\brechtsabteilung|\brechtsstreit|\brechtsweg|"
        r"\bmahnbescheid|\brechtsbeistand",
        r"\bavocat\w*|\btribunal\w*|\bmise en demeure|\bprocedures? judiciaire|\b(?:action|voie|"
        r"poursuite)s? (?:en justice|judiciaire|legale)|\bpoursuites\b|\bservice juridique|"
        r"\bjuridique\w*|\bhuissier|\bcontentieux",
        r"\babogad\w*|\bjuzgado\w*|\btribunal\w*|\bdemanda(?:r|remos)?\b|\bacciones (?:legales|"
        r"judiciales)|\bvia (?:judicial|legal)|\bjudicial\w*|\bburofax|\bdepartamento (?:juridico|"
        r"legal)|\basesor(?:ia|es)? (?:juridic|legal)\w*",
    ),
    row(
        _K.INSOLVENCY,
        words(
            r"insolven\w*|bankrupt\w*|examinership|examiner|liquidat(?:ion|or|ors|ing)|receivership|"
            r"receivers? (?:has|have|was|were|appointed)|chapter (?:7|11)|winding[- ]up|wound up|"
            r"creditors'? (?:meeting|voluntary|arrangement|protection|committee)|cva|ceased trading|"
            r"moratorium|(?:placed|put|gone|going|entered) into (?:\w+ )?(?:liquidation|administration|receivership)|"
            r"(?:into|in|under|enter\w*|entered) (?:voluntary )?administration|(?:joint |"
            r"the )?administrators? (?:were|was|have|has|been|of|appointed)|administrators|"
            r"restructuring (?:proceedings|plan|officer)|unable to pay (?:our|its) debts|proof of debt"
        ),
        r"\binsolven\w*|\bkonkurs\w*|\bzahlungsunfahig\w*|\bschutzschirm\w*|\binsolvenzverwalter\w*|"
        r"\bgeschaftsaufgabe|\bglaubigerversammlung",
        r"\bredressement judiciaire|\bliquidation (?:judiciaire|amiable)|\bfaillite|"
        r"\bprocedure de sauvegarde|\bmandataire judiciaire|\bcessation d[e']|\bdepot de bilan|"
        r"\badministrateur judiciaire",
        r"\bconcurso (?:de acreedores|voluntario)|\bconcursal\w*|\binsolven\w*|\bquiebra|"
        r"\ben liquidacion|\bsuspension de pagos",
    ),
    # "Split it by cost centre" is about the paper, "invoiced in three parts" about how we bill.
    row(
        _K.PAYMENT_PLAN,
        *_PARTS,
        *_LATER,
        *_PARTS_ABROAD,
        unless=(
            r"\b(?:split|divid\w*|spread) .{0,30}\bby (?:cost|site|department|project|location|branch|entity)",
            r"\b(?:training|project|work|roll-?out|deliver\w*|course|workshops?|sessions?)\b.{0,20}\b(?:spread|split|divided|"
            r"staggered)\b",
            r"\b(?:invoice[ds]?|bill[s]?|billed|charge[ds]?|payable|due) (?:\w+ )?in (?:\w+ )?(?:equal )?(?:\w+ "
            r")?(?:parts|instal\w+|stages|"
            r"tranches)\b",
        ),
    ),
    row(_K.CREDIT, *_CREDIT),
    row(
        _K.PENALTY,
        words(
            r"late (?:payment )?(?:fees?|charges?|penalt\w*|interest)|penalt\w*|interest (?:charges?|at|of|"
            r"for late|on (?:late|overdue|the)|rate|accru\w*)|(?:charg\w*|pay\w*|default|accrued|add\w*|"
            r"statutory|claim\w*) (?:you |us |any |the )?interest|liquidated damages|surcharges?|"
            r"dunning fees?|reminder fees?|collection (?:fees?|costs?)"
        ),
        r"\b(?:verzugszins\w*|vertragsstrafe\w*|mahngebuhr\w*|saumniszuschlag\w*|ponal\w*|"
        r"verzugsschaden|mahnkosten)\b",
        r"\bpenalite\w*|\binterets? (?:de retard|moratoires?)|\bindemnite forfaitaire|\bmajoration",
        r"\bpenaliza\w*|\bpenalidad\w*|\binteres(?:es)? (?:de demora|moratorios?|por mora)|\brecargo\w*|\bmulta\w*",
        usual_in=("note",),
    ),
    # What they have blocked is the invoice, and what we stopped they had asked us to.
    row(
        _K.SUSPENSION,
        *_SUSPENSION,
        usual_in=("note",),
        unless=(
            r"\b(?:rechnung|vorgang|beleg|posten)\b.{0,60}\bgesperrt\b|\b(?:haben|bleibt|ist|bei uns) (?:\w+ "
            r"){0,3}gesperrt\b"
            r"(?<!zugang gesperrt)|\bgesperrt .{0,20}\brechnung\b",
            r"\bat our request\b|\bas (?:we )?(?:asked|requested)\b",
        ),
    ),
)
