"""What anyone with rights may ask: an invoice or an account, answered to them alone."""

from __future__ import annotations

from bot.cards.drawing import Drawing
from bot.cards.invoice import InvoiceAnswer, Match, invoice_answer, no_rights, nothing_found, several_matches
from bot.flows.desk import Desk
from bot.flows.situation import situation
from bot.ports import Books
from bot.stages.age import residual
from bot.stages.decide import has_rights
from models.ledger import Account, AccountLedger, Invoice
from models.packet import PacketRecord
from models.people import Person

#: Matches looked at before rights are applied; what is shown is cut by the card.
_SEARCHED = 1_000


def look_up(desk: Desk, person: Person, text: str) -> Drawing:
    """Answer `/invoice` with everything known; several matches are listed, never the first one taken."""
    if person.barred or not person.roles:
        return no_rights()
    text = text.strip()
    if not text:
        return nothing_found(text)
    with desk.store.transaction() as books:
        found = [
            (ledger, invoice)
            for account_id, number in books.find_invoices(text, _SEARCHED)
            if (ledger := _visible(desk, books, account_id, person)) and (invoice := _invoice(ledger, number))
        ]
        if len(found) == 1:
            return _about_invoice(desk, books, *found[0])
        if found:
            return several_matches([_invoice_match(desk, ledger, invoice) for ledger, invoice in found])
        accounts = [account for account in books.find_accounts(text, _SEARCHED) if _may_see(desk, account, person)]
        if len(accounts) == 1:
            return _about_account(desk, books, accounts[0])
        if accounts:
            return several_matches([Match(query=one.id, account_name=one.name or one.id) for one in accounts])
    return nothing_found(text)


def _may_see(desk: Desk, account: Account, person: Person) -> bool:
    owner = account.owner_id if account.owner_id in desk.policy.members else desk.policy.fallback_owner
    return has_rights(owner or desk.policy.fallback_owner, person, desk.policy)


def _visible(desk: Desk, books: Books, account_id: str, person: Person) -> AccountLedger | None:
    ledger = books.account_ledger(account_id)
    return ledger if ledger is not None and _may_see(desk, ledger.account, person) else None


def _invoice(ledger: AccountLedger, number: str) -> Invoice | None:
    return next((invoice for invoice in ledger.invoices if invoice.number == number), None)


def _invoice_match(desk: Desk, ledger: AccountLedger, invoice: Invoice) -> Match:
    return Match(
        query=invoice.number,
        account_name=ledger.account.name or ledger.account.id,
        invoice_number=invoice.number,
        open=residual(invoice, ledger, desk.today(invoice.entity)),
    )


def _about_invoice(desk: Desk, books: Books, ledger: AccountLedger, invoice: Invoice) -> Drawing:
    as_of = desk.today(invoice.entity)
    record = _record(books, ledger.account.id, invoice.entity, invoice.amount.currency)
    packet = situation(
        desk, books, ledger, entity=invoice.entity, currency=invoice.amount.currency, as_of=as_of, path=None
    )
    answer = InvoiceAnswer(
        account=ledger.account,
        as_of=as_of,
        invoice=invoice,
        residual=residual(invoice, ledger, as_of),
        packet=packet,
        state=record.state if record else None,
        who_has_it=_holder(desk, record),
    )
    return invoice_answer(answer, policy=desk.policy)


def _about_account(desk: Desk, books: Books, account: Account) -> Drawing:
    records = books.live_packets(account.id)
    record = records[0] if records else None
    answer = InvoiceAnswer(
        account=account,
        as_of=desk.office_day(),
        packet=record.packet if record else None,
        state=record.state if record else None,
        who_has_it=_holder(desk, record),
    )
    return invoice_answer(answer, policy=desk.policy)


def _record(books: Books, account_id: str, entity: str, currency: str) -> PacketRecord | None:
    live = books.live_packets(account_id)
    return next((one for one in live if (one.packet.entity, one.packet.currency) == (entity, currency)), None)


def _holder(desk: Desk, record: PacketRecord | None) -> str:
    if record is None:
        return ""
    member = desk.policy.members.get(record.reviewer.user_id or "")
    return member.name if member else record.reviewer.role.value.replace("_", " ")
