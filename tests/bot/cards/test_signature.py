"""What cards and notices say of signatures: whose turn it is, why, and who has signed."""

from dataclasses import replace

import pytest

from bot.cards.packet import packet_card
from bot.cards.sign_form import signature_notice
from models.controls import Action
from models.draft import Tone
from models.money import Money
from models.packet_record import PacketRecord
from models.policy import Policy
from models.signature import SignatureRules
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_packet_card import words

FORMAL = b.record(draft=replace(b.draft(), tone=Tone.FORMAL))
LARGE = replace(b.POLICY, signatures=SignatureRules(executive_review=False, above={"EUR": Money(100, "EUR")}))


def card(record: PacketRecord, policy: Policy = b.POLICY) -> str:
    return words(packet_card(record, policy=policy, live=True))


@pytest.mark.parametrize(
    ("record", "policy", "told"),
    [
        pytest.param(
            b.to_sign(), b.POLICY, "Waits for a finance lead or legal to sign: the guard stops one thing", id="an edit"
        ),
        pytest.param(FORMAL, b.POLICY, "Waits for a finance lead to sign: the tone is formal", id="the tone"),
        pytest.param(b.record(), LARGE, "Waits for a finance lead or legal to sign: it asks for more", id="the amount"),
    ],
)
def test_the_card_says_whose_turn_it_is_and_why(record: PacketRecord, policy: Policy, told: str) -> None:
    assert told in card(record, policy)
    assert "waits for a signature" in card(record, policy)


def test_the_card_quotes_the_finding_and_the_record() -> None:
    assert "“€61,000.00”; the record has “€60,000.00”. This amount is not on record." in card(b.to_sign())


def test_the_card_says_who_signed_and_why() -> None:
    assert "Signed by Finn Lead, 09:00: Agreed with their controller." in card(b.signed())
    assert "Waits for" not in card(b.signed())


def test_a_finding_in_the_machines_own_text_is_nobodys_to_sign() -> None:
    told = card(b.record(findings=(b.HARD,)))
    assert "lifted by: Edit" in told
    assert "Waits for" not in told


def test_the_notice_has_sign_and_the_finding_while_it_waits() -> None:
    drawing = signature_notice(b.to_sign(), policy=b.POLICY, live=True)
    row = next(block for block in drawing.blocks if block["type"] == "actions")
    assert [one["action_id"] for one in row["elements"]] == [Action.SIGN, Action.EDIT, Action.DETAILS]
    assert "“€61,000.00”" in words(drawing)
    assert "The card is with Olive Owner" in words(drawing)


@pytest.mark.parametrize(
    ("record", "live", "told"),
    [
        pytest.param(b.signed(), True, "Signed by Finn Lead", id="signed"),
        pytest.param(b.record(), True, "No signature is needed", id="the words were changed back"),
        pytest.param(b.to_sign(), False, "No signature is needed from this notice", id="a newer notice"),
        pytest.param(b.settled(), True, "No signature is needed", id="paid meanwhile"),
    ],
)
def test_the_notice_has_no_buttons_once_it_waits_no_more(record: PacketRecord, live: bool, told: str) -> None:
    drawing = signature_notice(record, policy=b.POLICY, live=live)
    assert not [block for block in drawing.blocks if block["type"] == "actions"]
    assert told in words(drawing)
