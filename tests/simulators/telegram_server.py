"""A strict Telegram Bot API server on loopback, for tests.

It refuses what the real one refuses, in its words, and tells the bot nothing that the real one
would not. State lives here, so the bot may be a process that is killed and started again.

    async with TelegramServer() as server:
        bot = telegram.Bot(server.token, base_url=f"{server.url}/bot",
                           base_file_url=f"{server.url}/file/bot")
        mia = server.person("Mia", language_code="de", username="mia")
        lunch = await mia.sends("lunch 12.50")            # the bot gets it by getUpdates
        answer = await server.answer_to(lunch)            # waits for the bot's message
        assert "12.50" in answer.text
        pressed = await mia.presses(answer, "Undo")       # by its label
        await server.answer_to(pressed)                   # waits for answerCallbackQuery
        await server.until(lambda: "undone" in answer.text)   # edited in place
        trip = server.group("Trip", mia, ben, forum=True)
        await mia.sends("/add@our_test_bot 12 taxi", chat=trip, thread=trip.topic("Taxis"))
        server.fail("sendMessage", DroppedAfter(), times=2)
        server.advance(151)                               # time passes, without waiting
        assert server.unanswered_queries() == []
        assert server.faults == []                        # nothing that no correct bot does

Numbers in comments ("fact 9") are those of Telegram's section in the collected platform facts.
"""

from __future__ import annotations

import asyncio
import inspect
import itertools
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from tests.simulators.ports import free_port
from tests.simulators.telegram_chats import Chat, Message
from tests.simulators.telegram_failing import Failure, Planned
from tests.simulators.telegram_groups import Group
from tests.simulators.telegram_http import Api, Call, Fault
from tests.simulators.telegram_people import Person
from tests.simulators.telegram_timings import Rates, Timings
from tests.simulators.telegram_webhook import Delivery
from tests.simulators.telegram_world import Query, World

JSON = dict[str, Any]

TOKEN = "7000000001:AAF-a_token_for_tests_that_opens_nothing"
WAIT = 20.0  # seconds until a test gives up


class TelegramServer:
    """The server and what a test needs around it; see the module's example."""

    def __init__(
        self,
        *,
        timings: Timings | None = None,
        rates: Rates | None = None,
        privacy: bool = True,
        inline_feedback: bool = True,
        username: str = "our_test_bot",
    ) -> None:
        """`rates` limit how fast the bot may send; None lets it send as fast as it can."""
        self.token = TOKEN
        bot = {
            "id": int(TOKEN.partition(":")[0]),
            "is_bot": True,
            "first_name": "Our Test Bot",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": not privacy,
            "supports_inline_queries": True,
        }
        self.world = World(
            token=TOKEN,
            bot=bot,
            timings=timings or Timings(),
            rates=rates,
            inline_feedback=inline_feedback,
        )
        self.api = Api(self.world)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._person_ids = itertools.count(1_000_001)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen; also again, after `stop`, with everything as it was."""
        self._runner = web.AppRunner(self.api.app(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.api.webhook.resume()

    async def stop(self) -> None:
        """Stop listening, as in an outage; connections break."""
        self.world.updates.end_poll()
        self.api.webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    # Who is there

    def person(self, name: str, **more: Any) -> Person:
        """Somebody, with `language_code`, `username`, `last_name`, `id` if given."""
        user = {"id": next(self._person_ids), "is_bot": False, "first_name": name, **more}
        return Person(self.world, user)

    def group(self, title: str, *members: Person, bot: bool = True, **more: Any) -> Group:
        """A group of people made by the first, who adds the bot; `forum`, `supergroup`."""
        group = Group(self.world, title, members, **more)
        if bot:
            group.adds_bot()
        return group

    def advance(self, seconds: float) -> None:
        """Let time pass without waiting."""
        self.world.clock.advance(seconds)

    # Updates by hand

    def update(self, body: JSON, *, lane: int = 1) -> int:
        """Send an update as it is, however malformed; its id."""
        return self.world.updates.add_raw(body, lane=lane, life=self.world.timings.message_life)

    def redeliver(self, update_id: int) -> None:
        """Hand an update out once more, as after a lost confirmation."""
        self.world.updates.again(update_id)

    # What the bot did

    @property
    def calls(self) -> list[Call]:
        return self.api.calls

    @property
    def faults(self) -> list[Fault]:
        """What no correct bot does; empty at the end of a test."""
        return self.api.faults

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def messages(self, chat: Person | Group) -> list[Message]:
        """The bot's messages in a chat, as they are now, without deleted ones."""
        kept = chat.chat.messages.values()
        return [message for message in kept if message.by_bot and not message.deleted]

    @property
    def deliveries(self) -> list[Delivery]:
        """What was tried to deliver to the bot's webhook."""
        return self.api.webhook.deliveries

    def unanswered_queries(self) -> list[Query]:
        """Pressed buttons and inline queries that the bot was told of and left alone."""
        told = (query for query in self.world.queries.values() if query.update_id)
        return [query for query in told if query.answer is None]

    def fail(
        self,
        method: str,
        failure: Failure,
        *,
        times: int = 1,
        when: Callable[[JSON], bool] = lambda _params: True,
    ) -> None:
        """Let the next calls of a method go wrong, those whose parameters fit `when`."""
        self.api.failures.plan(Planned(method, times, failure, when))

    # Waiting

    async def until(self, predicate: Callable[[], Any], *, within: float = WAIT) -> Any:
        """What the predicate gives, awaited if need be, as soon as it is true."""
        loop = asyncio.get_running_loop()
        end, pause = loop.time() + within, 0.001
        while True:
            value = predicate()
            if inspect.isawaitable(value):
                value = await value
            if value:
                return value
            if loop.time() > end:
                last = [(c.method, c.code, c.description) for c in self.calls[-5:]]
                raise AssertionError(f"not within {within} s; the last calls were {last}")
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 0.02)

    async def answer_to(self, asked: Message | Query, *, within: float = WAIT) -> Any:
        """The bot's message that replies to a message, or else the first one after it.

        Of a pressed button: the text and show_alert; of an inline query: the whole answer.
        """
        if isinstance(asked, Query):
            return await self.until(lambda: asked.answer, within=within)
        return await self.until(lambda: _answer(asked.chat, asked), within=within)


def _answer(chat: Chat, asked: Message) -> Message | None:
    if asked.id in chat.replies:
        return chat.replies[asked.id]
    last = next(reversed(chat.messages), 0)
    for number in range(asked.id + 1, last + 1):
        message = chat.messages.get(number)
        if message is not None and message.by_bot and message.reply_to is None:
            return message
    return None
