from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter

from expenseiq_core.domain.spread import OVER, spread

EIGHT = dt.datetime(2026, 11, 19, 8, tzinfo=dt.UTC)
KEY = uuid.UUID("019a9b1c-0000-7000-8000-0000000000ff")


def test_what_is_due_on_the_hour_comes_a_little_later_and_always_at_the_same_time():
    assert spread(EIGHT, KEY) == spread(EIGHT, KEY)
    assert EIGHT < spread(EIGHT, KEY) < EIGHT + OVER
    assert spread(EIGHT + dt.timedelta(days=1), KEY) - spread(EIGHT, KEY) == dt.timedelta(days=1)


def test_a_time_that_somebody_chose_to_the_minute_is_kept():
    for at in (EIGHT.replace(minute=7), EIGHT.replace(second=1)):
        assert spread(at, KEY) == at


def test_many_are_spread_evenly():
    keys = [uuid.uuid5(KEY, str(number)) for number in range(6_000)]
    minutes = Counter((spread(EIGHT, key) - EIGHT).seconds // 60 for key in keys)
    assert set(minutes) == {0, 1, 2, 3, 4}
    assert max(minutes.values()) < 1_400
