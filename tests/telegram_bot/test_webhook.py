from __future__ import annotations

import asyncio
import contextlib

import httpx
import pytest
from sqlalchemy import text

from bots.hosting import web
from bots.telegram import webhook
from bots.telegram.part import TelegramPart
from expenseiq_core.errors import SettingsError
from tests.simulators.ports import free_port
from tests.simulators.telegram_failing import ServerError
from tests.telegram_bot.conftest import hurried, now, settings
from tests.telegram_bot.test_conversation import entries


@contextlib.asynccontextmanager
async def served(api, sessions, *, url=None):
    """A bot whose updates are brought to a web server of ours; its address."""
    port = free_port()
    url = url or f"http://127.0.0.1:{port}/hook"
    part = TelegramPart(settings(api, telegram_webhook_url=url), sessions, now, hurried())
    stopping = asyncio.Event()
    async with web.serving(web.application([part], sessions), host="127.0.0.1", port=port):
        task = asyncio.create_task(part.run(stopping))
        try:
            await api.until(lambda: part.is_ready or task.done())
            yield url
        finally:
            stopping.set()
            await asyncio.wait_for(task, 15)


def secret(api):
    return {webhook.HEADER: webhook.secret_of(api.token)}


def message(person, said):
    sent = {"message_id": 99, "date": 1_800_000_000, "chat": person.chat.raw, "from": person.user}
    return {"update_id": 900_000_000, "message": {**sent, "text": said}}


async def failed(sessions):
    async with sessions() as db:
        return await db.scalar(text("SELECT count(*) FROM failed_messages"))


async def test_updates_are_brought_and_answered(api, mia, sessions):
    async with served(api, sessions):
        answer = await api.answer_to(await mia.sends("lunch 12.50 food"))
        await api.answer_to(await mia.presses(answer, "Undo"))
        await api.until(lambda: "Undone" in answer.text)
    assert [delivery.error for delivery in api.deliveries] == [None, None]


async def test_the_webhook_is_set_with_a_secret_that_is_not_the_token(api, sessions):
    async with served(api, sessions) as url:
        (call,) = api.called("setWebhook")
    assert call.params["url"] == url
    assert call.params["secret_token"] == webhook.secret_of(api.token)
    assert api.token.partition(":")[2] not in call.params["secret_token"]
    assert "message" in call.params["allowed_updates"]
    assert call.params["max_connections"] == 40
    assert not call.params.get("drop_pending_updates")


@pytest.mark.parametrize(
    "headers", [{}, {webhook.HEADER: ""}, {webhook.HEADER: "x" * 64}, {webhook.HEADER: "\xfc"}]
)
async def test_forged_requests_are_refused_and_leave_no_row(api, mia, sessions, headers):
    async with served(api, sessions) as url, httpx.AsyncClient() as client:
        headers = {name: value.encode("latin-1") for name, value in headers.items()}
        answer = await client.post(url, json=message(mia, "lunch 12.50"), headers=headers)
    assert answer.status_code == 403
    assert await entries(sessions) == []
    assert await failed(sessions) == 0


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"1", b'{"update_id": "1"}', b"\xff\xfe", b"[" * 100_000]
)
async def test_what_is_no_update_is_400(api, sessions, body):
    async with served(api, sessions) as url, httpx.AsyncClient() as client:
        answer = await client.post(url, content=body, headers=secret(api))
    assert answer.status_code == 400


async def test_other_methods_and_huge_bodies_are_refused(api, sessions):
    async with served(api, sessions) as url, httpx.AsyncClient() as client:
        assert (await client.get(url)).status_code == 405
        try:
            answer = await client.post(url, content=b"x" * 1_100_000, headers=secret(api))
        except httpx.TransportError:
            return  # hung up on before we could read why
        assert answer.status_code == 413


async def test_a_malformed_update_is_acknowledged_and_kept(api, sessions):
    async with served(api, sessions) as url, httpx.AsyncClient() as client:
        body = {"update_id": 7, "message": {"text": "taxi 9"}}
        answer = await client.post(url, json=body, headers=secret(api))
    assert answer.status_code == 200
    assert await failed(sessions) == 1


async def test_a_replayed_update_is_logged_once(api, mia, sessions):
    await mia.starts()
    async with served(api, sessions) as url, httpx.AsyncClient() as client:
        for _ in range(3):
            body = message(mia, "lunch 12.50 food")
            assert (await client.post(url, json=body, headers=secret(api))).status_code == 200
    assert await entries(sessions) == [("lunch", 1250)]


async def test_what_could_not_be_handled_is_brought_again(api, mia, sessions, monkeypatch):
    monkeypatch.setattr("bots.dialog.failures.PATIENCE", 0.05)
    monkeypatch.setattr("bots.telegram.webhook.AGAIN_AFTER", 0)
    monkeypatch.setattr("bots.telegram.unhandled.TRIES", 1000)
    async with served(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))
        async with sessions.begin() as db:
            await db.execute(text("ALTER TABLE turns RENAME TO turns_away"))
            await db.execute(text("ALTER TABLE failed_messages RENAME TO failed_away"))
        sent = await mia.sends("lunch 12.50 food")
        await api.until(lambda: api.deliveries[-1].error)
        async with sessions.begin() as db:
            await db.execute(text("ALTER TABLE turns_away RENAME TO turns"))
        await api.answer_to(sent)
        # Not before: a try that failed without turns would be kept, and answered for that.
        async with sessions.begin() as db:
            await db.execute(text("ALTER TABLE failed_away RENAME TO failed_messages"))
    assert "503" in next(d.error for d in api.deliveries if d.error)
    assert await entries(sessions) == [("tea", 200), ("lunch", 1250)]


async def test_while_telegram_is_away_the_webhook_is_set_later(api, mia, sessions):
    api.fail("setWebhook", ServerError(502), times=1)
    await mia.starts()
    async with served(api, sessions):
        await api.until(lambda: api.messages(mia))


async def test_what_comes_before_we_are_ready_is_brought_again_soon(api, mia, sessions):
    await mia.starts()
    port = free_port()
    url = f"http://127.0.0.1:{port}/hook"
    part = TelegramPart(settings(api, telegram_webhook_url=url), sessions, now, hurried())
    app = web.application([part], sessions)
    async with web.serving(app, host="127.0.0.1", port=port), httpx.AsyncClient() as client:
        answer = await client.post(url, json=message(mia, "tea 2"), headers=secret(api))
    # Without it, Telegram's pauses double up to two minutes.
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert await entries(sessions) == []


async def test_an_address_that_telegram_refuses_is_said(api, sessions):
    with pytest.raises(SettingsError, match="TELEGRAM_WEBHOOK_URL"):
        async with served(api, sessions, url="http://bot.example/hook"):
            pass
    api.faults.clear()


def test_where_no_path_is_set_there_is_one():
    assert webhook.address("https://bot.example") == "https://bot.example/telegram"
    assert webhook.address("https://bot.example/") == "https://bot.example/telegram"
    assert webhook.address("https://bot.example/a/b") == "https://bot.example/a/b"
