"""What the approved sentences leave open, filled from one packet's records, each with the records behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot import wording
from models.correspondence import Contact, ContactStatus
from models.evidence import Evidence, Origin
from models.money import Money, total
from models.packet import ContextLine, ContextName, FollowUpPacket, OpenItem
from models.policy import Entity, Member
from models.remittance import Remittance
from prompts import Bank

_FEW = 3
_NOT_A_PERSON = {
    *("accounts", "account", "payable", "payables", "billing", "invoices", "invoice", "invoicing", "finance", "ap"),
    *("team", "office", "admin", "info", "accounting", "bookkeeping", "bookkeeper"),
    *("buchhaltung", "kreditoren", "compta", "comptabilité", "contabilidad"),
}
_TITLES = frozenset(["dr", "dr.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "prof", "prof.", "herr", "frau"])
#: How the packet's history line counts invoices paid on time.
_PAID_ON_TIME = re.compile(r"paid (\d+) of (\d+) on time")
#: Fewer paid invoices than this say nothing about a habit.
_A_HABIT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Everything one message is composed from."""

    packet: FollowUpPacket
    #: The invoices ticked, oldest due date first.
    items: tuple[OpenItem, ...]
    entity: Entity
    sender: Member
    remittance: Remittance | None
    bank: Bank

    @property
    def asked(self) -> Money:
        """What this message asks for."""
        return total((item.open for item in self.items), self.packet.currency)

    def money(self, value: Money) -> str:
        """An amount in this message's language."""
        return wording.amount(value, self.bank.language)

    def line(self, piece: str, /, **values: str) -> str:
        """One piece of the bank, filled."""
        return self.bank.lines[piece].fill(values)


@dataclass(frozen=True, slots=True)
class Filled:
    """The text of one slot and the records behind it."""

    text: str
    evidence: tuple[Evidence, ...] = ()


# ── when a sentence is true ──────────────────────────────────────────────────────────────────
def years_a_customer(packet: FollowUpPacket) -> int:
    """Whole years since the first day; 0 when that is not known."""
    since = packet.account.customer_since
    if since is None:
        return 0
    return packet.as_of.year - since.year - ((packet.as_of.month, packet.as_of.day) < (since.month, since.day))


def on_time_history(packet: FollowUpPacket) -> ContextLine | None:
    """The history line, where the records say that this customer has always paid on time."""
    lines = (line for line in packet.context if line.name is ContextName.PAYMENT_HISTORY and line.known)
    return next((line for line in lines if line.origins and _never_late(line.text)), None)


def _never_late(text: str) -> bool:
    counted = _PAID_ON_TIME.search(text)
    return counted is not None and counted[1] == counted[2] and int(counted[2]) >= _A_HABIT


CONDITIONS: Mapping[str, Callable[[Occasion], bool]] = {
    "always": lambda _: True,
    "one_invoice": lambda at: len(at.items) == 1,
    "several_invoices": lambda at: len(at.items) > 1,
    "few_invoices": lambda at: 1 < len(at.items) <= _FEW,
    "not_many_invoices": lambda at: len(at.items) <= _FEW,
    "many_invoices": lambda at: len(at.items) > _FEW,
    "remittance_known": lambda at: at.remittance is not None,
    "remittance_unknown_one": lambda at: at.remittance is None and len(at.items) == 1,
    "remittance_unknown_several": lambda at: at.remittance is None and len(at.items) > 1,
    "credit_held": lambda at: at.packet.to_apply.minor > 0,
    "credit_leaves_rest": lambda at: 0 < at.packet.to_apply.minor < at.asked.minor,
    "reminder_was_sent": lambda at: at.packet.reminders_sent > 0 and at.packet.last_touch is not None,
    "history_known": lambda at: years_a_customer(at.packet) > 0,
}


# ── what fills a slot ────────────────────────────────────────────────────────────────────────
def first_name(contact: Contact | None) -> str:
    """How to greet *contact*; "" for a shared mailbox or nobody."""
    name = wording.one_line(contact.name) if contact else ""
    if "," in name:
        name = " ".join(reversed(name.split(",", 1)))
    words = [word for word in name.split() if word.casefold() not in _TITLES]
    if not words or _NOT_A_PERSON & {word.casefold() for word in words}:
        return ""
    return words[0]


def _greeting_name(at: Occasion) -> Filled:
    name = first_name(at.packet.recipient)
    if at.packet.recipient is None or not name:
        return Filled(at.line("nobody"))
    return Filled(name, (Evidence(f"the message goes to {at.packet.recipient.name}", at.packet.recipient.origin),))


def _invoice_lines(at: Occasion) -> Filled:
    return Filled("\n".join(invoice_line(at, item) for item in at.items), tuple(map(_item_fact, at.items)))


def invoice_line(at: Occasion, item: OpenItem) -> str:
    """One invoice: number, amount open, due date, days past due, and the purchase order where known."""
    language = at.bank.language
    line = at.line(
        "invoice",
        number=wording.one_line(item.invoice.number),
        amount=at.money(item.open),
        due=wording.day(item.invoice.due_on, language),
        late=wording.days(item.days_past_due, language),
    )
    po = wording.one_line(item.invoice.po_number or "")
    return at.line("invoice_po", line=line, po=po) if po else line


