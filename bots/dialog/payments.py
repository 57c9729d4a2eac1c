"""A payment between two, and the entry that it becomes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from bots.dialog import naming
from bots.dialog.checking import check
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Content, Share
from expenseiq_core.domain.money import Money
from expenseiq_core.services import rates
from expenseiq_core.services.balances import Balances


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that somebody handed to somebody."""

    payer: uuid.UUID
    payee: uuid.UUID
    amount: Money
    date: dt.date
    note: str | None = None
    pays: int | None = None
    """The number of the entry whose share it pays."""


async def content_of(turn: Turn, payment: Payment) -> Content:
    """Return a payment as it is recorded: the payer paid it, and the payee owes it."""
    who, amount = turn.who, payment.amount
    shares = [
        Share(member_id=payment.payer, paid=amount.minor, owed=0),
        Share(member_id=payment.payee, paid=0, owed=amount.minor),
    ]
    names = (naming.shown(who, member) for member in (payment.payer, payment.payee))
    made = Content(
        kind="settlement",
        amount=amount,
        base=await rates.base_of(turn.session, who, amount, payment.date),
        date=payment.date,
        description=" → ".join(names),
        note=payment.note,
        shares=tuple(sorted(shares, key=lambda share: share.member_id)),
        pays=payment.pays,
    )
    check(made, turn.today)
    return made


def payer_of(content: Content) -> uuid.UUID:
    """Return who paid a payment."""
    return next(share.member_id for share in content.shares if share.paid)


def payee_of(content: Content) -> uuid.UUID:
    """Return who was paid."""
    return next(share.member_id for share in content.shares if share.owed)


def changed(balances: Balances, payments: Sequence[Payment]) -> dict[str, dict[uuid.UUID, int]]:
    """Return the balances as they are after payments."""
    after = {currency: dict(own) for currency, own in balances.items()}
    for payment in payments:
        own = after.setdefault(payment.amount.currency, {})
        for member, minor in (
            (payment.payer, payment.amount.minor),
            (payment.payee, -payment.amount.minor),
        ):
            own[member] = own.get(member, 0) + minor
    return after
