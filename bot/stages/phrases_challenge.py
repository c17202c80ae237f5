"""What customers write when they challenge an invoice, by reason. Recall over precision: unsure is raised."""

from __future__ import annotations

from bot.stages.phrases import NOT, Row, near, row, then, words
from models.dispute import DisputeReason
from models.packet import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

_BILL = r"invoic\w*|bill(?:s|ed|ing)?|charg\w*|amounts?|figures?|totals?|sums?|lines?|items?|numbers?|fees?|hours|positions?"
_PRICE = r"pric\w*|rates?|amounts?|figures?|totals?|fees?|costs?|sums?|numbers?|tariffs?|hourly|per seat|per user|quot\w+"
_AGREED = (
    r"agree\w*|quot\w+|negotiat\w*|discuss\w*|promis\w*|told|offer\w*|expect\w*|understood|understanding|supposed|"
    r"proposal|estimate\w*|order form|signed|spoke|talked|confirmed|were given|assured|had in mind|budget\w*"
)
_GOODS = (
    r"deliver\w*|ship\w*|goods|items?|units?|batch\w*|boxes|parts?|pallets?|deliverables?|milestones?|modules?|"
    r"hardware|equipment|documentation|reports?|order|consignment|installation|training|workshops?|sessions?|project"
)
_BELIEF = (
    r"under the impression|assum\w+|thought|believ\w+|remember\w*|recall\w*|as far as (?:we|i)|we understood|"
    r"my understanding|our understanding|(?:we|i) (?:were|was|had been) (?:told|promised|assured|given)|told us|"
    r"supposed to|meant to"
)
_DENYING = (
    r"not|never|no|nor|nobody|neither|without|\w+n't|dont|doesnt|didnt|isnt|wasnt|havent|cant|wont|instead|rather|"
    r"different\w*|half|wrong|missing|former|return\w*|sent back|unlike|stopped"
)
_LIMITING = (
    r"but|however|although|though|except|unless|until|than|only|just|still|yet|other|otherwise|else|against|too|over|"
    r"less|fewer|lower|higher|while|whereas"
)
_BILLED = (
    r"invoiced|bill(?:ed|ing)|charg\w*|amounts?|totals?|price\w*|fees?|hours|contract\w*|offer\w*|quot\w+|ordered|"
    r"deliver\w*|goods|licen[cs]\w*|seats?|milestone\w*|devices?|pallets?|warehouse|setup|result\w*|quality|works?"
)
_AT_STAKE = (
    r"invoic\w*|bill\w*|charg\w*|amounts?|totals?|price\w*|fees?|hours|contract\w*|agree\w*|offer\w*|quot\w+|orders?|"
    r"ordered|deliver\w*|goods|service|system|platform|licen[cs]\w*|users?|seats?|work|project|licences|modules?|support|"
    r"milestone\w*|devices?|pallets?|warehouse|setup|customers?|us|ours|money|cost\w*|what we|bought|use|deal|"
    r"result\w*|quality|period"
)
_COUNTERPARTY = r"you|your|yours|fennel|the (?:service|software|system|platform|product|tool|consultants?|team|work)"

