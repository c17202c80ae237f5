"""No draft speaks more firmly than its reasons allow."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stages.draft import choose_play, compose
from bot.stages.tone import CEILINGS, ceiling
from bot.stages.triage import RULES
from models.decision import Path
from models.draft import Play, Tone
from models.packet import Gate, GateEffect, GateKind, Route
from tests.bot.stages.packet_builder import (
    OLIVE,
    a_packet,
    a_path,
    a_policy,
    a_reason,
    a_touch,
    an_account,
)

MILDEST_FIRST = tuple(Tone)
_SUSPICION = Gate(GateKind.SUSPICION, GateEffect.NO_APPROVE, "may be a dispute", "confirm or reject it")
#: What keeps a message from asking for money at all.
_OWED = {"owed_work", "serious_ticket", "promised_credit"}


def test_every_rule_has_its_ceiling_and_none_is_formal() -> None:
    assert list(CEILINGS) == [rule.__name__ for rule in RULES]
    assert Tone.FORMAL not in CEILINGS.values()


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
    assert draft.tone is not Tone.FORMAL
    if "renewal_near" in rules or tier != "standard" or (path and path.path is Path.NOTE_BY_OWNER):
        assert draft.tone in (Tone.COURTESY, Tone.NUDGE)
    if rules & _OWED:
        assert (play, draft.tone, draft.invoices) == (Play.STATUS_NOTE, Tone.COURTESY, ())
