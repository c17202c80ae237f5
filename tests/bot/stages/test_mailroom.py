from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.sql_store.bodies import dump, load
from bot.stages.correspondence import delivered
from bot.stages.mailroom import Post, give_out
from bot.stages.reconcile import reconcile
from models.correspondence import Automatic, Contact, ContactStatus, Direction, Mail, Message
from models.evidence import Origin
from models.fact import FactKind
from models.gate import GateEffect, GateKind
from models.ledger import Account, AccountLedger, RecordKind, SourceReport, SourceStamp
from models.packet import Route
from models.people import Role
from tests.bot.stages import ledger_builder as an

IN, OUT = Direction.INBOUND, Direction.OUTBOUND
AT = datetime(2026, 5, 8, 9, tzinfo=UTC)
US = "accounts@fennel.example"


def mail(name: str, sender: str, *recipients: str, **other: Any) -> Mail:
    """A mail called *name*; in the folder of received mail unless *other* says otherwise."""
    direction = other.get("direction", IN)
    source = "inbox" if direction is IN else "sent"
    known: dict[str, Any] = {
        "id": name,
        "direction": direction,
        "sender": sender,
        "recipients": recipients or (US,),
        "at": AT,
        "text": "Hello.",
        "origin": Origin(source, f"{source}/{name}.eml:1", an.TODAY),
        "message_id": f"<{name}>",
        "own_domains": ("fennel.example",),
    }
    return Mail(**(known | other))


def sent(name: str, *recipients: str, **other: Any) -> Mail:
    return mail(name, US, *recipients, direction=OUT, **other)


def bounce(name: str, *addresses: str, sender: str = "mailer-daemon@mx.example", **other: Any) -> Mail:
    return mail(name, sender, automatic=Automatic.BOUNCE, bounced=addresses, **other)


def accounts(**domains: str | None) -> list[Account]:
    return [an.account(id=name, domain=domain) for name, domain in domains.items()]


def contacts(**emails: str) -> list[Contact]:
    """K_A="ann@…": the contact K of account A."""
    return [an.contact(id=name, account_id=name.rpartition("_")[2], email=email) for name, email in emails.items()]


ACCOUNTS = accounts(A="acme.example", B="bolt.example", C="shared.example", D="shared.example", E=None)
CONTACTS = contacts(
    K1_A="ann@acme.example",
    K2_E="eve@freemail.example",
    K3_A="ap@group.example",
    K4_B="ap@group.example",
    K5_B="out@acme.example",
)


def given_out(*mails: Mail, messages: tuple[Message, ...] = ()) -> Post:
    return give_out(mails, ACCOUNTS, CONTACTS, messages)


def placed(post: Post) -> set[tuple[str, str]]:
    return {(message.id, message.account_id) for message in post.messages}


# ── by address ───────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("sender", "account"),
    [
        pytest.param("Ann@ACME.example", "A", id="a contact's address, whatever the case"),
        pytest.param("eve@freemail.example", "E", id="a contact at a provider of free mail"),
        pytest.param("out@acme.example", "B", id="a contact's address before the domain"),
        pytest.param("new@bolt.example", "B", id="the account's domain"),
        pytest.param("new@mail.eu.bolt.example", "B", id="below the account's domain"),
    ],
)
def test_received_mail_is_its_senders(sender: str, account: str) -> None:
    post = given_out(mail("m", sender))
    (message,) = post.messages
    assert (message.account_id, message.sender, message.direction, post.rejected) == (account, sender, IN, ())


@pytest.mark.parametrize(
    ("sender", "reason"),
    [
        pytest.param("x@nobody.example", "no contact has this address", id="unknown"),
        pytest.param("ann@notacme.example", "no contact has this address", id="a domain that only ends alike"),
        pytest.param("anna@freemail.example", "no contact has this address", id="an address that is only like one"),
        pytest.param("x@example", "no contact has this address", id="above every domain"),
        pytest.param("x@shared.example", "more than one account fits: C, D", id="a domain of two accounts"),
        pytest.param("ap@group.example", "more than one account fits: A, B", id="a contact of two accounts"),
        pytest.param("", "the mail names nobody outside", id="no sender"),
    ],
)
def test_mail_of_nobody_or_of_several_is_a_rejected_row(sender: str, reason: str) -> None:
    post = given_out(mail("m", sender, sender_name="Ann", subject="Hi"))
    (row,) = post.rejected
    assert post.messages == ()
    assert (row.source, row.row, row.column, row.value) == ("inbox", "inbox/m.eml:1", "From", sender)
    assert row.reason.startswith(reason)
    assert row.reason.endswith("(name “Ann”, subject “Hi”)")
    assert row.next_step.endswith("Until then nobody is shown it.")


