"""What a reader of today's card should hear first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.stages.changed import changes, news
from models.change import Change, ChangeKind
from models.correspondence import Automatic
from models.ledger import Promise, Ticket
from models.packet import LeftOut
from models.promise import KeptWord, Outcome
from tests.bot.cards import record_builder as b

BEFORE = b.record().packet
ITEM = BEFORE.items[0]
NUMBER = ITEM.invoice.number
PROMISE = Promise(id="w-1", account_id="A-1", due_on=b.TODAY, said_by="Ada", origin=b.origin())
TICKET = Ticket(
    id="t-9", account_id="A-1", subject="Login fails", is_open=True, opened_on=b.TODAY, origin=b.origin("t", "desk")
)


def told(**changed):
    return changes(BEFORE, replace(BEFORE, **changed))


def kept(outcome):
    return KeptWord(
        promise=PROMISE, outcome=outcome, until=b.TODAY, received=b.euro(0), promised=b.euro(1), invoices=(NUMBER,)
    )


def test_nothing_is_new_where_only_the_day_moved():
    assert told(as_of=BEFORE.as_of + timedelta(days=1)) == ()


def test_a_line_that_is_gone_from_what_is_open_is_settled_and_one_off_the_list_is_not():
    assert told(items=BEFORE.items[1:]) == (Change(ChangeKind.SETTLED, f"{NUMBER} is settled"),)
    (gone,) = told(items=BEFORE.items[1:], gone=(ITEM.invoice,))
    assert gone == Change(ChangeKind.GONE, f"{NUMBER} is no longer on the list")


def test_a_line_that_is_left_out_is_still_open():
    out = LeftOut(item=ITEM, why="promised for 1 December by Ada")
    assert told(items=BEFORE.items[1:], left_out=(*BEFORE.left_out, out)) == ()


def test_part_of_a_line_was_paid():
    less = replace(ITEM, open=ITEM.open - b.euro(10))
    (change,) = told(items=(less, *BEFORE.items[1:]))
    assert change == Change(ChangeKind.PAID_PART, f"{NUMBER} is down by €10.00")


def test_money_that_no_invoice_claims_is_told():
    (change,) = told(unapplied=BEFORE.unapplied + b.euro(5))
    assert change.what == "€5.00 came that no invoice claims"


def test_a_customer_who_wrote_is_named_once_and_a_machine_of_theirs_is_not():
    new = replace(b.message("Hello"), id="m-77", sender="Grace")
    assert told(unread=(new,), exchanges=(new, *BEFORE.exchanges)) == (Change(ChangeKind.WROTE, "Grace wrote"),)
    away = replace(new, automatic=Automatic.AUTO_REPLY)
    assert told(exchanges=(away, *BEFORE.exchanges)) == ()


def test_a_line_newly_in_dispute_is_told():
    out = LeftOut(item=ITEM, why="in dispute (pricing), flagged by Olive")
    (change,) = told(items=BEFORE.items[1:], left_out=(out,))
    assert change == Change(ChangeKind.DISPUTED, f"{NUMBER} is disputed")


def test_a_promise_and_what_became_of_it_are_told():
    (given,) = told(promises=(PROMISE,))
    assert given == Change(ChangeKind.PROMISED, "they promised to pay by 23 November 2026")
    then = replace(BEFORE, kept_words=(kept(Outcome.OPEN),), promises=(PROMISE,))
    (broken,) = changes(then, replace(then, kept_words=(kept(Outcome.BROKEN),)))
    assert broken == Change(ChangeKind.PROMISE_BROKEN, "the promise for 23 November 2026 was not kept")
    assert changes(then, replace(then, kept_words=(kept(Outcome.UNKNOWN),))) == ()


def test_tickets_opened_and_closed_are_told():
    (opened,) = told(tickets=(*BEFORE.tickets, TICKET))
    assert opened == Change(ChangeKind.TICKET_OPENED, "a ticket was opened: Login fails")
    (closed,) = changes(replace(BEFORE, tickets=(*BEFORE.tickets, TICKET)), BEFORE)
    assert closed.kind is ChangeKind.TICKET_CLOSED


def test_what_weighs_most_stands_first():
    new = replace(b.message("Hello"), id="m-77")
    found = told(unread=(new,), items=BEFORE.items[1:], tickets=(*BEFORE.tickets, TICKET))
    assert [each.kind for each in found] == [ChangeKind.WROTE, ChangeKind.SETTLED, ChangeKind.TICKET_OPENED]


@pytest.mark.parametrize(("days", "since"), [(0, "yesterday's"), (1, "today's")])
def test_news_of_one_day_add_up_and_those_of_the_day_before_are_over(days, since):
    first = news(replace(BEFORE, as_of=BEFORE.as_of - timedelta(days=1)), replace(BEFORE, items=BEFORE.items[1:]), None)
    now = replace(BEFORE, items=BEFORE.items[1:])
    later = replace(now, as_of=now.as_of + timedelta(days=days), tickets=(*BEFORE.tickets, TICKET))
    found = news(now, later, first)
    kinds = [each.kind for each in found.changes]
    both = [ChangeKind.SETTLED, ChangeKind.TICKET_OPENED]
    assert kinds == (both if since == "yesterday's" else both[1:])
