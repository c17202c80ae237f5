"""A person's text on a later day: the machine's counts of days move on, and nothing else does."""

import pytest

from bot.stages.own_words import with_days_moved

THEN = "Hello Ada,\n\nF-1 of €1,028.00 is 28 days past due.\n\nKind regards"
NOW = THEN.replace("28 days", "29 days")


@pytest.mark.parametrize(
    ("body", "now", "expected"),
    [
        pytest.param(f"{THEN}\nPS: 28 calls.", NOW, f"{NOW}\nPS: 28 calls.", id="theirs beside the machine's"),
        pytest.param(THEN.replace("Hello", "Dear"), NOW, NOW.replace("Hello", "Dear"), id="around what they changed"),
        pytest.param(THEN.replace("28 days", "28 long days"), NOW, NOW.replace("29", "29 long"), id="within it"),
        pytest.param(f"PS. {THEN}", NOW.replace("1,028.00", "1,029.00"), f"PS. {THEN}", id="an amount has moved too"),
        pytest.param(f"PS. {THEN}", NOW.replace("29", "30"), f"PS. {THEN}", id="no count of one day more"),
        pytest.param("Call me.", NOW, "Call me.", id="nothing of the machine's is left"),
    ],
)
def test_only_the_machines_own_counts_of_days_move(body: str, now: str, expected: str) -> None:
    assert with_days_moved(body, THEN, now, 1) == expected
