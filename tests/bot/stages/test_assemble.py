"""The packet's facts come from records and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from bot.stages.judged import suspected
from models.correspondence import ContactStatus, Direction, Touch
from models.evidence import Origin
from models.fact import FactKind
from models.ledger import RecordKind
from models.lifecycle import DisputeState
from models.money import Money, total
from models.packet import ContextLine, ContextName, FollowUpPacket
from models.signal import SignalKind
from tests.bot.stages import ledger_builder as an

OUT = Direction.OUTBOUND


def line(packet: FollowUpPacket, name: ContextName) -> ContextLine:
    (found,) = [each for each in packet.context if each.name is name]
    return found


def numbers(packet: FollowUpPacket) -> list[str]:
    return [item.invoice.number for item in packet.items]


def test_past_due_lines_are_asked_for_oldest_first_and_the_rest_is_shown() -> None:
    ledger = an.book(invoices=(an.invoice("3", -5), an.invoice("2", 1), an.invoice("1", 40), an.invoice("0", 0)))

    packet = an.assembled(ledger)

    assert numbers(packet) == ["1", "2"]
    assert [item.invoice.number for item in packet.not_due] == ["0", "3"]


def test_other_entities_and_currencies_stay_out() -> None:
    ledger = an.book(
        invoices=(an.invoice("1"), an.invoice("2", entity="other"), an.invoice("3", amount=Money(9, "USD")))
    )

    assert numbers(an.assembled(ledger)) == ["1"]


def test_buckets_less_unapplied_is_what_they_owe() -> None:
    ledger = an.book(
        invoices=(an.invoice("1", 40), an.invoice("2", 3), an.invoice("3", -9), an.invoice("4", 3, disputed=True)),
        payments=(an.payment(300, "1"), an.payment(50)),
    )

    packet = an.assembled(ledger)

    assert packet.outstanding == Money(365_000, "EUR")
    assert packet.outstanding == total(
        (part.open for part in (*packet.items, *packet.not_due, *(left.item for left in packet.left_out))), "EUR"
    ) - Money(5_000, "EUR")


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        pytest.param(
            {"disputes": (an.dispute("1001"),)}, "in dispute (delivery), flagged by Olive Byrne", id="dispute"
        ),
        pytest.param({"disputes": (an.dispute("1001", state=DisputeState.OWNED),)}, "in dispute", id="owned dispute"),
        pytest.param({"disputes": (an.dispute("1001", state=DisputeState.RESOLVED),)}, None, id="resolved dispute"),
        pytest.param({"disputes": (an.dispute("1001", entity="other"),)}, None, id="same number elsewhere"),
    ],
)
def test_a_disputed_line_is_left_out_whole(parts: dict[str, object], why: str | None) -> None:
    packet = an.assembled(an.book(), **parts)

    assert [left.why.startswith(why or "-") for left in packet.left_out] == ([True] if why else [])
    assert numbers(packet) == ([] if why else ["1001"])


@pytest.mark.parametrize(
    ("state", "left"),
    [
        pytest.param(None, True, id="the ERP's mark alone keeps a line out"),
        pytest.param(DisputeState.RESOLVED, True, id="a resolved dispute may await its credit note"),
        pytest.param(DisputeState.WITHDRAWN, False, id="a withdrawal by leadership wins over the mark"),
    ],
)
def test_the_mark_of_the_erp(state: DisputeState | None, left: bool) -> None:
    ledger = an.book(invoices=(an.invoice(disputed=True),))

    packet = an.assembled(ledger, disputes=(an.dispute("1001", state=state),) if state else ())

    assert bool(packet.left_out) is left


def test_a_promise_covers_what_was_open_when_it_was_given() -> None:
    given = Origin("books", "promises.csv:2", date(2026, 4, 20))
    later = an.invoice("2", 2, issued_on=date(2026, 4, 25))
    ledger = an.book(invoices=(an.invoice("1", 30), later), promises=(an.promise(date(2026, 5, 20), origin=given),))

    packet = an.assembled(ledger)

    assert numbers(packet) == ["2"]
    assert packet.left_out[0].why == "promised for 20 May 2026 by Ann Quill"


def test_all_six_facts_are_there_when_nothing_is() -> None:
    packet = an.assembled(an.book(contracts=()))

    assert [each.name for each in packet.context] == list(ContextName)
    assert line(packet, ContextName.TICKETS).text == "none"
    assert line(packet, ContextName.TICKETS).checked == "11 May 2026 06:00"
    # By the office's clock, wherever the entity is: two clocks on one card mislead.
    elsewhere = an.assembled(an.book(contracts=()), entity="fennel-inc")
    assert line(elsewhere, ContextName.TICKETS).checked == "11 May 2026 06:00"
    assert line(packet, ContextName.PAYMENT_HISTORY).text == "no paid invoice on record"


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        (RecordKind.TICKETS, ContextName.TICKETS, "unknown: no tickets source"),
        (RecordKind.PAYMENTS, ContextName.PAYMENT_HISTORY, "unknown: no payments source"),
        (RecordKind.CONTRACTS, ContextName.CONTRACT, "unknown: no contracts source"),
        (RecordKind.CONTRACTS, ContextName.RENEWAL, "unknown: no contracts source"),
    ],
)
def test_a_source_that_is_not_there_is_unknown_and_never_none(kind: RecordKind, name: ContextName, text: str) -> None:
    found = line(an.assembled(an.book(contracts=()), stamps=an.stamps(without=(kind,))), name)

    assert (found.text, found.known) == (text, False)


def test_payment_history_is_counted() -> None:
    paid = [an.invoice("1", 100), an.invoice("2", 70), an.invoice("3", 60, settled_on=date(2026, 3, 20))]
    payments = (
        an.payment(1000, "1", on=paid[0].due_on),
        an.payment(400, "2"),
        an.payment(600, "2", on=date(2026, 3, 6)),
    )

    packet = an.assembled(an.book(invoices=(*paid, an.invoice()), payments=payments))

    # Number 2 was settled by its last payment, on 5 May: 64 days late; number 3 eight days late.
    assert (
        line(packet, ContextName.PAYMENT_HISTORY).text == "paid 1 of 3 on time; the late ones 36 days late on average"
    )


def test_the_recipient_is_verified_and_billing_comes_first() -> None:
    people = [
        an.contact(id="K1", name="Director", role="director", confirmed_on=date(2026, 5, 1)),
        an.contact(id="K2", name="Payables", role="Accounts payable", email="ap@mail.acme.example"),
        an.contact(id="K3", name="Billing, unverified", status=ContactStatus.UNVERIFIED),
    ]
    for order in permutations(people):
        packet = an.assembled(an.book(contracts=(), contacts=tuple(order)))
        assert packet.recipient is not None
        assert packet.recipient.name == "Payables"


def test_an_unknown_domain_is_a_gap_and_no_obstacle() -> None:
    packet = an.assembled(an.book(account=an.account(domain=None)))

    assert packet.recipient is not None
    assert "mail domain of the customer" in [gap.what for gap in packet.gaps]


@pytest.mark.parametrize("owner_id", [None, "", "U0GONE"])
def test_no_packet_is_unowned(owner_id: str | None) -> None:
    packet = an.assembled(an.book(account=an.account(owner_id=owner_id)))

    assert packet.owner_id == an.POLICY.fallback_owner
    assert "account owner" in [gap.what for gap in packet.gaps]
    assert not line(packet, ContextName.OWNER).known


def test_the_newest_three_exchanges_and_the_unread_oldest_first() -> None:
    days = [date(2026, 5, day) for day in (5, 6, 7, 8)]
    messages = tuple(an.message("Noted.", on, id=f"M{on.day}") for on in days)

    packet = an.assembled(an.book(messages=messages))

    assert [each.id for each in packet.exchanges] == ["M8", "M7", "M6"]
    assert [each.id for each in packet.unread] == ["M5", "M6", "M7", "M8"]


def test_last_touch_and_when_the_next_is_allowed() -> None:
    ours = an.message("Reminder for invoice 1001", date(2026, 4, 28), direction=OUT)
    touch = Touch(on=date(2026, 4, 29), by="Olive Byrne", what="mail", origin=an.origin())

    packet = an.assembled(an.book(messages=(ours,)), touches_sent=(touch,))

    assert packet.last_touch == touch
    # Five working days on; Monday 4 May is a holiday.
    assert packet.next_allowed == date(2026, 5, 7)
    assert an.assembled().next_allowed is None


@pytest.mark.parametrize(
    ("text", "on", "count"),
    [
        pytest.param("Reminder: invoice 1001 is overdue", date(2026, 5, 5), 1, id="a reminder that names the invoice"),
        pytest.param("Invoice 1001 attached", date(2026, 5, 5), 0, id="an invoice is no reminder"),
        pytest.param("Reminder: invoice 10010 is overdue", date(2026, 5, 5), 0, id="another invoice"),
        pytest.param(
            "Reminder: invoice 1001 is due soon, payment welcome", date(2026, 4, 1), 0, id="before the due date"
        ),
    ],
)
def test_reminders_are_counted_from_what_left(text: str, on: date, count: int) -> None:
    packet = an.assembled(an.book(messages=(an.message(text, on, direction=OUT),)))

    assert packet.reminders_sent == count


def test_one_mail_in_the_mailbox_and_on_the_desk_is_one_reminder() -> None:
    ours = an.message("Reminder: invoice 1001 is overdue", date(2026, 5, 5), direction=OUT)
    sent = replace(an.fact(FactKind.SENT, "1001", datetime(2026, 5, 5, 8, tzinfo=UTC)), reason="reminder")

    assert an.assembled(an.book(messages=(ours,)), facts=(sent,)).reminders_sent == 1
    assert an.assembled(facts=(sent, replace(sent, at=an.AT))).reminders_sent == 2


@pytest.mark.parametrize(
    ("about", "play"),
    [
        pytest.param("2002", "reminder", id="a mail about another invoice"),
        pytest.param("1001", "status_note", id="a note that asked for nothing"),
    ],
)
def test_only_a_reminder_of_what_is_still_asked_for_counts(about: str, play: str) -> None:
    sent = replace(an.fact(FactKind.SENT, about), reason=play)
    assert an.assembled(facts=(sent,)).reminders_sent == 0


def test_signals_of_messages_older_than_every_open_invoice_are_bygone() -> None:
    old = an.message("We never ordered this.", date(2026, 1, 5))
    lawyers = an.message("Our lawyers will write to you.", date(2026, 1, 5), id="M2")

    packet = an.assembled(an.book(messages=(old, lawyers)))

    assert {signal.kind for signal in packet.signals} == {SignalKind.LEGAL}


def test_a_challenge_of_a_line_in_dispute_is_no_new_suspicion() -> None:
    ledger = an.book(
        invoices=(an.invoice("FS-1", disputed=True), an.invoice("FS-2")),
        messages=(an.message("The quantity on FS-1 is wrong."),),
    )

    assert not an.assembled(ledger).signals


def test_a_sentence_that_became_a_dispute_is_answered_for_good() -> None:
    ledger = an.book(messages=(an.message("The quantity is wrong."),))
    done = an.dispute("1001", quote="The quantity is wrong.", state=DisputeState.WITHDRAWN)

    assert an.assembled(ledger).signals
    assert not an.assembled(ledger, disputes=(done,)).signals


def test_a_letter_of_which_a_sentence_became_a_dispute_is_judged() -> None:
    letter = an.message("The quantity is wrong. The price is wrong as well.")
    ledger = an.book(invoices=(an.invoice("FS-1"), an.invoice("FS-2")), messages=(letter,))
    flagged = an.dispute("FS-1", quote="The quantity is wrong.")

    assert an.assembled(ledger).signals
    assert not an.assembled(ledger, disputes=(flagged,)).signals


def test_only_open_tickets_are_shown_and_cash_has_a_day() -> None:
    packet = an.assembled(an.book(tickets=(an.ticket(), an.ticket(id="T-2", is_open=False))))

    assert [each.id for each in packet.tickets] == ["T-1"]
    assert packet.cash_through == an.TODAY
    assert an.assembled(stamps=an.stamps(without=(RecordKind.PAYMENTS,))).cash_through is None


def test_a_confirmed_sentence_is_answered_though_its_letter_names_another_invoice() -> None:
    sentence = "The quantity on FS-1 is wrong."
    letter = an.message(f"{sentence} FS-2 is fine, it will be paid.")
    ledger = an.book(invoices=(an.invoice("FS-1"), an.invoice("FS-2")), messages=(letter,))
    flagged = an.dispute("FS-1", quote=sentence)
    (_, suspicion), *_ = suspected(an.assembled(ledger).signals)
    fact = replace(an.fact(FactKind.SUSPICION_CONFIRMED, letter.id), suspicion=suspicion)

    kinds = {each.kind for each in an.assembled(ledger, disputes=(flagged,), facts=(fact,)).signals}

    assert SignalKind.DISPUTE not in kinds
