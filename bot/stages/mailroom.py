"""Whose mail it is, by exact addresses, domains, threads and invoice numbers; what fits nobody or several is said.

The rules are asked in this order for each mail, and each sees what the one before left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.stages.named import accounts_named, bare_id
from bot.wording import day
from models.correspondence import Automatic, Contact, Direction, Mail, Message
from models.evidence import Evidence
from models.ledger import Account, RejectedRow
from models.receivable import Invoice

_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Post:
    """The mails of all mailboxes, given out."""

    #: One per account a mail concerns: what we sent to people of two accounts is a message of each.
    messages: tuple[Message, ...]
    rejected: tuple[RejectedRow, ...]
    #: Message-ID of each mail that came back → the reports that say so.
    returned: Mapping[str, Sequence[Mail]] = field(default_factory=dict)

    def as_it_went(self, message: Message) -> Message:
        """*message* of another source, marked where it came back; such a source does not say to how many it went."""
        reports = self.returned.get(bare_id(message.message_id or ""), ())
        if message.direction is not Direction.OUTBOUND or not reports:
            return message
        return replace(message, returned=_came_back(reports))


def give_out(
    mails: Iterable[Mail],
    accounts: Iterable[Account],
    contacts: Iterable[Contact],
    messages: Iterable[Message] = (),
    invoices: Iterable[Invoice] = (),
) -> Post:
    """The messages of each account; the order of *mails* is no matter.

    An address that is a contact's on one account settles it, else the nearest declared domain of one account does,
    else the mails it answers; *messages* of other sources count among those. Last, what a person wrote is where the
    *invoices* it names by their exact numbers are, if they are one account's; the sender stays unknown. A domain of
    free mail is a domain like any other: whoever declares it for an account means it. Mail between our own people is
    left out and not counted.
    """
    kept, rejected = _once(_as_written(mail) for mail in mails)
    registry = _Registry.of(accounts, contacts)
    whose = {mail.id: registry.whose(mail) for mail in kept if not _is_own_talk(mail)}
    outside = [mail for mail in kept if mail.id in whose]
    by_thread = _by_thread(outside, whose, messages)
    returned = _reports(outside)
    numbered = _owners_of_numbers(invoices) if outside else {}
    found: list[Message] = []
    for mail in outside:
        settled = whose[mail.id].settled or by_thread[mail.id]
        if whose[mail.id].settled or len(settled) == 1:
            found += [_message(mail, account_id, registry, returned) for account_id in sorted(settled)]
        elif named := _by_number(mail, settled or whose[mail.id].possible, numbered):
            unknown = not whose[mail.id].possible
            found.append(replace(_message(mail, named, registry, returned), sender_unknown=unknown))
        else:
            rejected.append(_unplaced(mail, settled or whose[mail.id].possible))
    return Post(tuple(found), tuple(sorted(rejected, key=lambda row: (row.source, row.row))), returned)


# ── one mail, once ───────────────────────────────────────────────────────────────────────────
def _as_written(mail: Mail) -> Mail:
    """In a folder of received mail, what one of us wrote (the shared inbox in copy) is ours and not the customer's."""
    ours = _is_own(mail.sender, mail) and mail.automatic is not Automatic.BOUNCE
    return replace(mail, direction=Direction.OUTBOUND) if ours else mail


def _once(mails: Iterable[Mail]) -> tuple[list[Mail], list[RejectedRow]]:
    """One mail of two folders once. Two mails that share a Message-ID are not one: a forger knows the ids of ours."""
    kept: dict[str, Mail] = {}
    rejected: list[RejectedRow] = []
    # What a customer sent comes first, so that it is never the one that goes.
    for mail in sorted(mails, key=lambda each: (each.direction, each.origin.source, each.origin.row)):
        first = kept.setdefault(mail.id, mail)
        if (mail.direction, mail.sender, mail.at) != (first.direction, first.sender, first.at):
            reason = f"another mail has the same Message-ID: {first.origin.source}, {first.origin.row}, which was kept"
            rejected.append(_row(mail, "Message-ID", mail.id, reason, "Open the file and read it: nobody is shown it."))
    return list(kept.values()), rejected


