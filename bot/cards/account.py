"""Answers to `/account`: what is known of one account, and every mail that left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot import wording
from bot.cards.account_facts import short_seven
from bot.cards.blocks import header, rich, small, table
from bot.cards.dispute_course import credit_awaited
from bot.cards.drawing import Block, Drawing
from bot.cards.evidence import said_in_slack
from bot.cards.invoice import FollowUp, dispute_line, follow_up_words, outside_words
from bot.cards.kept_words import promises
from bot.cards.lateness import late_told
from bot.cards.limits import check, first_fitting
from bot.cards.names import PLAYS, clock, count, entity, short_day
from bot.cards.recorded import by_and_when
from bot.cards.room import ROOMS
from bot.cards.standing_holds import NO_HOLDS, HoldsAnswer, standing_holds
from bot.cards.text import bullets, line, own, safe, top_text
from models.dispute import Dispute
from models.draft import Play
from models.fact import Fact
from models.ledger import Account
from models.money import Money, total
from models.packet import OpenItem
from models.policy import Policy
from models.sla import DisputeClock

_LINES = 20
_MAILS = 25
_LAST = 3
_DISPUTES = 5
_NUMBERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """One mail that left, with the name that approved it."""

    at: datetime
    #: What it was: a Play, or the word a file of another day had.
    play: str
    invoices: tuple[str, ...]
    approved_by: str
    #: Both None or empty where its packet is not on record.
    approved_at: datetime | None = None
    to: tuple[str, ...] = ()
    #: What the record had open on what it asked for; None = no money, or not on record.
    asked: Money | None = None
    #: "In the words of Olive Byrne: it says “€4,380.00”"; "" = no person wrote words of it.
    own_words: str = ""
    #: "Signed by Freya Lindqvist"; "" = nobody signed it.
    signers: str = ""
    #: "FS-3161 left out by Marco Reyes"; "" = nothing was.
    left_out: str = ""
    came_back: bool = False
    #: Where its card is; "" = not known.
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountAnswer:
    """One account for the person who asked."""

    account: Account
    owner_name: str
    as_of: date
    now: datetime
    #: Each billing entity and currency with something past due or followed up, in the order of the cards.
    follow_ups: tuple[FollowUp, ...]
    #: Everything open, due or not, the oldest due date first.
    items: Sequence[OpenItem]
    #: The open ones, with the clocks that run.
    disputes: tuple[Dispute, ...] = ()
    clocks: Mapping[str, DisputeClock]
    #: Those that are decided and wait for their credit note.
    credits_expected: tuple[Dispute, ...] = ()
    holds: HoldsAnswer = NO_HOLDS
    #: Newest first.
    sent: Sequence[SentMail] = ()
    #: Every press about the account, oldest first; messages put beside it are shown.
    facts: tuple[Fact, ...] = ()


def account_answer(answer: AccountAnswer, *, policy: Policy) -> Drawing:
    """Draw all of it, or as much as Slack takes and a line that says so."""
    title = _title(answer)
    head = [header(title), small(_standing(answer)), *_stopped(answer, policy)]
    told = _told(answer, policy)

    def drawing(most: int) -> Drawing:
        rest = [] if most == len(told) else [small("The rest does not fit here; the follow-up's card has it.")]
        return Drawing(blocks=[*head, *told[:most], *rest], text=top_text(title))

    return first_fitting(map(drawing, range(len(told), -1, -1)))


def _name(account: Account) -> str:
    return safe(account.name or account.id, 60) or "Account without a name"


def _title(answer: AccountAnswer) -> str:
    owed = _sums(item for item in answer.items if item.days_past_due > 0)
    return f"{_name(answer.account)} · {f'{owed} past due' if owed else 'nothing past due'}"


def _sums(items: Iterable[OpenItem]) -> str:
    amounts = [item.open for item in items]
    currencies = sorted({each.currency for each in amounts})
    return ", ".join(wording.amount(total((m for m in amounts if m.currency == one), one)) for one in currencies)


def _standing(answer: AccountAnswer) -> str:
    owner = safe(answer.owner_name, 60)
    return f"{safe(answer.account.id, 40)} · owner: {owner} · records of {short_day(answer.as_of)} · only you see this"


def _stopped(answer: AccountAnswer, policy: Policy) -> list[Block]:
    lines = [dispute_line(one, policy, answer.now, answer.clocks.get(one.id)) for one in answer.disputes[:_DISPUTES]]
    more = len(answer.disputes) - len(lines)
    lines += [line(own(f"and {count(more, 'more open dispute')}: /disputes"))] if more > 0 else []
    lines += [line(own(told)) for one in answer.credits_expected[:_DISPUTES] if (told := credit_awaited(one, policy))]
    return [*([rich(*lines)] if lines else []), *standing_holds(answer.account, answer.holds)]


def _told(answer: AccountAnswer, policy: Policy) -> list[Block]:
    facts = answer.follow_ups[0].packet if answer.follow_ups else None
    seven = [rich(line(own("Seven facts", bold=True)), bullets(*short_seven(facts, ROOMS[0])))] if facts else []
    said = said_in_slack(answer.facts, policy)
    # What is of the account stands beside each of its follow-ups.
    every = {each.key: each for one in answer.follow_ups for each in one.packet.recorded}
    recorded = [by_and_when(each) for each in every.values()]
    return [
        rich(*_has_it(answer, policy)),
        *([rich(*recorded)] if recorded else []),
        *_promised(answer),
        *seven,
        *_late(answer),
        *_open(answer, policy),
        rich(*_last_sent(answer, policy)),
        *([rich(*said)] if said else []),
    ]


def _has_it(answer: AccountAnswer, policy: Policy) -> list[Block]:
    if not answer.follow_ups:
        return [line(own("Follow-up: none, nothing is past due."))]
    return [_follow_up(each, policy) for each in answer.follow_ups]


def _follow_up(each: FollowUp, policy: Policy) -> Block:
    packet = each.packet
    head = own(f"{safe(entity(packet.entity, policy), 40)}, {packet.currency}: ", bold=True)
    if each.state is None and packet.outside_pilot:
        return line(head, own(f"{safe(outside_words(packet), 300)}."))
    if each.state is None and packet.past_due.minor <= 0:
        return line(head, own("nothing is past due."))
    return line(head, own(f"{wording.amount(packet.past_due)} past due · {follow_up_words(each)}"))


def _promised(answer: AccountAnswer) -> list[Block]:
    told = [part for each in answer.follow_ups for part in promises(each.packet, ROOMS[0])]
    return [rich(*told)] if told else []


def _late(answer: AccountAnswer) -> list[Block]:
    told = [(each.packet, late_told(each.packet, ROOMS[0])) for each in answer.follow_ups]
    seen: dict[str, list[Block]] = {str(lines): lines for _, lines in told if lines}
    return [rich(*lines) for lines in seen.values()]


# ── what is open ──────────────────────────────────────────────────────────────────────────────────


def _open(answer: AccountAnswer, policy: Policy) -> list[Block]:
    if not answer.items:
        return [small("Nothing is open.")]
    keys = dict.fromkeys((item.invoice.entity, item.open.currency) for item in answer.items)
    lines = [line(*_key(answer.items, key, policy)) for key in keys]
    rows = [_row(item) for item in answer.items[:_LINES]]
    more = len(answer.items) - len(rows)
    rest = answer.items[_LINES:]
    tail = [small(f"and {count(more, 'more invoice')}, {_sums(rest)}, of later due dates")] if more > 0 else []
    found = table(("Invoice", "Open", "Due", "Days"), ("left", "right", "left", "right"), rows)
    return [rich(line(own("Open", bold=True)), bullets(*lines)), found, *tail]


def _key(items: Sequence[OpenItem], key: tuple[str, str], policy: Policy) -> list[Block]:
    mine = [item for item in items if (item.invoice.entity, item.open.currency) == key]
    due = [item for item in mine if item.days_past_due > 0]
    owed = f", {_sums(due)} of it past due on {count(len(due), 'invoice')}" if due else ", none past due"
    return [own(f"{safe(entity(key[0], policy), 40)}: ", bold=True), own(f"{_sums(mine)} open{owed}")]


def _row(item: OpenItem) -> tuple[str, str, str, str]:
    days = str(item.days_past_due) if item.days_past_due > 0 else "–"
    return safe(item.invoice.number, 40), wording.amount(item.open), short_day(item.invoice.due_on), days


# ── what was sent ─────────────────────────────────────────────────────────────────────────────────


def _last_sent(answer: AccountAnswer, policy: Policy) -> list[Block]:
    if not answer.sent:
        return [line(own("Sent by us: ", bold=True), own("nothing."))]
    more = len(answer.sent) - _LAST
    asked = safe(answer.account.id, 60)
    rest = [line(own(f"and {more} more: /account {asked} sent"))] if more > 0 else []
    return [line(own("Sent by us", bold=True)), bullets(*(_mail(one, policy) for one in answer.sent[:_LAST]), *rest)]


def sent_answer(account: Account, sent: Sequence[SentMail], *, policy: Policy) -> Drawing:
    """Every mail that left, newest first: what, when, to whom, and approved by whom."""
    title = f"{_name(account)} · {count(len(sent), 'mail')} sent" if sent else f"{_name(account)} · no mail sent"

    def drawing(most: int) -> Drawing:
        more = len(sent) - most
        tail = f"and {count(more, 'earlier mail')} · " if more > 0 else ""
        body = [rich(bullets(*(_mail(one, policy) for one in sent[:most])))] if most else []
        return Drawing(blocks=[header(title), *body, small(f"{tail}Only you see this.")], text=top_text(title))

    return first_fitting(map(drawing, range(min(len(sent), _MAILS), -1, -1)))


def _mail(mail: SentMail, policy: Policy) -> Block:
    what = PLAYS[Play(mail.play)] if mail.play in set(Play) else safe(mail.play, 40) or "mail"
    numbers = ", ".join([safe(each, 30) for each in mail.invoices[:_NUMBERS]])
    more = len(mail.invoices) - _NUMBERS
    about = f" about {numbers}{f' and {more} more' if more > 0 else ''}" if numbers else ""
    to = f" to {safe(', '.join(mail.to), 120)}" if mail.to else ""
    when = f", {clock(mail.approved_at, policy, date.min)}" if mail.approved_at else ""
    back = " It came back." if mail.came_back else ""
    on_record = " on record" if mail.own_words else ""
    about += f", {wording.amount(mail.asked)}{on_record}" if mail.asked else ""
    back += "".join(f" {each}." for each in (mail.left_out, mail.own_words, mail.signers) if each)
    told = f": {what}{about}{to}, approved by {safe(mail.approved_by, 60)}{when}.{back}"
    link = [own(" "), {"type": "link", "url": mail.link, "text": "card"}] if mail.link else []
    return line(own(clock(mail.at, policy, date.min), bold=True), own(told), *link)


def account_usage(account_id: str = "") -> Drawing:
    """What can be asked, with an account of theirs where they have one."""
    shown = safe(account_id, 60) or "NAME"
    ways = (("a part of its name or its number, with everything known", shown), ("every mail sent", f"{shown} sent"))
    lines = [line(own(f"/account {typed}", bold=True), own(f": {what}")) for what, typed in ways]
    parts = [line(own("Type an account's name or number:")), bullets(*lines), line(own("Only you see the answer."))]
    return check(Drawing(blocks=[rich(*parts)], text=top_text(f"Type an account's name or number: /account {shown}")))
