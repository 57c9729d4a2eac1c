"""Delivery to a webhook by the test Telegram server."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import replace

import pytest
import telegram
from aiohttp import web
from telegram.error import BadRequest, Conflict, RetryAfter

from tests.simulators.ports import free_port
from tests.simulators.telegram_server import TelegramServer
from tests.simulators.telegram_timings import Timings

QUICK = Timings(
    webhook_delay=0.01,
    webhook_delay_most=0.05,
    webhook_retry_after_most=0.05,
    set_webhook_every=0.0,
)


class Receiver:
    """A bot's web server: what it got, and what it answers next (status, headers, body)."""

    def __init__(self):
        self.url = f"http://127.0.0.1:{free_port()}/hook"
        self.got = []
        self.secrets = set()
        self.answers = defaultdict(list)
        self.at_once = self.most_at_once = 0
        self.hold = 0.0

    @property
    def texts(self):
        return [update["message"]["text"] for update in self.got]

    async def receive(self, request):
        update = await request.json()
        self.got.append(update)
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        await asyncio.sleep(self.hold)
        self.at_once -= 1
        waiting = self.answers[update["message"]["text"]]
        status, headers, body = waiting.pop(0) if waiting else (200, {}, "")
        return web.Response(status=status, headers=headers, text=body)

    async def start(self):
        app = web.Application()
        app.router.add_post("/hook", self.receive)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self.runner.setup()
        port = int(self.url.split(":")[2].split("/")[0])
        await web.TCPSite(self.runner, "127.0.0.1", port).start()


@pytest.fixture
async def receiver():
    made = Receiver()
    await made.start()
    yield made
    await made.runner.cleanup()


@pytest.fixture
async def server():
    async with TelegramServer(timings=QUICK) as running:
        yield running


@pytest.fixture
async def bot(server):
    async with telegram.Bot(server.token, base_url=f"{server.url}/bot") as made:
        yield made


async def taken(server, receiver, number):
    """Wait until nothing is left, and `number` tries were made."""
    await server.until(lambda: not server.world.updates.pending and len(receiver.got) >= number)


async def test_what_waited_and_what_comes_is_delivered_with_the_secret(server, bot, receiver):
    mia = server.person("Mia")
    await mia.sends("1")
    await bot.set_webhook(receiver.url, secret_token="s3cret_-")
    await mia.sends("2")
    await taken(server, receiver, 2)
    assert receiver.texts == ["1", "2"]
    assert receiver.secrets == {"s3cret_-"}
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    assert await bot.delete_webhook()
    await mia.sends("3")
    assert [u.message.text for u in await bot.get_updates()] == ["3"]
    assert not server.faults


async def test_a_failing_update_is_tried_again_and_holds_up_its_own_chat_only(
    server, bot, receiver
):
    mia, ben = server.person("Mia"), server.person("Ben")
    receiver.answers["bad"] = [(500, {}, ""), (404, {}, ""), (302, {"Location": "/"}, "")]
    await bot.set_webhook(receiver.url)
    await mia.sends("bad")
    await mia.sends("behind it")
    await ben.sends("beside it")
    await taken(server, receiver, 6)
    assert [text for text in receiver.texts if text != "beside it"] == [*["bad"] * 4, "behind it"]
    assert receiver.texts.index("beside it") < 5
    assert [d.error for d in server.deliveries if d.lane == mia.id] == [
        "Wrong response from the webhook: 500 Internal Server Error",
        "Wrong response from the webhook: 404 Not Found",
        "Wrong response from the webhook: 302 Found",
        None,
        None,
    ]
    assert [d.wait for d in server.deliveries if d.lane == mia.id] == [0, 0.02, 0.04, 0, 0]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 302 Found"
    assert (info.url, info.pending_update_count) == (receiver.url, 0)


async def test_retry_after_is_honoured_and_any_2xx_is_success(server, bot, receiver):
    mia = server.person("Mia")
    receiver.answers["1"] = [(503, {"Retry-After": "3600"}, ""), (204, {}, "")]
    await bot.set_webhook(receiver.url)
    await mia.sends("1")
    await taken(server, receiver, 2)
    assert receiver.texts == ["1", "1"]
    assert [delivery.wait for delivery in server.deliveries] == [0.05, 0]


