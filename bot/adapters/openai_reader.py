"""ports.Reader: a language model reads what customers write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.adapters.openai_client import Model, ModelClient
from bot.adapters.openai_limits import Budget
from bot.errors import ModelError
from bot.settings import Settings
from models.model_reading import ReaderName
from prompts.model_prompt import load_model_prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What may be spent."""

    seconds: float
    tokens: int


class OpenAiReader:
    """Asks the model once for each message, one after the other."""

    def __init__(self, client: ModelClient, *, question: Allowance, run: Allowance) -> None:
        self._client = client
        self._question = question
        self._run = run
        self._prompt = load_model_prompt("read_message")

    @property
    def name(self) -> ReaderName:
        """See ports.Reader."""
        return ReaderName(self._prompt.name, self._client.model.name)

    def read(self, texts: Sequence[str]) -> Iterator[Mapping[str, Any] | ModelError]:
        """See ports.Reader."""
        run = Budget(seconds=self._run.seconds, tokens=self._run.tokens)
        for text in texts:
            part = run.part(seconds=self._question.seconds, tokens=self._question.tokens)
            try:
                yield self._client.ask(self._prompt, text, part)
            except ModelError as failure:
                yield failure


def reader_of(settings: Settings) -> OpenAiReader | None:
    """The reader that the settings name; None = they name no model."""
    if not settings.model_name:
        return None
    model = Model(
        name=settings.model_name,
        base_url=settings.model_base_url,
        api=settings.model_api,
        api_key=settings.model_api_key,
        effort=settings.model_effort,
    )
    return OpenAiReader(
        ModelClient(model),
        question=Allowance(seconds=settings.model_question_seconds, tokens=settings.model_question_tokens),
        run=Allowance(seconds=settings.model_run_seconds, tokens=settings.model_run_tokens),
    )
