"""What a packet card says, in every state, and that Slack takes it."""

import copy
from dataclasses import replace
from datetime import date, timedelta

import pytest
from slack_sdk.models.blocks import Block as SdkBlock

from bot.cards.drawing import Drawing
from bot.cards.facts import confidence
from bot.cards.limits import check, check_view
from bot.cards.names import clock, short_day
from bot.cards.packet import packet_card, shows_all
from models.decision import Hold
from models.dispute import ClosedDispute
from models.draft import Picks, Tone
from models.evidence import Evidence
from models.late_reason import LateCode, LateReason
from models.lifecycle import PacketEvent, PacketState
from models.outbox import OutboxItem, OutboxState
from models.packet import ContextName, FollowUpPacket
from models.packet_record import PacketRecord
from models.people import Role
from tests.bot.cards import record_builder as b

FACES = {
    "routine": b.record(),
    "no draft": b.record(draft=None),
    "unread": b.unread(),
    "suspected": b.suspected(),
    "executive": b.executive(),
    "path chosen": b.path_chosen(),
    "question": b.asked(),
    "held": b.held(),
    "approved": b.approved(),
    "sending": b.sending(),
    "sent": b.sent(),
    "settled": b.settled(),
    "disputed": b.disputed(),
    "drifted": b.drifted(),
    "doubtful": b.doubtful(),
    "blocked": b.changed(b.record(findings=(b.HARD,)), gates=(b.CONTACT_GATE, b.FACT_GATE)),
    "largest": b.largest(),
}


def card(record: PacketRecord, mail: OutboxItem | None = None) -> Drawing:
    return packet_card(record, policy=b.POLICY, live=True, mail=mail)


def words(drawing: Drawing) -> str:
    """Everything a reader sees, run together."""
    found: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("text"), str):
                found.append(value["text"])
            for child in value.values():
                collect(child)
        elif isinstance(value, list):
            for child in value:
                collect(child)

    collect(drawing.blocks)
    return "".join(found)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("is_live", [True, False])
def test_slack_takes_every_face(face: str, is_live: bool) -> None:
    drawing = check(packet_card(FACES[face], policy=b.POLICY, live=is_live))
    for block in drawing.blocks:
        parsed = SdkBlock.parse(copy.deepcopy(block))
        assert parsed is not None
        again = parsed.to_dict()
        assert again["type"] == block["type"]
        if block["type"] != "table":
            assert again == block


@pytest.mark.parametrize("face", FACES)
def test_the_headline_makes_sense_alone(face: str) -> None:
    text = card(FACES[face]).text
    assert len(text) <= 150
    assert text.split(" · ")[1].startswith("€")
    assert "days past due" in text


@pytest.mark.parametrize(
    ("record", "asked"),
    [
        (b.record(), "Northwind Labs · €60,000.00 · 47 days past due · approve the reminder"),
        (b.unread(), "Northwind Labs · €60,000.00 · 47 days past due · read their message, approve the reminder"),
        (b.executive(), "Northwind Labs · €60,000.00 · 47 days past due · choose the path"),
        (b.suspected(), "Northwind Labs · €60,000.00 · 47 days past due · is this a dispute?"),
        (b.asked(), "Northwind Labs · €60,000.00 · 47 days past due · answer Olive Owner"),
        (b.approved(), "Northwind Labs · €60,000.00 · 47 days past due · approved, leaves at 09:07"),
    ],
)
def test_the_headline_says_what_is_asked(record: PacketRecord, asked: str) -> None:
    assert card(record).text == asked


def test_the_draft_is_shown_exactly_as_it_would_go_out() -> None:
    shown = words(card(b.record()))
    draft = b.draft()
    for text in (draft.sender, draft.reply_to, *draft.to, draft.subject, draft.body, "Cc: nobody"):
        assert text in shown


def test_the_six_facts_are_present_even_when_no_source_answers() -> None:
    shown = words(card(b.changed(b.record(), context=())))
    for name in ("Invoice", "Payments", "Tickets", "Contract", "Renewal", "Owner"):
        assert f"{name}: unknown" in shown


def test_an_empty_fact_is_not_an_unknown_one() -> None:
    assert "None on record: Tickets (checked 06:00)" in words(card(b.record()))


