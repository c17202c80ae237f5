"""Lines of the proposed sources.toml: what is proposed, and what a person has to confirm."""

from __future__ import annotations

import json

from bot.adapters.open_questions import CONFIRM


def quoted(text: str) -> str:
    """*text* as TOML writes it."""
    # JSON escapes all that TOML wants escaped, but for the DEL character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def told(key: str, value: str, remark: str = "") -> str:
    """A line that holds unless a person changes it; *value* is TOML."""
    return f"{key} = {value}" + (f" # {remark}" if remark else "")


def asked(key: str, value: str, remark: str = "") -> str:
    """A line that counts once a person has taken the mark off it; *value* is TOML."""
    return f"{CONFIRM} {told(key, value, remark)}"
