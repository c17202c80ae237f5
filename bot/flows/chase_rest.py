"""Chase the rest: what nobody disputes is asked for, though a part of the account is in dispute."""

from __future__ import annotations

from bot.books import Books
from bot.errors import NotNowError
from bot.flows.decide_packet import with_path
from bot.flows.desk import Desk, keep, note, plan_card
from bot.flows.prepare_day import bring_in_line
from bot.stages import decide_dispute
from bot.stages.decide import Press, by_job
from models.decision import Path
from models.dispute import Dispute
from models.gate import GateEffect, GateKind
from models.lifecycle import PacketEvent, PacketState
from models.outbox import OutboxKind
from models.packet_record import PacketRecord
from models.people import Person

_NOTHING = "Nothing was changed."


def chase_rest(desk: Desk, dispute_id: str, *, person: Person, version: int, reason: str) -> PacketRecord:
    """Choose *the undisputed rest only* for the account's packet, opened where there is none; its owner gets the card.

    The disputed lines stay out whole, also where only a part of one is challenged: the ledger has one open amount per
    invoice, and a draft that asked for another could not be checked against it.

    Raises:
        RefusedError: see stages.decide_dispute.authorise; nothing else is past due; or a gate keeps it back.
    """
    with desk.store.transaction() as books:
        dispute = books.dispute(dispute_id)
        press = Press(person=person, version=version, at=desk.clock.now(), reason=reason)
        decide_dispute.authorise(dispute, press)
        if not (dispute.is_open or dispute.awaits_credit):
            raise NotNowError(f"It keeps nothing back any more: {decide_dispute.told(dispute)} {_NOTHING}")
        record = _posted(desk, books, _of_today(desk, books, dispute), press)
        on_it = Press(person=person, version=record.version, at=press.at, reason=reason)
        after = with_path(desk, books, record, on_it, path=Path.REST_ONLY, until=None)
        if after.draft is None:
            raise NotNowError(f"No mail can be drafted for the rest; choose a path on the account's card. {_NOTHING}")
        keep(desk, books, record, after, person=person, path=Path.REST_ONLY.value, dispute=dispute.id)
        if not any(item.kind is OutboxKind.POST for item in books.items(f"packet:{after.id}")):
            plan_card(desk, books, after, press.at)
        books.redraw(f"dispute:{dispute.id}")
        note(books, press.at, "dispute.chase_rest", f"dispute:{dispute.id}", person=person, packet=after.id)
    return after


def _of_today(desk: Desk, books: Books, dispute: Dispute) -> PacketRecord:
    """The live packet of the dispute's account, entity and currency; prepared now where the flag closed it."""
    live = _live(books, dispute)
    if live is None:
        bring_in_line(desk, books, dispute.account_id, desk.today(dispute.entity))
        live = _live(books, dispute)
    if live is None or not live.packet.items:
        raise NotNowError(f"Nothing else of this account is past due and free to be asked for. {_NOTHING}")
    return live


def _live(books: Books, dispute: Dispute) -> PacketRecord | None:
    key = (dispute.entity, dispute.currency)
    found = books.live_packets(dispute.account_id)
    return next((each for each in found if (each.packet.entity, each.packet.currency) == key), None)


def _posted(desk: Desk, books: Books, record: PacketRecord, press: Press) -> PacketRecord:
    """The packet as one that can be decided now."""
    kept_back = [gate for gate in record.packet.gates if gate.effect is not GateEffect.NO_APPROVE]
    kept_back += [gate for gate in record.packet.gates if gate.kind is GateKind.SUSPICION]
    if kept_back:
        raise NotNowError(f"{kept_back[0].why} Lifted by: {kept_back[0].lifted_by} {_NOTHING}")
    if record.state is not PacketState.PREPARED:
        return record
    posted = by_job(record, PacketEvent.POST, press.at, has_card=True)
    keep(desk, books, record, posted)
    return posted
