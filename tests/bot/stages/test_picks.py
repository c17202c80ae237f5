"""What a person may pick for a draft: verified recipients, and a tone no firmer than the reasons allow."""

from dataclasses import replace

import pytest

from bot.errors import NotAllowedError
from bot.stages.picks import addressed, addressees, manners, picked, still_possible
from bot.stages.tone import CEILINGS
from models.correspondence import Contact, ContactStatus
from models.draft import NO_PICKS, Picks, Play, Tone
from models.packet import Reason, Route
from models.people import Role
from tests.bot.cards import record_builder as b

BASE = b.record().packet
ADA = BASE.recipient
BEN = Contact(
    id="k-2",
    account_id=ADA.account_id,
    name="Ben Ode",
    email=f"ben@{ADA.email.partition('@')[2]}",
    status=ContactStatus.VERIFIED,
    origin=b.origin("contacts.csv:9", "crm"),
)
LEFT = replace(BEN, id="k-3", name="Cy", email=f"cy@{ADA.email.partition('@')[2]}", status=ContactStatus.LEFT)
PACKET = replace(BASE, contacts=(ADA, BEN, LEFT), reasons=(), gates=(), route=Route.ROUTINE)


def pick(packet=PACKET, **chosen):
    return picked(packet, None, b.POLICY, Picks(**chosen))


def because(rule):
    return Reason(rule=rule, route=Route.EXCEPTION, reviewer=Role.FINANCE, sentence="")


def test_verified_contacts_may_be_addressed_and_nobody_else():
    assert [each.email for each in addressees(PACKET)] == [ADA.email, BEN.email]
    assert pick(to=BEN.email, cc=(ADA.email,)) == Picks(to=BEN.email, cc=(ADA.email,))
    for chosen in ({"to": LEFT.email}, {"cc": (LEFT.email,)}, {"cc": ("x@elsewhere.example",)}):
        with pytest.raises(NotAllowedError, match="not a verified contact"):
            pick(**chosen)


def test_what_the_machine_would_do_anyway_is_no_pick():
    assert pick(to=ADA.email, cc=(ADA.email,)) == NO_PICKS


def test_a_picked_recipient_is_the_one_the_letter_greets():
    assert addressed(PACKET, Picks(to=BEN.email)).recipient == BEN
    assert addressed(PACKET, NO_PICKS) is PACKET


@pytest.mark.parametrize("rule", sorted(CEILINGS))
def test_no_tone_above_the_ceiling_of_any_reason_is_offered_or_taken(rule):
    packet = replace(PACKET, reasons=(because(rule),))
    order = list(Tone)
    top = min(CEILINGS[rule], Tone.FIRM, key=order.index)
    offered = manners(packet, Play.REMINDER, None, b.POLICY)
    assert all(order.index(tone) <= order.index(top) for _, tone in offered)


def test_a_formal_letter_is_nobodys_choice():
    assert Tone.FORMAL not in {tone for _, tone in manners(PACKET, Play.REMINDER, None, b.POLICY)}
    with pytest.raises(NotAllowedError, match="more than this account allows"):
        pick(manner=(3, Tone.FORMAL))


def test_picks_that_new_facts_forbid_are_dropped_and_told():
    draft = replace(b.draft(), picks=Picks(to=BEN.email, cc=(ADA.email,), manner=(3, Tone.FIRM)))
    now = replace(PACKET, contacts=(ADA, replace(BEN, status=ContactStatus.LEFT)), reasons=(because("contact_left"),))
    kept, told = still_possible(draft, now, None, b.POLICY)
    assert kept == Picks(cc=(ADA.email,))
    assert told == (
        f"{BEN.email} is no longer a verified contact.",
        "The tone you chose is more than the account allows now.",
    )
    assert still_possible(None, now, None, b.POLICY) == (NO_PICKS, ())
