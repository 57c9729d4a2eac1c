"""Balances of several currencies in one, and the day whose rates that took."""

from __future__ import annotations

import datetime as dt
import uuid

from bots.dialog import wording
from bots.dialog.turn import Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.services import rates
from expenseiq_core.services.balances import Balances


async def converted(
    turn: Turn, balances: Balances, currency: str
) -> tuple[dict[str, dict[uuid.UUID, int]], dt.date | None, list[str]]:
    """Return all balances in one currency, the oldest day of the rates, and what has none."""
    found = {
        c: await rates.between(turn.session, turn.who.ledger_id, c, currency, turn.today)
        for c in balances
    }
    sums: dict[uuid.UUID, int] = {}
    for c, own in balances.items():
        rate = found[c]
        for owner, minor in own.items():
            worth = Money(minor, c).convert(rate.rate, currency).minor if rate is not None else 0
            sums[owner] = sums.get(owner, 0) + worth
    days = [rate.date for c, rate in found.items() if rate is not None and c != currency]
    missing = [c for c, rate in found.items() if rate is None and any(balances[c].values())]
    return {currency: dict(sorted(sums.items()))}, min(days, default=None), missing


def title(turn: Turn, currency: str, day: dt.date | None, missing: list[str]) -> str:
    """Return ` in USD, at the rates of Fri 30 Oct`, and which currencies have no rate."""
    text = f" in {currency}"
    if day is not None:
        text += f", at the rates of {wording.day(day, turn.who.locale, today=turn.today)}"
    return f"{text}; no rate for {', '.join(missing)}" if missing else text
