"""Slack's way of writing text: what a person typed, out of what is delivered; and the way back.

Only `& < >` are escaped. Mentions, channels and links arrive in angle brackets, which a person
cannot type: theirs arrive as `&lt;` and `&gt;`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

EVERYONE: Final = "everyone"
_MARKED = re.compile(r"<([^<>]*)>")
_PERSON = re.compile(r"<@([A-Z0-9]+)(?:\|([^<>]*))?>")
_TEAM = re.compile(r"<!subteam\^[^<>|]*(?:\|@?([^<>]*))?>")
_ESCAPED = re.compile(r"&(amp|lt|gt);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}
_LONGEST_TOKEN: Final = 40


def typed(text: str) -> str:
    """Return a delivered text as it was typed: `@ana`, `#food`, `booking.com`, `a < b`."""
    return _unescaped(_MARKED.sub(_plain, text))


def typed_in_group(text: str, tokens: Mapping[str, str]) -> str:
    """Return a delivered text as it was typed, people (by id) as `@` and the token for them.

    Whoever calls all of a channel means everyone.
    """

    def plain(found: re.Match[str]) -> str:
        person = _PERSON.fullmatch(found[0])
        if person is None or person[1] not in tokens:
            called = found[1].partition("|")[0]
            return EVERYONE if called in ("!channel", "!here", "!everyone") else _plain(found)
        # A person is a word of their own, however close they were typed: `<@U1>x2`.
        before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
        opening = " " if re.match(r"[\w.>]", before) else ""
        closing = " " if re.match(r"[\w.]", after) else ""
        return f"{opening}@{tokens[person[1]]}{closing}"

    return _unescaped(_MARKED.sub(plain, text))


def people_in(text: str) -> dict[str, str]:
    """Return the ids of the people whom a delivered text mentions, with their labels if any."""
    return {found[1]: found[2] or "" for found in _PERSON.finditer(text)}


def team_in(text: str) -> str | None:
    """Return the name of a user group that a delivered text mentions, if it does."""
    found = _TEAM.search(text)
    return None if found is None else found[1] or "that group"


def token_of(name: str) -> str:
    """Return a name as one word, as it may stand behind an @; empty if nothing of it may."""
    token = re.sub(r"\W+", "_", name).strip("_")[:_LONGEST_TOKEN].rstrip("_")
    return f"_{token}" if token[:1].isdigit() else token


def mentions(text: str, user: str | None) -> bool:
    """Whether a delivered text mentions a user."""
    return user is not None and user in people_in(text)


def without_mention(text: str, user: str | None) -> str:
    """Return a delivered text without the mentions of a user: whom it is said to, not what."""
    if not user:
        return text
    return re.sub(rf"[ \t]*<@{re.escape(user)}(?:\|[^<>]*)?>[:,]?[ \t]*", " ", text).strip()


def escaped(text: str) -> str:
    """Return a text in which nothing is a mention, a broadcast or a link for Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(found: re.Match[str]) -> str:
    target, _, label = found[1].partition("|")
    if target[:1] in "@#":
        return target[0] + (label.lstrip("@#") or target[1:])
    if target.startswith("!"):
        return label or "@" + target[1:].partition("^")[0]
    return label or target


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _CHARACTERS[found[1]], text)
