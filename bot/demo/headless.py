"""The whole story without a browser: real presses through the local Slack, printed line by line."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.demo.hands import Hands
from bot.demo.letters import read_mail
from bot.demo.office import DEMO_DAY, DemoOffice
from bot.demo.people import GUEST
from bot.flows.audit_trail import show, verify
from models.controls import Action, Field
from models.decision import Path as Way
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from models.people import Role

_ALL = 1_000
OLIVE, MARCO, FREYA = "U0OLIVE", "U0MARCO", "U0FREYA"
CEDAR, TAMSIN, NORTHGATE, VALDEMAR = "C-1017", "C-1023", "C-1030", "C-1048"
LUMEN, QUILLFEATHER, HARROW = "C-1011", "C-1070", "C-1004"


def tell_story(folder: Path) -> int:
    """Play every gesture once and print what happened; 0 when each press did what it should."""
    # The story needs the card of every account it speaks of, also of those that would wait for another day.
    with DemoOffice(folder, undo=timedelta(seconds=1), cards=_ALL) as office:
        story = _Story(office)
        for chapter in (
            story.morning,
            story.approve,
            story.edit,
            story.escalate,
            story.choose_path,
            story.dispute,
            story.suspicion,
            story.payment,
            story.refusals,
            story.trail,
        ):
            for line in chapter():
                print(line)
        print(f"\n{story.wrong} of the story's checks failed" if story.wrong else "\nThe story held.")
        return 1 if story.wrong else 0


class _Story:
    def __init__(self, office: DemoOffice) -> None:
        self.office = office
        self.hands = Hands(office)
        self.wrong = 0
        self.first_sent: PacketRecord

    def morning(self) -> Iterator[str]:
        yield f"── {DEMO_DAY:%A %d %B %Y}, Fennel Systems: the morning"
        self.office.morning()
        self.office.deliver()
        for channel in sorted(self.office.slack.workspace.channels.values(), key=lambda one: one.name):
            for message in self.office.slack.messages(channel.id):
                yield f"  #{channel.name}: {html.unescape(message['text'])}"

    def approve(self) -> Iterator[str]:
        yield "── Olive approves exactly the text on the card"
        self.hands.press(OLIVE, CEDAR, Action.APPROVE)
        yield self._state(CEDAR, PacketState.APPROVED)
        self._wait_out_undo()
        yield self._state(CEDAR, PacketState.SENT)
        self.first_sent = self.hands.packet(CEDAR)
        yield from self._newest_mail()

    def edit(self) -> Iterator[str]:
        yield "── Marco edits; an invented discount blocks Approve, his own friendly words do not"
        self.hands.press(MARCO, TAMSIN, Action.EDIT)
        draft = self.hands.packet(TAMSIN).draft
        body = draft.body if draft else ""
        self.hands.fill(MARCO, {Field.BODY: body + "\n\nWe can offer you a 10% discount if you pay this week."})
        for finding in self.hands.packet(TAMSIN).findings:
            yield f"  guard: {finding.weight} · {finding.rule} · “{finding.span}”"
        self.hands.press(MARCO, TAMSIN, Action.EDIT)
        self.hands.fill(MARCO, {Field.BODY: body.replace("\n\n", "\n\nI hope the ovens are busy.\n\n", 1)})
        yield self._checked("no hard finding is left", not self.hands.packet(TAMSIN).findings)
        self.hands.press(MARCO, TAMSIN, Action.APPROVE)
        self._wait_out_undo()
        yield self._state(TAMSIN, PacketState.SENT)
        yield from self._newest_mail()

    def escalate(self) -> Iterator[str]:
        yield "── Marco escalates with a question; Freya answers; Marco approves"
        self.hands.press(MARCO, NORTHGATE, Action.ESCALATE)
        self.hands.fill(
            MARCO,
            {
                Field.ASKED: Role.FINANCE_LEADERSHIP.value,
                Field.QUESTION: "They ask for two more weeks on every invoice. Do we go on as usual?",
                Field.REASON: "Second reminder",
            },
        )
        yield f"  now with {self.hands.packet(NORTHGATE).reviewer.role}"
        self.hands.press(FREYA, NORTHGATE, Action.ANSWER)
        self.hands.fill(FREYA, {Field.REASON: "As usual, please."})
        self.hands.press(MARCO, NORTHGATE, Action.APPROVE)
        self._wait_out_undo()
        yield self._state(NORTHGATE, PacketState.SENT)

    def choose_path(self) -> Iterator[str]:
        yield "── A strategic account has no draft until leadership chooses the path"
        yield self._checked("no draft yet", self.hands.packet(VALDEMAR).draft is None)
        self.hands.press(FREYA, VALDEMAR, Action.CHOOSE_PATH)
        self.hands.fill(FREYA, {Field.PATH: Way.NOTE_BY_OWNER.value, Field.REASON: "Happy, and renewing in June."})
        draft = self.hands.packet(VALDEMAR).draft
        yield f"  a {draft.tone} from the owner: {draft.subject}" if draft else "  no draft"
        self.hands.press(OLIVE, VALDEMAR, Action.APPROVE)
        self._wait_out_undo()
        yield self._state(VALDEMAR, PacketState.SENT)

    def dispute(self) -> Iterator[str]:
        yield "── Marco flags one of two invoices; finance leadership has it at once"
        self.hands.press(MARCO, LUMEN, Action.DISPUTE)
        flagged: dict[str, object] = {
            Field.INVOICES: ["FS-3161"],
            Field.REASON_CODE: "pricing",
            Field.NOTE: "They expected the old rate.",
        }
        self.hands.fill(MARCO, flagged)
        with self.office.desk.store.transaction() as books:
            dispute = books.disputes(LUMEN)[-1]
        yield f"  #{self._channel_of(f'dispute:{dispute.id}')}: {self._text_of(f'dispute:{dispute.id}')}"
        yield "  untouched rest: " + ", ".join(f"{line.invoice_number} {line.amount}" for line in dispute.rest)
        self.hands.acknowledge(FREYA, dispute.id)
        with self.office.desk.store.transaction() as books:
            owner = books.dispute(dispute.id).owned_by_name
        yield self._checked(f"{owner} has taken it; the clock has stopped", owner is not None)

    def suspicion(self) -> Iterator[str]:
        yield "── A suspicion waits for a person; Olive confirms it"
        packet = self.hands.packet(QUILLFEATHER)
        for signal in packet.packet.signals:
            yield f"  “{signal.quote}” reads like {signal.kind} ({signal.reason})"
        self.hands.press(OLIVE, QUILLFEATHER, Action.CONFIRM_DISPUTE)
        lines = [item.invoice.number for item in packet.packet.items]
        self.hands.fill(OLIVE, {Field.INVOICES: lines, Field.REASON_CODE: "pricing"})
        yield self._state(QUILLFEATHER, PacketState.CLOSED)

    def payment(self) -> Iterator[str]:
        yield "── Olive approves, the payment arrives, the mail stops"
        self.hands.press(OLIVE, HARROW, Action.APPROVE)
        before = len(self._mails())
        yield f"  {self.office.world.payment_arrives('FS-3158')}"
        self._wait_out_undo()
        yield self._state(HARROW, PacketState.CLOSED)
        last = self.hands.packet(HARROW).last
        yield f"  the card says: {last.reason if last else ''}"
        yield self._checked("no mail left", len(self._mails()) == before)

    def refusals(self) -> Iterator[str]:
        yield "── A guest asks, a stranger presses: nothing changes and they are told"
        self.hands.ask(GUEST.id, "C0OFFICE", "FS-3150")
        yield f"  guest: {self.hands.told(GUEST.id)}"
        before = self.hands.packet("C-1036").version
        self.hands.press("U0STRANGER", "C-1036", Action.HOLD, team_id="T0OTHER")
        yield self._checked("the stranger changed nothing", self.hands.packet("C-1036").version == before)
        self.hands.ask(OLIVE, "C0OLIVE", "FS-3160")
        yield f"  Olive asks /invoice FS-3160: {self.hands.told(OLIVE)}"

    def trail(self) -> Iterator[str]:
        packet = self.first_sent
        yield f"── The record: collections audit show {packet.id} --database {self.office.database_url}"
        yield from (f"  {line}" for line in show(self.office.desk.store, packet.id))
        yield self._checked("the audit trail is whole", verify(self.office.desk.store) is None)
        yield "── The mails"
        yield from (f"  {path}" for path in self._mails())

    # ── what the story looks at ──────────────────────────────────────────────────────────────

    def _state(self, account_id: str, wanted: PacketState) -> str:
        record = self.hands.packet(account_id)
        return self._checked(f"{_name(record)}: {record.state}", record.state is wanted)

    def _checked(self, what: str, held: bool) -> str:
        self.wrong += not held
        return f"  {what}" if held else f"  WRONG: {what}"

    def _wait_out_undo(self) -> None:
        self.office.clock.advance(self.office.desk.policy.undo_window + timedelta(seconds=1))
        self.office.deliver()

    def _mails(self) -> list[Path]:
        return sorted(self.office.outgoing.glob("*.eml"), key=lambda path: (path.stat().st_mtime_ns, path.name))

    def _newest_mail(self) -> Iterator[str]:
        path = self._mails()[-1]
        mail = read_mail(path)
        yield f"  {path}"
        yield from (f"    | {name.capitalize()}: {mail[name]}" for name in ("from", "to", "subject"))
        yield from (f"    | {line}" for line in ("", *mail["body"].splitlines()))

    def _channel_of(self, subject: str) -> str:
        return self.office.slack.workspace.channels[self.hands.card(subject).channel].name

    def _text_of(self, subject: str) -> str:
        card = self.hands.card(subject)
        return str(self.office.slack.message(card.channel, card.ts)["text"])


def _name(record: PacketRecord) -> str:
    return record.packet.account.name or record.packet.account.id
