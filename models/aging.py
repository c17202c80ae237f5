"""What is open by age, and what moved between two days."""

from __future__ import annotations

from dataclasses import dataclass

from models.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The way of one currency from one day to a later one: opened + added − taken = open."""

    opened: Money
    #: New lines, and what was added to known ones.
    added: Money
    #: Paid, credited, or on no list any more.
    taken: Money
    #: Of what is open now, what lay in a younger bucket before, by the bucket it lies in now; the youngest first.
    worse: tuple[tuple[str, Money], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """What is open in one currency on one day; unapplied money is not taken off."""

    currency: str
    open: Money
    #: All five buckets with how many invoices and what is open on them, the youngest first.
    buckets: tuple[tuple[str, int, Money], ...]
    #: Of what is past due, what somebody stands by not owing, and what they promised.
    disputed: Money
    promised: Money
    #: Since the earlier day; None = nothing was kept of it.
    roll: Roll | None = None
