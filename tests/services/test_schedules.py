"""When schedules are due: the first time, the next time, and after clocks were changed."""

from __future__ import annotations

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.services import retiming, schedules, timezones
from expenseiq_core.services.schedules import Schedule
from scheduler.retiming import EVERY, Retimer
from tests.conftest import emptied_database
from tests.dialog.conftest import NOON, Conversation

TODAY = NOON.date()


@pytest.fixture
def database_url(server):
    yield from emptied_database(server)


@pytest.fixture(autouse=True)
async def mia(sessions) -> Conversation:
    """Mia, by the clock of Berlin."""
    says = Conversation(sessions)
    await says("lunch 5")
    await says("timezone berlin")
    return says


async def user(session) -> uuid.UUID:
    return await session.scalar(text("SELECT id FROM users"))


async def put(sessions, *, now=NOON, **more) -> Schedule:
    async with sessions.begin() as session:
        owner = {} if "ledger_id" in more else {"user_id": await user(session)}
        rule = Recurrence(cadence="daily", starts=TODAY)
        fields = {"kind": "digest", "rule": rule, "at": dt.time(8), "timezone": "Europe/Berlin"}
        return await schedules.put(session, Schedule(**{**fields, **owner, **more}), now=now)


async def due_next(sessions, kind="digest") -> str:
    """Return when the only schedule of a kind is due next, by its own clock."""
    async with sessions() as session:
        row = (
            await session.execute(
                text("SELECT next_on, next_at, timezone FROM schedules WHERE kind = :kind"),
                {"kind": kind},
            )
        ).one()
    if row.next_at is None:
        return "never"
    local = row.next_at.astimezone(ZoneInfo(timezones.known(row.timezone)))
    assert local.date() == row.next_on
    return f"{local:%d %H:%M} {row.timezone}"


async def claim(sessions, now: dt.datetime) -> list[str]:
    async with sessions.begin() as session:
        dues = await schedules.claim(session, "digest", now=now, limit=9, catches_up=False)
        await schedules.advance(session, dues)
    return [str(due.on) for due in dues]


async def test_a_schedule_is_due_first_when_its_time_comes(sessions):
    await put(sessions)
    assert await due_next(sessions) == "19 08:00 Europe/Berlin"
    await put(sessions, at=dt.time(18))
    assert await due_next(sessions) == "18 18:00 Europe/Berlin"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("tokyo", "19 08:00 Asia/Tokyo"),
        ("new york", "19 08:00 America/New_York"),
        ("auckland", "19 08:00 Pacific/Auckland"),
        ("honolulu", "19 08:00 Pacific/Honolulu"),
    ],
)
async def test_what_is_still_to_come_comes_by_the_new_clock(sessions, mia, zone, expected):
    await put(sessions)
    await mia(f"timezone {zone}")
    assert await due_next(sessions) == expected


async def test_a_date_is_not_handled_again_by_the_new_clock(sessions, mia):
    """In Berlin it is the 19th, in Honolulu still the 18th: the 19th was told."""
    await put(sessions)
    mia.at = NOON + dt.timedelta(hours=20)
    assert await claim(sessions, mia.at) == ["2026-11-19"]
    await mia("timezone honolulu")
    assert await due_next(sessions) == "20 08:00 Pacific/Honolulu"


async def test_a_date_whose_time_is_past_by_the_new_clock_is_due_at_once(sessions, mia):
    """At eleven in the evening in Berlin it is eleven of the 19th in Auckland."""
    await put(sessions)
    mia.at = NOON + dt.timedelta(hours=10)
    await mia("timezone auckland")
    assert await claim(sessions, mia.at) == ["2026-11-19"]
    assert await due_next(sessions) == "20 08:00 Pacific/Auckland"


