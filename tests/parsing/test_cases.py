"""Messages that break parsers, and how each is read: the tables in `cases/`."""

from __future__ import annotations

from decimal import Decimal

import pytest

from expenseiq_core.parsing.message import read
from tests.parsing.conftest import cases, context


def _value(message, key):
    reading = message.first
    split, recurring = reading.split, reading.recurring
    plain = {
        "date": reading.date and reading.date.isoformat(),
        "tags": list(reading.tags),
        "participants": list(reading.participants),
        "problem": reading.problem and reading.problem.code,
        "items": [[r.description, r.amount] for r in message.readings],
        "mode": split and split.mode,
        "count": split and split.count,
        "includes_me": split and split.includes_me,
        "recurring": recurring and recurring.cadence,
        "day": recurring and recurring.day,
        "shares": split and {p.name: _share(p, reading) for p in split.people},
    }
    return plain[key] if key in plain else getattr(reading, key)


def _share(person, reading):
    if person.percent is not None:
        return f"{person.percent}%"
    if person.exact is not None:
        return person.exact
    return reading.amount - sum(p.exact for p in reading.split.people if p.exact is not None)


def _expected(key, value):
    if key == "amount" and value is not None:
        return Decimal(value)
    if key == "items":
        return [[words, Decimal(amount)] for words, amount in value]
    if key == "shares":
        return {name: v if v.endswith("%") else Decimal(v) for name, v in value.items()}
    return value


def _reads(row):
    message = read(row["text"], context(row.get("as", "")))
    return {key: _value(message, key) for key in row["reads"]}, message


@pytest.mark.parametrize("row", [*cases("traps.jsonl"), *cases("money.jsonl")])
def test_message_is_read_as_meant(row):
    got, _ = _reads(row)
    assert got == {key: _expected(key, value) for key, value in row["reads"].items()}


@pytest.mark.parametrize("row", cases("ambiguous.jsonl"))
def test_ambiguous_message_offers_the_other_reading(row):
    got, message = _reads(row)
    assert got == {key: _expected(key, value) for key, value in row["reads"].items()}
    if "or" in row:
        assert message.first.alternatives


def _told(reading):
    """Say a reading in one line, as `everyday.jsonl` has it."""
    if reading.amount is None:
        return f"None({reading.problem.code})" if reading.problem else "None"
    parts = [
        f"{reading.amount.normalize():f}",
        reading.currency,
        reading.date and f"@{reading.date}",
        None if reading.kind == "expense" else reading.kind,
    ]
    return " ".join(part for part in parts if part) + f" = {reading.description}"


@pytest.mark.parametrize("row", cases("everyday.jsonl"))
def test_everyday_message(row):
    readings = read(row["text"], context(row["as"], date_order=None)).readings
    assert " ; ".join(map(_told, readings)) == row["says"]
