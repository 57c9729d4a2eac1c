"""What an edited message changes of its entries: the fields in which two readings differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from bots.dialog import correcting
from bots.dialog.commands import expense
from bots.dialog.fields import Fields
from bots.dialog.people_fields import People
from bots.dialog.turn import Turn
from expenseiq_core.domain.categories import OTHER
from expenseiq_core.domain.ledger import Content, Entry
from expenseiq_core.errors import SplitError
from expenseiq_core.parsing.reading import Reading


@dataclass(slots=True)
class Plan:
    """What an edit does to the entries of its message."""

    changed: list[tuple[Entry, Content]] = field(default_factory=list)
    added: list[Reading] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    """Numbers of entries whose text is gone: they stay, and are offered to be undone."""
    undone: list[int] = field(default_factory=list)


async def plan_of(
    turn: Turn,
    old: Sequence[Reading],
    new: Sequence[Reading],
    numbers: Sequence[int],
    found: Sequence[Entry],
) -> Plan:
    """Map old parts to new ones: equal ones to each other, the others in their order."""
    plan, living = Plan(), {entry.no: entry for entry in found}
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(b - a, d - c)
        for part, reading in zip(range(a, a + both), new[c : c + both], strict=True):
            no = numbers[part] if part < len(numbers) else None
            if no is None or no not in living:
                plan.undone += [] if no is None else [no]
                continue
            content = await _changed(turn, living[no], old[part], reading)
            if content != living[no].content:
                plan.changed.append((living[no], content))
        plan.added += new[c + both : d]
        plan.dropped += [numbers[p] for p in range(a + both, b) if p < len(numbers)]
    plan.dropped = [no for no in plan.dropped if no in living]
    return plan


async def _changed(turn: Turn, entry: Entry, old: Reading, new: Reading) -> Content:
    """Return the content with the fields changed in which two readings differ."""
    differences = _differences(turn, entry.content, old, new)
    try:
        changed = await correcting.corrected(turn, entry, differences)
    except SplitError as error:
        raise _still(entry.no, error) from None
    if (old.own_amount, old.own_currency) == (new.own_amount, new.own_currency):
        return changed
    return replace(changed, base=await expense.base_of(turn, new, changed))


def _still(no: int, error: SplitError) -> SplitError:
    """Return an error of a new message as that of an edited one: the entry is there already."""
    text = re.sub(r"^(?:Not recorded(?: yet)?|Nothing was changed):", f"#{no} stays:", str(error))
    return SplitError(text.replace("Or type:", "Edit it again, to:"), code=error.code)


def _differences(turn: Turn, content: Content, old: Reading, new: Reading) -> Fields:
    fields = Fields()
    if (old.amount, old.currency) != (new.amount, new.currency):
        fields = replace(fields, amount=new.amount)
    if old.currency != new.currency:
        fields = replace(fields, currency=new.currency or turn.who.entry_currency)
    if old.kind != new.kind:
        fields = replace(fields, kind=new.kind)
    if old.date != new.date:
        fields = replace(fields, date=new.date or turn.today)
    if old.description != new.description:
        fields = replace(fields, description=new.description or new.category)
    says_what = bool(new.description or new.category)  # else it is a new amount for the same
    if says_what and old.category != new.category and _may_move(turn, content, old, new):
        fields = replace(fields, category=new.category or OTHER)
    if old.note != new.note:
        fields = replace(fields, note=new.note or "")
    if old.payment_method != new.payment_method:
        fields = replace(fields, payment_method=new.payment_method or "")
    if turn.who.is_group:
        fields = replace(fields, people=_people(old, new))
    return replace(
        fields,
        tags=tuple(tag for tag in new.tags if tag not in old.tags),
        untags=tuple(tag for tag in old.tags if tag not in new.tags),
    )


def _people(old: Reading, new: Reading) -> People | None:
    """Return who shares and who paid, as far as that reads differently."""
    shares = (old.split, old.items) != (new.split, new.items)
    paid = (old.payer, old.payers) != (new.payer, new.payers)
    if not (shares or paid):
        return None
    return People(reading=new, how="as typed", shares=shares, paid=paid)


def _may_move(turn: Turn, content: Content, old: Reading, new: Reading) -> bool:
    """Whether the category follows the text: not what only seems so, if it was chosen since."""
    if new.category_source in ("tag", "trailing"):
        return True
    read_before = turn.who.category_named(old.category or OTHER)
    now = turn.who.category(content.category_id)
    return now is None or read_before is None or now.id == read_before.id
