"""What the approved sentences leave open, filled from one packet's records, each with the records behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from bot import wording
from bot.stages import foreign_words
from bot.stages.occasion import Filled, Occasion
from bot.stages.taken_up_slots import TAKEN_UP_SLOTS
from models.correspondence import Contact, ContactStatus
from models.evidence import Evidence, Origin
from models.packet import ContextLine, ContextName, FollowUpPacket, OpenItem
from models.signal import Signal, SignalKind

_NOT_A_PERSON = {
    *("accounts", "account", "payable", "payables", "billing", "invoices", "invoice", "invoicing", "finance", "ap"),
    *("team", "office", "admin", "info", "accounting", "bookkeeping", "bookkeeper"),
    *("buchhaltung", "kreditoren", "kreditorenbuchhaltung", "finanzbuchhaltung", "rechnungseingang", "rechnungen"),
    *("rechnungsprüfung", "debitoren", "einkauf", "verwaltung", "abteilung", "zentrale"),
    *("compta", "comptabilité", "facturation", "factures", "fournisseurs", "service", "secrétariat"),
    *("contabilidad", "facturación", "facturas", "proveedores", "administración", "administracion", "dpto."),
}
_ENGLISH_TITLES = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms."])
_TITLES = _ENGLISH_TITLES | {"dr", "dr.", "prof", "prof.", "herr", "frau"}
#: How the packet's history line counts invoices paid on time.
_PAID_ON_TIME = re.compile(r"paid (\d+) of (\d+) on time")
#: Fewer paid invoices than this say nothing about a habit.
_A_HABIT = 3


# ── what is known of a customer ──────────────────────────────────────────────────────────────
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


# ── what fills a slot ────────────────────────────────────────────────────────────────────────
def first_name(contact: Contact | None) -> str:
    """How to greet *contact* in English; "" for a shared mailbox or nobody."""
    words = [word for word in _name_words(contact) if word.casefold() not in _TITLES]
    return words[0] if words else ""


def full_name(contact: Contact | None) -> str:
    """How to greet *contact* where a first name is too near, titles kept; "" where only one name is known, or none."""
    words = [word for word in _name_words(contact) if word.casefold() not in _ENGLISH_TITLES]
    return " ".join(words) if len(words) > 1 else ""


def _name_words(contact: Contact | None) -> list[str]:
    name = foreign_words.name(contact.name) if contact else ""
    if "," in name:
        name = " ".join(reversed(name.split(",", 1)))
    words = name.split()
    return [] if _NOT_A_PERSON & {word.casefold() for word in words} else words


def _greeting_name(at: Occasion) -> Filled:
    contact = at.packet.recipient
    names = {"first_name": first_name(contact), "full_name": full_name(contact)}
    # Which of them a language greets by is its own word: the piece says so by its slot.
    wanted = {slot: names[slot] for slot in at.bank.lines["somebody"].slots}
    if contact is None or not all(wanted.values()):
        return Filled(at.line("nobody"))
    fact = Evidence(f"the message goes to {contact.name}", contact.origin)
    return Filled(at.line("somebody", **wanted), (fact,))


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
    po = foreign_words.reference(item.invoice.po_number or "")
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


def has_refused_po(at: Occasion) -> bool:
    """Whether the message that is taken up says that they need another number than the one on the invoice."""
    return bool(_refusals(at)) and all(item.invoice.po_number for item in at.items)


def _refusals(at: Occasion) -> tuple[Signal, ...]:
    message = at.taken_up.message
    needed = (signal for signal in at.packet.signals if signal.kind is SignalKind.PO_NEEDED)
    return tuple(signal for signal in needed if message is not None and signal.source_id == message.id)


def _refused_po_line(at: Occasion) -> Filled:
    return Filled(at.line("refused_po"), tuple(Evidence(f"“{each.quote}”", each.origin) for each in _refusals(at)))


def _numbers_without_po(at: Occasion) -> Filled:
    return Filled(_numbers(_without_po(at)), tuple(map(_item_fact, _without_po(at))))


def _po_request_line(at: Occasion) -> Filled:
    without = _without_po(at)
    name = "po_other" if has_refused_po(at) else "po_one" if len(without) == 1 else "po_several"
    lacks = "has no PO number we can use"
    facts = tuple(Evidence(f"invoice {item.invoice.number} {lacks}", item.invoice.origin) for item in without)
    return Filled(at.line(name, numbers=_numbers(without)), facts)


def departed(packet: FollowUpPacket) -> tuple[Contact, ...]:
    """Contacts on record who have left."""
    return tuple(contact for contact in packet.contacts if contact.status is ContactStatus.LEFT)


def _departed_contact_line(at: Occasion) -> Filled:
    gone = [contact for contact in departed(at.packet) if foreign_words.name(contact.name)]
    if not gone:
        return Filled(at.line("left_unnamed"), _behind(at.packet, "contact_left"))
    name = foreign_words.name(gone[0].name)
    return Filled(at.line("left_named", name=name), (Evidence(f"{gone[0].name} has left", gone[0].origin),))


def _behind(packet: FollowUpPacket, rule: str) -> tuple[Evidence, ...]:
    return tuple(fact for reason in packet.reasons if reason.rule == rule for fact in reason.evidence)


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
    return Filled("\n".join(at.remittance.printed), (Evidence(fact, where),))


def _sender_block(at: Occasion) -> Filled:
    return Filled(f"{wording.one_line(at.sender.name)}\n{wording.one_line(at.entity.name)}")


def _entity_name(at: Occasion) -> Filled:
    return Filled(wording.one_line(at.entity.name))


def _note_day(at: Occasion) -> Filled:
    note = at.corrects
    if note is None:
        return Filled("")
    sent = Origin(source="desk", row=note.message_id, as_of=note.sent_on)
    told = Evidence(f"we wrote on {wording.day(note.sent_on)}", sent)
    return Filled(wording.day(note.sent_on, at.bank.language), (told,))


def _note_invoices(at: Occasion) -> Filled:
    return _of_note(at, at.corrects.invoices if at.corrects else ())


def _wrong_invoices(at: Occasion) -> Filled:
    return _of_note(at, at.corrects.wrong if at.corrects else ())


def _rest_invoices(at: Occasion) -> Filled:
    note = at.corrects
    return _of_note(at, [number for number in note.invoices if number not in note.wrong] if note else ())


def _of_note(at: Occasion, numbers: Iterable[str]) -> Filled:
    return Filled(wording.listed([*map(wording.one_line, numbers)], at.bank.language), _note_day(at).evidence)


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
    "refused_po_line": _refused_po_line,
    "departed_contact_line": _departed_contact_line,
    "history_line": _history_line,
    "remittance_block": _remittance_block,
    "sender_block": _sender_block,
    "entity_name": _entity_name,
    "note_day": _note_day,
    "note_invoices": _note_invoices,
    "wrong_invoices": _wrong_invoices,
    "rest_invoices": _rest_invoices,
    **TAKEN_UP_SLOTS,
}
