"""chat.*, reactions.*: what the app says, and how Slack refuses it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from tests.simulators import slack_events
from tests.simulators.slack_methods import Refused
from tests.simulators.slack_state import UPDATE_LIMIT, Slack
from tests.simulators.slack_world import Channel, Message, Workspace

Arguments = Mapping[str, Any]


def post_message(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """chat.postMessage; a user's id as channel is their DM with the app."""
    channel = writable(workspace, given["channel"])
    _check_rate(slack, channel)
    thread = given.get("thread_ts")
    if thread and thread not in channel.messages:
        slack.fault("chat.postMessage: thread_ts of no message of this channel")
        raise Refused("cannot_reply_to_message")
    message = slack.post(workspace, channel, given, "chat.postMessage")
    _echo(slack, workspace, channel, slack_events.posted(workspace, channel, message))
    shape = slack_events.as_message(workspace, message)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


def post_ephemeral(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """chat.postEphemeral; its message_ts is good for nothing."""
    channel = writable(workspace, given["channel"])
    if given["user"] not in channel.members:
        raise Refused("user_not_in_channel")
    message = slack.post(workspace, channel, given, "chat.postEphemeral", only_for=given["user"])
    return {"message_ts": message.ts}


def update(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """chat.update: the bot's own messages only; others get message_changed."""
    channel = writable(workspace, given["channel"])
    message = _message(channel, given["ts"])
    if message.user != workspace.bot_user:
        raise Refused("cant_update_message")
    text, blocks = slack.content(given, "chat.update", limit=UPDATE_LIMIT)
    replace(slack, workspace, channel, message, text, blocks)
    shape = slack_events.as_message(workspace, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shape}


def delete(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """chat.delete: a bot deletes its own messages only."""
    channel = readable(workspace, given["channel"])
    message = _message(channel, given["ts"])
    if message.user != workspace.bot_user:
        raise Refused("cant_delete_message")
    remove(slack, workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def replace(
    slack: Slack,
    workspace: Workspace,
    channel: Channel,
    message: Message,
    text: str,
    blocks: list[dict[str, Any]],
) -> None:
    """Change a message of the bot; the app gets message_changed for that too."""
    before = slack_events.as_message(workspace, message)
    message.becomes(text, blocks, workspace.next_ts())
    after = slack_events.as_message(workspace, message)
    _echo(slack, workspace, channel, slack_events.changed(workspace, channel, before, after))


def remove(slack: Slack, workspace: Workspace, channel: Channel, message: Message) -> None:
    """Delete a message of the bot; the app gets message_deleted for that too."""
    message.deleted = True
    before = slack_events.as_message(workspace, message)
    _echo(slack, workspace, channel, slack_events.deleted(workspace, channel, before))


def add_reaction(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reactions.add, once a name."""
    message = _reacted(slack, workspace, given)
    if given["name"] in message.reactions:
        raise Refused("already_reacted")
    message.reactions.append(given["name"])
    return {}


def remove_reaction(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reactions.remove."""
    message = _reacted(slack, workspace, given)
    if given["name"] not in message.reactions:
        raise Refused("no_reaction")
    message.reactions.remove(given["name"])
    return {}


def replies(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:  # noqa: ARG001
    """conversations.replies; slack_bolt's `say` asks for it in a thread of a DM."""
    channel = readable(workspace, given["channel"])
    if given["ts"] not in channel.messages:
        raise Refused("thread_not_found")
    thread = [
        slack_events.as_message(workspace, message)
        for message in channel.messages.values()
        if given["ts"] in {message.ts, message.thread_ts} and not message.deleted
    ]
    return {"messages": thread, "has_more": False}


def readable(workspace: Workspace, name: str) -> Channel:
    """The channel, if the bot may know of it: public, or it is in there."""
    if name in workspace.people:
        return workspace.dm(name)
    channel = workspace.channels.get(name)
    hidden = channel and channel.kind != "channel" and workspace.bot_user not in channel.members
    if channel is None or hidden:
        raise Refused("channel_not_found")
    return channel


def writable(workspace: Workspace, name: str) -> Channel:
    """The channel, if the bot may write there."""
    channel = readable(workspace, name)
    if channel.archived:
        raise Refused("is_archived")
    if workspace.bot_user not in channel.members:
        raise Refused("not_in_channel")
    if channel.kind == "im" and not workspace.messages_tab:
        raise Refused("messages_tab_disabled")
    return channel


def _message(channel: Channel, ts: str) -> Message:
    message = channel.messages.get(ts)
    if message is None or message.deleted:
        raise Refused("message_not_found")
    return message


def _reacted(slack: Slack, workspace: Workspace, given: Arguments) -> Message:
    if not str(given["name"]).replace("_", "").replace("-", "").replace("+", "").isalnum():
        slack.fault("reactions: the name of an emoji comes without colons")
        raise Refused("invalid_name")
    return _message(writable(workspace, given["channel"]), given["timestamp"])


def _check_rate(slack: Slack, channel: Channel) -> None:
    now = time.monotonic()
    wait = channel.last_post + slack.timings.channel_interval - now
    if slack.channel_rate and wait > 0:
        raise Refused("ratelimited", retry_after=wait)
    channel.last_post = now


def _echo(slack: Slack, workspace: Workspace, channel: Channel, event: dict[str, Any]) -> None:
    if slack.echo:
        slack.outbox.event(workspace, event, shared=channel.shared)
