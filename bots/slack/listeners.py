"""What Slack sends -> the dialog -> its answer, and the acknowledgement after the commit.

Events come again if they are not acknowledged; commands, presses and shortcuts do not: who typed
or pressed is told what became of it. Slack waits three seconds. A turn that takes longer is
acknowledged with a word that it is still worked on, and answered where it was typed when it is
committed.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bots.dialog import failures
from bots.hosting.receiving import Receiver
from bots.slack import adapter, heard, interactions, lives
from bots.slack.adapter import MALFORMED, Json, Received
from bots.slack.app import own_of
from bots.slack.authorizing import Workspaces
from bots.slack.background import Background
from bots.slack.calls import Api
from bots.slack.commands import Commands, OpenForm
from bots.slack.groups import Groups
from bots.slack.lives import Lives
from bots.slack.people import Own
from bots.slack.pressing import Pressing
from bots.slack.profiles import Profiles
from bots.slack.telling import IN_TIME, Personal

log = structlog.get_logger()

REVOKED: Final = frozenset({"app_uninstalled", "tokens_revoked"})


class Listeners:
    """The listeners of the app."""

    def __init__(
        self,
        receiver: Receiver,
        *,
        api: Api,
        profiles: Profiles,
        workspaces: Workspaces,
        groups: Groups,
        life: Lives,
        open_form: OpenForm | None = None,
    ) -> None:
        self._receiver, self._profiles, self._workspaces = receiver, profiles, workspaces
        self._groups, self._life = groups, life
        self._background = Background()
        self._personal = Personal(receiver, profiles)
        self._pressing = Pressing(
            receiver, api=api, personal=self._personal, groups=groups, open_form=open_form
        )
        self._commands = Commands(
            receiver,
            personal=self._personal,
            groups=groups,
            background=self._background,
            open_form=open_form,
        )

    def register(self, app: AsyncApp) -> None:
        """Listen to everything that nobody registered before: the first match alone runs."""
        anything = re.compile("")
        app.event(anything)(self.event)
        app.command(anything)(self._commands.typed)
        app.action(anything)(self.action)
        app.shortcut(anything)(self.shortcut)
        app.view(anything)(_acknowledge)
        app.view({"type": "view_closed", "callback_id": anything})(_acknowledge)
        app.options(anything)(_acknowledge)

    async def event(self, body: Json, context: AsyncBoltContext) -> None:
        """Handle an event; bolt acknowledges it when this returns, and not if it raises."""
        own = own_of(context)
        try:
            if body["event"]["type"] in REVOKED:
                await self._revoked(body, own)
                return
            happened = lives.of_event(body, own)
            said_in_channel = heard.of_event(body, own)
            received = adapter.of_event(body, own)
            opened = adapter.opened(body, own) if received is None else None
        except MALFORMED as error:
            log.warning("event not understood", exception=failures.where(error))
            return
        if happened is not None:
            await self._life.handle(happened, own)
        elif said_in_channel is not None:
            await self._groups.hear(said_in_channel, own)
        elif received is not None:
            incoming = await self._profiles.introduced(received.incoming, own.token)
            outgoing = await self._receiver.receive(incoming, received.address)
            self._personal.note(incoming, outgoing)
        elif opened is not None and not await self._profiles.is_known(opened.incoming.place):
            await self._greet(opened, own)

    async def action(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Handle a pressed button."""
        try:
            pressed = interactions.of_press(body, own_of(context))
        except MALFORMED as error:
            log.warning("press not understood", exception=failures.where(error))
            pressed = None
        if pressed is not None:
            await self._background.within(IN_TIME, self._pressing.press(pressed, own_of(context)))
        await ack()

    async def shortcut(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Handle a message that somebody adds as an expense."""
        own = own_of(context)
        try:
            received = interactions.of_shortcut(body, own)
        except MALFORMED as error:
            log.warning("shortcut not understood", exception=failures.where(error))
            received = None
        if received is not None:
            await self._background.within(IN_TIME, self._pressing.add(received, body, own))
        await ack()

    async def close(self, seconds: float) -> None:
        """Wait for what is still worked on."""
        await self._background.close(seconds)

    async def _greet(self, opened: Received, own: Own) -> None:
        """Greet somebody who looks in; who was erased is told nothing for that."""
        incoming = await self._profiles.introduced(opened.incoming, own.token)
        outgoing = await self._receiver.respond(incoming)
        if "error" not in outgoing.data:
            self._receiver.deliver(opened.address, outgoing)

    async def _revoked(self, body: Json, own: Own) -> None:
        """Forget the token of a place that removed the app."""
        event = body["event"]
        if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return
        at = dt.datetime.fromtimestamp(int(body["event_time"]), dt.UTC)
        await self._workspaces.revoke(enterprise_id=own.enterprise, team_id=own.team, at=at)


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()
