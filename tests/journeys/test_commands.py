"""Slash commands beside `/invoice`: what each person is told, and what they are not."""

from datetime import timedelta

import pytest

from models.controls import Action, Command, Field
from models.lifecycle import PacketState
from tests.journeys.journey import (
    CEDAR,
    FREYA,
    LUMEN,
    MARCO,
    NORA,
    OLIVE,
    append,
    buttons,
    mails,
    next_morning,
    shown,
    trail,
    wait_out_undo,
)

WHY = "The bank file is wrong"
OFFICE = "C0OFFICE"


def asked(hands, user, command, text=""):
    """Everything the answer says."""
    before = len(hands.office.slack.ephemerals(user))
    hands.office.slack.command(user, OFFICE, command, text)
    answers = hands.office.slack.ephemerals(user)[before:]
    assert len(answers) == 1
    return str(answers[0])


def collections(hands, user, text):
    told = asked(hands, user, Command.COLLECTIONS, text)
    hands.office.deliver()
    return told


def pause(hands):
    assert "Mail is paused since" in collections(hands, FREYA, f"pause {WHY}")


# ── the pause ─────────────────────────────────────────────────────────────────────────────────────


def test_an_approved_mail_waits_for_the_end_of_the_pause_and_leaves_after_it(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    pause(hands)
    wait_out_undo(hands)
    record = hands.packet(CEDAR)
    assert mails(hands) == []
    assert record.state is PacketState.APPROVED
    card = shown(hands, f"packet:{record.id}")
    assert "Paused by Freya Lindqvist since 11 May 2026" in card
    assert WHY in card
    assert "approved, waits for the end of the pause" in card
    assert "Mail leaves again" in collections(hands, FREYA, "resume The file is mended")
    hands.office.deliver()
    assert len(mails(hands)) == 1
    assert hands.packet(CEDAR).state is PacketState.SENT
    assert "Paused" not in shown(hands, f"packet:{record.id}")


def test_what_moved_during_the_pause_takes_the_approval_back(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    pause(hands)
    hands.office.clock.advance(timedelta(hours=60))
    hands.office.deliver()
    collections(hands, FREYA, "resume Mended")
    hands.office.deliver()
    assert mails(hands) == []
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert "drift" in " ".join(trail(hands, hands.packet(CEDAR)))


def test_under_a_pause_no_card_can_be_approved_and_each_says_why(hands):
    record = hands.packet(CEDAR)
    assert Action.APPROVE in buttons(hands, record)
    old = hands.card(f"packet:{record.id}")
    before = hands.office.slack.message(old.channel, old.ts)
    pause(hands)
    assert Action.APPROVE not in buttons(hands, record)
    assert Action.EDIT in buttons(hands, record)
    assert "Paused by Freya Lindqvist since 11 May 2026" in shown(hands, f"packet:{record.id}")
    # The button somebody still has on screen is refused on the server.
    hands.office.slack.click(OLIVE, old.channel, old.ts, Action.APPROVE, stale=before)
    assert hands.packet(CEDAR).state is PacketState.POSTED
    assert "Paused by Freya" in hands.told(OLIVE)
    collections(hands, FREYA, "resume Mended")
    assert Action.APPROVE in buttons(hands, record)
    assert hands.packet(CEDAR).version == record.version


def test_a_pause_outlives_the_morning_and_heads_the_lists(hands):
    pause(hands)
    next_morning(hands)
    record = hands.packet(CEDAR)
    assert Action.APPROVE not in buttons(hands, record)
    assert "No mail leaves until it is resumed" in str(hands.office.slack.messages("C0OLIVE"))
    assert all("paused" not in {gate.kind for gate in one.packet.gates} for one in live(hands))


def live(hands):
    with hands.office.desk.store.transaction() as books:
        return books.live_packets()


def test_cards_are_posted_however_many_mails_wait(hands):
    pause(hands)
    with hands.office.desk.store.transaction() as books:
        assert books.due_items(hands.office.clock.now(), 20, mail=False) == ()
    next_morning(hands)
    assert "records of 12 May 2026" in shown(hands, f"packet:{hands.packet(LUMEN).id}")


@pytest.mark.parametrize(
    ("user", "text", "told"),
    [
        (OLIVE, "pause Because", "Only a finance lead pauses"),
        (NORA, "pause Because", "Only a finance lead pauses"),
        (FREYA, "pause", "Type the reason"),
        (FREYA, "resume Because", "Nothing is paused"),
        (FREYA, "stop", "is nothing that can be typed after /collections"),
    ],
)
def test_who_may_not_pause_changes_nothing(hands, user, text, told):
    assert told in collections(hands, user, text)
    assert "Mail leaves as approved" in collections(hands, FREYA, "status")


def test_pause_and_resume_are_on_the_record_with_person_and_reason(hands):
    pause(hands)
    assert "It is paused already, by Freya" in collections(hands, FREYA, "pause Again")
    collections(hands, FREYA, "resume Mended")
    with hands.office.desk.store.transaction() as books:
        trail = [entry for _, entry, _ in books.audit_trail("") if entry.what in ("mail.paused", "mail.resumed")]
    assert [(entry.what, entry.by_id, entry.detail["reason"]) for entry in trail] == [
        ("mail.paused", FREYA, WHY),
        ("mail.resumed", FREYA, "Mended"),
    ]


# ── status and help ───────────────────────────────────────────────────────────────────────────────


def test_status_says_how_old_each_source_is_and_what_waits(hands):
    told = collections(hands, FREYA, "status")
    for part in (
        "Morning of Fennel Systems Ltd: ",
        "ran today",
        "11 May 2026",
        "Waits: ",
        "decision",
        "Language model: ",
        "ago)",
    ):
        assert part in told
    assert "Waits with you: " in collections(hands, OLIVE, "status")
    pause(hands)
    assert "Paused by Freya Lindqvist since" in collections(hands, OLIVE, "status")


def test_help_lists_every_command(hands):
    told = collections(hands, OLIVE, "help")
    assert [command for command in Command if f"'{command}" not in told] == []


# ── one account ───────────────────────────────────────────────────────────────────────────────────


def test_an_account_is_told_with_its_seven_facts_and_what_is_open(hands):
    told = asked(hands, OLIVE, Command.ACCOUNT, "Cedar")
    for part in (
        "Open disputes: ",
        "Promised credits: ",
        "Service escalations: ",
        "Renewal risk: ",
        "Executive relationships: ",
        "Procurement delays: ",
        "Payment history: ",
        "FS-3152",
        "waits for a decision · with Olive Byrne",
        "owner: Olive Byrne",
        "Sent by us: ",
    ):
        assert part in told, part


def test_what_was_sent_names_who_approved_it_and_when(hands):
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    wait_out_undo(hands)
    told = asked(hands, FREYA, Command.ACCOUNT, "c-1017 sent")
    assert "1 mail sent" in told
    assert (
        "reminder about FS-3152, $12,400.00 to grace.bellamy@cedarhollow.example, approved by Olive Byrne, 11 May 2026"
        in told
    )
    assert "'text': 'card'" in told
    assert "approved by Olive Byrne" in asked(hands, OLIVE, Command.ACCOUNT, "Cedar")


def test_several_accounts_are_listed_and_an_id_is_exact(hands):
    told = asked(hands, FREYA, Command.ACCOUNT, "ha")
    assert "records match. Which one?" in told
    assert "/account C-1004" in told
    assert "Harrow &amp; Finch Ltd" in asked(hands, FREYA, Command.ACCOUNT, "C-1004")


@pytest.mark.parametrize("text", ["Lumen", "Lumen sent", "no such thing", "<!channel> `*_"])
def test_what_is_not_theirs_is_answered_like_what_does_not_exist(hands, text):
    told = asked(hands, OLIVE, Command.ACCOUNT, text)
    assert "No account that you may see matches" in told
    assert "Freight" not in told


@pytest.mark.parametrize("text", ["", "help"])
def test_who_asks_how_is_shown_an_account_of_theirs(hands, text):
    assert "/account C-10" in asked(hands, OLIVE, Command.ACCOUNT, text)


def test_the_late_reasons_stand_in_both_look_ups_with_their_sentences(hands):
    packet = next(one.packet for one in live(hands) if one.packet.late_because and one.packet.items)
    for command, text in ((Command.INVOICE, packet.items[0].invoice.number), (Command.ACCOUNT, packet.account.id)):
        told = asked(hands, FREYA, command, text)
        assert "Late because" in told
        assert packet.late_because[0].sentence in told


# ── many accounts ─────────────────────────────────────────────────────────────────────────────────


def test_aging_ties_to_what_the_morning_kept(hands):
    told = asked(hands, FREYA, Command.AGING)
    with hands.office.desk.store.transaction() as books:
        lines = books.day_lines(hands.office.desk.office_day())
    euros = sum(line.open_minor for line in lines if line.currency == "EUR")
    assert f"EUR: €{euros / 100:,.2f} open" in told
    assert "Blocked by" in told


def test_aging_says_how_much_of_it_is_rests_that_no_list_counts(hands):
    assert "small rests" not in asked(hands, FREYA, Command.AGING, "EUR")
    append(hands, "invoices.csv", "FS-9001,C-1004,0.80,EUR,2026-01-02,2026-02-01,,No")
    next_morning(hands)
    assert "€0.80 of that are small rests that the lists leave out." in asked(hands, FREYA, Command.AGING, "EUR")


def test_an_owner_sees_their_own_ageing_alone(hands):
    everything, own = asked(hands, FREYA, Command.AGING), asked(hands, OLIVE, Command.AGING)
    assert "Ageing of all accounts" in everything
    assert "Ageing of your accounts" in own
    assert everything.split("open")[0] != own.split("open")[0]


def test_aging_says_what_came_in_a_week(hands):
    for _ in range(5):
        next_morning(hands)
    next_morning(hands, days=2)
    told = asked(hands, FREYA, Command.AGING, "EUR")
    assert "Since 11 May 2026: " in told
    assert "Moved to an older bucket: " in told


@pytest.mark.parametrize(
    ("text", "told"),
    [("all", "Ageing of all accounts · "), ("fennel eur", "EUR · "), ("CHF", "all accounts, CHF · ")],
)
def test_aging_is_narrowed_to_what_is_named(hands, text, told):
    answer = asked(hands, FREYA, Command.AGING, text)
    assert told in answer
    assert ("Nothing is open." in answer) == (text == "CHF")


def test_aging_of_something_unknown_says_what_can_be_typed(hands):
    told = asked(hands, OLIVE, Command.AGING, "Narnia <!here>")
    assert "is no billing entity of ours and no currency" in told
    assert "/aging" in told


def test_disputes_lists_the_unacknowledged_first_with_their_clock(hands):
    hands.press(MARCO, LUMEN, Action.DISPUTE)
    hands.fill(MARCO, {Field.INVOICES: ["FS-3153", "FS-3161"], Field.REASON_CODE: "contract"})
    told = asked(hands, FREYA, Command.DISPUTES)
    assert "Lumen Freight BV: FS-3153, FS-3161" in told
    assert "nobody has taken it · acknowledge by" in told
    assert "Lumen" in asked(hands, MARCO, Command.DISPUTES)
    assert "Lumen" not in asked(hands, OLIVE, Command.DISPUTES)
    with hands.office.desk.store.transaction() as books:
        (dispute,) = books.disputes(LUMEN)
    hands.acknowledge(FREYA, dispute.id)
    assert "with Freya Lindqvist" in asked(hands, FREYA, Command.DISPUTES)


def test_promises_names_who_said_it(hands):
    told = asked(hands, FREYA, Command.PROMISES)
    assert "said by " in told
    assert "Promises of your accounts" in asked(hands, OLIVE, Command.PROMISES)


@pytest.mark.parametrize("command", list(Command))
@pytest.mark.parametrize("text", ["", "<!channel>\u202e`*x*` https://a.example", "x" * 3_000])
def test_every_command_answers_anything_to_the_asker_alone(hands, command, text):
    posted = len(hands.office.slack.messages(OFFICE))
    asked(hands, OLIVE, command, text)
    assert len(hands.office.slack.messages(OFFICE)) == posted
