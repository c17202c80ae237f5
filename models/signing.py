"""Which signatures a text needs and who may give them. The decision and the card ask the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from models.draft import Draft, Finding, Tone, Weight
from models.gate import GateKind
from models.lifecycle import PacketState
from models.money import total
from models.packet import Route
from models.packet_record import PacketRecord
from models.people import LEADERSHIP, Person, Role
from models.policy import Policy
from models.signature import Signature, SignatureRules, SignedFor

#: Whose signature it takes.
SIGNERS: Mapping[SignedFor, frozenset[Role]] = {
    SignedFor.HARD_FINDING: LEADERSHIP,
    SignedFor.FORMAL_TONE: frozenset({Role.FINANCE_LEADERSHIP}),
    SignedFor.EXECUTIVE_REVIEW: LEADERSHIP,
    SignedFor.LARGE_AMOUNT: LEADERSHIP,
    SignedFor.NEW_RECIPIENT: LEADERSHIP,
    SignedFor.TOUCHING_EDIT: LEADERSHIP,
}
#: Where the policy wants two people, who signed does not also approve.
TWO_PEOPLE = frozenset({SignedFor.EXECUTIVE_REVIEW, SignedFor.LARGE_AMOUNT, SignedFor.NEW_RECIPIENT})


@dataclass(frozen=True, slots=True)
class Need:
    """One signature that a text needs, and why: "the tone is formal"."""

    signed_for: SignedFor
    why: str

    @property
    def signers(self) -> frozenset[Role]:
        """Any of these."""
        return SIGNERS[self.signed_for]


def needed(record: PacketRecord, policy: Policy) -> tuple[Need, ...]:
    """Every signature this text needs, given or not; of a text the machine wrote no hard finding can be signed."""
    draft = record.draft
    if draft is None:
        return ()
    found = tuple(_needs(record, draft, policy.signatures))
    before = policy.signatures_before
    if before is None or record.packet.as_of > before.until:
        return found
    known = {need.signed_for for need in found}
    more = (need for need in _needs(record, draft, before.rules) if need.signed_for not in known)
    return (*found, *(replace(need, why=f"{need.why}, as it was before today's change") for need in more))


def _needs(record: PacketRecord, draft: Draft, rules: SignatureRules) -> Iterator[Need]:
    hard = hard_findings(record.findings)
    if hard and draft.edited_by is not None:
        number = "one thing" if len(hard) == 1 else f"{len(hard)} things"
        yield Need(SignedFor.HARD_FINDING, f"the guard stops {number} in a text that a person wrote")
    if draft.tone is Tone.FORMAL:
        yield Need(SignedFor.FORMAL_TONE, "the tone is formal")
    if record.packet.route is Route.EXECUTIVE_REVIEW and rules.executive_review:
        yield Need(SignedFor.EXECUTIVE_REVIEW, "it is an executive review")
    if _is_large(draft, rules):
        yield Need(SignedFor.LARGE_AMOUNT, "it asks for more than the policy lets one person ask for")
    if rules.new_recipient and (new := _new_recipients(record, draft)):
        yield Need(SignedFor.NEW_RECIPIENT, f"it is the first mail to {', '.join(new)}")
    if rules.edits and draft.altered:
        yield Need(SignedFor.TOUCHING_EDIT, f"a person changed {' and '.join(draft.altered)}")


def _new_recipients(record: PacketRecord, draft: Draft) -> tuple[str, ...]:
    new = {each.casefold() for each in record.packet.new_addresses}
    return tuple(each for each in (*draft.to, *draft.cc) if each.casefold() in new)


def _is_large(draft: Draft, rules: SignatureRules) -> bool:
    above = rules.above
    if not above or not draft.amounts:
        return False
    currency = draft.amounts[0].currency
    most = above.get(currency)
    return most is None or total(draft.amounts, currency) > most


def hard_findings(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What the guard does not let out by itself."""
    return tuple(finding for finding in findings if finding.weight is Weight.HARD)


def valid(record: PacketRecord) -> tuple[Signature, ...]:
    """The signatures of exactly the text that is there now."""
    draft = record.draft
    found = record.signatures if draft is not None else ()
    return tuple(each for each in found if draft is not None and each.content_hash == draft.content_hash())


def missing(record: PacketRecord, policy: Policy) -> tuple[Need, ...]:
    """What is needed and not signed yet."""
    return tuple(need for need in needed(record, policy) if not _is_signed(need, record))


def _is_signed(need: Need, record: PacketRecord) -> bool:
    signed = [each for each in valid(record) if need.signed_for in each.signed_for]
    if need.signed_for is SignedFor.HARD_FINDING:
        hard = set(hard_findings(record.findings))
        return any(hard <= set(each.findings) for each in signed)
    return bool(signed)


def signed_findings(record: PacketRecord) -> frozenset[Finding]:
    """The hard findings for which somebody has put their name to this text."""
    return frozenset(finding for each in valid(record) for finding in each.findings)


def unsigned_findings(record: PacketRecord) -> tuple[Finding, ...]:
    """The hard findings that keep this text back."""
    known = signed_findings(record)
    return tuple(finding for finding in hard_findings(record.findings) if finding not in known)


def can_sign(record: PacketRecord, person: Person, policy: Policy) -> tuple[Need, ...]:
    """What is missing that this person may sign: never a text with words of their own in it."""
    if person.barred or wrote(record, person):
        return ()
    return tuple(need for need in missing(record, policy) if person.roles & need.signers)


def wrote(record: PacketRecord, person: Person) -> bool:
    """Whether words of theirs may be in the text."""
    draft = record.draft
    return draft is not None and person.user_id in {draft.edited_by, *draft.editors}


def must_leave_approving(record: PacketRecord, person: Person) -> bool:
    """Whether they signed where the policy wants somebody else to approve."""
    theirs = (each for each in valid(record) if each.by_id == person.user_id)
    return any(TWO_PEOPLE & set(each.signed_for) for each in theirs)


def waits(record: PacketRecord, policy: Policy) -> bool:
    """Whether a signature is the next thing this packet needs: nothing else but an unread message is in the way."""
    is_clear = all(gate.kind is GateKind.UNREAD_MESSAGE for gate in record.packet.gates)
    return record.state is PacketState.POSTED and record.has_card and is_clear and bool(missing(record, policy))


def asked_first(record: PacketRecord, policy: Policy) -> Role:
    """Who is called to sign: finance leadership, or legal where every finance lead wrote it or may not."""
    roles = frozenset[Role].intersection(*(need.signers for need in missing(record, policy)))
    writers = {record.draft.edited_by, *record.draft.editors} if record.draft else set()
    for role in (Role.FINANCE_LEADERSHIP, Role.LEGAL):
        others = (each for each in policy.members.values() if role in each.roles and each.user_id not in writers)
        if role in roles and next(others, None) is not None:
            return role
    return Role.FINANCE_LEADERSHIP


def waiting_words(need: Need) -> str:
    """Whose turn it is: "Waits for a finance lead to sign: the tone is formal"."""
    return f"Waits for {_signer(need)} to sign: {need.why}"


def _signer(need: Need) -> str:
    return "a finance lead or legal" if Role.LEGAL in need.signers else "a finance lead"
