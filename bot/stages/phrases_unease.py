"""What nobody says of an invoice they mean to pay as it is; asked last, for what the particular rows did not know."""

from __future__ import annotations

from bot.stages.phrases import Row, near, row, words
from models.dispute import DisputeReason
from models.packet import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

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
    r"but|however|although|though|except|unless|until|than|only|just|still|yet|other|otherwise|"
    r"else|against|too|over|"
    r"less|fewer|lower|higher|while|whereas"
)
_BILLED = (
    r"invoiced|bill(?:ed|ing)|charg\w*|amounts?|totals?|price\w*|fees?|hours|contract\w*|offer\w*|quot\w+|ordered|"
    r"deliver\w*|goods|licen[cs]\w*|seats?|milestone\w*|devices?|pallets?|warehouse|setup|result\w*|quality|works?"
)
_AT_STAKE = (
    r"invoic\w*|bill\w*|charg\w*|amounts?|totals?|price\w*|fees?|hours|contract\w*|agree\w*|"
    r"offer\w*|quot\w+|orders?|"
    r"ordered|deliver\w*|goods|service|system|platform|licen[cs]\w*|users?|seats?|work|project|"
    r"licences|modules?|support|"
    r"milestone\w*|devices?|pallets?|warehouse|setup|customers?|us|ours|money|cost\w*|what we|bought|use|deal|"
    r"result\w*|quality|period"
)

UNEASE: tuple[Row, ...] = (
    row(
        _D,
        near(_BELIEF, r"\w+"),
        words(r"instead of|mistakes?|errors?|incorrect\w*|wrong\w*|strange\w*|odd|weird|puzzl\w*|suspicious"),
        words(r"shortages?|\w+ short|short (?:by|of)|fewer|missing|mismatch\w*|differ(?:s|ence|ences)|deviat\w*"),
        words(
            r"refus\w*|not (?:ok|okay|fine|acceptable|applicable|valid|due)|(?:not|\w*n't) (?:apply|accept\w*|"
            r"belong|concern us|happy)"
        ),
        r"\bwho (?:\w+ )?(?:order|approv|authori[sz]|sign|request|ask|book|agreed|instruct)\w*\b",
        r"\bnot \d|\b(?:only|just) \d|\b\d+ instead\b|\b(?:bill|invoice|charge) (?:is|was|says|shows|"
        r"reads|lists|states) (?:for )?\w",
        r"\b(?:check|look at|on) your (?:side|end)\b|\bwe took (?:on|out)\b|\bnever (?:\w+ ){0,3}(?:with|"
        r"from|by|to) you\b",
        r"\b(?:told|asked|advised|instructed) (?:me|us) (?:to (?:leave|wait|hold|park|stop|not)|not to)\b",
        r"\bno (?:payment|money)\b|\bpayment (?:can|will have to|must|has to) wait\b|"
        r"\bnot a (?:cent|penny|single)\b",
        r"\b(?:in|according to|per|by) (?:our|my) (?:books|records|system|ledger|notes|accounts?)\b",
        r"\bas (?:discussed|agreed|mentioned|promised|said) (?:with|by|in|at|on|before|earlier|last)\b",
        r"\b(?:we|i) (?:had |have |'ve )?(?:asked|requested|ordered|agreed|signed|opted|"
        r"settled) (?:\w+ )?(?:for|to|on|the)\b",
        r"\b(?:nothing|none|neither) (?:\w+ ){0,5}(?:live|delivered|done|ready|working|arrived|"
        r"happened|received|started|so far|yet)\b",
        r"\b(?:compared|checked|matched|reconciled) (?:\w+ ){0,4}(?:bill|invoice|charges?|amount|figures|hours)\b",
        near(_DENYING, _AT_STAKE, 45),
        near(_LIMITING, _BILLED, 45),
        r"\bsays?\b.{0,40}\bsays?\b|\b(?:someone|somebody) else\b|\bnot (?:to|for|with|by) us\b|\brma\b",
        r"\bbefore (?:we|i) (?:\w+ )?(?:talk|discuss|speak|go|get|move)|\bopen (?:points?|items?|"
        r"questions?|topics?)\b",
        r"\b(?:waived|remove the|take out|take off)\b|\bon (?:you|your side|the house)\b|"
        r"\bsort (?:this|that|it|these) out\b",
        reason=_R.OTHER,
        about_money=False,
        yields_to_po=True,
    ),
)
