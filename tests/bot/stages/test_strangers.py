"""A greeting of somebody else, another company's name and notes of ours: found, and nothing like them is."""

from __future__ import annotations

import pytest

from bot.stages.draft import compose, with_edits
from bot.stages.guard import check
from bot.stages.guarding.confidences import told_outside
from bot.stages.guarding.known import Known
from bot.stages.guarding.sheet import Sheet
from models.draft import Finding, Play, Weight
from models.packet import ContextLine, ContextName
from tests.bot.stages.packet_builder import OLIVE, ORIGIN, REMITTANCE, a_packet, a_policy


def findings(body: str, *private: str) -> tuple[Finding, ...]:
    packet = a_packet()
    draft = compose(packet, play=Play.REMINDER, path=None, policy=a_policy(), sender=OLIVE, remittance=REMITTANCE)
    edited = with_edits(draft, subject=draft.subject, body=body, editor_id="U01")
    return check(edited, packet, a_policy(), remittance=REMITTANCE, private=private)


def rules(body: str) -> set[str]:
    return {finding.rule for finding in findings(body)}


def hard(body: str, *private: str) -> set[str]:
    return {finding.rule for finding in findings(body, *private) if finding.weight is Weight.HARD}


ASK = "when will INV-1007 be paid?"


@pytest.mark.parametrize(
    "greeting",
    ["Hi Anna,", "Dear Ms Keller,", "Hello all,", "Hi Brightwater team,", "Sehr geehrte Frau Keller,", "Hi there -"],
)
def test_greetings_of_the_recipient_or_of_nobody_pass(greeting: str) -> None:
    assert hard(f"{greeting}\n\n{ASK}") == set()


@pytest.mark.parametrize("greeting", ["Hi Peter,", "Dear Mr. Stone,", "Hallo Herr Vogt,", "Bonjour Claire,"])
def test_a_greeting_of_somebody_else_is_refused(greeting: str) -> None:
    assert hard(f"{greeting}\n\n{ASK}") == {"wrong_greeting"}


@pytest.mark.parametrize(
    "said",
    [
        "Contoso Ltd paid on time.",
        "It is about the Globex account:",
        "Globex's invoices came first.",
        "Our other customers pay on time.",
        "Like Initech, please answer:",
    ],
)
def test_another_customer_is_never_named(said: str) -> None:
    assert "other_customer" in hard(f"Hi Anna, {said} {ASK}")


@pytest.mark.parametrize(
    "said",
    ["Happy to help the Brightwater account team:", "Is there anything holding it up:", "The May invoice, then:"],
)
def test_their_own_name_and_small_words_name_nobody_else(said: str) -> None:
    assert "other_customer" not in hard(f"Hi Anna, {said} {ASK}")


@pytest.mark.parametrize("said", ["Pay immediately.", "This is unacceptable.", "You have failed to answer.", "Pay!!"])
def test_a_demand_is_shown_and_recorded(said: str) -> None:
    text = f"Hi Anna, {said} {ASK}"
    assert "pressure" in rules(text) - hard(text)


def test_a_kind_hurry_is_only_noted() -> None:
    assert hard(f"Hi Anna, please answer as soon as possible: {ASK}") == set()


@pytest.mark.parametrize(
    ("note", "said", "is_shown"),
    [
        ("Their margin on this deal is thin", "I know the margin is thin.", True),
        ("AP manager Lorraine Okafor retired in May", "I heard Lorraine has retired.", True),
        ("AP pays on Thursdays after approval", "Could you check with accounts payable?", False),
        ("Please be friendly", "Thanks for looking into it.", False),
    ],
)
def test_a_note_shows_by_what_is_particular_about_it(note: str, said: str, is_shown: bool) -> None:
    assert ("internal_note" in hard(f"Hi Anna, {said} {ASK}", note)) is is_shown


def test_contract_notes_of_the_packet_are_ours_alone() -> None:
    note = ContextLine(ContextName.CONTRACT, "terms 30 days. Sponsor threatens to churn over onboarding", (ORIGIN,))
    packet = a_packet(context=(note,))
    draft = compose(packet, play=Play.REMINDER, path=None, policy=a_policy(), sender=OLIVE, remittance=REMITTANCE)
    shown = Sheet("Your sponsor spoke of the onboarding.")
    assert [finding.rule for finding in told_outside(shown, Known(packet, draft), ())] == ["internal_note"]
    assert not list(told_outside(Sheet(draft.body), Known(packet, draft), ()))
