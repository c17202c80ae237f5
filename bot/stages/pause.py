"""The pause of everything that goes out: who may put it on, and what it makes of a packet while it stands.

It is one fact for all accounts and is on no stored packet: each packet gets its gate when it is drawn or pressed, so
that a pause and its end change nothing that was prepared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.errors import NotAllowedError, NotNowError
from bot.stages.decide import Press
from bot.wording import day
from models.fact import Fact, FactKind
from models.gate import Gate, GateEffect, GateKind
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from models.pause import Pause
from models.policy import Policy

#: `account_id` of a fact about the whole desk.
EVERY_ACCOUNT = ""
_MAY_STILL_GO = frozenset({PacketState.PREPARED, PacketState.POSTED, PacketState.HELD, PacketState.APPROVED})


def standing_pause(facts: Sequence[Fact]) -> Pause | None:
    """The pause among *facts* of the whole desk, oldest first; None = mail leaves."""
    presses = [fact for fact in facts if fact.kind in (FactKind.PAUSED, FactKind.RESUMED)]
    if not presses or presses[-1].kind is FactKind.RESUMED:
        return None
    last = presses[-1]
    return Pause(by_id=last.by_id, by_name=last.by_name, since=last.at, reason=last.reason)


def paused(pause: Pause, policy: Policy) -> Gate:
    """A finance lead has paused all mail."""
    why = f"{paused_words(pause, policy)}: {pause.reason.rstrip('.')}. No mail leaves."
    return Gate(GateKind.PAUSED, GateEffect.NO_APPROVE, why, "A finance lead with /collections resume.")


def paused_words(pause: Pause, policy: Policy) -> str:
    """ "Paused by Freya Lindqvist since 11 May 2026, 10:00", on the office's clock."""
    at = pause.since.astimezone(ZoneInfo(next(iter(policy.entities.values())).timezone))
    return f"Paused by {pause.by_name} since {day(at.date())}, {at:%H:%M}"


def under_pause(record: PacketRecord, pause: Pause | None, policy: Policy) -> PacketRecord:
    """The packet with the gate of the pause, where there is one and its mail may still go; never stored."""
    if pause is None or record.state not in _MAY_STILL_GO:
        return record
    return replace(record, packet=replace(record.packet, gates=(*record.packet.gates, paused(pause, policy))))


def pause_by(press: Press, standing: Pause | None) -> Fact:
    """The fact that this press pauses all mail.

    Raises:
        NotAllowedError: the person is no finance lead.
        NotNowError: it is paused already, or no reason is given.
    """
    _authorise(press)
    if standing is not None:
        raise NotNowError(f"It is paused already, by {standing.by_name}. Nothing was changed.")
    return _fact(FactKind.PAUSED, press)


def resume_by(press: Press, standing: Pause | None) -> Fact:
    """The fact that this press ends the pause; any finance lead may. Raises as `pause_by`."""
    _authorise(press)
    if standing is None:
        raise NotNowError("Nothing is paused. Nothing was changed.")
    return _fact(FactKind.RESUMED, press)


def _authorise(press: Press) -> None:
    if press.person.barred or not press.person.is_finance_lead:
        raise NotAllowedError("Only a finance lead pauses and resumes. Nothing was changed.")
    if not press.reason:
        raise NotNowError("Type the reason behind it, for the record. Nothing was changed.")


def _fact(kind: FactKind, press: Press) -> Fact:
    person = press.person
    return Fact(
        kind=kind,
        account_id=EVERY_ACCOUNT,
        about="",
        by_id=person.user_id,
        by_name=person.name,
        at=press.at,
        reason=press.reason,
    )
