"""A sent mail is walked back by a correction."""

from models.controls import Action, Field
from models.correction import RootCause
from models.draft import Play
from models.fact import FactKind
from models.lifecycle import PacketState
from tests.journeys.journey import (
    CEDAR,
    LUMEN,
    MARCO,
    OLIVE,
    append,
    card,
    mails,
    modal,
    more,
    next_morning,
    trail,
    wait_out_undo,
)


def facts(hands, account, kind):
    with hands.office.desk.store.transaction() as books:
        return [fact for fact in books.facts(account) if fact.kind is kind]


def walked_back(hands, cause=RootCause.OUTDATED):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    sent = hands.packet(CEDAR)
    assert sent.state is PacketState.SENT
    more(hands, OLIVE, CEDAR, Action.WALK_BACK)
    hands.fill(OLIVE, {Field.REASON_CODE: cause.value, Field.REASON: "The bank file of Friday came late"})
    return sent


def test_a_sent_mail_is_walked_back_by_a_correction_somebody_approves(hands):
    sent = walked_back(hands)
    record = hands.packet(CEDAR)
    assert record.id != sent.id
    assert (record.state, record.draft.play) == (PacketState.POSTED, Play.CORRECTION)
    assert record.correction.packet_id == sent.id
    assert record.draft.to == sent.draft.to
    assert record.findings == ()
    assert record.draft.amounts == ()
    told = card(hands, CEDAR)
    assert "Takes back the mail of 11 May 2026. It was paid, promised or disputed already" in told
    assert "The bank file of Friday came late" not in record.draft.body
    assert len(mails(hands)) == 1
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    first, second = mails(hands)
    assert second["In-Reply-To"] == first["Message-ID"]
    assert (
        "Please disregard the note you had from me on 11 May 2026 about FS-3152. It was out of date when it went out."
        in second.get_content()
    )
    assert "nothing you need to do" not in second.get_content()
    assert [fact.about for fact in facts(hands, CEDAR, FactKind.SENT) if fact.reason == "correction"] == ["FS-3152"]
    assert "packet.walked_back" in trail(hands, sent)


def test_the_root_cause_is_kept_and_a_mail_is_walked_back_once(hands):
    sent = walked_back(hands, RootCause.WRONG_FACT)
    (fact,) = facts(hands, CEDAR, FactKind.WALKED_BACK)
    assert (fact.about, fact.reason) == ("wrong_fact", "The bank file of Friday came late")
    card_of = hands.card(f"packet:{sent.id}")
    hands.office.slack.click(OLIVE, card_of.channel, card_of.ts, Action.MORE)
    hands.office.slack.click_in_modal(OLIVE, Action.WALK_BACK)
    assert "has walked it back already" in modal(hands, OLIVE)


def test_a_correction_outlives_the_contact_cap_and_the_next_mornings(hands):
    walked_back(hands)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert (record.state, record.draft.play) == (PacketState.POSTED, Play.CORRECTION)
    assert record.packet.gates == ()
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 2


def test_a_correction_stays_where_everything_was_paid_since(hands):
    walked_back(hands)
    for item in hands.packet(CEDAR).packet.items:
        paid = f"P-{item.invoice.number},C-1017,{item.invoice.number},{item.open.minor / 100:.2f},USD,2026-05-11"
        append(hands, "payments.csv", paid)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert record.packet.items == ()
    assert record.draft.play is Play.CORRECTION
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 2


def test_after_the_correction_the_account_is_followed_up_again(hands):
    walked_back(hands)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert record.correction is None
    assert record.draft is None or record.draft.play is not Play.CORRECTION


def test_of_two_invoices_the_one_that_was_wrong_is_withdrawn_and_the_other_stands(hands):
    hands.press(MARCO, LUMEN, Action.APPROVE)
    wait_out_undo(hands)
    more(hands, MARCO, LUMEN, Action.WALK_BACK)
    said = {Field.REASON_CODE: RootCause.WRONG_FACT.value, Field.REASON: "Typed twice"}
    hands.fill(MARCO, said)
    assert hands.packet(LUMEN).correction is None
    hands.fill(MARCO, said | {Field.INVOICES: ["FS-3161"]})
    record = hands.packet(LUMEN)
    assert record.correction.wrong == ("FS-3161",)
    assert record.findings == ()
    assert "said about FS-3161" in record.draft.body
    assert "said about FS-3153 stands." in record.draft.body
