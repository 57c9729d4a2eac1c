"""OAuth v2: the page that asks for consent, the code that works once, tokens and refreshing."""

from __future__ import annotations

import base64
import binascii
import secrets
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from tests.simulators.slack_methods import Refused
from tests.simulators.slack_state import Slack
from tests.simulators.slack_world import Workspace

TOKEN_LIFE = 43_200  # seconds, of a token that is rotated


class Consent:
    """/oauth/v2/authorize: somebody of `workspace` agrees at once, or `refuses`."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack
        self.workspace = "T1"
        self.refuses = False

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Back to the app's redirect_uri with a code, or with error=access_denied."""
        asked = request.query
        if asked.get("client_id") != self.slack.client_id:
            return web.Response(status=400, text="invalid_client_id")
        if not asked.get("scope"):
            return web.Response(status=400, text="no_scopes")
        if not asked.get("state"):
            self.slack.fault("oauth: authorize without state")
        if not asked.get("redirect_uri"):
            return web.Response(status=400, text="bad_redirect_uri")
        back = {"state": asked.get("state", "")}
        if self.refuses:
            back["error"] = "access_denied"
        else:
            back["code"] = secrets.token_hex(16)
            granted = (self.workspace, asked["redirect_uri"], time.monotonic())
            self.slack.codes[back["code"]] = granted
            self.slack.workspaces[self.workspace].scopes = set(asked["scope"].split(","))
        raise web.HTTPFound(f"{asked['redirect_uri']}?{urlencode(back)}")


def access(slack: Slack, given: Mapping[str, Any], authorization: str) -> dict[str, Any]:
    """oauth.v2.access: a code or a refresh token for a new bot token, once."""
    client, secret = _basic(authorization) or (given.get("client_id"), given.get("client_secret"))
    if client != slack.client_id:
        raise Refused("invalid_client_id")
    if secret != slack.client_secret:
        raise Refused("bad_client_secret")
    if given.get("grant_type") == "refresh_token":
        return _refreshed(slack, str(given.get("refresh_token")))
    granted = slack.codes.pop(str(given.get("code")), None)
    if granted is None or time.monotonic() - granted[2] > slack.timings.oauth_code_life:
        raise Refused("invalid_code")
    if given.get("redirect_uri", granted[1]) != granted[1]:
        raise Refused("bad_redirect_uri")
    workspace = slack.workspaces[granted[0]]
    _new_tokens(workspace)
    workspace.installed = True
    return _installed(slack, workspace)


def _refreshed(slack: Slack, refresh_token: str) -> dict[str, Any]:
    for workspace in slack.workspaces.values():
        if workspace.refresh_token == refresh_token != "":
            _new_tokens(workspace)
            return _installed(slack, workspace)
    raise Refused("invalid_refresh_token")


def _new_tokens(workspace: Workspace) -> None:
    rotating = ".xoxe" if workspace.rotates else ""
    workspace.bot_token = f"xoxb{rotating}-{workspace.id}-{secrets.token_hex(12)}"
    workspace.refresh_token = f"xoxe-1-{secrets.token_hex(12)}" if workspace.rotates else ""


def _installed(slack: Slack, workspace: Workspace) -> dict[str, Any]:
    installer = next(iter(workspace.people), "U0INSTALLER")
    enterprise = {"id": workspace.enterprise, "name": "Acme Group"}
    team = {"id": workspace.id, "name": workspace.name}
    rotation = {"refresh_token": workspace.refresh_token, "expires_in": TOKEN_LIFE}
    return {
        "access_token": workspace.bot_token,
        "token_type": "bot",
        "scope": ",".join(sorted(workspace.scopes)),
        "bot_user_id": workspace.bot_user,
        "app_id": slack.app_id,
        "team": None if workspace.whole_enterprise else team,
        "enterprise": enterprise if workspace.enterprise else None,
        "is_enterprise_install": workspace.whole_enterprise,
        "authed_user": {"id": installer},
        **(rotation if workspace.rotates else {}),
    }


def _basic(authorization: str) -> tuple[str, str] | None:
    if not authorization.startswith("Basic "):
        return None
    try:
        client, _, secret = base64.b64decode(authorization[6:]).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return client, secret
