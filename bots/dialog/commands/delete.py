"""`delete #17` asks nothing: [Undo] brings it back. `restore #17` brings back what was undone."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from bots.dialog import (
    announcing,
    changes,
    correcting,
    logged,
    permissions,
    requests,
    standing,
)
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.putting_back import entry_text
from bots.dialog.restoring import replacement, with_base
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.errors import ConflictError, NotAllowedError, NotFoundError, UsageError
from expenseiq_core.services import entries

_NUMBERS = re.compile(r"#?\d{1,12}(?:[ ,]+#?\d{1,12})*")
_NOT_ENTRIES = ("category", "tag", "payment")
"""`delete category coffee` is another command's."""
MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The entries to delete or to bring back; none: the speaker's last."""

    numbers: tuple[int, ...] = ()


def parse_delete(said: Said) -> Chosen | None:
    """Claim `delete #17`, `delete 17`, `delete last`, and `delete` in a reply to an answer."""
    return _parse(said, ("delete", "remove"), "Try: delete #17, or: delete last")


def parse_restore(said: Said) -> Chosen | None:
    """Claim `restore #17`, and `restore` in a reply to an answer."""
    return _parse(said, ("restore", "undelete"), "Try: restore #17")


def _parse(said: Said, words: tuple[str, ...], usage: str) -> Chosen | None:
    rest = said.after(*words)
    if rest is None:
        return None
    if not rest and said.entry_nos:
        return Chosen(numbers=said.entry_nos)
    if rest.casefold() == "last" and words[0] == "delete":
        return Chosen()
    if _NUMBERS.fullmatch(rest):
        numbers = tuple(dict.fromkeys(int(n) for n in re.findall(r"\d+", rest)))
        if len(numbers) > MOST:
            raise UsageError(f"At most {MOST} at a time. {usage}")
        return Chosen(numbers=numbers)
    if not rest or (said.slash and rest.split()[0].casefold() not in _NOT_ENTRIES):
        raise UsageError(usage)
    return None


async def delete(turn: Turn, chosen: Chosen) -> Answer:
    """Void the entries."""
    if chosen.numbers:
        void = [await correcting.living(turn, no) for no in chosen.numbers]
    else:
        last = await entries.newest(turn.session, turn.who)
        if last is None:
            raise NotFoundError("There is nothing to delete.")
        void = [last]
    for entry in void:
        if not permissions.may_delete(turn, entry):
            if len(void) > 1:
                raise NotAllowedError(permissions.whose(turn, entry))
            return requests.to_delete(turn, entry)
    return await delete_all(turn, void)


async def delete_all(
    turn: Turn, void: Sequence[Entry], *, asked_by: uuid.UUID | None = None
) -> Answer:
    """Void entries; `asked_by` is the member who wanted it, if it is not the speaker."""
    undo = f"undo {' '.join(f'#{entry.no}' for entry in void)}"
    buttons: tuple[Button, ...] = (Button(label="Undo", action=undo),)
    is_news = len(void) == 1 and (asked_by is not None or await announcing.is_due(turn, void[0]))
    if is_news:
        buttons = (announcing.history_button(void[0].no), *buttons)
    recorded = await turn.write(void=void, actions=[button.kept for button in buttons])
    rows = [f"Deleted: {entry_text(turn, entry)}" for entry in void][: logged.MOST_ENTRIES]
    if is_news:
        asked = changes.as_asked(turn, asked_by)
        rows = [f"{announcing.speaker(turn)} deleted {entry_text(turn, void[0])}{asked}"]
    contents = [entry.content for entry in void]
    rows += filter(None, [announcing.effect(turn, void=contents)])
    rows += standing.after_undo(turn, recorded)
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=(buttons,),
        data={
            **logged.entry_data(turn, void),
            **announcing.moved_data(turn, void=contents),
            "deleted": [entry.no for entry in void],
        },
        wrote=True,
    )


async def restore(turn: Turn, chosen: Chosen) -> Answer:
    """Record again what each entry said last."""
    new = []
    for no in chosen.numbers:
        versions = await entries.history(turn.session, turn.who.ledger_id, no)
        if not versions:
            raise NotFoundError(f"There is no #{no}. To see your last ones: list")
        if versions[-1].voided_at is None:
            raise ConflictError(
                f"#{no} is there: {logged.content_text(turn, versions[-1].content)}"
            )
        if not permissions.may_delete(turn, versions[-1]):
            raise NotAllowedError(permissions.whose(turn, versions[-1]))
        new.append(replacement(await with_base(turn, versions[-1].content), versions))
    undo = logged.undo_action(new)
    recorded = await turn.write(new=new, actions=[undo])
    rows = [f"Back: {logged.entry_line(turn, e)}" for e in recorded.entries][: logged.MOST_ENTRIES]
    contents = [entry.content for entry in recorded.entries]
    moved = announcing.effect(turn, new=contents)
    rows += [moved] if moved else standing.lines_of(turn, recorded)
    return Answer(
        lines=tuple(line(row) for row in rows),
        rows=((Button(label="Undo", action=undo),),),
        data=logged.entry_data(turn, recorded.entries),
        wrote=True,
    )


DELETE = Command(
    name="delete",
    parse=parse_delete,
    handle=delete,
    summary="delete an entry",
    usage="delete #17 deletes an entry; restore #17 brings it back.",
    left_may=True,
)
RESTORE = Command(
    name="restore",
    parse=parse_restore,
    handle=restore,
    summary="bring back an entry",
    usage="restore #17 brings back an entry that was undone or deleted.",
    left_may=True,
)
