"""A controller's word that the bank details on file are right, for the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.errors import NotAllowedError
from bot.ports import Clock, Store
from models.audit import AuditEntry
from models.people import Role
from models.policy import Member, Policy
from models.remittance import Lock, Remittance

Key = tuple[str, str]
Locks = Mapping[Key, Lock]


def confirm_remittance(
    store: Store,
    clock: Clock,
    policy: Policy,
    *,
    by: str,
    blocks: Mapping[Key, Remittance],
    locks: Locks,
    write: Callable[[Locks], None],
) -> tuple[Remittance, ...]:
    """Confirm, in the name of *by*, every block that differs from what *locks* say of it, and return those.

    *write* keeps the new ones; where it raises, nothing is in the audit trail either. A block that is as it was keeps
    who confirmed it.

    Raises:
        NotAllowedError: *by* is no controller of the policy.
    """
    controller = _controller(policy, by)
    today = clock.today(next(iter(policy.entities.values())).timezone)
    changed = {key: block for key, block in blocks.items() if key not in locks or locks[key].digest != block.digest()}
    mine = {key: Lock(digest=block.digest(), by=controller.name, on=today) for key, block in changed.items()}
    with store.transaction() as books:
        for key, block in changed.items():
            books.audit(_entry(clock.now(), controller, block, locks.get(key)))
        write({key: mine.get(key) or locks[key] for key in blocks})
    return tuple(changed.values())


def _controller(policy: Policy, name: str) -> Member:
    may = {member.name: member for member in policy.members.values() if Role.CONTROLLER in member.roles}
    if name.strip() not in may:
        known = (
            f"Controllers of policy.toml: {', '.join(sorted(may))}." if may else "Give somebody the role controller."
        )
        raise NotAllowedError(f"Only a controller confirms bank details, and {name!r} is none. {known}")
    return may[name.strip()]


def _entry(at: datetime, by: Member, block: Remittance, before: Lock | None) -> AuditEntry:
    return AuditEntry(
        at=at,
        by_id=by.user_id,
        by_name=by.name,
        what="remittance.confirm",
        subject=f"remittance:{block.entity}:{block.currency}",
        detail={"digest": block.digest()} | ({"before": before.digest} if before else {}),
    )
