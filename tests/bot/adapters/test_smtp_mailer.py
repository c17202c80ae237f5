"""SMTP, against servers that refuse, go away and stay silent at each step: taken once, not at all, or not known."""

import ssl
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session
from pydantic import SecretStr

from bot.adapters.eml_mailer import EmlMailer
from bot.adapters.imap_sign_in import SignIn
from bot.adapters.smtp_mailer import Patience, SmtpMailer, envelope_sender
from bot.adapters.smtp_server import SmtpServer, smtp_server
from bot.commands.check import setup_of
from bot.commands.opening import open_mailer
from bot.errors import (
    AddressRefusedError,
    DeliveryError,
    DeliveryRefusedError,
    MailAccessError,
    MappingError,
    NotYetTakenError,
    OutcomeUnknownError,
)
from bot.settings import Settings, SmtpTls
from models.draft import Draft
from models.outbox import MailPhase
from tests.bot.adapters.test_mail_bytes import AT, MESSAGE_ID, a_draft
from tests.servers import smtp_sink
from tests.servers.certificates import certificate
from tests.servers.ports import free_port
from tests.servers.smtp_stub import SmtpStub

QUICK = Patience(reply=5, end=0.3)
HURRIED = Patience(reply=0.3, end=0.3)
SIGN_IN = SignIn("copilot", SecretStr("pass-word"), ())
NOBODY_YET = [MailPhase.ADDRESSING, MailPhase.TEXT, MailPhase.DOT_SENT]


def to(port: int, patience: Patience = QUICK, **changes: object) -> SmtpMailer:
    fields = {"host": "127.0.0.1", "port": port, "tls": SmtpTls.NONE, "sign_in": None} | changes
    return SmtpMailer(SmtpServer(**fields), patience)  # type: ignore[arg-type]


def sent(mailer: SmtpMailer, draft: Draft | None = None) -> tuple[str | DeliveryError, list[MailPhase]]:
    """What became of one mail, and the phases it went through."""
    phases: list[MailPhase] = []
    try:
        return mailer.send(draft or a_draft(), message_id=MESSAGE_ID, at=AT, files=(), on_phase=phases.append), phases
    except DeliveryError as error:
        return error, phases


def test_the_server_gets_the_mail_once_with_its_recipients_and_its_tag() -> None:
    draft = a_draft(cc=("Carl <cc@customer.example>",), body="Hello Jane,\n\n.hidden\n..\nµ – “ok”\n")
    with SmtpStub() as server:
        said, phases = sent(to(server.port), draft)
    assert said == "250 2.0.0 queued as 7F3A"
    assert phases == NOBODY_YET
    [mail] = server.taken
    assert mail.sender == "accounts+p1.abc@fennel.example"
    assert mail.recipients == ["jane@customer.example", "cc@customer.example"]
    parsed = message_from_bytes(mail.data, policy=default)
    assert parsed["Message-ID"] == MESSAGE_ID
    assert parsed.get_content().replace("\r\n", "\n") == draft.body
    assert server.said[-1] == "QUIT"


def test_without_tags_reports_go_to_the_sender_alone() -> None:
    with SmtpStub() as server:
        sent(to(server.port, tags=False))
    assert server.taken[0].sender == "accounts@fennel.example"
    assert envelope_sender("accounts@fennel.example", f"<{'x' * 60}@y>") == "accounts@fennel.example"


# ── Postfix's own test server, at each step ──────────────────────────────────────────────────
STEPS = ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("option", "expected"),
    [
        pytest.param("-f", DeliveryRefusedError, id="refuses for good"),
        pytest.param("-r", NotYetTakenError, id="refuses for now"),
        pytest.param("-Q", NotYetTakenError, id="says 421 and goes away"),
        pytest.param("-q", NotYetTakenError, id="goes away without a word"),
    ],
)
def test_what_a_server_does_at_a_step_is_told_apart(option: str, expected: type[DeliveryError], step: str) -> None:
    if why := smtp_sink.missing():
        pytest.skip(why)
    with smtp_sink.running(option, step) as port:
        outcome, phases = sent(to(port))
    if (option, step) == ("-q", "."):
        expected = OutcomeUnknownError
    if option == "-f" and step in ("CONNECT", "EHLO"):
        expected = MailAccessError
    assert isinstance(outcome, expected), outcome
    assert (MailPhase.DOT_SENT in phases) is (step == ".")
    assert isinstance(outcome, AddressRefusedError) is ((option, step) == ("-f", "RCPT"))
    assert isinstance(outcome, MailAccessError) is (expected is MailAccessError)


@pytest.mark.parametrize("option", ["-f", "-r", "-q", "-Q"])
def test_whatever_it_does_at_the_end_of_the_session_the_mail_was_taken(option: str) -> None:
    if why := smtp_sink.missing():
        pytest.skip(why)
    with smtp_sink.running(option, "QUIT") as port:
        outcome, _ = sent(to(port))
    assert str(outcome).startswith("250")


