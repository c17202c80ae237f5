"""When the mail of a packet may leave, by our calendar and by what is known of the customer's."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.books import Books
from bot.flows.desk import Desk
from bot.stages.send_window import leaving
from models.ledger import Account
from models.outbox import OutboxItem, OutboxKind
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.sending import CustomerTime, Leaving

#: What a mail's outbox row says beside the hash of its approval.
_HOURS, _SINCE = "hours", "leaves_from"


def may_leave(desk: Desk, packet: FollowUpPacket, at: datetime) -> Leaving:
    """The first instant from *at* on at which mail about *packet* may leave."""
    theirs = _customer_time(desk, packet.account, at) if desk.policy.sending.customer_hours else None
    return leaving(at, packet.entity, desk.policy, theirs)


def plan_mail(desk: Desk, books: Books, record: PacketRecord, at: datetime) -> None:
    """Plan the mail of a packet that was just approved; it may leave from *at* on, in the hours for it."""
    leaves = may_leave(desk, record.packet, at)
    approved = record.approval.content_hash if record.approval else ""
    books.plan(
        OutboxItem(
            key=f"mail:{record.id}:{record.version}",
            kind=OutboxKind.MAIL,
            partition="mail",
            subject=f"packet:{record.id}",
            not_before=leaves.at,
            payload={"approved": approved, **hours_note(leaves)},
        )
    )


def hours_note(leaves: Leaving) -> dict[str, str]:
    """What the outbox row of a mail keeps of it, for its card and for how old its approval may grow."""
    return {_HOURS: leaves.hours.value, _SINCE: leaves.at.isoformat()}


def waited_until(item: OutboxItem) -> datetime | None:
    """When the mail could leave for the first time; None = its row is of an earlier release."""
    since = item.payload.get(_SINCE)
    return datetime.fromisoformat(since) if since else None


def _customer_time(desk: Desk, account: Account, at: datetime) -> CustomerTime:
    countries = desk.countries
    if countries is None:
        return CustomerTime()
    zones = (account.timezone,) if account.timezone else ()
    if account.country is None:
        return CustomerTime(zones=countries.known(zones))
    day = at.date()
    days_off = countries.days_off(account.country, day - timedelta(days=1), day + timedelta(days=21))
    return CustomerTime(zones=countries.known(zones) or countries.zones(account.country, day), days_off=days_off)
