"""How long things take and how much is allowed, as on the real servers; and the clock."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Timings:
    """Seconds, real ones by default; a test gives smaller ones where it would have to wait."""

    long_poll_most: float = 50.0  # fact 1: a longer timeout of getUpdates is cut to this
    same_offset_within: float = 3.0  # fact 1: asked again with the same offset …
    same_offset_wait: float = 3.0  # … an empty queue makes one wait
    hurried_within: float = 0.5  # fact 1: asked again this soon, only one update comes
    conflict_pause: float = 3.0  # fact 2: a second 409 within this time is held back as long
    message_life: float = 86_400.0  # fact 3: messages are kept a day
    callback_life: float = 150.0  # fact 3, 12: a pressed button can be answered
    inline_life: float = 30.0  # fact 3, 22
    chosen_life: float = 600.0  # fact 3
    webhook_delay: float = 1.0  # fact 4: a first retry comes at once, the next after 2, 4, 8 …
    webhook_delay_most: float = 60.0
    webhook_retry_after_most: float = 3_600.0
    webhook_timeout: float = 60.0
    webhook_gone: float = 82_800.0  # fact 4: 410 for 23 hours closes the webhook
    set_webhook_every: float = 1.0  # fact 5
    file_link: float = 3_600.0  # fact 24
    delete_within: float = 172_800.0  # a message older than 48 hours cannot be deleted


@dataclass(frozen=True, kw_only=True)
class Rates:
    """How many messages in how many seconds before 429 (fact 13)."""

    overall: int = 30
    overall_window: float = 1.0
    group: int = 20
    group_window: float = 60.0
    chat: int = 5  # about one a second, with a short burst
    chat_window: float = 5.0


class Clock:
    """The server's time in seconds since 1970; `advance` makes it later without waiting."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        return time.time() + self.ahead

    def advance(self, seconds: float) -> None:
        self.ahead += seconds
