"""`python -m tests.scheduler.program`: the scheduler as a process, with the tests' kind of notice.

`UNPACED=1` lifts the limits of Telegram, where a test wants thousands of notices in seconds.
"""

from __future__ import annotations

import datetime as dt
import os
from functools import partial

from bots.hosting.pace import Pace
from bots.telegram import part
from scheduler import __main__, limits, ticking
from tests.scheduler.words import ACCOUNT, CATCHING_UP, WORDS

if __name__ == "__main__":
    ticking.KINDS = (WORDS, CATCHING_UP, ACCOUNT)
    if "UNPACED" in os.environ:
        limits.TELEGRAM_BOT = limits.CHAT = limits.GROUP = dt.timedelta(0)
        part.MOST_A_SECOND = 100_000
        part.Pace = partial(Pace, chat=100_000, burst=100_000, group=0)
    __main__.main()
