"""How a logged entry reads, in a line and for programs: `#17 Lunch · €12.50 · 🍽 Food`."""

from __future__ import annotations

from collections.abc import Sequence

from bots.dialog import naming, split_text, standing, wording
from bots.dialog.messages import Line, line
from bots.dialog.turn import Turn
from expenseiq_core.domain.ledger import Content, Entry
from expenseiq_core.domain.money import Money
from expenseiq_core.services.recording import NewEntry, Recorded, Twin

MOST_LINES = 3
"""Of the answer to one logged entry."""
ROOM = 56
"""Characters of the line of a shared entry in which its category has room, too."""
MOST_ENTRIES = 6
"""Of a message with several, each on its line."""


def same_text(turn: Turn, content: Content, same: Twin) -> str:
    """Return `Same as #12?` of one's own, `Same as #12 Dinner €84.00 by Mia?` of another's."""
    if same.author_id == turn.who.member_id:
        return f"Same as #{same.no}?"
    amount = wording.money(content.amount, turn.who.locale)
    by = naming.shown(turn.who, same.author_id)
    return f"Same as #{same.no} {wording.title(same.description)} {amount} by {by}?"


def undo_action(new: Sequence[NewEntry]) -> str:
    """Return the command that takes a change back, once: it names the version it is about."""
    numbers = " ".join(f"#{n.no}" for n in new)
    return f"undo {numbers} v{new[0].version}" if len(new) == 1 else f"undo {numbers}"


def summary(turn: Turn, recorded: Recorded, notices: Sequence[str] = ()) -> tuple[Line, ...]:
    """Return a line an entry, then what is doubtful, or else how the day or the budget stands."""
    rows = [understood(turn, entry) for entry in recorded.entries]
    if len(rows) > MOST_ENTRIES:
        more = len(rows) - MOST_ENTRIES + 1
        rows = [*rows[: MOST_ENTRIES - 1], f"… and {more} more"]
    stands = _stands(turn, recorded)
    if notices:
        # A warning is not to be missed; how the day stands can wait.
        warned = standing.warned_of(turn, recorded.charges)
        rows += [*stands[:1], *notices] if warned else notices
        rows = rows[: max(MOST_LINES, len(recorded.entries[:MOST_ENTRIES]) + 1)]
    else:
        rows += stands
    return tuple(line(row) for row in rows)


def _stands(turn: Turn, recorded: Recorded) -> list[str]:
    """Return how the day and the budget stand; among people who share, only the budget."""
    shared = turn.who.is_group and split_text.is_shared(recorded.entries[0].content)
    return standing.lines_of(turn, recorded, day=not shared)


def understood(turn: Turn, entry: Entry) -> str:
    """Return an entry's line with all that was read: its tags and how it was paid, too."""
    content = entry.content
    tags = [f"#{tag}" for tag in content.tags]
    read = [entry_line(turn, entry), *tags, content.payment_method]
    if not split_text.is_shared(content):
        return " · ".join(filter(None, read))
    shares = [split_text.paid_text(turn, content), split_text.shares_text(turn, content)]
    full = " · ".join(filter(None, [*read, *shares]))
    if len(full) <= ROOM:
        return full
    # What each owes comes before what is to be found in the entry at any time.
    bare = f"#{entry.no} {content_text(turn, content, category=False)}"
    return " · ".join(filter(None, [bare, *tags, content.payment_method, *shares]))


def entry_line(turn: Turn, entry: Entry) -> str:
    """Return `#17 Lunch · €12.50 · 🍽 Food`, with the date if it is not today's."""
    return f"#{entry.no} {content_text(turn, entry.content)}"


def content_text(turn: Turn, content: Content, *, category: bool = True) -> str:
    """Return `Lunch · €12.50 · 🍽 Food`, with the date if it is not today's."""
    parts = [wording.title(content.description), amount_text(turn, content)]
    named = turn.who.category(content.category_id) if category else None
    if named is not None:
        parts.append(named.label)
    if content.kind == "income":
        parts.append("income")
    if content.date != turn.today:
        parts.append(wording.day(content.date, turn.who.locale, today=turn.today))
    return " · ".join(parts)


def amount_text(turn: Turn, content: Content) -> str:
    """Return the amount, and what it is in the ledger's currency if it has another."""
    text = wording.money(content.amount, turn.who.locale)
    if content.amount.currency == turn.who.currency or content.base is None:
        return text
    base = wording.money(turn.base_money(content.base.minor), turn.who.locale)
    return f"{text} ({base})"


def entry_data(turn: Turn, found: Sequence[Entry]) -> dict[str, object]:
    """Return logged entries for programs; `entry` is the first one."""
    values = [entry_values(turn, entry) for entry in found]
    return {"entry": values[0], "entries": values} if values else {}


def entry_values(turn: Turn, entry: Entry) -> dict[str, object]:
    """Return one entry for programs. Amounts are decimal strings in major units."""
    content = entry.content
    category = turn.who.category(content.category_id)
    refund = content.kind == "expense" and content.amount.minor < 0
    return {
        "number": entry.no,
        "kind": "refund" if refund else content.kind,
        "amount": str(content.amount.amount),
        "currency": content.amount.currency,
        "date": content.date.isoformat(),
        "description": content.description,
        "category": category.name if category else None,
        "tags": list(content.tags),
        "payment_method": content.payment_method,
        "note": content.note,
        **_of_group(turn, entry),
        "shares": {
            naming.unique(turn.who, share.member_id): {
                "paid": str(Money(share.paid, content.amount.currency).amount),
                "owed": str(Money(share.owed, content.amount.currency).amount),
            }
            for share in content.shares
        },
    }


def _of_group(turn: Turn, entry: Entry) -> dict[str, object]:
    """Return what else programs are told of an entry where there are several people."""
    if not turn.who.is_group:
        return {}
    mode = entry.content.split.mode if entry.content.split else None
    return {"author": naming.unique(turn.who, entry.author_id), "split": mode}
