"""What alembic runs for every command of ours: the one connection it is given, inside the caller's transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

#: How a revision spells our own kinds of column, so that it means the same when they have changed.
_SPELLED = {
    "AutoString": "sa.String()",
    "CodePoints": 'sa.String().with_variant(sa.String(collation="C"), "postgresql")',
    "Instant": "sa.DateTime(timezone=True)",
    "Counter": 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")',
}


def _spell(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    return _SPELLED.get(type(item).__name__, False) if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    render_as_batch=True,
    render_item=_spell,
    compare_server_default=False,
)
context.run_migrations()
