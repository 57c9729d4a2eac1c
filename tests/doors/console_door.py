"""The terminal, as a door that transcripts go through."""

from __future__ import annotations

from collections.abc import Sequence

from bots.console.adapter import Speaker, buttons, spoken, to_incoming
from bots.dialog.messages import Outgoing
from bots.dialog.respond import respond
from expenseiq_core.db.session import Sessions
from tests.dialog.conftest import NOON
from tests.doors.transcripts import GROUP, Shown


class ConsoleDoor:
    """Mia at her terminal."""

    def __init__(self, sessions: Sessions, *, name: str = "mia", group: str | None = None) -> None:
        self._sessions = sessions
        self._speaker = Speaker(name=name, locale="en_GB", group=group)
        self._last: Outgoing | None = None
        self._answered: str | None = None

    async def says(self, text: str) -> Shown:
        """Type a line."""
        return await self._typed(text)

    async def presses(self, label: str) -> Shown:
        """Type a button's label."""
        assert self._last is not None
        assert label in [button.label for button in buttons(self._last)], label
        return await self._typed(label)

    async def replies(self, text: str) -> Shown:
        """Type a reply to the answer above."""
        return await self._typed(f"> {text}")

    async def _typed(self, line: str) -> Shown:
        said, who = spoken(line, self._speaker)
        incoming = to_incoming(
            said, who, now=NOON, answer=self._last, answered=self._answered, about=self._last
        )
        self._answered = who.name
        self._last = await respond(self._sessions, incoming, now=NOON)
        labels = tuple(button.label for button in buttons(self._last))
        return Shown(text=self._last.text, labels=labels)


class ConsoleGroup(ConsoleDoor):
    """Several people at one terminal, in one group: each line begins with who speaks."""

    async def says(self, text: str, name: str = "") -> Shown:
        """Type a line of somebody."""
        return await self._typed(f"{name}: {text}")

    async def presses(self, label: str, name: str = "") -> Shown:
        """Type a button's label, as somebody."""
        assert self._last is not None
        assert label in [button.label for button in buttons(self._last)], label
        return await self._typed(f"{name}: {label}")

    async def replies(self, text: str, name: str = "") -> Shown:
        """Type a reply of somebody to the answer above."""
        return await self._typed(f"{name}: > {text}")


async def opened_group(sessions: Sessions, names: Sequence[str]) -> ConsoleGroup:
    """Let people set their clocks at their own terminals, then come together."""
    for name in names:
        alone = ConsoleDoor(sessions, name=name)
        await alone.says("timezone UTC")
    return ConsoleGroup(sessions, group=GROUP)
