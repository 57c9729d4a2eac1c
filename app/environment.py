"""The settings of the environment, as a command of ours starts with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from expenseiq_core.config import Settings


def settings(data: Path | None) -> Settings:
    """Read the settings; a folder on the command line means the embedded database."""
    from bots.hosting.logs import configure  # noqa: PLC0415 (a command imports what it needs)
    from expenseiq_core import config  # noqa: PLC0415

    found = config.load(data=data)
    if data is not None:
        found = found.model_copy(update={"database_url": None})
    configure(found.log_level)
    return found
