"""Words as people compare them: without case, accents and surplus space."""

from __future__ import annotations

import unicodedata
from typing import Final

_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
_JOINERS: Final = "\u200c\u200d"


def fold(text: str) -> str:
    """Return `text` as it is compared: NFKD without combining marks, case-folded, single spaces.

    So "Café " and "CAFE" are one name.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(bare).casefold().split())


def as_name(text: str) -> str:
    """Return a name as it is shown: on one line, without what is not seen or turns text around.

    Joiners stay: emoji and several scripts need them.
    """
    text = " ".join(text.split())
    return "".join(c for c in text if c in _JOINERS or unicodedata.category(c) not in _UNSEEN)


def storable(text: str) -> str:
    """Return `text` without what PostgreSQL cannot keep: NUL, and halves of surrogate pairs."""
    if "\0" in text:
        text = text.replace("\0", "")
    return text.encode("utf-8", "replace").decode("utf-8")
