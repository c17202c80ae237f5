"""Packet → the words we propose. Every fact comes from a record; the reason an account is late decides the play."""

from __future__ import annotations

import re
from dataclasses import replace

from bot import wording
from bot.errors import NotNowError
from bot.stages.slots import CONDITIONS, SLOTS, Occasion, departed, on_time_history, years_a_customer
from bot.stages.tone import OF_STEP, tone
from models.correspondence import Message
from models.decision import Path, PathChoice
from models.draft import Claim, Draft, Play
from models.evidence import Evidence
from models.packet import FollowUpPacket, GateKind, OpenItem, Route
from models.policy import Entity, Member, Policy
from models.remittance import Remittance
from prompts import Bank, Sentence, composition, languages, load_bank

#: The sentences of this step serve every later one.
_LAST_STEP = len(OF_STEP)
_PLAY_OF_PATH = {
    Path.NOTE_BY_OWNER: Play.NUDGE,
    Path.REST_ONLY: Play.REMINDER,
    Path.FINANCE_TAKES_OVER: Play.REMINDER,
}
#: They have asked for something, or their lawyers write: a reminder on any path would be no answer to that.
_ANSWER_FIRST = ("human_led_request", "lawyers_or_insolvency")
#: An account with one of these gets no request for money: we owe them first.
_OWE_FIRST = ("promised_credit", "owed_work", "serious_ticket")
_REPLY = re.compile(r"^(?:(?:re|aw|sv|fw|fwd|wg|tr|rv|antw)\s*:\s*)+", re.IGNORECASE)
#: A conversation is taken up again only if its subject says nothing else than this.
_PLAIN_SUBJECT = frozenset(
    [
        "invoice",
        "invoices",
        "open",
        "payment",
        "reminder",
        "overdue",
        "your",
        "our",
        "for",
        "and",
        "about",
        "of",
        "the",
        "from",
    ]
)


# ── which play ───────────────────────────────────────────────────────────────────────────────
def choose_play(packet: FollowUpPacket, path: PathChoice | None) -> Play | None:
    """What a message to this account would be for; None = no message is to be drafted."""
    if packet.recipient is None or any(gate.kind is GateKind.SUSPICION for gate in packet.gates):
        return None
    if answer_first(packet):
        return None
    if path is not None:
        return _if_something_to_ask(packet, _play_on(packet, path))
    if packet.route is Route.EXECUTIVE_REVIEW:
        return None
    return _play_of_reasons(packet)


def _play_on(packet: FollowUpPacket, path: PathChoice) -> Play | None:
    """On any path that writes, whom we owe something is told how things stand and asked for nothing."""
    play = _PLAY_OF_PATH.get(path.path)
    is_owed = any(reason.rule in _OWE_FIRST for reason in packet.reasons)
    return Play.STATUS_NOTE if play is not None and is_owed else play


def answer_first(packet: FollowUpPacket) -> bool:
    """Whether what they wrote asks for a person's answer, so that no bank of sentences may speak."""
    return any(reason.rule in _ANSWER_FIRST for reason in packet.reasons)


def _play_of_reasons(packet: FollowUpPacket) -> Play | None:
    rules = {reason.rule for reason in packet.reasons}
    if rules & set(_OWE_FIRST):
        return Play.STATUS_NOTE
    if "missing_po" in rules:
        return _if_something_to_ask(packet, Play.ASK_PO)
    if "contact_left" in rules:
        return _if_something_to_ask(packet, Play.ASK_CONTACT)
    return _if_something_to_ask(packet, Play.NUDGE if "renewal_near" in rules else Play.REMINDER)


def _if_something_to_ask(packet: FollowUpPacket, play: Play | None) -> Play | None:
    return play if packet.items and not packet.is_covered else None


# ── composing ────────────────────────────────────────────────────────────────────────────────
def compose(
    packet: FollowUpPacket,
    *,
    play: Play,
    path: PathChoice | None,
    policy: Policy,
    sender: Member,
    remittance: Remittance | None,
    invoices: frozenset[str] | None = None,
) -> Draft:
    """The draft of *play* about the ticked *invoices* (all of them by default).

    Raises:
        NotNowError: nobody may be written to, or no invoice is left.
    """
    at = _occasion(packet, play, policy, sender, remittance, invoices)
    step, spoken = packet.reminders_sent + 1, tone(packet, play, path, policy)
    chosen = composition(play, min(step, _LAST_STEP), spoken, _variant(packet, path))
    body, claims = _body(at, chosen.paragraphs)
    items = () if play is Play.STATUS_NOTE else at.items
    subject, references = _subject(at, chosen.subject, items)
    return Draft(
        play=play,
        tone=spoken,
        step=step,
        language=at.bank.language,
        sender=mailbox(f"{sender.name}, {at.entity.name}", at.entity.mail_from),
        reply_to=at.entity.reply_to,
        to=(packet.recipient.email,) if packet.recipient else (),
        subject=subject,
        body=body,
        claims=claims,
        invoices=tuple(item.invoice.number for item in items),
        amounts=tuple(item.open for item in items),
        references=references,
        composed=body,
    )


