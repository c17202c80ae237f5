"""What a run of the model came to, in the record."""

from __future__ import annotations

from collections import Counter

from bot.flows.desk import Desk, note
from models.prompted_model import PromptedModel


def note_model(desk: Desk, what: str, name: PromptedModel, failures: Counter[str], **counts: int) -> None:
    """Record one run: which model and prompt, how many of each, and why the rest have no answer."""
    told = {key: str(count) for key, count in counts.items()}
    why = "; ".join(f"{each}: {count}" for each, count in sorted(failures.items()))
    with desk.store.transaction() as books:
        note(books, desk.clock.now(), what, "", person=None, model=name.model, prompt=name.prompt, why=why, **told)
