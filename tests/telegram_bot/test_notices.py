"""What nobody asked for on Telegram: a budget crossed by a group's expense, told alone and once."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bots.dialog.notices.kinds import KINDS
from scheduler.delivering import Deliverer
from scheduler.ticking import PlatformSender
from tests.simulators.telegram_failing import DroppedAfter, Refused, TooMany
from tests.telegram_bot.conftest import answers


@pytest.fixture
async def crossed(api, bot, mia):  # noqa: ARG001 (the bot runs before)
    """Mia's own food budget, crossed by a dinner in the group."""
    ana = api.person("Ana", username="ana", language_code="en-GB")
    await api.answer_to(await mia.sends("budget food 100 monthly"))
    made = api.group("Trip", mia, ana)
    (roll_call,) = await api.until(lambda: api.messages(made))
    for person in (mia, ana):
        await api.answer_to(await person.presses(roll_call, "I'm in"))
    await api.until(lambda: "Ana" in roll_call.text)
    answer = await api.answer_to(await mia.sends("/e@our_test_bot dinner 170 food", chat=made))
    assert "⚠️" not in answer.text
    return made


@pytest.fixture
def deliverer(bot, sessions):
    senders = {"telegram": PlatformSender(bot)}
    return Deliverer(sessions, KINDS, senders, clock=bot.receiver.clock)


async def told(api, mia):
    return [shown for shown in await answers(api, mia) if shown.startswith("⚠️")]


async def states(sessions):
    async with sessions() as db:
        return list(await db.scalars(text("SELECT state FROM deliveries")))


async def test_it_is_told_in_the_private_chat_once(api, mia, crossed, deliverer, sessions):
    for _ in range(2):
        await deliverer.deliver()
    (shown,) = await told(api, mia)
    assert shown.splitlines()[:2] == ["⚠️ Food: £85 of £100 (85 %)", "by Dinner in Trip"]
    assert await states(sessions) == ["sent"]
    assert not [m for m in api.messages(crossed) if m.text.startswith("⚠️")]


@pytest.mark.usefixtures("crossed")
async def test_who_blocked_us_is_told_nothing_and_not_tried_again(api, mia, deliverer, sessions):
    await mia.blocks()
    await deliverer.deliver()
    await deliverer.deliver()
    assert await told(api, mia) == []
    async with sessions() as db:
        assert await db.scalar(text("SELECT blocked_at IS NOT NULL FROM chats WHERE private"))


@pytest.mark.usefixtures("crossed")
async def test_a_refusal_for_being_blocked_closes_the_chat(api, mia, deliverer, sessions):
    api.fail("sendMessage", Refused(403, "Forbidden: bot was blocked by the user"))
    await deliverer.deliver()
    await deliverer.deliver()
    assert await told(api, mia) == []
    assert await states(sessions) == ["failed"]
    async with sessions() as db:
        assert await db.scalar(text("SELECT blocked_at IS NOT NULL FROM chats WHERE private"))


@pytest.mark.usefixtures("crossed")
async def test_after_a_429_it_is_told_when_that_says(api, mia, deliverer, sessions):
    api.fail("sendMessage", TooMany(1))
    await deliverer.deliver()
    assert await states(sessions) == ["pending"]

    async def is_told():
        await deliverer.deliver()
        return await told(api, mia)

    assert len(await api.until(is_told)) == 1
    assert await states(sessions) == ["sent"]


@pytest.mark.usefixtures("crossed")
async def test_a_notice_whose_arrival_nobody_knows_is_not_repeated(api, mia, deliverer, sessions):
    api.fail("sendMessage", DroppedAfter())
    for _ in range(3):
        await deliverer.deliver()
    assert len(await told(api, mia)) == 1
    assert await states(sessions) == ["uncertain"]
