"""How much the cues of a text speak for a kind of signal: a linear model whose weights anybody can read.

`python -m tools.teach_reader` learns the weights from the labelled messages and writes them as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from models.dispute import DisputeReason
from models.signal import SignalKind

#: One sentence with the next says what the whole text does not say: it has to say it louder.
_ALONE = 1.5
_UNLIKELY = -1.0
#: What a phrase that names a reason is worth.
_NAMED = 2.0
_FILE = "cue_weights.txt"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scales say of one kind of signal in one text."""

    #: Log odds: 0 = as likely as not.
    score: float
    #: The same of each sentence by itself.
    alone: tuple[float, ...]

    @property
    def place(self) -> int:
        """Number of the sentence that speaks most for it, from 0."""
        return max(range(len(self.alone)), key=self.alone.__getitem__)


@dataclass(frozen=True, slots=True)
class Scales:
    """The learned weights."""

    kinds: tuple[str, ...]
    bias: tuple[float, ...]
    #: Cue → how rare it is, and (number of the kind, weight) for each kind it says something of.
    cues: Mapping[str, tuple[float, tuple[tuple[int, float], ...]]]
    #: Digest of the labelled sets they were learned from; "" = not written down.
    sets: str = ""

    def weigh(self, sentences: Sequence[frozenset[str]]) -> dict[str, Verdict]:
        """The verdict on each kind, from the cues of every sentence; {} for no sentence."""
        if not sentences:
            return {}
        each = [self._scores(cues) for cues in sentences]
        pairs = [self._scores(one | other) for one, other in pairwise(sentences)]
        whole = self._scores(frozenset().union(*sentences)) if len(sentences) > 1 else each[0]
        loudest = [max(scores) for scores in zip(*each, *pairs, strict=True)]
        return {
            kind: Verdict(max(whole[number], loudest[number] - _ALONE), tuple(one[number] for one in each))
            for number, kind in enumerate(self.kinds)
        }

    def _scores(self, cues: Iterable[str]) -> list[float]:
        known = [self.cues[cue] for cue in cues if cue in self.cues]
        length = sum(rarity * rarity for rarity, _ in known) ** 0.5 or 1.0
        sums = [0.0] * len(self.kinds)
        for rarity, weights in known:
            for kind, weight in weights:
                sums[kind] += rarity * weight
        return [bias + total / length for bias, total in zip(self.bias, sums, strict=True)]


def reason_kind(reason: DisputeReason) -> str:
    """What the weights call a dispute for *reason*."""
    return f"{SignalKind.DISPUTE}: {reason}"


def likeliest_reason(verdicts: Mapping[str, Verdict], named: DisputeReason = DisputeReason.OTHER) -> DisputeReason:
    """The reason a challenge has most likely, where a phrase speaks for *named*; *other* where none is likely."""
    known = {
        reason: verdicts[reason_kind(reason)].score + (_NAMED if reason is named else 0.0)
        for reason in DisputeReason
        if reason_kind(reason) in verdicts
    }
    best = max(known, key=known.__getitem__, default=DisputeReason.OTHER)
    return best if known.get(best, _UNLIKELY) > _UNLIKELY else DisputeReason.OTHER


@lru_cache(maxsize=1)
def scales() -> Scales:
    """The weights that are shipped."""
    return scales_in((resources.files("bot.stages.reading") / _FILE).read_text(encoding="utf-8"))


def scales_in(text: str) -> Scales:
    """The weights written as *text* by the tool that learned them."""
    sets, head, bias, *rest = (line.split("\t") for line in text.splitlines())
    return Scales(
        tuple(head[2:]),
        tuple(map(float, bias[2:])),
        {
            cue: (float(rarity), tuple((kind, float(weight)) for kind, weight in enumerate(weights) if weight))
            for cue, rarity, *weights in rest
        },
        sets[1],
    )
