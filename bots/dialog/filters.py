"""Filters as they are typed: `coffee in food #work >20 last month by card`, in any order.

`read` takes a text apart, `typed` writes a filter as a text that reads back to the same: buttons
name what they list in this way.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Final

from bots.dialog import wording
from bots.dialog.arguments import money_in
from bots.dialog.turn import Said
from expenseiq_core.domain.currencies import CODES
from expenseiq_core.domain.filter import AmountRange, Filter
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import Period
from expenseiq_core.domain.words import fold
from expenseiq_core.parsing.ranges import EVER, Calendar, find_range, read_range
from expenseiq_core.parsing.tables.words import PAYMENT_METHODS
from expenseiq_core.services.chats import Category, Resolved
from expenseiq_core.services.searching import ids_of

_GAP: Final = "\n"
"""What was read leaves a gap: words on its two sides are no phrase."""
_CODES = "|".join([*CODES, "eur", "usd", "gbp", "chf"])
_MARK = rf"(?:[€$£¥₹₽]|\b(?:{_CODES})\b)"
_AMOUNT = rf"{_MARK}?\s?\d(?:[\d.,'’]*\d)?k?(?:\s?{_MARK})?"
_BOUND = re.compile(
    r"(?<!\S)(?P<sign>>=|<=|≥|≤|>|<"
    r"|(?i:over|above|more than|at least|under|below|less than|at most)\s)"
    rf"\s*(?P<amount>{_AMOUNT})(?!\S)"
)
_BETWEEN = re.compile(
    r"(?<!\S)(?:(?i:between|from)\s+)?"
    rf"(?P<least>{_AMOUNT})(?:\s*(?:\.\.+|…|-|–|—)\s*|\s(?i:and|to)\s)(?P<most>{_AMOUNT})(?!\S)"
)
_EXACT_YEARS = re.compile(r"(?:19|20)\d\d")
_TAG = re.compile(r"(?<!\S)#(\w[\w-]*)(?!\S)")
_QUOTED = re.compile(r"(?:(?P<role>\b(?:in|by)) )?[\"“„«](?P<text>[^\"”“»\n]+)[\"”“»]")
_BY: Final = ("paid by ", "paid with ", "by ", "with ", "via ", "paid in ", "in ")
_IN: Final = frozenset("in on for under category".split())
_FILLERS: Final = frozenset("in on for at the of and my from to a with by".split())
_TAIL: Final = " \t?!.,;:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A filter as it was typed: what was read, and which words were taken as text."""

    filter: Filter
    category: Category | None = None
    text: tuple[str, ...] = field(default=())
    """The words that entries are searched for, as typed."""


def read(text: str, said: Said) -> Wanted:
    """Read a filter. What names nothing else is searched for as text."""
    reader = _Reader(said, text.strip(_TAIL))
    reader.quoted()
    reader.tags()
    reader.period()
    reader.amounts()
    reader.payment()
    reader.category()
    return reader.wanted()


