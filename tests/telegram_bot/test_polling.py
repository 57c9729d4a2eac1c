from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bots.hosting.lease import Lease
from bots.hosting.sweeping import Sweeper
from bots.telegram import polling
from bots.telegram.updates import KINDS
from expenseiq_core.db import session
from expenseiq_core.errors import SettingsError
from expenseiq_core.services import leases
from tests.conftest import on_server
from tests.simulators.telegram_failing import (
    Delayed,
    DroppedAfter,
    DroppedBefore,
    Refused,
    ServerError,
    TooMany,
)
from tests.telegram_bot.conftest import answers, running
from tests.telegram_bot.test_conversation import answered, entries


async def test_a_malformed_update_stops_nobody_and_is_kept(api, mia, sessions):
    await mia.starts()
    ben = api.person("Ben")
    for body in (
        {"message": {"text": "taxi 9"}},
        {"message": "nonsense"},
        {"something_new": {"id": 1}},
        {"callback_query": {"id": "q"}},
        {"my_chat_member": []},
        {},
    ):
        api.update(body)
    await ben.sends("tea 2")
    async with running(api, sessions):
        await api.until(lambda: api.messages(ben))
        await api.until(lambda: not api.world.updates.pending)
    async with sessions() as db:
        kept = await db.execute(text("SELECT platform, said FROM failed_messages"))
        assert ("telegram", "taxi 9") in [tuple(row) for row in kept]
    assert await entries(sessions) == [("tea", 200)]


async def test_what_was_settled_is_confirmed_when_the_bot_stops(api, mia, sessions):
    async with running(api, sessions):
        await api.answer_to(await mia.sends("lunch 12.50 food"))
        await api.answer_to(await mia.sends("blah"))
    assert api.world.updates.pending == {}
    async with running(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))
    assert len(api.messages(mia)) == 3


async def test_a_message_is_not_confirmed_before_it_is_recorded(api, mia, sessions, engine):
    async with running(api, sessions):
        await api.answer_to(await mia.sends("lunch 12.50 food"))
        async with engine.begin() as other:
            await other.execute(text("SELECT FROM ledgers FOR UPDATE"))
            sent = await mia.sends("tea 2")
            waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")

            async def is_held():
                return (await other.execute(waits)).scalar()

            await api.until(is_held)
            assert list(api.world.updates.pending) == sent.update_ids
        await api.answer_to(sent)
        await api.until(lambda: not api.world.updates.pending)


async def test_what_is_under_way_when_we_stop_is_finished_and_confirmed(api, mia, sessions, engine):
    async with engine.connect() as other:
        async with running(api, sessions):
            await api.answer_to(await mia.sends("tea 2"))
            await other.execute(text("SELECT FROM ledgers FOR UPDATE"))
            await mia.sends("lunch 12.50 food")
            waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")

            async def is_held():
                return (await other.execute(waits)).scalar()

            await api.until(is_held)
            # Let go when the bot was told to stop, which is at the end of the block.
            letting_go = asyncio.create_task(_let_go(other, after=0.2))
        await letting_go
    assert api.world.updates.pending == {}
    assert len(await entries(sessions)) == 2


async def _let_go(connection, *, after):
    await asyncio.sleep(after)
    await connection.rollback()


async def test_many_at_once_are_answered_each_chat_in_order(api, sessions):
    people = [api.person(f"P{n}") for n in range(10)]
    for n in range(5):
        for person in people:
            await person.sends(f"tea {n + 1}")
    async with running(api, sessions):
        for person in people:
            await api.until(lambda p=person: len(api.messages(p)) == 5, within=30)
            shown = [line.split(" · ")[0] for line in await answers(api, person)]
            assert shown == [f"#{n + 1} Tea" for n in range(5)]
    assert len(await entries(sessions)) == 50


@pytest.mark.parametrize("failure", [TooMany(1), ServerError(502), DroppedBefore(), DroppedAfter()])
async def test_an_answer_that_failed_comes_at_last(api, mia, sessions, failure):
    async with running(api, sessions) as part:
        api.fail("sendMessage", failure)
        sent = await mia.sends("lunch 12.50 food")
        await api.until(lambda: api.called("sendMessage"))
        if isinstance(failure, TooMany):
            await api.answer_to(sent)
            return
        await api.until(lambda: not part.receiver.answering._tasks)
        async with sessions.begin() as db:
            await db.execute(text("UPDATE turns SET created_at = now() - interval '1 min'"))
        assert await sweep(part) == 1
        await api.answer_to(sent)
        await api.until(lambda: answered(sessions))
    assert await entries(sessions) == [("lunch", 1250)]
    assert len(api.messages(mia)) == (2 if isinstance(failure, DroppedAfter) else 1)


