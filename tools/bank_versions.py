"""`python -m tools.bank_versions` pins every version of the approved words, and refuses others under an old one."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path

from prompts import languages, load_bank

LOCK = Path(__file__).parents[1] / "prompts" / "bank" / "versions.lock"
_HEAD = "# Language, id, version and sha256 of approved words, written by `python -m tools.bank_versions`.\n"


def pinned(lock: Path = LOCK) -> dict[tuple[str, str, int], str]:
    """(language, id, version) → hash, of every version there ever was."""
    rows = (line.split() for line in lock.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {(language, name, int(version)): words for language, name, version, words in rows}


def current() -> dict[tuple[str, str, int], str]:
    """The same of the banks as they are; the pieces of a language are one, called "pieces"."""
    found: dict[tuple[str, str, int], str] = {}
    for language in sorted(languages()):
        bank = load_bank(language)
        for name, each in sorted(bank.sentences.items()):
            meaning = (each.prompt.text, each.part, each.tone, each.when, each.approved_by)
            found[language, name, each.version] = _hash(*meaning)
        pieces = (f"{name}={each.text}" for name, each in sorted(bank.lines.items()))
        found[language, "pieces", bank.pieces_version] = _hash(bank.pieces_approved_by, *pieces)
    return found


def unversioned(now: Mapping[tuple[str, str, int], str], before: Mapping[tuple[str, str, int], str]) -> list[str]:
    """What has other words, another condition or another approver than its version had."""
    return [" ".join(map(str, key)) for key, words in now.items() if before.get(key, words) != words]


def _hash(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:16]


def main() -> int:
    """Exit status 0: every version is pinned."""
    before = pinned() if LOCK.exists() else {}
    now = current()
    if changed := unversioned(now, before):
        print("Changed without a new version:", *changed, sep="\n  ", file=sys.stderr)
        return 1
    rows = [
        f"{language} {name} {version} {words}" for (language, name, version), words in sorted((before | now).items())
    ]
    LOCK.write_text(_HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
