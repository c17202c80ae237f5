"""Several like mails by one press, in the local Slack: read, one ticked away, one moved meanwhile, the others sent."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.books import Books
from bot.cards.batch_form import batch_result
from bot.cards.names import clock
from bot.demo.hands import Hands
from bot.demo.local_slack import Channel
from bot.demo.office import DemoOffice
from bot.demo.people import BOT_USER
from bot.errors import NotNowError, StoreUnavailableError
from bot.flows.approve_alike import approve_alike
from bot.flows.pause import pause
from bot.ports import Store
from models.batch import Shown
from models.batch import shown as as_shown
from models.controls import Action, Field
from models.fact import Fact, FactKind
from models.lifecycle import PacketState
from models.packet_record import PacketRecord
from models.people import Person, Role
from models.quoted import Quoted
from tests.journeys.browser import CHROMIUM, AtTheScreen, opened
from tests.journeys.journey import (
    CEDAR,
    FREYA,
    HARROW,
    MARCO,
    OLIVE,
    buttons,
    mails,
    next_morning,
    shown,
    wait_out_undo,
)

APPROVED, POSTED = PacketState.APPROVED, PacketState.POSTED
TOMAS = "U0TOMAS"


def person(user: str, *roles: Role) -> Person:
    return Person(team_id="T", user_id=user, name=user, roles=frozenset(roles))


def the_list(hands: Hands, owner: str) -> tuple[str, str, dict[str, Any]]:
    """Channel, ts and message of an owner's list of today."""
    card = hands.card(f"list:{owner}:{hands.office.desk.office_day().isoformat()}")
    return card.channel, card.ts, hands.office.slack.message(card.channel, card.ts)


def offered(hands: Hands, owner: str = OLIVE) -> list[str]:
    """What the button under the list says."""
    rows = [block["elements"] for block in the_list(hands, owner)[2]["blocks"] if block["type"] == "actions"]
    return [one["text"]["text"] for row in rows for one in row if one["action_id"] == Action.BATCH]


def open_form(hands: Hands, owner: str = OLIVE, *, user: str = "") -> list[str]:
    """Press the button under an owner's list; the ids of the packets in the form, in their order."""
    channel, ts, _ = the_list(hands, owner)
    if user:
        hands.office.slack.set_channel(Channel(channel, "open-house", frozenset({owner, user, BOT_USER})))
    hands.office.slack.click(user or owner, channel, ts, Action.BATCH)
    return [packet for _, packet in vetoes(hands, user or owner)]


def vetoes(hands: Hands, user: str) -> list[tuple[str, str]]:
    """Block and packet of each *Not this one* in the form on the person's screen."""
    view = hands.office.slack.modal(user)
    inputs = [block for block in (view["blocks"] if view else []) if block["type"] == "input"]
    found = [block for block in inputs if block["element"]["action_id"] == Field.NOT_THIS]
    return [(block["block_id"], block["element"]["options"][0]["value"]) for block in found]


def approve(hands: Hands, *not_these: str, user: str = OLIVE) -> str:
    """Tick *not_these* away and, at the end, that all was read; press Approve. What the form then says."""
    away = {(block, Field.NOT_THIS): [packet] for block, packet in vetoes(hands, user) if packet in not_these}
    hands.fill(user, {**away, Field.READ: ["read"]})
    parts = hands.office.slack.modal(user)["blocks"][0]["elements"]
    return "".join(run["text"] for part in parts for run in part["elements"])


def packets(hands: Hands, ids: Sequence[str]) -> list[PacketRecord]:
    with hands.office.desk.store.transaction() as books:
        return [books.packet(one) for one in ids]


def states(hands: Hands, ids: Sequence[str]) -> list[PacketState]:
    return [one.state for one in packets(hands, ids)]


