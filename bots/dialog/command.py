"""What a command is: a name, a reader that claims a text, and a handler that answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from bots.dialog.messages import Answer
from bots.dialog.turn import Said, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing that people can ask for.

    `parse` returns None for a text that is not this command's, else a value that only `handle`
    looks into. Without a slash it claims only what fits its form as a whole; with a slash it may
    raise UsageError. `summary` is its line in menus, `usage` the long help with examples.
    `where` it may be said: what is about one's own account is refused in a group.
    """

    name: str
    parse: Callable[[Said], Any]
    handle: Callable[[Turn, Any], Awaitable[Answer]]
    summary: str = ""
    usage: str = ""
    where: Literal["anywhere", "private", "group"] = "anywhere"
    own_word: bool = False
    """Its word begins nothing else that people tell us: what it cannot read is answered with how
    it is said, also without a slash."""
    left_may: bool = False
    """Whoever left the group may do it: reading, and paying what they owe."""
    takes_any: bool = False
    """It claims what no other does: that it was meant is not said by its words."""
    chatty: bool = False
    """Small talk: in a group it is met with silence, unless it was said to us with a slash."""
