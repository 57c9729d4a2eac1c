"""What becomes of channels: the app is invited or removed; they are renamed, archived, converted.

Slack tells it by events of their own, which need the scope of reading about that kind of channel,
and by messages in the channel.
"""

from __future__ import annotations

from typing import Any

from tests.simulators.slack_directory import READING
from tests.simulators.slack_state import Slack
from tests.simulators.slack_world import Channel, Workspace

LETTER = {"channel": "channel", "group": "group", "mpim": "group"}
"""What the names of events begin with."""


class ChannelLife:
    """Changes channels and tells the app."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack

    def invites_app(self, channel: Channel, by: str = "") -> None:
        """Somebody adds the app: `member_joined_channel`, and a message that nobody said."""
        workspace = self._workspace(channel)
        channel.members.add(workspace.bot_user)
        who = {"user": workspace.bot_user, "channel": channel.id}
        self._tell(
            channel,
            {
                "type": "member_joined_channel",
                **who,
                "channel_type": channel.id[0],
                "team": workspace.id,
                "inviter": by,
            },
        )
        self._say(channel, "join", user=workspace.bot_user, inviter=by)

    def removes_app(self, channel: Channel) -> None:
        """Somebody removes the app: `channel_left` or `group_left`."""
        self._tell(channel, {"type": f"{LETTER[channel.kind]}_left", "channel": channel.id})
        channel.members.discard(self._workspace(channel).bot_user)

    def archives(self, channel: Channel, by: str) -> None:
        """Close a channel: nobody writes there any more, nor does the app."""
        channel.archived = True
        name = f"{LETTER[channel.kind]}_archive"
        self._tell(channel, {"type": name, "channel": channel.id, "user": by})

    def unarchives(self, channel: Channel, by: str) -> None:
        """Open it again."""
        channel.archived = False
        name = f"{LETTER[channel.kind]}_unarchive"
        self._tell(channel, {"type": name, "channel": channel.id, "user": by})

    def renames(self, channel: Channel, name: str, by: str) -> None:
        """Rename it: `channel_rename`, and a message that tells the name before."""
        before, channel.name = channel.name, name
        shape = {"id": channel.id, "name": name, "created": 1_700_000_000}
        self._tell(channel, {"type": f"{LETTER[channel.kind]}_rename", "channel": shape})
        self._say(channel, "name", user=by, name=name, old_name=before)

    def changes_id(self, channel: Channel) -> str:
        """Convert it, as sharing may: it has another id from now on."""
        workspace = self._workspace(channel)
        before = channel.id
        del workspace.channels[before]
        channel.id = f"C{next(workspace.numbers):04d}{workspace.id}"
        workspace.channels[channel.id] = channel
        for message in channel.messages.values():
            message.channel = channel.id
        event = {"type": "channel_id_changed", "old_channel_id": before}
        self._tell(channel, event | {"new_channel_id": channel.id})
        return before

    def _say(self, channel: Channel, subtype: str, **more: Any) -> None:
        workspace = self._workspace(channel)
        ts = workspace.next_ts()
        self._tell(
            channel,
            {
                "type": "message",
                "subtype": f"{LETTER[channel.kind]}_{subtype}",
                "channel": channel.id,
                "channel_type": channel.kind,
                "ts": ts,
                "text": f"<@{more['user']}> did that",
                **more,
            },
        )

    def _tell(self, channel: Channel, event: dict[str, Any]) -> None:
        workspace = self._workspace(channel)
        if READING[channel.kind] in workspace.scopes and workspace.bot_user in channel.members:
            told = event | {"event_ts": event.get("ts") or workspace.next_ts()}
            self.slack.outbox.event(workspace, told, shared=channel.shared)

    def _workspace(self, channel: Channel) -> Workspace:
        return next(one for one in self.slack.workspaces.values() if channel.id in one.channels)
