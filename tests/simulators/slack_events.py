"""The events that Slack sends, as it shapes them."""

from __future__ import annotations

import time
from typing import Any

from tests.simulators.slack_markup import unescape
from tests.simulators.slack_state import Slack
from tests.simulators.slack_world import Channel, Message, Workspace


def wrapped(
    slack: Slack, workspace: Workspace, event: dict[str, Any], *, shared: bool
) -> dict[str, Any]:
    """The event in its wrapper; `authorizations` names the installation that it is for."""
    authorization = {
        "enterprise_id": workspace.enterprise or None,
        "team_id": None if workspace.whole_enterprise else workspace.id,
        "user_id": workspace.bot_user,
        "is_bot": True,
        "is_enterprise_install": workspace.whole_enterprise,
    }
    return {
        "token": slack.verification_token,
        "team_id": workspace.id,
        "enterprise_id": workspace.enterprise or None,
        "api_app_id": slack.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": slack.new_id("Ev"),
        "event_time": int(time.time()),
        "authorizations": [authorization],
        "is_ext_shared_channel": shared,
        "event_context": slack.new_id("4-"),
    }


def as_message(workspace: Workspace, message: Message) -> dict[str, Any]:
    """The message itself, as events and interactions carry it."""
    shape: dict[str, Any] = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": workspace.id,
        "blocks": message.blocks or [_rich_text(message.text)],
    }
    author = workspace.people.get(message.user)
    if author is not None and author.team:
        shape |= {"team": author.team, "user_team": author.team, "source_team": author.team}
    if message.by_bot:
        shape |= {"bot_id": workspace.bot_id, "app_id": "A0APP"}
        shape["bot_profile"] = {"id": workspace.bot_id, "name": "app", "team_id": workspace.id}
    else:
        shape["client_msg_id"] = f"client-{message.ts}"
    if message.thread_ts:
        shape["thread_ts"] = message.thread_ts
        root = workspace.channels[message.channel].messages.get(message.thread_ts)
        if root is not None and root is not message:
            shape["parent_user_id"] = root.user
    if message.edited_ts:
        shape["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.attachments:
        shape["attachments"] = message.attachments
    if message.files:
        shape |= {"files": message.files, "subtype": "file_share", "upload": True}
    return shape


def posted(workspace: Workspace, channel: Channel, message: Message) -> dict[str, Any]:
    """`message`: somebody, or the bot itself, wrote."""
    return as_message(workspace, message) | {
        "channel": channel.id,
        "channel_type": channel.kind,
        "event_ts": message.ts,
    }


def mentioned(workspace: Workspace, channel: Channel, message: Message) -> dict[str, Any]:
    """`app_mention`: comes beside the `message` event of the same ts."""
    shape = as_message(workspace, message) | {"type": "app_mention"}
    return shape | {"channel": channel.id, "event_ts": message.ts}


def changed(
    workspace: Workspace, channel: Channel, before: dict[str, Any], after: dict[str, Any]
) -> dict[str, Any]:
    """`message_changed`: an edit, but also a link that was unfurled, or a deleted thread parent."""
    ts = workspace.next_ts()
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": after | {"source_team": workspace.id, "user_team": workspace.id},
        "previous_message": before,
        "channel": channel.id,
        "channel_type": channel.kind,
        "ts": ts,
        "event_ts": ts,
    }


def deleted(workspace: Workspace, channel: Channel, before: dict[str, Any]) -> dict[str, Any]:
    """`message_deleted`."""
    ts = workspace.next_ts()
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": before["ts"],
        "previous_message": before,
        "channel": channel.id,
        "channel_type": channel.kind,
        "ts": ts,
        "event_ts": ts,
    }


def tombstone(before: dict[str, Any]) -> dict[str, Any]:
    """What is left of a deleted message that has replies."""
    return before | {
        "subtype": "tombstone",
        "text": "This message was deleted.",
        "user": "USLACKBOT",
        "hidden": True,
    }


def _rich_text(text: str) -> dict[str, Any]:
    said = [{"type": "text", "text": unescape(text)}] if text else []
    section = {"type": "rich_text_section", "elements": said}
    return {"type": "rich_text", "block_id": "rt", "elements": [section]}
