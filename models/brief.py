"""What a person reads before they decide about a dispute, a plan or a credit. Internal: none of it enters a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.account_fact import Presence
from models.evidence import Evidence, Origin
from models.money import Money
from models.prompted_model import PromptedModel


class Matter(StrEnum):
    """What there is to decide, the gravest first."""

    DISPUTE = "dispute"
    PLAN = "payment plan"
    CREDIT = "credit"
    RENEWAL = "renewal"


class Point(StrEnum):
    """What the record is asked about a dispute, in the order people ask it."""

    DELIVERY = "delivery"
    TICKETS = "tickets"
    ORDER = "purchase order"
    PRICE = "price"
    PROMISES = "earlier promises"
    OWED = "what we owe them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of one message, verbatim but for white space."""

    message_id: str
    sender: str
    #: Aware instant.
    at: datetime
    text: str
    is_ours: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class PointOnRecord:
    """What the record has on one point; unknown where no source answers."""

    point: Point
    presence: Presence
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, on a business-local day."""

    on: date
    what: str
    origin: Origin
    #: Of a message; "" = it is none.
    message_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that could be decided, with what the ledger makes of it. None is recommended."""

    name: str
    money: str
    days: str
    #: Who may decide it, and what else it takes.
    needs: str
    speaks_for: tuple[Evidence, ...] = ()
    speaks_against: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionSheet:
    """Two to four options for one matter."""

    matter: Matter
    options: tuple[Option, ...]


class NoteKind(StrEnum):
    """What a bullet of a model is about. The schema of the prompt lists the same."""

    EXCHANGE = "exchange"
    CHALLENGE = "challenge"
    WISH = "wish"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Note:
    """One bullet in a model's words, with the words of the message that bear it out."""

    kind: NoteKind
    text: str
    message_id: str
    #: Verbatim in that message but for white space.
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelBrief:
    """What one model with one prompt made of an account's messages, as far as code could check it; kept for ever."""

    account_id: str
    #: Of all that it was given.
    digest: str
    reader: PromptedModel
    notes: tuple[Note, ...]
    #: Bullets that no message bears out, or that carry a link, a mention or a figure of their own.
    dropped: int
    #: Aware instant.
    made_at: datetime


class Wording(StrEnum):
    """What became of the model's part of a brief."""

    #: There is no model.
    NOT_ASKED = "not asked"
    #: It was never asked about these messages, or gave no answer that could be used.
    NO_ANSWER = "no answer"
    #: It answered, and nothing of it could be checked.
    NOTHING_CHECKED = "nothing checked"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One matter of one account, put together from records and quotes; the model's notes stand apart."""

    #: None = nothing is disputed or asked for.
    matter: Matter | None
    #: A person or the ERP says it is a dispute; False = it is only read out of a text, or is none.
    is_flagged: bool = False
    #: What of the ledger it is about: the disputed lines, or what is past due.
    amount: Money
    #: Their sentences name no invoice and no amount on record: *amount* is the most it can be about.
    is_at_most: bool = False
    #: Business-local day of the first message or flag about it; None = nobody has said anything about it.
    since: date | None = None
    #: What they said about it, oldest first.
    said: tuple[Quotation, ...] = ()
    #: The last three exchanges, newest first, one sentence of each.
    exchanges: tuple[Quotation, ...] = ()
    events: tuple[Event, ...] = ()
    record: tuple[PointOnRecord, ...] = ()
    #: What nobody has answered or done yet, in whole sentences.
    open_points: tuple[str, ...] = ()
    sheets: tuple[OptionSheet, ...] = ()
    notes: tuple[tuple[Note, Quotation], ...] = ()
    wording: Wording = Wording.NOT_ASKED
