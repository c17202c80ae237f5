"""A packet with its state: what is stored, drawn and decided on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.change import News
from models.correction import Correction
from models.decision import Approval, Decision, Hold, PathChoice, Question, Reroute
from models.draft import Draft, Finding
from models.gate import GateKind
from models.lifecycle import PacketState
from models.packet import FollowUpPacket, Route
from models.people import Reviewer
from models.signature import Signature

#: How the line of *drift* begins that keeps a person's text after it was replaced; the whole text follows.
TEXT_REPLACED = "Your text is outdated and was replaced. It said: "


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRecord:
    """A packet with its state: what is stored, drawn and decided on."""

    id: str
    packet: FollowUpPacket
    state: PacketState
    #: Grows with every change; a press names the version it was made on.
    version: int
    reviewer: Reviewer
    #: Instant it was first prepared.
    prepared_at: datetime
    draft: Draft | None = None
    findings: tuple[Finding, ...] = ()
    path: PathChoice | None = None
    hold: Hold | None = None
    question: Question | None = None
    #: Who was named to decide it by a person; None = the sorting says who.
    reroute: Reroute | None = None
    approval: Approval | None = None
    #: Of the text that is there; whatever changes it takes them off.
    signatures: tuple[Signature, ...] = ()
    #: The last thing a person or the machine did, as the card tells it.
    last: Decision | None = None
    #: False after a hold that ended by itself, or when Slack refused the card: the next morning posts it anew.
    has_card: bool = True
    #: Business-local day its suspicion appeared, or a person last had it in hand; None = there is none.
    suspected_on: date | None = None
    #: What moved since the approval that is now void, or since a person's text was written.
    drift: tuple[str, ...] = ()
    #: An approved mail did not leave for what *drift* tells; False = only a person's text or choices have changed.
    mail_stayed: bool = False
    #: The sent mail its draft takes back; None = its draft is a follow-up.
    correction: Correction | None = None
    #: What is new since the packet of an earlier day; None = nothing, or it is the first.
    news: News | None = None

    @property
    def is_live(self) -> bool:
        """Not sent and not closed."""
        return self.state not in (PacketState.SENT, PacketState.CLOSED)

    @property
    def replaced_texts(self) -> tuple[str, ...]:
        """The texts of people that new facts have replaced since somebody last acted on it, whole."""
        return tuple(each.removeprefix(TEXT_REPLACED) for each in self.drift if each.startswith(TEXT_REPLACED))

    @property
    def moved(self) -> tuple[str, ...]:
        """The rest of *drift*."""
        return tuple(each for each in self.drift if not each.startswith(TEXT_REPLACED))

    @property
    def mailed(self) -> tuple[str, ...] | None:
        """Numbers of the invoices its approved mail asks for; None = none is approved, or it asks for no money."""
        is_mailed = self.state in (PacketState.APPROVED, PacketState.SENDING, PacketState.SENT)
        return (self.draft.invoices or None) if is_mailed and self.draft and self.approval else None

    @property
    def is_trivial(self) -> bool:
        """Routine, in words nobody changed, with nothing unread: what one press decides without a second question."""
        is_unread = any(gate.kind is GateKind.UNREAD_MESSAGE for gate in self.packet.gates)
        is_own_text = self.draft is not None and self.draft.edited_by is None
        return self.packet.route is Route.ROUTINE and is_own_text and not is_unread
