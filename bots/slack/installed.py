"""The workspaces that installed the app by OAuth: their tokens, as the database keeps them sealed.

What was found is believed for a minute. Tokens that end (Slack's token rotation: 12 hours) are
refreshed two hours ahead, by one process at a time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bots.hosting.sending import BlockedError, UnreachableError
from bots.slack.calls import FAILURES, code_of
from expenseiq_core.db.session import Sessions
from expenseiq_core.sealing import Sealer
from expenseiq_core.services import installations
from expenseiq_core.services.installations import Installation

log = structlog.get_logger()

KNOWN_FOR = dt.timedelta(seconds=60)
MOST_KNOWN = 10_000
REFRESHED_BEFORE = dt.timedelta(hours=2)

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class InstalledWorkspaces:
    """All workspaces that installed the app."""

    def __init__(
        self,
        sessions: Sessions,
        *,
        sealer: Sealer,
        client_id: str,
        client_secret: str,
        api_url: str,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._sessions, self._sealer, self._clock = sessions, sealer, clock
        self._client_id, self._client_secret = client_id, client_secret
        self._client = AsyncWebClient(base_url=api_url, timeout=10)
        self._known: dict[tuple[str | None, str | None], tuple[Installation, dt.datetime]] = {}
        self._teams: dict[tuple[str, str], str] = {}

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        """Return who we are in the workspace of a request; None: the app is not installed there."""
        found = await self._found(enterprise_id, team_id)
        if found is None:
            return None
        if enterprise_id and team_id and user_id:
            _keep(self._teams, (enterprise_id, user_id), team_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user_id,
            bot_token=found.bot_token,
            bot_scopes=found.scopes,
            user_id=user_id,
        )

    async def token(self, workspace: str, *, user: str | None = None) -> str:
        """Return the token that writes to a person; BlockedError if the app is not there."""
        # Workspaces of an enterprise may each have installed the app: the one that was heard last.
        team = self._teams.get((workspace, user)) if user else None
        found = await self._found(workspace, team) if team else None
        found = found or await self._found(workspace, None)
        if found is None:
            raise BlockedError(f"not installed in {workspace}")
        return found.bot_token

    async def revoke(
        self, *, enterprise_id: str | None, team_id: str | None, at: dt.datetime
    ) -> None:
        """End what was installed in a place until `at` (whole seconds, as Slack tells it)."""
        async with self._sessions.begin() as session:
            await installations.revoke(
                session,
                client_id=self._client_id,
                enterprise_id=enterprise_id,
                team_id=team_id,
                at=at + dt.timedelta(seconds=1),
            )
        self.forget()

    def forget(self) -> None:
        """Believe nothing that was found before: a token did not work, or there is a new one."""
        self._known.clear()

    async def _found(self, enterprise_id: str | None, team_id: str | None) -> Installation | None:
        """Return what is installed in a place, with a token that works."""
        place, now = (enterprise_id, team_id), self._clock()
        known = self._known.get(place)
        if known is not None and now - known[1] <= KNOWN_FOR:
            return known[0]
        async with self._sessions.begin() as session:
            found = await installations.find(
                session,
                client_id=self._client_id,
                enterprise_id=enterprise_id,
                team_id=team_id,
                sealer=self._sealer,
            )
        if found is None:
            self._known.pop(place, None)
            return None
        if found.expires_at is not None and found.expires_at - now < REFRESHED_BEFORE:
            found = await self._refreshed(found)
        _keep(self._known, place, (found, now))
        return found

    async def _refreshed(self, ending: Installation) -> Installation:
        """Return the installation with a token that lasts, or if that fails the one that it has.

        Raises UnreachableError if there is none that works now.
        """
        async with self._sessions.begin() as session:
            claimed = await installations.claim(session, ending.id, sealer=self._sealer)
            if claimed is not None:
                if claimed.expires_at != ending.expires_at:
                    return claimed  # somebody was faster
                fresh = await self._exchanged(claimed)
                if fresh is not None:
                    await installations.refresh(session, fresh, sealer=self._sealer)
                    return fresh
        if ending.expires_at is not None and ending.expires_at <= self._clock():
            raise UnreachableError("the token has ended and could not be refreshed")
        return ending

    async def _exchanged(self, ending: Installation) -> Installation | None:
        try:
            answer = await granted(
                self._client,
                client_id=self._client_id,
                client_secret=self._client_secret,
                grant_type="refresh_token",
                refresh_token=ending.refresh_token or "",
            )
        except FAILURES as error:
            reason = code_of(error) or type(error).__name__
            log.error("token not refreshed", team=ending.team_id, error=reason)  # noqa: TRY400 (its message quotes the answer)
            return None
        ends = self._clock() + dt.timedelta(seconds=int(answer["expires_in"]))
        return replace(
            ending,
            bot_token=str(answer["access_token"]),
            refresh_token=str(answer["refresh_token"]),
            expires_at=ends,
        )


async def granted(
    client: AsyncWebClient, *, client_id: str, client_secret: str, **given: str
) -> AsyncSlackResponse:
    """Return what Slack grants for a code or a refresh token; raises SlackApiError."""
    # The library's own method sends the secret by a way that aiohttp warns of.
    secrets = {"client_id": client_id, "client_secret": client_secret}
    return await client.api_call("oauth.v2.access", data=secrets | given)


def _keep(kept: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Keep a value, at most 10,000 of them: the one kept longest goes first."""
    kept.pop(key, None)
    kept[key] = value
    if len(kept) > MOST_KNOWN:
        del kept[next(iter(kept))]
