"""One believable record, and ways to change it. What a test does not name is as on an ordinary morning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.correspondence import Contact, ContactStatus, Direction, Message, Touch
from models.decision import Approval, Decision, Hold, PathChoice, Question
from models.decision import Path as Route_Path
from models.dispute import Dispute, DisputedLine, DisputeReason
from models.draft import Claim, Draft, Finding, Play, Tone, Weight
from models.evidence import Evidence, Gap, Origin
from models.gate import Gate, GateEffect, GateKind
from models.ledger import Account, Contradiction
from models.lifecycle import DisputeState, PacketEvent, PacketState
from models.money import Money, total
from models.outbox import OutboxItem, OutboxKind, OutboxState
from models.packet import AgingBucket, ContextLine, ContextName, FollowUpPacket, LeftOut, OpenItem, Reason, Route
from models.packet_record import PacketRecord
from models.people import Reviewer, Role
from models.policy import Entity, Member, Policy
from models.receivable import Invoice
from models.signal import Signal, SignalKind
from models.signature import Signature, SignatureRules, SignedFor

TODAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # 09:00 in Berlin
OLIVE, FIN, LENA = "U0LIVE", "U0FIN", "U0LENA"

POLICY = Policy(
    hash="3f1a9c0b77de",
    entities={
        "nw-de": Entity(
            id="nw-de",
            name="Acme GmbH",
            timezone="Europe/Berlin",
            mail_from="billing@acme.example",
            reply_to="olive@acme.example",
        )
    },
    members={
        OLIVE: Member(
            user_id=OLIVE,
            name="Olive Owner",
            email="olive@acme.example",
            roles=frozenset({Role.ACCOUNT_OWNER}),
            channel="C0LIVE",
        ),
        FIN: Member(
            user_id=FIN, name="Finn Lead", email="finn@acme.example", roles=frozenset({Role.FINANCE_LEADERSHIP})
        ),
        LENA: Member(user_id=LENA, name="Lena Legal", email="lena@acme.example", roles=frozenset({Role.LEGAL})),
    },
    channels={Role.FINANCE_LEADERSHIP: "C0LEADS", Role.LEGAL: "C0LEGAL"},
    fallback_owner=FIN,
    strategic_tiers=frozenset({"enterprise"}),
    ordinary_tiers=frozenset({"standard"}),
    go_live=date(2026, 11, 1),
    tolerance={"EUR": Money(100, "EUR")},
    signatures=SignatureRules(executive_review=False),
)


def origin(row: str = "invoices.csv:14", source: str = "erp") -> Origin:
    return Origin(source=source, row=row, as_of=TODAY)


def euro(units: int) -> Money:
    return Money(units * 100, "EUR")


def item(number: str = "INV-1007", units: int = 25_000, days: int = 47, po: str | None = "PO-881") -> OpenItem:
    due = TODAY - timedelta(days=days)
    invoice = Invoice(
        number=number,
        account_id="A-1",
        entity="nw-de",
        amount=euro(units),
        issued_on=due - timedelta(days=30),
        due_on=due,
        origin=origin(),
        po_number=po,
    )
    return OpenItem(invoice=invoice, open=euro(units), days_past_due=days)


def items(count: int) -> tuple[OpenItem, ...]:
    return tuple(item(f"INV-{1000 + n}", 1_200 + n, 60 - n % 50) for n in range(count))


def message(text: str, *, days_ago: int = 9, inbound: bool = True, number: int = 1, sender: str = "Ada Ng") -> Message:
    return Message(
        id=f"M-{number}",
        account_id="A-1",
        direction=Direction.INBOUND if inbound else Direction.OUTBOUND,
        sender=sender if inbound else "Olive Owner",
        at=NINE - timedelta(days=days_ago),
        text=text,
        origin=origin("inbox:12", "mailbox"),
        subject="Re: open invoices",
    )


CONTEXT = (
    ContextLine(name=ContextName.INVOICE, text="3 past due, oldest 47 days", origins=(origin(),)),
    ContextLine(name=ContextName.PAYMENT_HISTORY, text="pays 12 days late on average"),
    ContextLine(name=ContextName.TICKETS, text="none", checked="06:00"),
    ContextLine(name=ContextName.CONTRACT, text="net 30, no special terms"),
    ContextLine(name=ContextName.RENEWAL, text="1 July 2027"),
    ContextLine(name=ContextName.OWNER, text="Olive Owner"),
)


def packet(**changes: Any) -> FollowUpPacket:
    asked = (item("INV-1007", 25_000, 47), item("INV-1012", 20_000, 33), item("INV-1019", 15_000, 12))
    usual: dict[str, Any] = {
        "account": Account(id="A-1", origin=origin("accounts.csv:3", "crm"), name="Northwind Labs", owner_id=OLIVE),
        "entity": "nw-de",
        "currency": "EUR",
        "as_of": TODAY,
        "items": asked,
        "unapplied": euro(0),
        "buckets": (AgingBucket("31–60", euro(45_000)), AgingBucket("1–30", euro(15_000))),
        "context": CONTEXT,
        "recipient": Contact(
            id="K-1",
            account_id="A-1",
            name="Ada Ng",
            email="ada@northwind.example",
            origin=origin("contacts.csv:8", "crm"),
            role="accounts payable",
            status=ContactStatus.VERIFIED,
        ),
        "exchanges": (
            message("Thanks, I have passed it on to our approvers and will come back to you.", days_ago=9),
            message("A gentle reminder about INV-1007, due on 7 October.", days_ago=12, inbound=False, number=2),
            message("Received, thank you.", days_ago=40, number=3),
        ),
        "last_touch": Touch(on=TODAY - timedelta(days=12), by="Olive Owner", what="reminder", origin=origin()),
        "reminders_sent": 1,
        "next_allowed": TODAY,
        "cash_through": TODAY - timedelta(days=1),
        "owner_id": OLIVE,
        "reasons": (
            Reason(
                "routine",
                Route.ROUTINE,
                Role.ACCOUNT_OWNER,
                "Past due, and nothing in the records speaks against a reminder.",
                (Evidence("invoice INV-1007 is 47 days past due", origin()),),
            ),
        ),
        "policy_hash": POLICY.hash,
    }
    return FollowUpPacket(**{**usual, **changes})


BODY = """Dear Ada Ng,

