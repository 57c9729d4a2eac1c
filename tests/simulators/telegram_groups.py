"""Groups, their topics, and the bot's place in them (facts 14, 15, 17 and 20)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.simulators.telegram_chats import Chat, Message, Topic
from tests.simulators.telegram_settings import member
from tests.simulators.telegram_world import World

if TYPE_CHECKING:
    from tests.simulators.telegram_writing import Writer

JSON = dict[str, Any]


def bot_status_changes(world: World, chat: Chat, by: JSON, new: str) -> None:
    """The bot was added, removed, blocked …: my_chat_member (fact 15)."""
    old, chat.bot_status = chat.bot_status, new
    change = {
        "chat": chat.raw,
        "from": by,
        "date": world.date,
        "old_chat_member": member(world.bot, old),
        "new_chat_member": member(world.bot, new),
    }
    life = world.timings.message_life
    world.updates.add("my_chat_member", change, lane=chat.id, life=life)


class Group:
    """A group; its first member made it and added the bot."""

    def __init__(
        self,
        world: World,
        title: str,
        members: Sequence[Writer],
        *,
        supergroup: bool = False,
        forum: bool = False,
        username: str | None = None,
    ) -> None:
        self.world = world
        self.people = list(members)
        self.creator = members[0]
        kind = "supergroup" if supergroup or forum else "group"
        number = next(world.numbers)
        chat_id = -1_002_000_000_000 - number if kind == "supergroup" else -4_000_000_000 - number
        raw: JSON = {"id": chat_id, "type": kind, "title": title}
        raw |= {"is_forum": True} if forum else {}
        raw |= {"username": username} if username else {}
        self.chat = Chat(id=chat_id, type=kind, raw=raw, bot_status="left")
        if kind == "group":
            self.chat.numbers = world.message_numbers
        self.chat.members = {person.id: "member" for person in members}
        self.chat.members[self.creator.id] = "creator"
        world.chats[chat_id] = self.chat
        self.upgraded: Group | None = None

    @property
    def id(self) -> int:
        return self.chat.id

    def says(self, by: Writer, **content: Any) -> Message:
        """A service message, which every bot in the group is told of."""
        raw = {"from": by.user, "date": self.world.date, **content}
        message = self.chat.add(raw, by_bot=False)
        if self.chat.bot_status in {"member", "administrator"} or "left_chat_member" in content:
            self.world.tell("message", message, service=True)
        return message

    def adds_bot(self, by: Writer | None = None) -> Message:
        """The bot comes in: my_chat_member and new_chat_members."""
        by = by or self.creator
        bot_status_changes(self.world, self.chat, by.user, "member")
        kept = {k: self.world.bot[k] for k in ("id", "is_bot", "first_name", "username")}
        return self.says(by, new_chat_members=[kept])

    def removes_bot(self, by: Writer | None = None) -> None:
        """The bot is thrown out; whatever it sends is refused with 403."""
        bot_status_changes(self.world, self.chat, (by or self.creator).user, "kicked")

    def promotes_bot(self, by: Writer | None = None) -> None:
        """The bot becomes an administrator, and sees everything."""
        bot_status_changes(self.world, self.chat, (by or self.creator).user, "administrator")

    def demotes_bot(self, by: Writer | None = None) -> None:
        bot_status_changes(self.world, self.chat, (by or self.creator).user, "member")

    def mutes_bot(self) -> None:
        """Only administrators may write from now on."""
        self.chat.muted = True

    def adds(self, person: Writer, by: Writer | None = None) -> Message:
        """A person comes in: a service message."""
        self.people.append(person)
        self.chat.members[person.id] = "member"
        return self.says(by or self.creator, new_chat_members=[person.user])

    def removes(self, person: Writer, by: Writer | None = None) -> Message:
        """A person goes or is made to go: a service message."""
        self.people.remove(person)
        self.chat.members[person.id] = "left"
        return self.says(by or self.creator, left_chat_member=person.user)

    def other_bot_speaks(self) -> None:
        """From now on a command without @name is not for our bot (fact 17)."""
        self.chat.bot_spoke_last = False

    def topic(self, name: str, by: Writer | None = None) -> int:
        """Open a topic in a forum; its thread id. General has none."""
        assert self.chat.raw.get("is_forum"), "only a forum has topics"
        created = {"name": name, "icon_color": 7322096}
        by = by or self.creator
        raw = {"from": by.user, "date": self.world.date, "forum_topic_created": created}
        opening = self.chat.add(raw, by_bot=False)
        opening.raw |= {"message_thread_id": opening.id, "is_topic_message": True}
        self.chat.topics[opening.id] = Topic(opening=opening)
        self.world.tell("message", opening, service=True)
        return opening.id

    def closes_topic(self, thread: int) -> None:
        self.chat.topics[thread].closed = True

    def upgrade(self, by: Writer | None = None, *, told: str = "old new") -> Group:
        """The group becomes a supergroup with another id; the old id is refused (fact 14).

        `told` is who says so, in this order: the old group and the new one have queues of their
        own, so either may come first; one that is left out is told later by `tells_upgrade`.
        """
        by = by or self.creator
        new = Group(self.world, self.chat.raw["title"], self.people, supergroup=True)
        new.chat.members = dict(self.chat.members)
        new.chat.bot_status = self.chat.bot_status
        self.chat.upgraded_to = new.id
        self.upgraded, new.upgraded = new, self
        for which in told.split():
            (self if which == "old" else new).tells_upgrade(by)
        return new

    def tells_upgrade(self, by: Writer | None = None) -> Message:
        """Say that the group became another one, or is what another one became."""
        assert self.upgraded is not None, "nothing was upgraded"
        is_old = self.chat.upgraded_to is not None
        name = "migrate_to_chat_id" if is_old else "migrate_from_chat_id"
        return self.says(by or self.creator, **{name: self.upgraded.id})
