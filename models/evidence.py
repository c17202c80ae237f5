"""Where a fact comes from, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Origin:
    """The place a record was read from."""

    #: Name of the source in sources.toml, or "desk" for what a person pressed.
    source: str
    #: File and line ("invoices.csv:14"), or the id of the press.
    row: str
    #: Day the source says its facts are true for, business-local.
    as_of: date


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact and the record behind it."""

    #: What is claimed, in words a reviewer reads: "invoice 1007 is 47 days past due".
    fact: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a decision wants and no source says. Unknown is never clear."""

    what: str
    why_it_matters: str
    #: Whether nothing may be approved while it stands.
    blocks: bool = False
