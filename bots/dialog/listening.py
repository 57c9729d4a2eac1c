"""What is said in a group, but not to us: logged only if it surely is an expense.

Somebody has switched that on (`listen on`). Sure means: the amount comes first or last, at most six
other words, no question, and a currency, a split or a known category beside it.
"""

from __future__ import annotations

from typing import Final

from bots.dialog.turn import Turn, context_of
from expenseiq_core.parsing.message import read

MOST_WORDS: Final = 7
"""With the amount."""


def is_sure(turn: Turn, text: str) -> bool:
    """Whether an overheard text surely says what somebody spent."""
    words = text.split()
    if not words or len(words) > MOST_WORDS or "?" in text or "\n" in text:
        return False
    if not any(any(c.isdigit() for c in word) for word in (words[0], words[-1])):
        return False
    readings = read(text, context_of(turn.who, turn.local)).readings
    if len(readings) != 1:
        return False
    reading = readings[0]
    if reading.kind is None or reading.amount is None or reading.problem is not None:
        return False
    return bool(reading.currency or reading.split or reading.category)
