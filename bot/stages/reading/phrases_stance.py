"""Where they stand: it is disputed, refused, held, doubted or questioned, for whatever reason."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, near, row, then, words
from bot.stages.reading.phrases_words import BILL, CONTRACT, GOODS, NOT, NUMBER, PRICE
from models.dispute import DisputeReason
from models.signal import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

#: Words that are a challenge by themselves.
_DISPUTED = (
    words(
        r"disput(?:e|es|ed|ing)",
        r"contest(?:s|ed|ing)? (?:this|the|that|it|your|invoice|these|any|part|some|line)",
        r"challeng(?:e|es|ing) (?:this|the|that|it|your|invoice)",
        r"object(?:s|ed|ing)? (?:to|against)",
        r"objections?",
        r"disagree\w*",
        r"(?:to|i|we|a|have|must|raise) quer(?:y|ies)",
        r"quer(?:ied|ying)",
        r"unfair",
        r"unreasonabl\w*",
        r"ridiculous\w*",
        r"outrageous",
        r"unjustified",
        r"not justified",
        r"under protest",
        r"inconsisten\w*",
        r"misunderstanding",
        r"discrepanc\w*",
        r"concern(?:s|ed)? (?:about|with|over|regarding)",
        r"no basis",
        r"not entitled",
        r"fobbed",
        r"fed up",
        r"had enough",
        r"last straw",
        r"not good enough",
        r"bullied",
        r"have the neck",
        r"at a loss",
        r"baffl\w*",
        r"puzzl\w*",
        r"astonish\w*",
        r"taken aback",
        r"confus(?:ed|ing)",
        r"suspicious",
        r"furious",
        r"angry",
        r"annoyed",
        r"livid",
        r"upset (?:about|with|by|that)",
        r"our position",
        r"contrary to",
        r"don't agree",
        r"do not agree",
        r"cannot agree",
        r"come on(?=\W)",
        r"seriously\?",
        r"absolutely not",
    ),
    r"\b(?:this|it|that|invoice|bill) (?:is|was) (?:\w+ )?not (?:ok|okay|fine|acceptable|applicable|valid|due|"
    r"for us)\b|"
    r"\b(?:does|should|do)(?:n't| not) (?:apply|belong|concern us)\b|\bthis isn't it\b|\bthat's not (?:it|right)\b",
    r"\b(?:we|i) (?:do(?:n't| not)|never|don't believe (?:that )?we|do not believe (?:that )?we) owe\b|"
    r"\bowe (?:you )?(?:nothing|less|only)\b|"
    r"\bnothing (?:to pay|payable)\b|\bwhat we (?:actually |really )?owe\b",
    r"\b(?:surprised?|surprising|surprise|shocked|unexpected\w*)\b.{0,50}|\bdidn't expect\b|\bnot expecting\b",
    r"\b(?:is|are|looks?|seems?) (?:still |also |all |just )?(?:wrong|incorrect|overstated)\b",
    r"\bsomething(?:'s| is| seems| looks)? (?:\w+ )?(?:wrong|off|odd|not right|amiss|fishy|missing)\b",
    r"\b(?:strange|odd|weird|funny|wrong|incorrect) (?:\w+ ){0,2}(?:invoice|bill|charge|price|amount|figure|total|"
    r"fee|line)s?\b|^(?:strange|odd|weird)\b",
)

_PAY = (
    r"pay(?:ing|ment)?|releas\w*|authori[sz]\w*|settl\w*|accept\w*|approv\w*|process\w*|sign (?:this|it|that) off|"
    r"pass (?:this|it) on|book (?:it|this)"
)
_OWN_REASONS = (
    r"(?! (?:as|because|so|today|yesterday|this week|until (?:next|the) (?:payment )?run|by (?:card|cheque|credit)|"
    r"paper|e-?mail))"
)

#: They will not pay it as it is. Does not say why: with a paper missing, that is why.
_REFUSED = (
    then(
        r"not|\w*n't|never|won't|wont|refus\w*|no intention of|no way|stop\w*|hold(?:ing)?(?: off| back)?|"
        r"reluctant to|hesita\w*|rather not|not minded to",
        rf"(?:\w+ ){{0,4}}(?:{_PAY})\b{_OWN_REASONS}",
        30,
    ),
    r"\b(?:refus|withh|reject)\w* (?:\w+ )?(?:to pay|payment|this|the|it|your|invoice)\b|\bwithh(?:o|e)ld\w*\b|"
    r"\brefus\w*\b",
    r"\b(?:on hold|frozen)\b|\bhold(?:ing)? (?:it |this |off |back |the invoice |payment )+(?:until|till|for now|"
    r"back)?\b|\bput(?:ting)? (?:a stop|a hold) on\b|"
    r"\bput(?:ting)? (?:this|it|the invoice|them|everything) (?:on hold|aside)\b|\bblocked (?:for payment|by|until|"
    r"pending|because)\b|"
    r"\bis being held\b|\b(?:stays?|sits?|remains?) in (?:my|the) (?:drawer|tray)\b|\bpark(?:ed|ing)? (?:the|this|it|"
    r"your|invoice)\b",
    r"\bpending (?:clarification|resolution|review of|answers?|a response|investigation|your|explanation|further)\b",
    r"\b(?:no|not a|not one|single) (?:payment|money|cent|penny)\b|\bpayment (?:can|will have to|must|has to) wait\b|"
    r"\bwait with (?:this|it|the)\b",
    r"\b(?:not|\w+n't|cannot) (?:send|pass|put|forward|push)(?:ing)? (?:this|it) (?:up\w*|on|forward|through)\b|"
    r"\bleave (?:this|it|that) (?:one )?(?:alone|open|aside)\b",
    r"\b(?:set-?off|short[- ]?pa(?:y|id|ying|yment))\b|\bdeducted\b|\b(?:we|i) (?:have |'ve )?(?:deduct|kept back|"
    r"knocked|taken)\w* .{0,15}\d|"
    r"\b(?:is|are|it's) .{0,3}\d[\d.,]* (?:light|short|less)\b|\bwe'll pay [^.]{0,20}\d[^.]{0,40}\b(?:think|worth|"
    r"reckon|believe)\b",
    near(
        r"pay\w*|settle\w*|releas\w*|process\w*|approv\w*|invoice|money",
        r"(?:until|unless|before|once|when|as soon as|only (?:if|when|after)|provided|subject to|conditional on|"
        r"depends? on|after)\b.{0,30}\b"
        r"(?:you|your|resol\w*|sort\w*|fix\w*|correct\w*|clarif\w*|explain\w*|address\w*|deliver\w*|replac\w*|"
        r"agree\w*|understand|complete\w*|"
        r"finish\w*|investigat\w*|answers?|completion)",
        80,
    ),
    r"\bdeclin\w+ (?:to pay|payment|this|the (?:invoice|charge))\b|\b(?:return|send)ing (?:this |the |"
    r"your )?(?:invoice|bill) (?:back|to you)\b|"
    r"\bsent (?:this |the |your )?(?:invoice|bill) back\b",
    r"\bescalat\w*|\bunwilling\b|\b(?:told|asked|advised|instructed) (?:me|us) (?:to (?:leave|wait|hold|park|stop|"
    r"not)|not to)\b",
    rf"\b{NOT} (?:\w+ )?(?:follow|convinced|comfortable with|ok with|happy with|match (?:it|this|them)|link (?:it|"
    rf"this))\b",
)

#: They question it: an explanation, a breakdown, a talk before anything moves.
_QUESTIONED = (
    near(
        r"explain\w*|justif\w*|break ?down|itemi[sz]\w*|evidence|supporting|elaborate|walk (?:me|us) through|"
        r"shed (?:some )?light|substantiat\w*|"
        r"account for|clarif\w+",
        BILL + r"|what|this|cost\w*|work|each",
    ),
    r"\b(?:go|going|run|went) (?:through|over) (?:it|this|them|the (?:invoice|bill|hours|figures)) with (?:me|us)\b|"
    r"\btime ?sheets?\b",
    rf"\b(?:clarif\w+|explanation)\b.{{0,20}}\b(?:of|on|for|from)\b|\bbreakdown\b.{{0,20}}(?:\b(?:{BILL}|this|it)\b|"
    rf"\d)",
    r"\b(?:does|do|did|is|are|was|this|it|that|these|isn't|don't|doesn't)\b.{0,25}\b(?:n't|not|never|isn't|doesn't|"
    r"don't)?\b.{0,10}\b"
    r"(?:look(?:s)? (?:right|correct|wrong|odd|off|strange|high)|add(?:s)? up|make(?:s)? (?:any )?sense|"
    r"seem(?:s)? (?:right|correct|wrong|off|odd|"
    r"high|fair|excessive)|feel(?:s)? wrong|sit(?:s)? right|tie(?:s)? up)\b",
    r"\b(?:isn't|is not|not|\w*n't) (?:right|correct|fair|acceptable|accurate|the (?:deal|case|right (?:amount|price|"
    r"figure|number))|as (?:agreed|discussed|ordered|"
    r"expected|described|promised)|how (?:we|this|it) (?:agreed|was)|what (?:we|was|i|you|our)|reflected|"
    r"our understanding)\b",
    rf"\bnot sure (?:why|what|how|this|that|about|we)\b.{{0,50}}\b(?:{BILL}|pay|owe|ordered|for|still|right|correct)\b|"
    rf"\b(?:don't|do not|doesn't|can't|cannot) (?:think|believe|accept|agree)\b.{{0,40}}\b(?:{BILL}|owe|should|"
    rf"ordered|right|correct|fair|pay|ours|this)\b",
    r"\b(?:please|kindly|could you|can you|would you) (?:\w+ )?(?:review|verify|investigate|recheck|re-check|check|"
    r"look at|look into|correct) (?:the |this |your |these )?(?:\w+ )?"
    r"(?:invoice|amounts?|charges?|rates?|quantit\w+|hours|line|pricing|figures?|calculation|bill)\b(?! (?:number|"
    r"copy|address|date|has|was|is|went|arrived))",
    r"\b(?:not|\w*n't|hard|difficult|struggl\w*|unable|trying) (?:to )?(?:\w+ ){0,2}(?:understand\w*|reconcil\w*|"
    r"see (?:why|how)|clear (?:why|what|how)|"
    r"make sense|figure out|justify|find correct)\b|\blike to understand (?:how|why|what)\b|\bfail to see\b",
    r"\b(?:look(?:ing)? into|get to the bottom of) (?:this|that|it|why|the)\b|\bwould you mind (?:checking|looking|"
    r"explaining)\b|\bwhich (?:one|of the two) is (?:it|right|correct)\b",
    rf"\bquestions? (?:about|on|regarding|over|around|as to) (?:(?:\w+ ){{0,3}}(?:{BILL}|{PRICE})\b|(?:this|it|that|"
    rf"one)\b)|"
    r"\bquestions? (?:before|mark)\b|\bquestion(?:ing)? (?:the|this|your|whether|why|some)\b",
    r"\b(?:have|take|having|taken) (?:a|another|a second|a closer) look\b(?! (?:at|for|where|"
    r"when))(?!.{0,15}\bforward)|"
    rf"\bcast an eye over\b|\bdouble[- ]?check\b.{{0,25}}\b(?:{BILL}|quantit\w+|this|it)\b|\blook into (?:why|"
    rf"the (?:charge|amount|invoice|fee))\b|"
    r"\breview (?:the|this|your) (?:invoice|charge|amount|bill|fee|line)\b|\b(?:check|look at|on) your (?:side|end)\b",
    r"\bbefore (?:i|we|anyone|anything) (?:\w+ )?(?:can )?(?:pay|approve|process|release|pass|sign|settle|"
    r"authori[sz]e|go|put|move|talk|discuss|get)\w*\b",
    r"\b(?:sort|clear) (?:out |up )?(?:the |these |those |some )?(?:open )?(?:points?|questions?|topics?)\b|"
    r"\bopen (?:points?|questions?|topics?)\b",
    r"\b(?:compared|checked|matched|reconciled) (?:\w+ ){0,4}(?:bill|invoice|charges?|amount|figures|"
    r"hours)\b(?!.{0,40}\b(?:all|everything|it) (?:match|agree|fine|ok|correct))",
)

#: What they remember otherwise, in a message about an invoice.
_BELIEVED = (
    r"\b(?:under the impression|my understanding|our understanding|as far as (?:we|i) (?:know|understand|remember)|"
    r"misremember\w*|in my head|we understood|had understood)\b",
    r"\b(?:agreement|deal|understanding|arrangement)\b.{0,40}\bthat\b|\bwould be (?:included|free|covered|waived|"
    r"capped|credited|reduced|dropped)\b|\bno idea what\b",
    near(
        r"(?:we|i) (?:thought|believed?|assumed|recall|remember)",
        rf"{BILL}|free|included|price|agreed|cancel\w*|only|{NUMBER}|wrong|different",
        50,
    ),
    r"\b(?:told|promised|assured) (?:us |me )?(?:that )?(?:it|this|they|we|the \w+|he|she|you)\b.{0,30}\b(?:would|"
    r"was|were|'d)\b|\b(?:told|promised|assured) (?:us|me)\b.{0,60}\b(?:free|not|different|off|include)\b|"
    r"\bpromised (?:that )?(?:he|she|they|you|to)\b",
)

#: Nothing of the above, but a denial, a limit or a word given, close to what is billed. Asked last.
_UNEASY = near(
    r"not|never|no|nor|nobody|neither|\w+n't|dont|doesnt|didnt|isnt|cant|wont|instead|rather|half|wrong|missing|"
    r"return\w*|but|however|"
    r"although|though|except|unless|until|than|only|still|other|less|fewer|lower|higher|whereas|agree\w*|promis\w*|"
    r"cancel\w*|free|explain",
    rf"{BILL}|{PRICE}|{GOODS}|{CONTRACT}",
    45,
)

STANCE: tuple[Row, ...] = (
    row(_D, *_DISPUTED, reason=_R.OTHER),
    row(_D, *_REFUSED, reason=_R.OTHER, yields_to_paper=True),
    row(_D, *_QUESTIONED, reason=_R.OTHER, yields_to_paper=True),
    row(_D, *_BELIEVED, reason=_R.OTHER),
)

#: Where the sentence also wishes for something (time, a credit, a lawyer's address), that is what the words are about.
UNEASE = row(_D, _UNEASY, reason=_R.OTHER, yields_to_paper=True)
