"""The forms in which a person records what the customer said: a promise, a payment, an order, a contact, a call."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from bot.cards.blocks import asked, day_picker, option, radio, rich, select, ticks, typed
from bot.cards.drawing import Block
from bot.cards.headline import account_name
from bot.cards.limits import OPTION_LABEL, OPTION_VALUE
from bot.cards.modal import line_option, lines_of, modal
from bot.cards.notes import by_model
from bot.cards.recorded import words
from bot.cards.text import line, own, quote, safe
from models.controls import Field, Form
from models.correspondence import Contact
from models.packet import OpenItem
from models.packet_record import PacketRecord
from models.quoted import Quoted
from models.recorded import How

_NAME = 120
#: Of those recorded the newest; more names than these do not fit into what a form remembers.
_RECORDS = 200
_SAID_BY = "A name at the customer; it stands beside what you record."
_HOWS = {How.CALL: "On a call", How.MAIL: "By mail", How.MEETING: "In a meeting"}


def promise_form(record: PacketRecord, *, ticked: Collection[str], channel: str, ts: str) -> Block:
    """The customer's word to pay; filled in from their mail where one names a day. *ticked* are its invoices."""
    heard = record.packet.promise_heard
    said = [quote(heard[0].quote, 600), *by_model(heard[0])] if heard else []
    blocks = [
        _about(record, "These invoices leave every draft until the day has passed.", *said),
        _which(lines_of(record), ticked),
        asked(Field.ON, "The day as they stated it", day_picker(heard[0].on if heard else None)),
        _amount(record, "Only when they named a sum. Empty: all that is open on these invoices."),
        asked(Field.SAID_BY, "Who said it", typed(most=_NAME, initial=safe(heard[1].sender, _NAME) if heard else "")),
        _how("How they said it", How.MAIL if heard else None),
    ]
    return modal(Form.PROMISE, record, blocks, title="Promise to pay", submit="Record it", channel=channel, ts=ts)


def already_paid_form(record: PacketRecord, *, ticked: Collection[str], channel: str, ts: str) -> Block:
    """What they say they paid; finance leadership looks for it. *ticked* are the invoices their words name."""
    heard = record.packet.paid_heard
    said = [quote(heard.quote, 600), *by_model(heard)] if heard else []
    told = "It is a dispute with that reason: mails about these invoices stop, finance leadership looks."
    messages = (*record.packet.exchanges, *record.packet.unread)
    sender = next((each.sender for each in messages if heard and each.id == heard.source_id), "")
    blocks = [
        _about(record, told, *said),
        _which(lines_of(record), ticked),
        asked(Field.SAID_BY, "Who said it", typed(most=_NAME, initial=safe(sender, _NAME)), hint=_SAID_BY),
        asked(Field.ON, "Paid on", day_picker(), hint="As they say. Empty: not known.", is_optional=True),
        _amount(record, "As they say. Empty: not known."),
        asked(Field.REFERENCE, "Reference of the payment", typed(most=_NAME), is_optional=True),
    ]
    return modal(Form.ALREADY_PAID, record, blocks, title="Already paid", submit="Record it", channel=channel, ts=ts)


def po_form(record: PacketRecord, *, channel: str, ts: str, proposed: Quoted | None = None) -> Block:
    """The purchase order they gave, and for which invoices; those without a number are ticked.

    *proposed* is a colleague's message that names one: its number stands in the field, to be looked at.
    """
    lines = (*lines_of(record), *record.packet.not_due)
    bare = [item.invoice.number for item in lines if not item.invoice.po_number]
    said = [line(own(f"{safe(proposed.author, 60)} wrote:")), quote(proposed.text, 600)] if proposed else []
    number = safe(proposed.po_numbers[0], 60) if proposed and len(proposed.po_numbers) == 1 else ""
    blocks = [
        _about(record, "The number stands beside the record until the ERP has it too.", *said),
        asked(Field.PO_NUMBER, "PO number", typed(most=60, initial=number)),
        asked(Field.SAID_BY, "Who gave it", typed(most=_NAME), hint=_SAID_BY),
        _which(lines, bare),
    ]
    return modal(Form.PO_RECEIVED, record, blocks, title="PO received", submit="Record it", channel=channel, ts=ts)