def test_the_nearest_declared_domain_decides() -> None:
    both = accounts(P="parent.example", S="sub.parent.example")
    post = give_out([mail("m", "x@sub.parent.example"), mail("n", "x@parent.example")], both, [])
    assert placed(post) == {("m", "S"), ("n", "P")}


def test_an_accounts_declared_domain_is_followed_whatever_it_is() -> None:
    assert placed(give_out([mail("m", "x@gmail.example")], accounts(G="Gmail.example"), [])) == {("m", "G")}


def test_sent_mail_is_of_every_account_it_went_to() -> None:
    post = given_out(sent("m", "ann@acme.example", "x@nobody.example", "ap@group.example", "new@bolt.example", US))
    assert placed(post) == {("m", "A"), ("m", "B")}
    assert {message.direction for message in post.messages} == {OUT}
    assert post.rejected == ()


def test_sent_mail_to_nobody_known_names_the_first_recipient() -> None:
    (row,) = given_out(sent("m", US, "x@nobody.example", "y@nobody.example")).rejected
    assert (row.column, row.value) == ("To", "x@nobody.example")


def test_our_own_talk_is_left_out_in_silence() -> None:
    own = "marco@office.fennel.example"
    assert given_out(mail("m", own), sent("n", own), mail("o", US, own, US)) == Post((), ())


def test_what_one_of_us_wrote_with_the_shared_inbox_in_copy_is_ours() -> None:
    post = given_out(mail("m", "olive@fennel.example", "ann@acme.example", US))
    (message,) = post.messages
    assert (message.account_id, message.direction) == ("A", OUT)


def test_an_account_with_our_own_domain_gets_nothing_of_ours() -> None:
    assert give_out([mail("m", US)], accounts(F="fennel.example"), []) == Post((), ())


# ── by thread ────────────────────────────────────────────────────────────────────────────────
def test_an_unknown_sender_in_a_known_thread() -> None:
    first = sent("m1", "ann@acme.example")
    second = mail("m2", "lawyer@firm.example", in_reply_to=("<m1>",))
    third = mail("m3", "clerk@firm.example", references=("<elsewhere>", "<m2>"))
    assert placed(given_out(third, second, first)) == {("m1", "A"), ("m2", "A"), ("m3", "A")}


def test_a_thread_does_not_overrule_an_address() -> None:
    post = given_out(sent("m1", "ann@acme.example"), mail("m2", "x@bolt.example", in_reply_to=("<m1>",)))
    assert placed(post) == {("m1", "A"), ("m2", "B")}


def test_a_thread_says_which_of_two_accounts_is_meant() -> None:
    ours = sent("m1", "ann@acme.example")
    post = given_out(ours, mail("m2", "ap@group.example", in_reply_to=("<m1>",)))
    assert placed(post) == {("m1", "A"), ("m2", "A")}
    other = given_out(sent("m1", "eve@freemail.example"), mail("m2", "ap@group.example", in_reply_to=("<m1>",)))
    assert [row.row for row in other.rejected] == ["inbox/m2.eml:1"]


def test_a_thread_of_two_accounts_says_nothing() -> None:
    both = sent("m1", "ann@acme.example", "x@bolt.example")
    post = given_out(both, mail("m2", "x@nobody.example", in_reply_to=("<m1>",)))
    (row,) = post.rejected
    assert row.reason.startswith("more than one account fits: A, B")


def test_messages_of_other_sources_are_threads_too() -> None:
    known = an.message("Hi", message_id="<m1>", account_id="B")
    assert placed(given_out(mail("m2", "x@nobody.example", references=("<m1>",)), messages=(known,))) == {("m2", "B")}


# ── bounces ──────────────────────────────────────────────────────────────────────────────────
def test_a_bounce_is_of_the_accounts_whose_contact_was_not_reached() -> None:
    assert placed(given_out(bounce("m", "ann@acme.example"))) == {("m", "A")}
    assert placed(given_out(bounce("m", "ap@group.example"))) == {("m", "A"), ("m", "B")}
    assert placed(given_out(bounce("m", "old@bolt.example"))) == {("m", "B")}


