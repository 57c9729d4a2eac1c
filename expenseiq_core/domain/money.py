"""Money: whole minor units and an ISO 4217 currency; the one place where it is divided.

No float touches money. A sum of two currencies is a programmer's mistake; an amount finer than its
currency is a person's, and refused rather than rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from expenseiq_core.domain.currencies import CODES, exponent
from expenseiq_core.errors import AmountError, CurrencyError

MAX_MINOR: Final = 10**12
"""The largest amount of one entry, in minor units (ten thousand million euros)."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole minor units (cents, pence, yen) of a currency; may be negative."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> Money:
        """Make money from a decimal amount in major units (euros, dinars).

        Raises CurrencyError for an unknown currency and AmountError for an amount that is finer
        than the currency's decimals or beyond MAX_MINOR.
        """
        if currency not in CODES:
            raise CurrencyError(f"{currency} is no currency I know. Try: lunch 12.50 EUR")
        digits = exponent(currency)
        # Compared before it is scaled: 1E+1000000 would make an integer of a million digits.
        # copy_abs, unlike abs, does not calculate and so does not overflow.
        if not amount.is_finite() or amount.copy_abs() > MAX_MINOR:
            raise AmountError("That amount is too large for me. Try a smaller one: lunch 12.50")
        rounded = amount.quantize(Decimal(1).scaleb(-digits))
        if rounded != amount:
            raise AmountError(_too_fine(currency, digits))
        minor = int(rounded.scaleb(digits))
        if abs(minor) > MAX_MINOR:
            raise AmountError("That amount is too large for me. Try a smaller one: lunch 12.50")
        return cls(minor, currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with exactly the currency's decimals."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: Money) -> Money:
        assert self.currency == other.currency, f"{self.currency} + {other.currency}"
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        assert self.currency == other.currency, f"{self.currency} - {other.currency}"
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def convert(self, rate: Decimal, currency: str) -> Money:
        """Convert at `rate` (units of `currency` for one of this one), rounded half up."""
        scaled = self.amount * rate
        minor = scaled.scaleb(exponent(currency)).to_integral_value(ROUND_HALF_UP)
        return Money(int(minor), currency)

    def allocate(self, weights: Sequence[int], *, turn: int = 0) -> list[Money]:
        """Divide into parts in proportion to whole `weights`; the parts add up to this amount.

        Largest remainder method (Hamilton): everybody first gets the whole units of their quota,
        the odd units go to the largest remainders. Equal remainders are served in the order of the
        list, starting at position `turn`: a caller that advances `turn` by the odd units given
        rotates them, so over consecutive equal splits nobody carries more than one unit more than
        another. A negative amount is divided as the positive one and negated.
        """
        total = sum(weights)
        assert weights, "nobody to allocate to"
        assert all(w >= 0 for w in weights), "weights are not negative"
        assert total > 0, "at least one weight is positive"
        count = len(weights)
        quotas = [abs(self.minor) * weight for weight in weights]  # each of them times the total
        parts = [quota // total for quota in quotas]
        odd = abs(self.minor) - sum(parts)
        served = sorted(range(count), key=lambda i: (-(quotas[i] % total), (i - turn) % count))
        for position in served[:odd]:
            parts[position] += 1
        sign = -1 if self.minor < 0 else 1
        return [Money(sign * part, self.currency) for part in parts]


def _too_fine(currency: str, digits: int) -> str:
    if digits == 0:
        return f"{currency} has no decimals. Try a whole number: lunch 1200 {currency}"
    return f"{currency} has {digits} decimals, not more. Try: lunch 12.{'5'.ljust(digits, '0')}"
