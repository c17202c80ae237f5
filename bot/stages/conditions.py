"""When an approved sentence is true. A sentence whose condition does not hold is composed by nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.stages.occasion import Occasion
from bot.stages.slots import has_refused_po, years_a_customer
from bot.stages.taken_up import Topic, our_last_word, their_last_message

#: So many invoices a subject names; of more it tells how many.
_FEW = 3
#: Says nothing of the invoices themselves, so that the letter has to begin with them.
_BESIDE_THE_INVOICES = frozenset({Topic.NOTHING, Topic.LAST_PAYMENT})
#: Speaks of the invoices: what is left to say is that they are open.
_ABOUT_THEM = frozenset({Topic.THEIR_WORD, Topic.OUR_REMINDER})
#: Says that it is open: the invoices only have to be named.
_SAYS_OPEN = frozenset({Topic.PROMISE_PAST, Topic.DAY_NAMED})
#: Their own words, without a day in them.
_THEIR_WORDS = frozenset({Topic.THEIR_WORD, Topic.APPROVAL, Topic.PAYMENT_RUN})
_OF_A_REST = frozenset({Topic.PART_PAID, Topic.PART_OF_PROMISE})
#: What they said asks for an answer of its own; of everything else we ask for the day.
_OWN_QUESTION = frozenset(
    {Topic.DAY_NAMED, Topic.PROMISE_PAST, Topic.PART_PAID, Topic.PART_OF_PROMISE, Topic.APPROVAL, Topic.PAYMENT_RUN}
)


def _topic(*topics: Topic) -> Callable[[Occasion], bool]:
    return lambda at: at.taken_up.topic in topics


def _one(topics: frozenset[Topic]) -> Callable[[Occasion], bool]:
    return lambda at: len(at.items) == 1 and at.taken_up.topic in topics


def _several(topics: frozenset[Topic]) -> Callable[[Occasion], bool]:
    return lambda at: len(at.items) > 1 and at.taken_up.topic in topics


def _reminders(at: Occasion) -> int:
    """Reminders about these invoices that really went and whose days are known."""
    return min(at.packet.reminders_sent, len(at.packet.reminded_on))


def _asks_for_a_day(at: Occasion) -> bool:
    return at.taken_up.topic not in _OWN_QUESTION and not _payment_to_place(at)


def _payment_to_place(at: Occasion) -> bool:
    """Whether money of theirs waits for them to say what it is for."""
    held = [each for each in at.packet.credits if not each.left_by]
    payment = at.packet.last_payment
    is_payment = payment is not None and [each.id for each in held] == [payment.id]
    return is_payment and at.packet.to_apply.minor > 0 and at.taken_up.topic not in _OWN_QUESTION


def _details_on_invoice(at: Occasion) -> bool:
    return at.remittance is None and at.entity.details_on_invoice


def _holds_nothing(at: Occasion) -> bool:
    return at.packet.to_apply.minor <= 0


def _copies_attached(at: Occasion) -> bool:
    return bool(at.items) and all(item.invoice.number in at.attached for item in at.items)


def _all_taken_back(at: Occasion) -> bool:
    return at.corrects is not None and not at.corrects.wrong


def _names_invoices(at: Occasion) -> bool:
    return at.corrects is not None and bool(at.corrects.invoices)


def _nothing_is_due(at: Occasion) -> bool:
    """Whether no invoice of the mail that is taken back is past due; any counts where nobody kept which they were."""
    note, packet = at.corrects, at.packet
    due = {item.invoice.number for item in (*packet.items, *(left.item for left in packet.left_out))}
    return note is not None and not (due & set(note.invoices) if note.invoices else due)


CONDITIONS: Mapping[str, Callable[[Occasion], bool]] = {
    "always": lambda _: True,
    # how many, and what is known of the money
    "one_invoice": lambda at: len(at.items) == 1,
    "several_invoices": lambda at: len(at.items) > 1,
    "few_invoices": lambda at: 1 < len(at.items) <= _FEW,
    "not_many_invoices": lambda at: len(at.items) <= _FEW,
    "many_invoices": lambda at: len(at.items) > _FEW,
    "remittance_known": lambda at: at.remittance is not None,
    "remittance_unknown_one": lambda at: _details_on_invoice(at) and len(at.items) == 1,
    "remittance_unknown_several": lambda at: _details_on_invoice(at) and len(at.items) > 1,
    "credit_held": lambda at: at.packet.to_apply.minor > 0,
    "credit_leaves_rest": lambda at: 0 < at.packet.to_apply.minor < at.asked.minor,
    "payment_to_place": _payment_to_place,
    "history_known": lambda at: years_a_customer(at.packet) > 0,
    # what the letter takes up
    "they_named_a_day": _topic(Topic.DAY_NAMED),
    "promise_missed": _topic(Topic.PROMISE_PAST),
    "promise_kept_in_part": _topic(Topic.PART_OF_PROMISE),
    "paid_in_part": _topic(Topic.PART_PAID),
    "rest_is_open": _topic(*_OF_A_REST),
    "approval_pending": _topic(Topic.APPROVAL),
    "payment_run_pending": _topic(Topic.PAYMENT_RUN),
    "no_day_named": lambda at: at.taken_up.topic is not Topic.DAY_NAMED,
    "they_wrote_and_named_no_day": _topic(*_THEIR_WORDS),
    "they_wrote_and_gave_no_reason": _topic(Topic.THEIR_WORD),
    "they_wrote": lambda at: their_last_message(at.packet) is not None,
    "we_wrote_last": lambda at: our_last_word(at.packet, at.items) is not None,
    "last_payment_known": _topic(Topic.LAST_PAYMENT),
    "only_our_reminder": _topic(Topic.OUR_REMINDER),
    "reminder_was_sent": lambda at: _reminders(at) > 0,
    "two_reminders_beside": lambda at: _reminders(at) > 1 and at.taken_up.topic is not Topic.OUR_REMINDER,
    # how the invoices are led in
    "one_to_begin_with": lambda at: _holds_nothing(at) and _one(_BESIDE_THE_INVOICES)(at),
    "several_to_begin_with": lambda at: _holds_nothing(at) and _several(_BESIDE_THE_INVOICES)(at),
    "one_beside_a_credit": lambda at: not _holds_nothing(at) and _one(_BESIDE_THE_INVOICES)(at),
    "several_beside_a_credit": lambda at: not _holds_nothing(at) and _several(_BESIDE_THE_INVOICES)(at),
    "payment_spoken_of": _topic(Topic.APPROVAL, Topic.PAYMENT_RUN),
    "one_spoken_of": _one(_ABOUT_THEM),
    "several_spoken_of": _several(_ABOUT_THEM),
    "one_said_to_be_open": _one(_SAYS_OPEN),
    "several_said_to_be_open": _several(_SAYS_OPEN),
    "one_not_said_to_be_open": _one(frozenset(Topic) - _SAYS_OPEN),
    "several_not_said_to_be_open": _several(frozenset(Topic) - _SAYS_OPEN),
    # what is asked
    "one_asks_for_a_day": lambda at: len(at.items) == 1 and _asks_for_a_day(at),
    "several_ask_for_a_day": lambda at: len(at.items) > 1 and _asks_for_a_day(at),
    "asks_for_a_day": _asks_for_a_day,
    "asks_for_a_day_and_copies_attached": lambda at: _asks_for_a_day(at) and _copies_attached(at),
    "asks_for_a_day_and_copies_missing": lambda at: _asks_for_a_day(at) and not _copies_attached(at),
    # paper
    "po_refused": has_refused_po,
    "po_never_spoken_of": lambda at: at.taken_up.message is None and our_last_word(at.packet, at.items) is None,
    "one_copy_attached": lambda at: len(at.items) == 1 and _copies_attached(at),
    "several_copies_attached": lambda at: len(at.items) > 1 and _copies_attached(at),
    "one_copy_missing": lambda at: len(at.items) == 1 and not _copies_attached(at),
    "several_copies_missing": lambda at: len(at.items) > 1 and not _copies_attached(at),
    "copies_attached": _copies_attached,
    "copies_missing": lambda at: not _copies_attached(at),
    # a mail of ours that is taken back
    "all_taken_back": _all_taken_back,
    "all_taken_back_names_invoices": lambda at: _all_taken_back(at) and _names_invoices(at),
    "all_taken_back_names_none": lambda at: _all_taken_back(at) and not _names_invoices(at),
    "part_taken_back": lambda at: at.corrects is not None and bool(at.corrects.wrong),
    "all_taken_back_and_nothing_due": lambda at: _all_taken_back(at) and _nothing_is_due(at),
}


def is_true(at: Occasion, name: str) -> bool:
    """Whether the approved sentence *name* may stand in this message; template and model both ask this."""
    return CONDITIONS[at.bank.sentences[name].when](at)
