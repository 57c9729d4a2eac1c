"""What exists in the simulated Slack: workspaces, people, channels, messages, views. Data only."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.simulators import slack_blocks, slack_markup

SCOPES = frozenset(
    """app_mentions:read channels:history channels:read chat:write commands connections:write
    files:read files:write groups:history groups:read im:history im:read im:write mpim:history
    mpim:read reactions:write team:read users:read""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Slack's real times, in seconds; tests give smaller ones."""

    deadline: float = 3.0  # for every answer of the app
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)  # pause before each further try of an event
    trigger_life: float = 3.0
    response_url_life: float = 1800.0
    channel_interval: float = 1.0  # one message a second and channel, when that is switched on
    oauth_code_life: float = 600.0
    disconnect_grace: float = 10.0  # from a `disconnect` message to the end of the link


@dataclass(slots=True, kw_only=True)
class Message:
    """A message as it stands now; `history` has what it said before each change."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    by_bot: bool = False
    only_for: str | None = None  # the one person who sees it (ephemeral); not kept by Slack
    deleted: bool = False
    edited_ts: str | None = None
    history: list[str] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """What a person reads: the blocks if there are any, else the text."""
        return slack_blocks.reading(self.blocks) if self.blocks else self.notification

    @property
    def notification(self) -> str:
        """What a notification or a screen reader says: the text."""
        return slack_markup.plain(self.text)

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons, in order."""
        return [button["text"]["text"] for _, button in slack_blocks.buttons(self.blocks)]

    def becomes(self, text: str, blocks: list[dict[str, Any]], edited_ts: str) -> None:
        """Show something else from now on."""
        self.history.append(self.shown)
        self.text, self.blocks, self.edited_ts = text, blocks, edited_ts


@dataclass(slots=True, kw_only=True)
class Channel:
    """A conversation: `kind` is im (with the app), mpim, channel (public) or group (private)."""

    id: str
    name: str
    kind: str
    members: set[str] = field(default_factory=set)
    archived: bool = False
    shared: bool = False  # with another organisation: Slack Connect
    creator: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    last_post: float = 0.0  # monotonic seconds


@dataclass(slots=True, kw_only=True)
class View:
    """A modal or a Home tab as it stands now; `hash` changes with it."""

    id: str
    user: str
    hash: str
    content: dict[str, Any]
    root: str
    previous: str | None = None
    errors: dict[str, str] = field(default_factory=dict)  # shown under the inputs, by block_id

    @property
    def title(self) -> str:
        return str(self.content.get("title", {}).get("text", ""))

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return list(self.content["blocks"])

    @property
    def shown(self) -> str:
        """What a person reads below the title."""
        return slack_blocks.reading(self.blocks)

    @property
    def buttons(self) -> list[str]:
        return [button["text"]["text"] for _, button in slack_blocks.buttons(self.blocks)]


@dataclass(slots=True, kw_only=True)
class Profile:
    """A person in a workspace, and what the app has put before them."""

    id: str
    name: str
    locale: str
    tz: str
    deleted: bool = False
    is_admin: bool = False
    is_bot: bool = False  # another app's
    team: str = ""  # of another organisation: Slack Connect
    home: View | None = None
    modals: list[View] = field(default_factory=list)  # the stack, the uppermost last


@dataclass(slots=True, kw_only=True)
class Workspace:
    """A workspace with the app installed; the same user id may exist in two of them."""

    id: str
    bot_token: str
    name: str = "Acme"
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    installed: bool = True  # False: token_revoked
    active: bool = True  # False: account_inactive
    enterprise: str = ""  # the enterprise that it is part of
    whole_enterprise: bool = False  # the app is installed on all of it
    rotates: bool = False  # tokens end after 12 hours and are refreshed
    refresh_token: str = ""
    messages_tab: bool = True
    home_tab: bool = True
    people: dict[str, Profile] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    last_ts: int = 0

    @property
    def bot_user(self) -> str:
        return f"UBOT{self.id}"

    @property
    def bot_id(self) -> str:
        return f"B{self.id}"

    def next_ts(self) -> str:
        """A message's name: seconds with six places, never the same twice."""
        self.last_ts = max(self.last_ts + 1, time.time_ns() // 1000)
        return f"{self.last_ts // 1_000_000}.{self.last_ts % 1_000_000:06d}"

    def dm(self, user: str) -> Channel:
        """The conversation of this person with the app; made when first needed."""
        for channel in self.channels.values():
            if channel.kind == "im" and user in channel.members:
                return channel
        return self.add_channel("D", "directmessage", "im", {user, self.bot_user})

    def add_channel(self, letter: str, name: str, kind: str, members: set[str]) -> Channel:
        number = f"{letter}{next(self.numbers):04d}{self.id}"
        made = Channel(id=number, name=name, kind=kind, members=members)
        self.channels[made.id] = made
        return made

    def mentions(self, *, labelled: bool) -> dict[str, str]:
        """How `@Ana` and `#general` travel; slash commands add the name after a bar."""
        people = {f"@{one.name}": (one.id, one.name.lower()) for one in self.people.values()}
        people["@app"] = (self.bot_user, "app")
        named = {
            typed: f"<@{number}|{label}>" if labelled else f"<@{number}>"
            for typed, (number, label) in people.items()
        }
        shared = [channel for channel in self.channels.values() if channel.kind == "channel"]
        return named | {f"#{one.name}": f"<#{one.id}|{one.name}>" for one in shared}
