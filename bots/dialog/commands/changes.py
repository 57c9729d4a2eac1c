"""`history` in a group: the last changes of members and settings, by whom and when."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bots.dialog import replies, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.services import group_changes
from expenseiq_core.services.group_changes import GroupChange

MOST = 7
_CHANGING = (
    "members merge",
    *"join start leave members trip group mode simplify confirm listen default invite".split(),
    *"currency use month categories budget".split(),
)
"""Commands that change what holds for all; what they only show is left out."""
_WHAT = {"join": "is in", "start": "chose how you share"}
"""Of those whose answer does not begin with it."""


def parse(said: Said) -> bool | None:
    """Claim `history` alone, in a group and not below an entry."""
    alone = said.after("history") == "" and not said.entry_nos
    return True if alone and said.who.is_group else None


async def handle(turn: Turn, _: bool) -> Answer:  # noqa: FBT001 (what `parse` returned)
    """List them, the newest first."""
    found = await group_changes.last(turn.session, turn.who, _CHANGING, limit=MOST)
    rows = [_text(turn, change) for change in found] or ["Nothing was changed here yet."]
    rows.append("Of an entry: history #17")
    data = {"changes": [{"at": c.at.isoformat(), "by": c.by, "what": _what(c)} for c in found]}
    return Answer(lines=tuple(map(line, rows)), data=data)


def _text(turn: Turn, change: GroupChange) -> str:
    local = change.at.astimezone(ZoneInfo(turn.who.timezone))
    day = wording.day(local.date(), turn.who.locale, today=turn.today)
    name, what = wording.title(change.by or "somebody"), wording.shortened(_what(change), 80)
    return f"{day} {local:%H:%M} {name}: {what}"


def _what(change: GroupChange) -> str:
    return _WHAT.get(change.command) or replies.text_of(change.reply).split("\n")[0]


COMMAND = Command(name="changes", parse=parse, handle=handle, where="group", left_may=True)
