"""A report about a mail of ours finds it by the address it comes to or the headers it carries; another finds none."""

from datetime import UTC, date, datetime

import pytest

from bot.adapters.source_mails import MailHarvest, MailMapping
from bot.stages.correspondence import delivered
from bot.stages.mailroom import give_out
from models.correspondence import Automatic, Direction, Mail
from models.fact import Fact, FactKind
from tests.bot.stages import ledger_builder as an

SENT_ID = "<pk_01j9zk.0123456789abcdef@fennel.example>"
TAGGED = "accounts+pk_01j9zk.0123456789abcdef@fennel.example"
FAILED = "Final-Recipient: rfc822; ann@acme.example\nAction: failed\nStatus: 5.1.1\n"
DELAYED = "Final-Recipient: rfc822; ann@acme.example\nAction: delayed\nStatus: 4.2.0\n"
HEADERS = f"Content-Type: text/rfc822-headers\n\nMessage-ID: {SENT_ID}\n"
FACT = Fact(
    kind=FactKind.SENT,
    account_id="A-1",
    about="1001",
    by_id="U",
    by_name="Olive",
    at=datetime(2026, 5, 8, 8, tzinfo=UTC),
    message_id=SENT_ID,
)


def report(to: str, status: str, carried: str = "", more: str = "") -> bytes:
    body = f"--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n{status}\n"
    kind = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n'
    return _head(to, more + kind) + (body + (f"--b\n{carried}\n" if carried else "") + "--b--\n").encode()


def _head(to: str, more: str) -> bytes:
    head = f"From: MAILER-DAEMON@mx.acme.example\nTo: {to}\nDate: Fri, 8 May 2026 12:00:00 +0000\n"
    return f"{head}Message-ID: <r1@mx.acme.example>\n{more}\n".encode()


def read(content: bytes) -> Mail:
    harvest = MailHarvest(MailMapping("mailbox", Direction.INBOUND, ("fennel.example",)), date(2026, 5, 11))
    harvest.take(content, len(content), "1", called="1", digest=lambda: "x")
    [mail] = harvest.mails
    return mail


def still_counts(mail: Mail) -> bool:
    """Whether the mail the desk sent still counts as one that reached them."""
    account, contact = an.account(id="A-1"), an.contact(account_id="A-1", email="ann@acme.example")
    post = give_out([mail], [account], [contact])
    book = an.book(account=account, contacts=(contact,), messages=post.messages)
    return delivered([FACT], book) == (FACT,)


@pytest.mark.parametrize(
    ("content", "kind", "counts"),
    [
        pytest.param(report(TAGGED, FAILED), Automatic.BOUNCE, False, id="without a word of the mail, by its address"),
        pytest.param(report("accounts@fennel.example", FAILED, HEADERS), Automatic.BOUNCE, False, id="by its headers"),
        pytest.param(
            report("accounts@fennel.example", FAILED, more=f"Delivered-To: {TAGGED}\n"),
            Automatic.BOUNCE,
            False,
            id="by the address its last server wrote on it",
        ),
        pytest.param(report(TAGGED, DELAYED), Automatic.AUTO_REPLY, True, id="a delay"),
        pytest.param(
            _head(TAGGED, "Auto-Submitted: auto-replied\n") + b"I am away.\n",
            Automatic.AUTO_REPLY,
            True,
            id="out of office",
        ),
        pytest.param(report("accounts@fennel.example", FAILED), Automatic.BOUNCE, True, id="of no mail it names"),
        pytest.param(report("accounts+pk_other.1@fennel.example", FAILED), Automatic.BOUNCE, True, id="of another"),
        pytest.param(report(TAGGED.replace("fennel", "elsewhere"), FAILED), Automatic.BOUNCE, True, id="of others"),
    ],
)
def test_a_report_is_about_the_one_mail_it_came_for(content: bytes, kind: Automatic, counts: bool) -> None:
    mail = read(content)
    assert mail.automatic is kind
    assert still_counts(mail) is counts
