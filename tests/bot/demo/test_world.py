"""What a person can make happen outside the copilot, and what the night brings."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.demo.console import DISPUTE, MORNING, PAYMENT, REPLY
from bot.demo.hands import Hands
from bot.demo.office import Company, DemoOffice
from bot.flows.audit_trail import verify
from bot.flows.desk import note
from bot.flows.run_morning import run_morning
from models.controls import Action
from models.gate import GateKind
from models.lifecycle import DisputeState, PacketState
from models.outbox import OutboxKind, OutboxState
from tests.bot.demo.small_company import open_items, small_company

OLIVE, MARCO, FREYA = "U0OLIVE", "U0MARCO", "U0FREYA"
HARROW, LUMEN, CEDAR = "C-1004", "C-1011", "C-1017"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    return small_company(tmp_path_factory.mktemp("company"))


@pytest.fixture
def hands(company: Company, tmp_path: Path) -> Iterator[Hands]:
    with DemoOffice(tmp_path / "demo", company=company) as office:
        office.morning()
        office.deliver()
        yield Hands(office)


def rows(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def inbox(hands: Hands) -> EmailMessage:
    path = hands.office.exports / "mailbox" / "INBOX" / "demo-1.eml"
    return message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)


def mail_states(hands: Hands, account: str) -> list[OutboxState]:
    subject = f"packet:{hands.packet(account).id}"
    with hands.office.desk.store.transaction() as books:
        items = books.items(subject)
    return [item.state for item in items if item.kind is OutboxKind.MAIL]


# ── the night ────────────────────────────────────────────────────────────────────────────────────


def test_the_next_morning_brings_what_came_over_night(hands):
    news = hands.office.world.next_morning()
    assert str(news).startswith("Tuesday 12 May: 1 mail and 1 payment came in; ")
    assert hands.office.clock.now().astimezone(hands.office.zone).strftime("%d %H:%M") == "12 06:00"
    assert hands.packet(HARROW).state is PacketState.CLOSED
    assert GateKind.UNREAD_MESSAGE in {gate.kind for gate in hands.packet(CEDAR).packet.gates}
    assert any("12 May 2026" in message["text"] for message in hands.office.slack.messages("C0OLIVE"))


def test_the_last_morning_and_the_days_after_it_are_told(hands):
    world = hands.office.world
    told = [str(world.next_morning()) for _ in range(4)]
    assert ["last morning" in one for one in told] == [False, True, False, False]
    assert ["two weeks are over" in one for one in told] == [False, False, True, True]
    assert hands.office.desk.office_day() == date(2026, 5, 15)


def test_a_weekend_is_not_a_morning(hands):
    hands.office.clock.advance(datetime(2026, 5, 15, 9, tzinfo=UTC) - hands.office.clock.now())
    hands.office.morning()
    hands.office.world.next_morning()
    assert hands.office.desk.office_day() == date(2026, 5, 18)


def test_no_morning_is_missed_or_lived_twice_when_the_demo_is_left_open(hands):
    office = hands.office
    office.clock.advance(timedelta(days=1, hours=4))
    late = office.clock.now()
    news = office.world.next_morning()
    assert str(news).startswith("Tuesday 12 May: 1 mail")
    assert office.clock.now() - late < timedelta(minutes=1)
    assert not run_morning(office.desk, ())
    office.world.next_morning()
    assert office.desk.office_day() == date(2026, 5, 13)


def test_what_was_approved_leaves_before_the_night(hands):
    hands.office.keep_delivering()
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    news = hands.office.world.next_morning()
    assert "1 approved mail left since Monday morning" in str(news)
    (mail,) = hands.office.outgoing.glob("*.eml")
    sent = message_from_bytes(mail.read_bytes(), _class=EmailMessage, policy=default)
    assert sent["Date"].datetime.date() == date(2026, 5, 11)


def test_two_hours_are_enough_for_a_mail_to_leave_and_are_still_the_same_day(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert mail_states(hands, CEDAR) == [OutboxState.PLANNED]
    assert str(hands.office.world.hours_pass()) == "It is Monday, 08:00."
    assert mail_states(hands, CEDAR) == [OutboxState.DONE]
    hands.office.world.next_morning()
    assert hands.office.clock.now().astimezone(hands.office.zone).strftime("%d %H:%M") == "12 06:00"


def test_a_mail_in_the_sent_folder_too_is_one_reminder(hands):
    before = hands.packet(CEDAR).packet.reminders_sent
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.world.next_morning()
    packet = hands.packet(CEDAR)
    assert packet.state is not PacketState.SENT
    assert packet.packet.reminders_sent == before + 1
    assert packet.packet.last_touch.on == date(2026, 5, 11)
    assert list((hands.office.exports / "mailbox" / "Sent").glob("p*.eml"))


def test_a_jump_of_the_clock_makes_no_mail_uncertain(hands):
    hands.office.keep_delivering()
    for account, owner in ((CEDAR, OLIVE), (LUMEN, MARCO)):
        hands.press(owner, account, Action.APPROVE)
    for _ in range(3):
        hands.office.world.next_morning()
    with hands.office.desk.store.transaction() as books:
        assert not [entry for _, entry, _ in books.audit_trail() if entry.what == "mail.uncertain"]
    assert len(list(hands.office.outgoing.glob("*.eml"))) == 2
    assert verify(hands.office.desk.store) is None


# ── a payment ────────────────────────────────────────────────────────────────────────────────────


def test_a_payment_stops_the_mail_that_was_about_to_leave(hands):
    hands.press(MARCO, LUMEN, Action.APPROVE)
    news = hands.office.world.payment_arrives()
    assert "Lumen" in str(news)
    hands.office.clock.advance(timedelta(seconds=30))
    hands.office.deliver()
    assert mail_states(hands, LUMEN) == [OutboxState.CANCELLED]
    assert not list(hands.office.outgoing.glob("*.eml"))


def test_a_payment_closes_the_card_and_says_where(hands):
    news = hands.office.world.payment_arrives("FS-3158")
    assert str(news) == "Harrow & Finch Ltd paid €4,180.00 for FS-3158: its card in #collections-olive is closed."
    assert (news.user, news.channel) == (OLIVE, "C0OLIVE")


def test_nobody_pays_twice_because_the_story_says_so(hands):
    hands.office.world.payment_arrives("FS-3158")
    hands.office.world.next_morning()
    with hands.office.desk.store.transaction() as books:
        payments = books.account_ledger(HARROW).payments
    assert [one.id for one in payments if one.invoice_number == "FS-3158"] == ["DEMO-1"]


# ── an answer ────────────────────────────────────────────────────────────────────────────────────


def test_a_customer_answers_the_mail_that_left(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.clock.advance(timedelta(seconds=30))
    hands.office.deliver()
    (sent,) = hands.office.outgoing.glob("*.eml")
    ours = message_from_bytes(sent.read_bytes(), _class=EmailMessage, policy=default)
    news = hands.office.world.customer_replies(CEDAR, "We do not agree with this invoice, the price is wrong.")
    mail = inbox(hands)
    assert mail["In-Reply-To"] == ours["Message-ID"]
    assert mail["Subject"] == "Re: Invoice FS-3152"
    assert mail["From"].addresses[0].addr_spec == ours["To"].addresses[0].addr_spec
    assert "#collections-olive now says “is this a dispute?”" in str(news)
    assert GateKind.SUSPICION in {gate.kind for gate in hands.packet(CEDAR).packet.gates}


def test_of_an_answer_to_a_mail_that_is_about_to_leave_it_is_told_what_comes(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    news = hands.office.world.customer_replies(CEDAR, "We dispute this invoice, the price is wrong.")
    assert "is checked against this just before it leaves" in str(news)
    assert "now says" not in str(news)


def test_an_answer_reaches_the_card_at_once(hands):
    news = hands.office.world.customer_replies(CEDAR, "We dispute this invoice, the price is wrong.")
    assert "#collections-olive now says “is this a dispute?”" in str(news)
    with hands.office.desk.store.transaction() as books:
        messages = books.account_ledger(CEDAR).messages
    assert any("the price is wrong" in message.text for message in messages)


def test_a_robot_of_theirs_says_that_it_is_one(hands):
    hands.office.world.customer_replies(CEDAR, form(hands, REPLY, OLIVE)["fields"][1]["options"][3]["fills"]["text"])
    assert inbox(hands)["Auto-Submitted"] == "auto-replied"


# ── a mark ───────────────────────────────────────────────────────────────────────────────────────


def test_a_mark_of_the_erp_goes_to_leadership_and_outlives_its_next_export(hands):
    office = hands.office
    news = office.world.erp_disputes("FS-3153")
    assert "finance leadership has its card in #collections-finance-leadership" in str(news)
    assert news.user == FREYA
    for _ in range(2):
        office.world.next_morning()
        marks = {row[3]: row[10] for row in rows(office.exports / "ar_open_items.xlsx")[4:]}
        assert marks["FS-3153"] == "Yes"
    with office.desk.store.transaction() as books:
        (dispute,) = books.disputes(LUMEN)
    assert dispute.state is DisputeState.ROUTED


def test_only_the_mark_changes_in_the_workbook(hands, tmp_path):
    open_items(tmp_path / "before.xlsx")
    hands.office.world.erp_disputes("FS-3153")
    before, after = rows(tmp_path / "before.xlsx"), rows(hands.office.exports / "ar_open_items.xlsx")
    differing = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [(old[3], old[:10] == new[:10], new[10]) for old, new in differing] == [("FS-3153", True, "Yes")]
    assert isinstance(after[4][4], date)
    assert isinstance(after[4][7], float)


# ── the panel ────────────────────────────────────────────────────────────────────────────────────


def form(hands, button, user):
    return hands.office.slack.console.form(button, user)


@pytest.mark.parametrize("button", [PAYMENT, REPLY, DISPUTE])
def test_a_form_offers_the_persons_own_accounts_first(hands, button):
    for user in (OLIVE, MARCO):
        groups = [one["group"] for one in form(hands, button, user)["fields"][0]["options"]]
        assert groups == sorted(groups, reverse=True)
        assert groups[0] == "Yours"


def test_a_form_begins_with_what_was_touched_last(hands):
    hands.press(MARCO, LUMEN, Action.DETAILS)
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert form(hands, REPLY, MARCO)["fields"][0]["value"] == CEDAR
    assert form(hands, PAYMENT, MARCO)["fields"][0]["value"] == "FS-3152"


def test_what_is_disputed_is_not_offered_again(hands):
    numbers = {one["value"] for one in form(hands, DISPUTE, OLIVE)["fields"][0]["options"]}
    hands.office.world.erp_disputes("FS-3153")
    assert numbers - {one["value"] for one in form(hands, DISPUTE, OLIVE)["fields"][0]["options"]} == {"FS-3153"}


@pytest.mark.parametrize(
    ("button", "chosen", "told"),
    [
        pytest.param(REPLY, {"account": CEDAR, "text": " "}, "The mail is empty", id="no words"),
        pytest.param(REPLY, {"account": "C-9", "text": "Hello"}, "Nobody works on C-9", id="nobody"),
        pytest.param(PAYMENT, {"invoice": "FS-0"}, "Nothing is open under FS-0", id="no invoice"),
    ],
)
def test_what_cannot_happen_is_told(hands, button, chosen, told):
    hands.office.slack.console.press(button, chosen)
    assert hands.office.slack.console.state()["notice"].startswith(f"Nothing happened. {told}")


def test_a_second_press_while_the_morning_is_made_does_nothing(hands):
    console = hands.office.slack.console
    presses = [threading.Thread(target=console.press, args=(MORNING, {})) for _ in range(3)]
    for press in presses:
        press.start()
    working = console.state()["at_work"]
    for press in presses:
        press.join()
    assert working == MORNING
    assert console.state()["at_work"] == ""
    assert hands.office.desk.office_day() == date(2026, 5, 12)


def test_everybody_is_told_whose_move_it_is(hands):
    state = hands.office.slack.console.state()
    mine = state["hints"][OLIVE]
    assert mine["text"] == f"{mine['waiting']} cards wait for you in #collections-olive"
    assert len(state["explains"]) == 3
    assert "#collections-olive" in state["explains"][1]
    assert state["hints"]["U0NORA"]["waiting"] == state["hints"]["U0GUEST"]["waiting"] == 0
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.slack.console.press(PAYMENT, {"invoice": "FS-3152"})
    assert hands.office.slack.console.state()["hints"][OLIVE]["waiting"] == mine["waiting"] - 1


def test_what_was_said_about_a_customer_is_there_with_its_replies(hands):
    first, *replies = hands.office.slack.messages("C0ALDERGATE")
    assert "4500-71188" in first["text"]
    assert [reply["thread_ts"] for reply in replies] == [first["ts"]] * 2
    assert first["reply_count"] == 2


def test_the_panel_tells_in_words_who_did_what_and_who_approved_each_mail(hands: Hands) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    hands.office.clock.advance(timedelta(minutes=6))
    hands.office.deliver()
    state = hands.office.slack.console.state()
    lines = [f"{one['at']} {one['who']} {one['what']} · {one['about']}" for one in state["audit"]]
    assert "06:00 Olive Byrne approved · Cedar Hollow Software Inc · $12,400.00" in lines
    assert any(line.startswith("06:06 The copilot sent the mail · Cedar Hollow") for line in lines)
    assert any("posted the morning list" in line for line in lines)
    assert not [one for one in state["audit"] if "." in one["what"] or "_" in one["what"]]
    with hands.office.desk.store.transaction() as books:
        assert state["recorded"] == len(books.audit_trail()) == len(state["audit"])
    (mail,) = state["mails"]
    assert mail["approved"] == "Olive Byrne, Monday 06:00"
    with hands.office.desk.store.transaction() as books:
        for _ in range(100):
            note(books, hands.office.desk.clock.now(), "import.done", "snapshot:1")
    time.sleep(0.5)
    later = hands.office.slack.console.state()
    assert (later["recorded"], len(later["audit"])) == (state["recorded"] + 100, 60)
    assert later["audit"][0]["what"] == "imported the exports"


def test_everybodys_example_is_an_invoice_they_may_ask_for(hands: Hands) -> None:
    examples = hands.office.slack.console.state()["examples"]
    assert {OLIVE, MARCO, FREYA} <= examples.keys()
    assert "U0GUEST" not in examples
    for user, number in examples.items():
        hands.ask(user, "C0OFFICE", number)
        assert hands.told(user).startswith(f"{number} · ")
