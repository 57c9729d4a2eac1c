"""A person at Slack: types, edits, presses, opens; and sees what the app shows them.

Methods that write return at once with the message, while its events are on their way; methods that
press, submit or type a command wait for the app's answer and return what the person saw.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.simulators import slack_blocks, slack_events, slack_files, slack_forms, slack_views
from tests.simulators.slack_markup import typed
from tests.simulators.slack_records import Seen
from tests.simulators.slack_world import Channel, Message, Profile, View, Workspace

if TYPE_CHECKING:
    from tests.simulators.slack_server import SlackServer


HISTORY = {
    "im": "im:history", "mpim": "mpim:history", "channel": "channels:history",
    "group": "groups:history",
}  # fmt: skip


class Person:
    """Somebody in a workspace."""

    def __init__(self, server: SlackServer, workspace: Workspace, profile: Profile) -> None:
        self.server = server
        self.workspace = workspace
        self.profile = profile
        self.id = profile.id
        self.name = profile.name

    @property
    def dm(self) -> Channel:
        """The direct message with the app."""
        return self.workspace.dm(self.id)

    @property
    def home(self) -> View | None:
        """The Home tab that was last published for this person."""
        return self.profile.home

    @property
    def modals(self) -> list[View]:
        """The open modals, the uppermost last."""
        return self.profile.modals

    @property
    def ephemerals(self) -> list[Message]:
        """What only this person was shown, in order."""
        return self.server.ephemerals(self)

    async def sends(
        self,
        text: str,
        *,
        channel: Channel | None = None,
        thread: Message | None = None,
        file: tuple[str, str, bytes] | None = None,
    ) -> Message:
        """Write to the app, or in a channel; `file` is (name, MIME type, content)."""
        where = channel or self.dm
        message = self._written(text, where, thread, file)
        event = slack_events.posted(self.workspace, where, message)
        if self.workspace.bot_user in where.members:
            if self._is_read(where):
                self.server.send_event(event, workspace=self.workspace, shared=where.shared)
            if where.kind != "im" and f"<@{self.workspace.bot_user}>" in message.text:
                mention = slack_events.mentioned(self.workspace, where, message)
                self.server.send_event(mention, workspace=self.workspace, shared=where.shared)
        await asyncio.sleep(0)
        return message

    async def mentions_app(self, text: str, *, channel: Channel, **more: Any) -> Message:
        """Write "@app text": two events, `message` and `app_mention`, for one ts."""
        return await self.sends(f"@app {text}", channel=channel, **more)

    async def replies(self, message: Message, text: str) -> Message:
        """Write in the thread of a message."""
        parent = self.workspace.channels[message.channel]
        root = parent.messages[message.thread_ts or message.ts]
        return await self.sends(text, channel=parent, thread=root)

    async def edits(self, message: Message, text: str) -> None:
        """Change an own message: `message_changed` with the text before and after."""
        assert message.user == self.id, "Slack lets nobody edit what another wrote"
        sent = typed(text, self.workspace.mentions(labelled=False))
        before = slack_events.as_message(self.workspace, message)
        message.becomes(sent, [], self.workspace.next_ts())
        await self._tell_change(message, before)

    async def unfurls(self, message: Message) -> None:
        """Slack adds the preview of a link: `message_changed` with the same text."""
        before = slack_events.as_message(self.workspace, message)
        message.attachments.append({"id": 1, "title": "A page", "from_url": "https://example.com"})
        await self._tell_change(message, before)

    async def deletes(self, message: Message) -> None:
        """Delete an own message; one with replies becomes a tombstone (`message_changed`)."""
        assert message.user == self.id, "Slack lets nobody delete what another wrote"
        channel = self.workspace.channels[message.channel]
        message.deleted = True
        before = slack_events.as_message(self.workspace, message)
        others = channel.messages.values()
        if any(one.thread_ts == message.ts and not one.deleted for one in others):
            after = slack_events.tombstone(before)
            event = slack_events.changed(self.workspace, channel, before, after)
        else:
            event = slack_events.deleted(self.workspace, channel, before)
        if self.workspace.bot_user in channel.members and self._is_read(channel):
            self.server.send_event(event, workspace=self.workspace, shared=channel.shared)
        await asyncio.sleep(0)

    async def types_command(self, text: str, *, channel: Channel | None = None) -> Seen:
        """Type "/expense lunch 12.50"; works in channels that the bot is not in."""
        return await self.server.interactions.command(self, channel or self.dm, text)

    async def presses(self, where: Message | View, label: str, *, value: str | None = None) -> Seen:
        """Press the button of this label; `value` forges what it carries."""
        found = slack_blocks.buttons(where.blocks)
        pairs = [pair for pair in found if pair[1]["text"]["text"] == label]
        assert pairs, f"no button {label!r}, only {where.buttons}"
        block, button = pairs[0]
        forged = {} if value is None else {"value": value}
        return await self._acts(where, block, button | forged)

    async def chooses(self, where: Message | View, action_id: str, choice: Any) -> Seen:
        """Choose in a menu: an option by its label; a date or a person by its value."""
        for block, element in slack_blocks.elements(where.blocks):
            if element["action_id"] == action_id:
                chosen = slack_forms.entered(element, choice)
                return await self._acts(where, block, element | chosen)
        raise AssertionError(f"no menu {action_id!r}")

    async def uses_shortcut(self, callback_id: str, message: Message | None = None) -> Seen:
        """Choose a shortcut of a message, or a global one."""
        return await self.server.interactions.shortcut(self, callback_id, message)

    async def submits(self, view: View, values: dict[str, Any]) -> Seen:
        """Fill a modal's inputs, by label or action_id, and submit; see `modals` and `errors`."""
        return await self.server.interactions.submit(self, view, values)

    async def closes(self, view: View) -> None:
        """Dismiss a modal; `view_closed` is sent if it asked for that."""
        await self.server.interactions.close(self, view)

    async def opens_home(self, tab: str = "home") -> None:
        """Open the app's Home (or its "messages" tab, which sends the same event)."""
        event: dict[str, Any] = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.dm.id,
            "tab": tab,
            "event_ts": self.workspace.next_ts(),
        }
        if self.home is not None and tab == "home":
            event["view"] = slack_views.shape(self.workspace, self.home)
        self.server.send_event(event, workspace=self.workspace)
        await asyncio.sleep(0)

    def _is_read(self, where: Channel) -> bool:
        """Whether the app may hear what is said there."""
        return HISTORY[where.kind] in self.workspace.scopes

    def _written(
        self,
        text: str,
        where: Channel,
        thread: Message | None,
        file: tuple[str, str, bytes] | None,
    ) -> Message:
        assert self.id in where.members, f"{self.name} is not in {where.name}"
        assert not where.archived, "Slack shows no box to write in"
        files = []
        if file is not None:
            name, mimetype, content = file
            number = self.server.new_id("F")
            self.workspace.files[number] = {
                "id": number, "name": name, "size": len(content), "content": content,
                "mimetype": mimetype,
            }  # fmt: skip
            files = [slack_files.shape(self.server, self.workspace, number)]
        message = Message(
            channel=where.id, ts=self.workspace.next_ts(), user=self.id, files=files,
            text=typed(text, self.workspace.mentions(labelled=False)),
            thread_ts=thread.ts if thread else None,
        )  # fmt: skip
        where.messages[message.ts] = message
        return message

    async def _acts(
        self, where: Message | View, block: dict[str, Any], element: dict[str, Any]
    ) -> Seen:
        if isinstance(where, Message):
            assert where.only_for in {None, self.id}, "only its reader can press there"
            assert not where.deleted, "it is gone"
            return await self.server.interactions.press_message(self, where, block, element)
        return await self.server.interactions.press_view(self, where, block, element)

    async def _tell_change(self, message: Message, before: dict[str, Any]) -> None:
        channel = self.workspace.channels[message.channel]
        after = slack_events.as_message(self.workspace, message)
        event = slack_events.changed(self.workspace, channel, before, after)
        if self.workspace.bot_user in channel.members and self._is_read(channel):
            self.server.send_event(event, workspace=self.workspace, shared=channel.shared)
        await asyncio.sleep(0)
