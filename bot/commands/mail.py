"""`collections settle`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bot.commands.opening import open_desk
from bot.flows.settle_mail import settle_mail
from bot.settings import Settings


class Outcome(StrEnum):
    """What became of an uncertain mail."""

    SENT = "sent"
    NOT_SENT = "not-sent"


def settle(
    packet: str,
    was: Annotated[Outcome, typer.Option(help="What you found in the Sent folder or at the customer.")],
    by: Annotated[str, typer.Option(help="Your name, for the record.")],
) -> None:
    """Say what became of a mail the copilot is not sure of; it never sends that one again by itself."""
    after = settle_mail(open_desk(Settings()), packet, was_sent=was is Outcome.SENT, by=by)
    print(f"{packet} is {after.state}")
