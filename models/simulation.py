"""What the policy would have done on days that are over. Nothing here was posted or sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.gate import GateEffect, GateKind
from models.money import Money
from models.packet import Route
from models.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedPacket:
    """One account × billing entity × currency on one working day."""

    day: date
    account_id: str
    account_name: str
    entity: str
    currency: str
    route: Route
    #: Names of the rules that fired, most senior first; empty = routine.
    rules: tuple[str, ...]
    #: The closed gates, each with its effect, strongest first.
    gates: tuple[tuple[GateKind, GateEffect], ...]
    reviewer: Role
    #: Slack user id of the account owner after fallback.
    owner_id: str
    asked: Money
    #: A card somebody has to decide: it is new, came back, or its reasons changed.
    is_decision: bool
    #: A mail the simulated person approved.
    is_sent: bool = False
    #: Presses the decision takes; 0 when there is none.
    presses: int = 0
    #: Words on the card; 0 when there is no decision.
    words: int = 0

    @property
    def key(self) -> tuple[date, str, str, str]:
        """Which packet of which day, whatever the policy."""
        return self.day, self.account_id, self.entity, self.currency

    @property
    def has_card(self) -> bool:
        """Whether it stands in a channel, and not only as a row of the owner's list."""
        return all(effect is GateEffect.NO_APPROVE for _, effect in self.gates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """A replay of every working day from *since* to *until*, both inclusive."""

    since: date
    until: date
    policy_hash: str
    #: Working days replayed.
    days: tuple[date, ...]
    packets: tuple[SimulatedPacket, ...]
    #: Accounts with something past due that the pilot did not have on at least one of the days.
    outside_pilot: int = 0
    #: Accounts in the books, and those of them that had been invoiced by *since*.
    accounts: int = 0
    begun: int = 0
