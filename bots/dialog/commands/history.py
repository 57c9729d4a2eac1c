"""`history #17`: who changed what of an entry, and when."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bots.dialog import changes, confirming, logged, shares_text, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.errors import NotFoundError, UsageError
from expenseiq_core.services import entries

_FORM = re.compile(r"#?(\d{1,12})")
MOST_STEPS = 7
"""Below the entry itself: an answer has eight lines."""
_GONE = {
    "delete": "deleted",
    "deleted": "undone, its message deleted",
    "undo": "undone",
    "redo": "undone again",
    confirming.NEVER: "said never to have come",
}
_BACK = {
    "undo": "put back",
    "redo": "made again",
    "restore": "brought back",
    confirming.CONFIRMED: "confirmed",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to an entry."""

    at: dt.datetime
    by: str
    what: str


def parse(said: Said) -> int | None:
    """Claim `history #17`, and `history` in a reply to an answer."""
    rest = said.after("history")
    if rest is None:
        return None
    if not rest and said.entry_nos:
        return said.entry_nos[0]
    match = _FORM.fullmatch(rest)
    if match is not None:
        return int(match[1])
    if said.slash or not rest:
        raise UsageError("Try: history #17")
    return None


async def handle(turn: Turn, no: int) -> Answer:
    """Say what each version changed, the last ones if there are many."""
    versions = await entries.history(turn.session, turn.who.ledger_id, no)
    if not versions:
        raise NotFoundError(f"There is no #{no}. To see your last ones: list")
    done = await entries.doings(turn.session, turn.who.ledger_id, versions)
    steps = _steps(turn, versions, done)
    living = versions[-1].voided_at is None
    head = (
        logged.entry_line(turn, versions[-1])
        if living
        else (f"#{no} {logged.content_text(turn, versions[-1].content)} · not counted now")
    )
    rows = [_step_text(turn, step) for step in steps]
    if len(rows) > MOST_STEPS:
        more = len(rows) - MOST_STEPS + 1
        rows = [f"… {wording.plural(more, 'earlier change')}", *rows[1 - MOST_STEPS :]]
    button = (
        Button(label="Undo", action=f"undo #{no}")
        if living
        else Button(label="Restore", action=f"restore #{no}")
    )
    return Answer(
        lines=tuple(line(row) for row in (head, *rows)),
        rows=((button,),),
        data={
            **logged.entry_data(turn, [versions[-1]]),
            "history": [{"at": s.at.isoformat(), "by": s.by, "what": s.what} for s in steps],
        },
    )


def _steps(
    turn: Turn, versions: list[Entry], done: Mapping[uuid.UUID, entries.Doing]
) -> list[Step]:
    steps = []
    made = {version.turn_id for version in versions}
    before: Entry | None = None
    for version in versions:
        doing = done.get(version.turn_id)
        steps.append(Step(version.created_at, _who(doing), _made(turn, before, version, doing)))
        if version.voided_at is not None and version.voided_by not in made:
            doing = done.get(version.voided_by) if version.voided_by else None
            what = _GONE.get(doing.command if doing else "", "undone")
            steps.append(Step(version.voided_at, _who(doing), what))
        before = version
    return steps


def _made(turn: Turn, before: Entry | None, version: Entry, doing: entries.Doing | None) -> str:
    command = doing.command if doing else ""
    if before is None:
        return f"logged {logged.amount_text(turn, version.content)}{_shared(turn, version)}"
    changed = changes.changes_text(turn, before.content, version.content)
    if not changed:
        return _BACK.get(command, "recorded again")
    changed = changed.replace("Was ", "was ", 1)
    return f"{_BACK.get(command, 'changed')}: {changed}"


def _shared(turn: Turn, version: Entry) -> str:
    """Return who paid and who shares it, in a group."""
    content = version.content
    if not turn.who.is_group or content.kind == "settlement":
        return ""
    return f", {shares_text.paid_text(turn, content)}, {shares_text.owed_text(turn, content)}"


def _who(doing: entries.Doing | None) -> str:
    name = (doing.by if doing else None) or "somebody"
    return f"{name} ({doing.asked_by} asked)" if doing and doing.asked_by else name


def _step_text(turn: Turn, step: Step) -> str:
    local = step.at.astimezone(ZoneInfo(turn.who.timezone))
    day = wording.day(local.date(), turn.who.locale, today=turn.today)
    return f"{day} {local:%H:%M} {step.by}: {step.what}"


COMMAND = Command(
    name="history",
    parse=parse,
    handle=handle,
    summary="who changed what of an entry",
    usage="history #17 shows who changed what of an entry, and when.",
    left_may=True,
)
