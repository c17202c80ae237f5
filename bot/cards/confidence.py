"""The question under a decided card: one tap, and then one line."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from bot.cards.blocks import actions, button, reference, small
from bot.cards.drawing import Block, Drawing
from bot.cards.limits import DoesNotFitError, check
from bot.cards.text import safe
from models.controls import Action
from models.fact import Fact
from models.lifecycle import PacketState
from models.packet_record import PacketRecord

SCORES = range(1, 6)


def confidence_action(score: int) -> str:
    """The action_id of one of the five buttons: Slack wants them different within a row."""
    return f"{Action.CONFIDENCE}_{score}"


def with_confidence(drawing: Drawing, record: PacketRecord, asked: Fact | None, answer: Fact | None) -> Drawing:
    """*drawing* with the question at its end, or with the answer; as it is while there is something to decide."""
    if asked is None or record.state in (PacketState.PREPARED, PacketState.POSTED):
        return drawing
    told = _question(record, asked) if answer is None else [small(_answered(answer))]
    # The card was fitted before, and no question is worth a part of it.
    with suppress(DoesNotFitError):
        return check(replace(drawing, blocks=[*drawing.blocks, *told]))
    return drawing


def _question(record: PacketRecord, asked: Fact) -> list[Block]:
    told = "did this card give you what you needed? 1 is no, 5 is all of it. It changes nothing for the customer."
    value = reference("packet", record.id, record.version)
    row = [_score(score, value) for score in SCORES]
    return [small(f"{safe(asked.by_name, 60)}, {told}"), actions(row)]


def _score(score: int, value: str) -> Block:
    spoken = f"The card gave me {score} of 5"
    return {**button(Action.CONFIDENCE, str(score), value, spoken=spoken), "action_id": confidence_action(score)}


def _answered(answer: Fact) -> str:
    return f"{safe(answer.by_name, 60)} says that this card gave {answer.reason} of 5."
