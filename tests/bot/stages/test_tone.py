"""No draft speaks more firmly than its reasons allow."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stages.draft import choose_play, compose
from bot.stages.guard import check
from bot.stages.tone import CEILINGS, ceiling, is_last_letter
from bot.stages.triage import RULES
from models.decision import Path
from models.draft import Play, Tone
from models.gate import Gate, GateEffect, GateKind
from models.packet import FollowUpPacket, Route
from tests.bot.stages.packet_builder import (
    OLIVE,
    REMITTANCE,
    a_packet,
    a_path,
    a_policy,
    a_reason,
    a_touch,
    an_account,
    reminded,
)

MILDEST_FIRST = tuple(Tone)
_SUSPICION = Gate(GateKind.SUSPICION, GateEffect.NO_APPROVE, "may be a dispute", "confirm or reject it")
#: What keeps a message from asking for money at all.
_OWED = {"owed_work", "serious_ticket", "promised_credit"}


def test_every_rule_has_its_ceiling_and_one_is_formal() -> None:
    assert list(CEILINGS) == [rule.__name__ for rule in RULES]
    assert [rule for rule, tone in CEILINGS.items() if tone is Tone.FORMAL] == ["last_step_reached"]


def _at_the_last_step(*rules: str) -> FollowUpPacket:
    reasons = tuple(a_reason(rule, Route.EXECUTIVE_REVIEW) for rule in ("last_step_reached", *rules))
    packet = a_packet(route=Route.EXECUTIVE_REVIEW, reasons=reasons)
    return reminded(packet, date(2026, 5, 18), date(2026, 6, 1), date(2026, 6, 12))


@pytest.mark.parametrize(
    ("path", "tone"),
    [(Path.FINANCE_TAKES_OVER, Tone.FORMAL), (Path.NOTE_BY_OWNER, Tone.NUDGE), (Path.REST_ONLY, Tone.FIRM)],
)
def test_a_letter_is_formal_only_where_leadership_has_handed_the_last_step_to_finance(path: Path, tone: Tone) -> None:
    packet, chosen = _at_the_last_step(), a_path(path)
    play = choose_play(packet, chosen)
    assert play is not None
    assert compose(packet, play=play, path=chosen, policy=a_policy(), sender=OLIVE, remittance=None).tone is tone


@pytest.mark.parametrize("rule", ["natural_person", "sources_contradict", "unapplied_cash", "renewal_near"])
def test_a_reason_that_allows_less_keeps_the_last_letter_from_being_formal(rule: str) -> None:
    assert ceiling(_at_the_last_step(rule), a_path(Path.FINANCE_TAKES_OVER), a_policy()) is CEILINGS[rule]


def test_a_formal_letter_names_the_days_and_neither_threatens_nor_sets_a_limit() -> None:
    packet, path = _at_the_last_step(), a_path(Path.FINANCE_TAKES_OVER)
    draft = compose(packet, play=Play.REMINDER, path=path, policy=a_policy(), sender=OLIVE, remittance=REMITTANCE)
    assert "on 18 May, 1 June and 12 June" in draft.body
    assert draft.subject == "Unpaid: INV-1007, Fennel Systems"
    assert draft.body.rstrip().endswith("Yours sincerely\nOlive Byrne\nFennel Systems")
    assert check(draft, packet, a_policy(), remittance=REMITTANCE) == ()


@settings(max_examples=400, deadline=None)
@given(
    rules=st.sets(st.sampled_from(sorted(CEILINGS)), max_size=4),
    path=st.none() | st.sampled_from(tuple(Path)).map(a_path),
    sent=st.integers(0, 9),
    tier=st.sampled_from(["standard", "enterprise", None]),
)
def test_no_draft_is_above_its_ceiling_for_any_packet(rules, path, sent, tier) -> None:  # type: ignore[no-untyped-def]
    packet = a_packet(
        account=an_account(tier=tier),
        reasons=tuple(a_reason(rule) for rule in sorted(rules)),
        route=Route.EXECUTIVE_REVIEW if path else Route.EXCEPTION if rules else Route.ROUTINE,
        gates=(_SUSPICION,) if "challenge_suspected" in rules else (),
        reminders_sent=sent,
        last_touch=a_touch(),
    )
    play = choose_play(packet, path)
    if play is None:
        return
    draft = compose(packet, play=play, path=path, policy=a_policy(), sender=OLIVE, remittance=None)
    top = ceiling(packet, path, a_policy())
    assert MILDEST_FIRST.index(draft.tone) <= MILDEST_FIRST.index(top)
    assert (draft.tone is Tone.FORMAL) <= is_last_letter(packet, path)
    if "renewal_near" in rules or tier != "standard" or (path and path.path is Path.NOTE_BY_OWNER):
        assert draft.tone in (Tone.COURTESY, Tone.NUDGE)
    if rules & _OWED:
        assert (play, draft.tone, draft.invoices) == (Play.STATUS_NOTE, Tone.COURTESY, ())
