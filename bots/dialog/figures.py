"""Entries, sums and periods as answers that look at the books show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from bots.dialog import wording
from bots.dialog.filters import Wanted
from bots.dialog.messages import Button, Line, line
from bots.dialog.turn import Turn
from bots.dialog.typed import typed
from expenseiq_core.domain.comparing import cadence_of
from expenseiq_core.domain.filter import Filter
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import Period, period_of
from expenseiq_core.parsing.ranges import EVER
from expenseiq_core.services.searching import Found, Page, Totals

PAGE: Final = 6
"""Entries in an answer: with a line of sums above it stays under eight lines."""
LONGEST_GROUP: Final = 24
"""Letters of a group's name in a line about a share in it."""


def found_line(turn: Turn, found: Found) -> Line:
    """Return `#17 Lunch €12.50 · 🍽 Food · Fri 13 Nov`; today goes without its date.

    Of a share in a group: `Lisbon #12 Dinner · €28.00 of €84.00 · 🍽 Food`.
    """
    category = turn.who.category(found.category_id)
    amount = wording.money(found.amount, turn.who.locale)
    if found.amount.currency != turn.who.currency and found.base_minor is not None:
        amount += f" ({base(turn, found.base_minor)})"
    parts = [f"#{found.no} {wording.title(found.description)} {amount}"]
    if found.share is not None:
        parts = share_parts(turn, found)
    if category is not None:
        parts.append(category.label)
    if found.kind == "income":
        parts.append("income")
    if found.date != turn.today:
        parts.append(day(turn, found.date))
    return line(" · ".join(parts))


def share_parts(turn: Turn, found: Found) -> list[str]:
    """Return `Lisbon #12 Dinner` and `€28.00 of €84.00`, its worth behind it if need be.

    `replies.entry_numbers` knows this form: the number is none of one's own.
    """
    assert found.share is not None
    locale = turn.who.locale
    group = wording.shortened(found.share.group, LONGEST_GROUP)
    amount = wording.money(found.amount, locale)
    if found.amount.currency != turn.who.currency and found.base_minor is not None:
        amount += f" ({base(turn, found.base_minor)})"
    return [
        f"{group} #{found.no} {wording.title(found.description)}",
        f"{amount} of {wording.money(found.share.whole, locale)}",
    ]


def found_data(turn: Turn, found: Found) -> dict[str, object]:
    """Return a listed entry for programs."""
    category = turn.who.category(found.category_id)
    refund = found.kind == "expense" and found.amount.minor < 0
    return {
        "number": found.no,
        "kind": "refund" if refund else found.kind,
        "amount": str(found.amount.amount),
        "currency": found.amount.currency,
        "date": found.date.isoformat(),
        "description": found.description,
        "category": category.name if category else None,
        "tags": list(found.tags),
        "payment_method": found.payment_method,
        "note": found.note,
        **_share_data(found),
    }


def _share_data(found: Found) -> dict[str, object]:
    if found.share is None:
        return {}
    return {"group": found.share.group, "of": str(found.share.whole.amount)}


def totals_text(turn: Turn, totals: Totals) -> str:
    """Return `€45.60 in 12 entries`, and what is saved, moved or earned beside it."""
    others = [
        f"{base(turn, minor)} {word}"
        for minor, word in (
            (totals.saved, "saved"),
            (totals.moved, "moved"),
            (totals.income, "income"),
        )
        if minor
    ]
    count = wording.plural(totals.count, "entry", "entries")
    if totals.spent or not others:
        text = " · ".join([f"{base(turn, totals.spent)} in {count}", *others])
    else:
        text = f"{', '.join(others)} in {count}"
    return text + without_rate_text(totals.without_rate, before=", ")


def without_rate_text(count: int, *, before: str = "") -> str:
    """Return `2 without a rate not counted`, or nothing."""
    return f"{before}{count} without a rate not counted" if count else ""


def totals_data(turn: Turn, totals: Totals) -> dict[str, object]:
    """Return sums for programs, in the ledger's currency."""
    return {
        "count": totals.count,
        "spent": amount(turn, totals.spent),
        "saved": amount(turn, totals.saved),
        "moved": amount(turn, totals.moved),
        "income": amount(turn, totals.income),
        "without_rate": totals.without_rate,
        "currency": turn.who.currency,
    }