def with_edits(draft: Draft, *, subject: str, body: str, editor_id: str) -> Draft:
    """A person's words over the same recipients and invoices; claims stay for sentences that are still there."""
    kept = tuple(claim for claim in draft.claims if claim.text in body)
    return replace(draft, subject=subject, body=body, claims=kept, edited_by=editor_id)


def mailbox(name: str, address: str) -> str:
    """A name and an address for a header."""
    safe = wording.one_line(name).replace("\\", "").replace('"', "").strip()
    return f'"{safe}" <{wording.one_line(address)}>'


def _occasion(
    packet: FollowUpPacket,
    play: Play,
    policy: Policy,
    sender: Member,
    remittance: Remittance | None,
    invoices: frozenset[str] | None,
) -> Occasion:
    items = tuple(item for item in packet.items if invoices is None or item.invoice.number in invoices)
    if packet.recipient is None:
        raise NotNowError("Nobody at this customer is verified, so there is no draft. Confirm a contact first.")
    if not items and play is not Play.STATUS_NOTE:
        raise NotNowError("No invoice is ticked, so there is nothing to write about. Tick one, or hold the packet.")
    return Occasion(
        packet=packet,
        items=items,
        entity=_entity(packet, policy),
        sender=sender,
        remittance=remittance,
        bank=_bank(packet),
    )


def _entity(packet: FollowUpPacket, policy: Policy) -> Entity:
    try:
        return policy.entities[packet.entity]
    except KeyError:
        raise NotNowError(f"policy.toml has no entity {packet.entity!r}, so there is no sender. Add it.") from None


def _bank(packet: FollowUpPacket) -> Bank:
    wanted = (packet.recipient.language if packet.recipient else None) or packet.account.language or "en"
    tags = (wanted, wanted.split("-")[0], "en")
    return load_bank(next(tag for tag in tags if tag in languages()))


def _variant(packet: FollowUpPacket, path: PathChoice | None) -> str:
    if path is not None and path.path is Path.REST_ONLY:
        return "rest_only"
    first_late = packet.reminders_sent == 0 and on_time_history(packet) and years_a_customer(packet) > 0
    return "first_late" if first_late else ""


def _body(at: Occasion, paragraphs: tuple[tuple[str, ...], ...]) -> tuple[str, tuple[Claim, ...]]:
    claims = [[_claim(at, at.bank.sentences[name]) for name in names if _is_true(at, name)] for names in paragraphs]
    texts = [" ".join(claim.text for claim in paragraph) for paragraph in claims if paragraph]
    return "\n\n".join(texts) + "\n", tuple(claim for paragraph in claims for claim in paragraph)


def _is_true(at: Occasion, name: str) -> bool:
    return CONDITIONS[at.bank.sentences[name].when](at)


def _claim(at: Occasion, sentence: Sentence) -> Claim:
    filled = {slot: SLOTS[slot](at) for slot in sorted(sentence.prompt.slots)}
    text = sentence.prompt.fill({slot: value.text for slot, value in filled.items()})
    evidence: tuple[Evidence, ...] = tuple(fact for value in filled.values() for fact in value.evidence)
    return Claim(sentence.id, text, evidence)


# ── the subject, and whether this answers something ──────────────────────────────────────────
def _subject(at: Occasion, names: tuple[str, ...], items: tuple[OpenItem, ...]) -> tuple[str, tuple[str, ...]]:
    stem = _stem(at, items)
    if stem:
        return f"Re: {stem}", _conversation(at, stem)
    name = next(name for name in names if _is_true(at, name))
    return wording.one_line(_claim(at, at.bank.sentences[name]).text), ()


def _stem(at: Occasion, items: tuple[OpenItem, ...]) -> str:
    """The subject of the last exchange, if it was about exactly these invoices and nothing else."""
    last = next((message for message in at.packet.exchanges if _is_between_us(message)), None)
    if last is None or last.message_id is None:
        return ""
    stem = subject_stem(last.subject)
    numbers = {wording.normalise(item.invoice.number) for item in items}
    entity = set(wording.normalise(at.entity.name).split())
    words = {word.strip(",:;-") for word in wording.normalise(stem).split()}
    return stem if words & numbers and words <= numbers | entity | _PLAIN_SUBJECT | {""} else ""


def _is_between_us(message: Message) -> bool:
    """Written by a person, and not by a stranger: what nobody on record wrote is never answered to somebody else."""
    return message.automatic is None and not message.sender_unknown


def subject_stem(subject: str) -> str:
    """*subject* without the marks of an answer."""
    return _REPLY.sub("", wording.one_line(subject)).strip()


def _conversation(at: Occasion, stem: str) -> tuple[str, ...]:
    written = [message for message in reversed(at.packet.exchanges) if _is_between_us(message)]
    same = (message for message in written if subject_stem(message.subject) == stem)
    ids = (wording.one_line(message.message_id or "") for message in same)
    return tuple(dict.fromkeys(each for each in ids if each and " " not in each))


__all__ = ["choose_play", "compose", "departed", "mailbox", "subject_stem", "with_edits"]
