"""Slack's text: what a person types, how it is delivered, what of an outgoing text comes alive.

Only `& < >` are escaped. Mentions, channels and links travel as `<@U1>`, `<#C1|name>`,
`<https://a.b>`; the same forms in an outgoing text become pings and links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

LINK = re.compile(r"https?://[^\s<>|]+")
MAIL = re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)
DOMAIN = re.compile(r"(?<![\w@./])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|de|io)\b(?!\.\w)")
ALIVE = re.compile(r"<(?:[!@#][^<>\s][^<>]*|[A-Za-z][\w+.-]*:[^<>]+|[^<>|\s]+\|[^<>]*)>")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(text: str, names: Mapping[str, str], *, linked: bool = True) -> str:
    """What Slack delivers when a person types `text`; `names` gives `@Ana` its `<@U1>`.

    Addresses and bare domains become links too: "booking.com" is `<http://booking.com|booking.com>`.
    """
    sent = escape(text)
    if linked:
        sent = LINK.sub(lambda found: f"<{found[0]}>", sent)
        sent = _outside(sent, MAIL, lambda found: f"<mailto:{found}|{found}>")
        sent = _outside(sent, DOMAIN, lambda found: f"<http://{found}|{found}>")
    for name in sorted(names, key=len, reverse=True):
        sent = re.sub(rf"{re.escape(escape(name))}(?!\w)", names[name], sent)
    return sent


def alive(text: str) -> list[str]:
    """The mentions, broadcasts and links that would come alive in an outgoing mrkdwn text."""
    return ALIVE.findall(text)


def plain(text: str) -> str:
    """What a person reads: labels of links and mentions, `& < >` themselves; stars stay."""

    def label(found: re.Match[str]) -> str:
        target, _, words = found[0][1:-1].partition("|")
        if words:
            return words
        return "@" + target[1:] if target.startswith("!") else target

    return unescape(ALIVE.sub(label, text))


def _outside(text: str, pattern: re.Pattern[str], to: Callable[[str], str]) -> str:
    parts = re.split(r"(<[^>]*>)", text)
    return "".join(
        part if part.startswith("<") else pattern.sub(lambda found: to(found[0]), part)
        for part in parts
    )
