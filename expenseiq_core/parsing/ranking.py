"""Which of several numbers is the amount.

A currency beside it, a multiplier, a sign, decimals; else the last number, at the end rather than
in the middle. Counts, labels and years come last.
"""

from __future__ import annotations

from typing import Final

from expenseiq_core.parsing.candidate import Candidate
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.tables import words
from expenseiq_core.parsing.text import fold
from expenseiq_core.parsing.tokens import Token

_AT_END: Final = 2
Rank = tuple[bool, bool, bool, bool, bool, bool, int, int]


def best_of(line: Line, found: list[Candidate]) -> Candidate:
    """Return the likeliest candidate."""
    if len(found) == 1:
        return found[0]
    last = found[-1].first
    _trust_price(line, found)
    return max(found, key=lambda candidate: _rank(line, candidate, last))


def _rank(line: Line, candidate: Candidate, last: int) -> Rank:
    spread = candidate.multiplied and not candidate.weak
    if spread and candidate.first == 0 and last > candidate.last:
        spread = False  # "4k tv 399"
    return (
        candidate.value is not None or candidate.problem != "malformed",
        candidate.marked,
        spread,
        bool(candidate.sign),
        candidate.decimals > 0,
        not candidate.weak,
        position(line, candidate),
        candidate.first,
    )


def _trust_price(line: Line, found: list[Candidate]) -> None:
    """Take "for 40" at the end for the price if it is the largest number: 2 shirts for 40."""
    price = found[-1]
    if price.price and price.value is not None and position(line, price) == _AT_END:
        price.weak = any(c.value is not None and c.value > price.value for c in found[:-1])


def position(line: Line, candidate: Candidate) -> int:
    """Return 2 for a number at the end of what is said, 1 at its start, 0 in the middle."""
    rest = range(candidate.last + 1, len(line.tokens))
    after = [line.tokens[i] for i in rest if not line.taken[i] and line.tokens[i].kind != "p"]
    if not after or (after[-1] is line.tokens[-1] and _names_category(line, after)):
        return _AT_END
    before = (line.tokens[i] for i in range(candidate.first) if not line.taken[i])
    if all(token.kind == "p" or token.folded in words.LEADING_FILLERS for token in before):
        return 1
    return 0


def _names_category(line: Line, tokens: list[Token]) -> bool:
    return fold(line.text[tokens[0].start : tokens[-1].end]) in line.context.categories


def _in_turn(line: Line, found: list[Candidate]) -> bool:
    """Whether single words and plain numbers take turns: `chai 20 samosa 30` is two, or neither."""
    kinds = [token.kind for token in line.tokens if token.kind != "p"]
    if kinds != ["w", "n"] * len(found) or any(line.taken) or found[-1].price:
        return False
    names = (line.tokens[0].text, line.tokens[found[-1].first - 1].text)
    # "Ikea 365 Teller 20" and "Rossmann 24 30" begin with a name.
    return not any(name[:1].isupper() for name in names)


def is_plain(candidate: Candidate) -> bool:
    """Whether nothing but its place speaks for a number being money."""
    return not (candidate.marked or candidate.multiplied or candidate.sign or candidate.decimals)


def is_unclear(line: Line, best: Candidate, found: list[Candidate]) -> bool:
    """Whether two plain numbers with words after each may both be meant: `2 coffees 3 donuts`."""
    if not is_plain(best) or best.weak:
        return False
    if position(line, best) == _AT_END and not _in_turn(line, found):
        return False
    rivals = (c for c in found if c is not best and c.value is not None and not c.weak)
    return any(is_plain(rival) for rival in rivals)
