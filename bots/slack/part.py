"""Slack as a part of the process: over HTTP, or over Socket Mode where there is an app token."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.routing import BaseRoute

from bots.hosting.pace import Pace
from bots.hosting.receiving import Clock, Receiver
from bots.hosting.sending import UnreachableError
from bots.slack import oauth
from bots.slack.app import bolt
from bots.slack.authorizing import OneWorkspace, Workspaces, workspaces_of
from bots.slack.calls import Api
from bots.slack.directory import Directory
from bots.slack.groups import Groups
from bots.slack.home import Home
from bots.slack.listeners import Listeners
from bots.slack.lives import Lives
from bots.slack.messenger import SlackMessenger
from bots.slack.modals import Forms
from bots.slack.naming import Naming
from bots.slack.people import PLATFORM
from bots.slack.profiles import Profiles
from bots.slack.socket import Socket
from bots.slack.started import Started
from bots.slack.web import Requests
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions
from expenseiq_core.errors import SettingsError


class SlackReceiver(Receiver):
    """Closes the connections to Slack when the last answer is sent."""

    def __init__(
        self, sessions: Sessions, messenger: SlackMessenger, *, api: Api, clock: Clock
    ) -> None:
        super().__init__(sessions, messenger, clock=clock)
        self._api = api

    async def close(self, seconds: float = 10) -> None:
        """Wait for the answers on their way."""
        await super().close(seconds)
        await self._api.close()


class SlackPart:
    """The app in all its workspaces."""

    name = PLATFORM
    is_open = True
    """Each message is sent by itself, with a token of its workspace."""

    def __init__(
        self, settings: Settings, sessions: Sessions, clock: Clock, pace: Pace | None = None
    ) -> None:
        self._workspaces = workspaces_of(settings, sessions, clock=clock)
        secret, app_token = settings.slack_signing_secret, settings.slack_app_token
        if not (secret or app_token):
            raise SettingsError(
                "Slack needs SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP."
            )
        installing = oauth.routes(settings, sessions, self._workspaces, clock=clock)
        api = Api(settings.slack_api_url)
        messenger = SlackMessenger(api, self._workspaces, pace=pace)
        self.receiver = SlackReceiver(sessions, messenger, api=api, clock=clock)
        app = bolt(api, self._workspaces)
        profiles = Profiles(api, sessions)
        forms = Forms(self.receiver, api=api, profiles=profiles)
        home = Home(self.receiver, api=api, profiles=profiles)
        directory, started = Directory(api), Started(sessions)
        groups = Groups(self.receiver, naming=Naming(directory), started=started)
        listeners = Listeners(
            self.receiver,
            groups=groups,
            life=Lives(self.receiver, directory=directory, started=started),
            api=api,
            profiles=profiles,
            workspaces=self._workspaces,
            open_form=forms.open,
        )
        # In this order: the listeners take whatever nobody took before.
        self._listening = (forms, home, listeners)
        for one in self._listening:
            one.register(app)
        self._socket = Socket(app, api, app_token) if app_token else None
        self._requests = Requests(app, secret=secret, clock=clock) if secret else None
        self.routes: Sequence[BaseRoute] = (
            *(self._requests.routes if self._requests else ()),
            *installing,
        )

    @property
    def is_ready(self) -> bool:
        """Whether Slack can reach us, and is not told that we are stopping."""
        if self._requests is not None and self._requests.is_closed:
            return False
        return self._socket is None or self._socket.is_connected

    async def run_sending(self, stopping: asyncio.Event) -> None:
        """Receive nothing until `stopping` is set; raises SettingsError if Slack lets nobody in."""
        await _let_in(self._workspaces)
        await stopping.wait()

    async def run(self, stopping: asyncio.Event) -> None:
        """Receive until `stopping` is set; raises SettingsError if Slack does not let us in."""
        await _let_in(self._workspaces)
        if self._socket is not None:
            await self._socket.run(stopping)
        else:
            await stopping.wait()
        if self._requests is not None:
            await self._requests.close()
        await asyncio.gather(*(one.close(5) for one in self._listening))


async def _let_in(workspaces: Workspaces) -> None:
    """Try the one token, if there is one; Slack may also just be away."""
    if not isinstance(workspaces, OneWorkspace):
        return
    try:
        is_in = await workspaces.is_in()
    except UnreachableError:
        return
    if not is_in:
        raise SettingsError(
            "Slack does not accept SLACK_BOT_TOKEN. It begins with xoxb-: see OAuth & Permissions."
        )


def part(settings: Settings, sessions: Sessions, clock: Clock) -> SlackPart:
    """Return Slack; raises SettingsError with what is missing. Called in the running loop."""
    return SlackPart(settings, sessions, clock)