thank you for passing our invoices on. According to our records these are still open:

INV-1007, €25,000.00, due 7 October 2026
INV-1012, €20,000.00, due 21 October 2026
INV-1019, €15,000.00, due 11 November 2026

Together: €60,000.00

Could you let us know when we may expect payment, or what is still missing on our side?

Kind regards
Olive Owner, Acme GmbH"""


def draft(**changes: Any) -> Draft:
    asked = changes.pop("items", packet().items)
    usual: dict[str, Any] = {
        "play": Play.REMINDER,
        "tone": Tone.NUDGE,
        "step": 2,
        "language": "en",
        "sender": "Acme GmbH Billing <billing@acme.example>",
        "reply_to": "olive@acme.example",
        "to": ("Ada Ng <ada@northwind.example>",),
        "subject": "Acme GmbH: three open invoices",
        "body": BODY,
        "claims": (
            Claim(
                "opening.thanks",
                "thank you for passing our invoices on.",
                (Evidence("Ada Ng wrote on 14 November", origin("inbox:12", "mailbox")),),
            ),
            Claim(
                "lines",
                "INV-1007, €25,000.00, due 7 October 2026",
                (Evidence("INV-1007 has €25,000.00 open", origin()),),
            ),
            Claim("close", "Kind regards"),
        ),
        "invoices": tuple(one.invoice.number for one in asked),
        "amounts": tuple(one.open for one in asked),
    }
    return Draft(**{**usual, **changes})


def record(**changes: Any) -> PacketRecord:
    usual: dict[str, Any] = {
        "id": "pk_01J9ZK",
        "packet": packet(),
        "state": PacketState.POSTED,
        "version": 4,
        "reviewer": Reviewer(Role.ACCOUNT_OWNER, OLIVE),
        "prepared_at": NINE - timedelta(hours=3),
        "draft": draft(),
    }
    return PacketRecord(**{**usual, **changes})


def changed(one: PacketRecord, **packet_changes: Any) -> PacketRecord:
    """*one* with other facts."""
    return replace(one, packet=replace(one.packet, **packet_changes))


def decision(event: PacketEvent, reason: str = "", by_id: str = OLIVE, by_name: str = "Olive Owner") -> Decision:
    return Decision(event=event, by_id=by_id, by_name=by_name, at=NINE + timedelta(minutes=2), version=4, reason=reason)


# ── the faces of a card ───────────────────────────────────────────────────────────────────────────

UNREAD_GATE = Gate(
    GateKind.UNREAD_MESSAGE, GateEffect.NO_APPROVE, "They wrote and nobody has read it", "Seen, nothing here"
)
SUSPICION_GATE = Gate(
    GateKind.SUSPICION, GateEffect.NO_APPROVE, "A message may be a dispute", "Not a dispute, or a flag"
)
PATH_GATE = Gate(GateKind.PATH_UNDECIDED, GateEffect.NO_APPROVE, "Nobody has chosen the path", "Choose path")
CONTACT_GATE = Gate(
    GateKind.NO_VERIFIED_CONTACT, GateEffect.NO_APPROVE, "No contact is verified", "a verified contact in the CRM"
)
FACT_GATE = Gate(GateKind.MISSING_FACT, GateEffect.NO_APPROVE, "Payments are two days old", "a fresh payments export")
HARD = Finding(Weight.HARD, "unknown_amount", "€61,000.00", "€60,000.00")
SOFT = Finding(Weight.SOFT, "unknown_name", "Bert", "")

QUOTE = "The onboarding days on this invoice were never delivered, please correct it."


def unread() -> PacketRecord:
    wrote = message("Could you resend INV-1012 with our PO on it? Then I can pay on Friday.", days_ago=1)
    return changed(record(), unread=(wrote,), gates=(UNREAD_GATE,))


def suspected() -> PacketRecord:
    signal = Signal(
        kind=SignalKind.DISPUTE, quote=QUOTE, source_id="M-9", origin=origin("inbox:14", "mailbox"), reason="delivery"
    )
    reason = Reason(
        "suspicion", Route.EXECUTIVE_REVIEW, Role.ACCOUNT_OWNER, "A message reads like a challenge of what is owed."
    )
    return changed(
        record(draft=None), route=Route.EXECUTIVE_REVIEW, gates=(SUSPICION_GATE,), signals=(signal,), reasons=(reason,)
    )


def executive() -> PacketRecord:
    reason = Reason(
        "strategic",
        Route.EXECUTIVE_REVIEW,
        Role.FINANCE_LEADERSHIP,
        "The account is strategic: leadership chooses how to speak to it.",
    )
    one = record(draft=None, reviewer=Reviewer(Role.FINANCE_LEADERSHIP))
    return changed(one, route=Route.EXECUTIVE_REVIEW, gates=(PATH_GATE,), reasons=(reason,))


def path_chosen() -> PacketRecord:
    chosen = PathChoice(
        path=Route_Path.NOTE_BY_OWNER,
        reason="Keep it personal before the renewal",
        by_id=FIN,
        by_name="Finn Lead",
        at=NINE,
    )
    one = record(path=chosen, last=decision(PacketEvent.CHOOSE_PATH, chosen.reason, FIN, "Finn Lead"))
    return changed(one, route=Route.EXECUTIVE_REVIEW)


def asked() -> PacketRecord:
    question = Question(
        text="They say we promised a credit for August. Did we?",
        reason="A credit was mentioned on the phone",
        asked=Role.FINANCE_LEADERSHIP,
        by_id=OLIVE,
        by_name="Olive Owner",
        at=NINE + timedelta(minutes=2),
        back_to=Reviewer(Role.ACCOUNT_OWNER, OLIVE),
    )
    return record(
        question=question, reviewer=Reviewer(Role.FINANCE_LEADERSHIP), last=decision(PacketEvent.ESCALATE, "credit")
    )


def held() -> PacketRecord:
    hold = Hold(until=date(2026, 11, 30), reason="Ada is back from leave that day", by_id=OLIVE, by_name="Olive Owner")
    return record(state=PacketState.HELD, hold=hold, last=decision(PacketEvent.HOLD, hold.reason))


def approval() -> Approval:
    return Approval(
        content_hash=draft().content_hash(),
        by_id=OLIVE,
        by_name="Olive Owner",
        at=NINE + timedelta(minutes=2),
        version=4,
    )


def to_sign(**changes: Any) -> PacketRecord:
    """Olive's own words, which the guard stops."""
    return record(**({"draft": draft(edited_by=OLIVE, editors=(OLIVE,)), "findings": (HARD,)} | changes))


