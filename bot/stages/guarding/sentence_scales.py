"""What one sentence most likely does, weighed by what labelled sentences taught (`python -m tools.teach_guard`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from bot.stages.guarding.sentence_cues import cues_of
from bot.stages.reading.weighing import Scales, scales_in

_FILE = "sentence_weights.txt"
FINE = "fine"
#: A sentence so far above fine (log odds) breaks the rule; one so far below is fine, whatever word a list met in it.
HIGH_MARK = 1.0
FINE_MARK = -3.0
#: A clause has less to go by than its sentence.
_CLAUSE_HANDICAP = 1.0
_CLAUSES = re.compile(r"[;:]|, (?:but|so|and|or|aber|und|mais|et|pero|y|maar|en|ma|e)\b| - ")
_SHORTEST_CLAUSE = 4


@dataclass(frozen=True, slots=True)
class Deed:
    """What a sentence most likely does other than being fine."""

    kind: str
    #: How much likelier it is than fine, in log odds; negative = the sentence is rather fine.
    margin: float


@lru_cache(maxsize=1)
def weights() -> Scales:
    """The weights that are shipped."""
    return scales_in((resources.files("bot.stages.guarding") / _FILE).read_text(encoding="utf-8"))


def deed_of(sentence: str, scales: Scales | None = None) -> Deed:
    """What a folded sentence does, or the clause of it that speaks most."""
    scales = scales or weights()
    whole = _weighed(sentence, scales)
    parts = [part for part in _CLAUSES.split(sentence) if len(part.split()) >= _SHORTEST_CLAUSE]
    clauses = (_weighed(part, scales) for part in parts if len(part) < len(sentence))
    lowered = (replace(each, margin=each.margin - _CLAUSE_HANDICAP) for each in clauses)
    return max((whole, *lowered), key=lambda deed: deed.margin)


def _weighed(sentence: str, scales: Scales) -> Deed:
    scores = {kind: verdict.score for kind, verdict in scales.weigh([cues_of(sentence)]).items()}
    fine = scores.pop(FINE)
    kind = max(scores, key=scores.__getitem__)
    return Deed(kind, scores[kind] - fine)
