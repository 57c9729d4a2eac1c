"""What nobody wants to be told, or not now: it is skipped with a reason, or waits."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from sqlalchemy import text

from bots.dialog.notices.kind import Kind
from expenseiq_core.domain.recurrence import Recurrence
from expenseiq_core.services import digest_schedules, preferences, tidying
from expenseiq_core.services.schedules import Schedule
from tests.dialog.conftest import NOON
from tests.scheduler.words import WORDS

NIGHT = NOON.replace(hour=23)
MORNING = dt.datetime(2026, 11, 19, 7, tzinfo=dt.UTC)
pytestmark = pytest.mark.usefixtures("known")


@pytest.fixture
def prefers(sessions):
    """Let Mia prefer something."""

    async def set_to(column, value):
        async with sessions.begin() as session:
            await session.execute(text("INSERT INTO preferences (user_id) SELECT id FROM users"))
            await session.execute(
                text(f"UPDATE preferences SET {column} = :p_value"), {"p_value": value}
            )

    return set_to


@pytest.fixture
def outcome(states, reasons):
    async def look():
        return list(zip(await states(), await reasons(), strict=True))

    return look


async def test_what_is_switched_off_meanwhile_is_skipped(notice, deliverer, prefers, outcome):
    await notice()
    await notice(kind="account", occurrence="y")
    await prefers("off", ["words"])
    await deliverer.deliver()
    assert await outcome() == [("skipped", "switched off"), ("sent", None)]


async def test_what_is_for_somebody_else_than_the_chat_is_now_is_not_said(
    notice, deliverer, outcome, platform, say, sessions
):
    await notice()
    await notice("Your account", kind="account", occurrence="y")
    await say("lunch 5", "2", chat="bob")
    async with sessions.begin() as session:
        # As when linked accounts are parted.
        await session.execute(
            text("""
                UPDATE chats SET ledger_id = (SELECT ledger_id FROM chats WHERE external_id = 'bob')
                 WHERE external_id <> 'bob'
            """)
        )
    await deliverer.deliver()
    assert await outcome() == [("skipped", "no longer their chat")] * 2
    assert platform.texts() == []


async def test_who_is_muted_is_told_only_of_the_account(
    notice, deliverer, prefers, outcome, platform
):
    await notice()
    await notice("Your account", kind="account", occurrence="y")
    await prefers("muted_until", NOON + dt.timedelta(minutes=1))
    await deliverer.deliver()
    assert await outcome() == [("skipped", "muted"), ("sent", None)]
    assert platform.texts() == ["Your account"]


@pytest.fixture
def while_composing(make_deliverer, receiver, sessions):
    """Send what is due, while somebody does something between its words and its sending."""

    async def send(act):
        async def compose(session, claimed, now):
            async with sessions.begin() as other:
                await act(other, claimed[0])
            return await WORDS.compose(session, claimed, now)

        await make_deliverer(receiver, kinds=[Kind(name="words", compose=compose)]).deliver()

    return send


@pytest.mark.parametrize("reason", ["muted", "switched off"])
async def test_what_is_muted_or_switched_off_at_the_last_moment_is_not_said(
    notice, while_composing, deliverer, outcome, platform, reason
):
    async def act(session, claimed):
        if reason == "muted":
            await preferences.mute(session, claimed.user_id, NOON + dt.timedelta(days=1))
        else:
            await preferences.switch(session, claimed.user_id, "words", on=False)

    await notice()
    await while_composing(act)
    await deliverer.deliver()
    assert (await outcome(), platform.texts()) == ([("skipped", reason)], [])


async def test_a_digest_stopped_at_the_last_moment_is_not_said(
    notice, while_composing, outcome, platform
):
    rule = Recurrence(cadence="daily", starts=NOON.date())

    async def act(session, claimed):
        stopped = Schedule(
            id=schedule_id, kind="digest", user_id=claimed.user_id, rule=rule, at=dt.time(8),
            timezone="UTC",
        )  # fmt: skip
        await digest_schedules.stop(session, [stopped], now=NOON)

    schedule_id = uuid.uuid4()
    await notice(about={"words": "Digest", "schedule": str(schedule_id)})
    await while_composing(act)
    assert (await outcome(), platform.texts()) == ([("skipped", "not wanted any more")], [])


async def test_a_mute_that_is_over_mutes_nothing(notice, deliverer, prefers, outcome):
    await notice()
    await prefers("muted_until", NOON - dt.timedelta(minutes=1))
    await deliverer.deliver()
    assert await outcome() == [("sent", None)]


async def test_what_comes_too_late_is_no_news(notice, deliverer, outcome, clock, platform):
    await notice(expires_at=NOON + dt.timedelta(hours=2))
    clock.forward(hours=2, seconds=1)
    await deliverer.deliver()
    assert await outcome() == [("skipped", "too late")]
    assert platform.tries == 1  # the answer to Mia


async def test_of_more_than_is_tidied_at_once_nothing_is_said_too_late(
    notice, deliverer, states, platform, monkeypatch
):
    monkeypatch.setattr(tidying, "AT_ONCE", 2)
    for number in range(5):
        await notice(occurrence=str(number), expires_at=NOON - dt.timedelta(seconds=1))
    await notice("now", occurrence="now")
    await deliverer.deliver()
    assert (await states(), platform.texts()) == (["skipped"] * 5 + ["sent"], ["now"])


async def test_what_a_pause_moved_into_the_night_waits_for_the_morning(
    notice, deliverer, outcome, clock, platform, sessions
):
    await notice()
    clock.now = NIGHT
    await deliverer.deliver()
    assert (await outcome(), platform.texts()) == ([("pending", None)], [])
    async with sessions() as session:
        assert await session.scalar(text("SELECT due_at FROM deliveries")) == MORNING
    clock.now = MORNING
    await deliverer.deliver()
    assert platform.texts() == ["⚠️ Food"]


async def test_what_waited_for_the_morning_may_be_no_news_then(notice, deliverer, outcome, clock):
    await notice(due_at=NIGHT, expires_at=NIGHT + dt.timedelta(hours=2))
    for now in (NIGHT, MORNING):
        clock.now = now
        await deliverer.deliver()
    assert await outcome() == [("skipped", "too late")]


async def test_whoever_typed_a_moment_ago_is_awake(notice, deliverer, outcome, clock):
    await notice(about={"words": "Rent", "awake": True})
    clock.now = NIGHT
    await deliverer.deliver()
    assert await outcome() == [("sent", None)]


async def test_quiet_hours_are_those_that_somebody_chose(
    notice, deliverer, outcome, clock, prefers
):
    await notice()
    await prefers("quiet_from", dt.time(1))
    clock.now = NIGHT
    await deliverer.deliver()
    assert await outcome() == [("sent", None)]


async def test_a_group_sleeps_by_the_clock_that_the_notice_names(notice, deliverer, sessions, say):
    await say("/join", "2", chat="trip", group="Trip")
    async with sessions() as session:
        chat_id = await session.scalar(text("SELECT id FROM chats WHERE external_id = 'trip'"))
    # It is nine in the evening, one at night, and nobody knows what.
    for zone in ("Asia/Tokyo", "Pacific/Auckland", "Utopia"):
        about = {"words": "Settle up", "timezone": zone}
        await notice(user_id=None, chat_id=chat_id, about=about, occurrence=zone)
    await deliverer.deliver()
    async with sessions() as session:
        rows = await session.execute(text("SELECT occurrence, state FROM deliveries"))
        assert {row.occurrence: row.state for row in rows} == {
            "Asia/Tokyo": "sent",
            "Pacific/Auckland": "pending",
            "Utopia": "sent",
        }


async def test_mail_goes_only_to_an_address_that_is_verified(notice, make_mail, outcome, sessions):
    deliverer, sent = make_mail
    await notice(chat_id=None)
    await deliverer.deliver()
    async with sessions.begin() as session:
        await session.execute(
            text("""
                INSERT INTO emails (user_id, address, verified_at, off)
                SELECT id, 'mia@example.org', now(), '{account}' FROM users
            """)
        )
    await notice(chat_id=None, occurrence="y")
    await notice(chat_id=None, occurrence="z", kind="account")
    await deliverer.deliver()
    assert await outcome() == [
        ("skipped", "no address"), ("sent", None), ("skipped", "switched off")
    ]  # fmt: skip
    assert sent == ["⚠️ Food"]


@pytest.mark.parametrize(("kind", "days"), [("words", 90), ("budget", 400)])
async def test_what_was_settled_long_ago_is_forgotten(
    notice, sessions, states, kind, days, deliverer
):
    await notice()
    await deliverer.deliver()
    await notice(occurrence="waits")
    async with sessions.begin() as session:
        await session.execute(text("UPDATE deliveries SET kind = :p_kind"), {"p_kind": kind})
    now = dt.datetime.now(dt.UTC)  # ids are made by the computer's clock
    for passed, left in ((days - 1, ["sent", "pending"]), (days + 1, ["pending"])):
        async with sessions.begin() as session:
            await tidying.forget(session, now=now + dt.timedelta(days=passed))
        assert await states() == left
