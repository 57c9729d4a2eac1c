"""Telegram: a thin door to the dialog, on python-telegram-bot as a client and parser only."""

from __future__ import annotations

import os

# The library reads this whenever it is told to wait: spans of time come as timedelta, as they will
# in its next major version, and it does not warn of that.
os.environ.setdefault("PTB_TIMEDELTA", "1")
