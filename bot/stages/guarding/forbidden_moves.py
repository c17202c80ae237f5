# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""More forbidden topics: threats, disputes, commitments, bank changes, and what the record does not bear out."""

from __future__ import annotations

from bot.stages.guarding.forbidden import SUPPOSING, Topic
from models.draft import Weight

_DO = (
    r"(?:refund|reimburse|repay|fix|repair|replace|deliver|ship|complete|finish|resolve|correct|reissue|re-issue|rebill|rebuild"
    r"|upgrade|extend|deploy|renew|redo|make good|make up for|roll out|go live|hand over|install|waive|compensate|cover|release|restore)"
)
_WILL = (
    r"\b(?:we|i|our \w+(?: team| people| colleagues)?|engineering|support|delivery|they|the (?:\w+ )?(?:team|people|engineers|colleagues|guys))(?:'ll| will| shall| are going to|'re going to| am going to|'m going to| promise to"
    r"| guarantee to| undertake to| commit to| intend to| plan to| can| are about to|'ll have| will have| will be| are)"
    r"(?: now| also| then| gladly| surely| certainly| definitely| soon| have| be)*"
)
_TROUBLE = r"(?:outage|incident|downtime|defects?|bugs?|delays?|faults?|failures?|problems?|issues?|tickets?|errors?|mistakes?|complaints?|shortfall|disruption|trouble)"

#: "If anything is missing, I will correct it": an offer to help, not a promise to deliver.
_IF_SOMETHING_IS_WRONG = (
    r"\b(?:if|should|in case|once|when|as soon as)\b[^.!?\n]{0,60}\b(?:wrong|missing|mistake|error|incorrect|question|issue"
    r"|problem|prefer|po|purchase order|reference|number|helps?|need)\b[^.!?\n]{0,60}$"
)

