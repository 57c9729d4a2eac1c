"""When something fails: the person is told, the message is kept, and nobody reads it in a log."""

from __future__ import annotations

import asyncio
import io
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from bots.dialog import failures
from bots.dialog.failures import UnavailableError
from bots.dialog.respond import BROKEN
from bots.hosting import logs
from expenseiq_core.db import session
from tests.dialog.conftest import Conversation

SECRET = "harmonica"
FORBIDDEN = f"ALTER TABLE entries ADD CONSTRAINT no_music CHECK (description <> '{SECRET}')"


@pytest.fixture
def logged(monkeypatch):
    """Return what was logged so far."""
    errors = io.StringIO()
    monkeypatch.setattr(sys, "stderr", errors)
    logs.configure("DEBUG")
    return errors.getvalue


async def run(sessions, statement):
    async with sessions.begin() as open_session:
        await open_session.execute(text(statement))


async def rows(sessions, statement):
    async with sessions() as open_session:
        return (await open_session.execute(text(statement))).all()


async def test_what_cannot_be_handled_is_kept_and_answered_but_not_logged(says, sessions, logged):
    await says("coffee 3")
    await run(sessions, FORBIDDEN)
    answer = await says(f"{SECRET}\0 12.75 food // \ud800!")
    assert answer.text == BROKEN
    [kept] = await rows(sessions, "SELECT said, error FROM failed_messages")
    assert kept.said == f"{SECRET} 12.75 food // ?!"
    assert "no_music" in kept.error
    log = logged()
    assert "IntegrityError 23514" in log
    assert "recording.py" in log
    for private in (SECRET, "12.75", "1275", "Failing row"):
        assert private not in log
    # It did not hold up what comes next.
    assert (await says("tea 2")).text.startswith("#2 Tea")


async def test_if_it_cannot_be_kept_either_it_counts_as_not_received(says, sessions, logged):
    await says("coffee 3")
    await run(sessions, FORBIDDEN)
    await run(sessions, "ALTER TABLE failed_messages ADD CHECK (said = '')")
    with pytest.raises(UnavailableError):
        await says(f"{SECRET} 12.75 food")
    assert SECRET not in logged()


@pytest.mark.parametrize("name", ["press:1.2:\0:1", "press:\ud800"])
async def test_a_forged_name_of_a_message_is_no_reason_to_have_it_again(says, sessions, name):
    await says("coffee 3")
    assert (await says("tea 2", message_id=name)).text.startswith("#2 Tea")
    assert (await says("tea 2", message_id=name)).text.startswith("#2 Tea")
    assert await rows(sessions, "SELECT count(*) FROM entries") == [(2,)]


async def test_what_the_database_never_takes_is_given_up(says, sessions):
    """Not the database's fault: it must not come again for ever and hold up others."""
    await says("coffee 3")
    await run(sessions, FORBIDDEN)
    await run(sessions, "ALTER TABLE failed_messages ALTER said TYPE varchar(5)")
    assert (await says(f"{SECRET} 12.75 food")).text == BROKEN


async def test_a_lock_that_is_not_let_go_is_not_waited_for_for_ever(
    says, engine, database_url, monkeypatch
):
    await says("coffee 3")
    monkeypatch.setattr(failures, "PATIENCE", 0.5)
    monkeypatch.setitem(session.OPTIONS, "lock_timeout", "100ms")
    impatient = session.engine(database_url)
    async with engine.connect() as other:
        await other.execute(text("SELECT FROM ledgers FOR UPDATE"))
        answer = await Conversation(session.sessions(impatient))("tea 2", message_id="42")
        assert answer.text == BROKEN
    await impatient.dispose()
    # Nothing was recorded, and the message is not worn out.
    assert (await says("tea 2", message_id="42")).text.startswith("#2 Tea")


async def test_a_short_lock_is_waited_for(says, engine):
    await says("coffee 3")
    async with engine.connect() as other:
        await other.execute(text("SELECT FROM ledgers FOR UPDATE"))
        waiting = asyncio.create_task(says("tea 2"))
        async with asyncio.timeout(30):
            await _somebody_waits(other)
        await other.rollback()
    assert (await waiting).text.startswith("#2 Tea")


async def _somebody_waits(other):
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while not await other.scalar(waiting):  # noqa: ASYNC110 (the server does not tell)
        await asyncio.sleep(0)


async def test_nobody_waits_for_whoever_stopped_in_the_middle(sessions):
    async with sessions() as open_session:
        assert await open_session.scalar(text("SHOW lock_timeout")) == "5s"
        assert await open_session.scalar(text("SHOW idle_in_transaction_session_timeout")) == "1min"


class DriverError(Exception):
    """What the driver raises, with PostgreSQL's code."""

    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (OperationalError("", None, DriverError("40P01")), True),
        (OperationalError("", None, DriverError("55P03")), True),
        (OperationalError("", None, DriverError("57P03")), True),
        (OperationalError("", None, DriverError(None)), True),
        (IntegrityError("", None, DriverError("23505")), True),
        # Disk full, too large for an index, cancelled, wrong: time does not mend these.
        (OperationalError("", None, DriverError("53100")), False),
        (OperationalError("", None, DriverError("54000")), False),
        (OperationalError("", None, DriverError("57014")), False),
        (IntegrityError("", None, DriverError("23514")), False),
        (ProgrammingError("", None, DriverError("42703")), False),
        (ValueError("lunch"), False),
    ],
)
def test_a_turn_runs_again_only_if_time_can_mend_it(error, again):
    assert (failures.pause(error, 0) is not None) == again
    assert failures.pause(error, failures.ATTEMPTS - 1) is None


def test_a_unique_key_that_stays_taken_is_a_fault_and_not_a_race():
    taken = IntegrityError("", None, DriverError("23505"))
    assert failures.pause(taken, failures.COLLISIONS - 1) is None
