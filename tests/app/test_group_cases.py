"""Groups with known balances, through the real command line: what is computed here knows no code
of ours, only fractions.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from tests.app.test_chat import CHAT, environment

ASSUMED = (
    "--at",
    "2026-11-18T12:00",
    "--currency",
    "EUR",
    "--locale",
    "en_GB",
    "--timezone",
    "UTC",
)
UNITS = {"EUR": 100, "USD": 100, "GBP": 100, "JPY": 1, "KWD": 1000}
HAD = re.compile(r"(\w+)(?:([*=+-])(-?[\d.]+))?")


def cases():
    """Yield the title, the people and the rows of each case."""
    table = Path(__file__).with_name("group_cases.txt").read_text(encoding="utf-8")
    for section in table.split("\n## ")[1:]:
        head, *rows = section.strip().splitlines()
        title, _, names = head.partition(": ")
        yield pytest.param(names.split(), [r for r in rows if "|" in r], id=title)


def amounts(paid):
    """Return who paid what, in minor units, and in which currency."""
    words = paid.split()
    currency = words.pop(0) if words[0].isupper() else "EUR"
    numbers = map(Fraction, words[1::2])
    return currency, {w: n * UNITS[currency] for w, n in zip(words[::2], numbers, strict=True)}


def parts(total, had, units):
    """Return what each had of a total, exactly, in minor units."""
    fixed, heads = defaultdict(Fraction), defaultdict(Fraction)
    for name, sign, number in HAD.findall(had):
        if sign == "=":
            fixed[name] += Fraction(number) * units
        else:
            heads[name] += Fraction(number) if sign == "*" else 1
            fixed[name] += Fraction(f"{sign}{number}") * units if sign in ("+", "-") and sign else 0
    rest = total - sum(fixed.values())
    return {
        name: fixed[name] + (rest * heads[name] / sum(heads.values()) if heads[name] else 0)
        for name in {*fixed, *heads}
    }


def expected(rows):
    """Return the exact balances, and how many units each may be off for odd ones."""
    entries = {}
    for row in rows:
        _, effect, *had = (column.strip() for column in row.split(" | "))
        number = re.match(r"#(\d+) ?", effect)
        key = int(number[1]) if number else len(entries) + 1
        paid = effect[number.end() :] if number else effect
        entries[key] = None
        if had:
            currency, payments = amounts(paid)
            shares = parts(sum(payments.values()), had[0], UNITS[currency])
            entries[key] = (currency, payments, shares)
    balances = defaultdict(lambda: defaultdict(Fraction))
    slack = defaultdict(lambda: defaultdict(int))
    for entry in entries.values():
        if entry is not None:
            currency, payments, shares = entry
            for name in {*payments, *shares}:
                share = shares.get(name, Fraction(0))
                balances[currency][name] += payments.get(name, 0) - share
                slack[currency][name] += share.denominator != 1
    return balances, slack


def least(balances):
    """Return the fewest payments that make these whole balances even, by trying all divisions."""
    owing = tuple(sorted(b for b in balances if b))

    @cache
    def groups(left):
        if not left:
            return 0
        first, rest = left[0], left[1:]
        found = 0
        for size in range(1, len(rest) + 1):
            for chosen in set(combinations(range(len(rest)), size)):
                if first + sum(rest[i] for i in chosen) == 0:
                    others = tuple(b for i, b in enumerate(rest) if i not in chosen)
                    found = max(found, 1 + groups(others))
        return found

    return len(owing) - groups(owing)


def conversation(names, rows):
    """Return what is typed: everybody joins, then the case, then the questions."""
    said = [f"{name}: /join" for name in names]
    said += [row.partition(" | ")[0].replace("\\", "\\\n") for row in rows]
    return [*said, f"{names[0]}: balance", f"{names[0]}: settle"]


def minor(amount, currency):
    units = Fraction(amount) * UNITS[currency]
    assert units.denominator == 1, f"{amount} {currency}"
    return int(units)


@pytest.mark.parametrize(("names", "rows"), list(cases()))
def test_balances_and_payments_are_those_of_independent_arithmetic(names, rows, database_url):
    said = conversation(names, rows)
    ended = subprocess.run(
        [*CHAT, *ASSUMED, "--in", "Lisbon", "--as", names[0], "--json"],
        input="".join(f"{line}\n" for line in said), env=environment(database_url),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(answers) == len(said)
    for text, answer in zip(said, answers, strict=True):
        assert not answer["data"].get("error"), f"{text}\n{answer['text']}"
        assert answer["text"], text
    balances, slack = expected(rows)
    kept = check_balances(answers[-2]["data"]["balances"], balances, slack)
    check_payments(answers[-1]["data"]["transfers"], kept)


def check_balances(told, balances, slack):
    """Compare balances, and return those that were told in minor units, without zeros."""
    kept = {}
    for currency in {*told, *balances}:
        got = {n: minor(a, currency) for n, a in told.get(currency, {}).items()}
        assert sum(got.values()) == 0
        exact = balances.get(currency, {})
        for name in {*got, *exact}:
            off = abs(got.get(name, 0) - exact.get(name, 0))
            most = slack[currency][name]
            assert off == 0 if not most else off < most, f"{name} {currency}: {got} {dict(exact)}"
        kept[currency] = {name: b for name, b in got.items() if b}
    return kept


def check_payments(transfers, kept):
    """Check that these payments make everybody even, and that they are the fewest."""
    for currency, own in kept.items():
        rows = [t for t in transfers if t["currency"] == currency]
        left = dict(own)
        for row in rows:
            amount = minor(row["amount"], currency)
            assert amount > 0
            left[row["from"]] += amount
            left[row["to"]] -= amount
        assert not any(left.values())
        assert len(rows) == least(own.values()), rows
    assert {t["currency"] for t in transfers} == {c for c, own in kept.items() if own}


def test_the_table_is_worth_its_name():
    assert len(list(cases())) > 20
    assert sum(len(case.values[1]) for case in cases()) > 80
