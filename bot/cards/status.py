"""Answers to `/collections`: what can be typed, how fresh everything is, and whether mail is paused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.cards.blocks import header, rich, small, table
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import check, first_fitting
from bot.cards.names import clock, count, entity, local_day, sentence, short_day
from bot.cards.text import bullets, line, own, safe, theirs, top_text
from models.ledger import SourceStamp
from models.morning import Morning, MorningState
from models.pause import Pause
from models.policy import Policy

_SOURCES = 40
_HOUR = 60

#: What can be typed, and what it answers. No row names anybody's record.
COMMANDS: Sequence[tuple[str, str]] = (
    ("/invoice NUMBER or NAME", "everything known about an invoice or an account"),
    ("/account NAME or ID", "the seven facts, what is open, who has it"),
    ("/account NAME or ID sent", "every mail that left: when, and approved by whom"),
    ("/aging [ENTITY] [CURRENCY]", "what is open by age, what moved in a week, what is blocked by what"),
    ("/disputes", "open disputes, the unacknowledged first"),
    ("/promises", "due today, this week, broken, kept"),
    ("/collections status", "sources, each morning, what waits, the model, the pause"),
    ("/collections pause REASON", "finance leads: no mail leaves until it is resumed"),
    ("/collections resume REASON", "finance leads: what was approved is checked again and leaves"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How everything stands at *now*."""

    now: datetime
    #: None = nothing was imported yet.
    as_of: date | None
    stamps: Sequence[SourceStamp]
    #: Names of the sources that are out of date.
    late: frozenset[str]
    #: Of every billing entity of ours.
    mornings: Sequence[Morning]
    #: Billing entity → days of the last two weeks that had no morning and should have.
    missed: Mapping[str, Sequence[date]]
    #: How many of what waits, in words: ("decision", 3).
    waiting: Sequence[tuple[str, int]]
    #: Whether the counts are the asker's own alone.
    is_own: bool
    #: What each model does, with its name; empty = there is none.
    models: Sequence[tuple[str, str]]
    pause: Pause | None


def help_answer(problem: str = "") -> Drawing:
    """Every command, after *problem*, what was wrong with what they typed."""
    told = [line(theirs(problem, 200))] if problem else []
    lines = [line(own(typed, bold=True), own(f": {what}")) for typed, what in COMMANDS]
    text = top_text(safe(problem, 150) or "What can be typed")
    parts = [*told, line(own("What can be typed:")), bullets(*lines), line(own("Only you see the answers."))]
    return check(Drawing(blocks=[rich(*parts)], text=text))


def status_answer(status: Status, policy: Policy) -> Drawing:
    """Draw it; one table, as many sources as fit."""
    title = "Mail is paused" if status.pause else "Mail leaves as approved"
    mornings = [_morning(morning, status, policy) for morning in status.mornings]
    lines = [*_paused(status.pause, policy, status.now), *mornings, _books(status), _waiting(status), _model(status)]
    head = [header(f"Collections · {title}"), rich(bullets(*lines))]
    return first_fitting(
        Drawing(blocks=[*head, *_sources(status, policy, most), small("Only you see this.")], text=top_text(title))
        for most in range(_SOURCES, 0, -1)
    )


def _paused(pause: Pause | None, policy: Policy, now: datetime) -> list[Block]:
    if pause is None:
        return []
    since = clock(pause.since, policy, local_day(now, policy))
    head = own(f"Paused by {safe(pause.by_name, 60)} since {since}: ", bold=True)
    return [line(head, theirs(sentence(pause.reason), 400))]


def _morning(morning: Morning, status: Status, policy: Policy) -> Block:
    name = safe(entity(morning.entity, policy), 60)
    days = status.missed.get(morning.entity, ())
    missed = f"; without one: {', '.join(short_day(day, morning.day) for day in days)}" if days else ""
    return line(own(f"Morning of {name}: ", bold=True), own(f"{_stands(morning, policy)}{missed}."))


def _stands(morning: Morning, policy: Policy) -> str:
    """Times of day are the entity's own."""
    zone = ZoneInfo(policy.entities[morning.entity].timezone)
    due, until = (f"{at.astimezone(zone):%H:%M}" for at in (morning.due_at, morning.until))
    ran = f"{morning.last.at.astimezone(zone):%H:%M}" if morning.last else ""
    last = f"last on {short_day(morning.last.day, morning.day)}, {ran}" if morning.last else "none has run yet"
    told = {
        MorningState.RAN: f"ran today, {ran}" + (f", due {due}" if morning.came_late else ""),
        MorningState.DUE: f"due since {due}; {last}",
        MorningState.AHEAD: f"today at {due}; {last}",
        MorningState.LEFT_OUT: f"left out today, it had not come by {until}; {last}",
        MorningState.DAY_OFF: f"none today; {last}",
    }
    return f"{told[morning.state]} ({policy.entities[morning.entity].timezone})"


def _books(status: Status) -> Block:
    books = f"of {short_day(status.as_of)}" if status.as_of else "nothing was imported yet"
    return line(own("Books: ", bold=True), own(f"{books}."))


def _waiting(status: Status) -> Block:
    counted = ", ".join(count(number, what) for what, number in status.waiting if number) or "nothing"
    return line(own("Waits with you: " if status.is_own else "Waits: ", bold=True), own(f"{counted}."))


def _model(status: Status) -> Block:
    named = "; ".join(f"{safe(model, 60)} {does}" for does, model in status.models)
    told = named or "off; rules and approved sentences alone"
    return line(own("Language model: ", bold=True), own(f"{told}."))


def _sources(status: Status, policy: Policy, most: int) -> list[Block]:
    if not status.stamps:
        return []
    rows = [_source(stamp, status, policy) for stamp in status.stamps[:most]]
    more = len(status.stamps) - len(rows)
    tail = [small(f"and {count(more, 'more source')}")] if more > 0 else []
    return [table(("Source", "True for", "Read", "Rows"), ("left", "left", "left", "right"), rows), *tail]


def _source(stamp: SourceStamp, status: Status, policy: Policy) -> tuple[str, str, str, str]:
    is_late = " · LATE" if stamp.name in status.late else ""
    rejected = f", {stamp.rejected} rejected" if stamp.rejected else ""
    read = f"{clock(stamp.read_at, policy, local_day(status.now, policy))} ({_age(stamp.read_at, status.now)} ago)"
    return f"{safe(stamp.name, 40)}{is_late}", short_day(stamp.as_of), read, f"{stamp.rows}{rejected}"


def _age(since: datetime, now: datetime) -> str:
    minutes = max(int((now - since).total_seconds() // 60), 0)
    if minutes < _HOUR:
        return f"{minutes} min"
    return f"{minutes // _HOUR} h" if minutes < 48 * _HOUR else count(minutes // (24 * _HOUR), "day")


def paused_answer(pause: Pause, policy: Policy) -> Drawing:
    """To the one who paused."""
    told = f"Mail is paused since {clock(pause.since, policy)}. No mail leaves until a finance lead types"
    then = (
        "Every card is drawn anew to say so, without Approve; a press on one that still shows it is refused. "
        "What was approved waits, and is checked again before it leaves."
    )
    parts = [line(own(f"{told} /collections resume REASON.")), line(own(then))]
    return check(Drawing(blocks=[rich(*parts)], text=top_text("Mail is paused")))


def resumed_answer() -> Drawing:
    """To the one who resumed."""
    told = "Mail leaves again. What was approved is checked first; where something has moved, the card asks anew."
    return check(Drawing(blocks=[rich(line(own(told)))], text=top_text("Mail leaves again")))
