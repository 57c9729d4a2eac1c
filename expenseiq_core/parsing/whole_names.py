"""Known names that the scan cuts into pieces stand as one word: user1, john.doe, @Mary Ann."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from expenseiq_core.parsing.text import fold
from expenseiq_core.parsing.tokens import Token


def joined(tokens: list[Token], text: str, people: frozenset[str]) -> list[Token]:
    """Return the tokens of a text with each known name of several tokens as one."""
    names = _odd(people)
    if not names or not any(_may_begin(token, names) for token in tokens):
        return tokens
    found, i = [], 0
    while i < len(tokens):
        last = _name_from(tokens, i, text, names) if _may_begin(tokens[i], names) else i
        found.append(tokens[i] if last == i else _whole(tokens, i, last, text))
        i = last + 1
    return found


@lru_cache(maxsize=256)
def _odd(people: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the names that are no plain word, by the letters that they begin with."""
    names: dict[str, set[str]] = {}
    for name in people:
        # "Bob 2" beside Bob is two words: a number belongs to the person before it.
        if not name.isalpha() and not any(word.isdecimal() for word in name.split()):
            names.setdefault(_beginning(name), set()).add(name)
    return {beginning: frozenset(same) for beginning, same in names.items() if beginning}


def _beginning(name: str) -> str:
    return "".join(takewhile(str.isalpha, name))


def _may_begin(token: Token, names: dict[str, frozenset[str]]) -> bool:
    if token.kind == "w":
        return _beginning(token.folded) in names
    return token.kind == "@" and _beginning(fold(token.text[1:])) in names


def _name_from(tokens: list[Token], i: int, text: str, names: dict[str, frozenset[str]]) -> int:
    """Return the last token of the longest known name that begins at token `i`; `i`: of none."""
    at = tokens[i].kind == "@"
    if not at and i > 0 and tokens[i - 1].end == tokens[i].start and tokens[i - 1].kind == "n":
        return i  # 7u1
    start = tokens[i].start + at
    same = names[_beginning(fold(tokens[i].text[at:]))]
    longest = max(map(len, same))
    found = i
    for k in range(i + 1, len(tokens)):
        end = tokens[k].end
        if end - start > longest + 1:
            break
        if k + 1 < len(tokens) and tokens[k + 1].start == end and tokens[k + 1].kind in "nw":
            continue  # u1 in u12b
        name = fold(text[start:end].replace("_", " "))
        if name in same:
            found = k
    return found


def _whole(tokens: list[Token], i: int, last: int, text: str) -> Token:
    start, end = tokens[i].start, tokens[last].end
    token = Token(tokens[i].kind, text[start:end], start, end)
    token.folded = fold(token.text.replace("_", " ")) if token.kind == "w" else token.text
    return token
