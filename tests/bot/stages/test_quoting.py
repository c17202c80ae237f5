"""A text of any shape is read in time proportional to its length: anybody may send us one."""

from __future__ import annotations

import time

import pytest

from bot.stages.reading.quoting import sentences


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("x\n", id="short lines"),
        pytest.param("no. ", id="abbreviations, and no end of the sentence"),
        pytest.param("--\na\n", id="signatures"),
        pytest.param("see below\nam montag schrieb anna:\n", id="announcements of quotes"),
        pytest.param("hi\nfrom: x\n", id="headers"),
        pytest.param("> a\nb\n", id="quotes in between"),
    ],
)
@pytest.mark.parametrize("forwards", [False, True])
def test_a_long_text_takes_seconds(line: str, forwards: bool) -> None:
    started = time.perf_counter()
    sentences(line * (100_000 // len(line)), forwards=forwards)
    assert time.perf_counter() - started < 5


def test_an_abbreviation_ends_no_sentence_however_far_from_its_beginning() -> None:
    quotes = [
        each.quote for each in sentences("We have looked at it again, and approx. half of no. 7 is wrong. Sorry.")
    ]
    assert quotes == ["We have looked at it again, and approx. half of no. 7 is wrong.", "Sorry."]


def test_a_number_ends_a_sentence_and_a_german_ordinal_does_not() -> None:
    quotes = [each.quote for each in sentences("Our log comes to 41. Could you check? Wir zahlen am 22. Mai. Danke.")]
    assert quotes == ["Our log comes to 41.", "Could you check?", "Wir zahlen am 22. Mai.", "Danke."]


@pytest.mark.parametrize("short", ["o. g.", "z. B.", "u. a.", "d. h.", "i. d. R.", "ggf.", "bzw.", "Nr."])
def test_a_german_abbreviation_ends_no_sentence(short: str) -> None:
    quotes = [each.quote for each in sentences(f"Wir bestreiten {short} Rechnung F26-0117. Bitte um Plan B. Danke.")]
    assert quotes == [f"Wir bestreiten {short} Rechnung F26-0117.", "Bitte um Plan B.", "Danke."]
