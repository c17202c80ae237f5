"""A mail that comes back between Approve and hand-over, and every other way an address may go bad meanwhile."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo.hands import Hands
from bot.demo.office import Company, DemoOffice
from models.controls import Action
from models.correspondence import ContactStatus
from models.lifecycle import PacketState
from tests.journeys.journey import CEDAR, OLIVE, TWELVE, mails, next_morning, shown, wait_out_undo
from tests.journeys.mailbox import BOUNCE, INBOX

_REPORT = f"""From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>
To: accounts@fennel.example
Date: Mon, 11 May 2026 07:30:00 +0100
Subject: Undelivered Mail Returned to Sender
Message-ID: <r1@mx.example>
MIME-Version: 1.0
{BOUNCE}"""


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    rows = tmp_path / "rows"
    shutil.copytree(TWELVE.exports, rows)
    (rows / "mailbox").mkdir()
    (rows / "mailbox" / "0.eml").write_text(_REPORT.format(address="nobody@fennel.example").replace("r1@", "r0@"))
    sources = rows / "sources.toml"
    sources.write_text(sources.read_text(encoding="utf-8") + INBOX, encoding="utf-8")
    with DemoOffice(tmp_path / "demo", company=Company(rows, sources), undo=timedelta(minutes=5)) as office:
        office.morning()
        office.deliver()
        yield Hands(office)


def marked(hands: Hands, before: str, after: str) -> None:
    """Change the rows of Cedar's contacts."""
    path = hands.office.exports / "contacts.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    changed = [line.replace(before, after) if f",{CEDAR}," in line else line for line in lines]
    path.write_text("\n".join(changed) + "\n", encoding="utf-8")


def test_a_bounce_takes_the_approved_mail_back(hands: Hands) -> None:
    (address,) = hands.packet(CEDAR).draft.to
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    assert hands.packet(CEDAR).state is PacketState.APPROVED
    (hands.office.exports / "mailbox" / "1.eml").write_text(_REPORT.format(address=address), encoding="utf-8")
    hands.office.take_in()
    wait_out_undo(hands)

    assert mails(hands) == []
    record = hands.packet(CEDAR)
    assert (record.state, record.approval) == (PacketState.POSTED, None)
    assert record.packet.contacts[0].status is ContactStatus.BOUNCED
    told = f"{address} is no longer a verified contact: mail to "
    assert any(moved.startswith(told) for moved in record.drift)
    assert told in shown(hands, f"packet:{record.id}")


@pytest.mark.parametrize("status", ["bounced", "left", "unverified", ""])
def test_a_status_that_changes_takes_the_approved_mail_back(hands: Hands, status: str) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    marked(hands, ",verified,", f",{status},")
    hands.office.read_exports()
    wait_out_undo(hands)

    assert mails(hands) == []
    assert hands.packet(CEDAR).state is PacketState.POSTED


def test_a_domain_that_changes_takes_the_approved_mail_back(hands: Hands) -> None:
    (address,) = hands.packet(CEDAR).draft.to
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    path = hands.office.exports / "accounts.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    own = address.rpartition("@")[2]
    path.write_text("\n".join(line.replace(f",{own},", ",other.example,") for line in lines) + "\n", encoding="utf-8")
    hands.office.read_exports()
    wait_out_undo(hands)

    assert mails(hands) == []
    assert any("is not at other.example" in moved for moved in hands.packet(CEDAR).drift)


def test_the_next_morning_has_no_draft_to_an_address_that_went_bad(hands: Hands) -> None:
    marked(hands, ",verified,", ",bounced,")
    next_morning(hands)
    record = hands.packet(CEDAR)

    assert record.draft is None
    assert record.packet.recipient is None


def test_the_card_and_the_details_say_what_last_confirmed_the_recipient(hands: Hands) -> None:
    record = hands.packet(CEDAR)
    to = record.packet.recipient
    assert to is not None
    assert to.confirmation is not None
    assert f"To {to.name}, confirmed " in shown(hands, f"packet:{record.id}")
    card = hands.card(f"packet:{record.id}")
    hands.office.slack.click(OLIVE, card.channel, card.ts, Action.DETAILS)
    details = str(hands.office.slack.modal(OLIVE))
    assert f"{to.name} <{to.email}>" in details
    assert "verified · confirmed " in details