def test_a_bounce_from_our_own_server_is_no_talk_of_ours() -> None:
    ours = bounce("m", "ann@acme.example", sender="MAILER-DAEMON@fennel.example")
    (message,) = given_out(ours).messages
    assert (message.direction, message.automatic, message.bounced) == (IN, Automatic.BOUNCE, ("ann@acme.example",))
    assert given_out(bounce("m", "gone@fennel.example")) == Post((), ())


def test_a_bounce_of_a_forwarded_address_is_found_by_its_thread() -> None:
    post = given_out(sent("m1", "ann@acme.example"), bounce("m2", "ann@elsewhere.example", references=("<m1>",)))
    assert placed(post) == {("m1", "A"), ("m2", "A")}
    (row,) = given_out(bounce("m2", "ann@elsewhere.example")).rejected
    assert (row.column, row.value) == ("Final-Recipient", "ann@elsewhere.example")


# ── one mail in two folders ──────────────────────────────────────────────────────────────────
def test_the_same_mail_in_two_folders_is_one() -> None:
    ours = sent("m", "ann@acme.example", US)
    copy = replace(ours, direction=IN, origin=Origin("inbox", "inbox/m.eml:1", an.TODAY))
    post = given_out(ours, copy)
    assert placed(post) == {("m", "A")}
    assert (len(post.messages), post.rejected) == (1, ())


def test_a_forged_id_does_not_hide_what_they_sent() -> None:
    post = given_out(sent("m", "ann@acme.example"), mail("m", "ann@acme.example", text="We dispute this."))
    assert [(message.direction, message.text) for message in post.messages] == [(IN, "We dispute this.")]
    (row,) = post.rejected
    assert (row.source, row.column, row.value) == ("sent", "Message-ID", "m")


# ── order ────────────────────────────────────────────────────────────────────────────────────
ADDRESSES = st.sampled_from(
    [US, "ann@acme.example", "ap@group.example", "x@bolt.example", "x@shared.example", "x@nobody.example"]
)
NAMES = st.sampled_from([f"m{number}" for number in range(6)])


@st.composite
def mails(draw: st.DrawFn) -> list[Mail]:
    found: list[Mail] = []
    for number in range(draw(st.integers(0, 8))):
        name = draw(NAMES)
        refs = tuple(f"<{each}>" for each in draw(st.lists(NAMES, max_size=3)))
        known = {"in_reply_to": refs[:1], "references": refs[1:], "at": AT + timedelta(days=draw(st.integers(0, 1)))}
        to = draw(st.lists(ADDRESSES, min_size=1, max_size=2))
        made = draw(
            st.sampled_from(
                [mail(name, to[0], **known), sent(name, *to, **known), bounce(name, *to, **known)],
            )
        )
        found.append(replace(made, origin=Origin(made.origin.source, f"{number}.eml:1", an.TODAY)))
    return found


@given(mails(), st.integers(0, 10))
def test_the_order_of_the_mails_is_no_matter(found: list[Mail], seed: int) -> None:
    mixed = random.Random(seed).sample(found, len(found))
    first, second = given_out(*found), given_out(*mixed)
    assert set(first.messages) == set(second.messages)
    assert first.rejected == second.rejected


@given(mails())
def test_no_mail_is_lost_but_our_own_talk_and_copies(found: list[Mail]) -> None:
    post = given_out(*found)
    told = {message.origin.row for message in post.messages} | {row.row for row in post.rejected}
    for each in found:
        everybody = each.bounced if each.automatic else (each.sender, *each.recipients)
        same = [other for other in found if other.id == each.id and other.at == each.at and other is not each]
        assert each.origin.row in told or set(everybody) == {US} or same


# ── through reconcile ────────────────────────────────────────────────────────────────────────
def report(name: str, kind: RecordKind, *records: Any) -> SourceReport:
    return SourceReport(SourceStamp(name, kind, an.TODAY, an.AT, len(records), 1), records)


def test_reconcile_gives_the_mails_out_and_counts_them() -> None:
    letters = [
        mail("m1", "ann@acme.example"),
        mail("m2", "x@nobody.example"),
        mail("m3", "olive@fennel.example"),
    ]
    ledger = reconcile(
        [
            report("inbox", RecordKind.MESSAGES, *letters),
            report("sent", RecordKind.MESSAGES, sent("m4", "ann@acme.example", "x@bolt.example")),
            report("crm", RecordKind.ACCOUNTS, *ACCOUNTS),
            report("people", RecordKind.CONTACTS, *CONTACTS),
        ],
        as_of=an.TODAY,
    )
    assert [message.id for message in ledger.accounts["A"].messages] == ["m1", "m4"]
    assert [message.id for message in ledger.accounts["B"].messages] == ["m4"]
    assert [row.row for row in ledger.rejected] == ["inbox/m2.eml:1"]
    # The source had refused one already; our own talk is counted nowhere.
    counts = {stamp.name: (stamp.rows, stamp.rejected) for stamp in ledger.stamps}
    assert counts == {"crm": (5, 1), "people": (5, 1), "inbox": (1, 2), "sent": (1, 1)}


