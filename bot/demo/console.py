"""The page's side panel: what has left, what was recorded, and the world's next event."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.flows.desk import Desk

_ENTRIES = 60


class DemoConsole:
    """What the local Slack's Console protocol asks for."""

    def __init__(self, desk: Desk, outgoing: Path, payment_arrives: Callable[[], str]) -> None:
        self._desk = desk
        self._outgoing = outgoing
        self._payment_arrives = payment_arrives
        self._notice = ""

    def state(self) -> dict[str, Any]:
        """Banner, explanation, mails, audit and buttons as they are now."""
        today = self._desk.office_day()
        return {
            "banner": f"An imitation of Slack on this machine, not Slack. Today is {today:%A %d %B %Y}.",
            "explains": [
                "Every account with something past due was prepared this morning, for the person who decides.",
                "Approve, edit, escalate or dispute: nothing reaches a customer before a person approved that text.",
                "Change who you are at the top left; approved mails and the audit trail appear on the right.",
            ],
            "mails": self._mails(),
            "audit": self._audit(),
            "buttons": [
                {
                    "id": "payment",
                    "label": "A payment arrives",
                    "hint": "Approve Harrow & Finch first, then press this within 20 seconds: the mail stops.",
                }
            ],
            "notice": self._notice,
        }

    def press(self, button_id: str) -> None:
        """Let the world move."""
        if button_id == "payment":
            self._notice = self._payment_arrives()

    def _mails(self) -> list[dict[str, str]]:
        return [read_mail(path) for path in sorted(self._outgoing.glob("*.eml"), key=lambda path: path.stat().st_mtime)]

    def _audit(self) -> list[dict[str, str]]:
        zone = ZoneInfo(next(iter(self._desk.policy.entities.values())).timezone)
        with self._desk.store.transaction() as books:
            trail = books.audit_trail()[-_ENTRIES:]
        return [
            {
                "at": entry.at.astimezone(zone).strftime("%H:%M:%S"),
                "who": entry.by_name,
                "what": entry.what,
                "packet": entry.subject.partition(":")[2],
                "detail": entry.detail.get("reason") or entry.detail.get("account", ""),
            }
            for _, entry, _ in reversed(trail)
        ]


def read_mail(path: Path) -> dict[str, str]:
    """A mail on disk, as a person reads it."""
    mail = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)
    part = mail.get_body(("plain",))
    return {
        "to": str(mail["To"]),
        "cc": str(mail["Cc"] or ""),
        "from": str(mail["From"]),
        "subject": str(mail["Subject"]),
        "body": part.get_content() if part else "",
        "file": path.name,
    }
