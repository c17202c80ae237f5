"""Whatever a letter takes up, it can be said in every language of the banks, and the guard has nothing against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.stages.draft import compose
from bot.stages.guard import check
from models.draft import Play
from models.money import Money
from models.packet import FollowUpPacket
from models.promise import Outcome
from prompts import languages
from tests.bot.stages.packet_builder import OLIVE, REMITTANCE, UNPROMPTED, a_packet, a_policy
from tests.bot.stages.test_conditions import PACKETS
from tests.bot.stages.test_taken_up import a_payment, a_word, theirs, with_word

OCCASIONS = {
    **PACKETS,
    "a promise passed": with_word(a_word(Outcome.BROKEN)),
    "a promise kept in part": with_word(a_word(Outcome.PART_KEPT, 40000)),
    "a payment came": a_packet(last_payment=a_payment()),
    "they wrote": a_packet(exchanges=(theirs(),)),
    "credit held": a_packet(unapplied=Money(20000, "EUR")),
}


@pytest.mark.parametrize("language", sorted(languages()))
@pytest.mark.parametrize("play", UNPROMPTED)
@pytest.mark.parametrize("attached", [frozenset[str](), frozenset({"INV-1007", "INV-1010"})], ids=["bare", "attached"])
def test_every_letter_is_in_their_language_and_has_no_finding(
    language: str, play: Play, attached: frozenset[str]
) -> None:
    for name, ordinary in OCCASIONS.items():
        packet: FollowUpPacket = replace(ordinary, account=replace(ordinary.account, language=language))
        draft = compose(
            packet, play=play, path=None, policy=a_policy(), sender=OLIVE, remittance=REMITTANCE, attached=attached
        )
        assert draft.language == language, name
        assert check(draft, packet, a_policy(), remittance=REMITTANCE) == (), name
