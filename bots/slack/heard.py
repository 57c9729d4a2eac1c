"""An event of Slack -> what somebody said, changed or took back in a channel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from bots.dialog.messages import PlatformFile
from bots.slack.adapter import SPOKEN, Json, file_of, instant, speaker, thread_of
from bots.slack.people import Own, is_channel
from bots.slack.text import mentions
from expenseiq_core.services.chats import Place

GROUP_MESSAGE = "mpim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message of a channel, as it stands now."""

    person: Place
    """The personal place of whoever wrote it."""
    channel: str
    ts: str
    text: str
    """As it is delivered."""
    calls_us: bool
    replies_to_us: bool
    """It stands in the thread below a message of ours."""
    thread: str | None = None
    file: PlatformFile | None = None
    edited_at: dt.datetime | None = None
    deleted_at: dt.datetime | None = None

    @property
    def addressed(self) -> bool:
        """Whether it is meant for us."""
        return self.calls_us or self.replies_to_us

    @property
    def is_new(self) -> bool:
        """Whether it was said just now."""
        return self.edited_at is None and self.deleted_at is None


def of_event(body: Json, own: Own) -> Heard | None:
    """Return what an event of a channel brings; None: nothing that a person said there.

    A message that calls us comes as two events: as `app_mention`, and in channels as that only.
    Raises KeyError, TypeError or ValueError for an event that is not shaped as Slack says.
    """
    event, shared = body["event"], bool(body.get("is_ext_shared_channel"))
    kind = event["type"]
    if kind not in ("app_mention", "message") or not is_channel(str(event.get("channel"))):
        return None
    match event.get("subtype"):
        case "message_changed":
            return _changed(event, own, shared=shared)
        case "message_deleted":
            before = event.get("previous_message") or {}
            return _deleted(event, before, event["deleted_ts"], own, shared=shared)
        case subtype if subtype in SPOKEN:
            heard = _said(event, event["channel"], own, shared=shared)
            if heard is None or kind == "app_mention" or not heard.calls_us:
                return heard
            return heard if event.get("channel_type") == GROUP_MESSAGE else None
    return None


def _said(message: Json, channel: str, own: Own, *, shared: bool) -> Heard | None:
    person = speaker(message, own, shared=shared)
    if person is None:
        return None
    instant(message["ts"])
    text, thread, edited = message.get("text") or "", thread_of(message), message.get("edited")
    return Heard(
        person=person,
        channel=channel,
        ts=message["ts"],
        text=text,
        calls_us=mentions(text, own.bot_user),
        replies_to_us=thread is not None and message.get("parent_user_id") == own.bot_user,
        thread=thread,
        file=file_of(message.get("files")),
        edited_at=instant(edited["ts"]) if edited else None,
    )


def _changed(event: Json, own: Own, *, shared: bool) -> Heard | None:
    message: dict[str, Any] = event["message"]
    before = event.get("previous_message") or {}
    if message.get("subtype") == "tombstone":
        # Deleted, but it has replies, so its place is kept.
        return _deleted(event, before, message["ts"], own, shared=shared)
    if message.get("subtype") not in SPOKEN or not message.get("edited"):
        return None
    if message.get("text") == before.get("text"):
        return None  # a link was unfurled, a file was renamed
    return _said(message, event["channel"], own, shared=shared)


def _deleted(event: Json, before: Json, ts: str, own: Own, *, shared: bool) -> Heard | None:
    if before.get("subtype") not in SPOKEN:
        return None
    heard = _said(dict(before) | {"ts": ts}, event["channel"], own, shared=shared)
    return heard and replace(heard, text="", edited_at=None, deleted_at=instant(event["event_ts"]))
