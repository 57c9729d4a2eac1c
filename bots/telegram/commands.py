"""Commands as Telegram writes them: letters, digits and underscores, so `/who_owes`."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bots.dialog.commands import COMMANDS
from bots.dialog.commands.expense import WORDS

_ALSO: Final = ("start", "rejoin")
"""What we ask people to type, or Telegram does, besides the names of commands."""
_OTHER: Final = re.compile(r"[^a-z0-9]+")


def shown(name: str) -> str:
    """Return the name of a command as Telegram can show it."""
    return _OTHER.sub("_", name)[:32].strip("_")


def is_ours(word: str) -> bool:
    """Whether a word behind a slash is a command of ours; another bot may have it, too."""
    return word.casefold() in _typed()


def typed(word: str) -> str:
    """Return the word that the dialog knows a command by."""
    return _typed().get(word.casefold(), word)


@cache
def _typed() -> dict[str, str]:
    """Return what may stand behind a slash, in small letters -> the dialog's word for it."""
    names = {command.name for command in COMMANDS if command.summary} | set(WORDS) | set(_ALSO)
    return {form: name for name in sorted(names) for form in (shown(name), name)}