class _Reader:
    """Takes one part after another out of a text."""

    def __init__(self, said: Said, text: str) -> None:
        self.said = said
        self.left = text
        self.found: Category | None = None
        self.words: list[str] = []
        self.tag_names: list[str] = []
        self.range: Period | None = None
        self.bounds: AmountRange | None = None
        self.method: str | None = None

    def wanted(self) -> Wanted:
        """Return what was read, the rest as words."""
        for segment in self.left.split(_GAP):
            words = segment.strip(_TAIL).split()
            while words and words[0].casefold() in _FILLERS:
                words.pop(0)
            while words and words[-1].casefold() in _FILLERS:
                words.pop()
            self.words += words
        who = self.said.who
        return Wanted(
            filter=Filter(
                words=tuple(dict.fromkeys(fold(word) for word in self.words)),
                categories=ids_of(who, self.found.id) if self.found else (),
                tags=tuple(self.tag_names),
                amounts=self.bounds,
                period=self.range,
                payment_method=self.method,
            ),
            category=self.found,
            text=tuple(dict.fromkeys(self.words)),
        )

    def quoted(self) -> None:
        """Take what stands in quotes: text, or the name after `in` and `by`."""

        def take(match: re.Match[str]) -> str:
            name = match["text"].strip()
            category = self.said.who.category_named(name) if match["role"] == "in" else None
            if category is not None:
                self.found = category
            elif match["role"] == "by":
                self.method = name
            elif name:
                self.words.append(name)
            return _GAP

        self.left = _QUOTED.sub(take, self.left)

    def tags(self) -> None:
        """Take `#work`; `#17` is no tag."""

        def take(match: re.Match[str]) -> str:
            if match[1].isdecimal():
                return match[0]
            if (tag := match[1].lower()) not in self.tag_names:
                self.tag_names.append(tag)
            return _GAP

        self.left = _TAG.sub(take, self.left)

    def period(self) -> None:
        """Take a range of dates, but leave `5-11` to the amounts."""
        calendar = calendar_of(self.said)
        start = 0
        for segment in self.left.split(_GAP):
            found = find_range(segment, calendar)
            if found is not None and not _BETWEEN.fullmatch(segment[found.start : found.end]):
                self.range = found.period
                self._cut(start + found.start, start + found.end)
                return
            start += len(segment) + 1

    def amounts(self) -> None:
        """Take `>20`, `<5`, `over 20`, `10..50`, `20-50`."""
        match = _BETWEEN.search(self.left)
        if match is not None:
            least, most = self._money(match["least"]), self._money(match["most"])
            if least is not None and most is not None:
                currency = _currency(match["least"] + match["most"], least, most)
                low, high = sorted((least.minor, most.minor))
                self.bounds = AmountRange(least=low, most=high, currency=currency)
                self._cut(*match.span())
                return
        for match in reversed(list(_BOUND.finditer(self.left))):
            amount = self._money(match["amount"])
            if amount is not None:
                self._bound(match["sign"].strip().casefold(), amount, match["amount"])
                self._cut(*match.span())

    def _bound(self, sign: str, amount: Money, typed_amount: str) -> None:
        before = self.bounds or AmountRange()
        least, most = before.least, before.most
        if sign in (">", "over", "above", "more than"):
            least = amount.minor + 1
        elif sign in (">=", "≥", "at least"):
            least = amount.minor
        elif sign in ("<", "under", "below", "less than"):
            most = amount.minor - 1
        else:
            most = amount.minor
        currency = before.currency or _currency(typed_amount, amount)
        self.bounds = AmountRange(least=least, most=most, currency=currency)

    def _money(self, text: str) -> Money | None:
        return money_in(self.said, text.strip())

    def payment(self) -> None:
        """Take `by card`, `paid in cash`, `mit karte`; a lone word is text."""
        names = {fold(name): name for name in PAYMENT_METHODS.values()}
        for start, end in _phrases(self.left, longest=5):
            phrase = fold(self.left[start:end])
            method = PAYMENT_METHODS.get(phrase) if " " in phrase else None
            for prefix in _BY:
                rest = phrase.removeprefix(prefix)
                if method is None and rest != phrase:
                    method = names.get(rest) or PAYMENT_METHODS.get(rest)
            if method is not None:
                self.method = method
                self._cut(start, end)
                return

    def category(self) -> None:
        """Take `in food`, or `food` where it stands alone: in "dog food" it is a word."""
        names = self.said.context.categories
        start = 0
        for segment in self.left.split(_GAP):
            for first, last in _phrases(segment, longest=6):
                word, _, rest = fold(segment[first:last]).partition(" ")
                alone = not (segment[:first] + segment[last:]).strip(_TAIL)
                prefixed = word in _IN and rest in names
                if self.found is None and (
                    prefixed or (alone and f"{word} {rest}".strip() in names)
                ):
                    name = names[rest if prefixed else f"{word} {rest}".strip()]
                    self.found = self.said.who.category_named(name)
                    self._cut(start + first, start + last)
                    return
            start += len(segment) + 1

    def _cut(self, start: int, end: int) -> None:
        self.left = self.left[:start] + _GAP + self.left[end:]


def is_amount(word: str) -> bool:
    """Whether a word looks like an amount of money: 20, €20, 20.50."""
    return re.fullmatch(_AMOUNT, word) is not None


def calendar_of(said: Said) -> Calendar:
    """Return whose days, weeks and months a text means."""
    return Calendar(said.context, said.who.month_start)


def range_of(text: str, said: Said) -> Period | None:
    """Return the range of dates that a whole text names; "month" is this month."""
    return read_range(text, calendar_of(said), bare=True)


def typed(wanted: Filter, who: Resolved) -> str:
    """Return a text that reads as this filter, whenever it is read."""
    parts = [f'"{word}"' for word in wanted.words]
    category = who.category(wanted.categories[0]) if wanted.categories else None
    if category is not None:
        parts.append(f'in "{category.name}"')
    parts += [f"#{tag}" for tag in wanted.tags]
    if wanted.amounts is not None:
        parts.append(_typed_amounts(wanted.amounts, who))
    if wanted.period is not None:
        parts.append(typed_period(wanted.period))
    if wanted.payment_method is not None:
        parts.append(f'by "{wanted.payment_method}"')
    return " ".join(parts)


def typed_period(period: Period) -> str:
    """Return a range as ISO dates, the last one inside."""
    if period == EVER:
        return "all time"
    if period.end == EVER.end:
        return f"since {period.start}"
    last = period.end - dt.timedelta(days=1)
    if period.start == EVER.start:
        return f"until {last}"
    return f"{period.start}..{last}"


def _typed_amounts(amounts: AmountRange, who: Resolved) -> str:
    def amount(minor: int) -> str:
        money = Money(minor, amounts.currency or who.currency)
        figure = wording.plain_amount(money, who.locale)
        return f"{figure} {amounts.currency}" if amounts.currency else figure

    if amounts.most is None:
        return f">={amount(amounts.least)}"
    if amounts.least == 0:
        return f"<={amount(amounts.most)}"
    return f"{amount(amounts.least)}..{amount(amounts.most)}"


def _currency(typed_amount: str, *amounts: Money) -> str | None:
    """Return the currency if one was typed; without it the ledger's is meant."""
    if not re.search(_MARK, typed_amount):
        return None
    named = [a.currency for a in amounts]
    return named[-1]


def _phrases(text: str, *, longest: int) -> list[tuple[int, int]]:
    """Return the phrases of a text that cross no gap, the longest first."""
    words = list(re.finditer(r"[^\s?!.,;:]+(?:[.,:][^\s?!.,;:]+)*", text))
    return [
        (words[i].start(), words[i + n - 1].end())
        for n in range(min(longest, len(words)), 0, -1)
        for i in range(len(words) - n + 1)
        if _GAP not in text[words[i].start() : words[i + n - 1].end()]
    ]
