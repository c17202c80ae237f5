"""The owners' survey, from the command to the frozen figure, pressed in the local Slack."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.source_config import load_sources
from bot.demo.hands import Hands
from bot.demo.local_slack import Channel
from bot.demo.office import DemoOffice
from bot.demo.people import BOT_USER, GUEST
from bot.flows.baseline import read_baseline
from bot.flows.import_ledger import import_ledger
from bot.flows.survey import ask
from models.controls import Action, Field
from tests.journeys.journey import FREYA, MARCO, OLIVE, TWELVE, shown

QUESTION = f"survey:{OLIVE}"


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Hands]:
    """An office before its first morning, whose owners were asked."""
    with DemoOffice(tmp_path / "demo", company=TWELVE, undo=timedelta(minutes=5)) as office:
        import_ledger(office.desk, load_sources(TWELVE.sources, office.exports), as_of=office.desk.office_day())
        ask(office.desk)
        office.deliver()
        yield Hands(office)


def press(hands, user=OLIVE, question=QUESTION):
    card = hands.card(question)
    return hands.office.slack.click(user, card.channel, card.ts, Action.SURVEY)


def answer(hands, minutes, per_week, user=OLIVE, question=QUESTION):
    press(hands, user, question)
    return hands.fill(user, {Field.MINUTES: minutes, Field.PER_WEEK: per_week})


def answers(hands):
    return {each.by_id: (each.minutes, each.per_week) for each in read_baseline(hands.office.desk).baseline.answers}


def test_each_owner_is_asked_once_in_their_own_channel(asked):
    assert asked.card(QUESTION).channel == "C0OLIVE"
    assert asked.card(f"survey:{MARCO}").channel == "C0MARCO"
    assert ask(asked.office.desk) == ()
    asked.office.deliver()
    assert len(asked.office.slack.messages("C0OLIVE")) == 1
    assert "from looking up the facts to sending" in shown(asked, QUESTION)


def test_an_answer_is_kept_with_its_person_and_time_and_shown_on_the_message(asked):
    answer(asked, "12", "30")
    (one,) = read_baseline(asked.office.desk).baseline.answers
    assert (one.by_id, one.by_name, one.minutes, one.per_week) == (OLIVE, "Olive Byrne", 12, 30)
    assert asked.office.midnight() < one.at <= asked.office.clock.now()
    assert "12 minutes for one follow-up, 30 in a week" in shown(asked, QUESTION)
    with asked.office.desk.store.transaction() as books:
        (entry,) = [entry for _, entry, _ in books.audit_trail(QUESTION) if entry.what == "baseline.answered"]
    assert (entry.by_id, entry.detail) == (OLIVE, {"minutes": "12", "per_week": "30"})


def test_pressing_again_shows_what_was_said_and_changes_it(asked):
    answer(asked, "12", "30")
    press(asked)
    assert '"12"' in str(asked.office.slack.modal(OLIVE)).replace("'", '"')
    asked.fill(OLIVE, {Field.MINUTES: "15"})
    assert answers(asked) == {OLIVE: (15, 30)}


@pytest.mark.parametrize("wrong", ["0", "-3", "481", "twelve", "12.5", "1e2", "１２", "=1+1"])
def test_what_is_no_number_of_minutes_is_refused_beside_the_field(asked, wrong):
    delivery = answer(asked, wrong, "30")
    assert delivery.errors == {"minutes": "Type a whole number from 1 to 480."}
    assert answers(asked) == {}


def test_both_fields_are_told_at_once(asked):
    assert set(answer(asked, "x", "501").errors) == {"minutes", "per_week"}


@pytest.mark.parametrize(
    ("user", "told"),
    [
        pytest.param(MARCO, "Only Olive Byrne answers this", id="another owner"),
        pytest.param(FREYA, "Only Olive Byrne answers this", id="a finance lead"),
        pytest.param(GUEST.id, "Guests may not", id="a guest"),
    ],
)
def test_nobody_else_may_answer(asked, user, told):
    everybody = frozenset({*asked.office.desk.policy.members, GUEST.id, BOT_USER})
    asked.office.slack.set_channel(Channel("C0OLIVE", "open-house", everybody))
    press(asked, user)
    assert told in asked.told(user)
    assert asked.office.slack.modal(user) is None
    assert answers(asked) == {}


def test_the_first_packet_takes_the_button_away_and_an_open_form_comes_too_late(asked):
    answer(asked, "12", "30")
    press(asked)
    before = read_baseline(asked.office.desk)
    asked.office.morning()
    asked.office.deliver()
    asked.fill(OLIVE, {Field.MINUTES: "1", Field.PER_WEEK: "1"})
    after = read_baseline(asked.office.desk)
    assert after.frozen is not None
    assert after.baseline == before.baseline
    assert Action.SURVEY not in shown(asked, QUESTION)
    assert "It counts as it is: the baseline was frozen on 11 May" in shown(asked, QUESTION)
    assert "It was not answered" in shown(asked, f"survey:{MARCO}")


def test_the_demo_asks_nobody_unasked(hands):
    with hands.office.desk.store.transaction() as books:
        assert books.planned("survey:") == 0
