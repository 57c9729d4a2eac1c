"""What is typed in a group, as the dialog reads it: for whom it is, and whom it names.

Telegram counts in UTF-16 units, and marks what it found in a text by entities beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from telegram import Message, MessageEntity, User

from bots.dialog.messages import Mentioned
from bots.telegram import commands

_WORD: Final = re.compile(r"\w+")
_NAMES: Final = (MessageEntity.MENTION, MessageEntity.TEXT_MENTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Us:
    """The bot, as others name it."""

    id: int
    username: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A text of a group."""

    text: str
    mentions: Mapping[str, Mentioned]
    is_command: bool = False
    """It begins with a command that is ours."""
    is_foreign: bool = False
    """It begins with a command, but that is another bot's."""
    names_us: bool = False


def typed(message: Message, us: Us) -> Typed:
    """Read the text or caption of a message."""
    text = message.text or message.caption or ""
    found: dict[str, Mentioned] = {}
    entities = message.entities if message.text else message.caption_entities
    command, names_us = "", False
    units = text.encode("utf-16-le")
    for entity in sorted(entities, key=lambda e: e.offset, reverse=True):
        before, inside, after = _cut(units, entity)
        if entity.type == MessageEntity.BOT_COMMAND and not entity.offset:
            command, units = inside, after.encode("utf-16-le")
        elif entity.type in _NAMES and _is_us(entity, inside, us):
            names_us, units = True, (before + after.lstrip(" ")).encode("utf-16-le")
        elif entity.type == MessageEntity.TEXT_MENTION and entity.user is not None:
            token = _token(entity.user, text, found)
            found[token] = mentioned(entity.user)
            units = f"{before}@{token}{after}".encode("utf-16-le")
    rest = _decoded(units).strip()
    if not command:
        return Typed(text=rest, mentions=found, names_us=names_us)
    name, at, bot = command[1:].partition("@")
    is_ours = bot.casefold() == us.username.casefold() if at else commands.is_ours(name)
    return Typed(
        # A command is a line of its own as little as any other word.
        text=f"/{commands.typed(name)} {rest}".strip(),
        mentions=found,
        is_command=is_ours,
        is_foreign=not is_ours,
    )


def mentioned(user: User) -> Mentioned:
    """Return a person as the dialog names them."""
    return Mentioned(external_id=str(user.id), name=user.full_name, handle=user.username)


def _cut(units: bytes, entity: MessageEntity) -> tuple[str, str, str]:
    start, end = entity.offset * 2, (entity.offset + entity.length) * 2
    before, inside, after = units[:start], units[start:end], units[end:]
    return _decoded(before), _decoded(inside), _decoded(after)


def _decoded(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")


def _is_us(entity: MessageEntity, inside: str, us: Us) -> bool:
    if entity.user is not None:
        return entity.user.id == us.id
    return inside[1:].casefold() == us.username.casefold()


def _token(user: User, text: str, found: Mapping[str, Mentioned]) -> str:
    """Return a word for somebody without a user name, which nobody else has in this text."""
    word = "_".join(_WORD.findall(user.full_name))[:40] or "user"
    word = word if word[0].isalpha() else f"user_{word}"
    same = found.get(word)
    taken = f"@{word}".casefold() in text.casefold()
    if not taken and (same is None or same.external_id == str(user.id)):
        return word
    return f"{word}_{user.id}"
