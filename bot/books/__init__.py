"""The books of the copilot: everything a flow reads and writes together, in one transaction.

It is long because it is one transaction: what belongs together has to be on the same object.
"""

from __future__ import annotations

from typing import Protocol

from bot.books.channels import ChannelBooks
from bot.books.ledger import LedgerBooks
from bot.books.record import RecordBooks
from bot.books.words import WordBooks
from bot.books.work import WorkBooks


class Books(LedgerBooks, WordBooks, WorkBooks, ChannelBooks, RecordBooks, Protocol):
    """One transaction: all of it becomes visible, or none."""
