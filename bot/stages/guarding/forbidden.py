# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""What no message of ours may speak of unless a person with the right to do so has signed it.

One row per topic. In a pattern a space also matches a hyphen and runs of both, and `~` a short way within one
sentence. Text is compared folded: small letters, no accents, straight quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from bot.stages.guarding.forbidden_abroad import ABROAD
from bot.stages.guarding.forbidden_widely import WIDELY
from bot.stages.guarding.sheet import Sheet, prose
from models.draft import Finding, Weight

_WE = (
    r"\b(?:we|i|our \w+)(?:'ll| will| shall| can| could| would| may| might| must|'d(?: be)?| are| am|'re|'m| have|'ve)?"
    r"(?: now| also| gladly| certainly| be| going| happy| glad| able| willing| prepared| ready| to| plan| promise| guarantee"
    r"| undertake| commit| intend| agree| offer| have| get| make sure| that)*"
)
_OBJECT = r"(?:you|your \w+|the \w+|this|that|it|these|them|everything|any \w+|a \w+|an \w+|another|all)"
#: A clause that begins so asks or supposes; it does not state.
SUPPOSING = r"\b(?:if|whether|in case|should|unless|once|when|until|as soon as|any|anything|confirm|check|wenn|falls|si|sobald)\b[^.!?\n]{0,60}$"


#: A regular expression in its smallest parts: an escape, a class, a bracket or a bar, a run of anything else.
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+")


def _at_words(pattern: str) -> str:
    """*pattern* with the word boundary before neighbouring ways: within a word none of them has to be tried."""
    runs = groupby(_ways_of(pattern), key=lambda way: way.startswith(r"\b"))
    return "|".join(
        rf"\b(?:{'|'.join(way[2:] for way in ways)})" if at_word else "|".join(ways) for at_word, ways in runs
    )


def _ways_of(pattern: str) -> Iterator[str]:
    """The ways between the bars that stand in no bracket."""
    way, depth = "", 0
    for part in _PARTS.findall(pattern):
        depth += (part == "(") - (part == ")")
        if part == "|" and not depth:
            yield way
        way = "" if part == "|" and not depth else way + part
    yield way


