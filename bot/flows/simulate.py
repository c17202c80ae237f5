"""Replay the policy over days that are over: who would have had a packet, and what it would have asked of people.

Nothing is written, posted or sent. Somebody has to be imagined at the desk, always the same (see `IMAGINED`), so that
a reminder counts as a touch and the next one waits for the contact cap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.cards.packet import packet_card
from bot.errors import NotNowError
from bot.flows.desk import Desk
from bot.flows.pilot import ranking
from bot.flows.situation import situation_on, write_draft
from bot.stages.age import open_items
from bot.stages.rewind import fresh, rewound
from bot.stages.triage import reviewer_of
from models.calendar import is_working_day
from models.dispute import Dispute
from models.draft import Draft
from models.fact import Fact, FactKind
from models.gate import GateEffect, GateKind
from models.ledger import AccountLedger, SourceStamp
from models.lifecycle import PacketState
from models.model_reading import ModelReading
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.people import Reviewer
from models.pilot import Largest
from models.simulation import SimulatedPacket, Simulation

#: What the report says of the person imagined at the desk.
IMAGINED = (
    "People are imagined: every message is read on the morning its card shows it, every draft is approved on the "
    "morning its card appears unless a gate stands in the way, and nothing else is decided."
)
#: Told how many accounts are done, of how many.
Tell = Callable[[int, int], None]
#: Approve is one press; a path, a hold or an answer is a button and a form.
_APPROVE, _FORM = 1, 2
#: What is open does not depend on the day a message came.
_ANY_ZONE = ZoneInfo("UTC")
_Shown = tuple[object, ...]


def simulate(desk: Desk, since: date, until: date, tell: Tell = lambda _done, _every: None) -> Simulation:
    """Replay the working days from *since* to *until*, both inclusive, over what is imported now.

    Raises:
        NotNowError: nothing was imported yet, or the range has no working day or reaches beyond the books.
    """
    with desk.store.transaction() as books:
        as_of = books.ledger_as_of()
        accounts = books.account_ids()
        stamps = books.stamps()
        largest = ranking(desk, books, as_of) if as_of else None
    if as_of is None:
        raise NotNowError("Nothing was imported yet. Run: collections import --sources config/sources.toml")
    if not since <= until <= as_of:
        raise NotNowError(f"Give days in order and not after {as_of}, the day the books are true for.")
    days = _working_days(desk, since, until)
    if not days:
        raise NotNowError(f"No day from {since} to {until} is a working day, so there is no morning to replay.")
    # Replayed mornings are before go-live, and a message of theirs waits for somebody all the same.
    # The files of today say nothing of an earlier day.
    desk = replace(desk, policy=replace(desk.policy, go_live=since), invoice_files=None)
    packets: list[SimulatedPacket] = []
    outside = begun = 0
    for done, account_id in enumerate(accounts):
        tell(done, len(accounts))
        with desk.store.transaction() as books:
            book = books.account_ledger(account_id)
            facts, disputes = books.facts(account_id), books.disputes(account_id)
            readings = books.model_readings(account_id)
        if book is not None:
            account = _Account(desk, book, stamps, facts, disputes, since, largest, readings)
            packets += account.packets(days)
            outside += account.was_outside
            begun += any(invoice.issued_on <= since for invoice in book.posted_invoices)
    tell(len(accounts), len(accounts))
    packets.sort(key=lambda packet: packet.key)
    return Simulation(
        since=since,
        until=until,
        policy_hash=desk.policy.hash,
        days=tuple(days),
        packets=tuple(packets),
        outside_pilot=outside,
        accounts=len(accounts),
        begun=begun,
    )


def _working_days(desk: Desk, since: date, until: date) -> list[date]:
    every = [since + timedelta(days=count) for count in range((until - since).days + 1)]
    return [day for day in every if is_working_day(day, desk.policy.holidays)]


@dataclass
class _Account:
    """One account on one day after the other, with what the imagined person did to it."""

    desk: Desk
    book: AccountLedger
    stamps: tuple[SourceStamp, ...]
    facts: Sequence[Fact]
    disputes: Sequence[Dispute]
    since: date
    #: As of the books' day, for which there are rates: the pilot that would be tried, on days that are over.
    largest: Largest | None = None
    readings: Sequence[ModelReading] = ()
    #: Something was past due on one of the days, and the pilot did not have it.
    was_outside: bool = False
    #: What the imagined person pressed.
    pressed: list[Fact] = field(default_factory=list)
    #: Entity and currency → what its card looked like when it was last shown.
    shown: dict[tuple[str, str], _Shown] = field(default_factory=dict)

    def packets(self, days: Sequence[date]) -> Iterator[SimulatedPacket]:
        """What each of *days* has for this account."""
        for day in days:
            keys = self._past_due_keys(day)
            self.shown = {key: what for key, what in self.shown.items() if key in keys}
            for key in keys:
                packet = self._packet(day, key)
                if packet.past_due.minor > 0 and not packet.gated(GateEffect.NO_PACKET):
                    yield self._decided(packet, key)
                self.was_outside |= bool(packet.outside_pilot)

    def _past_due_keys(self, day: date) -> list[tuple[str, str]]:
        due = [invoice for invoice in self.book.invoices if invoice.due_on < day]
        if not due:
            return []
        known = self.desk.policy.entities
        open_then = open_items(rewound(self.book, day, _ANY_ZONE), day)
        found = {(item.invoice.entity, item.open.currency) for item in open_then if item.days_past_due > 0}
        return sorted(key for key in found if key[0] in known)

    def _packet(self, day: date, key: tuple[str, str]) -> FollowUpPacket:
        zone = self._zone(key)
        before = [fact for fact in self.facts if fact.at.astimezone(zone).date() < self.since]
        return situation_on(
            self.desk,
            rewound(self.book, day, zone),
            entity=key[0],
            currency=key[1],
            as_of=day,
            path=None,
            facts=[*before, *self.pressed],
            disputes=[each for each in self.disputes if each.flagged_at.astimezone(zone).date() <= day],
            stamps=fresh(self.stamps, day),
            largest=self.largest,
            readings=self.readings,
        )

    def _zone(self, key: tuple[str, str]) -> ZoneInfo:
        return ZoneInfo(self.desk.policy.entities[key[0]].timezone)

    def _decided(self, packet: FollowUpPacket, key: tuple[str, str]) -> SimulatedPacket:
        line = _line(packet)
        if not line.has_card:
            self.shown.pop(key, None)
            return line
        what: _Shown = (packet.route, line.rules, line.gates, tuple(item.invoice.number for item in packet.items))
        if self.shown.get(key) == what:
            return line
        self.shown[key] = what
        return self._decision(line, packet, self._zone(key))

    def _decision(self, line: SimulatedPacket, packet: FollowUpPacket, zone: ZoneInfo) -> SimulatedPacket:
        draft, findings = write_draft(self.desk, packet, None)
        at = datetime.combine(packet.as_of, time(9), zone)
        record = PacketRecord(
            id="simulated",
            packet=packet,
            state=PacketState.POSTED,
            version=1,
            reviewer=Reviewer(line.reviewer),
            prepared_at=at,
            draft=draft,
            findings=findings,
        )
        words = _words(packet_card(record, policy=self.desk.policy, live=True).blocks)
        self.pressed += [_press(packet, FactKind.SEEN, message.id, at) for message in packet.unread]
        only_unread = all(kind is GateKind.UNREAD_MESSAGE for kind, _ in line.gates)
        is_sent = draft is not None and only_unread
        if draft is not None and is_sent:
            self.pressed.append(_sent(packet, draft, at))
        presses = _APPROVE if is_sent else _FORM
        return replace(line, is_decision=True, is_sent=is_sent, presses=presses, words=words)


def _line(packet: FollowUpPacket) -> SimulatedPacket:
    return SimulatedPacket(
        day=packet.as_of,
        account_id=packet.account.id,
        account_name=packet.account.name or packet.account.id,
        entity=packet.entity,
        currency=packet.currency,
        route=packet.route,
        rules=tuple(reason.rule for reason in packet.reasons),
        gates=tuple((gate.kind, gate.effect) for gate in packet.gates),
        reviewer=reviewer_of(packet.route, packet.reasons),
        owner_id=packet.owner_id,
        asked=packet.asked,
        is_decision=False,
    )


def _press(packet: FollowUpPacket, kind: FactKind, about: str, at: datetime, reason: str = "") -> Fact:
    return Fact(
        kind=kind,
        account_id=packet.account.id,
        about=about,
        by_id="simulated",
        by_name="Simulated owner",
        at=at.astimezone(UTC),
        reason=reason,
    )


def _sent(packet: FollowUpPacket, draft: Draft, at: datetime) -> Fact:
    return _press(packet, FactKind.SENT, "\n".join(draft.invoices), at, draft.play.value)


def _words(drawn: Any) -> int:
    if isinstance(drawn, dict):
        return sum(
            len(each.split()) if name == "text" and isinstance(each, str) else _words(each)
            for name, each in drawn.items()
        )
    return sum(_words(each) for each in drawn) if isinstance(drawn, list) else 0
