"""What anyone with rights may ask: an invoice or an account, answered to them alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.books import Books
from bot.cards.drawing import Drawing
from bot.cards.invoice import InvoiceAnswer, invoice_answer
from bot.cards.matches import MATCHES, Match, no_rights, nothing_found, several_matches, usage
from bot.flows.account_standing import (
    SEARCHED,
    account_match,
    clocks_of,
    example_packet,
    follow_up,
    followed_keys,
    holds_answer,
    may_see,
    open_disputes,
)
from bot.flows.desk import Desk
from bot.stages.age import paid_on, residual
from models.ledger import Account, AccountLedger
from models.people import Person
from models.receivable import Invoice

_HELP = "help"

_Found = tuple[AccountLedger, Invoice]


def look_up(desk: Desk, person: Person, text: str) -> Drawing:
    """Answer `/invoice` with everything known; several matches are listed, never the first one taken."""
    if person.barred or not person.roles:
        return no_rights()
    text = " ".join(text.split())
    with desk.store.transaction() as books:
        if text.casefold() in ("", _HELP):
            return _usage(desk, books, person)
        found = _invoices(desk, books, text, person)
        if len(found) == 1:
            return _about_invoice(desk, books, *found[0], person)
        if found:
            return several_matches(_invoice_matches(desk, found))
        accounts = [account for account in books.find_accounts(text, SEARCHED) if may_see(desk, books, account, person)]
        if len(accounts) == 1:
            return _about_account(desk, books, accounts[0], person)
        if accounts:
            shown = [account_match(desk, books, account) for account in accounts[:MATCHES]]
            rest = (Match(query=one.id, account_name=one.name or one.id) for one in accounts[MATCHES:])
            return several_matches([*shown, *rest])
    return nothing_found(text)


def _usage(desk: Desk, books: Books, person: Person) -> Drawing:
    record = example_packet(desk, books, person)
    return usage(record.packet.items[0].invoice.number, record.packet.account) if record else usage()


# ── which one is meant ────────────────────────────────────────────────────────────────────────────


def _invoices(desk: Desk, books: Books, text: str, person: Person) -> list[_Found]:
    """The invoices of that number; where there is none, of that number at the account named after it."""
    found = _numbered(desk, books, text, person)
    for number, account in _split(text) if not found else ():
        named = account.casefold()
        found += [one for one in _numbered(desk, books, number, person) if _goes_by(one[0].account, named)]
    return found


def _split(text: str) -> Iterator[tuple[str, str]]:
    """ "F26-2088 Hexcroft Ltd" as a number and an account, wherever the first may end."""
    words = text.split()
    return ((" ".join(words[:end]), " ".join(words[end:])) for end in range(1, len(words)))


def _goes_by(account: Account, named: str) -> bool:
    return account.id.casefold() == named or named in (account.name or "").casefold()


def _numbered(desk: Desk, books: Books, number: str, person: Person) -> list[_Found]:
    return [
        (ledger, invoice)
        for account_id, stored in sorted(set(books.find_invoices(number, SEARCHED)))
        if (ledger := _visible(desk, books, account_id, person))
        for invoice in ledger.invoices
        if invoice.number == stored
    ]


def _visible(desk: Desk, books: Books, account_id: str, person: Person) -> AccountLedger | None:
    ledger = books.account_ledger(account_id)
    return ledger if ledger is not None and may_see(desk, books, ledger.account, person) else None


def _invoice_matches(desk: Desk, found: list[_Found]) -> list[Match]:
    numbers = [invoice.number for _, invoice in found]
    return [
        Match(
            query=f"{invoice.number} {ledger.account.id}" if numbers.count(invoice.number) > 1 else invoice.number,
            account_name=ledger.account.name or ledger.account.id,
            invoice_number=invoice.number,
            open=residual(invoice, ledger, _today(desk, invoice.entity)),
        )
        for ledger, invoice in found
    ]


# ── what is known of it ───────────────────────────────────────────────────────────────────────────


def _today(desk: Desk, entity: str) -> date:
    return desk.today(entity) if entity in desk.policy.entities else desk.office_day()


def _about_invoice(desk: Desk, books: Books, ledger: AccountLedger, invoice: Invoice, person: Person) -> Drawing:
    as_of = _today(desk, invoice.entity)
    key = invoice.entity, invoice.amount.currency
    disputes = open_disputes(books, ledger, [key])
    found = follow_up(desk, books, ledger, key, disputes)
    answer = InvoiceAnswer(
        account=ledger.account,
        as_of=as_of,
        now=desk.clock.now(),
        invoice=invoice,
        residual=residual(invoice, ledger, as_of),
        settled_on=paid_on(invoice, ledger),
        packet=found.packet if found else None,
        state=found.state if found else None,
        who_has_it=found.who_has_it if found else "",
        mailed=found.mailed if found else None,
        left_out=found.left_out if found else "",
        disputes=tuple(one for one in disputes if invoice.number in {line.invoice_number for line in one.lines}),
        clocks=clocks_of(desk, disputes),
        holds=holds_answer(desk, books, ledger.account, as_of, person),
        facts=books.facts(ledger.account.id),
    )
    return invoice_answer(answer, policy=desk.policy)


def _about_account(desk: Desk, books: Books, account: Account, person: Person) -> Drawing:
    ledger = books.account_ledger(account.id) or AccountLedger(account=account)
    keys = followed_keys(desk, books, ledger)
    disputes = open_disputes(books, ledger, keys)
    found = [one for key in keys if (one := follow_up(desk, books, ledger, key, disputes)) is not None]
    first = found[0] if found else None
    answer = InvoiceAnswer(
        account=account,
        as_of=desk.office_day(),
        now=desk.clock.now(),
        packet=first.packet if first else None,
        state=first.state if first else None,
        who_has_it=first.who_has_it if first else "",
        others=tuple(found[1:]),
        disputes=disputes,
        clocks=clocks_of(desk, disputes),
        holds=holds_answer(desk, books, account, desk.office_day(), person),
        facts=books.facts(account.id),
    )
    return invoice_answer(answer, policy=desk.policy)
