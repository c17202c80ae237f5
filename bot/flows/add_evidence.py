"""Put a colleague's Slack message beside an account, as evidence for whoever decides. It decides nothing itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from bot.books import Books
from bot.errors import NotAllowedError, NotFoundError, NotNowError
from bot.flows.desk import Desk, note
from bot.stages.account_owner import ownership
from bot.stages.authority import has_rights
from bot.stages.slack_words import po_numbers, unmarked
from models.fact import Fact, FactKind
from models.ledger import Account
from models.packet_record import PacketRecord
from models.people import Person
from models.quoted import Quoted

#: What a card and a form can carry of a message.
_MOST = 1_000
#: PO numbers that are proposed of one message.
_NUMBERS = 5
#: Matches looked at before rights are applied.
_SEARCHED = 1_000
#: Words of a message that are looked up as invoice numbers.
_LOOKED_UP = 20
_NUMBER = re.compile(r"[A-Za-z]{0,6}[-/]?\d[\w/-]{2,30}")
_HIDDEN = {"privategroup": "a private channel", "directmessage": "a direct message"}


def quote(desk: Desk, *, text: str, author: str, channel: str, channel_name: str, ts: str) -> Quoted:
    """The message *ts* of *channel*, ready to be put beside an account; *text* is as Slack sent it.

    Raises:
        NotNowError: there are no words in it.
    """
    names = {member.user_id: member.name for member in desk.policy.members.values()}
    plain = unmarked(text, names).strip()
    if not plain:
        raise NotNowError("This message has no words that could be quoted. Nothing was added.")
    return Quoted(
        text=plain if len(plain) <= _MOST else f"{plain[:_MOST].rstrip()}…",
        author=author,
        place=_HIDDEN.get(channel_name, f"#{channel_name}"),
        permalink=f"{desk.workspace_url.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}",
        said_at=datetime.fromtimestamp(float(ts), UTC),
        po_numbers=po_numbers(plain)[:_NUMBERS],
    )


def suggested(desk: Desk, quoted: Quoted, *, person: Person) -> tuple[Account, ...]:
    """The accounts whose invoices the message names, as far as *person* may see them.

    Raises:
        NotAllowedError: this person may not see accounts at all.
    """
    _demand_role(person)
    numbers = dict.fromkeys(_NUMBER.findall(quoted.text))
    with desk.store.transaction() as books:
        return _by_invoice(desk, books, tuple(numbers)[:_LOOKED_UP], person)


def matching(desk: Desk, text: str, *, person: Person) -> tuple[Account, ...]:
    """The accounts that *text* could mean, by a part of the name, by number, or by an invoice's number.

    Raises:
        NotAllowedError: this person may not see accounts at all.
    """
    _demand_role(person)
    text = " ".join(text.split())
    with desk.store.transaction() as books:
        found = _by_invoice(desk, books, (text,), person)
        return found or tuple(one for one in books.find_accounts(text, _SEARCHED) if _may_see(desk, books, one, person))


def proposed_po(desk: Desk, record: PacketRecord) -> Quoted | None:
    """The newest message beside the packet's account that names a PO no invoice of it has; None = there is none."""
    known = {item.invoice.po_number for item in (*record.packet.items, *record.packet.not_due)}
    with desk.store.transaction() as books:
        facts = books.facts(record.packet.account.id)
    said = (fact.quoted for fact in reversed(facts) if fact.kind is FactKind.QUOTED and fact.quoted is not None)
    return next((one for one in said if set(one.po_numbers) - known), None)


def add(desk: Desk, account_id: str, quoted: Quoted, *, person: Person) -> tuple[Account, PacketRecord | None]:
    """Keep the message beside the account and draw its cards anew.

    Returns the account, and where the message names a PO the live packet on which it could be recorded.

    Raises:
        NotFoundError: there is no such account, or it is not this person's to see.
        NotNowError: the message stands there already.
    """
    _demand_role(person)
    with desk.store.transaction() as books:
        ledger = books.account_ledger(account_id)
        if ledger is None or not _may_see(desk, books, ledger.account, person):
            raise NotFoundError("There is no such account, or it is not yours to see. Nothing was added.")
        for known in books.facts(account_id):
            if known.kind is FactKind.QUOTED and known.about == quoted.permalink:
                raise NotNowError(f"{known.by_name} has added this message already. Nothing was added.")
        at = desk.clock.now()
        books.add_fact(_fact(account_id, quoted, person, at))
        told = {"author": quoted.author, "place": quoted.place, "link": quoted.permalink}
        note(books, at, "account.quoted", f"account:{account_id}", person=person, **told)
        live = books.live_packets(account_id)
        for record in live:
            books.redraw(f"packet:{record.id}")
        return ledger.account, max(live, key=_without_po, default=None) if quoted.po_numbers else None


def _without_po(record: PacketRecord) -> int:
    return sum(not item.invoice.po_number for item in record.packet.items)


def _fact(account_id: str, quoted: Quoted, person: Person, at: datetime) -> Fact:
    return Fact(
        kind=FactKind.QUOTED,
        account_id=account_id,
        about=quoted.permalink,
        by_id=person.user_id,
        by_name=person.name,
        at=at,
        quoted=quoted,
    )


def _demand_role(person: Person) -> None:
    if person.barred or not person.roles:
        raise NotAllowedError("You may not add to accounts here. Ask a finance lead to add you to the policy.")


def _by_invoice(desk: Desk, books: Books, numbers: tuple[str, ...], person: Person) -> tuple[Account, ...]:
    ids = {account_id for number in numbers for account_id, _ in books.find_invoices(number, _SEARCHED)}
    ledgers = (books.account_ledger(account_id) for account_id in sorted(ids))
    return tuple(one.account for one in ledgers if one is not None and _may_see(desk, books, one.account, person))


def _may_see(desk: Desk, books: Books, account: Account, person: Person) -> bool:
    return has_rights(ownership(account, desk.policy, books.roster()).user_id, person, desk.policy)
