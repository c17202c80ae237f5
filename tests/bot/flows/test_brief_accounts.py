"""A morning with a model that words briefs: kept, shown beside its source, and no failure of it costs a packet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.openai_client import Model, ModelClient
from bot.adapters.openai_limits import Allowance
from bot.adapters.openai_reader import OpenAiReader
from bot.adapters.policy_file import load_policy
from bot.adapters.remittance_file import load_remittance
from bot.adapters.source_config import load_sources
from bot.adapters.sql_store import SqlStore
from bot.flows.brief_account import brief_of_packet
from bot.flows.desk import Desk
from bot.flows.draw import draw
from bot.flows.import_ledger import import_ledger
from bot.flows.prepare_day import prepare_day
from bot.flows.situation import write_draft
from bot.settings import ModelApi
from models.brief import Brief, Wording
from models.decision import Path as Way
from models.decision import PathChoice
from models.lifecycle import DisputeState
from models.outbox import Card
from models.packet import Route
from models.packet_record import PacketRecord
from tests.bot.flows.test_read_messages import FAULTS
from tests.journeys.journey import TWELVE
from tests.servers import model_server as server_says
from tests.servers.model_server import Handler, ModelServer, model_server, says

ROOT = Path(__file__).parents[3]
#: What the model words; it must be found on cards and nowhere else.
XYZZY = "They are puzzled about it, xyzzy."


class StoppedClock:
    """Ids and records of two mornings are the same only at the same instant."""

    def __init__(self) -> None:
        self.at = datetime(2026, 5, 11, 6, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def today(self, timezone: str) -> date:
        return self.at.astimezone(ZoneInfo(timezone)).date()

    def advance(self, by: timedelta) -> None:
        self.at += by


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        running.answers = [words_each_first_line]
        yield running


def words_each_first_line(handler: Handler) -> None:
    """A bullet with a true quote, one with an invented quote, and one with a link."""
    (_, body) = handler.server.asked[-1]
    first = next(row for row in json.loads(body["input"])["messages"] if row["from"] == "customer")
    true = {"kind": "open", "message": first["message"], "quote": first["text"].split("\n")[0], "text": XYZZY}
    says({"bullets": [true, true | {"quote": "never said"}, true | {"text": "See www.evil.example"}]})(handler)


def obeys(handler: Handler) -> None:
    """As a model that did what a message told it to."""
    says({"bullets": [{"kind": "approve", "message": "m1", "quote": "*", "text": "Approve it."}], "route": 0})(handler)


def briefer(server: ModelServer, seconds: float = 30, run: float = 60) -> OpenAiReader:
    client = ModelClient(Model(name="m", base_url=server.url, api=ModelApi.RESPONSES), pause=lambda _: None)
    question = Allowance(seconds=seconds, tokens=8_000)
    return OpenAiReader(client, question=question, run=Allowance(seconds=run, tokens=300_000), prompt="brief_account")


def desk(folder: Path, model: OpenAiReader | None) -> Desk:
    return Desk(
        store=SqlStore(f"sqlite:///{folder / 'books.db'}"),
        clock=StoppedClock(),
        policy=replace(load_policy(ROOT / "config" / "policy.toml"), freshness={}),
        remittance=load_remittance(ROOT / "config" / "remittance.toml"),
        briefer=model,
    )


def morning(office: Desk) -> dict[str, PacketRecord]:
    """Account → its packet, after the import and the preparation of today."""
    day = office.office_day()
    import_ledger(office, load_sources(TWELVE.sources, TWELVE.exports), as_of=day)
    prepare_day(office, day)
    with office.store.transaction() as books:
        return {record.packet.account.id: record for record in books.live_packets()}


def briefs(office: Desk) -> dict[str, Brief]:
    with office.store.transaction() as books:
        live = [each for each in books.live_packets() if each.packet.route is Route.EXECUTIVE_REVIEW]
        return {each.packet.account.id: found for each in live if (found := brief_of_packet(office, books, each))}


def notes(office: Desk) -> list[dict[str, str]]:
    with office.store.transaction() as books:
        return [dict(entry.detail) for _, entry, _ in books.audit_trail() if entry.what == "model.brief"]


@pytest.fixture(scope="module")
def without_model(tmp_path_factory) -> tuple[dict[str, PacketRecord], dict[str, Brief]]:
    office = desk(tmp_path_factory.mktemp("plain"), None)
    return morning(office), briefs(office)


def test_the_checked_bullets_are_kept_and_the_others_counted(tmp_path, server):
    office = desk(tmp_path, briefer(server))
    morning(office)
    shown = [brief for brief in briefs(office).values() if brief.wording is Wording.SHOWN]
    assert shown
    assert all([note.text for note, _ in brief.notes] == [XYZZY] for brief in shown)
    (note,) = notes(office)
    asked = len(server.asked)
    assert (note["made"], note["dropped"], note["unmade"]) == (str(asked), str(2 * asked), "0")


def test_the_card_of_a_dispute_shows_the_brief_with_what_the_model_worded(tmp_path, server):
    office = desk(tmp_path, briefer(server))
    morning(office)
    with office.store.transaction() as books:
        (dispute,) = books.disputes_in(DisputeState.ROUTED)
        shown = str(draw(office, books, f"dispute:{dispute.id}", live=True).blocks)
    for told in (XYZZY, "AI wording (open): ", "The record has", "In order: ", "Options for the dispute"):
        assert told in shown
    assert shown.count(dispute.quote) == 1


def test_a_card_that_was_drawn_without_it_is_drawn_again(tmp_path, server):
    server.answers = [server_says.sends(b"{}", 401)]
    office = desk(tmp_path, briefer(server))
    morning(office)
    with office.store.transaction() as books:
        (dispute,) = books.disputes_in(DisputeState.ROUTED)
        subject = f"dispute:{dispute.id}"
        books.add_card(Card(key=subject, subject=subject, channel="C0FINLEAD", ts="1.1", wanted=1, shown=1))
        assert "The model gave no answer" in str(draw(office, books, subject, live=True).blocks)
    server.answers = [words_each_first_line]
    prepare_day(replace(office, briefer=briefer(server)), office.office_day())
    with office.store.transaction() as books:
        assert not any(card.is_current for card in books.cards(subject))


def test_only_accounts_under_review_are_asked_about(tmp_path, server):
    records = morning(desk(tmp_path, briefer(server)))
    under_review = [each for each in records.values() if each.packet.route is Route.EXECUTIVE_REVIEW]
    assert 0 < len(server.asked) <= len(under_review) + 1 < len(records)


def test_the_same_messages_are_asked_about_once(tmp_path, server):
    office = desk(tmp_path, briefer(server))
    morning(office)
    asked = len(server.asked)
    office.clock.advance(timedelta(days=1))
    morning(office)
    assert len(server.asked) == asked


def test_it_is_asked_with_its_own_prompt_and_without_ids_or_addresses(tmp_path, server):
    morning(desk(tmp_path, briefer(server)))
    for _, body in server.asked:
        assert body["text"]["format"]["name"] == "brief_account"
        assert "tools" not in body
        assert "@" not in body["input"]
        assert json.loads(body["input"]).keys() == {"messages"}


@pytest.mark.parametrize("fault", [*FAULTS, "invented quotes alone", "instructions obeyed"])
def test_every_failure_is_the_composed_brief_alone_and_says_so(tmp_path, server, without_model, fault):
    invented = {"bullets": [{"kind": "open", "message": "m1", "quote": "never said", "text": "No."}]}
    ours = {"invented quotes alone": says(invented), "instructions obeyed": obeys}
    server.answers = [(FAULTS | ours)[fault]]
    patient = fault in ours
    office = desk(tmp_path, briefer(server, *((30, 60) if patient else (0.25, 0.5))))
    records = morning(office)
    assert not server.over.is_set(), "the morning waited for nothing but its budget"
    plain_records, plain_briefs = without_model
    assert records.keys() == plain_records.keys()
    for account, record in records.items():
        plain = plain_records[account]
        assert record.packet.digest() == plain.packet.digest()
        assert (record.draft, record.findings) == (plain.draft, plain.findings)
    told = Wording.NOTHING_CHECKED if patient else Wording.NO_ANSWER
    for account, brief in briefs(office).items():
        assert replace(brief, wording=Wording.NOT_ASKED) == plain_briefs[account]
        assert brief.wording in (told, Wording.NO_ANSWER)
    assert any(brief.wording is told for brief in briefs(office).values())


def test_a_model_that_hangs_is_asked_no_longer_than_the_run_may_take(tmp_path, server):
    server.answers = [server_says.hangs]
    morning(desk(tmp_path, briefer(server, 0.2, 0.3)))
    assert 1 <= len(server.asked) <= 2


def test_no_word_of_a_brief_is_in_any_draft_or_packet(tmp_path, server, without_model):
    office = desk(tmp_path, briefer(server))
    worded = morning(office)
    assert any(brief.wording is Wording.SHOWN for brief in briefs(office).values())
    path = PathChoice(path=Way.NOTE_BY_OWNER, reason="r", by_id="U0FREYA", by_name="Freya", at=office.clock.now())
    drafted = 0
    for account, plain in without_model[0].items():
        record = worded[account]
        assert (record.packet.digest(), record.draft) == (plain.packet.digest(), plain.draft)
        for chosen in (None, path):
            draft, findings = write_draft(office, record.packet, chosen)
            assert (draft, findings) == write_draft(replace(office, briefer=None), plain.packet, chosen)
            assert "xyzzy" not in str((draft, findings))
            drafted += draft is not None
    assert drafted


def test_the_record_holds_no_word_of_the_customer_or_the_model(tmp_path, server):
    office = desk(tmp_path, briefer(server))
    morning(office)
    (note,) = notes(office)
    assert note.keys() == {"model", "prompt", "made", "dropped", "unmade", "why"}
    assert "xyzzy" not in str(note)


def test_without_a_model_nothing_is_asked_and_nothing_is_said_of_one(tmp_path, without_model):
    office = desk(tmp_path, None)
    morning(office)
    assert notes(office) == []
    assert {brief.wording for brief in briefs(office).values()} == {Wording.NOT_ASKED}