async def sweep(part):
    return await Sweeper(part.receiver, "telegram").sweep()


async def test_somebody_who_blocked_us_is_not_written_to_until_they_unblock(api, mia, sessions):
    async def blocked():
        async with sessions() as db:
            return await db.scalar(text("SELECT blocked_at IS NOT NULL FROM chats"))

    async with running(api, sessions):
        await api.answer_to(await mia.sends("lunch 12.50 food"))
        await mia.blocks()
        await api.until(blocked)
        await mia.unblocks()
        await api.until(lambda: no(blocked()))
        await mia.sends("tea 2")
        mia.chat.bot_status = "kicked"  # and blocks before the answer is out
        await api.until(blocked)
    assert len(await entries(sessions)) == 2


async def no(question):
    return not await question


async def test_blocked_and_unblocked_in_one_batch_is_unblocked(api, mia, sessions):
    async with running(api, sessions):
        await api.answer_to(await mia.sends("lunch 12.50 food"))
    for _ in range(40):
        await mia.blocks()
        await mia.unblocks()
    async with running(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))
        async with sessions() as db:
            assert await db.scalar(text("SELECT blocked_at FROM chats")) is None


async def test_an_outage_of_telegram_is_waited_out(api, mia, sessions):
    async with running(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))
        with capture_logs() as logs:
            await api.stop()
            await api.until(lambda: any(x["event"] == "updates not fetched" for x in logs))
        await api.start()
        await api.answer_to(await mia.sends("lunch 12.50 food"), within=20)


async def test_of_two_processes_one_polls_and_the_other_takes_over(api, mia, sessions, monkeypatch):
    monkeypatch.setattr(polling, "STANDBY", 0.05)
    asked, take = [], leases.take

    async def counted(*given, **more):
        asked.append(await take(*given, **more))
        return asked[-1]

    monkeypatch.setattr(leases, "take", counted)
    async with running(api, sessions):
        async with running(api, sessions):
            await api.until(lambda: asked.count(False) > 3)
            for n in range(3):
                await api.answer_to(await mia.sends(f"tea {n + 1}"))
            assert [call for call in api.called("getUpdates") if call.code == 409] == []
        await api.answer_to(await mia.sends("lunch 12.50 food"))
    assert len(await entries(sessions)) == 4


async def test_a_lost_lease_ends_polling_at_once(api, mia, sessions, monkeypatch):
    monkeypatch.setattr("bots.hosting.lease.RENEWED_EVERY", 0.05)
    monkeypatch.setattr(polling, "STANDBY", 0.05)
    async with running(api, sessions) as part:
        await api.answer_to(await mia.sends("tea 2"))
        connections = part._bot._request[0]._client._transport._pool
        await api.until(lambda: connections.connections)
        async with sessions.begin() as db:
            await db.execute(
                text("UPDATE leases SET holder = 'x', expires_at = now() + interval '1 hour'")
            )
        await api.until(lambda: not connections.connections)
        sent = await mia.sends("lunch 12.50 food")
        async with sessions.begin() as db:
            await db.execute(text("DELETE FROM leases"))
        await api.answer_to(sent)


async def test_a_lease_ends_when_it_cannot_be_renewed(sessions, monkeypatch, engine):
    monkeypatch.setattr("bots.hosting.lease.LASTS", 0.3)
    lease = Lease(sessions, "telegram:1")
    assert await lease.take()  # in its own time
    monkeypatch.setattr("bots.hosting.lease.RENEWED_EVERY", 0.1)
    monkeypatch.setattr("bots.hosting.lease.AGAIN_AFTER", 0.05)
    async with engine.begin() as other:
        await other.execute(text("LOCK leases"))
        await asyncio.wait_for(lease.keep(), 10)


async def test_another_program_on_the_same_bot_is_waited_for_and_logged_once(
    api, mia, sessions, monkeypatch, capfd
):
    monkeypatch.setattr(polling, "STANDBY", 0.02)
    api.fail("getUpdates", Refused(409, "Conflict: terminated by other getUpdates"), times=5)
    async with running(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))
    out, err = capfd.readouterr()
    assert (out + err).count("another program polls this bot") == 1


