"""What leaves for a model's maker: no address, bank account or telephone number out of any message we have."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.stages.model_reading import told
from tests.bot.stages import ledger_builder as an

EVALS = Path(__file__).parents[1] / "evals"
#: Written for this test alone: the code under test has its own.
ADDRESS = re.compile(r"[^\s<>()\"]+@[^\s<>()\"]+\.[a-z]{2,}", re.IGNORECASE)
IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2} ?(?:[A-Z0-9]{4} ?){3,7}[A-Z0-9]{0,3}\b")
TELEPHONE = re.compile(r"\+[0-9][0-9 ()./-]{8,}[0-9]")
SIGNATURES = (
    "Regards, Jane Doe, +49 (0)89 1234-5678, jane.doe@acme.example",
    "Bitte auf DE89370400440532013000 oder GB29 NWBK 6016 1331 9268 19 zahlen. Tel. +44.20.7946.0958",
    "Reply to <Accounts+EU@sub.acme.co.uk>; FR14 2004 1010 0505 0001 3M02 606",
)


def messages() -> list[str]:
    files = sorted(EVALS.glob("messages*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [text for row in rows for text in row.values() if isinstance(text, str)]


def test_the_corpus_is_large_enough_to_mean_something():
    assert len(messages()) > 500


@pytest.mark.parametrize("signature", SIGNATURES)
def test_no_prompt_has_any_of_them(signature: str):
    for text in messages()[::9]:
        prompt = told(replace(an.message(text), text=f"{text}\n{signature}", subject=signature))
        for kind in (ADDRESS, IBAN, TELEPHONE):
            assert kind.search(prompt) is None, prompt
