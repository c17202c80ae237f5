"""How likely it is that the money does not come by itself: a sum people can check, which decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.evidence import Evidence


class Band(StrEnum):
    """A sum in a word."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


#: The least sum of each band, highest first.
BANDS: tuple[tuple[int, Band], ...] = ((4, Band.HIGH), (2, Band.MEDIUM), (0, Band.LOW))


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPart:
    """What one rule adds."""

    rule: str
    #: At least 1.
    points: int
    sentence: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """The score of one packet with everything it is made of."""

    parts: tuple[RiskPart, ...]

    @property
    def score(self) -> int:
        """The sum of the parts."""
        return sum(part.points for part in self.parts)

    @property
    def band(self) -> Band:
        """The word for the score."""
        return next(band for least, band in BANDS if self.score >= least)
