"""Whose account it is: the CRM's owner while they are here, else somebody who is; never nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stages.account_owner import ownership
from bot.stages.context import line
from models.correspondence import ContactStatus
from models.ledger import Severity
from models.packet import ContextName, FollowUpPacket, Route
from models.people import Colleague, Inactive, Role, Roster
from tests.bot.stages import ledger_builder as an

MEMBERS = sorted(an.POLICY.members)


def roster(*gone: str, why: Inactive = Inactive.DEACTIVATED, **named: str) -> Roster:
    known = {
        user_id: Colleague(user_id=user_id, name=named.get(user_id, ""), as_of=an.TODAY, inactive=why)
        for user_id in gone
    }
    return Roster(colleagues=known, asked_on=an.TODAY)


def packet(owner_id: str | None, known: Roster, **book: object) -> FollowUpPacket:
    return an.sorted_one(an.book(account=an.account(owner_id=owner_id), **book), roster=known)


@pytest.mark.parametrize(
    ("owner", "known", "told"),
    [
        pytest.param("U0OLIVE", roster(), "Olive Byrne", id="here"),
        pytest.param("U0OLIVE", roster("U0MARCO"), "Olive Byrne", id="somebody else left"),
        pytest.param(
            "U0OLIVE",
            roster("U0OLIVE"),
            "Olive Byrne has left (Slack account deactivated); Arjun Rao has it meanwhile",
            id="left",
        ),
        pytest.param(
            "U0DANA",
            roster("U0DANA", U0DANA="Dana Whitlock"),
            "Dana Whitlock has left (Slack account deactivated); Arjun Rao has it meanwhile",
            id="left, and out of the policy",
        ),
        pytest.param(
            "U0DANA",
            roster(),
            "unknown: the one on record is not in the policy; Arjun Rao has it meanwhile",
            id="out of the policy",
        ),
        pytest.param(None, roster(), "unknown; Arjun Rao has it meanwhile", id="nobody on record"),
        pytest.param(
            "U0OLIVE",
            roster("U0OLIVE", why=Inactive.BOT),
            "Olive Byrne is a bot in Slack; Arjun Rao has it meanwhile",
            id="a bot",
        ),
        pytest.param(
            "U0OLIVE",
            roster("U0OLIVE", why=Inactive.NOT_FOUND),
            "Olive Byrne has no Slack account; Arjun Rao has it meanwhile",
            id="not found",
        ),
        pytest.param(
            "U0OLIVE",
            roster("U0OLIVE", "U0ARJUN"),
            "Olive Byrne has left (Slack account deactivated); Arjun Rao has left (Slack account deactivated);"
            " Freya Lindqvist has it meanwhile",
            id="the fallback owner left too",
        ),
        pytest.param(
            "U0ARJUN",
            roster("U0ARJUN"),
            "Arjun Rao has left (Slack account deactivated); Freya Lindqvist has it meanwhile",
            id="the fallback owner's own account",
        ),
    ],
)
def test_the_card_says_who_has_it_and_why(owner: str | None, known: Roster, told: str) -> None:
    found = line(packet(owner, known), ContextName.OWNER)

    assert found is not None
    assert found.text == told
    assert found.known is not told.endswith("has it meanwhile")


def test_a_departed_owner_is_an_exception_for_finance_with_both_records() -> None:
    found = packet("U0OLIVE", roster("U0OLIVE"))

    assert (found.route, found.owner_id) == (Route.EXCEPTION, "U0ARJUN")
    (reason,) = [each for each in found.reasons if each.rule == "unknown_owner"]
    assert reason.reviewer is Role.FINANCE
    assert [(each.origin.source, each.origin.row) for each in reason.evidence] == [
        ("books", "accounts.csv:2"),
        ("slack", "U0OLIVE"),
    ]


def test_a_graver_reason_keeps_its_route() -> None:
    found = packet("U0OLIVE", roster("U0OLIVE"), tickets=(an.ticket(severity=Severity.HIGH),))
    assert found.reasons[0].reviewer is Role.CUSTOMER_SUCCESS
    strategic = an.book(account=an.account(tier="strategic"), contacts=(an.contact(status=ContactStatus.VERIFIED),))
    assert an.sorted_one(strategic, roster=roster("U0OLIVE")).route is Route.EXECUTIVE_REVIEW


@given(owner=st.sampled_from([*MEMBERS, "U0DANA", None]), gone=st.sets(st.sampled_from([*MEMBERS, "U0DANA"])))
def test_an_account_is_never_unowned_nor_with_somebody_who_left(owner: str | None, gone: set[str]) -> None:
    found = ownership(an.account(owner_id=owner), an.POLICY, roster(*gone))

    assert found.user_id in an.POLICY.members
    here = {
        user_id
        for user_id, member in an.POLICY.members.items()
        if user_id not in gone and member.roles & {Role.FINANCE, Role.FINANCE_LEADERSHIP}
    }
    assert found.user_id not in gone or not here
    assert (found.why is None) is (owner in MEMBERS and owner not in gone)
