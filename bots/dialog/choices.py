"""Choices as buttons: which category, which day. A button's action is the whole edit command."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from babel import Locale
from babel.dates import format_skeleton

from bots.dialog.messages import Button
from bots.dialog.turn import Turn
from expenseiq_core.services.chats import Category

_UNLIKELY = ("Savings", "Transfers & cash", "Other")
_LIKELY = ("Home", "Gifts", "Clothes", "Fun", "Food", "Transport", "Health", "Travel")
"""Default categories in the order in which words without a keyword tend to belong to them."""

A_ROW = 4
A_PAGE = 2 * A_ROW - 2
"""Categories at once: two rows with More and Back."""
DAYS = 6


def first_categories(
    turn: Turn, no: int, *, current: uuid.UUID | None, count: int
) -> tuple[Button, ...]:
    """Return the likeliest categories as a row of a longer answer, and More for the others."""
    return _some_categories(turn, no, current=current, begin=0, count=count)


def category_rows(
    turn: Turn, no: int, *, current: uuid.UUID | None, begin: int = 0
) -> tuple[tuple[Button, ...], ...]:
    """Return a page of categories to choose from, More while there are others, and Back."""
    buttons = _some_categories(turn, no, current=current, begin=begin, count=A_PAGE)
    buttons = (*buttons, _back(no))
    return tuple(buttons[position : position + A_ROW] for position in range(0, len(buttons), A_ROW))


def _some_categories(
    turn: Turn, no: int, *, current: uuid.UUID | None, begin: int, count: int
) -> tuple[Button, ...]:
    living = turn.who.category(current)
    offered = [c for c in _by_likelihood(turn.who.categories) if c != living]
    end = begin + count
    buttons = [
        Button(label=category.label, action=f"edit #{no} category {category.name}")
        for category in offered[begin:end]
    ]
    if end < len(offered):
        buttons.append(Button(label="More", action=f"edit #{no} category after {end}"))
    return tuple(buttons)


def date_rows(turn: Turn, no: int, *, current: dt.date) -> tuple[tuple[Button, ...], ...]:
    """Return today and the days before it, without the one that the entry has, and Back."""
    days = [turn.today - dt.timedelta(days=back) for back in range(DAYS + 1)]
    buttons = [
        Button(label=_day_label(turn, day), action=f"edit #{no} date {day.isoformat()}")
        for day in days
        if day != current
    ][:DAYS]
    return (tuple(buttons[: DAYS // 2]), (*buttons[DAYS // 2 :], _back(no)))


def _back(no: int) -> Button:
    return Button(label="Back", action=f"edit #{no}")


def _by_likelihood(categories: Sequence[Category]) -> list[Category]:
    """Own categories first, then by how often no keyword says so; the unlikely ones last."""

    def rank(category: Category) -> int:
        name = category.default_name
        if name is None:
            return 0
        if name in _LIKELY:
            return 1 + _LIKELY.index(name)
        return 100 if name in _UNLIKELY else 50

    return sorted(categories, key=rank)


def _day_label(turn: Turn, day: dt.date) -> str:
    back = (turn.today - day).days
    if back < 2:
        return ("Today", "Yesterday")[back]
    if back < 4:
        return f"{back} days ago"
    text: str = format_skeleton("EMMMd", day, locale=Locale.parse(turn.who.locale))
    return text.replace(",", "")
