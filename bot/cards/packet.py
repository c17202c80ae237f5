"""The packet card: one decision, with everything needed to take it, in every state of the packet."""

from __future__ import annotations

from datetime import datetime

from bot.cards import facts, mailed, notes
from bot.cards.account_facts import owed
from bot.cards.blocks import divider, header, link, rich, small
from bot.cards.brief import three_lines
from bot.cards.buttons import buttons
from bot.cards.contacts import addressees
from bot.cards.drawing import Block, Drawing
from bot.cards.exchanges import exchanges
from bot.cards.headline import account_name, headline, leaves_at
from bot.cards.kept_words import came_back
from bot.cards.language import beside
from bot.cards.lateness import late_line
from bot.cards.letter import is_whole, letter
from bot.cards.limits import DoesNotFitError, check
from bot.cards.mail_trouble import hours, mail_trouble, put_off
from bot.cards.names import DECLINE_CODES, ROUTES, clock, count, entity, reviewer, sentence, short_day
from bot.cards.news import since
from bot.cards.recorded import promise_heard, recorded
from bot.cards.room import ROOMS, Room
from bot.cards.signature import signed
from bot.cards.standing import awaits_path, draft_on_card, has_gate, owner_calls
from bot.cards.text import line, own, safe, theirs, top_text
from bot.cards.walk_back_form import corrects
from models.brief import Brief
from models.gate import GateKind
from models.lifecycle import PacketEvent, PacketState
from models.outbox import OutboxItem, OutboxState
from models.packet_record import PacketRecord
from models.policy import Policy


def packet_card(
    record: PacketRecord,
    *,
    policy: Policy,
    live: bool,
    mail: OutboxItem | None = None,
    brief: Brief | None = None,
    newer: str = "",
) -> Drawing:
    """Draw the packet as it stands; an earlier card (*live* false) is one line that says where it went.

    *brief* is shown while nobody has chosen the path. *newer* is where an earlier card leads; "" = not known.
    """
    top = top_text(headline(record, policy, mail))
    if not live:
        return check(Drawing(blocks=_trace(record, policy, mail, newer), text=top))
    fitting = _fitting(record, policy, mail, brief)
    return check(Drawing(blocks=_bare(record, policy, mail) if fitting is None else fitting[1], text=top))


def shows_all(record: PacketRecord, policy: Policy) -> bool:
    """Whether the card has room for everything an approval would bind and lift."""
    fitting = _fitting(record, policy, None)
    return fitting is not None and _is_whole(record, fitting[0])


def _fitting(
    record: PacketRecord, policy: Policy, mail: OutboxItem | None, brief: Brief | None = None
) -> tuple[Room, list[Block]] | None:
    """The roomiest card that Slack takes, with the room it was drawn in; None = not even the tightest."""
    drawn = ((room, _blocks(record, policy, mail, room, brief)) for room in ROOMS)
    return next((each for each in drawn if _fits(each[1])), None)


def _fits(blocks: list[Block]) -> bool:
    try:
        check(Drawing(blocks=blocks, text=""))
    except DoesNotFitError:
        return False
    return True


def _is_whole(record: PacketRecord, room: Room) -> bool:
    draft = draft_on_card(record)
    return draft is not None and is_whole(draft, room.binding) and notes.unread_is_whole(record, room.binding)


def _blocks(
    record: PacketRecord, policy: Policy, mail: OutboxItem | None, room: Room, brief: Brief | None = None
) -> list[Block]:
    match record.state:
        case PacketState.PREPARED | PacketState.POSTED:
            return _to_decide(record, policy, mail, room, brief)
        case PacketState.HELD:
            return _held(record, policy, room)
        case PacketState.APPROVED | PacketState.SENDING:
            return _leaving(record, policy, mail, room)
        case PacketState.SENT | PacketState.CLOSED:
            return _over(record, policy)


# ── waiting for a person ──────────────────────────────────────────────────────────────────────────


