"""A letter takes up what the records say of this customer, one thing, and nothing they do not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.stages.draft import compose
from bot.stages.guard import check
from bot.stages.taken_up import Topic, taken_up
from models.correspondence import Automatic, Direction, Message
from models.dispute import ClosedDispute
from models.draft import Draft, Play
from models.evidence import Evidence, Origin
from models.late_reason import LateCode, LateReason
from models.ledger import Promise
from models.money import Money
from models.packet import FollowUpPacket
from models.people import Role
from models.promise import KeptWord, Outcome
from models.receivable import Payment
from models.signal import HeardBy, Signal, SignalKind
from models.unapplied import UnappliedCredit
from tests.bot.stages.packet_builder import (
    AS_OF,
    OLIVE,
    ORIGIN,
    REMITTANCE,
    a_contact,
    a_packet,
    a_policy,
    a_reason,
    an_item,
    left_out,
    on_time_history,
    reminded,
)

MAIL = Origin("inbox", "INBOX/1.eml:1", AS_OF)
OTHER = an_item("INV-1010", 50000, date(2026, 6, 1))


def theirs(text: str = "Invoice INV-1007 is with us.", **overrides: Any) -> Message:
    base = Message(
        id="M2",
        account_id="A1",
        direction=Direction.INBOUND,
        sender="anna.keller@brightwater.example",
        at=datetime(2026, 6, 15, 9, tzinfo=UTC),
        text=text,
        origin=MAIL,
        subject="Invoice INV-1007",
    )
    return replace(base, **overrides)


def _signal(quote: str, on: date | None, **overrides: Any) -> Signal:
    base = Signal(kind=SignalKind.PROMISE, quote=quote, source_id="M2", origin=MAIL, on=on)
    return replace(base, **overrides)


def _late(code: LateCode, quote: str) -> LateReason:
    fact = Evidence(f"“{quote}”", MAIL)
    return LateReason(code=code, owner=Role.FINANCE, play="-", sentence="-", evidence=(fact,))


def a_word(outcome: Outcome, received: int = 0, said_by: str = "Anna Keller") -> KeptWord:
    promise = Promise(id="PR-1", account_id="A1", due_on=date(2026, 6, 18), said_by=said_by, origin=ORIGIN)
    return KeptWord(
        promise=promise,
        outcome=outcome,
        until=date(2026, 6, 22),
        received=Money(received, "EUR"),
        promised=Money(123450 + received, "EUR"),
        invoices=("INV-1007",),
    )


def with_word(word: KeptWord) -> FollowUpPacket:
    return a_packet(promises=(word.promise,), kept_words=(word,))


def a_payment(on: date = date(2026, 5, 20)) -> Payment:
    return Payment(
        id="P-1", account_id="A1", amount=Money(9900, "EUR"), received_on=on, origin=ORIGIN, entity="fennel",
        invoice_number="INV-0901",
    )  # fmt: skip


def letter(packet: FollowUpPacket, play: Play = Play.REMINDER, **kwargs: Any) -> Draft:
    """The letter, held to the guard."""
    draft = compose(packet, play=play, path=None, policy=a_policy(), sender=OLIVE, remittance=REMITTANCE, **kwargs)
    assert check(draft, packet, a_policy(), remittance=REMITTANCE) == ()
    return draft


WILL_PAY = "We will pay INV-1007 on 3 July."
NAMED = a_packet(exchanges=(theirs(WILL_PAY),), signals=(_signal(WILL_PAY, date(2026, 7, 3)),))
APPROVAL = a_packet(
    exchanges=(theirs(),), late_because=(_late(LateCode.APPROVAL_PENDING, "INV-1007 waits for approval."),)
)
RUN = a_packet(exchanges=(theirs(),), late_because=(_late(LateCode.NEXT_PAYMENT_RUN, "INV-1007 is in the next run."),))
PART_PAID = a_packet(
    items=(replace(an_item(), invoice=an_item(amount=Money(143450, "EUR")).invoice, paid=Money(20000, "EUR")),)
)


@pytest.mark.parametrize(
    ("packet", "topic", "words"),
    [
        (NAMED, Topic.DAY_NAMED, "message of 15 June. As I read it, the payment is planned for 3 July."),
        (with_word(a_word(Outcome.BROKEN)), Topic.PROMISE_PAST, "You had named 18 June for the payment of INV-1007"),
        (
            with_word(a_word(Outcome.PART_KEPT, 40000)),
            Topic.PART_OF_PROMISE,
            "to pay by 18 June, €400.00 has reached us",
        ),
        (PART_PAID, Topic.PART_PAID, "Thank you for the €200.00 that has reached us for invoice INV-1007."),
        (APPROVAL, Topic.APPROVAL, "As I understood it, the payment was waiting for an approval on your side."),
        (RUN, Topic.PAYMENT_RUN, "was to go out with one of your next payment runs."),
        (a_packet(exchanges=(theirs(),)), Topic.THEIR_WORD, "Thank you for your message of 15 June."),
        (reminded(a_packet(), date(2026, 6, 12)), Topic.OUR_REMINDER, "We wrote to you about this on 12 June."),
        (a_packet(last_payment=a_payment()), Topic.LAST_PAYMENT, "your last payment, which reached us on 20 May."),
    ],
)
def test_the_first_thing_that_holds_is_taken_up_with_its_record(
    packet: FollowUpPacket, topic: Topic, words: str
) -> None:
    found = taken_up(packet, packet.items)
    assert found.topic is topic
    assert found.evidence
    draft = letter(packet)
    assert words in draft.body
    assert any(claim.evidence and words in claim.text for claim in draft.claims)


@pytest.mark.parametrize("packet", [NAMED, APPROVAL, RUN, PART_PAID, with_word(a_word(Outcome.BROKEN))])
def test_each_letter_asks_one_thing_that_fits_and_stays_short(packet: FollowUpPacket) -> None:
    body = letter(packet).body
    assert body.count("?") == 1
    prose = body.split("For the transfer:")[0].replace("- INV-1007", "").split()
    assert len(prose) <= 90


def test_an_ordinary_first_letter_takes_up_nothing() -> None:
    assert taken_up(a_packet(), a_packet().items).topic is Topic.NOTHING


def test_a_day_that_they_named_is_not_asked_for_again() -> None:
    body = letter(NAMED).body
    assert "when" not in body
    assert "Should that change" in body


@pytest.mark.parametrize(
    "changed",
    [
        {"signals": (_signal("We will pay on 1 June.", date(2026, 6, 1)),)},
        {"signals": (_signal("We will pay on 3 July.", date(2026, 7, 3), heard_by=HeardBy.MODEL),)},
        {"signals": (_signal("We will pay INV-1010 on 3 July.", date(2026, 7, 3)),), "left_out": (left_out(OTHER),)},
        {"signals": (_signal("We will pay on 3 July.", date(2026, 7, 3), source_id="M9"),)},
    ],
    ids=["past", "heard by a model alone", "of another invoice", "of another message"],
)
def test_a_day_that_is_not_surely_about_this_is_not_taken_up(changed: dict[str, Any]) -> None:
    assert taken_up(replace(NAMED, **changed), NAMED.items).topic is Topic.THEIR_WORD


def test_what_they_said_of_one_invoice_is_not_said_of_another() -> None:
    both = theirs("INV-1010 is approved, INV-1007 we are looking for.")
    packet = replace(NAMED, exchanges=(both,), left_out=(left_out(OTHER, "promised"),))
    assert taken_up(
        replace(packet, signals=(_signal("It goes out on 3 July.", date(2026, 7, 3)),)), packet.items
    ).topic is (Topic.THEIR_WORD)


@pytest.mark.parametrize(
    "message",
    [
        theirs(automatic=Automatic.AUTO_REPLY),
        theirs(sender="pat@brightwater.example"),
        theirs("Lovely weather here.", subject="Hello"),
        theirs(direction=Direction.OUTBOUND, sender="billing@fennel.example"),
        theirs(at=datetime(2025, 9, 1, tzinfo=UTC)),
    ],
    ids=["a machine", "nobody on record", "about something else", "ours", "long ago"],
)
def test_only_a_persons_recent_word_about_these_invoices_is_thanked_for(message: Message) -> None:
    packet = a_packet(exchanges=(message,))
    assert "Thank you for" not in letter(packet).body


def test_a_word_that_we_have_written_since_is_not_thanked_for_again() -> None:
    packet = reminded(a_packet(exchanges=(theirs(),)), date(2026, 6, 18))
    assert taken_up(packet, packet.items).topic is Topic.OUR_REMINDER


def test_a_colleague_is_named_as_the_contacts_have_them() -> None:
    cole = a_contact("Cole Marsh", "cole@brightwater.example")
    packet = a_packet(exchanges=(theirs(sender=cole.email),), contacts=(a_contact(), cole))
    assert "Thank you for the message of 15 June from Cole Marsh." in letter(packet).body


def test_a_promise_of_a_colleague_is_not_called_yours() -> None:
    cole = a_contact("Cole Marsh", "cole@brightwater.example")
    packet = replace(with_word(a_word(Outcome.BROKEN, said_by="Cole Marsh")), contacts=(a_contact(), cole))
    assert "Cole Marsh had named 18 June" in letter(packet).body


def test_a_kept_promise_is_no_topic() -> None:
    packet = with_word(a_word(Outcome.KEPT))
    assert taken_up(packet, packet.items).topic is Topic.NOTHING


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((date(2026, 6, 1),), ["1 June"]),
        ((date(2026, 5, 18), date(2026, 6, 1)), ["18 May", "1 June"]),
    ],
)
def test_a_letter_names_the_days_on_which_we_really_wrote(days: tuple[date, ...], said: list[str]) -> None:
    body = letter(reminded(a_packet(), *days)).body
    assert f"wrote to you about this on {' and on '.join(said)}." in body


def test_reminders_without_a_known_day_are_not_spoken_of() -> None:
    body = letter(a_packet(reminders_sent=2)).body
    assert "wrote" not in body
    assert "once more" not in body


def test_old_money_is_not_thanked_for() -> None:
    assert "Thank you for" not in letter(a_packet(last_payment=a_payment(date(2026, 1, 5)))).body


def test_a_payment_that_waits_for_its_invoice_is_asked_about() -> None:
    held = UnappliedCredit(id="P-1", amount=Money(9900, "EUR"))
    packet = a_packet(last_payment=a_payment(), credits=(held,), unapplied=held.amount)
    body = letter(packet).body
    assert "which invoice that payment was meant for" in body
    assert "do not see the payment" not in body
    note = replace(held, id="CN-1")
    assert "meant for" not in letter(replace(packet, credits=(note,))).body


def test_who_has_always_paid_on_time_and_wrote_is_answered_first() -> None:
    packet = a_packet(context=(on_time_history(),), exchanges=(theirs(),))
    assert "Thank you for your message of 15 June." in letter(packet).body
    assert "always" not in letter(packet).body


def test_a_refused_number_is_said_to_be_refused_only_by_their_message() -> None:
    refused = _signal("PO 4500012 is closed.", None, kind=SignalKind.PO_NEEDED)
    packet = a_packet(exchanges=(theirs("INV-1007: PO 4500012 is closed."),), signals=(refused,))
    packet = replace(packet, reasons=(a_reason("missing_po"),))
    assert (
        "cannot be used. Could you send me the one we should quote for INV-1007 instead?"
        in letter(packet, Play.ASK_PO).body
    )
    bare = replace(packet, signals=())
    assert "cannot be used" not in letter(bare, Play.ASK_PO).body


def test_the_invoice_is_said_to_be_attached_only_where_it_is() -> None:
    packet = a_packet(items=(an_item(), OTHER), exchanges=(theirs(),))
    both = frozenset({"INV-1007", "INV-1010"})
    assert "are attached to this message:" in letter(packet, Play.SEND_COPY, attached=both).body
    for some in (frozenset({"INV-1007"}), frozenset[str]()):
        body = letter(packet, Play.SEND_COPY, attached=some).body
        assert "attached" not in body
        assert "Which address should our invoices go to" in body


def test_a_status_note_thanks_for_their_last_message_and_quotes_nothing() -> None:
    packet = a_packet(exchanges=(theirs("The export is still missing!", subject="Export"),))
    body = letter(packet, Play.STATUS_NOTE).body
    assert "Thank you for your message of 15 June." in body
    assert "export" not in body


@pytest.mark.parametrize("play", [Play.REMINDER, Play.STATUS_NOTE])
def test_a_message_from_before_a_dispute_ended_is_not_thanked_for_and_a_later_one_is(play: Play) -> None:
    def ended(at: datetime) -> FollowUpPacket:
        over = ClosedDispute(told="Dispute withdrawn.", closed_at=at, is_unmailed=True)
        return a_packet(exchanges=(theirs("You charge more than we agreed for INV-1007."),), closed_disputes=(over,))

    assert "Thank you for your" not in letter(ended(datetime(2026, 6, 16, 9, tzinfo=UTC)), play).body
    assert "Thank you for your" in letter(ended(datetime(2026, 6, 14, 9, tzinfo=UTC)), play).body