def say_beside(hands: Hands, record: PacketRecord) -> None:
    """A colleague's message is put beside the account."""
    at = hands.office.clock.now()
    said = Quoted(text="Ask Ben first", author="Ben", place="#sales", permalink="https://s.example/p1", said_at=at)
    fact = Fact(
        kind=FactKind.QUOTED,
        account_id=record.packet.account.id,
        about=said.permalink,
        by_id=MARCO,
        by_name="Marco",
        at=at,
        quoted=said,
    )
    with hands.office.desk.store.transaction() as books:
        books.add_fact(fact)


def test_a_morning_of_eight_with_one_veto(tmp_path: Path) -> None:
    with DemoOffice(tmp_path / "demo", undo=timedelta(minutes=5)) as office:
        office.morning()
        office.deliver()
        hands = Hands(office)
        assert offered(hands, TOMAS) == ["Approve alike (8)…"]
        ids = open_form(hands, TOMAS)
        before = packets(hands, ids)
        told = approve(hands, ids[3], user=TOMAS)
        after = packets(hands, ids)
        assert [one.state for one in after] == [APPROVED] * 3 + [POSTED] + [APPROVED] * 4
        bound = [one.approval.content_hash for one in after if one.approval]
        assert bound == [one.draft.content_hash() for one in before if one.draft and one.id != ids[3]]
        assert "Approved (7). Undo on its card takes each back:" in told
        assert f"Left as they were (1): {after[3].packet.account.name}" in told
        wait_out_undo(hands)
        assert sorted(mail["To"] for mail in mails(hands)) == sorted(
            one.draft.to[0] for one in after if one.draft and one.id != ids[3]
        )


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; .ci/run installs Debian's")
def test_one_veto_through_the_page(hands):
    hands.office.keep_delivering()
    with opened(hands.office.slack.page_url) as page:
        AtTheScreen(page, hands).as_person(OLIVE, "C0OLIVE")
        page.locator(f"[data-action-id={Action.BATCH}]").click()
        modal = page.get_by_test_id("modal")
        modal.get_by_label("Not this one").first.check()
        modal.get_by_label("I have read the 2 mails above").check()
        page.get_by_test_id("modal-submit").click()
        modal.get_by_text("Approved (1). ").wait_for()
    assert [hands.packet(one).state for one in (CEDAR, HARROW)] == [POSTED, APPROVED]


def test_the_button_counts_what_is_alike_and_goes_when_it_is_done(hands):
    assert offered(hands) == ["Approve alike (2)…"]
    ids = open_form(hands)
    assert [one.packet.account.id for one in packets(hands, ids)] == [CEDAR, HARROW]
    approve(hands)
    assert offered(hands) == []
    for record in packets(hands, ids):
        assert "Olive Byrne" in shown(hands, f"packet:{record.id}")
        assert Action.UNDO in buttons(hands, record)


def test_every_text_is_in_the_form_whole(hands):
    ids = open_form(hands)
    blocks = [block for block in hands.office.slack.modal(OLIVE)["blocks"] if block["type"] == "rich_text"]
    runs = [run["text"] for block in blocks for part in block["elements"] for run in part["elements"]]
    for record in packets(hands, ids):
        assert record.draft.body.strip() in runs
        assert ", ".join(record.draft.to) in runs
        assert record.draft.subject in runs


def test_slack_sends_nothing_without_the_tick_at_the_end(hands):
    ids = open_form(hands)
    assert list(hands.office.slack.submit(OLIVE, {}).errors) == [Field.READ]
    assert states(hands, ids) == [POSTED, POSTED]


def test_one_that_moved_while_it_was_read_is_refused_alone_and_named(hands):
    ids = open_form(hands)
    hands.office.slack.set_channel(Channel("C0OLIVE", "olive", frozenset({OLIVE, FREYA, BOT_USER})))
    hands.press(FREYA, HARROW, Action.HOLD)
    hands.fill(FREYA, {Field.UNTIL: "2026-05-20", Field.REASON: "They called"})
    told = approve(hands)
    assert states(hands, ids) == [APPROVED, PacketState.HELD]
    assert "Approved (1). Undo on its card takes each back:\nCedar Hollow Software Inc, until " in told
    for part in ("Not approved (1)", "Harrow & Finch Ltd: ", "Freya"):
        assert part in told


