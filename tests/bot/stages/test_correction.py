"""Walking a mail back: which, by whom, once; and what still stops the note."""

from dataclasses import replace

import pytest

from bot.errors import NotAllowedError, NotNowError, StaleVersionError, WrongFieldError
from bot.stages.correction import as_corrected, check_walk_back, variant_of, walked_back, wrong_about
from bot.stages.draft import plan, worded
from bot.stages.guard import check as check_text
from models.correction import Correction, RootCause
from models.decision import Approval
from models.draft import Play, Weight
from models.fact import Fact, FactKind
from models.gate import GateKind
from models.lifecycle import PACKET_MOVES, PacketEvent, PacketState
from prompts import load_compositions
from tests.bot.stages.packet_builder import OLIVE as SENDER
from tests.bot.stages.packet_builder import REMITTANCE, a_packet, a_policy, a_touch, an_account, an_item
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


def test_who_says_that_a_fact_was_wrong_says_which_invoices_it_is_about():
    mail = ("F1", "F2", "F3")
    assert wrong_about(mail, RootCause.WRONG_FACT, {"F2"}) == ("F2",)
    assert wrong_about(mail, RootCause.WRONG_FACT, set(mail)) == ()
    assert wrong_about(("F1",), RootCause.WRONG_FACT, ()) == ()
    assert wrong_about(mail, RootCause.TONE, ()) == ()
    for cause, ticked in ((RootCause.WRONG_FACT, ()), (RootCause.TONE, {"F1"})):
        with pytest.raises(WrongFieldError):
            wrong_about(mail, cause, ticked)


def note(language, invoices, wrong=(), open_now=None):
    items = (an_item(), an_item("INV-1010", 50000)) if open_now is None else open_now
    packet = a_packet(items=items, account=replace(an_account(), language=language), last_touch=a_touch(TODAY))
    told = replace(correction(RootCause.WRONG_FACT), invoices=invoices, wrong=wrong)
    draft = worded(plan(packet, Play.CORRECTION, None, a_policy(), SENDER, REMITTANCE, corrects=told))
    return draft, check_text(draft, packet, a_policy(), remittance=REMITTANCE)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_what_is_withdrawn_is_named_and_the_rest_stands(language):
    draft, findings = note(language, ("INV-1007", "INV-1010"), wrong=("INV-1010",))
    names = [claim.sentence_id for claim in draft.claims]
    assert names[1:3] == ["correction_part", "correction_rest"]
    assert "correction_nothing" not in names
    part, rest = draft.claims[1].text, draft.claims[2].text
    assert ("INV-1010" in part, "INV-1007" in part) == (True, False)
    assert ("INV-1010" in rest, "INV-1007" in rest) == (False, True)
    assert [each for each in findings if each.weight is Weight.HARD] == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_only_of_invoices_that_are_not_due_is_it_said_that_there_is_nothing_to_do(language):
    def names(open_now):
        draft, findings = note(language, ("INV-1007",), open_now=open_now)
        assert "INV-1007" in draft.body
        assert [each for each in findings if each.weight is Weight.HARD] == []
        return [claim.sentence_id for claim in draft.claims]

    assert "correction_nothing" not in names((an_item(),))
    assert "correction_nothing" in names((an_item("INV-1010", 50000),))
