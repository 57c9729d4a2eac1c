"""Groups: members' standing, split rules, plans to settle, invitations, notices, own categories.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("identities", sa.Column("handle", sa.String(length=64), nullable=True))
    op.create_index(
        "ix_identities_handle",
        "identities",
        ["platform", "workspace", "handle"],
        postgresql_where=sa.text("handle IS NOT NULL"),
    )
    op.add_column("ledgers", sa.Column("created_by", sa.Uuid(), nullable=True))
    op.add_column(
        "ledgers", sa.Column("simplify", sa.Boolean(), server_default="true", nullable=False)
    )
    op.add_column(
        "ledgers", sa.Column("confirms", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column(
        "ledgers",
        sa.Column("default_split", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    )
    op.add_column(
        "chats", sa.Column("listens", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column("chats", sa.Column("title", sa.String(length=80), nullable=True))
    op.add_column("chats", sa.Column("moved_to", sa.String(length=128), nullable=True))
    op.add_column("members", sa.Column("handle", sa.String(length=64), nullable=True))
    op.add_column("members", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("members", sa.Column("merged_into", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_members_merged_into",
        "members",
        "members",
        ["ledger_id", "merged_into"],
        ["ledger_id", "id"],
    )
    op.add_column(
        "entries", sa.Column("split", postgresql.JSONB(astext_type=sa.Text()), nullable=True)
    )
    op.add_column("entries", sa.Column("pays", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_entries_pays",
        "entries",
        ["ledger_id", "pays"],
        postgresql_where=sa.text("pays IS NOT NULL AND voided_at IS NULL"),
    )
    op.add_column("turns", sa.Column("asked_by", sa.Uuid(), nullable=True))
    op.create_index("ix_shares_member", "shares", ["ledger_id", "member_id", "entry_id"])
    op.create_table(
        "threads",
        sa.Column("chat_id", sa.Uuid(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_threads_chats_chat_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "thread", name=op.f("pk_threads")),
    )
    op.create_index("ix_threads_ledger_id", "threads", ["ledger_id"])
    op.create_table(
        "plans",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.CHAR(length=3), nullable=True),
        sa.Column("rate_date", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["ledger_id"],
            ["ledgers.id"],
            name=op.f("fk_plans_ledgers_ledger_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "id", name=op.f("pk_plans")),
    )
    op.create_index(
        "uq_plans_open",
        "plans",
        ["ledger_id"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "transfers",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("payer_id", sa.Uuid(), nullable=False),
        sa.Column("payee_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.CHAR(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("parts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["ledger_id", "plan_id"],
            ["plans.ledger_id", "plans.id"],
            name=op.f("fk_transfers_plans_ledger_id_plan_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id", "payer_id"],
            ["members.ledger_id", "members.id"],
            name=op.f("fk_transfers_members_ledger_id_payer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id", "payee_id"],
            ["members.ledger_id", "members.id"],
            name=op.f("fk_transfers_members_ledger_id_payee_id"),
        ),
        sa.PrimaryKeyConstraint("ledger_id", "plan_id", "position", name=op.f("pk_transfers")),
    )
    op.create_table(
        "invitations",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_invitations")),
    )
    op.create_index("ix_invitations_ledger_id", "invitations", ["ledger_id"])
    op.create_table(
        "own_categories",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ledger_id", "category_id"],
            ["categories.ledger_id", "categories.id"],
            name=op.f("fk_own_categories_categories_ledger_id_category_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "folded", name=op.f("pk_own_categories")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("chat_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("notice", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.String(length=10), server_default="pending", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'uncertain', 'failed', 'skipped')",
            name=op.f("ck_deliveries_state"),
        ),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_deliveries_chats_chat_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_deliveries_users_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index(
        "uq_deliveries_occurrence", "deliveries", ["chat_id", "occurrence"], unique=True
    )
    op.create_index("ix_deliveries_user", "deliveries", ["user_id", "occurrence"])
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["due_at"],
        postgresql_where=sa.text("state IN ('pending', 'sending')"),
    )


def downgrade() -> None:
    for table in (
        "deliveries",
        "own_categories",
        "invitations",
        "transfers",
        "plans",
        "threads",
    ):
        op.drop_table(table)
    op.drop_index("ix_shares_member", table_name="shares")
    op.drop_column("turns", "asked_by")
    op.drop_index("ix_entries_pays", table_name="entries")
    op.drop_column("entries", "pays")
    op.drop_column("entries", "split")
    op.drop_constraint("fk_members_merged_into", "members", type_="foreignkey")
    for column in ("merged_into", "removed_at", "handle"):
        op.drop_column("members", column)
    for column in ("moved_to", "title", "listens"):
        op.drop_column("chats", column)
    for column in ("default_split", "confirms", "simplify", "created_by"):
        op.drop_column("ledgers", column)
    op.drop_index("ix_identities_handle", table_name="identities")
    op.drop_column("identities", "handle")