def test_one_whose_card_got_something_to_read_meanwhile_is_refused_alone(hands):
    ids = open_form(hands)
    say_beside(hands, packets(hands, ids)[0])
    told = approve(hands)
    assert states(hands, ids) == [POSTED, APPROVED]
    assert "a colleague's message is on its card" in told


def test_a_pause_that_began_meanwhile_refuses_each(hands):
    ids = open_form(hands)
    pause(hands.office.desk, person=person(FREYA, Role.FINANCE_LEADERSHIP), reason="The bank is down")
    told = approve(hands)
    assert states(hands, ids) == [POSTED, POSTED]
    assert "Not approved (2)" in told


def test_undo_on_one_card_takes_that_one_back(hands):
    ids = open_form(hands)
    approve(hands)
    hands.press(OLIVE, HARROW, Action.UNDO)
    wait_out_undo(hands)
    assert states(hands, ids) == [PacketState.SENT, POSTED]
    assert len(mails(hands)) == 1


def test_the_record_has_an_approval_for_each_and_says_which_were_one_press(hands):
    ids = open_form(hands)
    approve(hands)
    with hands.office.desk.store.transaction() as books:
        entries = [entry for _, entry, _ in books.audit_trail()]
    opened, pressed = (entry for entry in entries if entry.subject.startswith("batch:"))
    assert (opened.what, opened.detail) == ("batch.opened", {"mails": "2"})
    assert (pressed.what, pressed.detail) == ("batch.pressed", {"approved": "2", "kept_back": "0", "refused": "0"})
    key = opened.subject.removeprefix("batch:")
    approvals = [entry for entry in entries if entry.what == "packet.approve"]
    assert [entry.subject for entry in approvals] == [f"packet:{one}" for one in ids]
    assert {entry.detail["batch"] for entry in approvals} == {key}


def test_somebody_who_may_not_decide_opens_nothing_and_is_told(hands):
    assert open_form(hands, user=MARCO) == []
    assert "not yours to decide" in hands.told(MARCO)


def test_a_finance_lead_may_and_is_the_one_on_record(hands):
    ids = open_form(hands, user=FREYA)
    approve(hands, user=FREYA)
    assert {one.approval.by_id for one in packets(hands, ids)} == {FREYA}


def test_the_press_is_authorised_again_for_each(hands):
    asked = [as_shown(one) for one in packets(hands, open_form(hands))]
    outcome = approve_alike(hands.office.desk, asked, (), person(MARCO, Role.ACCOUNT_OWNER))
    assert outcome.approved == ()
    assert {why for _, why in outcome.refused} == {
        "You may not decide this packet: it is with Olive Byrne. Nothing was changed."
    }


def test_another_text_than_the_one_that_was_shown_is_refused(hands):
    first, second = map(as_shown, packets(hands, open_form(hands)))
    other = Shown(first.packet_id, first.version, second.content_hash)
    outcome = approve_alike(hands.office.desk, [other, second], (), person(OLIVE, Role.ACCOUNT_OWNER))
    assert [one.name for one in outcome.approved] == ["Harrow & Finch Ltd"]
    assert "not the one you were shown" in outcome.refused[0][1]


class GoesAway:
    """ports.Store that answers so many transactions and no more."""

    def __init__(self, store: Store, answers: int) -> None:
        self._store, self._left = store, answers

    def transaction(self, *, wait_seconds: float | None = None) -> AbstractContextManager[Books]:
        if self._left == 0:
            raise StoreUnavailableError
        self._left -= 1
        return self._store.transaction(wait_seconds=wait_seconds)

    def alone(self, name: str) -> AbstractContextManager[bool]:
        return self._store.alone(name)


