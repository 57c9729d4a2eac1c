"""E-mail that really arrives: at a server on loopback."""

from __future__ import annotations

import re
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bots.dialog import replies
from bots.dialog.notices import account
from bots.dialog.notices.kind import Kind
from bots.mail.part import Mail
from expenseiq_core.config import Settings
from expenseiq_core.services import deliveries
from expenseiq_core.services.deliveries import Notice
from scheduler.delivering import Deliverer
from tests.conftest import emptied_database
from tests.dialog.conftest import NOON, Conversation
from tests.simulators.mail_server import HOST, MailServer


async def said(_session, claimed, _now):
    """Words as they are given."""
    return {one.id: replies.from_json(one.about["said"]) for one in claimed}


KINDS = (account.KIND, Kind(name="digest", compose=said))
WEB_URL = "https://accounts.example.org"
KEY = Fernet.generate_key().decode()


@pytest.fixture
def database_url(server: str) -> Iterator[str]:
    """A migrated database with nothing in it."""
    yield from emptied_database(server)


@pytest.fixture
async def mailbox() -> AsyncIterator[MailServer]:
    """The server that takes mail for everybody, in the clear."""
    async with MailServer() as made:
        yield made
        assert made.faults == []


@pytest.fixture
def known_host(monkeypatch: pytest.MonkeyPatch) -> str:
    """A mail server that is not this computer, as far as its name tells."""
    found = socket.getaddrinfo

    def lookup(host, *rest, **more):
        return found("127.0.0.1" if host in (HOST, HOST.encode()) else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    return HOST


class Clock:
    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def mail_of(sessions, clock):
    """Make e-mail of a process, by the URL of its server."""

    def make(url, **more):
        settings = Settings(
            _env_file=None,
            smtp_url=url,
            **{
                "mail_from": "ExpenseIQ <bot@example.org>",
                "web_url": WEB_URL,
                "secret_key": KEY,
                **more,
            },
        )
        return Mail(settings, sessions, clock=clock)

    return make


@pytest.fixture
def mail(mail_of, mailbox) -> Mail:
    return mail_of(f"smtp://127.0.0.1:{mailbox.port}")


@pytest.fixture
async def says(sessions, mail) -> Conversation:
    """Mia, whose messages are in no chat of a platform that runs."""
    await mail.announce()
    return Conversation(sessions)


@pytest.fixture
def tick(sessions, mail, clock):
    """Send what is due."""

    async def once(**senders):
        await Deliverer(sessions, KINDS, {"mail": mail, **senders}, clock=clock).deliver()

    return once


@pytest.fixture
async def mia(says, tick, mailbox):
    """Mia with a verified address; her mailbox is empty."""
    await says("lunch 12.50")
    await says("email mia@example.org")
    await tick()
    answer = await says(code_in(mailbox))
    assert answer.text.startswith("Verified: ")
    mailbox.mails.clear()
    mailbox.recipients.clear()
    return says


@pytest.fixture
def tell(sessions, clock, mia):  # noqa: ARG001 (she has an address)
    """Let a notice go to Mia, by mail."""

    async def put(said="Food: €164 of €200 (82 %)", *, kind="digest", occurrence="o1", **more):
        reply = {"lines": [[[row, "plain", None]] for row in said.split("\n")], "rows": []}
        async with sessions.begin() as session:
            user_id = await session.scalar(text("SELECT user_id FROM emails"))
            notice = Notice(
                occurrence=occurrence,
                kind=kind,
                user_id=user_id,
                about={"said": {**reply, "data": {}}},
                due_at=clock(),
                **more,
            )
            await deliveries.put(session, [notice], now=clock())
        return user_id

    return put


@pytest.fixture
def states(sessions):
    """What became of all notices, the oldest first."""

    async def found():
        async with sessions() as session:
            rows = await session.execute(
                text("SELECT kind, state, reason FROM deliveries ORDER BY id")
            )
            return [tuple(row) for row in rows]

    return found


def code_in(mailbox):
    """The six digits of the last mail."""
    return re.search(r"^Your code: (\d{6})$", mailbox.texts[-1], re.MULTILINE)[1]
