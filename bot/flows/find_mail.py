"""Looking for a mail nobody is sure of, in the mailbox folders that are sources; it finds, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.errors import NotNowError, SourceError
from bot.flows.desk import Desk
from bot.ports import MailFolder
from models.outbox import OutboxKind


@dataclass(frozen=True, slots=True)
class Look:
    """What one folder says of one mail."""

    folder: str
    #: None = it cannot tell, for *why*.
    is_there: bool | None
    why: str = ""


def find_mail(desk: Desk, folders: Iterable[MailFolder], packet_id: str) -> tuple[str, tuple[Look, ...]]:
    """The Message-ID of the packet's last mail, and what each of *folders* says of it.

    A Sent folder holds what our mail server or program puts there: that a mail is not in it proves nothing.

    Raises:
        NotFoundError: there is no such packet.
        NotNowError: no mail of it was ever handed over.
    """
    with desk.store.transaction() as books:
        books.packet(packet_id)
        mails = [item for item in books.items(f"packet:{packet_id}") if item.kind is OutboxKind.MAIL]
    names = [item.external_id for item in mails if item.external_id]
    if not names:
        raise NotNowError(f"No mail of {packet_id} was ever handed over. Nothing was changed.")
    return names[-1], tuple(_look(folder, names[-1]) for folder in folders)


def _look(folder: MailFolder, message_id: str) -> Look:
    try:
        return Look(folder.name, folder.holds(message_id))
    except SourceError as error:
        return Look(folder.name, None, str(error))
