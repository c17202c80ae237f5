"""Challenges of the invoice itself: paid already, billed wrongly, another price, another contract."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, near, row, then
from bot.stages.reading.phrases_words import BILL, CONTRACT, NOT, NUMBER, PRICE
from models.dispute import DisputeReason
from models.signal import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

_PAID = r"paid|settled|remitted|wired|transferred"
_DONE = (
    r"made|sent|completed|processed|executed|released|transferred|paid|credited|deposited|mailed|posted|debited|"
    r"cleared|received|"
    r"done|issued|initiated|wired|remitted|dispatched"
)
_MOVED = (
    rf"(?:was|were|has been|have been|had been) (?:\w+ ){{0,2}}?(?:{_DONE})|went|left|cleared|got there|did go|(?:is|"
    rf"has|'s) (?:already )?gone"
)
#: Money that is said to move later has not moved.
_LATER = r"(?!.{0,120}\b(?:will|'ll|scheduled|should|once|by next)\b)"
_MONEY = (
    r"(?:payment|transfer|wire|money|funds|cheque|check|bacs|ach|remittance|(?:eur|usd|gbp|chf|[£€$]) ?\d[\d.,']{0,15}|"
    r"\d[\d.,']{0,15} ?(?:eur|usd|gbp|chf|[£€$]))"
)
_NOT_YET = (
    r"(?!.{0,25}\b(?:scheduled|approved|authori[sz]ed|planned|delayed|held|put|set up|queued|stuck|blocked|rejected|"
    r"stopped|on hold|not)\b)"
)

#: Money that has moved: "already paid" is handled as a dispute until cash application says otherwise.
_ALREADY_PAID = (
    r"\b(?:bank|banking|account|statement)\b.{0,25}\b(?:shows?|says?|confirms?)\b.{0,25}\b(?:left|gone|went|debited|out|paid|"
    r"cleared|executed)\b|\b(?:will|should|must) have (?:credited|received|been credited|reached you)\b.{0,30}\bon\b",
    then(r"already|previously|long ago", rf"{_PAID}|cleared|sorted|taken care of"),
    rf"\b(?:was|were|been|had it) (?:\w+ ){{0,2}}(?:{_PAID}|cleared)\b",
    rf"\b(?:we|i|they|accounts|treasury|finance|ap|he|she)(?:'ve| have| had| did)? (?:\w+ly |already |"
    rf"just )?(?:{_PAID})\b"
    r"(?! (?:out )?(?:by|on) (?:next|this)\b)",
    rf"^(?:{_PAID}|cleared|sent)\b (?:\w+ ){{0,3}}?(?:on|by|last|in|yesterday|today|already|this|back)\b",
    rf"(?:\b|(?<=\s)){_MONEY}(?: of .{{1,20}})?(?: \w+){{0,6}}? (?:{_MOVED})\b{_NOT_YET}",
    rf"\b(?:payment|transfer|wire|cheque|check|funds) (?:{_DONE})\b{_LATER}",
    r"\b(?:it|this|that|this one|that one|invoice \S+) (?:was|has been|have been|went|went out) (?:\w+ ){0,2}"
    rf"(?:{_PAID}|cleared|by (?:direct debit|wire|transfer|bacs|ach|cheque|check|card))\b",
    r"\b(?:this|that|these|it)(?: one)? (?:was |were |has |have )?cleared (?:on|in)\b",
    r"\bpaid (?:this|it|that|you|them|in full|on|last|by (?:card|wire|bank|cheque|check|transfer|direct)|already|"
    r"back in|in (?:january|february|march|april|may)|the (?:invoice|amount|full))\b",
    r"\byou(?:'ve| have| already)* (?:already )?(?:have|had|got|received|taken|collected) (?:our|the|this|that|your) "
    r"(?:money|payment|funds|transfer)\b",
    r"\b(?:left our (?:bank|account)|gone from our account|debited|bank (?:says|tells|confirm\w*)|"
    r"(?:treasury|accounts) confirm\w* value|(?:proof|confirmation) of payment|payment (?:proof|receipt|confirmation)|"
    r"swift (?:copy|confirmation)|confirmation from (?:the|our) bank)\b",
    r"\b(?:check|look)(?: \w+){0,2} (?:with |at |on )?(?:your|the) (?:bank|account|records|books|ledger)\b",
    r"\b(?:on|in) your (?:bank )?account (?:since|from|for|already)\b|"
    r"\byour (?:bank |account )?statement (?:of|from|for|dated|shows) .{0,20}\d",
    r"\b(?:should|must) (?:already )?(?:have (?:already )?)?(?:be (?:with|in)|reached?|arrived|landed|shown? up)\b"
    r".{0,20}\b(?:you|account|bank|by now|already)\b(?!.{0,20}\b(?:by|on|next|this)\b)",
    r"\b(?:has (?:it|the money) not|hasn't (?:it|the money)) (?:turned up|arrived|reached|landed|shown up)\b",
    r"\b(?:nothing|no (?:balance|amount)|zero) (?:is |are )?(?:outstanding|open|owed|owing|due|left)\b",
    r"\b(?:all|everything|fully|full) (?:is |was |has been )?(?:paid up|settled|paid)\b(?! (?:by|once|when|if))",
    r"\b(?:our|my) (?:records|books|system|ledger) (?:shows?|says?|has|have) (?:\w+ ){0,6}"
    r"(?:paid|settled|cleared|closed|zero|nothing)\b|\bin our books (?:\w+ ){0,4}(?:closed|settled|paid|cleared)\b",
    r"\b(?:made|did|sent|executed|initiated|released|wired|mailed|posted|issued) (?:you )?(?:the|our|that|this|"
    r"a) (?:\w+ )?"
    r"(?:payment|transfer|money|wire|funds|check|cheque)\b(?! (?:advice|form|request))",
    r"\b(?:it|that|payment|transfer|this) went through (?:on|last|yesterday|this|already)\b|"
    r"\b(?:we|i) (?:sent|posted|mailed) (?:that|it|this|them) (?:on (?:the|\d|mon|tue|wed|thu|fri)|last|yesterday|"
    r"already)",
    r"\bremittance (?:advice )?attached\b|\bpayment went out\b",
)

_WRONG = (
    r"wrong|incorrect\w*|mistak\w*|errors?|erroneous\w*|inaccura\w*|miscalculat\w*|typo|mismatch\w*|discrepanc\w*|"
    r"not (?:right|correct|accurate)|isn't (?:right|correct)|overstated|out by|off by"
)
_ENTITY = r"entity|compan(?:y|ies)|subsidiary|customer|cost cent\w+|firm|branch|tenant|division"

#: Something on the bill is wrong, or is there twice.
_MISBILLED = (
    near(_WRONG, rf"{BILL}|vat|tax\w*|{_ENTITY}|period|currency|month|details|exchange rate|month"),
    r"\bmixed (?:\w+ )?up\b|\bmix-?up\b|\bconfus(?:ed|ing) us with\b",
    r"\b(?:must|might|may|seems to|looks to|think there) (?:be|is|may be|has been) (?:\w+ )?(?:a |an |some )?(?:\w+ )?"
    r"(?:mistake|error|mix-?up|misunderstanding|wrong)\b",
    r"\b(?:bill|charg|invoic|count|appear|list|show|hit|debit)\w*\b.{0,40}\b(?:twice|two times|a second time|"
    r"double)\b|\b(?:billed|charged|invoiced|appears?|listed|show(?:s|ed)? up) (?:\w+ ){0,3}again\b|"
    r""
    r"\b(?:twice|double|second time)\b.{0,25}\b(?:bill|charg|invoic|paid|debit|for the same)\w*|\bdouble[d]?[- ]?"
    r"(?:bill|charg|invoic|count|dipp)\w*|\bduplicat\w* (?:invoice|charge|billing|entry|line|bill)|\b(?:is|are|as|"
    r"be) (?:a )?duplicates?\b",
    r"\b(?:the )?same (?:thing|charge|amount|work|hours|item|service|month|period|invoice) (?:\w+ ){0,3}"
    r"(?:twice|again|already|as)\b|\b(?:look|are|be|is|seem)\w* (?:\w+ ){0,3}the same (?:thing|charge|invoice|work|"
    r"month|period)\b|"
    r"\balready (?:been )?(?:invoiced|billed|charged)\b",
    r"\bmade out to\b|\b(?:wrong|different|another) (?:legal )?" + rf"(?:{_ENTITY})\b",
    r"\b(?:should|ought to|must|has to) (?:\w+ )?(?:have (?:been|gone|come)|be|read|say|go) .{0,40}\b(?:not|"
    r"rather than|instead|"
    rf"{_ENTITY})\b",
    rf"\b(?:{BILL}|price|currency|rate|vat) (?:should|ought to|must) (?:be|have been|read|say)\b"
    r"(?! (?:\w+ )?(?:uploaded|sent|submitted|addressed|e-?mailed|paid|booked|posted|approved|coded|registered|"
    r"entered|attached|quoted))",
    r"\b(?:billed|addressed|invoiced|issued) to \w+.{0,40}\b(?:but|they|which|who|dissolved|no longer|instead|not|"
    r"we are)\b|"
    r"\b(?:two|both|three) (?:invoices|bills|charges) for the same\b|\bours is a\b",
    r"\b(?:invoiced|billed|charged) \w+(?: \w+)? (?:instead of|rather than)\b",
    r"\b(?:not|isn't|aren't) (?:ours|our (?:invoice|bill|order|liability|account|company)|for us|addressed to us|"
    r"meant for us)\b|"
    r"\b(?:invoice|bill|it|this|that|charge)\b.{0,20}\bbelongs? to (?:our|another|a|the|someone|somebody)\b|\b(?:for|"
    r"to) (?:someone|somebody) else\b|\bnot to us\b",
    r"\b(?:site|store|branch|shop|office|depot|location|subsidiary|company|division)s? (?:that |which )?"
    r"(?:we|was|were|has been)(?: have| had|'ve)? (?:sold|closed|shut|given up|moved out)\b|"
    r"\b(?:we|they) (?:sold|closed|shut) (?:\w+ ){1,5}(?:in|last|back)\b",
    near(
        r"vat|sales tax|reverse[- ]charge|tax rate|withholding tax",
        r"wrong|incorrect|not(?! (?:number|id))|\w*n't|should|must be|exempt|why|0 ?%|zero|remove|we're|we are",
    ),
    r"\b(?:doesn't|does not|don't|do not|didn't|did not|never) (?:\w+ ){0,2}(?:add up|tie (?:up|in|out)|tally|"
    r"reconcile|equal|square|foot|match|"
    r"correspond|agree (?:with|to))\b|\bmismatch\w*|\bdiscrepanc\w*",
    r"\bshould (?:have been|be) (?:\w+ )?(?:cancelled|canceled|removed|credited|refunded|free|included|lower|less|"
    r"reduced|reversed|waived)\b|\bstop chasing\b",
    rf"\b(?:{NOT}) (?:\w+ ){{0,3}}(?:told|informed|notified|advised|warned|communicated|announced|"
    rf"mentioned)\b.{{0,40}}\b(?:price|increase|charge|fee|change|renew\w*|cost|extra|uplift)\w*",
    rf"\b(?:price|increase|charge|fee|change|renewal|cost|extra|"
    rf"uplift)s?\b.{{0,40}}\b(?:{NOT}) (?:\w+ ){{0,3}}(?:told|informed|notified|advised|warned|communicated|"
    rf"announced|mentioned)\b",
    rf"\b(?:{BILL}|seats|users|numbers|count)\b.{{0,40}}\b(?:differs?|deviates?|not (?:the )?same|n't (?:the )?same|"
    rf"too many)\b|"
    r"\b(?:difference|shortfall|gap|discrepancy) of\b",
    r"\b(?:listed|billed|charged|put) on days\b|\btyp(?:o|ing error)\b|\bmis-?(?:billed|charged|applied)\b|"
    r"\bover-?(?:charg|bill|invoic|paid|pay)\w*|\bpro[- ]?rata\b",
    r"\b(?:we|our side|our figures|i) (?:\w+ ){0,3}(?:comes?|get|make it|arrive|calculat\w*|"
    r"work it out) (?:\w+ )?(?:at|to|it)? ?"
    r"(?:something else|a different|another|\w+ less)\b",
    r"\b(?:invoice|bill|it|charge)s? (?:covers?|runs?|goes back|includes?) (?:\w+ ){0,6}\b(?:but|although|when|"
    r"while)\b",
)

#: They want another invoice, or none.
_CORRECT_IT = (
    r"\b(?:can|could|please|kindly|need|must|until|once|needs to be|want|ask|require|expect|wait\w* for|send|"
    r"issue)\b.{0,40}\b"
    r"(?:put (?:that|this|it) right|correct (?:it|this|that|the|your|invoice|one|accordingly)|(?:corrected|correcti|"
    r"amend|revis|re-?issu|adjust|re-?calculat|rectif)\w*)\b"
    r"(?!.{0,15}\b(?:address|contact|record|detail|e-?mail|bank|number|reference|person)\b)",
    r"\b(?:cancel|void|withdraw\w*|reverse|remove|delete|rectify|strike)\b.{0,20}\b(?:invoice|bill|charge|line|this|"
    r"item|it from)\b",
)

#: They cannot tell what it is for.
_UNKNOWN_CHARGE = (
    rf"\b{NOT} (?:\w+ ){{0,2}}(?:recogni[sz]es?|identify|place|trace)\b.{{0,40}}\b(?:charge|invoice|order|amount|"
    rf"line|item|bill|"
    r"this|it)\b",
    r"\bwhat(?:'s| is| are| was| were| exactly)\b.{0,35}\b(?:for|about|charge|this line|these lines|"
    r"meant to be)\b.{0,3}\?",
    r"\b(?:work out|tell|understand|figure out|know) what .{1,50}\b(?:is|are|was|were|means?|supposed)\b",
    r"\bwhy\b.{0,60}\b(?:charg\w*|bill\w*|invoic\w*|pay|paying|fee|listed|included|higher|more|up on|so (?:much|"
    r"high))\b",
    r"\bwhere (?:does|do|did) (?:that|this|it|they|these)\b.{0,20}\bcome from\b",
    r"\b(?:charged|billed|invoiced|paying|pay) (?:us |me )?for\b.{0,60}\b(?:when|although|though|but|even|while|"
    r"before|after|"
    r"that|which|never|\w+n't)\b",
)

_HIGH = (
    r"too (?:high|much|expensive)|higher|more than|not right|not correct|different\w*|do(?:es)?n't match|not match\w*|"
    r"exceed\w*|above|went up|gone up|uplift|surpris\w*|lower than|less than|nearer|closer to|rather than|instead of|"
    r"steep|jump\w*|double|excessive\w*|not in line|(?:is|are|looks?|seems?) off|out of line|not the ones?|odd|"
    r"strange|inflated|unexpected\w*|wrong|"
    r"up on|\d+ ?% (?:up|more)"
)
_AGREED = (
    r"(?:we|you|i|rep\w*|sales\w*|colleague|manager|they|people|nobody|as) (?:\w+ ){0,4}?(?:agreed|quoted|negotiated|"
    r"discussed|"
    r"promised|offered|told|assured|signed|spoke|talked|had in mind|budgeted)|agreed|negotiated|quoted|(?:we|"
    r"i) understood|supposed to|"
    r"our understanding|were given|under the impression|in my head"
)
_LESS = (
    r"price|rate|discount\w*|free|lower|less|per ?cent|%|waive\w*|per (?:seat|user|hour|day|month)|reduc\w*|cheaper|"
    r"flat|fixed|"
    r"figure|amount|number|nearer|closer|half|capped?|not (?:be )?(?:charg|bill|invoic)\w*|different|another|"
    r"something else|"
    r"no (?:charge|cost|fee)|on (?:you|the house)|cost"
)

#: Another price than the one they have in mind.
_PRICING = (
    near(PRICE, _HIGH, 60),
    near(_AGREED, _LESS),
    rf"\b(?:agreed|quoted|negotiated|offered|discussed)\b.{{0,50}}?\b{NUMBER}",
    r"\b(?:free of charge|no charge|complimentary|at no (?:extra |additional )?cost|for free|free (?:trial|pilot|"
    r"period|"
    r"month|of cost)|pilot (?:phase|period)|no (?:extra|additional) (?:cost|charge|fee)s?|(?:were|was|be|is) on you|"
    r"on the house)\b",
    near(
        r"discount\w*|rebat(?:e|es)",
        rf"{NOT}|missing|forg\w*|should|agreed|promised|where|negotiated|applied|\d+ ?%",
        50,
    ),
    r"\b(?:more|higher|bigger|larger|times|double|twice)(?: than)? (?:what )?(?:we (?:normally|usually|expected|"
    r"agreed|pay|paid|see)|usual|normal\w*|last (?:year|month|quarter|time)|"
    r"before|the (?:previous|last|other)|expected|agreed)\b|\bstill (?:on|at) (?:the|our|your) (?:\w+ )?(?:rate|"
    r"price|plan|tariff)\b",
    r"\b(?:old|previous|last year's|20\d\d|current|new|outdated) (?:price|rate|tariff)s?(?: ?list)?\b",
    r"\b(?:price|rate|tariff|fee)s? (?:that )?we have (?:on file|here|in)\b",
    r"\bprice (?:increase|rise|hike|difference)s?\b|\buplift\b|\bover ?priced\b|\bexpensive\b|\brip[- ]?off\b",
    rf"\b{NUMBER} hours? for\b.{{0,40}}\?",
    r"\bwalk (?:us|me) through\b|\bhow (?:you|did you) (?:got|get|arrived?) (?:to|at)\b",
    r"\bas (?:discussed|agreed|mentioned|promised|said)\b.{0,40}\b(?:fee|charge|amount|invoice|bill|price|should|"
    r"not)\b",
    r"\b(?:waived|meant to be (?:capped|free|waived|lower|included))\b|\b(?:remove|take off|take out) the\b",
)

_BINDS = (
    r"says?|states?|stated|cap(?:s|ped)?|notice|breach\w*|according|under|per|entitle\w*|violat\w*|void|exceed\w*|"
    r"limit\w*|"
    r"contra\w*|different\w*|requires?|interpret\w*|reads|provides?|\w+n't|not|never|no|max\w*|only"
)
_ENDED = r"cancel\w*|terminat\w*|ended|discontinu\w*|lapsed|expired?|ran out|not renew\w*|didn't renew|countersigned"
_OURS = (
    r"subscription|contract|service|licen[cs]\w*|agreement|plan|membership|renewal|trial|module|term|booking|order|"
    r"reservation|session|workshop"
)

#: What the contract says, or that there is none any more.
_CONTRACT = (
    near(CONTRACT, _BINDS, 60),
    near(_ENDED, _OURS, 50),
    r"\b(?:we|i) (?:\w+ )?(?:cancelled|canceled|terminated|gave (?:you )?notice|opted out|stopped (?:using|being)|"
    r"left you|handed)\b",
    r"\b(?:gave|given|giving|received our) notice\b|\bnotice (?:period|of termination|of cancellation|was)\b",
    r"\bauto[- ]?renew\w*|\bnot what (?:was|we|is|had been|i)\b.{0,10}\b(?:agreed|signed|discussed|contract\w*|"
    r"ordered|expected|"
    r"bought|purchased)\b|\b(?:as )?per (?:our|the) (?:contract|agreement|sow|msa|order form)\b",
    r"\bstop (?:billing|charging|invoicing) (?:us|me)\b|\b(?:did not|didn't|not) continue\b|\bno longer (?:a|"
    r"your) customers?\b",
    r"\bagreed that (?:we|i|you) (?:only )?(?:pay|invoice|bill)\b|\bhanded .{0,40}\bback\b",
)

#: The particular ones first: the first row that holds names the reason.
ABOUT_MONEY: tuple[Row, ...] = (
    # Part of it came and the rest is acknowledged: nothing is challenged.
    row(
        _D,
        *_ALREADY_PAID,
        reason=_R.ALREADY_PAID,
        unless=(
            r"\b(?:the )?(?:rest|remainder|remaining|balance)\b.{0,25}\b(?:will|follows?|to follow|is coming|comes)\b",
        ),
    ),
    row(_D, *_CONTRACT, reason=_R.CONTRACT, usual_in=("note",)),
    row(_D, *_PRICING, reason=_R.PRICING),
    row(_D, *_MISBILLED, reason=_R.BILLING_ERROR),
    row(_D, *_CORRECT_IT, reason=_R.BILLING_ERROR, yields_to_paper=True),
    row(_D, *_UNKNOWN_CHARGE, reason=_R.BILLING_ERROR),
)
