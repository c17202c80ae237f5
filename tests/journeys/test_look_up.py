"""`/invoice`: what somebody is told before they pick up the phone."""

import pytest

from bot.adapters.source_config import load_sources
from bot.flows.import_ledger import import_ledger
from bot.flows.prepare_day import prepare_day
from models.controls import Action, Field
from models.decision import Path
from tests.journeys.journey import (
    CEDAR,
    FINLEAD,
    FREYA,
    LUMEN,
    MARCO,
    NORA,
    OLIVE,
    VALDEMAR,
    append,
    wait_out_undo,
)


def asked(hands, user, text, channel="C0OFFICE"):
    """Everything the answer says."""
    hands.ask(user, channel, text)
    return str(hands.office.slack.ephemerals(user)[-1])


def import_again(hands):
    office = hands.office
    day = office.desk.office_day()
    import_ledger(office.desk, load_sources(office.company.sources, office.exports), as_of=day)
    prepare_day(office.desk, day)


def test_an_account_whose_lines_are_all_disputed_is_past_due_and_somebody_has_it(hands):
    hands.press(MARCO, LUMEN, Action.DISPUTE)
    hands.fill(MARCO, {Field.INVOICES: ["FS-3153", "FS-3161"], Field.REASON_CODE: "contract"})
    for text in ("Lumen", "FS-3153"):
        told = asked(hands, MARCO, text)
        assert "with finance leadership" in told
        assert "Disputed (contract): " in told
        assert "€9,070.00 on FS-3153, FS-3161, with finance leadership, acknowledge by 13:00." in told
        assert "nobody has it" not in told
    assert hands.told(MARCO) == "FS-3153 · Lumen Freight BV · €7,920.00 open · 32 days past due"
    asked(hands, MARCO, "Lumen")
    assert hands.told(MARCO) == "Lumen Freight BV · €9,070.00 past due · disputed"
    with hands.office.desk.store.transaction() as books:
        (dispute,) = books.disputes(LUMEN)
    hands.acknowledge(FREYA, dispute.id)
    told = asked(hands, MARCO, "Lumen")
    assert "with Freya Lindqvist" in told
    assert "owned by Freya Lindqvist, decide by 15 May 2026, 17:00." in told
    assert "acknowledge by" not in told


def test_a_chosen_path_is_not_waited_for(hands):
    assert "choosing a path" in asked(hands, OLIVE, "FS-3160")
    hands.press(FREYA, VALDEMAR, Action.CHOOSE_PATH)
    hands.fill(FREYA, {Field.PATH: Path.NOTE_BY_OWNER.value, Field.REASON: "Happy."})
    for text in ("FS-3160", "Valdemar"):
        told = asked(hands, OLIVE, text)
        assert "choosing a path" not in told
        assert "waits for a decision · with Olive Byrne" in told
    assert "Waits for" not in told


def test_a_reminder_that_left_today_is_counted_and_told(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    for text in ("FS-3152", "Cedar"):
        told = asked(hands, OLIVE, text)
        assert "Follow-up: sent · records of" in told
        assert "Last touch: 11 May, reminder by Olive Byrne · Reminders sent: 1" in told


def test_a_settled_invoice_is_a_matter_of_the_past(hands):
    append(hands, "payments.csv", "P-9,C-1004,FS-3158,4180.00,EUR,2026-05-10")
    import_again(hands)
    told = asked(hands, OLIVE, "FS-3158")
    assert hands.told(OLIVE) == "FS-3158 · Harrow & Finch Ltd · settled on 10 May 2026".replace("&", "&amp;")
    for gone in ("past due.", "Routine", "Waits for", "nobody has it"):
        assert gone not in told
    told = asked(hands, OLIVE, "Harrow")
    assert "nothing past due" in hands.told(OLIVE)
    assert "Last exchanges" in told


@pytest.fixture
def doubled(hands):
    """Two customers have an invoice FS-3158, and Harrow owes us dollars too."""
    append(hands, "invoices.csv", "FS-3158,C-1017,300.00,USD,2026-03-01,2026-04-01,,No")
    append(hands, "invoices.csv", "FS-9001,C-1004,750.00,USD,2026-03-01,2026-04-01,,No")
    import_again(hands)
    return hands


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("FS-3158 C-1004", "Harrow &amp; Finch Ltd · €4,180.00 open"),
        ("FS-3158 C-1017", "Cedar Hollow Software Inc · $300.00 open"),
        ("fs-3158  c-1017", "Cedar Hollow Software Inc · $300.00 open"),
        ("FS-3158 Cedar Hollow", "Cedar Hollow Software Inc · $300.00 open"),
        ("FS-3158 C-1048", "No invoice or account"),
    ],
)
def test_one_number_of_two_customers_can_be_asked_for_with_the_account(doubled, text, told):
    matches = asked(doubled, OLIVE, "FS-3158")
    assert "2 records match" in doubled.told(OLIVE)
    for one in ("/invoice FS-3158 C-1004", "/invoice FS-3158 C-1017", "€4,180.00", "$300.00"):
        assert one in matches
    asked(doubled, OLIVE, text)
    assert told in doubled.told(OLIVE)


def test_an_account_is_told_in_each_of_its_currencies(doubled):
    told = asked(doubled, OLIVE, "Harrow")
    assert "€4,180.00, $750.00 past due" in doubled.told(OLIVE)
    assert "$750.00 past due: " in told
    assert "FS-9001 $750.00, 40 days past due · prepared, no card yet · with " in told


def test_several_accounts_of_a_name_are_listed_with_what_is_past_due(doubled):
    told = asked(doubled, FREYA, "ha", FINLEAD)
    for part in ("Past due", "Harrow & Finch Ltd", "€4,180.00, $750.00", "/invoice C-1004"):
        assert part.replace("&", "&amp;") in told or part in told


@pytest.mark.parametrize("text", ["", "help", "HELP"])
@pytest.mark.parametrize(("user", "number"), [(OLIVE, "FS-3152"), (NORA, "FS-"), (MARCO, "FS-31")])
def test_who_asks_how_gets_an_example_of_their_own(hands, user, number, text):
    told = asked(hands, user, text)
    assert f"/invoice {number}" in hands.told(user)
    assert "where two customers have the same number" in told
    example = hands.told(user).rpartition("/invoice ")[2]
    asked(hands, user, example)
    assert hands.told(user).startswith(example)
