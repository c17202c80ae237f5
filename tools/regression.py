"""Logistic regression over cues, in plain Python so that nothing has to be installed for it.

Coordinate descent on the dual (Yu, Huang and Lin, 2011), with a fixed seed: the same texts give the same weights.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from bot.stages.reading.weighing import Scales

#: A cue of one text alone teaches nothing of the next one.
_FEWEST = 2
_PENALTY = 20.0
_ROUNDS = 25

Vector = dict[str, float]


def learn(texts: Sequence[frozenset[str]], labels: Mapping[str, Sequence[bool | None]]) -> Scales:
    """The weights that *texts*, each given by its cues, teach for each kind of *labels*; None = nobody says."""
    seen = Counter(cue for text in texts for cue in text)
    rarity = {
        cue: math.log((1 + len(texts)) / (1 + count)) + 1 for cue, count in sorted(seen.items()) if count >= _FEWEST
    }
    vectors = [_vector(text, rarity) for text in texts]
    learned = [_learn_one(vectors, judged) for judged in labels.values()]
    return Scales(
        tuple(labels),
        tuple(weights.pop("", 0.0) for weights in learned),
        {
            cue: (rare, tuple((kind, weights[cue]) for kind, weights in enumerate(learned) if cue in weights))
            for cue, rare in rarity.items()
        },
    )


def written(scales: Scales, head: str, smallest: float) -> str:
    """The weights as text: *head*, the bias, then a line for every cue that weighs at least *smallest*."""
    lines = [
        head,
        "\t".join(("cue", "rarity", *scales.kinds)),
        "\t".join(("=", "", *(f"{bias:.3f}" for bias in scales.bias))),
    ]
    for cue, (rarity, weights) in scales.cues.items():
        shown = {kind: f"{weight:.2f}" for kind, weight in weights if abs(weight) >= smallest}
        columns = (shown.get(kind, "") for kind in range(len(scales.kinds)))
        lines.append("\t".join((cue, f"{rarity:.2f}", *columns)).rstrip("\t"))
    return "\n".join(lines) + "\n"


def _vector(text: Collection[str], rarity: Mapping[str, float]) -> Vector:
    known = sorted(cue for cue in text if cue in rarity)
    length = math.sqrt(sum(rarity[cue] ** 2 for cue in known)) or 1.0
    return {"": 1.0, **{cue: rarity[cue] / length for cue in known}}


def _learn_one(vectors: Sequence[Vector], labels: Sequence[bool | None]) -> Vector:
    judged = [(vector, 1 if label else -1) for vector, label in zip(vectors, labels, strict=True) if label is not None]
    share = {sign: len(judged) / (2 * max(1, sum(each == sign for _, each in judged))) for sign in (1, -1)}
    examples = [(list(vector.items()), sign, _PENALTY * share[sign]) for vector, sign in judged]
    squares = [sum(value * value for _, value in vector) for vector, _, _ in examples]
    duals = [min(1e-3 * limit, 1e-8) for _, _, limit in examples]
    weights: Vector = {}
    for (vector, sign, _), dual in zip(examples, duals, strict=True):
        for cue, value in vector:
            weights[cue] = weights.get(cue, 0.0) + dual * sign * value
    order = list(range(len(examples)))
    shuffle = random.Random(0).shuffle
    for _ in range(_ROUNDS):
        shuffle(order)
        for number in order:
            vector, sign, limit = examples[number]
            margin = sign * sum(weights[cue] * value for cue, value in vector)
            dual = _best_dual(duals[number], limit, squares[number], margin)
            change, duals[number] = (dual - duals[number]) * sign, dual
            for cue, value in vector:
                weights[cue] += change * value
    return weights


def _best_dual(old: float, limit: float, square: float, margin: float) -> float:
    """The dual variable in (0, limit) that is best while all others stay: a few steps of Newton, kept inside."""
    low, high = 0.0, limit
    dual = old
    for _ in range(20):
        slope = square * (dual - old) + margin + math.log(dual / (limit - dual))
        low, high = (dual, high) if slope < 0 else (low, dual)
        if abs(slope) < 1e-3:
            break
        dual -= slope / (square + limit / (dual * (limit - dual)))
        if not low < dual < high:
            dual = (low + high) / 2
    return min(max(dual, limit * 1e-9), limit * (1 - 1e-9))
