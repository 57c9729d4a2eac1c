"""A strict fake Slack on loopback, for the real slack_sdk and slack_bolt.

    async with SlackServer(timings=Timings(deadline=1, retries=(0, 0.1, 0.2))) as server:
        app = AsyncApp(
            token=server.bot_token,
            signing_secret=server.signing_secret,
            client=AsyncWebClient(token=server.bot_token, base_url=server.url + "/api/"),
        )
        ...                                             # HTTP: serve it, then
        server.request_url = "http://127.0.0.1:21000/slack/events"
        ...                                             # or Socket Mode, with server.app_token
        ana = server.person("Ana", locale="de-DE", tz="Europe/Berlin")
        await ana.sends("lunch 12.50")                  # events go out in the background
        await server.until(lambda: server.messages(ana))
        answer = server.messages(ana)[-1]
        assert answer.shown.startswith("Logged") and answer.buttons == ["Undo"]
        await ana.presses(answer, "Undo")               # waits for the app's acknowledgement
        seen = await ana.types_command("/expense lunch 12.50")
        assert seen.shown == "Logged 12.50 EUR" and not seen.failed
        await server.settled()                          # every event taken or given up
        assert server.faults == [] and server.live_markup == []

While the app has a socket open, everything goes there, else to `request_url`. A try that finds
nobody fails; an app that is killed and started again needs `retries` that last longer than that.
Trouble to order: `fail`, `links.drop`, `links.drop_after_next_envelope`, `links.ask_to_reconnect`.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.simulators.ports import free_port
from tests.simulators.slack_channels import ChannelLife
from tests.simulators.slack_delivery import Outbox
from tests.simulators.slack_directory import revoke
from tests.simulators.slack_files import FileDoor
from tests.simulators.slack_interactions import Interactions
from tests.simulators.slack_oauth import Consent
from tests.simulators.slack_person import Person
from tests.simulators.slack_response_url import ResponseDoor
from tests.simulators.slack_socket import Links
from tests.simulators.slack_state import Slack
from tests.simulators.slack_web import Failure, WebApi
from tests.simulators.slack_world import Channel, Message, Profile, Timings, Workspace

__all__ = ["Person", "SlackServer", "Timings"]


class SlackServer(Slack):
    """The simulated Slack; its memory (`calls`, `faults`...) is described in Slack."""

    def __init__(self, *, timings: Timings | None = None, request_url: str | None = None) -> None:
        super().__init__(timings=timings or Timings())
        self.links = Links(self)
        self.outbox: Outbox = Outbox(self, self.links)
        self.outbox.request_url = request_url
        self.web_api = WebApi(self, self.links)
        self.consent = Consent(self)
        responses = ResponseDoor(self)
        self.interactions = Interactions(self, self.outbox, responses)
        self.life = ChannelLife(self)
        files = FileDoor(self)
        self.application = web.Application(client_max_size=8 * 1024 * 1024)
        routes = self.application.router
        routes.add_route("*", "/api/{method}", self.web_api.handle)
        routes.add_get("/link/", self.links.handle)
        routes.add_post("/response/{name}", responses.handle)
        routes.add_get("/oauth/v2/authorize", self.consent.handle)
        routes.add_post("/upload/v1/{team}/{file}", files.upload)
        routes.add_get("/files-pri/{team}/{file}/{name}", files.download)
        self.workspace("T1")

    async def __aenter__(self) -> Self:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.outbox.session = aiohttp.ClientSession()
        self.runner = web.AppRunner(self.application, access_log=None, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", port).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for link in list(self.links.open):
            await link.socket.close()
        await self.outbox.session.close()
        await self.runner.cleanup()

    @property
    def request_url(self) -> str | None:
        """Where the app takes events, commands and interactions over HTTP."""
        return self.outbox.request_url

    @request_url.setter
    def request_url(self, url: str | None) -> None:
        self.outbox.request_url = url

    @property
    def bot_token(self) -> str:
        """The bot token of the first workspace."""
        return self.workspaces["T1"].bot_token

    @property
    def authorize_url(self) -> str:
        """The page that asks for consent to install the app."""
        return f"{self.url}/oauth/v2/authorize"

    def workspace(self, name: str = "T1") -> Workspace:
        """A workspace with the app installed; made when first named."""
        if name not in self.workspaces:
            self.workspaces[name] = Workspace(id=name, bot_token=f"xoxb-{name}-first")
        return self.workspaces[name]

    def person(
        self,
        name: str,
        *,
        locale: str = "en-US",
        tz: str = "Europe/London",
        workspace: Workspace | None = None,
        id: str | None = None,  # noqa: A002 - Slack's word
    ) -> Person:
        """Somebody new; `id` for the id that somebody of another workspace has."""
        place = workspace or self.workspace()
        number = id or self.new_id("U")
        place.people[number] = Profile(id=number, name=name, locale=locale, tz=tz)
        return Person(self, place, place.people[number])

    def channel(
        self,
        name: str,
        members: list[Person],
        *,
        private: bool = False,
        bot: bool = True,
        shared: bool = False,
        workspace: Workspace | None = None,
    ) -> Channel:
        """A channel with these people, and the bot unless told otherwise."""
        place = workspace or (members[0].workspace if members else self.workspace())
        inside = {person.id for person in members} | ({place.bot_user} if bot else set())
        made = place.add_channel("C", name, "group" if private else "channel", inside)
        made.shared = shared
        made.creator = members[0].id if members else ""
        return made

    def group_message(self, members: list[Person]) -> Channel:
        """A direct message of several people and the app."""
        place = members[0].workspace
        names = "--".join([*(person.name.lower() for person in members), "expenseiq"])
        inside = {person.id for person in members} | {place.bot_user}
        made = place.add_channel("C", f"mpdm-{names}-1", "mpim", inside)
        made.creator = members[0].id
        return made

    def messages(self, where: Channel | Person) -> list[Message]:
        """The bot's messages that stand in a channel, or in a person's DM, in order."""
        channel = where.dm if isinstance(where, Person) else where
        return [one for one in channel.messages.values() if one.by_bot and not one.deleted]

    def ephemerals(self, person: Person) -> list[Message]:
        """What only this person was shown, in order."""
        shown = self.ephemeral
        return [
            message
            for workspace, message in shown
            if workspace is person.workspace and message.only_for == person.id
            if not message.deleted
        ]

    def send_event(
        self, event: dict[str, Any], *, workspace: Workspace | None = None, shared: bool = False
    ) -> None:
        """Send any event, also one without a method here: channel_archive, channel_rename..."""
        self.outbox.event(workspace or self.workspace(), event, shared=shared)

    def uninstall(self, workspace: Workspace | None = None) -> None:
        """An admin removes the app: app_uninstalled and tokens_revoked, in no certain order."""
        place = workspace or self.workspace()
        event = {"type": "app_uninstalled", "event_ts": place.next_ts()}
        self.outbox.event(place, event)
        revoke(self, place)

    def fail(
        self, method: str, *, times: int = 1, with_: str | int = 500, seconds: float = 1
    ) -> None:
        """Let the next calls of a method meet trouble.

        `with_` is an HTTP status, "ratelimited" (Retry-After `seconds`), "delay" (`seconds`, then
        the answer), "drop_before" and "drop_after" its effect, or the name of an error.
        """
        self.web_api.failures[method].extend([Failure(how=with_, seconds=seconds)] * times)

    def signed(self, body: bytes, *, at: int | None = None, secret: str = "") -> dict[str, str]:
        """The headers that sign this body, at a time (epoch seconds), with a secret of choice."""
        return self.outbox.signed(body, at=at, secret=secret)

    async def send_raw(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Send anything to the request URL, as an attacker would: (status, answer)."""
        assert self.request_url is not None
        async with self.outbox.session.post(
            self.request_url, data=body, headers=headers
        ) as response:
            return response.status, await response.text()

    async def verifies_url(self) -> bool:
        """Send the signed url_verification; True if the challenge came back."""
        challenge = self.new_id("challenge")
        body = b'{"token":"x","type":"url_verification","challenge":"%s"}' % challenge.encode()
        headers = self.signed(body) | {"Content-Type": "application/json"}
        status, said = await self.send_raw(body, headers)
        return status == 200 and challenge in said

    async def until(self, predicate: Callable[[], Any], timeout: float = 10) -> Any:  # noqa: ASYNC109
        """The first true result of the predicate (plain or async), within `timeout` seconds."""
        end = asyncio.get_running_loop().time() + timeout
        while asyncio.get_running_loop().time() < end:
            result = predicate()
            if inspect.isawaitable(result):
                result = await result
            if result:
                return result
            await asyncio.sleep(0.01)
        tries = [(one.kind, one.status, one.failure) for one in self.deliveries[-5:]]
        said = [(call.method, call.answer.get("error", "ok")) for call in self.calls[-5:]]
        raise AssertionError(f"not within {timeout} s; tries {tries}, calls {said}, {self.faults}")

    async def settled(self, timeout: float = 10) -> None:  # noqa: ASYNC109
        """Wait until every event was taken or given up."""
        await self.until(lambda: not self.tasks, timeout)
