"""The Home tab: what waits for its reader, and by role how the whole stands. Long lists are cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot import wording
from bot.cards.aging import AgingAnswer, of_currency
from bot.cards.blocks import divider, header, rich, small
from bot.cards.dispute_clock import asked_by_when, since_when
from bot.cards.drawing import Block
from bot.cards.limits import check_view
from bot.cards.names import clock, count, local_day, rule_words, short_day
from bot.cards.settle_post import settle_post_button
from bot.cards.text import bullets, line, own, safe, theirs
from models.home import (
    Approved,
    ControllerPart,
    Home,
    HomeDispute,
    HomePromise,
    HomeRow,
    HomeSource,
    LeadPart,
    Overridden,
    OwnPart,
    Queue,
    Tie,
)
from models.lifecycle import DisputeState
from models.money import Money, total
from models.policy import Policy
from models.promise import Outcome

_ROWS = 10
_CURRENCIES = 6
R = TypeVar("R")


def home_view(home: Home, ageing: AgingAnswer | None, *, policy: Policy) -> Block:
    """The view for `views.publish`; *ageing* only for those who may see every account."""
    told = [header(f"{safe(home.name, 60)} · {_when(home, policy)}")]
    told += [rich(*(line(theirs(text, 400, bold=True)) for text in home.above))] if home.above else []
    told += settle_post_button(home.unsettled)
    told += _own(home.own, home, policy) if home.own else []
    told += _lead(home.lead, home, policy) if home.lead else []
    told += _controller(home.controller, policy) if home.controller else []
    told += _ageing(ageing) if ageing else []
    told += _sources(home.sources)
    told.append(small("Drawn when you opened it. Only you see it. /collections says what can be typed."))
    return check_view({"type": "home", "blocks": told})


def nothing_here() -> Block:
    """For somebody the policy gives no role."""
    text = "You have no role in collections, so there is nothing here. Finance names people in policy.toml."
    return check_view({"type": "home", "blocks": [rich(line(own(text)))]})


def _when(home: Home, policy: Policy) -> str:
    return f"{short_day(local_day(home.at, policy))}, {clock(home.at, policy)}"


def _part(title: str, *sections: Block) -> list[Block]:
    return [divider(), header(title), *sections]


def _section(title: str, rows: Sequence[R], draw: Callable[[R], Block], rest: str, none: str) -> Block:
    """A bold line with a count, then the rows; *rest* says where more of them are, *none* that there are none."""
    if not rows:
        return rich(line(own(f"{title}: ", bold=True), own(none)))
    lines = [draw(row) for row in rows[:_ROWS]]
    more = len(rows) - len(lines)
    lines += [line(own(f"and {more} more: {rest}"))] if more > 0 else []
    return rich(line(own(f"{title} ({len(rows)})", bold=True)), bullets(*lines))


def _name(name: str, link: str) -> Block:
    if link:
        return {"type": "link", "url": link, "text": safe(name, 40) or "–"}
    return own(safe(name, 40) or "–", bold=True)


def _money(amounts: Sequence[Money]) -> str:
    return ", ".join(wording.amount(amount) for amount in amounts)


# ── theirs ────────────────────────────────────────────────────────────────────────────────────────


def _own(part: OwnPart, home: Home, policy: Policy) -> list[Block]:
    whose = ", all accounts" if part.of_all else ""
    # A lead's own decisions stand under their role, below.
    none = "none on accounts of your own." if part.of_all else "nothing waits for you."
    sign = _section("Waits for your signature", part.to_sign, _row, "the channel of your role", "")
    taken = _section("Disputes with you", part.taken, lambda one: _dispute(one, home, policy), "/disputes", "")
    return _part(
        "With you",
        *([sign] if part.to_sign else []),
        *([taken] if part.taken else []),
        _section("Decisions", part.decisions, _row, "the morning list in your channel", none),
        _section("Waiting, and why", part.held, _row, "the morning list in your channel", "nothing is held."),
        _section(f"Promises due within a week, or still in time{whose}", part.due, _promise, "/promises", "none."),
        _section(f"Promises not kept in the last 30 days{whose}", part.broken, _promise, "/promises", "none."),
    )


def _row(row: HomeRow) -> Block:
    told = " · ".join(filter(None, (_money(row.amounts), safe(row.what, 120))))
    return line(_name(row.account_name, row.link), own(f" · {told}" if told else ""))


def _promise(one: HomePromise) -> Block:
    kept = one.kept
    came = f", {wording.amount(kept.received)} came" if kept.outcome is Outcome.PART_KEPT else ""
    told = f" · {wording.amount(kept.promised)} for {short_day(kept.promise.due_on)}{came}"
    return line(
        _name(one.account_name, ""), own(f"{told}, said by {safe(kept.promise.said_by, 40) or 'nobody on record'}")
    )


# ── finance leadership's ──────────────────────────────────────────────────────────────────────────


def _lead(part: LeadPart, home: Home, policy: Policy) -> list[Block]:
    return _part(
        "Finance leadership",
        *_by_age(part),
        _section("Open disputes", part.disputes, lambda one: _dispute(one, home, policy), "/disputes", "none is open."),
        _section(
            "Executive reviews without a path",
            part.paths,
            _row,
            "the morning lists of finance leadership and of legal",
            "none waits.",
        ),
        _section("Who has decisions waiting", part.queues, _queue, "/collections status", "nobody."),
        _section("Done otherwise in the last 7 days, by rule", part.overridden, _override, "the record", "nothing."),
    )


def _by_age(part: LeadPart) -> list[Block]:
    """How many of which age, and how much, on one small line."""
    told = [f"{age}: {many}, {_money(amounts)}" for age, many, amounts in part.by_age if many]
    return [small(f"Disputes by age: {' · '.join(told)}")] if told else []


def _dispute(one: HomeDispute, home: Home, policy: Policy) -> Block:
    dispute = one.dispute
    amount = total((each.amount for each in dispute.lines), dispute.currency)
    since, days = since_when(dispute, policy, home.at)
    is_taken = dispute.state is DisputeState.OWNED
    whose = "you" if one.is_theirs else safe(dispute.owned_by_name or "", 30) or "finance leadership"
    has_it = f"with {whose}" if is_taken else "nobody has taken it"
    told = (
        wording.amount(amount),
        f"{count(days, 'day')}, {since}" if days else since,
        has_it,
        asked_by_when(one.clock, policy, home.at),
    )
    return line(_name(dispute.account_name, one.link), own("".join(f" · {each}" for each in told if each)))


def _queue(queue: Queue) -> Block:
    oldest = f"the oldest for {count(queue.oldest_days, 'working day')}" if queue.oldest_days else "all since today"
    whose = f"{queue.whose[0].upper()}{queue.whose[1:]}"
    return line(_name(whose, ""), own(f" · {queue.waiting} waiting, {oldest} · {_money(queue.amounts)}"))


def _override(one: Overridden) -> Block:
    pressed = ", ".join(f"{number} {what}" for what, number in one.presses)
    return line(_name(rule_words(one.rule) or "routine, no rule", ""), own(f" · {pressed}"))


# ── the controller's ──────────────────────────────────────────────────────────────────────────────


def _controller(part: ControllerPart, policy: Policy) -> list[Block]:
    day = short_day(part.day) if part.day else "no day was kept"
    return _part(
        "Controller",
        _section(
            f"Buckets less unapplied against the books, {day}", part.ties, _tie, "the record", "nothing to add up."
        ),
        _section(
            f"Approved since {short_day(part.approved_since)}",
            part.approved,
            lambda one: _approval(one, policy),
            "collections audit show",
            "nothing.",
        ),
    )


def _tie(tie: Tie) -> Block:
    sums = (
        f"{wording.amount(tie.open)} in the buckets − {wording.amount(tie.unapplied)} unapplied "
        f"= {wording.amount(tie.outstanding)}"
    )
    books = wording.amount(tie.receivable)
    if not tie.difference.minor:
        return line(own(f"{tie.currency}: ", bold=True), own(f"{sums}; the books have {books}. It ties."))
    told = f"{sums}, but the books come to {books}: "
    return line(
        own(f"{tie.currency}: ", bold=True), own(told), own(f"{wording.amount(tie.difference)} apart.", bold=True)
    )


def _approval(one: Approved, policy: Policy) -> Block:
    at = f"{short_day(local_day(one.at, policy))}, {clock(one.at, policy)}"
    amount = f"{wording.amount(one.amount)} · " if one.amount else ""
    signed = f" · signed by {safe(', '.join(one.signed_by), 80)}" if one.signed_by else ""
    return line(_name(one.account, one.link), own(f" · {amount}{safe(one.by_name, 40)}, {at}{signed}"))


# ── for both ──────────────────────────────────────────────────────────────────────────────────────


def _ageing(answer: AgingAnswer) -> list[Block]:
    title = f"Ageing · {short_day(answer.day)}" if answer.day else "Ageing · no day has been kept yet"
    drawn = [part for each in answer.found[:_CURRENCIES] for part in of_currency(each, answer)]
    more = len(answer.found) - _CURRENCIES
    return _part(
        title, *drawn, *([small(f"and {count(more, 'more currency', 'more currencies')}: /aging")] if more > 0 else [])
    )


def _sources(sources: Sequence[HomeSource]) -> list[Block]:
    if not sources:
        return []
    late = [one for one in sources if one.is_late]
    fresh = [one for one in sources if not one.is_late]
    reach = min((one.as_of for one in fresh if one.as_of), default=None)
    told = f"{count(len(fresh), 'source')} in time" + (f", each true for {short_day(reach)} or later" if reach else "")
    return _part(
        "Sources",
        _section("Out of date", late, _source, "/collections status", "none."),
        *([small(f"{told}.")] if fresh else []),
    )


def _source(one: HomeSource) -> Block:
    told = f"true for {short_day(one.as_of)}" if one.as_of else "has brought no payment yet"
    return line(_name(one.name, ""), own(f" · {told}"))