@pytest.mark.parametrize(
    ("other", "status"),
    [
        pytest.param({}, ContactStatus.BOUNCED, id="verified long before"),
        pytest.param({"confirmed_on": date(2026, 5, 8)}, ContactStatus.BOUNCED, id="confirmed on that day"),
        pytest.param({"confirmed_on": None}, ContactStatus.BOUNCED, id="never confirmed"),
        pytest.param({"confirmed_on": date(2026, 5, 9)}, ContactStatus.VERIFIED, id="confirmed since"),
        pytest.param({"status": ContactStatus.LEFT}, ContactStatus.LEFT, id="has left"),
        pytest.param({"email": "bo@acme.example"}, ContactStatus.VERIFIED, id="another address"),
    ],
)
def test_a_bounce_marks_the_contact_until_it_is_confirmed_anew(other: dict[str, Any], status: ContactStatus) -> None:
    early = bounce("m0", "ANN@acme.example", at=AT - timedelta(days=30))
    late = bounce("m1", "ANN@acme.example")
    ledger = reconcile(
        [
            report("inbox", RecordKind.MESSAGES, late, early),
            report("crm", RecordKind.ACCOUNTS, *ACCOUNTS),
            report("people", RecordKind.CONTACTS, an.contact(account_id="A", **other)),
        ],
        as_of=an.TODAY,
    )
    (contact,) = ledger.accounts["A"].contacts
    assert contact.status is status
    if status is ContactStatus.BOUNCED:
        assert contact.bounce is not None
        assert contact.bounce.fact == "mail to Ann Quill (ann@acme.example) came back on 8 May 2026"
        assert contact.bounce.origin.row == "inbox/m1.eml:1"
    else:
        assert contact.bounce is None


def test_an_account_whose_only_verified_contact_bounced_is_for_finance_without_approve() -> None:
    ledger = reconcile(
        [
            report("inbox", RecordKind.MESSAGES, bounce("m", "ann@acme.example")),
            report("crm", RecordKind.ACCOUNTS, an.account()),
            report("people", RecordKind.CONTACTS, an.contact()),
            report("erp", RecordKind.INVOICES, an.invoice()),
            report("contracts", RecordKind.CONTRACTS, an.contract()),
        ],
        as_of=an.TODAY,
    )
    packet = an.sorted_one(ledger.accounts["A1"])

    assert (packet.route, packet.recipient, packet.unread) == (Route.EXCEPTION, None, ())
    (reason,) = packet.reasons
    assert (reason.rule, reason.reviewer) == ("no_verified_contact", Role.FINANCE)
    told = "mail to Ann Quill (ann@acme.example) came back on 8 May 2026"
    assert [(each.fact, each.origin.source) for each in reason.evidence] == [(told, "inbox")]
    (gate,) = packet.gates
    assert (gate.kind, gate.effect) == (GateKind.NO_VERIFIED_CONTACT, GateEffect.NO_APPROVE)
    assert told in gate.why


# ── the store ────────────────────────────────────────────────────────────────────────────────
def test_what_a_machine_sent_comes_back_from_the_store_as_it_was() -> None:
    (message,) = given_out(bounce("m", "ann@acme.example")).messages
    assert load(Message, dump(message)) == message


def test_rows_from_before_are_still_read() -> None:
    old = dump(an.message("Hi")).replace(',"automatic":null,"bounced":[]', "")
    assert "automatic" not in old
    assert load(Message, old) == an.message("Hi")
    contact = dump(an.contact()).replace(',"bounce":null', "")
    assert "bounce" not in contact
    assert load(Contact, contact) == an.contact()


# ── by the invoices it names ─────────────────────────────────────────────────────────────────
NUMBERED = [
    an.invoice("F26-0117", account_id="A"),
    an.invoice("F26-0117/2", account_id="A", document="F26-0117"),
    an.invoice("F26-0200", account_id="B"),
    an.invoice("1007", account_id="A"),
    an.invoice("2960623488", account_id="B"),
]


