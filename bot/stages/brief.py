"""A brief for whoever decides: what is disputed or asked for, what they said, what the record has, what is open.

Put together from records and quotes by code; what a model made of the messages is checked again and stands apart.
Nothing of it may enter a draft: no stage that drafts reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.stages.brief_record import About, events, points
from bot.stages.left_out import CHALLENGED, left_for
from bot.stages.named import invoices_named
from bot.stages.options import option_sheet
from bot.stages.read import read
from bot.stages.reading.quoting import sentences
from bot.told import owed, owed_by, owed_until
from bot.wording import day, normalise, one_line, renderings_of_amount
from models.brief import Brief, Matter, ModelBrief, Note, Quotation, Wording
from models.correspondence import Direction, Message
from models.dispute import Dispute
from models.ledger import AccountLedger
from models.money import Money, total
from models.packet import FollowUpPacket, OpenItem
from models.policy import Policy
from models.signal import Signal, SignalKind

#: Quotes of theirs in one brief; the newest of them.
_SAID = 3
_WANTED: dict[Matter, frozenset[SignalKind]] = {
    Matter.DISPUTE: frozenset({SignalKind.DISPUTE}),
    Matter.PLAN: frozenset({SignalKind.PAYMENT_PLAN}),
    Matter.CREDIT: frozenset({SignalKind.CREDIT, SignalKind.PENALTY}),
    Matter.RENEWAL: frozenset({SignalKind.SUSPENSION}),
}
#: Rules of triage that raise a matter without a word of theirs.
_RULES: dict[Matter, frozenset[str]] = {
    Matter.DISPUTE: frozenset({"open_dispute"}),
    Matter.PLAN: frozenset(),
    Matter.CREDIT: frozenset({"promised_credit"}),
    Matter.RENEWAL: frozenset({"renewal_near"}),
}
_GREETING = re.compile(
    r"^(?:dear|hi|hello|hey|good (?:morning|afternoon)|hallo|guten|liebe[rs]?|sehr geehrte\w*|moin|bonjour|ch[eè]re?s?|"
    r"hola|buen[oa]s|estimad[oa]s?|beste|geachte|hej|ciao)\b[^.!?,;:\n]{0,60}[,!:.\n]\s*",
    re.I,
)
_WORDS = 4


# ── the two briefs ────────────────────────────────────────────────────────────────────────────────


def account_brief(
    packet: FollowUpPacket, book: AccountLedger, policy: Policy, *, model: ModelBrief | None, is_asked: bool
) -> Brief:
    """The brief of a packet; *model* is what a model made of the messages as they stand, *is_asked* = there is one."""
    matters = _matters(packet)
    matter = matters[0] if matters else None
    said = _signals(packet, book, _WANTED[matter]) if matter else []
    about = About(packet=packet, book=book, policy=policy, numbers=_lines_meant(packet, book, said, matter))
    return _brief(about, matters, said, model=model, is_asked=is_asked)


def dispute_brief(
    dispute: Dispute,
    packet: FollowUpPacket,
    book: AccountLedger,
    policy: Policy,
    *,
    model: ModelBrief | None,
    is_asked: bool,
) -> Brief:
    """The brief of one dispute; *packet* is its account, entity and currency as they stand today."""
    numbers = frozenset(each.invoice_number for each in dispute.lines)
    about = About(packet=packet, book=book, policy=policy, numbers=numbers, dispute=dispute)
    found = [each for each in read(book) if each.kind is SignalKind.DISPUTE and _is_about(each, about)]
    wishes = [each for each in _matters(packet) if each in (Matter.PLAN, Matter.CREDIT)]
    return _brief(about, [Matter.DISPUTE, *wishes], found, model=model, is_asked=is_asked)


def _brief(
    about: About, matters: Sequence[Matter], signals: Sequence[Signal], *, model: ModelBrief | None, is_asked: bool
) -> Brief:
    said = _said(about, signals)
    notes = tuple(_borne_out(model.notes, about.book)) if model else ()
    is_flagged = about.dispute is not None or bool(left_for(about.packet, *CHALLENGED))
    is_suspected = not is_flagged and Matter.DISPUTE in matters[:1]
    named = _lines_quoted(about, signals) if is_suspected else ()
    return Brief(
        matter=matters[0] if matters else None,
        is_flagged=is_flagged,
        amount=_challenged(about, named),
        is_at_most=is_suspected and not named,
        since=_since(about, said),
        said=said[-_SAID:],
        exchanges=tuple(_exchange(each, about.packet.signals) for each in about.packet.exchanges),
        events=events(about),
        record=points(about),
        open_points=tuple(_open_points(about, said)),
        sheets=tuple(option_sheet(matter, about) for matter in matters),
        notes=notes,
        wording=_wording(model, notes, is_asked=is_asked),
    )


def _challenged(about: About, named: Sequence[OpenItem]) -> Money:
    if about.dispute is not None and about.dispute.lines:
        return total((each.amount for each in about.dispute.lines), about.packet.currency)
    return total((each.open for each in named or about.open_lines), about.packet.currency)


def _lines_quoted(about: About, signals: Iterable[Signal]) -> tuple[OpenItem, ...]:
    """The open lines whose number stands in the very sentences; else the one whose open or billed sum does."""
    said = "\n".join(signal.quote for signal in signals)
    numbers = invoices_named(said, [item.invoice for item in about.open_lines])
    if numbers:
        return tuple(item for item in about.open_lines if item.invoice.number in numbers)
    found = tuple(item for item in about.open_lines if _tells(said, item.open) or _tells(said, item.invoice.amount))
    # Two lines of one sum: nobody knows which of them is meant.
    return found if len(found) == 1 else ()


def _tells(said: str, sum: Money) -> bool:
    """Whether *said* states that sum, written as money: digits alone may be a count or a day."""
    text = normalise(said)
    forms = (each for each in renderings_of_amount(sum, ("en",)) if not each.isdigit())
    return any(each in text and re.search(rf"(?<![\w.,]){re.escape(each)}(?!\w|[.,]\d)", text) for each in forms)


def _matters(packet: FollowUpPacket) -> list[Matter]:
    heard = {signal.kind for signal in packet.signals}
    rules = {reason.rule for reason in packet.reasons}
    return [matter for matter in Matter if _WANTED[matter] & heard or _RULES[matter] & rules]


def _signals(packet: FollowUpPacket, book: AccountLedger, kinds: frozenset[SignalKind]) -> list[Signal]:
    standing = [signal for signal in packet.signals if signal.kind in kinds]
    # Of lines in dispute nothing stands any more: it has been told to leadership.
    return standing or [signal for signal in read(book) if signal.kind in kinds and left_for(packet, *CHALLENGED)]


def _lines_meant(
    packet: FollowUpPacket, book: AccountLedger, said: Sequence[Signal], matter: Matter | None
) -> frozenset[str]:
    """The lines in dispute; else those that their messages name; else all that is past due."""
    challenged = frozenset(left.item.invoice.number for left in left_for(packet, *CHALLENGED))
    if matter is Matter.DISPUTE and challenged:
        return challenged
    past_due = [item.invoice for item in (*packet.items, *(left.item for left in packet.left_out))]
    messages = {message.id: message for message in book.messages}
    texts = [messages[each.source_id] for each in said if each.source_id in messages]
    named = [invoices_named(f"{each.subject}\n{each.text}", past_due) for each in texts]
    return frozenset().union(*named) or frozenset(invoice.number for invoice in past_due)


def _is_about(signal: Signal, about: About) -> bool:
    if about.dispute is not None and signal.quote == about.dispute.quote:
        return True
    message = next((each for each in about.book.messages if each.id == signal.source_id), None)
    return message is not None and about.names(message)


# ── what they said ────────────────────────────────────────────────────────────────────────────────


def same_words(text: str) -> str:
    """*text* with every run of white space as one space, and nothing else changed."""
    return " ".join(text.split())


def quotation(message: Message, text: str) -> Quotation | None:
    """*text* as words of *message*; None = it does not stand there so."""
    said = same_words(text)
    if not said or not any(said in same_words(part) for part in (message.text, message.subject)):
        return None
    return Quotation(
        message_id=message.id,
        sender=message.sender,
        at=message.at,
        text=said,
        is_ours=message.direction is Direction.OUTBOUND,
        origin=message.origin,
    )


def _said(about: About, signals: Iterable[Signal]) -> tuple[Quotation, ...]:
    messages = {message.id: message for message in about.book.messages}
    found = [
        quoted
        for signal in signals
        if signal.source_id in messages and (quoted := quotation(messages[signal.source_id], signal.quote))
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: each.at))


def _exchange(message: Message, signals: Sequence[Signal]) -> Quotation:
    """One sentence of a message: what a signal was read from, else the first that says something."""
    heard = [signal.quote for signal in signals if signal.source_id == message.id]
    own = [_GREETING.sub("", sentence.quote) for sentence in sentences(message.text)]
    telling = [text for text in own if len(text.split()) >= _WORDS]
    for text in (*heard, *telling, *own):
        if (quoted := quotation(message, text)) is not None:
            return quoted
    return Quotation(
        message_id=message.id,
        sender=message.sender,
        at=message.at,
        text=one_line(message.subject),
        is_ours=message.direction is Direction.OUTBOUND,
        origin=message.origin,
    )


def _since(about: About, said: Sequence[Quotation]) -> date | None:
    days = [each.at.astimezone(about.zone).date() for each in said]
    if about.dispute is not None:
        days.append(about.dispute.flagged_at.astimezone(about.zone).date())
    return min(days, default=None)


# ── what is open ──────────────────────────────────────────────────────────────────────────────────


def _open_points(about: About, said: Sequence[Quotation]) -> Iterator[str]:
    yield from _unanswered(about, said)
    for each in about.packet.obligations:
        who = owed_by(each, about.policy)
        yield f"{owed(each)}: not done, {who}, {owed_until(each, about.packet.as_of)}"
    if about.dispute is not None and not said and not about.dispute.quote:
        yield "No sentence of theirs is on record that says what they challenge"


def _unanswered(about: About, said: Sequence[Quotation]) -> Iterator[str]:
    if not said:
        return
    last = said[-1]
    ours = [each for each in about.book.messages if each.direction is Direction.OUTBOUND and each.automatic is None]
    if not any(each.at > last.at for each in ours):
        on = day(last.at.astimezone(about.zone).date())
        yield f"Nobody of ours has written to them since their message of {on}"


# ── what a model made of it ───────────────────────────────────────────────────────────────────────


def _borne_out(notes: Iterable[Note], book: AccountLedger) -> Iterator[tuple[Note, Quotation]]:
    messages = {message.id: message for message in book.messages}
    for note in notes:
        message = messages.get(note.message_id)
        if message is not None and (quoted := quotation(message, note.quote)) is not None:
            yield note, quoted


def _wording(model: ModelBrief | None, notes: Sequence[object], *, is_asked: bool) -> Wording:
    if notes:
        return Wording.SHOWN
    if model is not None:
        return Wording.NOTHING_CHECKED
    return Wording.NO_ANSWER if is_asked else Wording.NOT_ASKED
