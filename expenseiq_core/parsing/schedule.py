"""When something is to come back: `daily 8:00`, `friday 5pm`, `monthly on the 1st at 9`.

A phrase is read clause by clause; what no clause claims, or what contradicts another, is `rest`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Final

from expenseiq_core.domain.period import Cadence
from expenseiq_core.parsing.reading import Context
from expenseiq_core.parsing.schedule_clauses import Fields, clause_at
from expenseiq_core.parsing.text import fold, guard
from expenseiq_core.parsing.times import read_clock

LONGEST: Final = 200
"""Characters; a longer text says no time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What a phrase says about when; None where it says nothing."""

    cadence: Cadence | None = None
    """A weekday alone is weekly, a day of the month monthly, one of the year yearly."""
    every: int = 1
    day: int | None = None
    """Of the month, 1 to 31; 31 also says "last day"."""
    weekday: int | None = None
    """Monday is 0."""
    month: int | None = None
    at: dt.time | None = None
    until: dt.date | None = None
    """The last date that may count."""
    rest: str = ""
    """Folded. Not empty: the phrase is not understood as a whole, or contradicts itself."""


def read_timing(text: str, context: Context) -> Timing | None:
    """Return when a phrase says that something is due, or None if it says nothing of the kind."""
    if len(text) > LONGEST:
        return None
    folded = fold(guard(text, raw=context.raw))
    phrase = _Phrase()
    position = 0
    while position < len(folded):
        clause, end = clause_at(folded, position, context)
        if clause is None:
            end = position + max(1, len(_WORD_END.split(folded[position:], maxsplit=1)[0]))
            phrase.rest.append(folded[position:end])
        else:
            phrase.take(clause, folded[position:end])
        position = len(folded) - len(folded[end:].lstrip(_GAP))
    return phrase.timing()


_GAP: Final = " ,;"
_WORD_END: Final = re.compile(f"[{_GAP}]")


@dataclass(slots=True)
class _Phrase:
    """What was read so far."""

    fields: Fields = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    """By which words each field was said."""
    rest: list[str] = field(default_factory=list)

    def take(self, clause: Fields, text: str) -> None:
        """Take what a clause says, unless another said something else."""
        if any(self.fields.get(name, value) != value for name, value in clause.items()):
            self.rest.append(text)
            return
        self.fields |= clause
        self.said |= dict.fromkeys(clause, text)

    def timing(self) -> Timing | None:
        """Return it all as one, if it says anything."""
        self._last_number()
        fields = self.fields
        if not fields:
            return None
        if "cadence" not in fields:
            fields["cadence"] = next((c for name, c in _IMPLIED.items() if name in fields), None)
        for name, cadences in _FITTING.items():
            if name in fields and fields["cadence"] not in cadences:
                self.rest.append(self.said[name])
        if fields["cadence"] == "yearly" and "day" in fields and "month" not in fields:
            self.rest.append(self.said["day"])
        return Timing(**fields, rest=" ".join(dict.fromkeys(self.rest)))

    def _last_number(self) -> None:
        """Read the 8 of `daily 8`. Of `monthly 8` nobody knows whether it is an hour or a day."""
        has_day = self.fields.keys() & {"weekday", "day"} or self.fields.get("cadence") == "daily"
        if has_day and len(self.rest) == 1 and "at" not in self.fields:
            at = read_clock(self.rest[0], bare=True)
            if at is not None:
                self.take({"at": at}, self.rest.pop())


_IMPLIED: Final[dict[str, Cadence]] = {"weekday": "weekly", "month": "yearly", "day": "monthly"}
_FITTING: Final[dict[str, tuple[Cadence, ...]]] = {
    "weekday": ("weekly",),
    "month": ("yearly",),
    "day": ("monthly", "yearly"),
}
