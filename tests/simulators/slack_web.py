"""The Web API over HTTP: arguments of form, query and JSON, tokens, scopes, failures to order."""

from __future__ import annotations

import asyncio
import math
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.simulators import (
    slack_chat,
    slack_directory,
    slack_files,
    slack_oauth,
    slack_views,
)
from tests.simulators.slack_methods import METHODS, Method, Refused, arguments_of
from tests.simulators.slack_records import Call
from tests.simulators.slack_socket import Links
from tests.simulators.slack_state import Slack
from tests.simulators.slack_world import Workspace

HANDLERS: dict[str, Callable[[Slack, Workspace, Mapping[str, Any]], dict[str, Any]]] = {
    "auth.revoke": slack_directory.auth_revoke,
    "auth.test": slack_directory.auth_test,
    "bots.info": slack_directory.bots_info,
    "chat.delete": slack_chat.delete,
    "chat.postEphemeral": slack_chat.post_ephemeral,
    "chat.postMessage": slack_chat.post_message,
    "chat.update": slack_chat.update,
    "conversations.info": slack_directory.conversations_info,
    "conversations.members": slack_directory.conversations_members,
    "conversations.open": slack_directory.conversations_open,
    "conversations.replies": slack_chat.replies,
    "files.completeUploadExternal": slack_files.complete_upload,
    "files.getUploadURLExternal": slack_files.get_upload_url,
    "files.info": slack_files.info,
    "reactions.add": slack_chat.add_reaction,
    "reactions.remove": slack_chat.remove_reaction,
    "team.info": slack_directory.team_info,
    "users.info": slack_directory.users_info,
    "views.open": slack_views.open_view,
    "views.publish": slack_views.publish_view,
    "views.push": slack_views.push_view,
    "views.update": slack_views.update_view,
}
DROP = ("drop_before", "drop_after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What one call meets: a status, ratelimited, drop_before, drop_after, delay, an error."""

    how: str | int
    seconds: float


class WebApi:
    """/api/METHOD on GET and POST."""

    def __init__(self, slack: Slack, links: Links) -> None:
        self.slack = slack
        self.links = links
        self.failures: dict[str, deque[Failure]] = defaultdict(deque)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call; a failure that was asked for comes before, or after, its effect."""
        name = request.match_info["method"]
        failure = self.failures[name].popleft() if self.failures[name] else None
        if failure and failure.how == "drop_before":
            return _dropped(request)
        if failure and failure.how == "delay":
            await asyncio.sleep(failure.seconds)
        elif failure and isinstance(failure.how, int):
            return web.Response(status=failure.how, text="upstream error")
        elif failure and failure.how not in DROP:
            retry_after = {"retry_after": failure.seconds} if failure.how == "ratelimited" else {}
            return _refusal(Refused(str(failure.how), **retry_after))
        try:
            response = await self._answer(name, request)
        except Exception as broken:
            self.slack.fault(f"the simulator itself failed at {name}: {broken!r}")
            raise
        return _dropped(request) if failure and failure.how == "drop_after" else response

    async def _answer(self, name: str, request: web.Request) -> web.Response:
        method = METHODS.get(name)
        if method is None:
            self.slack.fault(f"{name}: unknown method")
            return _refusal(Refused("unknown_method"))
        given = await self._given(method, request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = str(given.pop("token", "")) or token
        team = given.pop("team_id", None)  # slack_bolt adds it to every call
        arguments, wrong = arguments_of(method, given)
        workspace = None
        try:
            workspace = self._owner(method, token)
            self._check(name, workspace, team, wrong)
            answer = {"ok": True} | self._effect(method, workspace, arguments, request)
            response = web.json_response(answer, headers=_headers(workspace))
        except Refused as refused:
            answer = {"ok": False, "error": refused.error}
            response = _refusal(refused)
        owner = workspace.id if workspace else ""
        call = Call(method=name, arguments=arguments, workspace=owner, answer=answer)
        self.slack.calls.append(call)
        return response

    def _check(
        self, name: str, workspace: Workspace | None, team: str | None, wrong: list[str]
    ) -> None:
        if workspace and team not in {None, workspace.id}:
            self.slack.fault(f"{name}: the token of {workspace.id} used for {team}")
        if wrong:
            self.slack.faults += [f"{name}: {one}" for one in wrong]
            raise Refused("invalid_arguments", response_metadata={"messages": wrong})

    def _effect(
        self,
        method: Method,
        workspace: Workspace | None,
        arguments: Mapping[str, Any],
        request: web.Request,
    ) -> dict[str, Any]:
        if method.name == "apps.connections.open":
            return {"url": self.links.issue()}
        if method.name == "oauth.v2.access":
            authorization = request.headers.get("Authorization", "")
            return slack_oauth.access(self.slack, arguments, authorization)
        assert workspace is not None
        return HANDLERS[method.name](self.slack, workspace, arguments)

    async def _given(self, method: Method, request: web.Request) -> dict[str, Any]:
        given: dict[str, Any] = dict(request.query)
        if request.content_type == "application/json":
            if method.reads_json:
                said = await request.json()
                if "token" in said:
                    self.slack.fault(f"{method.name}: Slack does not read a token in JSON")
                given |= {key: value for key, value in said.items() if key != "token"}
            else:
                self.slack.fault(f"{method.name}: Slack does not read JSON here")
        elif request.method == "POST":
            given |= dict(await request.post())
        return given

    def _owner(self, method: Method, token: str) -> Workspace | None:
        """The workspace of the token, or Refused; None for the two that need none."""
        if method.name == "oauth.v2.access":
            return None
        if not token:
            raise Refused("not_authed")
        is_app = token == self.slack.app_token
        if is_app != (method.name == "apps.connections.open"):
            known = is_app or any(token == one.bot_token for one in self.slack.workspaces.values())
            raise Refused("not_allowed_token_type" if known else "invalid_auth")
        if is_app:
            return None
        for workspace in self.slack.workspaces.values():
            if workspace.bot_token == token:
                return _allowed(method, workspace)
        raise Refused("invalid_auth")


def _allowed(method: Method, workspace: Workspace) -> Workspace:
    if not workspace.active:
        raise Refused("account_inactive")
    if not workspace.installed:
        raise Refused("token_revoked")
    if method.scope and method.scope not in workspace.scopes:
        provided = ",".join(sorted(workspace.scopes))
        raise Refused("missing_scope", needed=method.scope, provided=provided)
    return workspace


def _headers(workspace: Workspace | None) -> dict[str, str]:
    return {"X-OAuth-Scopes": ",".join(sorted(workspace.scopes))} if workspace else {}


def _refusal(refused: Refused) -> web.Response:
    more = dict(refused.more)
    wait = more.pop("retry_after", None)
    body = {"ok": False, "error": refused.error, **more}
    if wait is None:
        return web.json_response(body)
    return web.json_response(body, status=429, headers={"Retry-After": str(math.ceil(wait))})


def _dropped(request: web.Request) -> web.Response:
    """Break the connection instead of answering."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
