"""Words of dates in this language."""

from __future__ import annotations

from typing import Final

WORDS: Final = ""
