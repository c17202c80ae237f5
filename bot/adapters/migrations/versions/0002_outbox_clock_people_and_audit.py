"""Outbox, clock, people and audit."""

from __future__ import annotations

import json
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "accepted_address",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "digest", name=op.f("accepted_address_pkey")),
    )
    op.create_table(
        "audit_text",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("erased_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", "key", name=op.f("audit_text_pkey")),
    )
    op.create_table(
        "channel",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unfit", sa.String(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("channel_pkey")),
    )
    op.create_table(
        "replica",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("replica_pkey")),
    )
    op.create_table(
        "sweep",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("sweep_pkey")),
    )
    op.create_table(
        "throttle",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paced_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turn", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("throttle_pkey")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("what", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_audit_at"), ["at"], unique=False)
        batch_op.create_index("ix_audit_what_at", ["what", "at"], unique=False)

    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.add_column(sa.Column("notice", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("attempt", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("response_url", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("response_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("response_uses", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("partition", sa.String(), server_default="", nullable=False))

    # What the rows that exist say of themselves.
    filled = {
        "sqlite": "UPDATE outbox SET partition = json_extract(body, '$.partition')",
        "postgresql": "UPDATE outbox SET partition = body::json ->> 'partition'",
    }
    op.execute(filled[op.get_bind().dialect.name])
    _fill_audit()


def _fill_audit() -> None:
    connection = op.get_bind()
    # What keeps the trail from being changed is laid anew when all revisions are through.
    sqlite = connection.dialect.name == "sqlite"
    op.execute("DROP TRIGGER IF EXISTS " + ("audit_no_UPDATE" if sqlite else "audit_append_only ON audit"))
    audit = sa.table(
        "audit", sa.column("number"), sa.column("body"), sa.column("what"), sa.column("at", sa.DateTime(timezone=True))
    )
    said = [(number, json.loads(body)) for number, body in connection.execute(sa.select(audit.c.number, audit.c.body))]
    rows = [{"row": number, "says": one["what"], "then": datetime.fromisoformat(one["at"])} for number, one in said]
    filled = audit.update().where(audit.c.number == sa.bindparam("row"))
    if rows:
        connection.execute(filled.values(what=sa.bindparam("says"), at=sa.bindparam("then")), rows)
