"""A digest a day, at the hour of one's own clock, also where clocks are changed."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from tests.dialog.conftest import Conversation
from tests.dialog.noticing import Noticing

HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("zone", "first", "days"),
    [
        ("Europe/Berlin", dt.date(2026, 10, 22), 6),
        ("America/Santiago", dt.date(2026, 9, 3), 6),
    ],
)
async def test_one_a_day_at_eight(sessions, zone, first, days):
    noticing, local = Noticing(sessions), ZoneInfo(zone)
    mia = Conversation(sessions, timezone=zone)
    mia.at = dt.datetime.combine(first, dt.time(12), local).astimezone(dt.UTC)
    await mia("digest daily 8:00 always")
    until = mia.at + days * 24 * HOUR
    at, said = mia.at, []
    while at < until:
        at += 2 * HOUR
        if await noticing.tick(at.replace(minute=6)):
            said.append(noticing.said[-1][1].text.partition(":")[0])
    assert len(said) == days == len(set(said))
    async with sessions() as session:
        rows = await session.execute(text("SELECT due_at FROM deliveries ORDER BY due_at"))
        times = [row.due_at.astimezone(local) for row in rows]
    assert [time.date() for time in times] == [
        first + dt.timedelta(days=n + 1) for n in range(days)
    ]
    assert all(dt.time(8) <= time.time() < dt.time(8, 5) for time in times)


async def test_each_kind_of_digest_has_its_dates(sessions):
    noticing, mia = Noticing(sessions), Conversation(sessions)
    await mia("digest weekly sunday 18:00 always")
    await mia("digest monthly always")
    said = []
    for n in range(46):
        at = dt.datetime(2026, 11, 19, 0, 10, tzinfo=dt.UTC) + n * dt.timedelta(days=1)
        for hour in (8, 18):
            sent = await noticing.tick(at + hour * HOUR)
            said += [(at.date().isoformat(), one.text.partition(":")[0]) for _, one in sent]
    assert said == [
        ("2026-11-22", "This week"),
        ("2026-11-29", "This week"),
        ("2026-12-01", "November"),
        ("2026-12-06", "This week"),
        ("2026-12-13", "This week"),
        ("2026-12-20", "This week"),
        ("2026-12-27", "This week"),
        ("2027-01-01", "December 2026"),
        ("2027-01-03", "This week"),
    ]
