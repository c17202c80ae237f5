"""Where customers pay to. Only from a file the controller keeps; never from mail, never from a model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remittance:
    """Bank details of one billing entity for one currency."""

    entity: str
    currency: str
    #: Lines exactly as they are printed.
    lines: tuple[str, ...]
