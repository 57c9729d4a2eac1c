"""The feed of rates: read whole, or not at all."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.parsing.rate_feed import LARGEST, FeedError, rates_in

TODAY = dt.date(2026, 11, 20)
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
                 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
  <Cube>
    <Cube time='2026-11-20'>
      <Cube currency='USD' rate='1.0823'/>
      <Cube currency='JPY' rate='175'/>
      <Cube currency='XXQ' rate='3.5'/>
    </Cube>
    <Cube time="2026-11-19"><Cube currency="USD" rate="1.08"/></Cube>
  </Cube>
</gesmes:Envelope>
"""


def test_days_and_currencies_are_read_as_decimals():
    assert rates_in(FEED.encode(), today=TODAY) == {
        dt.date(2026, 11, 20): {"USD": Decimal("1.0823"), "JPY": Decimal(175)},
        dt.date(2026, 11, 19): {"USD": Decimal("1.08")},
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.0823", "0"),
        ("1.0823", "-1.0823"),
        ("1.0823", "1,0823"),
        ("1.0823", "1e3"),
        ("1.0823", "NaN"),
        ("1.0823", "١"),
        ("1.0823", ""),
        ("1.0823", "1" * 30),
        ("2026-11-19", "2026-11-20"),
        ("2026-11-20", "2026-11-22"),
        ("2026-11-20", "2026-02-30"),
        ("2026-11-20", "20261120"),
        ("2026-11-20", "today"),
        ("'JPY'", "'USD'"),
        ("'JPY'", "'jpy'"),
        ("'JPY'", "'YEN '"),
        ("'JPY' rate", "'JPY' price"),
        ("<Cube>", "<Cube time='2026-11-18'>"),
        ("<Cube>", "<Cube currency='USD' rate='1'>"),
        ("gesmes.org", "example.org"),
        ("</gesmes:Envelope>", ""),
        ("time=", "day="),
        ("eurofxref", "other"),
    ],
)
def test_one_thing_wrong_and_nothing_is_taken(old, new):
    assert old in FEED
    with pytest.raises(FeedError):
        rates_in(FEED.replace(old, new).encode(), today=TODAY)


def test_a_page_is_no_feed():
    with pytest.raises(FeedError, match="something else"):
        rates_in(b"<html><Cube/></html>", today=TODAY)


BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_anything_of_it_is_read(encoding):
    declared = BOMB.replace('"1.0"', f'"1.0" encoding="{encoding}"')
    feed = declared + FEED.partition("?>")[2].replace("European", "&b;&c;")
    with pytest.raises(FeedError, match="document type"):
        rates_in(feed.encode(encoding), today=TODAY)


@pytest.mark.parametrize("encoding", ["nobodys", "utf-7", "idna", "zlib_codec"])
def test_an_encoding_that_is_none_is_no_feed(encoding):
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{FEED.partition("?>")[2]}'
    with pytest.raises(FeedError, match="no XML"):
        rates_in(declared.encode(), today=TODAY)


def test_what_is_too_long_is_not_read():
    with pytest.raises(FeedError, match="too long"):
        rates_in(b" " * (LARGEST + 1), today=TODAY)


def test_more_days_than_ninety_are_something_else():
    days = (TODAY - dt.timedelta(days=n) for n in range(101))
    cubes = "".join(f"<Cube time='{day}'/>" for day in days)
    with pytest.raises(FeedError, match="too many days"):
        rates_in((FEED.partition("<Cube>")[0] + f"<Cube>{cubes}").encode(), today=TODAY)


@given(st.binary(max_size=200), st.integers(0, len(FEED)), st.integers(0, 80))
def test_a_damaged_feed_is_refused_or_read_but_never_breaks(noise, at, length):
    damaged = FEED.encode()[:at] + noise + FEED.encode()[at + length :]
    try:
        found = rates_in(damaged, today=TODAY)
    except FeedError:
        return
    assert all(rate > 0 for day in found.values() for rate in day.values())
