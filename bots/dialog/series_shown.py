"""Recurring entries, listed and one by one."""

from __future__ import annotations

from typing import Final

from bots.dialog import repeating, series_text, wording
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Turn
from expenseiq_core.services import recurring
from expenseiq_core.services.recurring import Series

A_PAGE: Final = 6
A_ROW: Final = 4


async def listed(turn: Turn, *, page: int) -> Answer:
    """Return what comes back, each on a line with its number, and buttons to look at each."""
    every = await recurring.of(turn.session, turn.who.ledger_id)
    living = [series for series in every if not series.is_over]
    if not living:
        text = "Nothing comes back by itself yet. Try: rent 1200 monthly on the 1st"
        return Answer(lines=(line(text),), data={"recurring": []})
    pages = -(-len(living) // A_PAGE)
    page = min(max(page, 1), pages)
    shown = living[(page - 1) * A_PAGE : page * A_PAGE]
    rows = [_line(turn, series) for series in shown]
    buttons = [Button(label=_label(series), action=f"recurring {series.no}") for series in shown]
    if pages > 1:
        onward = page % pages + 1
        rows.append(f"Page {page} of {pages}: {wording.plural(len(living), 'entry', 'entries')}.")
        buttons.append(Button(label="More", action=f"recurring page {onward}"))
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=tuple(tuple(buttons[i : i + A_ROW]) for i in range(0, len(buttons), A_ROW)),
        data={"recurring": [series_text.data(turn, series) for series in living]},
    )


def _label(series: Series) -> str:
    return f"{series.no} {wording.shortened(wording.title(series.template.description), 14)}"


def _line(turn: Turn, series: Series) -> str:
    """Return `2 Netflix · €15.99 · monthly on the 12th · Sat 12 Dec`."""
    template = series.template
    name = wording.title(wording.shortened(template.description, 30))
    amount = wording.money(template.amount, turn.who.locale)
    if template.kind == "income":
        amount = f"+{amount}"
    often = repeating.text(series.state.rule, turn.who.locale, today=turn.today)
    following = "paused" if series.next_on is None else series_text.day(turn, series.next_on)
    return f"{series.no} {name} · {amount} · {often} · {following}"


def details(turn: Turn, series: Series) -> Answer:
    """Return one with all that it records, and what can be done with it."""
    return said(turn, series)


def said(turn: Turn, series: Series, *rows: str, undo: bool = False, wrote: bool = False) -> Answer:
    """Return one as it is now, with the button that takes its last change back."""
    first = () if rows else (series_text.what(turn, series.template),)
    shown = [*first, *rows, series_text.when(turn, series)]
    back = (series_text.back(series),) if undo else ()
    buttons = (*series_text.buttons(series), *back)
    if undo:
        buttons = (Button(label="Recurring", action="recurring"), *back)
    return Answer(
        lines=tuple(line(row) for row in shown if row),
        rows=(buttons,) if buttons else (),
        data={"recurring": series_text.data(turn, series)},
        wrote=wrote,
    )


def changeable(turn: Turn, series: Series) -> Answer:
    """Say how to change one."""
    no = series.no
    rows = [
        series_text.what(turn, series.template),
        series_text.when(turn, series),
        f"To change what comes: recurring change {no} amount 16.99",
        f"or: recurring change {no} on the 3rd · until 2028 · category home · name rent",
    ]
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=(series_text.buttons(series),),
        data={"recurring": series_text.data(turn, series)},
    )
