"""`python -m bots.telegram`: the Telegram bot alone, with the settings of the environment."""

from __future__ import annotations

from bots.hosting import process
from bots.telegram.part import part

if __name__ == "__main__":
    process.main(part)
