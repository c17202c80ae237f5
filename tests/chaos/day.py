"""One day as the machine and five people live it, step by step; a step that was cut short is simply done again."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.demo.hands import Hands
from bot.demo.local_slack import Delivery
from bot.errors import StoreUnavailableError
from models.audit import AuditEntry
from models.controls import Action, Field
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from tests.chaos.company import lay_bounce, lay_letter, lay_payment
from tests.chaos.deaths import Killed
from tests.chaos.serve import UNDO
from tests.journeys.journey import CARLA, CEDAR, FREYA, HARROW, LUMEN, MARCO, NORTHGATE, OLIVE, PELLWORM, TAMSIN

#: From six in the morning to when people are at work, with the rest of the day left for mails that are put off.
_TO_WORK = timedelta(hours=4)
ADDED = "Please pay €999.00 as well."
#: After so many tries of one step something is wrong with more than luck.
_TRIES = 12
#: Whose approved mail the day lets go.
WRITTEN_TO = frozenset({CEDAR, NORTHGATE, TAMSIN})


@dataclass(frozen=True)
class Press:
    """What one gesture is to leave in the record."""

    user: str
    what: str
    account: str


@dataclass
class Day:
    """Lives the day on one office, mortal or of processes, and notes what people would complain about."""

    office: Any
    #: What went wrong in front of somebody's eyes.
    complaints: list[str] = field(default_factory=list)
    #: Gestures Slack was told had arrived.
    acknowledged: list[Press] = field(default_factory=list)
    _pending: Press | None = None
    _whispers: tuple[int, str] = (0, "")

    def __post_init__(self) -> None:
        self.hands = Hands(self.office)

    def live(self) -> None:
        """Every step to its end, however often the copilot dies in it."""
        for step in STEPS:
            self.take(step)

    def take(self, step: Callable[[Day], None]) -> None:
        """Do *step*, again and again if need be; what cannot be done is a complaint."""
        why = ""
        for _ in range(_TRIES):
            try:
                step(self)
                self.office.alive()
                return
            except TimeoutError as error:
                self.complaints.append(f"{step.__name__}: {error}")
                return
            except (Killed, LookupError, StopIteration, StoreUnavailableError, DBAPIError) as error:
                why = str(error)
            self._come_back()
        self.complaints.append(f"{step.__name__} was tried {_TRIES} times: {why}")

    def _come_back(self) -> None:
        """Started anew; Slack brings again what nobody acknowledged, and the schedule runs."""
        if self.office.restart() and self._pending:
            self._answered(self._pending, "brought again")
        with suppress(TimeoutError):
            self.office.settle()

    # ── gestures ──────────────────────────────────────────────────────────────────────────────

    def gesture(self, press: Press, *ways: Callable[[], Delivery]) -> None:
        """Do *ways* in turn, the last of which is the decision; not again what the card shows as done."""
        if self.is_recorded(press):
            return
        *opening, decide = ways
        for way in opening:
            self._must(way())
        self._pending, self._whispers = press, self._told(press.user)
        self._must(decide())
        self._answered(press, "pressed")
        self._pending = None
        if not self.is_recorded(press):
            raise Killed(f"{press.user} was told to press again")

    def _must(self, delivery: Delivery) -> None:
        """A press nobody answered is told as such, and pressed again later."""
        self.office.alive()
        if not delivery.ok:
            raise Killed(delivery.notice)

    def _answered(self, press: Press, how: str) -> None:
        self.acknowledged.append(press)
        if not self.is_recorded(press) and self._told(press.user) == self._whispers:
            self.complaints.append(f"{press.what} of {press.account} by {press.user}, {how}: taken, and not recorded")

    def is_recorded(self, press: Press) -> bool:
        return any(
            entry.what == press.what and entry.by_id == press.user and account == press.account
            for entry, account in self._record()
        )

    def _record(self) -> list[tuple[AuditEntry, str]]:
        with self.office.store.transaction() as books:
            trail = [entry for _, entry, _ in books.audit_trail()]
        owner = {entry.subject: entry.detail["account"] for entry in trail if "account" in entry.detail}
        return [(entry, owner.get(entry.subject, "")) for entry in trail]

    def _told(self, user: str) -> tuple[int, str]:
        """What only this person sees: how many words under messages, and the form."""
        return len(self.office.slack.ephemerals(user)), str(self.office.slack.modal(user))

    def has_card(self, subject: str) -> bool:
        with self.office.store.transaction() as books:
            return any(card.is_live for card in books.cards(subject))

    def has_approved(self) -> bool:
        """Whether a mail still waits to leave."""
        with self.office.store.transaction() as books:
            return bool(books.packets_in(PacketState.APPROVED))

    def imports(self) -> int:
        """How often the sources were read."""
        return sum(entry.what == "import.done" for entry, _ in self._record())

    def packet(self, account: str) -> PacketRecord:
        return self.hands.packet(account)


# ── the day ──────────────────────────────────────────────────────────────────────────────────────


def morning(day: Day) -> None:
    listed = f"list:{OLIVE}:{day.office.desk.office_day().isoformat()}"
    day.office.settle(lambda: day.has_card(listed))


def people_come(day: Day) -> None:
    clock = day.office.clock
    opened = day.office.opening(day.office.desk.office_day())
    clock.advance(max(opened + _TO_WORK - clock.now(), timedelta()))
    day.office.settle()


def marco_approves(day: Day) -> None:
    press = Press(MARCO, "packet.approve", NORTHGATE)
    day.gesture(press, lambda: day.hands.press(MARCO, NORTHGATE, Action.APPROVE))


def marco_edits(day: Day) -> None:
    press = Press(MARCO, "packet.edit", TAMSIN)
    body = f"{day.packet(TAMSIN).draft.body}\n\n{ADDED}"
    day.gesture(
        press,
        lambda: day.hands.press(MARCO, TAMSIN, Action.EDIT),
        lambda: day.hands.fill(MARCO, {Field.BODY: body}),
    )


def freya_signs(day: Day) -> None:
    day.gesture(
        Press(FREYA, "packet.sign", TAMSIN),
        lambda: day.hands.press(FREYA, TAMSIN, Action.SIGN),
        lambda: day.hands.fill(FREYA, {Field.REASON: "Agreed with their controller on the phone."}),
    )


def marco_approves_what_was_signed(day: Day) -> None:
    press = Press(MARCO, "packet.approve", TAMSIN)
    day.gesture(press, lambda: day.hands.press(MARCO, TAMSIN, Action.APPROVE))


def olive_approves_alike(day: Day) -> None:
    listed = day.hands.card(f"list:{OLIVE}:{day.office.desk.office_day().isoformat()}")
    left = [one for one in (CEDAR, HARROW) if not day.is_recorded(Press(OLIVE, "packet.approve", one))]
    if len(left) > 1:
        day.gesture(
            Press(OLIVE, "packet.approve", left[-1]),
            lambda: day.office.slack.click(OLIVE, listed.channel, listed.ts, Action.BATCH),
            lambda: day.hands.fill(OLIVE, {Field.READ: ["read"]}),
        )
        day.office.deliver()
    for account in left:
        # One alone is not offered as a batch: what a death cut in two is finished on the card.
        press = Press(OLIVE, "packet.approve", account)
        day.gesture(press, lambda account=account: day.hands.press(OLIVE, account, Action.APPROVE))


def marco_thinks_again(day: Day) -> None:
    day.gesture(Press(MARCO, "packet.approve", LUMEN), lambda: day.hands.press(MARCO, LUMEN, Action.APPROVE))
    day.gesture(Press(MARCO, "packet.withdraw", LUMEN), lambda: day.hands.press(MARCO, LUMEN, Action.UNDO))


def marco_flags(day: Day) -> None:
    day.gesture(
        Press(MARCO, "packet.dispute", LUMEN),
        lambda: day.hands.press(MARCO, LUMEN, Action.DISPUTE),
        lambda: day.hands.fill(MARCO, {Field.INVOICES: ["FS-3161"], Field.REASON_CODE: "pricing"}),
    )


def carla_holds(day: Day) -> None:
    day.gesture(
        Press(CARLA, "packet.hold", PELLWORM),
        lambda: day.hands.press(CARLA, PELLWORM, Action.HOLD),
        lambda: day.hands.fill(CARLA, {Field.UNTIL: "2026-05-20", Field.REASON: "The export comes first"}),
    )


def harrow_pays(day: Day) -> None:
    lay_payment(day.office.exports)
    day.office.settle(lambda: day.packet(HARROW).state is PacketState.CLOSED)


def mails_leave(day: Day) -> None:
    opened = day.office.opening(day.office.desk.office_day())
    leaving = opened + _TO_WORK + UNDO * 2
    day.office.clock.advance(max(leaving - day.office.clock.now(), timedelta()))
    day.office.settle(lambda: not day.has_approved())


def answers_come(day: Day) -> None:
    """One mail comes back, to another one the customer writes."""
    now = f"{day.office.clock.now().astimezone(day.office.zone):%H:%M:%S}"
    imports = day.imports()
    lay_letter(day.office.exports, "answer", _address(day.packet(CEDAR)), now, "We will pay this on Friday.")
    lay_bounce(day.office.exports, _address(day.packet(NORTHGATE)), now)
    day.office.settle(lambda: day.imports() > imports)


def _address(record: PacketRecord) -> str:
    contact = next(each for each in record.packet.contacts if each.email)
    found = re.search(r"[\w.]+@[\w.]+", record.draft.to[0] if record.draft else contact.email)
    return found[0] if found else contact.email


STEPS: tuple[Callable[[Day], None], ...] = (
    morning,
    people_come,
    marco_approves,
    marco_edits,
    freya_signs,
    marco_approves_what_was_signed,
    olive_approves_alike,
    marco_thinks_again,
    marco_flags,
    carla_holds,
    harrow_pays,
    mails_leave,
    answers_come,
)
