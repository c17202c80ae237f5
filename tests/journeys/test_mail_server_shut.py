"""A mail server that does not let the copilot in is nobody's mail's fault: all of them wait, and it is said once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.adapters.imap_sign_in import SignIn
from bot.adapters.smtp_mailer import Patience, SmtpMailer
from bot.adapters.smtp_server import SmtpServer
from bot.flows.deliver_outbox import deliver_outbox
from bot.flows.health import health
from bot.settings import SmtpTls
from models.controls import Action
from models.lifecycle import PacketState
from tests.journeys.journey import CEDAR, FINLEAD, HARROW, OLIVE, card
from tests.journeys.test_home import opened
from tests.servers.smtp_stub import SmtpStub

SAID = "No mail leaves: the mail server does not let the copilot in"


def deliver(hands, server: SmtpStub, *, after: timedelta, tls: SmtpTls = SmtpTls.NONE) -> None:
    hands.office.clock.advance(after)
    sign_in = SignIn("copilot", SecretStr("pass-word"), ())
    settings = SmtpServer(host="127.0.0.1", port=server.port, tls=tls, sign_in=sign_in)
    deliver_outbox(hands.office.desk, replace(hands.office.ways, mailer=SmtpMailer(settings, Patience(reply=5))))


def letting_in(server: SmtpStub, reply: str) -> SmtpStub:
    server.script = lambda line, usual: reply if line == "AUTH" else usual
    return server


def tries(server: SmtpStub) -> int:
    return sum(line.upper().startswith("EHLO") for line in server.said)


def states(hands) -> set[PacketState]:
    return {hands.packet(account).state for account in (CEDAR, HARROW)}


def alarms(hands) -> list[str]:
    return [str(message) for message in hands.office.slack.messages(FINLEAD) if "mail server" in str(message["blocks"])]


def record(hands) -> list[str]:
    with hands.office.desk.store.transaction() as books:
        return [entry.what for _, entry, _ in books.audit_trail("mailserver") if entry.what.startswith("mail.")]


@pytest.fixture
def server(hands):
    for account in (CEDAR, HARROW):
        hands.press(OLIVE, account, Action.APPROVE)
    with letting_in(SmtpStub(extensions=("AUTH PLAIN",)), "535 5.7.8 no") as found:
        yield found


def test_a_wrong_password_voids_no_approval_and_is_tried_once_a_quarter_of_an_hour(hands, server) -> None:
    deliver(hands, server, after=timedelta(minutes=6))
    deliver(hands, server, after=timedelta(minutes=14))
    assert (tries(server), states(hands)) == (1, {PacketState.APPROVED})
    for _ in range(6):
        deliver(hands, server, after=timedelta(minutes=15))
    assert (tries(server), states(hands)) == (7, {PacketState.APPROVED})
    letting_in(server, "235 in")
    deliver(hands, server, after=timedelta(minutes=15))
    assert (len(server.taken), states(hands)) == (2, {PacketState.SENT})


def test_it_is_told_once_and_so_is_its_end(hands, server) -> None:
    for _ in range(2):
        deliver(hands, server, after=timedelta(minutes=16))
    [alarm] = [each for each in alarms(hands) if "What was said" in each]
    assert "535 5.7.8 no" in alarm
    assert "pass-word" not in alarm
    assert SAID in str(hands.office.slack.messages("C0OLIVE"))
    assert SAID in str(opened(hands, OLIVE))
    assert any("mail server" in reason for reason in health(hands.office.desk).red)
    letting_in(server, "235 in")
    deliver(hands, server, after=timedelta(minutes=16))
    assert record(hands) == ["mail.shut_out", "mail.let_in"]
    assert any("Mail leaves again" in each for each in alarms(hands))
    assert SAID not in str(hands.office.slack.messages("C0OLIVE"))
    assert not any("mail server" in reason for reason in health(hands.office.desk).red)


def test_without_encryption_every_mail_waits_as_well(hands, server) -> None:
    deliver(hands, server, after=timedelta(minutes=6), tls=SmtpTls.STARTTLS)
    assert (tries(server), states(hands), record(hands)) == (1, {PacketState.APPROVED}, ["mail.shut_out"])


def test_an_approval_does_not_wait_for_ever(hands, server) -> None:
    deliver(hands, server, after=timedelta(minutes=6))
    deliver(hands, server, after=timedelta(hours=49))
    assert hands.packet(CEDAR).approval is None
    assert "older than the policy allows" in card(hands, CEDAR)
