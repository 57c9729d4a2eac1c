"""Amounts in words: `ten dollars`, `zweihundert Euro`, `сто рублей`.

A word is a number only if a currency follows at once, and only in a line without any figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from expenseiq_core.parsing import currencies
from expenseiq_core.parsing.reading import Context
from expenseiq_core.parsing.tables.number_words import NEEDS_HOME, ROWS
from expenseiq_core.parsing.text import fold, unstroked
from expenseiq_core.parsing.tokens import Token, scan

_ALIASES: Final = {"no": "nb", "nn": "nb"}
_NEEDS_HOME: Final = frozenset(map(fold, NEEDS_HOME.split()))
_LONGEST: Final = 40
_FOUR: Final = 4
_SCORE: Final = 20


def with_figures(line: str, context: Context) -> str | None:
    """Return the line with its amounts in figures; None if it has none."""
    words = _words(context.locale.replace("-", "_").partition("_")[0].lower())
    tokens = scan(line, context.locale)
    i, position = 0, 0
    pieces: list[str] = []
    while i < len(tokens):
        value, after = _spelled(tokens, i, words)
        if value and _is_money(tokens, after, context):
            coins, end = _spelled(tokens, after + 1, words)
            pieces += [line[position : tokens[i].start], str(value)]
            position = tokens[after - 1].end
            if coins and not _is_money(tokens, end, context):
                if end < len(tokens) or coins >= 100:
                    return None  # "two euros ten coffees" may be anything
                return "".join([*pieces, f".{coins:02} ", tokens[after].text])  # zwei Euro fünfzig
        elif value and after < len(tokens) and _counted(tokens[after], 0, 0, words) is not None:
            after += 1  # "twenty thirty euros" is no one number
        i = max(after, i + 1)
    return "".join([*pieces, line[position:]]) if pieces else None


def _is_money(tokens: list[Token], i: int, context: Context) -> bool:
    """Whether a currency stands at token `i`, which could not as well be something else."""
    if i >= len(tokens):
        return False
    if tokens[i].kind == "s":
        return True
    money = currencies.word_after(tokens, i, context.currency, context.locale)
    if tokens[i].kind != "w" or money is None or not money.sure or len(tokens[i].text) == 1:
        return False
    following = tokens[i + 1].folded if i + 1 < len(tokens) else ""
    own = money.code in {None, context.currency, *currencies.home(context.locale)}
    return following != "of" and (own or tokens[i].folded not in _NEEDS_HOME)


@dataclass(frozen=True, slots=True)
class _Words:
    """The number words of a language, folded."""

    numbers: dict[str, int]
    hundreds: tuple[str, ...]
    thousands: tuple[str, ...]
    joiner: str
    glue: str | None  # None: words of more than two digits are written apart

    def value(self, word: str) -> int | None:
        """Return what one word says, compounds as well: zweihundertfünfzig."""
        if word in self.numbers or self.glue is None or len(word) > _LONGEST:
            return self.numbers.get(word)
        for size, names in ((1000, self.thousands), (100, self.hundreds)):
            for name in names:
                before, found, behind = word.partition(name)
                if found:
                    first = self.value(before) if before else 1
                    rest = self.value(behind.removeprefix(self.glue)) if behind else 0
                    return None if first is None or rest is None else first * size + rest
        return None


def _keyed(word: str) -> str:
    return unstroked(fold(word))


@lru_cache(maxsize=32)
def _words(language: str) -> _Words:
    row = ROWS.get(_ALIASES.get(language, language), ROWS["en"])
    ones, tens = row["ones"].split(), row["tens"].split()
    numbers = {_keyed(word): value for value, word in enumerate(ones)}
    for ten, word in enumerate(tens, start=2):
        numbers[_keyed(word)] = ten * 10
        if "order" in row:
            for unit in range(1, 10):
                pair = (ones[unit], word) if row["order"] == "unit ten" else (word, ones[unit])
                numbers[_keyed(row["glue"].join(pair))] = ten * 10 + unit
    for also in row.get("also", "").split():
        word, _, value = also.partition("=")
        numbers[_keyed(word)] = int(value)
    return _Words(
        numbers,
        tuple(map(_keyed, row.get("hundred", "").split())),
        tuple(map(_keyed, row["thousand"].split())),
        row.get("and", ""),
        row.get("glue"),
    )


def _spelled(tokens: list[Token], i: int, words: _Words) -> tuple[int, int]:
    """Return the number that begins with token `i`, 0 if none does, and the token after it."""
    total, current, after = 0, 0, i
    for k in range(i, len(tokens)):
        token = tokens[k]
        if token.folded == words.joiner and after == k > i:
            continue  # one hundred and ten
        if token.kind != "w" or k > after + 1:
            break
        counted = _counted(token, total, current, words)
        if counted is None:
            break
        total, current = counted
        after = k + 1
    return total + current, after


def _counted(token: Token, total: int, current: int, words: _Words) -> tuple[int, int] | None:
    """Return thousands and the rest when a word is added to them; None if it does not fit."""
    word = unstroked(token.folded)
    parts = [word] if words.value(word) is not None else word.split("-")
    for part in parts:
        value = words.value(part)
        if part in words.hundreds:
            current = (current or 1) * 100
        elif part in words.thousands:
            total, current = total + (current or 1) * 1000, 0
        elif value is None and part == words.joiner and len(parts) > 1:
            continue  # vingt-et-un
        elif value == _SCORE and current % 100 == _FOUR:
            current += 4 * _SCORE - _FOUR  # quatre-vingts
        elif value is None or not _fits(current, value):
            return None
        else:
            current += value
    return total, current


def _fits(current: int, value: int) -> bool:
    """Whether a number may follow another: hundred twenty, twenty five, soixante dix."""
    rest = current % 100
    if rest == 0:
        return value < 100 or current == 0
    return 0 < value < (_SCORE if rest in {60, 80} else 10) and rest % 10 == 0 and rest > 10
