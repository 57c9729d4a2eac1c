"""All commands, in the order in which they are tried; the expense reading is last."""

from __future__ import annotations

from bots.dialog.command import Command
from bots.dialog.commands import budget, expense, undo
from bots.dialog.messages import Answer
from bots.dialog.turn import Turn
from expenseiq_core.services.chats import EarlierTurn

COMMANDS: tuple[Command, ...] = (
    undo.UNDO,
    undo.REDO,
    budget.COMMAND,
    expense.COMMAND,
)


async def said_again(turn: Turn, earlier: EarlierTurn) -> Answer:
    """Make the answer of a turn anew from the entries that it points to."""
    assert earlier.command == expense.COMMAND.name, f"{earlier.command} keeps its reply"
    return await expense.again(turn, earlier)
