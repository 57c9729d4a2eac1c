"""How categories read: a list with sums, one in full, and what a change did."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from bots.dialog import budgets, wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.categories import OTHER
from expenseiq_core.services.categories import Merged, Sum
from expenseiq_core.services.chats import Category

PAGE = 7
_NOTHING = Sum()


def overview(turn: Turn, sums: Mapping[uuid.UUID, Sum], *, page: int) -> Answer:
    """Return the categories with this month's sums, the largest first."""
    ordered = sorted(turn.who.categories, key=lambda c: -sums.get(c.id, _NOTHING).minor)
    last = -(-len(ordered) // PAGE)
    page = min(page, last)
    counted = (c for c in ordered if c.kind == "spending")
    total = sum(sums.get(c.id, _NOTHING).minor for c in counted)
    heading = f"{_money(turn, total)} spent this month"
    rows = [
        line(f"{c.label} {_money(turn, sums.get(c.id, _NOTHING).minor)}")
        for c in ordered[(page - 1) * PAGE : page * PAGE]
    ]
    more = Button(label="More", action=f"categories page {page + 1}")
    return Answer(
        lines=(line(heading), *rows),
        rows=((more,),) if page < last else (),
        data={"categories": [_values(turn, c, sums.get(c.id, _NOTHING)) for c in ordered]},
    )


def details(turn: Turn, category: Category, sum_: Sum) -> Answer:
    """Return one category with what can be changed of it."""
    rows = [
        line(
            f"{category.label} · {_money(turn, sum_.minor)} this month in"
            f" {wording.plural(sum_.count, 'entry', 'entries')}"
        ),
        line(" · ".join(_properties(category))),
        line(f"Change it: category {category.name.casefold()} emoji 🍜"),
    ]
    buttons = (
        Button(label="All categories", action="categories"),
        Button(label="How to change", action="help categories"),
    )
    data = {"category": _values(turn, category, sum_)}
    return Answer(lines=tuple(rows), rows=(buttons,), data=data)


def look(category: Category) -> str:
    """Return `☕ Coffee · #aa5500 · saving · also: kaffee`."""
    return " · ".join([category.label, *_properties(category)])


def _properties(category: Category) -> list[str]:
    parts = [category.colour]
    if category.kind != "spending":
        parts.append(f"{category.kind}, not counted as spent")
    if category.aliases:
        parts.append(f"also: {', '.join(category.aliases)}")
    return parts


def added(name: str, emoji: str, colour: str) -> Answer:
    """Return what was made, and how it is used."""
    typed = name.casefold()
    remove = Button(label="Remove", action=f"delete category {typed}")
    return Answer(
        lines=(
            line(f"New category: {f'{emoji} {name}'.strip()} · {colour}"),
            line(f"Put something there: flat white 3.50 #{typed.replace(' ', '_')}"),
        ),
        rows=((remove,),),
        data={"category": {"name": name, "emoji": emoji, "colour": colour}},
        wrote=True,
    )


def changed(category: Category, before: Category) -> Answer:
    """Return a category as it is now, and the way back."""
    rows = [line(look(category))]
    typed = category.name.casefold()
    if category.name != before.name:
        rows = [line(f"{before.label} is now {category.label}")]
        back = Button(
            label=f"Back to {before.name}", action=f"rename category {typed} to {before.name}"
        )
    elif category.emoji != before.emoji:
        back = Button(
            label=f"Back to {before.emoji or 'none'}",
            action=f"category {typed} emoji {before.emoji or 'off'}",
        )
    elif category.colour != before.colour:
        back = Button(
            label=f"Back to {before.colour}", action=f"category {typed} colour {before.colour}"
        )
    elif category.kind != before.kind:
        back = Button(label=f"Back to {before.kind}", action=f"category {typed} kind {before.kind}")
    elif len(category.aliases) > len(before.aliases):
        back = Button(label="Remove", action=f"category {typed} alias {category.aliases[-1]} off")
    else:
        gone = next(a for a in before.aliases if a not in category.aliases)
        back = Button(label="Back", action=f"category {typed} alias {gone}")
    data = {"category": {"name": category.name, "aliases": list(category.aliases)}}
    return Answer(lines=tuple(rows), rows=((back,),), data=data, wrote=True)


def where_to(turn: Turn, source: Category, sum_: Sum) -> Answer:
    """Ask where the entries of a category that is to be deleted shall go."""
    other = turn.who.category_named(OTHER)
    some = [c for c in turn.who.categories if c.id != source.id and c != other][:3]
    name = source.name.casefold()

    def button(target: Category) -> Button:
        return Button(
            label=target.label, action=f"delete category {name} to {target.name.casefold()}"
        )

    last = (button(other),) if other else ()
    keep = Button(label="Keep it", action=f"category {name}")
    count = wording.plural(sum_.count, "entry", "entries")
    return Answer(
        lines=(
            line(f"{source.label} has {count}. Where do they go?"),
            line(f"Or type: delete category {name} to food"),
        ),
        rows=(tuple(map(button, some)), (*last, keep)),
        data={"category": _values(turn, source, sum_)},
    )


def merged(
    turn: Turn, source: Category, target: Category, done: Merged, *, deleted: bool
) -> Answer:
    """Return what a merge moved, and what it did to budgets."""
    entries = wording.plural(done.entries, "entry", "entries")
    if deleted:
        has = f" {target.label} has its {entries}." if done.entries else " It had no entries."
        rows = [f"Deleted: {source.label}.{has}"]
    else:
        has = f", with its {entries}." if done.entries else ". It had no entries."
        rows = [f"{source.label} is now part of {target.label}{has}"]
    rows += [f"Budget closed: {budgets.terms(turn, b)}" for b in done.ended]
    if done.ended and not deleted:
        rows.append(f"The one of {target.name} stays as it was.")
    rows += [
        f"{target.name} takes over its budget: {budgets.limit_text(turn, b)}" for b in done.moved
    ]
    return Answer(
        lines=tuple(map(line, rows)),
        data={"merged": {"from": source.name, "into": target.name, "entries": done.entries}},
        wrote=True,
    )


def _money(turn: Turn, minor: int) -> str:
    return wording.short_money(turn.base_money(minor), turn.who.locale)


def _values(turn: Turn, category: Category, sum_: Sum) -> dict[str, object]:
    return {
        "name": category.name,
        "emoji": category.emoji,
        "colour": category.colour,
        "kind": category.kind,
        "aliases": list(category.aliases),
        "sum": str(turn.base_money(sum_.minor).amount),
        "entries": sum_.count,
    }
