"""ports.Drafter: a language model chooses the approved sentences of a message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.adapters.openai_client import ModelClient
from bot.adapters.openai_limits import Allowance, Budget
from bot.errors import ModelError
from models.prompted_model import PromptedModel
from models.word_choice import ModelAnswer
from prompts.model_prompt import load_model_prompt


class OpenAiDrafter:
    """Asks the model once for each menu, one after the other."""

    def __init__(self, client: ModelClient, *, question: Allowance, run: Allowance) -> None:
        self._client = client
        self._question = question
        self._run = run
        self._prompt = load_model_prompt("draft_followup")

    @property
    def name(self) -> PromptedModel:
        """See ports.Drafter."""
        return PromptedModel(self._prompt.name, self._client.model.name)

    def choose(self, menus: Sequence[str]) -> Iterator[ModelAnswer | ModelError]:
        """See ports.Drafter."""
        run = Budget(seconds=self._run.seconds, tokens=self._run.tokens)
        for menu in menus:
            part = run.part(seconds=self._question.seconds, tokens=self._question.tokens)
            before = run.tokens
            try:
                said = self._client.ask(self._prompt, menu, part)
            except ModelError as failure:
                yield failure
            else:
                yield ModelAnswer(said=dict(said), tokens=before - run.tokens)
