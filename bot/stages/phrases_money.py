"""Challenges of the invoice itself: paid already, billed wrongly, another price, another contract."""

from __future__ import annotations

from bot.stages.phrases import Row, near, row, then, words
from models.dispute import DisputeReason
from models.packet import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

_BILL = (
    r"invoic\w*|bill(?:s|ed|ing)?|charg\w*|amounts?|figures?|totals?|sums?|lines?|items?|"
    r"numbers?|fees?|hours|positions?"
)
_PRICE = (
    r"pric\w*|rates?|amounts?|figures?|totals?|fees?|costs?|sums?|numbers?|tariffs?|hourly|"
    r"per seat|per user|quot\w+"
)
_AGREED = (
    r"agree\w*|quot\w+|negotiat\w*|discuss\w*|promis\w*|told|offer\w*|expect\w*|understood|understanding|supposed|"
    r"proposal|estimate\w*|order form|signed|spoke|talked|confirmed|were given|assured|had in mind|budget\w*"
)

ABOUT_MONEY: tuple[Row, ...] = (
    row(
        _D,
        then(r"already|previously|long ago", r"paid|settled|cleared|transferred|remitted|wired|sorted|taken care of"),
        then(
            r"(?:was|were|been|got|had it) (?:\w+ ){0,2}(?:paid|settled|remitted|wired|transferred|"
            r"cleared)",
            r"\w*",
            1,
        ),
        r"\b(?:we|i|they|accounts|treasury|finance|ap|he|she)(?:'ve| have| had| did)? (?:\w+ly |already |just )?"
        r"(?:paid|settled|remitted|wired|transferred)\b(?! (?:out )?(?:by|on) (?:next|this)\b)",
        r"\b(?:payment|transfer|wire|money|funds|cheque|check|remittance|bacs|ach)(?: of .{1,20})?"
        r" (?:was|were|has been|have been|had been|went|left|cleared|got|did go)\b"
        r"(?!.{0,25}\b(?:scheduled|approved|authori[sz]ed|planned|delayed|held|put|set up|queued|"
        r"stuck|blocked|rejected|"
        r"stopped|on hold|not)\b)",
        r"\b(?:it|this|that|invoice \S+) (?:was|has been|have been) (?:\w+ ){0,2}(?:paid|settled|"
        r"cleared|remitted)\b",
        r"\bpaid (?:this|it|that|you|them|in full|on|last|by (?:card|wire|bank|cheque|check|transfer|direct)|"
        r"already|back in|in (?:january|february|march|april|may)|the (?:invoice|amount|full))",
        r"\byou(?:'ve| have| already)* (?:already )?(?:have|had|got|received|taken|"
        r"collected) (?:our|the|this|that|your)"
        r" (?:money|payment|funds|transfer)",
        r"\b(?:went out|left our (?:bank|account)|debited|bank (?:says|confirm\w*)|proof of payment|"
        r"payment (?:proof|"
        r"receipt|confirmation|advice)|remittance (?:attached|advice)|swift (?:copy|confirmation)|bank statement)\b",
        r"\b(?:check|look) (?:with |at |on )?(?:your|the) (?:bank|account|records|books|ledger)",
        r"\b(?:on|in) your (?:bank )?account (?:since|from|for|already)|\b(?:your|the|our) (?:bank |"
        r"account )?statement (?:of|from|for|dated|shows)",
        r"\b(?:should|must) (?:already )?(?:have (?:already )?)?(?:be (?:with|in)|reached?|arrived|"
        r"landed|shown? up)\b.{0,20}"
        r"\b(?:you|account|bank|by now|already)",
        r"\b(?:nothing|no (?:balance|amount)|zero) (?:is |are )?(?:outstanding|open|owed|owing|due|left)\b",
        r"\b(?:all|everything|fully|full) (?:is |was |has been )?(?:paid up|settled|paid)\b(?! (?:by|once|when|if))",
        r"\bmark(?:ed)? (?:\w+ ){0,3}as (?:paid|settled)|\b(?:our|my) (?:records|books|system|"
        r"ledger) shows? (?:\w+ ){0,6}"
        r"(?:paid|settled|cleared|closed|zero|nothing)",
        r"\b(?:made|did|sent|executed|initiated|released|wired) (?:you )?(?:the|our|that|this|"
        r"a) (?:payment|transfer|money|wire|funds)\b",
        r"\b(?:confirm\w*|shows?|with) value (?:date )?\S*\d",
        reason=_R.ALREADY_PAID,
    ),
    row(
        _D,
        words(r"twice|double[d]?[- ]?(?:bill\w*|charg\w*|invoic\w*|count\w*)?|duplicat\w*|second time"),
        r"\bsame (?:invoice|thing|charge|amount|work|hours|item|service|month|period)\b.{0,40}|"
        r"\balready (?:been )?(?:invoiced|billed|charged)",
        near(
            r"wrong|incorrect\w*|mistak\w*|errors?|erroneous\w*|inaccura\w*|miscalculat\w*|typo|"
            r"mismatch\w*|discrepanc\w*",
            _BILL + r"|vat|tax\w*|entity|company|address|quantit\w*|period|currency|name|account|customer|month|"
            r"po|details|calculation",
        ),
        r"\bmade out to\b|\b(?:wrong|different|other|another) (?:legal )?(?:entity|company|"
        r"subsidiary|customer|cost cent\w+)",
        near(
            r"vat|sales tax|reverse[- ]charge|tax rate|withholding tax",
            r"wrong|incorrect|not|\w*n't|should|must|exempt|why|0 ?%|zero|missing|remove|shouldn't",
        ),
        r"\b(?:only|just) (?:\w+ ){0,2}(?:order|ask|need|request|have|use|book|bought|purchase|"
        r"receiv|got|employ|licen)\w*\b.{0,60}"
        r"\b(?:\d+|one|two|three|four|five|six|ten|half)\b|\b(?:we|"
        r"i)(?:'ve)? (?:have )?only (?:\w+ )?(?:ordered|got|received|had|used|use|have|asked|signed)",
        near(
            r"quantit\w*|count|number of (?:seats|users|licen[cs]es|hours|units|days)|headcount|hours",
            r"not (?:the )?same|not|\w*n't|differ\w*|wrong|too (?:many|high)|off|listed|more than|"
            r"higher|less|fewer|mismatch",
        ),
        r"\b(?:do(?:es)? not|don't|doesn't|cannot|can't|nobody|no one|not|unable to) (?:here |"
        r"there )?(?:recogni[sz]e|identify|find any|place|"
        r"know what|trace|link|match|see what)s?\b.{0,40}\b(?:charge|invoice|order|amount|line|item|"
        r"bill|this|it|what)",
        r"\bwhat (?:is|are|was|were|exactly)\b.{0,25}\b(?:for|about|charge|this line|these lines|item)\b.{0,3}\?",
        r"\bwhy (?:are|is|were|was|did|do|have|am|does|should|would)\b.{0,40}\b(?:charg\w*|bill\w*|"
        r"invoic\w*|pay|paying|on (?:here|there|it)|fee|listed|included|higher|more|so (?:much|"
        r"high))",
        r"\b(?:charged|billed|invoiced|paying) (?:us |me )?for\b.{0,60}\b(?:when|although|though|"
        r"but|even|while|only|before|after|that|which)\b",
        r"\b(?:need|want|like|please|kindly|ask|request|expect|require|send|issue|provide|"
        r"wait\w* for|until|once|must)\b.{0,30}\b(?:correct\w*|amend\w*|revis\w*|re-?issu\w*|"
        r"adjust\w*|fix\w*|re-?calculat\w*|updated)\b(?!.{0,15}\b(?:address|contact|record|detail|"
        r"e-?mail|bank))",
        r"\b(?:it|invoice|this|that|amount|line|bill)\w* (?:is|gets|has been|was) (?:corrected|"
        r"amended|revised|fixed|adjusted)\b",
        r"\b(?:cancel|void|withdraw|reverse|remove|delete|rectify|correct)\b.{0,20}\b(?:invoice|"
        r"bill|charge|line|item|it from)",
        r"\b(?:old|previous|wrong|last year's|closed|outdated) (?:price|rate|tariff|billing|cost|"
        r"contract|order)\w*\b",
        r"\bproportion\w*|\bpro[- ]?rata\b|\bmis-?(?:billed|charged|applied)|\bover-?(?:charg|bill|"
        r"invoic|paid|pay)\w*|\btyp(?:o|ing error)\b",
        reason=_R.BILLING_ERROR,
        yields_to_po=True,
    ),
    row(
        _D,
        near(
            _PRICE,
            r"too (?:high|much|expensive)|higher (?:than)?|more than|wrong|not right|not correct|"
            r"different\w*|do(?:es)?n't match|"
            r"not match\w*|exceed\w*|above|increas\w*|went up|gone up|uplift|surpris\w*|lower|less than|"
            r"tie up|tally|add up|reconcil\w*|"
            r"nearer|closer to|rather than|instead of|steep|jump\w*|double|excessive\w*|not in line|off|"
            r"out of line|not the one|not the ones|odd|strange|inflated|unexpected\w*",
        ),
        near(
            _AGREED,
            r"price|rate|discount\w*|free|lower|less|percent|%|waive\w*|per (?:seat|user|hour|day|"
            r"month)|reduc\w*|cheaper|flat|fixed|"
            r"figure|amount|number|nearer|closer|half|capped?|not (?:be )?(?:charg|bill|invoic)\w*|"
            r"different|another|something else|no (?:charge|cost|fee)",
        ),
        words(
            r"free of charge|no charge|complimentary|at no (?:extra |additional )?cost|for free|free (?:trial|"
            r"pilot|period|month|of cost)|pilot (?:phase|period)|no (?:extra|additional) (?:cost|charge|fee)s?"
        ),
        r"\bdiscount\w*|\brebat(?:e|es)\b|\bprice (?:list|match|increase|rise|hike|difference)|"
        r"\bover ?(?:priced|charg\w*)|\bexpensive\b|\brip[- ]?off\b",
        reason=_R.PRICING,
        yields_to_po=True,
    ),
    row(
        _D,
        near(
            r"contract\w*|agreement|msa|clause|section|article|annex|schedule|t&cs?|terms(?: (?:and|"
            r"&) conditions)?|sla|sow|framework",
            r"says?|states?|stated|cap(?:s|ped)?|notice|breach\w*|\w*n't|not|never|no|according|under|"
            r"entitle\w*|violat\w*|void|expir\w*|terminat\w*|ended|ends?|cancel\w*|exceed\w*|limit\w*|"
            r"contra\w*|different\w*|require\w*|signed|renew\w*|interpret\w*|read",
        ),
        near(
            r"cancel\w*|terminat\w*|gave notice|given notice|notice (?:of|was|period)|opted out|"
            r"not renew\w*|didn't renew|ended|discontinu\w*|stopped using|lapsed|expired",
            r"subscription|contract|service|licen[cs]\w*|agreement|plan|account|we|renewal|december|"
            r"january|february|march|april|last",
        ),
        r"\bauto[- ]?renew\w*|\bnot what (?:was|we|is|had been|i)\b.{0,10}\b(?:agreed|signed|"
        r"discussed|contract\w*|ordered|expected|bought|purchased)|\bas per (?:our|the) (?:contract|"
        r"agreement|sow|msa)",
        reason=_R.CONTRACT,
        usual_in=("note",),
    ),
)
