"""An amount with nothing but a name or a command beside it is no expense of a group."""

from __future__ import annotations

from typing import Final

from bots.dialog import wording
from bots.dialog.turn import Turn, names_of, without_slash
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import SplitError
from expenseiq_core.parsing.reading import Reading

_COMMANDS: Final = frozenset(
    "balance who-owes why settle members join leave rejoin invite groups mode".split()
)
"""Somebody who types a number behind them means no expense."""
_SURE: Final = ("add", "log")


def check(turn: Turn, reading: Reading) -> None:
    """Raise SplitError for `ana 15`, which may be anything, and for `why 2`, which is a slip.

    Behind a slash, or behind `add`, both are what they say.
    """
    text, slash = without_slash(turn.incoming.text)
    what = fold(reading.description or "")
    if slash or not turn.who.is_group or fold(text).startswith(_SURE):
        return
    if reading.kind != "expense" or reading.split is not None or reading.payers:
        return
    if what in names_of(turn.who):
        typed = turn.incoming.typed
        whom, amount = f"@{what.replace(' ', '_')}", f"{reading.amount:f}"
        raise SplitError(
            f"Not recorded: {amount} of what, with {wording.title(what)}?\n"
            f"Paid back: {typed('paid', f'{whom} {amount}')}\n"
            f"Shared: {typed('e', f'dinner {amount} with {whom}')}",
            code="what_for",
        )
    if what in _COMMANDS:
        raise SplitError(
            f"Not recorded: {what} is a command. To log it all the same: add {text}",
            code="what_for",
        )
