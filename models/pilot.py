"""The pilot segment: the accounts that are followed up while a firm tries this out, and why another is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.evidence import Evidence


class PilotTest(StrEnum):
    """What an account is tested for."""

    ENTITY = "billing entity"
    TIER = "tier"
    TERMS = "payment terms"
    OWNER = "account owner"
    DISPUTES = "disputes"
    LARGEST = "largest accounts"
    CHRONIC = "chronic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """The segment as the policy names it; a test that is None is not asked."""

    entities: frozenset[str] | None = None
    #: In small letters.
    tiers: frozenset[str] | None = None
    terms_days: frozenset[int] | None = None
    #: The owner on record must be one of ours and still here.
    require_owner: bool = False
    #: Disputes of the last 365 days that an account may have had.
    max_disputes_a_year: int | None = None
    #: So many accounts, those billed most in the last 365 days, stay outside.
    exclude_top: int | None = None
    #: Days past due, in the median at payment or of the oldest open invoice, above which an account is chronic.
    exclude_chronic: int | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One test that an account does not pass, or of which nobody knows whether it does."""

    test: PilotTest
    #: "terms are 45 days".
    why: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Largest:
    """The accounts that count among the largest, ranked over the whole company once a morning."""

    #: The last of the 365 days that are counted.
    on: date
    #: How many were to be found; more are here where two were billed as much, or one cannot be ranked.
    count: int
    #: Account id → why it counts among them.
    accounts: Mapping[str, str]
    #: Why nobody can be ranked; "" = they can.
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class PilotAccount:
    """One account of the report; without exclusions it is in the pilot."""

    account_id: str
    name: str
    exclusions: tuple[Exclusion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotReport:
    """Who is in the pilot on *day*, and why everybody else is not."""

    day: date
    accounts: tuple[PilotAccount, ...]
