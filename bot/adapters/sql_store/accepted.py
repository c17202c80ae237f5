"""The addresses a mail of ours may go to without a second look, by a hash of each: the shelf holds nobody's address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlmodel import Session, select

from models.tables import AcceptedAddressRow


class AcceptedShelf:
    """One row for each account and address."""

    session: Session

    def has_accepted(self) -> bool:
        """See ports.Books."""
        return self.session.exec(select(AcceptedAddressRow.account_id).limit(1)).first() is not None

    def accept_addresses(self, account_id: str, addresses: Iterable[str]) -> None:
        """See ports.Books."""
        for each in addresses:
            self.session.merge(AcceptedAddressRow(account_id=account_id, digest=_digest(account_id, each)))
        self.session.flush()

    def forget_address(self, account_id: str, address: str) -> None:
        """See ports.Books."""
        row = self.session.get(AcceptedAddressRow, (account_id, _digest(account_id, address)))
        if row is not None:
            self.session.delete(row)

    def new_addresses(self, account_id: str, addresses: Iterable[str]) -> tuple[str, ...]:
        """See ports.Books."""
        rows = select(AcceptedAddressRow.digest).where(AcceptedAddressRow.account_id == account_id)
        known = frozenset(self.session.exec(rows))
        if not known and not self.has_accepted():
            return ()
        return tuple(each for each in addresses if _digest(account_id, each) not in known)


def _digest(account_id: str, address: str) -> str:
    return hashlib.sha256(f"{account_id}\n{address.strip().casefold()}".encode()).hexdigest()