async def test_a_webhook_from_before_is_taken_away_and_loses_nothing(api, mia, sessions):
    api.fail("getUpdates", Refused(500, "Internal Server Error"))
    await mia.starts()
    api.api.webhook.url, api.world.updates.webhook_set = "https://old.example/hook", True
    async with running(api, sessions):
        await api.until(lambda: api.messages(mia))
    assert api.called("deleteWebhook")[0].params.get("drop_pending_updates", False) is False


async def test_a_webhook_that_somebody_sets_while_we_poll_is_taken_away(
    api, mia, sessions, monkeypatch
):
    monkeypatch.setattr(polling, "STANDBY", 0.02)
    async with running(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))
        api.api.webhook.url, api.world.updates.webhook_set = "https://other.example/hook", True
        api.world.updates.end_poll("setWebhook request")
        await api.answer_to(await mia.sends("coffee 3"))


@pytest.mark.parametrize(("code", "what"), [(401, "Unauthorized"), (404, "Not Found")])
async def test_a_token_that_telegram_does_not_know_is_said(api, sessions, code, what):
    api.fail("getMe", Refused(code, what))
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN") as raised:
        async with running(api, sessions):
            pass
    assert api.token not in str(raised.value)


async def test_a_token_taken_away_while_we_poll_is_said(api, sessions):
    api.fail("getUpdates", Refused(401, "Unauthorized"))
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN"):
        async with running(api, sessions) as part:
            await api.until(lambda: not part.is_ready)


async def test_what_is_no_token_is_said_at_once(api, sessions):
    api.token = "my token"
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN is no token"):
        async with running(api, sessions):
            pass


async def test_an_update_that_always_fails_is_given_up_and_said(api, mia, sessions, monkeypatch):
    monkeypatch.setattr("bots.telegram.adapter.received", lambda *_, **__: 1 / 0)
    await mia.sends("lunch 12.50 food")
    async with running(api, sessions):
        await api.until(lambda: api.messages(mia), within=20)
        await api.until(lambda: not api.world.updates.pending)
    assert await answers(api, mia) == [
        "Something broke here; nothing was recorded. Please send it again."
    ]
    async with sessions() as db:
        kept = await db.execute(text("SELECT said, error FROM failed_messages"))
        assert [tuple(row) for row in kept] == [("lunch 12.50 food", "ZeroDivisionError")]


class Outage:
    """A database that can go away."""

    def __init__(self, server, url):
        self.server = server
        self.name = url.partition("?")[0].rpartition("/")[2]

    def begin(self):
        on_server(self.server, f"ALTER DATABASE {self.name} ALLOW_CONNECTIONS false")
        on_server(
            self.server,
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.name}'",
        )

    def end(self):
        on_server(self.server, f"ALTER DATABASE {self.name} ALLOW_CONNECTIONS true")


@pytest.fixture
def outage(fresh, server, database_url, monkeypatch):  # noqa: ARG001 - a database that goes away
    monkeypatch.setattr("bots.dialog.failures.PATIENCE", 0.05)
    return Outage(server, database_url)


@pytest.fixture
async def own_sessions(database_url):
    """Sessions of a pool that is not used to prove the books."""
    engine = session.engine(database_url)
    yield session.sessions(engine)
    await engine.dispose()


async def test_while_the_database_is_away_nothing_is_acknowledged_nor_given_up(
    api, mia, own_sessions, outage, monkeypatch
):
    monkeypatch.setattr("bots.telegram.unhandled.TRIES", 2)
    async with running(api, own_sessions):
        await api.answer_to(await mia.sends("tea 2"))
        outage.begin()
        sent = await mia.sends("lunch 12.50 food")
        with capture_logs() as logs:
            await api.until(lambda: [x["event"] for x in logs].count("failed message not kept") > 2)
        assert list(api.world.updates.pending) == sent.update_ids
        outage.end()
        await api.answer_to(sent, within=20)
    assert len(api.messages(mia)) == 2


async def test_stopped_while_the_database_is_away_the_message_comes_again(
    api, mia, own_sessions, outage
):
    with capture_logs() as logs:
        async with running(api, own_sessions):
            await api.answer_to(await mia.sends("tea 2"))
            outage.begin()
            sent = await mia.sends("lunch 12.50 food")
            await api.until(lambda: any(x["event"] == "failed message not kept" for x in logs))
    assert list(api.world.updates.pending) == sent.update_ids
    outage.end()
    async with own_sessions.begin() as db:
        await db.execute(text("DELETE FROM leases"))  # could not be given back
    async with running(api, own_sessions):
        await api.answer_to(sent, within=20)


