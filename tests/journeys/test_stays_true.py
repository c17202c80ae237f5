"""What must stay mended: facts that move under an approval, people who are asked, cards that vanish."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.source_config import load_sources
from bot.demo.local_slack import RateLimited, SlackError
from bot.demo.people import TEAM_ID
from bot.errors import NotNowError
from bot.flows.decide_packet import escalate
from bot.flows.import_ledger import import_ledger
from bot.flows.post_morning import post_morning
from bot.flows.prepare_day import prepare_day
from bot.flows.run_morning import run_morning
from models.controls import Action, Field
from models.decision import Path
from models.lifecycle import PacketState
from models.people import Person, Role
from tests.journeys.journey import (
    CARLA,
    CEDAR,
    FINLEAD,
    FREYA,
    HARROW,
    LUMEN,
    MARCO,
    NORTHGATE,
    OLIVE,
    OSTRAVA,
    VALDEMAR,
    append,
    buttons,
    mails,
    next_morning,
    shown,
    wait_out_undo,
)

OUR_MAIL = "M-8,C-1011,out,accounts@fennel.example,2026-05-11 05:01,{subject},{text},<m8@fennel.example>"
THEIR_MAIL = "M-9,C-1011,in,a.visser@lumenfreight.example,2026-05-11 05:00,{subject},{text},<m9@lumen.example>"


def approved_then(hands, *rows):
    hands.press(MARCO, LUMEN, Action.APPROVE)
    for export, row in rows:
        append(hands, export, row)
    hands.office.read_exports()
    wait_out_undo(hands)


# ── a mail that should not leave ─────────────────────────────────────────────────────────────────


def test_a_colleagues_reminder_in_between_stops_ours(hands):
    ours = OUR_MAIL.format(subject="Reminder: FS-3153", text="FS-3153 is overdue.")
    approved_then(hands, ("messages.csv", ours))
    assert mails(hands) == []


def test_their_letter_stops_the_mail_even_if_somebody_has_answered_it(hands):
    theirs = THEIR_MAIL.format(subject="The depot", text="May I ring you about this?")
    ours = OUR_MAIL.format(subject="Re: The depot", text="Of course.")
    approved_then(hands, ("messages.csv", theirs), ("messages.csv", ours))
    assert mails(hands) == []
    assert any("wrote after the approval" in moved for moved in hands.packet(LUMEN).drift)


def test_a_graver_reason_of_the_same_class_stops_the_mail(hands):
    tickets = hands.office.exports / "tickets.csv"
    hands.press(MARCO, NORTHGATE, Action.APPROVE)
    tickets.write_text(
        tickets.read_text(encoding="utf-8").replace(",low,support", ",critical,delivery"), encoding="utf-8"
    )
    hands.office.read_exports()
    wait_out_undo(hands)
    assert mails(hands) == []
    record = hands.packet(NORTHGATE)
    assert record.reviewer.role is Role.CUSTOMER_SUCCESS
    # Its card stands where it is decided now, not where it was approved.
    assert hands.card(f"packet:{record.id}").channel == "C0SUCCESS"


def test_a_day_count_that_has_moved_under_the_text_stops_the_mail(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.clock.advance(timedelta(hours=30))
    hands.office.deliver()
    assert mails(hands) == []
    assert any("no longer what the records say" in moved for moved in hands.packet(CEDAR).drift)


def test_a_changed_policy_stops_the_mail(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.clock.advance(timedelta(minutes=6))
    desk = replace(hands.office.desk, policy=replace(hands.office.desk.policy, hash="another"))
    hands.office.desk = desk
    hands.office.deliver()
    assert mails(hands) == []
    assert "policy has changed" in hands.packet(CEDAR).drift[0]


def test_a_path_does_not_cover_a_graver_reason_that_comes_later(hands):
    hands.press(FREYA, VALDEMAR, Action.CHOOSE_PATH)
    hands.fill(FREYA, {Field.PATH: Path.NOTE_BY_OWNER.value, Field.REASON: "Happy."})
    text = "Our lawyers have filed for insolvency."
    append(hands, "messages.csv", f"M-9,C-1048,in,cfo@valdemar.example,2026-05-11 15:00,Notice,{text},<m9@v.example>")
    next_morning(hands)
    record = hands.packet(VALDEMAR)
    assert record.path is None
    assert record.draft is None
    assert record.reviewer.role is Role.LEGAL
    assert hands.card(f"packet:{record.id}").channel == "C0LEGAL"


def test_the_same_day_brings_no_second_reminder_of_the_same_invoices(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.press(OLIVE, HARROW, Action.APPROVE)
    wait_out_undo(hands)
    hands.office.morning()
    hands.office.deliver()
    assert {hands.packet(account).state for account in (CEDAR, HARROW)} == {PacketState.PREPARED}


def test_a_flag_on_one_invoice_does_not_silence_the_challenge_of_another(hands):
    text = "FS-3153 is too high. We had agreed on a lower price."
    append(hands, "messages.csv", THEIR_MAIL.format(subject="Price", text=text))
    hands.office.morning()
    hands.office.deliver()
    hands.press(MARCO, LUMEN, Action.CONFIRM_DISPUTE)
    hands.fill(MARCO, {Field.INVOICES: ["FS-3161"], Field.REASON_CODE: "pricing"})
    next_morning(hands)
    assert any(gate.kind == "suspicion" for gate in hands.packet(LUMEN).packet.gates)


# ── packets nobody can act on ────────────────────────────────────────────────────────────────────


def test_whoever_is_asked_before_a_path_is_chosen_can_answer(hands):
    hands.press(FREYA, VALDEMAR, Action.ESCALATE)
    values = {Field.ASKED: Role.ACCOUNT_OWNER.value, Field.QUESTION: "Is Henrik fine?", Field.REASON: "Renewal"}
    hands.fill(FREYA, values)
    hands.press(OLIVE, VALDEMAR, Action.ANSWER)
    hands.fill(OLIVE, {Field.REASON: "Very."})
    record = hands.packet(VALDEMAR)
    assert record.reviewer.role is Role.FINANCE_LEADERSHIP
    assert Action.CHOOSE_PATH in buttons(hands, record)


def test_a_question_within_a_question_comes_back_to_the_first(hands):
    for asker, asked, question in (
        (MARCO, Role.FINANCE_LEADERSHIP, "First?"),
        (FREYA, Role.CUSTOMER_SUCCESS, "Second?"),
    ):
        hands.press(asker, NORTHGATE, Action.ESCALATE)
        hands.fill(asker, {Field.ASKED: asked.value, Field.QUESTION: question, Field.REASON: "r"})
    hands.press(CARLA, NORTHGATE, Action.ANSWER)
    hands.fill(CARLA, {Field.REASON: "Fine."})
    record = hands.packet(NORTHGATE)
    assert (record.reviewer.role, record.question.text) == (Role.FINANCE_LEADERSHIP, "First?")


def test_a_kept_promise_ends_the_packet_and_posts_no_empty_card(hands):
    for number, (invoice, amount) in enumerate((("FS-3162", "2480.00"), ("FS-3164", "1975.00"))):
        append(hands, "payments.csv", f"P-9{number},C-1059,{invoice},{amount},EUR,2026-05-12")
    next_morning(hands)
    assert hands.packet(OSTRAVA).state is PacketState.CLOSED
    assert not [message for message in hands.office.slack.messages("C0OLIVE")[1:] if "Ostrava" in message["text"]]


def test_a_card_slack_refused_comes_back_the_next_morning(hands):
    hands.press(MARCO, NORTHGATE, Action.ESCALATE)
    hands.office.slack.fail_next("chat.postMessage", SlackError("not_in_channel"))
    values = {Field.ASKED: Role.FINANCE_LEADERSHIP.value, Field.QUESTION: "?", Field.REASON: "r"}
    hands.fill(MARCO, values)
    listed = str(hands.office.slack.messages("C0MARCO")[0])
    assert "Northgate Analytics LLC $5,275.50 · card follows tomorrow" in listed
    next_morning(hands)
    assert hands.card(f"packet:{hands.packet(NORTHGATE).id}").channel == FINLEAD


def test_a_late_post_does_not_steal_the_buttons(hands):
    hands.press(MARCO, NORTHGATE, Action.ESCALATE)
    hands.office.slack.fail_next("chat.postMessage", RateLimited(retry_after=60))
    hands.fill(MARCO, {Field.ASKED: Role.FINANCE.value, Field.QUESTION: "?", Field.REASON: "r"})
    record = hands.packet(NORTHGATE)
    freya = Person(team_id=TEAM_ID, user_id=FREYA, name="Freya", roles=frozenset({Role.FINANCE_LEADERSHIP}))
    ask = {"person": freya, "version": record.version, "question": "?", "reason": "r"}
    escalate(hands.office.desk, record.id, asked=Role.LEGAL, **ask)
    hands.office.deliver()
    hands.office.clock.advance(timedelta(seconds=61))
    hands.office.deliver()
    assert hands.card(f"packet:{record.id}").channel == "C0LEGAL"


def test_a_morning_that_was_killed_is_taken_up_again(hands):
    office = hands.office
    sources = load_sources(office.company.sources, office.exports)

    class KilledError(BaseException):
        pass

    class Killing:
        name = "killing"

        def fingerprint(self):
            raise KilledError

        def read(self, **_):
            raise KilledError

    office.clock.advance(timedelta(days=1))
    with pytest.raises(KilledError):
        run_morning(office.desk, (Killing(),))
    assert run_morning(office.desk, sources)
    assert not run_morning(office.desk, sources)


@pytest.mark.parametrize("days", [pytest.param(-3, id="a day before the books"), pytest.param(30, id="a day to come")])
def test_only_a_day_the_books_speak_of_can_be_prepared(hands, days):
    before = hands.packet(CEDAR)
    with pytest.raises(NotNowError, match="cannot be prepared"):
        prepare_day(hands.office.desk, hands.office.desk.office_day() + timedelta(days=days))
    assert hands.packet(CEDAR) == before


def test_the_daily_limit_holds_for_each_channel(hands):
    office = hands.office
    office.desk = replace(office.desk, policy=replace(office.desk.policy, max_cards_per_day=1))
    with office.desk.store.transaction() as books:
        assert len(books.live_packets()) == 12
    office.clock.advance(timedelta(days=1))
    day = office.desk.office_day()
    prepare_day(office.desk, day)
    assert post_morning(office.desk, day).cards == 0


def test_a_new_suspicion_on_an_old_packet_is_the_owners_first(hands):
    next_morning(hands, days=2)
    text = "The price is not what we agreed."
    row = f"M-9,C-1017,in,grace.bellamy@cedarhollow.example,2026-05-13 15:00,Hm,{text},<m9@c.example>"
    append(hands, "messages.csv", row)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert any(gate.kind == "suspicion" for gate in record.packet.gates)
    assert record.reviewer.user_id == OLIVE


# ── words ────────────────────────────────────────────────────────────────────────────────────────


def test_an_invoice_somebody_unticked_stays_out_over_night(hands):
    hands.press(MARCO, LUMEN, Action.EDIT)
    hands.office.slack.click_in_modal(MARCO, Field.INVOICES, ["FS-3161"])
    hands.fill(MARCO, {})
    for _ in range(2):
        next_morning(hands)
        record = hands.packet(LUMEN)
        assert record.draft.invoices == ("FS-3161",)
        assert record.drift == ()


def test_what_became_of_words_the_guard_stopped_is_told_until_somebody_acts(hands):
    hands.press(MARCO, LUMEN, Action.EDIT)
    late = hands.packet(LUMEN).packet.items[0]
    counted = f"{late.invoice.number} is {late.days_past_due} days past due as I write. PS: call me."
    body = f"{hands.packet(LUMEN).draft.body}\n\n{counted}"
    hands.fill(MARCO, {Field.BODY: body})
    for _ in range(3):
        next_morning(hands)
        record = hands.packet(LUMEN)
        assert [each.strip() for each in record.replaced_texts] == [body.strip()]
        assert "is whole in Details" in shown(hands, f"packet:{record.id}")
    hands.press(MARCO, LUMEN, Action.DETAILS)
    assert "PS: call me." in str(hands.office.slack.modal(MARCO))
    hands.press(MARCO, LUMEN, Action.EDIT)
    hands.fill(MARCO, {})
    assert hands.packet(LUMEN).drift == ()


def test_own_words_stay_and_only_the_machines_days_are_counted_on(hands):
    hands.press(MARCO, LUMEN, Action.EDIT)
    hands.fill(MARCO, {Field.BODY: hands.packet(LUMEN).draft.body + "\n\nPS: call me."})
    days = hands.packet(LUMEN).packet.items[0].days_past_due
    assert f"{days} days" in hands.packet(LUMEN).draft.body
    next_morning(hands)
    record = hands.packet(LUMEN)
    assert record.draft.body.endswith("PS: call me.")
    assert f"{days + 1} days" in record.draft.body
    assert record.drift == ()


def test_words_being_typed_survive_any_number_of_ticks(hands):
    hands.press(MARCO, LUMEN, Action.EDIT)
    hands.office.slack.fill(MARCO, {Field.BODY: "My own words."})
    for ticked in (["FS-3153"], ["FS-3161"], ["FS-3153", "FS-3161"]):
        hands.office.slack.click_in_modal(MARCO, Field.INVOICES, ticked)
        assert "My own words." in str(hands.office.slack.modal(MARCO))


def test_own_words_survive_unticking(hands):
    hands.press(MARCO, LUMEN, Action.EDIT)
    own = hands.packet(LUMEN).draft.body.replace("Hello Anneke", "Dear Anneke")
    hands.fill(MARCO, {Field.BODY: own})
    hands.press(MARCO, LUMEN, Action.EDIT)
    hands.office.slack.click_in_modal(MARCO, Field.INVOICES, ["FS-3153"])
    assert "Dear Anneke" in str(hands.office.slack.modal(MARCO))


def test_a_form_that_came_too_late_keeps_its_words_on_the_screen(hands):
    hands.press(OLIVE, CEDAR, Action.EDIT)
    hands.press(FREYA, CEDAR, Action.APPROVE)
    refused = hands.fill(OLIVE, {Field.BODY: "My own words."})
    assert refused.errors
    assert hands.office.slack.modal(OLIVE) is not None


# ── found by the second look ─────────────────────────────────────────────────────────────────────


def test_a_hold_outlives_a_promise_that_comes_and_goes(hands):
    hands.press(OLIVE, CEDAR, Action.HOLD)
    hands.fill(OLIVE, {Field.UNTIL: "2026-06-30", Field.REASON: "Grace is away"})
    append(hands, "promises.csv", "PR-9,C-1017,,,2026-05-14,Grace,FS-3152,On the 14th.")
    next_morning(hands)
    assert hands.packet(CEDAR).state is PacketState.HELD
    next_morning(hands, days=8)
    assert hands.packet(CEDAR).state is PacketState.HELD


def test_a_card_of_an_earlier_day_is_drawn_anew_before_it_can_be_approved(hands):
    hands.office.clock.advance(timedelta(days=1))
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    record = hands.packet(CEDAR)
    assert record.state is PacketState.POSTED
    assert record.packet.days_past_due == 19
    assert "drawn anew for today" in hands.told(OLIVE)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    assert len(mails(hands)) == 1


def test_an_approval_that_a_promise_voids_is_not_told_as_paid(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    append(hands, "promises.csv", "PR-9,C-1017,,,2026-05-14,Grace,FS-3152,On the 14th.")
    day = hands.office.desk.office_day()
    import_ledger(hands.office.desk, load_sources(hands.office.company.sources, hands.office.exports), as_of=day)
    wait_out_undo(hands)
    assert mails(hands) == []
    listed = str(hands.office.slack.messages("C0OLIVE")[0])
    assert "Cedar Hollow Software Inc $12,400.00 · promised for 14 May 2026, in time until 18 May 2026" in listed
    assert "paid" not in listed


def test_an_outdated_question_does_not_take_a_packet_from_legal(hands):
    hands.press(OLIVE, CEDAR, Action.ESCALATE)
    hands.fill(OLIVE, {Field.ASKED: Role.FINANCE.value, Field.QUESTION: "?", Field.REASON: "r"})
    text = "Our lawyers have filed for insolvency."
    append(
        hands, "messages.csv", f"M-9,C-1017,in,cfo@cedarhollow.example,2026-05-11 15:00,Notice,{text},<m9@c.example>"
    )
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert record.reviewer.role is Role.LEGAL
    assert record.question is None


def test_choosing_a_path_ends_an_open_question(hands):
    hands.press(FREYA, VALDEMAR, Action.ESCALATE)
    hands.fill(FREYA, {Field.ASKED: Role.LEGAL.value, Field.QUESTION: "?", Field.REASON: "r"})
    hands.press("U0LENA", VALDEMAR, Action.CHOOSE_PATH)
    hands.fill("U0LENA", {Field.PATH: Path.NOTE_BY_OWNER.value, Field.REASON: "Fine."})
    record = hands.packet(VALDEMAR)
    assert (record.question, record.reviewer.user_id) == (None, OLIVE)
    assert Action.ANSWER not in buttons(hands, record)
