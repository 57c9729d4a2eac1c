"""`make soak`: every date of forty years in every time zone, at several times of day."""

from __future__ import annotations

import pytest

from tests.domain.clocks import DAY, FIRST, LAST, TIMES, check, zones

DATES = [FIRST + DAY * n for n in range((LAST - FIRST).days + 1)]


@pytest.mark.parametrize("zone", zones())
def test_every_date_has_its_time(zone):
    for at in TIMES:
        check(DATES, at, zone)
