"""The brief of a packet or a dispute as the books stand, for a card and for Details. It is never stored."""

from __future__ import annotations

from bot.books import Books
from bot.flows.desk import Desk
from bot.flows.situation import situation
from bot.stages.brief import account_brief, dispute_brief
from bot.stages.model_brief import told
from models.brief import Brief, ModelBrief
from models.dispute import Dispute
from models.ledger import AccountLedger
from models.packet_record import PacketRecord


def brief_of_packet(desk: Desk, books: Books, record: PacketRecord) -> Brief | None:
    """What to read before the path is chosen; None = the account has left the books."""
    book = books.account_ledger(record.packet.account.id)
    if book is None:
        return None
    model = model_brief(desk, books, book)
    return account_brief(record.packet, book, desk.policy, model=model, is_asked=desk.briefer is not None)


def brief_of_dispute(desk: Desk, books: Books, dispute: Dispute) -> Brief | None:
    """What to read before a dispute is settled; None = the account has left the books."""
    book = books.account_ledger(dispute.account_id)
    if book is None or dispute.entity not in desk.policy.entities:
        return None
    day = desk.today(dispute.entity)
    packet = situation(desk, books, book, entity=dispute.entity, currency=dispute.currency, as_of=day, path=None)
    model = model_brief(desk, books, book)
    return dispute_brief(dispute, packet, book, desk.policy, model=model, is_asked=desk.briefer is not None)


def read_brief(desk: Desk, record: PacketRecord) -> Brief | None:
    """`brief_of_packet` in a transaction of its own."""
    with desk.store.transaction() as books:
        return brief_of_packet(desk, books, record)


def model_brief(desk: Desk, books: Books, book: AccountLedger) -> ModelBrief | None:
    """What a model made of the messages as they stand now, the set-up one before any other; None = none did."""
    given = told(book)
    if given is None:
        return None
    mine = [each for each in books.model_briefs(book.account.id) if each.digest == given.digest]
    mine.sort(key=lambda each: (desk.briefer is not None and each.reader == desk.briefer.name, each.made_at))
    return mine[-1] if mine else None
