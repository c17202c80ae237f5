"""An approved mail against mail servers that put it off, refuse it or go away: at most once, and never lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.smtp_mailer import Patience, SmtpMailer
from bot.adapters.smtp_server import SmtpServer
from bot.errors import NotAllowedError, NotNowError, UnreachableError
from bot.flows.claim import LEASE
from bot.flows.deliver_outbox import deliver_outbox
from bot.flows.find_mail import find_mail
from bot.flows.mail_outcome import FencedError, phases_of
from bot.flows.settle_mail import say_of_mail
from bot.settings import SmtpTls
from models.controls import Action
from models.lifecycle import PacketState
from models.outbox import MailPhase, OutboxItem, OutboxKind, OutboxState
from tests.journeys.journey import (
    CARLA,
    CEDAR,
    HARROW,
    LUMEN,
    MARCO,
    OLIVE,
    buttons,
    card,
    next_morning,
    person,
    trail,
)
from tests.servers.smtp_stub import SmtpStub


def deliver(hands, server: SmtpStub, *, after: timedelta = timedelta(minutes=6)) -> None:
    hands.office.clock.advance(after)
    settings = SmtpServer(host="127.0.0.1", port=server.port, tls=SmtpTls.NONE, sign_in=None)
    mailer = SmtpMailer(settings, Patience(reply=5, end=0.3))
    deliver_outbox(hands.office.desk, replace(hands.office.ways, mailer=mailer))


def row(hands, account: str = CEDAR) -> OutboxItem:
    record = hands.packet(account)
    with hands.office.desk.store.transaction() as books:
        items = books.items(f"packet:{record.id}")
    return [item for item in items if item.kind is OutboxKind.MAIL][-1]


def greylisting(times: int) -> Callable[[str, str], str]:
    left = [times]

    def script(line: str, usual: str) -> str:
        if line.startswith("RCPT") and left[0]:
            left[0] -= 1
            return "450 4.2.0 greylisted, come back in five minutes"
        return usual

    return script


def test_a_mail_that_is_greylisted_leaves_once_with_the_same_id_and_approval(hands) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    with SmtpStub(script=greylisting(2)) as server:
        deliver(hands, server)
        assert hands.packet(CEDAR).state is PacketState.APPROVED
        assert "put off, 1 try so far" in card(hands, CEDAR)
        named = row(hands).external_id
        deliver(hands, server, after=timedelta(minutes=4))
        assert len([line for line in server.said if line.upper().startswith("MAIL")]) == 1
        deliver(hands, server, after=timedelta(minutes=1))
        deliver(hands, server, after=timedelta(minutes=10))
        assert hands.packet(CEDAR).state is PacketState.SENT
        deliver(hands, server)
    [mail] = server.taken
    assert f"Message-ID: {named}".encode() in mail.data
    assert mail.sender == f"accounts+{named.strip('<>').partition('@')[0]}@fennel.example"


def test_a_mail_that_is_put_off_too_often_is_a_persons_again(hands) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    with SmtpStub(script=lambda line, usual: "451 later" if line == "." else usual) as server:
        for pause in (6, 5, 10, 20, 40, 80):
            deliver(hands, server, after=timedelta(minutes=pause))
    record = hands.packet(CEDAR)
    assert (record.state, record.approval) == (PacketState.POSTED, None)
    assert "tried 6 times" in card(hands, CEDAR)
    assert (server.ends, server.taken) == (6, [])


def test_an_address_that_is_refused_is_written_to_no_more(hands) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    address = hands.packet(CEDAR).draft.to[0]
    script = {f"RCPT {address}": "550 5.1.1 no such user"}
    with SmtpStub(script=lambda line, usual: script.get(line, usual)) as server:
        deliver(hands, server)
        assert server.taken == []
        record = hands.packet(CEDAR)
        assert record.state is PacketState.POSTED
        assert "no such user" in card(hands, CEDAR)
        assert "was refused on 11 May" in card(hands, CEDAR)
        assert Action.APPROVE not in buttons(hands, record)
        next_morning(hands)
        assert address not in {contact.email for contact in hands.packet(CEDAR).packet.contacts if not contact.trouble}


def dropping(server: SmtpStub, phase: MailPhase):
    at = {MailPhase.ADDRESSING: "MAIL", MailPhase.DOT_SENT: "."}[phase]
    server.script = lambda line, usual: None if line == at else usual
    return server


def test_a_drop_before_the_end_is_tried_again_and_one_after_it_never(hands) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    with dropping(SmtpStub(keeps_anyway=True), MailPhase.ADDRESSING) as server:
        deliver(hands, server)
        assert hands.packet(CEDAR).state is PacketState.APPROVED
        dropping(server, MailPhase.DOT_SENT)
        for _ in range(4):
            deliver(hands, server)
        assert len(server.taken) == 1
    assert (row(hands).state, row(hands).phase) == (OutboxState.UNCERTAIN, MailPhase.DOT_SENT)
    told = card(hands, CEDAR)
    assert "had been given all of it" in told
    assert row(hands).external_id in told


def test_a_death_at_any_phase_waits_for_a_person_who_is_told_how_far_it_came(hands) -> None:
    deaths = {
        (OLIVE, CEDAR): (MailPhase.CONNECTING, "given none of its text"),
        (OLIVE, HARROW): (MailPhase.TEXT, "the end was missing"),
        (MARCO, LUMEN): (MailPhase.DOT_SENT, "had been given all of it"),
    }
    for (user, account), (phase, _) in deaths.items():
        hands.press(user, account, Action.APPROVE)
        hands.office.clock.advance(timedelta(minutes=6))
        with pytest.raises(KilledError):
            deliver_outbox(hands.office.desk, replace(hands.office.ways, mailer=Dying(phase)))
    with SmtpStub() as server:
        deliver(hands, server, after=timedelta(minutes=3) + LEASE)
        deliver(hands, server)
        assert server.said == []
    for (_, account), (phase, told) in deaths.items():
        assert (row(hands, account).state, row(hands, account).phase) == (OutboxState.UNCERTAIN, phase)
        assert told in card(hands, account)


class KilledError(BaseException):
    pass


class Dying:
    """A ports.Mailer whose process dies when *phase* has begun."""

    def __init__(self, phase: MailPhase) -> None:
        self.phase = phase

    def send(self, draft, *, message_id, at, files, on_phase):
        phases = list(MailPhase)
        for each in phases[1 : phases.index(self.phase) + 1]:
            on_phase(each)
        raise KilledError


@pytest.mark.parametrize(
    ("press", "state", "said"),
    [
        pytest.param(Action.MAIL_LEFT, PacketState.SENT, "Sent to", id="it was sent"),
        pytest.param(Action.MAIL_STAYED, PacketState.POSTED, "did not go out", id="it did not leave"),
    ],
)
def test_whoever_may_act_says_on_the_card_what_became_of_it(hands, press, state, said) -> None:
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    with dropping(SmtpStub(), MailPhase.DOT_SENT) as server:
        deliver(hands, server)
    record = hands.packet(CEDAR)
    assert buttons(hands, record)[:2] == [Action.MAIL_LEFT, Action.MAIL_STAYED]
    with pytest.raises(NotAllowedError):
        say_of_mail(hands.office.desk, record.id, person=person(hands, CARLA), version=record.version, was_sent=True)
    hands.press(OLIVE, CEDAR, press)
    after = hands.packet(CEDAR)
    assert (after.state, after.last.by_id, after.approval is None) == (state, OLIVE, state is PacketState.POSTED)
    assert said in card(hands, CEDAR)
    # Neither button is there any more.
    with pytest.raises(LookupError):
        hands.press(OLIVE, CEDAR, press)
    assert trail(hands, after).count(f"packet.{after.last.event}") == 1


class Folder:
    """A ports.MailFolder that holds some ids, or does not answer."""

    def __init__(self, name: str, *ids: str, answers: bool = True) -> None:
        self.name, self.ids, self.answers = name, ids, answers

    def holds(self, message_id: str) -> bool:
        if not self.answers:
            raise UnreachableError("the server ended the connection")
        return message_id in self.ids


def test_a_mail_nobody_is_sure_of_is_looked_for_and_what_is_found_decides_nothing(hands) -> None:
    desk = hands.office.desk
    hands.press(OLIVE, CEDAR, Action.APPROVE)
    with pytest.raises(NotNowError, match="ever handed over"):
        find_mail(desk, [], hands.packet(CEDAR).id)
    with dropping(SmtpStub(keeps_anyway=True), MailPhase.DOT_SENT) as server:
        deliver(hands, server)
    record, named = hands.packet(CEDAR), row(hands).external_id
    folders = [Folder("sent", named), Folder("inbox", "<other@x>"), Folder("archive", answers=False)]
    found, looks = find_mail(desk, folders, record.id)
    assert f"Message-ID: {found}".encode() in server.taken[0].data
    assert [(look.folder, look.is_there) for look in looks] == [("sent", True), ("inbox", False), ("archive", None)]
    assert hands.packet(CEDAR) == record


def test_a_worker_whose_lease_ran_out_gives_no_end_and_settles_nothing(hands) -> None:
    class Frozen:
        def send(self, draft, *, message_id, at, files, on_phase):
            on_phase(MailPhase.TEXT)
            hands.office.clock.advance(LEASE * 2)
            hands.office.deliver()
            with pytest.raises(FencedError):
                on_phase(MailPhase.DOT_SENT)
            return "250 taken after all"

    hands.press(OLIVE, CEDAR, Action.APPROVE)
    with pytest.raises(FencedError):
        phases_of(hands.office.desk, row(hands))(MailPhase.ADDRESSING)
    hands.office.clock.advance(timedelta(minutes=6))
    deliver_outbox(hands.office.desk, replace(hands.office.ways, mailer=Frozen()))
    assert (row(hands).state, row(hands).phase) == (OutboxState.UNCERTAIN, MailPhase.TEXT)
    assert hands.packet(CEDAR).state is PacketState.SENDING
