"""The form of a batch: every mail to its last word, its veto, and Slack's limits for the largest accounts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from bot.cards import limits
from bot.cards.batch_form import batch_form, batch_result, fitting, is_showable, mails_of
from bot.cards.drawing import Block, Drawing
from bot.cards.names import clock
from models.batch import Approved, Batch, NotIn, Outcome, shown
from models.controls import Field
from models.packet_record import PacketRecord
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_packet_card import words as words_of


def words(view: Block) -> str:
    return words_of(Drawing(blocks=view["blocks"], text=""))


AT = {"owner_id": b.OLIVE, "channel": "C0LIVE", "ts": "1.2"}


def mail(number: int, **changes: object) -> PacketRecord:
    one = b.record(id=f"P{number:09}", draft=b.draft(**changes))
    return b.changed(one, account=replace(one.packet.account, name=f"Account {number}"))


def batch(count: int, **changes: object) -> Batch:
    return Batch(tuple(mail(number, **changes) for number in range(count)))


def form(one: Batch) -> Block:
    return batch_form(one, policy=b.POLICY, **AT)


def long_text(characters: int) -> str:
    return "\n\n".join("שלום 🌻 we ask for INV-1007 once more." for _ in range(characters // 40))


def test_each_mail_is_shown_to_its_last_word_with_recipient_amount_and_invoices() -> None:
    told = words(form(batch(3)))
    for one in ("Account 0", "Account 1", "Account 2"):
        assert one in told
    assert told.count(" · €60,000.00 · 47 days past due") == 3
    assert told.count("INV-1012 €20,000.00") == 3
    assert told.count("\nTo: Ada Ng <ada@northwind.example>") == 3
    assert told.count("Kind regards") == 3


def test_nothing_is_ticked_and_the_last_field_is_the_tick_that_all_was_read() -> None:
    blocks = form(batch(4))["blocks"]
    inputs = [one for one in blocks if one["type"] == "input"]
    assert [one["element"]["action_id"] for one in inputs] == [Field.NOT_THIS] * 4 + [Field.READ]
    assert not any("initial_options" in one["element"] for one in inputs)
    assert [one["optional"] for one in inputs] == [True] * 4 + [False]
    assert blocks[-1] is inputs[-1]
    assert len({one["block_id"] for one in inputs}) == 5


def test_each_veto_stands_after_its_own_text_and_before_the_next() -> None:
    blocks = form(batch(3))["blocks"]
    heads = [at for at, one in enumerate(blocks) if one["type"] == "header"]
    vetoes = [at for at, one in enumerate(blocks) if one.get("block_id", "").startswith(Field.NOT_THIS)]
    assert all(head < veto for head, veto in zip(heads, vetoes, strict=True))
    assert all(veto < head for veto, head in zip(vetoes, heads[1:], strict=False))


def test_the_form_says_what_one_press_does_and_when_the_mails_leave() -> None:
    told = words(form(batch(3)))
    assert "3 mails: reminder, step 2, English" in told
    assert "approves each of them but those you tick" in told
    assert "5 minutes later" in told


def test_the_form_remembers_packet_version_and_hash_of_each() -> None:
    one = batch(10)
    remembered = str(form(one)["private_metadata"])
    assert mails_of(remembered) == tuple(map(shown, one.packets))
    assert len(remembered) <= limits.METADATA


def test_who_is_not_in_it_is_named_with_the_reason() -> None:
    one = replace(batch(2), others=tuple(NotIn(mail(number), "a gate is closed") for number in range(20, 40)))
    told = words(form(one))
    assert "Account 20 (a gate is closed)" in told
    assert "and 12 more" in told


def test_ten_mails_of_the_largest_accounts_fit_or_are_fewer_and_none_is_cut() -> None:
    text = long_text(11_900)
    one = fitting(batch(10, body=text, items=b.items(200)), policy=b.POLICY, owner_id=b.OLIVE)
    view = form(one)
    assert all(map(is_showable, one.packets))
    assert 2 <= len(one.packets) < 10
    assert one.others[0].why == "the form is full, and it is next"
    assert len(one.packets) + len(one.others) == 10
    assert len(view["blocks"]) <= limits.BLOCKS_IN_VIEW
    assert len(json.dumps(view, ensure_ascii=False).encode()) <= limits.VIEW_BYTES
    assert words(view).count("we ask for INV-1007 once more.") == len(one.packets) * text.count("we ask for")


def test_a_text_that_the_form_would_cut_or_that_hides_something_is_not_showable() -> None:
    assert is_showable(mail(1))
    assert not is_showable(mail(1, body=long_text(30_000)))
    assert not is_showable(mail(1, body="Dear Ada\u200b Ng"))
    assert not is_showable(b.record(draft=None))


def test_the_answer_names_what_was_approved_kept_and_refused() -> None:
    until = datetime(2026, 11, 23, 6, 8, 20, tzinfo=UTC)
    both = (Approved("Acme", until, "https://s.example/archives/C1/p1"), Approved("Bolt", until))
    view = batch_result(Outcome(both, ("Cog",), (("Dyn", "The card has changed."),)), b.POLICY)
    told = words(view)
    assert "https://s.example/archives/C1/p1" in json.dumps(view)
    at = clock(until, b.POLICY, to_second=True)
    assert at.endswith(":08:20")
    for part in (
        "Approved (2). ",
        f"Acme, until {at}",
        f"Bolt, until {at}",
        "Left as they were (1): Cog",
        "Dyn: The card has changed.",
    ):
        assert part in told


def test_the_answer_fits_when_every_one_was_refused() -> None:
    batch_result(Outcome((), (), tuple((f"Account {n} {'x' * 80}", "because " * 60) for n in range(10))), b.POLICY)
