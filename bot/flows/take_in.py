"""Between two mornings: what is new in the sources changes the packets, and what a customer wrote is shown at once."""

from __future__ import annotations

from collections.abc import Sequence

from bot.flows.desk import Desk
from bot.flows.import_ledger import import_ledger, is_news
from bot.flows.post_morning import post_heard
from bot.flows.prepare_day import prepare_day
from bot.flows.run_morning import JOB, books_day, by_day, mornings
from bot.ports import LedgerSource
from models.morning import MorningState


def take_in(desk: Desk, sources: Sequence[LedgerSource]) -> bool:
    """Import what came since the morning and bring today's packets in line; True when there was something.

    Nothing is taken in for an entity before its morning has run, nor on a day without one. A message or a suspicion
    gets its card now; everything else that is new waits for the next morning.

    Raises:
        SourceError: a source could not be read; the snapshot before stays current.
    """
    with desk.store.alone(JOB) as is_ours:
        if not is_ours:
            return False
        with desk.store.transaction() as books:
            ran = [each for each in mornings(desk, books) if each.state is MorningState.RAN]
        if not ran or not is_news(desk, sources, as_of=books_day(ran)):
            return False
        import_ledger(desk, sources, as_of=books_day(ran))
        for day, theirs in by_day(ran):
            entities = [morning.entity for morning in theirs]
            prepare_day(desk, day, entities)
            post_heard(desk, day, entities)
        return True