@pytest.mark.parametrize("answers", range(7))
def test_a_store_that_goes_away_in_the_middle_leaves_an_answer_that_is_true(hands, answers):
    desk, olive = hands.office.desk, person(OLIVE, Role.ACCOUNT_OWNER)
    ids = open_form(hands)
    asked = [as_shown(one) for one in packets(hands, ids)]
    try:
        outcome = approve_alike(replace(desk, store=GoesAway(desk.store, answers)), asked, (), olive)
    except StoreUnavailableError:
        # The form then says that nothing was recorded.
        assert states(hands, ids) == [POSTED, POSTED]
        return
    after = packets(hands, ids)
    assert after[0].state is APPROVED
    assert [one.name for one in outcome.approved] == [one.packet.account.name for one in after if one.state is APPROVED]
    assert [name for name, _ in outcome.refused] == [one.packet.account.name for one in after if one.state is POSTED]
    assert all("not approved yet" in why for _, why in outcome.refused)


def test_a_second_press_of_the_form_tells_what_the_first_approved_as_approved(hands):
    desk, olive = hands.office.desk, person(OLIVE, Role.ACCOUNT_OWNER)
    asked = [as_shown(one) for one in packets(hands, open_form(hands))]
    approve_alike(desk, asked[:1], (), olive)
    outcome = approve_alike(desk, asked, [asked[0].packet_id], olive)
    assert [one.name for one in outcome.approved] == ["Cedar Hollow Software Inc", "Harrow & Finch Ltd"]
    assert (outcome.kept_back, outcome.refused) == ((), ())
    again = approve_alike(desk, asked, (), person(FREYA, Role.FINANCE_LEADERSHIP))
    assert [name for name, _ in again.refused] == ["Cedar Hollow Software Inc", "Harrow & Finch Ltd"]


def test_what_left_meanwhile_is_told_as_approved_without_an_hour_for_undo(hands):
    asked = [as_shown(one) for one in packets(hands, open_form(hands))]
    approve(hands)
    wait_out_undo(hands)
    outcome = approve_alike(hands.office.desk, asked, (), person(OLIVE, Role.ACCOUNT_OWNER))
    assert [one.until for one in outcome.approved] == [None, None]
    assert "its card says whether it still can" in str(batch_result(outcome, hands.office.desk.policy))


def test_eleven_are_refused_whole(hands):
    first, _ = map(as_shown, packets(hands, open_form(hands)))
    with pytest.raises(NotNowError):
        approve_alike(hands.office.desk, [first] * 11, (), person(OLIVE, Role.ACCOUNT_OWNER))


def test_an_exception_never_goes_by_a_batch_whatever_a_form_says(hands):
    records = [hands.packet(one) for one in (CEDAR, "C-1036")]
    outcome = approve_alike(hands.office.desk, list(map(as_shown, records)), (), person(OLIVE, Role.ACCOUNT_OWNER))
    assert [one.name for one in outcome.approved] == ["Cedar Hollow Software Inc"]
    assert "decided on its own card" in outcome.refused[0][1]


def test_the_list_of_yesterday_opens_what_is_alike_today(hands):
    channel, ts, _ = the_list(hands, MARCO)
    next_morning(hands)
    hands.office.slack.click(MARCO, channel, ts, Action.BATCH)
    today = hands.office.desk.office_day()
    found = packets(hands, [packet for _, packet in vetoes(hands, MARCO)])
    assert found
    assert {one.packet.as_of for one in found} == {today}


def test_what_is_approved_together_can_be_undone_for_two_minutes_and_the_answer_says_until_when(hands):
    desk = hands.office.desk
    desk = replace(desk, policy=replace(desk.policy, undo_window=timedelta(seconds=20)))
    (one,) = approve_alike(desk, [as_shown(hands.packet(CEDAR))], (), person(OLIVE, Role.ACCOUNT_OWNER)).approved
    record = hands.packet(CEDAR)
    assert one.until == record.approval.at + timedelta(minutes=2)
    card = hands.card(f"packet:{record.id}")
    assert one.link.endswith(f"/archives/{card.channel}/p{card.ts.replace('.', '')}")
    hands.office.deliver()
    assert f"It leaves at {clock(one.until, desk.policy, to_second=True)}" in shown(hands, f"packet:{record.id}")
