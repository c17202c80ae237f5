"""*Approve alike*: a few like mails in one form, each shown whole, each with its veto; and what became of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot import wording
from bot.cards.blocks import asked, divider, header, link, option, rich, small, ticks
from bot.cards.contacts import addressees
from bot.cards.details_form import packed, split
from bot.cards.drawing import Block
from bot.cards.headline import account_name
from bot.cards.language import beside_whole
from bot.cards.letter import is_whole, letter
from bot.cards.limits import DoesNotFitError, check_view
from bot.cards.names import PLAYS, clock, count, entity
from bot.cards.text import line, own, plain, safe, theirs
from models.batch import Approved, Batch, NotIn, Outcome, Shown, shown
from models.controls import Field, Form
from models.draft import Draft
from models.money import total
from models.packet_record import PacketRecord
from models.policy import Policy

#: Characters of one text; a longer mail is read on its own card.
_LETTER = 12_000
_INVOICES_PER_LINE = 25
_OTHERS = 8


def is_showable(record: PacketRecord) -> bool:
    """Whether the form has room for every word of this mail, and nothing in it is invisible."""
    return record.draft is not None and is_whole(record.draft, _LETTER)


def fitting(batch: Batch, *, policy: Policy, owner_id: str) -> Batch:
    """*batch* with as many of its mails as one form takes; the last ones wait for the next."""
    for most in range(len(batch.packets), 0, -1):
        left = tuple(NotIn(record, "the form is full, and it is next") for record in batch.packets[most:])
        smaller = replace(batch, packets=batch.packets[:most], others=(*left, *batch.others))
        try:
            batch_form(smaller, policy=policy, owner_id=owner_id, channel="", ts="")
        except DoesNotFitError:
            continue
        return smaller
    return replace(batch, packets=())


def batch_form(batch: Batch, *, policy: Policy, owner_id: str, channel: str, ts: str) -> Block:
    """Every mail to its last word, and at the very end the tick without which Slack does not send the form.

    Raises:
        DoesNotFitError: Slack would not take it; see `fitting`.
    """
    number = len(batch.packets)
    mails = [block for at, record in enumerate(batch.packets, 1) for block in _mail(record, at, number, policy)]
    remembered = {
        "batch": owner_id,
        "version": 0,
        "channel": channel,
        "ts": ts,
        "mails": [[mail.packet_id, mail.version, mail.content_hash] for mail in map(shown, batch.packets)],
    }
    return check_view(
        {
            "type": "modal",
            "callback_id": str(Form.BATCH),
            "title": plain(f"Approve {number} alike", 24),
            "submit": plain("Approve", 24),
            "close": plain("Cancel", 24),
            "private_metadata": json.dumps(remembered, separators=(",", ":")),
            "blocks": [_what_it_does(batch, policy), *mails, divider(), *_others(batch), _read(number)],
        }
    )


def mails_of(private_metadata: str) -> tuple[Shown, ...]:
    """What a form remembers of the mails in it.

    Raises:
        ValueError, KeyError, TypeError: it is not of such a form.
    """
    return tuple(
        Shown(str(one), int(version), str(text)) for one, version, text in json.loads(private_metadata)["mails"]
    )


def window_of(policy: Policy) -> timedelta:
    """How long Undo works on each mail of a batch."""
    return max(policy.undo_window, policy.batch_undo_window)


def _what_it_does(batch: Batch, policy: Policy) -> Block:
    number = count(len(batch.packets), "mail")
    seconds = int(window_of(policy).total_seconds())
    window = count(seconds // 60, "minute") if seconds >= 60 else count(seconds, "second")
    return rich(
        line(own(f"{number}: {_kind(batch)}", bold=True)),
        line(own("Approve, at the bottom, approves each of them but those you tick as “Not this one”. ")),
        line(own(f"Each leaves {window} later; until then Undo on its card takes it back. ")),
        line(own("A mail that changes while you read is not approved, and you are told which.")),
    )


def _kind(batch: Batch) -> str:
    draft = batch.packets[0].draft
    if draft is None:
        return ""
    return f"{PLAYS[draft.play]}, step {draft.step}, {wording.language_name(draft.language)}"


# ── one mail ──────────────────────────────────────────────────────────────────────────────────────


def _mail(record: PacketRecord, at: int, of: int, policy: Policy) -> Iterator[Block]:
    draft = record.draft
    if draft is None:
        return
    yield divider()
    days = f"{count(record.packet.days_past_due, 'day')} past due"
    yield header(f"{at} of {of} · {account_name(record)} · {_asked(record, draft)} · {days}")
    yield small(f"Owed to {_entity(record, policy)}")
    yield from packed([*_invoices(draft), *split(letter(draft, _LETTER)), *split(beside_whole(record, draft, policy))])
    yield addressees(draft, record.packet)
    yield _veto(record)


def _asked(record: PacketRecord, draft: Draft) -> str:
    if not draft.amounts:
        return "asks for no money"
    return wording.amount(total(draft.amounts, record.packet.currency))


def _entity(record: PacketRecord, policy: Policy) -> str:
    return safe(entity(record.packet.entity, policy), 60)


def _invoices(draft: Draft) -> Iterator[Block]:
    """Number and amount of each, a few on a line."""
    named = [
        f"{safe(number, 40)} {wording.amount(amount)}"
        for number, amount in zip(draft.invoices, draft.amounts, strict=False)
    ]
    for start in range(0, len(named), _INVOICES_PER_LINE):
        label = [own(f"{count(len(named), 'invoice')}: ", bold=True)] if start == 0 else []
        yield line(*label, own(", ".join(named[start : start + _INVOICES_PER_LINE])))


def _veto(record: PacketRecord) -> Block:
    box = option("Not this one: it stays on its card", record.id)
    block = asked(Field.NOT_THIS, f"Leave out {account_name(record, 48)}", ticks([box], []), is_optional=True)
    # One field in as many blocks as there are mails, and what is ticked stays with its own text.
    return {**block, "block_id": f"{Field.NOT_THIS}:{record.id}:{record.version}"}


# ── the end ───────────────────────────────────────────────────────────────────────────────────────


def _others(batch: Batch) -> list[Block]:
    if not batch.others:
        return []
    named = [f"{account_name(each.record, 40)} ({each.why})" for each in batch.others[:_OTHERS]]
    more = len(batch.others) - _OTHERS
    told = "; ".join([*named, *([f"and {more} more"] if more > 0 else [])])
    return [small(f"With you too, each on its own card: {told}.", 1_500)]


def _read(number: int) -> Block:
    box = option(f"I have read the {count(number, 'mail')} above", "read")
    return asked(Field.READ, "Before you press Approve", ticks([box], []))


# ── what became of them ───────────────────────────────────────────────────────────────────────────


def batch_result(outcome: Outcome, policy: Policy) -> Block:
    """What one press did, by account."""
    parts = [
        *_taken_back(outcome.approved, policy),
        *_named("Left as they were", outcome.kept_back, "You ticked these; they wait on their cards."),
        *_refused(outcome.refused),
    ]
    title = f"{len(outcome.approved)} approved"
    view = {"type": "modal", "title": plain(title, 24), "close": plain("Close", 24), "blocks": packed(parts)}
    return check_view(view)


def _taken_back(approved: Sequence[Approved], policy: Policy) -> Iterator[Block]:
    if approved:
        yield line(own(f"Approved ({len(approved)}). ", bold=True), own("Undo on its card takes each back:"))
    for one in approved:
        name = safe(one.name, 60)
        card = link(name, one.link) if one.link else theirs(name, 60)
        yield line(card, own(f", until {clock(one.until, policy, to_second=True)}" if one.until else _ON_ITS_CARD))


_ON_ITS_CARD = ": its card says whether it still can"


def _named(label: str, names: Sequence[str], told: str) -> Iterator[Block]:
    if names:
        yield line(own(f"{label} ({len(names)}): ", bold=True), theirs("; ".join(names), 1_000), own(f". {told}"))


def _refused(refused: Sequence[tuple[str, str]]) -> Iterator[Block]:
    if refused:
        yield line(own(f"Not approved ({len(refused)})", bold=True))
    for name, why in refused:
        yield line(theirs(name, 60, bold=True), own(": "), theirs(why, 400))
