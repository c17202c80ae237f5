"""ports.Reader: a language model reads what customers write, for signals or for a brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.adapters.openai_client import ModelClient
from bot.adapters.openai_limits import Allowance, Budget
from bot.errors import ModelError
from models.prompted_model import PromptedModel
from prompts.model_prompt import load_model_prompt


class OpenAiReader:
    """Asks the model once for each text, one after the other."""

    def __init__(
        self, client: ModelClient, *, question: Allowance, run: Allowance, prompt: str = "read_message"
    ) -> None:
        self._client = client
        self._question = question
        self._run = run
        self._prompt = load_model_prompt(prompt)

    @property
    def name(self) -> PromptedModel:
        """See ports.Reader."""
        return PromptedModel(self._prompt.name, self._client.model.name)

    def read(self, texts: Sequence[str]) -> Iterator[Mapping[str, Any] | ModelError]:
        """See ports.Reader."""
        run = Budget(seconds=self._run.seconds, tokens=self._run.tokens)
        for text in texts:
            part = run.part(seconds=self._question.seconds, tokens=self._question.tokens)
            try:
                yield self._client.ask(self._prompt, text, part)
            except ModelError as failure:
                yield failure
