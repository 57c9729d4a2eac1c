"""Which token speaks where: the one of the settings, or that of each workspace's installation.

`authorize` is what bolt asks at every request, `token` what a sender asks; neither calls Slack each
time. `workspaces_of` chooses by the settings.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import Protocol

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bots.hosting.sending import UnreachableError
from bots.slack.calls import FAILURES, code_of
from bots.slack.installed import InstalledWorkspaces
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions
from expenseiq_core.errors import SettingsError
from expenseiq_core.sealing import Sealer

log = structlog.get_logger()

DEAD = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)
"""What Slack answers to a token that will never work again."""


class Workspaces(Protocol):
    """The workspaces that the app is in."""

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        """Return who we are in the workspace of a request; None: the app is not installed there.

        Any exception means that this cannot be told now: the request is to be delivered again.
        """
        ...

    async def token(self, workspace: str, *, user: str | None = None) -> str:
        """Return the token that writes to a person of a workspace (an enterprise or team id).

        Raises BlockedError if the app is not installed there, UnreachableError if that cannot be
        told now.
        """
        ...

    async def revoke(
        self, *, enterprise_id: str | None, team_id: str | None, at: dt.datetime
    ) -> None:
        """End what was installed in a place until `at` (whole seconds, as Slack tells it)."""
        ...

    def forget(self) -> None:
        """Believe nothing that was found before: a token did not work."""
        ...


def workspaces_of(
    settings: Settings, sessions: Sessions, *, clock: Callable[[], dt.datetime]
) -> Workspaces:
    """Return the one workspace of `SLACK_BOT_TOKEN`, or all that installed the app by OAuth.

    Raises SettingsError if the settings say neither, or both.
    """
    token, client_id = settings.slack_bot_token, settings.slack_client_id
    if token and client_id:
        raise SettingsError(
            "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many: set one of them."
        )
    if token:
        return OneWorkspace(token, api_url=settings.slack_api_url)
    if client_id and settings.slack_client_secret:
        return InstalledWorkspaces(
            sessions,
            sealer=Sealer(settings.secret_key),
            client_id=client_id,
            client_secret=settings.slack_client_secret,
            api_url=settings.slack_api_url,
            clock=clock,
        )
    raise SettingsError(
        "Slack needs SLACK_BOT_TOKEN for one workspace,"
        " or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for many."
    )


class OneWorkspace:
    """The workspace of a token that is given; Slack is asked once who we are there."""

    def __init__(self, token: str, *, api_url: str) -> None:
        self._token = token
        self._client = AsyncWebClient(token=token, base_url=api_url, timeout=10)
        self._asking = asyncio.Lock()
        self._own: AuthorizeResult | None = None

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        """Return who we are, if the request is of our workspace."""
        del user_id
        own = await self._who()
        if own is None or own.team_id is None:
            return None
        same_team = team_id == own.team_id
        same_enterprise = own.enterprise_id is not None and enterprise_id == own.enterprise_id
        if same_team or same_enterprise:
            return own
        log.warning("request of another workspace", team=team_id, enterprise=enterprise_id)
        return None

    async def is_in(self) -> bool:
        """Whether Slack accepts the token; UnreachableError if that cannot be told now."""
        return await self._who() is not None

    async def token(self, workspace: str, *, user: str | None = None) -> str:
        """Return the one token."""
        del workspace, user
        return self._token

    async def revoke(
        self, *, enterprise_id: str | None, team_id: str | None, at: dt.datetime
    ) -> None:
        """Ask Slack again at the next request whether the token still works."""
        del enterprise_id, team_id, at
        self.forget()

    def forget(self) -> None:
        """Ask Slack again who we are."""
        self._own = None

    async def _who(self) -> AuthorizeResult | None:
        async with self._asking:
            if self._own is None:
                self._own = await self._asked()
            return self._own

    async def _asked(self) -> AuthorizeResult | None:
        try:
            found = await self._client.auth_test()
        except FAILURES as error:
            code = code_of(error) or type(error).__name__
            log.warning("token of SLACK_BOT_TOKEN not accepted", error=code)
            if code in DEAD:
                return None
            # bolt would take a SlackApiError for a dead token, and the request would be lost.
            raise UnreachableError(f"auth.test: {code}") from None
        return AuthorizeResult(
            enterprise_id=found.get("enterprise_id"),
            team_id=found.get("team_id"),
            bot_id=found.get("bot_id"),
            bot_user_id=found.get("user_id"),
            bot_token=self._token,
        )