def base(turn: Turn, minor: int, *, short: bool = False) -> str:
    """Return an amount of the ledger's currency; `short`: whole ones without decimals."""
    shown = wording.short_money if short else wording.money
    return shown(turn.base_money(minor), turn.who.locale)


def amount(turn: Turn, minor: int) -> str:
    """Return an amount of the ledger's currency for programs: a decimal in major units."""
    return str(turn.base_money(minor).amount)


def day(turn: Turn, date: dt.date) -> str:
    """Return `Fri 13 Nov`."""
    return wording.day(date, turn.who.locale, today=turn.today)


def period_name(turn: Turn, period: Period) -> str:
    """Return what people call a range of dates: today, last week, November, 2026."""
    start, month_start = period.start, turn.who.month_start
    last = EVER.start if period.end == EVER.end else period.end - dt.timedelta(days=1)
    cadence = cadence_of(period, month_start=month_start)
    name = f"{day(turn, start)} – {day(turn, last)}"
    if period == EVER:
        name = "all time"
    elif period.end == EVER.end:
        name = f"since {day(turn, start)}"
    elif start == EVER.start:
        name = f"until {day(turn, last)}"
    elif cadence == "daily":
        near = {turn.today: "today", turn.today - dt.timedelta(days=1): "yesterday"}
        name = near.get(start, day(turn, start))
    elif cadence == "weekly":
        this_week = period_of(turn.today, "weekly").start
        near = {this_week: "this week", this_week - dt.timedelta(days=7): "last week"}
        name = near.get(start, name)
    elif cadence == "monthly" and month_start == 1:
        name = wording.month(start, turn.who.locale, today=turn.today)
    elif cadence == "yearly" and month_start == 1:
        name = str(start.year)
    return name


def first_large(text: str) -> str:
    """Return the text with its first letter large."""
    return text[:1].upper() + text[1:]


def on_or_in(turn: Turn, period: Period) -> str:
    """Return a period's name as it stands inside a sentence: "in November", "on Fri 13 Nov"."""
    name = period_name(turn, period)
    cadence = cadence_of(period, month_start=turn.who.month_start)
    if name.split()[0] in ("today", "yesterday", "this", "last", "since", "until", "all"):
        return name
    if cadence == "daily":
        return f"on {name}"
    return f"in {name}" if cadence in ("monthly", "yearly") and "–" not in name else f"from {name}"


def filter_name(turn: Turn, wanted: Wanted) -> str:
    """Return what is asked for: `coffee · 🍽 Food · #work · over €20 · November · by card`."""
    asked = wanted.filter
    parts = [" ".join(wanted.text)] if wanted.text else []
    if wanted.category is not None:
        parts.append(wanted.category.label)
    parts += [f"#{tag}" for tag in asked.tags]
    if asked.amounts is not None:
        parts.append(amounts_name(turn, asked))
    if asked.payment_method is not None:
        parts.append(f"by {asked.payment_method}")
    if asked.period is not None:
        parts.append(period_name(turn, asked.period))
    return " · ".join(parts)


def amounts_name(turn: Turn, asked: Filter) -> str:
    """Return `over €20`, `under €5`, `€10 to €50`."""
    amounts = asked.amounts
    assert amounts is not None
    currency = amounts.currency or turn.who.currency

    def money(minor: int) -> str:
        return wording.short_money(Money(minor, currency), turn.who.locale)

    if amounts.most == amounts.least:
        return money(amounts.least)
    if amounts.most is None:
        over = amounts.least - 1
        return f"over {money(over)}" if over and over % 10 == 0 else f"from {money(amounts.least)}"
    if amounts.least == 0:
        under = amounts.most + 1
        return f"under {money(under)}" if under % 10 == 0 else f"up to {money(amounts.most)}"
    return f"{money(amounts.least)} to {money(amounts.most)}"


def more_button(command: str, turn: Turn, asked: Filter, page: Page) -> tuple[Button, ...]:
    """Return [More], which goes on behind the last entry of the page, if there are more."""
    if not page.more:
        return ()
    place = page.entries[-1].place
    words = f"{command} {typed(asked, turn.who)}".strip()
    return (Button(label="More", action=f"{words} after {place.date}/{place.id.hex}"),)


def page_data(turn: Turn, page: Page, **more: object) -> Mapping[str, object]:
    """Return a page for programs."""
    return {"entries": [found_data(turn, e) for e in page.entries], "more": page.more, **more}
