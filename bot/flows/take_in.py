"""Between two mornings: what is new in the sources changes the packets, and what a customer wrote is shown at once."""

from __future__ import annotations

from collections.abc import Sequence

from bot.flows.desk import Desk
from bot.flows.import_ledger import import_ledger, is_news
from bot.flows.post_morning import post_heard
from bot.flows.prepare_day import prepare_day
from bot.flows.run_morning import has_run
from bot.ports import LedgerSource


def take_in(desk: Desk, sources: Sequence[LedgerSource]) -> bool:
    """Import what came since the morning and bring today's packets in line; True when there was something.

    Nothing is taken in before the morning has run, nor on a day without one. A message or a suspicion gets its card
    now; everything else that is new waits for the next morning.

    Raises:
        SourceError: a source could not be read; the snapshot before stays current.
    """
    day = desk.office_day()
    if not has_run(desk, day) or not is_news(desk, sources, as_of=day):
        return False
    import_ledger(desk, sources, as_of=day)
    prepare_day(desk, day)
    post_heard(desk, day)
    return True
