"""The tables of the first version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("audit_pkey")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_subject"), ["subject"], unique=False)

    op.create_table(
        "baseline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("baseline_pkey")),
    )
    op.create_table(
        "blocked",
        sa.Column("packet_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("blocker", sa.String(), nullable=False),
        sa.Column("account_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("minor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("packet_id", "blocker", name=op.f("blocked_pkey")),
    )
    op.create_table(
        "card",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("card_pkey")),
        sa.UniqueConstraint("key", name=op.f("card_key_key")),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_subject"), ["subject"], unique=False)

    op.create_table(
        "day_line",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("account_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "account_id", name=op.f("day_line_pkey")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "day_total",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("billed", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("closed", sa.BigInteger(), nullable=False),
        sa.Column("unapplied", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "entity", "currency", name=op.f("day_total_pkey")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("delivery_pkey")),
    )
    op.create_table(
        "dispute",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("dispute_pkey")),
    )
    with op.batch_alter_table("dispute", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dispute_account_id"), ["account_id"], unique=False)

    op.create_table(
        "draft_words",
        sa.Column("account_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "digest", "prompt", "model", name=op.f("draft_words_pkey")),
    )
    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("fact_pkey")),
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_account_id"), ["account_id"], unique=False)

    op.create_table(
        "invoice_number",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("account_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("number", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("label", "account_id", "number", name=op.f("invoice_number_pkey")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kept_record",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("kept_record_pkey")),
    )
    with op.batch_alter_table("kept_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_record_source"), ["source"], unique=False)

    op.create_table(
        "largest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("largest_pkey")),
    )
    op.create_table(
        "ledger",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("account_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("label", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "account_id", name=op.f("ledger_pkey")),
    )
    op.create_table(
        "model_brief",
        sa.Column("account_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "digest", "prompt", "model", name=op.f("model_brief_pkey")),
    )
    op.create_table(
        "model_reading",
        sa.Column("account_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "digest", "prompt", "model", name=op.f("model_reading_pkey")),
    )
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("outbox_pkey")),
        sa.UniqueConstraint("key", name=op.f("outbox_key_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_subject"), ["subject"], unique=False)

    op.create_table(
        "packet",
        sa.Column("id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("reviewer_role", sa.String(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("packet_pkey")),
    )
    with op.batch_alter_table("packet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_packet_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_packet_is_live"), ["is_live"], unique=False)
        batch_op.create_index(batch_op.f("ix_packet_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_packet_reviewer_role"), ["reviewer_role"], unique=False)
        batch_op.create_index(
            "uq_packet_live",
            ["account_id", "entity", "currency"],
            unique=True,
            sqlite_where=sa.text("is_live = 1"),
            postgresql_where=sa.text("is_live"),
        )

    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("roster_pkey")),
    )
    op.create_table(
        "run",
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job", "entity", "day", name=op.f("run_pkey")),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("stamps", sa.Text(), nullable=False),
        sa.Column("rejected", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("snapshot_pkey")),
    )
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_snapshot_is_current"), ["is_current"], unique=False)

    op.create_table(
        "survey_answer",
        sa.Column("user_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("survey_answer_pkey")),
    )
    op.create_table(
        "withheld",
        sa.Column("account_id", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("entity", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "entity", "currency", name=op.f("withheld_pkey")),
    )
    with op.batch_alter_table("withheld", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_withheld_owner_id"), ["owner_id"], unique=False)
