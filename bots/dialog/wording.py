"""Figures into words: money, dates and names as answers show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_skeleton
from babel.numbers import format_currency, format_decimal

from expenseiq_core.domain.money import Money

MINUS = "−"
_NAMES_MONTHS_APART = frozenset("ca cs el fi hr pl ru sk uk".split())
"""Languages in which a month by itself has another form than in a date."""


def money(amount: Money, locale: str) -> str:
    """Return an amount with all its decimals as the locale writes it: €12.50, 12,50 €, −€3.00."""
    return _money(amount.minor, amount.currency, locale)


def short_money(amount: Money, locale: str) -> str:
    """Return an amount without decimals if it is whole (€200), else with all of them (€31.20)."""
    whole = amount.amount == amount.amount.to_integral_value()
    return _money(amount.minor, amount.currency, locale, whole=whole)


@lru_cache(maxsize=4096)
def _money(minor: int, currency: str, locale: str, *, whole: bool = False) -> str:
    parsed = Locale.parse(locale)
    amount = Money(abs(minor), currency).amount
    if whole:
        pattern = parsed.currency_formats["standard"].pattern.replace("0.00", "0")
        text = format_currency(
            int(amount), currency, format=pattern, locale=parsed, currency_digits=False
        )
    else:
        text = format_currency(amount, currency, locale=parsed)
    # Some locales put invisible direction marks around; they only confuse whoever copies the text.
    text = "".join(c for c in text if c not in "\u200e\u200f\u061c")
    return MINUS + text if minor < 0 else text


def plain_amount(amount: Money, locale: str) -> str:
    """Return the bare figure, as somebody of this locale would type it: 12.50 or 12,50."""
    digits = max(-int(amount.amount.as_tuple().exponent), 0)
    pattern = "0." + "0" * digits if digits else "0"
    return format_decimal(amount.amount, format=pattern, locale=Locale.parse(locale))


def figure(value: Decimal, locale: str) -> str:
    """Return a number as the locale writes it, with no more decimals than it needs: 20, 12.50."""
    whole = value == value.to_integral_value()
    decimals = 0 if whole else max(2, -int(value.normalize().as_tuple().exponent))
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return format_decimal(value, format=pattern, locale=Locale.parse(locale))


def day(date: dt.date, locale: str, *, today: dt.date) -> str:
    """Return a date as an answer shows it: Fri 13 Nov, with the year only if it is another."""
    return _day(date, locale, "EMMMd" if date.year == today.year else "yEMMMd")


@lru_cache(maxsize=4096)
def _day(date: dt.date, locale: str, skeleton: str) -> str:
    text: str = format_skeleton(skeleton, date, locale=Locale.parse(locale))
    return text.replace(",", "")


def month(date: dt.date, locale: str, *, today: dt.date) -> str:
    """Return the name of a month, with the year only if it is another: November, October 2025."""
    if date.year == today.year:
        # A skeleton of the month alone finds no format in most locales and shortens it. Babel's
        # aliases of "stand-alone" leak from one locale into another: only asked where it differs.
        parsed = Locale.parse(locale)
        context = "stand-alone" if parsed.language in _NAMES_MONTHS_APART else "format"
        return str(parsed.months[context]["wide"][date.month])
    return format_skeleton("yMMMM", date, locale=Locale.parse(locale))


def title(description: str) -> str:
    """Return a description as shown: its first letter large."""
    return description[:1].upper() + description[1:]


def shortened(text: str, most: int = 60) -> str:
    """Return the beginning of a text on one line, with an ellipsis if there is more."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def platforms(names: Sequence[str]) -> str:
    """Return `Telegram and Slack`; a platform once, however many accounts are there."""
    shown = list(dict.fromkeys(name.title() for name in names))
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def plural(count: int, singular: str, several: str | None = None) -> str:
    """Return the count with its noun: 1 entry, 3 entries."""
    return f"{count} {singular if count == 1 else several or singular + 's'}"
