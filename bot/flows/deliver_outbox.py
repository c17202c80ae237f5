"""The only way anything leaves: what is due is claimed, committed, acted on once and settled behind its fence."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.flows.deliver_cards import post_card, redraw_cards
from bot.flows.deliver_mail import send_mail
from bot.flows.desk import Desk
from bot.flows.pause import pause_of
from bot.flows.share_pictures import share_pictures
from bot.ports import Charts, Mailer, Postbox
from models.outbox import OutboxItem, OutboxKind

_BATCH = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways out. Only this flow holds them."""

    postbox: Postbox
    mailer: Mailer
    charts: Charts


def deliver_outbox(desk: Desk, ways: Ways) -> int:
    """Do everything that is due once, then redraw what has changed; return how many effects were tried."""
    with desk.store.transaction() as books:
        # Mail that waits for the end of a pause would keep the posts behind it.
        due = books.due_items(desk.clock.now(), _BATCH, mail=pause_of(books) is None)
    # What a list counts as open must not still look so on a card of yesterday.
    early = redraw_cards(desk, ways.postbox) if any(item.subject.startswith("list:") for item in due) else 0
    for item in due:
        try:
            _deliver(desk, ways, item)
        except Exception:
            # A door: one row that fails must not keep the others. It stays as it is and is seen in the log.
            log.exception("effect failed", extra={"key": item.key})
    return early + len(due) + redraw_cards(desk, ways.postbox)


def _deliver(desk: Desk, ways: Ways, item: OutboxItem) -> None:
    if item.kind is OutboxKind.MAIL:
        send_mail(desk, ways.mailer, item)
    elif item.kind is OutboxKind.PICTURES:
        share_pictures(desk, ways.postbox, ways.charts, item)
    else:
        post_card(desk, ways.postbox, item)
