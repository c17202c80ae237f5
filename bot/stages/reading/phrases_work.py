"""Challenges of what was done for the money: never ordered, not delivered, not good."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, near, row
from bot.stages.reading.phrases_words import BILL, GOODS, NOT, NUMBER
from models.dispute import DisputeReason
from models.signal import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

_COMMISSIONED = (
    r"order(?:ed)?(?! (?:number|no\b|ref))|request(?:ed)?|commission(?:ed)?|authori[sz](?:ed?|ing)|sign(?:ed)? up|"
    r"subscrib\w*|"
    r"asked? for|ask(?:ed)? you|booked|consent\w*|instruct\w*|agree(?:d|ing)? (?:to|on|with)|contract(?:ed)? for|"
    r"purchased?|"
    r"bought|approv(?:ed|ing)|wanted"
)
_EXTRA = r"extra|additional|unplanned|unapproved|unauthori[sz]ed|unsolicited"

#: Nobody ordered it, or it is in what they pay already.
_SCOPE = (
    rf"\b(?:we|i|nobody|no one|none of us|they|anyone|never|neither|team|"
    rf"\w+ remembers?)\b.{{0,30}}\b{NOT}\b (?:\w+ ){{0,4}}(?:{_COMMISSIONED})\b",
    rf"\b(?:never|nobody|no one|none of us|neither)\b (?:\w+ ){{0,5}}(?:{_COMMISSIONED})\b",
    r"\bwho (?:\w+ )?(?:order|approv|authori[sz]|request|book|agreed|instruct)\w*\b.{0,25}\?",
    rf"\b(?:we|i|they) (?:\w+ )?{NOT} (?:\w+ )?(?:us(?:e|ed|ing)|activat\w*|need\w*) (?:it|this|that|them|the|any|"
    rf"those|your)\b",
    r"\b(?:out of|outside|beyond|over and above) (?:of )?(?:the |our |what )?(?:\w+ )?"
    r"(?:scope|sow|statement of work|quote|proposal|order|offer|agreement|budget|contract|we)\b",
    r"\bexceed\w* (?:the |our )?(?:\w+ )?(?:scope|sow|quote|proposal|order|offer|budget|estimate)\b",
    r"\b(?:part of|included in|within|covered by|comes with|inclusive)\b.{0,30}\b(?:package|subscription|price|plan|"
    r"fee|"
    r"contract|scope|licen[cs]e|support|original|base|bundle|standard|what we)\b",
    rf"\b{NOT} (?:\w+ )?(?:part of|included|covered|in (?:the|our) (?:quote|order|proposal|contract|sow|scope|"
    rf"offer))\b",
    r"\b(?:be|been) (?:taken off|removed|dropped)\b|\bwhat (?:exactly )?(?:am i|are we) paying for\b|"
    r"\b(?:take|took|taken|taking) (?:it|that|this|them|those|the \w+) (?:off|out)\b(?! (?:your|the|my) (?:list|"
    r"mailing))|"
    r"\b(?:should|must|ought)(?:n't| not) (?:be |have been )?(?:on|there|charged|billed|included|invoiced|paying|pay|"
    r"appear|owe)\b",
    near(rf"(?:{_EXTRA}) \w+", rf"{BILL}|{NOT}|why|who|what"),
    r"\bwe(?:'re| are)? (?:took|taken|bought|asked for|had asked for|had|have|on) (?:on )?(?:the )?(?:smaller|"
    r"standard|basic|base|starter|lite) "
    r"(?:package|edition|plan|version|one)\b|\b(?:base|basic|standard|starter) plan is all\b",
    rf"\b{NOT} (?:had|used|heard|seen|received) anything from you\b|\bnever (?:\w+ ){{0,3}}(?:with|from) you\b",
    r"\bwe don't pay for (?:a |the )?(?:demo|trial|test|pilot)\w*\b",
)

_CAME = (
    r"receiv\w*|arriv\w*|came|come|comes|deliver\w*|shipp\w*|shown up|turn\w* up|show\w* up|install\w*|finish\w*|"
    r"complet\w*|"
    r"gone? live|went live|live|handed over|done|happen\w*|start\w*|held|take\w* place|taken place|signed off|"
    r"provid\w*|materiali[sz]\w*|"
    r"set up|carried out|implement\w*|rolled out|usable|migrated|launch\w*|here|there|reached|fitted|connected|trained"
)
_PART = rf"(?:only (?:\w+ )?)?(?:(?!\d{{4}}){NUMBER}|half|part|some|most|rest|remainder|several)"
_LATE = (
    r"missing|incomplete\w*|shortage|partial\w*|late|delayed|delays|lost|stuck|behind schedule|back-?order\w*|"
    r"undelivered|"
    r"unfinished|still to come|not here|rest of|remaining|remainder|outstanding"
)

#: What was ordered has not come, or not all of it.
_DELIVERY = (
    rf"\b(?:{GOODS})\b.{{0,50}}\b{NOT}\b (?:\w+ ){{0,3}}(?:{_CAME})\b",
    rf"\b{NOT}\b (?:\w+ ){{0,3}}(?:{_CAME}|got|had|seen|record|sign) (?:\w+ ){{0,4}}?(?:{GOODS})\b",
    rf"\b(?:nothing|none|neither|nobody|no one)\b (?:\w+ ){{0,5}}(?:{_CAME}|delivered|ready|working)\b(?! (?:my|"
    rf"your) (?:mail|message))",
    rf"\b(?:we|i) (?:\w+ )?{NOT} (?:\w+ )?(?:received|got|seen) (?:it|them|any of (?:it|them|this)|anything)\b",
    r"\b(?:it|they|these|those|that) (?:\w+ )?(?:never|not|hasn't|haven't|didn't) (?:yet |been )?(?:arrived?|"
    r"delivered|shipped|turned up|"
    r"turn up|shown? up|happened?|installed|materiali[sz]ed?|gone? live)\b",
    near(_LATE, GOODS, 50),
    rf"\b(?:wait(?:ing|ed)? (?:for|on|that)|owe us|where (?:is|are)|where's|(?:no|any) (?:sign|trace|news) (?:of|on)|"
    rf"when will) (?:\w+ ){{0,4}}?(?:{GOODS})\b",
    rf"\b(?:{GOODS})\b.{{0,60}}\b(?:until (?:they|it|the rest|everything|all) (?:show|arriv|is|are|has|have|come)\w*|"
    rf"when will (?:it|they|that))\b",
    r"\b(?:wrong|different|other) (?:items?|goods|parts?|products?|model|size|colou?r|version|units?|material|boxes)\b",
    rf"\b{_PART} (?:of )?(?:(?:the|our|it|them|{NUMBER}|two|these) ?)?.{{0,40}}\b(?:arriv|delivered|missing|came|"
    rf"come|shipped|at your warehouse|happened|"
    rf"took place|still to|wet)\w*\b",
    rf"\b(?:out of|of the) (?:{NUMBER}) (?:\w+ )?(?:sites|days|sessions|workshops|pallets|boxes|units|modules|users|"
    rf"deliveries)\b|"
    rf"\b{NUMBER} out of (?:the )?{NUMBER}\b",
    rf"\b(?:turned up|came|attended|was here|were here) (?:on |for )?{NUMBER} (?:of|out of)\b",
    rf"\b(?:was|were) (?:\w+ )?(?:here|on site|with us) (?:for )?(?:only )?(?:a|{NUMBER})\b.{{0,20}}\b(?:days?|"
    rf"hours?|half)\b",
    r"\bacceptance (?:test|protocol|criteria|certificate|sheet)\b|\buat\b|\bmilestone\b.{0,30}\bnot\b|"
    rf"\b{NOT} (?:\w+ )?(?:an?|any) (?:record|trace) of (?:this|the|that|any) (?:{GOODS})\b|\bno record of (?:this|"
    rf"the|that|any) (?:{GOODS})\b",
    r"\bpostponed (?:\w+ ){0,3}by (?:you|your)\b|\bnobody (?:turned|showed) up\b|\bour receiving (?:dock|department)\b",
    rf"\b{NUMBER} (?:\w+ )?short\b|\bshort (?:by|of) {NUMBER}|\bshort-?(?:shipped|delivered)\b",
    r"\bpay for what (?:we|i) (?:got|received|have|use)\b|\bonly (?:went|go|gone) live (?:on|in)\b",
    r"\b(?:we|i) (?:have )?(?:returned|sent back|gave back|sent .{1,20} back)\b|\brma\b",
    r"\b(?:still|months?|weeks?) (?:in|later|on) and\b.{0,50}\b(?:still|not|\w+n't)\b",
)

_BAD = (
    r"poor\w*|terribl\w*|unacceptabl\w*|unsatisf\w*|dissatisf\w*|disappoint\w*|unhappy|faulty|defect\w*|broken|"
    r"unusable|"
    r"sub-?standard|shoddy|buggy|bugs?|unreliabl\w*|redo|re-?did|rework\w*|complain(?:t|ts|ed|ing)?|let down|useless|"
    r"crash\w*|"
    r"malfunction\w*|awful|appalling|disaster|shambles|botched|sloppy|incompeten\w*|frustrat\w*|leak\w*|fix (?:that|"
    r"it|this)|flicker\w*|cracked|scratched|"
    r"freez(?:es|ing)|hangs|falls? over|too slow|below (?:standard|par|expectation\w*|what)|fell short|falls short|"
    r"not fit for|"
    r"full of (?:mistakes|errors|bugs)|unhelpful|no help|a joke|a mess|fix(?:ing)? (?:it|them|these|those) ourselves|"
    r"came (?:\w+ )?wet|"
    r"rejects?|damag\w+|significant problems|serious (?:problems|issues)"
)
_DOWN = r"down|offline|unavailable|out|off|dark|slow|dead"

#: It came, and it is not what they pay for.
_QUALITY = (
    rf"\b(?:{_BAD})\b",
    rf"\boutages?\b|\bdowntime\b|\b(?:was|were|been|being|went|is|keeps? (?:going|"
    rf"being)) (?:\w+ )?(?:{_DOWN})\b (?:\w+ ){{0,2}}?(?:for (?:\w+ )?(?:{NUMBER}|hours|days|weeks|most|much)|since|"
    rf"half|most of|all (?:day|week|month|morning)|every|again|and)\b",
    r"\b(?:not|\w*n't|never|hardly|less than|no(?:t|where) near)\b (?:\w+ ){0,3}(?:happy|satisf\w*|work(?:s|ed|"
    r"ing)? (?:as|proper|"
    r"correct|reliab|at all|for us|since)\w*|up to (?:standard|scratch|par)|good enough|usable|acceptable|impressed|"
    r"perform\w*|"
    r"good quality|stable|resolved|fixed|solved|addressed|what (?:was|we|you) (?:promised|expected|described|sold))\b",
    rf"\b(?:{GOODS})\b.{{0,40}}\b(?:do(?:es)?n't|does not|do not|did not|didn't|stopped|never|"
    rf"not) (?:\w+ ){{0,2}}(?:work\w*|do what)\b|"
    r"\bdoes not do what\b",
    near(
        rf"your (?:\w+ )?(?:{GOODS}|people|staff|team)|consultants?|engineers?",
        r"junior|inexperienced|failed|fails|mistakes?|deleted|lost|"
        r"overwrote|broke|coming out wrong|called back|rude",
        50,
    ),
    near(
        r"issues?|problems?|faults?|tickets?|incidents?|trouble\w*",
        r"unresolved|(?:not|\w+n't|until|before|still|once) .{0,30}(?:resolv|address|fix|solv|sort)\w*|ongoing|"
        r"(?:raised|report\w*) (?:by|to|with)|"
        r"for (?:\w+ )?(?:weeks|months|days)|weeks|months",
        50,
    ),
    rf"\b(?:problems?|issues?|trouble|faults?|difficult\w+|errors?|concerns?) (?:with|on|in|around|regarding) (?:the|"
    rf"your|this|these|those|it|that|what) ?(?:\w+ )?(?:{GOODS}|{BILL})\b",
    r"\b(?:when|once|as soon as|until) (?:we|i|it|they|everything|all)(?: \w+){0,2} (?:use|works?|working|running|"
    r"usable|live|"
    r"complete|delivered|fixed)\b",
    r"\b(?:trying|tried|unable|can't|cannot) (?:\w+ )?(?:to )?(?:log in|use (?:it|the|your)|"
    r"connect)\b.{0,30}\b(?:for|since|weeks|days)\b",
)

ABOUT_WORK: tuple[Row, ...] = (
    row(_D, *_SCOPE, reason=_R.SCOPE),
    row(_D, *_DELIVERY, reason=_R.DELIVERY),
    row(_D, *_QUALITY, reason=_R.QUALITY),
)