@pytest.mark.parametrize(("step", "expected"), [("MAIL", NotYetTakenError), (".", OutcomeUnknownError)])
def test_a_server_that_stays_silent_is_given_up(step: str, expected: type[DeliveryError]) -> None:
    if why := smtp_sink.missing():
        pytest.skip(why)
    with smtp_sink.running("-W", f"{step}:2") as port:
        outcome, _ = sent(to(port, HURRIED))
    assert isinstance(outcome, expected), outcome
    assert "said nothing" in str(outcome)


def test_where_nobody_listens_nothing_was_given() -> None:
    outcome, phases = sent(to(free_port()))
    assert isinstance(outcome, NotYetTakenError)
    assert phases == []


# ── what it had, counted there ───────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda server: None, id="drops"),
        pytest.param(lambda server: server.silent(), id="stays silent"),
        pytest.param(lambda server: "no number at all", id="makes no sense"),
    ],
)
def test_a_mail_that_was_taken_without_a_word_is_unknown(answer) -> None:
    server = SmtpStub(keeps_anyway=True)
    server.script = lambda line, usual: answer(server) if line == "." else usual
    with server:
        outcome, phases = sent(to(server.port, HURRIED))
        assert isinstance(outcome, OutcomeUnknownError)
        assert phases[-1] is MailPhase.DOT_SENT
        assert len(server.taken) == 1


def test_a_mail_goes_to_all_of_its_recipients_or_to_none() -> None:
    draft = a_draft(to=("jane@customer.example", "gone@customer.example"), cc=("later@customer.example",))
    refused = {"RCPT gone@customer.example": "550 5.1.1 no such user", "RCPT later@customer.example": "450 later"}
    with SmtpStub(script=lambda line, usual: refused.get(line, usual)) as server:
        outcome, _ = sent(to(server.port), draft)
    assert isinstance(outcome, AddressRefusedError)
    assert outcome.addresses == ("gone@customer.example",)
    assert "gone@customer.example: 550 5.1.1 no such user" in str(outcome)
    assert "none of the 3 recipients" in str(outcome)
    assert (server.taken, server.ends, [line.upper() for line in server.said[-2:]]) == ([], 0, ["RSET", "QUIT"])


def test_whoever_waits_can_stop_it_before_its_end() -> None:
    class StoppedError(Exception):
        pass

    def stop(phase: MailPhase) -> None:
        if phase is MailPhase.DOT_SENT:
            raise StoppedError

    with SmtpStub() as server, pytest.raises(StoppedError):
        to(server.port).send(a_draft(), message_id=MESSAGE_ID, at=AT, files=(), on_phase=stop)
    assert (server.taken, server.ends) == ([], 0)


