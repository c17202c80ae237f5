"""Which accounts a person may see, for answers about many at once."""

from __future__ import annotations

from bot.books import Books
from bot.flows.desk import Desk
from bot.stages.account_owner import ownership
from bot.stages.authority import has_rights
from models.people import Person, Role


def accounts_of(desk: Desk, books: Books, person: Person) -> frozenset[str] | None:
    """The ids of the accounts they may see; None = every account, whatever it is."""
    if not person.barred and person.roles - {Role.ACCOUNT_OWNER}:
        return None
    roster = books.roster()
    return frozenset(
        account.id
        for account in books.every_account()
        if has_rights(ownership(account, desk.policy, roster).user_id, person, desk.policy)
    )
