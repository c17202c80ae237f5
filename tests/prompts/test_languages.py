"""The banks beside the English one: the same sentences, and words a native reader does not stumble over."""

from __future__ import annotations

import re

import pytest

from bot.stages.letter_language import after_comma, can_say, sentences_of
from models.draft import Play, Tone
from prompts import SLOT, Bank, Part, Sentence, languages, load_bank, load_compositions

ENGLISH = load_bank("en")
OTHERS = sorted(languages() - {"en"})
GERMAN = load_bank("de")
#: Two slots of one piece are the same thing said by two customs.
_NAMES = frozenset({"first_name", "full_name"})
#: Every noun of the German bank, and the polite forms; what else is written with a capital would be a name.
_CAPITALS_LISTED = """
    Sie Ihnen Ihre Ihrer Ihren Ihrem Ihr Guten Tag
    Adresse Angabe Angaben Antwort Ansprechperson Augen Bankverbindung Bescheid Bestellnummer Bestellnummern Betrag Dank
    Erinnerung Freigabe Grüßen Haus Hinweis Kopie Nachricht Name Namen Nummer Person Rechnung Rechnungen Rest
    Schreibtischen Stelle System Unterlagen Weg Zahlläufe Zahllauf Zahlung Zahlungen Zahlungseingang Zahlungstermin
    Zeitpunkt Zuordnung Überweisung
"""
_GERMAN_CAPITALS = frozenset(_CAPITALS_LISTED.split())
_FAMILIAR = {
    "de": r"\b(?:du|dir|dich|dein\w*|euch|euer|eure\w*)\b",
    "fr": r"\b(?:tu|te|toi|ton|ta|tes)\b",
    "es": r"\b(?:tú|te|ti|tu|tus|vosotros|vuestr\w+|os)\b",
}


def _likeness(sentence: Sentence) -> tuple[object, ...]:
    return sentence.part, sentence.prompt.slots, sentence.tone, sentence.when


def _texts(bank: Bank) -> dict[str, str]:
    words = {name: each.prompt for name, each in bank.sentences.items()} | {f"[{n}]": p for n, p in bank.lines.items()}
    return {name: SLOT.sub(_placeholder, each.text) for name, each in words.items()}


def _placeholder(slot: re.Match[str]) -> str:
    """A slot that is a line is a sentence, and ends one."""
    return "·." if slot[1].endswith("_line") else "·"


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_has_its_part_slots_tone_and_condition_in_every_language(language: str) -> None:
    for name, sentence in load_bank(language).sentences.items():
        assert name in ENGLISH.sentences, f"{name} is not in en.toml any more"
        assert _likeness(sentence) == _likeness(ENGLISH.sentences[name]), name


@pytest.mark.parametrize("language", OTHERS)
def test_every_piece_is_there_in_every_language_and_takes_the_same(language: str) -> None:
    lines = load_bank(language).lines
    assert lines.keys() == ENGLISH.lines.keys()
    for name, piece in lines.items():
        wanted = ENGLISH.lines[name].slots
        assert piece.slots == wanted or (piece.slots <= _NAMES and wanted <= _NAMES), name


def test_german_has_every_sentence() -> None:
    assert GERMAN.sentences.keys() == ENGLISH.sentences.keys()


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(
    ("play", "step", "tone", "variant"),
    [
        (Play.REMINDER, 1, Tone.COURTESY, ""),
        (Play.REMINDER, 2, Tone.NUDGE, ""),
        (Play.REMINDER, 3, Tone.FIRM, ""),
        (Play.REMINDER, 1, Tone.COURTESY, "first_late"),
        (Play.NUDGE, 1, Tone.COURTESY, ""),
        (Play.NUDGE, 2, Tone.NUDGE, ""),
        (Play.ASK_PO, 1, Tone.COURTESY, ""),
        (Play.ASK_CONTACT, 1, Tone.COURTESY, ""),
        (Play.STATUS_NOTE, 1, Tone.COURTESY, ""),
    ],
)
def test_the_usual_letters_can_be_written_in_every_language(
    language: str, play: Play, step: int, tone: Tone, variant: str
) -> None:
    rows = [row for row in load_compositions() if row.play is play and row.variant == variant]
    meant = [row for row in rows if step in row.steps and tone in row.tones]
    assert meant
    for row in meant:
        assert can_say(load_bank(language), sentences_of(row)), sentences_of(row) - load_bank(language).sentences.keys()


@pytest.mark.parametrize("language", OTHERS)
def test_nobody_is_addressed_as_a_friend(language: str) -> None:
    for name, text in _texts(load_bank(language)).items():
        assert not re.search(_FAMILIAR[language], text.casefold()), name


def test_german_writes_a_capital_for_nouns_and_polite_forms_only() -> None:
    for name, text in _texts(GERMAN).items():
        inside = set(re.findall(r"(?<=[\w,·] )[A-ZÄÖÜ]\w+", text))
        assert inside <= _GERMAN_CAPITALS, (name, inside - _GERMAN_CAPITALS)


def test_german_goes_on_small_after_the_greeting_but_for_nouns_and_polite_forms() -> None:
    for name, text in _texts(GERMAN).items():
        if name in GERMAN.sentences and GERMAN.sentences[name].part is Part.SUBJECT:
            continue
        first = re.split(r"[ ,:]", text)[0]
        is_prose = first[:1].isupper() and first not in _GERMAN_CAPITALS
        assert not is_prose or after_comma(text, "de")[0].islower(), (name, first)


def test_german_counts_days_and_years_where_no_case_bends_them() -> None:
    bending = r"\b(?:seit|nach|vor|mit|von|in|innerhalb)\s·"
    counted = {name: GERMAN.lines[name].text for name in ("invoice", "history", "history_on_time")}
    for name, text in counted.items():
        assert not re.search(bending, re.sub(r"\[\[(?:late|years)\]\]", "·", text)), name
