"""Who may read words with a label: a person by their roles, a channel by those of everybody the policy puts there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stages.labels import ANYBODY, in_channel, in_person, may_read, shown
from models.hold import HoldKind, StandingHold
from models.label import MOST_READERS, Label
from models.people import Person, Role
from models.policy import Policy
from tests.bot.stages.packet_builder import ORIGIN, a_packet, a_policy
from tests.bot.stages.test_routes import a_member

OWNER, LEADS, LEGAL, FINANCE = Role.ACCOUNT_OWNER, Role.FINANCE_LEADERSHIP, Role.LEGAL, Role.FINANCE
CANARY = "Kanarienvogel"
_KINDS = {Label.LEGAL: HoldKind.LEGAL_HOLD, Label.DO_NOT_CONTACT: HoldKind.DO_NOT_CONTACT}


def a_firm(**labels: set[Role]) -> Policy:
    members = [
        a_member("UOWN", OWNER, channel="COWN", delegate="UFIN"),
        a_member("UOTHER", OWNER, channel="COTHER"),
        a_member("UFIN", FINANCE),
        a_member("ULEAD", LEADS),
    ]
    channels = {FINANCE: "CFIN", LEADS: "CLEADS", LEGAL: "CLEADS", Role.CUSTOMER_SUCCESS: "CFIN"}
    narrowed = {Label(label): frozenset(roles) for label, roles in labels.items()}
    named = {each.user_id: each for each in members}
    return a_policy(members=named, channels=channels, labels=narrowed, fallback_owner="UOWN")


def a_hold(kind: HoldKind) -> StandingHold:
    return StandingHold(kind=kind, origin=ORIGIN, reason=CANARY, by_id="ULEAD", by_name="Freya")


@pytest.mark.parametrize(
    ("label", "readers", "channels"),
    [
        pytest.param(Label.LEGAL, None, {"CLEADS"}, id="why legal stopped them is leadership's and legal's"),
        pytest.param(Label.LEGAL, {LEGAL}, set(), id="a channel of two roles shows what both may read"),
        pytest.param(Label.DO_NOT_CONTACT, {OWNER}, {"COTHER"}, id="a delegate who may not read along counts"),
        pytest.param(Label.DO_NOT_CONTACT, {OWNER, FINANCE}, {"COWN", "COTHER"}, id="one who may does not"),
        pytest.param(Label.DO_NOT_CONTACT, None, {"COWN", "COTHER", "CFIN", "CLEADS", "C0NEW", ""}, id="everybody's"),
    ],
)
def test_a_channel_shows_what_each_of_its_roles_and_people_may_read(label, readers, channels):
    policy = a_firm(**({label.value: readers} if readers else {}))
    every = ("COWN", "COTHER", "CFIN", "CLEADS", "C0NEW", "")
    assert {one for one in every if may_read(label, in_channel(one, policy), policy)} == channels


def test_somebody_barred_reads_only_what_everybody_may():
    gone = Person(team_id="T", user_id="ULEAD", name="Freya", roles=frozenset({LEADS}), barred="deactivated")
    policy = a_firm()
    assert not may_read(Label.LEGAL, in_person(gone), policy)
    assert may_read(Label.LEGAL, in_person(replace(gone, barred=None)), policy)


def test_in_the_place_of_the_words_stands_who_sees_them():
    packet = a_packet(holds=(a_hold(HoldKind.DO_NOT_CONTACT),))
    (hold,) = shown(packet, ANYBODY, a_firm(do_not_contact={LEADS, OWNER, LEGAL})).holds
    assert hold.reason == "sensitive, account owner, finance leadership and legal see why"
    (hold,) = shown(packet, ANYBODY, a_firm(do_not_contact={LEGAL})).holds
    assert hold.reason == "sensitive, legal sees why"


def test_every_label_stands_on_a_kind_of_hold():
    assert set(_KINDS) == set(Label)


@settings(max_examples=300, deadline=None)
@given(label=st.sampled_from(tuple(Label)), data=st.data())
def test_whoever_has_none_of_the_roles_never_has_the_words(label: Label, data: st.DataObject) -> None:
    most = sorted(MOST_READERS[label])
    readers = frozenset(data.draw(st.sets(st.sampled_from(most), min_size=1)))
    audience = tuple(map(frozenset, data.draw(st.lists(st.sets(st.sampled_from(tuple(Role)), max_size=3), max_size=4))))
    policy = a_firm(**{label.value: set(readers)})
    told = str(shown(a_packet(holds=(a_hold(_KINDS[label]),)), audience, policy))
    is_for_all = readers == frozenset(Role)
    assert (CANARY in told) == (is_for_all or (bool(audience) and all(readers & each for each in audience)))
