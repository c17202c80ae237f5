"""The policy file is another one than yesterday: it is on the record, told once, and old approvals are void."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.adapters.policy_file import load_policy
from bot.demo.office import CONFIG
from bot.flows.announce_policy import announce_policy
from models.controls import Action
from models.lifecycle import PacketState
from models.money import Money
from models.signature import SignatureRules
from tests.journeys.journey import CEDAR, FINLEAD, OLIVE, mails, next_morning, wait_out_undo


def told(hands):
    return [str(each) for each in hands.office.slack.messages(FINLEAD) if "The policy has changed" in str(each)]


def entries(hands):
    with hands.office.desk.store.transaction() as books:
        return [entry for _, entry, _ in books.audit_trail("policy")]


def under(hands, tmp_path, old="", new=""):
    """The office reads its policy anew, with one line changed."""
    path = tmp_path / "policy.toml"
    path.write_text((CONFIG / "policy.toml").read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    office = hands.office
    read = load_policy(path)
    told_of = {"signatures": read.signatures, "signatures_before": None}
    policy = replace(office.desk.policy, hash=read.hash, sections=read.sections, **told_of)
    office.desk = announce_policy(replace(office.desk, policy=policy))
    office.restart()
    office.deliver()


AMOUNTS = 'above = { EUR = "100000.00", USD = "100000.00", GBP = "100000.00" }'


def test_a_lowered_threshold_and_its_return_are_each_told_once_with_both_hashes(hands, tmp_path):
    under(hands, tmp_path)
    assert told(hands) == []
    for old, new in ((AMOUNTS, "above = {}"), ("", ""), (AMOUNTS, "above = {}")):
        under(hands, tmp_path, old, new)
        under(hands, tmp_path, old, new)
    assert len(told(hands)) == 3
    assert all("[signatures]" in each and "[limits]" not in each for each in told(hands))
    read, *changed = entries(hands)
    assert [entry.what for entry in (read, *changed)] == ["policy.read", *["policy.changed"] * 3]
    assert [entry.detail["before"] for entry in changed] == [entry.detail["hash"] for entry in (read, *changed[:-1])]
    assert read.detail["hash"] == changed[1].detail["hash"]


def test_what_was_approved_under_the_old_policy_does_not_leave(hands, tmp_path):
    under(hands, tmp_path)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    under(hands, tmp_path, AMOUNTS, "above = {}")
    wait_out_undo(hands)
    assert mails(hands) == []
    record = hands.packet(CEDAR)
    assert (record.state, record.drift) == (PacketState.POSTED, ("The policy has changed since the approval.",))


def test_what_the_policy_of_this_morning_wanted_signed_is_signed_until_tomorrow(hands, tmp_path):
    under(hands, tmp_path, AMOUNTS, 'above = { EUR = "1.00" }')
    for _ in range(2):
        # A start more forgets nothing.
        under(hands, tmp_path)
        hands.press(OLIVE, CEDAR, Action.APPROVE)
        assert "as it was before today's change" in hands.told(OLIVE)
        assert hands.packet(CEDAR).approval is None
    next_morning(hands)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert hands.packet(CEDAR).state is PacketState.APPROVED


def rules(*, executive=False, **above):
    return SignatureRules(executive_review=executive, above={each: Money(minor, each) for each, minor in above.items()})


@pytest.mark.parametrize(
    ("one", "other", "above"),
    [
        (rules(EUR=5), rules(EUR=3), {"EUR": 3}),
        (rules(), rules(EUR=3), {"EUR": 3}),
        # Beside another currency one that is not named is always signed.
        (rules(EUR=5), rules(EUR=3, USD=9), {"EUR": 3, "USD": 0}),
        (rules(EUR=5), rules(USD=9), {"EUR": 0, "USD": 0}),
        (rules(), rules(), {}),
    ],
)
def test_two_sets_of_rules_together_want_what_either_wants(one, other, above):
    for both in (one.together_with(other), other.together_with(one)):
        assert {each: money.minor for each, money in both.above.items()} == above
    assert replace(one, executive_review=False).together_with(rules(executive=True)).executive_review
