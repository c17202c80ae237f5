"""The whole demo company: the shipped exports, the cards they produce, and the page that lists them."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest

from bot.stages.age import summarise
from models.draft import Weight
from models.money import total
from models.packet import Route
from tools.demo_company.calendar import BANK_SILENT_ON, MORNINGS, OPENING
from tools.demo_company.check import Morning, card_of, differences, mornings
from tools.demo_company.exports import write_exports
from tools.demo_company.page import page
from tools.demo_company.telling import told
from tools.demo_company.world import Company

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "bot" / "demo" / "company"
AGAIN = "run make company"


@pytest.fixture(scope="module")
def company() -> Company:
    return told()


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> list[Morning]:
    return list(mornings(SHIPPED, tmp_path_factory.mktemp("lived")))


def test_the_shipped_exports_are_what_the_stories_tell(company: Company, tmp_path: Path) -> None:
    write_exports(company, tmp_path)
    for written in ("start", "days"):
        ours = {path.relative_to(tmp_path) for path in (tmp_path / written).rglob("*") if path.is_file()}
        shipped = {path.relative_to(SHIPPED) for path in (SHIPPED / written).rglob("*") if path.is_file()}
        assert ours == shipped, AGAIN
        _, differing, unreadable = filecmp.cmpfiles(tmp_path, SHIPPED, [str(path) for path in ours], shallow=False)
        assert (differing, unreadable) == ([], []), AGAIN


def test_it_is_as_large_as_a_firm_of_ninety_people(company: Company) -> None:
    open_ = [one for one in company.invoices if one.exported <= OPENING and one.residual(OPENING) > 0]
    assert len(company.customers) >= 80
    assert len(company.invoices) >= 300
    assert len(open_) >= 200
    assert {one.entity for one in open_} == {"fennel", "fennel-inc"}
    assert {one.currency for one in open_} == {"EUR", "USD", "GBP"}


def test_every_story_has_the_card_it_tells(company: Company, lived: list[Morning]) -> None:
    by_day = {morning.day: morning for morning in lived}
    wrong = {
        f"{story.customer.id} {story.name}": found
        for story in company.stories
        if (found := differences(story, by_day[story.on]))
    }
    assert wrong == {}


def test_the_guard_stops_no_draft_of_our_own(lived: list[Morning]) -> None:
    live = [record for morning in lived for records in morning.packets.values() for record, _ in records]
    assert sum(record.draft is not None for record in live) > 100
    stopped = [
        (record.packet.account.name, finding.rule, finding.span)
        for record in live
        for finding in record.findings
        if finding.weight is Weight.HARD
    ]
    assert stopped == []


def test_two_in_five_past_due_accounts_are_routine(lived: list[Morning]) -> None:
    packets = [record for records in lived[0].packets.values() for record, _ in records]
    routine = [record for record in packets if card_of(record) == "routine · account owner"]
    assert len(routine) / len(packets) >= 0.4
    owners = {record.packet.owner_id for record in routine}
    assert owners >= {"U0OLIVE", "U0MARCO", "U0PRIYA", "U0TOMAS"}
    assert all(record.packet.route is Route.ROUTINE and record.draft is not None for record in routine)


def test_every_morning_brings_something_and_adds_up(company: Company, lived: list[Morning]) -> None:
    assert tuple(morning.day for morning in lived) == MORNINGS
    for morning in lived:
        assert list(company.mails_of(morning.day)), morning.day
        paid = [payment for payment in company.payments if payment.exported == morning.day]
        assert bool(paid) is (morning.day != BANK_SILENT_ON), morning.day
    for morning in lived:
        for one in summarise(morning.ledger, morning.day):
            assert total((tally.amount for _, tally in one.buckets), one.currency) - one.unapplied == one.outstanding


def test_the_page_lists_what_the_copilot_did(company: Company, lived: list[Morning]) -> None:
    assert (ROOT / "docs" / "demo-company.md").read_text(encoding="utf-8") == page(company, lived), AGAIN
