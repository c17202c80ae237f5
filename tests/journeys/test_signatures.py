"""A second person's name: asked for where the guard stops a person's words, bound to them, and checked at the door."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo.console import DemoConsole
from bot.demo.hands import Hands
from bot.demo.office import DemoOffice
from models.controls import Action, Command, Field
from models.lifecycle import PacketState
from models.money import Money
from models.outbox import OutboxKind
from models.packet_record import PacketRecord
from models.signature import SignatureRules
from tests.journeys.journey import (
    FINLEAD,
    FINN,
    FREYA,
    HARROW,
    MARCO,
    OLIVE,
    TAMSIN,
    TWELVE,
    buttons,
    mails,
    next_morning,
    shown,
    trail,
    wait_out_undo,
)
from tests.journeys.test_commands import asked
from tests.journeys.test_home import opened, section

EXTRA = "Please pay €999.00 as well."
WHY = "Agreed with their controller on the phone."


def rewrite(hands: Hands, user: str = MARCO, added: str = EXTRA) -> PacketRecord:
    hands.press(user, TAMSIN, Action.EDIT)
    hands.fill(user, {Field.BODY: hands.packet(TAMSIN).draft.body + f"\n\n{added}"})
    return hands.packet(TAMSIN)


def sign(hands: Hands, user: str = FREYA) -> PacketRecord:
    hands.press(user, TAMSIN, Action.SIGN)
    hands.fill(user, {Field.REASON: WHY})
    return hands.packet(TAMSIN)


def notices(hands: Hands) -> list[str]:
    found = [each for each in hands.office.slack.messages(FINLEAD) if "waits for a signature" in str(each)]
    return [str(each) for each in found if not each["text"].startswith("Finance leadership")]


def leaderships_list(hands: Hands) -> dict[str, object]:
    return next(each for each in hands.office.slack.messages(FINLEAD) if each["text"].startswith("Finance leadership"))


def test_an_owners_own_amount_leaves_only_with_a_finance_leads_name_beside_it(hands):
    record = rewrite(hands)
    assert {Action.APPROVE, Action.SIGN} & set(buttons(hands, record)) == {Action.SIGN}
    card = shown(hands, f"packet:{record.id}")
    assert "Waits for a finance lead or legal to sign" in card
    assert "€999.00" in card
    signed = sign(hands)
    assert "Signed by Freya Lindqvist" in shown(hands, f"packet:{signed.id}")
    assert Action.APPROVE in buttons(hands, signed)
    hands.press(MARCO, TAMSIN, Action.APPROVE)
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert EXTRA in mail.get_content()
    words = "In the words of Marco Vidal: it says “€999.00”. Signed by Freya Lindqvist."
    assert words in shown(hands, f"packet:{signed.id}")
    assert words in asked(hands, MARCO, Command.ACCOUNT, f"{TAMSIN} sent")
    assert trail(hands, signed)[-5:] == [
        "packet.edit",
        "packet.sign",
        "packet.approve",
        "packet.hand_over",
        "packet.confirm",
    ]


def test_the_signer_sees_the_finding_and_the_whole_mail_before_signing(hands):
    record = rewrite(hands)
    hands.press(FREYA, TAMSIN, Action.SIGN)
    form = str(hands.office.slack.modal(FREYA))
    assert "The guard stops" in form
    assert "€999.00" in form
    assert record.draft.to[0] in form
    assert EXTRA in form
    assert hands.packet(TAMSIN).signatures == ()


def test_the_call_to_sign_stands_in_leaderships_channel_with_the_button(hands):
    record = rewrite(hands)
    (notice,) = notices(hands)
    assert "€999.00" in notice
    card = hands.card(f"sign:{record.id}")
    assert card.channel == FINLEAD
    hands.office.slack.click(FINN, card.channel, card.ts, Action.SIGN)
    hands.fill(FINN, {Field.REASON: WHY})
    assert hands.packet(TAMSIN).signatures[0].by_id == FINN
    assert notices(hands) == []
    assert "Signed by Finn Doyle" in shown(hands, f"sign:{record.id}")


def test_who_is_called_to_sign_is_counted_and_can_correct_the_text_right_there(hands):
    def waiting(user):
        # A new one each time: what the page was shown a moment ago is kept for a moment.
        return DemoConsole(hands.office, hands.office.world).state()["hints"][user]["waiting"]

    before, own, plain = waiting(FREYA), waiting(MARCO), hands.packet(TAMSIN).draft.body
    rewrite(hands)
    assert (waiting(FREYA), waiting(MARCO)) == (before + 1, own - 1)
    found = hands.office.slack.messages(FINLEAD)
    notice = next(one for one in found if one["text"].endswith("waits for a signature"))
    hands.office.slack.click(FREYA, FINLEAD, notice["ts"], Action.EDIT)
    hands.fill(FREYA, {Field.BODY: plain})
    assert Action.APPROVE in buttons(hands, hands.packet(TAMSIN))
    assert waiting(FREYA) == before


def test_the_owners_list_says_who_has_it(hands):
    rewrite(hands)
    listed = str(hands.office.slack.messages("C0MARCO")[0])
    assert "With finance leadership" in listed
    assert "waits for a signature" in listed


def test_what_waits_for_a_signature_stands_on_leaderships_list_until_it_is_signed(hands):
    record = rewrite(hands)
    name = record.packet.account.name
    needing = next(each for each in leaderships_list(hands)["blocks"] if each["type"] == "table")
    (row,) = [str(each) for each in needing["rows"] if name in str(each)]
    assert "waits for a signature" in row
    call = hands.card(f"sign:{record.id}")
    assert f"/archives/{call.channel}/p{call.ts.replace('.', '')}" in row
    sign(hands)
    assert name not in str(leaderships_list(hands))


def test_what_waits_for_a_signature_stands_on_the_home_of_who_may_sign_it(hands):
    record = rewrite(hands, FREYA)
    name = record.packet.account.name
    assert name in section(opened(hands, FINN), "Waits for your signature (1)")
    # Words of hers are in it.
    assert "Waits for your signature" not in opened(hands, FREYA)
    sign(hands, FINN)
    assert "Waits for your signature" not in opened(hands, FINN)


def test_neither_the_owner_nor_the_editor_signs(hands):
    rewrite(hands)
    hands.press(MARCO, TAMSIN, Action.SIGN)
    assert "Only a finance lead or legal signs" in hands.told(MARCO)
    rewrite(hands, FREYA, "And the late fee of €40.00.")
    hands.press(FREYA, TAMSIN, Action.SIGN)
    assert "somebody else signs it" in hands.told(FREYA)
    assert hands.office.slack.modal(FREYA) is None
    assert sign(hands, FINN).signatures[0].by_id == FINN


def test_an_old_approve_button_does_not_get_past_a_missing_signature(hands):
    record = rewrite(hands)
    card = hands.card(f"packet:{record.id}")
    message = hands.office.slack.message(card.channel, card.ts)
    for row in message["blocks"]:
        for element in row.get("elements", []):
            if element.get("action_id") == Action.EDIT:
                element["action_id"] = Action.APPROVE.value
    hands.office.slack.click(MARCO, card.channel, card.ts, Action.APPROVE, stale=message)
    assert "Waits for a finance lead or legal to sign" in hands.told(MARCO)
    assert hands.packet(TAMSIN).state is PacketState.POSTED


def test_an_edit_after_signing_takes_the_signature_off_and_calls_again(hands):
    rewrite(hands)
    sign(hands)
    record = rewrite(hands, added="Many thanks.")
    assert record.signatures == ()
    assert Action.APPROVE not in buttons(hands, record)
    assert len(notices(hands)) == 1


def test_undo_takes_the_signature_off(hands):
    rewrite(hands)
    sign(hands)
    hands.press(MARCO, TAMSIN, Action.APPROVE)
    hands.press(MARCO, TAMSIN, Action.UNDO)
    assert hands.packet(TAMSIN).signatures == ()
    assert Action.APPROVE not in buttons(hands, hands.packet(TAMSIN))


def test_two_leads_signing_at_once_make_one_signature(hands):
    record = rewrite(hands)
    for user in (FREYA, FINN):
        hands.press(user, TAMSIN, Action.SIGN)
    barrier = threading.Barrier(2)

    def submit(user: str) -> None:
        barrier.wait()
        hands.office.slack.submit(user, {Field.REASON: WHY})

    both = [threading.Thread(target=submit, args=(user,)) for user in (FREYA, FINN)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    (name,) = hands.packet(TAMSIN).signatures
    loser = FINN if name.by_id == FREYA else FREYA
    assert name.by_name in str(hands.office.slack.modal(loser))
    assert trail(hands, record).count("packet.sign") == 1


def test_a_form_opened_before_the_text_changed_signs_nothing(hands):
    rewrite(hands)
    hands.press(FREYA, TAMSIN, Action.SIGN)
    rewrite(hands, added="And €1.00 more.")
    hands.fill(FREYA, {Field.REASON: WHY})
    assert hands.packet(TAMSIN).signatures == ()
    assert "changed since you saw it" in str(hands.office.slack.modal(FREYA))


def test_the_mail_stays_when_the_signature_is_gone_at_the_door(hands):
    rewrite(hands)
    sign(hands)
    hands.press(MARCO, TAMSIN, Action.APPROVE)
    record = hands.packet(TAMSIN)
    with hands.office.desk.store.transaction() as books:
        books.save_packet(replace(record, signatures=()), seen=record.version)
    wait_out_undo(hands)
    assert mails(hands) == []
    assert hands.packet(TAMSIN).state is PacketState.POSTED
    assert "Waits for a finance lead or legal to sign" in " ".join(hands.packet(TAMSIN).drift)


def test_a_text_that_waits_for_a_name_is_there_the_next_morning_and_called_again(hands):
    hands.press(MARCO, TAMSIN, Action.EDIT)
    # What counts days is outdated the next morning, whoever wrote it.
    without_days = hands.packet(TAMSIN).draft.body.replace(", 10 days past due", "")
    hands.fill(MARCO, {Field.BODY: f"{without_days}\n\n{EXTRA}"})
    next_morning(hands)
    record = hands.packet(TAMSIN)
    assert EXTRA in record.draft.body
    assert Action.SIGN in buttons(hands, record)
    assert len(notices(hands)) == 1
    with hands.office.desk.store.transaction() as books:
        calls = [item for item in books.items(f"sign:{record.id}") if item.kind is OutboxKind.POST]
    assert len(calls) == 2


@pytest.fixture
def small_limit(tmp_path: Path) -> Iterator[Hands]:
    """A firm in which whatever asks for more than one euro is signed."""
    with DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5)) as office:
        rules = SignatureRules(executive_review=False, above={"EUR": Money(100, "EUR")})
        office.desk = replace(office.desk, policy=replace(office.desk.policy, signatures=rules))
        office.restart()
        office.morning()
        office.deliver()
        yield Hands(office)


def test_above_the_policys_amount_two_people_decide_and_the_morning_calls_the_second(small_limit):
    record = small_limit.packet(HARROW)
    assert {Action.APPROVE, Action.SIGN} & set(buttons(small_limit, record)) == {Action.SIGN}
    assert any(record.packet.account.name in each for each in notices(small_limit))
    small_limit.press(FREYA, HARROW, Action.SIGN)
    small_limit.fill(FREYA, {Field.REASON: WHY})
    small_limit.press(FREYA, HARROW, Action.APPROVE)
    assert "somebody else approves" in small_limit.told(FREYA)
    small_limit.press(OLIVE, HARROW, Action.APPROVE)
    wait_out_undo(small_limit)
    assert len(mails(small_limit)) == 1


def test_another_customers_name_in_an_edit_waits_for_a_name_and_still_does_the_next_morning(hands):
    hands.press(MARCO, TAMSIN, Action.EDIT)
    without_days = hands.packet(TAMSIN).draft.body.replace(", 10 days past due", "")
    hands.fill(MARCO, {Field.BODY: f"{without_days}\n\nHarrow & Finch always send theirs by return."})
    assert "other_customer" in {finding.rule for finding in hands.packet(TAMSIN).findings}
    next_morning(hands)
    record = hands.packet(TAMSIN)
    assert "other_customer" in {finding.rule for finding in record.findings}
    assert Action.APPROVE not in buttons(hands, record)
