"""The form for an expense: opened by a button, by `/expense` alone, for a message without amount.

Slack lets it be opened within three seconds, so it is opened first and filled then. One form makes
or changes one entry once: its view's id is the message's name.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from sqlalchemy.exc import SQLAlchemyError

from bots.dialog import failures
from bots.dialog.commands.form import written
from bots.dialog.messages import Incoming, Outgoing, lines
from bots.hosting.receiving import Receiver
from bots.slack import form_filled, form_view
from bots.slack.adapter import Json
from bots.slack.addresses import SlackAddress
from bots.slack.app import own_of
from bots.slack.background import Background
from bots.slack.calls import FAILURES, Api, code_of
from bots.slack.form_view import CALLBACK, DETAILS
from bots.slack.people import Own, place_of
from bots.slack.profiles import Profiles
from bots.slack.text import typed
from expenseiq_core.services import turns
from expenseiq_core.services.chats import Place

log = structlog.get_logger()

IN_TIME: Final = 2.3
"""Seconds for a turn before the form is closed and the answer follows as a message."""
ELSEWHERE: Final = (
    "That answer is from another time, and numbers are others since. To see your entries: list"
)
UNAVAILABLE: Final = (
    "I can't reach my books right now. Nothing was recorded: please try it once more."
)


class Forms:
    """Opens forms, and takes what was filled in."""

    def __init__(self, receiver: Receiver, *, api: Api, profiles: Profiles) -> None:
        self._receiver, self._api, self._profiles = receiver, api, profiles
        self._background = Background()

    def register(self, app: AsyncApp) -> None:
        """Listen to the button that opens a form, and to forms that were filled in."""
        app.action(DETAILS)(self.pressed)
        app.view(CALLBACK)(self.submitted)

    async def open(self, body: Json, own: Own) -> bool:
        """Open the form of a new entry; False: Slack does not let us.

        A message's text, if a message is meant, is the description.
        """
        message = body.get("message") or {}
        said = " ".join(typed(message.get("text") or "").split())
        return await self._open(body, own, values={"description": said} if said else {})

    async def pressed(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Open the form of the entry that a button names, or of a new one."""
        container, value = body.get("container") or {}, str(body["actions"][0].get("value"))
        kept = {"channel": container.get("channel_id"), "ts": container.get("message_ts")}
        number, _, beside = value.partition(":")
        no = int(number[:12]) if number.isdecimal() else None
        shown_again = no is not None and not container.get("is_ephemeral")
        await self._open(
            body, own_of(context), no=no, beside=beside, metadata=kept if shown_again else {}
        )
        await ack()

    async def submitted(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Record or correct the entry; what is wrong is told below its field."""
        own = own_of(context)
        try:
            place, view_id = _person(body, own), str(body["view"]["id"])
            filled = form_filled.filled(body["view"])
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            log.warning("form not understood", exception=failures.where(error))
            await ack()
            return
        if filled.changes_nothing:
            await ack()
            return
        turn = self._answer(place, filled.text, name=f"view:{view_id}", token=own.token)
        work = await self._background.within(IN_TIME, turn)
        if not work.done():
            await ack()
            self._background.start(self._later(filled.address(place, own), work))
            return
        outgoing = work.result()
        wrong = form_filled.wrong(outgoing)
        if wrong is not None:
            await ack(response_action="errors", errors=wrong)
            return
        await ack()
        self._receiver.deliver(filled.address(place, own), outgoing)

    async def close(self, seconds: float) -> None:
        """Wait for what is still worked on."""
        await self._background.close(seconds)

    async def _open(
        self,
        body: Json,
        own: Own,
        *,
        no: int | None = None,
        beside: str = "",
        values: Mapping[str, str] | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> bool:
        try:
            place, trigger = _person(body, own), str(body["trigger_id"])
            opened = await self._api.client.views_open(
                token=own.token, trigger_id=trigger, view=form_view.loading()
            )
        except (KeyError, TypeError, ValueError, *FAILURES) as error:
            log.info("form not opened", reason=code_of(error) or type(error).__name__)
            return False
        view = dict(opened["view"])
        self._background.start(
            self._fill(
                view,
                place,
                own,
                no=no,
                beside=beside,
                values=values or {},
                metadata=metadata or {},
            )
        )
        return True

    async def _fill(
        self,
        view: Mapping[str, Any],
        place: Place,
        own: Own,
        *,
        no: int | None,
        beside: str,
        values: Mapping[str, str],
        metadata: Mapping[str, Any],
    ) -> None:
        name, token = f"form:{view['id']}", own.token
        if no is None or await self._is_here(place, beside):
            outgoing = await self._answer(place, written({}, no=no), name=name, token=token)
        else:
            outgoing = Outgoing(lines=lines(ELSEWHERE))
        shown: Any = outgoing.data.get("form")
        filled = form_view.told(outgoing.text)
        if shown is not None:
            filled = form_view.form(dict(shown) | dict(values), metadata)
        try:
            await self._api.client.views_update(
                token=token, view_id=view["id"], hash=view["hash"], view=filled
            )
        except FAILURES as error:
            log.warning("form not filled", reason=code_of(error) or type(error).__name__)

    async def _answer(self, place: Place, text: str, *, name: str, token: str) -> Outgoing:
        """Return the answer to a form's text, which Slack will not deliver again."""
        incoming = Incoming(place=place, message_id=name, text=text, sent_at=self._receiver.clock())
        try:
            return await self._receiver.respond(await self._profiles.introduced(incoming, token))
        except failures.UnavailableError:
            error = {"code": "unavailable", "message": UNAVAILABLE}
            return Outgoing(lines=lines(UNAVAILABLE), data={"error": error})

    async def _is_here(self, place: Place, button: str) -> bool:
        """Whether a button is below an answer from the book that somebody has now."""
        try:
            async with self._receiver.sessions() as session:
                return await turns.is_of(session, button, place)
        except SQLAlchemyError as error:
            log.warning("form not looked up", exception=failures.where(error))
            return False

    async def _later(self, address: SlackAddress, work: asyncio.Task[Outgoing]) -> None:
        self._receiver.deliver(address, await work)


def _person(body: Json, own: Own) -> Place:
    """Return who acted: a command names them otherwise than everything else."""
    user = body.get("user") or {"id": body.get("user_id"), "team_id": body.get("team_id")}
    return place_of(user["id"], own, team=user.get("team_id"))
