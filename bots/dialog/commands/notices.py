"""`notices`: what was said without being asked; `notices digest off`, `notices telegram`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bots.dialog import inbox, notice_settings
from bots.dialog.command import Command
from bots.dialog.messages import Answer, Button, line
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import NotFoundError, UsageError
from expenseiq_core.services import preferences
from expenseiq_core.services.destinations import ALL
from expenseiq_core.services.inbox import Item

PAGE: Final = 5
MOST_LINES: Final = 8
_TRY: Final = "Try: notices, notices settings, notices digest off, or: notices telegram"
_KINDS: Final = {
    word: kind
    for kind, words in {
        "digest": "digest digests",
        "budget": "budget budgets warning warnings",
        "remind": "remind reminder reminders",
        "recurring": "recurring",
    }.items()
    for word in words.split()
}
_SWITCH: Final = re.compile(rf"({'|'.join(_KINDS)})(?: warnings| entries)? (on|off)")
_NUMBER: Final = re.compile(r"(page )?([1-9][0-9]{0,2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked for: a page of the list, one of it, the settings, or a change of them."""

    page: int = 1
    one: int | None = None
    settings: bool = False
    kinds: tuple[str, ...] = ()
    on: bool = False
    where: str | None = None


_FIXED: Final = {
    "": Ask(),
    "settings": Ask(settings=True),
    "on": Ask(kinds=notice_settings.KINDS, on=True),
    "off": Ask(kinds=notice_settings.KINDS),
    "telegram": Ask(where="telegram"),
    "slack": Ask(where="slack"),
    "both": Ask(where=ALL),
    "all": Ask(where=ALL),
    "last": Ask(where=notice_settings.LAST),
}


def parse(said: Said) -> Ask | None:
    """Claim `notices` with what it knows."""
    rest = said.after("notices", "notifications", "inbox")
    if rest is None:
        return None
    folded = fold(rest)
    if folded in _FIXED:
        return _FIXED[folded]
    switch, number = _SWITCH.fullmatch(folded), _NUMBER.fullmatch(folded)
    if switch is not None:
        return Ask(kinds=(_KINDS[switch[1]],), on=switch[2] == "on")
    if number is not None:
        return Ask(page=int(number[2])) if number[1] else Ask(one=int(number[2]))
    if said.slash:
        raise UsageError(_TRY)
    return None


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Show what was said, or what is to be; or change that."""
    if ask.kinds:
        return await notice_settings.switch(turn, ask.kinds, on=ask.on)
    if ask.where is not None:
        return await notice_settings.hear(turn, ask.where)
    if ask.settings:
        return await notice_settings.overview(turn)
    if ask.one is not None:
        return await _one(turn, ask.one)
    return await _list(turn, ask.page)


async def _list(turn: Turn, page: int) -> Answer:
    first = (page - 1) * PAGE
    items, more = await inbox.shown(turn, skip=first, limit=PAGE)
    wants = await preferences.of(turn.session, turn.who.user_id)
    is_muted = wants.is_muted(turn.now)
    rows = [inbox.text(turn, item) for item in items]
    if not items:
        rows = ["No more." if first else "I have told you nothing unasked so far."]
    if is_muted:
        rows.append(notice_settings.muted(turn, wants))
    whole = [
        Button(label=str(number), action=f"notices {number}")
        for number, _ in enumerate(items, start=first + 1)
    ]
    below = [Button(label="More", action=f"notices page {page + 1}")] if more else []
    mute = "unmute" if is_muted else "mute"
    below += [
        Button(label="Settings", action="notices settings"),
        Button(label=mute.title(), action=mute),
    ]
    return Answer(
        lines=tuple(map(line, rows)),
        rows=tuple(tuple(row) for row in (whole, below) if row),
        data={"notices": [_data(item) for item in items]},
        wrote=any(not item.is_read for item in items),
    )


async def _one(turn: Turn, number: int) -> Answer:
    """Show one as it was said. Its buttons are where it was said."""
    items, _ = await inbox.shown(turn, skip=number - 1, limit=1)
    if not items:
        raise NotFoundError("There is no such notice. To see them: notices")
    back = Button(label="Back", action=f"notices page {(number - 1) // PAGE + 1}")
    return Answer(
        lines=tuple(map(line, inbox.whole(items[0])[:MOST_LINES])),
        rows=((back,),),
        data={"notices": [_data(items[0])]},
        wrote=not items[0].is_read,
    )


def _data(item: Item) -> dict[str, object]:
    return {
        "kind": item.kind,
        "at": item.at.isoformat(),
        "state": item.state,
        "read": item.is_read,
        "lines": inbox.whole(item),
    }


COMMAND: Final = Command(
    name="notices",
    parse=parse,
    handle=handle,
    own_word=True,
    summary="what I told you unasked, and what I may",
    usage=(
        "notices: the last ones; ● is new\n"
        "notices settings: what I tell you, where, and when not\n"
        "notices digest off · notices budget on · notices off\n"
        "notices telegram · notices slack · notices both"
    ),
    where="private",
)
