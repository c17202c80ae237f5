"""The field's routing table, one test a row: C1–C9 of its section 1.3, and F1 of 1.6."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.policy_file import load_policy
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.cards.details_form import details_form
from bot.cards.packet import packet_card
from bot.errors import NotNowError
from bot.flows.desk import Desk
from bot.flows.simulate import simulate
from bot.stages import decide
from bot.stages.decide import Press
from bot.stages.decide_hold import hold_by
from bot.stages.draft import choose_play, compose
from bot.stages.pilot import Candidate, verdict
from bot.stages.recheck import drift
from bot.stages.sorting import sorted_packet
from bot.stages.triage import RULES, reviewer_of, triage
from models.account_fact import FactName
from models.correspondence import ContactStatus
from models.draft import Play, Tone
from models.fact import Fact, FactKind
from models.gate import GateEffect, GateKind
from models.hold import HoldKind
from models.ledger import AccountLedger, Contradiction, Ledger, Severity
from models.lifecycle import PacketState
from models.money import Money
from models.obligation import ObligationKind
from models.packet import FollowUpPacket, Route
from models.packet_record import PacketRecord
from models.people import Person, Reviewer, Role
from models.pilot import Pilot, PilotTest
from models.signal import Signal, SignalKind
from tests.bot.stages import ledger_builder as an

CONFIG = Path(__file__).parents[3] / "config" / "policy.toml"
#: As much as a policy may loosen: the least of every figure that widens, the most of every one that narrows.
LOOSEST = replace(
    an.POLICY,
    renewal_days=90,
    contact_cap_days=1,
    ordinary_tiers=frozenset({"mid", "small"}),
    tolerance={"EUR": Money(100_00, "EUR")},
)


def sorted_under(policy, book: AccountLedger, **other: object) -> FollowUpPacket:
    return sorted_packet(an.assembled(book, policy=policy, **other), policy, None)


def says(text: str, **other: object) -> AccountLedger:
    return an.book(messages=(an.message(text),), **other)


def record_of(packet: FollowUpPacket, **other: object) -> PacketRecord:
    known: dict[str, object] = {
        "id": "P1",
        "packet": packet,
        "state": PacketState.POSTED,
        "version": 1,
        "reviewer": Reviewer(reviewer_of(packet.route, packet.reasons), packet.owner_id),
        "prepared_at": an.AT,
    }
    return PacketRecord(**(known | other))


def press_of(user_id: str, reason: str = "They asked for time") -> Press:
    member = an.POLICY.members[user_id]
    person = Person(team_id="T", user_id=user_id, name=member.name, roles=member.roles)
    return Press(person=person, version=1, at=an.AT, reason=reason)


# ── C1 ────────────────────────────────────────────────────────────────────────────────────────────

#: An account of each class.
OF_EACH_CLASS = {
    Route.ROUTINE: an.book(),
    Route.EXCEPTION: an.book(tickets=(an.ticket(severity=Severity.HIGH),)),
    Route.EXECUTIVE_REVIEW: an.book(account=an.account(tier="strategic")),
}


@pytest.mark.parametrize("kind", SignalKind)
@pytest.mark.parametrize("route", Route)
def test_rules_give_each_class_and_what_a_reader_hears_only_raises_it(route: Route, kind: SignalKind) -> None:
    """C1: fixed rules classify; a model, which may only add signals, raises a class and never lowers it."""
    before = an.assembled(OF_EACH_CLASS[route])
    heard = Signal(kind=kind, quote="As heard by a model.", source_id="M9", origin=an.origin("messages.csv:9"))
    given, reasons = triage(before, an.POLICY)
    raised, more = triage(replace(before, signals=(*before.signals, heard)), an.POLICY)
    assert given is route
    assert triage(before, an.POLICY) == (given, reasons)
    assert raised >= given
    assert {each.rule for each in reasons} <= {each.rule for each in more}


# ── C2 ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "book",
    [
        pytest.param(an.book(invoices=(an.invoice(disputed=True), an.invoice("1002"))), id="disputed invoice"),
        pytest.param(says("This is out of scope; we never ordered it."), id="scope"),
        pytest.param(says("The goods were never delivered."), id="delivery"),
        pytest.param(says("You invoiced the wrong price."), id="pricing"),
        pytest.param(says("The service was so bad that we will not pay this."), id="service quality"),
        pytest.param(says("This is not what our contract says."), id="contract language"),
        pytest.param(an.book(account=an.account(tier="enterprise")), id="enterprise account"),
        pytest.param(an.book(account=an.account(tier="strategic")), id="strategic account"),
        pytest.param(says("Could we pay in three instalments?"), id="payment plan"),
        pytest.param(says("Please issue a credit note."), id="credit"),
        pytest.param(says("Please address our solicitors from now on."), id="legal language"),
        pytest.param(says("You will be charged a penalty."), id="penalty"),
        pytest.param(says("Are you going to suspend our access?"), id="suspension"),
    ],
)
def test_no_policy_takes_a_human_led_case_from_executive_review(book: AccountLedger) -> None:
    """C2: disputes, strategic accounts, plans, credits, lawyers, penalties, suspension cannot be configured off."""
    packet = sorted_under(LOOSEST, book)
    assert packet.route is Route.EXECUTIVE_REVIEW
    assert choose_play(packet, None) is None
    assert packet.gated(GateEffect.NO_APPROVE)


# ── C3 ────────────────────────────────────────────────────────────────────────────────────────────


def _texts(drawn: object) -> Iterator[str]:
    if isinstance(drawn, dict):
        yield from (drawn["text"] for _ in (0,) if isinstance(drawn.get("text"), str))
        drawn = list(drawn.values())
    if isinstance(drawn, list):
        for each in drawn:
            yield from _texts(each)


def test_the_rules_have_an_order_and_every_packet_says_which_fired_and_under_which_policy(tmp_path: Path) -> None:
    """C3: ordered rules in plain language, versioned; names, reasons and the policy's hash are on every packet."""
    changed = tmp_path / "policy.toml"
    changed.write_text(CONFIG.read_text(encoding="utf-8").replace("renewal_days = 90", "renewal_days = 120"), "utf-8")
    policy = load_policy(changed)
    book = an.book(
        contracts=(an.contract(an.TODAY + timedelta(days=100)),),
        account=an.account(po_required=True),
        invoices=(an.invoice(po_number=""),),
    )
    packet = sorted_under(policy, book)
    order = [rule.__name__ for rule in RULES]
    fired = [reason.rule for reason in packet.reasons]
    assert fired == sorted(fired, key=order.index) == ["renewal_near", "missing_po"]
    assert packet.policy_hash == policy.hash != an.POLICY.hash
    record = record_of(packet)
    card = "".join(_texts(packet_card(record, policy=policy, live=True).blocks))
    assert all(reason.sentence.rstrip(".") in card for reason in packet.reasons)
    details = "".join(_texts(details_form(record, policy=policy, channel="C0OLIVE", ts="1.1")))
    assert policy.hash in details


