"""Who may press what: decided on the server, answered every time."""

import pytest

from bot.demo.local_slack import Channel
from bot.demo.people import BOT_USER, GUEST, TEAM_ID
from bot.errors import NotAllowedError
from bot.flows.decide_packet import escalate
from models.controls import Action, Field
from models.lifecycle import PacketState
from models.people import Person, Role
from tests.journeys.journey import (
    ARJUN,
    CARLA,
    CEDAR,
    FINLEAD,
    FREYA,
    HALDEN,
    HARROW,
    MARCO,
    NORA,
    OLIVE,
    PELLWORM,
    VALDEMAR,
    mails,
    trail,
    wait_out_undo,
)


def let_everybody_in(hands, channel="C0OLIVE"):
    everybody = frozenset({*hands.office.desk.policy.members, GUEST.id, BOT_USER})
    hands.office.slack.set_channel(Channel(channel, "open-house", everybody))


@pytest.mark.parametrize(
    ("user", "told"),
    [
        pytest.param(MARCO, "it is with Olive Byrne", id="another owner"),
        pytest.param(CARLA, "it is with Olive Byrne", id="customer success"),
        pytest.param(ARJUN, "it is with Olive Byrne", id="the AR specialist"),
        pytest.param(NORA, "it is with Olive Byrne", id="the controller"),
        pytest.param(GUEST.id, "Guests may not", id="a guest"),
    ],
)
def test_a_colleague_in_the_channel_who_may_not_act_changes_nothing_and_is_told(hands, user, told):
    let_everybody_in(hands)
    hands.press(user, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    assert told in hands.told(user)
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert mails(hands) == []


def test_the_controller_reads_every_account_and_is_never_asked(hands):
    hands.ask(NORA, "C0OFFICE", "FS-3160")
    assert "24,300.00" in hands.told(NORA)
    record = hands.packet(CEDAR)
    olive = Person(team_id=TEAM_ID, user_id=OLIVE, name="Olive", roles=frozenset({Role.ACCOUNT_OWNER}))
    ask = {"person": olive, "version": record.version, "question": "?", "reason": "r"}
    with pytest.raises(NotAllowedError, match="decides nothing"):
        escalate(hands.office.desk, record.id, asked=Role.CONTROLLER, **ask)


def test_a_press_from_another_team_changes_nothing(hands):
    before = trail(hands, hands.packet(CEDAR))
    for user in ("U0STRANGER", OLIVE):
        hands.press(user, CEDAR, Action.APPROVE, team_id="T0OTHER")
        assert "another workspace" in hands.told(user)
    assert trail(hands, hands.packet(CEDAR)) == before
    assert hands.packet(CEDAR).state is PacketState.POSTED


def test_somebody_deactivated_after_the_page_loaded_changes_nothing(hands):
    record = hands.packet(CEDAR)
    card = hands.card(f"packet:{record.id}")
    hands.office.slack.set_member(OLIVE, is_restricted=True)
    hands.office.slack.click(OLIVE, card.channel, card.ts, Action.APPROVE)
    hands.office.deliver()
    assert hands.packet(CEDAR).state is PacketState.POSTED


def test_a_finance_lead_may_act_on_a_routine_packet(hands):
    hands.press(FREYA, CEDAR, Action.APPROVE)
    assert hands.packet(CEDAR).approval.by_id == FREYA


def test_an_owner_may_not_choose_the_path(hands):
    let_everybody_in(hands, FINLEAD)
    hands.press(OLIVE, VALDEMAR, Action.CHOOSE_PATH)
    assert "Leadership or legal chooses" in hands.told(OLIVE)
    assert hands.office.slack.modal(OLIVE) is None


def test_a_replayed_press_is_one_effect(hands):
    record = hands.packet(CEDAR)
    card = hands.card(f"packet:{record.id}")
    seen = []
    courier = hands.office.slack._courier
    send = courier.interaction
    courier.interaction = lambda payload: [send(payload) for _ in range(3)][-1]
    try:
        seen.append(hands.office.slack.click(OLIVE, card.channel, card.ts, Action.APPROVE))
    finally:
        courier.interaction = send
    hands.office.deliver()
    assert seen[0].status == 200
    assert trail(hands, record).count("packet.approve") == 1
    assert hands.told(OLIVE) == ""


@pytest.mark.parametrize(
    ("user", "channel", "text", "told"),
    [
        pytest.param(OLIVE, "C0OLIVE", "FS-3160", "Valdemar", id="her own account"),
        pytest.param(OLIVE, "C0OLIVE", "fs-3160", "Valdemar", id="capitals do not matter"),
        pytest.param(OLIVE, "C0OLIVE", "valdem", "Valdemar", id="part of a name"),
        pytest.param(OLIVE, "C0OLIVE", "FS-3150", "No invoice or account", id="somebody else's account"),
        pytest.param(MARCO, "C0MARCO", "FS-3150", "Aldergate", id="its owner"),
        pytest.param(FREYA, FINLEAD, "FS-3150", "Aldergate", id="a finance lead sees all"),
        pytest.param(FREYA, FINLEAD, "l", "records match", id="several are listed"),
        pytest.param(FREYA, FINLEAD, "", "Type an invoice number", id="nothing asked"),
        pytest.param(GUEST.id, "C0OFFICE", "FS-3150", "may not look up", id="a guest"),
    ],
)
def test_invoice_answers_only_those_with_rights(hands, user, channel, text, told):
    hands.ask(user, channel, text)
    assert told in hands.told(user)
    assert not [message for message in hands.office.slack.messages(channel) if message["text"] == hands.told(user)]


def test_no_verified_contact_has_no_approve(hands):
    record = hands.packet(HALDEN)
    assert record.reviewer.role == "finance"
    hands.office.slack.set_channel(Channel("C0FINANCE", "finance", frozenset({ARJUN, BOT_USER})))
    with pytest.raises(LookupError):
        hands.press(ARJUN, HALDEN, Action.APPROVE)


def test_a_flag_needs_only_rights_on_the_account(hands):
    let_everybody_in(hands)
    hands.press(CARLA, HARROW, Action.DISPUTE)
    hands.fill(CARLA, {Field.INVOICES: ["FS-3158"], Field.REASON_CODE: "quality"})
    assert hands.packet(HARROW).state is PacketState.CLOSED


def test_customer_success_decides_what_we_owe(hands):
    hands.press(CARLA, PELLWORM, Action.APPROVE)
    wait_out_undo(hands)
    (mail,) = mails(hands)
    assert "18,600" not in mail.get_content()
