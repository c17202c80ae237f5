"""How firmly a message may speak: the step says how far we have come, the reasons how far we may go."""

from __future__ import annotations

from collections.abc import Mapping

from bot.stages.triage import strategic_account
from models.decision import Path, PathChoice
from models.draft import Play, Tone
from models.packet import FollowUpPacket
from models.policy import Policy

#: The last one serves every later step.
OF_STEP = (Tone.COURTESY, Tone.NUDGE, Tone.FIRM)

#: Rule → the firmest tone of any draft while it holds; of several, the mildest counts.
CEILINGS: Mapping[str, Tone] = {
    "lawyers_or_insolvency": Tone.COURTESY,
    "natural_person": Tone.NUDGE,
    "open_dispute": Tone.NUDGE,
    "challenge_suspected": Tone.COURTESY,
    "human_led_request": Tone.COURTESY,
    "promised_credit": Tone.COURTESY,
    "credit_expected": Tone.NUDGE,
    "strategic_account": Tone.NUDGE,
    "last_step_reached": Tone.FORMAL,
    "owed_work": Tone.COURTESY,
    "serious_ticket": Tone.COURTESY,
    "renewal_near": Tone.NUDGE,
    "missing_po": Tone.NUDGE,
    "paper_wanted": Tone.NUDGE,
    "unapplied_cash": Tone.NUDGE,
    "contact_left": Tone.NUDGE,
    "no_verified_contact": Tone.NUDGE,
    "unknown_domain": Tone.NUDGE,
    "unknown_terms": Tone.NUDGE,
    "unknown_owner": Tone.NUDGE,
    "sources_contradict": Tone.NUDGE,
    "source_missing": Tone.NUDGE,
}
_OF_PLAY: Mapping[Play, Tone] = {
    Play.REMINDER: Tone.FORMAL,
    Play.NUDGE: Tone.NUDGE,
    Play.ASK_PO: Tone.NUDGE,
    Play.ASK_CONTACT: Tone.NUDGE,
    Play.SEND_COPY: Tone.NUDGE,
    Play.STATUS_NOTE: Tone.COURTESY,
    Play.CORRECTION: Tone.COURTESY,
}
_MILDEST_FIRST = tuple(Tone)


def tone(packet: FollowUpPacket, play: Play, path: PathChoice | None, policy: Policy) -> Tone:
    """The tone of the next message: that of its step, or the ceiling where that is milder."""
    of_step = Tone.FORMAL if is_last_letter(packet, path) else OF_STEP[min(packet.reminders_sent, len(OF_STEP) - 1)]
    return _mildest(of_step, _OF_PLAY[play], ceiling(packet, path, policy))


def firmest_of(play: Play) -> Tone:
    """How far a message of this play may go, whatever the account."""
    return _OF_PLAY[play]


def ceiling(packet: FollowUpPacket, path: PathChoice | None, policy: Policy) -> Tone:
    """The firmest tone this packet allows, whatever the message is for."""
    rules = {reason.rule for reason in packet.reasons}
    if strategic_account(packet, policy) is not None:
        rules.add(strategic_account.__name__)
    by_owner = path is not None and path.path is Path.NOTE_BY_OWNER
    top = Tone.FORMAL if is_last_letter(packet, path) else Tone.FIRM
    return _mildest(top, *(CEILINGS[rule] for rule in rules), *([Tone.NUDGE] if by_owner else []))


def is_last_letter(packet: FollowUpPacket, path: PathChoice | None) -> bool:
    """Whether every step has been gone and leadership has handed the account to finance: the one formal letter."""
    is_handed_over = path is not None and path.path is Path.FINANCE_TAKES_OVER
    # A first message is never the formal one, however few steps the policy has.
    return (
        is_handed_over
        and packet.reminders_sent > 0
        and any(reason.rule == "last_step_reached" for reason in packet.reasons)
    )


def _mildest(*tones: Tone) -> Tone:
    return min(tones, key=_MILDEST_FIRST.index)