def _is_own(address: str, mail: Mail) -> bool:
    host = address.rpartition("@")[2].casefold()
    return any(host == own or host.endswith(f".{own}") for own in map(str.casefold, mail.own_domains))


def _is_own_talk(mail: Mail) -> bool:
    everybody = mail.bounced if mail.automatic is Automatic.BOUNCE else (mail.sender, *mail.recipients)
    alone = mail.automatic is not Automatic.BOUNCE and not mail.recipients
    return bool(everybody) and not alone and all(_is_own(address, mail) for address in everybody)


def _outside(mail: Mail) -> tuple[str, ...]:
    """The addresses that say whose mail it is: the writer's, the readers' of ours, or those that did not get it."""
    if mail.automatic is Automatic.BOUNCE:
        named = mail.bounced
    else:
        named = (mail.sender,) if mail.direction is Direction.INBOUND else mail.recipients
    return tuple(address for address in named if address and not _is_own(address, mail))


# ── by address ───────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class _Whose:
    """What the addresses of one mail say. *possible* = they fit these accounts, which is too many to say."""

    settled: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Registry:
    """Which accounts an address or a domain belongs to."""

    contacts: Mapping[str, frozenset[str]]
    domains: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, accounts: Iterable[Account], contacts: Iterable[Contact]) -> _Registry:
        people: dict[str, set[str]] = defaultdict(set)
        domains: dict[str, set[str]] = defaultdict(set)
        for contact in contacts:
            people[contact.email.strip().casefold()].add(contact.account_id)
        for account in accounts:
            for domain in filter(None, map(str.strip, account.mail_domains)):
                domains[domain.casefold()].add(account.id)
        return cls(_frozen(people), _frozen(domains))

    def whose(self, mail: Mail) -> _Whose:
        """What its addresses alone say; several accounts are settled where each of them is meant."""
        outside = _outside(mail)
        people = [self.contacts[address.casefold()] for address in outside if address.casefold() in self.contacts]
        hosts = [self._by_domain(address) for address in outside if address.casefold() not in self.contacts]
        # That an address cannot be reached is true on every account that has it.
        means_each = people if mail.automatic is Automatic.BOUNCE else []
        sure = [*means_each, *(found for found in (*people, *hosts) if len(found) == 1)]
        settled: frozenset[str] = frozenset().union(*sure)
        return _Whose(settled, frozenset().union(*people, *hosts) - settled)

    def accounts_of(self, address: str) -> frozenset[str]:
        """Every account that an address or its domain belongs to."""
        return self.contacts.get(address.casefold()) or self._by_domain(address)

    def _by_domain(self, address: str) -> frozenset[str]:
        labels = address.rpartition("@")[2].casefold().split(".")
        suffixes = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self.domains[host] for host in suffixes if host in self.domains), frozenset())


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(accounts) for name, accounts in found.items()}


# ── by thread ────────────────────────────────────────────────────────────────────────────────
def _by_thread(
    mails: Sequence[Mail], whose: Mapping[str, _Whose], messages: Iterable[Message]
) -> Mapping[str, frozenset[str]]:
    """Every account that a thread leads to from each mail, through mails that are unsettled themselves."""
    reached: dict[str, set[str]] = defaultdict(set)
    for message in messages:
        if message.message_id:
            reached[bare_id(message.message_id)].add(message.account_id)
    unsettled: dict[str, list[Mail]] = defaultdict(list)
    for mail in mails:
        if whose[mail.id].settled:
            reached[mail.id] |= whose[mail.id].settled
        else:
            for name in {*map(bare_id, (*mail.in_reply_to, *mail.references))}:
                unsettled[name].append(mail)
    waiting = list(reached)
    while waiting:
        name = waiting.pop()
        for mail in unsettled[name]:
            found = reached[name] & (whose[mail.id].possible or reached[name])
            if not found <= reached[mail.id]:
                reached[mail.id] |= found
                waiting.append(mail.id)
    return {mail.id: frozenset(reached[mail.id]) for mail in mails}


