"""Approved mail as .eml files in a folder, where no mail server is set."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.adapters.mail_bytes import rendered
from bot.errors import DeliveryRefusedError
from bot.ports import OnPhase
from models.draft import Draft
from models.outbox import MailPhase


class EmlMailer:
    """ports.Mailer that writes each mail to *folder*, once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, draft: Draft, *, message_id: str, at: datetime, files: Sequence[bytes], on_phase: OnPhase) -> str:
        """Write the mail and return its path. A file that is already there is the same mail: nothing is written.

        Raises:
            DeliveryRefusedError: a header would carry more than it should, or the folder cannot be written.
        """
        data = rendered(draft, message_id=message_id, at=at, files=files)
        path = self.folder / f"{message_id.strip('<>').partition('@')[0]}.eml"
        if path.exists():
            return str(path)
        on_phase(MailPhase.DOT_SENT)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            partial = path.with_suffix(".part")
            partial.write_bytes(data)
            os.replace(partial, path)
        except OSError as error:
            raise DeliveryRefusedError(f"The mail could not be written to {path}: {error.strerror}.") from error
        return str(path)


def try_folder(folder: Path) -> None:
    """Write a file to *folder*, which is made if need be, and take it away again.

    Raises:
        DeliveryRefusedError: mails could not be written there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0")
    except OSError as error:
        raise DeliveryRefusedError(f"{folder} cannot be written: {error.strerror}.") from error
