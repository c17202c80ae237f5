"""What people did otherwise, by rule."""

from bot.stages.overrides import overridden
from models.audit import AuditEntry
from tests.bot.stages.ledger_builder import AT


def entry(what: str, rules: str) -> AuditEntry:
    return AuditEntry(at=AT, by_id="U0OLIVE", by_name="Olive", what=what, subject="packet:1", detail={"rules": rules})


def test_the_rule_with_most_presses_comes_first_and_a_press_counts_with_each_of_its_rules():
    found = overridden(
        [
            entry("packet.edit", "strategic_account renewal_near"),
            entry("packet.decline", "renewal_near"),
            entry("packet.edit", "renewal_near"),
            entry("packet.escalate", ""),
        ]
    )
    assert [(each.rule, each.presses) for each in found] == [
        ("renewal_near", (("edited", 2), ("declined", 1))),
        ("", (("escalated", 1),)),
        ("strategic_account", (("edited", 1),)),
    ]


def test_a_rejected_suspicion_counts_with_the_rule_that_raised_it():
    (found,) = overridden([], rejected=2)
    assert (found.rule, found.total) == ("challenge_suspected", 2)


def test_nothing_pressed_is_nothing():
    assert overridden([]) == ()
