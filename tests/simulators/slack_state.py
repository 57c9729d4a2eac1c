"""The simulated Slack's memory and its rules for outgoing content; no HTTP in here."""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.simulators import slack_blocks, slack_markup
from tests.simulators.slack_methods import Refused
from tests.simulators.slack_records import Call, Delivery, LiveMarkup, ResponseUrl, Trigger
from tests.simulators.slack_world import Channel, Message, Profile, Timings, Workspace

POST_LIMIT = 40_000  # characters; a longer text is truncated
UPDATE_LIMIT = 4000  # characters; a longer text is msg_too_long


class Sender(Protocol):
    """Hands events to the app, in the background."""

    def event(
        self, workspace: Workspace, event: dict[str, Any], *, shared: bool = False
    ) -> None: ...


@dataclass(kw_only=True, eq=False)
class Slack:
    """Everything that is known and was seen; the modules around it act on it."""

    timings: Timings
    outbox: Sender = field(init=False)
    url: str = ""
    app_id: str = "A0APP"
    client_id: str = "1111.2222"
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    app_token: str = field(default_factory=lambda: f"xapp-1-A0APP-{secrets.token_hex(8)}")
    verification_token: str = field(default_factory=lambda: secrets.token_hex(12))
    echo: bool = True  # the app also gets events of its own messages
    should_escape: bool = True  # "Escape channels, users, and links" of the slash command
    channel_rate: bool = False  # refuse more than one message a second and channel
    workspaces: dict[str, Workspace] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    live_markup: list[LiveMarkup] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    ephemeral: list[tuple[Workspace, Message]] = field(default_factory=list)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    codes: dict[str, tuple[str, str, float]] = field(default_factory=dict)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def fault(self, what: str) -> None:
        """Remember something that an app must not do."""
        self.faults.append(what)

    def background(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something while the caller goes on; ended with the server."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self.fault(f"the simulator itself failed: {task.exception()!r}")

    def new_id(self, letters: str) -> str:
        return f"{letters}{next(self.numbers):06d}"

    def trigger(self, workspace: Workspace, user: str, *, from_modal: bool = False) -> str:
        """A trigger_id: one modal, once, within `trigger_life` seconds."""
        name = f"{next(self.numbers)}.{secrets.token_hex(8)}"
        now = time.monotonic()
        self.triggers[name] = Trigger(
            user=user, workspace=workspace.id, made=now, from_modal=from_modal
        )
        return name

    def response_url(
        self, workspace: Workspace, channel: Channel, user: str, message: Message | None
    ) -> tuple[str, list[Message]]:
        """An address for answers, and the list in which those for this person will appear."""
        name = secrets.token_hex(12)
        seen: list[Message] = []
        self.response_urls[name] = ResponseUrl(
            workspace=workspace, channel=channel, user=user, message=message,
            made=time.monotonic(), seen=seen,
        )  # fmt: skip
        return f"{self.url}/response/{name}", seen

    def content(
        self, arguments: Mapping[str, Any], where: str, *, limit: int | None = None
    ) -> tuple[str, list[dict[str, Any]]]:
        """The text and blocks of an outgoing message, or Refused as Slack does."""
        text, blocks = str(arguments.get("text") or ""), arguments.get("blocks") or []
        if not (text or blocks or arguments.get("attachments") or arguments.get("files")):
            raise Refused("no_text")
        if limit is not None and len(text) > limit:
            raise Refused("msg_too_long")
        wrong = slack_blocks.wrong_in(blocks, most=slack_blocks.MESSAGE_BLOCKS)
        if wrong:
            self.faults += [f"{where}: {one}" for one in wrong]
            raise Refused("invalid_blocks", errors=wrong)
        if sum(len(one) for _, one in slack_blocks.texts(blocks)) > slack_blocks.MESSAGE_CHARACTERS:
            raise Refused("msg_blocks_too_long")
        if blocks and not text:
            self.fault(
                f"{where}: blocks without text, so notifications and screen readers say nothing"
            )
        self._record_markup(arguments, text, blocks, where)
        return text[:POST_LIMIT], slack_blocks.named(blocks, self.numbers)

    def _record_markup(
        self, arguments: Mapping[str, Any], text: str, blocks: list[dict[str, Any]], where: str
    ) -> None:
        found = [] if arguments.get("mrkdwn") is False else slack_markup.alive(text)
        found += ["link_names"] if arguments.get("link_names") and "@" in text else []
        found += ["parse=full"] if arguments.get("parse") == "full" else []
        live = [(text, markup) for markup in found] + slack_blocks.alive_in(blocks)
        self.live_markup += [LiveMarkup(where=where, text=one, markup=two) for one, two in live]

    def post(
        self,
        workspace: Workspace,
        channel: Channel,
        arguments: Mapping[str, Any],
        where: str,
        *,
        only_for: str | None = None,
    ) -> Message:
        """A message of the bot: kept in the channel, or shown to one person only."""
        text, blocks = self.content(arguments, where)
        message = Message(
            channel=channel.id, ts=workspace.next_ts(), user=workspace.bot_user, text=text,
            blocks=blocks, attachments=list(arguments.get("attachments") or []),
            files=list(arguments.get("files") or []), only_for=only_for,
            thread_ts=arguments.get("thread_ts"), by_bot=True,
        )  # fmt: skip
        if only_for:
            self.ephemeral.append((workspace, message))
        else:
            channel.messages[message.ts] = message
        return message

    def profile(self, workspace: Workspace, user: str) -> Profile:
        """The person of this id, or Refused."""
        if user not in workspace.people:
            raise Refused("user_not_found")
        return workspace.people[user]
