"""Decline, Ask a colleague and Not my account: each decided, stored and audited in one transaction, or refused."""

from __future__ import annotations

from collections.abc import Callable

from bot.books import Books
from bot.errors import NotAllowedError
from bot.flows.desk import Desk, keep
from bot.flows.remind import SLA
from bot.stages import decide_decline, decide_hand_on
from bot.stages.decide import Press, authorise
from models.decision import DeclineCode
from models.lifecycle import PacketEvent
from models.packet_record import PacketRecord
from models.people import Person, Reviewer, Role
from models.policy import Member

Change = Callable[[Books, PacketRecord, Press], PacketRecord]


def decline(
    desk: Desk, packet_id: str, *, person: Person, version: int, code: DeclineCode, reason: str
) -> PacketRecord:
    """Do not send this draft; the packet is held until the contact cap ends or something new comes.

    The record names the rules the account was sorted by, so that overrides can be counted by rule.
    """

    def change(_books: Books, record: PacketRecord, press: Press) -> PacketRecord:
        today = desk.today(record.packet.entity)
        return decide_decline.declined(record, press, desk.policy, code=code, today=today)

    return _change(desk, packet_id, person, version, reason, change, code=code.value)


def who_can_be_asked(
    desk: Desk, packet_id: str, *, person: Person, version: int
) -> tuple[PacketRecord, tuple[Member, ...]]:
    """The packet and the colleagues a question can be put to, before the form opens.

    Raises:
        RefusedError: see stages.decide.authorise.
    """
    with desk.store.transaction() as books:
        record, roster = books.packet(packet_id), books.roster()
    authorise(record, PacketEvent.ESCALATE, _press(desk, person, version), desk.policy)
    return record, decide_hand_on.colleagues(record, person.user_id, desk.policy, roster)


def ask_colleague(
    desk: Desk, packet_id: str, *, person: Person, version: int, colleague_id: str, question: str
) -> PacketRecord:
    """Put a question to one person; their answer brings the packet back to who asked."""

    def change(books: Books, record: PacketRecord, press: Press) -> PacketRecord:
        return decide_hand_on.asked_colleague(
            record, press, desk.policy, books.roster(), colleague_id=colleague_id, question=question
        )

    return _change(desk, packet_id, person, version, "", change, asked=colleague_id)


def who_can_have_it(
    desk: Desk, packet_id: str, *, person: Person, version: int
) -> tuple[PacketRecord, tuple[Reviewer, ...]]:
    """The packet and who may be given it, before the form opens.

    Raises:
        RefusedError: see stages.decide.authorise.
    """
    with desk.store.transaction() as books:
        record, roster = books.packet(packet_id), books.roster()
    authorise(record, PacketEvent.REROUTE, _press(desk, person, version), desk.policy)
    return record, decide_hand_on.takers(record, desk.policy, roster)


def pass_on(desk: Desk, packet_id: str, *, person: Person, version: int, to: Reviewer, reason: str) -> PacketRecord:
    """Give the packet to another role or owner, with a reason."""

    def change(books: Books, record: PacketRecord, press: Press) -> PacketRecord:
        return decide_hand_on.passed_on(record, press, desk.policy, books.roster(), to=to)

    whither = {"to_role": to.role.value, "to_person": to.user_id or ""}
    return _change(desk, packet_id, person, version, reason, change, **whither)


def take_over(desk: Desk, packet_id: str, *, person: Person) -> PacketRecord:
    """Finance leadership takes what has waited too long, as it is now: of its text nothing is decided.

    Raises:
        RefusedError: they are no finance lead; or see stages.decide_hand_on.passed_on.
    """
    if not person.is_finance_lead:
        raise NotAllowedError("Only a finance lead may take it over. Nothing was changed.")
    leadership = Reviewer(Role.FINANCE_LEADERSHIP)

    def change(books: Books, record: PacketRecord, press: Press) -> PacketRecord:
        books.redraw(f"{SLA}:packet:{packet_id}")
        return decide_hand_on.passed_on(record, press, desk.policy, books.roster(), to=leadership)

    with desk.store.transaction() as books:
        version = books.packet(packet_id).version
    whither = {"to_role": leadership.role.value, "to_person": ""}
    return _change(desk, packet_id, person, version, "It had waited too long", change, **whither)


def _change(
    desk: Desk, packet_id: str, person: Person, version: int, reason: str, change: Change, **detail: str
) -> PacketRecord:
    with desk.store.transaction() as books:
        record = books.packet(packet_id)
        after = change(books, record, _press(desk, person, version, reason))
        rules = " ".join(each.rule for each in record.packet.reasons)
        keep(desk, books, record, after, person=person, rules=rules, **detail)
    return after


def _press(desk: Desk, person: Person, version: int, reason: str = "") -> Press:
    return Press(person=person, version=version, at=desk.clock.now(), reason=reason)
