"""The golden pair: two invoices of one age and one amount, and the opposite play.

A happy strategic customer in the middle of a renewal gets a featherweight nudge, to the right contact, once leadership
has said so. A customer whose delivery is open gets no payment request from anybody.
"""

import pytest

from models.controls import Action, Field
from models.decision import Path
from models.draft import Play, Tone
from models.packet import Route
from models.people import Role
from tests.journeys.journey import (
    CARLA,
    FINLEAD,
    FREYA,
    OLIVE,
    append,
    buttons,
    mails,
    next_morning,
    shown,
    wait_out_undo,
)

HAPPY, COMPLAINING = "C-1101", "C-1102"
BEN, CLEO = "ben.okoro@meridian.example", "cleo.marsh@brackwater.example"
ROWS = {
    "accounts.csv": (
        f"{HAPPY},Meridian Foundry plc,Olive Byrne,strategic,company,en,meridian.example,30,No,2020-02-01,",
        f"{COMPLAINING},Brackwater Ports Ltd,Olive Byrne,mid,company,en,brackwater.example,30,No,2020-02-01,",
    ),
    "contacts.csv": (
        f"K-91,{HAPPY},Ada Noll,ada.noll@meridian.example,accounts payable,left,2026-04-20",
        f"K-92,{HAPPY},Ben Okoro,{BEN},accounts payable,verified,2026-04-20",
        f"K-93,{COMPLAINING},Cleo Marsh,{CLEO},accounts payable,verified,2026-04-20",
    ),
    "contracts.csv": (
        f"V-901,{HAPPY},30,2026-07-01,Annual agreement; the renewal is being talked about.",
        f"V-902,{COMPLAINING},30,2027-04-01,Annual agreement.",
    ),
    "invoices.csv": (
        f"FS-4001,{HAPPY},9000.00,EUR,2026-01-01,2026-01-31,,No",
        f"FS-4002,{COMPLAINING},9000.00,EUR,2026-01-01,2026-01-31,,No",
        f"FS-4011,{HAPPY},12000.00,EUR,2026-03-31,2026-04-30,,No",
        f"FS-4012,{COMPLAINING},12000.00,EUR,2026-03-31,2026-04-30,,No",
    ),
    "payments.csv": (
        f"P-901,{HAPPY},FS-4001,9000.00,EUR,2026-01-29",
        f"P-902,{COMPLAINING},FS-4002,9000.00,EUR,2026-01-29",
    ),
    "tickets.csv": (f"T-901,{COMPLAINING},Half of the sensors never arrived,Open,2026-04-28,high,delivery",),
}


@pytest.fixture
def pair(hands):
    for export, rows in ROWS.items():
        for row in rows:
            append(hands, export, row)
    next_morning(hands)
    return hands


def owners_list(hands):
    return [each for each in hands.office.slack.messages("C0OLIVE") if "need you" in each["text"]][-1]


def texts(drawn):
    """Every run of text, in the order in which it is read."""
    if isinstance(drawn, dict):
        own = [drawn["text"]] if isinstance(drawn.get("text"), str) else []
        return own + [text for each in drawn.values() for text in texts(each)]
    return [text for each in drawn for text in texts(each)] if isinstance(drawn, list) else []


def test_age_and_amount_are_the_same_and_the_route_the_reviewer_and_the_channel_are_not(pair):
    happy, complaining = pair.packet(HAPPY), pair.packet(COMPLAINING)
    assert happy.packet.days_past_due == complaining.packet.days_past_due == 12
    assert happy.packet.asked == complaining.packet.asked
    assert (happy.packet.route, complaining.packet.route) == (Route.EXECUTIVE_REVIEW, Route.EXCEPTION)
    assert (happy.reviewer.role, complaining.reviewer.role) == (Role.FINANCE_LEADERSHIP, Role.CUSTOMER_SUCCESS)
    assert pair.card(f"packet:{happy.id}").channel == FINLEAD
    assert pair.card(f"packet:{complaining.id}").channel == "C0SUCCESS"


def test_the_happy_one_has_no_draft_until_leadership_says_how(pair):
    assert "renews in 50 days" in shown(pair, f"packet:{pair.packet(HAPPY).id}")
    for _ in ("Wednesday", "Thursday", "Friday"):
        next_morning(pair)
        record = pair.packet(HAPPY)
        assert record.draft is None
        assert Action.APPROVE not in buttons(pair, record)
    assert mails(pair) == []


def test_a_note_by_the_owner_is_a_nudge_to_the_contact_who_is_still_there(pair):
    pair.press(FREYA, HAPPY, Action.CHOOSE_PATH)
    pair.fill(FREYA, {Field.PATH: Path.NOTE_BY_OWNER.value, Field.REASON: "The renewal is worth more."})
    record = pair.packet(HAPPY)
    assert record.draft.play is Play.NUDGE
    assert record.draft.tone in (Tone.COURTESY, Tone.NUDGE)
    assert pair.card(f"packet:{record.id}").channel == "C0OLIVE"
    pair.press(OLIVE, HAPPY, Action.APPROVE)
    wait_out_undo(pair)
    (mail,) = mails(pair)
    assert (mail["To"], mail["Cc"]) == (BEN, None)
    assert "Olive Byrne" in mail["From"]
    assert "FS-4011" in mail.get_content()


def test_the_complaining_one_is_asked_for_nothing_and_customer_success_has_it(pair):
    record = pair.packet(COMPLAINING)
    assert "Half of the sensors never arrived" in shown(pair, f"packet:{record.id}")
    assert (record.draft.play, record.draft.invoices, record.draft.amounts) == (Play.STATUS_NOTE, (), ())
    pair.press(CARLA, COMPLAINING, Action.APPROVE)
    wait_out_undo(pair)
    (mail,) = mails(pair)
    said = f"{mail['Subject']} {mail.get_content()}"
    assert not any(asked in said for asked in ("FS-4012", "12,000", "pay", "due"))


def test_the_owner_is_told_who_has_the_complaining_one_and_why(pair):
    told = texts(owners_list(pair))
    heading = next(place for place, text in enumerate(told) if text.startswith("With customer success ("))
    assert "Brackwater Ports Ltd €12,000.00 · approve the status note (we owe them work)" in told[heading + 1]
