"""Whatever people press, and in whatever order: nobody's touching edit goes out on their own word alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import RefusedError
from bot.stages import decide
from bot.stages.decide import Press
from bot.stages.decide_signature import signed
from models.draft import Altered
from models.lifecycle import PacketEvent, PacketState
from models.packet_record import PacketRecord
from models.signature import SignatureRules
from models.signing import missing
from tests.bot.stages.test_decide import AT, FREYA, LENA, OLIVE, OWNED, POLICY, person

TEAM = replace(POLICY, signatures=SignatureRules(executive_review=False, edits=True))
PEOPLE = (OLIVE, FREYA, "U0FINN", LENA)
GESTURES = ("edit", "words", "sign", "approve", "undo", "refresh")


def one(record: PacketRecord, gesture: str, user: str, step: int) -> PacketRecord:
    press = Press(person=person(user), version=record.version, at=AT + timedelta(minutes=step), reason="r")
    if gesture in ("edit", "words"):
        touches = (Altered.AMOUNT,) if gesture == "edit" else record.draft.altered
        draft = replace(record.draft, body=f"{user} {step}", edited_by=user, altered=touches)
        return decide.edited(record, press, TEAM, draft, ())
    if gesture == "sign":
        return signed(record, press, TEAM)
    if gesture == "approve":
        return decide.approved(record, press, TEAM)
    event = PacketEvent.WITHDRAW if gesture == "undo" else PacketEvent.REFRESH
    return decide.pressed(record, event, press, TEAM, approval=None)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(GESTURES), st.sampled_from(PEOPLE)), min_size=2, max_size=12))
def test_an_edit_that_touches_more_than_words_leaves_on_two_peoples_word(presses: list[tuple[str, str]]) -> None:
    record = OWNED
    for step, (gesture, user) in enumerate(presses):
        try:
            record = one(record, gesture, user, step)
        except RefusedError:
            continue
        if record.state is PacketState.APPROVED:
            assert missing(record, TEAM) == (), "hand-over asks the same"
            checkers = {each.by_id for each in record.signatures} | {record.approval.by_id}
            if record.draft.altered:
                assert checkers - set(record.draft.editors), "the editor is no checker of their own words"
                assert not {each.by_id for each in record.signatures} & set(record.draft.editors)


def test_the_orders_above_do_reach_an_approval() -> None:
    record = OWNED
    for step, (gesture, user) in enumerate([("edit", OLIVE), ("sign", FREYA), ("approve", OLIVE)]):
        record = one(record, gesture, user, step)
    assert record.state is PacketState.APPROVED
