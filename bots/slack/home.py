"""App Home: this month, what budgets still allow, the last entries, what is told unasked.

These are the dialog's own answers.

A button or a menu below a section shows its answer in that section's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bots.dialog import failures, first
from bots.dialog.messages import Incoming, Outgoing
from bots.hosting.receiving import Receiver
from bots.slack import home_menus, render
from bots.slack.adapter import Json, instant
from bots.slack.addresses import SlackAddress
from bots.slack.app import own_of
from bots.slack.background import Background
from bots.slack.calls import FAILURES, Api, code_of
from bots.slack.form_view import DETAILS
from bots.slack.people import Own, place_of
from bots.slack.profiles import Profiles
from expenseiq_core.services.chats import Place

log = structlog.get_logger()

SECTIONS: Final = {
    "report": "This month",
    "left": "Budgets",
    "list": "Last entries",
    "digest": "Digest",
    "notices settings": "What I tell you",
}
"""The commands whose answers are shown, with their headings."""
_SHOWN_ANYWAY: Final = {"report": "List", "list": "Report"}
"""The button of a section whose answer stands in another one."""
IN_TIME: Final = 2.3
MOST_BLOCKS: Final = 100

_BLOCK: Final = re.compile(rf"^home:({'|'.join(SECTIONS)}):")


class Home:
    """Publishes the Home tab of whoever opens it."""

    def __init__(self, receiver: Receiver, *, api: Api, profiles: Profiles) -> None:
        self._receiver, self._api, self._profiles = receiver, api, profiles
        self._background = Background()

    def register(self, app: AsyncApp) -> None:
        """Listen to the opening of the tab, and to the buttons on it."""

        async def is_home(body: dict[str, Any]) -> bool:
            return bool(body["event"].get("tab") == "home")

        app.event("app_home_opened", matchers=[is_home])(self.opened)
        app.action({"block_id": _BLOCK})(self.pressed)

    async def opened(self, body: Json, context: AsyncBoltContext) -> None:
        """Publish the tab anew."""
        own, event = own_of(context), body["event"]
        try:
            shared = bool(body.get("is_ext_shared_channel"))
            place = place_of(event["user"], own, team=event.get("user_team"), shared=shared)
            at = str(event["event_ts"])
            instant(at)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            log.warning("event not understood", exception=failures.where(error))
            return
        view = event.get("view") or {}
        await self._background.within(
            IN_TIME, self._show(place, own, at=at, view_hash=view.get("hash"))
        )

    async def pressed(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Publish the tab with the answer to a button or menu in the place of its section."""
        own, action = own_of(context), body["actions"][0]
        try:
            user, at = body["user"], str(action["action_ts"])
            place = place_of(user["id"], own, team=user.get("team_id"))
            section, button = str(action["block_id"]).split(":")[1], action.get("value")
            command = home_menus.chosen(section, action)
            instant(at)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            log.warning("press not understood", exception=failures.where(error))
            await ack()
            return
        if button is None and command is None:
            await ack()
            return
        view = body.get("view") or {}
        work = self._show(
            place,
            own,
            at=at,
            view_hash=view.get("hash"),
            section=section,
            button=button,
            command=command,
        )
        await self._background.within(IN_TIME, work)
        await ack()

    async def close(self, seconds: float) -> None:
        """Wait for what is still worked on."""
        await self._background.close(seconds)

    async def _show(
        self,
        place: Place,
        own: Own,
        *,
        at: str,
        view_hash: str | None,
        section: str = "",
        button: str | None = None,
        command: str | None = None,
    ) -> None:
        """Ask the dialog and publish; an answer that cannot be shown there goes to the chat."""
        if not await self._profiles.has_written(place):
            await self._publish(place, own, _blocks({"": _welcome()}), view_hash)
            return
        answers: dict[str, Outgoing] = {}
        if button is not None:
            answers[section] = await self._answer(place, f"press:{at}:{button}", at, button=button)
        elif command is not None:
            answers[section] = await self._answer(place, f"chosen:{at}:{command}", at, command)
        for shown in SECTIONS:
            if shown not in answers:
                answers[shown] = await self._answer(place, f"home:{at}:{shown}", at, shown)
        pressed = answers.get(section)
        if pressed is not None and (pressed.file or pressed.receipts):
            address = SlackAddress(place=place, token=own.token)
            self._receiver.deliver(address, pressed)
        ordered = {shown: answers[shown] for shown in SECTIONS}
        await self._publish(place, own, _blocks(ordered), view_hash)

    async def _answer(
        self, place: Place, name: str, at: str, text: str = "", *, button: str | None = None
    ) -> Outgoing:
        incoming = Incoming(
            place=place, message_id=name, text=text, sent_at=instant(at), button=button
        )
        outgoing = await self._receiver.respond(incoming)
        # Whatever becomes of the tab: nobody wants it as a message.
        await self._receiver.reached(outgoing)
        return outgoing

    async def _publish(
        self, place: Place, own: Own, blocks: list[dict[str, Any]], view_hash: str | None
    ) -> None:
        newer: dict[str, str] = {} if view_hash is None else {"hash": view_hash}
        try:
            await self._api.client.views_publish(
                token=own.token,
                user_id=place.sender,
                view={"type": "home", "blocks": blocks},
                **newer,
            )
        except FAILURES as error:
            # A hash_conflict means that a newer one is there already.
            log.info("home not shown", reason=code_of(error) or type(error).__name__)


def _welcome() -> Outgoing:
    """Return what somebody reads who never wrote: looking makes no account."""
    return Outgoing(lines=first.greeting(first.guessed_currency(None)).lines)


def _blocks(answers: Mapping[str, Outgoing]) -> list[dict[str, Any]]:
    log_button = {
        "type": "button",
        "action_id": DETAILS,
        "value": "new",
        "style": "primary",
        "text": {"type": "plain_text", "text": "Log an expense", "emoji": False},
    }
    blocks: list[dict[str, Any]] = [
        {"type": "actions", "block_id": "new", "elements": [log_button]}
    ]
    for section, outgoing in answers.items():
        blocks += _section(section, outgoing)
        blocks += home_menus.blocks(section)
    return blocks[:MOST_BLOCKS]


def _section(section: str, outgoing: Outgoing) -> Iterator[dict[str, Any]]:
    if section:
        heading = {"type": "plain_text", "text": SECTIONS[section], "emoji": False}
        yield {"type": "header", "text": heading}
    for shown in render.messages(outgoing):
        for block in shown.blocks:
            if block["type"] == "actions":
                wanted = [
                    button
                    for button in block["elements"]
                    if button["text"]["text"] != _SHOWN_ANYWAY.get(section)
                ]
                if not wanted:
                    continue
                # The answers' own names would meet on the tab.
                position = str(block["block_id"]).split(":")[1]
                yield block | {"block_id": f"home:{section}:{position}", "elements": wanted}
            else:
                yield block
