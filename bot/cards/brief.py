"""A brief on a card and in Details. Every line is a record, a sum or a quote, but for what is marked as AI wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from bot import wording
from bot.cards.drawing import Block
from bot.cards.names import clock, count, local_day, short_day
from bot.cards.room import Room
from bot.cards.text import bullets, line, own, quoted, safe, theirs
from models.account_fact import Presence
from models.brief import Brief, Event, Matter, Note, Option, OptionSheet, Point, PointOnRecord, Quotation, Wording
from models.evidence import Evidence
from models.policy import Policy

#: What a text of theirs was read as; their sentence is never far.
_SEEMS: Mapping[Matter, str] = {
    Matter.DISPUTE: "They seem to challenge what they owe",
    Matter.PLAN: "They seem to ask for a payment plan",
    Matter.CREDIT: "They seem to expect a credit",
    Matter.RENEWAL: "They seem to want to stop or pause",
}
#: What the record says without a word of theirs.
_KNOWN: Mapping[Matter, str] = {
    Matter.DISPUTE: "They challenge what they owe",
    Matter.PLAN: "A payment plan has come up",
    Matter.CREDIT: "A credit is promised to them",
    Matter.RENEWAL: "A renewal is near or at risk",
}
_NONE: Mapping[Wording, str] = {
    Wording.NO_ANSWER: "The model gave no answer about these messages. The brief is put together from records alone.",
    Wording.NOTHING_CHECKED: "Nothing the model said could be found in the messages. The brief is from records alone.",
}
_SAID = 2
_AI = "AI wording, not from records; the words it rests on stand below each line"
_NOT_ADVICE = "Sums are the ledger's; none is recommended."
#: What answers the question first, per matter.
_FIRST: Mapping[Matter, tuple[Point, ...]] = {
    Matter.DISPUTE: (Point.OWED, Point.DELIVERY, Point.TICKETS, Point.PRICE),
    Matter.PLAN: (Point.PROMISES, Point.OWED),
    Matter.CREDIT: (Point.OWED, Point.TICKETS, Point.PROMISES),
    Matter.RENEWAL: (Point.TICKETS, Point.OWED),
}


# ── on the card of an executive review ────────────────────────────────────────────────────────────


def three_lines(brief: Brief | None, room: Room) -> list[Block]:
    """What it is about, what the record has, what is open; nothing where there is nothing to decide but the path."""
    if brief is None or brief.matter is None:
        return []
    names = ", ".join(option.name[:1].lower() + option.name[1:] for option in brief.sheets[0].options)
    options = line(own("Options: ", bold=True), own(f"{names}. More in Details, under Brief."))
    if brief.matter is Matter.RENEWAL:
        # Why it is here says all the rest.
        return [options]
    record = {each.point: each for each in brief.record}
    first = [_shortest(record[point], room) for point in _FIRST[brief.matter] if point in record][:3]
    still = [line(own("Open: ", bold=True), theirs(each, room.cut(180)), own(".")) for each in brief.open_points[:1]]
    return [
        line(own("Brief: ", bold=True), own(_about(brief, brief.matter))),
        line(own("The record has: ", bold=True), theirs("; ".join(first), room.cut(300)), own(".")),
        *still,
        options,
    ]


def _about(brief: Brief, matter: Matter) -> str:
    since = f", since {short_day(brief.since)}" if brief.since else ""
    is_read = bool(brief.said) and not (matter is Matter.DISPUTE and brief.is_flagged)
    most = "up to " if brief.is_at_most else ""
    return f"{(_SEEMS if is_read else _KNOWN)[matter]}{since}. It touches {most}{wording.amount(brief.amount)}."


def _shortest(point: PointOnRecord, room: Room) -> str:
    if point.presence is Presence.PRESENT:
        return safe(point.evidence[0].fact, room.cut(140))
    return f"{point.point}: {'none' if point.presence is Presence.ABSENT else 'unknown'}"


# ── on the card of a dispute ──────────────────────────────────────────────────────────────────────


def said(brief: Brief, policy: Policy) -> list[Block]:
    """Their own sentences about it, each once, under the head of its message."""
    parts: list[Block] = []
    for head, quotations in groupby(brief.said[-_SAID:], lambda each: _head(each, policy)):
        sentences = [theirs(each.text, 400) for each in quotations]
        parts += [line(own(head)), quoted(*_apart(sentences))]
    return parts


def shows(brief: Brief, sentence: str) -> bool:
    """Whether `said` has this sentence."""
    return " ".join(sentence.split()) in [each.text for each in brief.said[-_SAID:]]


def _apart(runs: Sequence[Block]) -> list[Block]:
    return [part for run in runs for part in (own("\n"), run)][1:]


def on_dispute(brief: Brief, policy: Policy, part: float = 1) -> list[Block]:
    """The brief under the disputed lines; *part* of the usual length."""
    cut = Room(part, 0)
    happened = " · ".join(_happened(each) for each in brief.events[-cut.most(6) :])
    points = [_point(each, cut) for each in brief.record if each.presence is Presence.PRESENT]
    points += [line(own(told)) for told in _not_there(brief.record)]
    parts = [line(own("The record has", bold=True)), bullets(*points)]
    if happened:
        parts.append(line(own("In order: ", bold=True), theirs(happened, cut.cut(700))))
    if brief.open_points:
        still = [line(theirs(each, cut.cut(200))) for each in brief.open_points[: cut.most(4)]]
        parts += [line(own("Still open", bold=True)), bullets(*still)]
    for sheet in brief.sheets[: cut.most(2)]:
        parts += _sheet(sheet, cut, is_short=True)
    return [*parts, *_notes(brief, policy, cut.most(3), cut)]


def _happened(event: Event) -> str:
    return f"{short_day(event.on)} {safe(event.what, 80)}"


def _not_there(record: Sequence[PointOnRecord]) -> Iterator[str]:
    """What the record has not, and what nobody knows, in a line each."""
    for presence, label in ((Presence.ABSENT, "None on record"), (Presence.UNKNOWN, "Unknown")):
        points = [str(each.point) for each in record if each.presence is presence]
        if points:
            yield f"{label}: {', '.join(points)}"


def _point(point: PointOnRecord, cut: Room) -> Block:
    head = own(f"{point.point.capitalize()}: ", bold=True)
    shown = [safe(each.fact, cut.cut(150)) for each in point.evidence[: cut.most(3)]]
    more = len(point.evidence) - len(shown)
    return line(head, own("; ".join([*shown, *([f"and {more} more"] if more else [])])))


# ── the options ───────────────────────────────────────────────────────────────────────────────────


def _sheet(sheet: OptionSheet, cut: Room, *, is_short: bool) -> list[Block]:
    seen: set[frozenset[tuple[Evidence, ...]]] = set()
    lines = []
    for option in sheet.options:
        sides = frozenset((option.speaks_for, option.speaks_against))
        # The other side of the same question has the same facts.
        lines.append(_option(option, cut, has_sides=sides not in seen, is_short=is_short))
        seen.add(sides)
    head = line(own(f"Options for the {sheet.matter}. ", bold=True), own(_NOT_ADVICE))
    return [head, bullets(*lines)]


def _option(option: Option, cut: Room, *, has_sides: bool, is_short: bool) -> Block:
    runs = [own(f"{option.name}: ", bold=True), own(f"{option.money}; {option.days}. ")]
    runs.append(own(f"Needs: {option.needs}."))
    if has_sides:
        runs += _side(" For: ", option.speaks_for, cut, is_short=is_short)
        runs += _side(" Against: ", option.speaks_against, cut, is_short=is_short)
    return line(*runs)


def _side(label: str, evidence: Sequence[Evidence], cut: Room, *, is_short: bool) -> list[Block]:
    if not evidence:
        return []
    told = [each.fact if is_short else f"{each.fact} ({_place(each)})" for each in evidence[: cut.most(3)]]
    return [own(label, bold=True), theirs("; ".join(told), cut.cut(240) if is_short else 2_000), own(".")]


def _place(evidence: Evidence) -> str:
    origin = evidence.origin
    return f"{safe(origin.source, 40)}, {safe(origin.row, 80)}, as of {short_day(origin.as_of)}"


# ── in Details ────────────────────────────────────────────────────────────────────────────────────


def whole(brief: Brief | None, policy: Policy) -> Iterator[Block]:
    """All of it with its records; nothing where nothing is disputed or asked for and no model said a word."""
    if brief is None or (brief.matter is None and brief.wording is not Wording.SHOWN):
        return
    cut = Room(4, 0)
    if brief.matter is not None:
        yield line(own(_about(brief, brief.matter), bold=True))
        yield from (part for each in brief.said for part in _quoted(each, policy, 500))
        for sheet in brief.sheets:
            yield from _sheet(sheet, cut, is_short=False)
    if brief.open_points:
        yield line(own("Still open", bold=True))
        yield bullets(*(line(theirs(each, 400)) for each in brief.open_points))
    if brief.matter is not None:
        yield line(own("The record has", bold=True))
        yield bullets(*(_point_whole(each) for each in brief.record))
        yield from _in_order(brief.events)
    yield line(own("The last exchanges, a sentence of each", bold=True))
    yield from (part for each in brief.exchanges for part in _quoted(each, policy, 500))
    yield from _notes(brief, policy, 12, cut)


def _point_whole(point: PointOnRecord) -> Block:
    head = own(f"{point.point.capitalize()}: ", bold=True)
    if point.presence is not Presence.PRESENT:
        return line(head, own("none" if point.presence is Presence.ABSENT else "unknown"))
    return line(head, theirs("; ".join(f"{each.fact} ({_place(each)})" for each in point.evidence), 1_500))


def _in_order(events: Sequence[Event]) -> Iterator[Block]:
    named = [f"{each.what} ({each.message_id})" if each.message_id else each.what for each in events]
    told = [line(theirs(f"{short_day(each.on)}: {what}", 200)) for each, what in zip(events, named, strict=True)]
    if told:
        yield line(own("In order", bold=True))
        yield bullets(*told)


def _head(quotation: Quotation, policy: Policy) -> str:
    day = short_day(local_day(quotation.at, policy))
    who = f"we ({safe(quotation.sender, 60)})" if quotation.is_ours else safe(quotation.sender, 60)
    return f"{day}, {clock(quotation.at, policy)}, {who}:"


def _quoted(quotation: Quotation, policy: Policy, most: int) -> list[Block]:
    head = f"{_head(quotation, policy).removesuffix(':')} (message {safe(quotation.message_id, 60)}):"
    return [line(own(head)), quoted(theirs(quotation.text, most))]


def _notes(brief: Brief, policy: Policy, most: int, cut: Room) -> list[Block]:
    """The model's bullets, each marked and beside the words it rests on; or why there are none."""
    if brief.wording is Wording.NOT_ASKED:
        return []
    if brief.wording is not Wording.SHOWN:
        return [line(own("No AI wording. ", bold=True), own(_NONE[brief.wording]))]
    parts = [line(own(_AI, bold=True))]
    for note, source in brief.notes[:most]:
        parts += _note(note, source, policy, cut)
    more = len(brief.notes) - most
    return [*parts, *([line(own(f"and {count(more, 'more line')}"))] if more > 0 else [])]


def _note(note: Note, source: Quotation, policy: Policy, cut: Room) -> list[Block]:
    label = own(f"AI wording ({note.kind}): ", bold=True)
    return [line(label, theirs(note.text, cut.cut(240), italic=True)), *_quoted(source, policy, cut.cut(300))]
