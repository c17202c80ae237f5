"""What comes up between Approve and hand-over takes the mail back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.stages.draft import choose_play, compose
from bot.stages.recheck import drift
from models.draft import Draft
from models.fact import Fact, FactKind
from models.packet import FollowUpPacket
from tests.bot.stages import ledger_builder as an

TWO = an.book(invoices=(an.invoice("1001"), an.invoice("1002")))


def approved(packet: FollowUpPacket) -> Draft:
    play = choose_play(packet, None)
    assert play is not None
    sender = an.POLICY.members["U0OLIVE"]
    return compose(packet, play=play, path=None, policy=an.POLICY, sender=sender, remittance=None)


def pressed(kind: FactKind, about: str = "") -> Fact:
    return replace(an.fact(kind, about), reason="They asked us", until=date(2026, 5, 20))


def with_facts(*facts: Fact) -> FollowUpPacket:
    return an.sorted_one(TWO, facts=facts)


APPEARED: list[tuple[Callable[[], FollowUpPacket], str]] = [
    (lambda: with_facts(pressed(FactKind.DO_NOT_CONTACT)), "Nobody of ours may write to this customer: by Olive"),
    (lambda: with_facts(pressed(FactKind.LEGAL_HOLD)), "Legal has stopped everything about this customer: by Olive"),
    (
        lambda: an.sorted_one(replace(TWO, account=an.account(do_not_contact=True))),
        "Nobody of ours may write to this customer: by the accounts source",
    ),
    (lambda: with_facts(pressed(FactKind.HOLD_ACCOUNT)), "on hold: the account by Olive Byrne until 20 May 2026"),
    (lambda: with_facts(pressed(FactKind.HOLD_INVOICE, "fennel\n1001")), "1001 is now left out: on hold by Olive"),
    (
        lambda: an.sorted_one(replace(TWO, promises=(an.promise(date(2026, 5, 20), "1002"),))),
        "1002 is now left out: promised for 20 May 2026",
    ),
    (
        lambda: an.sorted_one(replace(TWO, promises=(an.promise(date(2026, 5, 20)),))),
        "They promised to pay what is past due",
    ),
    (lambda: an.sorted_one(TWO, disputes=(an.dispute("1001"),)), "1001 is now left out: in dispute"),
    (
        lambda: an.sorted_one(replace(TWO, messages=(an.message("Please call me."),))),
        "ann@acme.example wrote after the approval.",
    ),
    (
        lambda: an.sorted_one(replace(TWO, messages=(an.message("We never ordered this."),))),
        "may be a challenge of what they owe",
    ),
    (lambda: an.sorted_one(replace(TWO, payments=(an.payment(2000),))), "covers all that is asked"),
    (lambda: an.sorted_one(replace(TWO, contacts=())), "ann@acme.example is no longer a verified contact"),
]


def test_nothing_moved_is_sent() -> None:
    packet = an.sorted_one(TWO)
    assert drift(approved(packet), packet, an.sorted_one(TWO)) == ()


@pytest.mark.parametrize(("now", "told"), APPEARED, ids=[told for _, told in APPEARED])
def test_a_gate_that_closed_since_takes_the_mail_back(now: Callable[[], FollowUpPacket], told: str) -> None:
    packet = an.sorted_one(TWO)
    assert told in " ".join(drift(approved(packet), packet, now()))


def test_a_suspicion_is_told_once() -> None:
    packet = an.sorted_one(TWO)
    now = an.sorted_one(replace(TWO, messages=(an.message("We never ordered this."),)))
    assert sum("may be a challenge" in moved for moved in drift(approved(packet), packet, now)) == 1