# ── encryption ───────────────────────────────────────────────────────────────────────────────
class Takes:
    """A handler of aiosmtpd that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.signed: list[object] = []

    async def handle_DATA(self, _server: object, _session: Session, envelope: Envelope) -> str:
        self.mails.append(bytes(envelope.content or b""))
        return "250 taken"

    def authenticate(self, _server, _session, _envelope, mechanism, data) -> AuthResult:
        self.signed.append((mechanism, data))
        return AuthResult(success=data.password == b"pass-word")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("good"))


def serving(pair: tuple[Path, Path], takes: Takes, *, tls: SmtpTls = SmtpTls.STARTTLS) -> Controller:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*pair)
    named = {"ssl_context": context} if tls is SmtpTls.TLS else {"tls_context": context, "require_starttls": True}
    return Controller(
        takes,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=takes.authenticate,
        # It does not see that a way encrypted from the first byte is.
        auth_require_tls=tls is SmtpTls.STARTTLS,
        **named,
    )


@pytest.fixture
def takes() -> Takes:
    return Takes()


def ask(controller: Controller, **changes: object) -> str | DeliveryError:
    controller.start()
    try:
        return sent(to(controller.port, host="localhost", sign_in=SIGN_IN, **changes))[0]
    finally:
        controller.stop()


@pytest.mark.parametrize("tls", [SmtpTls.STARTTLS, SmtpTls.TLS])
def test_it_signs_in_over_an_encrypted_way_it_trusts(tls, good, takes, monkeypatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(good[0]))
    assert ask(serving(good, takes, tls=tls), tls=tls) == "250 taken"
    assert len(takes.mails) == 1


def test_a_password_that_is_refused_is_never_repeated_in_the_message() -> None:
    with SmtpStub(
        script=lambda line, usual: "535 5.7.8 no" if line == "AUTH" else usual, extensions=("AUTH PLAIN",)
    ) as server:
        outcome, _ = sent(to(server.port, sign_in=SIGN_IN))
    assert isinstance(outcome, MailAccessError)
    assert "pass-word" not in str(outcome)
    assert server.taken == []


def test_a_server_that_wants_a_sign_in_nobody_set_refuses_no_mail_of_ours() -> None:
    with SmtpStub(script=lambda line, usual: "530 5.7.0 sign in" if line == "MAIL" else usual) as server:
        outcome, _ = sent(to(server.port))
    assert isinstance(outcome, MailAccessError)


def test_a_token_that_cannot_be_had_is_no_mails_fault() -> None:
    with SmtpStub(extensions=("AUTH XOAUTH2",)) as server:
        outcome, phases = sent(to(server.port, sign_in=SignIn("bot", None, ("false",))))
    assert (type(outcome), phases) == (MailAccessError, [])


@pytest.mark.parametrize("tls", [SmtpTls.STARTTLS, SmtpTls.TLS])
@pytest.mark.parametrize(
    ("made", "trusted", "told"),
    [
        pytest.param({}, False, "self-signed", id="nobody vouches for it"),
        pytest.param({"days": -1}, True, "expired", id="expired"),
        pytest.param({"host": "smtp.elsewhere.example"}, True, "Hostname mismatch", id="of another host"),
    ],
)
def test_a_certificate_that_is_not_right_gets_neither_password_nor_mail(
    made, trusted, told, tls, takes, tmp_path, monkeypatch
) -> None:
    pair = certificate(tmp_path, **made)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pair[0]))
    outcome = ask(serving(pair, takes, tls=tls), tls=tls)
    assert isinstance(outcome, MailAccessError)
    assert told in str(outcome)
    assert (takes.mails, takes.signed) == ([], [])


def test_a_server_without_starttls_hears_nothing_of_password_or_mail() -> None:
    with SmtpStub(extensions=("AUTH PLAIN LOGIN",)) as server:
        outcome, _ = sent(to(server.port, sign_in=SIGN_IN, tls=SmtpTls.STARTTLS))
    assert isinstance(outcome, MailAccessError)
    assert [line.split()[0].upper() for line in server.said] == ["EHLO"]


def test_it_signs_in_with_a_token_that_a_command_prints() -> None:
    told: list[str] = []

    def script(line: str, usual: str) -> str | None:
        return "235 in" if line == "AUTH" else usual

    with SmtpStub(script=script, extensions=("AUTH XOAUTH2",)) as server:
        outcome, _ = sent(to(server.port, sign_in=SignIn("bot", None, ("printf", "good-token"))))
        told = server.said
    assert str(outcome).startswith("250")
    assert [line for line in told if line.startswith("AUTH XOAUTH2 ")]


def test_trying_it_out_gives_it_no_mail() -> None:
    with SmtpStub() as server:
        assert to(server.port).try_out() == f"127.0.0.1:{server.port} answers"
    assert [line.split()[0].upper() for line in server.said] == ["EHLO", "QUIT"]


# ── the settings ─────────────────────────────────────────────────────────────────────────────
def settings(**values: object) -> Settings:
    return Settings(_env_file=None, smtp_host="smtp.fennel.example", **values)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"smtp_tls": "none"}, "readable on the way"),
        ({"smtp_user": "bot"}, "one of SMTP_PASSWORD and SMTP_TOKEN_COMMAND"),
        ({"smtp_password": "x"}, "SMTP_USER wants"),
        ({"smtp_user": "bot", "smtp_password": "x", "smtp_token_command": "t"}, "not both"),
        ({"smtp_user": "bot", "smtp_password": "pässword"}, "beyond ASCII"),
    ],
)
def test_settings_that_would_show_a_password_or_contradict_each_other_are_refused(values, why) -> None:
    with pytest.raises(MappingError, match=why):
        smtp_server(settings(**values))


def test_the_usual_port_follows_the_encryption() -> None:
    found = smtp_server(settings(smtp_user="bot", smtp_token_command="get-token --for 'the mail'"))
    assert found is not None
    assert (found.port, found.tls) == (587, SmtpTls.STARTTLS)
    assert found.sign_in == SignIn("bot", None, ("get-token", "--for", "the mail"))
    assert smtp_server(Settings(_env_file=None)) is None  # type: ignore[call-arg]


# ── what the command line makes of them ──────────────────────────────────────────────────────
def test_the_settings_say_which_way_mail_leaves(tmp_path: Path) -> None:
    files = Settings(_env_file=None, outgoing_dir=tmp_path)  # type: ignore[call-arg]
    assert isinstance(open_mailer(files), EmlMailer)
    assert isinstance(open_mailer(settings()), SmtpMailer)
    assert "no mail server is set" in setup_of(files).try_outgoing()


def test_the_check_tries_the_mail_server_and_sends_nothing() -> None:
    with SmtpStub() as server:
        here = {"smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_tls": "none"}
        told = setup_of(Settings(_env_file=None, **here)).try_outgoing()  # type: ignore[call-arg]
    assert told == f"approved mails go out by SMTP: 127.0.0.1:{server.port} answers; none was sent"
    assert server.taken == []
    with pytest.raises(NotYetTakenError, match="no connection"):
        setup_of(Settings(_env_file=None, **here)).try_outgoing()  # type: ignore[call-arg]
