"""Which language a letter is in, and that it is never two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.stages.draft import compose
from bot.stages.letter_language import bank_for, bank_in, beside, can_say
from models.draft import Draft, Play
from models.packet import FollowUpPacket
from models.policy import Policy
from prompts import Composition, load_bank, load_compositions
from tests.bot.stages.packet_builder import (
    OLIVE,
    REMITTANCE,
    a_contact,
    a_packet,
    a_policy,
    an_account,
    an_item,
)

FRENCH = load_bank("fr")


def _reading(contact: str | None, account: str | None, name: str = "Jana Weber") -> FollowUpPacket:
    recipient = a_contact(name=name, language=contact)
    return a_packet(recipient=recipient, contacts=(recipient,), account=an_account(language=account))


def _composed(packet: FollowUpPacket, policy: Policy | None = None) -> Draft:
    return compose(
        packet, play=Play.REMINDER, path=None, policy=policy or a_policy(), sender=OLIVE, remittance=REMITTANCE
    )


def _not_in_french() -> Composition:
    return next(row for row in load_compositions() if not can_say(FRENCH, [name for p in row.paragraphs for name in p]))


@pytest.mark.parametrize(
    ("contact", "account", "written"),
    [
        ("de", "en", "de"),
        (None, "de", "de"),
        ("en", "de", "en"),
        ("de-CH", "fr", "de-CH"),
        ("DE", None, "DE"),
        (None, None, "en"),
        ("nl", "de", "en"),
        ("../../pyproject", None, "en"),
    ],
)
def test_the_contacts_language_counts_then_the_accounts_then_english(
    contact: str | None, account: str | None, written: str
) -> None:
    assert _composed(_reading(contact, account)).language == written


def test_a_letter_that_lacks_one_sentence_is_in_english_from_end_to_end() -> None:
    row = _not_in_french()
    assert bank_for(_reading("fr", "fr"), row).language == "en"
    assert bank_for(_reading("de", "de"), row).language == "de"


def test_no_letter_mixes_two_languages() -> None:
    greeting = replace(FRENCH, sentences={"greeting": FRENCH.sentences["greeting"]})
    assert not can_say(greeting, load_bank("en").sentences)
    assert not can_say(replace(FRENCH, lines={}), ["greeting"])


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "- INV-1007: 1.234,50 € offen, fällig am 11. Mai 2026, 47 Tage überfällig"),
        ("de-AT", "- INV-1007: € 1.234,50 offen, fällig am 11. Mai 2026, 47 Tage überfällig"),
        ("de-CH", "- INV-1007: EUR 1’234.50 offen, fällig am 11. Mai 2026, 47 Tage überfällig"),
        ("fr", "- INV-1007 : 1 234,50 € restant dus, échéance le 11 mai 2026, 47 jours de retard"),
        ("es", "- INV-1007: 1.234,50 € pendientes, con vencimiento el 11 de mayo de 2026, 47 días de retraso"),
        ("es-MX", "- INV-1007: EUR 1,234.50 pendientes, con vencimiento el 11 de mayo de 2026, 47 días de retraso"),
        ("en-GB", "- INV-1007: €1,234.50 open, due 11 May 2026, 47 days past due"),
    ],
)
def test_figures_and_days_are_those_of_the_region(language: str, line: str) -> None:
    assert line in _composed(_reading(language, "en")).body


@pytest.mark.parametrize(
    ("language", "name", "greeting"),
    [
        ("en", "Jana Weber", "Hello Jana,"),
        ("de", "Jana Weber", "Guten Tag Jana Weber,"),
        ("de", "Weber, Jana", "Guten Tag Jana Weber,"),
        ("de", "Dr. Jana Weber", "Guten Tag Dr. Jana Weber,"),
        ("de", "Frau Weber", "Guten Tag Frau Weber,"),
        ("de", "Mrs. Jana Weber", "Guten Tag Jana Weber,"),
        ("de", "Weber", "Guten Tag,"),
        ("de", "Rechnungseingang Krummsee", "Guten Tag,"),
        ("fr", "Nadège Perrotin", "Bonjour Nadège Perrotin,"),
        ("fr", "Service Comptabilité", "Bonjour,"),
        ("es", "Remedios Cañamero", "Buenos días, Remedios Cañamero:"),
        ("es", "Proveedores", "Buenos días:"),
    ],
)
def test_a_greeting_is_as_near_as_its_language_wants_it(language: str, name: str, greeting: str) -> None:
    assert _composed(_reading(language, "en", name)).body.startswith(f"{greeting}\n\n")


def test_german_goes_on_small_after_the_comma_and_a_noun_keeps_its_capital() -> None:
    after = _composed(_reading("de", None)).body.split("\n\n")[1]
    assert after[0].islower() or after.split(" ")[0] in ("Sie", "Ihre", "Rechnung")
    assert _composed(_reading("fr", None)).body.split("\n\n")[1][0].isupper()


def test_switzerland_writes_no_sharp_s_but_in_a_name() -> None:
    packet = _reading("de-CH", None, "Anna Weiß")
    body = _composed(packet).body
    assert "Guten Tag Anna Weiß," in body
    assert "Mit freundlichen Grüssen" in body
    assert "Mit freundlichen Grüßen" in _composed(_reading("de-AT", None)).body


def test_the_same_is_kept_for_those_of_ours_who_do_not_read_the_letter() -> None:
    draft = _composed(_reading("de", None))
    assert [each.language for each in draft.renderings] == ["en"]
    (rendering,) = draft.renderings
    assert rendering.sentences.keys() == {claim.sentence_id for claim in draft.claims}
    assert "- INV-1007: €1,234.50 open, due 11 May 2026, 47 days past due" in rendering.sentences["invoice_lines"]
    assert (rendering.of_subject, rendering.subject[:8]) == (draft.subject, "Invoice ")


@pytest.mark.parametrize(
    ("language", "read", "kept"),
    [
        ("en", ("en",), []),
        ("en-GB", ("en",), []),
        ("en", ("de",), ["de"]),
        ("de", ("de", "en"), []),
        ("de-CH", ("de",), []),
        ("de", ("fr", "en"), ["fr"]),
        ("de", ("pl", "en"), ["en"]),
        ("de", ("pl",), []),
    ],
)
def test_it_is_kept_in_what_they_read_best_of_what_there_is(
    language: str, read: tuple[str, ...], kept: list[str]
) -> None:
    policy = a_policy(members={"U01": replace(OLIVE, reads=read)})
    assert [each.language for each in _composed(_reading(language, None), policy).renderings] == kept


def test_several_people_are_served_with_each_language_once() -> None:
    members: Mapping[str, object] = {
        "U01": OLIVE,
        "U02": replace(OLIVE, user_id="U02"),
        "U03": replace(OLIVE, user_id="U03", reads=("fr",)),
    }
    bank = bank_in("de")
    assert bank is not None
    assert [each.language for each in beside(bank, ["greeting"], a_policy(members=members))] == ["en", "fr"]


def test_what_is_kept_beside_a_letter_is_no_part_of_its_approval() -> None:
    draft = _composed(_reading("de", None))
    assert draft.renderings
    assert replace(draft, renderings=()).content_hash() == draft.content_hash()


def test_a_letter_about_several_invoices_counts_and_adds_in_its_language() -> None:
    items = tuple(an_item(f"INV-{number}", 50000) for number in range(4))
    draft = _composed(replace(_reading("de", None), items=items))
    assert draft.subject == "4 offene Rechnungen, Fennel Systems"
    assert "2.000,00 €" in draft.body
