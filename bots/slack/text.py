"""Slack's way of writing text: what a person typed, out of what is delivered; and the way back.

Only `& < >` are escaped. Mentions, channels and links arrive in angle brackets, which a person
cannot type: theirs arrive as `&lt;` and `&gt;`.
"""

from __future__ import annotations

import re

_MARKED = re.compile(r"<([^<>]*)>")
_ESCAPED = re.compile(r"&(amp|lt|gt);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}


def typed(text: str) -> str:
    """Return a delivered text as it was typed: `@ana`, `#food`, `booking.com`, `a < b`."""
    return _unescaped(_MARKED.sub(_plain, text))


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
