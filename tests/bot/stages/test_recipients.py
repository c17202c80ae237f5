"""Who may be written to: verified in every row, at the customer's own domain, and nothing by likeness."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stages import guard
from bot.stages.draft import choose_play, compose
from bot.stages.recheck import drift
from bot.stages.recipients import fits, host_of, is_theirs, own_domains, plain_domain
from bot.stages.triage import unknown_domain
from models.correspondence import Automatic, ContactStatus
from models.draft import Draft, Play, Weight
from models.gate import GateKind
from models.packet import FollowUpPacket, Route
from tests.bot.stages import ledger_builder as an
from tests.bot.stages import packet_builder as a

STATUSES = [*ContactStatus, None]


# ── domains ──────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("address", "fit"),
    [
        pytest.param("ap@acme.example", True, id="the domain"),
        pytest.param("ap@ACME.Example", True, id="in capitals"),
        pytest.param("ap@acme.example.", True, id="with its last dot"),
        pytest.param("ap@mail.acme.example", True, id="a subdomain"),
        pytest.param("ap@notacme.example", False, id="ends alike"),
        pytest.param("ap@acme.example.evil.example", False, id="begins alike"),
        pytest.param("ap@acme-example.example", False, id="a hyphen for a dot"),
        pytest.param("ap@acrne.example", False, id="r and n for m"),
        pytest.param("ap@\u0430cme.example", False, id="a Cyrillic a"),
        pytest.param("ap@xn--cme-5cd.example", False, id="a Cyrillic a in punycode"),
        pytest.param("ap@xn--acme-.example", False, id="plain letters disguised as punycode"),
        pytest.param("ap@example", False, id="the domain above"),
        pytest.param("ap@gmail.com", False, id="free mail"),
        pytest.param('"ap@acme.example" <x@evil.example>', False, id="an address for a name"),
        pytest.param("ap@acme.example <x@evil.example>", False, id="two addresses"),
        pytest.param("<ap@acme.example>", False, id="not bare"),
        pytest.param("x@evil.example@acme.example", False, id="two at signs"),
        pytest.param("ap@acme.example,x@evil.example", False, id="a list"),
        pytest.param("ap@acme.example\n", False, id="a line break"),
        pytest.param("ap@acme..example", False, id="an empty label"),
        pytest.param("acme.example", False, id="no address"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_an_address_fits_a_whole_domain_or_not_at_all(address: str, fit: bool) -> None:
    assert is_theirs(address, an.account()) is fit


@pytest.mark.parametrize(
    "declared", ["münchen.example", "xn--mnchen-3ya.example", "MÜNCHEN.example.", "mu\u0308nchen.example"]
)
@pytest.mark.parametrize("address", ["ap@münchen.example", "ap@xn--mnchen-3ya.example"])
def test_one_domain_in_two_spellings_is_one_domain(declared: str, address: str) -> None:
    assert is_theirs(address, an.account(domain=declared))
    assert not is_theirs("ap@munchen.example", an.account(domain=declared))


def test_letters_that_only_look_or_sound_alike_make_another_domain() -> None:
    assert plain_domain("straße.example") != plain_domain("strasse.example")
    assert not is_theirs("ap@strasse.example", an.account(domain="straße.example"))


def test_an_account_may_have_several_domains() -> None:
    account = an.account(domain=None, domains=("acme.example", "acme-group.example"))

    assert own_domains(account) == ("acme.example", "acme-group.example")
    assert [is_theirs(f"ap@{host}", account) for host in ("acme-group.example", "acme.example", "evil.example")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "domain", ["gmail.com", "GMail.com.", "hotmail.co.uk", "web.de", "https://acme.example", "acme"]
)
def test_a_domain_that_tells_of_nobody_is_no_domain_of_theirs(domain: str) -> None:
    assert own_domains(an.account(domain=domain)) == ()


LABEL = st.text("abcxyz0189-", min_size=1, max_size=12)
HOST = st.lists(LABEL, min_size=1, max_size=4).map(".".join)


@given(host=HOST, own=HOST, name=st.text(max_size=20))
def test_only_the_domain_itself_and_what_is_under_it_fits(host: str, own: str, name: str) -> None:
    plain = plain_domain(own)
    if plain and fits(f"{name}@{host}", [plain]):
        assert f".{host_of(f'ap@{host}')}".endswith(f".{plain}")
        assert "@" not in name
        assert name.split() == [name]


# ── who ──────────────────────────────────────────────────────────────────────────────────────
CONTACT = st.builds(
    lambda number, email, status, role: an.contact(id=f"K{number}", email=email, status=status, role=role),
    st.integers(0, 99),
    st.sampled_from(
        [
            "ann@acme.example",
            "ANN@acme.example",
            "bo@acme.example",
            "bo@ap.acme.example",
            "x@evil.example",
            "x@gmail.com",
        ]
    ),
    st.sampled_from(STATUSES),
    st.sampled_from(["billing", "", "director"]),
)
MESSAGE = st.builds(
    lambda text, sender, automatic, bounced: an.message(text, sender=sender, automatic=automatic, bounced=bounced),
    st.sampled_from(["Thank you.", "I have left Acme."]),
    st.sampled_from(["ann@acme.example", "bo@acme.example", "x@evil.example"]),
    st.sampled_from([None, *Automatic]),
    st.sampled_from([(), ("ann@acme.example",)]),
)


@given(
    contacts=st.lists(CONTACT, max_size=5, unique_by=lambda each: each.id),
    messages=st.lists(MESSAGE, max_size=2),
    domain=st.sampled_from(["acme.example", "ap.acme.example", "gmail.com", None]),
)
def test_a_recipient_always_fits(contacts, messages, domain) -> None:  # type: ignore[no-untyped-def]
    packet = an.sorted_one(
        an.book(account=an.account(domain=domain), contacts=tuple(contacts), messages=tuple(messages))
    )
    to = packet.recipient
    if to is None:
        assert choose_play(packet, None) is None
        assert any(gate.kind is GateKind.NO_VERIFIED_CONTACT for gate in packet.gates)
        return
    same = [each for each in packet.contacts if each.email.casefold() == to.email.casefold()]
    assert {each.status for each in same} == {ContactStatus.VERIFIED}
    assert all(each.departure is None and each.bounce is None for each in same)
    own = own_domains(packet.account)
    assert fits(to.email, own) if own else packet.route is not Route.ROUTINE


@pytest.mark.parametrize("status", [None, ContactStatus.UNVERIFIED, ContactStatus.BOUNCED, ContactStatus.LEFT])
def test_an_address_that_another_row_doubts_is_not_written_to(status: ContactStatus | None) -> None:
    doubt = an.contact(id="K2", name="AP team", email="Ann@Acme.example", status=status)
    packet = an.sorted_one(an.book(contacts=(an.contact(), doubt)))

    assert packet.recipient is None
    (reason,) = [each for each in packet.reasons if each.rule == "no_verified_contact"]
    assert "Ann Quill: another row has ann@acme.example, and not as verified" in [e.fact for e in reason.evidence]


def test_a_verified_contact_elsewhere_is_named_with_the_domain_it_is_not_at() -> None:
    packet = an.sorted_one(an.book(contacts=(an.contact(email="ann@acme-payments.example"),)))

    assert packet.recipient is None
    (reason,) = [each for each in packet.reasons if each.rule == "no_verified_contact"]
    assert [each.fact for each in reason.evidence] == ["Ann Quill: ann@acme-payments.example is not at acme.example"]


@pytest.mark.parametrize("domain", [None, "", "gmail.com"])
def test_without_a_domain_of_their_own_finance_sees_the_address_first(domain: str | None) -> None:
    packet = an.sorted_one(an.book(account=an.account(domain=domain)))

    assert packet.recipient is not None
    assert packet.route is Route.EXCEPTION
    (reason,) = [each for each in packet.reasons if each.rule == unknown_domain.__name__]
    assert [each.fact for each in reason.evidence] == ["to ann@acme.example"]


def composed(packet: FollowUpPacket) -> Draft:
    return compose(packet, play=Play.REMINDER, path=None, policy=a.a_policy(), sender=a.OLIVE, remittance=a.REMITTANCE)


# ── everywhere ───────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("header", ["to", "cc"])
@pytest.mark.parametrize("status", [None, ContactStatus.UNVERIFIED, ContactStatus.BOUNCED, ContactStatus.LEFT])
def test_neither_to_nor_cc_takes_an_address_that_is_not_verified(header: str, status: ContactStatus | None) -> None:
    other = replace(a.a_contact(), id="K2", email="other@brightwater.example", status=status)
    packet = a.a_packet(contacts=(a.a_contact(), other))
    draft = composed(packet)
    edited = replace(draft, **{header: (*getattr(draft, header), other.email)})

    found = guard.check(edited, packet, a.a_policy())
    assert [each.span for each in found if each.rule == "wrong_recipient" and each.weight is Weight.HARD] == [
        other.email
    ]
    assert drift(edited, packet, packet)


def test_the_hand_over_names_what_came_back() -> None:
    then = an.assembled()
    draft = replace(composed(a.a_packet()), to=("ann@acme.example",), invoices=())
    book = an.book(contacts=(an.contact(status=ContactStatus.BOUNCED, bounce=a.a_reason("x").evidence[0]),))

    assert drift(draft, then, an.assembled(book))[0] == "ann@acme.example is no longer a verified contact: x."


def test_the_hand_over_takes_a_mail_back_when_the_domain_is_another_one() -> None:
    then, now = an.assembled(), an.assembled(an.book(account=an.account(domain="acme-group.example")))
    draft = replace(composed(a.a_packet()), to=("ann@acme.example",), invoices=())

    assert any("is not at acme-group.example" in each for each in drift(draft, then, now))
