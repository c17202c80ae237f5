"""The slots in which a letter takes something up, each rendered from one record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot import wording
from bot.stages import foreign_words
from bot.stages.occasion import Filled, Occasion
from bot.stages.taken_up import our_last_word, their_last_message
from models.correspondence import Message
from models.evidence import Evidence
from models.packet import FollowUpPacket
from models.promise import KeptWord


def colleague(packet: FollowUpPacket, message: Message) -> str:
    """Who at the customer wrote it, where that is not whom we write to; "" = it is."""
    if packet.recipient is not None and message.sender.casefold() == packet.recipient.email.casefold():
        return ""
    known = (each for each in packet.contacts if each.email.casefold() == message.sender.casefold())
    # A sender who only calls itself something is named by nothing.
    return next((foreign_words.name(each.name) for each in known), "") or foreign_words.name(message.sender)


def _day(at: Occasion, on: date | None) -> str:
    return wording.near_day(on, at.packet.as_of, at.bank.language) if on else ""


def _thanks_for(at: Occasion, message: Message | None) -> Filled:
    if message is None:
        return Filled("")
    day, name = _day(at, message.at.date()), colleague(at.packet, message)
    fact = Evidence(f"{message.sender} wrote to us on {message.at.date()}", message.origin)
    if name:
        return Filled(at.line("their_message_from", day=day, name=name), (fact,))
    return Filled(at.line("their_message", day=day), (fact,))


def _their_message_line(at: Occasion) -> Filled:
    taken = at.taken_up
    thanks = _thanks_for(at, taken.message)
    return Filled(thanks.text, tuple(dict.fromkeys((*thanks.evidence, *taken.evidence))))


def _last_message_line(at: Occasion) -> Filled:
    return _thanks_for(at, their_last_message(at.packet))


def _named_day_line(at: Occasion) -> Filled:
    return Filled(at.line("named_day", day=_day(at, at.taken_up.on)), at.taken_up.evidence)


def _reminder_line(at: Occasion) -> Filled:
    days = at.packet.reminded_on
    if len(days) > 1:
        text = at.line("reminded_twice", earlier=_day(at, days[-2]), day=_day(at, days[-1]))
        return Filled(text, at.packet.reminders[-2:])
    return Filled(at.line("reminded", day=_day(at, days[-1] if days else None)), at.packet.reminders[-1:])


def _all_reminders_line(at: Occasion) -> Filled:
    """Every day on which we wrote, for the letter that speaks of all of them."""
    days = [_day(at, on) for on in at.packet.reminded_on]
    return Filled(at.line("reminded_on_days", days=wording.listed(days, at.bank.language)), at.packet.reminders)


def _our_message_line(at: Occasion) -> Filled:
    ours = our_last_word(at.packet, at.items)
    if ours is None:
        return Filled("")
    fact = Evidence(f"we wrote about it on {ours.at.date()}", ours.origin)
    return Filled(at.line("reminded", day=_day(at, ours.at.date())), (fact,))


def _missed_promise_line(at: Occasion) -> Filled:
    word = at.taken_up.kept_word
    if word is None:
        return Filled("")
    values = {"day": _day(at, word.promise.due_on), "numbers": _promised(at, word)}
    name = _said_by(at.packet, word)
    piece = at.line("missed_promise_of", **values, name=name) if name else at.line("missed_promise", **values)
    return Filled(piece, at.taken_up.evidence)


def _part_of_promise_line(at: Occasion) -> Filled:
    word = at.taken_up.kept_word
    if word is None:
        return Filled("")
    amount, day = at.money(word.received), _day(at, word.promise.due_on)
    name = _said_by(at.packet, word)
    values = {"amount": amount, "day": day}
    piece = at.line("part_of_promise_of", **values, name=name) if name else at.line("part_of_promise", **values)
    return Filled(piece, at.taken_up.evidence)


def _promised(at: Occasion, word: KeptWord) -> str:
    """Of what was promised, what this message asks for."""
    asked = (item.invoice.number for item in at.items if item.invoice.number in word.invoices)
    return wording.listed([wording.one_line(number) for number in asked], at.bank.language)


def _said_by(packet: FollowUpPacket, word: KeptWord) -> str:
    """Who gave the word, where that is not whom we write to; "" = it is."""
    said = foreign_words.name(word.promise.said_by)
    return "" if packet.recipient and said.casefold() == wording.one_line(packet.recipient.name).casefold() else said


def _part_paid_line(at: Occasion) -> Filled:
    item = at.taken_up.item
    if item is None or item.paid is None:
        return Filled("")
    number = wording.one_line(item.invoice.number)
    return Filled(at.line("part_paid", amount=at.money(item.paid), number=number), at.taken_up.evidence)


def _last_payment_line(at: Occasion) -> Filled:
    return Filled(at.line("last_payment", day=_day(at, at.taken_up.on)), at.taken_up.evidence)


TAKEN_UP_SLOTS: Mapping[str, Callable[[Occasion], Filled]] = {
    "their_message_line": _their_message_line,
    "last_message_line": _last_message_line,
    "named_day_line": _named_day_line,
    "reminder_line": _reminder_line,
    "all_reminders_line": _all_reminders_line,
    "our_message_line": _our_message_line,
    "missed_promise_line": _missed_promise_line,
    "part_of_promise_line": _part_of_promise_line,
    "part_paid_line": _part_paid_line,
    "last_payment_line": _last_payment_line,
}
