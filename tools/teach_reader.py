"""Learns what the reader's cues weigh from the labelled messages, and writes `bot/stages/reading/cue_weights.txt`.

    python -m tools.teach_reader write     # a few minutes; the same sets give the same file
    python -m tools.teach_reader figures   # each fifth of the messages judged by weights learned from the others

`messages_blind_apart.jsonl` is never read: it measures.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.stages.read import ANSWERS
from bot.stages.reading.hearing import hear
from bot.stages.reading.quoting import sentences
from bot.stages.reading.weighing import Scales, reason_kind
from models.dispute import DisputeReason
from models.signal import SignalKind
from tools import regression

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
_FOLDS = 5
_SMALLEST = 0.05

Labelled = Mapping[str, Any]


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
    return regression.learn(texts, {kind: [KINDS[kind](row) for row in rows] for kind in kinds})


def written(scales: Scales) -> str:
    """The weights as text, with the digest of the sets they were learned from."""
    head = f"# Learned by `python -m tools.teach_reader write`, never edited by hand, from the sets\t{digest()}"
    return regression.written(scales, head, _SMALLEST)


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
