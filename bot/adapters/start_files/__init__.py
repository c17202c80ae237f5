"""The files that a firm begins with. They are part of the package, so that an installed one has them too."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from pydantic_core import PydanticUndefined

from bot.errors import MappingError
from bot.settings import Settings

_HERE = Path(__file__).parent
_PACKAGE = _HERE.parents[1]
#: An installed package holds a copy of the manifest that stands beside the package in a checkout.
_MANIFESTS = (_PACKAGE / "manifest.json", _PACKAGE.parent / "manifest.json")
#: Whoever may read the tokens.
_OWNER_ALONE = 0o600
_EVERYONE = 0o644


def manifest() -> str:
    """The Slack app manifest."""
    return next(path for path in _MANIFESTS if path.exists()).read_text(encoding="utf-8")


def manifest_scopes() -> tuple[str, ...]:
    """The bot scopes that the manifest asks for."""
    return tuple(json.loads(manifest())["oauth_config"]["scopes"]["bot"])


def write_start_files(into: Path, sources: str) -> Iterator[tuple[Path, bool]]:
    """Write each file below *into* that is not there, and say (its path, whether it was written).

    *sources* is the text of config/sources.toml.

    Raises:
        MappingError: the operating system does not let one be written.
    """
    for name in ("policy.toml", "remittance.toml", "rates.csv"):
        yield _write(into / "config" / name, (_HERE / name).read_text(encoding="utf-8"), _EVERYONE)
    yield _write(into / "config" / "sources.toml", sources, _EVERYONE)
    yield _write(into / "manifest.json", manifest(), _EVERYONE)
    yield _write(into / ".env", environment(), _OWNER_ALONE)


def environment() -> str:
    """A `.env` with every setting, none of them set."""
    lines = ["# What differs between machines. Take the # off a line to set it; keep this file to yourself."]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, PydanticUndefined) else str(field.default)
        lines += ["", f"# {field.description}", f"# {name.upper()}={default}"]
    return "\n".join((*lines, ""))


def _write(path: Path, text: str, mode: int) -> tuple[Path, bool]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # O_EXCL: what somebody wrote is never written over, not even in the moment between looking and writing.
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return path, False
    except OSError as error:
        raise MappingError(f"{path} cannot be written: {error.strerror}. Name another folder with --into.") from None
    return path, True
