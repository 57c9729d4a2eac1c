"""The bolt app: who we are in a request's workspace, and no request that remains unhandled.

It runs each listener before the answer (`process_before_response`): what Slack is told that we
received is committed. The signature is checked in front of it (web.py).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bots.dialog import failures
from bots.hosting.sending import UnreachableError
from bots.slack.adapter import MALFORMED
from bots.slack.authorizing import Workspaces
from bots.slack.calls import Api, library_logger
from bots.slack.people import Own

log = structlog.get_logger()

AFTER = "after"
"""In a request's context: what is to be done once Slack has our answer."""

After = Callable[[], Awaitable[None]]


def bolt(api: Api, workspaces: Workspaces) -> AsyncApp:
    """Return an app without listeners."""

    # A plain function: bolt gives it arguments by their names. Any: bolt's type does not say that
    # None means "not installed".
    async def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> Any:
        return await workspaces.authorize(enterprise_id, team_id, user_id)

    app = AsyncApp(
        name="expenseiq",
        logger=library_logger(),
        client=api.client,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
        raise_error_for_unhandled_request=True,
    )
    app.error(_failed)
    return app


async def dispatch(app: AsyncApp, request: AsyncBoltRequest) -> tuple[BoltResponse, list[After]]:
    """Return the answer to a request, and what is to be done when Slack has it."""
    after: list[After] = []
    request.context[AFTER] = after
    try:
        return await app.async_dispatch(request), after
    except MALFORMED as error:
        # Our listeners' errors do not get here: bolt itself stumbled over the shape of a request.
        log.warning("request not understood", exception=failures.where(error))
        return BoltResponse(status=200, body=""), []


def own_of(context: AsyncBoltContext) -> Own:
    """Return who we are where a request comes from."""
    found = context.authorize_result
    assert found is not None, "bolt lets nothing pass without"
    return Own(
        enterprise=found.enterprise_id,
        team=found.team_id,
        bot_user=found.bot_user_id,
        bot_id=found.bot_id,
        token=found.bot_token or "",
    )


async def _failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
    """Answer a request that nobody handled with 200, one that failed so that it comes again."""
    if isinstance(error, BoltUnhandledRequestError):
        log.info("request of a kind we do not know", kind=str(body.get("type"))[:40])
        return BoltResponse(status=200, body="")
    if isinstance(error, failures.UnavailableError | UnreachableError):
        log.warning("request to come again", reason=type(error).__name__)
        return BoltResponse(status=503, body="")
    log.error("request failed", exception=failures.where(error))
    return BoltResponse(status=500, body="")
