"""Told to stop, a process is gone within twenty seconds, whatever hangs."""

from __future__ import annotations

from bots.hosting import process, web
from bots.telegram import part as telegram


def test_the_times_of_stopping_add_up_to_less_than_twenty_seconds():
    # A part that is cancelled may still send its last answers.
    assert process.GRACE + telegram.GRACE <= process.GRACE_IN_ALL
    # Two seconds for the connections, and for a database that has to stop.
    assert process.GRACE_IN_ALL + web.GRACE + 2 < 20
