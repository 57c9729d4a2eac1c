"""What follows a number: a currency, a multiplier, coins; or the unit that makes it no money."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from expenseiq_core.parsing import currencies
from expenseiq_core.parsing.candidate import METER_DIGITS, PHONE_DIGITS, TIMES, Attempt
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.text import fold
from expenseiq_core.parsing.tokens import Token

_ORDINALS: Final = frozenset("st nd rd th er ere eme º ª ыи ая ое го ои и я ого".split())
_POWERS: Final = frozenset("1 2 3 4 5 6".split())
_FILLERS: Final = frozenset({"de"})
_NO_COINS: Final = frozenset("-–—=")
_DISPLAYS: Final = frozenset(
    "tv tvs monitor monitors display displays video videos camera cameras screen uhd run race"
    " projector webcam телевизор монитор fernseher".split()
)


def followed(a: Attempt) -> bool:
    """Look at what follows; False if the number counts or measures something."""
    token = a.next()
    if token is None:
        return True
    glued = token.start == a.end
    if token.kind == "s":
        return _symbol_after(a, token, glued=glued)
    if token.kind == "w":
        return _word_after(a, token, glued=glued)
    if token.kind == "p":
        return _sign_after(a, token, glued=glued)
    return not (glued and token.kind == "x")


def _symbol_after(a: Attempt, token: Token, *, glued: bool) -> bool:
    k = a.last + 1
    number_next = k + 1 < len(a.tokens) and a.tokens[k + 1].kind == "n"
    touching = number_next and a.line.glued(k + 1)
    if touching and not glued:
        return True  # the sign belongs to the number after it
    money = currencies.land_after(a.tokens, k) or currencies.symbol(token, a.own, a.locale)
    if _is_price_of_unit(a, k):
        return False
    if money is not None and token.text[0] in "kK" and money.start > token.start:
        a.factor *= 1000  # 1,5 k€
    _mark_after(a, k, money)
    if touching and len(a.tokens[k + 1].text) == 2 and a.text.isdigit():
        a.text = f"{a.text}.{a.tokens[k + 1].text}"
        a.last, a.end = k + 1, a.tokens[k + 1].end
    return True


def _is_price_of_unit(a: Attempt, k: int) -> bool:
    """Whether the sign `k` is that of a price by the litre or kilogram: 1,789 €/l."""
    slash, unit = a.peek(k + 1), a.peek(k + 2)
    if slash is None or unit is None:
        return False
    return slash.text == "/" and unit.folded in words.PRICED_BY


def _mark_after(a: Attempt, k: int, money: currencies.Money | None) -> None:
    if money is None:
        return
    a.after = money
    while k < len(a.tokens) and a.tokens[k].end <= money.end:
        a.last = k
        k += 1
    a.end = money.end


def _word_after(a: Attempt, token: Token, *, glued: bool) -> bool:
    k = a.last + 1
    folded = token.folded
    if glued and folded in _ORDINALS:
        return False
    if folded in TIMES and _times(a, k, glued=glued) is not None:
        return bool(a.factor)
    multiplier = _multiplier(token, glued=glued)
    if multiplier:
        a.factor = multiplier
        a.out.weak = a.out.weak or folded == "m"  # metres, unless it is all there is
        a.last, a.end = k, token.end
        return _after_multiplier(a)
    if folded in _FILLERS and a.locale.startswith("ro") and k + 1 < len(a.tokens):
        k += 1  # 100 de lei
    money = currencies.word_after(a.tokens, k, a.own, a.locale)
    if money is not None and not (a.line.is_name(k) or _belongs_to_next(a, k, money)):
        return _money_after(a, k, money)
    if currencies.glued_script(token.text[0]) and glued:
        return _run_on(a, token)
    return not glued and (folded.rstrip(".") not in words.UNITS or _speaks_of_next(a, k))


def _speaks_of_next(a: Attempt, k: int) -> bool:
    """Whether a unit belongs to what follows: `gas 40.00 mile 12345`, `13 w/ tip`."""
    following, folded = a.peek(k + 1), a.tokens[k].folded
    if following is None:
        return False
    if folded == "w" and following.text == "/":
        return True  # with, no watts
    if following.text == "&" and a.line.glued(k + 1):
        return True  # H&M, no hours
    meter = following.kind == "n" and len(following.text) >= METER_DIGITS
    return meter and folded in words.METERS


def _belongs_to_next(a: Attempt, k: int, money: currencies.Money) -> bool:
    """Whether the money word is glued to the next number instead: `5 rs20`."""
    return (
        k + 1 < len(a.tokens)
        and a.tokens[k + 1].kind == "n"
        and a.line.glued(k + 1)
        and not a.line.glued(k)
        and money.end == a.tokens[k].end
    )


def _money_after(a: Attempt, k: int, money: currencies.Money) -> bool:
    token = a.tokens[k]
    following = a.tokens[k + 1] if k + 1 < len(a.tokens) else None
    if following is not None and following.kind == "n" and _are_coins(a, k, following):
        a.text = f"{a.text}.{following.text}"
        _mark_after(a, k, money)
        a.last, a.end = k + 1, following.end
        return True
    if following is not None and following.folded == "of" and token.folded.startswith("pound"):
        return False  # five pounds of apples
    if not money.sure and following is not None and following.kind == "w":
        return not a.line.glued(k)  # "20 all you can eat": a word like any other
    glued_number = following is not None and following.kind == "n" and a.line.glued(k + 1)
    if glued_number and token.folded == "e":
        a.out.problem = "malformed"  # 1e3 is not how people write money
        power = a.tokens[k + 1].text
        if a.text.isdigit() and power in _POWERS:
            a.out.other = Decimal(a.text[:3]).scaleb(int(power))
        a.last, a.end = k + 1, a.tokens[k + 1].end
        return True
    a.out.doubtful_currency = not money.sure
    _mark_after(a, k, money)
    return True


def _are_coins(a: Attempt, k: int, following: Token) -> bool:
    """Whether the number after the money word counts its coins: 3 Euro 50, 12zł50, 3块5."""
    if not (a.text.isdigit() and following.text.isdigit()) or a.line.taken[k + 1]:
        return False
    word = a.tokens[k]
    if a.line.glued(k + 1):
        glyph = currencies.glued_script(word.text[0])
        return len(following.text) == (1 if glyph else 2) and (glyph or len(word.text) > 1)
    return len(following.text) == 2 and k + 2 == len(a.tokens) and len(word.text) > 2


def _multiplier(token: Token, *, glued: bool) -> int:
    folded = token.folded
    factor = words.MULTIPLIERS.get(folded, 0)
    return 0 if not glued and folded in words.GLUED_ONLY_MULTIPLIERS else factor


def _after_multiplier(a: Attempt) -> bool:
    token = a.next()
    if token is None:
        return True
    if token.kind == "n" and token.start == a.end:
        return _compound(a, token)
    if token.kind == "s":
        return _symbol_after(a, token, glued=token.start == a.end)
    if token.kind == "p" and token.text == ".":
        a.last, a.end = a.last + 1, token.end
        token = a.next()
    if token is not None and token.kind == "w":
        money = currencies.word_after(a.tokens, a.last + 1, a.own, a.locale)
        if money is not None and money.sure:
            _mark_after(a, a.last + 1, money)
        elif token.folded in _DISPLAYS:
            return False
    return True


def _compound(a: Attempt, token: Token) -> bool:
    """Read `1tr2` (1.2 million), `2k5` (2500) and `1만2천원` (12,000)."""
    k = a.last + 2
    if k < len(a.tokens) and a.line.glued(k) and currencies.glued_script(a.tokens[k].text[0]):
        unit = a.tokens[k]
        smaller = words.MULTIPLIERS.get(fold(unit.text[0]), 1)
        if smaller < a.factor and a.text.isdigit() and token.text.isdigit():
            a.text = str(int(a.text) * a.factor + int(token.text) * smaller)
            a.factor, a.joined = 1, True
            a.last, a.end = k, unit.start + (1 if smaller > 1 else 0)
            _money_in(a, unit, 1 if smaller > 1 else 0)
            return True
    if not (a.text.isdigit() and token.text.isdigit() and len(token.text) <= 3):
        return False
    a.text = f"{a.text}.{token.text}"
    a.last, a.end = a.last + 1, token.end
    return True


def _run_on(a: Attempt, token: Token) -> bool:
    """Read a multiplier with its currency in a script without spaces: 5万円, 3만원."""
    for size in (2, 1):
        factor = words.MULTIPLIERS.get(fold(token.text[:size]))
        if factor and len(token.text) > size:
            a.factor = factor
            a.last, a.end = a.last + 1, token.start + size
            _money_in(a, token, size)
            return True
    return not any(fold(token.text[:size]) in words.UNITS for size in (2, 1))


def _money_in(a: Attempt, token: Token, size: int) -> None:
    """Read the money word behind the first `size` characters of a run-on word."""
    rest = Token("w", token.text[size:], token.start + size, token.end)
    money = currencies.word_after([rest], 0, a.own, a.locale)
    if money is not None:
        a.after = money
        a.end = money.end


def _times(a: Attempt, k: int, *, glued: bool) -> bool | None:
    """Read `3x4.50` as a product, `2x coffee` and `8x 6.99` as a count; None if it is neither."""
    following = a.peek(k + 1)
    factor = following is not None and following.kind == "n"
    if factor and glued == a.line.glued(k + 1):
        return True
    if not glued:
        return True if factor else None
    a.factor = 0
    if len(a.text) <= 3 and a.text.isdigit():
        a.line.quantity = int(a.text)
    return False


def _sign_after(a: Attempt, token: Token, *, glued: bool) -> bool:
    k = a.last + 1
    text = token.text
    if text == "%":
        return False
    following = a.peek(k + 1)
    if text == "-" and glued and following is not None and a.line.glued(k + 1):
        phone = following.kind == "n" and len(a.text) + len(following.text) >= PHONE_DIGITS
        return not phone
    if text in "/,.:" and glued and k + 1 < len(a.tokens):
        dash = a.tokens[k + 1]
        if dash.text in _NO_COINS and dash.start == token.end:
            # 250/- and 12,- say that this is money and the coins are none.
            a.out.marked = True
            a.last, a.end = k + 1, dash.end
            if text == ":":
                code, _ = currencies.resolve("kr", a.own, a.locale)
                a.after = currencies.Money(code, Decimal(1), token.start, dash.end, sure=True)
            return followed(a) or True
    return True
