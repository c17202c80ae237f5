"""Leaving the mail server alone while it does not let us in: every approved mail waits, and none is to blame."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.books import Books
from bot.cards import notices
from bot.cards.drawing import Drawing
from bot.flows.desk import Desk, note, redraw_list
from bot.flows.throttling import is_free
from models.outbox import OutboxItem, OutboxKind
from models.pacing import closed, idle
from models.people import Role

#: Its row among the limits.
MAIL = "mail"
#: The subject of the alarm, and of its entries in the record.
SHUT = "mailserver"
#: One mail is tried then, for all of them.
REST = timedelta(minutes=15)

log = logging.getLogger(__name__)


def may_try(books: Books, at: datetime) -> bool:
    """Whether a mail may be tried. Where the server shut us out the last time, the next one may only after a rest."""
    if not is_free(books, at, MAIL):
        return False
    if why := _why(books, at):
        _rest(books, at, why)
    return True


def shut_out(desk: Desk, books: Books, why: str) -> None:
    """It does not let us in. Everybody is told once, however many mails wait."""
    at = desk.clock.now()
    is_new = not _why(books, at)
    _rest(books, at, why)
    if not is_new:
        return
    log.error("the mail server does not let us in: no mail leaves until it does", extra={"why": why})
    note(books, at, "mail.shut_out", SHUT, why=why)
    channel = desk.policy.channels[Role.FINANCE_LEADERSHIP]
    books.plan(
        OutboxItem(
            key=f"{SHUT}:{at.isoformat()}",
            kind=OutboxKind.POST,
            partition=channel,
            subject=SHUT,
            not_before=at,
            payload={"channel": channel},
        )
    )
    _redraw_lists(desk, books)


def let_in(desk: Desk, books: Books) -> None:
    """It has dealt with a mail of ours."""
    at = desk.clock.now()
    if not _why(books, at):
        return
    books.save_throttle(idle(MAIL, books.instant(at)))
    log.warning("the mail server lets us in again")
    note(books, at, "mail.let_in", SHUT)
    books.redraw(SHUT)
    _redraw_lists(desk, books)


def mail_lines(desk: Desk, books: Books) -> list[str]:
    """The sentence above every list while no mail leaves; empty otherwise."""
    if not _why(books, desk.clock.now()):
        return []
    return ["No mail leaves: the mail server does not let the copilot in. Approved mails wait, the operator is asked."]


def draw_shut(desk: Desk, books: Books) -> Drawing:
    """The alarm as things stand."""
    return notices.mail_shut(_why(books, desk.clock.now()))


def _why(books: Books, at: datetime) -> str:
    return books.throttle(MAIL, books.instant(at)).why


def _rest(books: Books, at: datetime, why: str) -> None:
    now = books.instant(at)
    books.save_throttle(replace(closed(books.throttle(MAIL, now), now + REST), why=why))


def _redraw_lists(desk: Desk, books: Books) -> None:
    for reader in (*desk.policy.members, *map(str, Role)):
        redraw_list(desk, books, reader)
