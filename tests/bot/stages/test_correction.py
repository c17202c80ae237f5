"""Walking a mail back: which, by whom, once; and what still stops the note."""

from dataclasses import replace

import pytest

from bot.errors import NotAllowedError, NotNowError, StaleVersionError
from bot.stages.correction import as_corrected, check_walk_back, variant_of, walked_back
from models.correction import Correction, RootCause
from models.decision import Approval
from models.fact import Fact, FactKind
from models.gate import GateKind
from models.lifecycle import PACKET_MOVES, PacketEvent, PacketState
from prompts import load_compositions
from tests.bot.stages.test_decide import AT, CAPPED, DRAFT, MARCO, NOBODY, OLIVE, OWNED, POLICY, TODAY, UNREAD, press

MAIL = "<p1.abc@fennel.example>"
APPROVED = Approval(content_hash=DRAFT.content_hash(), by_id=OLIVE, by_name="Olive", at=AT, version=1)
SENT = replace(OWNED, state=PacketState.SENT, approval=APPROVED)
FACT = Fact(
    kind=FactKind.WALKED_BACK, account_id="C-1", about="other", by_id=OLIVE, by_name="Olive", at=AT, message_id=MAIL
)


def correction(cause=RootCause.OTHER):
    return Correction(
        packet_id="P1", message_id=MAIL, sent_on=TODAY, cause=cause, note="n", by_id=OLIVE, by_name="Olive", at=AT
    )


def check(record, user=OLIVE, facts=(), version=3):
    check_walk_back(record, press(user, version=version), POLICY, facts, MAIL)


def test_who_decided_it_walks_a_sent_mail_back():
    check(SENT)
    check(SENT, facts=(replace(FACT, message_id="<another@fennel.example>"),))


@pytest.mark.parametrize(
    ("record", "more", "error"),
    [
        (OWNED, {}, NotNowError),
        (SENT, {"user": MARCO}, NotAllowedError),
        (SENT, {"version": 2}, StaleVersionError),
        (SENT, {"facts": (FACT,)}, NotNowError),
        (replace(SENT, correction=correction()), {}, NotNowError),
    ],
    ids=["nothing was sent", "not theirs", "an old card", "once", "a correction itself"],
)
def test_anything_else_is_refused(record, more, error):
    with pytest.raises(error):
        check(record, **more)


def test_what_keeps_back_a_request_for_money_does_not_keep_back_a_correction():
    packet = replace(OWNED.packet, gates=(CAPPED, UNREAD, NOBODY))
    kept = {gate.kind for gate in as_corrected(packet, correction()).gates}
    assert kept == {GateKind.UNREAD_MESSAGE, GateKind.NO_VERIFIED_CONTACT}
    assert as_corrected(packet, None) is packet


def test_an_approved_mail_is_not_replaced_by_a_correction():
    for state in (PacketState.APPROVED, PacketState.SENDING):
        with pytest.raises(NotNowError, match="Undo that first"):
            walked_back(replace(OWNED, state=state), press(OLIVE))
        assert (state, PacketEvent.WALK_BACK) not in PACKET_MOVES


def test_every_cause_has_words_a_customer_may_read():
    variants = {row.variant for row in load_compositions() if row.play == "correction"}
    assert {variant_of(correction(cause)) for cause in RootCause} == variants
