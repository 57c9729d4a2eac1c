"""The first schema: people, ledgers, entries, budgets, turns.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "chats",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("ledger_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chats")),
    )
    op.create_index("ix_chats_ledger_id", "chats", ["ledger_id"], unique=False)
    op.create_index(
        "uq_chats_place", "chats", ["platform", "workspace", "external_id"], unique=True
    )
    op.create_table(
        "failed_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("chat", sa.String(length=128), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_messages")),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("holder", sa.String(length=120), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "ledgers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("mode", sa.String(length=10), server_default="split", nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("currency", sa.CHAR(length=3), nullable=False),
        sa.Column("entry_currency", sa.CHAR(length=3), nullable=True),
        sa.Column("month_start", sa.SmallInteger(), server_default="1", nullable=False),
        sa.Column("next_no", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("odd_turn", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("revision", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('personal', 'group')", name=op.f("ck_ledgers_kind")),
        sa.CheckConstraint("mode IN ('split', 'shared')", name=op.f("ck_ledgers_mode")),
        sa.CheckConstraint("month_start BETWEEN 1 AND 28", name=op.f("ck_ledgers_month_start")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledgers")),
    )
    op.create_table(
        "rates",
        sa.Column("currency", sa.CHAR(length=3), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("per_euro", sa.Numeric(), nullable=False),
        sa.PrimaryKeyConstraint("currency", "date", name=op.f("pk_rates")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("personal_ledger_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
    )
    op.create_table(
        "categories",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("emoji", sa.String(length=16), nullable=False),
        sa.Column("colour", sa.CHAR(length=7), nullable=False),
        sa.Column("description", sa.String(length=200), server_default="", nullable=False),
        sa.Column("aliases", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("default_name", sa.String(length=40), nullable=True),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('spending', 'saving', 'neutral')", name=op.f("ck_categories_kind")
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id", "merged_into"],
            ["categories.ledger_id", "categories.id"],
            name="fk_categories_merged_into",
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id"],
            ["ledgers.id"],
            name=op.f("fk_categories_ledgers_ledger_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "id", name=op.f("pk_categories")),
    )
    op.create_index(
        "uq_categories_folded",
        "categories",
        ["ledger_id", "folded"],
        unique=True,
        postgresql_where=sa.text("merged_into IS NULL"),
    )
    op.create_table(
        "identities",
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_identities_users_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("platform", "workspace", "external_id", name=op.f("pk_identities")),
    )
    op.create_index("ix_identities_user_id", "identities", ["user_id"], unique=False)
    op.create_table(
        "ledger_rates",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("base", sa.CHAR(length=3), nullable=False),
        sa.Column("quote", sa.CHAR(length=3), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("rate", sa.Numeric(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ledger_id"],
            ["ledgers.id"],
            name=op.f("fk_ledger_rates_ledgers_ledger_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "base", "quote", "date", name=op.f("pk_ledger_rates")),
    )
    op.create_table(
        "members",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ledger_id"],
            ["ledgers.id"],
            name=op.f("fk_members_ledgers_ledger_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "id", name=op.f("pk_members")),
    )
    op.create_index("ix_members_user_id", "members", ["user_id"], unique=False)
    op.create_index("uq_members_user", "members", ["ledger_id", "user_id"], unique=True)
    op.create_table(
        "turns",
        sa.Column("chat_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("ledger_id", sa.Uuid(), nullable=True),
        sa.Column("command", sa.String(length=40), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column(
            "numbers", postgresql.ARRAY(sa.BigInteger()), server_default="{}", nullable=False
        ),
        sa.Column("actions", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("reply", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("takes_back", sa.Uuid(), nullable=True),
        sa.Column("taken_back_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_turns_chats_chat_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "source", name=op.f("pk_turns")),
    )
    op.create_index("ix_turns_ledger_user", "turns", ["ledger_id", "user_id", "id"], unique=False)
    op.create_index(
        "ix_turns_unanswered",
        "turns",
        ["created_at"],
        unique=False,
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_index("uq_turns_id", "turns", ["id"], unique=True)
    op.create_table(
        "balances",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.CHAR(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ledger_id", "member_id"],
            ["members.ledger_id", "members.id"],
            name=op.f("fk_balances_members_ledger_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "member_id", "currency", name=op.f("pk_balances")),
    )
    op.create_table(
        "budgets",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("limit_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.CHAR(length=3), nullable=False),
        sa.Column("cadence", sa.String(length=10), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("rollover", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "cadence IN ('daily', 'weekly', 'monthly', 'yearly')", name=op.f("ck_budgets_cadence")
        ),
        sa.CheckConstraint("limit_minor > 0", name=op.f("ck_budgets_limit")),
        sa.ForeignKeyConstraint(
            ["ledger_id", "category_id"],
            ["categories.ledger_id", "categories.id"],
            name=op.f("fk_budgets_categories_ledger_id_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id"],
            ["ledgers.id"],
            name=op.f("fk_budgets_ledgers_ledger_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "id", name=op.f("pk_budgets")),
    )
    op.create_index(
        "uq_budgets_category",
        "budgets",
        ["ledger_id", "category_id", "cadence"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "entries",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.CHAR(length=3), nullable=False),
        sa.Column("base_amount", sa.BigInteger(), nullable=True),
        sa.Column("rate", sa.Numeric(), nullable=True),
        sa.Column("rate_date", sa.Date(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("payment_method", sa.String(length=40), nullable=True),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("odd_turn", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turn_id", sa.Uuid(), nullable=False),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('expense', 'income', 'settlement')", name=op.f("ck_entries_kind")
        ),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_entries_amount")),
        sa.ForeignKeyConstraint(
            ["ledger_id", "author_id"],
            ["members.ledger_id", "members.id"],
            name=op.f("fk_entries_members_ledger_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id", "category_id"],
            ["categories.ledger_id", "categories.id"],
            name=op.f("fk_entries_categories_ledger_id_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id", "replaces"],
            ["entries.ledger_id", "entries.id"],
            name=op.f("fk_entries_entries_ledger_id_replaces"),
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id"],
            ["ledgers.id"],
            name=op.f("fk_entries_ledgers_ledger_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "id", name=op.f("pk_entries")),
    )
    op.create_index(
        "ix_entries_amount",
        "entries",
        ["ledger_id", "base_amount"],
        unique=False,
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(
        "ix_entries_category",
        "entries",
        ["ledger_id", "category_id", "date"],
        unique=False,
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(
        "ix_entries_recent",
        "entries",
        ["ledger_id", "date", "id"],
        unique=False,
        postgresql_where=sa.text("voided_at IS NULL"),
        postgresql_include=["kind", "amount", "currency", "base_amount", "category_id"],
    )
    op.create_index(
        "ix_entries_tagged",
        "entries",
        ["ledger_id", "date"],
        unique=False,
        postgresql_where=sa.text("voided_at IS NULL AND tags <> '{}'"),
    )
    op.create_index(
        "uq_entries_no",
        "entries",
        ["ledger_id", "no"],
        unique=True,
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(
        "ix_entries_replaces",
        "entries",
        ["ledger_id", "replaces"],
        unique=False,
        postgresql_where=sa.text("replaces IS NOT NULL"),
    )
    op.create_index(
        "uq_entries_source",
        "entries",
        ["ledger_id", "source"],
        unique=True,
        postgresql_where=sa.text("replaces IS NULL"),
    )
    op.create_index("uq_entries_version", "entries", ["ledger_id", "no", "version"], unique=True)
    op.create_table(
        "learned_words",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ledger_id", "category_id"],
            ["categories.ledger_id", "categories.id"],
            name=op.f("fk_learned_words_categories_ledger_id_category_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "word", name=op.f("pk_learned_words")),
    )
    op.create_table(
        "shares",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("owed", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ledger_id", "entry_id"],
            ["entries.ledger_id", "entries.id"],
            name=op.f("fk_shares_entries_ledger_id_entry_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id", "member_id"],
            ["members.ledger_id", "members.id"],
            name=op.f("fk_shares_members_ledger_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("ledger_id", "entry_id", "member_id", name=op.f("pk_shares")),
    )
    op.create_table(
        "spent",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ledger_id", "budget_id"],
            ["budgets.ledger_id", "budgets.id"],
            name=op.f("fk_spent_budgets_ledger_id_budget_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "budget_id", "period_start", name=op.f("pk_spent")),
    )


def downgrade() -> None:

    op.drop_table("spent")
    op.drop_table("shares")
    op.drop_table("learned_words")
    op.drop_index("uq_entries_version", table_name="entries")
    op.drop_index(
        "ix_entries_replaces",
        table_name="entries",
        postgresql_where=sa.text("replaces IS NOT NULL"),
    )
    op.drop_index(
        "uq_entries_source", table_name="entries", postgresql_where=sa.text("replaces IS NULL")
    )
    op.drop_index(
        "uq_entries_no", table_name="entries", postgresql_where=sa.text("voided_at IS NULL")
    )
    op.drop_index(
        "ix_entries_tagged",
        table_name="entries",
        postgresql_where=sa.text("voided_at IS NULL AND tags <> '{}'"),
    )
    op.drop_index(
        "ix_entries_recent",
        table_name="entries",
        postgresql_where=sa.text("voided_at IS NULL"),
        postgresql_include=["kind", "amount", "currency", "base_amount", "category_id"],
    )
    op.drop_index(
        "ix_entries_category", table_name="entries", postgresql_where=sa.text("voided_at IS NULL")
    )
    op.drop_index(
        "ix_entries_amount", table_name="entries", postgresql_where=sa.text("voided_at IS NULL")
    )
    op.drop_table("entries")
    op.drop_index(
        "uq_budgets_category",
        table_name="budgets",
        postgresql_where=sa.text("closed_at IS NULL"),
        postgresql_nulls_not_distinct=True,
    )
    op.drop_table("budgets")
    op.drop_table("balances")
    op.drop_index("uq_turns_id", table_name="turns")
    op.drop_index(
        "ix_turns_unanswered", table_name="turns", postgresql_where=sa.text("answered_at IS NULL")
    )
    op.drop_index("ix_turns_ledger_user", table_name="turns")
    op.drop_table("turns")
    op.drop_index("uq_members_user", table_name="members")
    op.drop_index("ix_members_user_id", table_name="members")
    op.drop_table("members")
    op.drop_table("ledger_rates")
    op.drop_index("ix_identities_user_id", table_name="identities")
    op.drop_table("identities")
    op.drop_index(
        "uq_categories_folded",
        table_name="categories",
        postgresql_where=sa.text("merged_into IS NULL"),
    )
    op.drop_table("categories")
    op.drop_table("users")
    op.drop_table("rates")
    op.drop_table("ledgers")
    op.drop_table("leases")
    op.drop_table("failed_messages")
    op.drop_index("uq_chats_place", table_name="chats")
    op.drop_index("ix_chats_ledger_id", table_name="chats")
    op.drop_table("chats")
