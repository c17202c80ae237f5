"""A dispute on the finance lead's desk: taken, handed on, asked about, decided, and opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.books import Books
from bot.errors import NotNowError
from bot.flows.desk import Desk, note, redraw_list
from bot.flows.flag_dispute import stop_packets
from bot.flows.prepare_day import bring_in_line
from bot.stages import decide_dispute
from bot.stages.account_owner import ownership
from bot.stages.decide import Press
from bot.stages.routes import own_channel
from models.dispute import Dispute, Outcome, OwnerQuestion, RootCause
from models.lifecycle import DisputeEvent
from models.money import Money
from models.outbox import OutboxItem, OutboxKind
from models.people import Person, Role
from models.policy import Member

Change = Callable[[Books, Dispute, Press], Dispute]


def check_may(desk: Desk, dispute_id: str, person: Person, version: int, event: DisputeEvent | None = None) -> Dispute:
    """Refuse before a form opens what would be refused when it is sent; *event* None = it is no move.

    Raises:
        RefusedError: see stages.decide_dispute.authorise.
    """
    with desk.store.transaction() as books:
        dispute = books.dispute(dispute_id)
    decide_dispute.authorise(dispute, Press(person=person, version=version, at=desk.clock.now()), event)
    return dispute


def acknowledge(desk: Desk, dispute_id: str, *, person: Person, version: int) -> Dispute:
    """Take a routed dispute: its clock stops.

    Raises:
        RefusedError: only finance leadership owns disputes; or somebody else took it first.
    """
    return _decide(
        desk, dispute_id, person, version, "", "acknowledge", lambda _, it, by: decide_dispute.acknowledged(it, by)
    )


def reassign(desk: Desk, dispute_id: str, *, person: Person, version: int, to: str, reason: str) -> Dispute:
    """Hand it to another finance lead, by Slack user id; a new card calls them, and the clock resumes."""

    def change(books: Books, dispute: Dispute, press: Press) -> Dispute:
        after = decide_dispute.reassigned(dispute, press, desk.policy, to=to)
        _call(desk, books, after, press.at)
        return after

    return _decide(desk, dispute_id, person, version, reason, "reassign", change, to=to)


def withdraw(desk: Desk, dispute_id: str, *, person: Person, version: int, reason: str) -> Dispute:
    """It was no dispute: its lines come back into drafts."""

    def change(books: Books, dispute: Dispute, press: Press) -> Dispute:
        after = decide_dispute.withdrawn(dispute, press)
        _tell_owner(desk, books, after, press)
        return after

    return _decide(desk, dispute_id, person, version, reason, "withdraw", change, sorts=True)


def resolve(
    desk: Desk,
    dispute_id: str,
    *,
    person: Person,
    version: int,
    outcome: Outcome,
    root_cause: RootCause,
    note_text: str,
    is_credit_expected: bool,
    credit: Money | None,
) -> Dispute:
    """Decide it. Where a credit note is expected its lines stay out until that is in the books; else they come back."""

    def change(books: Books, dispute: Dispute, press: Press) -> Dispute:
        after = decide_dispute.resolved(
            dispute, press, outcome=outcome, root_cause=root_cause, is_credit_expected=is_credit_expected, credit=credit
        )
        _tell_owner(desk, books, after, press)
        return after

    detail = {
        "outcome": outcome.value,
        "root_cause": root_cause.value,
        "credit": f"{credit or 'all'}" if is_credit_expected else "none",
    }
    return _decide(desk, dispute_id, person, version, note_text, "resolve", change, sorts=True, **detail)


def stop_waiting(desk: Desk, dispute_id: str, *, person: Person, version: int, reason: str) -> Dispute:
    """Wait for the credit note no longer: the lines come back with what is open on them."""
    return _decide(
        desk,
        dispute_id,
        person,
        version,
        reason,
        "stop_waiting",
        lambda _, it, by: decide_dispute.no_longer_waiting(it, by),
        sorts=True,
    )


def reopen(desk: Desk, dispute_id: str, *, person: Person, version: int, reason: str) -> Dispute:
    """Open a resolved dispute again: every mail about its lines stops, and a new card starts a new clock."""

    def change(books: Books, dispute: Dispute, press: Press) -> Dispute:
        after = decide_dispute.reopened(dispute, press)
        stop_packets(desk, books, after, press)
        books.redraw(_outcome_subject(after))
        _call(desk, books, after, press.at)
        return after

    return _decide(desk, dispute_id, person, version, reason, "reopen", change)


# ── the account owner ─────────────────────────────────────────────────────────────────────────────


def ask_owner(desk: Desk, dispute_id: str, *, person: Person, version: int, question: str) -> Dispute:
    """Ask the account's owner of today; they get a message with an Answer button in their own channel."""

    def change(books: Books, dispute: Dispute, press: Press) -> Dispute:
        owner = _asked_owner(desk, books, dispute)
        after = decide_dispute.asked(dispute, press, owner=owner, question=question)
        _plan(books, question_subject(after), str(len(after.questions)), own_channel(desk.policy, owner), press.at)
        return after

    return _decide(desk, dispute_id, person, version, question, "ask_owner", change)


