"""Find the numbers of a line that may be money, with the currency, sign and multiplier beside them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from expenseiq_core.domain.currencies import exponent
from expenseiq_core.parsing import currencies
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.numbers import Number, read_number
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.tables.keywords import KEYWORDS
from expenseiq_core.parsing.text import fold
from expenseiq_core.parsing.tokens import Token

_ORDINALS: Final = frozenset("st nd rd th er ere eme º ª ый ая ое го ой й я ого".split())
_TIMES: Final = frozenset("x х × *".split())
_NO_COINS: Final = frozenset("-–—=")
_ANY_FINENESS: Final = 9
"""Decimals of a number that is multiplied: 1.125k is fine."""
_SPACE_GROUPING: Final = frozenset(
    "fr ru uk pl cs sk sv nb nn no fi bg hu be kk et lv lt pt ky uz".split()
)


@dataclass(slots=True)
class Candidate:
    """A number that may be the amount."""

    first: int  # tokens
    last: int
    start: int  # characters
    end: int
    value: Decimal | None
    other: Decimal | None = None
    problem: str | None = None
    currency: str | None = None
    marked: bool = False  # a currency stands beside it
    multiplied: bool = False
    sign: str = ""
    decimals: int = 0
    weak: bool = False  # a label, a count or a year: money only if nothing else is
    label: bool = False  # a word before it makes it a name or a count: room 204, with 3 friends
    brackets: bool = False
    doubtful_currency: bool = False
    times: int | None = None  # "x2" behind it
    parts: int | None = None  # "/ 3" behind it
    scale: Decimal = Decimal(1)


def candidates(line: Line) -> list[Candidate]:
    """Return every number of the line that may be money, in order."""
    found: list[Candidate] = []
    i, count = 0, len(line.tokens)
    while i < count:
        if line.tokens[i].kind != "n" or line.taken[i]:
            i += 1
            continue
        candidate = _Reader(line, i).read()
        if candidate is not None:
            found.append(candidate)
            i = candidate.last
        i += 1
    return found


class _Reader:
    """Reads one number: what stands before it, its digits, and what follows."""

    def __init__(self, line: Line, i: int) -> None:
        self.line = line
        self.tokens = line.tokens
        self.i = i
        self.last = i
        self.own = line.context.currency
        self.locale = line.context.locale
        token = line.tokens[i]
        self.end = token.end
        self.text = token.text
        self.before: currencies.Money | None = None
        self.after: currencies.Money | None = None
        self.factor = 1
        self.joined = False
        self.out = Candidate(i, i, token.start, token.end, None)

    def read(self) -> Candidate | None:
        """Return the candidate, or None if the number is plainly something else."""
        if not self._preceded():
            return None
        self._join_groups()
        if not self._followed():
            return None
        return self._finished()

    def _next(self) -> Token | None:
        k = self.last + 1
        return self.tokens[k] if k < len(self.tokens) and not self.line.taken[k] else None

    # What stands before.

    def _preceded(self) -> bool:
        """Look at what stands before; False if the number is a part of a name."""
        i = self.i
        if i == 0:
            return True
        token, glued = self.tokens[i - 1], self.line.glued(i)
        if token.kind == "s":
            self._mark_before(i - 1, currencies.symbol(token, self.own, self.locale))
            return True
        if token.kind == "w":
            return self._after_word(i - 1, glued=glued)
        if token.kind == "p":
            return self._after_sign(i - 1, glued=glued)
        return not glued or token.kind == "n"

    def _after_word(self, k: int, *, glued: bool) -> bool:
        token = self.tokens[k]
        money = None
        if not self.line.taken[k]:
            money = currencies.word_before(token, self.own, self.locale)
        if money is not None and not self._claimed(k):
            self._mark_before(k, money)
            return True
        if glued:
            times = token.folded in _TIMES and k > 0 and self.tokens[k - 1].kind == "n"
            return times or currencies.glued_script(token.text[-1])
        label = token.folded in words.LABELS or token.folded in words.COUNT_BEFORE
        self.out.weak = self.out.label = label
        return True

    def _claimed(self, k: int) -> bool:
        """Whether the money word belongs to the number before it: `5 eur 3 usd`."""
        if k == 0 or self.tokens[k - 1].kind != "n":
            return False
        return True

    def _after_sign(self, k: int, *, glued: bool) -> bool:
        sign = self.tokens[k].text
        apart = not self.line.glued(k)
        if sign in "+-" and glued:
            if not apart and self.tokens[k - 1].kind == "w":
                # "lunch-12" is money, "wd-40" and "covid-19" are names.
                return sign == "+" or self.tokens[k - 1].folded in KEYWORDS
            if apart or self.tokens[k - 1].kind == "s":
                self._sign(k)
                if k > 0 and self.tokens[k - 1].kind == "s":
                    self._mark_before(k - 1, currencies.symbol(self.tokens[k - 1], self.own, self.locale))
            return True
        if sign == "(" and glued:
            self.out.brackets = True
        if sign == "." and k > 0 and self.line.glued(k) and self.tokens[k - 1].kind == "w":
            self._mark_before(k - 1, currencies.word_before(self.tokens[k - 1], self.own, self.locale))
        if sign in "#№":
            self.out.weak = self.out.label = True
        if sign == "/" and glued and not apart:
            return self.tokens[k - 1].kind == "n"
        return True

    def _sign(self, k: int) -> None:
        self.out.sign = self.tokens[k].text
        self.out.first, self.out.start = k, self.tokens[k].start

    def _mark_before(self, k: int, money: currencies.Money | None) -> None:
        if money is None:
            return
        self.before = money
        self.out.first, self.out.start = k, money.start
        j = k - 1
        if j >= 0 and self.tokens[j].text in {"+", "-"} and self.line.glued(k) and not self.line.glued(j):
            self._sign(j)

    # The digits themselves.

    def _join_groups(self) -> None:
        """Join `48 000` and `1 234,56`: groups of three after single spaces."""
        tokens, line = self.tokens, self.line
        if len(self.text) > 3 or not self.text.isdigit() or self.text.startswith("0"):
            return
        k, joined = self.i + 1, [self.text]
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
        if len(joined) > 1 and self._is_grouped(joined, k):
            self.last = k - 1
            self.text = "\u00a0".join(joined)
            self.end = tokens[k - 1].end

    def _is_grouped(self, joined: list[str], k: int) -> bool:
        if len(joined) > 2 or joined[-1] == "000" or len(joined[-1]) > 3 or self.before is not None:
            return True
        if k < len(self.tokens):
            following = self.tokens[k]
            if following.kind == "s" and not (self.line.glued(k + 1) if k + 1 < len(self.tokens) else False):
                return True
            if following.kind == "w" and currencies.word_after(self.tokens, k, self.own, self.locale):
                return True
        if self.locale.partition("_")[0].partition("-")[0] not in _SPACE_GROUPING or self.out.weak:
            return False
        before = self.tokens[self.i - 1] if self.i else None
        # "Ленина 5 255" is an address and its amount; "продукты 1 250" is one number.
        return before is None or before.kind != "w" or not before.text[:1].isupper()

    # What follows.

    def _followed(self) -> bool:
        """Look at what follows; False if the number counts or measures something."""
        token = self._next()
        if token is None:
            return True
        glued = token.start == self.end
        if token.kind == "s":
            return self._symbol_after(token, glued=glued)
        if token.kind == "w":
            return self._word_after(token, glued=glued)
        if token.kind == "p":
            return self._sign_after(token, glued=glued)
        return not (glued and token.kind == "x")

    def _symbol_after(self, token: Token, *, glued: bool) -> bool:
        k = self.last + 1
        number_next = k + 1 < len(self.tokens) and self.tokens[k + 1].kind == "n"
        touching = number_next and self.line.glued(k + 1)
        if touching and not glued:
            return True  # the sign belongs to the number after it
        self._mark_after(k, currencies.symbol(token, self.own, self.locale))
        if touching and len(self.tokens[k + 1].text) == 2 and self.text.isdigit():
            self.text = f"{self.text}.{self.tokens[k + 1].text}"
            self.last, self.end = k + 1, self.tokens[k + 1].end
        return True

    def _mark_after(self, k: int, money: currencies.Money | None) -> None:
        if money is None:
            return
        self.after = money
        while k < len(self.tokens) and self.tokens[k].end <= money.end:
            self.last = k
            k += 1
        self.end = money.end

    def _word_after(self, token: Token, *, glued: bool) -> bool:
        k = self.last + 1
        folded = token.folded
        if glued and folded in _ORDINALS:
            return False
        if folded in _TIMES and self._times(k, glued=glued) is not None:
            return bool(self.factor)
        multiplier = self._multiplier(token, glued=glued)
        if multiplier:
            self.factor = multiplier
            self.last, self.end = k, token.end
            return self._after_multiplier()
        money = currencies.word_after(self.tokens, k, self.own, self.locale)
        if money is not None and not self._belongs_to_next(k, money):
            return self._money_after(k, money)
        if currencies.glued_script(token.text[0]) and glued:
            return self._run_on(token)
        return not glued and folded not in words.UNITS and not self._is_phrase_unit(token)

    def _is_phrase_unit(self, token: Token) -> bool:
        return token.folded.rstrip(".") in words.UNITS

    def _belongs_to_next(self, k: int, money: currencies.Money) -> bool:
        """Whether the money word is glued to the next number instead: `5 rs20`."""
        return (
            k + 1 < len(self.tokens)
            and self.tokens[k + 1].kind == "n"
            and self.line.glued(k + 1)
            and not self.line.glued(k)
            and money.end == self.tokens[k].end
        )

    def _money_after(self, k: int, money: currencies.Money) -> bool:
        token = self.tokens[k]
        if not self.line.glued(k) and token.folded in words.UNITS and not money.sure:
            return False
        following = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        if following is not None and following.kind == "n" and self._are_coins(k, following):
            self.text = f"{self.text}.{following.text}"
            self._mark_after(k, money)
            self.last, self.end = k + 1, following.end
            return True
        if following is not None and following.folded == "of" and token.folded.startswith("pound"):
            return False  # five pounds of apples
        if not money.sure and following is not None and following.kind == "w":
            return not self.line.glued(k)  # "20 all you can eat": a word like any other
        glued_number = following is not None and following.kind == "n" and self.line.glued(k + 1)
        if glued_number and token.folded == "e":
            self.out.problem = "malformed"  # 1e3
            self.last, self.end = k + 1, self.tokens[k + 1].end
            return True
        self.out.doubtful_currency = not money.sure
        self._mark_after(k, money)
        return True

    def _are_coins(self, k: int, following: Token) -> bool:
        """Whether the number after the money word counts its coins: 3 Euro 50, 12zł50, 3块5."""
        if not (self.text.isdigit() and following.text.isdigit()) or self.line.taken[k + 1]:
            return False
        word = self.tokens[k]
        if self.line.glued(k + 1):
            glyph = currencies.glued_script(word.text[0])
            return len(following.text) == (1 if glyph else 2) and (glyph or len(word.text) > 1)
        return len(following.text) == 2 and k + 2 == len(self.tokens) and len(word.text) > 2

    def _multiplier(self, token: Token, *, glued: bool) -> int:
        folded = token.folded
        factor = words.MULTIPLIERS.get(folded, 0)
        return 0 if not glued and folded in words.GLUED_ONLY_MULTIPLIERS else factor

    def _after_multiplier(self) -> bool:
        token = self._next()
        if token is None:
            return True
        if token.kind == "n" and token.start == self.end:
            return self._compound(token)
        if token.kind == "s":
            return self._symbol_after(token, glued=token.start == self.end)
        if token.kind == "p" and token.text == ".":
            self.last, self.end = self.last + 1, token.end
            token = self._next()
        if token is not None and token.kind == "w":
            money = currencies.word_after(self.tokens, self.last + 1, self.own, self.locale)
            if money is not None and money.sure:
                self._mark_after(self.last + 1, money)
            elif token.folded in _DISPLAYS:
                return False
        return True

    def _compound(self, token: Token) -> bool:
        """Read `1tr2` (1.2 million), `2k5` (2500) and `1만2천원` (12,000)."""
        k = self.last + 2
        if k < len(self.tokens) and self.line.glued(k) and currencies.glued_script(self.tokens[k].text[0]):
            unit = self.tokens[k]
            smaller = words.MULTIPLIERS.get(fold(unit.text[0]), 1)
            if smaller < self.factor and self.text.isdigit() and token.text.isdigit():
                self.text = str((int(self.text) * self.factor + int(token.text) * smaller))
                self.factor, self.joined = 1, True
                self.last, self.end = k, unit.start + (1 if smaller > 1 else 0)
                self._money_in(unit, 1 if smaller > 1 else 0)
                return True
        if not (self.text.isdigit() and token.text.isdigit() and len(token.text) <= 3):
            return False
        self.text = f"{self.text}.{token.text}"
        self.last, self.end = self.last + 1, token.end
        return True

    def _run_on(self, token: Token) -> bool:
        """Read a multiplier with its currency in a script without spaces: 5万円, 3만원."""
        for size in (2, 1):
            factor = words.MULTIPLIERS.get(fold(token.text[:size]))
            if factor and len(token.text) > size:
                self.factor = factor
                self.last, self.end = self.last + 1, token.start + size
                self._money_in(token, size)
                return True
        return not any(fold(token.text[:size]) in words.UNITS for size in (2, 1))

    def _money_in(self, token: Token, size: int) -> None:
        """Read the money word behind the first `size` characters of a run-on word."""
        rest = Token("w", token.text[size:], token.start + size, token.end)
        money = currencies.word_after([rest], 0, self.own, self.locale)
        if money is not None:
            self.after = money
            self.end = money.end

    def _times(self, k: int, *, glued: bool) -> bool | None:
        """Read `3x4.50` as a product and `2x coffee` as a count; None if it is neither."""
        if k + 1 < len(self.tokens) and self.tokens[k + 1].kind == "n":
            self.out.times = k + 1
            return True
        if glued:
            self.factor = 0
            if len(self.text) <= 3 and self.text.isdigit():
                self.line.quantity = int(self.text)
            return False
        return None

    def _sign_after(self, token: Token, *, glued: bool) -> bool:
        k = self.last + 1
        text = token.text
        if text == "%":
            return False
        if text in "/,.:" and glued and k + 1 < len(self.tokens):
            dash = self.tokens[k + 1]
            if dash.text in _NO_COINS and dash.start == token.end:
                # 250/- and 12,- say that this is money and the coins are none.
                self.out.marked = True
                self.last, self.end = k + 1, dash.end
                if text == ":":
                    code, _ = currencies.resolve("kr", self.own, self.locale)
                    self.after = currencies.Money(code, Decimal(1), token.start, dash.end, sure=True)
                return self._followed() or True
        return True

    # All together.

    def _finished(self) -> Candidate:
        out, money = self.out, self.after or self.before
        if self.after is not None and self.before is not None and self.after.scale < 1:
            money = self.before  # £5.50p
        digits = self.line.exponent
        if money is not None:
            out.marked = True
            out.currency = money.code
            both = self.after is not None and self.before is not None
            out.scale = Decimal(1) if both and self.before.scale == 1 else money.scale
            if money.code is not None:
                digits = exponent(money.code)
        out.last, out.end = self.last, self.end
        scaled = self.factor > 1 or out.scale != 1
        number = read_number(self.text, self.line.mark, _ANY_FINENESS if scaled else digits)
        self._take_value(number)
        out.multiplied = self.factor > 1 or self.joined
        token = self.tokens[out.first]
        if not out.marked and not out.multiplied and out.decimals == 0 and token.kind == "n":
            year = self.text
            out.weak = out.weak or (len(year) == 4 and year[:2] in {"19", "20"} and year.isdigit())
        return out

    def _take_value(self, number: Number) -> None:
        out, by = self.out, self.factor * self.out.scale
        if out.problem == "malformed":
            return
        out.value = None if number.value is None else number.value * by
        out.other = None if number.other is None else number.other * by
        out.problem = number.problem
        out.decimals = number.decimals


_DISPLAYS: Final = frozenset(
    "tv tvs monitor monitors display displays video videos camera cameras screen uhd run race"
    " projector webcam телевизор монитор fernseher".split()
)
