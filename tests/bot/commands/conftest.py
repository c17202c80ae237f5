"""The firm that `collections check` looks at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.commands.firm import Firm


@pytest.fixture
def firm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Firm]:
    monkeypatch.chdir(tmp_path)
    found = Firm(tmp_path)
    yield found
    if found.slack is not None:
        found.slack.stop()
