"""The operator's log says what happened and where, and nothing that a customer wrote or that is a secret."""

import json
import logging
import subprocess
import sys
from typing import Any

import pytest

from bot.adapters.operator_log import Lines
from bot.errors import MappingError

CUSTOMER = "we dispute all of it, says Jane Doe"


def line(
    logger: str, message: str, *values: object, error: BaseException | None = None, **said: object
) -> dict[str, Any]:
    log = logging.getLogger(logger)
    raised = (type(error), error, error.__traceback__) if error else None
    record = log.makeRecord(log.name, logging.ERROR, __file__, 7, message, values, raised, extra=said)
    found: dict[str, Any] = json.loads(Lines(["the-canary-key"]).format(record))
    return found


def raised() -> BaseException:
    try:
        try:
            raise KeyError(CUSTOMER)
        except KeyError as cause:
            raise ValueError(CUSTOMER) from cause
    except ValueError as error:
        return error


def test_a_line_of_ours_has_its_message_and_what_it_says_beside_it():
    found = line("bot.flows.deliver_cards", "post refused", key="list:U0OLIVE", attempt=2)
    assert (found["level"], found["message"], found["key"], found["attempt"]) == (
        "ERROR",
        "post refused",
        "list:U0OLIVE",
        2,
    )
    assert found["at"].endswith("+00:00")


def test_an_error_is_its_kinds_and_places_without_its_words():
    told = line("bot.schedule", "job failed", error=raised())["error"]
    assert [each.split(":")[0] for each in told] == ["ValueError", "KeyError"]
    assert all("adapters/test_operator_log.py:" in each for each in told)
    assert CUSTOMER not in json.dumps(told)


def test_an_error_of_ours_says_the_next_step():
    told = line("bot.schedule", "job failed", error=MappingError(CUSTOMER))["error"]
    assert told[0].startswith("MappingError: The configuration names something that does not exist.")
    assert CUSTOMER not in told[0]


def test_what_a_library_puts_together_itself_is_not_shown():
    assert line("slack_bolt.App", f"Unhandled request ({CUSTOMER})")["message"] == "adapters/test_operator_log.py:7"
    patterned = line("urllib3.connectionpool", "Connection pool is full, discarding connection: %s", CUSTOMER)
    assert patterned["message"] == "Connection pool is full, discarding connection: %s"
    assert CUSTOMER not in json.dumps(line("slack_sdk", "x", body=CUSTOMER))


@pytest.mark.parametrize(
    "value",
    [
        "jane.doe+ar@hexcroft.co.uk",
        "DE89 3704 0044 0532 0130 00",
        "GB29NWBK60161331926819",
        "xoxb-12-abc-DEF",
        "xapp-1-A0-12-abc",
        "postgresql+psycopg://app:the-password@db/collections",
        "https://hooks.slack.com/actions/T0/1/abc",
        "it is the-canary-key!",
    ],
)
def test_addresses_accounts_and_secrets_are_taken_out_of_what_is_said(value: str):
    said = line("bot.x", "y", why=f"no: {value}", all=[value])
    for part in ("jane", "3704", "NWBK", "-12-", "the-password", "actions", "the-canary-key"):
        assert part not in json.dumps(said)
    assert said["why"].startswith("no: ")


def test_keys_of_cards_and_hashes_stay_readable():
    for key in ("list:U0OLIVE:2026-05-11", "card:C0AR:P-1:3", "a" * 64, "C-1:fennel:GBP"):
        assert line("bot.x", "y", key=key)["key"] == key


SCRIPT = f"""
import logging, threading
from bot.adapters.operator_log import start_log
start_log(["the-canary-key"])
def fail():
    raise ValueError({CUSTOMER!r})
thread = threading.Thread(target=fail); thread.start(); thread.join()
logging.getLogger("slack_bolt").info({CUSTOMER!r})
fail()
"""


def test_errors_that_nobody_caught_are_told_the_same_way():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    lines = [json.loads(each) for each in done.stderr.splitlines()]
    assert [(each["level"], each["error"][0].split(":")[0]) for each in lines] == [("CRITICAL", "ValueError")] * 2
    assert CUSTOMER not in done.stderr
