"""`collections run` as processes: one on SQLite, several on PostgreSQL, and how each ends."""

import json
import signal
import subprocess
import sys
from contextlib import ExitStack
from time import monotonic, sleep
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from bot.adapters.sql_store import SqlStore
from tests.bot.commands.firm import APP_TOKEN, BOT_TOKEN
from tests.servers.ports import free_port

#: Far more than a start or an end takes.
_PATIENCE = 60.0


class House:
    """A firm, a Slack, a database, and the processes that were started on it."""

    def __init__(self, firm, stack):
        self.firm, self._stack = firm, stack
        self.slack = firm.open_slack()
        self.url = f"sqlite:///{firm.folder / 'books.db'}"

    def start(self, *arguments, **more):
        environment = {
            "PATH": "/usr/bin:/bin",
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": self.slack.base_url,
            "DATABASE_URL": self.url,
            "CONFIG_DIR": str(self.firm.config),
            "OUTGOING_DIR": str(self.firm.folder / "outgoing"),
            **more,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.firm.folder,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._stack.callback(lambda: process.poll() is None and process.kill())
        return process

    def running(self, *arguments, **more):
        process = self.start("run", *arguments, **more)
        line = process.stdout.readline()
        assert line.startswith("Running"), process.stderr.read()
        return process

    def replicas(self):
        store = SqlStore(self.url)
        with store.transaction() as books:
            found = books.replicas()
        store.close()
        return found


@pytest.fixture
def house(firm):
    with ExitStack() as stack:
        yield House(firm, stack)


def until(is_so):
    end = monotonic() + _PATIENCE
    while not is_so():
        assert monotonic() < end, "it never came to be so"
        sleep(0.05)


def ended(process):
    process.send_signal(signal.SIGTERM)
    process.wait(_PATIENCE)
    return process.returncode


def test_a_second_process_on_sqlite_is_refused_until_the_first_is_gone_even_by_kill(house):
    first = house.running()
    second = house.start("run")
    said = second.communicate(timeout=_PATIENCE)[1]
    assert second.returncode == 2
    assert f"Process {first.pid} already works on" in said
    assert "Traceback" not in said
    first.kill()
    first.wait()
    third = house.running()
    until(lambda: [each.pid for each in house.replicas()][-1:] == [third.pid])
    assert ended(third) == 0
    assert "job failed" not in third.stderr.read()
    # What was killed said nothing; what was asked to stop has.
    assert [each.pid for each in house.replicas()] == [first.pid]


def test_the_folder_of_a_new_sqlite_database_is_made(house):
    assert ended(house.running(DATABASE_URL=f"sqlite:///{house.firm.folder / 'new' / 'books.db'}")) == 0


def test_one_part_alone_is_refused_on_sqlite(house):
    process = house.start("run", "--role", "worker")
    assert "needs PostgreSQL" in process.communicate(timeout=_PATIENCE)[1]
    assert process.returncode == 2


def test_three_processes_share_the_work_on_postgresql_and_each_is_told_of(house, postgres_url):
    house.url = postgres_url
    port = free_port()
    parts = [house.start("run", "--role", role) for role in ("worker", "clock")]
    parts.append(house.start("run", "--role", "bot", METRICS_PORT=str(port)))
    for part in parts:
        assert part.stdout.readline().startswith("Running"), part.stderr.read()
    until(lambda: {each.role.value for each in house.replicas()} == {"worker", "clock", "bot"})
    until(lambda: asked(port)["status"] == "ok" or not _unmanned(asked(port)))
    assert {each["role"]: each["connected"] for each in asked(port)["processes"]} == {
        "worker": None,
        "clock": None,
        "bot": True,
    }
    with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        assert b'collections_process_connected{host="' in answer.read()
    assert [ended(part) for part in parts] == [0, 0, 0]
    assert house.replicas() == ()


def asked(port):
    try:
        with urlopen(f"http://127.0.0.1:{port}/health") as answer:
            return json.load(answer)
    except HTTPError as refused:
        return json.load(refused)


def _unmanned(look):
    return [reason for reason in look["reasons"] if reason.startswith(("No process", "Process"))]
