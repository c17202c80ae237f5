"""A reminder as things stand now."""

from __future__ import annotations

from bot.books import Books
from bot.cards.drawing import Drawing
from bot.cards.reminder import ReminderView, reminder
from bot.flows.desk import Desk, link_to
from bot.flows.remind import reminded, wait_of
from models.people import Reviewer, Role


def draw_reminder(desk: Desk, books: Books, about: str, *, live: bool) -> Drawing:
    """The reminder of *about*, a dispute or a packet."""
    name, with_whom, question = _about(books, about)
    wait = wait_of(desk, books, about)
    told = reminded(books, about, wait)
    view = ReminderView(
        account_name=name,
        # A wait that began since is another one.
        wait=wait if told else None,
        told=told[-1] if told else None,
        with_whom=with_whom,
        question=question,
        url=link_to(desk, books, about),
        packet_id=about.removeprefix("packet:") if about.startswith("packet:") else "",
    )
    return reminder(view, policy=desk.policy, now=desk.clock.now(), live=live)


def _about(books: Books, about: str) -> tuple[str, Reviewer, str]:
    """The account's name, who has it, and what was asked."""
    kind, _, rest = about.partition(":")
    if kind == "dispute":
        dispute = books.dispute(rest)
        name = dispute.account_name or dispute.account_id
        return name, Reviewer(Role.FINANCE_LEADERSHIP, dispute.owned_by), ""
    record = books.packet(rest)
    name = record.packet.account.name or record.packet.account.id
    return name, record.reviewer, record.question.text if record.question else ""
