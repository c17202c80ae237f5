"""Copies of the invoices a draft asks for: chosen when it is written, read again when it leaves."""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.desk import Desk
from bot.stages.copies import Enclosed, document_of, enclosed, moved, one_each
from models.attachment import Copy, NotAttached
from models.draft import ASKS_NOTHING, Draft, Play
from models.packet import FollowUpPacket, OpenItem


def enclose(
    desk: Desk, packet: FollowUpPacket, play: Play, invoices: frozenset[str] | None
) -> tuple[Enclosed, frozenset[str]]:
    """What goes with a draft that asks for *invoices* (all by default), and which of them have their copy with it."""
    # A note that asks for nothing names no invoice.
    asked = () if play in ASKS_NOTHING else packet.items
    items = [item for item in asked if invoices is None or item.invoice.number in invoices]
    copies = enclosed(_found(desk, items), desk.policy.attachments_bytes)
    return copies, copies.invoices(items)


def read_again(desk: Desk, draft: Draft, packet: FollowUpPacket) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """The bytes of the approved files, in their order, and what moved since; with anything moved nothing may leave.

    *packet* is the one approved: files are looked for where they were found.
    """
    documents = {file.document for file in draft.attachments}
    found = _found(desk, (item for item in packet.items if document_of(item) in documents))
    data = {each.attachment: each.data for each in found if isinstance(each, Copy)}
    return tuple(data[file] for file in draft.attachments if file in data), tuple(moved(draft, found))


def _found(desk: Desk, items: Iterable[OpenItem]) -> list[Copy | NotAttached]:
    if desk.invoice_files is None:
        return []
    return [desk.invoice_files.find(item.invoice) for item in one_each(items)]