async def test_a_date_that_is_not_there_by_the_new_clock_is_left_out(sessions, mia):
    then = dt.datetime(2011, 12, 28, 12, tzinfo=dt.UTC)
    rule = Recurrence(cadence="weekly", weekday=4, starts=then.date())
    await put(sessions, rule=rule, now=then)
    assert await due_next(sessions) == "30 08:00 Europe/Berlin"
    await mia("timezone apia")
    assert await due_next(sessions) == "06 08:00 Pacific/Apia"


async def test_a_group_keeps_its_clock_and_what_recurs_in_a_personal_book_does_not(sessions, mia):
    async with sessions() as session:
        own = await session.scalar(text("SELECT personal_ledger_id FROM users"))
    await put(sessions, kind="recurring", ledger_id=own, subject_id=uuid.uuid4())
    await put(sessions, kind="remind", ledger_id=uuid.uuid4())
    await mia("timezone tokyo")
    assert (await due_next(sessions, "recurring")).endswith("Asia/Tokyo")
    assert (await due_next(sessions, "remind")).endswith("Europe/Berlin")


async def test_what_is_paused_stays_so(sessions, mia):
    await put(sessions)
    async with sessions.begin() as session:
        await session.execute(text("UPDATE schedules SET next_on = NULL, next_at = NULL"))
    await mia("timezone tokyo")
    assert await due_next(sessions) == "never"


async def outdate(sessions, **columns) -> None:
    """Let schedules be those of an older time zone database."""
    sets = "".join(f", {name} = :{name}" for name in columns)
    async with sessions.begin() as session:
        await session.execute(text(f"UPDATE schedules SET tz_version = '1999a'{sets}"), columns)


async def test_another_release_of_the_time_zones_computes_anew(sessions):
    await put(sessions)
    await outdate(sessions, next_at=NOON)
    retimer = Retimer(sessions, clock=lambda: NOON)
    assert await retimer.retime() == 1
    assert await due_next(sessions) == "19 08:00 Europe/Berlin"
    assert await retimer.retime() == 0


async def test_the_scheduler_looks_once_a_day(sessions):
    await put(sessions)
    now = NOON
    retimer = Retimer(sessions, clock=lambda: now)
    assert await retimer.retime() == 0
    await outdate(sessions)
    assert await retimer.retime() == 0
    now = NOON + EVERY
    assert await retimer.retime() == 1


async def test_many_are_computed_anew_in_batches(sessions):
    for _ in range(5):
        await put(sessions, kind="remind", ledger_id=uuid.uuid4())
    await outdate(sessions)
    async with sessions.begin() as session:
        counts = [await retiming.retime(session, limit=2) for _ in range(4)]
    assert counts == [2, 2, 1, 0]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Europe"])
async def test_a_zone_that_nobody_knows_goes_by_utc_and_stops_nothing(sessions, zone):
    await put(sessions)
    await outdate(sessions, timezone=zone)
    assert await Retimer(sessions, clock=lambda: NOON).retime() == 1
    assert await due_next(sessions) == f"19 08:00 {zone}"
    assert await claim(sessions, NOON + dt.timedelta(days=1)) == ["2026-11-19"]
    assert await due_next(sessions) == f"20 08:00 {zone}"
    assert (await put(sessions, timezone=zone)).next_on == dt.date(2026, 11, 19)


def test_the_release_in_use_is_known():
    assert 4 < len(timezones.release()) <= 20


def test_a_database_that_does_not_say_its_release_is_known_by_what_it_is(tmp_path):
    (tmp_path / "Europe").mkdir()
    london = tmp_path / "Europe" / "London"
    london.write_bytes(b"TZif2")
    first = timezones.release_in(tmp_path)
    london.write_bytes(b"TZif3")
    (tmp_path / "tzdata.zi").write_text("# no release\n")
    assert first != timezones.release_in(tmp_path)
    assert len(first) <= 20
    (tmp_path / "+VERSION").write_text("2026a\n")
    assert timezones.release_in(tmp_path) == "2026a"
