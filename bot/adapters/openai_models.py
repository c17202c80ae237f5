"""Everything that the language model of the settings does for us, over one client: its breaker counts for all."""

from __future__ import annotations

from dataclasses import dataclass

from bot.adapters.openai_client import Model, ModelClient
from bot.adapters.openai_drafter import OpenAiDrafter
from bot.adapters.openai_limits import Allowance
from bot.adapters.openai_reader import OpenAiReader
from bot.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """One model in its several parts."""

    reader: OpenAiReader
    briefer: OpenAiReader
    drafter: OpenAiDrafter


def models_of(settings: Settings) -> Models | None:
    """The model that the settings name, in all its parts; None = they name none."""
    if not settings.model_name:
        return None
    client = ModelClient(
        Model(
            name=settings.model_name,
            base_url=settings.model_base_url,
            api=settings.model_api,
            api_key=settings.model_api_key,
            effort=settings.model_effort,
        )
    )
    question = Allowance(seconds=settings.model_question_seconds, tokens=settings.model_question_tokens)
    run = Allowance(seconds=settings.model_run_seconds, tokens=settings.model_run_tokens)
    return Models(
        reader=OpenAiReader(client, question=question, run=run),
        briefer=OpenAiReader(client, question=question, run=run, prompt="brief_account"),
        drafter=OpenAiDrafter(client, question=question, run=run),
    )
