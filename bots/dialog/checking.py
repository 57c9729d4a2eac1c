"""Limits of what is recorded, whoever asks for it: a log, a correction, a repetition."""

from __future__ import annotations

import datetime as dt

from expenseiq_core.domain.ledger import Content
from expenseiq_core.errors import ExpenseIQError, LimitError

MAX_DESCRIPTION = 200
MAX_NOTE = 1000
MAX_WORD = 40
MAX_TAGS = 20
MAX_YEARS = 50


def check(content: Content, today: dt.date) -> None:
    """Raise what a person can mend about a content that is not to be recorded."""
    _check_texts(content)
    if abs(content.date.year - today.year) > MAX_YEARS:
        raise ExpenseIQError(
            f"{content.date.isoformat()} is too far away. Try: lunch 12.50 yesterday"
        )


def _check_texts(content: Content) -> None:
    """Raise LimitError, with the count, for a text longer than what is kept of it."""
    too_long: list[tuple[str, int, int]] = [
        ("description", len(content.description), MAX_DESCRIPTION),
        ("note", len(content.note or ""), MAX_NOTE),
        ("payment method", len(content.payment_method or ""), MAX_WORD),
        *(("tag", len(word), MAX_WORD) for word in content.tags),
    ]
    for name, length, limit in too_long:
        if length > limit:
            raise LimitError(
                f"That {name} has {length:,} characters; I keep {limit:,}. Please shorten it."
            )
    if len(content.tags) > MAX_TAGS:
        raise LimitError(f"Those are {len(content.tags)} tags; I keep {MAX_TAGS} an entry.")
