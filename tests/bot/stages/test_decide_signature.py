"""Which signatures a text needs, who may give them, and what takes them off again."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.errors import NotAllowedError, NotNowError, StaleVersionError
from bot.stages import decide
from bot.stages.decide import Press
from bot.stages.decide_signature import signed
from models.draft import Draft, Finding, Play, Tone, Weight
from models.gate import Gate, GateEffect, GateKind
from models.lifecycle import PACKET_MOVES, PacketEvent, PacketState
from models.money import Money
from models.packet import Route
from models.packet_record import PacketRecord
from models.people import Person, Reviewer, Role
from models.policy import Member, Policy
from models.signature import SignatureRules, SignedFor
from models.signing import asked_first, missing, needed, waits
from tests.bot.stages.packet_builder import OLIVE as OWNER
from tests.bot.stages.packet_builder import a_packet, a_policy

OLIVE, DAN, FREYA, FINN, LENA, ARJUN = "U01", "U02", "U03", "U04", "U05", "U06"
ROLES = {
    OLIVE: Role.ACCOUNT_OWNER,
    DAN: Role.ACCOUNT_OWNER,
    FREYA: Role.FINANCE_LEADERSHIP,
    FINN: Role.FINANCE_LEADERSHIP,
    LENA: Role.LEGAL,
    ARJUN: Role.FINANCE,
}
MEMBERS = {
    user: Member(user_id=user, name=user, email=f"{user}@fennel.example", roles=frozenset({role}))
    for user, role in ROLES.items()
} | {OLIVE: replace(OWNER, delegate=DAN)}
AT = datetime(2026, 6, 27, 8, tzinfo=UTC)
AMOUNT = Finding(Weight.HARD, "wrong_amount", "€999.00", "€1,234.50")
FEE = Finding(Weight.HARD, "invented_fee", "late fee")
SOFT = Finding(Weight.SOFT, "unknown_name", "Bert")
TEXT = Draft(
    play=Play.REMINDER,
    tone=Tone.NUDGE,
    step=2,
    language="en",
    sender="ar@fennel.example",
    reply_to="ar@fennel.example",
    to=("anna.keller@brightwater.example",),
    subject="Invoice INV-1007",
    body="Please pay €999.00.",
    invoices=("INV-1007",),
    amounts=(Money(123_450, "EUR"),),
)
EDITED = replace(TEXT, edited_by=OLIVE, editors=(OLIVE,))


def policy(*, executive: bool = False, **above: int) -> Policy:
    limits = {currency: Money(minor, currency) for currency, minor in above.items()}
    return a_policy(members=MEMBERS, signatures=SignatureRules(executive_review=executive, above=limits))


POLICY = policy()


def record(draft: Draft | None = EDITED, *findings: Finding, **changes: Any) -> PacketRecord:
    packet = a_packet(**{key: changes.pop(key) for key in ("gates", "route") if key in changes})
    base = PacketRecord(
        id="P1",
        packet=packet,
        state=PacketState.POSTED,
        version=3,
        reviewer=Reviewer(Role.ACCOUNT_OWNER, OLIVE),
        prepared_at=AT,
        draft=draft,
        findings=findings,
    )
    return replace(base, **changes)


def person(user: str, **changes: Any) -> Person:
    return replace(Person(team_id="T", user_id=user, name=user, roles=frozenset({ROLES[user]})), **changes)


def press(user: str, version: int = 3, **changes: Any) -> Press:
    return Press(person=person(user, **changes), version=version, at=AT, reason="Agreed on the phone.")


def kinds(one: PacketRecord, rules: Policy = POLICY) -> list[SignedFor]:
    return [need.signed_for for need in needed(one, rules)]


FORMAL = replace(TEXT, tone=Tone.FORMAL)
EXECUTIVE = record(TEXT, route=Route.EXECUTIVE_REVIEW)


@pytest.mark.parametrize(
    ("packet", "rules", "expected"),
    [
        pytest.param(record(TEXT), POLICY, [], id="an ordinary text"),
        pytest.param(record(EDITED, SOFT), POLICY, [], id="a soft finding"),
        pytest.param(record(EDITED, AMOUNT), POLICY, [SignedFor.HARD_FINDING], id="a hard finding on an edit"),
        pytest.param(record(TEXT, AMOUNT), POLICY, [], id="of the machine's text a hard finding is nobody's to sign"),
        pytest.param(record(FORMAL), POLICY, [SignedFor.FORMAL_TONE], id="a formal tone"),
        pytest.param(EXECUTIVE, POLICY, [], id="an executive review where the policy says the path is enough"),
        pytest.param(EXECUTIVE, policy(executive=True), [SignedFor.EXECUTIVE_REVIEW], id="and where it is not"),
        pytest.param(EXECUTIVE, a_policy(), [SignedFor.EXECUTIVE_REVIEW], id="nobody said: the careful answer"),
        pytest.param(record(TEXT), policy(EUR=123_450), [], id="exactly the amount"),
        pytest.param(record(TEXT), policy(EUR=123_449), [SignedFor.LARGE_AMOUNT], id="a cent more"),
        pytest.param(record(TEXT), policy(USD=1), [SignedFor.LARGE_AMOUNT], id="a currency nobody named"),
        pytest.param(record(replace(TEXT, amounts=())), policy(EUR=1), [], id="a mail that asks for no money"),
        pytest.param(record(None, route=Route.EXECUTIVE_REVIEW), policy(executive=True), [], id="no draft"),
    ],
)
def test_which_signatures_a_text_needs(packet: PacketRecord, rules: Policy, expected: list[SignedFor]) -> None:
    assert kinds(packet, rules) == expected


@pytest.mark.parametrize(
    ("packet", "may"),
    [
        pytest.param(record(EDITED, AMOUNT), {FREYA, FINN, LENA}, id="a finding: finance leadership or legal"),
        pytest.param(record(FORMAL), {FREYA, FINN}, id="a formal tone: finance leadership"),
        pytest.param(
            record(replace(TEXT, edited_by=FREYA, editors=(FREYA,)), AMOUNT), {FINN, LENA}, id="never the editor"
        ),
        pytest.param(
            record(replace(TEXT, edited_by=OLIVE, editors=(FREYA, OLIVE)), AMOUNT),
            {FINN, LENA},
            id="nor who edited before the last editor",
        ),
        pytest.param(record(replace(TEXT, tone=Tone.FORMAL, edited_by=FREYA)), {FINN}, id="whatever it needs"),
    ],
)
def test_who_may_sign(packet: PacketRecord, may: set[str]) -> None:
    for user in ROLES:
        if user in may:
            assert signed(packet, press(user), POLICY).signatures[0].by_id == user
        else:
            with pytest.raises(NotAllowedError, match="Nothing was changed"):
                signed(packet, press(user), POLICY)


def test_a_barred_lead_signs_nothing() -> None:
    with pytest.raises(NotAllowedError, match="Guests may not"):
        signed(record(EDITED, AMOUNT), press(FREYA, barred="Guests may not."), POLICY)


def test_a_signature_is_bound_to_the_text_the_version_and_the_findings() -> None:
    after = signed(record(EDITED, AMOUNT, SOFT), press(FREYA), POLICY)
    (name,) = after.signatures
    assert (name.content_hash, name.version, name.findings) == (EDITED.content_hash(), 3, (AMOUNT,))
    assert name.reason == "Agreed on the phone."
    assert (after.state, after.version, after.last.event) == (PacketState.POSTED, 4, PacketEvent.SIGN)
    assert missing(after, POLICY) == ()


@pytest.mark.parametrize("version", [2, 4])
def test_a_signature_on_another_version_is_refused(version: int) -> None:
    with pytest.raises(StaleVersionError):
        signed(record(EDITED, AMOUNT), press(FREYA, version), POLICY)


@pytest.mark.parametrize("state", [state for state in PacketState if (state, PacketEvent.SIGN) not in PACKET_MOVES])
def test_nothing_is_signed_that_is_not_on_a_card(state: PacketState) -> None:
    with pytest.raises(NotNowError):
        signed(record(EDITED, AMOUNT, state=state), press(FREYA), POLICY)


def test_approve_waits_and_says_for_whom_and_for_what() -> None:
    told = r"Waits for a finance lead or legal to sign: .* “€999.00” \(wrong_amount\)"
    with pytest.raises(NotNowError, match=told):
        decide.approved(record(EDITED, AMOUNT), press(OLIVE), POLICY)
    with pytest.raises(NotNowError, match="Waits for a finance lead to sign: the tone is formal"):
        decide.approved(record(FORMAL), press(OLIVE), POLICY)


def test_a_finding_in_the_machines_text_is_edited_and_not_signed() -> None:
    with pytest.raises(NotNowError, match="No signature is missing"):
        signed(record(TEXT, AMOUNT), press(FREYA), POLICY)
    with pytest.raises(NotNowError, match="Edit it first"):
        decide.approved(record(TEXT, AMOUNT), press(OLIVE), POLICY)


def test_once_signed_the_owner_approves() -> None:
    after = signed(record(EDITED, AMOUNT), press(FREYA), POLICY)
    approved = decide.approved(after, press(OLIVE, 4), POLICY)
    assert approved.state is PacketState.APPROVED
    assert approved.signatures == after.signatures


def test_a_signature_for_one_finding_is_none_for_another() -> None:
    after = signed(record(EDITED, AMOUNT), press(FREYA), POLICY)
    more = replace(after, findings=(AMOUNT, FEE))
    assert [need.signed_for for need in missing(more, POLICY)] == [SignedFor.HARD_FINDING]
    with pytest.raises(NotNowError):
        decide.approved(more, press(OLIVE, 4), POLICY)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"body": "Please pay €998.00."}, id="the text"),
        pytest.param({"subject": "Another"}, id="the subject"),
        pytest.param({"to": ("somebody@else.example",)}, id="the recipient"),
        pytest.param({"cc": ("somebody@else.example",)}, id="a copy"),
        pytest.param({"invoices": ("INV-1",)}, id="the lines"),
        pytest.param({"amounts": (Money(1, "EUR"),)}, id="the amounts"),
    ],
)
def test_a_signature_of_another_text_counts_for_nothing(changed: dict[str, Any]) -> None:
    after = signed(record(EDITED, AMOUNT), press(FREYA), POLICY)
    other = replace(after, draft=replace(EDITED, **changed))
    assert missing(other, POLICY)
    with pytest.raises(NotNowError):
        decide.approved(other, press(OLIVE, 4), POLICY)


#: Whoever has the card next reads the same text.
KEPT = {
    PacketEvent.SIGN,
    PacketEvent.APPROVE,
    PacketEvent.ESCALATE,
    PacketEvent.ANSWER,
    PacketEvent.REROUTE,
}
KEPT |= {PacketEvent.HAND_OVER, PacketEvent.CONFIRM, PacketEvent.DEFER}


@pytest.mark.parametrize(("state", "event"), PACKET_MOVES, ids=lambda each: each.value)
def test_every_other_move_takes_the_signatures_off(state: PacketState, event: PacketEvent) -> None:
    before = replace(signed(record(EDITED, AMOUNT), press(FREYA), POLICY), state=state)
    after = decide.by_job(before, event, AT)
    assert bool(after.signatures) is (event in KEPT)


def test_an_edit_after_signing_needs_a_new_signature() -> None:
    after = signed(record(EDITED, AMOUNT), press(FREYA), POLICY)
    again = decide.edited(after, press(OLIVE, 4), POLICY, EDITED, (AMOUNT,))
    assert again.signatures == ()
    assert missing(again, POLICY)


def test_everybody_who_edited_is_remembered_until_the_text_is_the_banks_again() -> None:
    first = decide.edited(record(EDITED), press(DAN), POLICY, replace(TEXT, edited_by=DAN), ())
    assert first.draft is not None
    assert first.draft.editors == (OLIVE, DAN)
    bank = decide.edited(first, press(DAN, 4), POLICY, TEXT, ())
    assert bank.draft is not None
    assert bank.draft.editors == ()


def test_where_the_policy_wants_two_people_who_signed_does_not_approve() -> None:
    rules = policy(EUR=1)
    after = signed(record(TEXT), press(FREYA), rules)
    with pytest.raises(NotAllowedError, match="somebody else approves"):
        decide.approved(after, press(FREYA, 4), rules)
    assert decide.approved(after, press(FINN, 4), rules).state is PacketState.APPROVED


def test_one_press_signs_all_that_a_person_may_and_leaves_the_rest() -> None:
    text = replace(EDITED, tone=Tone.FORMAL)
    by_legal = signed(record(text, AMOUNT), press(LENA), POLICY)
    assert [need.signed_for for need in missing(by_legal, POLICY)] == [SignedFor.FORMAL_TONE]
    by_lead = signed(by_legal, press(FREYA, 4), POLICY)
    assert missing(by_lead, POLICY) == ()
    assert [each.by_id for each in by_lead.signatures] == [LENA, FREYA]


def test_no_signature_stands_in_for_a_gate() -> None:
    nobody = Gate(GateKind.NO_VERIFIED_CONTACT, GateEffect.NO_APPROVE, "Nobody.", "A contact.")
    unread = Gate(GateKind.UNREAD_MESSAGE, GateEffect.NO_APPROVE, "Unread.", "Seen.")
    with pytest.raises(NotNowError, match="Nobody"):
        signed(record(EDITED, AMOUNT, gates=(nobody,)), press(FREYA), POLICY)
    assert not waits(record(EDITED, AMOUNT, gates=(nobody,)), POLICY)
    assert waits(record(EDITED, AMOUNT, gates=(unread,)), POLICY)


@pytest.mark.parametrize(
    ("editors", "role"),
    [
        pytest.param((OLIVE,), Role.FINANCE_LEADERSHIP, id="finance leadership"),
        pytest.param((FREYA,), Role.FINANCE_LEADERSHIP, id="another finance lead"),
        pytest.param((FREYA, FINN), Role.LEGAL, id="legal, where every finance lead has written in it"),
    ],
)
def test_who_is_called_to_sign(editors: tuple[str, ...], role: Role) -> None:
    text = replace(TEXT, edited_by=editors[-1], editors=editors)
    assert asked_first(record(text, AMOUNT), POLICY) is role
