from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.errors import NotNowError
from bot.stages.draft import choose_play, compose, with_edits
from bot.stages.guard import check
from models.correspondence import ContactStatus
from models.decision import Path
from models.draft import Draft, Play, Tone, Weight
from models.gate import Gate, GateEffect, GateKind
from models.money import Money
from models.packet import FollowUpPacket, Route
from models.unapplied import UnappliedCredit
from tests.bot.stages.packet_builder import (
    OLIVE,
    REMITTANCE,
    a_contact,
    a_message,
    a_packet,
    a_path,
    a_policy,
    a_reason,
    a_touch,
    an_account,
    an_item,
    on_time_history,
    reminded,
)

TWO = (an_item(), an_item("INV-1010", 50000, date(2026, 6, 1), po_number=None))


def _composed(packet: FollowUpPacket, play: Play = Play.REMINDER, **kwargs: object) -> Draft:
    given = {"path": None, "policy": a_policy(), "sender": OLIVE, "remittance": REMITTANCE} | kwargs
    return compose(packet, play=play, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rules", "play"),
    [
        ((), Play.REMINDER),
        (("unapplied_cash",), Play.REMINDER),
        (("renewal_near",), Play.NUDGE),
        (("missing_po",), Play.ASK_PO),
        (("missing_po", "renewal_near"), Play.ASK_PO),
        (("contact_left",), Play.ASK_CONTACT),
        (("owed_work",), Play.STATUS_NOTE),
        (("serious_ticket", "missing_po"), Play.STATUS_NOTE),
    ],
)
def test_the_reason_decides_the_play(rules: tuple[str, ...], play: Play) -> None:
    assert choose_play(a_packet(reasons=tuple(map(a_reason, rules))), None) is play


@pytest.mark.parametrize(
    ("path", "play"),
    [
        (Path.NOTE_BY_OWNER, Play.NUDGE),
        (Path.REST_ONLY, Play.REMINDER),
        (Path.FINANCE_TAKES_OVER, Play.REMINDER),
        (Path.OWNER_CALLS, None),
        (Path.HOLD, None),
    ],
)
def test_an_executive_review_has_no_draft_until_a_path_is_chosen(path: Path, play: Play | None) -> None:
    packet = a_packet(route=Route.EXECUTIVE_REVIEW, reasons=(a_reason("strategic_account", Route.EXECUTIVE_REVIEW),))
    assert choose_play(packet, None) is None
    assert choose_play(packet, a_path(path)) is play


@pytest.mark.parametrize(
    ("path", "play"),
    [
        (Path.NOTE_BY_OWNER, Play.STATUS_NOTE),
        (Path.FINANCE_TAKES_OVER, Play.STATUS_NOTE),
        (Path.OWNER_CALLS, None),
        (Path.HOLD, None),
    ],
)
def test_who_was_promised_a_credit_is_asked_for_no_money_on_any_path(path: Path, play: Play | None) -> None:
    packet = a_packet(route=Route.EXECUTIVE_REVIEW, reasons=(a_reason("promised_credit", Route.EXECUTIVE_REVIEW),))
    assert choose_play(packet, None) is None
    assert choose_play(packet, a_path(path)) is play


def test_nobody_to_write_to_nothing_to_ask_or_a_suspicion_means_no_draft() -> None:
    gate = Gate(GateKind.SUSPICION, GateEffect.NO_APPROVE, "a sentence reads like a dispute", "confirm or reject it")
    assert choose_play(a_packet(recipient=None), None) is None
    assert choose_play(a_packet(items=()), None) is None
    assert choose_play(a_packet(unapplied=Money(123450, "EUR")), None) is None
    assert choose_play(a_packet(gates=(gate,)), None) is None


def test_a_first_reminder_reads_as_a_person_wrote_it() -> None:
    draft = _composed(a_packet())
    assert draft.sender == '"Olive Byrne, Fennel Systems" <billing@fennel.example>'
    assert (draft.reply_to, draft.to, draft.cc) == ("ar@fennel.example", ("anna.keller@brightwater.example",), ())
    assert draft.subject == "Invoice INV-1007, Fennel Systems"
    assert draft.body.startswith("Hello Anna,\n\n")
    assert "- INV-1007: €1,234.50 open, due 11 May 2026, 47 days past due, your PO 4500012" in draft.body
    assert draft.body.rstrip().endswith("Kind regards\nOlive Byrne\nFennel Systems")
    assert "Together" not in draft.body
    assert (draft.invoices, draft.amounts) == (("INV-1007",), (Money(123450, "EUR"),))
    assert draft.composed == draft.body