# ── C4 ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_age_and_amount_give_another_route_tone_and_recipient_by_the_context_alone() -> None:
    """C4: mid-renewal a nudge to the contact who is still there; with an open delivery complaint no request at all."""
    moved_on = an.contact(id="K0", email="old@acme.example", status=ContactStatus.LEFT)
    renewing = an.sorted_one(
        an.book(
            contacts=(moved_on, an.contact(id="K2", email="new@acme.example")),
            contracts=(an.contract(an.TODAY + timedelta(days=40)),),
        )
    )
    complaining = an.sorted_one(an.book(tickets=(an.ticket(kind="delivery", severity=Severity.HIGH),)))
    plain = an.sorted_one()
    assert len({(each.days_past_due, each.asked) for each in (plain, renewing, complaining)}) == 1
    plays = [choose_play(each, None) for each in (plain, renewing, complaining)]
    assert plays == [Play.REMINDER, Play.NUDGE, Play.STATUS_NOTE]
    sender = an.POLICY.members["U0OLIVE"]
    nudge, note = (
        compose(each, play=play, path=None, policy=an.POLICY, sender=sender, remittance=None)
        for each, play in ((renewing, Play.NUDGE), (complaining, Play.STATUS_NOTE))
    )
    assert (nudge.to, nudge.tone in (Tone.COURTESY, Tone.NUDGE)) == (("new@acme.example",), True)
    assert (note.to, note.invoices, note.amounts) == (("ann@acme.example",), (), ())


# ── C5 ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("days", [1, 12, 47, 400])
def test_no_age_lets_a_message_to_a_strategic_account_past_leadership_and_it_is_asked_again_at_send(days: int) -> None:
    """C5: executive review and do-not-contact come before every rule of drafting, and once more before the mail."""
    line = (an.invoice(days_past_due=days),)
    strategic = an.sorted_one(an.book(account=an.account(tier="strategic"), invoices=line))
    assert choose_play(strategic, None) is None
    assert GateKind.PATH_UNDECIDED in {gate.kind for gate in strategic.gates}
    with pytest.raises(NotNowError):
        decide.approved(record_of(strategic), press_of("U0FREYA"), an.POLICY)

    approved = an.sorted_one(an.book(invoices=line))
    sender = an.POLICY.members["U0OLIVE"]
    mail = compose(approved, play=Play.REMINDER, path=None, policy=an.POLICY, sender=sender, remittance=None)
    assert drift(mail, approved, approved) == ()
    assert any("leadership" in moved.casefold() for moved in drift(mail, approved, strategic))
    stopped = an.sorted_one(an.book(account=an.account(do_not_contact=True), invoices=line))
    assert [gate.kind for gate in stopped.gated(GateEffect.NO_PACKET)] == [GateKind.DO_NOT_CONTACT]
    assert drift(mail, approved, stopped)


