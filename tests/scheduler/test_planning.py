"""Schedules become notices: each occurrence once, whoever plans it and whatever fails."""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid

import pytest
from sqlalchemy import text

from bots.dialog.notices.kind import Kind
from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.services import deliveries, schedules
from expenseiq_core.services.deliveries import Notice
from expenseiq_core.services.recording import OvertakenError
from expenseiq_core.services.schedules import Schedule
from scheduler.planning import AGAIN_AFTER, AT_ONCE, SOON, Planner
from tests.dialog.conftest import NOON

EVENING_BEFORE = NOON - dt.timedelta(hours=18)
pytestmark = pytest.mark.usefixtures("known")


@pytest.fixture
def everyday(sessions):
    """Let something be due every day at eight from today on, for so many."""

    async def make(count, kind="words", **more):
        async with sessions.begin() as session:
            return [
                await schedules.put(
                    session,
                    Schedule(
                        kind=kind,
                        subject_id=uuid.uuid4(),
                        rule=Recurrence(cadence="daily", starts=EVENING_BEFORE.date()),
                        at=dt.time(8),
                        timezone="UTC",
                        **more,
                    ),
                    now=EVENING_BEFORE,
                )
                for _ in range(count)
            ]

    return make


@pytest.fixture
async def mia_id(sessions, known):  # noqa: ARG001 (the user is there before)
    async with sessions() as session:
        return await session.scalar(text("SELECT id FROM users"))


@pytest.fixture
def make_planner(sessions, clock, mia_id):
    """Make what plans a notice to Mia for each schedule; `bad` ones cannot be planned."""

    def make(*, bad=(), kind="words", batch=500, catches_up=False):
        async def plan(session, dues, now):
            if {due.schedule.id for due in dues} & set(bad):
                raise ValueError("nobody knows why")
            made = [
                Notice(occurrence=due.occurrence, kind=kind, user_id=mia_id, due_at=due.at)
                for due in dues
            ]
            await deliveries.put(session, made, now=now)

        planned = Kind(name=kind, plan=plan, batch=batch, catches_up=catches_up)
        return Planner(sessions, [planned], clock=clock)

    return make


@pytest.fixture
def occurrences(sessions):
    async def look():
        async with sessions() as session:
            rows = await session.scalars(text("SELECT occurrence FROM deliveries ORDER BY due_at"))
            return list(rows)

    return look


async def test_what_is_due_is_planned_once_and_is_due_next_on_the_next_day(
    everyday, make_planner, occurrences, clock
):
    [made] = await everyday(1)
    planner = make_planner()
    assert [await planner.plan() for _ in range(2)] == [1, 0]
    clock.forward(hours=20)
    assert await planner.plan() == 1
    assert await occurrences() == [
        f"words:{made.subject_id}:2026-11-18", f"words:{made.subject_id}:2026-11-19"
    ]  # fmt: skip


async def test_what_was_missed_for_years_is_planned_bit_by_bit(everyday, make_planner, clock):
    await everyday(1)
    clock.forward(days=AT_ONCE + 19)
    planner = make_planner(batch=1, catches_up=True)
    assert [await planner.plan() for _ in range(3)] == [AT_ONCE, 20, 0]


async def test_several_planners_plan_each_occurrence_once(everyday, make_planner, occurrences):
    made = await everyday(60)
    planned = await asyncio.gather(*(make_planner(batch=7).plan() for _ in range(4)))
    assert sum(planned) == 60
    expected = {f"words:{one.subject_id}:2026-11-18" for one in made}
    assert set(await occurrences()) == expected
    assert len(await occurrences()) == 60


async def test_what_another_process_has_is_left_to_it(
    everyday, make_planner, occurrences, sessions, clock
):
    await everyday(3)
    async with sessions.begin() as session:
        [taken] = await schedules.claim(session, "words", now=clock(), limit=1, catches_up=False)
        assert await make_planner().plan() == 2
    assert taken.occurrence not in await occurrences()
    assert await make_planner().plan() == 1


async def test_one_that_cannot_be_planned_waits_and_holds_up_no_other(
    everyday, make_planner, occurrences, clock
):
    made = await everyday(5)
    planner = make_planner(bad=[made[2].id], batch=4)
    assert await planner.plan() == 4
    assert len(await occurrences()) == 4
    assert await planner.plan() == 0
    clock.forward(seconds=AGAIN_AFTER.total_seconds())
    assert await make_planner().plan() == 1
    assert f"words:{made[2].subject_id}:2026-11-18" in await occurrences()


@pytest.mark.parametrize("is_stopped", [True, False])
async def test_what_was_stopped_or_handled_meanwhile_is_not_tried_again(
    everyday, sessions, clock, is_stopped
):
    [made] = await everyday(1)
    async with sessions.begin() as session:
        dues = await schedules.claim(session, "words", now=clock(), limit=1, catches_up=True)
        if is_stopped:
            await session.execute(text("UPDATE schedules SET next_on = NULL, next_at = NULL"))
        else:
            await schedules.advance(session, dues)
        before = (await schedules.of(session, kind="words"))[0].next_at
    async with sessions.begin() as session:
        await schedules.postpone(session, [made.id], until=clock() + AGAIN_AFTER)
        assert (await schedules.of(session, kind="words"))[0].next_at == before


async def test_what_somebody_was_in_the_way_of_is_planned_soon(
    everyday, make_planner, occurrences, sessions, clock
):
    await everyday(1)
    overtaken = Kind(name="words", plan=_overtaken)
    assert await Planner(sessions, [overtaken], clock=clock).plan() == 1
    assert await occurrences() == []
    clock.forward(seconds=SOON.total_seconds())
    assert await make_planner().plan() == 1


async def _overtaken(_session, _dues, _now):
    raise OvertakenError("somebody was faster")


async def test_after_two_days_away_only_the_last_date_is_said(
    everyday, make_planner, occurrences, clock
):
    [made] = await everyday(1)
    clock.forward(days=2)
    await make_planner().plan()
    assert await occurrences() == [f"words:{made.subject_id}:2026-11-20"]


async def test_what_catches_up_happens_for_each_date_that_was_missed(
    everyday, make_planner, occurrences, clock
):
    [made] = await everyday(1)
    clock.forward(days=2)
    await asyncio.gather(*(make_planner(catches_up=True).plan() for _ in range(3)))
    dates = ("2026-11-18", "2026-11-19", "2026-11-20")
    assert await occurrences() == [f"words:{made.subject_id}:{date}" for date in dates]


@pytest.mark.parametrize("jump", [dt.timedelta(hours=1), dt.timedelta(hours=-1)])
async def test_a_clock_that_jumps_plans_each_date_once(
    everyday, make_planner, occurrences, clock, jump
):
    [made] = await everyday(1)
    clock.now = NOON.replace(hour=7, minute=30)
    planner = make_planner()
    for minutes in range(0, 3 * 24 * 60, 20):
        # Every few hours the clock is wrong for a moment.
        is_wrong = minutes % 180 == 0
        clock.now += jump if is_wrong else dt.timedelta(0)
        await planner.plan()
        clock.now -= jump if is_wrong else dt.timedelta(0)
        clock.forward(minutes=20)
    dates = [f"words:{made.subject_id}:2026-11-{day}" for day in (18, 19, 20)]
    assert await occurrences() == dates