def signed() -> PacketRecord:
    """The same with Finn's name beside it."""
    one = to_sign()
    assert one.draft is not None
    name = Signature(
        content_hash=one.draft.content_hash(),
        by_id=FIN,
        by_name="Finn Lead",
        at=NINE,
        version=one.version,
        signed_for=(SignedFor.HARD_FINDING,),
        reason="Agreed with their controller.",
        findings=one.findings,
    )
    return replace(one, signatures=(name,))


def approved() -> PacketRecord:
    return record(state=PacketState.APPROVED, approval=approval(), last=decision(PacketEvent.APPROVE))


def sending() -> PacketRecord:
    return replace(approved(), state=PacketState.SENDING, last=decision(PacketEvent.HAND_OVER, by_id="job"))


def sent() -> PacketRecord:
    return replace(approved(), state=PacketState.SENT, last=decision(PacketEvent.CONFIRM, by_id="job"))


def settled() -> PacketRecord:
    return record(state=PacketState.CLOSED, last=decision(PacketEvent.SETTLE, "paid since", by_id="job"))


def disputed() -> PacketRecord:
    return record(state=PacketState.CLOSED, last=decision(PacketEvent.DISPUTE, "the onboarding days"))


def drifted() -> PacketRecord:
    moved = ("INV-1019 was paid on 23 November 2026", "the total is now €45,000.00")
    return record(drift=moved, mail_stayed=True, last=decision(PacketEvent.DRIFT, by_id="job"))


