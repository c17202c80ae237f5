"""A changed policy is on the record and told to finance leadership once, before anybody decides under it."""

from __future__ import annotations

from bot.books import Books
from bot.cards import notices
from bot.cards.drawing import Drawing
from bot.flows.desk import Desk, note
from models.outbox import OutboxItem, OutboxKind
from models.people import Role

#: Subject of the entries, and what the subject of each message begins with.
POLICY = "policy"


def announce_policy(desk: Desk) -> None:
    """Compare the policy with the one that was read last, and tell what changed. Who changed the file nobody knows."""
    at, policy = desk.clock.now(), desk.policy
    sections = " ".join(f"{name}={digest}" for name, digest in sorted(policy.sections.items()))
    with desk.store.transaction() as books:
        trail = books.audit_trail(POLICY)
        if not trail:
            note(books, at, "policy.read", POLICY, hash=policy.hash, sections=sections)
            return
        number, last, _ = trail[-1]
        if last.detail["hash"] == policy.hash:
            return
        subject, channel = f"{POLICY}:{number}", policy.channels[Role.FINANCE_LEADERSHIP]
        told = OutboxItem(
            key=subject,
            kind=OutboxKind.POST,
            partition=channel,
            subject=subject,
            not_before=at,
            payload={"channel": channel},
        )
        if books.plan(told):
            before = dict(each.split("=") for each in last.detail["sections"].split())
            names = {*before.items()} ^ {*policy.sections.items()}
            changed = " ".join(sorted({name for name, _ in names}))
            was = last.detail["hash"]
            note(books, at, "policy.changed", POLICY, hash=policy.hash, before=was, sections=sections, changed=changed)


def draw_policy(books: Books, number: int) -> Drawing:
    """The message about the change that came after entry *number*."""
    entry = next(entry for found, entry, _ in books.audit_trail(POLICY) if found > number)
    return notices.policy_changed(entry.detail["before"], entry.detail["hash"], entry.detail["changed"].split())