def _to_decide(
    record: PacketRecord, policy: Policy, mail: OutboxItem | None, room: Room, brief: Brief | None
) -> list[Block]:
    whole = _is_whole(record, room)
    return [
        header(headline(record, policy, mail)),
        *_rich(notes.pause(record)),
        small(_standing(record, policy)),
        *([small(told)] if (told := since(record)) else []),
        *_rich([*mail_trouble(mail), *corrects(record), *notes.void(record)]),
        rich(
            facts.why(record, room),
            *facts.closed_disputes(record.packet, room),
            *late_line(record, room),
            *came_back(record.packet, room),
            *notes.path(record, policy),
            *(three_lines(brief, room) if awaits_path(record) else []),
        ),
        *facts.invoices(record.packet, room),
        *([small(told)] if (told := mailed.unticked(record, policy)) else []),
        *_context(record, policy, room),
        *_rich(
            [
                *notes.question(record, policy),
                *notes.unread(record, policy, room.binding),
                *notes.suspicion(record, room),
                *promise_heard(record, policy, room),
            ]
        ),
        *_proposal(record, policy, room, whole),
        buttons(record, policy, is_whole=whole),
        small(notes.if_you_do_nothing(record, policy)),
    ]


def _standing(record: PacketRecord, policy: Policy) -> str:
    packet = record.packet
    parts = [
        ROUTES[packet.route],
        f"for {reviewer(record.reviewer, policy)}",
        f"owed to {safe(entity(packet.entity, policy), 60)}",
        f"records of {short_day(packet.as_of)}",
        notes.last_in_short(record, policy),
    ]
    return " · ".join(part for part in parts if part)


def _context(record: PacketRecord, policy: Policy, room: Room) -> list[Block]:
    packet = record.packet
    beside_books = [*owed(packet, policy, room), *recorded(packet, room)]
    known = rich(*beside_books, *facts.status(packet, room), *exchanges(packet, policy, room))
    return [known, facts.touch_line(packet, room)]


def _proposal(record: PacketRecord, policy: Policy, room: Room, whole: bool) -> list[Block]:
    draft = draft_on_card(record)
    words = letter(draft, room.binding) if draft else []
    same = beside(record, draft, policy, most=room.binding if room.beside else None) if draft else []
    blocked = [*notes.in_the_way(record, policy, is_whole=whole, room=room), *signed(record, policy)]
    return [
        divider(),
        rich(*facts.unsure(record, room), *notes.paths(record), *notes.undrafted(record)),
        *_rich(words),
        *([addressees(draft, record.packet)] if draft else []),
        *_rich(same),
        *_rich(blocked),
    ]


def _rich(parts: list[Block]) -> list[Block]:
    return [rich(*parts)] if parts else []


# ── waiting for a day, or on its way ──────────────────────────────────────────────────────────────


def _held(record: PacketRecord, policy: Policy, room: Room) -> list[Block]:
    return [
        header(headline(record, policy, None)),
        *_rich(notes.pause(record)),
        *(_call(record, policy, room) if owner_calls(record) else []),
        rich(_hold(record), *notes.path(record, policy), facts.why(record, room), *owed(record.packet, policy, room)),
        buttons(record, policy, is_whole=False),
        small(f"If you do nothing: {_back(record)}; nothing is sent. {facts.cash_through(record.packet)}."),
    ]


def _call(record: PacketRecord, policy: Policy, room: Room) -> list[Block]:
    """Whom to call, about which invoices, and what was written last."""
    whom = record.packet.recipient
    # No source of ours has telephone numbers.
    told = f"{safe(whom.name, 60)}, {safe(whom.email, 80)}; no number is on record" if whom else "nobody is verified"
    called = line(own("Whom to call: ", bold=True), own(f"{told}."))
    last = exchanges(record.packet, policy, room)
    return [rich(called), *facts.invoices(record.packet, room), rich(*last)]


def _back(record: PacketRecord) -> str:
    is_declined = record.hold is not None and record.hold.declined is not None
    return "it comes back that day, or with news" if is_declined else "it comes back by itself"


def _hold(record: PacketRecord) -> Block:
    hold = record.hold
    if hold is None:
        return line(own("On hold.", bold=True))
    if hold.declined is not None:
        code = own(f"{notes.name(hold.by_name)} declined the draft. {DECLINE_CODES[hold.declined]}: ", bold=True)
        return line(code, theirs(hold.reason, 400))
    until = "" if hold.until else " until what is named here happens"
    told = f"{notes.name(hold.by_name)} put it on hold{until}: "
    return line(own(told, bold=True), theirs(hold.reason, 400))


