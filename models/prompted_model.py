"""A language model with one of our prompts: who reads, who chooses words, who briefs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PromptedModel:
    """Kept with everything the model said, so that another model or prompt is asked anew."""

    #: Id, version and hash of the prompt file and its schema: "read_message 1 3f2a…".
    prompt: str
    model: str
