"""What a platform that can fail to send looks like to us, and how it says that it failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bots.dialog.messages import Outgoing
from expenseiq_core.services.chats import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where an answer goes."""

    place: Place
    thread: str | None = None
    reply_to: str | None = None
    """The message that is answered, where the platform shows that."""
    edits: str | None = None
    """The answer of ours that this one takes the place of (a button below it was pressed)."""


class Messenger(Protocol):
    """A platform that answers are sent to."""

    async def send(self, address: Address, outgoing: Outgoing) -> str | None:
        """Send an answer once and return its name on the platform, if it has one.

        Raises one of the errors below; anything else is our own fault.
        """
        ...


class SendingError(Exception):
    """An answer did not reach the platform."""


class LaterError(SendingError):
    """The platform asks us to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds:g} s")
        self.seconds = seconds


class PacedError(LaterError):
    """We wait by ourselves, as the platform would ask us to: that is no failure."""


class UnreachableError(SendingError):
    """No connection: it was not sent, and may be sent again."""


class UncertainError(SendingError):
    """No answer in time: it may have been sent."""


class BlockedError(SendingError):
    """We may not write there: blocked, removed, archived."""


class MovedError(SendingError):
    """The chat has a new name: a group became a supergroup."""

    def __init__(self, chat: str) -> None:
        super().__init__("the chat moved")
        self.chat = chat


class RefusedError(SendingError):
    """The platform does not accept this answer, and never will."""
