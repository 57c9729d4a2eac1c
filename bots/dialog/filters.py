"""Filters as they are typed: `coffee in food #work >20 last month by card`, in any order.

What names no date, amount, tag, category or payment method is searched for as text; quotes say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from bots.dialog.arguments import money_in
from bots.dialog.turn import Said
from expenseiq_core.domain.currencies import CODES
from expenseiq_core.domain.filter import AmountRange, Filter
from expenseiq_core.domain.money import Money
from expenseiq_core.domain.period import Period
from expenseiq_core.domain.words import fold
from expenseiq_core.parsing.numbers import decimal_mark
from expenseiq_core.parsing.ranges import Calendar, FoundRange, find_range, read_range
from expenseiq_core.parsing.tables.words import PAYMENT_METHODS
from expenseiq_core.services.chats import Category
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
_EXACT = re.compile(rf"(?<!\S){_AMOUNT}(?!\S)")
_YEARS = re.compile(r"(?:19|20)\d\d\D{1,4}(?:19|20)\d\d")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_TAG = re.compile(r"(?<!\S)#(\w[\w-]*)(?!\S)")
_QUOTED = re.compile(r"(?:(?P<role>\b(?:in|by)) )?[\"“„«](?P<text>[^\"”“»\n]+)[\"”“»]")
_BY: Final = ("paid by ", "paid with ", "by ", "with ", "via ", "paid in ", "in ")
_IN: Final = frozenset("in on for under category".split())
_FILLERS: Final = frozenset("in on for at the of and my from to a with by".split())
_TAIL: Final = " \t?!.,;:"
_STRAY: Final = _TAIL + '"“”'


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A filter as it was typed: what was read, and which words were taken as text."""

    filter: Filter
    category: Category | None = None
    text: tuple[str, ...] = field(default=())
    """The words that entries are searched for, as typed."""
    bare_amount: bool = False
    """An amount stands in it as in an expense: `search ads 20`."""


def read(text: str, said: Said) -> Wanted:
    """Read a filter. What names nothing else is searched for as text."""
    reader = _Reader(said, text.strip(_TAIL))
    reader.quoted()
    reader.tags()
    reader.bounds_of_amounts()
    reader.period()
    reader.exact_amount()
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
        self.bare_amount = False

    def wanted(self) -> Wanted:
        """Return what was read, the rest as words."""
        for segment in self.left.split(_GAP):
            words = segment.strip(_STRAY).split()
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
            bare_amount=self.bare_amount,
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

    def bounds_of_amounts(self) -> None:
        """Take `>20`, `<5`, `over 20`, `10..50`, `20-50`; but `1-12 nov` is for the dates."""
        for bound in reversed(list(_BOUND.finditer(self.left))):
            amount = self._money(bound["amount"])
            if amount is not None:
                self._bound(bound["sign"].strip().casefold(), amount, bound["amount"])
                self._cut(*bound.span())
        match = _BETWEEN.search(self.left)
        if match is None or self.bounds is not None or self._is_dates(match):
            return
        least, most = self._money(match["least"]), self._money(match["most"])
        if least is not None and most is not None:
            currency = _currency(match["least"] + match["most"], least, most)
            low, high = sorted((least.minor, most.minor))
            self.bounds = AmountRange(least=low, most=high, currency=currency)
            self._cut(*match.span())

    def _is_dates(self, match: re.Match[str]) -> bool:
        """Whether two numbers are years, or days of a month that stands beside them."""
        if _YEARS.fullmatch(match[0]):
            return True
        found = self._range()
        return (
            found is not None
            and found.start <= match.start()
            and (
                match.end() < found.end
                or (found.start < match.start() and match.end() <= found.end)
            )
        )

    def period(self) -> None:
        """Take a range of dates; `12.11` is an amount where a dot marks decimals."""
        found = self._range()
        if found is None:
            return
        phrase = self.left[found.start : found.end]
        mark = decimal_mark(self.said.context.locale)
        if _DECIMAL.fullmatch(phrase) and mark in phrase:
            return
        self.range = found.period
        self._cut(found.start, found.end)

    def _range(self) -> FoundRange | None:
        """Return the first range of dates that crosses no gap."""
        calendar, start = calendar_of(self.said), 0
        for segment in self.left.split(_GAP):
            found = find_range(segment, calendar)
            if found is not None:
                return FoundRange(start + found.start, start + found.end, found.period)
            start += len(segment) + 1
        return None

    def exact_amount(self) -> None:
        """Take `12.50`, if there are no bounds."""
        match = _EXACT.search(self.left) if self.bounds is None else None
        amount = self._money(match[0]) if match else None
        if match is not None and amount is not None:
            currency = _currency(match[0], amount)
            self.bounds = AmountRange(least=amount.minor, most=amount.minor, currency=currency)
            self.bare_amount = True
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


def calendar_of(said: Said) -> Calendar:
    """Return whose days, weeks and months a text means."""
    return Calendar(said.context, said.who.month_start)


def range_of(text: str, said: Said) -> Period | None:
    """Return the range of dates that a whole text names; "month" is this month."""
    return read_range(text, calendar_of(said), bare=True)


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
