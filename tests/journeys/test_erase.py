"""One person is taken out of the database's files, the exports and the cards; the record keeps what was decided."""

import pytest

from bot.demo.hands import Hands
from bot.errors import NotFoundError, NotNowError
from bot.flows.audit_trail import export, verify
from bot.flows.erase import erase
from bot.stages.forgetting import Traces
from models.controls import Action, Field
from models.gate import GateEffect
from models.lifecycle import PacketState
from tests.journeys.journey import CEDAR, OLIVE, buttons, mails, wait_out_undo

GRACE = "grace.bellamy@cedarhollow.example"
TRACES = ("grace.bellamy@", "Grace", "Bellamy")


def in_files(hands: Hands) -> set[str]:
    """What the database's files have of her."""
    files = hands.office.folder.glob("collections.db*")
    content = b"".join(each.read_bytes() for each in files)
    return {trace for trace in TRACES if trace.encode() in content}


def record_of(hands: Hands) -> list[tuple[int, str, str]]:
    with hands.office.desk.store.transaction() as books:
        return [(number, entry.what, entry.by_id) for number, entry, _ in books.audit_trail()]


def in_channels(hands: Hands) -> list[str]:
    messages = [str(each) for channel in ("C0OLIVE", "C0FINLEAD") for each in hands.office.slack.messages(channel)]
    return [trace for message in messages for trace in TRACES if trace in message]


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_nothing_names_them_after_it_and_the_record_is_whole(hands: Hands, database_url: str):
    hands.press(OLIVE, CEDAR, Action.EDIT)
    body = hands.packet(CEDAR).draft.body.replace("Hello Grace", "Dear Grace Bellamy")
    hands.fill(OLIVE, {Field.BODY: body})
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    with pytest.raises(NotNowError, match="on its way"):
        erase(hands.office.desk, GRACE, by="Freya")
    wait_out_undo(hands)
    assert len(mails(hands)) == 1
    assert in_channels(hands)
    before, packet = record_of(hands), hands.packet(CEDAR)
    done = erase(hands.office.desk, GRACE.upper(), by="Freya")
    hands.office.desk.store.compact()
    hands.office.deliver()
    assert (done.accounts, done.chained) == ((CEDAR,), 0)
    if database_url.startswith("sqlite"):
        assert in_files(hands) == set()
    assert [trace for line in export(hands.office.desk.store, None, None) for trace in TRACES if trace in line] == []
    assert in_channels(hands) == []
    assert verify(hands.office.desk.store) is None
    assert record_of(hands)[: len(before)] == before
    with hands.office.desk.store.transaction() as books:
        after = books.packet(packet.id)
    assert (after.state, after.approval) == (PacketState.SENT, packet.approval)
    with pytest.raises(NotFoundError, match="Nothing here names"):
        erase(hands.office.desk, GRACE, by="Freya")


def test_a_draft_to_them_is_nobodys_any_more(hands: Hands):
    assert hands.packet(CEDAR).draft.to == (GRACE,)
    erase(hands.office.desk, GRACE, by="Freya")
    record = hands.packet(CEDAR)
    assert record.is_live
    assert record.packet.gated(GateEffect.NO_APPROVE)
    hands.office.deliver()
    assert Action.APPROVE not in buttons(hands, record)


def test_words_of_the_firms_own_name_are_not_a_persons():
    traces = Traces("ap@hexcroft.example").called(["Hexcroft Accounts", "Jo Li O'Neill"], ["Hexcroft Ltd"])
    assert traces.parts == {"Accounts", "O'Neill"}
    value = {"name": "Hexcroft Ltd", "text": "Dear Jo Li O'Neill, AP@hexcroft.example. Mr O'Neill: O'Neillson"}
    cleaned = traces.without(value, at_theirs=True)
    assert cleaned == {
        "name": "Hexcroft Ltd",
        "text": "Dear [erased], erased@erased.invalid. Mr [erased]: O'Neillson",
    }
    assert traces.without("O'Neill of another firm", at_theirs=False) == "O'Neill of another firm"