def _item_fact(item: OpenItem) -> Evidence:
    fact = f"invoice {item.invoice.number}: {item.open} open, {item.days_past_due} days past due"
    return Evidence(fact, item.invoice.origin)


def _invoice_numbers(at: Occasion) -> Filled:
    return Filled(_numbers(at.items), tuple(map(_item_fact, at.items)))


def _numbers(items: Iterable[OpenItem]) -> str:
    return ", ".join(wording.one_line(item.invoice.number) for item in items)


def _invoice_count(at: Occasion) -> Filled:
    return Filled(str(len(at.items)), tuple(map(_item_fact, at.items)))


def _total_line(at: Occasion) -> Filled:
    return Filled(at.line("total", amount=at.money(at.asked)), tuple(map(_item_fact, at.items)))


def _credit_lines(at: Occasion) -> Filled:
    return Filled(at.line("credit", amount=at.money(at.packet.to_apply)), _behind(at.packet, "unapplied_cash"))


def _net_line(at: Occasion) -> Filled:
    rest = at.money(at.asked - at.packet.to_apply)
    return Filled(at.line("net", amount=rest), (*map(_item_fact, at.items), *_behind(at.packet, "unapplied_cash")))


def _without_po(at: Occasion) -> tuple[OpenItem, ...]:
    return tuple(item for item in at.items if not item.invoice.po_number) or at.items


def _numbers_without_po(at: Occasion) -> Filled:
    return Filled(_numbers(_without_po(at)), tuple(map(_item_fact, _without_po(at))))


def _po_request_line(at: Occasion) -> Filled:
    without = _without_po(at)
    name = "po_one" if len(without) == 1 else "po_several"
    lacks = "has no PO number we can use"
    facts = tuple(Evidence(f"invoice {item.invoice.number} {lacks}", item.invoice.origin) for item in without)
    return Filled(at.line(name, numbers=_numbers(without)), facts)


def departed(packet: FollowUpPacket) -> tuple[Contact, ...]:
    """Contacts on record who have left."""
    return tuple(contact for contact in packet.contacts if contact.status is ContactStatus.LEFT)


def _departed_contact_line(at: Occasion) -> Filled:
    gone = [contact for contact in departed(at.packet) if wording.one_line(contact.name)]
    if not gone:
        return Filled(at.line("left_unnamed"), _behind(at.packet, "contact_left"))
    name = wording.one_line(gone[0].name)
    return Filled(at.line("left_named", name=name), (Evidence(f"{gone[0].name} has left", gone[0].origin),))


def _behind(packet: FollowUpPacket, rule: str) -> tuple[Evidence, ...]:
    return tuple(fact for reason in packet.reasons if reason.rule == rule for fact in reason.evidence)


def _last_touch_line(at: Occasion) -> Filled:
    touch = at.packet.last_touch
    if touch is None:
        return Filled("")
    day = wording.day(touch.on, at.bank.language)
    return Filled(at.line("last_touch", day=day), (Evidence(f"last touch {touch.on}: {touch.what}", touch.origin),))


def _history_line(at: Occasion) -> Filled:
    count = years_a_customer(at.packet)
    since = Evidence(f"customer since {at.packet.account.customer_since}", at.packet.account.origin)
    on_time = on_time_history(at.packet)
    known = tuple(Evidence(on_time.text, origin) for origin in on_time.origins) if on_time else ()
    name = "history_on_time" if on_time else "history"
    return Filled(at.line(name, years=wording.years(count, at.bank.language)), (since, *known))


def _remittance_block(at: Occasion) -> Filled:
    if at.remittance is None:
        return Filled("")
    where = Origin("remittance.toml", f"{at.remittance.entity} {at.remittance.currency}", at.packet.as_of)
    fact = f"bank details of {at.remittance.entity} for {at.remittance.currency}"
    return Filled("\n".join(at.remittance.lines), (Evidence(fact, where),))


def _sender_block(at: Occasion) -> Filled:
    return Filled(f"{wording.one_line(at.sender.name)}\n{wording.one_line(at.entity.name)}")


def _entity_name(at: Occasion) -> Filled:
    return Filled(wording.one_line(at.entity.name))


#: Every slot a sentence may use.
SLOTS: Mapping[str, Callable[[Occasion], Filled]] = {
    "greeting_name": _greeting_name,
    "invoice_lines": _invoice_lines,
    "invoice_numbers": _invoice_numbers,
    "invoice_count": _invoice_count,
    "total_line": _total_line,
    "credit_lines": _credit_lines,
    "net_line": _net_line,
    "numbers_without_po": _numbers_without_po,
    "po_request_line": _po_request_line,
    "departed_contact_line": _departed_contact_line,
    "last_touch_line": _last_touch_line,
    "history_line": _history_line,
    "remittance_block": _remittance_block,
    "sender_block": _sender_block,
    "entity_name": _entity_name,
}
