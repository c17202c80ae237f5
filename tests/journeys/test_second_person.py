"""A second person for a new address and for an edit that touches more than words, where the policy wants one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from models.controls import Action, Field
from models.draft import Altered
from models.packet import Route
from models.signature import SignatureRules, SignedFor
from models.signing import missing
from tests.journeys.journey import (
    CEDAR,
    FREYA,
    OLIVE,
    TWELVE,
    append,
    buttons,
    mails,
    next_morning,
    shown,
    wait_out_undo,
)

HUGH = "hugh.marsh@cedarhollow-group.example"
HUGO = "hugo.marsh@cedarhollow.example"
WHY = "I know them."


@pytest.fixture
def hands(tmp_path):
    with DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5)) as office:
        rules = SignatureRules(executive_review=False, new_recipient=True, edits=True)
        office.desk = replace(office.desk, policy=replace(office.desk.policy, signatures=rules))
        office.restart()
        office.morning()
        office.deliver()
        yield Hands(office)


def needs(hands, account=CEDAR):
    return [each.signed_for for each in missing(hands.packet(account), hands.office.desk.policy)]


def edit(hands, user=OLIVE, **fields):
    hands.press(user, CEDAR, Action.EDIT)
    hands.fill(user, {Field[name.upper()]: value for name, value in fields.items()})
    return hands.packet(CEDAR)


def sign(hands, user=FREYA, account=CEDAR):
    hands.press(user, account, Action.SIGN)
    hands.fill(user, {Field.REASON: WHY})


def with_hugo(hands, address=HUGO):
    append(hands, "contacts.csv", f"K-98,C-1017,Hugo Marsh,{address},buyer,verified,2026-03-02")
    next_morning(hands)


def test_on_the_first_morning_nobody_is_new_and_the_routine_takes_one_press(hands):
    with hands.office.desk.store.transaction() as books:
        live = books.live_packets()
    policy = hands.office.desk.policy
    assert [each for each in live if each.packet.route is Route.ROUTINE and missing(each, policy)] == []
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


def test_the_first_mail_to_a_new_address_takes_two_people_and_the_next_one_does_not(hands):
    with_hugo(hands)
    record = edit(hands, to=HUGO)
    assert SignedFor.NEW_RECIPIENT in needs(hands)
    assert f"it is the first mail to {HUGO}" in shown(hands, f"packet:{record.id}")
    assert Action.APPROVE not in buttons(hands, record)
    sign(hands)
    hands.press(FREYA, CEDAR, Action.APPROVE)
    assert "somebody else approves" in hands.told(FREYA)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert mail["To"] == HUGO
    with hands.office.desk.store.transaction() as books:
        assert books.new_addresses(CEDAR, [HUGO.upper(), "someone@else.example"]) == ("someone@else.example",)


def test_an_address_in_a_new_domain_is_no_recipient_or_a_new_one(hands):
    with_hugo(hands, HUGH)
    record = hands.packet(CEDAR)
    assert HUGH in record.packet.new_addresses
    assert HUGH not in record.draft.to


@pytest.mark.parametrize(
    ("fields", "touched"),
    [
        pytest.param({"body": "{body}\n\nThank you, and greetings."}, (), id="only words"),
        pytest.param({"subject": "A friendly question"}, (Altered.FIGURE,), id="the invoice taken out of the subject"),
        pytest.param({"body": "{body}\n\nAs of our call of 8:30."}, (Altered.FIGURE,), id="a figure added"),
        pytest.param({"to": HUGO}, (Altered.RECIPIENT,), id="the recipient"),
        pytest.param({"cc": [HUGO]}, (Altered.RECIPIENT,), id="a copy"),
    ],
)
def test_an_edit_that_touches_more_than_words_is_signed_and_stays_so_overnight(hands, fields, touched):
    with_hugo(hands)
    body = hands.packet(CEDAR).draft.body
    told = {name: value.format(body=body) if name == "body" else value for name, value in fields.items()}
    record = edit(hands, **told)
    assert record.draft.altered == touched
    assert (SignedFor.TOUCHING_EDIT in needs(hands)) is bool(touched)
    assert (Action.APPROVE in buttons(hands, record)) is not bool(touched)
    next_morning(hands)
    after = hands.packet(CEDAR)
    # Where the new day makes their text untrue, the machine's takes its place.
    assert after.draft.altered == (() if "outdated" in " ".join(after.drift) else touched)


def test_a_line_left_out_touches_what_is_asked_for(hands):
    with hands.office.desk.store.transaction() as books:
        live = books.live_packets()
    two = next(each for each in live if each.draft is not None and len(each.draft.invoices) > 1)
    account = two.packet.account.id
    hands.press(FREYA, account, Action.EDIT)
    hands.fill(FREYA, {Field.INVOICES: [two.draft.invoices[0]]})
    assert Altered.AMOUNT in hands.packet(account).draft.altered
    assert SignedFor.TOUCHING_EDIT in needs(hands, account)


def test_a_lead_who_edits_does_not_sign_their_own_edit(hands):
    with_hugo(hands)
    edit(hands, FREYA, cc=[HUGO])
    hands.press(FREYA, CEDAR, Action.SIGN)
    assert "somebody else signs" in hands.told(FREYA)
    assert Action.APPROVE not in buttons(hands, hands.packet(CEDAR))
