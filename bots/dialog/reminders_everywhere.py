"""`remind`, said alone: which of one's groups are reminded to settle, and when."""

from __future__ import annotations

from bots.dialog import reminder_settings
from bots.dialog.messages import Answer, line
from bots.dialog.turn import Turn
from expenseiq_core.services import own_groups, reminding, schedules

MOST = 8


async def everywhere(turn: Turn) -> Answer:
    """Say in which of one's groups one is reminded when, to whoever asks alone."""
    rows = []
    for group in await own_groups.of_user(turn.session, turn.who.user_id):
        if group.closed_at is not None:
            continue
        found = await schedules.of(turn.session, kind=reminding.KIND, ledger_id=group.ledger_id)
        when = reminder_settings.when(turn, found[0]) if found else "no reminders"
        rows.append(f"{group.name}: {when}")
    more = len(rows) - (MOST - 1)
    if more > 0:
        rows = [*rows[: MOST - 2], f"and {more + 1} more"]
    if rows:
        rows.append("To change it, in the group's chat: remind weekly friday 17:00")
    else:
        rows = [
            "I remind groups to settle up, and you are in none.",
            "In a group's chat: remind weekly friday 17:00",
        ]
    return Answer(lines=tuple(map(line, rows)))
