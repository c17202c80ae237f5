"""The first morning of the twelve customers: lived once by each test process, and taken up by its journeys."""

import copy
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.demo.local_slack.local_slack import Call
from bot.demo.office import DEMO_DAY, DemoOffice

#: What the local Slack's workspace keeps that a morning changes; the files are beside it.
_KEPT = ("_messages", "_ephemerals", "_last_tick", "_last_id", "version", "channels")


@dataclass(frozen=True, slots=True)
class FirstMorning:
    """What a morning leaves behind: a database, what Slack has, and the time it took."""

    #: Where its exports were: in another folder they would be other sources.
    folder: Path
    database: Path
    slack: dict[str, Any]
    files: dict[str, Any]
    calls: tuple[Call, ...]
    page_url: str
    took: timedelta


def live(office: DemoOffice, database: Path) -> FirstMorning:
    """Live the first morning of *office* and remember it, with a copy of its SQLite file at *database*."""
    office.morning()
    office.deliver()
    with closing(sqlite3.connect(_file(office))) as here, closing(sqlite3.connect(database)) as there:
        here.backup(there)
    workspace = office.slack.workspace
    with workspace.changed:
        return FirstMorning(
            folder=office.folder,
            database=database,
            slack={name: copy.deepcopy(getattr(workspace, name)) for name in _KEPT},
            files=copy.deepcopy(workspace.files._files),
            calls=tuple(office.slack.calls),
            page_url=office.slack.page_url,
            took=office.clock.now() - office.opening(DEMO_DAY),
        )


def take_up(office: DemoOffice, morning: FirstMorning) -> None:
    """Bring a new *office* of the same company to where *morning* ended."""
    office.desk.store.close()  # type: ignore[attr-defined]
    for end in ("-wal", "-shm"):
        _file(office).with_name(f"{_file(office).name}{end}").unlink(missing_ok=True)
    shutil.copyfile(morning.database, _file(office))
    workspace = office.slack.workspace
    with workspace.changed:
        for name in _KEPT:
            setattr(workspace, name, copy.deepcopy(morning.slack[name]))
        workspace._messages = _moved(workspace._messages, morning.page_url, office.slack.page_url)
        workspace.files._files = copy.deepcopy(morning.files)
        moved = (_moved(call.args, morning.page_url, office.slack.page_url) for call in morning.calls)
        office.slack.calls[:] = [Call(call.method, args) for call, args in zip(morning.calls, moved, strict=True)]
    office.clock.advance(morning.took)


def _file(office: DemoOffice) -> Path:
    return office.folder / "collections.db"


def _moved(value: Any, old: str, new: str) -> Any:
    """Links lead to the port of the local Slack they were made for."""
    return json.loads(json.dumps(value).replace(old, new))