@pytest.mark.parametrize("count", [1, 5, 6, 200])
def test_the_table_has_at_most_five_invoices(count: int) -> None:
    drawing = card(b.changed(b.record(), items=b.items(count)))
    table = next(block for block in drawing.blocks if block["type"] == "table")
    assert len(table["rows"]) == 1 + min(count, 5)
    assert (f"and {count - 5} more" in words(drawing)) == (count > 5)


def test_no_draft_is_on_an_executive_review_before_the_path_is_chosen() -> None:
    shown = words(card(replace(b.executive(), draft=b.draft())))
    assert "Dear Ada Ng" not in shown
    assert "The owner calls" in shown


def test_an_unread_message_stands_above_the_draft() -> None:
    shown = words(card(b.unread()))
    assert shown.index("Could you resend INV-1012") < shown.index("exactly as it would go out")


def test_a_suspicion_is_quoted() -> None:
    assert b.QUOTE in words(card(b.suspected()))


def test_a_question_stands_above_the_draft_with_who_asks() -> None:
    shown = words(card(b.asked()))
    assert shown.index("Olive Owner asks finance leadership") < shown.index("exactly as it would go out")


def test_a_closed_gate_says_why_and_what_lifts_it() -> None:
    shown = words(card(FACES["blocked"]))
    assert "Cannot go out yet" in shown
    assert "No contact is verified — lifted by: a verified contact in the CRM" in shown
    assert "€61,000.00" in shown


def test_a_void_approval_says_what_moved() -> None:
    shown = words(card(b.drifted()))
    assert "It did not leave, because" in shown
    assert "INV-1019 was paid" in shown


def test_confidence_is_counted_from_facts() -> None:
    assert confidence(b.changed(b.record(), exchanges=())) == "records complete and agree"
    assert confidence(b.doubtful()) == (
        "needs checking (1 contradiction, 1 gap, 1 unknown fact, 1 remark of the guard)"
    )


@pytest.mark.parametrize("name", list(ContextName))
def test_a_fact_nobody_states_lowers_confidence(name: ContextName) -> None:
    rest = tuple(fact for fact in b.CONTEXT if fact.name is not name)
    assert confidence(b.changed(b.record(), context=rest)).startswith("needs checking")


def test_a_text_that_does_not_fit_is_not_called_whole() -> None:
    assert not shows_all(b.largest(), b.POLICY)
    shown = words(card(b.largest()))
    assert "Review and approve, which shows all of it" in shown
    assert b.draft().subject in shown
    assert b.draft().to[0] in shown


def test_a_hold_without_a_day_says_what_it_waits_for() -> None:
    hold = Hold(until=None, reason="the credit note is booked", by_id=b.FIN, by_name="Finn Lead")
    assert "Finn Lead put it on hold until what is named here happens: the credit note" in words(
        card(replace(b.held(), hold=hold))
    )


def test_what_happens_without_a_press_is_said() -> None:
    assert "If you do nothing: it stays here; nothing is sent." in words(card(b.record()))


def test_a_mail_in_doubt_tells_a_person_what_to_do() -> None:
    shown = words(card(b.sending(), b.mail(OutboxState.UNCERTAIN)))
    assert "The mail may have gone out." in shown
    assert "never sent again by itself" in shown


def test_a_refused_mail_is_named_on_the_card_that_came_back() -> None:
    assert "The mail did not go out." in words(card(b.record(), b.mail(OutboxState.FAILED, "550 no such user")))


def test_the_mail_row_says_when_it_leaves() -> None:
    assert "It leaves at 09:07" in words(card(b.approved(), b.mail()))


def test_a_short_undo_window_is_told_to_the_second() -> None:
    one = b.approved()
    short = replace(b.POLICY, undo_window=timedelta(seconds=20))
    told = words(packet_card(one, policy=short, live=True))
    assert f"It leaves at {clock(one.approval.at + timedelta(seconds=20), short, to_second=True)}" in told


def test_an_account_the_crm_does_not_name_is_called_by_its_id() -> None:
    one = b.record()
    assert card(b.changed(one, account=replace(one.packet.account, name=None))).text.startswith("A-1 ·")


def test_every_entity_is_read_by_the_clock_of_the_office() -> None:
    assert "09:02" in words(card(b.changed(b.approved(), entity="elsewhere")))


