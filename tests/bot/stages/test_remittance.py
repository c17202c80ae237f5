"""Where to pay: gated while nobody can say it, and no link but the one on file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.stages.draft import compose, with_edits
from bot.stages.guard import check
from bot.stages.sorting import sorted_packet
from models.draft import Draft, Play, Weight
from models.gate import GateEffect, GateKind
from models.ledger import AccountLedger, Severity
from models.packet import FollowUpPacket
from models.policy import Policy
from tests.bot.stages import ledger_builder as an
from tests.bot.stages.packet_builder import ENTITY, OLIVE, REMITTANCE, a_packet, a_policy

LINK = "https://pay.fennel.example/fennel-eur"
LINKED = replace(REMITTANCE, payment_link=LINK)


# ── the gate ─────────────────────────────────────────────────────────────────────────────────
def unpayable(ledger: AccountLedger | None = None) -> FollowUpPacket:
    packet = an.sorted_one(ledger) if ledger else an.sorted_one()
    return sorted_packet(replace(packet, pay_to_known=False), an.POLICY, None)


def gate_of(packet: FollowUpPacket) -> GateEffect | None:
    found = [gate.effect for gate in packet.gates if gate.kind is GateKind.REMITTANCE_MISSING]
    return found[0] if found else None


def test_money_is_not_asked_for_where_nobody_can_say_where_to_pay() -> None:
    packet = unpayable()
    assert gate_of(packet) is GateEffect.NO_APPROVE
    (gate,) = packet.gates
    assert gate.why.endswith("to say where to: fennel in EUR.")
    assert "controller" in gate.lifted_by


def test_with_details_on_file_there_is_no_such_gate() -> None:
    assert gate_of(an.sorted_one()) is None


@pytest.mark.parametrize(
    "ledger",
    [
        pytest.param(
            an.book(account=an.account(po_required=True), invoices=(an.invoice(po_number=""),)), id="it asks for a PO"
        ),
        pytest.param(an.book(invoices=()), id="nothing is past due"),
        pytest.param(an.book(tickets=(an.ticket(severity=Severity.HIGH),)), id="we owe them first"),
    ],
)
def test_a_message_that_asks_for_no_money_needs_no_details(ledger: AccountLedger) -> None:
    assert gate_of(unpayable(ledger)) is None


# ── the words ────────────────────────────────────────────────────────────────────────────────
def composed(policy: Policy, remittance: object = None) -> str:
    draft = compose(
        a_packet(),
        play=Play.REMINDER,
        path=None,
        policy=policy,
        sender=OLIVE,
        remittance=remittance,  # type: ignore[arg-type]
    )
    return draft.body


def test_only_the_policys_word_lets_a_message_say_that_the_invoice_has_them() -> None:
    silent, says_so = (replace(ENTITY, details_on_invoice=each) for each in (False, True))
    assert "printed on the invoice" not in composed(a_policy(entities={"fennel": silent}))
    assert "printed on the invoice" in composed(a_policy(entities={"fennel": says_so}))
    assert "printed on the invoice" not in composed(a_policy(entities={"fennel": says_so}), REMITTANCE)


def test_the_payment_link_stands_below_the_bank_lines_letter_for_letter() -> None:
    assert f"BIC IRCEIE2D\n{LINK}\n" in composed(a_policy(), LINKED)


# ── the guard ────────────────────────────────────────────────────────────────────────────────
def draft_with(text: str) -> Draft:
    draft = compose(a_packet(), play=Play.REMINDER, path=None, policy=a_policy(), sender=OLIVE, remittance=LINKED)
    return with_edits(draft, subject=draft.subject, body=draft.body.replace(LINK, text), editor_id="U1")


def hard_rules(draft: Draft, remittance: object = LINKED) -> set[str]:
    found = check(draft, a_packet(), a_policy(), remittance=remittance)  # type: ignore[arg-type]
    return {each.rule for each in found if each.weight is Weight.HARD}


@pytest.mark.parametrize("around", ["{}", "Please pay at {}.", "({})", "{}, or by transfer"])
def test_the_link_on_file_is_no_finding(around: str) -> None:
    assert hard_rules(draft_with(around.format(LINK))) == set()


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("https://pay.fennel.example/fennel-usd", id="another path"),
        pytest.param(f"{LINK}?to=evil", id="a query behind it"),
        pytest.param(f"{LINK}/evil", id="a path behind it"),
        pytest.param(f"{LINK}.evil.example", id="a server behind it"),
        pytest.param(f"{LINK}@evil.example", id="it as a user"),
        pytest.param(f"{LINK}-2", id="a figure behind it"),
        pytest.param(LINK.replace("https", "http"), id="not encrypted"),
        pytest.param(LINK.replace("/fennel-eur", "/Fennel-eur"), id="a capital"),
        pytest.param(LINK.replace("pay.fennel", "pay.fеnnel"), id="a Cyrillic letter"),
        pytest.param(f"https://evil.example/?u={LINK}", id="it inside another"),
        pytest.param("https://evil.example/pay", id="another server"),
    ],
)
def test_any_other_link_is_a_hard_finding(link: str) -> None:
    assert hard_rules(draft_with(link))


def test_the_link_of_another_entity_or_currency_is_a_hard_finding() -> None:
    assert "link" in hard_rules(draft_with(LINK), REMITTANCE)
