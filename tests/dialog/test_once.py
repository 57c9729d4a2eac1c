"""What happens once, happens once: redelivered, at once, or after an answer that got lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from tests.dialog.conftest import Conversation


@contextmanager
def statements(engine) -> Iterator[list[str]]:
    """Collect what is sent to the database."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        sent.append(statement)

    def commit(_connection) -> None:
        sent.append("COMMIT")

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    event.listen(engine.sync_engine, "commit", commit)
    try:
        yield sent
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)
        event.remove(engine.sync_engine, "commit", commit)


@pytest.mark.parametrize(
    "said", ["lunch 12.50 food", "amazon 39.90", "sofa 1.200", "market 170 food", "+500 salary"]
)
async def test_a_logged_expense_is_two_statements_and_a_commit(says, engine, said):
    await says("budget food 200 monthly")
    await says("budget 1000 monthly")
    with statements(engine) as sent:
        answer = await says(said)
    assert answer.data["entry"]["number"] == 1
    assert len(sent) == 3
    assert sent[2] == "COMMIT"


async def test_a_redelivery_burns_no_number_and_writes_nothing(says, engine):
    first = await says("lunch 12.50 food", message_id="42")
    with statements(engine) as sent:
        assert await says("lunch 12.50 food", message_id="42") == first
    assert not [s for s in sent if s.lstrip().startswith(("INSERT", "UPDATE", "DELETE", "WITH"))]
    assert (await says("coffee 3")).text.startswith("#2 ")


async def test_the_same_source_often_at_once_gives_one_entry(says):
    await says("coffee 3")
    answers = await asyncio.gather(*[says("lunch 12.50 food", message_id="42") for _ in range(8)])
    assert {answer.text for answer in answers} == {answers[0].text}
    assert (await says("tea 2")).text.startswith("#3 ")


async def test_many_at_once_get_numbers_without_gaps(says):
    await says("coffee 1")
    answers = await asyncio.gather(*[says(f"coffee {amount}") for amount in range(2, 14)])
    numbers = sorted(answer.data["entry"]["number"] for answer in answers)
    assert numbers == list(range(2, 14))


async def test_of_two_expenses_at_once_exactly_one_crosses_the_threshold(says):
    await says("budget food 200 monthly")
    await says("market 118 food")
    for _ in range(6):
        answers = await asyncio.gather(says("groceries 30 food"), says("supper 31 food"))
        assert sum("⚠️" in answer.text for answer in answers) == 1
        for answer in answers:
            await says(f"delete #{answer.data['entry']['number']}")


class LosesAnAnswer:
    """Sessions whose first COMMIT succeeds, but whose answer is lost on the way."""

    def __init__(self, sessions) -> None:
        self.sessions = sessions
        self.lost = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        async with self.sessions.begin() as session:
            yield session
        if not self.lost:
            self.lost = True
            raise OperationalError("COMMIT", None, ConnectionError("the answer was lost"))


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("lunch 12.50 food", "#2 Lunch · €12.50 · 🍽 Food\nToday €15.50"),
        ("undo", "Undone: #1 Coffee €3.00"),
        ("again", "#2 Coffee · €3.00 · 🍽 Food\nToday €6"),
        ("edit #1 5", "#1 Coffee · €5.00 · 🍽 Food\nWas €3.00\nToday €5"),
    ],
)
async def test_a_commit_whose_answer_was_lost_is_found_again(sessions, says, said, answered):
    await says("coffee 3", message_id="first")
    losing = LosesAnAnswer(sessions)
    answer = await Conversation(losing)(said, message_id="42")
    assert losing.lost
    assert answer.text == answered
    assert await says(said, message_id="42") == answer


@pytest.mark.parametrize("said", ["lunch 12.50 food", "undo", "edit #1 5", "again"])
async def test_a_killed_connection_is_replaced_and_the_turn_runs_again(says, engine, said):
    await says("coffee 3")
    begun, pids = asyncio.Event(), []

    def note(connection, _cursor, statement, *_rest) -> None:
        if "INSERT INTO turns" in statement and not pids:
            pids.append(connection.connection.dbapi_connection.info.backend_pid)
            begun.set()

    async def kill() -> None:
        async with engine.connect() as other:
            await begun.wait()
            await other.execute(text("SELECT pg_terminate_backend(:p_pid)"), {"p_pid": pids[0]})

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        answer, _ = await asyncio.gather(says(said), kill())
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)
    assert "error" not in answer.data
    assert len((await says("history #1")).lines) <= 3


async def test_a_redelivered_message_answers_as_it_did_with_its_doubts(says):
    for said in ("amazon 39.90", "sofa 1.200", "coffee 3\ncake 4", "hotel $120"):
        first = await says(said, message_id=said)
        assert await says(said, message_id=said) == first
    await says("edit #1 category gifts")
    assert (await says("amazon 39.90", message_id="amazon 39.90")).text.startswith(
        "#1 Amazon · €39.90 · 🎁 Gifts"
    )
    await says("undo #1")
    await says("delete #1")
    answer = await says("amazon 39.90", message_id="amazon 39.90")
    assert answer.text == "#1 is recorded and was undone."


async def test_of_a_correction_and_an_expense_at_once_the_second_counts_the_first(says, engine):
    await says("coffee 5")
    for amount in range(10, 16):
        before = (await says("edit #1 5")).data["entry"]["amount"]
        assert before == "5.00"
        async with engine.connect() as other:
            # Both wait in a row, each having seen the ledger as it is now.
            await other.execute(text("SELECT FROM ledgers FOR UPDATE"))
            both = [
                asyncio.create_task(says(f"edit #1 {amount}")),
                asyncio.create_task(says(f"tea {amount}")),
            ]
            async with asyncio.timeout(30):
                await _waiting(other, 2)
            await other.rollback()
        edited, logged = [answer.text for answer in await asyncio.gather(*both)]
        total = (await says("report today")).data["spent"]
        assert f"€{float(total):g}" in edited + logged, (total, edited, logged)


async def _waiting(connection, count: int) -> None:
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while await connection.scalar(waiting) < count:  # noqa: ASYNC110 (the server does not tell)
        await asyncio.sleep(0)
