from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stages.conditions import CONDITIONS
from bot.stages.draft import Plan, plan, worded
from bot.stages.menu import MOST_FREE, Menu, choice_of, why_refused
from models.draft import Play, Tone
from models.packet import FollowUpPacket
from models.word_choice import FreeSentence, WordChoice
from prompts import Part
from tests.bot.stages.packet_builder import (
    OLIVE,
    REMITTANCE,
    UNPROMPTED,
    a_contact,
    a_message,
    a_packet,
    a_policy,
    a_reason,
    a_touch,
    an_account,
    an_item,
)

TWO = (an_item(), an_item("INV-1010", 50000, date(2026, 6, 1), po_number=None))
PACKETS = {
    "first": a_packet(),
    "several": a_packet(items=TWO),
    "second": a_packet(items=TWO, reminders_sent=1, last_touch=a_touch()),
    "third": a_packet(reminders_sent=2, last_touch=a_touch()),
    "german": a_packet(recipient=a_contact(language="de")),
}
PLAYS = UNPROMPTED
KIND = "Thank you for looking into this."


def planned(packet: FollowUpPacket, play: Play = Play.REMINDER) -> Plan:
    return plan(packet, play, None, a_policy(), OLIVE, REMITTANCE)


def menu(name: str = "several", play: Play = Play.REMINDER) -> Menu:
    return planned(PACKETS[name], play).menu


def usual(of: Menu) -> WordChoice:
    return WordChoice(of.firmest, of.template)


def prose(of: Menu) -> list[str]:
    """Sentences of the template after which the model may write one of its own."""
    return [n for n in usual(of).sentences if of.sentences[n].part in (Part.ASK, Part.HELP, Part.CLOSE, Part.WHY)]


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("name", PACKETS)
def test_the_template_is_a_choice_its_own_menu_allows(name, play):
    of = menu(name, play)
    assert why_refused(usual(of), of) == ""


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("name", PACKETS)
def test_choosing_the_template_writes_the_template(name, play):
    mail = planned(PACKETS[name], play)
    assert worded(mail, usual(mail.menu)) == worded(mail)


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("name", PACKETS)
def test_every_sentence_on_the_menu_is_true_and_no_firmer_than_the_occasion(name, play):
    mail = planned(PACKETS[name], play)
    tones = list(Tone)
    for sentence in mail.menu.sentences.values():
        assert CONDITIONS[sentence.when](mail.at), sentence.id
        assert tones.index(sentence.tone) <= tones.index(mail.menu.firmest), sentence.id
        assert sentence.part is not Part.SUBJECT


@pytest.mark.parametrize("name", PACKETS)
def test_the_greeting_the_facts_the_bank_details_and_the_signature_are_kept(name):
    of = menu(name)
    parts = {of.sentences[each].part for each in of.kept}
    assert {Part.FRAME, Part.FACTS, Part.REMITTANCE} <= parts


def without(choice: WordChoice, name: str) -> WordChoice:
    kept = tuple(tuple(each for each in names if each != name) for names in choice.paragraphs)
    return replace(choice, paragraphs=tuple(names for names in kept if names))


@pytest.mark.parametrize("name", PACKETS)
def test_nothing_that_is_kept_may_be_left_out_doubled_or_moved(name):
    of = menu(name)
    for each in of.kept:
        assert why_refused(without(usual(of), each), of), each
        assert why_refused(replace(usual(of), paragraphs=(*of.template, (each,))), of), each
    assert why_refused(replace(usual(of), paragraphs=tuple(reversed(of.template))), of)


def test_the_ask_may_not_be_left_out():
    of = menu()
    (ask,) = [name for name in usual(of).sentences if of.sentences[name].part is Part.ASK]
    assert why_refused(without(usual(of), ask), of) == "it asked for more or less than the occasion does"


def test_a_paragraph_of_facts_is_not_taken_apart():
    of = menu()
    flat = WordChoice(of.firmest, (usual(of).sentences,))
    assert why_refused(flat, of) == "it took a paragraph of facts apart"


def test_what_announces_the_facts_stands_before_them():
    of = menu()
    leads = [name for name in usual(of).sentences if of.sentences[name].prompt.text.endswith(":")]
    moved = [names for names in of.template if not set(names) & set(leads)]
    end = replace(usual(of), paragraphs=(*moved[:-1], tuple(leads), moved[-1]))
    assert leads
    assert why_refused(end, of) == "it parted facts from what announces them"


@pytest.mark.parametrize("name", ["no_such_sentence", "", "subject_one", "[[remittance_block]]", "Pay today."])
def test_a_sentence_that_is_not_on_the_menu_is_refused(name):
    of = menu()
    choice = replace(usual(of), paragraphs=(*of.template[:-1], (name,), of.template[-1]))
    assert why_refused(choice, of) == "it named a sentence that is not approved here"


def test_an_empty_choice_is_refused():
    assert why_refused(WordChoice(Tone.COURTESY, ()), menu())


def test_a_tone_firmer_than_the_occasion_is_refused():
    assert menu("first").firmest is Tone.COURTESY
    for tone in (Tone.NUDGE, Tone.FIRM, Tone.FORMAL):
        assert why_refused(replace(usual(menu("first")), tone=tone), menu("first"))


