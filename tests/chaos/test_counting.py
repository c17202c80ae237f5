"""The counting itself can fail: what it must find, put by hand into a day that went well."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from sqlalchemy import text

from bot.cards.drawing import Drawing
from tests.chaos.counting import Count, Counting
from tests.chaos.day import Day
from tests.journeys.journey import CEDAR


def counted(day: Day, received: list[bytes] | None = None, **never: frozenset[str]) -> Count:
    taken = [each.data for each in day.office.sink.taken]
    return Counting(day.office.slack, day.office.store, taken if received is None else received, **never).count()


def test_a_mail_received_twice(day: Day) -> None:
    taken = [each.data for each in day.office.sink.taken]
    count = counted(day, [*taken, taken[0]])
    assert count.mails_doubled == 1
    assert any("received 2 times" in each for each in count.violations)


def test_a_mail_of_which_one_word_is_another_than_was_approved(day: Day) -> None:
    taken = [each.data for each in day.office.sink.taken]
    count = counted(day, [taken[0].replace(b"Kind regards", b"Best regards"), *taken[1:]])
    assert any("nobody approved the mail" in each for each in count.violations)


def test_a_mail_to_another_address_than_was_approved(day: Day) -> None:
    taken = [each.data for each in day.office.sink.taken]
    mail = message_from_bytes(taken[0], _class=EmailMessage, policy=default)
    mail.replace_header("To", "somebody@else.example")
    assert any("nobody approved" in each for each in counted(day, [mail.as_bytes(), *taken[1:]]).violations)


def test_a_mail_that_was_not_received_though_it_counts_as_sent(day: Day) -> None:
    assert any("was not received" in each for each in counted(day, []).violations)


def test_a_mail_about_what_nobody_may_ask_for(day: Day) -> None:
    assert any("names FS-3152" in each for each in counted(day, never_named=frozenset({"FS-3152"})).violations)
    assert any("must get none" in each for each in counted(day, never_written_to=frozenset({CEDAR})).violations)


def test_a_card_posted_twice_and_one_that_is_gone(day: Day) -> None:
    office = day.office
    with office.store.engine.connect() as connection:
        key, channel = connection.execute(text("SELECT key, channel FROM card ORDER BY number")).first()
    twice = office.ways.postbox.post(channel, Drawing(text="again", blocks=[]), key)
    assert any("was posted 2 times" in each for each in counted(day).violations)
    for message in office.slack.messages(channel):
        if message.get("metadata", {}).get("event_payload", {}).get("key") == key:
            office.slack.workspace.remove(channel, message["ts"])
    assert twice
    assert any("in no channel" in each for each in counted(day).violations)
