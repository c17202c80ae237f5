"""The command line as a firm runs it, without the tokens of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def collections(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    environment_ = {**kept, "DATABASE_URL": f"sqlite:///{folder / 'books.db'}", **more}
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=folder, env=environment_, capture_output=True, text=True, timeout=120)
