"""Notices through kills, crashes and lost answers: none twice, each sent or seen not to be.

`NOTICES_SENDS=10000` sends as many (some minutes).
"""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest

from tests.durability.notices import (
    LIVE,
    due,
    killed_throughout,
    left_by_the_dead,
    people,
    scheduler,
)
from tests.simulators.telegram_server import TelegramServer

SENDS = int(os.environ.get("NOTICES_SENDS", "300"))
PEOPLE = 30
KILLS = max(4, SENDS // 500)


@pytest.fixture
async def telegram():
    async with TelegramServer() as server:
        yield server
        assert server.faults == []


async def test_notices_through_kills_crashes_and_lost_answers_come_at_most_once(
    tmp_path, own_server, telegram
):
    chance = random.Random(20261121)  # noqa: S311 - a test wants the same trouble again
    everybody = await people(telegram, own_server.url, PEOPLE)
    await everybody[0].blocks()
    await due(own_server.url, SENDS)
    made = [
        scheduler(tmp_path, telegram, own_server.url, number, UNPACED="1") for number in range(2)
    ]
    try:
        for one in made:
            await one.start(ready=False)
        kills = await killed_throughout(
            made, telegram, own_server.ask, chance, crash=own_server.crash, most=KILLS
        )
    finally:
        for one in made:
            await one.kill()
    telegram.api.failures.planned.clear()
    left_by_the_dead(own_server.ask)
    async with made[0]:
        await telegram.until(lambda: not own_server.ask(LIVE)[0][0], within=60 + SENDS / 20)
        assert await made[0].stop() == 0
    told = Counter(m.text for person in everybody for m in telegram.messages(person))
    shown = {text for text in told if text.startswith("n")}
    assert [text for text in shown if told[text] > 1] == []
    rows = own_server.ask("SELECT about->>'words', state, reason FROM deliveries")
    states = Counter(state for _, state, _ in rows)
    print(dict(states), "shown", len(shown), "kills", kills)  # noqa: T201 - figures for whoever asks (-s)
    for words, state, reason in rows:
        assert state in {"sent", "uncertain", "failed", "skipped"}
        assert state != "sent" or words in shown
        assert state == "sent" or reason
        assert state in {"sent", "uncertain"} or words not in shown
    assert states["sent"] > 0.6 * SENDS
    assert {reason for _, state, reason in rows if state in {"failed", "skipped"}} == {
        "closed to us"
    }