def _leaving(record: PacketRecord, policy: Policy, mail: OutboxItem | None, room: Room) -> list[Block]:
    trouble = mail_trouble(mail)
    told = trouble or [line(own(_leaves(record, policy, mail), bold=True)), *_waits(record, policy, mail)]
    left = mailed.left_by_person(record, policy)
    told += [line(own(f"{left}."))] if left else []
    text = letter(record.draft, room.binding) if record.draft else []
    return [
        header(headline(record, policy, mail)),
        *_rich(notes.pause(record)),
        rich(*told, *signed(record, policy), *text),
        buttons(record, policy, is_whole=False, mail=mail),
        small(f"{_unless(record)} {facts.cash_through(record.packet)}."),
    ]


def _waits(record: PacketRecord, policy: Policy, mail: OutboxItem | None) -> list[Block]:
    windows = max(policy.undo_window, policy.batch_undo_window)
    return [*put_off(mail), *hours(mail, record.approval.at + windows if record.approval else None, policy.sending)]


def _leaves(record: PacketRecord, policy: Policy, mail: OutboxItem | None) -> str:
    decided = notes.decided(record, policy)
    if record.state is PacketState.SENDING:
        return f"{decided}. The mail is being handed over now."
    if has_gate(record, GateKind.PAUSED):
        return f"{decided}. It waits until the pause is over, and is then checked again."
    return f"{decided}. It leaves at {leaves_at(record, policy, mail)}."


def _unless(record: PacketRecord) -> str:
    if record.state is PacketState.SENDING:
        return "It can no longer be taken back. Nothing is sent twice."
    until = "Until it leaves" if has_gate(record, GateKind.PAUSED) else "Until then"
    return f"{until} Undo takes it back. It leaves only if nothing it says has changed."


# ── over, or elsewhere ────────────────────────────────────────────────────────────────────────────


def _over(record: PacketRecord, policy: Policy) -> list[Block]:
    return [rich(_account_line(record), line(own(_ending(record, policy)))), buttons(record, policy, is_whole=False)]


def _account_line(record: PacketRecord) -> Block:
    return line(own(account_name(record), bold=True), own(f" · {mailed.owed_words(record)}"))


def _ending(record: PacketRecord, policy: Policy) -> str:
    last = notes.last_move(record, policy)
    if record.state is PacketState.SENT:
        to = f" to {safe(', '.join(record.draft.to), 200)}" if record.draft else ""
        at = f", {clock(last_at, policy, record.packet.as_of)}" if (last_at := _sent_at(record)) else ""
        told = (mailed.left_by_person(record, policy), mailed.own_words(record, policy), mailed.signers(record))
        beside = "".join(f" {each}." for each in told if each)
        return f"Sent{to}{at}. {notes.decided(record, policy)}.{beside}"
    return sentence(last or "Closed: nothing is left to ask for")


def _sent_at(record: PacketRecord) -> datetime | None:
    last = record.last
    return last.at if last is not None and last.event is PacketEvent.CONFIRM else None


def _trace(record: PacketRecord, policy: Policy, mail: OutboxItem | None, newer: str) -> list[Block]:
    if not record.is_live:
        return [small(f"{_plain_account(record)}: {_ending(record, policy)}")]
    troubled = mail is not None and mail.state in (OutboxState.UNCERTAIN, OutboxState.FAILED)
    told = notes.last_move(record, policy) or "A newer card has taken its place"
    whose = f"It is with {reviewer(record.reviewer, policy)} now" + (", and its mail needs a look" if troubled else "")
    trace = f"{_plain_account(record)}: {sentence(told)} {whose}. No buttons here: use the newer card"
    return [rich(line(own(f"{trace}: "), link("open it", newer)))] if newer else [small(f"{trace}.")]


def _plain_account(record: PacketRecord) -> str:
    return f"{account_name(record)} · {mailed.owed_words(record)}"


def _bare(record: PacketRecord, policy: Policy, mail: OutboxItem | None) -> list[Block]:
    told = f"This account does not fit on a card: {count(len(record.packet.items), 'invoice')}. Details has all of it."
    paused = _rich(notes.pause(record))
    row = buttons(record, policy, is_whole=False, mail=mail)
    return [header(headline(record, policy, mail)), *paused, *_rich(mail_trouble(mail)), small(told), row]
