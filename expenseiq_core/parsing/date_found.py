"""What reading a phrase starts from and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from expenseiq_core.parsing.reading import DateOrder

Strength = Literal["sure", "weak", "numeric"]


@dataclass(frozen=True, slots=True)
class Moment:
    """When and by whom a phrase is said."""

    at: datetime
    order: DateOrder
    language: str

    @property
    def today(self) -> date:
        """Return the speaker's date."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Found:
    """The day a phrase names; `others` are further readings (None: no date at all)."""

    day: date
    strength: Strength = "sure"
    others: tuple[date | None, ...] = ()
    first: int | None = None  # symbols of the hit that do not belong to the phrase
    after: int | None = None


def sure(day: date | None) -> Found | None:
    """Return the day as surely found, if there is one."""
    return None if day is None else Found(day)
