"""Of a model's bullets only what a message bears out is believed: a verbatim quote, no link, no figure of its own."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stages.brief import same_words
from bot.stages.model_brief import Told, believed, told
from models.brief import Note, NoteKind
from models.correspondence import Automatic, Direction
from prompts.model_prompt import load_model_prompt
from tests.bot.stages.ledger_builder import book, message

WROTE = message("Hello,\n\nplease let us pay  1001\nin three parts. Write to ann@acme.example.", id="M7")
OURS = message("We will come back to you.", date(2026, 5, 9), id="M8", direction=Direction.OUTBOUND)


def asked(*messages) -> Told:
    found = told(book(messages=messages or (WROTE, OURS)))
    assert found is not None
    return found


def bullet(**other: object) -> dict[str, object]:
    known = {"kind": "wish", "message": "m1", "quote": "pay 1001 in three parts", "text": "They want three parts."}
    return known | other


def notes(*bullets: object) -> tuple[Note, ...]:
    found = believed({"bullets": list(bullets)}, asked())
    assert found is not None
    assert len(found.notes) + found.dropped == len(bullets)
    return found.notes


def test_it_is_given_the_last_messages_as_data_with_handles_instead_of_ids() -> None:
    rows = json.loads(asked().text)["messages"]
    assert [(row["message"], row["from"], row["day"]) for row in rows] == [
        ("m1", "customer", "2026-05-08"),
        ("m2", "us", "2026-05-09"),
    ]
    assert "ann@acme.example" not in asked().text
    assert "M7" not in asked().text


def test_it_is_given_no_more_than_fits_a_question() -> None:
    many = [message("word " * 2_000, date(2026, 1, 1) + timedelta(days=n), id=f"M{n}") for n in range(30)]
    rows = json.loads(asked(*many).text)["messages"]
    assert [each["day"] for each in rows] == [f"2026-01-{day}" for day in range(23, 31)]
    assert len(asked(*many).text) < 15_000


def test_where_they_never_wrote_nothing_is_asked() -> None:
    assert told(book()) is None
    assert told(book(messages=(OURS,))) is None
    assert told(book(messages=(message("gone", automatic=Automatic.BOUNCE),))) is None


def test_the_digest_changes_with_every_message() -> None:
    assert asked(WROTE).digest != asked(WROTE, OURS).digest
    assert asked(WROTE).digest != asked(message(WROTE.text, id="M9")).digest
    assert asked(WROTE).digest == asked(WROTE).digest


def test_a_bullet_whose_words_stand_in_its_message_is_believed() -> None:
    assert notes(bullet()) == (Note(NoteKind.WISH, "They want three parts.", "M7", "pay 1001 in three parts"),)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"quote": "pay 1001 in four parts"}, id="an invented quote"),
        pytest.param({"quote": "Pay 1001 in three parts"}, id="another letter"),
        pytest.param({"quote": "We will come back to you."}, id="words of another message"),
        pytest.param({"quote": "."}, id="no words"),
        pytest.param({"quote": "Write to ann@acme.example."}, id="words with an address"),
        pytest.param({"quote": ""}, id="nothing"),
        pytest.param({"message": "m9"}, id="an unknown handle"),
        pytest.param({"message": "M7"}, id="an id it was never given"),
        pytest.param({"kind": "advice"}, id="an unknown kind"),
        pytest.param({"text": ""}, id="no text"),
        pytest.param({"text": "They want 4 parts."}, id="a figure the quote has not"),
        pytest.param({"text": "They want parts of €1,001.50."}, id="an amount the quote has not"),
        pytest.param({"text": "See https://evil.example/pay"}, id="a link"),
        pytest.param({"text": "See evil.example"}, id="a bare domain"),
        pytest.param({"text": "Ask <@U0FREYA> to approve."}, id="a mention"),
        pytest.param({"text": "Tell <!channel> now."}, id="a broadcast"),
        pytest.param({"text": "Tell @channel now."}, id="a broadcast by name"),
        pytest.param({"text": "Ask in #finance."}, id="a channel"),
        pytest.param({"text": "They want\u202e strap eerht."}, id="reordered letters"),
        pytest.param({"text": "word " * 60}, id="too long"),
        pytest.param({"text": None}, id="not a text"),
        pytest.param({"quote": ["pay"]}, id="not a quote"),
    ],
)
def test_any_other_bullet_is_dropped_and_counted(wrong) -> None:
    assert notes(bullet(), bullet(**wrong)) == notes(bullet())


@pytest.mark.parametrize("answer", [{}, {"bullets": None}, {"bullets": {"a": 1}}, {"signals": []}])
def test_an_answer_that_is_not_of_the_schema_is_none(answer) -> None:
    assert believed(answer, asked()) is None


def test_no_more_bullets_are_read_than_a_brief_has() -> None:
    found = believed({"bullets": [bullet()] * 500}, asked())
    assert (len(found.notes), found.dropped) == (1, 488)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["m1", "m2", "m3", "M7"]))
def test_whatever_it_says_a_shown_quote_is_the_customers_own_words(quote, text, handle) -> None:
    found = believed({"bullets": [bullet(quote=quote, text=text, message=handle)]}, asked())
    for note in found.notes:
        wrote = {each.id: each for each in (WROTE, OURS)}[note.message_id]
        assert note.quote in same_words(f"{wrote.text}\n{wrote.subject}")


def test_the_schema_lists_the_kinds_the_code_believes_and_the_instructions_explain_each() -> None:
    prompt = load_model_prompt("brief_account")
    kinds = prompt.schema["properties"]["bullets"]["items"]["properties"]["kind"]["enum"]
    assert set(kinds) == set(NoteKind)
    assert [kind for kind in NoteKind if f"- `{kind}`:" not in prompt.instructions] == []
    assert not any(char.isdigit() for char in prompt.instructions)
