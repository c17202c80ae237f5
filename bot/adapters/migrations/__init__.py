"""How a database of an earlier version becomes one of this. The only home of alembic, which only an upgrade imports."""

from pathlib import Path

#: The revision this version of the code works with: the last of `versions/`, whose names begin with their number.
HEAD = max(path.name[:4] for path in (Path(__file__).parent / "versions").glob("[0-9]*.py"))
