"""Packet → the words we propose. Every fact comes from a record; the reason an account is late decides the play."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot import wording
from bot.errors import NotNowError
from bot.stages.conditions import is_true
from bot.stages.correction import variant_of
from bot.stages.letter_language import bank_for, beside, joined
from bot.stages.menu import Menu, menu_of
from bot.stages.occasion import Occasion
from bot.stages.plays import choose_play
from bot.stages.slots import SLOTS, departed, on_time_history, years_a_customer
from bot.stages.taken_up import Topic, taken_up
from bot.stages.tone import OF_STEP, tone
from models.correction import Correction
from models.correspondence import Message
from models.decision import Path, PathChoice
from models.draft import ASKS_NOTHING, FREE, Claim, Draft, Play, Rendering, Tone
from models.evidence import Evidence
from models.packet import FollowUpPacket, OpenItem
from models.policy import Entity, Member, Policy
from models.remittance import Remittance
from models.word_choice import WordChoice
from prompts import Composition, Sentence, composition, load_bank

#: Where nothing else is to be taken up, years of paying on time are.
_BESIDE_THE_INVOICES = frozenset({Topic.NOTHING, Topic.LAST_PAYMENT})
#: The sentences of this step serve every later one.
_LAST_STEP = len(OF_STEP)
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
        *("rechnung", "rechnungen", "offene", "zahlungserinnerung", "erinnerung", "ihre", "unsere", "zu", "zur"),
        *("facture", "factures", "relance", "rappel", "paiement", "votre", "notre", "de", "la", "les"),
        *("factura", "facturas", "recordatorio", "pago", "pendiente", "su", "nuestra"),
    ]
)


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
    attached: frozenset[str] = frozenset(),
) -> Draft:
    """The draft of *play* about the ticked *invoices* (all of them by default).

    Raises:
        NotNowError: nobody may be written to, or no invoice is left.
    """
    return worded(plan(packet, play, path, policy, sender, remittance, invoices, attached))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a message is to be, before its words."""

    at: Occasion
    play: Play
    step: int
    tone: Tone
    composition: Composition
    policy: Policy

    @property
    def menu(self) -> Menu:
        """What may be said instead of the usual words."""
        return menu_of(self.at, self.play, min(self.step, _LAST_STEP), self.tone, self.composition)


def plan(
    packet: FollowUpPacket,
    play: Play,
    path: PathChoice | None,
    policy: Policy,
    sender: Member,
    remittance: Remittance | None,
    invoices: frozenset[str] | None = None,
    attached: frozenset[str] = frozenset(),
    manner: tuple[int, Tone] | None = None,
    corrects: Correction | None = None,
) -> Plan:
    """As `compose`, which is this and `worded`; *manner* is the step and the tone a person picked."""
    at = replace(_occasion(packet, play, policy, sender, remittance, invoices, attached), corrects=corrects)
    step, spoken = manner or (packet.reminders_sent + 1, tone(packet, play, path, policy))
    variant = variant_of(corrects) if corrects else _variant(packet, path)
    chosen = composition(play, min(step, _LAST_STEP), spoken, variant)
    at = replace(at, bank=bank_for(packet, chosen))
    return Plan(at=at, play=play, step=step, tone=spoken, composition=chosen, policy=policy)


def worded(planned: Plan, choice: WordChoice | None = None) -> Draft:
    """The draft in the usual words, or in those of a *choice* that the plan's menu allows."""
    at, chosen, policy, packet = planned.at, planned.composition, planned.policy, planned.at.packet
    play, sender = planned.play, planned.at.sender
    words = WordChoice(planned.tone, chosen.paragraphs) if choice is None else choice
    body, claims = _body(at, words)
    items = () if play in ASKS_NOTHING else at.items
    subject, references = _subject(at, chosen.subject, items)
    return Draft(
        play=play,
        tone=words.tone,
        step=planned.step,
        language=at.bank.language,
        sender=mailbox(f"{sender.name}, {at.entity.name}", at.entity.mail_from),
        reply_to=at.entity.reply_to,
        to=(packet.recipient.email,) if packet.recipient else (),
        subject=subject,
        body=body,
        claims=claims,
        invoices=tuple(item.invoice.number for item in items),
        amounts=tuple(item.open for item in items),
        about=at.corrects.invoices if at.corrects else (),
        references=references,
        composed=body,
        renderings=_renderings(at, claims, chosen.subject, subject, policy),
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
    attached: frozenset[str],
) -> Occasion:
    items = tuple(item for item in packet.items if invoices is None or item.invoice.number in invoices)
    if packet.recipient is None:
        raise NotNowError("Nobody at this customer is verified, so there is no draft. Confirm a contact first.")
    if not items and play not in ASKS_NOTHING:
        raise NotNowError("No invoice is ticked, so there is nothing to write about. Tick one, or hold the packet.")
    return Occasion(
        packet=packet,
        items=items,
        entity=_entity(packet, policy),
        sender=sender,
        remittance=remittance,
        bank=load_bank("en"),
        attached=attached,
    )


