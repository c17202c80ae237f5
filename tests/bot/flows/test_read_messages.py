"""A morning with a language model: what it hears is kept, and no failure of it costs a packet or a second too much."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapters.openai_client import Model, ModelClient
from bot.adapters.openai_limits import Allowance
from bot.adapters.openai_reader import OpenAiReader
from bot.adapters.policy_file import load_policy
from bot.adapters.source_config import load_sources
from bot.adapters.sql_store import SqlStore
from bot.adapters.system_clock import ShiftedClock
from bot.commands.opening import open_desk
from bot.flows.desk import Desk
from bot.flows.import_ledger import import_ledger
from bot.flows.prepare_day import prepare_day
from bot.settings import ModelApi, Settings
from models.signal import HeardBy, SignalKind
from tests.journeys.journey import TWELVE
from tests.servers import model_server as server_says
from tests.servers.model_server import Handler, ModelServer, model_server, says

ROOT = Path(__file__).parents[3]
FAULTS = {
    "429 with a long Retry-After": server_says.sends(b"{}", 429, retry_after="3600"),
    "500": server_says.sends(b"oops", 500),
    "hang": server_says.hangs,
    "slow drip": server_says.drips,
    "slow drip of the head": server_says.drips_head,
    "truncated": server_says.half,
    "cut off": server_says.cut_off,
    "malformed JSON": says('{"signals": [{"kind"'),
    "wrong schema": says({"verdict": "routine"}),
    "refusal": server_says.refuses,
    "empty": says(""),
    "10 MB": server_says.floods,
}


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


def reader(server: ModelServer, seconds: float = 30, run: float = 60, tokens: int = 300_000) -> OpenAiReader:
    client = ModelClient(Model(name="m", base_url=server.url, api=ModelApi.RESPONSES), pause=lambda _: None)
    question = Allowance(seconds=seconds, tokens=8_000)
    return OpenAiReader(client, question=question, run=Allowance(seconds=run, tokens=tokens))


def desk(folder: Path, model: OpenAiReader | None) -> Desk:
    return Desk(
        store=SqlStore(f"sqlite:///{folder / 'books.db'}"),
        clock=ShiftedClock(datetime(2026, 5, 11, 6, tzinfo=UTC)),
        policy=replace(load_policy(ROOT / "config" / "policy.toml"), freshness={}),
        remittance={},
        reader=model,
    )


def morning(office: Desk) -> dict[str, object]:
    """Account → its packet, after the import and the preparation of today."""
    day = office.office_day()
    import_ledger(office, load_sources(TWELVE.sources, TWELVE.exports), as_of=day)
    prepare_day(office, day)
    with office.store.transaction() as books:
        return {record.packet.account.id: record.packet for record in books.live_packets()}


def notes(office: Desk) -> list[dict[str, str]]:
    with office.store.transaction() as books:
        return [dict(entry.detail) for _, entry, _ in books.audit_trail() if entry.what == "model.read"]


def hears_a_dispute(handler: Handler) -> None:
    """In every message, quoting its first sentence."""
    (_, body) = handler.server.asked[-1]
    first = json.loads(body["input"])["sentences"][0]
    says({"signals": [{"kind": "dispute", "quote": first}, {"kind": "legal", "quote": "never said"}]})(handler)


@pytest.fixture(scope="module")
def without_model(tmp_path_factory) -> dict[str, object]:
    return morning(desk(tmp_path_factory.mktemp("plain"), None))


def test_what_the_model_hears_is_on_the_packets_and_what_it_invents_is_counted(tmp_path, server, without_model):
    server.answers = [hears_a_dispute]
    office = desk(tmp_path, reader(server))
    packets = morning(office)
    heard = [signal for packet in packets.values() for signal in packet.signals if signal.heard_by is HeardBy.MODEL]
    assert heard
    assert {signal.kind for signal in heard} == {SignalKind.DISPUTE}
    assert all(packets[account].route >= packet.route for account, packet in without_model.items())
    (note,) = notes(office)
    assert (note["read"], note["dropped"], note["unread"]) == (str(len(server.asked)),) * 2 + ("0",)


def test_a_message_is_read_once(tmp_path, server):
    office = desk(tmp_path, reader(server))
    morning(office)
    asked = len(server.asked)
    assert asked > 0
    office.clock.advance(timedelta(days=1))
    morning(office)
    assert len(server.asked) == asked


def test_what_it_heard_outlives_the_model(tmp_path, server):
    server.answers = [hears_a_dispute]
    heard = morning(desk(tmp_path, reader(server)))
    after = desk(tmp_path, None)
    after.clock.advance(timedelta(days=1))
    later = morning(after)
    for account in heard.keys() & later.keys():
        assert {s.quote for s in heard[account].signals} <= {s.quote for s in later[account].signals}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_of_the_model_costs_a_packet(tmp_path, server, without_model, fault):
    server.answers = [FAULTS[fault]]
    office = desk(tmp_path, reader(server, seconds=0.25, run=0.5))
    packets = morning(office)
    assert not server.over.is_set(), "the morning waited for nothing but its budget"
    assert packets.keys() == without_model.keys()
    for account, packet in packets.items():
        plain = without_model[account]
        assert (packet.route, packet.reasons, packet.gates) == (plain.route, plain.reasons, plain.gates)
        assert packet.signals == plain.signals
    told = [gap for packet in packets.values() for gap in packet.gaps if gap.what.startswith("what the model hears")]
    assert told
    (note,) = notes(office)
    assert note["read"] == "0"
    assert note["why"]


def test_a_model_that_hangs_is_asked_no_longer_than_the_run_may_take(tmp_path, server):
    server.answers = [server_says.hangs]
    morning(desk(tmp_path, reader(server, seconds=0.2, run=0.3)))
    assert 1 <= len(server.asked) <= 2


def test_a_run_asks_no_more_than_its_tokens_allow(tmp_path, server):
    server.answers = [says({"signals": []}, usage={"total_tokens": 4_000})]
    office = desk(tmp_path, reader(server, tokens=9_000))
    morning(office)
    assert len(server.asked) == 2
    (note,) = notes(office)
    assert note["read"] == "2"
    assert note["why"].startswith("the budget is spent: ")


def test_what_is_left_is_read_by_the_next_run(tmp_path, server):
    server.answers = [says({"signals": []}, usage={"total_tokens": 4_000})]
    office = desk(tmp_path, reader(server, tokens=9_000))
    morning(office)
    prepare_day(office, office.office_day())
    assert len(server.asked) == 4
    assert len({body["input"] for _, body in server.asked}) == 4


def test_the_record_holds_no_word_of_the_customer_or_the_model(tmp_path, server):
    server.answers = [says({"signals": [{"kind": "dispute", "quote": "XYZZY"}]})]
    office = desk(tmp_path, reader(server))
    morning(office)
    (note,) = notes(office)
    assert note.keys() == {"model", "prompt", "read", "dropped", "unread", "why"}
    assert "XYZZY" not in str(note)


@pytest.fixture
def calls(monkeypatch) -> list[object]:
    """Whoever is connected to from now on."""
    called: list[object] = []
    connect = socket.socket.connect

    def note(self: socket.socket, address: object) -> None:
        called.append(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", note)
    return called


def test_without_a_model_nobody_is_called(tmp_path, monkeypatch, calls, without_model):
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("MODEL_API_KEY", "sk-test")
    monkeypatch.setenv("CONFIG_DIR", str(ROOT / "config"))
    opened = open_desk(Settings())
    assert opened.reader is None
    assert morning(desk(tmp_path, opened.reader)).keys() == without_model.keys()
    assert calls == []


def test_an_empty_name_is_no_model(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONFIG_DIR", str(ROOT / "config"))
    monkeypatch.setenv("MODEL_NAME", "")
    assert open_desk(Settings()).reader is None


def test_with_a_model_nobody_but_the_model_is_called(tmp_path, monkeypatch, calls, server):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONFIG_DIR", str(ROOT / "config"))
    monkeypatch.setenv("MODEL_NAME", "m")
    monkeypatch.setenv("MODEL_BASE_URL", server.url)
    monkeypatch.setenv("MODEL_API", "chat")
    morning(desk(tmp_path, open_desk(Settings()).reader))
    assert set(calls) == {("127.0.0.1", server.server_port)}
    assert {path for path, _ in server.asked} == {"/v1/chat/completions"}
