"""Correcting an entry: its content with some fields changed becomes the next version."""

from __future__ import annotations

import uuid
from dataclasses import replace

from bots.dialog import doubts, logged, standing, wording
from bots.dialog.checking import check
from bots.dialog.fields import Fields
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn, as_typed, learned_phrase
from expenseiq_core.domain.categories import OTHER
from expenseiq_core.domain.ledger import Content, Entry, EntryKind, Share, own_share
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import NotAllowedError, NotFoundError
from expenseiq_core.services import entries, learning, rates
from expenseiq_core.services.recording import NewEntry, Recorded


async def living(turn: Turn, no: int) -> Entry:
    """Return the entry of a number; raises NotFoundError if there is none, or it was undone."""
    found = await entries.by_numbers(turn.session, turn.who.ledger_id, [no])
    if found:
        return found[0]
    if await entries.history(turn.session, turn.who.ledger_id, no):
        raise NotFoundError(f"#{no} is undone. To bring it back: restore #{no}")
    raise NotFoundError(f"There is no #{no}. To see your last ones: list")


async def correct(turn: Turn, entry: Entry, fields: Fields) -> Answer:
    """Record an entry's next version, and answer with it and with what was changed."""
    content = await corrected(turn, entry.content, fields)
    if content == entry.content:
        return Answer(
            lines=(line(f"Nothing to change: {logged.entry_line(turn, entry)}"),),
            data=logged.entry_data(turn, [entry]),
        )
    new = next_version(entry, content)
    undo = logged.undo_action([new])
    recorded = await turn.write(new=[new], void=[entry], actions=[undo])
    learned = await learn(turn, entry.content, content)
    return Answer(
        lines=tuple(line(row) for row in lines(turn, entry.content, recorded, learned)),
        rows=((Button(label="Undo", action=undo),),),
        data=logged.entry_data(turn, recorded.entries),
        wrote=True,
    )


def next_version(entry: Entry, content: Content) -> NewEntry:
    """Return the replacement of a living entry."""
    return NewEntry(
        content=content,
        source=entry.source,
        no=entry.no,
        version=entry.version + 1,
        replaces=entry.id,
        author_id=entry.author_id,
        odd_turn=entry.odd_turn,
    )


async def corrected(turn: Turn, content: Content, fields: Fields) -> Content:
    """Return a content with these fields changed; raises what a person can mend."""
    amount = _amount(content, fields)
    changed = replace(
        content,
        kind=_kind(content, fields),
        amount=amount,
        date=fields.date or content.date,
        description=fields.description or content.description,
        note=content.note if fields.note is None else fields.note or None,
        tags=_tags(content, fields),
        shares=_shares(turn, content, amount),
    )
    if fields.payment_method is not None:
        changed = replace(changed, payment_method=fields.payment_method or None)
    changed = replace(changed, category_id=_category_id(turn, changed, fields))
    check(changed, turn.today)
    if (amount, changed.date) == (content.amount, content.date) and content.base is not None:
        return changed
    base = await rates.base_of(turn.session, turn.who, amount, changed.date)
    return replace(changed, base=base)


async def learn(turn: Turn, old: Content, new: Content) -> str | None:
    """Remember where the entry's words belong if that was corrected; return them."""
    phrase = learned_phrase(new.description)
    if phrase is None or new.category_id is None or old.category_id == new.category_id:
        return None
    await learning.learn(turn.session, turn.who.ledger_id, [phrase], new.category_id, now=turn.now)
    return phrase


def changes_text(turn: Turn, old: Content, new: Content) -> str:
    """Return what was changed: `Was €12.50`, `Note: with Ana`."""
    locale, was = turn.who.locale, []
    if old.amount != new.amount:
        was.append(wording.money(old.amount, locale))
    if old.kind != new.kind:
        was.append("income" if old.kind == "income" else "an expense")
    if old.description != new.description:
        was.append(wording.title(old.description))
    if old.category_id != new.category_id:
        category = turn.who.category(old.category_id)
        was.append(category.label if category else "no category")
    if old.date != new.date:
        today = old.date == turn.today
        was.append("today" if today else wording.day(old.date, locale, today=turn.today))
    parts = [f"Was {', '.join(was)}"] if was else []
    if old.note != new.note:
        parts.append(f"Note: {wording.shortened(new.note)}" if new.note else "Note removed")
    if old.tags != new.tags:
        parts.append(" ".join(f"#{tag}" for tag in new.tags) or "No tags")
    if old.payment_method != new.payment_method:
        method = new.payment_method
        parts.append(f"Paid by {method}" if method else "Payment method removed")
    return " · ".join(parts)


def lines(turn: Turn, old: Content, recorded: Recorded, learned: str | None) -> list[str]:
    """Return the entry, what was changed, and how the day or the budget stands."""
    entry = recorded.entries[0]
    changed = changes_text(turn, old, entry.content)
    if learned:
        changed += (
            f'. I\'ll put "{as_typed(learned, entry.content.description)}" there from now on.'
        )
    rest = [changed, *doubts.rate_notices(turn, entry.content)]
    stands = standing.lines_of(turn, recorded)
    if standing.warned_of(turn, recorded.charges):
        rest = [*stands, *rest]
    else:
        rest += stands
    return [logged.entry_line(turn, entry), *[row for row in rest if row]][: logged.MOST_LINES]


def _amount(content: Content, fields: Fields) -> Money:
    currency = fields.currency or content.amount.currency
    positive = fields.amount if fields.amount is not None else abs(content.amount.amount)
    amount = Money.of(positive, currency)
    if fields.kind is not None:
        return -amount if fields.kind == "refund" else amount
    return -amount if content.amount.minor < 0 else amount


def _kind(content: Content, fields: Fields) -> EntryKind:
    if fields.kind is None or content.kind == "settlement":
        return content.kind
    return "income" if fields.kind == "income" else "expense"


def _tags(content: Content, fields: Fields) -> tuple[str, ...]:
    kept = [tag for tag in content.tags if tag not in fields.untags]
    return tuple(dict.fromkeys((*kept, *fields.tags)))


def _shares(turn: Turn, content: Content, amount: Money) -> tuple[Share, ...]:
    if amount.minor == content.amount.minor:
        return content.shares
    if [share.member_id for share in content.shares] != [turn.who.member_id]:
        raise NotAllowedError("I can't change the amount of a shared entry yet.")
    return own_share(turn.who.member_id, amount)


def _category_id(turn: Turn, changed: Content, fields: Fields) -> uuid.UUID | None:
    """Return the category: as named; else as guessed, where none was known; none for income."""
    current = turn.who.category(changed.category_id)
    if fields.category is not None:
        named = _named(turn, fields.category)
        # The entry may point to a category that was merged into this one: that is no change.
        return changed.category_id if current is not None and current.id == named else named
    unknown = current is None or current.default_name == OTHER
    if changed.kind == "income":
        return None if current is None or current.default_name == OTHER else current.id
    if unknown and fields.guess is not None and fields.description is not None:
        return _named(turn, fields.guess)
    if current is None and changed.kind == "expense":
        return _named(turn, OTHER)
    return changed.category_id


def _named(turn: Turn, name: str) -> uuid.UUID | None:
    category = turn.who.category_named(name)
    return category.id if category else None
