from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.adapters.source_config import load_sources
from models.ledger import SourceReport


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., SourceReport]:
    """Write a table of sources.toml and its files to disk, and read them as of 2026-05-11, 05:00 UTC."""

    def read_it(table: str, content: str | bytes, **more: str) -> SourceReport:
        files = {"file.csv": content, **{f"{name}.csv": text for name, text in more.items()}}
        for name, text in files.items():
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        (tmp_path / "sources.toml").write_text(f'folder = "."\n[sources.export]\n{table}')
        (source,) = load_sources(tmp_path / "sources.toml")
        return source.read(as_of=date(2026, 5, 11), read_at=datetime(2026, 5, 11, 5, tzinfo=UTC))

    return read_it
