"""Where a group's category counts among one's own, if none of those has its name."""

from __future__ import annotations

from typing import Final

from bots.dialog import wording
from bots.dialog.messages import Button, Line, line
from bots.dialog.turn import Turn
from expenseiq_core.services.chats import Category
from expenseiq_core.services.own_view import GroupSum

_LIKELY: Final = ("Fun", "Travel", "Food", "Home", "Transport", "Gifts", "Health", "Clothes")
"""Default categories in the order in which shared spending tends to belong to them."""
_LAST: Final = ("Savings", "Transfers & cash", "Other")
FIRST: Final = 3
A_PAGE: Final = 7
"""Two rows with More."""
A_ROW: Final = 4


def question(share: GroupSum) -> Line:
    """Return `Lisbon's “Boat trips”: where does it belong?`."""
    return line(f"{wording.shortened(share.group, 24)}'s “{share.homeless}”: where does it belong?")


def buttons(turn: Turn, share: GroupSum) -> tuple[Button, ...]:
    """Return the likeliest categories, and More."""
    assert share.homeless is not None
    return some(turn, share.homeless, begin=0, count=FIRST)


def page(turn: Turn, name: str, *, begin: int) -> tuple[tuple[Button, ...], ...]:
    """Return two rows of categories to choose from."""
    found = some(turn, name, begin=begin, count=A_PAGE)
    return tuple(found[i : i + A_ROW] for i in range(0, len(found), A_ROW))


def some(turn: Turn, name: str, *, begin: int, count: int) -> tuple[Button, ...]:
    """Return categories as buttons that let the group's category of this name count there."""
    offered = sorted(turn.who.categories, key=_rank)
    chosen = [
        Button(label=category.label, action=f'count "{name}" as {category.name}')
        for category in offered[begin : begin + count]
    ]
    if begin + count < len(offered):
        chosen.append(Button(label="More", action=f'count "{name}" as after {begin + count}'))
    return tuple(chosen)


def _rank(category: Category) -> int:
    """Order: the likely ones, those that one made oneself, the others, the unlikely ones."""
    name = category.default_name
    if name is None:
        return 10
    if name in _LIKELY:
        return _LIKELY.index(name)
    return 100 if name in _LAST else 50
