from __future__ import annotations

import datetime as dt

from expenseiq_core.domain.pacing import Limit, slots

NOW = dt.datetime(2026, 11, 19, 8, tzinfo=dt.UTC)
FAR = dt.timedelta(seconds=20)
BOT = Limit(name="bot", every=dt.timedelta(milliseconds=40))


def chat(name, seconds=1.0):
    return BOT, Limit(name=name, every=dt.timedelta(seconds=seconds))


def waits(wanted, free=None):
    given, _ = slots(wanted, free or {}, now=NOW, horizon=FAR)
    return [slot.wait.total_seconds() for slot in given]


def test_whoever_comes_first_need_not_wait():
    assert waits([chat("a")]) == [0]
    assert waits([()]) == [0]


def test_a_bot_sends_25_a_second():
    assert waits([chat(str(n)) for n in range(50)])[-1] == 49 * 0.04


def test_a_chat_is_sent_one_a_second_and_others_do_not_wait_for_it():
    assert waits([chat("a"), chat("a"), chat("b")]) == [0, 1, 0.08]


def test_what_was_sent_before_counts():
    free = {"a": NOW + dt.timedelta(seconds=3), "bot": NOW - dt.timedelta(hours=1)}
    assert waits([chat("a"), chat("b")], free) == [3, 0.04]


def test_a_slot_that_is_far_is_not_taken():
    given, then = slots([chat("a", 21)] * 3 + [chat("b")], {}, now=NOW, horizon=FAR)
    assert [slot.is_taken for slot in given] == [True, False, False, True]
    assert then["a"] == NOW + dt.timedelta(seconds=21)
    assert then["bot"] == NOW + 2 * BOT.every
