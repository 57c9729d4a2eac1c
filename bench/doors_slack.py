"""Slack: signed events over HTTP, to be committed and answered by one process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

import aiohttp

from bench.doors_running import Child, Done
from tests.simulators import slack_events
from tests.simulators.slack_person import Person
from tests.simulators.slack_server import SlackServer

CONNECTIONS = 16


@dataclass(kw_only=True)
class Events:
    """Texts of people in turn, as events; acknowledged: the last was answered with 200."""

    server: SlackServer
    people: list[Person]
    url: str
    texts: list[str]
    done: Done
    waiting: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.texts)

    async def prepare(self) -> None:
        self.server.calls.clear()
        for position, text in enumerate(self.texts):
            body = self._event(self.people[position % len(self.people)], text)
            headers = self.server.signed(body) | {"Content-Type": "application/json"}
            self.waiting.append((body, headers))

    async def begin(self) -> None:
        waiting = iter(self.waiting)
        connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        async with aiohttp.ClientSession(connector=connector) as session:
            await asyncio.gather(*(self._send(session, waiting) for _ in range(CONNECTIONS)))

    def is_done(self, handled: int) -> bool:
        if self.done == "answered":
            posted = (call for call in self.server.calls if call.method == "chat.postMessage")
            return sum(bool(call.answer["ok"]) for call in posted) >= self.number
        return handled >= self.number or self.done == "acknowledged"

    async def _send(
        self, session: aiohttp.ClientSession, waiting: Iterator[tuple[bytes, dict[str, str]]]
    ) -> None:
        for body, headers in waiting:
            async with session.post(self.url, data=body, headers=headers) as answer:
                assert answer.status == 200, await answer.text()

    def _event(self, person: Person, text: str) -> bytes:
        message = person._written(text, person.dm, None, None)
        event = slack_events.posted(person.workspace, person.dm, message)
        wrapped = slack_events.wrapped(self.server, person.workspace, event, shared=False)
        return json.dumps(wrapped).encode()


class Slack:
    """The simulator and its people."""

    name = "slack"
    library = "slack-bolt"

    def __init__(self, people: int) -> None:
        self.server = SlackServer()
        # What the app itself writes would come as an event too: as many again, and none to measure.
        self.server.echo = False
        self.people = [self.server.person(f"Person {number}") for number in range(people)]
        self._url = ""

    def open(self) -> AbstractAsyncContextManager[object]:
        return self.server

    def settings(self) -> dict[str, str]:
        return {
            "SLACK_BOT_TOKEN": self.server.bot_token,
            "SLACK_SIGNING_SECRET": self.server.signing_secret,
            "SLACK_API_URL": f"{self.server.url}/api/",
        }

    async def meet(self, child: Child) -> None:
        """Wait until the process says that it can work."""
        base = f"http://127.0.0.1:{child.port}"
        self._url = f"{base}/slack/events"
        async with aiohttp.ClientSession() as session:
            while True:
                await child.told()
                try:
                    async with session.get(f"{base}/readyz") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.05)

    def batch(self, texts: list[str], done: Done) -> Events:
        return Events(server=self.server, people=self.people, url=self._url, texts=texts, done=done)

    def faults(self) -> list[str]:
        return self.server.faults