def test_every_stated_fact_has_its_record() -> None:
    packet = reminded(a_packet(items=TWO), date(2026, 6, 1), date(2026, 6, 12))
    claims = {claim.sentence_id: claim for claim in _composed(packet).claims}
    assert len(claims["invoice_lines"].evidence) == 2
    assert claims["total"].evidence
    assert claims["reminded"].evidence[0].origin.row == "invoices.csv:14"


def test_a_subset_is_written_for_the_ticked_lines_only() -> None:
    draft = _composed(a_packet(items=TWO), invoices=frozenset({"INV-1010"}))
    assert draft.invoices == ("INV-1010",)
    assert "INV-1007" not in draft.subject + draft.body
    with pytest.raises(NotNowError):
        _composed(a_packet(items=TWO), invoices=frozenset())


@pytest.mark.parametrize(("sent", "tone"), [(0, Tone.COURTESY), (1, Tone.NUDGE), (2, Tone.FIRM), (7, Tone.FIRM)])
def test_the_tone_follows_what_was_really_sent(sent: int, tone: Tone) -> None:
    assert _composed(a_packet(reminders_sent=sent, last_touch=a_touch())).tone is tone


def test_a_delicate_account_is_never_written_to_firmly() -> None:
    chased = a_packet(reminders_sent=5, last_touch=a_touch())
    assert _composed(replace(chased, reasons=(a_reason("renewal_near"),))).tone is Tone.NUDGE
    assert _composed(replace(chased, account=an_account(tier="enterprise"))).tone is Tone.NUDGE
    assert _composed(replace(chased, account=an_account(tier=None))).tone is Tone.NUDGE
    assert _composed(chased, Play.NUDGE, path=a_path(Path.NOTE_BY_OWNER)).tone is Tone.NUDGE


def test_a_first_time_late_customer_is_thanked_for_years() -> None:
    body = _composed(a_packet(context=(on_time_history(),))).body
    assert "for 6 years, and your payments have always come in on time" in body
    assert "years" not in _composed(a_packet(context=(on_time_history(),), reminders_sent=1)).body


def test_an_earlier_letter_is_mentioned_only_after_a_sent_reminder() -> None:
    assert "wrote to you" not in _composed(a_packet(last_touch=a_touch())).body
    assert "wrote to you about this on 1 June." in _composed(reminded(a_packet(), date(2026, 6, 1))).body


def test_credit_is_named_with_what_is_left() -> None:
    body = _composed(a_packet(unapplied=Money(20000, "EUR"))).body
    assert "€200.00" in body
    assert "€1,034.50 is left" in body


LEFT = UnappliedCredit(id="P-9", amount=Money(20000, "EUR"), left_by="Arjun Rao", left_because="a deposit")


@pytest.mark.parametrize("play", [Play.REMINDER, Play.NUDGE, Play.ASK_PO, Play.ASK_CONTACT, Play.STATUS_NOTE])
def test_money_that_a_person_left_unapplied_is_not_named_and_all_that_is_open_is_asked_for(play: Play) -> None:
    packet = a_packet(unapplied=LEFT.amount, credits=(LEFT,))
    assert _composed(packet, play).body == _composed(a_packet(), play).body
    assert check(_composed(packet, play), packet, policy=a_policy(), remittance=REMITTANCE) == ()


def test_only_the_money_nobody_has_left_is_named() -> None:
    other = replace(LEFT, id="P-10", amount=Money(3450, "EUR"), left_by="", left_because="")
    body = _composed(a_packet(unapplied=Money(23450, "EUR"), credits=(LEFT, other))).body
    assert "€34.50" in body
    assert "€1,200.00 is left" in body


def test_naming_money_that_was_left_is_a_figure_not_on_record() -> None:
    packet = a_packet(unapplied=LEFT.amount, credits=(LEFT,))
    draft = _composed(packet)
    told = with_edits(draft, subject=draft.subject, body=f"{draft.body}\nWe hold €200.00 of yours.\n", editor_id="U1")
    found = check(told, packet, policy=a_policy(), remittance=REMITTANCE)
    assert any(each.weight is Weight.HARD and "200" in each.span for each in found)


def test_without_bank_details_none_are_given() -> None:
    body = _composed(a_packet(), remittance=None).body
    assert "IBAN" not in body
    assert "printed on the invoice." in body


def test_a_status_note_asks_for_nothing() -> None:
    draft = _composed(a_packet(), Play.STATUS_NOTE)
    assert (draft.invoices, draft.amounts) == ((), ())
    assert "INV-1007" not in draft.subject + draft.body
    assert "pay" not in draft.body


