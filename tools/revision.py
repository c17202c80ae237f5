"""Write the next revision: what `models/tables/` has and the last revision has not.

    python -m tools.revision "Who decided, beside the packet"
    python -m tools.revision --again "…"     the last revision anew, as long as no version with it was released

Read what it wrote. A column that must have a value needs a `server_default`, or rows that exist cannot have it.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from alembic import command
from alembic.util import CommandError
from sqlalchemy import create_engine
from sqlmodel import SQLModel

import models.tables  # noqa: F401
from bot.adapters import migrations
from bot.adapters.migrations.upgrade import config_for

VERSIONS = Path(migrations.__file__).parent / "versions"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("message", help="What changes, in a few words.")
    asked.add_argument("--again", action="store_true", help="Replace the last revision.")
    options = asked.parse_args()
    if options.again:
        _files()[-1].unlink()
    number = f"{len(_files()) + 1:04}"
    with create_engine("sqlite://").begin() as connection:
        config = config_for(connection, SQLModel.metadata)
        command.upgrade(config, "head")
        try:
            command.check(config)
        except CommandError:
            command.revision(config, message=options.message, autogenerate=True, rev_id=number)
            _tidy(_files()[-1])
        else:
            print("The tables are those of the last revision; nothing was written.")


def _files() -> list[Path]:
    return sorted(VERSIONS.glob("[0-9]*.py"))


def _tidy(path: Path) -> None:
    path.write_text(re.sub(r" *# ### .*\n", "", path.read_text()))
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(path)], check=True)


if __name__ == "__main__":
    main()