def wrong_contact_form(record: PacketRecord, *, instead: Sequence[Contact], channel: str, ts: str) -> Block:
    """The contact to strike off; *instead* are those a person may choose."""
    every = [_person(contact) for contact in record.packet.contacts][:100]
    to = record.packet.recipient.email if record.packet.recipient else ""
    others = [_person(contact) for contact in instead][:100]
    choice = asked(
        Field.INSTEAD,
        "Who is written to instead",
        select(others),
        hint="Empty: nobody, until somebody chooses. Only verified addresses are offered.",
        is_optional=True,
    )
    nobody = rich(line(own("Nobody else is verified, so nothing goes out until somebody is.")))
    blocks = [
        _about(record, "This address is not written to any more. Nobody takes its place by itself."),
        asked(Field.CONTACT, "Wrong contact", select(every, next((one for one in every if one["value"] == to), None))),
        asked(Field.SAID_BY, "Who said so", typed(most=_NAME)),
        choice if others else nobody,
    ]
    return modal(Form.WRONG_CONTACT, record, blocks, title="Wrong contact", submit="Record it", channel=channel, ts=ts)


def _person(contact: Contact) -> Block:
    return option(safe(f"{contact.name} · {contact.email}", OPTION_LABEL), safe(contact.email, OPTION_VALUE) or "–")


def touch_form(record: PacketRecord, *, today: date, channel: str, ts: str) -> Block:
    """A call or a meeting of ours with them."""
    hows = [option(_HOWS[how], str(how)) for how in (How.CALL, How.MEETING)]
    blocks = [
        _about(record, "The next message to them waits until the contact cap ends."),
        asked(Field.HOW, "How", radio(hows, hows[0])),
        asked(Field.WITH, "With whom", typed(most=_NAME)),
        asked(Field.ON, "Day", day_picker(today)),
        asked(Field.OUTCOME, "What came of it", typed(most=300)),
    ]
    return modal(Form.TOUCH, record, blocks, title="Log a touch", submit="Record it", channel=channel, ts=ts)


def recorded_form(record: PacketRecord, *, channel: str, ts: str) -> Block:
    """Everything that people recorded and no source says yet: what is unticked is taken back."""
    found = record.packet.recorded[-_RECORDS:]
    every = [option(safe(each.what, OPTION_LABEL), each.id, safe(words(each), OPTION_LABEL)) for each in found]
    shown = " ".join(each.id for each in found)
    told = "Untick what is not true: it is taken back. What stays ticked is not asked about again."
    blocks = [_about(record, told), asked(Field.RECORDED, "Still true", ticks(every, every), is_optional=True)]
    title = "What was recorded"
    return modal(Form.RECORDED, record, blocks, title=title, submit="Save", channel=channel, ts=ts, shown=shown)


def _about(record: PacketRecord, told: str, *more: Block) -> Block:
    return rich(line(own(account_name(record), bold=True), own(f"\n{told}")), *more)


def _which(lines: Sequence[OpenItem], ticked: Collection[str]) -> Block:
    options = [line_option(item) for item in lines]
    marked = [one for one, item in zip(options, lines, strict=True) if item.invoice.number in ticked]
    return asked(Field.INVOICES, "Invoices", ticks(options, marked))


def _amount(record: PacketRecord, hint: str) -> Block:
    example = f"1250.00 {record.packet.currency}"
    return asked(Field.AMOUNT, "Amount", typed(most=40, placeholder=example), hint=hint, is_optional=True)


def _how(label: str, chosen: How | None) -> Block:
    hows = [option(text, str(how)) for how, text in _HOWS.items()]
    return asked(Field.HOW, label, radio(hows, next((one for one in hows if one["value"] == chosen), None)))
