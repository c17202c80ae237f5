"""`/account`: one account with its seven facts, or every mail that left to it; answered to the asker alone."""

from __future__ import annotations

from bot.books import Books
from bot.cards.account import AccountAnswer, SentMail, account_answer, account_usage, sent_answer
from bot.cards.drawing import Drawing
from bot.cards.mailed import left_by_person, owed, own_words, signers
from bot.cards.matches import MATCHES, Match, no_rights, nothing_found, several_matches
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
from bot.flows.mail_outcome import message_id
from bot.stages.account_owner import ownership
from bot.stages.age import open_items
from bot.stages.correspondence import delivered
from models.controls import Command
from models.fact import Fact, FactKind
from models.ledger import Account, AccountLedger
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from models.people import Person

_SENT = "sent"


def look_up_account(desk: Desk, person: Person, text: str) -> Drawing:
    """Answer `/account`; several matches are listed, never the first one taken, but for an id typed whole."""
    if person.barred or not person.roles:
        return no_rights()
    words = text.split()
    wants_mails = len(words) > 1 and words[-1].casefold() == _SENT
    name = " ".join(words[:-1] if wants_mails else words)
    with desk.store.transaction() as books:
        if name.casefold() in ("", "help"):
            record = example_packet(desk, books, person)
            return account_usage(record.packet.account.id if record else "")
        found = _found(desk, books, name, person)
        if len(found) == 1:
            return _mails(desk, books, found[0]) if wants_mails else _account(desk, books, found[0], person)
        if found:
            shown = [account_match(desk, books, one) for one in found[:MATCHES]]
            rest = (Match(query=one.id, account_name=one.name or one.id) for one in found[MATCHES:])
            return several_matches([*shown, *rest], Command.ACCOUNT)
    return nothing_found(name, "account")


def _found(desk: Desk, books: Books, name: str, person: Person) -> list[Account]:
    # Ids are often typed in small letters.
    every = {one.id: one for text in dict.fromkeys((name, name.upper())) for one in books.find_accounts(text, SEARCHED)}
    seen = [one for one in every.values() if may_see(desk, books, one, person)]
    return [one for one in seen if one.id.casefold() == name.casefold()] or seen


def _account(desk: Desk, books: Books, account: Account, person: Person) -> Drawing:
    ledger = books.account_ledger(account.id) or AccountLedger(account=account)
    keys = followed_keys(desk, books, ledger)
    disputes = open_disputes(books, ledger, keys)
    found = tuple(one for key in keys if (one := follow_up(desk, books, ledger, key, disputes)) is not None)
    owner = ownership(account, desk.policy, books.roster()).user_id
    facts, today = books.facts(account.id), desk.office_day()
    answer = AccountAnswer(
        account=account,
        owner_name=desk.policy.members[owner].name,
        as_of=today,
        now=desk.clock.now(),
        follow_ups=found,
        items=open_items(ledger, today),
        disputes=disputes,
        clocks=clocks_of(desk, disputes),
        credits_expected=tuple(one for one in books.disputes(account.id) if one.awaits_credit),
        holds=holds_answer(desk, books, account, today, person),
        sent=_sent(desk, books, account.id),
        facts=facts,
    )
    return account_answer(answer, policy=desk.policy)


def _mails(desk: Desk, books: Books, account: Account) -> Drawing:
    return sent_answer(account, _sent(desk, books, account.id), policy=desk.policy)


def _sent(desk: Desk, books: Books, account_id: str) -> list[SentMail]:
    """Newest first."""
    facts, ledger = books.facts(account_id), books.account_ledger(account_id)
    mails = [fact for fact in facts if fact.kind is FactKind.SENT]
    arrived = delivered(mails, ledger) if ledger else tuple(mails)
    sent = [one for one in books.account_packets(account_id) if one.state is PacketState.SENT]
    records = {message_id(desk, one): one for one in sent if one.packet.entity in desk.policy.entities}
    found = [_mail(desk, books, each, records.get(each.message_id), each not in arrived) for each in mails]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _mail(desk: Desk, books: Books, fact: Fact, record: PacketRecord | None, came_back: bool) -> SentMail:
    approval = record.approval if record else None
    return SentMail(
        at=fact.at,
        play=fact.reason,
        invoices=tuple(number for number in fact.about.split("\n") if number),
        approved_by=fact.by_name,
        approved_at=approval.at if approval else None,
        to=record.draft.to if record and record.draft else (),
        asked=owed(record) if record and record.mailed else None,
        left_out=left_by_person(record, desk.policy) if record else "",
        own_words=own_words(record, desk.policy) if record else "",
        signers=signers(record) if record else "",
        came_back=came_back,
        link=_link(desk, books, record.id) if record else "",
    )


def _link(desk: Desk, books: Books, packet_id: str) -> str:
    """The permalink of the packet's last card, in the form Slack gives them."""
    cards = books.cards(f"packet:{packet_id}") if desk.workspace_url else ()
    if not cards:
        return ""
    return f"{desk.workspace_url.rstrip('/')}/archives/{cards[-1].channel}/p{cards[-1].ts.replace('.', '')}"
