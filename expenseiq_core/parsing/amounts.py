"""Find the numbers of a line that may be money, with currency, sign and multiplier beside them."""

from __future__ import annotations

from typing import Final

from expenseiq_core.domain.currencies import exponent
from expenseiq_core.parsing import currencies
from expenseiq_core.parsing.candidate import PHONE_DIGITS, Attempt, Candidate
from expenseiq_core.parsing.following import followed
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.numbers import Number, read_number
from expenseiq_core.parsing.preceding import preceded
from expenseiq_core.parsing.tables import words

_ANY_FINENESS: Final = 9
"""Decimals of a number that is multiplied: 1.125k is fine."""
_SPACE_GROUPING: Final = frozenset(
    "fr ru uk pl cs sk sv nb nn no fi bg hu be kk et lv lt pt ky uz".split()
)


def candidates(line: Line) -> list[Candidate]:
    """Return every number of the line that may be money, in order."""
    found: list[Candidate] = []
    i, count = 0, len(line.tokens)
    while i < count:
        if line.tokens[i].kind == "n" and not line.taken[i]:
            candidate = _read(Attempt(line, i))
            if candidate is not None:
                found.append(candidate)
                i = candidate.last
        i += 1
    return found


def _read(a: Attempt) -> Candidate | None:
    """Return the candidate, or None if the number is plainly something else."""
    if not preceded(a):
        return None
    _join_groups(a)
    if not followed(a):
        return None
    return None if _is_phone(a) else _finished(a)


def _is_phone(a: Attempt) -> bool:
    """Whether a bare number is one to call: `my number is 5551234567`, `phone 0123456789`."""
    if len(a.text) < PHONE_DIGITS or not a.text.isdigit() or a.factor > 1:
        return False
    marked = a.before is not None or a.after is not None
    if marked:
        return False
    return a.text.startswith("0") or not a.line.words.isdisjoint(words.PHONE_WORDS)


def _join_groups(a: Attempt) -> None:
    """Join `48 000` and `1 234,56`: groups of three after single spaces."""
    tokens, line = a.tokens, a.line
    if len(a.text) > 3 or not a.text.isdigit() or a.text.startswith("0"):
        return
    k, joined = a.i + 1, [a.text]
    while k < len(tokens) and tokens[k].kind == "n" and not line.taken[k]:
        token = tokens[k]
        if token.start - tokens[k - 1].end != 1 or not token.text[:3].isdigit():
            break
        whole = len(token.text) == 3
        if not whole and not (len(token.text) in {5, 6} and token.text[3] in ".,"):
            break
        joined.append(token.text)
        k += 1
        if not whole:
            break
    if len(joined) > 1 and _is_grouped(a, joined, k):
        a.last = k - 1
        a.text = "\u00a0".join(joined)
        a.end = tokens[k - 1].end


def _is_grouped(a: Attempt, joined: list[str], k: int) -> bool:
    if len(joined) > 2 or joined[-1] == "000" or a.before is not None:
        return True
    if len(joined[-1]) > 3:
        return not _is_numbered(a)
    if k < len(a.tokens):
        following = a.tokens[k]
        if following.kind == "s" and not (a.line.glued(k + 1) if k + 1 < len(a.tokens) else False):
            return True
        if following.kind == "w" and currencies.word_after(a.tokens, k, a.own, a.locale):
            return True
    if a.locale.partition("_")[0].partition("-")[0] not in _SPACE_GROUPING or a.out.weak:
        return False
    before = a.tokens[a.i - 1] if a.i else None
    # "Ленина 5 255" is an address and its amount; "продукты 1 250" is one number.
    return before is None or before.kind != "w" or not before.text[:1].isupper()


def _is_numbered(a: Attempt) -> bool:
    """Whether a number counts the thing before it: `Expense 3 284.01`.

    Where a point is the decimal mark, thousands stand behind a comma, not a space.
    """
    before = a.tokens[a.i - 1] if a.i else None
    return a.line.mark == "." and before is not None and (before.kind == "w" or before.text == ".")


def _finished(a: Attempt) -> Candidate:
    out, money = a.out, a.after or a.before
    if a.after is not None and a.before is not None and a.after.scale < 1:
        money = a.before  # £5.50p
    digits = a.line.exponent
    if money is not None:
        out.marked = True
        out.currency = money.code
        out.scale = money.scale
        if money.code is not None:
            digits = exponent(money.code)
    out.last, out.end = a.last, a.end
    scaled = a.factor > 1 or out.scale != 1
    number = read_number(a.text, a.line.mark, _ANY_FINENESS if scaled else digits)
    _take_value(a, number)
    out.multiplied = a.factor > 1 or a.joined
    token = a.tokens[out.first]
    if not out.marked and not out.multiplied and out.decimals == 0 and token.kind == "n":
        year = a.text
        out.weak = out.weak or (len(year) == 4 and year[:2] in {"19", "20"} and year.isdigit())
    return out


def _take_value(a: Attempt, number: Number) -> None:
    out, by = a.out, a.factor * a.out.scale
    if out.problem == "malformed":
        return
    out.value = None if number.value is None else number.value * by
    out.other = None if number.other is None else number.other * by
    out.problem = number.problem
    out.decimals = number.decimals
