"""Sign: what a second person's name makes of a packet. The flow stores what this decides."""

from __future__ import annotations

from bot.errors import NotAllowedError, NotNowError
from bot.stages.decide import Press, authorise, open_draft, pressed, told
from models.lifecycle import PacketEvent
from models.packet_record import PacketRecord
from models.policy import Policy
from models.signature import Signature, SignedFor
from models.signing import Need, can_sign, hard_findings, missing, waiting_words, wrote


def signed(record: PacketRecord, press: Press, policy: Policy) -> PacketRecord:
    """The packet with everything signed that this person may sign, bound to the text's hash.

    The press's reason says why they stand by it.

    Raises:
        RefusedError: see `authorise`; or there is no draft, a gate is closed, nothing is to be signed, or the words
            are their own.
    """
    authorise(record, PacketEvent.SIGN, press, policy)
    draft = open_draft(record, "sign")
    signed_for = tuple(need.signed_for for need in _theirs(record, press, policy))
    signature = Signature(
        content_hash=draft.content_hash(),
        by_id=press.person.user_id,
        by_name=press.person.name,
        at=press.at,
        version=record.version,
        signed_for=signed_for,
        reason=press.reason,
        findings=hard_findings(record.findings) if SignedFor.HARD_FINDING in signed_for else (),
    )
    return pressed(record, PacketEvent.SIGN, press, policy, signatures=(*record.signatures, signature))


def _theirs(record: PacketRecord, press: Press, policy: Policy) -> tuple[Need, ...]:
    waiting = missing(record, policy)
    if not waiting:
        raise NotNowError(f"No signature is missing: {told(record, policy)} Nothing was changed.")
    if wrote(record, press.person):
        raise NotAllowedError("Words of yours are in this text, so somebody else signs it. Nothing was changed.")
    if not (theirs := can_sign(record, press.person, policy)):
        raise NotAllowedError(f"{waiting_words(waiting[0])}. Nothing was changed.")
    return theirs
