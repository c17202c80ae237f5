"""The page's side panel: the world's buttons, what has left, what was recorded, and whose move it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from bot import wording
from bot.demo.at_work import Owing, name_of
from bot.demo.guide import GUIDE, STEPS, explains, hints
from bot.demo.letters import READY_REPLIES, read_mail
from bot.demo.people import TEAM_ID
from bot.demo.told import approvals, told
from bot.demo.world import News, World
from bot.errors import CollectionsError
from bot.flows.account_standing import example
from models.decision import Approval
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from models.people import Person

if TYPE_CHECKING:
    from bot.demo.office import DemoOffice

_ENTRIES = 60
#: The page asks whenever anything moves; a morning moves a hundred times in a second.
_FRESH = 0.4
_Json = dict[str, Any]
_Event = Callable[[Mapping[str, str]], News]

MORNING, HOURS, PAYMENT, REPLY, DISPUTE = "morning", "hours", "payment", "reply", "dispute"


class _Seen(NamedTuple):
    """What was read from the store, when, and how the files looked then."""

    at: float
    marks: tuple[object, ...]
    shown: _Json


class DemoConsole:
    """What the local Slack's Console protocol asks for."""

    def __init__(self, office: DemoOffice, world: World) -> None:
        self._office, self._world = office, world
        self._events: Mapping[str, _Event] = {
            MORNING: lambda _: world.next_morning(),
            HOURS: lambda _: world.hours_pass(),
            PAYMENT: lambda chosen: world.payment_arrives(chosen.get("invoice", "")),
            REPLY: lambda chosen: world.customer_replies(chosen.get("account", ""), chosen.get("text", "")),
            DISPUTE: lambda chosen: world.erp_disputes(chosen.get("invoice", "")),
        }
        self._news = News("")
        self._turn = threading.Lock()
        self._at_work = ""
        self._seen: _Seen | None = None

    def state(self) -> _Json:
        """Banner, explanation, hints, mails, audit and buttons as they are now."""
        seen, marks = self._seen, self._marks()
        if seen is None or (seen.marks != marks and time.monotonic() - seen.at > _FRESH):
            seen = self._seen = _Seen(time.monotonic(), marks, self._look())
        return seen.shown | {
            "buttons": self._buttons(),
            "notice": self._news.text,
            "look": {"user": self._news.user, "channel": self._news.channel},
            "at_work": self._at_work,
        }

    def form(self, button_id: str, user: str) -> _Json:
        """What has to be chosen before this button can be pressed, with the person's own accounts first.

        Raises:
            LookupError: there is no such button, or nothing to choose from.
        """
        if button_id == REPLY:
            return self._reply_form(user)
        if button_id in (PAYMENT, DISPUTE):
            return self._invoice_form(button_id, user)
        raise LookupError(button_id)

    def press(self, button_id: str, chosen: Mapping[str, str]) -> None:
        """Let the world move; a press while it moves does nothing."""
        if not self._turn.acquire(blocking=False):
            return
        try:
            self._at_work = button_id
            self._office.slack.workspace.touch()
            self._news = self._events[button_id](chosen)
        except (LookupError, CollectionsError) as error:
            self._news = News(f"Nothing happened. {error.args[0] if error.args else error}")
        finally:
            self._at_work, self._seen = "", None
            self._turn.release()
            self._office.slack.workspace.touch()

    # ── what is shown ─────────────────────────────────────────────────────────────────────────

    def _marks(self) -> tuple[object, ...]:
        """Different when the store, the mails or the day may be: asking the files is cheaper than reading them."""
        database = self._office.folder / "collections.db"
        files = (database, database.with_name(f"{database.name}-wal"), self._office.outgoing)
        stats = [path.stat() for path in files if path.exists()]
        return self._office.desk.office_day(), *((one.st_mtime_ns, one.st_size) for one in stats)

    def _look(self) -> _Json:
        office = self._office
        today = office.desk.office_day()
        with office.desk.store.transaction() as books:
            entries = [entry for _, entry, _ in books.audit_trail()]
            audit = told(books, entries[-_ENTRIES:], office.zone, today)
            approved = approvals(books, entries)
            waiting = hints(books, office.desk.policy, office.slack.workspace)
            examples = self._examples(books.live_packets())
        return {
            "banner": f"An imitation of Slack, not Slack · {today:%A} {today.day} {today:%B %Y}",
            "explains": explains(waiting, office.slack.workspace, str(office.outgoing)),
            "hints": {user: asdict(hint) for user, hint in waiting.items()},
            "examples": examples,
            "steps": list(STEPS),
            "guide": GUIDE,
            "mails": self._mails(approved),
            "audit": audit,
            "recorded": len(entries),
        }

    def _buttons(self) -> list[_Json]:
        window = int(self._office.desk.policy.undo_window.total_seconds())
        before = f"Approve a card, then pay within {window} seconds: the mail stops."
        buttons = [
            _button(
                MORNING,
                "Next morning",
                "Approved mails leave, the night's files come.",
                "The morning is prepared …",
            ),
            _button(HOURS, "Two hours pass", "Approved mails leave, clocks run on.", "The hours pass …"),
            _button(PAYMENT, "A payment arrives…", before, "The payment is read …", asks=True),
        ]
        if self._world.has_mailbox:
            buttons.append(_button(REPLY, "The customer replies…", "", "The mail is read …", asks=True))
        if self._world.has_workbook:
            buttons.append(_button(DISPUTE, "The ERP marks it disputed…", "", "The list is read …", asks=True))
        return buttons

    def _mails(self, approved: Mapping[str, Approval]) -> list[dict[str, str]]:
        paths = self._office.outgoing.glob("*.eml")
        return [
            read_mail(path) | {"approved": self._approved(approved.get(path.name))}
            for path in sorted(paths, key=lambda path: path.stat().st_mtime)
        ]

    def _approved(self, approval: Approval | None) -> str:
        """ "Olive Byrne, Monday 06:04"; "" while the record of it is being written."""
        return f"{approval.by_name}, {approval.at.astimezone(self._office.zone):%A %H:%M}" if approval else ""

    def _examples(self, records: Sequence[PacketRecord]) -> dict[str, str]:
        """Slack user id → an open invoice they may ask for; nobody is here who may ask for none."""
        policy, found = self._office.desk.policy, {}
        for member in policy.members.values():
            person = Person(team_id=TEAM_ID, user_id=member.user_id, name=member.name, roles=member.roles)
            if (record := example(records, person, policy)) is not None:
                found[member.user_id] = record.packet.items[0].invoice.number
        return found

    # ── what can be chosen ────────────────────────────────────────────────────────────────────

    def _reply_form(self, user: str) -> _Json:
        records = self._world.at_work.records()
        accounts: dict[str, PacketRecord] = {}
        for record in records:
            accounts.setdefault(record.packet.account.id, record)
        options = [(one.packet.account.id, name_of(one), one) for one in accounts.values()]
        ready = [{"value": reply.id, "label": reply.label, "fills": {"text": reply.text}} for reply in READY_REPLIES]
        return {
            "title": "The customer replies",
            "submit": "They send it",
            "fields": [
                self._account_field("account", "Account", options, user),
                {
                    "id": "reply",
                    "label": "What they write",
                    "kind": "select",
                    "options": ready,
                    "value": ready[0]["value"],
                },
                {"id": "text", "label": "Their words", "kind": "textarea", "value": READY_REPLIES[0].text},
            ],
        }

    def _invoice_form(self, button_id: str, user: str) -> _Json:
        left_out = self._world.at_work.in_dispute() if button_id == DISPUTE else frozenset()
        owing = [one for one in self._world.at_work.owing() if one.item.invoice.number not in left_out]
        if button_id == PAYMENT:
            # Whose mail is about to leave is what a payment stops.
            owing.sort(key=lambda one: one.record.state is not PacketState.APPROVED)
        options = [(one.item.invoice.number, _line(one), one.record) for one in owing]
        names = {PAYMENT: ("A payment arrives", "It is paid"), DISPUTE: ("The ERP marks it disputed", "Mark it")}
        title, submit = names[button_id]
        return {"title": title, "submit": submit, "fields": [self._account_field("invoice", "Invoice", options, user)]}

    def _account_field(
        self, field: str, label: str, options: Iterable[tuple[str, str, PacketRecord]], user: str
    ) -> _Json:
        """A choice in which the person's own come first by name, and the one touched last is chosen."""
        known = [(value, shown, self._is_theirs(record, user), record) for value, shown, record in options]
        if not known:
            raise LookupError("Nothing is past due on an account that is worked on.")
        # The newest first: what somebody has just pressed, else a card that waits for this person.
        ready = [one[0] for one in known if one[2] and one[3].state is PacketState.POSTED]
        chosen = known[0][0] if self._is_touched(known[0][3]) else next(iter(ready), known[0][0])
        listed = [
            {"value": value, "label": shown, "group": "Yours" if mine else "Others"}
            for value, shown, mine, _ in sorted(known, key=lambda one: (not one[2], one[1].casefold()))
        ]
        return _field(field, label, "select", options=listed, value=chosen)

    def _is_theirs(self, record: PacketRecord, user: str) -> bool:
        member = self._office.desk.policy.members.get(user)
        decides = member is not None and record.reviewer.user_id is None and record.reviewer.role in member.roles
        return decides or user in (record.packet.owner_id, record.reviewer.user_id)

    def _is_touched(self, record: PacketRecord) -> bool:
        return record.last is not None and record.last.by_id in self._office.desk.policy.members


def _button(id: str, label: str, hint: str, at_work: str, *, asks: bool = False) -> _Json:
    return {"id": id, "label": label, "hint": hint, "at_work": at_work, "asks": asks}


def _field(id: str, label: str, kind: str, **more: object) -> _Json:
    return {"id": id, "label": label, "kind": kind, **more}


def _line(owing: Owing) -> str:
    return f"{owing.name} · {owing.item.invoice.number} · {wording.amount(owing.item.open)}"
