"""Correcting an entry: its content with some fields changed becomes the next version."""

from __future__ import annotations

import uuid
from dataclasses import replace

from bots.dialog import announcing, changes, logged, permissions, requests
from bots.dialog.checking import check
from bots.dialog.fields import Fields
from bots.dialog.messages import Answer, Button, line
from bots.dialog.resharing import Sought, reshared
from bots.dialog.turn import Turn, learned_phrase
from expenseiq_core.domain.categories import OTHER
from expenseiq_core.domain.ledger import Content, Entry, EntryKind
from expenseiq_core.domain.money import Money
from expenseiq_core.errors import ConflictError, NotFoundError
from expenseiq_core.services import entries, learning, rates
from expenseiq_core.services.recording import NewEntry


async def living(turn: Turn, no: int) -> Entry:
    """Return the entry of a number; raises NotFoundError if there is none, or it was undone."""
    found = await entries.by_numbers(turn.session, turn.who.ledger_id, [no])
    if found:
        return found[0]
    if await entries.history(turn.session, turn.who.ledger_id, no):
        raise NotFoundError(f"#{no} is undone. To bring it back: restore #{no}")
    raise NotFoundError(f"There is no #{no}. To see your last ones: list")


async def correct(turn: Turn, entry: Entry, fields: Fields) -> Answer:
    """Record an entry's next version, and answer with it and with what was changed.

    Of somebody else's entry nothing is changed: whose it is is asked.
    """
    content = await corrected(turn, entry, fields)
    if content == entry.content:
        return Answer(
            lines=(line(f"Nothing to change: {logged.entry_line(turn, entry)}"),),
            data=logged.entry_data(turn, [entry]),
        )
    if not permissions.may_change(turn, entry):
        return requests.to_change(turn, entry, content)
    return await change(turn, entry, content)


async def change(
    turn: Turn, entry: Entry, content: Content, *, asked_by: uuid.UUID | None = None
) -> Answer:
    """Record this content as an entry's next version; `asked_by` is the member who wanted it."""
    new = next_version(entry, content)
    announced = asked_by is not None or await announcing.is_due(turn, entry)
    undo = logged.undo_action([new])
    buttons: tuple[Button, ...] = (Button(label="Undo", action=undo),)
    if announced:
        buttons = (announcing.history_button(entry.no), *buttons)
    elif turn.who.is_group and _sharing(content) != _sharing(entry.content):
        # Whoever takes out one of several goes on with the next.
        buttons = (Button(label="People", action=f"people #{entry.no}"), *buttons)
    actions = [button.kept for button in buttons]
    recorded = await turn.write(new=[new], void=[entry], actions=actions)
    learned = await learn(turn, entry.content, content)
    if announced:
        rows = changes.announcement(turn, entry, recorded, asked_by=asked_by)
    else:
        rows = changes.own_lines(turn, entry.content, recorded, learned)
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=(buttons,),
        data={
            **logged.entry_data(turn, recorded.entries),
            **announcing.moved_data(turn, new=[content], void=[entry.content]),
        },
        wrote=True,
    )


def _sharing(content: Content) -> frozenset[uuid.UUID]:
    return frozenset(share.member_id for share in content.shares if share.owed)


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


async def corrected(turn: Turn, entry: Entry, fields: Fields) -> Content:
    """Return an entry's content with these fields changed; raises what a person can mend."""
    content = entry.content
    if content.kind == "settlement" and (fields.kind or fields.category):
        raise ConflictError(
            f"#{entry.no} is a payment, not an expense. To take it back: undo #{entry.no}"
        )
    amount, kind = _amount(content, fields), _kind(content, fields)
    sought = Sought(
        amount=amount, kind=kind, people=fields.people, odd_turn=entry.odd_turn, no=entry.no
    )
    division = await reshared(turn, content, sought)
    changed = replace(
        content,
        kind=kind,
        amount=amount,
        date=fields.date or content.date,
        description=fields.description or content.description,
        note=content.note if fields.note is None else fields.note or None,
        tags=_tags(content, fields),
        shares=division.shares,
        split=division.split,
    )
    if fields.payment_method is not None:
        changed = replace(changed, payment_method=fields.payment_method or None)
    changed = replace(changed, category_id=_category_id(turn, changed, fields))
    check(changed, turn.today)
    same = (amount, changed.date) == (content.amount, content.date)
    counts = turn.who.is_group or changed.shares == content.shares
    if same and counts and content.base is not None:
        return changed
    return replace(changed, base=await rates.base_for(turn.session, turn.who, changed))


async def learn(turn: Turn, old: Content, new: Content) -> str | None:
    """Remember where the entry's words belong if that was corrected; return them."""
    phrase = learned_phrase(new.description)
    if phrase is None or new.category_id is None or old.category_id == new.category_id:
        return None
    await learning.learn(turn.session, turn.who.ledger_id, [phrase], new.category_id, now=turn.now)
    return phrase


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