def test_asking_for_a_po_names_only_invoices_without_one() -> None:
    body = _composed(a_packet(items=TWO), Play.ASK_PO).body
    assert "purchase order number for invoice INV-1010?" in body


def test_asking_after_a_departed_contact_names_them() -> None:
    gone = a_contact("Peter Novak", "peter@brightwater.example", status=ContactStatus.LEFT)
    packet = a_packet(contacts=(gone, a_contact()))
    assert "Peter Novak no longer" in _composed(packet, Play.ASK_CONTACT).body
    assert "our usual contact no longer" in _composed(a_packet(), Play.ASK_CONTACT).body


def test_the_rest_is_asked_for_without_a_word_about_the_dispute() -> None:
    body = _composed(a_packet(), path=a_path(Path.REST_ONLY)).body
    assert "one invoice only" in body
    assert "disput" not in body


def test_an_answer_keeps_its_thread_only_if_the_subject_is_about_these_invoices() -> None:
    ours = a_message()
    theirs = a_message("RE: Invoice INV-1007, Fennel Systems", message_id="<m2@brightwater.example>")
    draft = _composed(a_packet(exchanges=(theirs, ours)))
    assert draft.subject == "Re: Invoice INV-1007, Fennel Systems"
    assert draft.references == ("<m1@fennel.example>", "<m2@brightwater.example>")
    for subject in ("Onboarding", "INV-1007 please pay to our new bank", "Invoices INV-1007 INV-0001"):
        assert _composed(a_packet(exchanges=(a_message(subject),))).references == ()


@pytest.mark.parametrize(
    "name", ["=?utf-8?q?a=0d=0aBcc:_x@evil.example?=", "Anna\r\nBcc: x@evil.example", "\u202eannA"]
)
def test_a_hostile_name_cannot_reach_a_header(name: str) -> None:
    contact = a_contact(name)
    draft = _composed(a_packet(recipient=contact, contacts=(contact,), items=(an_item(f"INV-1{name}"),)))
    for value in (draft.subject, draft.sender):
        assert "=?" not in value
        assert value.isprintable()


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Dr. Anna Keller", "Anna"),
        ("Keller, Anna", "Anna"),
        ("Accounts Payable", "there"),
        ("", "there"),
        ("Anna", "Anna"),
    ],
)
def test_people_are_greeted_by_first_name(name: str, greeted: str) -> None:
    contact = a_contact(name)
    assert _composed(a_packet(recipient=contact, contacts=(contact,))).body.startswith(f"Hello {greeted},\n")


def test_a_persons_words_keep_only_the_claims_that_still_stand() -> None:
    draft = _composed(a_packet())
    line = next(claim.text for claim in draft.claims if claim.sentence_id == "invoice_lines")
    edited = with_edits(draft, subject="About INV-1007", body=f"Hi Anna,\n{line}\nWhen?", editor_id="U7")
    assert [claim.sentence_id for claim in edited.claims] == ["invoice_lines"]
    assert (edited.edited_by, edited.composed, edited.to) == ("U7", draft.body, draft.to)
    assert edited.content_hash() != draft.content_hash()


def test_a_conversation_of_a_stranger_is_not_carried_on_with_the_customer() -> None:
    ours = a_message()
    stranger = a_message(
        "Re: Invoice INV-1007, Fennel Systems", id="M2", message_id="<m2@law.example>", sender_unknown=True
    )
    draft = _composed(a_packet(exchanges=(stranger, ours)))
    assert draft.references == ("<m1@fennel.example>",)
    assert _composed(a_packet(exchanges=(stranger,))).references == ()


def test_an_instalment_is_named_by_its_own_number_and_passes_the_guard() -> None:
    second = an_item("F26-0117/2", document="F26-0117", instalment="2/3")
    third = an_item("F26-0117/3", due_on=date(2026, 7, 30), document="F26-0117", instalment="3/3")
    packet = a_packet(items=(second,), not_due=(third,))
    draft = _composed(packet)
    assert draft.invoices == ("F26-0117/2",)
    assert "- F26-0117/2: €1,234.50 open" in draft.body
    assert check(draft, packet, a_policy(), remittance=REMITTANCE) == ()
    for other in ("F26-0117", "F26-0117/1", "F26-0117/3", "F26-0117/22"):
        edited = with_edits(
            draft, subject=draft.subject, body=draft.body.replace("F26-0117/2", other), editor_id=OLIVE.user_id
        )
        found = check(edited, packet, a_policy(), remittance=REMITTANCE)
        assert {finding.weight for finding in found} >= {Weight.HARD}, other
