"""The whole demo company: the shipped exports, the cards they produce, and the page that lists them."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest

from bot.stages.aging_summary import summarise
from models.draft import Weight
from models.money import total
from models.packet import ContextName, Route
from tools.demo_company import twenty
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


def test_the_twenty_letters_are_what_the_code_composes(lived: list[Morning]) -> None:
    assert (ROOT / "docs" / "letters.md").read_text(encoding="utf-8") == twenty.page(lived[0]), (
        "run python -m tools.demo_company letters"
    )


def test_each_of_the_twenty_shows_with_its_record_that_we_know_the_customer(lived: list[Morning]) -> None:
    assert len({wanted.account_id for wanted in twenty.TWENTY}) == 20
    for wanted in twenty.TWENTY:
        packet, draft = twenty.draft_of(wanted, lived[0])
        shown = twenty.telling(draft)
        assert shown, wanted.account_id
        assert all(claim.evidence and claim.text in draft.body for claim in shown), wanted.account_id
        notes = " ".join(line.text for line in packet.context if line.name is ContextName.CONTRACT)
        assert not any(claim.text in notes for claim in shown)


def test_nine_in_ten_drafts_show_that_we_know_the_customer_and_none_is_long(lived: list[Morning]) -> None:
    found = [record for records in lived[0].packets.values() for record, _ in records if record.draft is not None]
    drafts = [record.draft for record in found if record.draft is not None]
    assert sum(bool(twenty.telling(draft)) for draft in drafts) / len(drafts) >= 0.9
    for draft in drafts:
        lines = [line for line in draft.body.split("For the transfer:")[0].splitlines() if not line.startswith("- ")]
        assert len(" ".join(lines).split()) <= 120, draft.subject