async def test_what_came_while_the_database_was_away_is_done_in_its_order(
    api, mia, own_sessions, outage
):
    """The second message is not to overtake the first, which could not be handled for a while."""
    await mia.sends("rent 900")
    with capture_logs() as logs:
        async with running(api, own_sessions):
            await api.until(lambda: len(api.messages(mia)) == 1)
            outage.begin()
            await mia.sends("lunch 12.50")
            sent = await mia.sends("undo")
            await api.until(lambda: any(x["event"] == "failed message not kept" for x in logs))
            outage.end()
            await api.answer_to(sent, within=20)
    assert [shown.split("\n")[0] for shown in await answers(api, mia)][1:] == [
        "#2 Lunch · £12.50 · 🍽 Food",
        "Undone: #2 Lunch £12.50",
    ]


async def test_what_a_database_that_is_only_read_could_not_keep_is_not_given_up(
    api, mia, own_sessions, outage, monkeypatch
):
    monkeypatch.setattr("bots.telegram.unhandled.TRIES", 2)
    monkeypatch.setattr("bots.hosting.receiving.INSISTING", 0)
    monkeypatch.setattr("bots.dialog.failures.PATIENCE", 20)
    writing = f"ALTER DATABASE {outage.name} SET default_transaction_read_only"
    async with running(api, own_sessions):
        await api.answer_to(await mia.sends("tea 2"))
        on_server(outage.server, f"{writing} = on")
        outage.begin()
        outage.end()
        with capture_logs() as logs:
            sent = await mia.sends("lunch 12.50 food")
            await api.until(lambda: [x["event"] for x in logs].count("update failed") > 3)
        on_server(outage.server, f"{writing} = off")
        outage.begin()
        outage.end()
        await api.answer_to(sent, within=20)
    assert await entries(own_sessions) == [("tea", 200), ("lunch", 1250)]


async def test_the_first_greeting_is_not_overtaken(api, mia, sessions):
    await mia.sends("/start")
    sent = await mia.sends("tea 2")
    async with running(api, sessions):
        await api.answer_to(sent)
    first, second = await answers(api, mia)
    assert first.startswith("I keep your accounts.")
    assert second.startswith("#1 Tea")


async def test_after_an_empty_poll_lower_numbers_are_read_too(api, mia, sessions, monkeypatch):
    monkeypatch.setattr("bots.telegram.client.POLL", 0)
    async with running(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))
        await api.until(lambda: api.called("getUpdates")[-1].params.get("offset") is None)
        api.world.updates.next_id = 5
        await api.answer_to(await mia.sends("lunch 12.50 food"))
        assert len(api.messages(mia)) == 2


async def test_each_poll_names_the_updates_that_we_read(api, mia, sessions):
    async with running(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))
    polls = api.called("getUpdates")
    assert len(polls) > 1
    # Left out, Telegram goes by what it was told last, by whomever.
    assert all(poll.params["allowed_updates"] == list(KINDS) for poll in polls)


async def test_typing_is_shown_while_we_work_long(api, mia, sessions, engine, monkeypatch):
    monkeypatch.setattr("bots.telegram.busy.SLOW", 30)
    async with running(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))
        assert api.world.actions == []
        monkeypatch.setattr("bots.telegram.busy.SLOW", 0.05)
        async with engine.begin() as other:
            await other.execute(text("SELECT FROM ledgers FOR UPDATE"))
            sent = await mia.sends("lunch 12.50 food")
            await api.until(lambda: api.world.actions)
        await api.answer_to(sent)
    assert api.world.actions == [(mia.id, "typing")]


async def test_of_many_who_wait_only_some_are_told(api, mia, sessions, engine, monkeypatch):
    monkeypatch.setattr("bots.telegram.busy.SLOW", 30)
    api.fail("sendChatAction", Delayed(0.5), times=30)
    async with running(api, sessions):
        await api.answer_to(await mia.sends("tea 2"))
        monkeypatch.setattr("bots.telegram.busy.SLOW", 0.05)
        async with engine.begin() as other:
            await other.execute(text("SELECT FROM ledgers FOR UPDATE"))
            for cents in range(10, 40):
                await mia.sends(f"lunch 12.{cents} food")
            await api.until(lambda: api.world.actions)
        await api.until(lambda: len(api.messages(mia)) == 31)
    assert len(api.called("sendChatAction")) == 10
