"""What one press may approve together: never anything a person should look at twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stages.batch import MOST, Candidate, batch_of, kind, why_not
from models.attachment import NotAttached
from models.correction import Correction, RootCause
from models.dispute import ClosedDispute
from models.draft import Picks, Play, Tone
from models.lifecycle import PacketState
from models.packet import Route
from models.packet_record import PacketRecord
from models.signature import SignatureRules
from tests.bot.cards import record_builder as b


def candidate(number: int = 1, **changes: Any) -> Candidate:
    record = replace(b.record(), id=f"P{number:03}")
    usual: dict[str, Any] = {
        "record": record,
        "today": b.TODAY,
        "doubts": (),
        "has_evidence": False,
        "is_showable": True,
    }
    return Candidate(**{**usual, **changes})


def of(record: PacketRecord) -> Candidate:
    return candidate(record=record)


def text(record: PacketRecord, **changes: Any) -> PacketRecord:
    assert record.draft is not None
    return replace(record, draft=replace(record.draft, **changes))


_EARLIER = b.TODAY - timedelta(days=1)
_CORRECTION = Correction(
    packet_id="P000",
    message_id="<m@acme.example>",
    sent_on=_EARLIER,
    cause=RootCause.OUTDATED,
    note="They had paid",
    by_id=b.OLIVE,
    by_name="Olive Owner",
    at=b.NINE,
)
_MISSING = NotAttached(document="INV-1007", why="no file")
#: What makes of an ordinary packet one that is never in a batch, and what is said of it.
OF_RECORD: dict[str, tuple[str, Callable[[PacketRecord], PacketRecord]]] = {
    "held": ("no card of it waits", lambda one: replace(one, state=PacketState.HELD)),
    "without a card": ("no card of it waits", lambda one: replace(one, has_card=False)),
    "an exception": ("it is an exception", lambda one: b.changed(one, route=Route.EXCEPTION)),
    "an executive review": ("it is an executive", lambda one: b.changed(one, route=Route.EXECUTIVE_REVIEW)),
    "no draft": ("there is no draft", lambda one: replace(one, draft=None)),
    "unread": ("a customer's message is unread", lambda one: b.changed(one, unread=(b.message("Hello?"),))),
    "gated": ("a gate is closed", lambda one: b.changed(one, gates=(b.FACT_GATE,))),
    "of a dispute that is over": (
        "a dispute about it has ended lately",
        lambda one: b.changed(
            one, closed_disputes=(ClosedDispute(told="Withdrawn.", closed_at=b.NINE, is_unmailed=False),)
        ),
    ),
    "asked": ("somebody asked a question", lambda one: replace(one, question=b.asked().question)),
    "a walk-back": ("it takes back a mail", lambda one: replace(one, correction=_CORRECTION)),
    "drifted": ("something has moved", lambda one: replace(one, drift=("INV-1007 was paid",))),
    "of an earlier day": ("its card is of an earlier day", lambda one: b.changed(one, as_of=_EARLIER)),
    "edited": ("a person has edited it", lambda one: text(one, edited_by=b.OLIVE)),
    "edited before": ("a person has edited it", lambda one: text(one, editors=(b.OLIVE,))),
    "picked": ("a person has edited it", lambda one: text(one, picks=Picks(cc=("bert@northwind.example",)))),
    "remarked": ("the guard has a remark", lambda one: replace(one, findings=(b.SOFT,))),
    "stopped": ("the guard has a remark", lambda one: replace(one, findings=(b.HARD,))),
    "formal": ("it needs a signature", lambda one: text(one, tone=Tone.FORMAL)),
    "without a copy": ("a copy of an invoice is missing", lambda one: text(one, not_attached=(_MISSING,))),
}
OF_CARD: dict[str, tuple[str, dict[str, Any]]] = {
    "doubted": ("something stands under Unsure about", {"doubts": ("Renewal: unknown",)}),
    "with evidence": ("a colleague's message is on its card", {"has_evidence": True}),
    "too long": ("the text is too long for the form", {"is_showable": False}),
}


def spoilt(one: Candidate, name: str) -> Candidate:
    if name in OF_CARD:
        return replace(one, **OF_CARD[name][1])
    return replace(one, record=OF_RECORD[name][1](one.record))


def test_an_ordinary_routine_mail_may_be_in_a_batch() -> None:
    assert why_not(candidate(), b.POLICY) is None


@pytest.mark.parametrize("name", [*OF_RECORD, *OF_CARD])
def test_one_thing_to_look_at_keeps_it_on_its_own_card_and_is_said(name: str) -> None:
    why = why_not(spoilt(candidate(), name), b.POLICY)
    assert why is not None
    assert why.startswith({**OF_RECORD, **OF_CARD}[name][0])


def test_a_mail_above_the_amount_two_people_sign_is_not_in_a_batch() -> None:
    policy = replace(b.POLICY, signatures=SignatureRules(above={"EUR": b.euro(100)}))
    assert why_not(candidate(), policy) == "it needs a signature"


@given(st.lists(st.none() | st.sampled_from([*OF_RECORD, *OF_CARD]), max_size=25))
def test_nothing_to_look_at_twice_is_ever_in_a_batch(names: list[str | None]) -> None:
    ordinary = [(candidate(number), name) for number, name in enumerate(names)]
    candidates = [spoilt(one, name) if name else one for one, name in ordinary]
    batch = batch_of(candidates, b.POLICY)
    clean = [one.record.id for one, name in ordinary if name is None]
    assert [each.id for each in batch.packets] == (clean[:MOST] if len(clean) > 1 else [])
    everybody = {each.id for each in batch.packets} | {each.record.id for each in batch.others}
    assert everybody == {each.record.id for each in candidates}
    assert all(each.why for each in batch.others)


@given(
    st.lists(
        st.tuples(st.sampled_from(Play), st.integers(1, 3), st.sampled_from(["en", "en-GB", "de", "fr"])), max_size=20
    )
)
def test_a_batch_is_of_one_play_step_and_language_and_no_kind_is_larger(kinds: list[tuple[Play, int, str]]) -> None:
    candidates = [
        candidate(
            number, record=replace(b.record(draft=b.draft(play=play, step=step, language=language)), id=f"P{number}")
        )
        for number, (play, step, language) in enumerate(kinds)
    ]
    packets = batch_of(candidates, b.POLICY).packets
    found = [kind(one.draft) for one in packets if one.draft]
    every = [kind(one.record.draft) for one in candidates if one.record.draft]
    largest = max(map(every.count, every), default=0)
    assert len(set(found)) <= 1
    assert len(found) == (min(largest, MOST) if largest > 1 else 0)


def test_english_of_two_countries_is_one_language() -> None:
    assert kind(b.draft(language="en-IE")) == kind(b.draft(language="en-US"))
    assert kind(b.draft(language="en")) != kind(b.draft(language="de"))


def test_one_alone_is_no_batch() -> None:
    batch = batch_of([candidate(1), of(b.record(draft=b.draft(step=3)))], b.POLICY)
    assert batch.packets == ()
    assert {each.why for each in batch.others} == {"another kind of mail"}


def test_the_eleventh_is_named_as_next_and_the_order_is_kept() -> None:
    batch = batch_of([candidate(number) for number in range(12)], b.POLICY)
    assert [each.id for each in batch.packets] == [f"P{number:03}" for number in range(10)]
    assert [each.why for each in batch.others] == ["the form takes 10 mails, and it is next"] * 2