@pytest.mark.parametrize(
    ("text", "account"),
    [
        pytest.param("We act for the debtor of F26-0117.", "A", id="at the end of a sentence"),
        pytest.param("f26-0117, f26-0117/2", "A", id="two of one account, whatever the case"),
        pytest.param("Re: (F26-0200)", "B", id="in brackets"),
        pytest.param("We paid 2960623488 today.", "B", id="many digits"),
        pytest.param("Invoice no. 1007 is paid.", "A", id="few digits behind the word"),
        pytest.param("Rechnung Nr. 1007", "A", id="few digits behind the German word"),
        pytest.param("#1007", "A", id="few digits behind a mark"),
        pytest.param("F26-0117 and F26-0200", None, id="of two accounts"),
        pytest.param("F26-01170", None, id="a longer number"),
        pytest.param("XF26-0117", None, id="a longer number before"),
        pytest.param("F26-0117-3", None, id="a longer number with a mark"),
        pytest.param("F26-0117/9", None, id="an instalment nobody has"),
        pytest.param("Call 1007 or pay 1007 euros.", None, id="few digits alone"),
        pytest.param("Hello.", None, id="none"),
    ],
)
def test_mail_of_an_unknown_sender_is_where_the_invoice_is_that_it_names(text: str, account: str | None) -> None:
    post = give_out([mail("m", "law@quirke.example", text=text)], ACCOUNTS, CONTACTS, (), NUMBERED)

    assert placed(post) == ({("m", account)} if account else set())
    assert [message.sender_unknown for message in post.messages] == ([True] if account else [])
    assert len(post.rejected) == (0 if account else 1)


@pytest.mark.parametrize(
    ("letter", "accounts_of_it", "unknown"),
    [
        pytest.param(mail("m", "ann@acme.example", text="F26-0200"), {("m", "A")}, False, id="an address comes first"),
        pytest.param(
            mail("m", "x@shared.example", text="F26-0117"), set(), None, id="not where its domain does not fit"
        ),
        pytest.param(bounce("m", "x@nowhere.example", text="F26-0117"), set(), None, id="a report of a machine"),
        pytest.param(
            mail("m", "noreply@x.example", text="F26-0117", automatic=Automatic.AUTO_REPLY), set(), None, id="a machine"
        ),
        pytest.param(sent("m", "x@nowhere.example", text="F26-0117"), set(), None, id="our own"),
        pytest.param(mail("m", "", text="F26-0117"), set(), None, id="of nobody"),
    ],
)
def test_a_number_is_the_last_thing_asked(
    letter: Mail, accounts_of_it: set[tuple[str, str]], unknown: bool | None
) -> None:
    post = give_out([letter], ACCOUNTS, CONTACTS, (), NUMBERED)

    assert placed(post) == accounts_of_it
    assert [message.sender_unknown for message in post.messages] == ([unknown] if accounts_of_it else [])


def test_a_number_decides_between_the_accounts_an_address_fits() -> None:
    of_c = an.invoice("F26-0300", account_id="C")
    post = give_out([mail("m", "x@shared.example", text="F26-0300")], ACCOUNTS, CONTACTS, (), [of_c])

    assert [(message.account_id, message.sender_unknown) for message in post.messages] == [("C", False)]


def test_an_unknown_sender_is_read_told_and_never_written_to() -> None:
    letter = mail("m", "i.quirke@acme.example.evil", text="We dispute invoice F26-0117.")
    stamp = SourceStamp("inbox", RecordKind.MESSAGES, an.TODAY, AT, 1, 0)
    books = [
        SourceReport(stamp, (letter,)),
        SourceReport(SourceStamp("crm", RecordKind.ACCOUNTS, an.TODAY, AT, 1, 0), (an.account(),)),
        SourceReport(SourceStamp("people", RecordKind.CONTACTS, an.TODAY, AT, 1, 0), (an.contact(),)),
        SourceReport(SourceStamp("erp", RecordKind.INVOICES, an.TODAY, AT, 1, 0), (an.invoice("F26-0117"),)),
    ]
    packet = an.sorted_one(reconcile(books, as_of=an.TODAY).accounts["A1"])

    assert packet.recipient is not None
    assert packet.recipient.email == an.contact().email
    assert [gap.what for gap in packet.gaps] == ["who i.quirke@acme.example.evil is, who wrote on 8 May 2026"]
    assert {gate.kind for gate in packet.gates} >= {GateKind.UNREAD_MESSAGE, GateKind.SUSPICION}


