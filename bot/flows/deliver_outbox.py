"""The only way anything leaves: what is due is claimed, committed, acted on once and settled behind its fence."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import StoreUnavailableError
from bot.flows.deliver_cards import redraw_next
from bot.flows.deliver_mail import send_mail
from bot.flows.deliver_posts import post_next
from bot.flows.desk import Desk
from bot.flows.mail_server import MAIL
from bot.flows.pause import pause_of
from bot.flows.share_pictures import share_pictures
from bot.flows.sweep_doubles import sweep_next
from bot.flows.throttling import is_free
from bot.flows.watch_channels import look_next
from bot.ports import Charts, Directory, Mailer, Postbox
from models.outbox import OutboxItem, OutboxKind
from models.pacing import SLACK, Pacing

_BATCH = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways out. Only this flow holds them."""

    postbox: Postbox
    mailer: Mailer
    charts: Charts
    #: Asked, before each mail, whether its approver is still here.
    directory: Directory
    #: How fast Slack is called; only a Slack of the tests' own takes more.
    pacing: Pacing = SLACK


def deliver_outbox(desk: Desk, ways: Ways, *, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Do what is due and what Slack's limits allow, then redraw what has changed; return how many were tried.

    Nothing new is begun once the process *is_stopping*.
    """

    def some(step: Callable[[Desk, Postbox, Pacing], bool]) -> int:
        for number in range(_BATCH):
            if is_stopping() or not step(desk, ways.postbox, ways.pacing):
                return number
        return _BATCH

    # What a list counts as open must not still look so on a card of yesterday.
    tried = some(look_next) + some(redraw_next) + some(post_next)
    tried += sum(_tried(desk, ways, item) for item in _due(desk) if not is_stopping())
    return tried + some(redraw_next) + some(sweep_next)


def _due(desk: Desk) -> tuple[OutboxItem, ...]:
    with desk.store.transaction() as books:
        # Mail that waits for the end of a pause, or for its server, would keep what is behind it.
        at = desk.clock.now()
        return books.due_items(at, _BATCH, mail=pause_of(books) is None and is_free(books, at, MAIL))


def _tried(desk: Desk, ways: Ways, item: OutboxItem) -> bool:
    try:
        if item.kind is OutboxKind.PICTURES:
            return share_pictures(desk, ways.postbox, ways.charts, item)
        send_mail(desk, ways.mailer, item, ways.directory)
    except StoreUnavailableError:
        # The others would fare no better: the round ends here, and the next one is put off.
        raise
    except Exception:
        # A door: one row that fails must not keep the others. It stays as it is and is seen in the log.
        log.exception("effect failed", extra={"key": item.key})
    return True
