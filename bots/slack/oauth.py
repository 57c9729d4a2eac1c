"""Installing the app: `/slack/install` asks Slack, `/slack/oauth_redirect` hears the answer.

The state of an installing is known to the database (hashed, once, 10 minutes) and to the browser's
cookie: whoever brings only one of them did not begin it here.
"""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Callable, Sequence
from urllib.parse import urlencode, urljoin

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bots.dialog import failures
from bots.slack.authorizing import Workspaces
from bots.slack.calls import code_of
from bots.slack.installed import granted
from bots.slack.manifest import INSTALL_PATH, REDIRECT_PATH, SCOPES
from bots.slack.oauth_pages import (
    BROKEN,
    DENIED,
    HEADERS,
    INSTALLED,
    REFUSED,
    STALE,
    UNREACHABLE,
    Page,
)
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions
from expenseiq_core.errors import SettingsError
from expenseiq_core.sealing import Sealer
from expenseiq_core.services import installations
from expenseiq_core.services.installations import STATE_LASTS, Installation

log = structlog.get_logger()

COOKIE = "__Secure-slack-state"


def routes(
    settings: Settings,
    sessions: Sessions,
    workspaces: Workspaces,
    *,
    clock: Callable[[], dt.datetime],
) -> Sequence[BaseRoute]:
    """Return the two routes of installing; none if the app is in one workspace by its token.

    Raises SettingsError if the settings do not say where browsers reach us.
    """
    if not (settings.slack_client_id and settings.slack_client_secret):
        return ()
    if settings.web_url is None:
        raise SettingsError(
            "WEB_URL is missing: where browsers reach this server to install the app in Slack,"
            " such as https://expenses.example.com"
        )
    flow = Installing(
        sessions,
        workspaces,
        sealer=Sealer(settings.secret_key),
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret,
        api_url=settings.slack_api_url,
        redirect_uri=settings.web_url.rstrip("/") + REDIRECT_PATH,
        clock=clock,
    )
    return (Route(INSTALL_PATH, flow.begin), Route(REDIRECT_PATH, flow.end))


class Installing:
    """The two requests of a browser that installs the app."""

    def __init__(
        self,
        sessions: Sessions,
        workspaces: Workspaces,
        *,
        sealer: Sealer,
        client_id: str,
        client_secret: str,
        api_url: str,
        redirect_uri: str,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._sessions, self._workspaces, self._sealer = sessions, workspaces, sealer
        self._client_id, self._client_secret = client_id, client_secret
        self._redirect_uri, self._clock = redirect_uri, clock
        self._authorize_url = urljoin(api_url, "/oauth/v2/authorize")
        self._client = AsyncWebClient(base_url=api_url, timeout=10)

    async def begin(self, _: Request) -> Response:
        """Send the browser to Slack, with a state that it alone brings back."""
        async with self._sessions.begin() as session:
            state = await installations.issue_state(session, now=self._clock())
        asked = {
            "client_id": self._client_id,
            "scope": ",".join(SCOPES),
            "state": state,
            "redirect_uri": self._redirect_uri,
        }
        response = RedirectResponse(
            f"{self._authorize_url}?{urlencode(asked)}", status_code=302, headers=HEADERS
        )
        response.set_cookie(
            COOKIE,
            state,
            max_age=int(STATE_LASTS.total_seconds()),
            path="/slack",
            secure=True,
            httponly=True,
            samesite="lax",
        )
        return response

    async def end(self, request: Request) -> Response:
        """Hear Slack's answer and keep what was installed."""
        try:
            page = await self._heard(request)
        except SlackApiError as error:
            code = code_of(error)
            log.warning("installing refused", error=code)
            page = REFUSED if code else UNREACHABLE
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("installing without Slack", error=type(error).__name__)
            page = UNREACHABLE
        except SQLAlchemyError as error:
            log.error("installation not kept", exception=failures.where(error))  # noqa: TRY400 (its message may quote a secret)
            page = BROKEN
        response = page.response()
        response.delete_cookie(COOKIE, path="/slack", secure=True, httponly=True, samesite="lax")
        return response

    async def _heard(self, request: Request) -> Page:
        state, code = request.query_params.get("state", ""), request.query_params.get("code")
        cookie = request.cookies.get(COOKIE, "")
        if not state or not hmac.compare_digest(state.encode(), cookie.encode()):
            return STALE
        async with self._sessions.begin() as session:
            if not await installations.consume_state(session, state, now=self._clock()):
                return STALE
        if request.query_params.get("error") == "access_denied":
            return DENIED
        if not code:
            return REFUSED
        installation = await self._exchanged(code)
        if installation is None:
            return REFUSED
        async with self._sessions.begin() as session:
            await installations.save(session, installation, sealer=self._sealer)
        self._workspaces.forget()
        log.info("installed", team=installation.team_id, enterprise=installation.enterprise_id)
        return INSTALLED

    async def _exchanged(self, code: str) -> Installation | None:
        """Return what a code stands for; it works once. None: no bot was installed with it."""
        answer = await granted(
            self._client,
            client_id=self._client_id,
            client_secret=self._client_secret,
            code=code,
            redirect_uri=self._redirect_uri,
        )
        token, lasts = answer.get("access_token"), answer.get("expires_in")
        if not token:
            return None
        # oauth.v2.access does not tell the bot's id, by which bolt knows our own messages.
        who = await self._client.auth_test(token=token)
        now = self._clock()
        everywhere = bool(answer.get("is_enterprise_install"))
        return Installation(
            client_id=self._client_id,
            enterprise_id=(answer.get("enterprise") or {}).get("id"),
            team_id=None if everywhere else (answer.get("team") or {}).get("id"),
            user_id=(answer.get("authed_user") or {}).get("id", ""),
            bot_id=who.get("bot_id", ""),
            bot_user_id=answer.get("bot_user_id") or who.get("user_id", ""),
            scopes=tuple(str(answer.get("scope", "")).split(",")),
            bot_token=str(token),
            refresh_token=answer.get("refresh_token"),
            expires_at=None if lasts is None else now + dt.timedelta(seconds=int(lasts)),
            installed_at=now,
        )
