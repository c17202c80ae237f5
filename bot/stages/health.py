"""What of a look at the copilot is somebody's work now, and the look as monitoring reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.health import Health
from models.morning import MorningState
from models.outbox import OutboxState
from models.replica import ProcessRole, Replica

#: Several times what lies between two beats.
SILENT_AFTER = timedelta(seconds=60)
#: A round that hangs, or an outbox that nobody works.
_STUCK = timedelta(minutes=5)
#: An import and a thousand accounts take less.
_MORNING_TAKES = timedelta(hours=1)
_PARTS = {
    ProcessRole.BOT: "takes presses",
    ProcessRole.WORKER: "works the outbox",
    ProcessRole.CLOCK: "runs mornings",
}


def red(look: Health) -> Iterator[str]:
    """Every reason in turn, each a sentence with where to look or what to do."""
    for part, does in _PARTS.items():
        if not any(replica.role.does(part) for replica in look.alive):
            yield f"No process {does}: start collections run --role {part}, or one without a role."
    for replica in look.alive:
        yield from _of_process(look, replica)
    if look.refused_by_slack:
        yield "Slack does not let the app in: put its present bot token into SLACK_BOT_TOKEN, or install the app again."
    if look.refused_by_mail_server:
        yield "The mail server does not let us in, or not safely: correct the settings; collections check tries them."
    if look.oldest_due is not None and not look.is_paused and look.at - look.oldest_due > _STUCK:
        yield f"Something has been due since {_minute(look.oldest_due)} and has not left: see the log of the worker."
    if look.uncertain:
        yield f"Of {look.uncertain} mails or posts nobody knows whether they left: look, then settle each."
    for channel in look.unfit_channels:
        yield f"Channel {channel} is shown no accounts: collections check says why, and what to do."
    for morning in look.mornings:
        is_missing = morning.state is MorningState.LEFT_OUT or (
            morning.state is MorningState.DUE and look.at - morning.due_at > _MORNING_TAKES
        )
        if is_missing:
            yield f"The morning of {morning.day} has not run for {morning.entity}: see the log of the clock."
    for late in look.late:
        yield f"A source is out of date: {late}."


def _of_process(look: Health, replica: Replica) -> Iterator[str]:
    name = f"Process {replica.pid} on {replica.host}"
    if replica.is_connected is False:
        yield f"{name} is not connected to Slack: see its log."
    ended = replica.delivered_at or replica.started_at
    if replica.role.does(ProcessRole.WORKER) and look.at - ended > _STUCK:
        yield f"{name} has ended no round of deliveries since {_minute(ended)}: see its log."


def told(look: Health) -> dict[str, object]:
    """The look as JSON; instants are ISO 8601 in UTC, null is not known or none."""
    return {
        "status": "ok" if look.is_ok else "red",
        "reasons": list(look.red),
        "at": _iso(look.at),
        "database_reachable": look.is_database_reachable,
        "mail_paused": look.is_paused,
        "uncertain": look.uncertain,
        "failed": look.count(OutboxState.FAILED),
        "oldest_due": _iso(look.oldest_due),
        "last_mornings": {each.entity: str(each.last.day) if each.last else None for each in look.mornings},
        "unfit_channels": list(look.unfit_channels),
        "sources_read_at": {name: _iso(at) for name, at in look.sources.items()},
        "processes": [_process(each, is_alive=True) for each in look.alive]
        + [_process(each, is_alive=False) for each in look.silent],
    }


def _process(replica: Replica, *, is_alive: bool) -> dict[str, object]:
    return {
        "id": replica.id,
        "role": replica.role.value,
        "host": replica.host,
        "pid": replica.pid,
        "version": replica.version,
        "alive": is_alive,
        "started_at": _iso(replica.started_at),
        "beat_at": _iso(replica.beat_at),
        "delivered_at": _iso(replica.delivered_at),
        "connected": replica.is_connected,
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