# ── what came back is no touch ───────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("to", "reports", "returned"),
    [
        pytest.param(("ann@acme.example",), [("ann@acme.example",)], True, id="the only one"),
        pytest.param(("Ann@ACME.example",), [("ann@acme.example",)], True, id="whatever the case"),
        pytest.param(("ann@acme.example", "bo@acme.example"), [("ann@acme.example",)], False, id="one of two"),
        pytest.param(
            ("ann@acme.example", "bo@acme.example"),
            [("ann@acme.example",), ("bo@acme.example",)],
            True,
            id="both, in two",
        ),
        pytest.param(("ann@acme.example", US), [("ann@acme.example",)], True, id="a copy to ourselves reached nobody"),
        pytest.param(("ann@acme.example",), [], False, id="none came back"),
    ],
)
def test_a_mail_that_reached_nobody_is_returned(
    to: tuple[str, ...], reports: list[tuple[str, ...]], returned: bool
) -> None:
    back = [bounce(f"b{line}", *names, in_reply_to=("<o>",)) for line, names in enumerate(reports)]
    post = given_out(sent("o", *to), *back)
    (ours,) = [message for message in post.messages if message.direction is OUT]

    assert (ours.returned is not None) is returned


def test_a_mail_to_two_customers_came_back_only_from_one() -> None:
    post = given_out(
        sent("o", "ann@acme.example", "eve@freemail.example"), bounce("b", "ann@acme.example", in_reply_to=("o",))
    )
    returned = {message.account_id: message.returned is not None for message in post.messages if message.id == "o"}

    assert returned == {"A": True, "E": False}


def _history(*, came_back: bool) -> AccountLedger:
    ours = sent("o", "ann@acme.example", text="A reminder: invoice 1001 is overdue.", subject="Invoice 1001")
    mails = [ours, bounce("b", "ann@acme.example", in_reply_to=("<o>",))] if came_back else [ours]
    found = give_out(mails, [an.account()], [an.contact()])
    return an.book(messages=found.messages)


def test_what_came_back_is_no_touch_no_reminder_and_no_answer() -> None:
    reached, unreached = an.sorted_one(_history(came_back=False)), an.sorted_one(_history(came_back=True))

    assert (reached.last_touch is not None, reached.reminders_sent) == (True, 1)
    assert GateKind.CONTACT_CAP in {gate.kind for gate in reached.gates}
    assert (unreached.last_touch, unreached.reminders_sent, unreached.next_allowed) == (None, 0, None)
    assert GateKind.CONTACT_CAP not in {gate.kind for gate in unreached.gates}

    asked = an.message("Which bank account?", date(2026, 5, 7), subject="Re: Invoice 1001")
    book = _history(came_back=True)
    assert an.assembled(replace(book, messages=(asked, *book.messages))).unread == (asked,)


def test_a_message_of_another_source_is_marked_too() -> None:
    ours = an.message("A reminder.", id="X1", direction=OUT, sender=US, message_id="<x1@fennel.example>")
    report = bounce("b", "ann@acme.example", in_reply_to=("<x1@fennel.example>",))
    stamp = SourceStamp("crm_mails", RecordKind.MESSAGES, an.TODAY, AT, 1, 0)
    inbox = SourceStamp("inbox", RecordKind.MESSAGES, an.TODAY, AT, 1, 0)
    people = SourceReport(SourceStamp("people", RecordKind.CONTACTS, an.TODAY, AT, 1, 0), (an.contact(),))
    ledger = reconcile([SourceReport(stamp, (ours,)), SourceReport(inbox, (report,)), people], as_of=an.TODAY)

    (found,) = [message for message in ledger.accounts["A1"].messages if message.direction is OUT]
    assert found.returned is not None
    assert found.returned.fact == "this mail came back on 8 May 2026"


def test_what_the_desk_sent_and_got_back_is_no_touch_of_the_desk() -> None:
    went = replace(an.fact(FactKind.SENT, "1001", AT), reason="reminder", message_id="<p1.ab@fennel.example>")
    other = replace(went, message_id="<p2.cd@fennel.example>")
    report = bounce("b", "ann@acme.example", in_reply_to=("<p1.ab@fennel.example>",))
    book = an.book(messages=give_out([report], [an.account()], [an.contact()]).messages)

    assert delivered((went, other), book) == (other,)
    copy = sent("p1.ab@fennel.example", "ann@acme.example", "bo@acme.example", message_id="<p1.ab@fennel.example>")
    both = an.book(messages=give_out([report, copy], [an.account()], [an.contact()]).messages)
    assert delivered((went, other), both) == (went, other), "the Sent folder shows that it reached Bo"
