"""`unlink`: takes a link of two accounts back, for a day."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from bots.dialog import replies, wording
from bots.dialog.command import Command
from bots.dialog.messages import Answer, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import UsageError
from expenseiq_core.services import account_notices, parting, turns
from expenseiq_core.services.parting import Parted
from expenseiq_core.services.recording import OvertakenError

_ENDING = re.compile(r"[0-9a-f]{8}")
_ENDS = ("", "account", "accounts", "my account", "my accounts")


def parse(said: Said) -> str | None:
    """Claim `unlink`, `undo link`, and the form of the button: which link, by its id's end."""
    rest = said.after("unlink", "undo link", "undo linking")
    if rest is None:
        return None
    folded = " ".join(rest.casefold().split())
    if folded in _ENDS:
        return ""
    if _ENDING.fullmatch(folded):
        return folded
    if said.slash:
        raise UsageError("Try: unlink. It takes your last link back, for a day.")
    return None


async def handle(turn: Turn, wanted: str) -> Answer:
    """Take a link back."""
    parted = await parting.part(turn.session, turn.who, wanted, turn_id=turn.id, now=turn.now)
    answer = Answer(
        lines=tuple(line(row) for row in _parted(parted)),
        data={"unlinked": {"entries": parted.came_back, "stay": parted.logged_since}},
        wrote=True,
    )
    # The turn is one of the kept book, whichever of the two chats asked for it.
    await keep(turn, answer, parted.numbers)
    about = {"what": "parted", "platforms": list(parted.joined_platforms)}
    await tell(turn, turn.who.user_id, about)
    await tell(turn, parted.joined_user_id, {**about, "own": True})
    return answer


def _parted(parted: Parted) -> list[str]:
    """Say who is apart again, what went back, and what did not."""
    there, here = (
        wording.platforms(parted.joined_platforms),
        wording.platforms(parted.kept_platforms),
    )
    if there == here:
        there, here = "the other account", "the first one"
    apart = "are on their own" if len(set(parted.joined_platforms)) > 1 else "is on its own"
    rows = [f"Taken back: {there} {apart} again."]
    if parted.came_back:
        back = wording.plural(parted.came_back, "entry is", "entries are")
        rows.append(f"{back} there as before the link.")
    if parted.changed:
        rows.append(f"What you changed of them since ({parted.changed}) is as it was, too.")
    if parted.logged_since:
        logged = wording.plural(parted.logged_since, "entry", "entries")
        rows.append(f"{logged} logged since the link: with {here}.")
    if parted.stay_one:
        shared = wording.plural(parted.stay_one, "group")
        rows.append(f"In {shared} that both were in, they stay one member: that of {here}.")
    return rows


async def tell(turn: Turn, user_id: uuid.UUID, about: Mapping[str, Any]) -> None:
    """Tell somebody in their other chats: who did not do it must hear of it."""
    await account_notices.tell(
        turn.session,
        user_id,
        about,
        occurrence=f"{about['what']}:{turn.id}",
        done_in=turn.who.chat_id,
        now=turn.now,
    )


async def keep(turn: Turn, answer: Answer, numbers: Sequence[int]) -> None:
    """Keep this turn with the entries that it changed, so that `undo` knows whose doing it was."""
    actions = tuple(button.kept for row in answer.rows for button in row)
    note = turn.note(actions=actions)
    reply = replies.to_json(answer)
    if not await turns.remember(turn.session, turn.who, note, reply=reply, numbers=numbers):
        raise OvertakenError(turn.source)
    turn.recorded_actions = actions


COMMAND = Command(
    name="unlink",
    parse=parse,
    handle=handle,
    summary="take a linked account apart again, for a day",
    usage=(
        "unlink takes your last link back, on either side, within a day.\n"
        "The other account is there again as it was before; what was logged since stays here."
    ),
    where="private",
)
