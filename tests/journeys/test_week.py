"""The Monday message to finance leadership: once a week, with two pictures, and its figures are those of the days."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.demo.hands import Hands
from bot.demo.local_slack import DropAfterAccept, SlackError
from bot.flows.post_morning import post_morning
from bot.wording import amount
from models.controls import Action
from models.money import Money
from models.outbox import OutboxKind, OutboxState
from tests.journeys.journey import CEDAR, FINLEAD, OLIVE, next_morning, wait_out_undo


def weeks(hands: Hands) -> list[dict[str, Any]]:
    return [one for one in hands.office.slack.messages(FINLEAD) if one["text"].startswith("The week from")]


def shared(hands: Hands) -> list[dict[str, Any]]:
    return [file for one in hands.office.slack.messages(FINLEAD) for file in one.get("files", [])]


def next_monday(hands: Hands) -> None:
    next_morning(hands, days=7)


def test_the_first_week_has_nothing_to_tell_of(hands: Hands) -> None:
    assert weeks(hands) == []


def test_it_comes_on_monday_once_however_often_the_morning_runs(hands: Hands) -> None:
    next_monday(hands)
    hands.office.morning()
    hands.office.deliver()
    next_morning(hands)
    assert len(weeks(hands)) == 1
    assert len(shared(hands)) == 2
    next_morning(hands, days=6)
    assert len(weeks(hands)) == 2


def test_where_monday_had_no_morning_it_comes_with_the_first_one(hands: Hands) -> None:
    next_morning(hands, days=8)
    assert len(weeks(hands)) == 1
    next_morning(hands)
    assert len(weeks(hands)) == 1


def test_its_figures_are_those_of_the_lines_that_were_kept(hands: Hands) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    first = hands.office.desk.office_day()
    next_monday(hands)
    monday = first + timedelta(days=7)
    (message,) = weeks(hands)
    told = str(message["blocks"])
    with hands.office.desk.store.transaction() as books:
        then, now, totals = books.day_lines(first), books.day_lines(monday), books.day_totals(monday)
    for currency in {line.currency for line in now}:
        opened = sum(line.open_minor for line in then if line.currency == currency)
        left = sum(line.open_minor for line in now if line.currency == currency)
        late = sum(line.open_minor for line in now if line.currency == currency and line.bucket != "Current")
        assert f"{amount(Money(left, currency))} open, {amount(Money(late, currency))} of it past due" in told
        assert f"{amount(Money(opened, currency))} were open" in told
        books_say = sum(each.receivable.minor + each.unapplied.minor for each in totals if each.currency == currency)
        assert left == books_say
    assert "approved 1 · mails sent 1" in told


def test_the_pictures_are_png_and_say_in_words_what_the_message_says(hands: Hands) -> None:
    next_monday(hands)
    (message,) = weeks(hands)
    ageing, trend = shared(hands)
    assert {ageing["mimetype"], trend["mimetype"]} == {"image/png"}
    told = str(message["blocks"])
    monday = hands.office.desk.office_day()
    with hands.office.desk.store.transaction() as books:
        lines = books.day_lines(monday)
    for currency in {line.currency for line in lines}:
        for bucket in ("Current", "1–30", "31–60", "61–90", "91+"):
            minor = sum(line.open_minor for line in lines if (line.currency, line.bucket) == (currency, bucket))
            assert f"{bucket} {amount(Money(minor, currency))}" in ageing["alt_txt"]
            assert amount(Money(minor, currency)) in told
        late = sum(line.open_minor for line in lines if line.currency == currency and line.bucket != "Current")
        assert f"18 May {amount(Money(late, currency))}" in trend["alt_txt"]


def _pictures_row(hands: Hands):
    monday = hands.office.desk.office_day().isoformat()
    with hands.office.desk.store.transaction() as books:
        return books.item(f"pictures:{FINLEAD}:{monday}")


@pytest.mark.parametrize(
    ("fault", "state", "number"),
    [(SlackError("file_not_found"), OutboxState.FAILED, 0), (DropAfterAccept(), OutboxState.UNCERTAIN, 2)],
)
def test_a_picture_is_shared_at_most_once_and_the_message_stands_without_it(hands, fault, state, number):
    hands.office.clock.advance(timedelta(days=7))
    hands.office.morning()
    hands.office.slack.fail_next("files.completeUploadExternal", fault)
    hands.office.deliver()
    hands.office.clock.advance(timedelta(minutes=5))
    hands.office.deliver()
    assert len(weeks(hands)) == 1
    assert (_pictures_row(hands).state, len(shared(hands))) == (state, number)


def test_a_picture_whose_attempt_died_is_not_shared_again(hands: Hands) -> None:
    hands.office.clock.advance(timedelta(days=7))
    hands.office.morning()
    office = hands.office

    class Killed(type(office.ways.postbox)):
        def share(self, channel, pictures):
            super().share(channel, pictures)
            raise SystemExit

    ways = replace(office.ways, postbox=Killed(office._client))
    office.ways, kept = ways, office.ways
    with pytest.raises(SystemExit):
        office.deliver()
    office.ways = kept
    office.clock.advance(timedelta(minutes=5))
    office.deliver()
    assert (_pictures_row(hands).state, len(shared(hands))) == (OutboxState.UNCERTAIN, 2)


def test_planning_the_same_morning_again_plans_nothing_more(hands: Hands) -> None:
    next_monday(hands)
    post_morning(hands.office.desk, hands.office.desk.office_day())
    with hands.office.desk.store.transaction() as books:
        due = books.due_items(hands.office.clock.now() + timedelta(days=1), 100)
    assert [item.key for item in due if item.kind is OutboxKind.PICTURES or item.subject.startswith("week:")] == []
