"""Why an amount is refused, and what to type instead."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from expenseiq_core.domain.currencies import exponent
from expenseiq_core.domain.money import MAX_MINOR
from expenseiq_core.parsing.reading import Problem

MALFORMED: Final = Problem(
    code="malformed_amount", message="I can't read that amount. Try: lunch 12.50"
)
TOO_LARGE: Final = Problem(
    code="too_large", message="That amount is too large for me. Try a smaller one: lunch 12.50"
)
ZERO: Final = Problem(
    code="zero", message="An amount of zero is nothing to record. Try: lunch 12.50"
)

SEVERAL_PAYEES: Final = Problem(
    code="several_payees", message="Not recorded: one payment a line, please. Try: paid @ana 20"
)


def too_fine(currency: str) -> Problem:
    """Return the problem of an amount with more decimals than its currency has."""
    digits = exponent(currency)
    has = {0: "no decimals. Try: lunch 1200", 2: "two decimals. Try: lunch 12.50"}.get(
        digits, "three decimals. Try: lunch 12.500"
    )
    return Problem(code="too_fine", message=f"{currency} has {has}")


def named(code: str | None, currency: str) -> Problem:
    """Return the problem that reading a number has found."""
    if code == "too_fine":
        return too_fine(currency)
    return TOO_LARGE if code == "too_large" else MALFORMED


def with_amount(amount: Decimal, currency: str) -> Problem | None:
    """Return why an amount cannot be recorded, or None if it can."""
    if amount <= 0:
        return ZERO
    scaled = amount.scaleb(exponent(currency))
    if scaled > MAX_MINOR:
        return TOO_LARGE
    return None if scaled == scaled.to_integral_value() else too_fine(currency)


def ambiguous(amounts: Iterable[Decimal]) -> Problem:
    """Return the problem of two numbers that may both be the amount."""
    shown = " or ".join(f"{amount:f}" for amount in amounts)
    return Problem(
        code="ambiguous_amounts",
        message=f"Which one is the amount, {shown}? Try one a line, the amount last: coffee 4.50",
    )
