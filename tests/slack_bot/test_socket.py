"""Socket Mode: links that break, are refreshed, or hang; nothing is lost over it."""

from __future__ import annotations

import pytest

from bots.slack import socket
from expenseiq_core.errors import SettingsError
from tests.slack_bot.conftest import opened


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(socket, "PING", 0.1)


@pytest.fixture
async def linked(slack, sessions):
    async with opened(slack, sessions, socket=True) as running:
        yield running


async def test_link_that_breaks_is_made_anew(slack, linked):
    ana = slack.person("Ana", locale="en-GB")
    slack.links.drop()
    await slack.until(lambda: not slack.links.open)
    await slack.until(lambda: slack.links.open)
    await ana.sends("lunch 12.50 food")
    await slack.until(lambda: slack.messages(ana))
    assert linked.part.is_ready


async def test_message_whose_link_breaks_before_the_acknowledgement_is_logged_once(slack, linked):
    ana = slack.person("Ana", locale="en-GB")
    await slack.settled()
    slack.links.drop_after_next_envelope = True
    await ana.sends("lunch 12.50 food")
    await slack.until(lambda: slack.messages(ana))
    await slack.settled()
    assert len(await linked.entries()) == 1
    assert len(slack.messages(ana)) == 1


async def test_link_is_changed_when_slack_asks_for_it(slack, linked):
    ana = slack.person("Ana", locale="en-GB")
    [before] = slack.links.open
    await slack.links.ask_to_reconnect()
    await slack.until(lambda: slack.links.open and before not in slack.links.open)
    for number in range(3):
        await ana.sends(f"coffee {number + 1} food")
    await slack.until(lambda: len(slack.messages(ana)) == 3)
    await slack.settled()
    assert len(await linked.entries()) == 3


async def test_link_that_hangs_is_replaced_with_new_connections(slack, linked):
    ana = slack.person("Ana", locale="en-GB")
    client = linked.part._socket._client
    client.message_receiver.cancel()  # as if its loop had died: the link is open and says nothing
    await slack.until(lambda: linked.part._socket._client is not client)
    await slack.until(lambda: linked.part.is_ready)
    assert client.aiohttp_client_session.closed
    await ana.sends("lunch 12.50 food")
    await slack.until(lambda: slack.messages(ana))


async def test_link_from_which_nothing_comes_is_not_believed(slack, linked, monkeypatch):
    client = linked.part._socket._client
    monkeypatch.setattr(socket, "QUIET", 0.0)
    await slack.until(lambda: linked.part._socket._client is not client)
    monkeypatch.setattr(socket, "QUIET", 1800.0)
    await slack.until(lambda: linked.part.is_ready)


async def test_what_was_received_is_handled_when_it_stops(slack, sessions):
    ana = slack.person("Ana", locale="en-GB")
    async with opened(slack, sessions, socket=True) as running:
        for number in range(5):
            await ana.sends(f"coffee {number + 1} food")
        await slack.until(lambda: len(slack.deliveries) == 5)
    await slack.until(lambda: not slack.links.open)
    recorded = len(await running.entries())
    acknowledged = sum(one.status == 200 for one in slack.deliveries)
    assert recorded >= acknowledged
    assert len(slack.messages(ana)) == recorded


async def test_wrong_app_token_is_told(slack, sessions):
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN"):
        async with opened(slack, sessions, socket=True, slack_app_token="xapp-wrong"):
            pass


async def test_wrong_bot_token_is_told(slack, sessions):
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN"):
        async with opened(slack, sessions, slack_bot_token="xoxb-wrong"):
            await slack.until(lambda: slack.calls)
