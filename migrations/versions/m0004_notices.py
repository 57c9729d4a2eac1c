"""Notices: schedules, recurring entries, preferences, e-mail, reminders, shared pace.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_shares_member", table_name="shares")
    op.create_index(
        "ix_shares_member",
        "shares",
        ["ledger_id", "member_id", "entry_id"],
        postgresql_include=["paid", "owed"],
    )
    op.create_table(
        "paces",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_paces")),
    )
    op.create_table(
        "emails",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("off", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("wanted", sa.String(length=254), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.SmallInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_emails_users_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_emails")),
    )
    op.create_table(
        "preferences",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("quiet_from", sa.Time(), server_default="22:00", nullable=False),
        sa.Column("quiet_until", sa.Time(), server_default="07:00", nullable=False),
        sa.Column("muted_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("off", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("hear", sa.String(length=20), nullable=True),
        sa.Column("digest_offers", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("digest_offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_preferences_users_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_preferences")),
    )
    op.create_table(
        "schedules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("ledger_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("cadence", sa.String(length=10), nullable=False),
        sa.Column("every", sa.SmallInteger(), server_default="1", nullable=False),
        sa.Column("day", sa.SmallInteger(), nullable=True),
        sa.Column("weekday", sa.SmallInteger(), nullable=True),
        sa.Column("month", sa.SmallInteger(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("tz_version", sa.String(length=20), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "settings", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("chat_id", sa.Uuid(), nullable=True),
        sa.Column("thread", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "cadence IN ('daily', 'weekly', 'monthly', 'yearly')", name=op.f("ck_schedules_cadence")
        ),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_schedules_chats_chat_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_schedules_users_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedules")),
    )
    op.create_index(
        "ix_schedules_due",
        "schedules",
        ["next_at"],
        unique=False,
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index("ix_schedules_ledger_id", "schedules", ["ledger_id"], unique=False)
    op.create_index("ix_schedules_user_id", "schedules", ["user_id"], unique=False)
    op.create_index(
        "uq_schedules_subject",
        "schedules",
        ["kind", "user_id", "ledger_id", "subject_id", "cadence"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "recurring",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.SmallInteger(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("template", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.SmallInteger(), server_default="1", nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ledger_id", "author_id"],
            ["members.ledger_id", "members.id"],
            name=op.f("fk_recurring_members_ledger_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id"],
            ["ledgers.id"],
            name=op.f("fk_recurring_ledgers_ledger_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ledger_id", "id", name=op.f("pk_recurring")),
    )
    op.create_index("uq_recurring_no", "recurring", ["ledger_id", "no"], unique=True)
    op.create_table(
        "reminded",
        sa.Column("ledger_id", sa.Uuid(), nullable=False),
        sa.Column("payer_id", sa.Uuid(), nullable=False),
        sa.Column("payee_id", sa.Uuid(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ledger_id", "payee_id"],
            ["members.ledger_id", "members.id"],
            name=op.f("fk_reminded_members_ledger_id_payee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id", "payer_id"],
            ["members.ledger_id", "members.id"],
            name=op.f("fk_reminded_members_ledger_id_payer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ledger_id"],
            ["ledgers.id"],
            name=op.f("fk_reminded_ledgers_ledger_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "ledger_id", "payer_id", "payee_id", "date", name=op.f("pk_reminded")
        ),
    )
    op.add_column("budgets", sa.Column("warns", postgresql.ARRAY(sa.SmallInteger()), nullable=True))
    op.add_column("deliveries", sa.Column("ledger_id", sa.Uuid(), nullable=True))
    op.add_column("deliveries", sa.Column("thread", sa.Text(), nullable=True))
    op.add_column(
        "deliveries",
        sa.Column(
            "about", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
    )
    op.add_column("deliveries", sa.Column("turn_id", sa.Uuid(), nullable=True))
    op.add_column("deliveries", sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "deliveries", sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "deliveries", sa.Column("tries", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column("deliveries", sa.Column("reason", sa.Text(), nullable=True))
    op.add_column("deliveries", sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))
    op.alter_column("deliveries", "user_id", existing_type=sa.UUID(), nullable=True)
    op.alter_column("deliveries", "chat_id", existing_type=sa.UUID(), nullable=True)
    op.alter_column(
        "deliveries", "notice", existing_type=postgresql.JSONB(astext_type=sa.Text()), nullable=True
    )
    op.create_index("ix_deliveries_inbox", "deliveries", ["user_id", "created_at"], unique=False)
    op.create_index("ix_deliveries_ledger_id", "deliveries", ["ledger_id"], unique=False)
    op.create_index(
        "uq_deliveries_mail",
        "deliveries",
        ["user_id", "occurrence"],
        unique=True,
        postgresql_where=sa.text("chat_id IS NULL"),
    )
    op.add_column("members", sa.Column("remind_from", sa.Date(), nullable=True))
    op.add_column(
        "ledgers", sa.Column("remind_offered_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.drop_index("ix_deliveries_due", table_name="deliveries")
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["due_at"],
        postgresql_where=sa.text("state IN ('pending', 'claimed', 'sending')"),
    )
    op.execute(
        "UPDATE deliveries SET claimed_until = due_at + interval '5 minutes'"
        " WHERE state = 'sending'"
    )
    op.drop_constraint("state", "deliveries", type_="check")
    op.create_check_constraint(
        "state",
        "deliveries",
        "state IN ('pending', 'claimed', 'sending', 'sent', 'uncertain', 'failed', 'skipped')",
    )
    op.create_check_constraint(
        "destination", "deliveries", "chat_id IS NOT NULL OR user_id IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_index("ix_shares_member", table_name="shares")
    op.create_index("ix_shares_member", "shares", ["ledger_id", "member_id", "entry_id"])
    op.execute("DELETE FROM deliveries WHERE user_id IS NULL OR chat_id IS NULL OR notice IS NULL")
    op.execute("UPDATE deliveries SET state = 'pending' WHERE state = 'claimed'")
    op.drop_column("members", "remind_from")
    op.drop_column("ledgers", "remind_offered_at")
    op.drop_index("uq_deliveries_mail", table_name="deliveries")
    op.drop_index("ix_deliveries_ledger_id", table_name="deliveries")
    op.drop_index("ix_deliveries_inbox", table_name="deliveries")
    op.drop_constraint("destination", "deliveries", type_="check")
    op.drop_constraint("state", "deliveries", type_="check")
    op.create_check_constraint(
        "state",
        "deliveries",
        "state IN ('pending', 'sending', 'sent', 'uncertain', 'failed', 'skipped')",
    )
    op.drop_index("ix_deliveries_due", table_name="deliveries")
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["due_at"],
        postgresql_where=sa.text("state IN ('pending', 'sending')"),
    )
    for column in ("user_id", "chat_id", "notice"):
        op.alter_column("deliveries", column, nullable=False)
    for column in (
        "read_at",
        "reason",
        "tries",
        "claimed_until",
        "expires_at",
        "turn_id",
        "about",
        "thread",
        "ledger_id",
    ):
        op.drop_column("deliveries", column)
    op.drop_column("budgets", "warns")
    for table in ("reminded", "recurring", "schedules", "preferences", "emails", "paces"):
        op.drop_table(table)
