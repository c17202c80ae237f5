"""Decline, Ask a colleague and Not my account: who may, and what becomes of the packet."""

from dataclasses import replace
from datetime import date

import pytest

from bot.errors import NotAllowedError, NotNowError, StaleVersionError
from bot.stages.decide import answered
from bot.stages.decide_decline import declined, new_since_decline
from bot.stages.decide_hand_on import asked_colleague, colleagues, passed_on, takers
from models.correspondence import Direction, Message
from models.decision import DeclineCode
from models.evidence import Origin
from models.lifecycle import PacketState
from models.people import NO_ROSTER, Colleague, Inactive, Reviewer, Role, Roster
from tests.bot.stages.test_decide import (
    ARJUN,
    AT,
    FREYA,
    LEADERSHIP,
    LENA,
    MARCO,
    OLIVE,
    OWNED,
    POLICY,
    TODAY,
    UNDECIDED,
    press,
    record,
)

OTHER = DeclineCode.OTHER


def gone(user_id):
    left = Colleague(user_id=user_id, name="M", as_of=TODAY, inactive=Inactive.DEACTIVATED)
    return Roster(colleagues={user_id: left}, asked_on=TODAY)


# ── decline ───────────────────────────────────────────────────────────────────────────────────────


def test_a_declined_draft_waits_one_contact_cap():
    after = declined(OWNED, press(OLIVE), POLICY, code=OTHER, today=TODAY)
    assert after.state is PacketState.HELD
    assert after.hold.declined is OTHER
    assert after.hold.until == date(2026, 5, 18)
    assert after.draft == OWNED.draft


def test_declining_takes_the_reviewer_a_draft_and_the_version_on_screen():
    with pytest.raises(NotAllowedError):
        declined(OWNED, press(MARCO), POLICY, code=OTHER, today=TODAY)
    with pytest.raises(NotNowError, match="no draft to decline"):
        declined(replace(OWNED, draft=None), press(OLIVE), POLICY, code=OTHER, today=TODAY)
    with pytest.raises(StaleVersionError):
        declined(OWNED, press(OLIVE, version=2), POLICY, code=OTHER, today=TODAY)


def test_only_a_decline_ends_with_a_new_fact():
    hold = declined(OWNED, press(OLIVE), POLICY, code=OTHER, today=TODAY).hold
    wrote = Message(
        id="m-1",
        account_id="C-1",
        direction=Direction.INBOUND,
        sender="Ada",
        at=AT,
        subject="",
        text="Hello",
        origin=Origin("mailbox", "m-1", TODAY),
    )
    now = replace(OWNED.packet, unread=(wrote,))
    assert new_since_decline(hold, OWNED.packet, now) == "Something new: Ada wrote."
    assert new_since_decline(hold, OWNED.packet, OWNED.packet) == ""
    assert new_since_decline(replace(hold, declined=None), OWNED.packet, now) == ""


# ── ask a colleague ───────────────────────────────────────────────────────────────────────────────


def ask(packet, who, whom, roster=NO_ROSTER):
    return asked_colleague(packet, press(who), POLICY, roster, colleague_id=whom, question="Well?")


def test_a_question_goes_to_one_person_and_back():
    after = ask(OWNED, OLIVE, MARCO)
    assert after.reviewer == Reviewer(Role.ACCOUNT_OWNER, MARCO)
    back = answered(after, press(MARCO, version=after.version), POLICY)
    assert (back.reviewer, back.question) == (OWNED.reviewer, None)


def test_somebody_of_finance_is_asked_in_person_too():
    after = ask(OWNED, OLIVE, ARJUN)
    assert after.reviewer == Reviewer(Role.FINANCE, ARJUN)


@pytest.mark.parametrize("whom", [OLIVE, "U0NORA", "U0NOBODY"])
def test_not_oneself_nor_a_controller_nor_a_stranger_is_asked(whom):
    with pytest.raises(NotNowError, match="cannot be asked"):
        ask(OWNED, OLIVE, whom)


def test_who_has_left_is_neither_offered_nor_asked():
    assert MARCO in {each.user_id for each in colleagues(OWNED, OLIVE, POLICY, NO_ROSTER)}
    assert MARCO not in {each.user_id for each in colleagues(OWNED, OLIVE, POLICY, gone(MARCO))}
    with pytest.raises(NotNowError):
        ask(OWNED, OLIVE, MARCO, gone(MARCO))


def test_who_may_not_decide_may_not_ask():
    with pytest.raises(NotAllowedError):
        ask(OWNED, MARCO, ARJUN)


# ── not my account ────────────────────────────────────────────────────────────────────────────────


def give(packet, who, to, roster=NO_ROSTER):
    return passed_on(packet, press(who), POLICY, roster, to=to)


@pytest.mark.parametrize("to", [Reviewer(Role.FINANCE), Reviewer(Role.LEGAL), Reviewer(Role.ACCOUNT_OWNER, MARCO)])
def test_a_packet_goes_to_any_role_or_owner_with_its_sorting(to):
    after = give(OWNED, OLIVE, to)
    assert after.reviewer == after.reroute.to == to
    assert after.packet == OWNED.packet
    assert after.state is PacketState.POSTED


@pytest.mark.parametrize(
    "to",
    [
        Reviewer(Role.CONTROLLER),
        Reviewer(Role.ACCOUNT_OWNER, OLIVE),
        Reviewer(Role.ACCOUNT_OWNER, ARJUN),
        Reviewer(Role.ACCOUNT_OWNER),
        Reviewer(Role.FINANCE, OLIVE),
    ],
)
def test_nobody_else_is_given_a_packet(to):
    with pytest.raises(NotNowError):
        give(OWNED, OLIVE, to)


def test_before_a_path_is_chosen_it_stays_with_those_who_choose_it():
    assert set(takers(LEADERSHIP, POLICY, NO_ROSTER)) == {Reviewer(Role.LEGAL)}
    assert give(LEADERSHIP, FREYA, Reviewer(Role.LEGAL)).reviewer.role is Role.LEGAL
    for to in (Reviewer(Role.FINANCE), Reviewer(Role.ACCOUNT_OWNER, OLIVE)):
        with pytest.raises(NotAllowedError):
            give(LEADERSHIP, LENA, to)
    with pytest.raises(NotAllowedError):
        give(record(UNDECIDED), OLIVE, Reviewer(Role.LEGAL))


def test_an_open_question_goes_with_the_packet_and_still_comes_back_to_who_asked():
    asked = ask(OWNED, OLIVE, MARCO)
    after = passed_on(asked, press(MARCO, version=asked.version), POLICY, NO_ROSTER, to=Reviewer(Role.FINANCE))
    assert (after.question.asked, after.question.colleague) == (Role.FINANCE, None)
    back = answered(after, press(ARJUN, version=after.version), POLICY)
    assert back.reviewer == OWNED.reviewer


def test_nobody_who_has_left_is_given_a_packet():
    with pytest.raises(NotNowError):
        give(OWNED, OLIVE, Reviewer(Role.ACCOUNT_OWNER, MARCO), gone(MARCO))
