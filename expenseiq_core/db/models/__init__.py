"""All tables."""

from __future__ import annotations

from expenseiq_core.db.models.base import Base
from expenseiq_core.db.models.budgets import BudgetRow, SpentRow
from expenseiq_core.db.models.entries import BalanceRow, EntryRow, ShareRow
from expenseiq_core.db.models.groups import (
    InvitationRow,
    OwnCategoryRow,
    PlanRow,
    TransferRow,
)
from expenseiq_core.db.models.ledgers import (
    CategoryRow,
    LearnedWordRow,
    LedgerRateRow,
    LedgerRow,
    MemberRow,
)
from expenseiq_core.db.models.machinery import (
    FailedMessageRow,
    LeaseRow,
    RateRow,
    TurnRow,
)
from expenseiq_core.db.models.notices import (
    DeliveryRow,
    EmailRow,
    PaceRow,
    PreferenceRow,
    RecurringRow,
    RemindedRow,
    ScheduleRow,
)
from expenseiq_core.db.models.people import (
    ChatRow,
    IdentityRow,
    LinkCodeRow,
    LinkRow,
    LinkTryRow,
    ThreadRow,
    UserRow,
)
from expenseiq_core.db.models.receipts import ReceiptRow
from expenseiq_core.db.models.slack import SlackInstallationRow, SlackStateRow

__all__ = [
    "BalanceRow",
    "Base",
    "BudgetRow",
    "CategoryRow",
    "ChatRow",
    "DeliveryRow",
    "EmailRow",
    "EntryRow",
    "FailedMessageRow",
    "IdentityRow",
    "InvitationRow",
    "LearnedWordRow",
    "LeaseRow",
    "LedgerRateRow",
    "LedgerRow",
    "LinkCodeRow",
    "LinkRow",
    "LinkTryRow",
    "MemberRow",
    "OwnCategoryRow",
    "PaceRow",
    "PlanRow",
    "PreferenceRow",
    "RateRow",
    "ReceiptRow",
    "RecurringRow",
    "RemindedRow",
    "ScheduleRow",
    "ShareRow",
    "SlackInstallationRow",
    "SlackStateRow",
    "SpentRow",
    "ThreadRow",
    "TransferRow",
    "TurnRow",
    "UserRow",
]
