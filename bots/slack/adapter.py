"""An event of the direct message -> Incoming, and where its answer goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bots.dialog.messages import Incoming, PlatformFile
from bots.slack.addresses import SlackAddress
from bots.slack.people import Own, place_of
from bots.slack.text import typed, without_mention
from expenseiq_core.services.chats import Place

SPOKEN: Final = frozenset({None, "file_share", "thread_broadcast"})
"""The kinds of message that are somebody's words; all others (joins, topics, bots) are not."""

MALFORMED: Final = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What reading a payload raises that is not shaped as Slack says."""

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A message, and where its answer goes."""

    incoming: Incoming
    address: SlackAddress


def instant(ts: str) -> dt.datetime:
    """Return the time in a message's name: `1732170000.000100` is seconds since 1970.

    Raises ValueError for anything else.
    """
    seconds, _, micros = ts.partition(".")
    if len(seconds) > 11:
        raise ValueError("no time of this millennium")
    at = dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    return at.replace(microsecond=int(micros.ljust(6, "0")[:6]))


def of_event(body: Json, own: Own) -> Received | None:
    """Return the message that an event brings; None: it brings none for us.

    Raises KeyError, TypeError or ValueError for an event that is not shaped as Slack says.
    """
    event = body["event"]
    shared = bool(body.get("is_ext_shared_channel"))
    if event["type"] == "app_mention":
        # In the direct message it is the same message as that of the event `message`.
        is_ours = event["channel"].startswith("D") and event.get("subtype") in SPOKEN
        return _said(event, event, own, shared=shared) if is_ours else None
    if event["type"] != "message" or event.get("channel_type") != "im":
        return None
    match event.get("subtype"):
        case "message_changed":
            return _changed(event, own, shared=shared)
        case "message_deleted":
            before = event.get("previous_message") or {}
            return _deleted(event, before, event["deleted_ts"], own, shared=shared)
        case kind if kind in SPOKEN:
            return _said(event, event, own, shared=shared)
    return None


def opened(body: Json, own: Own) -> Received | None:
    """Return what greets somebody who opens the direct message for the first time."""
    event = body["event"]
    if event["type"] != "app_home_opened" or event.get("tab") != "messages":
        return None
    shared = bool(body.get("is_ext_shared_channel"))
    place = place_of(event["user"], own, team=event.get("user_team"), shared=shared)
    incoming = Incoming(
        place=place,
        message_id=f"opened:{place.sender}",
        text="start",
        sent_at=instant(event["event_ts"]),
    )
    address = SlackAddress(place=place, channel=event.get("channel"), token=own.token)
    return Received(incoming=incoming, address=address)


def file_of(files: Sequence[Json] | None) -> PlatformFile | None:
    """Return the first file that can be had."""
    for file in files or ():
        if file.get("mode") not in {"tombstone", "hidden_by_limit"}:
            media_type = file.get("mimetype") or "application/octet-stream"
            return PlatformFile(
                id=file["id"],
                kind="photo" if media_type.startswith("image/") else "document",
                name=file.get("name") or file["id"],
                media_type=media_type,
            )
    return None


def _said(message: Json, event: Json, own: Own, *, shared: bool) -> Received | None:
    """Return what a person said in the direct message; None if it was a program."""
    place = speaker(message, own, shared=shared)
    if place is None:
        return None
    ts, thread = message["ts"], thread_of(message)
    incoming = Incoming(
        place=place,
        message_id=ts,
        text=typed(without_mention(message.get("text") or "", own.bot_user)),
        sent_at=instant(ts),
        thread=thread,
        replies_to=thread,
        file=file_of(message.get("files")),
    )
    address = SlackAddress(
        place=place, channel=event["channel"], thread=thread, reply_to=ts, token=own.token
    )
    return Received(incoming=incoming, address=address)


def _changed(event: Json, own: Own, *, shared: bool) -> Received | None:
    message, before = event["message"], event.get("previous_message") or {}
    if message.get("subtype") == "tombstone":
        # Deleted, but it has replies, so its place is kept.
        return _deleted(event, before, message["ts"], own, shared=shared)
    edited = message.get("edited")
    if message.get("subtype") not in SPOKEN or not edited:
        return None
    if message.get("text") == before.get("text"):
        return None  # a link was unfurled, a file was renamed
    found = _said(message, event, own, shared=shared)
    if found is None:
        return None
    incoming = replace(found.incoming, edited_at=instant(edited["ts"]))
    return Received(incoming=incoming, address=found.address)


def _deleted(event: Json, before: Json, ts: str, own: Own, *, shared: bool) -> Received | None:
    if before.get("subtype") not in SPOKEN:
        return None
    place = speaker(before, own, shared=shared)
    if place is None:
        return None
    thread = thread_of(before)
    incoming = Incoming(
        place=place,
        message_id=ts,
        sent_at=instant(ts),
        deleted_at=instant(event["event_ts"]),
        thread=thread,
    )
    address = SlackAddress(place=place, channel=event["channel"], thread=thread, token=own.token)
    return Received(incoming=incoming, address=address)


def speaker(message: Json, own: Own, *, shared: bool) -> Place | None:
    """Return the place of the person who wrote a message; None if no person did."""
    user = message.get("user")
    if not user or user == own.bot_user or message.get("bot_id") or message.get("bot_profile"):
        return None
    team = message.get("user_team") or message.get("team")
    return place_of(user, own, team=team, shared=shared)


def thread_of(message: Json) -> str | None:
    """Return the thread that a message is in; None: in none, though it may begin one."""
    thread: str | None = message.get("thread_ts")
    return None if thread == message["ts"] else thread
