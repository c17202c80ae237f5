"""The books of an earlier day hold nothing that came later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from bot.stages.age import open_items
from bot.stages.rewind import fresh, rewound
from models.ledger import RecordKind
from models.receivable import Gone
from tests.bot.stages.ledger_builder import TODAY, book, credit_note, invoice, message, payment, stamps, ticket

DUBLIN = ZoneInfo("Europe/Dublin")
MAY_4 = date(2026, 5, 4)


def test_what_came_later_is_not_there_yet() -> None:
    late = book(
        invoices=(invoice("1001"), invoice("1002", issued_on=date(2026, 5, 5))),
        payments=(payment(300, "1001", on=date(2026, 5, 5)),),
        credit_notes=(credit_note(100, "1001"),),
        messages=(message("Hello", on=date(2026, 5, 5)),),
        tickets=(ticket(opened_on=date(2026, 5, 5)),),
    )
    then = rewound(late, MAY_4, DUBLIN)
    assert [each.number for each in then.invoices] == ["1001"]
    assert (then.payments, then.credit_notes, then.messages, then.tickets) == ((), (), (), ())
    assert rewound(late, date(2026, 5, 5), DUBLIN) == late


def test_what_is_settled_or_gone_today_was_open_before() -> None:
    settled = invoice("1001", settled_on=date(2026, 5, 6))
    gone = invoice("1002", gone=Gone(since=date(2026, 5, 7)))
    then = rewound(book(invoices=(settled, gone)), MAY_4, DUBLIN)
    assert {item.invoice.number for item in open_items(then, MAY_4)} == {"1001", "1002"}
    assert not open_items(rewound(book(invoices=(settled, gone)), date(2026, 5, 7), DUBLIN), date(2026, 5, 7))


def test_a_message_came_on_the_day_it_was_where_the_office_is() -> None:
    # Nine in the evening of the third in London is the morning of the fourth in Kiritimati.
    wrote = book(messages=(message("Hello", at=datetime(2026, 5, 3, 21, tzinfo=UTC)),))
    assert rewound(wrote, date(2026, 5, 3), DUBLIN).messages
    assert not rewound(wrote, date(2026, 5, 3), ZoneInfo("Pacific/Kiritimati")).messages


@given(some.integers(0, 60))
def test_today_rewound_to_a_day_and_that_to_an_earlier_one_is_the_earlier_one(days: int) -> None:
    whole = book(payments=(payment(300, "1001"),), messages=(message("Hello"),), tickets=(ticket(),))
    day = TODAY - timedelta(days=days)
    later = day + timedelta(days=3)
    assert rewound(rewound(whole, later, DUBLIN), day, DUBLIN) == rewound(whole, day, DUBLIN)


def test_every_source_is_fresh_and_a_source_without_payments_still_has_none() -> None:
    then = {stamp.kind: stamp for stamp in fresh(stamps(), MAY_4)}
    assert {stamp.as_of for stamp in then.values()} == {MAY_4}
    assert then[RecordKind.PAYMENTS].newest_payment == MAY_4
    assert then[RecordKind.TICKETS].newest_payment is None
