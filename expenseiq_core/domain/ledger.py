"""What a ledger holds: entries and shares, and the rules that keep it balanced.

In each entry the shares' `paid` and `owed` both add up to the amount; a member's balance is the sum
of paid - owed, and plus means that the others owe them.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from expenseiq_core.domain.money import Money
from expenseiq_core.domain.split import Split

EntryKind = Literal["expense", "income", "settlement"]
CategoryKind = Literal["spending", "saving", "neutral"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One member's line in an entry, in minor units of the entry's currency.

    Of income, whoever received it owes it, and `paid` is a member's part of it: so its balances
    are those of a refund.
    """

    member_id: uuid.UUID
    paid: int
    owed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """An amount in the ledger's currency, the rate used, and the day of that rate."""

    minor: int
    rate: Decimal
    rate_date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an entry says. It never changes: a correction is another content in its place."""

    kind: EntryKind
    amount: Money
    base: Base | None
    """What counts in the ledger's reports, in its currency: the whole in a group, the owner's share
    in a personal ledger. None: no rate was known."""
    date: dt.date
    description: str
    category_id: uuid.UUID | None = None
    payment_method: str | None = None
    tags: tuple[str, ...] = ()
    note: str | None = None
    shares: tuple[Share, ...]
    split: Split | None = None
    """The rule that made what is owed; None: whoever paid owes it, or it is a settlement."""
    pays: int | None = None
    """Of a settlement: the number of the entry whose share it pays."""

    def __post_init__(self) -> None:
        assert self.amount.minor != 0, "an entry of nothing"
        assert sum(s.paid for s in self.shares) == self.amount.minor, "paid does not add up"
        assert sum(s.owed for s in self.shares) == self.amount.minor, "owed does not add up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A recorded entry: a content with its number, version and history."""

    id: uuid.UUID
    no: int
    version: int
    content: Content
    source: str
    author_id: uuid.UUID
    odd_turn: int
    created_at: dt.datetime
    turn_id: uuid.UUID
    replaces: uuid.UUID | None = None
    voided_at: dt.datetime | None = None
    voided_by: uuid.UUID | None = None


def own_share(member_id: uuid.UUID, amount: Money) -> tuple[Share, ...]:
    """Return the shares of what somebody paid for themselves."""
    return (Share(member_id=member_id, paid=amount.minor, owed=amount.minor),)


def own_part(content: Content, member_id: uuid.UUID) -> Money:
    """Return what a member has of an entry: what they owe of an expense, get of an income.

    Of a payment between people it is the whole: it counts in no report.
    """
    if content.kind == "settlement":
        return content.amount
    gets = content.kind == "income"
    mine = [share for share in content.shares if share.member_id == member_id]
    part = sum(share.paid if gets else share.owed for share in mine)
    return Money(part, content.amount.currency)


def balance_changes(
    *, new: Iterable[Content], void: Iterable[Content]
) -> dict[tuple[uuid.UUID, str], int]:
    """Return by how much each (member, currency) balance moves, sorted, without zeros."""
    changes: dict[tuple[uuid.UUID, str], int] = {}
    for sign, contents in ((1, new), (-1, void)):
        for content in contents:
            for share in content.shares:
                key = (share.member_id, content.amount.currency)
                changes[key] = changes.get(key, 0) + sign * (share.paid - share.owed)
    return {key: changes[key] for key in sorted(changes) if changes[key]}


def spending_minor(content: Content, category_kind: CategoryKind) -> int:
    """Return what an entry adds to spending, in minor units of the ledger's currency.

    Only expenses in spending categories count (a refund lowers them); what has no base amount
    cannot be added up, and whoever shows a total says so.
    """
    if content.kind != "expense" or content.base is None or category_kind != "spending":
        return 0
    return content.base.minor
