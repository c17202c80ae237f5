"""Slack's markup taken off, and the PO numbers a message names."""

import pytest

from bot.stages.slack_words import po_numbers, unmarked

NAMES = {"U0MARCO": "Marco Vidal"}


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("Ask <@U0MARCO> about it", "Ask @Marco Vidal about it"),
        ("Ask <@U0NOBODY> about it", "Ask @somebody about it"),
        ("Ask <@U0X|sam> about it", "Ask @sam about it"),
        ("In <#C0SALES|sales>, <!here>", "In #sales, @here"),
        ("<https://x.test/a?b=1&amp;c=2|the portal> and <mailto:a@x.test|a@x.test>", "the portal and a@x.test"),
        ("<https://x.test>", "https://x.test"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        # What somebody typed as an escape is not undone twice.
        ("&amp;lt;@U0MARCO&amp;gt;", "&lt;@U0MARCO&gt;"),
        ("3 < 4", "3 < 4"),
    ],
)
def test_a_message_reads_as_its_reader_saw_it(sent, seen):
    assert unmarked(sent, NAMES) == seen


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("PO 4500-71188 came", ("4500-71188",)),
        ("moved everything to a new PO number, 4500-71188. The old one is closed", ("4500-71188",)),
        ("P.O. no. 4500", ("4500",)),
        ("purchase order: AB-1200", ("AB-1200",)),
        ("Bestellnummer 99812", ("99812",)),
        ("po#77123 and PO 77124, again PO 77123", ("77123", "77124")),
        # No number of a PO: nothing is guessed.
        ("The PO is still missing for F26-2088", ()),
        ("post 12345, point 4500, pool 99", ()),
        ("they pay 4500-71188 on Friday", ()),
        ("PO to follow in 2026", ()),
        ("", ()),
    ],
)
def test_only_what_the_words_call_a_po_is_a_po_number(text, numbers):
    assert po_numbers(text) == numbers


def test_a_long_message_is_read_in_no_time():
    assert po_numbers("po " * 20_000 + "number " * 5_000) == ()
