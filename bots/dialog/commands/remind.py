"""`remind weekly friday 17:00 over 10`: reminders to settle; `remind @bob`; `remind in a week`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from bots.dialog import (
    asking_back,
    left_alone,
    membership,
    reminder_settings,
    reminders_everywhere,
)
from bots.dialog.arguments import money_in
from bots.dialog.claiming import IN_A_GROUP
from bots.dialog.command import Command
from bots.dialog.messages import Answer
from bots.dialog.reminder_settings import Wish
from bots.dialog.turn import Said, Turn
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.words import fold
from expenseiq_core.errors import NotAllowedError, UsageError
from expenseiq_core.parsing.schedule import read_timing

Verb = Literal["show", "off", "on", "week", "never", "again"]

_OVER = re.compile(r"(?:^|\s)(?:over|above|more than)\s+(?P<sum>\S.*)$", re.IGNORECASE)
_POLITE = re.compile(r"\s+(?:please|pls|to pay(?: me)?|to settle(?: up)?|about it)$", re.IGNORECASE)
_VERBS: Final[dict[str, Verb]] = {
    "": "show",
    "off": "off",
    "stop": "off",
    "none": "off",
    "on": "on",
    "again": "again",
    "me again": "again",
    "me on": "again",
    "in a week": "week",
    "me in a week": "week",
    "me next week": "week",
    "later": "week",
    "me later": "week",
    "never": "never",
    "me never": "never",
    "me off": "never",
    "me not": "never",
    "me no more": "never",
}
_TRY: Final = "Try: remind weekly friday 17:00, or: remind monthly on the 1st"
_ME: Final = (
    "I remind people of what they owe in a group, of nothing else."
    " For that: remind me off, or: remind me again"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the speaker wants to be reminded of what they owe the speaker."""

    name: str


Ask = Verb | Wish | Person


def parse(said: Said) -> Ask | None:
    """Claim `remind`, `remind off`, what says when, and the name of a member."""
    rest = said.after("remind", "reminder", "reminders")
    if rest is None:
        return None
    folded = " ".join(fold(rest).split()).rstrip(".!")
    if folded in _VERBS:
        return _VERBS[folded]
    wish = _wish(said, rest)
    if wish is not None:
        return wish
    if folded.split()[0] == "me":
        raise UsageError(_ME)
    name = _POLITE.sub("", rest).strip()
    if name.startswith("@") or fold(name) in said.context.people:
        return Person(name=name)
    if said.slash:
        if said.who.is_group and not any(c.isdecimal() for c in name):
            return Person(name=name)
        raise UsageError(_TRY)
    return None


def _wish(said: Said, text: str) -> Wish | None:
    """Return when to remind, and over which sum; None: it says no time."""
    match = _OVER.search(text)
    over = _sum(said, match["sum"]) if match else None
    phrase = text[: match.start()] if match and over is not None else text
    timing = read_timing(phrase, said.context) if phrase.strip() else None
    if over is None and timing is None:
        return None
    if timing is not None and timing.rest:
        return None
    if timing is not None and timing.cadence not in (None, "weekly", "monthly"):
        raise UsageError(f"Reminders come weekly or monthly. {_TRY}")
    return Wish(timing=timing, over=over)


def _sum(said: Said, text: str) -> Money | None:
    """Return the sum over which somebody is reminded; of nothing: whoever owes something is."""
    return Money(0, said.who.currency) if text in ("0", "nothing") else money_in(said, text)


async def handle(turn: Turn, ask: Ask) -> Answer:
    """Show, set or end the reminders of a group; or remind somebody; or put one's own off."""
    if not turn.who.is_group:
        if ask == "show":
            return await reminders_everywhere.everywhere(turn)
        raise NotAllowedError(IN_A_GROUP)
    if isinstance(ask, Person):
        return await asking_back.handle(turn, membership.one(turn, ask.name))
    if isinstance(ask, Wish):
        return await reminder_settings.put(turn, ask)
    return await {
        "show": reminder_settings.show,
        "off": reminder_settings.off,
        "on": reminder_settings.on,
        "week": left_alone.in_a_week,
        "never": left_alone.never,
        "again": left_alone.again,
    }[ask](turn)


COMMAND = Command(
    name="remind",
    parse=parse,
    handle=handle,
    own_word=True,
    summary="reminders to settle up in a group",
    usage=(
        "In a group, whoever owes something is reminded: alone if they ever wrote to me, else in"
        " the group.\n"
        "remind weekly friday 17:00 · remind monthly on the 1st · remind off\n"
        "remind weekly friday over 10: only who owes more than that\n"
        "remind @bob: ask Bob for what he owes you, once a day at most\n"
        "remind me off · remind me again: whether I remind you here"
    ),
    left_may=True,
)