CHALLENGE: tuple[Row, ...] = (
    row(
        _D,
        then(r"already|previously|long ago", r"paid|settled|cleared|transferred|remitted|wired|sorted|taken care of"),
        then(r"(?:was|were|been|got|had it) (?:\w+ ){0,2}(?:paid|settled|remitted|wired|transferred|cleared)", r"\w*", 1),
        r"\b(?:we|i|they|accounts|treasury|finance|ap|he|she)(?:'ve| have| had| did)? (?:\w+ly |already |just )?"
        r"(?:paid|settled|remitted|wired|transferred)\b(?! (?:out )?(?:by|on) (?:next|this)\b)",
        r"\b(?:payment|transfer|wire|money|funds|cheque|check|remittance|bacs|ach)(?: of .{1,20})?"
        r" (?:was|were|has been|have been|had been|went|left|cleared|got|did go)\b"
        r"(?!.{0,25}\b(?:scheduled|approved|authori[sz]ed|planned|delayed|held|put|set up|queued|stuck|blocked|rejected|"
        r"stopped|on hold|not)\b)",
        r"\b(?:it|this|that|invoice \S+) (?:was|has been|have been) (?:\w+ ){0,2}(?:paid|settled|cleared|remitted)\b",
        r"\bpaid (?:this|it|that|you|them|in full|on|last|by (?:card|wire|bank|cheque|check|transfer|direct)|"
        r"already|back in|in (?:january|february|march|april|may)|the (?:invoice|amount|full))",
        r"\byou(?:'ve| have| already)* (?:already )?(?:have|had|got|received|taken|collected) (?:our|the|this|that|your)"
        r" (?:money|payment|funds|transfer)",
        r"\b(?:went out|left our (?:bank|account)|debited|bank (?:says|confirm\w*)|proof of payment|payment (?:proof|"
        r"receipt|confirmation|advice)|remittance (?:attached|advice)|swift (?:copy|confirmation)|bank statement)\b",
        r"\b(?:check|look) (?:with |at |on )?(?:your|the) (?:bank|account|records|books|ledger)",
        r"\b(?:on|in) your (?:bank )?account (?:since|from|for|already)|\b(?:your|the|our) (?:bank |account )?statement (?:of|from|for|dated|shows)",
        r"\b(?:should|must) (?:already )?(?:have (?:already )?)?(?:be (?:with|in)|reached?|arrived|landed|shown? up)\b.{0,20}"
        r"\b(?:you|account|bank|by now|already)",
        r"\b(?:nothing|no (?:balance|amount)|zero) (?:is |are )?(?:outstanding|open|owed|owing|due|left)\b",
        r"\b(?:all|everything|fully|full) (?:is |was |has been )?(?:paid up|settled|paid)\b(?! (?:by|once|when|if))",
        r"\bmark(?:ed)? (?:\w+ ){0,3}as (?:paid|settled)|\b(?:our|my) (?:records|books|system|ledger) shows? (?:\w+ ){0,6}"
        r"(?:paid|settled|cleared|closed|zero|nothing)",
        r"\b(?:bereits|schon|langst|gestern|letzte \w+) .{0,40}(?:bezahlt|beglichen|ue?berwiesen|gezahlt|angewiesen)",
        r"\b(?:bezahlt|beglichen|ue?berwiesen|gezahlt) (?:worden|haben wir|wurde)|(?:wurde|wurden|ist|haben) .{0,50}"
        r"(?:bezahlt|beglichen|ue?berwiesen|gezahlt|angewiesen)\b|\bzahlung (?:ist|wurde) .{0,30}"
        r"(?:erfolgt|raus|eingegangen|ausgefue?hrt|getatigt)",
        r"\b(?:deja|bien) .{0,30}(?:paye|regle|effectue|vire|acquitte)e?s?\b|"
        r"\b(?:a|avons|avez|ont|ete) (?:ete )?(?:deja )?(?:paye|regle|vire|acquitte|effectue|solde)e?s?\b(?!.{0,40}\bprestation)",
        r"\bya (?:esta|fue|ha sido|hemos|se|lo|la|realiza)\w* .{0,30}(?:pagad|abonad|transferid|pago|realizad|liquidad)\w*|"
        r"\b(?:pagamos|pague|abonamos|transferimos) (?:el|la|esta|este|ayer)|\b(?:fue|esta|ha sido|hemos) "
        r"(?:ya )?(?:pagad|abonad|transferid|liquidad)\w+",
        reason=_R.ALREADY_PAID,
    ),
    row(
        _D,
        words("twice", "double[d]?[- ]?(?:bill\\w*|charg\\w*|invoic\\w*|count\\w*)?", "duplicat\\w*", "second time"),
        r"\bsame (?:invoice|thing|charge|amount|work|hours|item|service|month|period)\b.{0,40}|\balready (?:been )?(?:invoiced|billed|charged)",
        near(r"wrong|incorrect\w*|mistak\w*|errors?|erroneous\w*|inaccura\w*|miscalculat\w*|typo|mismatch\w*|discrepanc\w*",
             _BILL + r"|vat|tax\w*|entity|company|address|quantit\w*|period|currency|name|account|customer|month|po|details|calculation"),
        r"\bmade out to\b|\b(?:wrong|different|other|another) (?:legal )?(?:entity|company|subsidiary|customer|cost cent\w+)",
        near(r"vat|sales tax|reverse[- ]charge|tax rate|withholding tax", r"wrong|incorrect|not|n't|should|must|exempt|why|0 ?%|zero|missing|remove|shouldn't"),
        r"\b(?:only|just) (?:\w+ ){0,2}(?:order|ask|need|request|have|use|book|bought|purchase|receiv|got|employ|licen)\w*\b.{0,60}"
        r"\b(?:\d+|one|two|three|four|five|six|ten|half)\b|\b(?:we|i)(?:'ve)? (?:have )?only (?:\w+ )?(?:ordered|got|received|had|used|use|have|asked|signed)",
        near(r"quantit\w*|count|number of (?:seats|users|licen[cs]es|hours|units|days)|headcount|hours", r"not (?:the )?same|not|n't|differ\w*|wrong|too (?:many|high)|off|listed|more than|higher|less|fewer|mismatch"),
        r"\b(?:do(?:es)? not|don't|doesn't|cannot|can't|nobody|no one|not|unable to) (?:here |there )?(?:recogni[sz]e|identify|find any|place|"
        r"know what|trace|link|match|see what)s?\b.{0,40}\b(?:charge|invoice|order|amount|line|item|bill|this|it|what)",
        r"\bwhat (?:is|are|was|were|exactly)\b.{0,25}\b(?:for|about|charge|this line|these lines|item)\b.{0,3}\?",
        r"\bwhy (?:are|is|were|was|did|do|have|am|does|should|would)\b.{0,40}\b(?:charg\w*|bill\w*|invoic\w*|pay|paying|on (?:here|there|it)|fee|listed|included|higher|more|so (?:much|high))",
        r"\b(?:charged|billed|invoiced|paying) (?:us |me )?for\b.{0,60}\b(?:when|although|though|but|even|while|only|before|after|that|which)\b",
        r"\b(?:need|want|like|please|kindly|ask|request|expect|require|send|issue|provide|wait\w* for|until|once|must)\b.{0,30}\b(?:correct\w*|amend\w*|revis\w*|re-?issu\w*|adjust\w*|fix\w*|re-?calculat\w*|updated)\b(?!.{0,15}\b(?:address|contact|record|detail|e-?mail|bank))",
        r"\b(?:it|invoice|this|that|amount|line|bill)\w* (?:is|gets|has been|was) (?:corrected|amended|revised|fixed|adjusted)\b",
        r"\b(?:cancel|void|withdraw|reverse|remove|delete|rectify|correct)\b.{0,20}\b(?:invoice|bill|charge|line|item|it from)",
        r"\b(?:old|previous|wrong|last year's|closed|outdated) (?:price|rate|tariff|billing|cost|contract|order)\w*\b",
        r"\bproportion\w*|\bpro[- ]?rata\b|\bmis-?(?:billed|charged|applied)|\bover-?(?:charg|bill|invoic|paid|pay)\w*|\btyp(?:o|ing error)\b",
        r"\brechnung\w* .{0,60}\b(?:falsch|fehler\w*|nicht korrekt|inkorrekt|doppelt|nicht richtig|unrichtig|stimmt|stimmen|akzeptieren)",
        r"\b(?:doppelt|zweimal) (?:berechnet|in rechnung|abgerechnet|gestellt)|\bfehlerhaft\w*|\bfalsche?[rnsm]? (?:rechnung|betrag|menge|firma|gesellschaft|adressat|mehrwertsteuer|mwst|steuersatz|empfanger)|"
        r"\b(?:stimmt|stimmen|passt|passen) (?:\w+ ){0,5}(?:nicht|nie)\b|\bnicht (?:u|ue)bereinstimm|\bstimmen nicht|\bnicht nachvollzieh\w*|\bkorrigier\w*|\brechnungskorrektur|\bstornier\w*|\bberichtig\w*",
        r"\berreur|\bfacture\w* .{0,40}(?:erron\w+|incorrect\w*|double|deux fois)|\bdeux fois\b|\bne correspond\w* pas|\brectifi\w*|\bcorriger\b|\bannuler (?:la|cette|votre) facture|\bmauvais\w* (?:montant|entite|societe|quantite|taux|adresse)|\bdoublon",
        r"\bfactura\w* .{0,50}(?:error\w*|incorrect\w*|duplicad\w*|dos veces|equivocad\w*|mal\b)|\berror(?:es)? en|\bdos veces\b|\bno (?:coincide|corresponde|cuadra)\w*|\brectific\w*|\bcorregi\w*|\bcorrij\w*|\bequivocad\w*|\banular (?:la|esta) factura|\bduplicad\w*",
        reason=_R.BILLING_ERROR,
        yields_to_po=True,
    ),
    row(
        _D,
        near(_PRICE, r"too (?:high|much|expensive)|higher (?:than)?|more than|wrong|not right|not correct|different\w*|do(?:es)?n't match|"
             r"not match\w*|exceed\w*|above|increas\w*|went up|gone up|uplift|surpris\w*|lower|less than|tie up|tally|add up|reconcil\w*|"
             r"nearer|closer to|rather than|instead of|steep|jump\w*|double|excessive\w*|not in line|off|out of line|not the one|not the ones|odd|strange|inflated|unexpected\w*"),
        near(_AGREED, r"price|rate|discount\w*|free|lower|less|percent|%|waive\w*|per (?:seat|user|hour|day|month)|reduc\w*|cheaper|flat|fixed|"
             r"figure|amount|number|nearer|closer|half|capped?|not (?:be )?(?:charg|bill|invoic)\w*|different|another|something else|no (?:charge|cost|fee)"),
        words("free of charge", "no charge", "complimentary", "at no (?:extra |additional )?cost", "for free", "free (?:trial|pilot|period|month|of cost)", "pilot (?:phase|period)", "no (?:extra|additional) (?:cost|charge|fee)s?"),
        r"\bdiscount\w*|\brebat(?:e|es)\b|\bprice (?:list|match|increase|rise|hike|difference)|\bover ?(?:priced|charg\w*)|\bexpensive\b|\brip[- ]?off\b",
        r"\b(?:preis\w*|betrag|summe|stundensatz|satz|tarif|kosten) .{0,60}(?:zu hoch|hoher|nicht (?:dem|unserem|wie|korrekt|richtig|so|vereinbart)|abweich\w*|weicht|entspricht nicht|falsch|anders|gestiegen|erhoht)|"
        r"\bvereinbarte?[nrs]? (?:preis|betrag|konditionen|rabatt|satz)|\brabatt\b|\bpreiserhohung|\bzu (?:teuer|hoch)\b|\bkostenlos|\bnicht wie (?:vereinbart|besprochen|angeboten)|\bangebot\b.{0,40}\b(?:niedriger|anders|nur|stand)|\bmehr als (?:vereinbart|angeboten|besprochen)",
        r"\b(?:prix|montant|tarif|taux|somme|cout) .{0,60}(?:trop|superieur|eleve|convenu|pas (?:celui|le bon|correct|conforme)|different|negocie|plus (?:haut|cher)|errone|augment\w*)|\bremise\b|\btrop cher|\bgratuit\w*|\bhausse|\bdevis\b.{0,40}\b(?:inferieur|different|moins|indiquait|prevoyait)|\bcomme convenu\b.{0,30}\bpas|\bpas ce qui (?:a ete|etait) convenu",
        r"\b(?:precio\w*|importe|tarifa|monto|coste?|cantidad) .{0,60}(?:alto|superior|mayor|acordad\w*|no (?:es|coincide|corresponde)|diferente|distint\w*|incorrect\w*|inferior|pactad\w*|subid\w*|mas (?:caro|alto))|\bdescuento|\bdemasiado (?:caro|alto)|\bgratis\b|\bgratuit\w*|\b(?:no (?:es )?lo (?:que )?(?:acordad|pactad|hablad|acordamos|hablamos)\w*)|\bno estamos de acuerdo con (?:el|la) (?:importe|precio|tarifa)",
        reason=_R.PRICING,
        yields_to_po=True,
    ),
    row(
        _D,
        near(r"contract\w*|agreement|msa|clause|section|article|annex|schedule|t&cs?|terms(?: (?:and|&) conditions)?|sla|sow|framework",
             r"says?|states?|stated|cap(?:s|ped)?|notice|breach\w*|n't|not|never|no|according|under|entitle\w*|violat\w*|void|expir\w*|terminat\w*|ended|ends?|cancel\w*|exceed\w*|limit\w*|contra\w*|different\w*|require\w*|signed|renew\w*|interpret\w*|read"),
        near(r"cancel\w*|terminat\w*|gave notice|given notice|notice (?:of|was|period)|opted out|not renew\w*|didn't renew|ended|discontinu\w*|stopped using|lapsed|expired", r"subscription|contract|service|licen[cs]\w*|agreement|plan|account|we|renewal|december|january|february|march|april|last"),
        r"\bauto[- ]?renew\w*|\bnot what (?:was|we|is|had been|i)\b.{0,10}\b(?:agreed|signed|discussed|contract\w*|ordered|expected|bought|purchased)|\bas per (?:our|the) (?:contract|agreement|sow|msa)",
        r"\b(?:laut|gemass|nach) .{0,20}(?:vertrag|vereinbarung|rahmenvertrag|agb)|\bvertrag\w* .{0,60}(?:gekundigt|nicht|abgelaufen|beendet|kein|verstoss\w*|widerspr\w*)|\bgekundigt\b|\bkundigung|\bvertragswidrig|\bnicht vertragsgema\w*|\babweichend vo[nm]",
        r"\b(?:contrat|convention|accord|cgv|clause|article) .{0,60}(?:resili\w*|prevoit|ne |non|stipul\w*|plafon\w*|expir\w*|termin\w*|pas)|\bresili\w+|\bpreavis\b|\bcontraire au contrat|\bselon (?:le|notre) contrat|\bau contrat\b",
        r"\b(?:contrato|acuerdo|clausula|convenio) .{0,60}(?:no |cancel\w*|rescind\w*|terminad\w*|establece|estipula|dice|venci\w*|limit\w*|incumpl\w*)|\bsegun (?:el|nuestro) (?:contrato|acuerdo)|\bdimos de baja|\bdado de baja|\bcancelamos\b|\bincumpl\w*",
        reason=_R.CONTRACT,
        usual_in=("note",),
    ),
    row(
        _D,
        then(NOT, r"(?:\w+ ){0,3}(?:order(?:ed)?|request(?:ed)?|commission(?:ed)?|authori[sz]ed?|sign(?:ed)? (?:up|off)|subscrib\w*|asked? (?:for|you|anyone)|want(?:ed)? (?:this|that|it|the)|book(?:ed)?|consent\w*|instruct\w*|agree(?:d)? (?:to|on|with|any|that|this)|contract(?:ed)? for|use (?:it|this|them|the)|used|activat\w*|cover\w*|includ\w*|part of|foresee|mention\w*|purchas\w*|bought)", 30),
        r"\b(?:out of|outside|beyond|exceed\w*|over and above) (?:of )?(?:the |our |what )?(?:\w+ )?(?:scope|sow|statement of work|quote|proposal|order|offer|agreement|budget|contract|we)",
        r"\b(?:part of|included in|within|covered by|comes with|inclusive)\b.{0,30}\b(?:package|subscription|price|plan|fee|contract|scope|licen[cs]e|support|original|base|bundle|standard|order|what we)",
        r"\btake (?:it|that|this|them|those) (?:off|out)|\b(?:should|must|ought)(?:n't| not) (?:be |have been )?(?:on|there|charged|billed|included|invoiced|paying|pay|appear|owe)",
        r"\b(?:extra|additional|unplanned|unexpected|unapproved|unauthori[sz]ed|unsolicited) (?:work|hours|items?|services?|charges?|costs?|fees?|lines?|modules?|users?|licen[cs]es?|days)|\bchange request|\badd-?ons?\b|\bscope\b|\bwasn't in\b|\bnot in (?:the|our) (?:quote|order|proposal|contract|sow|scope|offer)",
        r"\bnicht (?:beauftragt|bestellt|gebucht|vereinbart|angefordert|gewollt|autorisiert|freigegeben|im (?:angebot|auftrag|leistungsumfang))|\b(?:nie|niemals|niemand) .{0,30}(?:beauftragt|bestellt|gebucht|angefordert|zugestimmt)|\bleistungsumfang|\bkein(?:en)? auftrag|\bohne (?:auftrag|freigabe|bestellung)|\bzusatz(?:leistung|kosten|aufwand)\w*",
        r"\b(?:n'avons|n'a|jamais|n'ai|pas|n'avions) .{0,30}(?:commande|demande|valide|souscrit|autorise|accepte|sollicit)\w*|\bconformement au devis|\bhors (?:perimetre|devis|contrat|forfait)|\bnon (?:prevu|commande|conforme|demande|compris)\w*|\bperimetre\b|\bpas (?:prevu|inclus|compris|dans le devis)",
        r"\b(?:no|nunca|nadie) (?:\w+ ){0,3}(?:pedi|pedimos|solicit\w*|contrat\w*|encarg\w*|autoriz\w*|aprob\w*|acept\w*|incluid\w*)|\bfuera del? (?:alcance|presupuesto|contrato|acuerdo)|\bno (?:estaba|esta|estan) (?:incluid|previst|contemplad|en el presupuesto)\w*|\balcance\b|\bsin (?:nuestra )?(?:autorizacion|aprobacion)",
        reason=_R.SCOPE,
        yields_to_po=True,
    ),
    row(
        _D,
        then(NOT, r"(?:\w+ ){0,4}(?:receiv\w*|arriv\w*|deliver\w*|shipp\w*|got|seen|shown up|turn\w* up|show\w* up|install\w*|finish\w*|complet\w*|gone? live|handed|done|happen\w*|start\w*|held|take\w* place|taken place|signed off|provid\w*|materiali[sz]\w*|set up|reach\w*|carried out|accept\w*|implement\w*|here|rolled out|usable|migrated|launch\w*)\b(?!.{0,20}\b(?:invoice|your e-?mail|reminder|statement|copy|copies|pdf|approval|approved|login|salary|credit|response|reply|answer))", 40),
        near(r"missing|incomplete\w*|short(?:ed|age|fall)?|partial\w*|outstanding|late|delayed|delays?|overdue|pending|lost|stuck|behind schedule|back-?order\w*|undelivered|unfinished|rest of|remaining|remainder", _GOODS),
        near(r"wait(?:ing|ed)? (?:for|on)|still (?:owe|expect\w*|need)|owe us|where (?:is|are)|until (?:they|it|the rest|everything|all) (?:show|arriv|is|are|has|have|come)\w*", _GOODS),
        r"\b(?:wrong|different|other) (?:items?|goods|parts?|products?|model|size|colou?r|version|units?|material|boxes)|\bproof of delivery|\bpod\b|\bdelivery note|\btracking (?:number|says|shows)|\bonly (?:\w+ ){0,3}(?:arrived|delivered|received|came|shipped|of (?:the )?\d+)|\b(?:half|part|some|one|two|three|rest|remainder) of (?:the |our |it|them|it\b).{0,50}\b(?:arriv|deliver|missing|come|came|ship|happen|here|done|finish|complete)\w*|\bgo-?live\b|\bmilestone\b|\bacceptance (?:test|protocol|criteria|certificate)|\buat\b|\btimesheets?\b",
        r"\b(?:lieferung\w*|ware|artikel|gerate|leistung\w*|paket|sendung|teile|schulung\w*) .{0,60}(?:nicht|unvollstandig|fehl\w*|verspatet|ausstehend|noch aus|nie|teilweise|falsch)|\b(?:nicht|nie|noch nicht) .{0,20}(?:geliefert|erhalten|angekommen|eingetroffen|erbracht|abgenommen|durchgefue?hrt|stattgefunden|fertig)|\b(?:fehlt|fehlen|fehlende)\b|\bunvollstandig|\bteillieferung|\babnahme\b|\blieferverzug|\brestlieferung",
        r"\b(?:livraison|marchandise|colis|commande|prestation|materiel|formation)\w* .{0,60}(?:pas|incomplet\w*|manqu\w*|retard|jamais|partiel\w*|en attente|non)|\b(?:jamais|pas|toujours pas) .{0,15}(?:recu|livre|ete livre|realise|effectue|termine)\w*|\bmanqu(?:e|ent|ant)\w*|\bnon livre\w*|\bincomplet\w*|\bn'a pas ete (?:realise|livre|effectue|faite|fourni)\w*",
        r"\b(?:entrega|mercancia|pedido|envio|material|servicio|formacion|producto)\w* .{0,60}(?:no |incomplet\w*|falta\w*|retras\w*|nunca|parcial\w*|pendiente|tarde)|\b(?:no|nunca|aun no|todavia no) (?:\w+ ){0,3}(?:recibid\w*|recibimos|llegad\w*|llego|entregad\w*|entregaron|realizad\w*|terminad\w*)|\bfalta(?:n)?\b|\bincomplet\w*|\bsin entregar",
        reason=_R.DELIVERY,
        about_money=False,
        yields_to_po=True,
    ),
    row(
        _D,
        words("poor\\w*", "terribl\\w*", "unacceptabl\\w*", "unsatisf\\w*", "dissatisf\\w*", "disappoint\\w*", "unhappy", "faulty", "defect\\w*", "broken", "damaged?", "unusable", "sub-?standard", "shoddy", "buggy", "bugs?", "outages?", "downtime", "unreliabl\\w*", "redo", "re-?did", "rework\\w*", "complain(?:t|ts|ed|ing)", "let down", "useless", "crash\\w*", "malfunction\\w*", "worse", "awful", "appalling", "joke", "mess", "botched", "sloppy", "incompeten\\w*", "frustrat\\w*", "flicker\\w*", "leak\\w*", "cracked", "scratched", "noisy", "freez(?:es|ing)", "hangs", "falls? over", "too slow", "fix(?:ing)? (?:it|them|these|those) ourselves", "below (?:standard|par|expectation\\w*|what)", "fell short", "falls short", "not fit for"),
        r"\b(?:not|n't|never|hardly|less than|no(?:t|where) near)\b (?:\w+ ){0,3}(?:happy|satisf\w*|work(?:s|ed|ing)? (?:as|proper|correct|reliab|at all|for us|since)\w*|up to (?:standard|scratch|par)|good enough|usable|acceptable|impressed|perform\w*|good quality|stable|resolved|fixed|solved|addressed|what (?:was|we|you) (?:promised|expected|described|sold))",
        near(_COUNTERPARTY, r"(?:do(?:es)?n't|does not|do not|did not|didn't|isn't|is not|stopped|never) (?:\w+ )?work\w*|(?:has been|have been|was|were|is|being|keeps? (?:going|being)) (?:\w+ )?(?:down|offline|slow|unavailable)|junior|inexperienced|fail\w*|errors?|mistakes?|problems?|issues?|trouble\w*|coming out wrong", 50),
        near(r"issues?|problems?|faults?|concerns?|errors?|tickets?|incidents?|trouble\w*|quality", r"unresolved|resolv\w*|address\w*|fix\w*|open|not|still|raised|report\w*|sort\w*|before|until|service|support|system|it team|ongoing|poor|since|quality|deliver\w*|work"),
        r"\b(?:mangel\w*|mangelhaft\w*|defekt\w*|beschadig\w*|fehlfunktion|kaputt|unzufrieden\w*|enttauscht|unbrauchbar|reklam\w*|beschwer\w*|nachbesser\w*|qualitat|ausfall|ausfalle|storung\w*|schlecht\w*|funktioniert (?:\w+ ){0,3}nicht|nicht zufrieden\w*|inakzeptabel|ungenugend)\b",
        r"\b(?:defectueu\w*|defaut\w*|endommag\w*|abime\w*|casse\w*|insatisf\w*|decu\w*|mecontent\w*|malfacon\w*|inacceptable|qualite|panne\w*|ne fonctionne\w* (?:pas|plus|toujours)|mauvais\w*|reclamation|dysfonction\w*|bogue\w*|reserves?)\b",
        r"\b(?:defectuos\w*|defecto\w*|danad\w*|averia\w*|rot[oa]s?|insatisfech\w*|descontent\w*|mala calidad|calidad|no funciona\w*|inaceptable|queja\w*|reclama\w*|deficien\w*|fallo\w*|falla\w*|caid\w* del|pesim\w*|decepcion\w*|mal hech\w*)\b",
        r"\b(?:when|once|as soon as) (?:we|i|it|they|everything|all)(?: \w+){0,2} (?:use|works?|working|running|usable|live|ready|complete|delivered|fixed)\b",
        reason=_R.QUALITY,
        about_money=False,
    ),
    row(
        _D,
        words("disput\\w*", "contest(?:s|ed|ing)? (?:this|the|that|it|your|invoice|these|any|part|some|line)", "challeng(?:e|es|ing) (?:this|the|that|it|your|invoice)", "object(?:s|ed|ing)? (?:to|against)", "objections?", "disagree\\w*", "quer(?:y|ies|ied|ying)", "reject(?:s|ed|ing)? (?:this|the|that|it|your|invoice|any)", "unfair\\w*", "unreasonabl\\w*", "ridiculous\\w*", "outrageous", "unjustified", "not justified", "under protest", "unclear", "discrepanc\\w*", "inconsisten\\w*", "misunderstanding", "concern(?:s|ed)? (?:about|with|over|regarding)", "clarif(?:y|ied|ication|ications)", "withh(?:o|e)ld\\w*", "park(?:ed|ing)? (?:the|this|it|your|invoice)", "parked", "set-?off", "short[- ]?pa(?:y|id|ying|yment)"),
        then(r"not|n't|never|won't|wont|cannot|refus\w*|can't|no intention of|no way|stop\w*|hold(?:ing)?(?: off| back)?|unable to|reluctant to|hesita\w*|rather", r"(?:\w+ ){0,4}(?:pay(?:ing|ment)?|releas\w*|authori[sz]\w*|settl\w*|accept\w*|approv\w*|process\w*|sign (?:this|it|that) off|pass (?:this|it) on|owe\w*|liable|responsible|honou?r)\b(?! (?:as|because|so|today|yesterday|this week|until (?:next|the) (?:payment )?run|by (?:card|cheque|credit)))", 40),
        r"\b(?:we|i) (?:do(?:n't| not)|never) owe|\bwhat we (?:actually |really )?owe|\bowe (?:you )?(?:nothing|less|only)",
        near(r"pay\w*|settle\w*|releas\w*|process\w*|approv\w*|invoice", r"(?:until|unless|before|once|when|as soon as|only (?:if|when|after)|provided|subject to|conditional on|depends? on|after)\b.{0,30}\b(?:you|your|resol\w*|sort\w*|fix\w*|correct\w*|clarif\w*|explain\w*|address\w*|deliver\w*|replac\w*|agree\w*|understand|issue|complete\w*|finish\w*|investigat\w*|receiv\w* (?:the|a|an|our|all)|answers?)", 80),
        r"\bon hold\b|\bhold(?:ing)? (?:off|back|the|this|it|your)\b|\bput(?:ting)? (?:this|it|the invoice|them|everything) (?:on|aside)|\bfro(?:ze|zen)\b|\bblocked (?:for payment|by|until|pending|because)|\bpending (?:clarification|resolution|review of|answers?|a response|investigation|your|explanation|further)",
        near(r"explain\w*|justif\w*|break ?down|itemi[sz]\w*|evidence|back-?up|supporting|details? (?:of|on|behind|for)|elaborate|walk (?:me|us) through|shed (?:some )?light|substantiat\w*|account for", _BILL + r"|work|what|this|it|cost\w*"),
        r"\b(?:does|do|did|is|are|was|this|it|that|these|isn't|don't|doesn't)\b.{0,25}\b(?:n't|not|never|isn't|doesn't|don't)?\b.{0,10}\b(?:look(?:s)? (?:right|correct|wrong|odd|off|strange|high|familiar)|add(?:s)? up|make(?:s)? (?:any )?sense|seem(?:s)? (?:right|correct|wrong|off|odd|high|fair|excessive|to be)|sit(?:s)? right|tie(?:s)? up|tally|tallies|reconcile[sd]?|square|match(?:es)?|correspond\w*|agree with|reflect\w*|fair)",
        r"\b(?:isn't|is not|not|n't) (?:it|right|correct|ok|okay|fair|acceptable|accurate|the (?:deal|case|right|correct)|in order|as (?:agreed|discussed|ordered|expected|described|promised)|how (?:we|this|it)|what (?:we|was|i|you|our)|reflected|our (?:understanding|invoice|order|liability))\b",
        r"\b(?:not|n't|hard(?:ly)?|difficult|struggl\w*|trouble|unable|fail\w*|trying) (?:\w+ ){0,3}(?:understand\w*|follow\w*|reconcil\w*|sure (?:why|what|how|this|that|about|we)|see (?:why|how|what)|clear (?:why|what|how|to)|comfortable|happy|convinced|make sense|figure out|justify|match|agree\w*|find correct|ok with)",
        r"\bsurpris\w*|\bastonish\w*|\bshock\w*|\bconfus\w*|\bpuzzl\w*|\bbaffl\w*|\btaken aback|\bdidn't expect|\bnot expecting|\bunexpected\w*|\bquestions? (?:about|on|regarding|over|around|before|mark|as to)|\bquestion(?:ing)? (?:the|this|your|whether|why|some)|\bdoubts?\b|\bproblem with|\bissues? with|\bsomething(?:'s| is| seems| looks)? (?:\w+ )?(?:wrong|off|odd|not right|amiss|fishy|else|missing)|\bmust be (?:some|a) (?:mistake|error|misunderstanding|mix)|\bmix-?up\b|\bmight be (?:a |an |some )?(?:mistake|error|wrong)|\b(?:have|take|having|taken) (?:a|another|a second|a closer) look\b(?!.{0,15}\bforward)|\bdouble[- ]?check|\blook into (?:this|it|that|the|why)|\bre-?check|\breview (?:the|this|your) (?:invoice|charge|amount|bill|fee|line)|\bbefore (?:i|we|anyone) (?:can )?(?:pay|approve|process|release|pass|sign|settle|authori[sz]e|go any)",
        r"\b(?:escalat\w*|unwilling|no basis|not entitled|entitled|fobbed|fed up|had enough|last straw|not good enough|come on|seriously|frankly|to be honest|with (?:all due )?respect|honestly)\b",
        r"\b(?:wir|ich) (?:\w+ ){0,4}(?:widerspr\w*|beanstand\w*|bestreit\w*|zuruck\w*|weiger\w*|nicht einverstanden|einbehalt\w*)|\bwiderspr\w+|\bbeanstand\w*|\breklam\w*|\beinwand|\beinwande|\bnicht einverstanden|\bstrittig|\bunklar\b|\bunstimmig\w*|\bkla(?:r|e)rung|\bklaren\b|\bnicht akzeptier\w*|\bnicht (?:so )?(?:akzeptieren|anerkennen|freigeben|bezahlen|zahlen|begleichen|verstandlich)|\bkeine zahlung|\bzahlen (?:wir )?(?:erst|nicht|nichts)|\berst (?:zahlen|bezahlen|wenn|nach|ue?berweisen)|\bzuruck(?:halt|behalt|gestellt|weis)\w*|\bwarum (?:haben|wird|wurde|werden|sollen|ist|berechnen)|\bwofur\b|\bwundern|\ber?klaren sie|\bgesperrt zur zahlung|\bprufen sie|\birrtum|\bberechtigt\b|\bnicht berechtigt",
        r"\bcontest\w*|\blitige|\bdesaccord|\bpas d'accord|\brefus\w*|\bn'accept\w*|\bbloqu\w*|\ben attente (?:de|d') (?:clarification|reponse|explication|votre)|\bjustificatif\w*|\bexpliquer|\bne comprend\w* pas|\bne comprenons pas|\bpourquoi\b|\betonn\w*|\bsurpris\w*|\bsuspendons le (?:paiement|reglement)|\bne (?:payerons|paierons|reglerons) pas|\bne paierons (?:que|rien)|\bpas question|\ba tort|\banomalie|\becart\b|\bverifier\b",
        r"\bdisput\w*|\bno (?:estamos|estoy) de acuerdo|\bdesacuerdo|\brechaz\w*|\bno acept\w*|\bdisconform\w*|\bdiscrepanc\w*|\bno (?:vamos a|pensamos|podemos) (?:pagar|aceptar|aprobar)|\bno pagaremos|\bimpugn\w*|\bobjec\w*|\baclara\w*|\bexpli(?:car|que|quen)|\bno entend\w*|\bpor que (?:nos|se|hay|me|estan|aparece)|\bsorprend\w*|\bretenid\w*|\bretener\b|\bbloquead\w*|\bhasta que\b|\brevis(?:ar|en|e) (?:la|el|esta) (?:factura|importe|cargo)",
        reason=_R.OTHER,
        yields_to_po=True,
    ),
    row(
        _D,
        near(_BELIEF, r"\w+"),
        words("instead of", "mistakes?", "errors?", "incorrect\\w*", "wrong\\w*", "strange\\w*", "odd", "weird", "puzzl\\w*", "suspicious"),
        words("shortages?", "\\w+ short", "short (?:by|of)", "fewer", "missing", "mismatch\\w*", "differ(?:s|ence|ences)", "deviat\\w*"),
        words("refus\\w*", "not (?:ok|okay|fine|acceptable|applicable|valid|due)", "(?:not|n't) (?:apply|accept\\w*|belong|concern us|happy)"),
        r"\bwho (?:\w+ )?(?:order|approv|authori[sz]|sign|request|ask|book|agreed|instruct)\w*\b",
        r"\bno (?:payment|money)\b|\bpayment (?:can|will have to|must|has to) wait\b|\bnot a (?:cent|penny|single)\b",
        r"\b(?:in|according to|per|by) (?:our|my) (?:books|records|system|ledger|notes|accounts?)\b",
        r"\bas (?:discussed|agreed|mentioned|promised|said) (?:with|by|in|at|on|before|earlier|last)\b",
        r"\b(?:we|i) (?:had |have |'ve )?(?:asked|requested|ordered|agreed|signed|opted|settled) (?:\w+ )?(?:for|to|on|the)\b",
        r"\b(?:nothing|none|neither) (?:\w+ ){0,5}(?:live|delivered|done|ready|working|arrived|happened|received|started|so far|yet)\b",
        r"\b(?:compared|checked|matched|reconciled) (?:\w+ ){0,4}(?:bill|invoice|charges?|amount|figures|hours)\b",
        near(_DENYING, _AT_STAKE, 45),
        near(_LIMITING, _BILLED, 45),
        r"\bsays?\b.{0,40}\bsays?\b|\b(?:someone|somebody) else\b|\bnot (?:to|for|with|by) us\b|\brma\b",
        r"\bbefore (?:we|i) (?:\w+ )?(?:talk|discuss|speak|go|get|move)|\bopen (?:points?|items?|questions?|topics?)\b",
        r"\b(?:waived|remove the|take out|take off)\b|\bon (?:you|your side|the house)\b|\bsort (?:this|that|it|these) out\b",
        near(r"nicht|kein\w*|nie|aber|jedoch|allerdings|sondern|statt|nur|erst|trotzdem|obwohl|falsch|ohne|hoher\w*|mehr|weniger|immer noch|noch immer|fehl\w*|warten",
             r"rechnung\w*|betrag|preis\w*|leistung\w*|auftrag\w*|bestell\w*|liefer\w*|vertrag\w*|angebot\w*|kosten|arbeit\w*|lizenz\w*|ergebnis\w*|vereinbar\w*|berechn\w*|abgerechnet|system|service|stundens\w*|dokument\w*|software|projekt\w*|anlage\w*|modul\w*|gerate?", 60),
        near(r"pas|jamais|aucun\w*|mais|cependant|toutefois|au lieu|seulement|sans|or|pourtant|trop|toujours",
             r"factur\w*|montant|prix|prestation\w*|commande\w*|livrais\w*|contrat|devis|tarif|travail|travaux|licences?|convenu\w*|service|accord|negoci\w*|logiciel|marche|fonctionne|materiel|module|projet", 60),
        near(r"no|nunca|ningun\w*|nadie|pero|sin embargo|aunque|sino|solo|solamente|sin|en lugar",
             r"factur\w*|importe|precio|servicio\w*|pedido|entrega\w*|contrat\w*|presupuesto|cargo|cobr\w*|trabajo|licencias?|acord\w*|cuota|programa|sistema|proyecto|material", 60),
        reason=_R.OTHER,
        about_money=False,
        yields_to_po=True,
    ),
)

