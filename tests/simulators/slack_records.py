"""What the simulator remembers of calls, deliveries, triggers; and what a person saw. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.simulators.slack_world import Channel, Message, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One Web API call and what Slack answered."""

    method: str
    arguments: Mapping[str, Any]
    workspace: str
    answer: Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Delivery:
    """One try to hand something to the app; `status` None while under way or without an answer.

    `kind` is events_api, slash_commands or interactive; over a socket an acknowledgement is 200.
    """

    kind: str
    id: str
    payload: Mapping[str, Any]
    retry: int
    reason: str = ""  # why it is tried again
    over: str = ""
    status: int | None = None
    failure: str = ""  # http_timeout, http_error, connection_failed


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveMarkup:
    """An outgoing text in which a mention, a broadcast or a link comes alive."""

    where: str
    text: str
    markup: str


@dataclass(slots=True, kw_only=True)
class Trigger:
    """What lets the app open one modal, once, within three seconds."""

    user: str
    workspace: str
    made: float
    from_modal: bool
    used: bool = False


@dataclass(slots=True, kw_only=True)
class ResponseUrl:
    """What lets the app answer an interaction: five times in half an hour."""

    workspace: Workspace
    channel: Channel
    user: str
    made: float
    message: Message | None
    seen: list[Message]
    uses: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a person saw after a command or a press; later answers by response_url come in too."""

    failed: str = ""  # operation_timeout, dispatch_failed, http_service_error: shown in red
    messages: list[Message] = field(default_factory=list)
    aloud: bool = False  # everybody in the channel sees the command that was typed

    @property
    def shown(self) -> str:
        """The text of everything seen, a message a line."""
        return "\n".join(message.shown for message in self.messages if not message.deleted)

    @property
    def message(self) -> Message:
        """The last message seen."""
        return self.messages[-1]
