"""The daily refresh of exchange rates from the European Central Bank, where the network allows.

One process fetches: taking the schedule puts it off by an hour, committed before the network is
asked. If that fails it is simply due again then; nobody is told until rates are a week old.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

import aiohttp
import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from expenseiq_core.db.session import Sessions
from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.parsing.rate_feed import LARGEST, FeedError, Rates, rates_in
from expenseiq_core.services import published_rates, schedules
from expenseiq_core.services.rates import OLD_AFTER
from expenseiq_core.services.schedules import Due, Schedule

log = structlog.get_logger()

KIND: Final = "rates"
"""Of the schedule, which is nobody's: the program's own."""
TIMEZONE: Final = "Europe/Berlin"
AT: Final = dt.time(17, 5)
"""They are published about four o'clock on working days."""
AGAIN_AFTER: Final = dt.timedelta(hours=1)
EVERY: Final = 60
"""Seconds between two looks whether it is due."""
TIMEOUT: Final = aiohttp.ClientTimeout(total=20, sock_connect=5)
_DAILY, _MONTHS = "-daily.xml", "-hist-90d.xml"
_SATURDAY: Final = 5
_CHUNK: Final = 1 << 16


class Refresher:
    """Fetches what is published, once a day, from the feed at `url`; None: never."""

    def __init__(
        self, sessions: Sessions, url: str | None, *, clock: Callable[[], dt.datetime]
    ) -> None:
        self._sessions = sessions
        self._url = url
        self._clock = clock
        self._is_scheduled = False
        self._failed_on: dt.date | None = None

    async def refresh(self) -> None:
        """Add what is published, if it is due and no other process does."""
        if self._url is None:
            return
        newest: dt.date | None = None
        try:
            taken = await self._take()
            if taken is None:
                return
            due, newest = taken
            url = address(self._url, newest=newest, today=self._today())
            found = await fetch(url, self._today())
            async with self._sessions.begin() as session:
                kept = await published_rates.keep(session, found)
                await schedules.advance(session, [due])
        except (aiohttp.ClientError, FeedError, OSError, SQLAlchemyError) as error:
            self._note(error, newest)
        else:
            log.info("rates refreshed", new=kept.new)
            if kept.different:
                log.warning("published rates were changed", kept_as_they_were=kept.different)

    async def _take(self) -> tuple[Due, dt.date | None] | None:
        """Return the date that is due, and the newest rates there are; None: nothing is due."""
        now = self._clock()
        async with self._sessions.begin() as session:
            if not self._is_scheduled:
                # Setting it anew would make it due anew, for each process that starts.
                await session.execute(text("SELECT pg_advisory_xact_lock(hashtext('rates'))"))
                if not await schedules.of(session, kind=KIND):
                    # As of yesterday, so that it is due at once.
                    begun = now - dt.timedelta(days=1)
                    await schedules.put(session, _schedule(begun), now=begun)
                self._is_scheduled = True
            dues = await schedules.claim(session, KIND, now=now, limit=1, catches_up=False)
            if not dues:
                return None
            ids = [due.schedule.id for due in dues]
            await schedules.postpone(session, ids, until=now + AGAIN_AFTER)
            return dues[0], await published_rates.newest(session)

    def _note(self, error: Exception, newest: dt.date | None) -> None:
        """Log a failure once a day: louder when it has lasted for a week."""
        today = self._today()
        if self._failed_on == today:
            return
        self._failed_on = today
        is_old = newest is None or today - newest > OLD_AFTER
        level = log.warning if is_old else log.info
        level("rates not refreshed", newest=str(newest), error=f"{type(error).__name__}: {error}")

    def _today(self) -> dt.date:
        return self._clock().astimezone(ZoneInfo(TIMEZONE)).date()


def address(url: str, *, newest: dt.date | None, today: dt.date) -> str:
    """Return where to fetch: today's rates, or those of ninety days if working days are missing."""
    if newest is None:
        return url.replace(_DAILY, _MONTHS)
    between = (newest + dt.timedelta(days=n) for n in range(1, (today - newest).days))
    missing = any(day.weekday() < _SATURDAY for day in between)
    return url.replace(_DAILY, _MONTHS) if missing else url


async def fetch(url: str, today: dt.date) -> Rates:
    """Return the rates at an address; raises what kept us from them."""
    # Neither compressed nor led elsewhere: what comes is as long as it looks, and whose it is.
    async with (
        aiohttp.ClientSession(
            timeout=TIMEOUT, trust_env=True, headers={"Accept-Encoding": "identity"}
        ) as http,
        http.get(url, allow_redirects=False) as response,
    ):
        if response.status != 200:
            raise FeedError(f"answered with {response.status}")
        feed = bytearray()
        async for chunk in response.content.iter_chunked(_CHUNK):
            feed += chunk
            if len(feed) > LARGEST:
                raise FeedError("too long")
    return rates_in(bytes(feed), today=today)


def _schedule(begun: dt.datetime) -> Schedule:
    starts = begun.astimezone(ZoneInfo(TIMEZONE)).date()
    rule = Recurrence(cadence="daily", starts=starts)
    return Schedule(kind=KIND, rule=rule, at=AT, timezone=TIMEZONE)
