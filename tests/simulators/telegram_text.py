"""Texts as Telegram counts them: in UTF-16 units, with entities beside them (fact 9)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from tests.simulators.telegram_refusals import nonsense

JSON = dict[str, Any]

ENTITY_TYPES = frozenset(
    """mention hashtag cashtag bot_command url email phone_number bold italic underline
    strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention
    custom_emoji date_time""".split()
)
TYPED = re.compile(
    r"(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?)"
    r"|(?P<url>https?://\S+)"
    r"|(?P<mention>(?<!\w)@\w{3,32})"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """What an entity covers; offset and length in UTF-16 units."""
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le")


def found(text: str) -> list[JSON]:
    """The entities that an app marks by itself in what a person types."""
    return [
        {
            "type": match.lastgroup,
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
        }
        for match in TYPED.finditer(text)
    ]


def cleaned(
    text: str, entities: list[JSON] | None, *, most: int, what: str = "message"
) -> tuple[str, list[JSON]]:
    """A text as it is kept: entities checked, white space around it trimmed, not too long."""
    entities = entities or []
    check(text, entities)
    kept = text.rstrip().lstrip("\n ")
    if units(kept) > most:
        raise nonsense(f"{what} is too long")
    moved = units(text[: len(text.rstrip()) - len(kept)])
    return kept, trimmed(entities, moved, units(kept))


def trimmed(entities: list[JSON], moved: int, end: int) -> list[JSON]:
    """Entities after `moved` units were cut in front and everything past `end` behind."""
    kept = []
    for entity in entities:
        start = max(entity["offset"] - moved, 0)
        length = min(entity["offset"] - moved + entity["length"], end) - start
        if length > 0:
            kept.append({**entity, "offset": start, "length": length})
    return sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def check(text: str, entities: list[JSON]) -> None:
    """Refuse entities that do not fit the text, as the real server does."""
    try:
        encoded = text.encode("utf-16-le")
    except UnicodeEncodeError:
        raise nonsense("strings must be encoded in UTF-8") from None
    end = len(encoded) // 2
    for entity in entities:
        _check_form(entity)
        first, last = entity["offset"], entity["offset"] + entity["length"]
        if first > end:
            raise nonsense(f"entity begins after the end of the text at UTF-16 offset {first}")
        if last > end:
            raise nonsense(
                f"entity beginning at UTF-16 offset {first} ends after the end of the text"
                f" at UTF-16 offset {last}"
            )
        if _splits_pair(encoded, first):
            raise nonsense(f"entity begins in a middle of a UTF-16 symbol at UTF-16 offset {first}")
        if _splits_pair(encoded, last):
            raise nonsense(
                f"entity beginning at UTF-16 offset {first} ends in a middle of a UTF-16 symbol"
            )
    _check_nesting(entities)


def _check_form(entity: JSON) -> None:
    if entity["type"] not in ENTITY_TYPES:
        raise nonsense("can't parse MessageEntity: Unsupported type specified")
    if entity["offset"] < 0 or entity["length"] < 0:
        raise nonsense("receive an entity with incorrect offset or length")
    for kind, field in (("text_link", "url"), ("text_mention", "user")):
        if entity["type"] == kind and field not in entity:
            raise nonsense(f"can't parse MessageEntity: Can't find field \"{field}\"")


def _splits_pair(encoded: bytes, at: int) -> bool:
    """Whether a place in a UTF-16 text lies between the two halves of one character."""
    return at * 2 < len(encoded) and 0xDC <= encoded[at * 2 + 1] <= 0xDF


def _check_nesting(entities: list[JSON]) -> None:
    """Entities lie in each other or beside each other; they never overlap partly."""
    spans = sorted((entity["offset"], -entity["length"]) for entity in entities if entity["length"])
    open_until: list[int] = []
    for (start, minus), _ in pairwise([*spans, (10**9, 0)]):
        while open_until and open_until[-1] <= start:
            open_until.pop()
        end = start - minus
        if open_until and end > open_until[-1]:
            raise nonsense(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text"
                f" at UTF-16 offset {end}"
            )
        open_until.append(end)
