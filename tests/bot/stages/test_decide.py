"""Who may do what, on which version, in which state."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.policy_file import load_policy
from bot.errors import NotAllowedError, NotNowError, StaleVersionError
from bot.stages import decide, decide_hold, decide_path
from bot.stages.authority import has_rights, may_act
from bot.stages.decide import Press, authorise
from models.attachment import Attachment
from models.authority import MAY
from models.decision import Path as Way
from models.draft import Draft, Finding, Play, Tone, Weight
from models.evidence import Origin
from models.gate import Gate, GateEffect, GateKind
from models.hold import HoldKind, StandingHold
from models.ledger import Account
from models.lifecycle import PACKET_MOVES, PacketEvent, PacketState
from models.money import Money
from models.packet import FollowUpPacket, Route
from models.packet_record import PacketRecord
from models.people import Person, Reviewer, Role

POLICY = load_policy(Path(__file__).parents[3] / "config" / "policy.toml")
AT = datetime(2026, 5, 11, 8, tzinfo=UTC)
TODAY = date(2026, 5, 11)
OLIVE, MARCO, CARLA, ARJUN, FREYA, LENA = "U0OLIVE", "U0MARCO", "U0CARLA", "U0ARJUN", "U0FREYA", "U0LENA"
UNDECIDED = Gate(GateKind.PATH_UNDECIDED, GateEffect.NO_APPROVE, "Undecided.", "A path.")
UNREAD = Gate(GateKind.UNREAD_MESSAGE, GateEffect.NO_APPROVE, "Unread.", "Seen.")
NOBODY = Gate(GateKind.NO_VERIFIED_CONTACT, GateEffect.NO_APPROVE, "Nobody.", "A contact.")
CAPPED = Gate(GateKind.CONTACT_CAP, GateEffect.NO_CARD, "Too soon.", "A day.")
DRAFT = Draft(
    play=Play.REMINDER,
    tone=Tone.COURTESY,
    step=1,
    language="en",
    sender="a@fennel.example",
    reply_to="a@fennel.example",
    to=("b@c.example",),
    subject="s",
    body="b",
)


def person(user_id, **changes):
    member = POLICY.members.get(user_id)
    roles = member.roles if member else frozenset()
    return replace(Person(team_id="T", user_id=user_id, name=user_id, roles=roles), **changes)


def record(*gates, role=Role.ACCOUNT_OWNER, user_id=OLIVE, **changes):
    packet = FollowUpPacket(
        account=Account(id="C-1", origin=Origin("crm", "accounts.csv:2", TODAY)),
        entity="fennel",
        currency="EUR",
        as_of=TODAY,
        items=(),
        unapplied=Money(0, "EUR"),
        owner_id=OLIVE,
        route=Route.EXECUTIVE_REVIEW if UNDECIDED in gates else Route.ROUTINE,
        gates=gates,
    )
    base = PacketRecord(
        id="P1",
        packet=packet,
        state=PacketState.POSTED,
        version=3,
        reviewer=Reviewer(role, user_id),
        prepared_at=AT,
        draft=DRAFT,
    )
    return replace(base, **changes)


def press(user_id=OLIVE, version=3, **changes):
    return Press(person=person(user_id, **changes), version=version, at=AT)


LEADERSHIP = record(UNDECIDED, role=Role.FINANCE_LEADERSHIP, user_id=None)
FINANCE = record(role=Role.FINANCE, user_id=None)
OWNED = record()


@pytest.mark.parametrize(
    ("packet", "allowed"),
    [
        pytest.param(OWNED, {OLIVE, FREYA}, id="routine: its owner and finance leads"),
        pytest.param(FINANCE, {ARJUN, FREYA}, id="exception: the role that has it and finance leads"),
        pytest.param(LEADERSHIP, {FREYA, LENA}, id="before a path: leadership or legal only"),
    ],
)
def test_who_may_act(packet, allowed):
    everybody = (OLIVE, MARCO, CARLA, ARJUN, FREYA, LENA, "U0NOBODY")
    assert {user for user in everybody if may_act(packet, person(user), POLICY)} == allowed


def test_a_delegate_acts_in_the_reviewers_place():
    members = dict(POLICY.members) | {OLIVE: replace(POLICY.members[OLIVE], delegate=MARCO)}
    assert may_act(OWNED, person(MARCO), replace(POLICY, members=members))


@pytest.mark.parametrize("event", sorted(MAY))
@pytest.mark.parametrize("user", [OLIVE, FREYA])
def test_a_barred_person_may_do_nothing(event, user):
    with pytest.raises(NotAllowedError, match="Guests may not"):
        authorise(OWNED, event, press(user, barred="Guests may not."), POLICY)


@pytest.mark.parametrize("event", sorted(set(PacketEvent) - set(MAY)))
def test_what_is_the_machines_alone_no_person_may_press(event):
    with pytest.raises(NotAllowedError):
        authorise(OWNED, event, press(FREYA), POLICY)


@pytest.mark.parametrize("event", sorted(MAY))
@pytest.mark.parametrize("state", list(PacketState))
def test_a_press_needs_a_row_in_the_move_table(event, state):
    packet = replace(LEADERSHIP if "choose" in event else OWNED, state=state)
    if (state, event) in PACKET_MOVES:
        authorise(packet, event, press(FREYA), POLICY)
    else:
        with pytest.raises(NotNowError):
            authorise(packet, event, press(FREYA), POLICY)


@pytest.mark.parametrize("version", [pytest.param(2, id="older"), pytest.param(4, id="never shown")])
def test_a_press_names_the_version_it_saw(version):
    with pytest.raises(StaleVersionError):
        decide.approved(OWNED, press(version=version), POLICY)


def test_approve_binds_the_named_person_to_the_hash():
    after = decide.approved(OWNED, press(), POLICY)
    assert (after.state, after.version) == (PacketState.APPROVED, 4)
    assert after.approval.content_hash == DRAFT.content_hash()
    assert after.approval.by_id == OLIVE


@pytest.mark.parametrize(
    ("packet", "told"),
    [
        pytest.param(record(NOBODY), "Nobody", id="a closed gate"),
        pytest.param(record(CAPPED), "Too soon", id="a gate that keeps the card back, on a card already posted"),
        pytest.param(record(draft=None), "no draft", id="no draft"),
        pytest.param(record(findings=(Finding(Weight.HARD, "fee", "late fee"),)), "late fee", id="a hard finding"),
    ],
)
def test_what_keeps_approve_back(packet, told):
    with pytest.raises(NotNowError, match=told):
        decide.approved(packet, press(), POLICY)


@pytest.mark.parametrize(
    "packet",
    [
        pytest.param(record(UNREAD), id="an unread message: it is on the card"),
        pytest.param(record(findings=(Finding(Weight.SOFT, "tone", "asap"),)), id="a soft finding"),
    ],
)
def test_what_does_not_keep_approve_back(packet):
    assert decide.approved(packet, press(), POLICY).state is PacketState.APPROVED


@pytest.mark.parametrize(
    "field", ["sender", "reply_to", "to", "cc", "subject", "body", "attachments", "invoices", "amounts"]
)
def test_the_hash_moves_with_everything_that_would_leave(field):
    files = (Attachment(document="F-1", name="F-1.pdf", digest="0" * 64, size=1),)
    other = {"amounts": (Money(1, "EUR"),), "attachments": files}.get(
        field, ("x",) if isinstance(getattr(DRAFT, field), tuple) else "x"
    )
    assert replace(DRAFT, **{field: other}).content_hash() != DRAFT.content_hash()


def hold(given, kind=HoldKind.PACKET, until=None):
    return decide_hold.hold_by(OWNED, given, POLICY, kind=kind, until=until, today=TODAY)


@pytest.mark.parametrize("kind", [HoldKind.PACKET, HoldKind.INVOICE, HoldKind.ACCOUNT])
def test_a_hold_without_a_day_needs_a_finance_lead(kind):
    with pytest.raises(NotNowError, match="finance lead"):
        hold(press(), kind)
    assert hold(press(FREYA), kind).until is None


@pytest.mark.parametrize("kind", [HoldKind.DO_NOT_CONTACT, HoldKind.LEGAL_HOLD])
def test_only_leadership_and_legal_say_that_nobody_writes(kind):
    with pytest.raises(NotAllowedError, match="Finance leadership or legal"):
        hold(press(), kind, TODAY + timedelta(days=3))
    assert hold(press(FREYA), kind).until is None
    assert hold(press(LENA), kind).until is None


@pytest.mark.parametrize("kind", HoldKind)
def test_a_hold_that_is_over_today_is_refused(kind):
    with pytest.raises(NotNowError, match="must come after today"):
        hold(press(FREYA), kind, TODAY)


@pytest.mark.parametrize(
    ("kind", "who", "may"),
    [
        pytest.param(HoldKind.DO_NOT_CONTACT, LENA, True, id="legal lifts what stops every message"),
        pytest.param(HoldKind.LEGAL_HOLD, FREYA, True, id="so does a finance lead"),
        pytest.param(HoldKind.LEGAL_HOLD, OLIVE, False, id="the owner does not"),
        pytest.param(HoldKind.ACCOUNT, OLIVE, True, id="the owner lifts any other hold"),
        pytest.param(HoldKind.INVOICE, FREYA, True, id="a finance lead lifts every one"),
        pytest.param(HoldKind.INVOICE, LENA, False, id="legal no ordinary one"),
        pytest.param(HoldKind.ACCOUNT, CARLA, True, id="who put it on lifts it"),
        pytest.param(HoldKind.ACCOUNT, ARJUN, False, id="somebody else does not"),
    ],
)
def test_who_may_lift_a_hold(kind, who, may):
    found = StandingHold(kind=kind, origin=Origin("desk", "x", TODAY), by_id=CARLA, by_name="Carla")
    assert decide_hold.may_lift(found, OLIVE, person(who), POLICY) is may
    assert not decide_hold.may_lift(found, OLIVE, person(who, barred="Deactivated."), POLICY)


@pytest.mark.parametrize(
    ("path", "state", "reviewer"),
    [
        pytest.param(Way.NOTE_BY_OWNER, PacketState.POSTED, Reviewer(Role.ACCOUNT_OWNER, OLIVE), id="note"),
        pytest.param(Way.REST_ONLY, PacketState.POSTED, Reviewer(Role.ACCOUNT_OWNER, OLIVE), id="rest"),
        pytest.param(Way.FINANCE_TAKES_OVER, PacketState.POSTED, Reviewer(Role.FINANCE), id="finance"),
        pytest.param(Way.OWNER_CALLS, PacketState.HELD, Reviewer(Role.ACCOUNT_OWNER, "U0OLIVE"), id="call"),
        pytest.param(Way.HOLD, PacketState.HELD, Reviewer(Role.FINANCE_LEADERSHIP), id="hold"),
    ],
)
def test_where_each_path_leads(path, state, reviewer):
    after = decide_path.path_chosen(LEADERSHIP, press(FREYA), POLICY, path=path, until=date(2026, 5, 14), today=TODAY)
    assert (after.state, after.reviewer) == (state, reviewer)


def test_an_escalation_to_whom_already_has_it_is_refused():
    with pytest.raises(NotNowError, match="already with finance"):
        decide.escalated(FINANCE, press(ARJUN), POLICY, asked=Role.FINANCE, question="?")


@pytest.mark.parametrize(
    ("user", "allowed"),
    [
        pytest.param(OLIVE, True, id="its owner"),
        pytest.param(MARCO, False, id="another owner"),
        pytest.param(CARLA, True, id="customer success"),
        pytest.param(ARJUN, True, id="the AR specialist"),
        pytest.param(LENA, True, id="legal"),
        pytest.param("U0NOBODY", False, id="nobody"),
    ],
)
def test_rights_on_an_account(user, allowed):
    assert has_rights(OLIVE, person(user), POLICY) is allowed
