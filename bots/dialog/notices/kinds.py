"""All kinds of notices."""

from __future__ import annotations

from typing import Final

from bots.dialog.notices import account, budget, digest, recurring, remind, told
from bots.dialog.notices.kind import Kind

KINDS: Final[tuple[Kind, ...]] = (
    account.KIND,
    budget.KIND,
    recurring.KIND,
    remind.KIND,
    told.KIND,
    digest.KIND,
)