# ── C6 ────────────────────────────────────────────────────────────────────────────────────────────

#: Rule → a book on which it fires, and the role it goes to.
GOES_TO = {
    "lawyers_or_insolvency": (Role.LEGAL, says("Please address our solicitors from now on.")),
    "natural_person": (Role.LEGAL, an.book(account=an.account(debtor_kind="person"))),
    "open_dispute": (Role.FINANCE_LEADERSHIP, an.book(invoices=(an.invoice(disputed=True),))),
    "challenge_suspected": (Role.ACCOUNT_OWNER, says("We never ordered this.")),
    "human_led_request": (Role.FINANCE_LEADERSHIP, says("Please issue a credit note.")),
    "promised_credit": (
        Role.FINANCE_LEADERSHIP,
        an.book(obligations=(an.obligation(kind=ObligationKind.CREDIT),)),
    ),
    "strategic_account": (Role.FINANCE_LEADERSHIP, an.book(account=an.account(tier=None))),
    "owed_work": (Role.CUSTOMER_SUCCESS, an.book(tickets=(an.ticket(kind="fix"),))),
    "serious_ticket": (Role.CUSTOMER_SUCCESS, an.book(tickets=(an.ticket(severity=None),))),
    "renewal_near": (Role.CUSTOMER_SUCCESS, an.book(contracts=(an.contract(an.TODAY),))),
    "missing_po": (Role.FINANCE, says("Please quote a valid PO number on the invoice.")),
    "unapplied_cash": (Role.FINANCE, an.book(payments=(an.payment(200),))),
    "contact_left": (Role.FINANCE, says("Karl has left the company, please use this address.")),
    "no_verified_contact": (Role.FINANCE, an.book(contacts=())),
    "unknown_domain": (Role.FINANCE, an.book(account=an.account(domain=None))),
    "unknown_terms": (Role.FINANCE, an.book(account=an.account(terms_days=None), contracts=())),
    "unknown_owner": (Role.FINANCE, an.book(account=an.account(owner_id=None))),
    "sources_contradict": (
        Role.FINANCE,
        an.book(contradictions=(Contradiction("A1", "terms", (("30", an.origin()), ("45", an.origin()))),)),
    ),
}


@pytest.mark.parametrize("rule", GOES_TO)
def test_every_reason_has_a_role_with_people_and_a_channel_and_no_packet_is_unowned(rule: str) -> None:
    """C6: reason → role → person → channel; an account nobody owns has the fallback owner of the policy."""
    role, book = GOES_TO[rule]
    packet = an.sorted_one(book)
    assert rule in {reason.rule for reason in packet.reasons}
    assert reviewer_of(packet.route, packet.reasons) is role
    assert [member for member in an.POLICY.members.values() if role in member.roles]
    assert role in an.POLICY.channels or an.POLICY.members[packet.owner_id].channel
    assert packet.owner_id == (book.account.owner_id or an.POLICY.fallback_owner)


# ── C7 ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_pilot_keeps_who_does_not_fit_without_a_packet_and_names_every_reason() -> None:
    """C7: the segment is an object of the policy with tests; outside it is no packet, and each test failed is told."""
    pilot = Pilot(terms_days=frozenset({30}), require_owner=True, tiers=frozenset({"mid"}))
    policy = replace(an.POLICY, pilot=pilot)

    def judged(book: AccountLedger) -> FollowUpPacket:
        candidate = Candidate(book=book, entities=frozenset({"fennel"}), as_of=an.TODAY, policy=policy, disputes=())
        return sorted_packet(replace(an.assembled(book), outside_pilot=verdict(candidate)), policy, None)

    assert judged(an.book()).gates == ()
    odd = judged(an.book(account=an.account(terms_days=60, owner_id=None, tier="small"), contracts=()))
    assert [each.test for each in odd.outside_pilot] == [PilotTest.TIER, PilotTest.TERMS, PilotTest.OWNER]
    (gate,) = odd.gated(GateEffect.NO_PACKET)
    assert all(each.why in gate.why for each in odd.outside_pilot)


# ── C8 ────────────────────────────────────────────────────────────────────────────────────────────


def held(kind: FactKind, about: str, until: date | None) -> Fact:
    return replace(an.fact(kind, about), reason="They move house", until=until)


