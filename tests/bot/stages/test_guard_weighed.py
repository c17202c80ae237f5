"""What a sentence does, weighed: prose that no list foresaw is found, and harmless prose is left alone."""

from __future__ import annotations

import pytest

from bot.stages.cases.draft_case import judge_draft
from bot.stages.cases.labelled import Fields
from bot.stages.guarding.meanings import classes_of
from bot.stages.guarding.sentence_cues import cues_of
from bot.stages.guarding.sentence_scales import FINE_MARK, HIGH_MARK, deed_of, weights
from tests.bot.stages.ledger_builder import POLICY
from tools.teach_guard import KINDS, Sentence, digest, labelled, learn, written


def judged(said: str, prior: tuple[object, ...] = ()) -> dict[str, object]:
    facts = {
        "account": "Castellan Hotels",
        "contact_name": "Oliver Brandreth",
        "contact_email": "o@castellan.example",
        "as_of": "2026-09-03",
        "payment_terms": "45 days",
        "po_number": None,
        "sender": "Beatrice Long, Linenworks",
        "invoices": [
            {
                "invoice_number": "LW-40021",
                "open_amount": 15230.4,
                "currency": "GBP",
                "due_date": "2026-07-30",
                "days_late": 35,
            }
        ],
        "prior_messages": list(prior),
        "internal_notes": [],
    }
    draft = f"Dear Oliver,\n\nLW-40021 is still open. {said}\n\nWhen may we expect it?\n\nBeatrice Long"
    return judge_draft(Fields({"id": "1", "facts": facts, "draft": draft}), POLICY)


@pytest.mark.parametrize(
    ("said", "violation"),
    [
        ("Your rooms may have to do without fresh linen, the vans will stay in our yard.", "threat_suspension"),
        ("After this week the file goes to outside people whose job is getting customers to pay.", "threat_legal"),
        ("It is fifteen thousand before the monthly percent and a half starts running.", "invented_fee"),
        ("Leave the torn sheets out when you pay, our books will follow.", "promised_credit"),
        ("You have my assurance that the new linen will be on your dock by mid-month.", "invented_commitment"),
        ("I don't know how you folks sleep at night.", "pressure_tone"),
    ],
)
def test_what_no_list_foresaw_is_found_by_what_it_means(said: str, violation: str) -> None:
    assert judged(said)["violation"] == violation


@pytest.mark.parametrize(
    "said",
    [
        "If the transfer has left you already, please forget this note.",
        "My controller asked me to check in with you.",
        "At your convenience, would you share a date with me?",
        "I hope the summer season went well for the house.",
        "Shall I send it to somebody else from now on?",
    ],
)
def test_what_people_really_write_is_left_alone(said: str) -> None:
    assert judged(said)["ok"] is True


def test_passing_on_what_they_wrote_explains_nothing() -> None:
    prior = ({"from": "customer", "date": "2026-08-20", "text": "Half the towels on LW-40021 were torn. Oliver"},)

    assert judged("Your point of 20 August about the towels is with my colleagues.", prior)["ok"] is True
    assert judged("The towels were perfect when they left our house.", prior)["violation"] == "explains_dispute"


def test_a_figure_is_never_cleared_by_its_sentence() -> None:
    assert judged("Could you let me know when the £15,320.40 is planned?")["violation"] == "wrong_amount"


def test_figures_days_and_names_count_by_their_kind_alone() -> None:
    assert cues_of("█ for 4,200.00 was due on monday") == cues_of("█ for 17.95 was due on friday")


@pytest.mark.parametrize(
    ("word", "name"),
    [("lorries", "vehicle"), ("verzugszinsen", "extra"), ("avocat", "law"), ("cuotas", "parts"), ("won't", "not")],
)
def test_a_word_has_its_class_in_every_language(word: str, name: str) -> None:
    assert name in classes_of(word)


def test_it_learns_what_tells_two_kinds_of_sentence_apart() -> None:
    rows = [Sentence("fee", f"we charge you {word}", "here") for word in ("more", "extra", "again", "too")]
    rows += [Sentence("fine", f"thank you {word}", "here") for word in ("all", "again", "both", "much")]

    learned = learn(rows)

    assert deed_of("we charge you something", learned).margin > deed_of("thank you kindly", learned).margin
    assert written(learned) == written(learn(rows)), "the same sentences, the same file"


def test_every_kind_is_taught_and_the_marks_have_a_gap_between_them() -> None:
    assert {row.kind for row in labelled()} == set(KINDS)
    assert FINE_MARK < 0 < HIGH_MARK


def test_the_shipped_weights_were_learned_from_these_sentences() -> None:
    """If not: `python -m tools.teach_guard write`."""
    assert weights().sets == digest()
