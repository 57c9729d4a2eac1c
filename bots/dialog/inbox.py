"""What somebody was told without asking, as a list; and in a terminal, being told it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bots.dialog import muting, replies, wording
from bots.dialog.messages import Answer
from bots.dialog.notices.kind import Compose, Skip
from bots.dialog.turn import Turn
from expenseiq_core.services import dispatching, inbox
from expenseiq_core.services.deliveries import Claimed
from expenseiq_core.services.destinations import TERMINAL
from expenseiq_core.services.inbox import Item

MOST_AT_ONCE: Final = 50
"""Notices told in one answer of the terminal, the oldest first; the next answer has the others."""
_NAMES: Final = {
    "digest": "Digest",
    "budget": "Budget",
    "remind": "Reminder",
    "recurring": "Recurring",
    "account": "Account",
}
_UNREAD: Final = "● "
_STATES: Final = {"uncertain": " (may not have arrived)", "failed": " (did not arrive)"}
_REASONS: Final = {
    "muted": "not said, you were muted",
    "too late": "not said, it came too late",
    "closed to us": "not said, I could not write to you",
}


def text(turn: Turn, item: Item) -> str:
    """Return a notice on one line: ● 08:00 · Digest · Wed 18 Nov: €31.20 in 3 entries."""
    mark = "" if item.is_read else _UNREAD
    when = muting.moment(turn, item.at)
    return f"{mark}{when} · {_NAMES.get(item.kind, item.kind.title())} · {_first(item)}"


def _first(item: Item) -> str:
    if item.state == "skipped":
        return _REASONS[item.reason or ""]
    said = "" if item.said is None else replies.text_of(item.said).partition("\n")[0]
    return wording.shortened(said, 80) + _STATES.get(item.state, "")


def whole(item: Item) -> list[str]:
    """Return the lines of a notice as it was said."""
    if item.said is None or item.state == "skipped":
        return [f"{_NAMES.get(item.kind, item.kind.title())}: {_first(item)}."]
    return replies.text_of(item.said).split("\n")


async def told(turn: Turn) -> None:
    """Tell a terminal what is due: nothing can be said there unasked."""
    if turn.incoming.place.platform != TERMINAL:
        return
    # Kinds of notices use commands, and this is used by one.
    from bots.dialog.notices.kinds import KINDS  # noqa: PLC0415

    composers = {kind.name: kind.compose for kind in KINDS if kind.compose is not None}
    claimed = await dispatching.claim(
        turn.session,
        [TERMINAL],
        kinds=composers,
        now=turn.now,
        limit=MOST_AT_ONCE,
        chat_id=turn.who.chat_id,
    )
    late = [one for one in claimed if one.expires_at is not None and one.expires_at < turn.now]
    for one in late:
        await _skip(turn.session, one, "too late", turn.now)
    said = sorted((one for one in claimed if one not in late), key=_kind)
    for name, same in groupby(said, key=_kind):
        await _say(turn, composers[name], list(same))


async def _say(turn: Turn, compose: Compose, claimed: Sequence[Claimed]) -> None:
    composed = await compose(turn.session, claimed, turn.now)
    for one in claimed:
        words = composed.get(one.id, Skip("nothing to say"))
        if not isinstance(words, Answer):
            await _skip(turn.session, one, words.reason, turn.now)
            continue
        actions = [button.kept for row in words.rows for button in row]
        reply = replies.to_json(words)
        await dispatching.begin(turn.session, one, actions=actions, reply=reply, now=turn.now)
        await dispatching.settle(turn.session, one, "sent", now=turn.now)


async def _skip(session: AsyncSession, claimed: Claimed, reason: str, now: dt.datetime) -> None:
    await dispatching.settle(session, claimed, "skipped", now=now, reason=reason)


def _kind(claimed: Claimed) -> str:
    return claimed.kind


async def shown(turn: Turn, *, skip: int, limit: int) -> tuple[tuple[Item, ...], bool]:
    """Return some of what somebody was told, newest first, and whether there is more.

    They have read it then.
    """
    await told(turn)
    user_id = turn.who.user_id
    found = await inbox.of(turn.session, user_id, skip=skip, limit=limit + 1)
    items = found[:limit]
    unread = [item.id for item in items if not item.is_read]
    if unread:
        await inbox.mark_read(turn.session, user_id, unread, now=turn.now)
    return items, len(found) > limit
