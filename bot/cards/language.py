"""In which language a letter is, and the same sentences in one that its reviewer reads."""

from __future__ import annotations

from collections.abc import Iterator

from bot import wording
from bot.cards.drawing import Block
from bot.cards.text import line, own, quote
from bot.wording import base_language
from models.draft import Draft, Rendering
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.people import Reviewer
from models.policy import Member, Policy

_WHOLE = 40_000


def why_english(draft: Draft, packet: FollowUpPacket) -> str:
    """Why a letter is in English though nobody knows that they read it; "" where it is in their own language."""
    if packet.language is None:
        return "In English: no record says what they read"
    if base_language(draft.language) == base_language(packet.language):
        return ""
    return f"In English: they read {wording.language_name(packet.language)}, in which this letter has no approved words"


def beside(record: PacketRecord, draft: Draft, policy: Policy, *, most: int | None) -> list[Block]:
    """The letter in a language its reviewer reads; nothing where they read its own.

    *most* characters of it; None = no room, and a line says where it is.
    """
    reader = _who_cannot_read(record.reviewer, draft, policy)
    if reader is None:
        return []
    rendering = next((each for each in draft.renderings if base_language(each.language) in reader.reads), None)
    if rendering is None:
        their = " or ".join(map(wording.language_name, reader.reads))
        return [line(own(f"There are no approved words for this letter in {their}."))]
    title = f"The same in {wording.language_name(rendering.language)}"
    if most is None:
        return [line(own(f"{title} is in Details."))]
    return [line(own(f"{title}, for you; it is not sent", bold=True)), quote(_said(draft, rendering), most)]


def beside_whole(record: PacketRecord, draft: Draft, policy: Policy) -> list[Block]:
    """The same to its end."""
    return beside(record, draft, policy, most=_WHOLE)


def _who_cannot_read(reviewer: Reviewer, draft: Draft, policy: Policy) -> Member | None:
    readers = _readers(reviewer, policy)
    return next((each for each in readers if base_language(draft.language) not in each.reads), None)


def _readers(reviewer: Reviewer, policy: Policy) -> list[Member]:
    """Whoever may be in front of the card: the person and their delegate, or everybody in the role."""
    if reviewer.user_id is None:
        return [member for member in policy.members.values() if reviewer.role in member.roles]
    person = policy.members.get(reviewer.user_id)
    delegate = policy.members.get(person.delegate) if person and person.delegate else None
    return [member for member in (person, delegate) if member is not None]


# ── the words ─────────────────────────────────────────────────────────────────────────────────────


def _said(draft: Draft, rendering: Rendering) -> str:
    is_kept = bool(rendering.subject) and draft.subject == rendering.of_subject
    subject = rendering.subject if is_kept else _as_it_is(draft.subject)
    return f"Subject: {subject}\n\n{''.join(_pieces(draft, rendering))}"


def _pieces(draft: Draft, rendering: Rendering) -> Iterator[str]:
    """The body with each sentence of the bank in the other language, and everything else as it is, marked so."""
    at = 0
    for claim in draft.claims:
        start = draft.body.find(claim.text, at)
        if start < 0 or claim.sentence_id not in rendering.sentences:
            continue
        yield _as_it_is(draft.body[at:start])
        yield rendering.sentences[claim.sentence_id]
        at = start + len(claim.text)
    yield _as_it_is(draft.body[at:])


def _as_it_is(text: str) -> str:
    words = text.strip()
    return text.replace(words, f"[not translated: {words}]") if words else text
