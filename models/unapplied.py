"""Money and credit that no invoice claims, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class UnappliedCredit:
    """One payment or credit note, or what one invoice number has too much of."""

    #: Id of the payment or credit note; "for 1001" where several may have paid too much for one number.
    id: str
    amount: Money
    #: Why no invoice takes it, as the records have it: "that invoice is paid already"; "" = not looked at.
    why: str = field(default="", metadata={"digested": False})
    #: Who said that it stays where it is, and why; "" = nobody has.
    left_by: str = ""
    left_because: str = ""

    @property
    def key(self) -> str:
        """What a person's word to leave it is remembered by: of another amount it is another credit."""
        return f"{self.id}\n{self.amount}"
