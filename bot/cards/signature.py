"""What a card says of signatures: whose turn it is and why, and who has signed."""

from __future__ import annotations

from bot.cards.drawing import Block
from bot.cards.guard_rules import sentence_of
from bot.cards.names import clock
from bot.cards.room import Room
from bot.cards.text import line, own, safe, theirs
from models.draft import Finding
from models.packet_record import PacketRecord
from models.policy import Policy
from models.signature import SignedFor
from models.signing import Need, hard_findings, missing, valid, waiting_words


def to_be_signed(record: PacketRecord, policy: Policy, room: Room) -> list[Block]:
    """One line for each thing that somebody must put their name to."""
    return [each for need in missing(record, policy) for each in _need(need, record, room)]


def _need(need: Need, record: PacketRecord, room: Room) -> list[Block]:
    stops = hard_findings(record.findings) if need.signed_for is SignedFor.HARD_FINDING else ()
    return [line(own(waiting_words(need))), *(line(*found(each, room)) for each in stops)]


def stopped(finding: Finding, room: Room) -> Block:
    """What the guard stops and nobody may sign."""
    return line(*found(finding, room), own(" — lifted by: Edit"))


def found(finding: Finding, room: Room) -> list[Block]:
    """The words in question, and what the record has."""
    recorded = finding.record
    against = [own("; the record has “"), theirs(recorded, room.cut(80)), own("”")] if recorded else []
    return [
        own("The guard stops “"),
        theirs(finding.span, room.cut(120)),
        own("”"),
        *against,
        own(f". {sentence_of(finding.rule)}"),
    ]


def signed(record: PacketRecord, policy: Policy) -> list[Block]:
    """Who put their name to this text, when and why."""
    parts = []
    for each in valid(record):
        at = clock(each.at, policy, record.packet.as_of)
        head = own(f"Signed by {safe(each.by_name, 60)}, {at}: ", bold=True)
        parts.append(line(head, theirs(each.reason, 240)))
    return parts
