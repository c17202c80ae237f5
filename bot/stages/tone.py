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

#: Rule → the firmest tone of any draft while it holds; of several, the mildest counts. No row says formal: there is no
#: approved text of that tone, and leadership's own letters are written by people.
CEILINGS: Mapping[str, Tone] = {
    "lawyers_or_insolvency": Tone.COURTESY,
    "natural_person": Tone.NUDGE,
    "open_dispute": Tone.NUDGE,
    "challenge_suspected": Tone.COURTESY,
    "human_led_request": Tone.COURTESY,
    "promised_credit": Tone.COURTESY,
    "strategic_account": Tone.NUDGE,
    "last_step_reached": Tone.FIRM,
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
    Play.REMINDER: Tone.FIRM,
    Play.NUDGE: Tone.NUDGE,
    Play.ASK_PO: Tone.NUDGE,
    Play.ASK_CONTACT: Tone.NUDGE,
    Play.STATUS_NOTE: Tone.COURTESY,
}
_MILDEST_FIRST = tuple(Tone)


def tone(packet: FollowUpPacket, play: Play, path: PathChoice | None, policy: Policy) -> Tone:
    """The tone of the next message: that of its step, or the ceiling where that is milder."""
    of_step = OF_STEP[min(packet.reminders_sent, len(OF_STEP) - 1)]
    return _mildest(of_step, _OF_PLAY[play], ceiling(packet, path, policy))


def ceiling(packet: FollowUpPacket, path: PathChoice | None, policy: Policy) -> Tone:
    """The firmest tone this packet allows, whatever the message is for."""
    rules = {reason.rule for reason in packet.reasons}
    if strategic_account(packet, policy) is not None:
        rules.add(strategic_account.__name__)
    by_owner = path is not None and path.path is Path.NOTE_BY_OWNER
    return _mildest(Tone.FIRM, *(CEILINGS[rule] for rule in rules), *([Tone.NUDGE] if by_owner else []))


def _mildest(*tones: Tone) -> Tone:
    return min(tones, key=_MILDEST_FIRST.index)
