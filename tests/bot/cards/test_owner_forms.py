"""The forms of the owner's other gestures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cards import hand_on_form as hand_on
from bot.cards.drawing import Block
from bot.cards.edit_form import edit_form
from bot.cards.limits import check_view
from bot.cards.news import since
from bot.cards.picks import picks_of
from bot.cards.review_form import review_form
from bot.cards.trail_form import trail_form
from bot.cards.walk_back_form import walk_back_form
from models.audit import AuditEntry
from models.change import Change, ChangeKind, News
from models.choices import Choices
from models.controls import Action, Field, Form
from models.draft import Picks, Tone
from models.people import Reviewer, Role
from tests.bot.cards import record_builder as b
from tests.bot.cards.test_packet_card import card, words

AT: dict[str, Any] = {"channel": "C0LIVE", "ts": "1763.0001"}
WITH: dict[str, Any] = {**AT, "policy": b.POLICY}
FINANCE = Reviewer(Role.FINANCE)
OWNER = Reviewer(Role.ACCOUNT_OWNER, b.OLIVE)
MEMBERS = tuple(b.POLICY.members.values())

#: Each is drawn here, in order.
VIEWS: list[tuple[Block, Form, tuple[Field, ...]]] = [
    (hand_on.decline_form(b.record(), **WITH), Form.DECLINE, (Field.REASON_CODE, Field.REASON)),
    (
        hand_on.colleague_form(b.record(), colleagues=MEMBERS, **AT),
        Form.COLLEAGUE,
        (Field.ASKED, Field.QUESTION),
    ),
    (hand_on.pass_on_form(b.record(), takers=(FINANCE, OWNER), **WITH), Form.REROUTE, (Field.ASKED, Field.REASON)),
    (trail_form(b.record(), (), **WITH), Form.TRAIL, ()),
    (review_form(b.record(), **WITH), Form.REVIEW, ()),
    (walk_back_form(b.sent(), **AT), Form.WALK_BACK, (Field.REASON_CODE, Field.INVOICES, Field.REASON)),
]
OWNER_FORMS = frozenset(form for _, form, _ in VIEWS)


@pytest.mark.parametrize(("view", "form", "fields"), VIEWS)
def test_a_form_asks_by_field_name_and_fits(view: Block, form: Form, fields: tuple[Field, ...]) -> None:
    assert view["callback_id"] == form
    asked = [block for block in view["blocks"] if block["type"] == "input"]
    assert tuple(block["block_id"] for block in asked) == fields
    assert json.loads(view["private_metadata"])["channel"] == "C0LIVE"
    assert check_view(view) == view


def test_whose_it_is_comes_back_as_it_was_offered() -> None:
    for reviewer in (FINANCE, OWNER):
        assert hand_on.taker_of(hand_on.taker_value(reviewer)) == reviewer
    with pytest.raises(ValueError, match="nobody"):
        hand_on.taker_of("role nobody")


# ── review and approve ────────────────────────────────────────────────────────────────────────────


def long_record(paragraphs: int) -> Any:
    body = "\n\n".join(f"Paragraph {number}. {'word ' * 120}" for number in range(paragraphs))
    return b.record(draft=b.draft(body=body))


def pages_of(record: Any) -> list[Block]:
    found = [review_form(record, page=0, **WITH)]
    while Action.REVIEW_ON in str(found[-1]) and "Next page" in str(found[-1]):
        found.append(review_form(record, page=len(found), **WITH))
    return found


def test_a_text_on_one_page_is_approved_there_and_the_form_carries_its_hash() -> None:
    record = long_record(12)
    view = review_form(record, **WITH)
    assert view["submit"]["text"] == "Approve"
    assert json.loads(view["private_metadata"])["text"] == record.draft.content_hash()
    assert all(f"Paragraph {number}." in str(view) for number in range(12))


def test_only_the_last_page_has_approve_and_together_they_show_every_word() -> None:
    record = long_record(150)
    pages = pages_of(record)
    assert len(pages) > 2
    assert ["submit" in page for page in pages] == [False] * (len(pages) - 1) + [True]
    whole = "".join(map(str, pages))
    assert all(whole.count(f"Paragraph {number}.") == 1 for number in range(150))


def test_a_page_too_many_is_the_last() -> None:
    record = long_record(150)
    assert review_form(record, page=99, **WITH) == pages_of(record)[-1]


@pytest.mark.parametrize(
    "record",
    [
        b.record(draft=b.draft(body="pay\u200b now")),
        b.record(draft=b.draft(body="word " * 50_000)),
        b.changed(long_record(3), gates=(b.FACT_GATE,)),
        b.approved(),
    ],
    ids=["hidden characters", "longer than is ever shown", "a closed gate", "approved already"],
)
def test_what_may_not_be_approved_has_no_approve_on_any_page(record: Any) -> None:
    assert not any("submit" in page for page in pages_of(record))


# ── trail ─────────────────────────────────────────────────────────────────────────────────────────


def test_each_move_has_its_time_person_version_and_policy() -> None:
    detail = {"version": "5", "policy": "3f1a9c0b77de", "facts": "abcd", "reason": "is it ours?"}
    entry = AuditEntry(
        at=b.NINE, by_id=b.OLIVE, by_name="Olive Owner", what="packet.escalate", subject="packet:x", detail=detail
    )
    shown = words_of(trail_form(b.record(), ((17, entry),), **WITH))
    assert "Escalated · 23 Nov 2026, 09:00 · Olive Owner · version 5 · facts abcd · policy 3f1a9c0b77de · #17" in shown
    assert "is it ours?" in shown


def test_a_trail_longer_than_a_form_says_how_much_is_elsewhere() -> None:
    detail = {"reason": "because " * 40}
    entry = AuditEntry(at=b.NINE, by_id="x", by_name="Olive", what="packet.edit", subject="packet:x", detail=detail)
    view = trail_form(b.record(), tuple((number, entry) for number in range(2_000)), **WITH)
    assert "more blocks; the controller's record has them all" in str(view)
    assert check_view(view) == view


def words_of(view: Block) -> str:
    return "".join(
        run["text"]
        for block in view["blocks"]
        for part in block.get("elements", [])
        for run in part.get("elements", [])
        if "text" in run
    )


# ── picks ─────────────────────────────────────────────────────────────────────────────────────────


def test_recipients_and_tone_are_offered_where_there_is_a_choice() -> None:
    packet = b.record().packet
    other = replace(packet.recipient, id="k-2", email="ben@northwind.example", name="Ben")
    draft = b.record().draft
    choices = Choices(addressees=(packet.recipient, other), manners=((draft.step, draft.tone), (3, Tone.FIRM)))
    offered = [
        block["block_id"] for block in edit_form(b.record(), choices=choices, **AT)["blocks"] if "label" in block
    ]
    assert {Field.TO, Field.CC, Field.TONE} <= set(offered)
    alone = Choices(addressees=(packet.recipient,), manners=((draft.step, draft.tone),))
    view = edit_form(b.record(), choices=alone, **AT)
    assert not {Field.TO, Field.CC, Field.TONE} & {block.get("block_id") for block in view["blocks"]}
    assert "Nobody else there is verified" in str(view)


def test_picks_come_back_from_the_form() -> None:
    assert picks_of("a@b.example", ("c@b.example",), "2 nudge") == Picks(
        to="a@b.example", cc=("c@b.example",), manner=(2, Tone.NUDGE)
    )
    assert picks_of(None, (), None) == Picks()


# ── since yesterday ───────────────────────────────────────────────────────────────────────────────


def with_news(*told: str, days: int = 1) -> Any:
    changes = tuple(Change(ChangeKind.SETTLED, each) for each in told)
    return replace(b.record(), news=News(b.TODAY - timedelta(days=days), changes))


def test_what_is_new_is_one_short_line() -> None:
    assert since(with_news("F-1 is settled", "Ada wrote")) == "Since yesterday: F-1 is settled; Ada wrote."
    assert since(with_news("a", "b", "c", "d", "e")) == "Since yesterday: a; b; c; 2 more, in Details."
    assert since(with_news("a", days=0)) == "Since this morning: a."
    assert since(with_news("a", days=3)) == "Since Friday: a."
    assert since(with_news("a", days=20)) == "Since 3 Nov 2026: a."
    assert since(b.record()) == ""
    assert "Since yesterday: F-1 is settled." in words(card(with_news("F-1 is settled")))