# ── by the invoices it names ─────────────────────────────────────────────────────────────────
def _owners_of_numbers(invoices: Iterable[Invoice]) -> Mapping[str, frozenset[str]]:
    owners: dict[str, set[str]] = defaultdict(set)
    for invoice in invoices:
        for number in filter(None, (invoice.number, invoice.document)):
            owners[number.casefold()].add(invoice.account_id)
    return _frozen(owners)


def _by_number(mail: Mail, possible: Iterable[str], numbered: Mapping[str, frozenset[str]]) -> str | None:
    """The one account whose invoices it names, among those that fit it so far, if any do."""
    if mail.direction is not Direction.INBOUND or mail.automatic is not None or not mail.sender:
        return None
    named = accounts_named(f"{mail.subject}\n{mail.text}", numbered)
    fits = frozenset(possible)
    return next(iter(named)) if len(named) == 1 and (not fits or named <= fits) else None


# ── what came back ───────────────────────────────────────────────────────────────────────────
def _reports(mails: Iterable[Mail]) -> Mapping[str, Sequence[Mail]]:
    reports: dict[str, list[Mail]] = defaultdict(list)
    for mail in sorted(mails, key=lambda each: (each.at, each.id)):
        if mail.automatic is Automatic.BOUNCE:
            for name in mail.in_reply_to:
                reports[bare_id(name)].append(mail)
    return reports


def _returned(mail: Mail, account_id: str, registry: _Registry, reports: Sequence[Mail]) -> Evidence | None:
    """The report that nobody at this account got *mail*; who got a copy was written to."""
    if mail.direction is not Direction.OUTBOUND or not reports:
        return None
    unreached = {address.casefold() for report in reports for address in report.bounced}
    everybody = _outside(mail)
    theirs = [address for address in everybody if account_id in registry.accounts_of(address)] or everybody
    alone = len(everybody) == 1 and not unreached
    return _came_back(reports) if alone or {each.casefold() for each in theirs} <= unreached else None


def _came_back(reports: Sequence[Mail]) -> Evidence:
    last = reports[-1]
    return Evidence(f"this mail came back on {day(last.at.date())}", last.origin)


# ── what comes out ───────────────────────────────────────────────────────────────────────────
def _message(mail: Mail, account_id: str, registry: _Registry, returned: Mapping[str, Sequence[Mail]]) -> Message:
    is_report = mail.automatic is Automatic.BOUNCE
    return Message(
        id=mail.id,
        account_id=account_id,
        direction=mail.direction,
        sender=mail.sender,
        at=mail.at,
        text=mail.text,
        origin=mail.origin,
        subject=mail.subject,
        message_id=mail.message_id,
        automatic=mail.automatic,
        bounced=mail.bounced,
        about=tuple(map(bare_id, mail.in_reply_to)) if is_report else (),
        returned=_returned(mail, account_id, registry, returned.get(mail.id, ())),
    )


def _unplaced(mail: Mail, possible: Iterable[str]) -> RejectedRow:
    column = "From"
    if mail.automatic is Automatic.BOUNCE:
        column = "Final-Recipient"
    elif mail.direction is Direction.OUTBOUND:
        column = "To"
    address = next(iter(_outside(mail)), "")
    listed = ", ".join(sorted(possible))
    if listed:
        reason = f"more than one account fits: {listed}"
        next_step = "In the CRM, leave the address with one contact, or the mail domain with one account."
    elif address:
        reason = "no contact has this address, no account its mail domain, and it answers no mail of an account"
        next_step = "Add the address to a contact in the CRM, or the mail domain to the account."
    else:
        reason = "the mail names nobody outside, and it answers no mail of an account"
        next_step = "Open the file and see whose it is."
    return _row(mail, column, address, f"{reason}{_described(mail)}", f"{next_step} Until then nobody is shown it.")


def _described(mail: Mail) -> str:
    said = {"name": mail.sender_name, "subject": mail.subject}
    listed = ", ".join(f"{what} “{text[:_LONGEST_SHOWN]}”" for what, text in said.items() if text)
    return f" ({listed})" if listed else ""


def _row(mail: Mail, column: str, value: str, reason: str, next_step: str) -> RejectedRow:
    return RejectedRow(mail.origin.source, mail.origin.row, column, value[:_LONGEST_SHOWN], reason, next_step)
