"""How a category may look: what is one emoji, and colours by name or as #rrggbb."""

from __future__ import annotations

import re

_PICTURE = (
    r"[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe"
    r"\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299"
    r"\U0001f004\U0001f0cf\U0001f170-\U0001f19a\U0001f201-\U0001f251\U0001f300-\U0001faff]"
)
_SKIN = "[\U0001f3fb-\U0001f3ff]"
_TAGS = "[\U000e0020-\U000e007e]+\U000e007f"
_ELEMENT = f"{_PICTURE}(?:\ufe0f|{_SKIN})?(?:{_TAGS})?"
_EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}"  # a flag is two letters
    f"|[0-9#*]\ufe0f?\u20e3"  # a keycap
    f"|{_ELEMENT}(?:\u200d{_ELEMENT})*"  # joined ones are one: a family, a rainbow flag
)
MAX_EMOJI = 16
"""Code points: a family of four with skin tones has eleven."""

_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")
COLOURS = {
    "red": "#e74c3c",
    "orange": "#e67e22",
    "yellow": "#f1c40f",
    "green": "#27ae60",
    "teal": "#1abc9c",
    "turquoise": "#1abc9c",
    "blue": "#3498db",
    "navy": "#2c3e50",
    "indigo": "#6c5ce7",
    "purple": "#9b59b6",
    "violet": "#9b59b6",
    "pink": "#e84393",
    "brown": "#8e6e53",
    "black": "#000000",
    "white": "#ffffff",
    "grey": "#95a5a6",
    "gray": "#95a5a6",
    "gold": "#d4af37",
}
"""Colours that have a name, in the shades of the default categories."""


def is_emoji(text: str) -> bool:
    """Whether the text is exactly one emoji, joined sequences and flags included."""
    return len(text) <= MAX_EMOJI and _EMOJI.fullmatch(text) is not None


def colour_of(text: str) -> str | None:
    """Return a colour as #rrggbb from `#a50`, `aa5500` or `brown`; None if it is none."""
    folded = text.casefold()
    if folded in COLOURS:
        return COLOURS[folded]
    match = _HEX.fullmatch(folded)
    if match is None:
        return None
    digits = match[1]
    return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits))
