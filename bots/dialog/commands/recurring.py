"""`recurring`: what comes back. `recurring pause 2`, `skip`, `change 2 amount 16.99`, `stop`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Final, Literal

from bots.dialog import series_changes, series_shown
from bots.dialog.command import Command
from bots.dialog.messages import Answer
from bots.dialog.series_found import Which
from bots.dialog.turn import Said, Turn
from expenseiq_core.errors import UsageError
from expenseiq_core.services.recurring import Series

Do = Literal[
    "list", "show", "pause", "resume", "skip", "stop", "change", "undo", "also", "without", "take",
    "pass",
]  # fmt: skip

_VERBS: Final[dict[str, Do]] = {
    "show": "show", "pause": "pause", "resume": "resume", "continue": "resume", "start": "resume",
    "skip": "skip", "stop": "stop", "cancel": "stop", "end": "stop", "delete": "stop",
    "remove": "stop", "change": "change", "edit": "change",
}  # fmt: skip
_BARE: Final = ("pause", "resume", "skip", "stop")
"""Verbs that a name may follow without `recurring` before them: `stop netflix`."""
_BUTTON = re.compile(
    r"(also|without|take|pass) (\d{1,5}) (\d{4}-\d\d-\d\d)|(undo) (\d{1,5}) v(\d{1,5})"
)
_TRY = (
    "Try: recurring, recurring pause 2, recurring skip 2, recurring change 2 amount 16.99,"
    " recurring stop 2"
)
_LONGEST_NAME: Final = 4
"""Words of a name behind a bare verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What to do with which recurring entry."""

    do: Do
    which: Which = field(default_factory=Which)
    text: str = ""
    """What is to change, in words."""
    day: dt.date | None = None
    version: int | None = None
    bare: bool = False
    """It was said without `recurring`: perhaps about something else."""
    page: int = 1
    said: Said | None = None
    """In which it is read what is to change."""


def parse(said: Said) -> Ask | None:
    """Claim `recurring …`, and `stop netflix`."""
    rest = said.after("recurring", "recurrings", "subscriptions", "standing orders")
    if rest is None:
        return _bare(said)
    found = _asked(said, rest)
    if found is None and said.slash:
        raise UsageError(_TRY)
    return found


def _asked(said: Said, rest: str) -> Ask | None:
    page = re.fullmatch(r"page (\d{1,3})", rest)
    if page or rest.casefold() in ("", "list", "all"):
        return Ask(do="list", page=int(page[1]) if page else 1)
    button = _BUTTON.fullmatch(rest) if said.slash else None
    return _of_button(button) if button else _verb(said, rest)


def _verb(said: Said, rest: str) -> Ask | None:
    first, _, more = rest.partition(" ")
    verb = _VERBS.get(first.casefold())
    if verb == "change":
        return _change(said, more)
    if verb is not None:
        return Ask(do=verb, which=Which.of(more))
    named = said.slash and not any(c.isdecimal() for c in rest)
    if named or re.fullmatch(r"#?\d{1,5}", rest):
        return Ask(do="show", which=Which.of(rest))
    return None


def _of_button(match: re.Match[str]) -> Ask | None:
    if match[4]:
        return Ask(do="undo", which=Which.of(match[5]), version=int(match[6]))
    try:
        day = dt.date.fromisoformat(match[3])
    except ValueError:
        return None
    do: dict[str, Do] = {"also": "also", "without": "without", "take": "take", "pass": "pass"}
    return Ask(do=do[match[1]], which=Which.of(match[2]), day=day)


def _change(said: Said, text: str) -> Ask | None:
    """Read `2 amount 16.99`, `2`, and `netflix amount 16.99` (the name is one word)."""
    head, _, rest = text.partition(" ")
    if not head:
        raise UsageError("Which one? Try: recurring change 2 amount 16.99")
    return Ask(do="change", which=Which.of(head), text=rest.strip(), said=said)


def _bare(said: Said) -> Ask | None:
    """Claim `stop netflix`: words, and no number, which would be an amount."""
    if said.slash and said.words[:1] not in ([verb] for verb in _BARE):
        return None
    for verb in _BARE:
        rest = said.after(verb)
        if rest is None or not rest or len(rest.split()) > _LONGEST_NAME:
            continue
        if said.slash or not any(c.isdecimal() for c in rest):
            return Ask(do=_VERBS[verb], which=Which.of(rest), bare=not said.slash)
    return None


async def handle(turn: Turn, ask: Ask) -> Answer:
    """List, show or change."""
    if ask.do == "list":
        return await series_shown.listed(turn, page=ask.page)
    series = await ask.which.found(turn, do=ask.do, bare=ask.bare)
    if ask.do == "show":
        return series_shown.details(turn, series)
    if ask.do == "change" and not ask.text:
        return series_shown.changeable(turn, series)
    return await _changed(turn, ask, series)


async def _changed(turn: Turn, ask: Ask, series: Series) -> Answer:
    if ask.said is not None:
        return await series_changes.changed(turn, series, ask.said, ask.text)
    if ask.day is not None:
        return await series_changes.settled(turn, series, ask.do, ask.day)
    if ask.do == "undo":
        return await series_changes.undone(turn, series, version=ask.version)
    if ask.do == "skip":
        return await series_changes.skipped(turn, series)
    return await series_changes.switched(turn, series, ask.do)


COMMAND = Command(
    name="recurring",
    parse=parse,
    handle=handle,
    summary="what comes back by itself",
    usage=(
        "Say how often behind an entry, and I record it on each date:\n"
        "rent 1200 monthly on the 1st\n"
        "gym 20 every 2 weeks on monday · insurance 300 yearly on 3 march until 2028\n"
        "recurring lists them by number. With a number or a name:\n"
        "recurring skip 2 · recurring pause 2 · recurring resume 2 · stop netflix\n"
        "recurring change 2 amount 16.99 · recurring change 2 on the 3rd\n"
        "A change is for what comes; what is recorded stays."
    ),
)
