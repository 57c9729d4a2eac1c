"""The European Central Bank's feed of reference rates: its XML, read strictly.

    <gesmes:Envelope …><Cube><Cube time="2026-11-20"><Cube currency="USD" rate="1.0823"/>…

It comes over the network, so nothing in it is believed that is not as it should be: one wrong
value, and none of it is taken. Document types, and with them entities, are refused unseen.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final
from xml.parsers import expat

from expenseiq_core.domain.currencies import CODES

LARGEST: Final = 1 << 20
"""Bytes. Ninety days of thirty currencies are an eighth of that."""
_MOST_DAYS: Final = 100
_ENVELOPE: Final = "http://www.gesmes.org/xml/2002-08-01 Envelope"
_CUBE: Final = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref Cube"
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RATE: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")

Rates = Mapping[dt.date, Mapping[str, Decimal]]
"""Day -> currency -> its units for one euro."""


class FeedError(ValueError):
    """The feed is not what it should be; the message says what is wrong."""


def rates_in(feed: bytes, *, today: dt.date) -> Rates:
    """Return all rates of a feed, of currencies that we know; raises FeedError."""
    if len(feed) > LARGEST:
        raise FeedError("too long")
    reader = _Reader(today)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(feed, True)
    except FeedError:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:  # these: of its encoding
        raise FeedError(f"no XML: {error}") from None
    if not reader.found:
        raise FeedError("no rates in it")
    return reader.found


def _refuse(*_: object) -> None:
    raise FeedError("it has a document type")


class _Reader:
    """Collects days and rates from the elements of a feed."""

    def __init__(self, today: dt.date) -> None:
        self.found: dict[dt.date, dict[str, Decimal]] = {}
        self._latest = today + dt.timedelta(days=1)
        """Somewhere it is tomorrow already."""
        self._path: list[str] = []
        self._day: dict[str, Decimal] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name != _ENVELOPE:
            raise FeedError("it is something else")
        self._path.append(name)
        if name != _CUBE or not attributes:
            return
        if set(attributes) == {"time"} and len(self._path) == 3:
            self._begin(attributes["time"])
        elif set(attributes) == {"currency", "rate"} and self._day is not None:
            self._add(self._day, attributes["currency"], attributes["rate"])
        else:
            raise FeedError(f"what is {sorted(attributes)}?")

    def end(self, _name: str) -> None:
        self._path.pop()
        if len(self._path) == 2:
            self._day = None

    def _begin(self, text: str) -> None:
        try:
            day = dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None or day > self._latest or day in self.found:
            raise FeedError(f"a day is {text[:20]!r}")
        if len(self.found) == _MOST_DAYS:
            raise FeedError("too many days")
        self._day = self.found.setdefault(day, {})

    def _add(self, day: dict[str, Decimal], currency: str, text: str) -> None:
        rate = Decimal(text) if _RATE.fullmatch(text) else Decimal(0)
        if not (_CURRENCY.fullmatch(currency) and currency not in day and rate > 0):
            raise FeedError(f"the rate of {currency[:20]!r} is {text[:20]!r}")
        if currency in CODES and currency != "EUR":
            day[currency] = rate
