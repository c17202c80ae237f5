"""A note that takes back what we wrote: which mail may be walked back, and what can still stop the note."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.errors import NotAllowedError, NotNowError, StaleVersionError, WrongFieldError
from bot.stages.authority import may
from bot.stages.decide import Press, moved
from models.controls import Field
from models.correction import Correction, RootCause
from models.fact import Fact, FactKind
from models.gate import GateKind
from models.lifecycle import PacketEvent, PacketState
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.policy import Policy

#: What stops a note that asks for nothing; the other gates keep back a request for money, and press nobody here.
_STILL_CLOSED = frozenset(
    {
        GateKind.DO_NOT_CONTACT,
        GateKind.LEGAL_HOLD,
        GateKind.SUSPICION,
        GateKind.PATH_UNDECIDED,
        GateKind.UNREAD_MESSAGE,
        GateKind.NO_VERIFIED_CONTACT,
    }
)
#: The composition that gives the cause in words a customer may read; without one it was a mistake of ours.
_VARIANTS: Mapping[RootCause, str] = {RootCause.OUTDATED: "outdated", RootCause.WRONG_FACT: "wrong_fact"}


def variant_of(correction: Correction) -> str:
    """Which composition of the play says why."""
    return _VARIANTS.get(correction.cause, "")


def as_corrected(packet: FollowUpPacket, correction: Correction | None) -> FollowUpPacket:
    """The packet as a correction is decided on: a contact cap, a promise or a hold does not keep it back."""
    if correction is None:
        return packet
    kept = tuple(gate for gate in packet.gates if gate.kind in _STILL_CLOSED)
    return replace(packet, gates=kept)


def wrong_about(invoices: Collection[str], cause: RootCause, ticked: Collection[str]) -> tuple[str, ...]:
    """Of the *invoices* of a mail those it was wrong about, as a person ticked them; empty = all of it is taken back.

    Raises:
        WrongFieldError: it must be said which they are, or the cause takes all of it back.
    """
    if cause is not RootCause.WRONG_FACT and ticked:
        raise WrongFieldError(Field.INVOICES, "With this cause all of the mail is taken back. Untick the invoices.")
    if cause is not RootCause.WRONG_FACT or len(invoices) <= 1:
        return ()
    found = tuple(number for number in invoices if number in ticked)
    if not found:
        raise WrongFieldError(Field.INVOICES, "Tick each invoice the mail was wrong about; the rest of it stands.")
    return () if len(found) == len(invoices) else found


def check_walk_back(record: PacketRecord, press: Press, policy: Policy, facts: Iterable[Fact], message_id: str) -> None:
    """Let the press on a sent mail through, or say why not.

    Raises:
        NotAllowedError: they may not decide this packet.
        NotNowError: nothing was sent, it is a correction itself, or it was walked back before.
        StaleVersionError: the card has changed since.
    """
    if not may(record, PacketEvent.WALK_BACK, press.person, policy):
        raise NotAllowedError(f"{press.person.barred or 'This mail is not yours to walk back.'} Nothing was changed.")
    if record.state is not PacketState.SENT or record.draft is None or record.approval is None:
        raise NotNowError("No mail of this packet has gone out. Nothing was changed.")
    if record.correction is not None:
        raise NotNowError("This was a correction. Write to them yourself. Nothing was changed.")
    if press.version != record.version:
        raise StaleVersionError("The card has changed since you saw it. Nothing was changed.")
    earlier = (each for each in facts if each.kind is FactKind.WALKED_BACK and each.message_id == message_id)
    if (known := next(earlier, None)) is not None:
        raise NotNowError(f"{known.by_name} has walked it back already. Nothing was changed.")


def walked_back(live: PacketRecord, press: Press, **fields: Any) -> PacketRecord:
    """The live packet of the account with the correction in front of its reviewer; what it was about waits.

    Raises:
        NotNowError: another mail of it is approved or leaving.
    """
    if live.state in (PacketState.APPROVED, PacketState.SENDING):
        raise NotNowError("Another mail to them is approved. Undo that first. Nothing was changed.")
    by_id, by_name = press.person.user_id, press.person.name
    over = {"hold": None, "question": None, "drift": (), "has_card": True}
    return moved(
        live, PacketEvent.WALK_BACK, by_id=by_id, by_name=by_name, at=press.at, reason=press.reason, **fields | over
    )
