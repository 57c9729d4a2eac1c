"""The buttons [Do it] and [No] below a request: only those whose entry it is may press them."""

from __future__ import annotations

import json
import re
import uuid
from typing import Final

from bots.dialog import announcing, correcting, permissions, shares_text
from bots.dialog.checking import check
from bots.dialog.command import Command
from bots.dialog.commands import delete, undo
from bots.dialog.commands.undo import Undo
from bots.dialog.messages import Answer, line
from bots.dialog.requests import DECLINE, GRANT, Request, content_of
from bots.dialog.restoring import with_base
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.ledger import Entry
from expenseiq_core.errors import ConflictError, NotAllowedError, UsageError
from expenseiq_core.services import turns

_FORM = re.compile(r"(change|delete|undo) #(\d{1,12}) v(\d{1,4})(?: (\{.*\}))?", re.DOTALL)
_ONLY_BUTTONS: Final = (
    "Whose entry it is says yes with the button. To change one: edit #17 amount 13"
)


def parse_grant(said: Said) -> Request | None:
    """Claim the button [Do it]."""
    return _parse(said, GRANT)


def parse_decline(said: Said) -> Request | None:
    """Claim the button [No]."""
    return _parse(said, DECLINE)


def _parse(said: Said, word: str) -> Request | None:
    rest = said.after(word) if said.slash else None
    match = None if rest is None else _FORM.fullmatch(rest)
    if match is None:
        return None
    return Request(
        deed=match[1],  # type: ignore[arg-type]
        no=int(match[2]),
        version=int(match[3]),
        plain=json.loads(match[4]) if match[4] else None,
    )


async def grant(turn: Turn, request: Request) -> Answer:
    """Make the change that was asked for, as the change of whoever pressed."""
    entry, asker = await _asked(turn, request)
    if request.deed == "change":
        assert request.plain is not None, "a change says to what"
        _check_may(turn, entry, may=permissions.may_change(turn, entry))
        content = await with_base(turn, content_of(turn, entry, request.plain))
        check(content, turn.today)
        answer = await correcting.change(turn, entry, content, asked_by=asker)
    elif request.deed == "delete":
        _check_may(turn, entry, may=permissions.may_delete(turn, entry))
        answer = await delete.delete_all(turn, [entry], asked_by=asker)
    else:
        _check_may(turn, entry, may=permissions.may_change(turn, entry))
        wanted = Undo(numbers=(entry.no,), version=request.version)
        answer = await undo.take_back(turn, wanted, asked_by=asker)
    await turns.note_asker(turn.session, turn.id, asker)
    return answer


async def decline(turn: Turn, request: Request) -> Answer:
    """Say that it stays as it is."""
    entry, asker = await _asked(turn, request)
    if asker != turn.who.member_id:
        _check_may(turn, entry, may=permissions.may_delete(turn, entry))
    name = announcing.speaker(turn)
    if asker == turn.who.member_id:
        said = f"{name} asks no more: #{entry.no} stays as it is."
    else:
        said = f"{name} says no to {shares_text.names(turn, [asker])}: #{entry.no} stays as it is."
    return Answer(lines=(line(said),), data={"declined": entry.no}, wrote=True)


async def _asked(turn: Turn, request: Request) -> tuple[Entry, uuid.UUID]:
    """Return the entry as it was when somebody asked, and who asked."""
    button = turn.incoming.button
    pressed = None if button is None else await turns.pressed(turn.session, button)
    if pressed is None:
        raise UsageError(_ONLY_BUTTONS)
    asker = next((m.id for m in turn.who.members if m.user_id == pressed.user_id), None)
    entry = await correcting.living(turn, request.no)
    if asker is None or entry.version != request.version:
        raise ConflictError(
            f"#{entry.no} has changed since that was asked. To see it: show #{entry.no}"
        )
    return entry, asker


def _check_may(turn: Turn, entry: Entry, *, may: bool) -> None:
    if not may:
        owners = sorted(permissions.owners(turn.who, entry))
        names = shares_text.names(turn, owners, apart=" or ")
        raise NotAllowedError(f"Only {names} can say yes or no to that.")


GRANTED = Command(name=GRANT, parse=parse_grant, handle=grant, where="group", left_may=True)
DECLINED = Command(name=DECLINE, parse=parse_decline, handle=decline, where="group", left_may=True)