def doubtful() -> PacketRecord:
    known = tuple(
        replace(
            one, known=one.name is not ContextName.RENEWAL, text=one.text if one.name is not ContextName.RENEWAL else ""
        )
        for one in CONTEXT
    )
    return changed(
        record(findings=(SOFT,)),
        context=known,
        gaps=(Gap("No contract source is connected", "special terms would not be seen"),),
        contradictions=(
            Contradiction("A-1", "the CRM says net 45, the contract net 30", (("45", origin()), ("30", origin()))),
        ),
        left_out=(LeftOut(item=item("INV-1003", 4_000, 80), why="disputed since 3 November"),),
    )


def mail(state: OutboxState = OutboxState.PLANNED, error: str = "") -> OutboxItem:
    return OutboxItem(
        key="mail:pk_01J9ZK:4",
        kind=OutboxKind.MAIL,
        partition="mail",
        subject="packet:pk_01J9ZK",
        not_before=NINE + timedelta(minutes=7),
        payload={},
        state=state,
        error=error,
    )


def dispute(state: DisputeState = DisputeState.ROUTED, **changes: Any) -> Dispute:
    usual: dict[str, Any] = {
        "id": "dp_01J9ZM",
        "account_id": "A-1",
        "account_name": "Northwind Labs",
        "entity": "nw-de",
        "currency": "EUR",
        "lines": (DisputedLine("INV-1007", euro(25_000)),),
        "reason": DisputeReason.DELIVERY,
        "note": "They told me on the phone as well.",
        "state": state,
        "version": 1,
        "flagged_by": OLIVE,
        "flagged_by_name": "Olive Owner",
        "flagged_at": NINE + timedelta(minutes=5),
        "quote": QUOTE,
        "rest": (DisputedLine("INV-1012", euro(20_000)), DisputedLine("INV-1019", euro(15_000))),
        "packet_id": "pk_01J9ZK",
    }
    if state is DisputeState.OWNED:
        usual |= {"owned_by": FIN, "owned_by_name": "Finn Lead", "owned_at": NINE + timedelta(minutes=20)}
    return Dispute(**{**usual, **changes})


def largest(text: str = "word " * 600, name: str = "") -> PacketRecord:
    """The worst morning: 200 invoices, long messages, long names, everything unsure."""
    many = items(200)
    wide = name or "الشركة المتحدة 🚀 للتجارة Überlandgesellschaft " * 4
    lines: Sequence[str] = [f"{one.invoice.number}, {one.open}, due {one.invoice.due_on}" for one in many]
    long = message(text, days_ago=1)
    base = packet(
        account=Account(id="A-1", origin=origin(), name=wide),
        items=many,
        left_out=tuple(LeftOut(item=one, why=text) for one in items(40)),
        context=tuple(ContextLine(name=one, text=text, known=False) for one in ContextName),
        exchanges=tuple(message(text, number=n) for n in range(3)),
        unread=(long,) * 3,
        gaps=tuple(Gap(text, text) for _ in range(40)),
        contradictions=tuple(Contradiction("A-1", text, (("1", origin()), ("2", origin()))) for _ in range(20)),
        gates=(UNREAD_GATE, CONTACT_GATE, FACT_GATE),
        reasons=tuple(Reason(f"r{n}", Route.EXCEPTION, Role.FINANCE, text) for n in range(9)),
        route=Route.EXCEPTION,
        unapplied=total([euro(7)], "EUR"),
    )
    return record(
        packet=base, draft=draft(items=many, body="\n".join(lines)), findings=(HARD, SOFT) * 10, drift=(text,) * 10
    )
