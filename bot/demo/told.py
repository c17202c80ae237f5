"""The controller's record as the panel tells it: who did what to which account, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import wording
from bot.books import Books
from bot.cards.names import move
from bot.errors import NotFoundError
from models.audit import AuditEntry
from models.decision import Approval
from models.lifecycle import PacketEvent
from models.money import total

_EVENTS = {f"packet.{event}": move(event) for event in PacketEvent}
_WORDS: Mapping[str, str] = {
    "packet.ready": "prepared the packet",
    "packet.opened": "opened a form or the details",
    "packet.post": "put it in front of its reviewer",
    "packet.refresh": "brought it up to date",
    "packet.settle": "closed it, nothing is left to ask for",
    "packet.confirm": "sent the mail",
    "card.posted": "posted the card",
    "card.refused": "was refused a card by Slack",
    "card.rated": "said whether the card gave what was needed",
    "batch.opened": "opened a form with like mails",
    "batch.pressed": "approved like mails together",
    "account.quoted": "put a colleague's message beside the account",
    "dispute.flag": "flagged a dispute",
    "dispute.acknowledge": "took the dispute",
    "import.done": "imported the exports",
    "import.refused": "refused the import",
    "import.drop_confirmed": "confirmed a drop",
    "import.recovered": "imported after a refusal",
    "mail.uncertain": "does not know whether the mail left",
    "morning.failed": "could not prepare the morning",
}
_LIST = "posted the morning list"


def told(books: Books, entries: Sequence[AuditEntry], zone: ZoneInfo, today: date) -> list[dict[str, str]]:
    """One line per entry, newest first."""
    about: dict[str, str] = {}
    lines: list[dict[str, str]] = []
    for entry in reversed(entries):
        if entry.subject not in about:
            about[entry.subject] = _about(books, entry.subject)
        at = entry.at.astimezone(zone)
        lines.append(
            {
                "at": f"{at:%H:%M}" if at.date() == today else f"{at:%a} {at:%H:%M}",
                "who": entry.by_name,
                "what": words(entry),
                "about": about[entry.subject],
                "detail": entry.detail.get("reason") or entry.detail.get("why", ""),
            }
        )
    return lines


def words(entry: AuditEntry) -> str:
    """What was done, as one would say it after a name."""
    if entry.what == "card.posted" and entry.subject.startswith("list:"):
        return _LIST
    said = _WORDS.get(entry.what) or _EVENTS.get(entry.what) or entry.what.replace(".", " ").replace("_", " ")
    return said[:1].lower() + said[1:]


def approvals(books: Books, entries: Sequence[AuditEntry]) -> dict[str, Approval]:
    """Name of a mail's file → who approved it."""
    sent = [entry for entry in entries if entry.what == "packet.confirm" and "where" in entry.detail]
    found = {Path(entry.detail["where"]).name: books.packet(_id(entry.subject)).approval for entry in sent}
    return {file: approval for file, approval in found.items() if approval is not None}


def _about(books: Books, subject: str) -> str:
    """ "Hexcroft · £12,350.00"; nothing for what is about the whole."""
    kind = subject.partition(":")[0]
    try:
        if kind == "packet":
            packet = books.packet(_id(subject)).packet
            return f"{packet.account.name or packet.account.id} · {wording.amount(packet.past_due)}"
        if kind == "dispute":
            dispute = books.dispute(_id(subject))
            amount = total((line.amount for line in dispute.lines), dispute.currency)
            return f"{dispute.account_name} · {wording.amount(amount)}"
    except NotFoundError:
        return _id(subject)
    return ""


def _id(subject: str) -> str:
    return subject.partition(":")[2]