@pytest.mark.parametrize("event", list(PacketEvent))
def test_every_move_can_be_told(event: PacketEvent) -> None:
    told = packet_card(replace(b.record(), last=b.decision(event, "why: *now*")), policy=b.POLICY, live=False)
    assert len(told.blocks) == 1


@pytest.mark.parametrize("through", [None, b.TODAY])
def test_every_live_card_says_through_which_day_cash_is_posted(through: date | None) -> None:
    said = f"Cash posted through: {short_day(through) if through else 'unknown'}"
    for record in (b.record(), b.executive(), b.held(), b.approved()):
        assert said in words(card(b.changed(record, cash_through=through)))


def test_a_packet_without_any_invoice_still_draws() -> None:
    empty: FollowUpPacket = b.packet(items=(), exchanges=(), last_touch=None, cash_through=None, reasons=())
    assert "0 days past due" in card(replace(b.record(), packet=empty, draft=None)).text


def test_check_view_is_what_forms_pass() -> None:
    with pytest.raises(ValueError, match="title"):
        check_view({"title": {"text": "x" * 25}, "blocks": []})


def test_a_card_without_a_draft_says_that_paper_of_ours_comes_first() -> None:
    fact = Evidence("“Please return the form.”", b.origin())
    late = LateReason(code=LateCode.VENDOR_SETUP_OPEN, owner=Role.FINANCE, play="-", sentence="-", evidence=(fact,))
    waiting = b.changed(replace(b.unread(), draft=None), late_because=(late,))
    assert "Somebody sees to that first, then says that the message is seen." in words(card(waiting))
    assert "Somebody sees to that first" not in words(card(b.changed(b.unread(), late_because=(late,))))


def test_a_dispute_that_is_over_stands_near_the_top_and_until_a_mail_has_left_under_unsure_about() -> None:
    def told(is_unmailed: bool) -> tuple[PacketRecord, str]:
        over = ClosedDispute(told="Dispute withdrawn by Freya, 11 May", closed_at=b.NINE, is_unmailed=is_unmailed)
        record = b.changed(b.record(), closed_disputes=(over,))
        return record, words(card(record))

    record, text = told(True)
    assert text.index("Dispute withdrawn by Freya") < text.index("Unsure about")
    assert "Dispute withdrawn by Freya, 11 May (no mail has left since)" in text
    assert "1 dispute that is over" in confidence(record)
    record, text = told(False)
    assert "Dispute withdrawn by Freya" in text
    assert "no mail has left since" not in text


def test_the_card_of_a_sent_mail_tells_the_sum_it_asks_for_and_who_signed() -> None:
    one = b.signed()
    assert one.draft is not None
    given = replace(b.approval(), content_hash=one.draft.content_hash())
    last = b.decision(PacketEvent.CONFIRM, by_id="job")
    shown = words(card(replace(one, state=PacketState.SENT, approval=given, last=last)))
    assert "€60,000.00 on record" in shown
    assert "In the words of Olive Owner: it says “€61,000.00”. Signed by Finn Lead." in shown


def test_a_void_approval_does_not_call_the_text_of_now_outdated() -> None:
    shown = words(card(replace(b.drifted(), last=b.decision(PacketEvent.REFRESH, by_id="job"))))
    assert "It did not leave, because" in shown
    assert "the text below is as of now" in shown
    assert "outdated" not in shown


def test_a_tone_chosen_beside_own_words_is_told_as_not_applied() -> None:
    picks = Picks(manner=(3, Tone.FIRM))
    own = b.draft(edited_by=b.OLIVE, picks=picks)
    told = "as step 3, was chosen too: a person's own words stay as they are."
    assert told in words(card(b.record(draft=own)))
    assert told not in words(card(b.record(draft=replace(own, composed=own.body))))


def test_an_invoice_left_out_is_told_before_approval() -> None:
    one = b.packet().items[:1]
    shown = words(card(b.record(draft=b.draft(edited_by=b.OLIVE, composed=b.BODY, items=one))))
    assert "Northwind Labs · €25,000.00" in shown
    assert "INV-1012, INV-1019 left out by Olive Owner: the draft asks for €25,000.00." in shown
