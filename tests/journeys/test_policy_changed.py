"""The policy file is another one than yesterday: it is on the record, told once, and old approvals are void."""

from __future__ import annotations

from dataclasses import replace

from bot.adapters.policy_file import load_policy
from bot.demo.office import CONFIG
from bot.flows.announce_policy import announce_policy
from models.controls import Action
from models.lifecycle import PacketState
from tests.journeys.journey import CEDAR, FINLEAD, OLIVE, mails, wait_out_undo


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
    policy = replace(office.desk.policy, hash=read.hash, sections=read.sections, signatures=read.signatures)
    office.desk = replace(office.desk, policy=policy)
    office.restart()
    announce_policy(office.desk)
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
