"""Fixtures for the tests of the simulators themselves."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.simulators.slack_apps import FAST
from tests.simulators.slack_server import SlackServer


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    """A fake Slack with short times."""
    async with SlackServer(timings=FAST) as made:
        yield made


@pytest.fixture
def slack_client(slack: SlackServer) -> AsyncWebClient:
    """slack_sdk's client with the bot's token."""
    return AsyncWebClient(token=slack.bot_token, base_url=slack.url + "/api/")
