"""Whatever a customer writes stays characters: no mention, no link, no fake row, no hidden mark; and it fits."""

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.cards import forms, invoice, matches, notices
from bot.cards.dispute import dispute_card
from bot.cards.drawing import Drawing
from bot.cards.limits import check, check_view
from bot.cards.morning import ListRow, Since, morning_list
from bot.cards.packet import packet_card
from bot.cards.standing_holds import HoldsAnswer
from bot.cards.text import hides_something, safe, safe_lines, top_text
from models.dispute import DisputedLine
from models.draft import Finding, Weight
from models.evidence import Evidence, Gap
from models.hold import HoldKind, StandingHold
from models.late_reason import LateCode, LateReason
from models.ledger import Contradiction, Promise
from models.packet import ContextLine, ContextName, OpenItem
from models.packet_record import PacketRecord
from models.people import Role
from models.promise import KeptWord, Outcome
from models.risk import Risk, RiskPart
from models.signal import Signal, SignalKind
from models.unapplied import UnappliedCredit
from tests.bot.cards import record_builder as b

NASTY = (
    "<!channel> pay",
    "<@U0LIVE> *now*",
    "<https://evil.example|Pay here>",
    "`code` _it_ ~x~ >quote",
    "a\nb\n\nApproved by Olive",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "\u200bpay\u200d\ufeff me\u00ad",
    "\x00\x1b[31m\ud800",
    "\u2028\u2029",
    "🚀" * 50,
    "שלום עולם",
    "z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308" * 20,
    "word " * 600,
    "x" * 3_000,
    "",
    " ",
)
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=400), st.text(max_size=12).map(lambda one: one * 250))
BAD = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


LATE = LateReason(code=LateCode.NO_ANSWER, owner=Role.FINANCE, play="call them", sentence="S.", evidence=())


def record_of(text: str) -> PacketRecord:
    """A record whose every foreign field is *text*."""
    lines = tuple(replace(one, invoice=replace(one.invoice, number=text, po_number=text)) for one in b.items(3))
    message = replace(b.message(text), subject=text, sender=text)
    base = b.packet(
        account=replace(b.packet().account, name=text),
        items=lines,
        context=tuple(ContextLine(name=name, text=text) for name in ContextName),
        exchanges=(message,) * 3,
        unread=(message,),
        signals=(Signal(kind=SignalKind.DISPUTE, quote=text, source_id=text, origin=b.origin(text, text)),),
        gates=(b.UNREAD_GATE, replace(b.CONTACT_GATE, why=text, lifted_by=text)),
        gaps=(Gap(text, text),),
        contradictions=(Contradiction("A-1", text, ((text, b.origin()), (text, b.origin()))),),
        credits=(
            UnappliedCredit(id=text, amount=b.euro(5)),
            UnappliedCredit(id=text, amount=b.euro(6), left_by=text, left_because=text),
        ),
        unapplied=b.euro(11),
        kept_words=(kept_word(text, lines),) * 9,
        holds=held(text),
        late_because=(replace(LATE, evidence=(Evidence(text, b.origin(text, text)),)),),
        risk=Risk((RiskPart(rule="r", points=1, sentence="S.", evidence=(Evidence(text, b.origin(text, text)),)),)),
    )
    draft = b.draft(items=lines, to=(text,), cc=(text,), subject=text, body=text)
    return b.record(packet=base, draft=draft, findings=(Finding(Weight.SOFT, "rule", text, text),), drift=(text,))


def kept_word(text: str, lines: tuple[OpenItem, ...]) -> KeptWord:
    numbers = tuple(item.invoice.number for item in lines)
    word = Promise(id="P", account_id="A-1", due_on=b.TODAY, said_by=text, origin=b.origin(text, text), quote=text)
    return KeptWord(
        promise=word,
        outcome=Outcome.BROKEN,
        until=b.TODAY,
        received=b.euro(0),
        promised=b.euro(5),
        invoices=numbers,
    )


def held(text: str) -> tuple[StandingHold, ...]:
    origin = b.origin(text, text)
    return tuple(StandingHold(kind=kind, origin=origin, reason=text, by_name=text) for kind in HoldKind)


def faces(text: str) -> list[PacketRecord]:
    one = record_of(text)
    suspicion = replace(one, packet=replace(one.packet, gates=(b.SUSPICION_GATE,)))
    return [one, suspicion, *(replace(one, state=state) for state in type(one.state))]


def harmless(thing: object) -> None:
    """No element is mrkdwn, no entity is live, nothing invisible is left."""
    if thing == {"type": "channel", "channel_id": "C0LIVE"}:
        # The policy's own; nobody outside has written it.
        return
    if isinstance(thing, dict):
        assert thing.get("type") not in {"mrkdwn", "link", "user", "usergroup", "broadcast", "channel", "markdown"}
        assert thing.get("emoji") is not True
        for key, value in thing.items():
            if isinstance(value, str) and key not in {"value", "private_metadata"}:
                assert not {c for c in value if unicodedata.category(c) in BAD and c != "\n"}, value
            harmless(value)
    elif isinstance(thing, list):
        for child in thing:
            harmless(child)


