"""What kind of message a line is by its words: question, small talk, income, refund."""

from __future__ import annotations

from typing import Final

from expenseiq_core.parsing.candidate import Candidate
from expenseiq_core.parsing.line import Line
from expenseiq_core.parsing.ranking import is_plain, position
from expenseiq_core.parsing.reading import Kind
from expenseiq_core.parsing.tables import words

_MOST_WORDS_OF_INCOME: Final = 2
_HOURS: Final = 24
_OPENERS: Final = words.LEADING_FILLERS | words.SPENT_VERBS


def is_question(line: Line) -> bool:
    """Whether a line asks something: it books nothing."""
    if line.text.rstrip().endswith(("?", "？", "؟")):
        return True
    tokens = line.tokens
    if len(tokens) < 2 or tokens[0].folded not in words.QUESTION_STARTS:
        return False
    return tokens[1].folded in words.AFTER_QUESTION


def is_small_talk(line: Line, best: Candidate) -> bool:
    """Whether a sentence with a bare number in its middle speaks of something else than money."""
    if is_plain(best) and _is_greeting(line):
        return True
    if line.tokens[0].folded not in words.CHATTER_STARTS or not is_plain(best):
        return False
    return position(line, best) != 2 and line.words.isdisjoint(words.SPENT_VERBS)


def _is_greeting(line: Line) -> bool:
    """Whether nothing but a wish is said: `happy birthday, 30 today!`."""
    said = {token.folded for token in line.left() if token.kind == "w"}
    return bool(said) and said in words.GREETINGS


def is_name(line: Line, best: Candidate) -> bool:
    """Whether the only number is part of a name, with words behind it: route 66 diner."""
    if not best.label or not is_plain(best):
        return False
    if position(line, best) != 2:
        return True
    return best.clock and best.value is not None and best.value <= _HOURS


def kind_of(line: Line, best: Candidate) -> Kind:
    """Return what the line books."""
    if best.sign == "+":
        return "income"
    said = [token.folded for token in line.left() if token.kind == "w"]
    if not words.REFUND_WORDS.isdisjoint(said):
        return "refund"
    if said and (best.sign == "-" or best.brackets) and best.first <= int(best.brackets):
        return "refund"
    if said and (said[0] in words.EARNING_WORDS or said[:2] == ["got", "paid"]):
        return "income"
    if said and said[0] in words.INCOME_WORDS and len(said) <= _MOST_WORDS_OF_INCOME:
        return "income"
    return "expense"


def take_fillers(line: Line, best: Candidate) -> None:
    """Take "I spent ... on" out of "I spent 12 on lunch", and "for" out of "20 for pizza"."""
    first = 0
    if not line.words.isdisjoint(words.SPENT_VERBS):
        while first < len(line.tokens) and line.tokens[first].folded in _OPENERS:
            first += 1
        if any(line.tokens[i].folded in words.SPENT_VERBS for i in range(first)):
            line.take(0, first - 1)
    before = best.first - 1
    if before > 0 and line.tokens[before].folded in words.PRICE_WORDS and not line.taken[before]:
        line.take(before, before)
    k = best.last + 1
    opens = all(line.taken[:k]) and k + 1 < len(line.tokens)
    if opens and line.tokens[k].folded in words.PREPOSITIONS and not line.taken[k]:
        line.take(k, k)
