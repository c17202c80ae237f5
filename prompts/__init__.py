"""Words: the approved sentences and the prompts, with their versions. No facts live here."""

from prompts.loader import (
    SLOT,
    Bank,
    Composition,
    Part,
    Prompt,
    Sentence,
    composition,
    languages,
    load,
    load_bank,
    load_compositions,
    prompt,
)

__all__ = [
    "SLOT",
    "Bank",
    "Composition",
    "Part",
    "Prompt",
    "Sentence",
    "composition",
    "languages",
    "load",
    "load_bank",
    "load_compositions",
    "prompt",
]
