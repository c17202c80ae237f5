"""A changed policy is on the record and told to finance leadership once, before anybody decides under it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.books import Books
from bot.cards import notices
from bot.cards.drawing import Drawing
from bot.flows.desk import Desk, note
from models.audit import AuditEntry
from models.money import Money
from models.outbox import OutboxItem, OutboxKind
from models.people import Role
from models.signature import FormerRules, SignatureRules

#: Subject of the entries, and what the subject of each message begins with.
POLICY = "policy"


def announce_policy(desk: Desk) -> Desk:
    """Compare the policy with the one that was read last, and tell what changed. Who changed the file nobody knows.

    It returns the desk to go on with: until tomorrow a second person signs what any policy of today wanted signed.
    """
    with desk.store.transaction() as books:
        _compare(desk, books)
        former = _of_today(desk, [entry for _, entry, _ in books.audit_trail(POLICY)])
    rules = reduce(SignatureRules.together_with, former, desk.policy.signatures)
    if rules == desk.policy.signatures:
        return desk
    before = FormerRules(max(desk.days()), rules)
    return replace(desk, policy=replace(desk.policy, signatures_before=before))


def _compare(desk: Desk, books: Books) -> None:
    at, policy = desk.clock.now(), desk.policy
    sections = " ".join(f"{name}={digest}" for name, digest in sorted(policy.sections.items()))
    signed = _written(policy.signatures)
    trail = books.audit_trail(POLICY)
    if not trail:
        note(books, at, "policy.read", POLICY, hash=policy.hash, sections=sections, signatures=signed)
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
        note(
            books,
            at,
            "policy.changed",
            POLICY,
            hash=policy.hash,
            before=last.detail["hash"],
            sections=sections,
            signatures=signed,
            changed=changed,
        )


def draw_policy(books: Books, number: int) -> Drawing:
    """The message about the change that came after entry *number*."""
    entry = next(entry for found, entry, _ in books.audit_trail(POLICY) if found > number)
    return notices.policy_changed(entry.detail["before"], entry.detail["hash"], entry.detail["changed"].split())


# ── the signatures that were asked for ────────────────────────────────────────────────────────────


def _of_today(desk: Desk, trail: Sequence[AuditEntry]) -> Iterator[SignatureRules]:
    """The rules of each policy that was replaced today, at any of the entities."""
    zones = [entity.timezone for entity in desk.policy.entities.values()]
    for entry, following in pairwise(trail):
        replaced = (following.at.astimezone(ZoneInfo(zone)).date() for zone in zones)
        if not desk.days().isdisjoint(replaced) and "signatures" in entry.detail:
            yield _read(entry.detail["signatures"])


def _written(rules: SignatureRules) -> str:
    above = {currency: money.minor for currency, money in rules.above.items()}
    flags = {"executive_review": rules.executive_review, "new_recipient": rules.new_recipient, "edits": rules.edits}
    return json.dumps({**flags, "above": above}, sort_keys=True)


def _read(written: str) -> SignatureRules:
    said = json.loads(written)
    above = {currency: Money(minor, currency) for currency, minor in said.pop("above").items()}
    return SignatureRules(**said, above=above)
