"""The Home tab: limits, hostile words, and what is said where there is nothing."""

import json
from dataclasses import replace
from datetime import timedelta

from bot.cards.aging import AgingAnswer
from bot.cards.home import home_view, nothing_here
from bot.cards.week import week_message
from bot.demo.local_slack.checks import check_view
from bot.stages.roll import aged
from models.day_line import DayLine
from models.home import (
    Approved,
    ControllerPart,
    Home,
    HomeDispute,
    HomePromise,
    HomeRow,
    HomeSource,
    LeadPart,
    Overridden,
    OwnPart,
    Queue,
    Tie,
)
from models.money import EXPONENTS, Money
from models.promise import KeptWord, Outcome
from models.week import Week
from tests.bot.stages.ledger_builder import AT, POLICY, TODAY, dispute, promise

#: A name that pings, breaks lines, reverses and is too long.
HOSTILE = "<!channel> *bold* \u202e<https://evil.example|click>\n" + "W" * 300
MUCH = Money(99_999_999_999_99, "EUR")


def row(name: str = HOSTILE) -> HomeRow:
    link = "https://fennel.slack.com/archives/C0OLIVE/p1778472000000100"
    return HomeRow(account_name=name, amounts=(MUCH,) * 3, what=HOSTILE, link=link)


def largest(many: int = 500) -> tuple[Home, AgingAnswer]:
    """Everything there can be, *many* times."""
    kept = KeptWord(
        promise=replace(promise(TODAY), said_by=HOSTILE),
        outcome=Outcome.PART_KEPT,
        until=TODAY,
        received=MUCH,
        promised=MUCH,
    )
    promises = (HomePromise(account_name=HOSTILE, kept=kept),) * many
    disputed = replace(dispute("1001"), account_name=HOSTILE)
    queue = Queue(whose=HOSTILE, waiting=many, oldest_days=99, amounts=(MUCH,) * 20)
    lines = [DayLine("A1", "fennel", currency, currency, "91+", 10**14, True, True) for currency in EXPONENTS]
    home = Home(
        name=HOSTILE,
        at=AT,
        above=(HOSTILE,),
        own=OwnPart(decisions=(row(),) * many, held=(row(),) * many, due=promises, broken=promises),
        lead=LeadPart(
            disputes=(HomeDispute(dispute=disputed, clock=None),) * many,
            by_age=(("31+ days", many, (MUCH,) * 20),),
            paths=(row(),) * many,
            queues=(queue,) * many,
            overridden=(Overridden(rule="strategic_account", presses=(("edited", many),)),) * many,
        ),
        controller=ControllerPart(
            day=TODAY,
            ties=(Tie(currency="EUR", open=MUCH, unapplied=MUCH, receivable=MUCH),) * many,
            approved=(Approved(at=AT, by_name=HOSTILE, account=HOSTILE),) * many,
            approved_since=TODAY,
        ),
        sources=(HomeSource(name=HOSTILE, as_of=None, is_late=True),) * many,
    )
    found = aged(lines, lines)
    answer = AgingAnswer(
        day=TODAY, before=TODAY - timedelta(days=7), entity=None, currency=None, is_own=False, found=found, blocked={}
    )
    return home, answer


def words(block: object) -> str:
    return json.dumps(block, ensure_ascii=False)


def test_slack_takes_the_largest_home_and_what_was_cut_is_counted():
    view = home_view(*largest(), policy=POLICY)
    assert check_view(view, "home") is None
    assert len(view["blocks"]) <= 100
    assert "and 490 more: /disputes" in words(view)
    assert "and 490 more: /promises" in words(view)
    assert "more currencies: /aging" in words(view)


def test_words_of_others_stay_on_their_line_and_come_alive_nowhere():
    home, answer = largest(2)
    text = words(home_view(replace(home, above=()), answer, policy=POLICY))
    assert "mrkdwn" not in text
    assert "\u202e" not in text
    assert "W" * 120 not in text


def test_a_part_that_is_not_theirs_is_not_drawn():
    home, _ = largest(2)
    text = words(home_view(replace(home, lead=None, controller=None, sources=()), None, policy=POLICY))
    assert "With you" in text
    assert not any(part in text for part in ("Finance leadership", "Controller", "Ageing", "Sources"))


def test_where_nothing_waits_it_says_so_in_words():
    own = OwnPart(decisions=(), held=(), due=(), broken=())
    text = words(home_view(Home(name="Olive", at=AT, own=own), None, policy=POLICY))
    assert "nothing waits for you." in text
    assert "nothing is held." in text


def test_totals_that_do_not_tie_say_by_how_much():
    tie = Tie(currency="EUR", open=Money(1_000, "EUR"), unapplied=Money(100, "EUR"), receivable=Money(850, "EUR"))
    part = ControllerPart(
        day=TODAY, ties=(tie, replace(tie, receivable=Money(900, "EUR"))), approved=(), approved_since=TODAY
    )
    text = words(home_view(Home(name="Nora", at=AT, controller=part), None, policy=POLICY))
    assert "the books come to €8.50" in text
    assert "€0.50 apart." in text
    assert text.count("It ties.") == 1


def test_somebody_without_a_role_is_told_so_and_nothing_else():
    view = nothing_here()
    assert check_view(view, "home") is None
    assert "no role" in words(view)


def test_the_largest_week_fits_a_message_and_names_the_currencies_it_left_out():
    _, answer = largest()
    week = Week(
        since=TODAY - timedelta(days=7),
        day=TODAY,
        promises=((Outcome.BROKEN, 500, (MUCH,) * 20),),
        disputes=(("31+ days", 500, (MUCH,) * 20),),
        pressed=(("approved", 500), ("edited", 0)),
        overridden=(Overridden(rule="strategic_account", presses=(("edited", 500),)),) * 40,
    )
    drawn = week_message(week, answer)
    assert "No room for" in words(drawn.blocks)
    assert "and 35 more rules" in words(drawn.blocks)
    assert "edited 0" not in words(drawn.blocks)
