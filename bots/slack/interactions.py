"""A slash command, a pressed button, a shortcut -> Incoming, and where its answer goes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bots.dialog.messages import Incoming
from bots.slack.adapter import Json, Received, file_of, instant, thread_of
from bots.slack.addresses import SlackAddress
from bots.slack.manifest import ADD_AS_EXPENSE
from bots.slack.people import Own, in_channel, is_channel, place_of
from bots.slack.text import typed
from expenseiq_core.services.chats import Place

BLOCK: Final = "answer"
"""What the block ids of our answers' buttons begin with."""
GROUP_BLOCK: Final = "group"
"""The same for answers of a channel's book."""
START: Final = "start-group:"
"""What the value of the button begins with that starts a group in the channel named behind it."""

_NUMBERS: Final = re.compile(rf"(?:{BLOCK}|{GROUP_BLOCK}):\d+:([\d,]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A pressed button, and the message that it was below."""

    received: Received
    shown: str
    """The entries that message was about, as its text names them (`#17 `, a line each)."""


def of_command(body: Json, own: Own, *, now: dt.datetime) -> Received:
    """Return what was typed behind a slash command; `now`, since Slack does not say when.

    Raises KeyError or ValueError for a command that is not shaped as Slack says.
    """
    place = place_of(body["user_id"], own, team=body.get("team_id"))
    incoming = Incoming(
        place=place,
        message_id=body["trigger_id"],
        text=typed(body.get("text") or "").strip() or "help",
        sent_at=now,
    )
    return Received(incoming=incoming, address=_here(body, place, own))


def of_press(body: Json, own: Own) -> Pressed | None:
    """Return a press of one of our answers' buttons; None: it is no button of an answer.

    Raises KeyError, TypeError or ValueError for a press that is not shaped as Slack says.
    """
    action = body["actions"][0]
    if action.get("type") != "button" or not action.get("value"):
        return None
    place = _person(body, own)
    container = body.get("container") or {}
    message = body.get("message") or {}
    block = str(action.get("block_id") or "")
    is_group = block.startswith(f"{GROUP_BLOCK}:")
    starts = _started(action["value"])
    if is_group:
        place = in_channel(starts or container["channel_id"], place, own)
    thread = thread_of(message) if message else container.get("thread_ts")
    incoming = Incoming(
        place=place,
        message_id=f"press:{action['action_ts']}:{action['value']}",
        sent_at=instant(action["action_ts"]),
        button=action["value"],
        thread=thread if is_group else None,
    )
    address = _here(body, place, own)
    if container.get("type") != "message":
        address = SlackAddress(
            place=place, token=own.token
        )  # in a view: told in the direct message
    elif not container.get("is_ephemeral"):
        address = SlackAddress(
            place=place,
            channel=container["channel_id"],
            thread=thread,
            edits=container["message_ts"],
            response_url=body.get("response_url"),
            token=own.token,
        )
    return Pressed(
        received=Received(incoming=incoming, address=address),
        shown=_entries(block),
    )


def of_shortcut(body: Json, own: Own) -> Received | None:
    """Return the message that somebody adds as an expense of theirs; None: another shortcut.

    Raises KeyError, TypeError or ValueError for a shortcut that is not shaped as Slack says.
    """
    if body.get("type") != "message_action" or body.get("callback_id") != ADD_AS_EXPENSE:
        return None
    place = _person(body, own)
    message, channel = body["message"], body["channel"]["id"]
    incoming = Incoming(
        place=place,
        message_id=f"shortcut:{channel}:{message['ts']}",
        text=typed(message.get("text") or ""),
        sent_at=instant(message["ts"]),
        file=file_of(message.get("files")),
    )
    return Received(incoming=incoming, address=_here(body, place, own))


def block_id(row: int, numbers: tuple[int, ...], *, group: bool = False) -> str:
    """Return the block id of a row of buttons, which tells what entries the answer is about.

    A press below an ephemeral message comes without the message.
    """
    named = f"{GROUP_BLOCK if group else BLOCK}:{row}:"
    for number in numbers:
        if len(named) > 230:
            break
        named += f"{number},"
    return named


def _started(value: str) -> str | None:
    """Return the channel that a button starts a group in; None: it is another button."""
    channel = value.removeprefix(START)
    return channel if channel != value and is_channel(channel) else None


def _entries(block: str) -> str:
    found = _NUMBERS.fullmatch(block)
    numbers = found[1].split(",") if found else []
    return "\n".join(f"#{number} " for number in numbers if number)


def _person(body: Mapping[str, Json], own: Own) -> Place:
    user = body["user"]
    return place_of(user["id"], own, team=user.get("team_id"))


def _here(body: Json, place: Place, own: Own) -> SlackAddress:
    """Return the address for an answer that only the person sees, where they acted."""
    return SlackAddress(place=place, response_url=body.get("response_url"), token=own.token)