def test_a_tone_milder_than_its_sentences_is_refused():
    of = menu("third")
    assert any(of.sentences[name].tone is Tone.FIRM for name in usual(of).sentences)
    assert why_refused(replace(usual(of), tone=Tone.COURTESY), of) == "it was firmer than the occasion allows"


# ── sentences of its own ──────────────────────────────────────────────────────────────────────────


def with_free(of: Menu, *texts: str, after: str | None = None) -> WordChoice:
    return replace(usual(of), free=tuple(FreeSentence(after or prose(of)[0], text) for text in texts))


def test_two_sentences_of_its_own_may_stand_after_prose():
    mail = planned(PACKETS["several"])
    choice = with_free(mail.menu, KIND, "Could you have a look when you find a moment?")
    assert why_refused(choice, mail.menu) == ""
    free = [claim for claim in worded(mail, choice).claims if claim.is_free]
    assert [claim.text for claim in free] == [each.text for each in choice.free]
    assert not any(claim.evidence for claim in free)
    assert all(claim.text in worded(mail, choice).body for claim in free)


def test_more_than_two_are_refused():
    of = menu()
    assert why_refused(with_free(of, *[KIND] * (MOST_FREE + 1)), of) == "it wrote too many sentences of its own"


@pytest.mark.parametrize("part", [Part.FRAME, Part.FACTS, Part.REMITTANCE])
def test_none_stands_among_figures(part):
    of = menu()
    after = next(name for name in usual(of).sentences if of.sentences[name].part is part)
    assert why_refused(with_free(of, KIND, after=after), of) == "it put a sentence of its own where none may stand"
    assert why_refused(with_free(of, KIND, after="nowhere"), of)


def test_one_that_states_something_is_refused():
    of = menu()
    assert why_refused(with_free(of, "The outage is resolved for you."), of).startswith("a sentence of its own ")


def test_a_letter_in_another_language_than_english_has_none():
    of = menu("german")
    assert (of.language, of.most_free) == ("de", 0)
    after = usual(of).sentences[1]
    assert why_refused(with_free(of, KIND, after=after), of) == "it wrote too many sentences of its own"


# ── what is sent, what comes back ─────────────────────────────────────────────────────────────────


def _with_text(value: Any, text: str) -> Any:
    """*value* with every plain text in it replaced, however deep; flags, days and sums stay."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _with_text(getattr(value, one.name), text) for one in fields(value)})
    if isinstance(value, tuple):
        return tuple(_with_text(one, text) for one in value)
    return text if isinstance(value, str) and not isinstance(value, Enum) else value


@settings(max_examples=60)
@given(st.text(st.characters(categories=["L", "Nd", "P", "Zs"]), max_size=40), st.sampled_from(PLAYS))
def test_no_word_of_a_customer_or_about_one_is_given_to_the_model(words, play):
    text = f"Xq{words}"
    packet = a_packet(
        account=_with_text(an_account(customer_since=date(2020, 1, 1)), text),
        recipient=_with_text(a_contact(), text),
        contacts=(_with_text(a_contact(), text),),
        exchanges=(_with_text(a_message(), text),),
        unread=(_with_text(a_message(), text),),
        reasons=(replace(a_reason("renewal_near"), sentence=text),),
        last_touch=_with_text(a_touch(), text),
        gaps=(),
        reminders_sent=1,
    )
    assert "Xq" not in planned(packet, play).menu.told()


def test_no_name_figure_or_day_of_the_packet_is_given_to_the_model():
    told = planned(PACKETS["second"]).menu.told()
    for secret in ("INV-1007", "Keller", "Anna", "Brightwater", "1,234.50", "123450", "2026", "Olive", "Fennel", "@"):
        assert secret.casefold() not in told.casefold(), secret


def test_the_menu_is_another_for_other_facts_and_the_same_for_the_same():
    assert menu("first").digest() == menu("first").digest()
    assert len({menu(name).digest() for name in PACKETS}) == len(PACKETS)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"tone": "courtesy", "paragraphs": [["a"]]},
        {"tone": "angry", "paragraphs": [], "free": []},
        {"tone": ["courtesy"], "paragraphs": [], "free": []},
        {"tone": "courtesy", "paragraphs": "all", "free": []},
        {"tone": "courtesy", "paragraphs": [["a"], "b"], "free": []},
        {"tone": "courtesy", "paragraphs": [[7]], "free": []},
        {"tone": "courtesy", "paragraphs": [["a"]], "free": ["text"]},
        {"tone": "courtesy", "paragraphs": [["a"]], "free": [{"after": "a"}]},
        {"tone": "courtesy", "paragraphs": [["a"]], "free": [{"after": "a", "text": None}]},
        {"body": "Pay today."},
    ],
)
def test_an_answer_of_another_schema_is_no_choice(answer):
    assert choice_of(answer) is None


def test_what_the_schema_does_not_name_is_looked_at_by_nobody():
    said = {"tone": "courtesy", "paragraphs": [["a"], []], "free": [], "to": "evil@x.example", "amount": 1}
    assert choice_of(said) == WordChoice(Tone.COURTESY, (("a",),))
