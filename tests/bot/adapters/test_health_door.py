"""/health and /metrics as monitoring reads them, and the page that says what there is."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from bot.adapters.health_door import HealthDoor
from bot.adapters.metrics import exposition, families
from models.health import Health
from models.outbox import OutboxKind, OutboxState
from tests.bot.stages.test_health import WELL

PAGE = Path(__file__).parents[3] / "docs" / "operations.md"
AWAY = Health(at=datetime(2026, 5, 11, tzinfo=UTC), red=("The database is away.",), is_database_reachable=False)


@pytest.fixture
def ask():
    looks = [WELL]

    def look():
        if isinstance(looks[-1], Exception):
            raise looks[-1]
        return looks[-1]

    door = HealthDoor("127.0.0.1", 0, look)

    def asked(path, look=None):
        looks.append(look or WELL)
        try:
            with urlopen(f"http://127.0.0.1:{door.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            return refused.code, refused.read().decode()

    yield asked
    door.close()


def test_health_is_200_while_all_is_well_and_503_with_the_reasons_when_not(ask):
    status, body = ask("/health")
    assert (status, json.loads(body)["status"]) == (200, "ok")
    status, body = ask("/health", AWAY)
    assert (status, json.loads(body)["reasons"]) == (503, ["The database is away."])


def test_anything_else_is_not_there_and_a_fault_of_ours_is_told_as_one(ask):
    assert ask("/")[0] == 404
    assert ask("/health", RuntimeError("boom"))[0] == 500
    assert ask("/health")[0] == 200


def test_metrics_have_the_figures_and_leave_out_what_is_not_known(ask):
    well = ask("/metrics", Health(**{**_fields(WELL), "outbox": {(OutboxKind.MAIL, OutboxState.UNCERTAIN): 2}}))[1]
    assert 'collections_outbox_rows{kind="mail",state="uncertain"} 2.0' in well
    assert "collections_database_up 1.0" in well
    assert 'collections_process_connected{host="h",id="a"} 1.0' in well
    away = ask("/metrics", AWAY)[1]
    assert "collections_database_up 0.0" in away
    assert "collections_red_reasons 1.0" in away
    assert "\ncollections_mail_paused " not in away


def _fields(look):
    return {name: getattr(look, name) for name in look.__dataclass_fields__}


def test_every_metric_is_documented_with_its_meaning_and_labels():
    rows = re.findall(r"^\| `(collections_[a-z_]+)` \| ([^|]+) \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    code = {each.name: (each.documentation, each._labelnames) for each in families(WELL)}
    told = {name: (meaning, () if labels == "–" else tuple(labels.split(", "))) for name, labels, meaning in rows}
    assert told == code
    assert exposition(WELL)