def open_question(desk: Desk, dispute_id: str, *, person: Person, number: int) -> tuple[Dispute, OwnerQuestion]:
    """The question before it is answered; *number* is that of the question, the first is 1.

    Raises:
        RefusedError: see stages.decide_dispute.authorise_answer.
    """
    with desk.store.transaction() as books:
        dispute = books.dispute(dispute_id)
    press = Press(person=person, version=number, at=desk.clock.now())
    return dispute, decide_dispute.authorise_answer(dispute, press, desk.policy)


def answer(desk: Desk, dispute_id: str, *, person: Person, number: int, text: str) -> Dispute:
    """Answer question *number*; the dispute's card shows it."""

    def change(books: Books, dispute: Dispute, press: Press) -> Dispute:
        books.redraw(question_subject(dispute))
        return decide_dispute.answered(dispute, press, desk.policy)

    return _decide(desk, dispute_id, person, number, text, "answer", change)


def question_subject(dispute: Dispute) -> str:
    """The outbox subject of the message to the account owner."""
    return f"question:{dispute.id}"


def _asked_owner(desk: Desk, books: Books, dispute: Dispute) -> Member:
    owner = _owner(desk, books, dispute)
    if owner is None:
        raise NotNowError("The account is in no source any more, so nobody owns it. Nothing was changed.")
    return owner


def _owner(desk: Desk, books: Books, dispute: Dispute) -> Member | None:
    """The owner of today; None = the account is in no source any more."""
    ledger = books.account_ledger(dispute.account_id)
    if ledger is None:
        return None
    return desk.policy.members[ownership(ledger.account, desk.policy, books.roster()).user_id]


def _tell_owner(desk: Desk, books: Books, dispute: Dispute, press: Press) -> None:
    """What was decided, in the owner's own channel, unless they have decided it themselves."""
    owner = _owner(desk, books, dispute)
    if owner is not None and owner.user_id != press.person.user_id:
        channel = own_channel(desk.policy, owner)
        _plan(books, _outcome_subject(dispute), str(dispute.version), channel, press.at)


def _outcome_subject(dispute: Dispute) -> str:
    return f"outcome:{dispute.id}"


# ── all of them ───────────────────────────────────────────────────────────────────────────────────


def _decide(
    desk: Desk,
    dispute_id: str,
    person: Person,
    version: int,
    reason: str,
    what: str,
    change: Change,
    *,
    sorts: bool = False,
    **detail: str,
) -> Dispute:
    """One decision in one transaction; where it *sorts*, the account's packets are brought in line with it."""
    with desk.store.transaction() as books:
        before = books.dispute(dispute_id)
        press = Press(person=person, version=version, at=desk.clock.now(), reason=reason)
        after = change(books, before, press)
        books.save_dispute(after, seen=before.version)
        redraw_list(desk, books, Role.FINANCE_LEADERSHIP.value)
        told = {"reason": reason} if reason else {}
        note(books, press.at, f"dispute.{what}", f"dispute:{dispute_id}", person=person, **told, **detail)
        if sorts:
            days = [record.packet.as_of for record in books.live_packets(after.account_id)]
            bring_in_line(desk, books, after.account_id, max(days, default=desk.office_day()))
    return after


def _call(desk: Desk, books: Books, dispute: Dispute, at: datetime) -> None:
    """A new card in leadership's channel: the old one has scrolled away."""
    channel = desk.policy.channels[Role.FINANCE_LEADERSHIP]
    _plan(books, f"dispute:{dispute.id}", str(dispute.version), channel, at)


def _plan(books: Books, subject: str, occasion: str, channel: str, at: datetime) -> None:
    books.plan(
        OutboxItem(
            key=f"{subject}:{occasion}",
            kind=OutboxKind.POST,
            partition=channel,
            subject=subject,
            not_before=at,
            payload={"channel": channel},
        )
    )
