"""What a message was understood to say: the values that parsing hands to everybody else.

A `Reading` says what was typed, not what will be booked: it knows no member, no category id and no
rate. `Context` is everything that reading a message depends on besides its text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from expenseiq_core.domain.period import Cadence

Kind = Literal["expense", "income", "refund", "settlement"]
SplitMode = Literal["equal", "exact", "percent", "weights", "adjustment", "itemised"]
DateOrder = Literal["DMY", "MDY", "YMD"]

ME = "me"
"""The speaker, among participants and payers."""
EVERYONE = "all"
"""Everybody known in the ledger, among participants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Who reads: the speaker's wall clock, language, currency and words."""

    at: datetime  # the speaker's local time, naive; "yesterday" and "last night" depend on it
    locale: str = "en_GB"
    currency: str = "EUR"
    date_order: DateOrder | None = None  # None: as the locale writes dates
    categories: Mapping[str, str] = field(default_factory=dict)
    """Folded name or alias of a category of the ledger -> the name it stands for."""
    learned: Mapping[str, str] = field(default_factory=dict)
    """Folded word -> category name, from the ledger's own corrections."""
    people: frozenset[str] = frozenset()
    """Folded plain names of known members: they count as people without an @."""
    raw: bool = True
    """The text may be as Slack delivers it: `&amp;`, `<@U1>`, `<https://…|…>`. What a door hands
    on is as it was typed, and stays so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as typed in a clause, with the number that belongs to them, if any."""

    name: str  # "ana" (without @), "U024BE7LH", ME or EVERYONE
    mention: bool = False
    exact: Decimal | None = None
    percent: Decimal | None = None
    weight: int | None = None
    adjustment: Decimal | None = None
    rest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The split clause: who takes part and by which rule."""

    mode: SplitMode
    people: tuple[Person, ...] = ()
    includes_me: bool = True
    excluded: tuple[str, ...] = ()
    count: int | None = None  # "3 ways"
    guests: int = 0  # "+3 guests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """How often a typed expense comes back; which day, if it said so."""

    cadence: Cadence
    every: int = 1
    day: int | None = None  # of the month, 1 to 31; 31 also says "last day"
    weekday: int | None = None  # Monday is 0
    month: int | None = None
    starts: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another likely reading: only the fields that read differently are set."""

    amount: Decimal | None = None
    currency: str | None = None
    date: date | None = None
    no_date: bool = False  # the date word belongs to the description
    kind: Kind | None = None
    description: str | None = None
    split: Split | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a message that looks like an expense was not read as one."""

    code: str  # zero, too_large, too_fine, malformed_amount, shares_exceed, ambiguous_amounts, ...
    message: str  # a sentence for the person, with an example that works


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of an itemised bill, and who had it, if it says so."""

    description: str | None
    amount: Decimal
    """Negative: a discount, or something given back."""
    participants: tuple[str, ...] = ()
    """Names, ME and EVERYONE."""
    extra: bool = False
    """Tax, tip or discount: shared in proportion to what each had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One expense, income, refund or settlement as read from a message.

    `kind` None: not an entry; `problem` then says why, if there is something to say. `amount` is in
    major units of `currency` and positive, whatever the kind; None where there is none. `currency`
    None means that the message names none (the speaker's applies). `date` None means no date was
    said (today applies).
    """

    kind: Kind | None = None
    amount: Decimal | None = None
    currency: str | None = None
    date: date | None = None
    description: str | None = None
    category: str | None = None
    category_source: Literal["tag", "trailing", "learned", "keyword", "fuzzy"] | None = None
    tags: tuple[str, ...] = ()
    payment_method: str | None = None
    note: str | None = None
    own_amount: Decimal | None = None
    """The speaker's own conversion: `dinner 900k vnd (34 eur)`."""
    own_currency: str | None = None
    payer: str | None = None
    payers: tuple[Person, ...] = ()
    participants: tuple[str, ...] = ()
    split: Split | None = None
    recurring: Recurrence | None = None
    items: tuple[Item, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A whole message: one reading, or several for several expenses."""

    readings: tuple[Reading, ...]

    @property
    def first(self) -> Reading:
        """The only reading, or the first of several."""
        return self.readings[0]
