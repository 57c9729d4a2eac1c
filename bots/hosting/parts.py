"""What runs in a process: one part a platform."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from starlette.routing import BaseRoute

from bots.hosting.receiving import Clock, Receiver
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions


class Part(Protocol):
    """A platform that runs: what it serves over HTTP, and what it does by itself."""

    @property
    def name(self) -> str:
        """The platform, as places name it."""
        ...

    @property
    def receiver(self) -> Receiver:
        """What handles its messages."""
        ...

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """What the one web server serves for it; none if it fetches its messages itself."""
        ...

    @property
    def is_ready(self) -> bool:
        """Whether it can receive messages now."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether it has let us in, so that something can be sent now."""
        ...

    async def run(self, stopping: asyncio.Event) -> None:
        """Receive until `stopping` is set, then return when what was received is handled.

        Raises SettingsError if the platform does not let us in.
        """
        ...

    async def run_sending(self, stopping: asyncio.Event) -> None:
        """Be open, and receive nothing, until `stopping` is set.

        Raises SettingsError if the platform does not let us in.
        """
        ...


class Companion(Protocol):
    """What works beside the parts of a process, and through them."""

    @property
    def name(self) -> str:
        """What it is called when it starts."""
        ...

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """What the one web server serves for it."""
        ...

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until `stopping` is set."""
        ...


MakePart = Callable[[Settings, Sessions, Clock], Part]
"""Makes a part of the settings; raises SettingsError with what is missing."""

MakeCompanion = Callable[[Settings, Sessions, Clock, Sequence[Part]], Companion]
"""Makes what works beside parts."""
