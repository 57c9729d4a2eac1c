"""A budget crossed by a group's expense is told in the direct message, never in the group."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bots.dialog.messages import Answer
from bots.dialog.notices import budget
from expenseiq_core.services.chats import Place
from expenseiq_core.services.deliveries import Claimed
from tests.dialog.conftest import NOON, Conversation, Group

Waiting = Callable[[], Any]


@pytest.fixture
def waiting(sessions: async_sessionmaker[AsyncSession], group: Group) -> Waiting:
    """What is told now, as if it were time: who, what and when; nothing of it is sent."""

    async def look() -> list[tuple[str, str, dt.datetime]]:
        async with sessions.begin() as session:
            claimed = await everything(session)
            said = await budget.compose(session, claimed, group.at)
        return [
            (
                one.place.chat,
                "\n".join("".join(s.text for s in row) for row in words.lines),
                one.due_at,
            )
            for one in claimed
            if isinstance(words := said[one.id], Answer)
        ]

    return look


async def everything(session: AsyncSession) -> list[Claimed]:
    """All notices that wait, as if they were claimed."""
    rows = await session.execute(
        text("""
            SELECT d.*, c.platform, c.workspace, c.external_id FROM deliveries d
              JOIN chats c ON c.id = d.chat_id WHERE d.state = 'pending' ORDER BY d.id
        """)
    )
    return [
        Claimed(
            **{
                field.name: getattr(row, field.name)
                for field in fields(Claimed)
                if hasattr(row, field.name)
            },
            place=Place(
                platform=row.platform,
                workspace=row.workspace,
                chat=row.external_id,
                sender=row.external_id,
            ),
            timezone="UTC",
            quiet_from=dt.time(22),
            quiet_until=dt.time(7),
        )
        for row in rows
    ]


async def test_whose_budget_is_nearly_gone_by_a_groups_expense_is_told_alone(
    group: Group, says: Conversation, waiting: Waiting
) -> None:
    await says("budget food 200 monthly")
    await says("lunch 136 food")
    await group.meet("mia", "ana", "bob")
    answer = await group("ana", "dinner 84 food")
    assert "200" not in answer.text
    told = [
        "⚠️ Food: €164 of €200 (82 %)",
        "by Dinner in Lisbon",
        "€36 left for 13 days, €2.76 a day",
    ]
    assert await waiting() == [("mia", "\n".join(told), NOON)]


async def test_a_threshold_is_told_once_in_a_period(
    group: Group, says: Conversation, waiting: Waiting
) -> None:
    await says("budget food 100 monthly")
    await group.meet("mia", "ana")
    await group("ana", "dinner 170 food")
    await group("ana", "supper 2 food")
    assert len(await waiting()) == 1
    await group("ana", "feast 40 food")
    assert [said.splitlines()[0] for _, said, _ in await waiting()] == [
        "⚠️ Food: €106 of €100 (106 %)"
    ]


async def test_undo_takes_a_warning_back_and_it_may_be_told_later(
    group: Group, says: Conversation, waiting: Waiting
) -> None:
    await says("budget food 100 monthly")
    await group.meet("mia", "ana")
    await group("ana", "dinner 170 food")
    await group("ana", "undo")
    assert await waiting() == []
    await group("ana", "redo")
    assert len(await waiting()) == 1


async def test_what_was_told_is_not_told_again_after_an_undo(
    group: Group, says: Conversation, waiting: Waiting, sessions: async_sessionmaker[AsyncSession]
) -> None:
    await says("budget food 100 monthly")
    await group.meet("mia", "ana")
    await group("ana", "dinner 170 food")
    async with sessions.begin() as session:
        await session.execute(text("UPDATE deliveries SET state = 'sent'"))
    await group("ana", "undo")
    await group("ana", "redo")
    assert await waiting() == []


async def test_an_undo_in_ones_own_ledger_takes_the_warning_back(
    group: Group, says: Conversation, waiting: Waiting
) -> None:
    await says("budget food 100 monthly")
    await says("lunch 70 food")
    await group.meet("mia", "ana")
    await group("ana", "dinner 30 food")
    assert len(await waiting()) == 1
    await says("undo")
    assert await waiting() == []


async def test_nobody_is_told_at_night_unless_they_are_awake(
    group: Group,
    says: Conversation,
    somebody: Callable[..., Conversation],
    waiting: Waiting,
) -> None:
    ana = somebody("ana")
    for conversation in (says, ana):
        await conversation("budget food 100 monthly")
    await group.meet("mia", "ana")
    group.at = dt.datetime(2026, 11, 18, 23, 30, tzinfo=dt.UTC)
    await group("ana", "dinner 170 food")
    assert {chat: due for chat, _, due in await waiting()} == {
        "ana": group.at,
        "mia": dt.datetime(2026, 11, 19, 7, 0, tzinfo=dt.UTC),
    }


async def test_who_cannot_be_told_alone_is_not_told(
    group: Group, says: Conversation, waiting: Waiting, sessions: async_sessionmaker[AsyncSession]
) -> None:
    await says("budget food 100 monthly")
    await group.meet("mia", "ana")
    async with sessions.begin() as session:
        await session.execute(text("UPDATE chats SET blocked_at = now() WHERE private"))
    await group("ana", "dinner 170 food")
    assert await waiting() == []


async def test_ones_own_expense_warns_with_what_groups_took(
    group: Group, says: Conversation, waiting: Waiting
) -> None:
    await says("budget food 100 monthly")
    await group.meet("mia", "ana")
    await group("ana", "dinner 100 food")
    answer = await says("lunch 10 food")
    assert answer.text.splitlines()[1] == "Today €60 · Food €60 of €100"
    answer = await says("lunch 25 food")
    assert answer.text.splitlines()[1] == "⚠️ Food: €85 of €100 (85 %)"
    assert await waiting() == []


async def test_a_group_without_anybodys_budget_costs_two_statements(
    group: Group, says: Conversation
) -> None:
    await says("lunch 10 food")
    await group.meet("mia", "ana")
    assert await _statements(group, lambda: group("ana", "dinner 100 food")) == 2
    assert await _statements(group, lambda: says("supper 10 food")) == 3
    await says("budget food 100 monthly")
    assert await _statements(group, lambda: says("snack 10 food")) == 4


async def _statements(group: Group, act: Callable[[], Any]) -> int:
    from sqlalchemy import event  # noqa: PLC0415

    engine, said = group.sessions.kw["bind"].sync_engine, []

    def listen(*arguments: Any) -> None:
        said.append(arguments[2])

    event.listen(engine, "before_cursor_execute", listen)
    await act()
    event.remove(engine, "before_cursor_execute", listen)
    return len(said)


@pytest.mark.parametrize("run", range(3))
async def test_of_several_expenses_at_once_exactly_one_tells(
    sessions: async_sessionmaker[AsyncSession], says: Conversation, waiting: Waiting, run: int
) -> None:
    groups = [Group(sessions, title=title) for title in ("Lisbon", "Flat", "Office")]
    await says("budget food 100 monthly")
    for group in groups:
        await group.meet("mia", "ana")
    # 26 each: whichever is judged last goes from 78 to 104.
    own, *_ = await asyncio.gather(
        says("lunch 26 food"), *(group("ana", "dinner 52 food") for group in groups)
    )
    told = await waiting()
    warned = "⚠️" in own.text
    assert len(told) + warned == 1, f"run {run}: {told} {own.text}"
