"""What one letter is composed from, and what fills a place in it."""

from __future__ import annotations

from dataclasses import dataclass

from bot import wording
from bot.stages.taken_up import TakenUp, taken_up
from models.correction import Correction
from models.evidence import Evidence
from models.money import Money, total
from models.packet import FollowUpPacket, OpenItem
from models.policy import Entity, Member
from models.remittance import Remittance
from prompts import Bank


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Everything one message is composed from."""

    packet: FollowUpPacket
    #: The invoices ticked, oldest due date first.
    items: tuple[OpenItem, ...]
    entity: Entity
    sender: Member
    remittance: Remittance | None
    bank: Bank
    #: Numbers of the invoices whose file goes with this message.
    attached: frozenset[str] = frozenset()
    #: The mail it takes back; None = it takes nothing back.
    corrects: Correction | None = None

    @property
    def taken_up(self) -> TakenUp:
        """What this message takes up before it asks."""
        return taken_up(self.packet, self.items)

    @property
    def asked(self) -> Money:
        """What this message asks for."""
        return total((item.open for item in self.items), self.packet.currency)

    def money(self, value: Money) -> str:
        """An amount in this message's language."""
        return wording.amount(value, self.bank.language)

    def line(self, piece: str, /, **values: str) -> str:
        """One piece of the bank, filled."""
        return self.bank.lines[piece].fill(values)


@dataclass(frozen=True, slots=True)
class Filled:
    """The text of one slot and the records behind it."""

    text: str
    evidence: tuple[Evidence, ...] = ()