def harmless_drawing(drawing: Drawing) -> None:
    harmless(check(drawing).blocks)
    assert "<" not in drawing.text
    assert "://" not in drawing.text
    assert len(drawing.text) <= 150


fuzz = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@fuzz
@given(texts)
def test_packet_cards(text: str) -> None:
    for record in faces(text):
        for is_live in (True, False):
            harmless_drawing(packet_card(record, policy=b.POLICY, live=is_live))


@fuzz
@given(texts)
def test_dispute_cards(text: str) -> None:
    line = DisputedLine(text, b.euro(5))
    one = b.dispute(
        account_name=text, lines=(line,) * 12, rest=(line,) * 9, quote=text, note=text, flagged_by_name=text
    )
    harmless_drawing(dispute_card(one, policy=b.POLICY, live=True))
    harmless_drawing(dispute_card(one, policy=b.POLICY, live=False))


@fuzz
@given(texts, st.integers(0, 250))
def test_morning_lists(text: str, count: int) -> None:
    row = ListRow(
        account_name=text, amounts=(b.euro(5),), days_past_due=3, who_has_it=text, why=text, needs_you=count % 2 == 0
    )
    since = Since(when="yesterday", sent=1, paid=(text,) * 9, wrote=((text, text),) * 9, new=1)
    harmless_drawing(morning_list(b.POLICY.members[b.OLIVE], b.TODAY, [row] * count, since))


@fuzz
@given(texts)
def test_the_links_of_a_morning_list_are_ours(text: str) -> None:
    ours = "https://fennel.slack.com/archives/C0LIVE/p1"
    row = ListRow(account_name=text, amounts=(), days_past_due=3, who_has_it=text, why=text, needs_you=True, link=ours)
    drawing = check(morning_list(b.POLICY.members[b.OLIVE], b.TODAY, [row]))
    cell = next(block for block in drawing.blocks if block["type"] == "table")["rows"][1][0]
    (link,) = cell["elements"][0]["elements"]
    assert link == {"type": "link", "url": ours, "text": safe(text, 40) or "–"}


@fuzz
@given(texts)
@example("0" + '"' * 400)
def test_answers_and_notices(text: str) -> None:
    packet = record_of(text).packet
    answer = invoice.InvoiceAnswer(
        account=packet.account,
        as_of=b.TODAY,
        invoice=packet.items[0].invoice,
        residual=b.euro(5),
        packet=packet,
        who_has_it=text,
        holds=HoldsAnswer(found=tuple((hold, True) for hold in held(text)), presses=5),
    )
    match = matches.Match(query=text, account_name=text, invoice_number=text)
    for drawing in (
        invoice.invoice_answer(answer, policy=b.POLICY),
        matches.several_matches([match] * 30),
        matches.nothing_found(text),
        notices.refused(text),
        notices.done(text),
        notices.failed(text),
    ):
        harmless_drawing(drawing)


@fuzz
@given(texts)
def test_forms(text: str) -> None:
    record = record_of(text)
    at: dict[str, Any] = {"channel": "C0LIVE", "ts": "1763.0001"}
    for view in (
        forms.edit_form(record, **at),
        forms.escalate_form(record, policy=b.POLICY, **at),
        forms.answer_form(record, **at),
        forms.hold_form(record, kinds=tuple(HoldKind), policy=b.POLICY, today=b.TODAY, **at),
        forms.leave_unapplied_form(record, **at),
        forms.dispute_form(record, **at),
        forms.not_a_dispute_form(record, **at),
        forms.choose_path_form(record, **at),
        forms.details_form(record, policy=b.POLICY, **at),
    ):
        harmless(check_view(view)["blocks"])


@given(st.text(max_size=300), st.integers(1, 200))
def test_safe_text_is_one_short_line(text: str, limit: int) -> None:
    shown = safe(text, limit)
    assert len(shown) <= limit
    assert "\n" not in shown
    assert not hides_something(shown)
    assert safe(shown, limit) == shown


@given(st.text(max_size=300))
def test_safe_lines_change_nothing_a_reader_would_miss(text: str) -> None:
    if not hides_something(text):
        assert safe_lines(text, 1_000).split() == text.split()


@given(st.text(max_size=400))
def test_top_text_holds_no_entity(text: str) -> None:
    shown = top_text(text)
    assert len(shown) <= 150
    assert "<" not in shown
    assert ">" not in shown


@pytest.mark.parametrize(("text", "limit", "shown"), [("one two three", 9, "one two…"), ("abcdefghij", 5, "abcd…")])
def test_text_is_cut_on_a_word(text: str, limit: int, shown: str) -> None:
    assert safe(text, limit) == shown
