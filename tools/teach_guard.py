"""Learns what the cues of a sentence weigh, and writes `bot/stages/guarding/sentence_weights.txt`.

    python -m tools.teach_guard write     # two minutes; the same sets give the same file
    python -m tools.teach_guard figures   # every set judged by weights learned from the others

`draft_sentences_labelled.jsonl` holds the sentences of the labelled drafts that are looked at, names and invoice
numbers covered as the guard covers them; the sentences of the bank are fine. The sets kept apart are never read.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.stages.guarding.sentence_cues import cues_of
from bot.stages.guarding.sentence_scales import FINE, HIGH_MARK, deed_of
from bot.stages.guarding.sheet import DONE, prose, sentences
from bot.stages.guarding.weighed import RULES
from bot.stages.reading.weighing import Scales
from bot.wording import normalise
from tools import regression

EVALS = Path("tests/evals")
TARGET = Path("bot/stages/guarding/sentence_weights.txt")
BANK = Path("prompts/bank")
SETS = ("draft_sentences_labelled.jsonl", "draft_sentences_taught.jsonl", "draft_sentences_taught_2.jsonl")
KINDS = (*RULES, FINE)
_SMALLEST = 0.1
_SLOT = re.compile(r"\[\[\w+\]\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence."""

    kind: str
    #: Folded.
    text: str
    #: The set of drafts it stands in, or the file it was written in.
    written_in: str


def labelled() -> list[Sentence]:
    """Every sentence that may be learned from, once."""
    found = {}
    for name in SETS:
        for line in (EVALS / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            each = Sentence(row["kind"], normalise(row["text"]), row.get("from", name).split(":")[0])
            found.setdefault((each.kind, each.text), each)
    return [*found.values(), *banked()]


def banked() -> Iterator[Sentence]:
    """What the bank says: all of it is fine, whatever stands in the slots."""
    for path in sorted(BANK.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for text in (*told["lines"].values(), *(each["text"] for each in told["sentence"])):
            for found in sentences(prose(_SLOT.sub(DONE, normalise(text)))):
                yield Sentence(FINE, found[0].strip(), "bank")


def digest() -> str:
    """What the weights were learned from, to see whether they are those of today's sets."""
    paths = [*(EVALS / name for name in SETS), *sorted(BANK.glob("*.toml"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


def learn(rows: Sequence[Sentence]) -> Scales:
    """The weights that *rows* teach."""
    labels = {kind: [row.kind == kind for row in rows] for kind in KINDS}
    return regression.learn([cues_of(row.text) for row in rows], labels)


def written(scales: Scales) -> str:
    """The weights as text, with the digest of the sets they were learned from."""
    head = f"# Learned by `python -m tools.teach_guard write`, never edited by hand, from the sets\t{digest()}"
    return regression.written(scales, head, _SMALLEST)


def figures() -> Iterator[str]:
    """Of each set, judged by weights that the others taught: fine sentences refused, and others passed."""
    rows = labelled()
    for name in dict.fromkeys(row.written_in for row in rows):
        scales = learn([row for row in rows if row.written_in != name])
        judged = [
            (row.kind == FINE, deed_of(row.text, scales).margin > HIGH_MARK) for row in rows if row.written_in == name
        ]
        fine = [refused for is_fine, refused in judged if is_fine]
        other = [not refused for is_fine, refused in judged if not is_fine]
        yield f"{name}: {sum(fine)} of {len(fine)} fine sentences refused, {sum(other)} of {len(other)} others passed"


def main() -> None:
    """Write the weights, or print what they are worth."""
    if sys.argv[1:] == ["write"]:
        TARGET.write_text(written(learn(labelled())), encoding="utf-8")
    elif sys.argv[1:] == ["figures"]:
        for line in figures():
            print(line)
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
