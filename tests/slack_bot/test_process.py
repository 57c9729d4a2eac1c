"""`python -m bots.slack`: starts, logs no secret and nothing that people typed, stops when told."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.simulators.ports import free_port
from tests.simulators.slack_server import SlackServer

OURS = ("SLACK", "TELEGRAM", "DATABASE", "EXPENSEIQ", "WEB", "LOG")


@contextlib.asynccontextmanager
async def process(folder: Path, **settings: str):
    """Run it; yields the process, whose log is read when it has ended."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    with (folder / "log").open("wb") as log:
        running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bots.slack",
            cwd=folder, stdout=log, stderr=log,
            env=inherited | {"PYTHONPATH": str(Path(__file__).parents[2])} | settings,
        )  # fmt: skip
        try:
            yield running
        finally:
            if running.returncode is None:
                running.kill()
            await running.wait()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("over", ["http", "socket"])
async def test_neither_secrets_nor_words_are_logged(tmp_path, slack, database_url, over):
    port = free_port()
    settings = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": f"{slack.url}/api/",
        # Set for the sake of others: nothing of it is to confuse bolt.
        "SLACK_SCOPES": "chat:write",
        "DATABASE_URL": database_url,
        "WEB_PORT": str(port),
        "LOG_LEVEL": "DEBUG",
    }
    if over == "socket":
        settings["SLACK_APP_TOKEN"] = slack.app_token
    ana = slack.person("Anastasia", locale="en-GB")
    async with process(tmp_path, **settings) as running:
        slack.request_url = f"http://127.0.0.1:{port}/slack/events"
        await slack.until(lambda: slack.calls or slack.links.open, timeout=30)
        if over == "http":
            await slack.until(lambda: verified(slack), timeout=30)
        await converse(slack, ana)
        running.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(running.wait(), 20) == 0
    log = (tmp_path / "log").read_text()
    assert "answer refused" in log
    for secret in (slack.bot_token, slack.app_token, slack.signing_secret, "ticket=", "/response/"):
        assert secret not in log
    for word in ("artichoke", "12.50", "Anastasia", "anastasia"):
        assert word not in log


@pytest.mark.usefixtures("fresh")
async def test_without_a_way_to_reach_it_it_says_what_to_set(tmp_path, database_url):
    settings = {"SLACK_BOT_TOKEN": "xoxb-1", "DATABASE_URL": database_url}
    async with process(tmp_path, **settings) as running:
        assert await asyncio.wait_for(running.wait(), 30) == 2
    log = (tmp_path / "log").read_text()
    assert "SLACK_APP_TOKEN" in log
    assert "SLACK_SIGNING_SECRET" in log
    assert "Traceback" not in log


async def verified(slack: SlackServer) -> bool:
    try:
        return await slack.verifies_url()
    except OSError:
        return False


async def converse(slack, ana):
    """Say things, and let every way of answering fail once."""
    await ana.sends("artichoke 12.50 food")
    await slack.until(lambda: slack.messages(ana), timeout=30)
    await ana.types_command("/expense artichoke 12.50 food")
    await ana.presses(slack.messages(ana)[0], "Undo")
    general = slack.channel("general", [ana])
    slack.fail("chat.postEphemeral", with_="invalid_arguments")
    slack.fail("chat.postMessage", with_="invalid_blocks")
    await ana.mentions_app("artichoke 12.50 food", channel=general)
    await slack.settled()
    slack.fail("users.info", with_=500)
    slack.fail("chat.postMessage", with_=500)
    bob = slack.person("Bob")
    await bob.sends("artichoke 12.50 food")
    slack.send_event({"type": "message", "channel_type": "im", "text": "artichoke", "ts": 5})
    await slack.settled()
    body = b'{"type": "event_callback", "event": {"type": "message", "text": "artichoke"'
    if slack.deliveries[0].over == "http":
        for headers in (slack.signed(body), slack.signed(body, secret="x")):
            await slack.send_raw(body, headers | {"Content-Type": "application/json"})
    await slack.until(lambda: not any(slack.web_api.failures.values()))
