"""What doors to platforms need: where answers went, links of accounts, receipts, installations.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "slack_installations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("enterprise_id", sa.String(length=64), nullable=False),
        sa.Column("team_id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slack_installations")),
    )
    op.create_index(
        "ix_slack_installations_place",
        "slack_installations",
        ["client_id", "enterprise_id", "team_id"],
        unique=False,
    )
    op.create_table(
        "slack_states",
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_slack_states")),
    )
    op.create_table(
        "link_codes",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_link_codes_users_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_link_codes")),
    )
    op.create_index("uq_link_codes_hash", "link_codes", ["code_hash"], unique=True)
    op.create_table(
        "link_tries",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_link_tries_users_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_link_tries")),
    )
    op.create_table(
        "links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kept_user_id", sa.Uuid(), nullable=False),
        sa.Column("joined_user_id", sa.Uuid(), nullable=False),
        sa.Column("kept_ledger_id", sa.Uuid(), nullable=False),
        sa.Column("joined_ledger_id", sa.Uuid(), nullable=False),
        sa.Column("joined", postgresql.JSONB(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["joined_user_id"],
            ["users.id"],
            name=op.f("fk_links_users_joined_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["kept_user_id"],
            ["users.id"],
            name=op.f("fk_links_users_kept_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
    )
    op.create_index("ix_links_joined_user_id", "links", ["joined_user_id"], unique=False)
    op.create_index("ix_links_kept_user_id", "links", ["kept_user_id"], unique=False)
    op.create_table(
        "receipts",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=True),
        sa.Column("turn_id", sa.Uuid(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ledger_id"],
            ["ledgers.id"],
            name=op.f("fk_receipts_ledgers_ledger_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "id", name=op.f("pk_receipts")),
    )
    op.create_index("ix_receipts_ledger_id_no", "receipts", ["ledger_id", "no"], unique=False)
    op.create_index(
        "ix_receipts_ledger_id_turn_id", "receipts", ["ledger_id", "turn_id"], unique=False
    )
    op.add_column("chats", sa.Column("brief", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("chats", sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("turns", sa.Column("answer_id", sa.Text(), nullable=True))
    op.add_column("turns", sa.Column("thread", sa.Text(), nullable=True))
    op.create_index(
        "ix_turns_answer",
        "turns",
        ["chat_id", "answer_id"],
        unique=False,
        postgresql_where=sa.text("answer_id IS NOT NULL"),
    )
    op.add_column(
        "users", sa.Column("timezone_known", sa.Boolean(), server_default="true", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("users", "timezone_known")
    op.drop_index(
        "ix_turns_answer", table_name="turns", postgresql_where=sa.text("answer_id IS NOT NULL")
    )
    op.drop_column("turns", "thread")
    op.drop_column("turns", "answer_id")
    op.drop_column("chats", "blocked_at")
    op.drop_column("chats", "brief")
    op.drop_index("ix_receipts_ledger_id_turn_id", table_name="receipts")
    op.drop_index("ix_receipts_ledger_id_no", table_name="receipts")
    op.drop_table("receipts")
    op.drop_index("ix_links_kept_user_id", table_name="links")
    op.drop_index("ix_links_joined_user_id", table_name="links")
    op.drop_table("links")
    op.drop_table("link_tries")
    op.drop_index("uq_link_codes_hash", table_name="link_codes")
    op.drop_table("link_codes")
    op.drop_table("slack_states")
    op.drop_index("ix_slack_installations_place", table_name="slack_installations")
    op.drop_table("slack_installations")
