"""What a person can get wrong, as one tree.

The message of each error is what the person reads: what was not understood or not possible, and
what to type instead. Whoever raises one has recorded nothing. A programmer's mistake is an
`assert`, never one of these.
"""

from __future__ import annotations


class ExpenseIQError(Exception):
    """Something a person can mend; the message says how."""

    code = "error"


class UsageError(ExpenseIQError):
    """A command was meant, but its words do not fit its form."""

    code = "usage"


class ChatterError(UsageError):
    """Nothing says that we were meant: where several people talk it is met with silence."""


class AmountError(ExpenseIQError):
    """An amount that cannot be recorded: zero, too large, or finer than its currency."""

    code = "amount"


class CurrencyError(ExpenseIQError):
    """A currency that does not exist."""

    code = "currency"


class SplitError(ExpenseIQError):
    """A split that does not add up, or of which it is not known who takes part.

    `code` says what is wrong with it: shares_left, shares_exceed, payments_differ, …
    """

    code = "split"

    def __init__(self, message: str, *, code: str = "split") -> None:
        super().__init__(message)
        self.code = code


class LimitError(ExpenseIQError):
    """A text is longer than what is kept of it."""

    code = "too_long"


class NotFoundError(ExpenseIQError):
    """No entry, category, tag or budget answers to what was typed."""

    code = "not_found"


class ConflictError(ExpenseIQError):
    """It exists already, or is already as asked."""

    code = "conflict"


class NotAllowedError(ExpenseIQError):
    """Somebody may not do that, or may not press that button."""

    code = "not_allowed"


class SettingsError(ExpenseIQError):
    """A setting of the program is wrong or its database cannot be reached (exit code 2)."""

    code = "settings"
