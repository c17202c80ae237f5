from __future__ import annotations

import re

import pytest

from bot.errors import MappingError
from bot.stages.conditions import CONDITIONS
from bot.stages.slots import SLOTS
from bot.wording import month_names, weekday_names
from models.draft import ASKS_NOTHING, Play, Tone
from prompts import SLOT, composition, languages, load, load_bank, load_compositions, prompt

LANGUAGES = sorted(languages())


def _literal(text: str) -> str:
    return SLOT.sub(" ", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_hold_no_figure_date_or_name(language: str) -> None:
    bank = load_bank(language)
    days = {name for name in (*month_names(), *weekday_names()) if len(name) > 4}
    for sentence in bank.sentences.values():
        literal = _literal(sentence.prompt.text)
        assert not re.search(r"\d|[€$£@%/]", literal), sentence.id
        assert not days & set(re.findall(r"\w+", literal.casefold())), sentence.id
        # German writes nouns with a capital; tests/prompts/test_languages.py knows which.
        inside = re.findall(r"(?<=[a-z,] )[A-Z]\w+", literal) if language != "de" else []
        assert not inside, (sentence.id, inside)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pieces_hold_no_figure(language: str) -> None:
    assert not any(re.search(r"\d", _literal(line.text)) for line in load_bank(language).lines.values())


@pytest.mark.parametrize("language", ["en"])
def test_conditions_and_slots_are_those_code_knows(language: str) -> None:
    sentences = load_bank(language).sentences.values()
    assert {sentence.when for sentence in sentences} == set(CONDITIONS)
    assert {slot for sentence in sentences for slot in sentence.prompt.slots} == set(SLOTS)


@pytest.mark.parametrize("language", ["en"])
def test_every_sentence_is_used_and_every_used_one_exists(language: str) -> None:
    used = {name for row in load_compositions() for names in (row.subject, *row.paragraphs) for name in names}
    assert used == set(load_bank(language).sentences)


def test_every_sentence_says_who_approved_it() -> None:
    assert all(
        s.approved_by and s.version > 0 for language in LANGUAGES for s in load_bank(language).sentences.values()
    )


@pytest.mark.parametrize("step", [1, 2, 3])
def test_every_play_has_words_at_every_step(step: int) -> None:
    tones = {1: Tone.COURTESY, 2: Tone.NUDGE, 3: Tone.FIRM}
    assert composition(Play.REMINDER, step, tones[step]).paragraphs
    for play in Play:
        tone = Tone.COURTESY if play in ASKS_NOTHING else min(tones[step], Tone.NUDGE, key=list(Tone).index)
        assert composition(play, step, tone)


def test_a_prompt_is_filled_whole_or_not_at_all() -> None:
    text = prompt("Hello [[name]]")
    assert text.fill({"name": "[[x]]"}) == "Hello [[x]]"
    with pytest.raises(MappingError, match="name"):
        text.fill({})
    with pytest.raises(MappingError, match="other"):
        text.fill({"name": "a", "other": "b"})


def test_a_version_changes_with_the_text() -> None:
    assert prompt("a").version != prompt("b").version
    assert load("bank/en.toml").version == load_bank("en").version


@pytest.mark.parametrize("name", ["bank/xx.toml", "../pyproject.toml", ""])
def test_an_unknown_prompt_is_refused(name: str) -> None:
    with pytest.raises(MappingError):
        load(name)
