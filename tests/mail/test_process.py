"""E-mail in a process: beside the platforms, and on the one web server."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from bots.hosting import web
from expenseiq_core.config import Settings
from expenseiq_core.errors import SettingsError
from scheduler.ticking import beside
from tests.dialog.conftest import NOON, Conversation
from tests.mail.conftest import KEY, WEB_URL, code_in
from tests.simulators.ports import free_port


@pytest.fixture
def settings(mailbox):
    return Settings(
        _env_file=None,
        smtp_url=f"smtp://127.0.0.1:{mailbox.port}",
        mail_from="bot@example.org",
        web_url=WEB_URL,
        secret_key=KEY,
        scheduler_every=0.1,
    )


async def test_a_process_with_a_mail_server_sends_mail_and_says_that_it_does(
    settings, sessions, mailbox
):
    mia = Conversation(sessions)
    assert (await mia("email mia@example.org")).text.startswith("E-mail is not set up")
    scheduler, stopping = beside(settings, sessions, lambda: NOON, []), asyncio.Event()
    running = asyncio.create_task(scheduler.run(stopping))
    try:
        async with asyncio.timeout(10):
            while "on its way" not in (await mia("email mia@example.org")).text:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
            while not mailbox.mails:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert (await mia(code_in(mailbox))).text.startswith("Verified: ")
    finally:
        stopping.set()
        await running


async def test_the_web_server_serves_the_link_of_mails(settings, sessions):
    scheduler, port = beside(settings, sessions, lambda: NOON, []), free_port()
    app = web.application([], sessions, scheduler.routes)
    async with web.serving(app, host="127.0.0.1", port=port), httpx.AsyncClient() as browser:
        page = await browser.get(f"http://127.0.0.1:{port}/mail/unsubscribe/x")
    assert page.status_code == 400


def test_without_a_mail_server_there_is_no_mail_and_no_route(sessions):
    scheduler = beside(Settings(_env_file=None), sessions, lambda: NOON, [])
    assert scheduler.routes == ()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"mail_from": None}, "MAIL_FROM must be like"),
        ({"smtp_url": "mail.example.org"}, "SMTP_URL must be like"),
        ({"secret_key": "short"}, "EXPENSEIQ_SECRET_KEY is no key"),
    ],
)
def test_half_of_it_is_one_sentence_at_the_start(settings, sessions, wrong, words):
    with pytest.raises(SettingsError, match=words):
        beside(settings.model_copy(update=wrong), sessions, lambda: NOON, [])
