"""What was changed of an entry, in words: for whoever changed it, its group and its history."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Final

from bots.dialog import announcing, doubts, logged, naming, shares_text, standing, wording
from bots.dialog.split_text import parts_of, payments_of
from bots.dialog.turn import Turn, as_typed
from expenseiq_core.domain.ledger import Content, Entry
from expenseiq_core.services.recording import Recorded

_KINDS: Final = {"expense": "an expense", "income": "income", "settlement": "a payment"}


def changes_text(turn: Turn, old: Content, new: Content) -> str:
    """Return what was changed: `Was €12.50`, `Note: with Ana`."""
    was = [before for before, _ in _pairs(turn, old, new)]
    parts = [f"Was {', '.join(was)}"] if was else []
    return " · ".join([*parts, *_others(old, new)])


def arrows(turn: Turn, old: Content, new: Content) -> str:
    """Return what was changed into what: `€84.00 → €48.00`."""
    parts = [f"{before} → {after}" for before, after in _pairs(turn, old, new)]
    return ", ".join([*parts, *_others(old, new)])


def own_lines(turn: Turn, old: Content, recorded: Recorded, learned: str | None) -> list[str]:
    """Return the entry, what was changed, and what that does to balances, day and budget."""
    entry = recorded.entries[0]
    changed = changes_text(turn, old, entry.content)
    if learned:
        changed += (
            f'. I\'ll put "{as_typed(learned, entry.content.description)}" there from now on.'
        )
    moved = [*newcomers(turn), announcing.effect(turn, new=[entry.content], void=[old])]
    rest = [changed, " ".join(filter(None, moved)), *doubts.rate_notices(turn, entry.content)]
    stands = standing.lines_of(turn, recorded, day=not turn.who.is_group)
    rest = [*stands, *rest] if standing.warned_of(turn, recorded.charges) else [*rest, *stands]
    shown = logged.understood(turn, entry) if turn.who.is_group else logged.entry_line(turn, entry)
    return [shown, *[row for row in rest if row]][: logged.MOST_LINES]


def announcement(
    turn: Turn, old: Entry, recorded: Recorded, *, asked_by: uuid.UUID | None = None
) -> list[str]:
    """Return who changed what of an entry, and what that does to each balance."""
    entry = recorded.entries[0]
    title = wording.title(old.content.description)
    changed = arrows(turn, old.content, entry.content)
    head = f"{announcing.speaker(turn)} changed #{old.no} {title}{as_asked(turn, asked_by)}"
    moved = announcing.effect(turn, new=[entry.content], void=[old.content])
    warned = standing.warned_of(turn, recorded.charges)
    stands = standing.warnings(turn, warned)[:1] if warned else []
    moved = " ".join(filter(None, [*newcomers(turn), moved]))
    rows = [f"{head}: {changed}", moved, *stands]
    return [row for row in rows if row][: logged.MOST_LINES]


def as_asked(turn: Turn, member_id: uuid.UUID | None) -> str:
    """Return `, as Ana asked`, where somebody else wanted it."""
    if member_id is None:
        return ""
    return f", as {naming.shown(turn.who, member_id)} asked"


def newcomers(turn: Turn) -> list[str]:
    """Return `Zoe is new here.`, if what was said names somebody unknown."""
    if not turn.newcomers:
        return []
    ids = [new.id for new in turn.newcomers]
    return [f"{shares_text.names(turn, ids)} {'is' if len(ids) == 1 else 'are'} new here."]


def _pairs(turn: Turn, old: Content, new: Content) -> Iterator[tuple[str, str]]:
    """Return what reads differently, as it was and as it is."""
    locale = turn.who.locale
    if old.amount != new.amount:
        yield wording.money(old.amount, locale), wording.money(new.amount, locale)
    if old.kind != new.kind:
        yield _KINDS[old.kind], _KINDS[new.kind]
    if old.description != new.description:
        yield wording.title(old.description), wording.title(new.description)
    if old.category_id != new.category_id:
        yield _category(turn, old), _category(turn, new)
    if old.date != new.date:
        yield _day(turn, old), _day(turn, new)
    if not turn.who.is_group:
        return
    if _payers(old) != _payers(new):
        yield shares_text.paid_text(turn, old), shares_text.paid_text(turn, new)
    if _shared_otherwise(old, new):
        yield shares_text.owed_text(turn, old), shares_text.owed_text(turn, new)


def _payers(content: Content) -> object:
    """Return who paid: of one who paid all, how much that was goes without saying."""
    paid = payments_of(content)
    return {*paid} if len(paid) == 1 else paid


def _shared_otherwise(old: Content, new: Content) -> bool:
    """Whether other people share it, or by another rule: not if only the amount is another."""
    before, after = parts_of(old), parts_of(new)
    if old.amount != new.amount or old.kind != new.kind:
        return old.split != new.split or before.keys() != after.keys()
    return before != after


def _others(old: Content, new: Content) -> Iterator[str]:
    if old.note != new.note:
        yield f"Note: {wording.shortened(new.note)}" if new.note else "Note removed"
    if old.tags != new.tags:
        yield " ".join(f"#{tag}" for tag in new.tags) or "No tags"
    if old.payment_method != new.payment_method:
        method = new.payment_method
        yield f"Paid by {method}" if method else "Payment method removed"


def _category(turn: Turn, content: Content) -> str:
    category = turn.who.category(content.category_id)
    return category.label if category else "no category"


def _day(turn: Turn, content: Content) -> str:
    if content.date == turn.today:
        return "today"
    return wording.day(content.date, turn.who.locale, today=turn.today)