async def test_who_asks_to_wait_longer_than_an_update_lives_loses_it(receiver):
    async with (
        TelegramServer(timings=Timings(message_life=60)) as server,
        telegram.Bot(server.token, base_url=f"{server.url}/bot") as bot,
    ):
        mia = server.person("Mia")
        receiver.answers["1"] = [(503, {"Retry-After": "3600"}, "")]
        await bot.set_webhook(receiver.url)
        await mia.sends("1")
        await mia.sends("2")
        await taken(server, receiver, 2)
        assert receiver.texts == ["1", "2"]


async def test_a_slow_server_is_an_error(receiver):
    async with (
        TelegramServer(timings=replace(QUICK, webhook_timeout=0.05)) as server,
        telegram.Bot(server.token, base_url=f"{server.url}/bot") as bot,
    ):
        receiver.hold = 0.5
        await bot.set_webhook(receiver.url)
        await server.person("Mia").sends("1")
        await server.until(lambda: server.deliveries)
        assert server.deliveries[0].error == "Read timeout expired"
        receiver.hold = 0.0
        await taken(server, receiver, 2)


async def test_an_absent_server_is_an_error_until_it_is_back(server, bot, receiver):
    mia = server.person("Mia")
    await bot.set_webhook(receiver.url)
    await receiver.runner.cleanup()
    await mia.sends("2")
    await server.until(lambda: server.deliveries)
    assert server.deliveries[0].error == "Connection refused"
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await receiver.start()
    await taken(server, receiver, 1)


async def test_chats_are_served_at_once_up_to_max_connections(server, bot, receiver):
    receiver.hold = 0.02
    await bot.set_webhook(receiver.url, max_connections=3)
    for number in range(9):
        person = server.person(f"P{number}")
        await person.sends("1")
        await person.sends("2")
    await taken(server, receiver, 18)
    assert receiver.most_at_once == 3


async def test_an_update_too_old_is_given_up(server, bot, receiver):
    mia = server.person("Mia")
    receiver.answers["1"] = [(500, {}, "")] * 1000
    await bot.set_webhook(receiver.url)
    await mia.sends("1")
    await mia.sends("2")
    await server.until(lambda: len(server.deliveries) > 2)
    assert "2" not in receiver.texts
    server.advance(86_401)
    await server.until(lambda: not server.world.updates.pending)


async def test_410_for_23_hours_closes_the_webhook(server, bot, receiver):
    mia = server.person("Mia")
    receiver.answers["1"] = [(410, {}, "")] * 1000
    await bot.set_webhook(receiver.url)
    await mia.sends("1")
    await server.until(lambda: len(server.deliveries) > 2)
    assert (await bot.get_webhook_info()).url
    server.advance(82_801)
    await server.until(lambda: not server.world.updates.webhook_set)
    assert len(await bot.get_updates()) == 1


async def test_410_now_and_then_closes_nothing(server, bot, receiver):
    mia = server.person("Mia")
    await bot.set_webhook(receiver.url)
    for text in ("1", "2"):
        receiver.answers[text] = [(410, {}, "")]
        await mia.sends(text)
        await server.until(lambda: not server.world.updates.pending)
        server.advance(82_801)
    assert (await bot.get_webhook_info()).url


async def test_a_redelivered_update_comes_again(server, bot, receiver):
    mia = server.person("Mia")
    await bot.set_webhook(receiver.url)
    sent = await mia.sends("1")
    await taken(server, receiver, 1)
    server.redeliver(sent.update_ids[0])
    await taken(server, receiver, 2)
    assert receiver.got[0] == receiver.got[1]


async def test_a_method_called_in_the_answer_is_a_fault(server, bot, receiver):
    mia = server.person("Mia")
    receiver.answers["1"] = [(200, {}, '{"method": "sendMessage"}')]
    await bot.set_webhook(receiver.url)
    await mia.sends("1")
    await taken(server, receiver, 1)
    assert [fault.method for fault in server.faults] == ["webhook"]


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
async def test_setting_a_webhook_ends_a_poll_and_is_refused_twice_a_second(receiver):
    async with (
        TelegramServer() as server,
        telegram.Bot(server.token, base_url=f"{server.url}/bot") as bot,
    ):
        polled = asyncio.create_task(bot.get_updates(timeout=30))
        await server.until(lambda: server.called("getUpdates"))
        await bot.set_webhook(receiver.url, allowed_updates=["message"])
        with pytest.raises(Conflict, match="terminated by setWebhook request"):
            await polled
        with pytest.raises(RetryAfter):
            await bot.set_webhook(receiver.url)
        assert (await bot.get_webhook_info()).allowed_updates == ("message",)
        with pytest.raises(BadRequest, match="https url must be provided"):
            await bot.set_webhook("http://example.org/hook")
