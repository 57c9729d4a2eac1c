"""Bars made of letters: how much of a whole something is."""

from __future__ import annotations

_FULL, _EMPTY = "▓", "░"


def bar(percent: int, *, width: int = 10) -> str:
    """Return a bar of `width` letters; full only from 100 %, empty only below one percent."""
    filled = min(max(percent, 0), 100) * width // 100
    if percent > 0:
        filled = max(filled, 1)
    return _FULL * filled + _EMPTY * (width - filled)
