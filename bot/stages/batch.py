"""Which mails one press may approve together: like routine mails in which there is nothing to look at twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot import wording
from models.batch import Batch, NotIn
from models.draft import NO_PICKS, Draft
from models.lifecycle import PacketState
from models.packet import Route
from models.packet_record import PacketRecord
from models.policy import Policy
from models.signing import needed

#: Mails in one form; more are not read but waved through.
MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A packet as it stands, and what only its card knows."""

    record: PacketRecord
    #: Business-local day of its billing entity.
    today: date
    #: Everything under *Unsure about* on its card.
    doubts: Sequence[str]
    #: Whether a colleague's message is beside the account: it stands on the card alone.
    has_evidence: bool
    #: Whether a form can show the whole mail.
    is_showable: bool


def batch_of(candidates: Sequence[Candidate], policy: Policy) -> Batch:
    """The largest kind of like mails, at most MOST of them, in the order given; fewer than two are no batch."""
    reasons = [why_not(each, policy) for each in candidates]
    fit = [each.record for each, why in zip(candidates, reasons, strict=True) if why is None]
    kinds = [kind(record.draft) for record in fit if record.draft]
    largest = max(kinds, key=kinds.count, default=None)
    alike = [record for record in fit if record.draft and kind(record.draft) == largest]
    chosen = alike[:MOST] if len(alike) > 1 else []
    taken = {record.id for record in chosen}
    others = (
        NotIn(each.record, why or _left(each.record, alike))
        for each, why in zip(candidates, reasons, strict=True)
        if each.record.id not in taken
    )
    return Batch(tuple(chosen), tuple(others))


def kind(draft: Draft) -> tuple[str, int, str]:
    """What like mails have in common: play, step and language; English of two countries is one language."""
    return draft.play.value, draft.step, wording.base_language(draft.language)


def _left(record: PacketRecord, alike: Sequence[PacketRecord]) -> str:
    return (
        f"the form takes {MOST} mails, and it is next" if len(alike) > 1 and record in alike else "another kind of mail"
    )


def why_not(candidate: Candidate, policy: Policy) -> str | None:
    """Why this one is decided on its own card alone; None = it may be in a batch."""
    return next(_reasons(candidate, policy), None)


def _reasons(candidate: Candidate, policy: Policy) -> Iterator[str]:
    record, draft = candidate.record, candidate.record.draft
    packet = record.packet
    if record.state is not PacketState.POSTED or not record.has_card:
        yield "no card of it waits for a decision"
    if packet.route is not Route.ROUTINE:
        yield f"it is an {packet.route.name.lower().replace('_', ' ')}"
    if draft is None:
        yield "there is no draft"
    if packet.unread:
        yield "a customer's message is unread"
    if packet.gates:
        yield "a gate is closed"
    if packet.closed_disputes:
        yield "a dispute about it has ended lately"
    if record.question is not None:
        yield "somebody asked a question about it"
    if record.correction is not None:
        yield "it takes back a mail that was sent"
    if record.drift:
        yield "something has moved since it was decided on before"
    if packet.as_of < candidate.today:
        yield "its card is of an earlier day"
    if draft is not None:
        yield from _reasons_of_text(record, draft, candidate, policy)


def _reasons_of_text(record: PacketRecord, draft: Draft, candidate: Candidate, policy: Policy) -> Iterator[str]:
    if draft.edited_by is not None or draft.editors or draft.picks != NO_PICKS:
        yield "a person has edited it"
    if record.findings:
        yield "the guard has a remark"
    if needed(record, policy):
        yield "it needs a signature"
    if candidate.doubts:
        yield "something stands under Unsure about"
    if candidate.has_evidence:
        yield "a colleague's message is on its card"
    if draft.not_attached:
        yield "a copy of an invoice is missing"
    if not candidate.is_showable:
        yield "the text is too long for the form"
