# ruff: noqa: E501  (a pattern broken over lines hides what it matches)
"""What a collector's short words on a case card mean: tiers, terms, tickets, papers, sources."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.wording import normalise
from models.ledger import RecordKind, Severity
from models.obligation import ObligationKind
from models.policy import Policy
from models.signal import SignalKind

# ── the account ──────────────────────────────────────────────────────────────────────────────
_TIERS: Mapping[str, re.Pattern[str]] = {
    "strategic": re.compile(r"\b(?:strategic|key|top|vip|named|global|platinum|flagship|tier[ -]?(?:1|one|a))\b"),
    "enterprise": re.compile(r"\b(?:enterprise|large|corporate|ent|major)\b"),
    "mid": re.compile(r"\b(?:mid|midmarket|medium|mm|commercial|growth|middle)\b"),
    "small": re.compile(
        r"\b(?:small|smb|sme|smes|smbs|start-?ups?|micro|self[ -]?serve|long[ -]?tail|standard|basic)\b"
    ),
}
_PERSON = re.compile(
    r"\b(?:natural person|private (?:person|individual|customer)|individuals?|consumers?|sole (?:proprietor\w*|traders?)"
    r"|sole prop|self[ -]?employed|freelancers?|einzelunternehm\w*|guarantors?)\b"
)


def tier_of(segment: str | None, is_strategic: bool | None, policy: Policy) -> str | None:
    """The tier as the policy names it; None = not known, which counts as strategic.

    Who says that the account is not strategic has answered for a segment nobody knows.
    """
    if is_strategic:
        return "strategic"
    plain = _plain(segment)
    if plain in policy.ordinary_tiers | policy.strategic_tiers:
        return plain
    meant = [tier for tier, words in _TIERS.items() if words.search(plain)]
    if meant:
        return meant[0]
    return "small" if is_strategic is False else segment


def is_person(*said: str | None) -> bool:
    """Whether any of these words says that the debtor is a natural person."""
    return any(_PERSON.search(_plain(each)) for each in said)


_NO_TERMS = re.compile(
    r"\b(?:un(?:known|clear|documented|confirmed)|not (?:known|documented|agreed|clear)|verbal\w*|tbd)\b"
)
_DAYS = re.compile(
    r"\b(?:net|n)[ -]?(\d{1,3})\b|\b(\d{1,3})[ -]?(?:days?|d|tagen?|jours?|d[ií]as?|giorni|dagen)\b|^(\d{1,3})$"
)
_AT_ONCE = re.compile(r"\b(?:receipt|immediate\w*|prepa(?:id|y\w*)|advance|cod|on delivery|upfront)\b")
_MONTH_END = re.compile(r"\b(?:eom|end of (?:the )?month|month[ -]end)\b")
_MONTH = 30


def terms_days(text: str | None) -> int | None:
    """Agreed days between issue and due date; None = no terms are known."""
    plain = _plain(text)
    if not plain or _NO_TERMS.search(plain):
        return None
    stated = {int(next(filter(None, found.groups()))) for found in _DAYS.finditer(plain)}
    if stated:
        # Papers that name different days agree on none.
        return stated.pop() if len(stated) == 1 else None
    if _AT_ONCE.search(plain):
        return 0
    return _MONTH if _MONTH_END.search(plain) else None


# ── tickets ──────────────────────────────────────────────────────────────────────────────────
_CODES: Mapping[Severity, str] = {
    Severity.LOW: r"\b(?:p|prio(?:rity)?|sev(?:erity)?|s)[ :-]?[45]\b|\blow\b|\bminor\b|\btrivial\b|\bcosmetic\b",
    Severity.CRITICAL: r"\b(?:p|prio(?:rity)?|sev(?:erity)?|s)[ :-]?[01]\b|\bcritical\b|\bblock(?:er|ing)\b",
    Severity.HIGH: r"\b(?:p|prio(?:rity)?|sev(?:erity)?|s)[ :-]?2\b|\bhigh\b|\bmajor\b|\burgent\b|\bsevere\b",
    Severity.MEDIUM: r"\b(?:p|prio(?:rity)?|sev(?:erity)?|s)[ :-]?3\b|\bmedium\b|\bmoderate\b|\bnormal\b",
}
_CLOSED = re.compile(r"\b(?<!un)(?<!not )(?:closed|resolved|solved)\b")
_OWED: Mapping[ObligationKind, re.Pattern[str]] = {
    ObligationKind.DOCUMENT: re.compile(
        r"\b(?:proof of deliver\w+|pod|delivery notes?|time ?sheets?|signed|countersign\w*|certificates?|usage report|documents?"
        r"|documentation|statement of work|sow|order form|dpa|report|breakdown|backup|acceptance|protocols?)\b"
    ),
    ObligationKind.DELIVERY: re.compile(
        r"\b(?:un|not |never |in)(?:yet )?(?:delivered|shipped|complete\w*|installed)\b|\b(?:missing|outstanding|late|delayed|open|partial)"
        r" (?:deliver\w*|deliverables?|shipments?|goods|items|milestones?|installation|training)\b|\bdeliver\w*\b|\bshipments?\b"
        r"|\bhand(?:ed|ing)?[ -]?over\b|\bgo[ -]?live\b|\b(?:still|yet) to be (?:done|finished|installed|built|fixed)\b"
    ),
}


_NOTHING = re.compile(
    r"(?:none|no|nil|nothing|n/?a|0)(?:[ -](?:(?:open|known|current(?:ly)?|active|new|pending|support|at all|so far|yet|on (?:file|record)|"
    r"reported|outstanding|tickets?|claims?|requests?|complaints?|issues?|flags?|cases?|incidents?|and|or)\b[ ,]*)+)?\W*"
)


def severity_of(text: str) -> Severity | None:
    """How bad a ticket is said to be; None = not said."""
    plain = _plain(text)
    return next((severity for severity, words in _CODES.items() if re.search(words, plain)), None)


def is_closed(text: str) -> bool:
    """Whether a ticket is said to be dealt with."""
    return _CLOSED.search(_plain(text)) is not None


def owed(text: str) -> ObligationKind | None:
    """What of ours a ticket waits for: work, or a document; None = neither."""
    plain = _plain(text)
    return next((kind for kind, words in _OWED.items() if words.search(plain)), None)


def says_something(text: str) -> bool:
    """Whether an entry of a list is more than a word for none."""
    plain = _plain(text)
    return bool(plain) and _NOTHING.fullmatch(plain) is None


# ── what the customer says and asks, in a collector's words ──────────────────────────────────
_WISHES: Mapping[SignalKind, re.Pattern[str]] = {
    SignalKind.PAYMENT_PLAN: re.compile(
        r"\b(?:instal\w+|payment plan|exten(?:d|ded|sion)\w*|defer\w*|postpon\w*|more time|longer terms|split\w*|net[ -]?\d+"
        r"|new due date|later (?:due )?date|partial payments?)\b"
    ),
    SignalKind.CREDIT: re.compile(
        r"\b(?:credits?|refunds?|discounts?|rebates?|waive\w*|goodwill|compensat\w*|write[ -]?off)\b"
    ),
    SignalKind.SUSPENSION: re.compile(r"\b(?:suspen\w+|pause\w*|terminat\w+|cancel\w*)\b"),
    SignalKind.PENALTY: re.compile(r"\b(?:penalt\w+|late fees?|interest|liquidated damages)\b"),
    SignalKind.LEGAL: re.compile(r"\b(?:legal|lawyers?|attorneys?|counsel|solicitors?|lawsuit|litigat\w+)\b"),
}
#: What is said of the payment itself, or asked about paper, challenges nothing.
_NO_CHALLENGE = re.compile(
    r"\b(?:process\w*|approv\w*|schedul\w*|payment run|will (?:be )?pa(?:y|id)|paying|on its way|in the mail|cash ?flow|resen[dt]\w*"
    r"|waiting (?:for|on)|busy|on holiday|vacation|(?:never|not|n't) (?:received|got|seen) (?:the |an |any |our |this )?(?:invoice|bill|copy)"
    r"|(?:invoice|bill) (?:was |has )?(?:not|never) (?:been )?(?:received|seen|arrived|got)|copy of (?:the )?invoice|lost (?:the )?invoice"
    r"|intends? to pay|apolog\w*|happy|satisfied|great|pleased|all good|no (?:complaints?|issues?|dispute|claims?|objections?))\b"
)
_NO_FLAG = re.compile(
    r"^(?:no|none|nothing|n/a|clean|standard)\b|\bno (?:legal|contract|special|known|flags?|issues?)\b|(?<!non[ -])\bstandard (?:msa|terms|contract)\b"
    r"|^(?:under )?(?:an? )?nda\b|\b(?:msa|contract|agreement|nda) (?:is )?(?:signed|in place|on file|in force)\b"
)
_PAPERWORK = re.compile(
    r"\b(?:vendor|supplier)[ -](?:form|set-?up|registration|onboarding|portal|master|number|questionnaire)\w*|\bw-?[89]\b|\bportal\b"
    r"|\btax (?:form|certificate|id|residency)\w*|\bbank (?:\w+ ){0,2}(?:details|letter|confirmation|form)\b|\badd (?:\S+ ){1,4}to (?:the |our |your )?invoices?\b|\bwrong (?:address|person|department|e-?mail|inbox)\b|\bremittance\b|\bre-?issue\w*"
    r"|\b(?:copy|copies|pdf|duplicate|resen[dt]\w*)\b.{0,20}\binvoices?\b|\binvoice cop(?:y|ies)\b|\bstatement of account\b"
    r"|\b(?:never|not|n't) (?:yet )?(?:received|got|gotten|seen|have) (?:the |an |any |our |this |your )?(?:invoice|bill)\b"
    r"|\b(?:invoice|bill) (?:was |has |is )?(?:not|never) (?:been )?(?:received|seen|arrived|got|with)\b|\b(?:lost|lacks) (?:the )?invoice"
    r"|\b(?:billing|legal|company) (?:address|name|entity|details)\b|\b(?:onboard|regist)\w+ (?:us )?as (?:a )?(?:vendor|supplier)\b"
)


def wish(text: str) -> SignalKind | None:
    """What a request of few words asks for that only people decide."""
    plain = _plain(text)
    return next((kind for kind, words in _WISHES.items() if words.search(plain)), None)


_LEFT = re.compile(
    r"\b(?:contact|person|manager|controller|clerk|bookkeeper|accountant|cfo|buyer|champion|ap \w+)\b.{0,30}\b(?:left|gone|departed"
    r"|no longer|resigned|retired|changed|replaced|moved on)\b|\b(?:new|changed?|different|updated?) (?:billing |ap |finance )?contact\b"
)


_ASKS = re.compile(
    r"^(?:(?:the )?(?:customer|client|buyer|they|he|she|ap|accounts payable) )?(?:(?:is|are|has|have|was|were|still|been|only|just) )*"
    r"(?:ask(?:s|ed|ing)?|wait(?:s|ed|ing)?|await(?:s|ed|ing)?|request(?:s|ed|ing)?|wants? to (?:know|see)|wonder(?:s|ed|ing)?"
    r"|[ei]nquir\w+|chas(?:es|ed|ing)|need(?:s|ed|ing)?|expect(?:s|ed|ing)?|would like)\b(?!.*\bwhy\b)"
)
_PO_REFUSED = re.compile(
    r"\b(?:po|p\.o\.|purchase[ -]order|order number)\b.{0,40}\b(?:refus|reject|invalid|wrong|expire|close|miss|need|requir|not (?:accept|recogni[sz]|valid|found|on))\w*"
    r"|\b(?:refus|reject|invalid|wrong|expire|miss|need|requir|without|no)\w*\b.{0,30}\b(?:po|p\.o\.|purchase[ -]order|order number)\b"
)


def asks(text: str) -> bool:
    """Whether a claim is really a question, or a wait for something of ours."""
    return _ASKS.search(_plain(text)) is not None


def wants_po(text: str) -> bool:
    """Whether it is about a purchase-order number that is missing or was refused."""
    return _PO_REFUSED.search(_plain(text)) is not None


def says_somebody_left(text: str) -> bool:
    """Whether it is about a contact who is there no more."""
    return _LEFT.search(_plain(text)) is not None


def challenges_nothing(text: str) -> bool:
    """Whether a claim is about the payment or a paper, and not about what is owed."""
    return _NO_CHALLENGE.search(_plain(text)) is not None


_CHALLENGE = re.compile(
    r"\b(?:disput\w*|challeng\w*|contest\w*|object\w*|breach\w*|reject\w*|refus\w*|disagree\w*|wrong\w*|incorrect\w*"
    r"|(?:not|n't) (?:as )?agreed|claim\w*|complain\w*|alleg\w*)\b"
)


def is_challenge(text: str) -> bool:
    """Whether a flag says that the customer stands by owing less, or nothing."""
    return _CHALLENGE.search(_plain(text)) is not None


def is_no_flag(text: str) -> bool:
    """Whether a legal or contract flag says that there is nothing."""
    return _NO_FLAG.search(_plain(text)) is not None


def is_paperwork(text: str) -> bool:
    """Whether a request is for paper that finance has: a form, a set-up as a vendor, another copy of an invoice."""
    return _PAPERWORK.search(_plain(text)) is not None


# ── sources ──────────────────────────────────────────────────────────────────────────────────
_KINDS: Mapping[RecordKind, re.Pattern[str]] = {
    RecordKind.TICKETS: re.compile(r"ticket|support|help ?desk|zendesk|jira|service ?now|deliver|escalat|product"),
    RecordKind.CONTRACTS: re.compile(r"contract|msa|legal|renewal|terms|agreement|order form"),
    RecordKind.MESSAGES: re.compile(r"mail|message|inbox|correspond|communicat|conversation|slack|call|dispute|note"),
    RecordKind.CONTACTS: re.compile(r"contact"),
    RecordKind.PROMISES: re.compile(r"promise"),
    RecordKind.PAYMENTS: re.compile(r"pay|cash|bank|remit|erp|ledger|accounting|billing|invoic|credit|aging|ageing"),
}


def source_meant(text: str) -> RecordKind:
    """The kind of records a missing source would have; one nobody knows counts as the CRM."""
    plain = _plain(text)
    return next((kind for kind, words in _KINDS.items() if words.search(plain)), RecordKind.ACCOUNTS)


def _plain(text: str | None) -> str:
    return " ".join(normalise(text or "").split())
