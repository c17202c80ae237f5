"""A promise is kept, part kept or broken by the money that came in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.cards.details_form import details_form
from bot.cards.drawing import Drawing
from bot.cards.packet import packet_card
from bot.stages.draft import choose_play, compose
from bot.stages.promises import kept_words
from bot.told import kept_words as kept_words_text
from models.draft import Draft
from models.ledger import AccountLedger
from models.lifecycle import PacketState
from models.money import Money
from models.packet import FollowUpPacket
from models.packet_record import PacketRecord
from models.people import Reviewer, Role
from models.promise import KeptWord, Outcome
from tests.bot.cards.test_packet_card import words
from tests.bot.stages.ledger_builder import AT, POLICY, book, invoice, payment, promise, sorted_one

#: A Friday; with two working days of grace the money may come until Tuesday the 28th.
FRIDAY, LAST, TOO_LATE = date(2026, 4, 24), date(2026, 4, 28), date(2026, 4, 29)


def told(ledger: AccountLedger, as_of: date = date(2026, 5, 11)) -> list[KeptWord]:
    return list(kept_words(ledger, "fennel", "EUR", as_of, POLICY, cash_through=as_of))


def outcome(ledger: AccountLedger, as_of: date = date(2026, 5, 11)) -> Outcome:
    (found,) = told(ledger, as_of)
    return found.outcome


@pytest.mark.parametrize(
    ("on", "euros", "found"),
    [
        (FRIDAY, 1000, Outcome.KEPT),
        (LAST, 1000, Outcome.KEPT),
        (LAST, 999, Outcome.KEPT),  # Within the tolerance of a euro.
        (LAST, 400, Outcome.PART_KEPT),
        (TOO_LATE, 1000, Outcome.BROKEN),
    ],
)
def test_the_money_counts_until_the_grace_is_over(on: date, euros: int, found: Outcome) -> None:
    assert outcome(book(promises=(promise(FRIDAY, "1001"),), payments=(payment(euros, "1001", on=on),))) is found


def test_until_then_it_is_open_and_early_money_keeps_it() -> None:
    waiting = book(promises=(promise(FRIDAY, "1001"),))
    assert [outcome(waiting, day) for day in (FRIDAY, LAST, TOO_LATE)] == [Outcome.OPEN, Outcome.OPEN, Outcome.BROKEN]
    early = book(promises=(promise(FRIDAY, "1001"),), payments=(payment(1000, "1001", on=date(2026, 4, 20)),))
    assert outcome(early, date(2026, 4, 21)) is Outcome.KEPT


def test_nothing_is_called_broken_before_the_money_of_its_last_day_is_in_the_books() -> None:
    waiting, part = book(promises=(promise(FRIDAY, "1001"),)), payment(400, "1001", on=FRIDAY)
    paid = replace(waiting, payments=(payment(1000, "1001", on=FRIDAY),))
    after = date(2026, 5, 11)
    for through, unpaid in ((FRIDAY, Outcome.UNKNOWN), (None, Outcome.UNKNOWN), (LAST, Outcome.BROKEN)):
        (found,) = kept_words(waiting, "fennel", "EUR", after, POLICY, cash_through=through)
        (settled,) = kept_words(paid, "fennel", "EUR", after, POLICY, cash_through=through)
        assert (found.outcome, settled.outcome) == (unpaid, Outcome.KEPT)
    (partly,) = kept_words(replace(waiting, payments=(part,)), "fennel", "EUR", after, POLICY, cash_through=FRIDAY)
    assert partly.outcome is Outcome.UNKNOWN


def test_an_amount_of_theirs_is_what_counts() -> None:
    part = promise(FRIDAY, "1001", amount=Money(400_00, "EUR"))
    assert outcome(book(promises=(part,), payments=(payment(400, "1001", on=LAST),))) is Outcome.KEPT
    assert outcome(book(promises=(part,), payments=(payment(100, "1001", on=LAST),))) is Outcome.PART_KEPT


def test_a_promise_without_a_number_is_about_what_was_billed_by_that_day() -> None:
    later = invoice("1002", issued_on=FRIDAY + timedelta(days=1))
    (found,) = told(book(invoices=(invoice(), later), promises=(promise(FRIDAY),)))
    assert (found.promised, found.outcome) == (Money(1000_00, "EUR"), Outcome.BROKEN)


def test_a_promise_about_another_entity_or_currency_is_not_told_here() -> None:
    dollars = promise(FRIDAY, amount=Money(1, "USD"))
    abroad = book(invoices=(invoice(entity="fennel-inc"),), promises=(promise(FRIDAY, "1001"),))
    assert told(book(promises=(dollars,))) == told(abroad) == []


@given(some.lists(some.tuples(some.integers(1, 400), some.integers(-20, 20)), max_size=6), some.integers(0, 40))
def test_more_money_in_time_never_makes_it_worse(paid: list[tuple[int, int]], days: int) -> None:
    money = tuple(
        payment(euros, "1001", on=FRIDAY + timedelta(days=shift), id=f"Z{place}")
        for place, (euros, shift) in enumerate(paid)
    )
    as_of = FRIDAY + timedelta(days=days)
    order = (Outcome.BROKEN, Outcome.PART_KEPT, Outcome.OPEN, Outcome.KEPT)
    worse, better = (
        outcome(book(promises=(promise(FRIDAY, "1001"),), payments=some_money), as_of)
        for some_money in (money, (*money, payment(500, "1001", on=date(2026, 4, 1), id="more")))
    )
    assert order.index(better) >= order.index(worse)


def test_a_broken_promise_brings_its_line_back_with_what_came_of_it() -> None:
    packet = sorted_one(book(promises=(promise(FRIDAY, "1001"),)))
    assert [item.invoice.number for item in packet.items] == ["1001"]
    (kept,) = packet.came_back
    told = "promised 24 April 2026 by Ann Quill: broken, €0.00 of €1,000.00 came by 28 April 2026"
    assert kept_words_text(kept) == told
    assert told in words(packet_card(posted(packet), policy=POLICY, live=True))
    details = details_form(posted(packet), policy=POLICY, channel="C", ts="1")
    assert told in words(Drawing(blocks=details["blocks"], text=""))


def test_a_promise_that_was_kept_or_is_about_other_lines_brought_nothing_back() -> None:
    kept = book(
        invoices=(invoice("1001"), invoice("1002")),
        promises=(promise(FRIDAY, "1001"),),
        payments=(payment(1000, "1001", on=FRIDAY),),
    )
    assert sorted_one(kept).came_back == ()
    assert [each.outcome for each in sorted_one(kept).kept_words] == [Outcome.KEPT]


@given(promised=some.integers(0, 3), paid=some.integers(0, 900))
def test_no_broken_promise_raises_the_tone_or_skips_a_step(promised: int, paid: int) -> None:
    payments = (payment(paid, "1001", on=FRIDAY),) if paid else ()
    broken = tuple(promise(FRIDAY - timedelta(days=n), "1001", id=f"P{n}") for n in range(promised))
    with_them, without = (sorted_one(book(payments=payments, promises=each)) for each in (broken, ()))
    drafts = [a_draft(packet) for packet in (with_them, without)]
    assert len({(draft.tone, draft.step, draft.play, draft.invoices) for draft in drafts}) == 1
    assert ("had named" in drafts[0].body) is (promised > 0 and paid == 0)
    assert with_them.route is without.route


def a_draft(packet: FollowUpPacket) -> Draft:
    play = choose_play(packet, None)
    assert play is not None
    sender = POLICY.members["U0OLIVE"]
    return compose(packet, play=play, path=None, policy=POLICY, sender=sender, remittance=None)


def posted(packet: FollowUpPacket) -> PacketRecord:
    whose = Reviewer(Role.ACCOUNT_OWNER, packet.owner_id)
    return PacketRecord(id="P1", packet=packet, state=PacketState.POSTED, version=1, reviewer=whose, prepared_at=AT)
