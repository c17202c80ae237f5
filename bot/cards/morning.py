"""The morning of one reader: what needs them, linked to its card; below, in a line each, who has the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot import wording
from bot.cards.blocks import Align, actions, button, header, linked, reference, rich, small, table
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import TABLE_ROWS, DoesNotFitError, check
from bot.cards.names import count, sentence, short_day
from bot.cards.settle_post import settle_post_button
from bot.cards.text import line, own, safe, top_text
from models.controls import Action
from models.gate import GateEffect
from models.lifecycle import PacketState
from models.money import Money, total
from models.packet_record import PacketRecord
from models.policy import Member

_HEADS = ("Account", "Past due", "Days", "What")
_ALIGNED: tuple[Align, ...] = ("left", "right", "right", "left")
#: More names than this in one line are not read but searched, and /invoice is for that.
_NAMES = 12
_PAID = 5
_WROTE = 3
_CALM = "Nothing is past due on your accounts. Nothing is asked of you this morning."
_NONE = "Nothing needs you this morning."


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One account, or one dispute, of a reader's morning."""

    account_name: str
    #: Past due, one per currency; empty = nothing is any more.
    amounts: tuple[Money, ...]
    #: None = the row is not about a due date.
    days_past_due: int | None
    #: Where it stands below the table: "With finance", "Waiting", "Done today".
    who_has_it: str
    #: "promised for 26 Nov 2026, in time until 30 Nov 2026", "choose the path".
    why: str
    needs_you: bool
    #: What tells two accounts of one name apart; "" = the name does.
    account_id: str = ""
    #: Where its live card is; "" = nowhere, or Slack's address is not known.
    link: str = ""
    #: What *amounts* is made of, by something that names each invoice: two rows may show the same one.
    lines: Mapping[str, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What happened on a reader's accounts since their last list."""

    #: "yesterday", "Friday".
    when: str
    sent: int = 0
    #: Accounts whose packet closed because the money came.
    paid: tuple[str, ...] = ()
    #: Account and the words that matter, newest first.
    wrote: tuple[tuple[str, str], ...] = ()
    #: Cards that were not in the reader's channel before, of packets and of disputes.
    new: int = 0
    #: Accounts whose hold ended by itself.
    back: tuple[str, ...] = ()
    #: Account, and who acted on it.
    taken: tuple[tuple[str, str], ...] = ()
    #: Account, and the role that has it now without anybody's press.
    moved: tuple[tuple[str, str], ...] = ()
    #: Accounts of disputes the reader flagged that nobody has taken.
    untaken: tuple[str, ...] = ()
    #: Account, and what its books say of promises, money and tickets.
    changed: tuple[tuple[str, str], ...] = ()


def morning_list(
    owner: Member,
    day: date,
    rows: Sequence[ListRow],
    since: Since | None = None,
    above: Sequence[str] = (),
    *,
    alike: int = 0,
    below: str = "",
    unsettled: str = "",
) -> Drawing:
    """Draw the list. The order of *rows* is kept: it is that of the cards. *above* concerns all of them.

    *alike* is how many of them one form could approve; 0 = no two. *below* is its foot, in small letters.
    *unsettled* is the key of a post the reader has to settle; "" = none.
    """
    title = _title(owner, day, rows)
    warned = [rich(*(line(own(text, bold=True)) for text in above))] if above else []
    told = [header(title), *warned, *settle_post_button(unsettled), *(small(text) for text in _since(since))]
    foot = [small(below)] if below else []
    if not rows:
        return check(Drawing(blocks=[*told, rich(line(own(_CALM))), *foot], text=top_text(title)))
    needing = [row for row in rows if row.needs_you]
    rest = _groups([row for row in rows if not row.needs_you and not _is_told(row, needing)])

    def drawing(most: int, names: int) -> Drawing:
        body = [*_totals_line(rows, needing), *_needing(needing, most), *_together(owner, alike), *_rest(rest, names)]
        return Drawing(blocks=[*told, *body, *foot], text=top_text(title))

    # What needs the reader comes before the names of what does not.
    most = _largest(min(len(needing), TABLE_ROWS - 1), lambda most: drawing(most, 0))
    names = _largest(_NAMES, lambda names: drawing(most, names))
    return check(drawing(most, names))


def late_sources(records: Iterable[PacketRecord]) -> list[str]:
    """For each source without which cards cannot be approved, one sentence: which it is, and how many wait."""
    to_decide = (one.packet for one in records if one.state in (PacketState.PREPARED, PacketState.POSTED))
    carded = (packet for packet in to_decide if not packet.gated(GateEffect.NO_CARD))
    waiting = Counter(gap for packet in carded for gap in packet.gaps if gap.blocks)
    return [
        f"{gap.what[0].upper()}{safe(gap.what[1:], 60)}. {sentence(safe(gap.why_it_matters, 240))} "
        f"{count(number, 'card')} here {'waits' if number == 1 else 'wait'} for it."
        for gap, number in waiting.items()
    ]


def _largest(most: int, drawing: Callable[[int], Drawing]) -> int:
    """The largest number up to *most* with which the drawing still fits."""
    return bisect_left(range(1, most + 1), True, key=lambda number: not _fits(drawing(number)))


def _fits(drawing: Drawing) -> bool:
    try:
        check(drawing)
    except DoesNotFitError:
        return False
    return True


def _title(owner: Member, day: date, rows: Sequence[ListRow]) -> str:
    needing = _accounts(row for row in rows if row.needs_you)
    verb = "needs" if needing == 1 else "need"
    asked = f"{needing} of {count(_accounts(rows), 'account')} {verb} you" if needing else "nothing needs you"
    # A dispute and the follow-up of its account are two decisions, and two rows of the table.
    decisions = sum(row.needs_you for row in rows)
    asked += f", {decisions} decisions" if decisions > needing else ""
    return f"{safe(owner.name, 60)} · {short_day(day)} · {asked if rows else 'nothing past due'}"


def _accounts(rows: Iterable[ListRow]) -> int:
    return len({row.account_id or row.account_name for row in rows})


# ── what changed ──────────────────────────────────────────────────────────────────────────────────


def _since(since: Since | None) -> list[str]:
    """A few small lines; none when nothing happened."""
    if since is None:
        return []
    counted = [f"sent {since.sent}"] if since.sent else []
    if since.paid:
        counted.append(f"paid: {_accounts_named(since.paid)}")
    if since.new:
        counted.append(count(since.new, "new card"))
    if since.back:
        counted.append(f"back from hold: {_accounts_named(since.back)}")
    if since.untaken:
        counted.append(f"your disputes nobody has taken: {_accounts_named(since.untaken)}")
    quoted = [f"{safe(name, 40)} (“{safe(words, 80)}”)" for name, words in since.wrote]
    taken = [f"{safe(name, 40)} ({safe(who, 40)})" for name, who in since.taken]
    moved = [f"{safe(name, 40)} (now with {safe(whom, 40)})" for name, whom in since.moved]
    changed = [f"{safe(name, 40)}: {safe(what, 80)}" for name, what in since.changed]
    lines = [
        " · ".join(counted),
        f"taken up by others: {_names(taken, _PAID, '; ')}" if taken else "",
        f"no longer with you: {_names(moved, _PAID, '; ')}" if moved else "",
        _names(changed, _PAID, "; "),
        f"wrote: {_names(quoted, _WROTE, '; ')}" if quoted else "",
    ]
    first, *others = [text for text in lines if text] or [""]
    return [f"Since {since.when}: {first}", *(text[0].upper() + text[1:] for text in others)] if first else []


def _accounts_named(names: Sequence[str]) -> str:
    return _names([safe(name, 40) for name in names], _PAID, ", ")


def _names(names: Sequence[str], most: int, between: str) -> str:
    more = len(names) - most
    return between.join([*names[:most], *([f"and {more} more"] if more > 0 else [])])


# ── what needs the reader ─────────────────────────────────────────────────────────────────────────


def _totals_line(rows: Sequence[ListRow], needing: Sequence[ListRow]) -> list[Block]:
    every, theirs = _totals(rows), _totals(needing)
    if not every:
        return []
    told = f" · of it with you: {theirs}" if theirs and theirs != every else ""
    return [small(f"Past due: {every}{told}")]


def _needing(rows: Sequence[ListRow], most: int) -> list[Block]:
    if not rows:
        return [rich(line(own(_NONE)))]
    left = rows[most:]
    below = [small(f"and {len(left)} more, all of which need you, worth {_totals(left)}")] if left else []
    if not most:
        return below
    return [table(_HEADS, _ALIGNED, [_cells(row) for row in rows[:most]], wrapped=(0, 3)), *below]


def _together(owner: Member, alike: int) -> list[Block]:
    if not alike:
        return []
    value, spoken = reference("batch", owner.user_id, 0), f"Read and approve {alike} like mails"
    return [actions([button(Action.BATCH, f"Approve alike ({alike})…", value, spoken=spoken)])]


def _cells(row: ListRow) -> tuple[str | Block, str, str, str]:
    name = safe(row.account_name, 40)
    days = "" if row.days_past_due is None else str(row.days_past_due)
    return linked(name, row.link) if row.link else name, _amounts(row.amounts), days, safe(_asked(row), 90)


def _asked(row: ListRow) -> str:
    # What most rows ask need not be read on each.
    return row.why.replace("approve the reminder", "approve")


# ── who has the rest ──────────────────────────────────────────────────────────────────────────────


def _is_told(row: ListRow, needing: Sequence[ListRow]) -> bool:
    """Whether it is a follow-up of which the table has every invoice: it waits for the reader's word on a dispute."""
    shown = {name for one in needing for name in one.lines}
    return row.days_past_due is not None and bool(row.lines) and set(row.lines) <= shown


def _groups(rows: Sequence[ListRow]) -> Mapping[str, list[ListRow]]:
    found: dict[str, list[ListRow]] = {}
    for row in rows:
        found.setdefault(safe(row.who_has_it, 60) or "–", []).append(row)
    return found


def _rest(groups: Mapping[str, list[ListRow]], names: int) -> list[Block]:
    if not groups:
        return []
    return [rich(*(_group(heading, rows, names) for heading, rows in groups.items()))]


def _group(heading: str, rows: Sequence[ListRow], names: int) -> Block:
    heads = f"{heading[0].upper()}{heading[1:]} ({len(rows)})"
    if not names:
        worth = _totals(rows)
        return line(own(f"{heads}{f', worth {worth}' if worth else ''}", bold=True))
    return line(own(f"{heads}: ", bold=True), own(_names([_entry(row) for row in rows], names, "; ")))


def _entry(row: ListRow) -> str:
    named = " ".join(filter(None, (safe(row.account_name, 40), _amounts(row.amounts))))
    return " · ".join(filter(None, (named, safe(row.why, 80).rstrip("."))))


# ── money ─────────────────────────────────────────────────────────────────────────────────────────


def _amounts(amounts: Sequence[Money]) -> str:
    return ", ".join(wording.amount(amount) for amount in amounts)


def _totals(rows: Sequence[ListRow]) -> str:
    return " · ".join(wording.amount(one) for one in totals(rows))


def totals(rows: Sequence[ListRow]) -> tuple[Money, ...]:
    """Every invoice once, one sum per currency."""
    lines = [line for row in rows for line in row.lines.items()]
    # Of an invoice that is disputed in part, the whole is past due.
    whole = {name: max(money for other, money in lines if other == name) for name in dict(lines)}
    amounts = [*whole.values(), *(amount for row in rows if not row.lines for amount in row.amounts)]
    currencies = sorted({amount.currency for amount in amounts})
    return tuple(total((amount for amount in amounts if amount.currency == one), one) for one in currencies)
