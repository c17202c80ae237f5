"""Learns what the reader's cues weigh from the labelled messages, and writes `bot/stages/reading/cue_weights.txt`.

    python -m tools.teach_reader write     # a few minutes; the same sets give the same file
    python -m tools.teach_reader figures   # each fifth of the messages judged by weights learned from the others

`messages_blind_apart.jsonl` is never read: it measures. Logistic regression by coordinate descent on its dual (Yu,
Huang and Lin, 2011), in plain Python so that nothing has to be installed for it.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.stages.read import ANSWERS
from bot.stages.reading.hearing import hear
from bot.stages.reading.quoting import sentences
from bot.stages.reading.weighing import Scales, reason_kind
from models.dispute import DisputeReason
from models.signal import SignalKind

EVALS = Path("tests/evals")
TARGET = Path("bot/stages/reading/cue_weights.txt")
SETS = (
    "messages.jsonl",
    "messages_heldout.jsonl",
    "messages_demo.jsonl",
    "messages_strangers.jsonl",
    "messages_taught.jsonl",
    "messages_blind.jsonl",
    "messages_second.jsonl",
)
#: A cue of one message alone teaches nothing of the next one.
_FEWEST = 2
_PENALTY = 20.0
_ROUNDS = 25
_FOLDS = 5
_SMALLEST = 0.05

Labelled = Mapping[str, Any]
Vector = dict[str, float]


def _wants(wish: str) -> Callable[[Labelled], bool | None]:
    return lambda row: None if "wants" in row.get("unjudged", ()) else row["wants"] == wish


def _is_true(label: str) -> Callable[[Labelled], bool | None]:
    return lambda row: None if label in row.get("unjudged", ()) else bool(row[label])


def _is_reason(reason: DisputeReason) -> Callable[[Labelled], bool | None]:
    return lambda row: row["dispute_reason"] == reason if row["dispute"] and row["dispute_reason"] else None


#: Kind of signal, or reason of a dispute → whether a labelled message has it; None = nobody says.
KINDS: dict[str, Callable[[Labelled], bool | None]] = {
    SignalKind.DISPUTE: _is_true("dispute"),
    SignalKind.PROMISE: _is_true("promise_to_pay"),
    SignalKind.PAYMENT_PLAN: _wants("payment_plan"),
    SignalKind.SUSPENSION: _wants("suspension"),
    SignalKind.CONTACT_LEFT: _is_true("contact_left"),
    SignalKind.OUT_OF_OFFICE: _is_true("out_of_office"),
    SignalKind.INJECTION: _is_true("injection"),
    **{reason_kind(reason): _is_reason(reason) for reason in DisputeReason if reason is not DisputeReason.OTHER},
}


def labelled() -> list[Labelled]:
    """Every message that may be learned from."""
    paths = [EVALS / name for name in SETS]
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def digest() -> str:
    """What the weights were learned from, to see whether they are those of today's sets."""
    return hashlib.sha256(b"".join((EVALS / name).read_bytes() for name in SETS)).hexdigest()[:12]


def cues_in(row: Labelled) -> list[frozenset[str]]:
    """The cues of each sentence of a labelled message, as the reader hears them."""
    subject = row.get("subject", "")
    own = sentences(subject) if subject and not ANSWERS.match(subject) else ()
    return [each.cues for each in hear((*sentences(row["text"]), *own), row["source"])]


def learn(rows: Sequence[Labelled], heard: Sequence[Sequence[frozenset[str]]], kinds: Collection[str]) -> Scales:
    """The weights that *rows* teach, for each of *kinds*."""
    texts = [frozenset().union(*each) for each in heard]
    seen = Counter(cue for text in texts for cue in text)
    rarity = {
        cue: math.log((1 + len(texts)) / (1 + count)) + 1 for cue, count in sorted(seen.items()) if count >= _FEWEST
    }
    vectors = [_vector(text, rarity) for text in texts]
    learned = [_learn_one(vectors, [KINDS[kind](row) for row in rows]) for kind in kinds]
    return Scales(
        tuple(kinds),
        tuple(weights.pop("", 0.0) for weights in learned),
        {
            cue: (rare, tuple((kind, weights[cue]) for kind, weights in enumerate(learned) if cue in weights))
            for cue, rare in rarity.items()
        },
    )


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


def written(scales: Scales) -> str:
    """The weights as text: a head, the bias, then a line for every cue that weighs anything."""
    lines = [
        f"# Learned by `python -m tools.teach_reader write`, never edited by hand, from the sets\t{digest()}",
        "\t".join(("cue", "rarity", *scales.kinds)),
        "\t".join(("=", "", *(f"{bias:.3f}" for bias in scales.bias))),
    ]
    for cue, (rarity, weights) in scales.cues.items():
        shown = {kind: f"{weight:.2f}" for kind, weight in weights if abs(weight) >= _SMALLEST}
        columns = (shown.get(kind, "") for kind in range(len(scales.kinds)))
        lines.append("\t".join((cue, f"{rarity:.2f}", *columns)).rstrip("\t"))
    return "\n".join(lines) + "\n"


def figures() -> Iterator[str]:
    """Recall and precision of the scales alone on messages that they did not learn from."""
    rows = labelled()
    heard = [cues_in(row) for row in rows]
    scores: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in KINDS}
    for fold in range(_FOLDS):
        kept = [number for number in range(len(rows)) if number % _FOLDS != fold]
        scales = learn([rows[number] for number in kept], [heard[number] for number in kept], tuple(KINDS))
        for row, each in zip(rows[fold::_FOLDS], heard[fold::_FOLDS], strict=True):
            for kind, verdict in scales.weigh(each).items():
                if (label := KINDS[kind](row)) is not None:
                    scores[kind].append((verdict.score, label))
    for kind, judged in scores.items():
        hit, said = sum(label for score, label in judged if score > 0), sum(score > 0 for score, _ in judged)
        yield f"{kind:14} recall {hit}/{sum(label for _, label in judged)}, precision {hit}/{said}"


def main() -> None:
    """Write the weights, or print what they are worth."""
    if sys.argv[1:] == ["write"]:
        rows = labelled()
        TARGET.write_text(written(learn(rows, [cues_in(row) for row in rows], tuple(KINDS))), encoding="utf-8")
    elif sys.argv[1:] == ["figures"]:
        for line in figures():
            print(line)
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
