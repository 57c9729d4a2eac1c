"""All tables."""

from __future__ import annotations

from expenseiq_core.db.models.base import Base
from expenseiq_core.db.models.budgets import BudgetRow, SpentRow
from expenseiq_core.db.models.entries import BalanceRow, EntryRow, ShareRow
from expenseiq_core.db.models.ledgers import (
    CategoryRow,
    LearnedWordRow,
    LedgerRateRow,
    LedgerRow,
    MemberRow,
)
from expenseiq_core.db.models.machinery import FailedMessageRow, LeaseRow, RateRow, TurnRow
from expenseiq_core.db.models.people import ChatRow, IdentityRow, UserRow

__all__ = [
    "BalanceRow",
    "Base",
    "BudgetRow",
    "CategoryRow",
    "ChatRow",
    "EntryRow",
    "FailedMessageRow",
    "IdentityRow",
    "LearnedWordRow",
    "LeaseRow",
    "LedgerRateRow",
    "LedgerRow",
    "MemberRow",
    "RateRow",
    "ShareRow",
    "SpentRow",
    "TurnRow",
    "UserRow",
]