MOVES: tuple[Topic, ...] = (
    Topic(
        "threat",
        "nothing is announced that the record does not hold",
        (
            r"\bor else\b|\bconsequences?\b|\b(?:further|additional|appropriate|stronger|formal) (?:action|measures)\b|\b(?:take|taking|consider|initiate|start) (?:further|additional|appropriate|formal|stronger|other) steps\b",
            r"\b(?:we|i)(?:'ll| will| may| might| have to| must|'d have to| would have to| are going to| could)~\b(?:take|consider|start|initiate) (?:\w+ )?(?:action|steps|measures)\b|\b(?:have|had) to (?:act|take action|move on to|proceed)\b|\btake (?:it|this|things|the matter|matters) further\b",
            r"\b(?:final|last|formal) (?:notice|warning|demand|chance|opportunity|ultimatum)\b|\bfinal call\b|\bultimatum\b|\bnotice to pay\b|\bfirst and (?:last|final)\b|\b(?:one )?last time\b|\b(?:won't|will not) (?:ask|write|remind you) again\b|\b(?:won't|will not) be (?:so|this|as) (?:nice|friendly|polite|patient|kind)\b",
            r"\bno (?:other )?(?:choice|option|alternative)\b|\b(?:forced|compelled|obliged) to\b|\bour hands are tied\b|\botherwise,? (?:we|i)(?:'ll| will|'d| would)? (?:have|be forced|need|must|take|be obliged|stop)\b",
            r"(?<!you\s)(?<!please\s)\bescalat(?:e|ed|ing|ion)\b|\bregret it\b|\bunpleasant\b|\bjeopardi[sz]\w+|\bthings (?:\w+ ){0,2}get (?:ugly|unpleasant|worse|difficult|serious|messy|complicated)\b|\bbigger problem\b|\bfailure to (?:pay|respond|reply|settle|do so)\b|\bthe hard way\b|\bdon't make us\b|\b(?:hate|sorry|shame|pity) (?:for|to see|if)\b~\b(?:happen|end|stop|lose|lost|damage|affect\w*|suffer\w*|spoil|close)\b|\bit would be a (?:shame|pity) if\b|\bwhat happens (?:next|otherwise|if you)\b",
            r"\b(?:cop(?:y|ied|ying)|cc|involved?|inform(?:ed)?|tell|told|contact(?:ed)?|write to|call|speak to|speak with|talk to|go to|approach|notify|(?:raise|take|bring) (?:\S+ ){1,3}?(?:up )?(?:to|with))"
            r" (?:in )?(?:\w+ )?(?:your|the) (?:boss|ceo|cfo|coo|management|(?:\w+ )?directors?|board|investors|shareholders|auditors?|parent company|customers|headquarters)\b|\byour (?:boss|ceo|cfo|management|board) (?:will|would|won't|should|might|may|has to|needs to|must|is going)\b",
            r"\bname and shame\b|\bmake (?:this|it) public\b|\bother (?:suppliers|vendors) (?:know|hear)\b|\b(?:damag|harm|hurt|strain|spoil|ruin)(?:e|es|ing|s)? (?:to )?(?:the|our|your) (?:\w+ )?(?:relationship|reputation|standing|name|credit)\b",
            r"\breconsider (?:the|our|your|whether|this|working)\b|\bunless (?:payment|we (?:receive|get|hear|see)|you (?:pay|settle|act|respond|reply)|(?:this|the|it|these) (?:\w+ ){0,3}(?:is|are|gets?) (?:paid|settled|cleared|received))\b|\bif (?:we|i) (?:do not|don't|have not|haven't) (?:see|receive|get|had|received|have) (?:\S+ ){0,4}?(?:payment|money|funds|it)\b",
            r"\bpersonally liable\b|\bbreach(?:ed|es|ing)?\b|\bdelinquen\w+|\bdefaulter\b|\bbad debt\w*|\bdeadbeat\b",
        ),
    ),
    Topic(
        "insult",
        "we do not speak to customers so",
        (
            r"\b(?:lying|liars?|dishonest\w*|pathetic|ridiculous|incompeten\w+|shame on|disgrace\w*|cheat(?:ed|ing|s)?|fraud\w*|steal\w*|thie(?:f|ves)|fed up|sick (?:and tired )?of|had enough of|embarrass\w+|(?:lack of|no) respect|disrespect\w*|shameful|asham\w+|who can read|learn to read|take (?:us|me) for (?:a )?fools?|kidding|moqu(?:ez|e|er) de (?:nous|moi)|pren(?:ez|d) pour|se (?:rie|burla|burlan|rien) de|tomar el pelo|prend\w+ in giro|verarsch\w*|zum narren|schamen|honte|beschamend|schande|not a (?:bank|charity)|(?:hardly|not very) professional|a joke|stupid|idiot\w*|lazy|freeload\w*)\b",
        ),
    ),
    Topic(
        "dispute",
        "a dispute is neither explained nor admitted in a message of ours",
        (
            r"\b(?:duplicates?|dublette\w*|doublons?|duplicad[oa]s?)\b(?! (?:reminders?|cop(?:y|ies)|e-?mails?|messages?|payments?|mails?))|\bdisputes?d?\b|\bdisputing\b|\bcontest(?:ed|ing)?\b|\bcomplain(?:t|ts|ed|ing)?\b|\bdisagree(?:ment|s|d)?\b|\bchalleng(?:e|ed|ing) (?:the|this|it|of|our)\b",
            r"\bour (?:own )?(?:fault|mistake|error|oversight|bad|slip|failure|failings?|blunder)\b|\b(?:error|mistake|oversight|slip|fault|blame|problem|issue) (?:on|at|from|is on|was on|lies with|was) (?:our|us)\b|\bwe (?:were|are|got|have been|had) (?:it |this |that )?(?:wrong|to blame|at fault|mistaken|incorrect|late)\b|\bwe (?:made|messed|failed|let you down|slipped|overcharged|overbilled|misbilled|billed (?:you )?(?:wrong|twice|too)|admit|acknowledge|accept (?:that|responsibility|liability)|take (?:the blame|responsibility))",
            r"\b(?:over|double|wrongly|incorrectly|mis) ?(?:billed|charged|invoiced)\b|\bbilling error\b|\b(?:invoice|amount|price|bill|charge) (?:is|was|are|were) (?:in fact |indeed |actually |perfectly |entirely )?(?:wrong|incorrect|correct|right|valid|justified|too high|as agreed|in order)\b",
            r"\byou(?:'re| are| were) (?:right|wrong|mistaken|correct) (?:about|that|to|on|in)\b|\byour (?:objections?|claims?|dispute|complaint|concerns?) (?:\S+ ){0,3}?(?:is|are|was|were|has|have|about|regarding|over|on)\b",
            rf"\b(?:apolog\w+|sorry)(?! to (?:trouble|bother|chase|nag|disturb|pester)) (?:\S+ ){{0,6}}?(?:{_TROUBLE}|quality|late delivery|service|inconvenience caused by|what happened)\b(?! (?:in|with) (?:getting|replying|my|responding|coming|writing|answering))",
            rf"\b{_TROUBLE}(?: \S+){{0,6}}? (?:is|was|are|were|has been|have been|'s been|got) (?:now |all |fully |finally |since |completely )*(?:resolved|fixed|solved|closed|sorted|repaired|corrected|addressed|behind us|our)\b",
            rf"\b(?:outage|downtime)s?\b|\b{_TROUBLE} (?:that )?you (?:had|reported|experienced|raised|saw|mentioned|faced|met|flagged)\b|\bthe (?:\w+ )?(?:incident|defects?|bugs?|shortfall|disruption) (?:with|in|last|of|from|on|during)\b",
            r"\b(?:scope|delivery|deliverables?|work|service|goods|project|module|features?) (?:was|were|is|has been|have been) (?:\w+ )?(?:incomplete|delayed|late|defective|faulty|poor|delivered|accepted|completed|not (?:delivered|working))\b",
        ),
        supposing=SUPPOSING,
    ),
    Topic(
        "commitment",
        "nobody has promised this on record",
        (
            rf"{_WILL} {_DO}\b(?! (?:you )?(?:up|back) )",
            r"\b(?:will|'ll|going to) have (?:\S+ ){1,4}?(?:done|ready|finished|fixed|live|completed|delivered|up and running|resolved|sorted|back)\b",
            r"\bwill be (?:done|ready|finished|fixed|live|completed|delivered|shipped|resolved|restored|repaired|refunded|corrected|credited|replaced|installed|reissued)\b",
            r"\brefund\w*|\breimburse\w*|\bguarantee[sd]?\b|\bwe promise\b|\bi promise\b|\byou have (?:our|my) word\b|\brest assured\b",
            r"\b(?:fix|delivery|replacement|shipment|update|module|work|order|goods|feature|release|correction|repair|corrected invoice|new invoice|revised invoice) (?:will|is going to|shall) (?:be|arrive|come|reach|follow|ship|go|land)\b",
            r"\byou (?:will|'ll|are going to) (?:receive|get|have) (?:the|your|a|an|our) (?!reminder|copy|invoice copy|pdf|e-?mail|message|note|call|statement)(?:\w+ )?(?:delivery|fix|refund|replacement|order|goods|module|update|shipment|credit|upgrade|corrected|new|missing|product|service)",
        ),
        supposing=_IF_SOMETHING_IS_WRONG,
    ),
    Topic(
        "bank_change",
        "bank details come from remittance.toml and never change by mail",
        (
            r"\b(?:new|updated|changed|different|latest|revised|other|alternative|temporary) (?:bank|account|payment|banking|remittance|wire|transfer) (?:details?|coordinates|information|instructions?|number)\b|\b(?:new|different|alternative|temporary|another) (?:bank(?: account)?|account)\b(?! (?:manager|owner|executive|team|contact))",
            r"\b(?:bank(?:ing)?|account|payment|remittance|wire) (?:details?|information|instructions?|account|coordinates) (?:have|has|was|were|are|is) (?:now |recently |been |just )*(?:chang\w+|updated|new|moved|different|replaced|revised)\b",
            r"(?<!you've\s)(?<!you\shave\s)(?<!you\s)\b(?:chang(?:ed|ing)|switch(?:ed|ing)|moved|moving|updated) (?:our |to a new |to another )?(?:banks?|bank account|account|payment details)\b|\b(?:our )?(?:old|previous|former) (?:bank )?account\b|\bno longer use (?:the|our|that)\b",
            r"\b(?:pay|send|wire|transfer|remit|use) (?:\S+ ){0,4}?(?:in)?to (?:the (?:following|account below)|this|another|a different|my|his|her) (?:account|iban|bank)\b|\buse (?:this|the following|another|a different) (?:account|iban|bank)\b",
            r"\b(?:paypal|venmo|zelle|revolut|bitcoin|crypto\w*|usdt|western union|moneygram|gift cards?|cash app|by cash|in cash|credit card|cheque to|check to)\b",
            r"\bneue (?:bankverbindung|iban|kontonummer)\b|\bnouve(?:lles?|aux?) (?:coordonnees|rib|iban|compte)\b|\bnuev[oa]s? (?:cuenta|datos bancarios|iban)\b",
        ),
    ),
    Topic(
        "terms_change",
        "payment terms are what the contract says",
        (
            r"\b(?:prepay\w*|pre payment|payment in advance|pay in advance|cash in advance|upfront|up front|security deposit|deposits?|advance payment)\b",
            r"\bcredit (?:limit|line|terms)\b|\b(?:change|shorten|tighten|revise|review|new|stricter|reduce|withdraw) (?:your |the |our |these )?(?:payment |credit )?terms\b|\bprice (?:increase|rise)s?\b|\braise (?:your|the|our) prices?\b",
        ),
    ),
    Topic(
        "wrong_side",
        "this message speaks as the customer, not as us",
        (
            r"\b(?:we|i)(?:'ll| will| shall| have| are going to|'ve|'re going to) (?:now |already |gladly )?(?:pay|paid|transfer(?:red)?|remit(?:ted)?|settle[d]?) (?:you|your|the|this|it|them|these)\b",
            r"\bour payment (?:to you|will be made|was sent|has been sent|is on its way)\b|\bwe (?:have )?received your (?:invoice|bill|reminder)\b|\byour invoice to us\b|\bplease find our payment\b",
        ),
    ),
    Topic(
        "claimed_payment",
        "no such payment is on record",
        (
            r"\bthank(?:s| you)(?: \w+){0,2} for (?:your|the) (?:recent |last |partial |part |prompt |first )?(?:payment|transfer|remittance) (?:of|on|from|in|received|dated|last|yesterday|made|you|we|for)\b",
            r"\bwe(?:'ve| have)? (?:now |already |just )?(?:received|got|booked|credited) (?:your|the|a|this) (?:\w+ )?(?:payment|transfer|money|funds|remittance)\b|\byour (?:\w+ )?(?:payment|transfer) (?:has |was |is )?(?:been )?(?:received|arrived|booked|cleared|reached|safe)\b",
            r"\bpaid in full\b|\b(?:has|have) (?:now |already |fully |since |all )*been (?:paid|settled|cleared)\b|\b(?:is|are) (?:now|already|fully|all) (?:\w+ )?(?:paid|settled|cleared)\b|\b(?:considered?|marked|treated) (?:\S+ ){0,3}?(?:as )?(?:paid|settled|closed)\b",
            r"\bnothing (?:more |else )?(?:is )?(?:owed|outstanding|due|open|to pay)\b|\baccount is (?:now )?(?:clear|settled|up to date|balanced)\b|\bno longer (?:owed|due|outstanding|open)\b",
        ),
        supposing=SUPPOSING,
    ),
    Topic(
        "pressure",
        "no message of ours demands, reproaches or sets a limit that is not on record",
        (
            r"\b(?:pay\w*|settle\w*|remit\w*|transfer\w*|action|attention|response|respond|resolve\w*)\b~\b(?:immediate(?:ly)?|(?<!to\spay\s)right now|at once|today without fail)\b|\bimmediate (?:\w+ )?(?:payment|settlement|action|attention|response|remittance|transfer)\b|\bimmediately (?:pay|settle|remit|transfer|send|respond)\b",
            r"\b(?:we|i) (?:must |hereby |now |therefore )?(?:demand|insist)\b|\bdemand (?:payment|immediate|that you|an explanation)\b|\b(?:final|last) reminder\b|\b(?:unacceptable|inexcusable|unprofessional|outrageous|irresponsible|disgraceful)\b|\bno (?:more )?excuses?\b|\byour excuse\b|\b(?:don't|do not) care\b|(?:^|[.!\n] ?)pay (?:it|this|up|us|now)(?: now| today)?[.!]|\bexcuses\b",
            r"\b(?:los(?:e|ing|t)|run(?:ning)? out of|out of) patience\b|\bpatience\b~\b(?:thin|limits?|end|over|exhausted|running)\b|\b(?:ignored|ignoring|(?:do not|don't|to) ignore|disregarded|disregarding) (?:us|our|my|me|all|this|every|repeated|multiple|previous)\b|\brepeatedly (?:ignored|failed|refused)\b|\byou (?:have |'ve )?(?:repeatedly |clearly |again |still )?fail(?:ed)? to\b",
            r"\b(?:disappointed|frustrated|annoyed|appalled|shocked) (?:in|with|by|at|that) you(?:r)?\b|\bfrankly\b|\bmust (?:pay|be paid|be settled|settle|receive (?:payment|your payment)|act)\b|\bpay (?:up|now|today or)\b|\bno later than\b~\bor\b|\bhow many (?:times|more)\b|\bwhat is (?:taking|wrong with)\b|(?<!thanks)(?<!thank\syou)(?<!merci)(?<!danke)(?<!gracias)(?<!grazie)!{2,}",
            r"\b(?:sofort(?:ig\w*)? (?:zu )?(?:zahl\w*|begleich\w*|uberweis\w*)|unverzuglich\w* (?:zahl\w*|begleich\w*))\b|\bexigeons\b|\bpago inmediato\b|\bexigimos\b",
        ),
        weight=Weight.SOFT,
    ),
    Topic(
        "urgency",
        "the tone presses harder than the record asks for",
        (
            r"\bimmediate(?:ly)?\b|\burgent(?:ly)?\b|\bat once\b|\bwithout (?:any )?(?:further )?delay\b|\bright away\b|\bas soon as possible\b|\basap\b|\bfinal reminder\b|\blast reminder\b|\bserious(?:ly)?\b|\bdisappoint\w+|\bunacceptable\b|\bfrustrat\w+|\bpatience\b|\bdemand\w*\b|\binsist\w*|\brepeatedly\b|\bignor(?:e|ed|ing) (?:us|our|my|me)\b|\bno later than\b|\bcash flow\b|\bpayroll\b|\bour (?:cfo|ceo|boss|board|management|auditors?|bank)\b|\bbudget is tight\b|\bmust (?:pay|be paid|settle)\b|(?<!thanks)(?<!thank\syou)(?<!merci)(?<!danke)(?<!gracias)(?<!grazie)!{2,}",
        ),
        weight=Weight.SOFT,
    ),
)
