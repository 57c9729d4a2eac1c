"""What happens to channels: we are invited or sent away; they get a name, an end, another id.

The book is kept whatever happens. Slack may tell a thing twice; the second time changes nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final, Literal

from bots.hosting.receiving import UNKEPT, Receiver
from bots.slack.adapter import Json
from bots.slack.addresses import SlackAddress
from bots.slack.directory import Directory, title_of
from bots.slack.groups import offer
from bots.slack.looking import look_up
from bots.slack.people import PLATFORM, Own, is_channel
from bots.slack.started import Started
from expenseiq_core.services import moving, reaching
from expenseiq_core.services.chats import Place

WELCOME: Final = (
    "I split bills. Once a group is started here, say what was spent:\n"
    "@ExpenseIQ dinner 84 with @ana @bob\n"
    "/expense balance\n"
    "I act on what is said to me, and on replies to my answers. All here can see them."
)

Kind = Literal["invited", "left", "archived", "unarchived", "renamed", "moved", "people"]
_KINDS: Final[dict[str, Kind]] = {
    "channel_archive": "archived",
    "channel_id_changed": "moved",
    "channel_left": "left",
    "channel_rename": "renamed",
    "channel_unarchive": "unarchived",
    "group_archive": "archived",
    "group_left": "left",
    "group_rename": "renamed",
    "group_unarchive": "unarchived",
    "member_joined_channel": "invited",
    "member_left_channel": "left",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something that happened to a channel."""

    kind: Kind
    channel: str
    name: str = ""
    """The new name, or the new id."""


def of_event(body: Json, own: Own) -> Happened | None:
    """Return what an event tells of a channel; None: it tells something else.

    Raises KeyError or TypeError for an event that is not shaped as Slack says.
    """
    event = body["event"]
    kind = _KINDS.get(event["type"])
    if kind is None:
        return None
    if kind == "moved":
        channel, name = event["old_channel_id"], event["new_channel_id"]
    elif kind == "renamed":
        channel, name = event["channel"]["id"], event["channel"]["name"]
    else:
        channel, name = event["channel"], ""
    if event["type"].startswith("member_") and event["user"] != own.bot_user:
        kind = "people"
    return Happened(kind=kind, channel=channel, name=name) if is_channel(channel) else None


class Lives:
    """Keeps up with channels."""

    def __init__(self, receiver: Receiver, *, directory: Directory, started: Started) -> None:
        self._receiver, self._directory, self._started = receiver, directory, started

    async def handle(self, happened: Happened, own: Own) -> None:
        """Keep up with what happened; raises UnavailableError if it must be told again."""
        place = _place(happened.channel, own)
        self._directory.forget(happened.channel, own)
        match happened.kind:
            case "invited":
                await self._invited(place, own)
            case "left":
                await self._left(place)
            case "archived":
                await self._block(place)
            case "unarchived":
                await self._unblock(place)
            case "renamed":
                await self._retitle(place, title_of(happened.name))
            case "moved":
                await self._move(place, _place(happened.name, own))
            case "people":
                pass
        self._started.forget(place)

    async def _invited(self, place: Place, own: Own) -> None:
        """Say once what we can do; in a channel that keeps a book, go on with it."""
        now = self._receiver.clock()
        if await self._started.book(place, now=True) is not None:
            await self._unblock(place)
            return
        sessions = self._receiver.sessions
        if not await look_up(sessions, lambda s: reaching.enter(s, place, now=now)):
            return
        address = SlackAddress(place=place, channel=place.chat, token=own.token)
        sending = self._receiver.deliver(address, offer(WELCOME, place.chat))
        await asyncio.wait({sending}, timeout=UNKEPT)

    async def _left(self, place: Place) -> None:
        now = self._receiver.clock()
        await look_up(self._receiver.sessions, lambda s: reaching.leave(s, place, now=now))

    async def _block(self, place: Place) -> None:
        now = self._receiver.clock()
        await look_up(self._receiver.sessions, lambda s: reaching.block(s, place, now=now))

    async def _unblock(self, place: Place) -> None:
        await look_up(self._receiver.sessions, lambda s: reaching.unblock(s, place))

    async def _retitle(self, place: Place, title: str) -> None:
        await look_up(self._receiver.sessions, lambda s: moving.retitle(s, place, title))

    async def _move(self, old: Place, new: Place) -> None:
        """Let the book go on under another id: what was said before is done before."""
        now, alone = self._receiver.clock(), self._receiver.alone
        async with alone(new), alone(old):
            await look_up(
                self._receiver.sessions, lambda s: moving.readdress(s, old, to=new.chat, now=now)
            )
        self._started.forget(new)


def _place(channel: str, own: Own) -> Place:
    """Return a channel as a place; nobody of it speaks."""
    home = own.enterprise or own.team
    if not home:
        raise ValueError("a channel of nowhere")
    return Place(platform=PLATFORM, workspace=home, chat=channel, sender="")
