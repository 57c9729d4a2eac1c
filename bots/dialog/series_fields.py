"""What a change of a recurring entry says: `amount 16.99`, `on the 3rd`, `until 2028`, `all`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Final

from bots.dialog import dividing, fields, repeating, setting_up, split_text
from bots.dialog.correcting import corrected
from bots.dialog.fields import Fields
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.ledger import Content, Entry
from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.domain.split import Split
from expenseiq_core.errors import SplitError, UsageError
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Recurrence as SaidRule
from expenseiq_core.services.recurring import Series
from expenseiq_core.services.recurring_state import State
from expenseiq_core.services.recurring_template import Template

_UNITS: Final = {"daily": "days", "weekly": "weeks", "monthly": "months", "yearly": "years"}
_ENDLESS = re.compile(r"(?:for ?ever|no end|without (?:an )?end|open end)", re.IGNORECASE)
_DAY: Final = dt.timedelta(days=1)


async def changed(turn: Turn, series: Series, said: Said, text: str) -> State:
    """Return a recurring entry as a text wants it; raises what a person can mend."""
    if _ENDLESS.fullmatch(text):
        return replace(series.state, rule=replace(series.state.rule, until=None))
    rule = _rule(turn, series, said, text)
    if rule is not None:
        return replace(series.state, rule=rule)
    found = fields.read_fields(said, text)
    if found is None or found.date is not None or found.kind == "refund":
        no = series.no
        raise UsageError(
            f"I can't read that as a change; nothing was changed. Try: recurring change {no} 16.99,"
            f" recurring change {no} on the 3rd, recurring change {no} until 2028"
        )
    return replace(series.state, template=await _template(turn, series, found))


def _rule(turn: Turn, series: Series, said: Said, text: str) -> Recurrence | None:
    """Return when it comes back from now on, if that is what the text says."""
    old = series.state.rule
    wanted = _said(said, text)
    if wanted is None:
        wanted = _said(said, f"every {old.every} {_UNITS[old.cadence]} {text}")
        if wanted is None:
            return None
    same = (wanted.cadence, wanted.every) == (old.cadence, old.every)
    first = turn.today + _DAY
    if same:
        wanted = replace(
            wanted,
            day=wanted.day or old.day,
            weekday=old.weekday if wanted.weekday is None else wanted.weekday,
            month=wanted.month or old.month,
            until=wanted.until or old.until,
        )
        if series.next_on is not None:
            # The date of this period may be recorded already: it goes on with the next one.
            first = max(first, _period_start(series.next_on, old))
    rule = repeating.rule_of(replace(wanted, until=wanted.until or old.until), first=first)
    if rule is None:
        raise UsageError("That ends before it comes back. To end it now: recurring"
                         f" stop {series.no}")  # fmt: skip
    return rule


def _period_start(day: dt.date, rule: Recurrence) -> dt.date:
    if rule.cadence == "weekly":
        return day - dt.timedelta(days=day.weekday())
    if rule.cadence == "daily":
        return day
    return day.replace(day=1) if rule.cadence == "monthly" else day.replace(month=1, day=1)


def _said(said: Said, text: str) -> SaidRule | None:
    """Return how often something comes back if the whole text says that."""
    message = read(f"thing 1 {text}", said.context)
    reading = message.first
    if len(message.readings) > 1 or reading.description != "thing" or reading.amount != 1:
        return None
    plain = not (reading.date or reading.tags or reading.payment_method or reading.split)
    return reading.recurring if plain else None


async def _template(turn: Turn, series: Series, found: Fields) -> Template:
    """Return what it records with some fields changed, as an entry of it would be corrected."""
    template, day = series.template, series.next_on or turn.today
    now = dividing.occurrence(turn, template, day, author_id=series.author_id, odd_turn=0)
    entry = Entry(
        id=series.id,
        no=series.no,
        version=1,
        content=now.content,
        source="",
        author_id=series.author_id,
        odd_turn=0,
        created_at=series.created_at,
        turn_id=series.made_by,
    )
    try:
        content = await corrected(turn, entry, found)
    except SplitError as error:
        # It is none of the entries, though it is corrected as one.
        text = str(error).replace(f"edit #{series.no}", f"recurring change {series.no}")
        raise SplitError(text.replace(f"of #{series.no} ", ""), code=error.code) from error
    return _of_content(turn, template, content, found)


def _of_content(turn: Turn, template: Template, content: Content, found: Fields) -> Template:
    shared = template.shared
    payer = next(iter(split_text.payments_of(content)), template.payer_id)
    if found.people is not None and found.people.shares:
        shared = setting_up.everybody(turn, found.people.reading, content) or content.split
    elif isinstance(shared, Split):
        shared = content.split
    return replace(
        template,
        kind="income" if content.kind == "income" else "expense",
        amount=content.amount,
        description=content.description,
        category_id=content.category_id,
        payment_method=content.payment_method,
        tags=content.tags,
        note=content.note,
        payer_id=payer,
        shared=shared,
    )
