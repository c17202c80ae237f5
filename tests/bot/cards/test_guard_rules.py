"""Every rule of the guard has a sentence for the person who reads the card, and no sentence has lost its rule."""

from __future__ import annotations

import re
from pathlib import Path

from bot.cards.guard_rules import SENTENCES, sentence_of
from bot.stages.cases.draft_case import NO_CONTENT, VIOLATIONS
from bot.stages.guarding.forbidden import TOPICS
from bot.stages.guarding.forbidden_moves import MOVES
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_packet_card import card, words

GUARD = Path(__file__).parents[3] / "bot" / "stages" / "guarding"


def rules_written() -> set[str]:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(GUARD.glob("*.py")))
    named = set(re.findall(r'Finding\([^"]*?"([a-z_]+)"', code))
    chosen = set(re.findall(r'"([a-z]+_[a-z]+)" if |else "([a-z]+_[a-z]+)"', code))
    return named | {rule for pair in chosen for rule in pair if rule in SENTENCES} | {t.name for t in (*TOPICS, *MOVES)}


def test_every_rule_has_a_sentence() -> None:
    violating = {rule for rules in VIOLATIONS.values() for rule in rules}
    assert (rules_written() | violating | NO_CONTENT) - set(SENTENCES) == set()


def test_sentences_are_plain() -> None:
    for sentence in SENTENCES.values():
        assert sentence.endswith(".")
        assert "_" not in sentence


def test_a_rule_that_nobody_wrote_down_is_not_shown_by_its_name() -> None:
    assert "brand_new" not in sentence_of("brand_new")


def test_the_card_says_it_and_names_no_rule() -> None:
    told = words(card(b.record(findings=(b.HARD, b.SOFT))))
    assert sentence_of(b.HARD.rule) in told
    assert f"({b.HARD.rule})" not in told
