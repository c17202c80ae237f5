"""Challenges of what was done for the money: scope, delivery, quality; and of paying at all."""

from __future__ import annotations

from bot.stages.phrases import NOT, Row, near, row, then, words
from models.dispute import DisputeReason
from models.packet import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

_BILL = (
    r"invoic\w*|bill(?:s|ed|ing)?|charg\w*|amounts?|figures?|totals?|sums?|lines?|items?|"
    r"numbers?|fees?|hours|positions?"
)
_GOODS = (
    r"deliver\w*|ship\w*|goods|items?|units?|batch\w*|boxes|parts?|pallets?|deliverables?|milestones?|modules?|"
    r"hardware|equipment|documentation|reports?|order|consignment|installation|training|workshops?|sessions?|project"
)
_COUNTERPARTY = r"you|your|yours|fennel|the (?:service|software|system|platform|product|tool|consultants?|team|work)"

ABOUT_WORK: tuple[Row, ...] = (
    row(
        _D,
        then(
            NOT,
            r"(?:\w+ ){0,3}(?:order(?:ed)?|request(?:ed)?|commission(?:ed)?|authori[sz]ed?|"
            r"sign(?:ed)? (?:up|off)|subscrib\w*|asked? (?:for|you|anyone)|want(?:ed)? (?:this|that|it|"
            r"the)|book(?:ed)?|consent\w*|instruct\w*|agree(?:d)? (?:to|on|with|any|that|this)|"
            r"contract(?:ed)? for|use (?:it|this|them|the)|used|activat\w*|cover\w*|includ\w*|part of|"
            r"foresee|mention\w*|purchas\w*|bought)",
            30,
        ),
        r"\b(?:out of|outside|beyond|exceed\w*|over and above) (?:of )?(?:the |our |"
        r"what )?(?:\w+ )?(?:scope|sow|statement of work|quote|proposal|order|offer|agreement|"
        r"budget|contract|we)",
        r"\b(?:part of|included in|within|covered by|comes with|inclusive)\b.{0,30}\b(?:package|"
        r"subscription|price|plan|fee|contract|scope|licen[cs]e|support|original|base|bundle|"
        r"standard|order|what we)",
        r"\btake (?:it|that|this|them|those) (?:off|out)|\b(?:should|must|ought)(?:n't| not) (?:be |"
        r"have been )?(?:on|there|charged|billed|included|invoiced|paying|pay|appear|owe)",
        r"\b(?:extra|additional|unplanned|unexpected|unapproved|unauthori[sz]ed|"
        r"unsolicited) (?:work|hours|items?|services?|charges?|costs?|fees?|lines?|modules?|users?|"
        r"licen[cs]es?|days)|\bchange request|\badd-?ons?\b|\bscope\b|\bwasn't in\b|\bnot in (?:the|"
        r"our) (?:quote|order|proposal|contract|sow|scope|offer)",
        reason=_R.SCOPE,
        yields_to_po=True,
    ),
    row(
        _D,
        then(
            NOT,
            r"(?:\w+ ){0,4}(?:receiv\w*|arriv\w*|deliver\w*|shipp\w*|got|seen|shown up|turn\w* up|"
            r"show\w* up|install\w*|finish\w*|complet\w*|gone? live|handed|done|happen\w*|start\w*|held|"
            r"take\w* place|taken place|signed off|provid\w*|materiali[sz]\w*|set up|reach\w*|"
            r"carried out|accept\w*|implement\w*|here|rolled out|usable|migrated|"
            r"launch\w*)\b(?!.{0,20}\b(?:invoice|your e-?mail|reminder|statement|copy|copies|pdf|"
            r"approval|approved|login|salary|credit|response|reply|answer))",
            40,
        ),
        near(
            r"missing|incomplete\w*|short(?:ed|age|fall)?|partial\w*|outstanding|late|delayed|delays?|"
            r"overdue|pending|lost|stuck|behind schedule|back-?order\w*|undelivered|unfinished|rest of|"
            r"remaining|remainder",
            _GOODS,
        ),
        near(
            r"wait(?:ing|ed)? (?:for|on)|still (?:owe|expect\w*|need)|owe us|where (?:is|are)|"
            r"until (?:they|it|the rest|everything|all) (?:show|arriv|is|are|has|have|come)\w*",
            _GOODS,
        ),
        r"\b(?:wrong|different|other) (?:items?|goods|parts?|products?|model|size|colou?r|version|"
        r"units?|material|boxes)|\bproof of delivery|\bpod\b|\bdelivery note|\btracking (?:number|"
        r"says|shows)|\bonly (?:\w+ ){0,3}(?:arrived|delivered|received|came|shipped|"
        r"of (?:the )?\d+)|\b(?:half|part|some|one|two|three|rest|remainder) of (?:the |our |it|"
        r"them|it\b).{0,50}\b(?:arriv|deliver|missing|come|came|ship|happen|here|done|finish|"
        r"complete)\w*|\bgo-?live\b|\bmilestone\b|\bacceptance (?:test|protocol|criteria|"
        r"certificate)|\buat\b|\btimesheets?\b",
        reason=_R.DELIVERY,
        about_money=False,
        yields_to_po=True,
    ),
    row(
        _D,
        words(
            r"poor\w*|terribl\w*|unacceptabl\w*|unsatisf\w*|dissatisf\w*|disappoint\w*|unhappy|faulty|"
            r"defect\w*|broken|damaged?|unusable|sub-?standard|shoddy|buggy|bugs?|outages?|downtime|"
            r"unreliabl\w*|redo|re-?did|rework\w*|complain(?:t|ts|ed|ing)|let down|useless|crash\w*|"
            r"malfunction\w*|worse|awful|appalling|joke|mess|botched|sloppy|incompeten\w*|frustrat\w*|"
            r"flicker\w*|leak\w*|cracked|scratched|noisy|freez(?:es|ing)|hangs|falls? over|too slow|"
            r"fix(?:ing)? (?:it|them|these|those) ourselves|below (?:standard|par|expectation\w*|what)|"
            r"fell short|falls short|not fit for"
        ),
        r"\b(?:not|\w*n't|never|hardly|less than|no(?:t|where) near)\b (?:\w+ ){0,3}(?:happy|"
        r"satisf\w*|work(?:s|ed|ing)? (?:as|proper|correct|reliab|at all|for us|since)\w*|"
        r"up to (?:standard|scratch|par)|good enough|usable|acceptable|impressed|perform\w*|"
        r"good quality|stable|resolved|fixed|solved|addressed|what (?:was|we|you) (?:promised|"
        r"expected|described|sold))",
        near(
            _COUNTERPARTY,
            r"(?:do(?:es)?n't|does not|do not|did not|didn't|isn't|is not|stopped|"
            r"never) (?:\w+ )?work\w*|(?:has been|have been|was|were|is|being|keeps? (?:going|"
            r"being)) (?:\w+ )?(?:down|offline|slow|unavailable)|junior|inexperienced|fail\w*|errors?|"
            r"mistakes?|problems?|issues?|trouble\w*|coming out wrong",
            50,
        ),
        near(
            r"issues?|problems?|faults?|concerns?|errors?|tickets?|incidents?|trouble\w*|quality",
            r"unresolved|resolv\w*|address\w*|fix\w*|open|not|still|raised|report\w*|sort\w*|before|"
            r"until|service|support|system|it team|ongoing|poor|since|quality|deliver\w*|work",
        ),
        r"\b(?:when|once|as soon as) (?:we|i|it|they|everything|all)(?: \w+){0,2} (?:use|works?|"
        r"working|running|usable|live|ready|complete|delivered|fixed)\b",
        reason=_R.QUALITY,
        about_money=False,
    ),
    row(
        _D,
        words(
            r"disput\w*|contest(?:s|ed|ing)? (?:this|the|that|it|your|invoice|these|any|part|some|line)|"
            r"challeng(?:e|es|ing) (?:this|the|that|it|your|invoice)|object(?:s|ed|ing)? (?:to|against)|"
            r"objections?|disagree\w*|quer(?:y|ies|ied|ying)|reject(?:s|ed|ing)? (?:this|the|that|it|your|"
            r"invoice|any)|unfair\w*|unreasonabl\w*|ridiculous\w*|outrageous|unjustified|not justified|"
            r"under protest|unclear|discrepanc\w*|inconsisten\w*|misunderstanding|concern(?:s|ed)? (?:about|"
            r"with|over|regarding)|clarif(?:y|ied|ication|ications)|withh(?:o|e)ld\w*|park(?:ed|ing)? (?:the|"
            r"this|it|your|invoice)|parked|set-?off|short[- ]?pa(?:y|id|ying|yment)"
        ),
        then(
            r"not|\w*n't|never|won't|wont|cannot|refus\w*|can't|no intention of|no way|stop\w*|"
            r"hold(?:ing)?(?: off| back)?|unable to|reluctant to|hesita\w*|rather",
            r"(?:\w+ ){0,4}(?:pay(?:ing|ment)?|releas\w*|authori[sz]\w*|settl\w*|accept\w*|approv\w*|"
            r"process\w*|sign (?:this|it|that) off|pass (?:this|it) on|owe\w*|liable|responsible|"
            r"honou?r)\b(?! (?:as|because|so|today|yesterday|this week|until (?:next|"
            r"the) (?:payment )?run|by (?:card|cheque|credit)))",
            40,
        ),
        r"\b(?:we|i) (?:do(?:n't| not)|never) owe|\bwhat we (?:actually |really )?owe|"
        r"\bowe (?:you )?(?:nothing|less|only)",
        near(
            r"pay\w*|settle\w*|releas\w*|process\w*|approv\w*|invoice",
            r"(?:until|unless|before|once|when|as soon as|only (?:if|when|after)|provided|subject to|"
            r"conditional on|depends? on|after)\b.{0,30}\b(?:you|your|resol\w*|sort\w*|fix\w*|"
            r"correct\w*|clarif\w*|explain\w*|address\w*|deliver\w*|replac\w*|agree\w*|understand|issue|"
            r"complete\w*|finish\w*|investigat\w*|receiv\w* (?:the|a|an|our|all)|answers?)",
            80,
        ),
        r"\bon hold\b|\bhold(?:ing)? (?:off|back|the|this|it|your)\b|\bput(?:ting)? (?:this|it|"
        r"the invoice|them|everything) (?:on|aside)|\bfro(?:ze|zen)\b|\bblocked (?:for payment|by|"
        r"until|pending|because)|\bpending (?:clarification|resolution|review of|answers?|"
        r"a response|investigation|your|explanation|further)",
        near(
            r"explain\w*|justif\w*|break ?down|itemi[sz]\w*|evidence|back-?up|supporting|details? (?:of|"
            r"on|behind|for)|elaborate|walk (?:me|us) through|shed (?:some )?light|substantiat\w*|"
            r"account for",
            _BILL + r"|work|what|this|it|cost\w*",
        ),
        r"\b(?:does|do|did|is|are|was|this|it|that|these|isn't|don't|doesn't)\b.{0,25}\b(?:n't|not|"
        r"never|isn't|doesn't|don't)?\b.{0,10}\b(?:look(?:s)? (?:right|correct|wrong|odd|off|"
        r"strange|high|familiar)|add(?:s)? up|make(?:s)? (?:any )?sense|seem(?:s)? (?:right|correct|"
        r"wrong|off|odd|high|fair|excessive|to be)|sit(?:s)? right|tie(?:s)? up|tally|tallies|"
        r"reconcile[sd]?|square|match(?:es)?|correspond\w*|agree with|reflect\w*|fair)",
        r"\b(?:isn't|is not|not|\w*n't) (?:it|right|correct|ok|okay|fair|acceptable|accurate|"
        r"the (?:deal|case|right|correct)|in order|as (?:agreed|discussed|ordered|expected|"
        r"described|promised)|how (?:we|this|it)|what (?:we|was|i|you|our)|reflected|"
        r"our (?:understanding|invoice|order|liability))\b",
        r"\b(?:not|\w*n't|hard(?:ly)?|difficult|struggl\w*|trouble|unable|fail\w*|"
        r"trying) (?:\w+ ){0,3}(?:understand\w*|follow\w*|reconcil\w*|sure (?:why|what|how|this|"
        r"that|about|we)|see (?:why|how|what)|clear (?:why|what|how|to)|comfortable|happy|convinced|"
        r"make sense|figure out|justify|match|agree\w*|find correct|ok with)",
        r"\bsurpris\w*|\bastonish\w*|\bshock\w*|\bconfus\w*|\bpuzzl\w*|\bbaffl\w*|\btaken aback|"
        r"\bdidn't expect|\bnot expecting|\bunexpected\w*|\bquestions? (?:about|on|regarding|over|"
        r"around|before|mark|as to)|\bquestion(?:ing)? (?:the|this|your|whether|why|some)|"
        r"\bdoubts?\b|\bproblem with|\bissues? with|\bsomething(?:'s| is| seems|"
        r" looks)? (?:\w+ )?(?:wrong|off|odd|not right|amiss|fishy|else|missing)|\bmust be (?:some|"
        r"a) (?:mistake|error|misunderstanding|mix)|\bmix-?up\b|\bmight be (?:a |an |"
        r"some )?(?:mistake|error|wrong)|\b(?:have|take|having|taken) (?:a|another|a second|"
        r"a closer) look\b(?!.{0,15}\bforward)|\bdouble[- ]?check|\blook into (?:this|it|that|the|"
        r"why)|\bre-?check|\breview (?:the|this|your) (?:invoice|charge|amount|bill|fee|line)|"
        r"\bbefore (?:i|we|anyone) (?:can )?(?:pay|approve|process|release|pass|sign|settle|"
        r"authori[sz]e|go any)",
        r"\b(?:escalat\w*|unwilling|no basis|not entitled|entitled|fobbed|fed up|had enough|"
        r"last straw|not good enough|come on|seriously|frankly|to be honest|"
        r"with (?:all due )?respect|honestly)\b",
        reason=_R.OTHER,
        yields_to_po=True,
    ),
)
