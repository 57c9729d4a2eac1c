"""The terminal, as a door that transcripts go through."""

from __future__ import annotations

from bots.console.adapter import Speaker, buttons, to_incoming
from bots.dialog.messages import Outgoing
from bots.dialog.respond import respond
from expenseiq_core.db.session import Sessions
from tests.dialog.conftest import NOON
from tests.doors.transcripts import Shown


class ConsoleDoor:
    """Mia at her terminal."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._speaker = Speaker(name="mia", locale="en_GB")
        self._last: Outgoing | None = None

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
        incoming = to_incoming(line, self._speaker, now=NOON, answer=self._last, about=self._last)
        self._last = await respond(self._sessions, incoming, now=NOON)
        labels = tuple(button.label for button in buttons(self._last))
        return Shown(text=self._last.text, labels=labels)
