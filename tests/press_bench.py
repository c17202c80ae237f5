"""How long a press takes from the signed request to its answer, beside a Bolt app that only answers.

The callers are threads of another process; both servers are the product's own, on this machine, in the same minutes.
Who somebody is, is answered at once here: a real Slack takes some hundred milliseconds more, which no load changes.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from urllib.parse import urlencode

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.adapters.system_clock import SystemClock
from bot.app import HTTP_PATH, build_app, serve_http
from bot.app.http_door import HttpDoor
from bot.cards.blocks import reference
from bot.demo.local_slack import LocalSlack
from bot.flows.desk import Desk
from bot.flows.import_ledger import import_ledger
from bot.flows.post_morning import post_morning
from bot.flows.prepare_day import prepare_day
from bot.ports import LedgerSource
from models.controls import Action, Command
from models.lifecycle import PacketState
from models.people import Colleague, Person, Role
from models.policy import ApprovalLimits
from tests.bot.app.signing import FORM, SECRET, signed

OLIVE, TEAM = "U0OLIVE", "T0BENCH"


class Known:
    """ports.Directory without a network."""

    def person(self, team_id: str, user_id: str) -> Person:
        return Person(team_id=team_id, user_id=user_id, name="Olive Byrne", roles=frozenset({Role.ACCOUNT_OWNER}))

    def colleagues(self, user_ids: Sequence[str], as_of: object) -> Mapping[str, Colleague]:
        return {}


@dataclass(frozen=True)
class Timed:
    """Milliseconds, and what the server's process spent on each."""

    p50: float
    p95: float
    p99: float
    cpu: float
    failed: int

    def __str__(self) -> str:
        figures = f"p50 {self.p50:6.1f}  p95 {self.p95:6.1f}  p99 {self.p99:6.1f} ms  CPU {self.cpu:5.2f} ms"
        return f"{figures}  failed {self.failed}"


@contextmanager
def _slack() -> Iterator[WebClient]:
    with LocalSlack(
        team_id=TEAM,
        bot_user_id="U0BOT",
        bot_name="Bench",
        bot_token="xoxb-bench",
        signing_secret=SECRET,
        members=(),
        channels=(),
        now=SystemClock().now,
    ) as slack:
        yield WebClient(token="xoxb-bench", base_url=slack.base_url)


def _bare(client: WebClient) -> App:
    """Bolt with listeners that only acknowledge."""
    app = App(client=client, signing_secret=SECRET, process_before_response=True)

    @app.action(Action.APPROVE)
    @app.command(Command.INVOICE)
    def nothing(ack: Ack) -> None:
        ack()

    return app


def _requests(desk: Desk, many: int) -> list[str]:
    """Approve, each of another packet."""
    with desk.store.transaction() as books:
        posted = [one for one in books.live_packets() if one.state is PacketState.POSTED][:many]
    assert len(posted) == many, f"{len(posted)} packets are on cards"
    return [
        _interaction(reference("packet", record.id, record.version), f"t{number}")
        for number, record in enumerate(posted)
    ]


def _interaction(value: str, trigger: str) -> str:
    payload = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": OLIVE, "team_id": TEAM},
        "trigger_id": trigger,
        "container": {"type": "message", "channel_id": "C1", "message_ts": "1.2"},
        "response_url": "http://127.0.0.1:9/none",
        "actions": [{"type": "button", "block_id": "b", "action_id": Action.APPROVE, "value": value}],
        # As much of a card as Slack sends back.
        "message": {"ts": "1.2", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_000}}]},
    }
    return urlencode({"payload": json.dumps(payload)})


def _look_up(number: int) -> str:
    return urlencode(
        {
            "command": Command.INVOICE,
            "text": f"BN-{number:07d}",
            "team_id": TEAM,
            "user_id": f"U{number}",
            "trigger_id": f"c{number}",
            "channel_id": "C1",
            "response_url": "http://127.0.0.1:9/none",
        }
    )


def _timed(door: HttpDoor, bodies: Sequence[str], callers: int) -> Timed:
    began = time.process_time()
    asked = subprocess.run(
        [sys.executable, "-m", "tests.press_bench", str(door.port), str(callers)],
        input="\n".join(bodies),
        check=True,
        capture_output=True,
        text=True,
    )
    spent = (time.process_time() - began) * 1000 / len(bodies)
    took, failed = json.loads(asked.stdout)
    cuts = statistics.quantiles(took, n=100)
    return Timed(cuts[49], cuts[94], cuts[98], spent, failed)


def _call(port: int, callers: int, bodies: Sequence[str]) -> None:
    """The callers' own process: milliseconds of each request, and how many were answered badly."""
    requests = [signed(body.encode(), kind=FORM) for body in bodies]

    def caller(mine: int) -> list[tuple[float, bool]]:
        connection, told = HTTPConnection("127.0.0.1", port), list[tuple[float, bool]]()
        for request in requests[mine::callers]:
            began = time.perf_counter()
            connection.request("POST", HTTP_PATH, request.body, dict(request.headers))
            answer = connection.getresponse()
            answer.read()
            told.append(((time.perf_counter() - began) * 1000, answer.status != 200))
        return told

    with ThreadPoolExecutor(callers) as people:
        told = [one for each in people.map(caller, range(callers)) for one in each]
    print(json.dumps([[took for took, _ in told], sum(failed for _, failed in told)]))


def presses(desk: Desk, sources: Sequence[LedgerSource], *, each: int = 200) -> Iterator[str]:
    """Approve at one and at sixteen callers, and the look-up of an invoice, each beside the bare app."""
    policy = replace(desk.policy, max_cards_per_day=10_000, approval_limits=ApprovalLimits(per_hour=100_000))
    desk = replace(desk, policy=policy)
    day = desk.office_day()
    import_ledger(desk, sources, as_of=day)
    prepare_day(desk, day)
    post_morning(desk, day)
    approvals = _requests(desk, 2 * each)
    with _slack() as client:
        doors = {
            "bare Bolt": serve_http(_bare(client), SECRET, "127.0.0.1", 0),
            "ours": serve_http(build_app(desk, Known(), client, SECRET), SECRET, "127.0.0.1", 0),
        }
        try:
            for callers, bodies in ((1, approvals[:each]), (16, approvals[each:])):
                yield from _beside(f"approve, {callers} callers", doors, bodies, callers)
            yield from _beside("/invoice, 1 caller", doors, [_look_up(number) for number in range(each)], 1)
        finally:
            for door in doors.values():
                door.close()
    with desk.store.transaction() as books:
        approved = sum(one.state is PacketState.APPROVED for one in books.live_packets())
    yield f"approved in the store: {approved} of {2 * each} pressed"


def _beside(what: str, doors: Mapping[str, HttpDoor], bodies: Sequence[str], callers: int) -> Iterator[str]:
    timed = {name: _timed(door, bodies, callers) for name, door in doors.items()}
    for name, figures in timed.items():
        yield f"  {what:<22} {name:<10} {figures}"
    bare, ours = timed["bare Bolt"], timed["ours"]
    ratios = f"p50 {ours.p50 / bare.p50:6.1f}  p95 {ours.p95 / bare.p95:6.1f}  CPU {ours.cpu / bare.cpu:.1f}"
    yield f"  {what:<22} {'ratio':<10} {ratios}"


if __name__ == "__main__":
    _call(int(sys.argv[1]), int(sys.argv[2]), sys.stdin.read().splitlines())
