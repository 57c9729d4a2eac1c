"""The daily refresh of rates: once a day, by one process, and in silence if it fails."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from aiohttp import web
from sqlalchemy import text
from structlog.testing import capture_logs

from scheduler import rates
from scheduler.rates import Refresher
from tests.simulators import rate_feed
from tests.simulators.ports import free_port

DAILY, MONTHS = "eurofxref-daily.xml", "eurofxref-hist-90d.xml"
FRIDAY, SATURDAY, MONDAY = (dt.date(2026, 11, day) for day in (20, 21, 23))
EVENING = dt.datetime(2026, 11, 20, 16, 30, tzinfo=dt.UTC)
"""Half past five in Frankfurt."""


class Time:
    """A clock that is set."""

    def __init__(self) -> None:
        self.at = EVENING

    def __call__(self) -> dt.datetime:
        return self.at


@pytest.fixture
def time():
    return Time()


@pytest.fixture
async def bank():
    async with rate_feed.bank() as made:
        made.days[FRIDAY] = {"USD": "1.25", "JPY": "170"}
        made.days[dt.date(2026, 11, 19)] = {"USD": "1.24", "JPY": "169"}
        yield made


@pytest.fixture
def refresher(sessions, bank, time):
    return Refresher(sessions, bank.url, clock=time)


@pytest.fixture
def dollars(sessions):
    """What the table has of dollars."""

    async def look():
        async with sessions() as session:
            rows = await session.execute(
                text("SELECT date, per_euro FROM rates WHERE currency = 'USD' ORDER BY date")
            )
            return {row.date: str(row.per_euro) for row in rows}

    return look


async def test_after_a_gap_the_rates_of_ninety_days_are_fetched_and_then_the_days_own(
    refresher, bank, dollars, time
):
    await refresher.refresh()
    assert bank.asked == [MONTHS]
    assert await dollars() == {dt.date(2026, 11, 19): "1.24", FRIDAY: "1.25"}
    time.at += dt.timedelta(minutes=1)
    await refresher.refresh()
    assert bank.asked == [MONTHS]
    time.at = dt.datetime(2026, 11, 23, 16, 4, tzinfo=dt.UTC)
    await Refresher(refresher._sessions, bank.url, clock=time).refresh()
    bank.days[MONDAY] = {"USD": "1.3"}
    time.at += dt.timedelta(minutes=1)
    await refresher.refresh()
    assert bank.asked[-1] == DAILY
    assert MONDAY in await dollars()


@pytest.mark.parametrize(
    ("at", "following"),
    [
        (EVENING, dt.datetime(2026, 11, 21, 16, 5, tzinfo=dt.UTC)),
        (EVENING - dt.timedelta(hours=9), dt.datetime(2026, 11, 20, 16, 5, tzinfo=dt.UTC)),
        (
            dt.datetime(2027, 7, 1, 16, 0, tzinfo=dt.UTC),
            dt.datetime(2027, 7, 2, 15, 5, tzinfo=dt.UTC),
        ),
    ],
)
async def test_it_is_due_at_once_and_then_at_five_past_five_in_frankfurt(
    refresher, sessions, time, at, following
):
    time.at = at
    await refresher.refresh()
    async with sessions() as session:
        due = await session.scalar(text("SELECT next_at FROM schedules WHERE kind = 'rates'"))
    assert due == following


async def test_a_rate_that_is_published_otherwise_later_changes_nothing(
    refresher, bank, dollars, time
):
    await refresher.refresh()
    bank.days = {FRIDAY: {"USD": "9.99"}, MONDAY: {"USD": "1.3"}}
    time.at += dt.timedelta(days=4)
    with capture_logs() as logs:
        await refresher.refresh()
    assert bank.asked == [MONTHS, MONTHS]
    assert (await dollars())[FRIDAY] == "1.25"
    assert (await dollars())[MONDAY] == "1.3"
    assert {"event": "published rates were changed", "kept_as_they_were": 1} in [
        {k: v for k, v in line.items() if k != "log_level"} for line in logs
    ]


async def test_of_several_processes_one_fetches(sessions, bank, time):
    await asyncio.gather(*(Refresher(sessions, bank.url, clock=time).refresh() for _ in range(5)))
    assert bank.asked == [MONTHS]


async def test_no_transaction_waits_for_the_bank(refresher, sessions, bank, dollars):
    bank.hold = asyncio.Event()
    task = asyncio.create_task(refresher.refresh())
    await asyncio.wait_for(bank.reached.wait(), 10)
    async with sessions() as session:
        waiting = await session.scalar(
            text("""SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                       AND state LIKE 'idle in transaction%'""")
        )
        at = await session.scalar(text("SELECT next_at FROM schedules"))
    assert (waiting, at) == (0, EVENING + dt.timedelta(hours=1))
    bank.hold.set()
    await task
    assert FRIDAY in await dollars()


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 503, "text": "later"},
        {"status": 302, "headers": {"Location": "/stats/other.xml"}},
        {"text": "<html>maintenance</html>"},
        {"text": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"},
        {"body": b" " * ((1 << 20) + 1)},
        {"text": rate_feed.feed({FRIDAY: {"USD": "1.25", "JPY": "0"}})},
    ],
)
async def test_what_cannot_be_believed_is_not_and_tried_again_in_an_hour(
    refresher, bank, dollars, time, answer
):
    bank.answer = web.Response(**answer)
    with capture_logs() as logs:
        await refresher.refresh()
        time.at += dt.timedelta(minutes=59)
        bank.answer = None
        await refresher.refresh()
    assert await dollars() == {}
    assert len(logs) == 1
    time.at += dt.timedelta(minutes=1)
    await refresher.refresh()
    assert bank.asked == [MONTHS, MONTHS]
    assert FRIDAY in await dollars()


async def test_without_a_network_a_day_has_one_line_and_it_is_loud_only_after_a_week(
    refresher, sessions, time
):
    await refresher.refresh()
    nowhere = Refresher(sessions, f"http://127.0.0.1:{free_port()}/x-daily.xml", clock=time)
    with capture_logs() as logs:
        for _ in range(24 * 8 + 1):
            time.at += dt.timedelta(hours=1)
            await nowhere.refresh()
    assert {line["event"] for line in logs} == {"rates not refreshed"}
    assert [line["log_level"] for line in logs] == ["info"] * 7 + ["warning"]


async def test_switched_off_nothing_is_scheduled(sessions, time):
    await Refresher(sessions, None, clock=time).refresh()
    async with sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM schedules")) == 0


@pytest.mark.parametrize(
    ("newest", "today", "expected"),
    [
        (None, FRIDAY, MONTHS),
        (FRIDAY, FRIDAY, DAILY),
        (FRIDAY, SATURDAY, DAILY),
        (FRIDAY, MONDAY, DAILY),
        (FRIDAY, MONDAY + dt.timedelta(days=1), MONTHS),
        (FRIDAY - dt.timedelta(days=1), FRIDAY, DAILY),
        (FRIDAY - dt.timedelta(days=2), FRIDAY, MONTHS),
        (MONDAY, FRIDAY, DAILY),
    ],
)
def test_the_longer_feed_is_for_working_days_that_are_missing(newest, today, expected):
    assert (
        rates.address(f"https://x/{DAILY}", newest=newest, today=today) == f"https://x/{expected}"
    )
