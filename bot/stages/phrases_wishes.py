"""What else a message can say: wishes, promises, paperwork, absences, and orders to the machine."""

from __future__ import annotations

from bot.stages.phrases import Row, near, row, words
from models.packet import SignalKind

_K = SignalKind
_PO = (
    r"po|p\.o\.?|pos|purchase[- ]orders?|po-?(?:number|nr|nummer)|order (?:number|reference|ref)|"
    r"bestell-?(?:nummer|nr\.?|referenz|bezug)|bons? de commande|numero de (?:commande|pedido|orden)|"
    r"(?:numero|orden|n.?o) de (?:pedido|compra|orden)|reference de commande"
)
_LACK = (
    r"need\w*|requir\w*|missing|without|must|quot(?:e|ing)|includ\w*|add(?:ed)?|blank|reject\w*|"
    r"bounce\w*|cannot|can't|no|not|\w*n't|wrong|old|closed|"
    r"expir\w*|new|which|what|invalid|reference\w*|raise|re-?issue\w*|mention\w*|state|put|"
    r"carr(?:y|ies)|show\w*|lack\w*|"
    r"provide|send|against|exhausted|used up|empty|absent|mandatory|compulsory|correct|update\w*|amend\w*|"
    r"fehl\w*|ohne|benotig\w*|brauch\w*|angeb\w*|geben|anfug\w*|erganz\w*|vermerk\w*|nennen|keine?|"
    r"manqu\w*|sans|indiqu\w*|mentionn\w*|besoin|faut|ajout\w*|obligatoire|absence|"
    r"falta\w*|sin|necesit\w*|inclu\w*|indi\w*|obligatori\w*|requerim\w*|precis\w*|anad\w*"
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
            r"moratorium|(?:into|in|under|enter\w*|entered) (?:voluntary )?administration|(?:joint |"
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
    row(
        _K.PAYMENT_PLAN,
        words(
            r"instal?lments?|payment (?:plan|arrangement|schedule plan|holiday)|repayment plan|"
            r"pay (?:it )?(?:off )?(?:monthly|gradually|in (?:parts|stages|tranches|pieces|chunks))|in (?:two|"
            r"three|four|five|six|several|a few|monthly|equal|\d+) (?:equal )?(?:parts|stages|tranches|"
            r"payments|goes|steps|chunks|months)|part[- ]payments?|partial payments?|stagger\w*|tranches?|"
            r"deferr?\w*|standing order of"
        ),
        near(
            r"spread(?:ing)?|split(?:ting)?|divid\w*|phase[d]?|break (?:it |this )?(?:up|down into)",
            r"it|this|payments?|cost|invoice|over|balance|amount|months|quarters|two|three|halves|weeks",
        ),
        r"\b(?:pay|settle|send|transfer|clear)\w* (?:you )?(?:half|part|some|a portion|a third|"
        r"a quarter|\d+ ?%|fifty percent|50)\b.{0,50}(?:now|today|this|rest|remainder|balance|other|"
        r"then|later|june|july|next|upfront)?",
        r"\b(?:more|extra|additional|little|bit of) time\b.{0,30}|\b(?:extend|extension|push(?:ed|"
        r"ing)?|postpon\w*|delay|move|stretch|prolong\w*|defer\w*|longer|later|further \d+|"
        r"another \d+)\b.{0,40}\b(?:due date|deadline|payment|terms|pay|days|date|end of|term|until|"
        r"to)\b",
        r"\b(?:payment|credit) terms\b.{0,30}\b(?:extend\w*|longer|60|75|90|120|flexib\w*|revis\w*|"
        r"renegotiat\w*|change)|\b(?:60|75|90|120)[- ]day (?:terms|payment)",
        r"\b(?:tight|cash ?flow|liquidity|cash position|cash is|short of cash|cash crunch|"
        r"struggling (?:to pay|financially|with cash)|financial (?:difficult\w*|trouble|"
        r"constraint\w*))\b",
        r"\b(?:pay|come to|reach|work out|agree|make|find|set up) (?:an? |some )?(?:arrangement|"
        r"settlement plan|compromise)|\bpay as we (?:can|go)|\bbit by bit|"
        r"\bpay(?:ing)? (?:it )?down\b",
        r"\braten\w*|\bin (?:zwei|drei|vier|mehreren|monatlichen) (?:raten|teilen|teilbetragen|"
        r"teilzahlungen)|\bteilzahlung\w*|\bstundung\w*|\bstunden sie\b|\bzahlungsaufschub|"
        r"\bzahlungsplan|\bzahlungsziel\w* .{0,30}(?:verlanger\w*|erhoh\w*)|\baufschub|"
        r"\bfristverlanger\w*|\bspater (?:zahlen|bezahlen|ue?berweisen)|\bliquidit\w*|"
        r"\bzahlungsschwierig\w*",
        r"\becheancier|\bechelonn\w*|\bplusieurs (?:fois|versements|mensualites)|\ben (?:deux|trois|"
        r"quatre|\d) (?:fois|versements|mensualites)|\bmensualite\w*|\bdelai (?:de paiement|"
        r"supplementaire)|\breport(?:er)? (?:de |d'|l'|du |la |le )?(?:echeance|paiement|reglement)|"
        r"\btresorerie|\bfacilites? de paiement|\betaler|\bacompte",
        r"\ba plazos|\ben (?:dos|tres|cuatro|varios|\d) (?:plazos|pagos|cuotas|partes)|\bcuotas\b|"
        r"\baplaza\w*|\bfraccion\w*|\bplan de pagos?|\bprorroga|\bmas (?:tiempo|plazo)|\bliquidez|"
        r"\btesoreria .{0,20}(?:dificil|justa|tension)|\bpago parcial",
    ),
    row(
        _K.CREDIT,
        words(
            r"credit[- ]?(?:notes?|memos?|invoice)|refund\w*|rebate\w*|compensat\w*|goodwill|reimburs\w*|"
            r"waive[ds]?|waiver|write[- ]?off|written off|service credits?|money back|gesture|"
            r"make (?:it )?good|concession"
        ),
        r"\b(?:a|the|our|that|this|promised|agreed|outstanding|any|some|partial|full|"
        r"for a) credits?\b(?! (?:card|control|limit|check|rating|insur\w*|department|team|manager|"
        r"terms|line|facility|application|score|agency|risk|transfer))",
        r"\b(?:kindly|please|must|should|to|will|would|and) credit\b(?! (?:card|control|limit|check|"
        r"insur))|\bcredit (?:us|me|back|for|against|it|this|that|the (?:amount|difference|account|"
        r"invoice|balance))|\bcredited\b|\bknock(?:ed)? (?:off|something)|\breduce the (?:invoice|"
        r"amount|bill|balance)|\bdeduct\w*|\boffset\w*|\bnet (?:it )?off\b",
        r"\bgutschrift\w*|\bgutschreib\w*|\berstatt\w*|\bentschadig\w*|\bkulanz\w*|\bpreisnachlass|"
        r"\bnachlass\b|\bminder(?:n|ung)\b|\bschadensersatz|\bruckerstatt\w*",
        r"\bnotes? de credit|\b(?:un|l'|votre|d'un|cet|facture d')[ ]?avoir\b(?! (?:paye|recu|ete|"
        r"fait|du|pu|eu|besoin|envoye|pris|des))|\brembours\w*|\bgeste commercial|\bdedommag\w*|"
        r"\bindemnis\w*|\bcompensation",
        r"\bnotas? de (?:credito|abono)|\b(?:un|el|del) abono\b|\breembols\w*|\bcompensa\w*|"
        r"\bindemniz\w*|\bfactura rectificativa|\bdevolucion\b",
    ),
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
    row(
        _K.SUSPENSION,
        words(
            r"suspen(?:d|ds|ded|ding|sion)|switch(?:ed|ing)? (?:us |it |off|\w+ \w+ off|\w+ off)|"
            r"cut(?:ting)? (?:us |our \w+ |the \w+ |it )?off|turn(?:ed|ing)? (?:us |our \w+ |the \w+ |"
            r"it )?off|shut(?:ting)? (?:us |our \w+ |the \w+ |it )?(?:off|down|out)|disconnect\w*|"
            r"deactivat\w*|lock(?:ed|ing)? (?:us )?out|stop(?:ped|ping)? (?:our|the) (?:service|access|"
            r"deliver\w*|supply)|(?:block|pause|disable|restrict|revoke|remove|close|freez|limit)\w* (?:our|"
            r"the|us) (?:access|accounts?|service|users|orders|licen\w+|deliveries)|los(?:e|"
            r"ing) (?:our )?access|credit hold|stop[- ]?ship\w*"
        ),
        r"\b(?:sperr(?:e|en|t|ung)|gesperrt|abschalt\w*|abgeschaltet|zugang .{0,20}(?:sperr|entzog|"
        r"abgestell)\w*|lieferstopp|einstellung (?:der|des) (?:leistung|dienst\w*|lieferung))\b",
        r"\b(?:suspen(?:dre|du\w*|sion|dez|dent)|coup(?:er|ure|ez)|bloquer (?:notre|l')|desactiv\w*|"
        r"interruption (?:de|du) service)\b",
        r"\b(?:suspend(?:er|ido|an|en)|suspension (?:del|de) (?:servicio|cuenta|acceso)|cort(?:ar|e|"
        r"an|en) (?:el|del|nuestro)|bloque(?:ar|o|an) (?:el|nuestr\w+|la|de)|desactiv\w*)",
        usual_in=("note",),
    ),
    row(
        _K.PO_NEEDED,
        near(_PO, _LACK, 50),
        r"\bpo (?:number|no\.?|#|ref\w*)\?|\bpo\?|\bpo (?:only )?(?:covers|exceed\w*|amount|value|"
        r"balance|is (?:for|over|full|spent))",
    ),
    row(
        _K.CONTACT_LEFT,
        words(
            r"no longer (?:\w+ )?(?:work\w*|with (?:us|the|our)|at (?:the company|our|\w+\b)|employed|part of|"
            r"handl\w*|responsible|in charge|the (?:right|correct)|deal\w*|look\w* after|in (?:this|that|"
            r"the) (?:role|position|team|department)|here|here\b)|(?:not|\w*n't) (?:\w+ )?(?:work (?:here|at|"
            r"for|with us)|the right (?:person|contact)|handle (?:payables|invoices|accounts|"
            r"this) (?:any ?more|now))|moved on|(?:has|have|had|'ve|'s|was|is|recently|just) (?:\w+ )?(?:left|"
            r"leaving|departed|resigned|retired|retiring|quit|been made redundant|passed away|changed (?:jobs|"
            r"roles?|departments?|position)|moved (?:to (?:an?other|a (?:new|different)|our)|roles?|teams?|"
            r"department))|left (?:the (?:company|business|firm|organi[sz]ation|team|group)|us\b|our|"
            r"employment|in (?:january|february|march|april|may)|last|at the end)|(?:my|her|his|their|"
            r"the) last (?:working )?day|last day (?:at|with|in|here|of work)|taken over (?:from|accounts|"
            r"payables|her|his|their|the|as|this|responsibilit\w*)|took over (?:from|accounts|payables|her|"
            r"his|their|the)|takes? over (?:from|her|his|their)|(?:successor|replacement) (?:is|will be|as)|"
            r"replaced (?:by|\w+ as)|new (?:ap|accounts payable|finance|billing) (?:contact|manager|lead|"
            r"person)|wrong (?:person|contact)|former (?:colleague|employee|contact)|ex-colleague|"
            r"leaving (?:the company|\w+ (?:on|at|this)|my (?:role|position|job))|update (?:your|"
            r"the) (?:contact|records|address ?book|mailing list)|remove (?:me|her|him|them) from|"
            r"doesn't work (?:here|for us)"
        ),
        r"\b\w+ (?:retired|resigned|departed)\b|\bi (?:now )?(?:look after|handle|manage|run|"
        r"take care of)\b.{0,50}\bnow\b",
        r"\bnicht mehr (?:\w+ ){0,5}(?:tatig|beschaftigt|bei uns|im unternehmen|zustandig|"
        r"angestellt|unternehmen|hier|arbeite\w*|verantwortlich)|\b(?:unternehmen|firma|"
        r"haus) verlassen|\bausgeschieden|\bletzter (?:arbeits)?tag|\bnachfolger\w*|"
        r"\bneue[rn]? ansprechpartner\w*|\bin (?:den )?ruhestand|\barbeitet nicht mehr",
        r"\bne (?:travaille|fait|s'occupe|gere|suis|fais) \w*\s?plus|"
        r"\bn'est plus (?:\w+ ){0,4}(?:dans|chez|parmi|en charge|en poste|salarie|employe|le bon|"
        r"la bonne)\w*|\ba quitte|\bai quitte|\bdernier jour|\bremplace (?:par|\w+)|\bsuccesseur|"
        r"\bnouvel(?:le)? (?:interlocut\w*|contact)|\bpart\w* (?:a|en) (?:la )?retraite|"
        r"\bplus partie de",
        r"\bya no (?:trabaja|esta|forma|labora|es (?:la persona|el|responsable)|lleva|"
        r"se encarga)\w*|\bha dejado (?:la|nuestra|de)|\bdejo (?:la empresa|de trabajar)|"
        r"\bmi ultimo dia|\bultimo dia (?:en|de trabajo)|\bse (?:ha )?jubil\w*|\bsustitu(?:to|ta|"
        r"ye)\w*|\bnuevo (?:contacto|responsable)|\breemplaz\w*",
    ),
    row(
        _K.OUT_OF_OFFICE,
        words(
            r"out[- ]of[- ](?:the )?office|ooo|auto(?:matic|mated)?[- ]?(?:reply|response|replies)|autoreply|"
            r"away from (?:my|the) (?:desk|office|e-?mail)|limited access to (?:my )?e-?mails?|(?:no|without|"
            r"limited|intermittent|sporadic|little) access to (?:my )?(?:e-?mails?|inbox|mail)|(?:maternity|"
            r"paternity|parental|annual|sick|bereavement|medical) leave|(?:i'm|i am|i will be|i'll be|am|"
            r"currently|be) (?:\w+ )?(?:on (?:leave|holidays?|vacation|a business trip|pto)|travel\w*|away|"
            r"out until|out of (?:town|the country)|absent|unavailable|not available|off (?:until|from|sick|"
            r"work))|(?:on|upon|after) my return|(?:i|we) (?:will |shall )?(?:return|be back|am back|"
            r"'ll be back)|back (?:in (?:the )?office|on (?:monday|tuesday|wednesday|thursday|friday|the|\d))|"
            r"return(?:ing)? (?:to (?:the )?office|on (?:monday|tuesday|wednesday|thursday|friday|the|\d))|"
            r"not (?:in the office|at my desk|monitoring|reading (?:my )?e-?mails?)|office (?:is |"
            r"will be )?closed|closed for (?:the )?(?:holidays?|public|summer|easter|christmas|annual)|(?:^|"
            r"\W)on (?:holidays?|vacation|annual leave) (?:until|till|from|this|next|and)"
        ),
        r"\bnicht im (?:buro|hause)|\babwesen\w*|\bim urlaub|\bausser haus|"
        r"\bautomatische (?:antwort|ruckmeldung)|\bwieder (?:erreichbar|im buro|da|zuruck)|"
        r"\belternzeit|\bmutterschutz|\bnicht (?:am platz|erreichbar|weitergeleitet)|\bzuruck am",
        r"\babsent\w* (?:du|jusqu|de|pour|actuellement)?|\ben (?:conges?|vacances|deplacement)|"
        r"\bconges? (?:maternite|parental|annuel)|\breponse automatique|\bmessage d'absence|"
        r"\bde retour (?:le|au|lundi|a partir)|\bhors (?:du )?bureau|\bacces limite",
        r"\bfuera de (?:la )?oficina|\bde vacaciones|\bausente|\brespuesta automatica|"
        r"\bde baja (?:por|medica|maternal)|\bestare de vuelta|\bregres(?:o|are) el|"
        r"\bpermiso (?:de )?(?:maternidad|paternidad)|\bacceso limitado",
    ),
    row(
        _K.INJECTION,
        r"\b(?:ignor\w*|disregard\w*|forget|overrid\w*|bypass\w*|discard|drop|"
        r"skip) (?:\w+ ){0,4}(?:instructions?|rules?|prompts?|guidelines?|directions?|polic(?:y|"
        r"ies)|commands?|programming|training|constraints?|checks?|safeguards?|guardrails?|context)",
        r"\b(?:you are|you're|act as|behave as|pretend|roleplay|imagine you)\b.{0,30}\b(?:ai|a\.i\.|"
        r"bot|assistant|language model|llm|gpt|chatgpt|copilot|agent|system|now in|unrestricted|"
        r"machine|model)\b",
        r"\b(?:dear|hi|hello|hey|attention|note to|to the|instruction\w* (?:for|to)|message (?:for|"
        r"to)|as an?|if you are an?) (?:the |an |our |your )?(?:ai|a\.i\.|bot|chat ?bot|"
        r"virtual assistant|ai[- ]\w+|assistant|copilot|llm|language model|automated (?:system|"
        r"agent|assistant)|system|model|robot|gpt|machine|agent)\b",
        r"(?:^|\s|[\[<#*(])(?:system|assistant|developer|user|admin\w*)(?: ?(?:message|prompt|note|"
        r"override|instruction\w*|update|notice))?[\]>)*]*\s?:(?! ?(?:down|outage|id|ie\w))",
        r"<\|?(?:im_start|im_end|system|endoftext|/?instructions?|/?prompt)|\[/?(?:inst|system)\]|"
        r"###\s?(?:instruction|system|new)",
        r"\b(?:mark|classify|treat|set|label|categori[sz]e|flag|route|sort|score|tag|consider|"
        r"report|register|record)\b.{0,50}\b(?:as|to) (?:\w+ ){0,2}(?:routine|low[- ](?:risk|"
        r"priority)|not disputed|resolved|clear|safe|approved|whitelisted|trusted|verified|closed|"
        r"no[- ]action)\b",
        r"\b(?:approve|release|auto-?approve|send out|dispatch) (?:all|every|any|the (?:pending|"
        r"draft\w*|queued)|pending|this draft|these drafts)\b|\bapprove (?:this|it) automatically|"
        r"\bwithout (?:human|any) (?:review|approval)",
        r"\b(?:developer|maintenance|debug|god|admin|jailbreak|dan|test|safe) mode\b|\bjailbreak|"
        r"\b(?:system|your|initial|hidden) (?:prompt|instructions)\b|\bnew (?:instructions?|rules?|"
        r"system prompt)\b\s?(?::|for (?:you|the)|follow)|\bprompt injection",
        r"\b(?:send|forward|e-?mail|transfer|export|leak|reveal|print|output|repeat|share|disclose|"
        r"dump|post|upload|bcc|cc)\b.{0,40}\b(?:all|every|entire|full|complete|list|"
        r"other customers?'?|customers'|customer data|passwords?|credentials|api keys?|database|"
        r"secrets?|internal|conversation|prompt|instructions|ledger)\b.{0,60}(?:\bto\b|@|\bhere\b|"
        r"\bbelow\b|$)",
        r"\b(?:change|update|replace|set) (?:\w+ ){0,3}(?:bank (?:details|account)|iban|remit\w*|"
        r"payee)\b.{0,40}\b(?:in (?:all|every|your|the) (?:e-?mail|message|draft|reply|replies|"
        r"reminder)s?|to iban)",
        r"\bignorier\w* .{0,40}(?:anweisung\w*|regeln?|vorgaben)|\bvergiss .{0,40}(?:anweisung\w*|"
        r"regeln?)|\bdu bist (?:jetzt |nun )?(?:ein |eine )?(?:ki|bot|assistent|system)|"
        r"\bals (?:routine|unkritisch|erledigt) (?:markier|einstuf|kennzeichn|behandel)\w*|"
        r"\bmarkier\w* .{0,40}als (?:routine|erledigt|unkritisch)",
        r"\bignore[zr]? .{0,40}(?:instructions?|consignes|regles)|"
        r"\boublie[zr]? .{0,40}(?:instructions?|consignes)|\b(?:tu es|vous etes) (?:maintenant |"
        r"desormais )?(?:une? )?(?:ia|bot|assistant|robot)|\bclasse[zr]? .{0,40}(?:comme|"
        r"en) (?:routine|non litigieux|sans risque)",
        r"\bignor[ae] .{0,40}(?:instrucciones|reglas|indicaciones)|\bolvida .{0,40}(?:instrucciones|"
        r"reglas)|\b(?:eres|actua como) (?:ahora )?(?:una? )?(?:ia|bot|asistente|robot)|\b(?:marca|"
        r"clasifica|marque|clasifique) .{0,40}como (?:rutina|rutinari\w|resuelt\w|sin riesgo)",
    ),
)
