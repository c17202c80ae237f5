"""Whatever anybody writes: recipient, amounts, invoices, links and gates stay, and no route gets lower."""

from dataclasses import replace
from email import message_from_bytes
from email.utils import getaddresses
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.mail_bytes import rendered
from bot.errors import DeliveryRefusedError
from models.attachment import Attachment
from models.draft import Draft, Weight
from models.ledger import AccountLedger
from models.packet import Route
from tests.bot.stages import ledger_builder as b
from tests.properties.attacks import ATTACKS
from tests.properties.carriers import CARRIERS, FILLER, Outcome, ledger, outcome

attacks = st.one_of(
    st.sampled_from(ATTACKS),
    st.tuples(st.sampled_from(ATTACKS), st.sampled_from(ATTACKS)).map("\n".join),
    st.text(max_size=200),
)
fuzz = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def benign(carrier: str, with_path: bool) -> Outcome:
    return outcome(CARRIERS[carrier](FILLER), with_path=with_path)


def check(carrier: str, text: str) -> None:
    book = CARRIERS[carrier](text)
    found = outcome(book, with_path=False)
    compare(found, benign(carrier, False))
    if found.route is Route.EXECUTIVE_REVIEW:
        # Only once a path is chosen is there a draft to look at.
        compare(outcome(book, with_path=True), benign(carrier, True))


def compare(found: Outcome, expected: Outcome) -> None:
    assert found.route >= expected.route
    assert found.gates >= expected.gates
    assert found.lines == expected.lines
    assert found.recipient in (expected.recipient, None)
    check_draft(found, expected)


def check_draft(found: Outcome, expected: Outcome) -> None:
    if found.draft is None:
        return
    assert expected.draft is not None, "words of theirs made a draft where there is none"
    assert (found.draft.to, found.draft.cc) in ((expected.draft.to, expected.draft.cc), ((), ()))
    assert (found.draft.sender, found.draft.reply_to) == (expected.draft.sender, expected.draft.reply_to)
    asked = dict(zip(found.draft.invoices, found.draft.amounts, strict=False))
    allowed = dict(zip(expected.draft.invoices, expected.draft.amounts, strict=False))
    assert asked.items() <= allowed.items()
    assert set(found.draft.invoices) <= set(expected.draft.invoices)
    assert found.links <= expected.links
    assert "\n" not in found.draft.subject
    assert "\r" not in found.draft.subject + found.draft.body


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_filler_has_a_draft_or_a_path_gives_it_one(carrier):
    assert benign(carrier, True).draft is not None or benign(carrier, True).gates


@pytest.mark.parametrize("carrier", CARRIERS)
def test_no_attack_of_the_corpus_moves_anything(carrier):
    for text in ATTACKS:
        try:
            check(carrier, text)
        except AssertionError as error:
            raise AssertionError(f"{carrier}: {text!r}: {error}") from error


@pytest.mark.parametrize("carrier", CARRIERS)
def test_no_other_text_moves_anything(carrier):
    @fuzz
    @given(attacks)
    def every(text: str) -> None:
        check(carrier, text)

    every()


def test_an_invoice_number_that_is_more_than_a_number_never_goes_out_unseen():
    expected = outcome(ledger(), with_path=False)
    for text in ATTACKS:
        found = outcome(with_number(text), with_path=False)
        assert found.route >= expected.route, text
        assert found.gates >= expected.gates, text
        assert sorted(money.minor for money in found.lines.values()) == [25_000, 100_000], text
        assert found.recipient == expected.recipient, text
        if found.links - expected.links:
            assert Weight.HARD in found.findings, text


def with_number(text: str) -> AccountLedger:
    book = ledger()
    return replace(book, invoices=(replace(book.invoices[0], number=text), *book.invoices[1:]))


@pytest.mark.parametrize("field", ["subject", "body", "sender", "to", "references", "attachments"])
def test_a_mail_with_an_attack_in_it_has_no_header_and_no_part_of_theirs_or_stays(field):
    draft = outcome(ledger(), with_path=False).draft
    assert draft is not None
    usual = message_from_bytes(rendered(draft, message_id="<x@fennel.example>", at=b.AT))
    for text in ATTACKS:
        changed, files = attacked(draft, field, text)
        try:
            data = rendered(changed, message_id="<x@fennel.example>", at=b.AT, files=files)
        except DeliveryRefusedError:
            continue
        mail = message_from_bytes(data)
        added = {"In-Reply-To", "References"} if field == "references" else set()
        assert set(mail.keys()) - set(usual.keys()) <= added, text
        assert getaddresses(mail.get_all("To", [])) == getaddresses(usual.get_all("To", [])) or field == "to", text
        assert "Bcc" not in mail, text
        assert sum(1 for _ in mail.walk()) == (3 if files else 1), text


def attacked(draft: Draft, field: str, text: str) -> tuple[Draft, tuple[bytes, ...]]:
    """*draft* with *text* in one field, and the bytes of its attachments."""
    match field:
        case "sender":
            return replace(draft, sender=f"{text} <accounts@fennel.example>"), ()
        case "to" | "references":
            return replace(draft, **{field: (text,)}), ()
        case "attachments":
            file = Attachment(document="1001", name=text, digest="0" * 64, size=1)
            return replace(draft, attachments=(file,)), (b"%PDF-1.4",)
        case _:
            return replace(draft, **{field: text}), ()
