"""What a language model is told: a Markdown file with front matter, and the schema of its reply."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.errors import MappingError
from prompts.loader import load

_FENCE = "+++\n"
_KEYS = frozenset({"id", "version", "purpose", "schema", "max_output_tokens"})


@dataclass(frozen=True, slots=True)
class ModelPrompt:
    """One prompt file. It names no customer and no figure: what it is about is given beside it, as data."""

    id: str
    #: Goes up with every edit of the file or of its schema; a test holds it to that.
    version: int
    instructions: str
    #: JSON schema of the reply, strict: every property required, none besides.
    schema: Mapping[str, Any]
    max_output_tokens: int
    #: sha256 of the file and its schema, first twelve hex digits.
    hash: str

    @property
    def name(self) -> str:
        """Id, version and hash, as it is kept with what the model said."""
        return f"{self.id} {self.version} {self.hash}"


@lru_cache(maxsize=8)
def load_model_prompt(name: str) -> ModelPrompt:
    """The prompt in prompts/*name*.md.

    Raises:
        MappingError: there is none, or its front matter or schema cannot be read.
    """
    file = load(f"{name}.md").text
    opening, _, rest = file.partition(_FENCE)
    front, fence, instructions = rest.partition(_FENCE)
    if opening or not fence:
        raise MappingError(f"prompts/{name}.md has no front matter. Begin it with a line +++, keys, and a line +++.")
    try:
        keys = tomllib.loads(front)
        schema = load(keys["schema"]).text
        if keys.keys() != _KEYS:
            raise KeyError(", ".join(sorted(keys.keys() ^ _KEYS)))
        return ModelPrompt(
            id=keys["id"],
            version=keys["version"],
            instructions=instructions.strip(),
            schema=json.loads(schema),
            max_output_tokens=keys["max_output_tokens"],
            hash=hashlib.sha256(f"{file}\n{schema}".encode()).hexdigest()[:12],
        )
    except (KeyError, ValueError) as wrong:
        raise MappingError(f"prompts/{name}.md: {wrong}. Correct its front matter or its schema.") from wrong
