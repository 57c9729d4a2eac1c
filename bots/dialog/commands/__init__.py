"""All commands, in the order in which they are tried; the expense reading is last."""

from __future__ import annotations

from bots.dialog.command import Command
from bots.dialog.commands import (
    again,
    answers,
    budget,
    categories,
    currency,
    delete,
    edit,
    expense,
    export,
    forget,
    form,
    group,
    history,
    home,
    join,
    leave,
    left,
    link,
    listing,
    members,
    otherwise,
    payment,
    privacy,
    question,
    rate,
    receipt,
    reply,
    report,
    search,
    settings,
    tags,
    timezone,
    trip,
    undo,
)
from bots.dialog.commands import help as helping
from bots.dialog.messages import Answer
from bots.dialog.turn import Turn
from expenseiq_core.services.chats import EarlierTurn

COMMANDS: tuple[Command, ...] = (
    form.COMMAND,
    receipt.KEEP,
    reply.SURE,
    link.UNLINK,
    link.LINK,
    group.START,
    group.GROUP,
    members.COMMAND,
    leave.COMMAND,
    trip.COMMAND,
    undo.UNDO,
    undo.REDO,
    tags.COMMAND,
    categories.COMMAND,
    edit.COMMAND,
    delete.DELETE,
    delete.RESTORE,
    receipt.COMMAND,
    history.COMMAND,
    again.COMMAND,
    again.KEEP,
    rate.COMMAND,
    budget.COMMAND,
    currency.CURRENCY,
    currency.USE,
    settings.MONTH,
    timezone.COMMAND,
    settings.LANGUAGE,
    answers.COMMAND,
    settings.SETTINGS,
    privacy.COMMAND,
    forget.COMMAND,
    helping.HELP,
    helping.START,
    listing.COMMAND,
    search.COMMAND,
    report.COMMAND,
    home.COMMAND,
    join.COMMAND,
    question.COMMAND,
    left.COMMAND,
    payment.COMMAND,
    export.COMMAND,
    otherwise.COMMAND,
    otherwise.SMALL_TALK,
    reply.REST,
    helping.UNKNOWN,
    expense.COMMAND,
)


async def said_again(turn: Turn, earlier: EarlierTurn) -> Answer:
    """Make the answer of a turn anew from the entries that it points to."""
    assert earlier.command == expense.COMMAND.name, f"{earlier.command} keeps its reply"
    return await expense.again(turn, earlier)
