"""The letter a second time on its card, for a reviewer who does not read its language."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.cards.details_form import details_form
from bot.cards.packet import packet_card, shows_all
from models.draft import Claim, Draft, Rendering
from models.packet_record import PacketRecord
from models.people import Reviewer, Role
from models.policy import Policy
from tests.bot.cards import record_builder as b

_OPENING = "die Rechnung INV-1007 ist bei uns noch offen."
_ASK = "Wann dürfen wir mit der Zahlung rechnen?"
_BODY = f"Guten Tag Ada Ng,\n\n{_OPENING} {_ASK}\n\nMit freundlichen Grüßen\nOlive Owner\n"
_ENGLISH = Rendering(
    language="en",
    subject="Invoice INV-1007, Acme GmbH",
    of_subject="Rechnung INV-1007, Acme GmbH",
    sentences={
        "greeting": "Hello Ada,",
        "opening": "Invoice INV-1007 is still open on our side.",
        "ask": "When can we expect the payment?",
        "sign_off": "Kind regards\nOlive Owner",
    },
)
_TITLE = "The same in English, for you; it is not sent"


def german(**changes: Any) -> Draft:
    claims = (
        Claim("greeting", "Guten Tag Ada Ng,"),
        Claim("opening", _OPENING),
        Claim("ask", _ASK),
        Claim("sign_off", "Mit freundlichen Grüßen\nOlive Owner"),
    )
    usual: dict[str, Any] = {
        "language": "de",
        "subject": _ENGLISH.of_subject,
        "body": _BODY,
        "composed": _BODY,
        "claims": claims,
        "renderings": (_ENGLISH,),
    }
    return b.draft(**(usual | changes))


def record(draft: Draft | None = None, *, language: str | None = "de") -> PacketRecord:
    usual = b.record(draft=draft or german())
    return replace(usual, packet=replace(usual.packet, account=replace(usual.packet.account, language=language)))


def reading(*read: str, of: str = b.OLIVE) -> Policy:
    return replace(b.POLICY, members={**b.POLICY.members, of: replace(b.POLICY.members[of], reads=read)})


def card(shown: PacketRecord, policy: Policy = b.POLICY) -> str:
    return json.dumps(packet_card(shown, policy=policy, live=True).blocks, ensure_ascii=False)


def details(shown: PacketRecord, policy: Policy = b.POLICY) -> str:
    return json.dumps(details_form(shown, policy=policy, channel="C1", ts="1.0"), ensure_ascii=False)


def test_a_reviewer_who_reads_no_german_has_the_same_in_english_beneath_the_letter() -> None:
    shown = card(record())
    assert shown.index("dürfen wir mit der Zahlung") < shown.index(_TITLE)
    same = shown[shown.index(_TITLE) :]
    assert "Subject: Invoice INV-1007, Acme GmbH" in same
    assert "Hello Ada,\\n\\nInvoice INV-1007 is still open on our side. When can we expect the payment?" in same
    assert "not translated" not in same


@pytest.mark.parametrize("read", [("de",), ("en", "de")])
def test_a_reviewer_who_reads_german_has_it_once(read: tuple[str, ...]) -> None:
    assert "The same in" not in card(record(), reading(*read)) + details(record(), reading(*read))


def test_a_letter_of_a_region_is_read_by_whoever_reads_the_language() -> None:
    assert "The same in" not in card(record(german(language="de-CH")), reading("de"))


def test_a_card_of_a_role_has_it_when_one_of_the_role_needs_it() -> None:
    theirs = replace(record(), reviewer=Reviewer(Role.FINANCE_LEADERSHIP))
    assert _TITLE in card(theirs)
    assert _TITLE not in card(theirs, reading("de", of=b.FIN))


def test_a_delegate_who_needs_it_has_it() -> None:
    owner = replace(b.POLICY.members[b.OLIVE], reads=("de",), delegate=b.FIN)
    assert _TITLE in card(record(), replace(b.POLICY, members={**b.POLICY.members, b.OLIVE: owner}))


def test_what_a_person_or_a_model_wrote_stands_in_it_as_it_is_and_marked() -> None:
    body = _BODY.replace(_ASK, "Rufen Sie mich gern an.")
    edited = german(body=body, edited_by=b.OLIVE, claims=tuple(c for c in german().claims if c.text in body))
    same = card(record(edited)).split(_TITLE)[1]
    assert "Invoice INV-1007 is still open on our side. [not translated: Rufen Sie mich gern an.]" in same
    assert "When can we expect" not in same


def test_a_subject_that_a_person_wrote_is_marked_too() -> None:
    same = card(record(german(subject="Noch offen", edited_by=b.OLIVE))).split(_TITLE)[1]
    assert "Subject: [not translated: Noch offen]" in same


def test_it_says_so_where_nothing_is_approved_in_a_language_they_read() -> None:
    assert "There are no approved words for this letter in Polish." in card(record(), reading("pl"))


def test_it_is_the_first_to_give_way_and_the_card_says_where_it_is() -> None:
    lines = "\n".join(f"Zeile {number}: es bleibt dabei, wie besprochen." for number in range(68))
    crowded = record(german(body=_BODY.replace(_ASK, f"{_ASK}\n{lines}")))
    unread = b.message("Bitte warten. " * 250)
    crowded = replace(crowded, packet=replace(crowded.packet, unread=(unread,)))
    shown = card(crowded)
    assert _TITLE not in shown
    told = {"type": "text", "text": "The same in English is in Details."}
    assert json.dumps(told) in shown
    without = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [told]}]}
    assert shown.replace(f", {json.dumps(without)}", "") == card(crowded, reading("de"))
    assert shows_all(crowded, b.POLICY)
    assert "Zeile 67" in details(crowded).split(_TITLE)[1]


def test_it_is_no_part_of_what_is_approved() -> None:
    assert german().content_hash() == german(renderings=()).content_hash()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (None, "In English: no record says what they read"),
        ("nl", "In English: they read Dutch, in which this letter has no approved words"),
        ("xx", "In English: they read xx, in which this letter has no approved words"),
    ],
)
def test_a_letter_in_english_for_want_of_better_says_why(language: str | None, told: str) -> None:
    assert told in card(record(b.draft(), language=language))


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_a_letter_in_their_own_language_needs_no_word(language: str) -> None:
    assert "In English" not in card(record(b.draft(), language=language))
