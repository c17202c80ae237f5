"""Who is in the pilot: each test with its boundary, and what it says of an account that fails it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.stages.gates import gates
from bot.stages.pilot import TESTS, Candidate, largest, verdict
from bot.stages.reports.pilot_sheets import sheets
from models.gate import GateEffect, GateKind
from models.ledger import Absence, AccountLedger, RecordKind
from models.lifecycle import DisputeState
from models.money import Money
from models.people import Colleague, Inactive, Roster
from models.pilot import Exclusion, Largest, Pilot, PilotAccount, PilotReport, PilotTest
from models.rates import Rates
from models.receivable import Invoice
from tests.bot.stages import ledger_builder as an

ALL = Pilot(
    entities=frozenset({"fennel"}),
    tiers=frozenset({"mid"}),
    terms_days=frozenset({30}),
    require_owner=True,
    max_disputes_a_year=1,
    exclude_top=10,
    exclude_chronic=30,
)
RANKED = Largest(on=an.TODAY, count=10, accounts={"A9": "among the 10 largest"})
YEAR = timedelta(days=365)
RATES = Rates("EUR", {"USD": ((date(2026, 5, 1), Decimal("1.25")),)})


def paid_late(*late: int) -> dict[str, object]:
    """One open invoice, and paid ones each so many days past due."""
    old = [an.invoice(f"P{place}", days_past_due=100 + place) for place in range(len(late))]
    money = [
        an.payment(1000, invoice.number, on=invoice.due_on + timedelta(days=days))
        for invoice, days in zip(old, late, strict=True)
    ]
    return {"invoices": (an.invoice(), *old), "payments": tuple(money)}


def a_book(**other: object) -> AccountLedger:
    return an.book(**(paid_late(0, 5, 10) | other))


def judged(book: AccountLedger | None = None, pilot: Pilot = ALL, **other: object) -> tuple[Exclusion, ...]:
    known: dict[str, object] = {
        "entities": frozenset({"fennel"}),
        "as_of": an.TODAY,
        "policy": replace(an.POLICY, pilot=pilot),
        "disputes": (),
        "largest": RANKED,
    }
    return verdict(Candidate(book=book or a_book(), **(known | other)))


def whys(found: tuple[Exclusion, ...]) -> list[str]:
    return [each.why for each in found]


def test_a_clean_account_is_in() -> None:
    assert judged() == ()


def test_without_a_pilot_everybody_is_in() -> None:
    chronic = an.book(account=an.account(terms_days=45, owner_id=None), invoices=(an.invoice(days_past_due=400),))
    assert verdict(Candidate(book=chronic, entities=frozenset(), as_of=an.TODAY, policy=an.POLICY, disputes=())) == ()


def test_a_test_the_policy_does_not_name_is_not_asked() -> None:
    book = a_book(account=an.account(tier="small", terms_days=60, owner_id=None), contracts=())
    assert [each.test for each in judged(book)] == [PilotTest.TIER, PilotTest.TERMS, PilotTest.OWNER]
    assert [each.test for each in judged(book, Pilot(require_owner=True))] == [PilotTest.OWNER]


def test_every_exclusion_is_told_with_a_record_behind_it() -> None:
    book = an.book(
        account=an.account(tier="small", terms_days=60, owner_id=None),
        contracts=(),
        invoices=tuple(an.invoice(str(number), days_past_due=31, disputed=True) for number in (1, 2)),
    )
    ranked = Largest(on=an.TODAY, count=10, accounts={"A1": "among the 10 largest"})
    found = judged(book, entities=frozenset({"fennel-inc"}), largest=ranked)
    assert [each.test for each in found] == list(PilotTest)
    assert len(TESTS) == len(PilotTest)
    assert all(each.evidence and each.evidence[0].origin for each in found)
    assert whys(found) == [
        "billed by Fennel Systems Inc",
        "tier is small",
        "terms are 60 days",
        "account owner unknown; Arjun Rao has it meanwhile",
        "2 disputes in twelve months",
        "among the 10 largest",
        "1 is 31 days past due",
    ]


def places(found: tuple[Exclusion, ...]) -> list[str]:
    return [each.origin.row for exclusion in found for each in exclusion.evidence]


def test_what_is_computed_from_invoices_rests_on_them_and_not_on_the_crm() -> None:
    known = paid_late(0, 5)
    assert places(judged(an.book(**known))) == ["invoices.csv:P0", "invoices.csv:P1"]
    assert places(judged(a_book(), entities=frozenset({"fennel-inc"})))[0] == "invoices.csv:1001"
    billed_most = Largest(on=an.TODAY, count=10, accounts={"A1": "among the 10 largest"})
    assert places(judged(largest=billed_most))[0] == "invoices.csv:1001"


def test_a_report_claims_no_more_records_than_are_kept() -> None:
    billed_most = Largest(on=an.TODAY, count=10, accounts={"A1": "among the 10 largest"})
    many = tuple(an.invoice(str(number)) for number in range(20))
    found = judged(a_book(invoices=many), Pilot(exclude_top=10), largest=billed_most)
    report = PilotReport(day=an.TODAY, accounts=(PilotAccount("A1", "Acme", found),))
    (row,) = sheets(report)[2].rows
    assert str(row[3]).endswith("invoices.csv:1; and at least 10 more")


def test_what_no_record_of_the_account_says_has_none_behind_it() -> None:
    unknown = Largest(on=an.TODAY, count=10, accounts={}, unknown="invoices lists only what is open")
    for ranking in (unknown, None):
        (found,) = judged(largest=ranking)
        assert found.evidence == ()


# ── terms, tier, owner ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("crm", "contract", "why"),
    [
        pytest.param(30, 30, None, id="both thirty"),
        pytest.param(None, 30, None, id="the contract alone"),
        pytest.param(None, None, "terms unknown", id="nobody says"),
        pytest.param(45, 45, "terms are 45 days", id="both others"),
        pytest.param(30, 45, "terms are 30 or 45 days", id="sources that disagree"),
    ],
)
def test_terms_are_the_pilots_in_every_source_that_states_some(crm, contract, why) -> None:
    book = a_book(account=an.account(terms_days=crm), contracts=(an.contract(terms_days=contract),))
    assert whys(judged(book)) == ([why] if why else [])


def test_an_unknown_tier_is_outside() -> None:
    assert whys(judged(a_book(account=an.account(tier=None)))) == ["tier unknown"]
    assert judged(a_book(account=an.account(tier=" Mid "))) == ()


def test_an_owner_who_has_left_is_no_owner() -> None:
    gone = Colleague(user_id="U0OLIVE", name="Olive Byrne", as_of=an.TODAY, inactive=Inactive.DEACTIVATED)
    roster = Roster(colleagues={"U0OLIVE": gone}, asked_on=an.TODAY)
    (found,) = judged(roster=roster)
    assert "Olive Byrne has left" in found.why
    assert judged(pilot=replace(ALL, require_owner=False), roster=roster) == ()


# ── disputes ──────────────────────────────────────────────────────────────────────────────────────


def flagged(days_ago: int, state: DisputeState = DisputeState.RESOLVED, name: str = "D") -> object:
    at = datetime(2026, 5, 11, 8, tzinfo=UTC) - timedelta(days=days_ago)
    return an.dispute("P0", id=f"{name}{days_ago}", flagged_at=at, state=state)


@pytest.mark.parametrize(
    ("disputes", "is_in"),
    [
        pytest.param([flagged(10)], True, id="as many as are allowed"),
        pytest.param([flagged(10), flagged(364)], False, id="one more"),
        pytest.param([flagged(10), flagged(365)], True, id="one of them a year ago"),
        pytest.param([flagged(10), flagged(20, DisputeState.WITHDRAWN)], True, id="one of them withdrawn"),
        pytest.param([flagged(10), flagged(20, DisputeState.OWNED)], False, id="one of them open"),
    ],
)
def test_disputes_are_counted_over_a_year(disputes, is_in) -> None:
    assert (judged(disputes=disputes) == ()) is is_in


def test_a_mark_of_the_erp_counts_once_and_not_beside_its_own_flag() -> None:
    marked = a_book(invoices=(*paid_late(0, 5, 10)["invoices"], an.invoice("X", disputed=True)))
    assert judged(marked) == ()
    assert whys(judged(marked, disputes=[flagged(10)])) == ["2 disputes in twelve months"]
    assert judged(marked, disputes=[an.dispute("X")]) == ()


def test_without_a_dispute_mark_nobody_knows_how_many_there_were() -> None:
    unmarked = tuple(replace(invoice, disputed=None) for invoice in paid_late(0, 5, 10)["invoices"])
    assert whys(judged(a_book(invoices=unmarked))) == ["disputes unknown: the invoices have no dispute mark"]
    assert judged(a_book(invoices=unmarked), replace(ALL, max_disputes_a_year=None)) == ()


# ── chronic ───────────────────────────────────────────────────────────────────────────────────────


def test_an_invoice_open_for_longer_than_allowed_is_chronic() -> None:
    def open_for(days: int) -> AccountLedger:
        known = paid_late(0, 5, 10)
        return an.book(**(known | {"invoices": (an.invoice("1001", days), *known["invoices"][1:])}))

    assert judged(open_for(30)) == ()
    assert whys(judged(open_for(31))) == ["1001 is 31 days past due"]


def test_the_median_at_payment_decides_and_not_the_mean() -> None:
    assert judged(a_book(**paid_late(0, 30, 90))) == ()
    assert whys(judged(a_book(**paid_late(0, 31, 32)))) == ["pays 31 days past due in the median"]
    assert whys(judged(a_book(**paid_late(0, 30, 31, 32)))) == ["pays 30.5 days past due in the median"]


def test_who_has_paid_too_little_for_a_habit_is_outside() -> None:
    assert whys(judged(a_book(**paid_late(0, 0)))) == ["payment habit unknown: 2 paid in twelve months, fewer than 3"]


# ── the largest ───────────────────────────────────────────────────────────────────────────────────


def billed(account: str, euros: int, currency: str = "EUR", on: date = an.TODAY, **other: object) -> Invoice:
    return an.invoice(
        f"{account}-{euros}", account_id=account, amount=Money(euros * 100, currency), issued_on=on, **other
    )


def ranked(*invoices: Invoice, count: int = 1, rates: Rates = RATES) -> Largest:
    return largest(invoices, an.stamps(), count=count, rates=rates, as_of=an.TODAY)


def test_the_largest_are_those_billed_most_over_all_currencies() -> None:
    found = ranked(billed("A", 100), billed("B", 60), billed("B", 70, "USD"), billed("C", 90))
    assert found.accounts == {"B": "among the 1 largest: €116.00 billed in twelve months at the rates of 1 May 2026"}
    assert set(ranked(billed("A", 100), billed("B", 60), billed("C", 90), count=2).accounts) == {"A", "C"}


def test_those_billed_as_much_as_the_last_are_among_them() -> None:
    assert set(ranked(billed("A", 100), billed("B", 100), billed("C", 99)).accounts) == {"A", "B"}


def test_who_cannot_be_ranked_counts_as_large() -> None:
    found = ranked(billed("A", 100), billed("B", 50), billed("C", 1, "CHF"))
    assert set(found.accounts) == {"A", "C"}
    assert found.accounts["C"] == "counts among the 1 largest: billed in CHF, and a rate is missing"


def test_only_what_counts_and_was_issued_in_the_year_is_billed() -> None:
    void = billed("B", 500, status="void")
    assert set(ranked(billed("A", 100), void, billed("C", 900, on=an.TODAY - YEAR)).accounts) == {"A"}
    assert set(ranked(billed("A", 100), billed("C", 900, on=an.TODAY - YEAR + timedelta(1))).accounts) == {"C"}


def test_without_rates_one_currency_can_be_ranked_and_two_cannot() -> None:
    assert set(ranked(billed("A", 100), billed("B", 50), rates=Rates()).accounts) == {"A"}
    assert set(ranked(billed("A", 100), billed("B", 50, "USD"), rates=Rates()).accounts) == {"A", "B"}


def test_where_a_source_lists_only_what_is_open_nobody_can_be_ranked() -> None:
    stamps = [
        replace(stamp, absence=Absence.OPEN_ITEMS) if stamp.kind is RecordKind.INVOICES else stamp
        for stamp in an.stamps()
    ]
    found = largest([billed("A", 100)], stamps, count=10, rates=RATES, as_of=an.TODAY)
    told = ["the 10 largest accounts are not known: invoices lists only what is open"]
    assert whys(judged(largest=found)) == told


def test_a_ranking_of_another_length_or_none_is_not_known() -> None:
    told = ["the 10 largest accounts are not known until a morning is prepared"]
    assert whys(judged(largest=None)) == told
    assert whys(judged(largest=replace(RANKED, count=5))) == told


# ── the gate ──────────────────────────────────────────────────────────────────────────────────────


def test_outside_the_pilot_there_is_no_packet_and_the_gate_names_every_reason() -> None:
    packet = replace(an.sorted_one(), outside_pilot=judged(a_book(account=an.account(tier="small", terms_days=60))))
    closed = {gate.kind: gate for gate in gates(packet, path_chosen=True)}
    gate = closed[GateKind.OUTSIDE_PILOT]
    assert gate.effect is GateEffect.NO_PACKET
    assert gate.why.endswith("tier is small; terms are 60 or 30 days.")
    assert GateKind.OUTSIDE_PILOT not in {gate.kind for gate in an.sorted_one().gates}
