"""How the copilot is, from the store alone: the same on every machine. And what each process says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.books import Books
from bot.errors import StoreUnavailableError
from bot.flows.desk import Desk
from bot.flows.mail_server import MAIL
from bot.flows.pause import pause_of
from bot.flows.run_morning import mornings
from bot.flows.throttling import EVERYTHING
from bot.stages.gaps import breaches
from bot.stages.health import SILENT_AFTER, red
from models.health import Health
from models.replica import Replica

#: An import keeps others waiting for seconds; monitoring asks for longer than this.
_WAIT_SECONDS = 8.0
#: A process that stopped without a word is shown for so long.
_KEPT = timedelta(days=1)
_AWAY = "The database does not answer, or is full: nothing is sent and no press is recorded until it does."


def health(desk: Desk) -> Health:
    """One look; a database that does not answer is the only reason then."""
    try:
        with desk.store.transaction(wait_seconds=_WAIT_SECONDS) as books:
            look = _look(desk, books)
    except StoreUnavailableError:
        return Health(at=desk.clock.now(), red=(_AWAY,), is_database_reachable=False)
    return replace(look, red=tuple(red(look)))


def _look(desk: Desk, books: Books) -> Health:
    now = desk.clock.now()
    at, replicas, stamps = books.instant(now), books.replicas(), books.stamps()
    alive = tuple(each for each in replicas if at - each.beat_at < SILENT_AFTER)
    return Health(
        at=at,
        is_paused=pause_of(books) is not None,
        alive=alive,
        silent=tuple(each for each in replicas if each not in alive),
        outbox=books.outbox_counts(),
        refused_by_slack=books.throttle(EVERYTHING, at).why,
        refused_by_mail_server=books.throttle(MAIL, at).why,
        oldest_due=books.oldest_due(now),
        unfit_channels=_unfit(desk, books),
        mornings=mornings(desk, books),
        sources={stamp.name: stamp.read_at for stamp in stamps},
        late=tuple(map(str, breaches(stamps, desk.policy, desk.office_day()))),
    )


def _unfit(desk: Desk, books: Books) -> tuple[str, ...]:
    """Of the channels the policy names; what was found in others is nobody's work any more."""
    policy = desk.policy
    named = {*policy.channels.values(), *(member.channel for member in policy.members.values())}
    return tuple(look.channel for look in books.looks() if look.unfit is not None and look.channel in named)


class Pulse:
    """What one process says of itself, again and again."""

    def __init__(self, desk: Desk, replica: Replica) -> None:
        self._desk, self._replica = desk, replica
        self._has_delivered = False

    def delivered(self) -> None:
        """A round of deliveries has ended."""
        self._has_delivered = True

    def beat(self, *, is_connected: bool | None) -> None:
        """Say that the process runs; *is_connected*: see Replica."""
        with self._desk.store.transaction() as books:
            at = books.instant(self._desk.clock.now())
            delivered_at = at if self._has_delivered else self._replica.delivered_at
            self._replica = replace(self._replica, beat_at=at, delivered_at=delivered_at, is_connected=is_connected)
            books.forget_replicas(before=at - _KEPT)
            books.beat(self._replica)
        self._has_delivered = False

    def stop(self) -> None:
        """Say that it has stopped as it should."""
        with self._desk.store.transaction() as books:
            books.forget_replicas(replica_id=self._replica.id)
