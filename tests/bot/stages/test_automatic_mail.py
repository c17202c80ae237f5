"""What a mail that nobody wrote changes, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.cards.facts import doubts
from bot.cards.packet import packet_card
from bot.stages.draft import compose
from bot.stages.guarding.asking import history
from bot.stages.guarding.known import Known
from bot.stages.guarding.sheet import Sheet
from bot.stages.recheck import drift
from models.correspondence import Automatic, Direction, Message
from models.draft import Draft, Play, Tone, Weight
from models.fact import FactKind
from models.gate import GateKind
from models.packet import FollowUpPacket
from models.signal import Signal, SignalKind
from tests.bot.cards import record_builder as a_record
from tests.bot.stages import ledger_builder as an
from tests.bot.stages import packet_builder as a_packet

AWAY = "I am out of the office until 18 May with no access to mail."
LEFT = "I no longer work at Acme. Please write to bo@acme.example."


def automatic(text: str, kind: Automatic = Automatic.AUTO_REPLY, **other: Any) -> Message:
    return an.message(text, subject=other.pop("subject", "Automatic reply: Invoice 1001"), automatic=kind, **other)


def with_mail(*messages: Message, **other: Any) -> FollowUpPacket:
    return an.sorted_one(an.book(messages=messages), **other)


def gates(packet: FollowUpPacket) -> set[GateKind]:
    return {gate.kind for gate in packet.gates}


# ── unread ───────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("message", "is_unread"),
    [
        pytest.param(an.message(AWAY), True, id="a person who says they are away"),
        pytest.param(automatic(AWAY), False, id="a machine that says so"),
        pytest.param(automatic("Thank you for your message."), False, id="a receipt"),
        pytest.param(
            automatic(AWAY, subject="Automatic reply: Invoice 1001 is wrong, you said"), False, id="our own subject"
        ),
        pytest.param(automatic(LEFT), True, id="they have left"),
        pytest.param(automatic(f"{AWAY} We dispute invoice 1001."), True, id="a dispute"),
        pytest.param(automatic("We will pay on 20 May."), True, id="a promise"),
        pytest.param(
            automatic(AWAY, subject="We dispute invoice 1001"), True, id="a dispute in a subject of their own"
        ),
        pytest.param(automatic("We dispute invoice 1001.", Automatic.BOUNCE), False, id="our own mail that came back"),
    ],
)
def test_a_machines_answer_has_to_be_read_where_it_says_something(message: Message, is_unread: bool) -> None:
    packet = with_mail(message)

    assert bool(packet.unread) is is_unread
    assert (GateKind.UNREAD_MESSAGE in gates(packet)) is is_unread
    assert packet.exchanges == (message,)


def test_an_answer_that_they_have_left_is_heard() -> None:
    packet = with_mail(automatic(LEFT))

    assert [signal.kind for signal in packet.signals] == [SignalKind.CONTACT_LEFT]
    assert "contact_left" in [reason.rule for reason in packet.reasons]


def test_one_that_was_seen_is_not_unread() -> None:
    assert not with_mail(automatic(LEFT), facts=(an.fact(FactKind.SEEN, "M1"),)).unread


def test_a_bounce_says_nothing() -> None:
    bounce = automatic("550 user no longer works here. We dispute invoice 1001.", Automatic.BOUNCE)
    assert with_mail(bounce).signals == ()


# ── it is nobody's answer ────────────────────────────────────────────────────────────────────
def test_a_machine_of_ours_answers_reminds_and_touches_nobody() -> None:
    theirs = an.message("Where is the report?", date(2026, 5, 6), subject="Report")
    ours = automatic(
        "Thank you. Reminder: invoice 1001 is overdue.",
        on=date(2026, 5, 7),
        id="M2",
        subject="Re: Report",
        direction=Direction.OUTBOUND,
    )
    packet = with_mail(theirs, ours)

    assert packet.unread == (theirs,)
    assert (packet.reminders_sent, packet.last_touch) == (0, None)


def test_a_machines_answer_after_the_approval_voids_it_only_where_it_says_something() -> None:
    then = with_mail()
    draft = compose(
        then,
        play=Play.REMINDER,
        path=None,
        policy=an.POLICY,
        sender=an.POLICY.members["U0OLIVE"],
        remittance=None,
    )
    assert drift(draft, then, with_mail(automatic(AWAY))) == ()
    assert "ann@acme.example wrote after the approval." in drift(draft, then, with_mail(automatic(LEFT)))
    assert "ann@acme.example wrote after the approval." in drift(draft, then, with_mail(an.message("Hello.")))


def test_a_draft_does_not_answer_a_machine() -> None:
    written = a_packet.a_message(id="M1", message_id="<1@a>")
    answered = a_packet.a_message("Re: Invoice INV-1007, Fennel Systems", id="M2", message_id="<2@a>")
    machine = Automatic.AUTO_REPLY

    def references(*exchanges: Message) -> tuple[str, ...]:
        return compose(
            a_packet.a_packet(exchanges=exchanges),
            play=Play.REMINDER,
            path=None,
            policy=a_packet.a_policy(),
            sender=a_packet.OLIVE,
            remittance=a_packet.REMITTANCE,
        ).references

    assert references(answered, written) == ("<1@a>", "<2@a>")
    assert references(replace(answered, automatic=machine), written) == ("<1@a>",)
    assert references(replace(answered, automatic=machine)) == ()


@pytest.mark.parametrize(("kind", "weight"), [(None, Weight.SOFT), (Automatic.AUTO_REPLY, Weight.HARD)])
def test_a_machine_gave_no_word(kind: Automatic | None, weight: Weight) -> None:
    theirs = a_packet.a_message(direction=Direction.INBOUND, automatic=kind)
    said = Signal(kind=SignalKind.PROMISE, quote="We pay on Friday.", source_id=theirs.id, origin=theirs.origin)
    signals = () if kind else (said,)
    packet = replace(a_packet.a_packet(exchanges=(theirs,)), last_touch=None, signals=signals)
    text = "As you promised, the money is on its way."
    (found,) = history(Sheet(text), Known(packet, draft(text)))
    assert (found.rule, found.weight) == ("unrecorded_word", weight)


def test_what_a_machine_of_ours_sent_is_not_that_we_wrote() -> None:
    ours = a_packet.a_message(automatic=Automatic.AUTO_REPLY)
    packet = replace(a_packet.a_packet(exchanges=(ours,)), last_touch=None, reminders_sent=0)
    assert not Known(packet, draft("")).has_written


def draft(text: str) -> Draft:
    known = {"sender": "a@fennel.example", "reply_to": "a@fennel.example", "to": (), "subject": "s"}
    return Draft(play=Play.REMINDER, tone=Tone.COURTESY, step=1, language="en", body=text, **known)  # type: ignore[arg-type]


# ── the card ─────────────────────────────────────────────────────────────────────────────────
def test_the_card_says_that_nobody_wrote_it() -> None:
    asked = a_record.message("Could you resend the invoice?", days_ago=3)
    away = replace(a_record.message("Away until Monday?", days_ago=2, number=2), automatic=Automatic.AUTO_REPLY)
    record = a_record.changed(a_record.record(), exchanges=(away, asked))

    drawn = str(packet_card(record, policy=a_record.POLICY, live=True).blocks)
    assert "Ada Ng (automatic reply): " in drawn
    # Their own question still waits for us.
    assert any(doubt.startswith("No answer of ours to Ada Ng") for doubt in doubts(record))
    assert not any(doubt.startswith("No answer") for doubt in doubts(a_record.changed(record, exchanges=(away,))))