@dataclass(frozen=True)
class Topic:
    """One forbidden topic."""

    name: str
    why: str
    patterns: tuple[str, ...]
    #: After words like these ("if you dispute this, tell me") it is noted, not refused.
    supposing: str = ""
    weight: Weight = Weight.HARD

    def _ways(self) -> tuple[str, ...]:
        return (*self.patterns, *ABROAD.get(self.name, ()), *WIDELY.get(self.name, ()))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All of them as one."""
        every = _at_words("|".join(self._ways()))
        every = re.sub(" [?]?", lambda gap: "[ -]*" if gap[0] == " ?" else "[ -]+", every)
        return re.compile(every.replace("~", r"[^.!?;\n]{0,40}?"))


TOPICS: tuple[Topic, ...] = (
    Topic(
        "fee_or_interest",
        "no fee, interest or penalty is agreed on record",
        (
            r"(?<!licence\s)(?<!license\s)(?<!subscription\s)(?<!annual\s)(?<!monthly\s)(?<!quarterly\s)(?<!setup\s)"
            r"(?<!maintenance\s)(?<!support\s)(?<!hosting\s)(?<!project\s)(?<!membership\s)(?<!platform\s)"
            r"(?<!consulting\s)(?<!training\s)(?<!onboarding\s)(?<!implementation\s)\bfees?\b",
            r"\blate (?:licen[cs]e |subscription |service )?fees?\b",
            r"(?<!in\sthe\s)(?<!best\s)(?<!mutual\s)(?<!common\s)(?<!shared\s)(?<!your\s)(?<!keen\s)(?<!of\s)"
            r"\binterest\b(?! (?:in|to you|to us|to both)\b)",
            r"\b(?:costs?|charges?|expenses?|levy|levies|supplements?|premiums?|mark ?ups?|sums?)\b (?:\w+ ){0,2}?(?:appl(?:y|ies)|accrues?|arises?|falls? (?:due|on)|be (?:added|payable|billed|due)|is (?:added|payable|billed)|on top)\b|\b(?:apply|add|incur|bill|levy|impose|invoice|claim|face)(?:s|ed|ing)? (?:you )?(?:a |an |the |any |our |further |extra |additional )*(?:\w+ )??(?:costs?|charges?|expenses?|levy|supplement|compensation)\b",
            r"\b(?:rate|accrual|cost) of interest|\binterests? rate",
            r"\b(?:late|extra|additional|admin\w*|handling|overdue|usual|standard|recovery|collection|finance|delay"
            r"|default|further|penalty|reminder) (?:late )?(?:payment )?(?:charges?|costs?|supplements?|surcharges?)\b",
            r"\bpenal(?:ty|ties|ise|ize|ised|ized)\b|\bsurcharge\w*|\bfined\b"
            r"|\b(?:a|any|the|no|of|avoid|incur|facing) fines?\b(?! (?:mese|settimana|anno|giornata|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|line|print|job|day|detail|balance))",
            r"\bcharge (?:you(?! (?:\w+ )?(?:disput|question|rais|mention|flag|ask|quer|contest|refer|saw|see))|your account|a|an|extra|interest|the usual|for (?:late|the delay|each|every))\b"
            r"|\b(?:be|been|get|got|being) charged (?:for|extra|a|an|interest|more|with)\b|\bcharges (?:apply|accrue|will|may)",
            r"\blate payments? (?:legislation|act|directive|law|compensation|regulations?|rules)\b|\bstatutory\b",
            r"\b(?:amount|balance|sum|bill|debt|invoice|total) (?:will|may|is going to|is set to|could|keeps?|continues to)"
            r" (?:go(?:ing)? up|grow\w*|rise|rising|increas\w*|get (?:bigger|larger|higher))",
            r"\b(?:more expensive|cost you (?:extra|more)|comes? at a cost|dearer)\b",
            r"\badd (?:a|an|the|some)? ?(?:\w+ )?(?:supplement|uplift|mark ?up|premium|extra|little extra)\b",
            r"\b(?:for|with) (?:each|every) (?:further |extra |additional |passing )?(?:day|week|month) (?:of delay|late"
            r"|overdue|it|that|the|this|payment)\b|\baccru(?:e|es|ed|ing|al)\b|\bdaily rate\b",
            r"\b(?:costs?|expenses?) (?:\S+ ){0,4}?(?:passed on|borne|charged|on you|to you|added)\b|\bbear (?:the|any|all|our) costs?\b"
            r"|\bat your (?:expense|cost)\b|\bbill(?:ed|ing)? (?:you )?(?:extra|for (?:the|this|every|each) (?:delay|day|week|reminder|month))\b",
        ),
    ),
    Topic(
        "credit_or_discount",
        "no credit, discount or waiver is granted on record",
        (
            r"\bdiscount\w*|\bcheaper\b|\bless expensive\b|\brebates?\b|\bwaive\w*|\bwaiver\b|\bwrit(?:e|ing|ten) (?:\w+ ){0,3}off\b|\bwrite offs?\b",
            r"\bforgiv(?:e|en|ing) (?:the|this|that|part|some|your|half|a|any)\b|\blet (?:you|it|this|that) (?:off|go|slide)\b",
            r"\bknock(?:ing|ed)? ~off\b|\btak(?:e|ing) (?:\S+ ){1,3}off (?:the|your|this|it|that|each|every)\b|\bmoney off\b"
            r"|\b(?:percent|per cent|%) off\b|\bshav(?:e|ing) ~off\b",
            r"\b(?:reduc(?:e|ed|ing|tion)|lower(?:ed|ing)?|cut(?:ting)?|halve|trim) (?:in |of )?(?:the|your|this|what|that) "
            r"(?:amount|invoices?|bills?|balance|price|total|sum|debt|you owe|figure|cost)\b|\breductions?\b|\bprice (?:cut|break)\b",
            r"\b(?:reduced|lower|smaller|special|better|cheaper) (?:amount|sum|price|rate|deal|figure|total|payment)\b",
            r"\b(?:settle|accept|take|agree to|be happy with|content with) ~(?:less|half|fraction|part of (?:it|the)|lower|reduced)\b"
            r"|\bfull and final\b|\bin full settlement\b|\bcall it (?:even|quits|settled|square)\b|\b(?:only|just) pay (?:half|us|the|part)\b",
            r"\bmeet (?:you )?(?:half ?way|in the middle)\b|\bhalf ?way\b|\bgoodwill\b|\bgesture\b|\bsweeten\w*",
            rf"{_WE} (?:issue|give|offer|grant|apply|raise|send|arrange|provide|process|get|post|book|put|pass|make) {_OBJECT}?"
            r" ?(?:a |the |an |your |with a )?(?:full |partial |small |one off )?(?:credits?|allowance|concession|voucher)\b",
            r"\bcredit notes? (?:will|is|shall|should|for|to)\b|\bcredit (?:you|your account)\b|\b(?:a|as a|with a|the) credit"
            r" (?:for|will|against|is (?:coming|on))\b|\bcredited (?:to|back|against|with)\b",
            r"\b(?:free|complimentary) (?:month|week|year|extension|upgrade|service|training|licen[cs]e|credits?|seats?|of charge)\b"
            r"|\bon the house\b|\b(?:month|week|year|something|it|that|one)(?:'s| is)? on us\b|\bround(?:ed|ing)? (?:\S+ ){0,2}?down\b|\bat no (?:extra )?(?:cost|charge)\b|\bextra month\b|\bcompensat\w*|\bdeduct\w*|\bskonto\b",
            r"\b(?:ignore|forget|drop|skip|disregard|leave out|leave aside|cancel|void|remove) (?:about )?(?:the|that|this|your)? ?"
            r"(?:invoice|rest of|remaining|remainder|balance|difference|amount|half|part of)\b|\bno need to pay\b|\bneedn't pay\b"
            r"|\b(?:do not|don't) (?:have|need) to pay\b|\b(?:do not|don't|needn't|no longer) owe\b"
            r"|\b(?:something|flexib\w+|room|movement) (?:\S+ ){0,3}?(?:about|on|with) (?:the |your |our )?price\b",
            r"\bearly payment\b|\bprompt payment (?:bonus|reward)\b|\bbonus\b|\breward\w*\b|\bcash ?back\b",
        ),
    ),
    Topic(
        "payment_plan",
        "no payment plan or extension is agreed on record",
        (
            r"\binstall?ments?\b|\b(?:re)?payment (?:plan(?!ned|ning)|schedule(?!d)|arrangement|holiday|agreement|break|terms can)\w*|\binstallment\w*",
            r"\b(?:pay\w*|split\w*|spread\w*|divide|break|clear|settle\w*|do) (?:\S+ ){0,6}?(?:in|into|over|across|by) (?:\S+ ){0,4}?"
            r"(?:parts?|months|monthly|payments|portions|tranches|stages|chunks|steps|weeks|weekly|quarters|goes|halves|bits|pieces|thirds)\b",
            r"\b(?:accept|possible|arrange|make|take|fine with|happy with|offer|agree to|allow|open to|pay) (?:\S+ ){0,2}?(?:partial|part|staged|staggered|split|smaller) payments?\b",
            r"\bstag(?:ed|gered) payments?\b|\bpay (?:half|a part|part|some of|a portion|a bit|a first|one third|what you can|as much as)\b|\bhalf now\b|\bhalf\b[^.!?\n]{0,40}\b(?:and|,) (?:the )?(?:half|rest)\b|\b(?:half|third|part|some of it|portion|quarter)\b[^.!?\n]{0,40}\b(?:and|then)\b[^.!?\n]{0,15}\b(?:other half|second half|rest|remainder|second part|balance)\b|\brest later\b|\b(?:pay|settle|take|clear|split)~\bin (?:a couple of|two|three|four|several|a few|multiple) (?!days|weeks|minutes|cases|places|systems|currencies)\w+|\bone now\b|\bnow and (?:the )?(?:rest|remainder|other|balance)\b|\b(?:rest|remainder) (?:in|later|next)\b|\bwhenever (?:it )?(?:suits|you (?:can|like|want))\b|\bat your (?:leisure|convenience)\b|\bbit by bit\b|\blittle by little\b|\bat a time\b|\b(?:monthly|weekly|smaller) (?:payments|amounts)\b|\bwhat(?:ever)? you can (?:manage|afford)\b|\b(?:a|one) (?:third|quarter|part|portion) (?:now|first|today)\b|\bpart now\b|\bover (?:the )?(?:next )?(?:few|couple of|two|three|four|six|several) months\b|\bmoratorium\b",
            r"\bdefer\w*\b|\bpostpon\w*|\b(?:push|move|put|shift|extend|change|set)(?:ing|ed)? (?:back |out )?(?:the|your|a|this)?"
            r" ?(?:new |later )?(?:due date|deadline|payment date|payment term|payment terms|terms)\b|\bnew due date\b|\blonger terms\b|\b(?:your|the|an?) extension\b",
            r"\b(?:give|grant|allow|offer|giving|let) (?:you|your team|them)? ?(?:have )?(?:\S+ ){0,3}?(?:more|extra|additional|longer|further) (?:time|days|weeks|month|months)\b"
            r"|\b(?:give|grant|allow|offer|let) (?:you|your team) (?:\S+ ){0,3}?until\b|\byou have (?:until|till)\b|\bwe(?:'ll| will| can| could| are happy to)? wait (?:until|till|for)\b|\bgrace (?:period|days)?\b|\btake (?:all the time|until|as long)\b|\bpay (?:later|when (?:you can|it suits))\b",
        ),
    ),
    Topic(
        "legal_or_agency",
        "legal steps, agencies and bureaus are never mentioned",
        (
            r"(?<!your\s)\blegal (?:action|steps?|proceedings?|team|department|dept|counsel|measures?|means|remed\w+|route|process"
            r"|advice|advis\w+|matter|claims?|costs?|avenues?|options?|recourse|consequences?|colleagues|side|people|letter|notice|path|ground)\b",
            r"\b(?:take|go|going|went|getting|turn|via|through) (?:this |it |things )?(?:down the )?legal\b|\blegally\b|\b(?:to|with|by|involve|our) legal\b(?! (?:name|entity))",
            r"\b(?:lawyers?|solicitors?|attorneys?|barristers?|counsel|litigat\w+|lawsuits?|suing|sued|tribunals?|arbitrat\w+|bailiffs?"
            r"|injunctions?|summons|writ|magistrate|judge|prosecut\w+|sheriff|marshal|subpoena)\b",
            r"\b(?:we|i|us|will|to|shall|may|could|would|might|or|can|'ll|must) sue\b|(?<!your\s)\bcourts?\b|\bin court\b|\bsmall claims\b|\bjudge?ment against\b|\bstatutory demand\b"
            r"|\bwinding up\b|\bletter before (?:action|claim)\b|\bpre action\b|\bnotice of default\b|\bin default\b|\bproceedings\b|\b(?:file|lodge|issue|bring|make) (?:a |our )?(?:formal )?claim\b|\brecover (?:the|this|our|what) (?:debt|amount|money|sum|is owed|balance)\b|\binsolven\w+|\bbankrupt\w*|\bliquidat\w+",
            r"\breserv(?:e|es|ing|ed) (?:all |any |our |the |every )*rights?\b|\bliens?\b|\brepossess\w*|\bretention of title\b|\bgarnish\w*|\bsecurity interest\b|\bguarantors?\b|\b(?:enforc(?:e|ing|ement)|reserve|exercise|assert|pursue) (?:of )?(?:all |any |our |the |these |this |its )?(?:our )?(?:legal |contractual )?(?:rights?|claims?|debt|contract|remed\w+|amount|matter|invoice|payment|recovery)\b|\benforcement\b",
            r"\bcollections? (?:agenc\w+|firm|agents?|partners?|company|bureau|house|specialist\w*|procedure|proceedings)\b|\bdebt (?:collect\w+|recover\w+|purchas\w+|agenc\w+)\b|\bcollectors?\b",
            r"\b(?:external|outside|third) (?:party |parties )?(?:collect\w*|agenc\w+|party|parties|firm|partner|recovery|help|company|specialists?)\b|\brecovery (?:agent|agenc\w+|firm|team|specialist\w*|process|service)\b",
            r"\b(?:hand|pass|transfer|turn|refer|send|sell|give|assign|forward|escalat)(?:ed|ing|e|s|sold)?~(?:over )?(?:to|on to|into) (?:\S+ ){0,3}?(?:collections?|agenc\w+|recovery|external|third part\w+|legal|specialists?|factor\w*|debt)\b",
            r"\bcredit (?:bureaus?|agenc\w+|ratings?|files?|scores?|insur\w+|reference|report\w*|history|standing)\b|\bblack ?list\w*|\breport (?:you|your company|this|the (?:debt|delay)) (?:to|as)\b|\bpublic register\b",
        ),
    ),
    Topic(
        "suspension",
        "no suspension or end of service is decided on record",
        (
            r"\bsuspen(?:d|ds|ded|ding|sion|sions)\b|\bterminat(?:e|es|ed|ing|ion)\b|\bdeactivat\w+|\bdisconnect\w*|\bdisabl(?:e|ed|ing)\b|\brevok\w+|\bdiscontinu\w+|\bdowngrad\w+|\bread only\b",
            r"\b(?:switch|turn|shut|cut|cutting|switching|turning|shutting|switched|turned)(?:ed|ing|s)? (?:\S+ ){0,4}?(?:off|down)\b(?! ?date)|\bcut off (?:your|the|access|service|supply|from)\b|\bpull the (?:plug|cord)\b|\bflip the switch\b|\bturn out the lights\b",
            r"\b(?:cancel|stop|halt|paus|freez|restrict|block|lock|withhold|interrupt|withdraw|hold back|pull|ceas|curtail|quit)(?:s|e|es|e?d|ing|led|ling|ped|ping)?"
            r" (?:\S+ ){0,2}?(?:of )?(?:(?:your|the|our|all|any|further|future) )?(?:\w+ )?(?:accounts?|access|services?|subscriptions?|contracts?|licen[cs]es?|orders?|deliver(?:y|ies)|shipments?|shipping|support|logins?|users?|seats?|supply|supplies|work|project|platform|portal|hosting|maintenance|cooperation|api|environment|instance|tenant)\b(?! (?:number|name|manager|owner|team))",
            r"\b(?:stop|cease|refuse|unable|not be able|no longer|won't|cannot|can't|will not|will be forced)(?:ped|d)? (?:to )?(?:be able to )?(?:continue |keep |go on )?(?:to )?(?:working|work|deliver\w*|serv\w+|support\w*|ship\w*|supply\w*|provid\w+|host\w*|renew\w*|releas\w+|process (?:your|new|further) orders?)\b",
            r"\b(?:clos|end|hold|remov|limit|reduc|delay|shut)(?:e|ed|es|s|ing)? (?:your|any|all|further|future|any further) (?:\w+ )?(?:accounts?|access|services?|subscriptions?|contracts?|licen[cs]es?|orders?|deliver(?:y|ies)|shipments?|support|logins?|users?|seats?|projects?)\b(?! (?:number|name|manager|owner|team))",
            r"\b(?:keep|retain|maintain|preserve|protect|secure|safeguard|continue (?:using|to use|enjoying)) (?:\S+ ){0,3}?(?:access|logins?|services?|licen[cs]es?|seats?|subscription|active|running)\b|\buninterrupted\b|\binterruptions? (?:to|of|in|with) (?:\S+ ){0,2}?(?:services?|access|support|deliver\w+|subscriptions?|accounts?)\b|\b(?:service|access|account|supply) (?:interruptions?|disruptions?|restrictions?)\b",
            r"\b(?:access|service|licen[cs]es?|logins?|users|platform|portal|workspace|tenant|subscription|support|seats?|api)\b~\b(?:will|would|may|might|could|going to|has to|have to|must)\b~\b(?:stop|end|expire|lapse|cease|close|off|removed?|unavailable|paused?|limited|frozen|blocked|locked|affected|interrupted|lost)\b",
            r"\b(?:unable|not be able|no longer(?: be able)?|stop being able) to (?:log in|access|use|sign in|order)\b|\block (?:you|your \w+|them|everyone)\b|\block(?:ed|ing)? out\b|\blos(?:e|ing) (?:your |all |the )?(?:access|service|licen[cs]es?|data|seats?|account)\b|\bloss of (?:access|service)\b|\bwithout (?:access|service)\b",
            r"\b(?:tak(?:e|ing)|claw\w*) (?:\S+ ){0,4}?(?:back|away|down|offline)\b(?! to (?:you|me|us))|\brepossess\w*|\bgo(?:es|ing)? (?:dark|offline)\b|\bblock(?:s|ed|ing)? (?:you|your)\b",
            r"(?<!\u2588\sis\s)\b(?:on|credit|delivery|shipping|account) (?:hold|stop)\b|\bon stop\b|\b(?:until|before|unless) (?:\S+ ){0,6}?(?:paid|settled|cleared|received|payment|arrives?)\b~\b(?:no|not|nothing|won't|cannot|can't|stop\w*|hold|pause\w*)\b",
            r"\b(?:no|not|nothing|won't|cannot|can't|hold|holding|stays?|remains?)\b~\b(?:deliver\w*|ship\w*|access|support|service|renew\w*|go live|licen[cs]e\w*)\b~\b(?:until|before|unless)\b",
            r"\brenewal (?:depends|hinges|is conditional|is at risk|will be|cannot|can't|on hold)\b|\b(?:renewal|contract|access|service|project|relationship|partnership|licen[cs]e\w*)~\bat risk\b|\bend (?:of )?(?:the|our|your) (?:relationship|contract|partnership|cooperation|collaboration)\b",
        ),
    ),
)


def scan(sheet: Sheet, topics: tuple[Topic, ...] = TOPICS) -> Iterator[Finding]:
    """Every forbidden topic a text touches, quoted."""
    text = prose(sheet.left)
    for topic in topics:
        for found in topic.pattern.finditer(text):
            supposed = topic.supposing and re.search(topic.supposing, text[: found.start()])
            weight = Weight.SOFT if supposed else topic.weight
            yield Finding(weight, topic.name, sheet.quote(*found.span()), topic.why)
