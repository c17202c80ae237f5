"""What a person may choose for a draft instead of the machine: recipients among the verified, step and tone."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import NotAllowedError
from bot.stages.plays import choose_play
from bot.stages.recipients import writable
from bot.stages.tone import OF_STEP, ceiling, firmest_of, tone
from models.correspondence import Contact
from models.decision import PathChoice
from models.draft import NO_PICKS, Draft, Picks, Play, Tone
from models.packet import FollowUpPacket
from models.policy import Policy
from prompts import load_compositions

_MILDEST_FIRST = tuple(Tone)


def addressees(packet: FollowUpPacket) -> tuple[Contact, ...]:
    """Whom a draft may go to, or be copied to, one for each address."""
    found = writable(packet.contacts, packet.account)
    return tuple({contact.email: contact for contact in found}.values())


def manners(
    packet: FollowUpPacket, play: Play, path: PathChoice | None, policy: Policy
) -> tuple[tuple[int, Tone], ...]:
    """One step and tone for each letter the bank has of this play, no firmer than the reasons allow; mildest first.

    The formal letter is nobody's choice: only the last step after leadership's path brings it.
    """
    top = _MILDEST_FIRST.index(min(ceiling(packet, path, policy), firmest_of(play), Tone.FIRM, key=_rank))
    allowed = _MILDEST_FIRST[: top + 1]
    rows = [row for row in load_compositions() if row.play is play and not row.variant]
    usual = _step(packet)
    found = {
        (usual if usual in row.steps else min(row.steps), each) for row in rows for each in row.tones if each in allowed
    }
    return tuple(sorted(found, key=lambda each: (_rank(each[1]), each[0])))


def _step(packet: FollowUpPacket) -> int:
    return min(packet.reminders_sent + 1, len(OF_STEP))


def _rank(spoken: Tone) -> int:
    return _MILDEST_FIRST.index(spoken)


def picked(packet: FollowUpPacket, path: PathChoice | None, policy: Policy, chosen: Picks) -> Picks:
    """What a person *chose*, kept as far as it differs from what the machine would do.

    Raises:
        NotAllowedError: an address is not that of a verified contact, or the tone is firmer than the reasons allow.
    """
    known = {contact.email for contact in addressees(packet)}
    for address in (*([chosen.to] if chosen.to else []), *chosen.cc):
        if address not in known:
            raise NotAllowedError(f"{address} is not a verified contact of theirs. Nothing was changed.")
    play = choose_play(packet, path)
    manner = chosen.manner
    if manner is not None and (play is None or manner not in manners(packet, play, path, policy)):
        raise NotAllowedError("That step and tone are more than this account allows. Nothing was changed.")
    usual = packet.recipient.email if packet.recipient else None
    copied = tuple(address for address in dict.fromkeys(chosen.cc) if address != (chosen.to or usual))
    is_usual = play is not None and manner == (_step(packet), tone(packet, play, path, policy))
    return Picks(to=None if chosen.to == usual else chosen.to, cc=copied, manner=None if is_usual else manner)


def addressed(packet: FollowUpPacket, picks: Picks) -> FollowUpPacket:
    """The packet with the recipient that was picked, as the letter and the guard read it."""
    chosen = next((contact for contact in addressees(packet) if contact.email == picks.to), None)
    return packet if chosen is None else replace(packet, recipient=chosen)


def still_possible(
    draft: Draft | None, packet: FollowUpPacket, path: PathChoice | None, policy: Policy
) -> tuple[Picks, tuple[str, ...]]:
    """What of the picks of *draft* holds on new facts, and what became of the rest, in sentences."""
    picks = draft.picks if draft else NO_PICKS
    if picks == NO_PICKS:
        return picks, ()
    known, play = {contact.email for contact in addressees(packet)}, choose_play(packet, path)
    gone = [address for address in (picks.to, *picks.cc) if address and address not in known]
    too_firm = bool(picks.manner) and (play is None or picks.manner not in manners(packet, play, path, policy))
    kept = Picks(
        to=None if picks.to in gone else picks.to,
        cc=tuple(address for address in picks.cc if address not in gone),
        manner=None if too_firm else picks.manner,
    )
    told = [f"{address} is no longer a verified contact." for address in gone]
    return kept, (*told, *(["The tone you chose is more than the account allows now."] if too_firm else []))
