"""The manifest asks for what is used and no more, within Slack's limits."""

from __future__ import annotations

import datetime as dt
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from slack_sdk.web.async_client import AsyncWebClient

import bots.slack
from bots.dialog.commands import COMMANDS
from bots.slack import adapter, heard, interactions, listeners, lives
from bots.slack.home import Home
from bots.slack.manifest import EVENTS, SCOPES, manifest
from bots.slack.part import part
from expenseiq_core import config
from expenseiq_core.errors import SettingsError
from tests.simulators.slack_methods import METHODS

WEB = "https://expenses.example.com/"
NEEDED = {
    "app_mention": "app_mentions:read",
    "channel_archive": "channels:read",
    "channel_id_changed": "channels:read",
    "channel_left": "channels:read",
    "channel_rename": "channels:read",
    "channel_unarchive": "channels:read",
    "group_archive": "groups:read",
    "group_left": "groups:read",
    "group_rename": "groups:read",
    "group_unarchive": "groups:read",
    "member_joined_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}
"""Events that need a scope."""
READING = {"channels:read", "groups:read", "mpim:read"}
"""What conversations.info needs, by the kind of the conversation."""
OTHERS = {"files.info": "files:read", "files.upload_v2": "files:write"}
"""Methods that the simulated Slack knows by other names, or not."""


@pytest.fixture
def clock():
    return lambda: dt.datetime.now(dt.UTC)


def made(**given):
    return manifest(config.Settings(_env_file=None, **given))


def called():
    """The Web API methods that the package calls, and whose token is the bot's."""
    found = set()
    for path in Path(bots.slack.__file__).parent.glob("*.py"):
        for name in re.findall(r"client\.(\w+)", path.read_text()):
            if inspect.iscoroutinefunction(getattr(AsyncWebClient, name, None)):
                found.add(name.replace("_", ".", 1))
    return found - {"api.call", "apps.connections_open"}


def test_scopes_are_those_of_the_methods_and_events_that_are_used():
    methods = called()
    assert {"chat.postMessage", "users.info", "views.publish", "files.upload_v2"} <= methods
    needed = {OTHERS.get(name) or METHODS[name].scope for name in methods} - {""}
    assert "conversations.info" in methods
    assert set(SCOPES) == needed | set(NEEDED.values()) | READING | {"commands"}
    assert set(NEEDED) <= set(EVENTS)
    assert made()["oauth_config"]["scopes"]["bot"] == list(SCOPES)


def test_events_are_those_that_are_listened_to():
    modules = (adapter, heard, listeners, lives, Home)
    handled = "".join(map(inspect.getsource, modules))
    for event in EVENTS:
        assert f'"{event.partition(".")[0]}"' in handled, event
    assert set(listeners.REVOKED) <= set(EVENTS)
    assert made()["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)


def test_the_shortcut_is_the_one_that_is_listened_to():
    [shortcut] = made()["features"]["shortcuts"]
    assert shortcut["callback_id"] == interactions.ADD_AS_EXPENSE
    assert shortcut["type"] == "message"


def test_texts_are_within_slack_s_limits():
    whole = made(web_url=WEB)
    display, features = whole["display_information"], whole["features"]
    assert 1 <= len(display["name"]) <= 35
    assert 1 <= len(display["description"]) <= 140
    assert 175 <= len(display["long_description"]) <= 4000
    assert re.fullmatch("#[0-9a-f]{6}", display["background_color"])
    assert len(features["bot_user"]["display_name"]) <= 80
    [command] = features["slash_commands"]
    assert re.fullmatch("/[a-z0-9_-]{1,31}", command["command"])
    assert len(command["description"]) <= 2000
    assert len(command["usage_hint"]) <= 1000
    [shortcut] = features["shortcuts"]
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150
    assert len(shortcut["callback_id"]) <= 255


def test_people_come_as_ids_and_can_write_to_the_app():
    features = made()["features"]
    assert features["slash_commands"][0]["should_escape"] is True
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_every_command_of_the_dialog_is_told_of():
    told = made()["display_information"]["long_description"]
    for command in COMMANDS:
        assert not command.summary or f"{command.name}: {command.summary}" in told


def test_without_an_address_slack_is_reached_over_a_socket():
    whole = made()
    assert whole["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(whole)


def test_an_app_token_means_a_socket_although_there_is_an_address():
    whole = made(web_url=WEB, slack_app_token="xapp-1")
    assert whole["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in whole["settings"]["interactivity"]


async def test_with_an_address_requests_come_to_the_route_that_serves_them(sessions, clock):
    whole = made(web_url=WEB)
    assert whole["settings"]["socket_mode_enabled"] is False
    urls = {
        whole["settings"]["event_subscriptions"]["request_url"],
        whole["settings"]["interactivity"]["request_url"],
        whole["features"]["slash_commands"][0]["url"],
    }
    assert urls == {"https://expenses.example.com/slack/events"}
    [redirect] = whole["oauth_config"]["redirect_urls"]
    settings = config.Settings(
        _env_file=None,
        slack_client_id="1.2",
        slack_client_secret="s",
        slack_signing_secret="s",
        secret_key=Fernet.generate_key().decode(),
        web_url=WEB,
    )
    running = part(settings, sessions, clock)
    served = {route.path for route in running.routes}
    await running.receiver.close(1)
    assert {url.removeprefix(WEB.rstrip("/")) for url in (*urls, redirect)} <= served
    assert "/slack/install" in served


def test_tokens_are_rotated_and_enterprises_let_in_only_if_asked_for():
    assert made()["settings"]["token_rotation_enabled"] is False
    assert made()["settings"]["org_deploy_enabled"] is False
    settings = config.Settings(_env_file=None, slack_client_id="1.2", web_url=WEB)
    assert manifest(settings, rotates=True)["settings"]["token_rotation_enabled"] is True
    assert manifest(settings)["settings"]["org_deploy_enabled"] is True


def test_many_workspaces_need_an_address():
    with pytest.raises(SettingsError, match="Set WEB_URL"):
        made(slack_client_id="1.2")


def test_it_is_printed_as_json(tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "bots.slack.manifest"],
        env={"PYTHONPATH": str(Path(bots.__file__).parents[1])},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(told.stdout) == made()