def test_a_hold_of_an_account_or_an_invoice_says_why_who_and_until_and_ends_by_itself() -> None:
    """C8: both levels, with reason, person and day; it comes back by itself; open-ended needs a finance lead."""
    later = an.TODAY + timedelta(days=4)
    two = an.book(invoices=(an.invoice("1001"), an.invoice("1002")))
    whole = an.sorted_one(two, facts=(held(FactKind.HOLD_ACCOUNT, "", later),))
    (gate,) = whole.gated(GateEffect.NO_CARD)
    assert all(told in gate.why for told in ("They move house", "Olive Byrne", "15 May 2026"))
    one = an.sorted_one(two, facts=(held(FactKind.HOLD_INVOICE, "fennel\n1001", later),))
    assert [item.invoice.number for item in one.items] == ["1002"]
    assert "They move house" in one.left_out[0].why
    over = an.sorted_one(two, facts=(held(FactKind.HOLD_ACCOUNT, "", an.TODAY),))
    assert over.gates == ()

    record = record_of(an.sorted_one())
    for kind in (HoldKind.PACKET, HoldKind.ACCOUNT, HoldKind.INVOICE):
        with pytest.raises(NotNowError, match="only a finance lead"):
            hold_by(record, press_of("U0OLIVE"), an.POLICY, kind=kind, until=None, today=an.TODAY)
        pause = hold_by(record, press_of("U0FREYA"), an.POLICY, kind=kind, until=None, today=an.TODAY)
        assert (pause.until, pause.reason, pause.by_name) == (None, "They asked for time", "Freya Lindqvist")


# ── C9 ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_simulation_says_who_would_have_been_written_to_or_kept_back_and_leaves_no_trace(tmp_path: Path) -> None:
    """C9: rules replayed on days that are over list packets, gates and reasons; no Slack, no mail, nothing stored."""
    store = SqlStore(f"sqlite:///{tmp_path / 'books.db'}")
    mine = {"account_id": "A2"}
    large = an.book(account=an.account(id="A2", tier="strategic"), invoices=(an.invoice("A2-1", **mine),), contacts=())
    with store.transaction() as books:
        ledger = Ledger(as_of=an.TODAY, stamps=an.stamps(), accounts={"A1": an.book(), "A2": large})
        books.replace_ledger(ledger, "digest")
    clock = ShiftedClock(datetime(2026, 5, 11, 6, tzinfo=UTC))
    desk = Desk(store=store, clock=clock, policy=replace(an.POLICY, holidays=frozenset()), remittance=an.REMITTANCE)
    found = simulate(desk, date(2026, 5, 6), date(2026, 5, 8))
    first = {packet.account_id: packet for packet in found.packets if packet.day == date(2026, 5, 6)}
    assert (first["A1"].is_sent, first["A1"].rules) == (True, ())
    assert (first["A2"].is_sent, first["A2"].rules[0]) == (False, "strategic_account")
    assert GateKind.PATH_UNDECIDED in dict(first["A2"].gates)
    with store.transaction() as books:
        assert books.live_packets() == ()
        assert books.audit_trail() == ()
        assert books.planned("") == 0


# ── F1 ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "book",
    [
        pytest.param(says("We already paid this in March."), id="a reply: already paid"),
        pytest.param(says("Half of the chairs are missing, so we hold the money."), id="a reply: delivery"),
        pytest.param(says("Das haben wir nie bestellt."), id="a reply in German"),
        pytest.param(
            an.book(tickets=(an.ticket(subject="Invoice 1001 is wrong, we were promised another price"),)),
            id="a ticket",
        ),
        pytest.param(
            an.book(contracts=(an.contract(note="The customer disputes invoice 1001."),)), id="a contract note"
        ),
    ],
)
def test_whatever_smells_of_a_dispute_stops_the_mail_before_anybody_confirmed_it(book: AccountLedger) -> None:
    """F1: replies, tickets and notes are read; a suspicion alone takes draft and Approve away, and is no fact yet."""
    packet = an.sorted_one(book)
    assert SignalKind.DISPUTE in {signal.kind for signal in packet.signals}
    assert all(signal.quote for signal in packet.signals)
    assert GateKind.SUSPICION in {gate.kind for gate in packet.gates}
    assert choose_play(packet, None) is None
    fact = next(each for each in packet.account_facts if each.name is FactName.OPEN_DISPUTES)
    assert "suspected, not confirmed" in fact.text
    heard = Signal(kind=SignalKind.DISPUTE, quote="A model's word.", source_id="M9", origin=an.origin())
    by_model = sorted_packet(replace(an.assembled(), signals=(heard,)), an.POLICY, None)
    assert GateKind.SUSPICION in {gate.kind for gate in by_model.gates}
