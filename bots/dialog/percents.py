"""Percents typed inside commands: `50 90`, `at 50 %, 75 and 90 %`."""

from __future__ import annotations

import re
from typing import Final

from expenseiq_core.errors import UsageError

HIGHEST: Final = 500
MOST: Final = 5
_FORM: Final = re.compile(r"(?:at\s+)?\d{1,6}\s*%?(?:(?:\s*[,;&]\s*|\s+and\s+|\s+)\d{1,6}\s*%?)*")


def percents_in(text: str) -> tuple[int, ...] | None:
    """Return the percents that the whole text is, rising and each once; None: it is none.

    Raises UsageError for some that no budget can warn at.
    """
    if not _FORM.fullmatch(text.strip().casefold()):
        return None
    found = sorted({int(number) for number in re.findall(r"\d+", text)})
    if not (found[0] >= 1 and found[-1] <= HIGHEST and len(found) <= MOST):
        raise UsageError(
            f"A budget warns at up to {MOST} percents from 1 to {HIGHEST}."
            " Try: warn food at 50 90. For no warnings: warn food off"
        )
    return tuple(found)
