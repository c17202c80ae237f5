"""`python -m tools.demo_company write` ships the exports anew, `letters` writes docs/letters.md alone.

`check [MODULE …]` holds the stories to the copilot.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tools.demo_company import twenty
from tools.demo_company.check import check, mornings
from tools.demo_company.exports import write_exports
from tools.demo_company.page import page
from tools.demo_company.telling import told

_ROOT = Path(__file__).parents[2]
_LETTERS = _ROOT / "docs" / "letters.md"


def main() -> int:
    """Exit status 0: done, and for `check` every story is true."""
    match sys.argv[1:]:
        case ["write"]:
            _write()
            return 0
        case ["letters"]:
            _write_letters()
            return 0
        case ["check", *modules]:
            return 1 if check(told(*modules)) else 0
    print(__doc__, file=sys.stderr)
    return 2


def _write() -> None:
    company, exports = told(), _ROOT / "bot" / "demo" / "company"
    write_exports(company, exports)
    with tempfile.TemporaryDirectory() as work:
        lived = list(mornings(exports, Path(work)))
    (_ROOT / "docs" / "demo-company.md").write_text(page(company, lived), encoding="utf-8")
    _LETTERS.write_text(twenty.page(lived[0]), encoding="utf-8")


def _write_letters() -> None:
    with tempfile.TemporaryDirectory() as work:
        first = next(mornings(_ROOT / "bot" / "demo" / "company", Path(work)))
        _LETTERS.write_text(twenty.page(first), encoding="utf-8")


sys.exit(main())
