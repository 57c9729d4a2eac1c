"""What stands before a number: a currency, a sign, a label, or the name it is part of."""

from __future__ import annotations

from typing import Final

from expenseiq_core.parsing import currencies
from expenseiq_core.parsing.candidate import METER_DIGITS, PHONE_DIGITS, TIMES, Attempt
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.tables.keywords import KEYWORDS
from expenseiq_core.parsing.tokens import Token

_GLUED_SIGNS: Final = frozenset("元円圓")
"""Signs that stand before a number only without a space: 元12.50."""


def preceded(a: Attempt) -> bool:
    """Look at what stands before; False if the number is a part of a name."""
    i = a.i
    if i == 0:
        return True
    token, glued = a.tokens[i - 1], a.line.glued(i)
    if token.kind == "s":
        _mark_before(a, i - 1, currencies.symbol(token, a.own, a.locale))
        return True
    if token.kind == "w":
        return _after_word(a, i - 1, glued=glued)
    if token.kind == "p":
        return _after_sign(a, i - 1, glued=glued)
    return not glued or token.kind == "n"


def _after_word(a: Attempt, k: int, *, glued: bool) -> bool:
    token = a.tokens[k]
    money = None
    if not (a.line.taken[k] or a.line.is_name(k)):
        money = currencies.word_before(token, a.own, a.locale)
        if glued and token.text in _GLUED_SIGNS:
            money = currencies.word_after(a.tokens, k, a.own, a.locale)
        if k > 0:
            money = currencies.name_before(a.tokens, k, a.own, a.locale) or money
    if money is not None and not _claimed(a, k):
        _mark_before(a, k, money)
        return True
    if glued:
        times = token.folded in TIMES and k > 0 and a.tokens[k - 1].kind == "n"
        return times or currencies.glued_script(token.text[-1])
    label = (
        token.folded in words.LABELS
        or token.folded in words.COUNT_BEFORE
        or token.folded in words.CLOCK_WORDS
        or (token.folded, a.text) in words.NUMBERED_NAMES
        or _reads_a_meter(a, token)
    )
    a.out.weak = a.out.label = label
    a.out.price = token.folded in words.PRICE_WORDS
    a.out.clock = token.folded in words.CLOCK_WORDS
    return True


def _reads_a_meter(a: Attempt, token: Token) -> bool:
    """Whether a number is what a car's meter shows: `gas 40.00 mile 12345`."""
    return token.folded in words.METERS and len(a.text) >= METER_DIGITS and a.text.isdigit()


def _claimed(a: Attempt, k: int) -> bool:
    """Whether the money word belongs to the number before it: `5 eur 3 usd`."""
    nearer = a.line.glued(a.i) and not a.line.glued(k)
    return k > 0 and a.tokens[k - 1].kind == "n" and not nearer


def _after_sign(a: Attempt, k: int, *, glued: bool) -> bool:
    sign = a.tokens[k].text
    apart = not a.line.glued(k)
    if sign == "-" and glued and not apart and a.tokens[k - 1].kind == "n":
        return len(a.text) + len(a.tokens[k - 1].text) < PHONE_DIGITS
    if sign in "+-" and glued:
        if not apart and a.tokens[k - 1].kind == "w":
            # "lunch-12" is money, "wd-40" and "covid-19" are names.
            a.out.first, a.out.start = k, a.tokens[k].start
            return sign == "+" or a.tokens[k - 1].folded in KEYWORDS
        if apart or a.tokens[k - 1].kind == "s":
            _sign(a, k)
            if k > 0 and a.tokens[k - 1].kind == "s":
                _mark_before(a, k - 1, currencies.symbol(a.tokens[k - 1], a.own, a.locale))
        return True
    if sign == "(" and glued:
        a.out.brackets = True
    if sign == "." and k > 0 and a.line.glued(k) and a.tokens[k - 1].kind == "w":
        word = a.tokens[k - 1]
        a.out.weak = a.out.label = word.folded in words.LABELS  # apt. 12
        _mark_before(a, k - 1, currencies.word_before(word, a.own, a.locale))
    if sign == "#":
        a.out.weak = a.out.label = True
    if sign == "/" and glued and not apart:
        return a.tokens[k - 1].kind == "n"
    return True


def _sign(a: Attempt, k: int) -> None:
    a.out.sign = a.tokens[k].text
    a.out.first, a.out.start = k, a.tokens[k].start


def _mark_before(a: Attempt, k: int, money: currencies.Money | None) -> None:
    if money is None:
        return
    a.before = money
    a.out.first, a.out.start = k, money.start
    j = k - 1
    if j >= 0 and a.tokens[j].text in {"+", "-"} and a.line.glued(k) and not a.line.glued(j):
        _sign(a, j)