def _entity(packet: FollowUpPacket, policy: Policy) -> Entity:
    try:
        return policy.entities[packet.entity]
    except KeyError:
        raise NotNowError(f"policy.toml has no entity {packet.entity!r}, so there is no sender. Add it.") from None


def _variant(packet: FollowUpPacket, path: PathChoice | None) -> str:
    if path is not None and path.path is Path.REST_ONLY:
        return "rest_only"
    is_new = packet.reminders_sent == 0 and taken_up(packet, packet.items).topic in _BESIDE_THE_INVOICES
    first_late = is_new and on_time_history(packet) and years_a_customer(packet) > 0
    return "first_late" if first_late else ""


def _body(at: Occasion, words: WordChoice) -> tuple[str, tuple[Claim, ...]]:
    claims = [[claim for name in names for claim in _said(at, words, name)] for names in words.paragraphs]
    claims = joined(claims, at.bank.language)
    texts = [" ".join(claim.text for claim in paragraph) for paragraph in claims if paragraph]
    return "\n\n".join(texts) + "\n", tuple(claim for paragraph in claims for claim in paragraph)


def _said(at: Occasion, words: WordChoice, name: str) -> Iterator[Claim]:
    """One sentence where it is true, and what follows it without a record."""
    if is_true(at, name):
        yield _claim(at, at.bank.sentences[name])
        yield from (Claim(FREE, each.text) for each in words.free if each.after == name)


def _claim(at: Occasion, sentence: Sentence) -> Claim:
    filled = {slot: SLOTS[slot](at) for slot in sorted(sentence.prompt.slots)}
    text = sentence.prompt.fill({slot: value.text for slot, value in filled.items()})
    evidence: dict[Evidence, None] = dict.fromkeys(fact for value in filled.values() for fact in value.evidence)
    return Claim(sentence.id, text, tuple(evidence))


def _renderings(
    at: Occasion, claims: tuple[Claim, ...], subjects: tuple[str, ...], subject: str, policy: Policy
) -> tuple[Rendering, ...]:
    """The same sentences, of the same facts, for those of ours who do not read the letter's language."""
    of_bank = next((name for name in subjects if is_true(at, name) and _headline(at, name) == subject), None)
    names = [claim.sentence_id for claim in claims if not claim.is_free]
    return tuple(
        Rendering(
            language=bank.language,
            subject=_headline(there, of_bank) if of_bank else "",
            of_subject=subject,
            sentences={name: _claim(there, bank.sentences[name]).text for name in names},
        )
        for bank in beside(at.bank, (*names, *([of_bank] if of_bank else [])), policy)
        for there in (replace(at, bank=bank),)
    )


# ── the subject, and whether this answers something ──────────────────────────────────────────
def _subject(at: Occasion, names: tuple[str, ...], items: tuple[OpenItem, ...]) -> tuple[str, tuple[str, ...]]:
    stem = _stem(at, items)
    if at.corrects is not None:
        return _headline(at, _true(at, names)), (at.corrects.message_id,)
    if stem:
        return f"Re: {stem}", _conversation(at, stem)
    name = _true(at, names)
    return _headline(at, name), ()


def _true(at: Occasion, names: tuple[str, ...]) -> str:
    return next(name for name in names if is_true(at, name))


def _headline(at: Occasion, name: str) -> str:
    return wording.one_line(_claim(at, at.bank.sentences[name]).text)


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


__all__ = ["choose_play", "compose", "departed", "mailbox", "plan", "subject_stem", "with_edits", "worded"]
