"""response_url: answers to an interaction, five times in half an hour."""

from __future__ import annotations

import time
from typing import Any

from aiohttp import web

from tests.simulators import slack_chat, slack_events
from tests.simulators.slack_methods import Refused
from tests.simulators.slack_records import ResponseUrl
from tests.simulators.slack_state import Slack
from tests.simulators.slack_world import Message

USES = 5
KEYS = frozenset(
    """text blocks attachments response_type replace_original delete_original thread_ts mrkdwn
    unfurl_links unfurl_media metadata""".split()
)


class ResponseDoor:
    """POST /response/NAME."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack

    async def handle(self, request: web.Request) -> web.Response:
        """Replace or delete the original, or say something new, to the person or to all."""
        url = self.slack.response_urls.get(request.match_info["name"])
        if url is None or time.monotonic() - url.made > self.slack.timings.response_url_life:
            return _refusal("expired_url", 404)
        if url.uses >= USES:
            return _refusal("used_url", 404)
        url.uses += 1
        try:
            said = await request.json()
        except ValueError:
            return _refusal("invalid_payload", 400)
        try:
            self.apply(url, said)
        except Refused as refused:
            return _refusal(refused.error, 400)
        return web.Response(text="ok")

    def apply(self, url: ResponseUrl, said: dict[str, Any], where: str = "response_url") -> None:
        """Do what an answer says; a command's HTTP body has the same form."""
        unknown = sorted(set(said) - KEYS)
        if unknown:
            self.slack.fault(f"{where}: unknown {', '.join(unknown)}")
            raise Refused("invalid_payload")
        if said.get("response_type", "ephemeral") not in {"ephemeral", "in_channel"}:
            self.slack.fault(f"{where}: response_type {said['response_type']!r}")
            raise Refused("invalid_payload")
        if said.get("delete_original") and url.message is not None:
            self._remove(url, url.message)
        elif said.get("replace_original") and url.message is not None:
            self._replace(url, url.message, said, where)
        else:
            self._say(url, said, where)

    def _say(self, url: ResponseUrl, said: dict[str, Any], where: str) -> None:
        everyone = said.get("response_type") == "in_channel"
        message = self.slack.post(
            url.workspace, url.channel, said, where, only_for=None if everyone else url.user
        )
        url.seen.append(message)
        if everyone and self.slack.echo and url.workspace.bot_user in url.channel.members:
            event = slack_events.posted(url.workspace, url.channel, message)
            self.slack.outbox.event(url.workspace, event, shared=url.channel.shared)

    def _replace(
        self, url: ResponseUrl, message: Message, said: dict[str, Any], where: str
    ) -> None:
        if message.deleted:
            raise Refused("message_not_found")
        text, blocks = self.slack.content(said, where)
        if message.only_for:
            message.becomes(text, blocks, url.workspace.next_ts())
        else:
            slack_chat.replace(self.slack, url.workspace, url.channel, message, text, blocks)

    def _remove(self, url: ResponseUrl, message: Message) -> None:
        if message.only_for:
            message.deleted = True
        else:
            slack_chat.remove(self.slack, url.workspace, url.channel, message)


def _refusal(error: str, status: int) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=status)
