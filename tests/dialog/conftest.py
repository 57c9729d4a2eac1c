"""Transcripts: what is said, and what is answered."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bots.dialog.messages import Incoming, Outgoing
from bots.dialog.respond import respond
from expenseiq_core.services import reaching
from expenseiq_core.services.chats import Place

NOON = dt.datetime(2026, 11, 18, 12, 0, tzinfo=dt.UTC)
"""Wednesday 18 November 2026: when tests take place."""

Says = Callable[..., Awaitable[Outgoing]]


class Conversation:
    """One person typing in a private chat; `at` may be moved."""

    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        *,
        name: str = "mia",
        platform: str = "test",
        **told: str,
    ) -> None:
        self.sessions = sessions
        self.name = name
        self.place = Place(platform=platform, workspace="", chat=name, sender=name)
        self.told = told
        self.at = NOON
        self.numbers = itertools.count(1)
        self.last: Outgoing | None = None

    async def __call__(self, text: str = "", **more: Any) -> Outgoing:
        """Type a text, and return the answer."""
        message_id = more.pop("message_id", None) or f"m{next(self.numbers)}"
        incoming = Incoming(
            place=self.place,
            message_id=message_id,
            text=text,
            sender_name=self.name.title(),
            sent_at=more.pop("sent_at", self.at),
            **{"locale": "en_GB", "timezone": "UTC", "currency": "EUR", **self.told, **more},
        )
        self.last = await respond(self.sessions, incoming, now=self.at)
        return self.last

    async def press(self, label: str, **more: Any) -> Outgoing:
        """Press a button of the last answer by its label."""
        assert self.last is not None
        buttons = {b.label: b.id for row in self.last.rows for b in row}
        assert label in buttons, f"no button {label!r} among {list(buttons)}"
        return await self(button=buttons[label], **more)

    async def shown(self, answer: Outgoing, answer_id: str) -> None:
        """Let the platform have shown an answer, under a name of its own."""
        assert answer.turn_id is not None
        async with self.sessions.begin() as session:
            await reaching.answered(session, answer.turn_id, answer_id=answer_id, now=self.at)

    async def reply(self, text: str, to: Outgoing | None = None, **more: Any) -> Outgoing:
        """Reply to an answer, the last one unless another is given."""
        answer = to or self.last
        assert answer is not None
        return await self(text, reply_to_text=answer.text, **more)


class Group:
    """Several people in one group chat; `at` may be moved.

    The platform has user names: whoever speaks is mentioned by theirs. `admins` run the chat.
    """

    def __init__(
        self, sessions: async_sessionmaker[AsyncSession], *, title: str = "Lisbon"
    ) -> None:
        self.sessions = sessions
        self.title = title
        self.chat = f"group-{title.casefold()}"
        self.at = NOON
        self.admins: set[str] = set()
        self.numbers = itertools.count(1)
        self.last: Outgoing | None = None

    async def __call__(self, name: str, text: str = "", **more: Any) -> Outgoing:
        """Let somebody type a text, and return the answer."""
        incoming = Incoming(
            place=Place(platform="test", workspace="", chat=self.chat, sender=name),
            message_id=more.pop("message_id", None) or f"g{next(self.numbers)}",
            text=text,
            sender_name=more.pop("sender_name", name.title()),
            handle=name,
            group=self.title,
            is_admin=name in self.admins,
            sent_at=more.pop("sent_at", self.at),
            **{"locale": "en_GB", "timezone": "UTC", "currency": "EUR", **more},
        )
        self.last = await respond(self.sessions, incoming, now=self.at)
        return self.last

    async def meet(self, *names: str) -> None:
        """Let people become members, in this order."""
        for name in names:
            await self(name, "/join")

    async def press(self, name: str, label: str, on: Outgoing | None = None) -> Outgoing:
        """Let somebody press a button of the last answer, or of another one, by its label."""
        answer = on or self.last
        assert answer is not None
        found = {b.label: b.id for row in answer.rows for b in row}
        assert label in found, f"no button {label!r} among {list(found)}"
        return await self(name, button=found[label])

    async def reply(self, name: str, text: str, to: Outgoing | None = None) -> Outgoing:
        """Let somebody reply to an answer, the last one unless another is given."""
        answer = to or self.last
        assert answer is not None
        return await self(name, text, reply_to_text=answer.text)


@pytest.fixture
def group(sessions: async_sessionmaker[AsyncSession]) -> Group:
    """A group chat called Lisbon, in which nobody has spoken yet: en_GB, EUR, UTC."""
    return Group(sessions)


@pytest.fixture
def says(sessions: async_sessionmaker[AsyncSession]) -> Conversation:
    """Mia's private chat: en_GB, EUR, UTC."""
    return Conversation(sessions)


@pytest.fixture
def somebody(sessions: async_sessionmaker[AsyncSession]) -> Callable[..., Conversation]:
    """Make another person's private chat, on another platform if `platform` says so."""

    def make(name: str, **told: str) -> Conversation:
        return Conversation(sessions, name=name, **told)

    return make


def labels(outgoing: Outgoing) -> list[str]:
    """The labels of an answer's buttons, in order."""
    return [button.label for row in outgoing.rows for button in row]
