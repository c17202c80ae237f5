"""What customers write where nothing is challenged."""

from __future__ import annotations

#: Said where nothing is challenged; blanked out before the rows are asked, so that the rest of the sentence counts.
HARMLESS = (
    r"\b(?:no|not (?:an?|any)|without|zero|never had any|\w*n't (?:have |see |had )?(?:an?|any)) (?:\w+ )?"
    r"(?:issues?|problems?|complaints?|objections?|disputes?|concerns?|queries|questions?|doubts?|discrepanc\w+)"
    r"(?: (?:at all|whatsoever|with|about|on|regarding|from (?:us|our side|my side)|to raise))?",
    r"\b(?:not|\w*n't|never|nor|no longer|not in) (?:\w+ )?(?:disput\w*|contest\w*|challeng\w*|"
    r"query\w*|question\w*|complain\w*)",
    r"\b(?:nothing|not) (?:\w+ )?(?:wrong|missing|to (?:complain|object))\b",
    r"\b(?:dispute|disputes|issue|problem|complaint|query) (?:has been|have been|was|were|is|"
    r"are|now) (?:\w+ )?(?:resolved|settled|withdrawn|closed|sorted|solved)",
    r"\b(?:keine?|ohne) (?:\w+ )?(?:einwande|beanstandungen?|probleme?|reklamation\w*|mangel|"
    r"ruckfragen)|\bnicht (?:strittig|beanstandet)",
    r"\b(?:aucune?|sans|pas de|pas d') ?(?:contestation|litige|probleme|reclamation|objection|reserve|souci)s?",
    r"\b(?:ningun\w*|sin|no (?:hay|tenemos)) (?:\w+ )?(?:problemas?|disputas?|objecion\w*|"
    r"quejas?|inconvenientes?|reclamacion\w*)",
    r"\b(?:legally privileged|don't worry|no worries|not a problem|no problem)\b",
    # What will happen is no claim that it has.
    r"\b(?:will|shall|'ll|to|can|could|should|would|must|may|might|gets?|getting|going to|wird|"
    r"werden|sera|seront|sera?n?)"
    r" (?:\w+ ){0,4}?(?:be |get |been )?(?:\w+ )?(?:paid|settled|cleared|transferred|remitted|"
    r"wired|processed|sent)\b",
    r"\b(?:approved|scheduled|ready|due|released|authori[sz]ed|queued|booked|lined up|waiting|"
    r"awaiting|set up|cleared) (?:for|to be)"
    r" (?:payment|paid|release\w*|approv\w*)",
    # An invoice that got lost is sent again, nothing more.
    r"\b(?:not|\w*n't|never|cannot|can not|unable to|no longer|don't) (?:\w+ ){0,3}(?:receiv\w*|"
    r"got|get|have|find|locate|see|seem to have|trace|seen)"
    r" (?:\w+ ){0,3}(?:invoice|bill|statement|copy|reminder|e-?mail|pdf|attachment|it in (?:my|"
    r"our|the) (?:inbox|system|folder))(?: \S*\d\S*)?",
    r"\b(?:re-?send|send|forward|e-?mail|share|provide)\b.{0,40}\b(?:again|copy|copies|pdf|"
    r"once more|duplicate(?: copy)?|invoices? (?:to|only))\b",
    r"\b(?:slip\w*|fell|fallen|gone|went) through (?:the )?(?:net|cracks)?|\boverlooked\b|"
    r"\bmissed (?:this|that|it|the invoice|your (?:e-?mail|reminder))",
    r"\bwithout (?:the |an? |our |this )?(?:\w+ )?(?:number|po|purchase order|"
    r"reference)\b.{0,50}|\bclosed in the system\b",
    # Absence, change of people, and how a company works through its approvals.
    r"\bno longer (?:\w+ )?(?:works?|with|at|employed|handles?|responsible|in charge|"
    r"here)\b(?: (?:here|with us|for us|at \w+))?",
    r"\b(?:not|\w*n't) (?:\w+ )?(?:in the office|at my desk|work(?:s|ing)? here|monitor\w*|"
    r"the right person|handle\w*)\b.{0,20}",
    r"\b(?:limited|no|without) access to (?:my )?(?:e-?mails?|inbox)",
    r"\b(?:waiting|awaiting|wait|pending|needs?|with|require\w*|outstanding|missing|subject to|"
    r"until)\b.{0,30}\b(?:approv\w*|sign[- ]?off|signature|"
    r"signator\w*|cfo|ceo|director|manager|budget holder|board|release by our|controller|treasury)\b",
    r"\b(?:new erp|system migration|slower than usual|new budget|moving to a new|changed banks?)\b",
    r"\b(?:the )?only (?:one|invoice)s? (?:\w+ )?(?:open|outstanding|overdue|due|left)|"
    r"\bopen the only\b|\bdon't know yet\b|\bnot yet due\b",
    r"\bnot (?:only|just|least|forgotten|to worry)\b|\bno (?:problem|worries|rush|hurry|need|"
    r"later than)\b|\bwhy not\b|\bsorry\b|\bif not\b",
    r"\b(?:do not|don't|please do not) hesitate\b.{0,30}|\bno reply\b|"
    r"\bnot the intended recipient\b.{0,80}|\bmore than happy\b",
    r"\brechnung\w* .{0,40}(?:noch einmal|nochmals|erneut|als pdf|zusenden|zuschicken|"
    r"weitergeleitet|in der freigabe|in bearbeitung)|"
    r"\b(?:finde|habe|haben|liegt|finden) .{0,40}rechnung\w* .{0,20}nicht (?:mehr|vor|"
    r"erhalten)?\b|\bnicht im (?:buro|hause)\b|"
    r"\be-?mail wird nicht weitergeleitet|\bnicht mehr (?:\w+ ){0,4}(?:tatig|beschaftigt|"
    r"bei uns|zustandig|im unternehmen)|\b(?:wird|werden) .{0,40}(?:bezahlt|uberwiesen|"
    r"beglichen)",
    r"\brenvoyer (?:la|cette) facture|\bne (?:la |l')?(?:re)?trouve\w* (?:plus|pas)|\bn'(?:ai|"
    r"avons) pas (?:re[cç]u|la) (?:la |votre )?facture|"
    r"\bfacture .{0,20}en cours de (?:validation|traitement)|\bn'est plus\b|"
    r"\bne travaille plus\b.{0,20}|\bplus (?:dans|chez|en poste)\b|\bsera (?:payee?|reglee?|"
    r"viree?)",
    r"\bno (?:encuentro|tengo|he recibido|hemos recibido|localizo) (?:\w+ )?facturas?|"
    r"\bcopia de (?:la|su) factura|\bya no (?:trabaja|esta)\b.{0,20}|"
    r"\b(?:reenviar|volver a enviar|enviarme|enviar de nuevo) .{0,20}factura\w*|\bse pagara\b|\ben tramite\b",
)