#: Said where nothing is challenged; blanked out before the rows are asked, so that the rest of the sentence counts.
HARMLESS = (
    r"\b(?:no|not (?:an?|any)|without|zero|never had any|n't (?:have |see |had )?(?:an?|any)) (?:\w+ )?"
    r"(?:issues?|problems?|complaints?|objections?|disputes?|concerns?|queries|questions?|doubts?|discrepanc\w+)"
    r"(?: (?:at all|whatsoever|with|about|on|regarding|from (?:us|our side|my side)|to raise))?",
    r"\b(?:not|n't|never|nor|no longer|not in) (?:\w+ )?(?:disput\w*|contest\w*|challeng\w*|query\w*|question\w*|complain\w*)",
    r"\b(?:nothing|not) (?:\w+ )?(?:wrong|missing|to (?:complain|object))\b",
    r"\b(?:dispute|disputes|issue|problem|complaint|query) (?:has been|have been|was|were|is|are|now) (?:\w+ )?(?:resolved|settled|withdrawn|closed|sorted|solved)",
    r"\b(?:keine?|ohne) (?:\w+ )?(?:einwande|beanstandungen?|probleme?|reklamation\w*|mangel|ruckfragen)|\bnicht (?:strittig|beanstandet)",
    r"\b(?:aucune?|sans|pas de|pas d') ?(?:contestation|litige|probleme|reclamation|objection|reserve|souci)s?",
    r"\b(?:ningun\w*|sin|no (?:hay|tenemos)) (?:\w+ )?(?:problemas?|disputas?|objecion\w*|quejas?|inconvenientes?|reclamacion\w*)",
    r"\b(?:legally privileged|don't worry|no worries|not a problem|no problem)\b",
    # What will happen is no claim that it has.
    r"\b(?:will|shall|'ll|to|can|could|should|would|must|may|might|gets?|getting|going to|wird|werden|sera|seront|sera?n?)"
    r" (?:\w+ ){0,4}?(?:be |get |been )?(?:\w+ )?(?:paid|settled|cleared|transferred|remitted|wired|processed|sent)\b",
    r"\b(?:approved|scheduled|ready|due|released|authori[sz]ed|queued|booked|lined up|waiting|awaiting|set up|cleared) (?:for|to be)"
    r" (?:payment|paid|release\w*|approv\w*)",
    # An invoice that got lost is sent again, nothing more.
    r"\b(?:not|n't|never|cannot|can not|unable to|no longer|don't) (?:\w+ ){0,3}(?:receiv\w*|got|get|have|find|locate|see|seem to have|trace|seen)"
    r" (?:\w+ ){0,3}(?:invoice|bill|statement|copy|reminder|e-?mail|pdf|attachment|it in (?:my|our|the) (?:inbox|system|folder))(?: \S*\d\S*)?",
    r"\b(?:re-?send|send|forward|e-?mail|share|provide)\b.{0,40}\b(?:again|copy|copies|pdf|once more|duplicate(?: copy)?|invoices? (?:to|only))\b",
    r"\b(?:slip\w*|fell|fallen|gone|went) through (?:the )?(?:net|cracks)?|\boverlooked\b|\bmissed (?:this|that|it|the invoice|your (?:e-?mail|reminder))",
    r"\bwithout (?:the |an? |our |this )?(?:\w+ )?(?:number|po|purchase order|reference)\b.{0,50}|\bclosed in the system\b",
    # Absence, change of people, and how a company works through its approvals.
    r"\bno longer (?:\w+ )?(?:works?|with|at|employed|handles?|responsible|in charge|here)\b(?: (?:here|with us|for us|at \w+))?",
    r"\b(?:not|n't) (?:\w+ )?(?:in the office|at my desk|work(?:s|ing)? here|monitor\w*|the right person|handle\w*)\b.{0,20}",
    r"\b(?:limited|no|without) access to (?:my )?(?:e-?mails?|inbox)",
    r"\b(?:waiting|awaiting|wait|pending|needs?|with|require\w*|outstanding|missing|subject to|until)\b.{0,30}\b(?:approv\w*|sign[- ]?off|signature|"
    r"signator\w*|cfo|ceo|director|manager|budget holder|board|release by our|controller|treasury)\b",
    r"\b(?:new erp|system migration|slower than usual|new budget|moving to a new|changed banks?)\b",
    r"\b(?:the )?only (?:one|invoice)s? (?:\w+ )?(?:open|outstanding|overdue|due|left)|\bopen the only\b|\bdon't know yet\b|\bnot yet due\b",
    r"\bnot (?:only|just|least|forgotten|to worry)\b|\bno (?:problem|worries|rush|hurry|need|later than)\b|\bwhy not\b|\bsorry\b|\bif not\b",
    r"\b(?:do not|don't|please do not) hesitate\b.{0,30}|\bno reply\b|\bnot the intended recipient\b.{0,80}|\bmore than happy\b",
    r"\brechnung\w* .{0,40}(?:noch einmal|nochmals|erneut|als pdf|zusenden|zuschicken|weitergeleitet|in der freigabe|in bearbeitung)|"
    r"\b(?:finde|habe|haben|liegt|finden) .{0,40}rechnung\w* .{0,20}nicht (?:mehr|vor|erhalten)?\b|\bnicht im (?:buro|hause)\b|"
    r"\be-?mail wird nicht weitergeleitet|\bnicht mehr (?:\w+ ){0,4}(?:tatig|beschaftigt|bei uns|zustandig|im unternehmen)|\b(?:wird|werden) .{0,40}(?:bezahlt|uberwiesen|beglichen)",
    r"\brenvoyer (?:la|cette) facture|\bne (?:la |l')?(?:re)?trouve\w* (?:plus|pas)|\bn'(?:ai|avons) pas (?:re[cç]u|la) (?:la |votre )?facture|"
    r"\bfacture .{0,20}en cours de (?:validation|traitement)|\bn'est plus\b|\bne travaille plus\b.{0,20}|\bplus (?:dans|chez|en poste)\b|\bsera (?:payee?|reglee?|viree?)",
    r"\bno (?:encuentro|tengo|he recibido|hemos recibido|localizo) (?:\w+ )?facturas?|\bcopia de (?:la|su) factura|\bya no (?:trabaja|esta)\b.{0,20}|"
    r"\b(?:reenviar|volver a enviar|enviarme|enviar de nuevo) .{0,20}factura\w*|\bse pagara\b|\ben tramite\b",
)
