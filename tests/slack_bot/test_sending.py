"""Answers that meet trouble on their way: each arrives, and in words where a sign will not do."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url, text

from tests.conftest import on_server
from tests.slack_bot.conftest import opened


async def prefer_reactions(door):
    async with door.sessions.begin() as session:
        await session.execute(text("UPDATE chats SET brief = true"))


async def blocked(door):
    async with door.sessions() as session:
        return await session.scalar(text("SELECT blocked_at IS NOT NULL FROM chats"))


@pytest.mark.parametrize("trouble", ["ratelimited", "service_unavailable"])
async def test_answer_that_has_to_wait_arrives_once(slack, http, trouble):
    ana = slack.person("Ana", locale="en-GB")
    slack.fail("chat.postMessage", times=2, with_=trouble, seconds=0.1)
    await ana.sends("lunch 12.50 food")
    await slack.until(lambda: slack.messages(ana))
    await slack.settled()
    assert len(slack.messages(ana)) == 1
    assert len(await http.entries()) == 1


async def test_one_message_a_second_is_enough_for_a_burst(slack, http):
    slack.channel_rate = True
    slack.timings = type(slack.timings)(channel_interval=0.2)
    ana = slack.person("Ana", locale="en-GB")
    for number in range(5):
        await ana.sends(f"coffee {number + 1} food")
    await slack.until(lambda: len(slack.messages(ana)) == 5, timeout=20)
    assert [int(one.shown[1]) for one in slack.messages(ana)] == [1, 2, 3, 4, 5]
    assert len(await http.entries()) == 5


@pytest.mark.usefixtures("http")
async def test_slack_is_asked_to_make_nothing_of_an_answers_text(slack):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food")
    await slack.until(lambda: slack.messages(ana))
    await ana.presses(slack.messages(ana)[0], "Undo")
    await ana.mentions_app("tea 2", channel=slack.channel("general", [ana]))
    await slack.until(lambda: ana.ephemerals)
    await slack.settled()
    sent = [call for call in slack.calls if call.method.startswith("chat.")]
    assert {call.method for call in sent} == {
        "chat.postMessage", "chat.update", "chat.postEphemeral"
    }  # fmt: skip
    for call in sent:
        assert call.arguments["parse"] == "none"
        assert not is_on(call.arguments["link_names"])
        if call.method == "chat.postMessage":
            assert not is_on(call.arguments["unfurl_links"])
            assert not is_on(call.arguments["unfurl_media"])


def is_on(flag):
    return str(flag).lower() not in ("0", "false")


@pytest.mark.usefixtures("http")
async def test_answer_whose_arrival_is_unknown_is_not_repeated_at_once(slack):
    ana = slack.person("Ana", locale="en-GB")
    slack.fail("chat.postMessage", with_="drop_after")
    await ana.sends("lunch 12.50 food")
    await slack.until(lambda: slack.messages(ana))
    await slack.settled()
    assert len(slack.messages(ana)) == 1


@pytest.mark.parametrize("reason", ["is_archived", "user_not_found", "account_inactive"])
async def test_chat_that_is_closed_to_us_is_noted(slack, http, reason):
    ana = slack.person("Ana", locale="en-GB")
    slack.fail("chat.postMessage", with_=reason)
    await ana.sends("lunch 12.50 food")
    await slack.until(lambda: blocked(http))
    assert len(await http.entries()) == 1


async def test_plain_entry_is_acknowledged_by_a_reaction_where_that_is_preferred(slack, http):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("coffee 3 food")
    await slack.until(lambda: slack.messages(ana))
    await prefer_reactions(http)
    message = await ana.sends("lunch 12.50 food")
    await slack.until(lambda: message.reactions)
    await slack.settled()
    assert message.reactions == ["white_check_mark"]
    assert len(slack.messages(ana)) == 1
    assert len(await http.entries()) == 2


async def test_reaction_that_may_not_be_given_becomes_words(slack, http):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("coffee 3 food")
    await slack.until(lambda: slack.messages(ana))
    await prefer_reactions(http)
    slack.workspace().scopes.discard("reactions:write")
    await ana.sends("lunch 12.50 food")
    await slack.until(lambda: len(slack.messages(ana)) == 2)


@pytest.mark.usefixtures("http")
async def test_response_url_that_fails_is_replaced_by_a_direct_message(slack):
    ana = slack.person("Ana", locale="en-GB")
    general = slack.channel("general", [ana], bot=False)
    seen = await ana.types_command("/expense lunch 12.50 food", channel=general)
    for url in slack.response_urls.values():
        url.uses = 5
    original = slack.response_url

    def used_up(*given):
        url, shown = original(*given)
        slack.response_urls[url.rsplit("/", 1)[1]].uses = 5
        return url, shown

    slack.response_url = used_up
    await ana.presses(seen.message, "Undo")
    await slack.until(lambda: slack.messages(ana))
    assert slack.messages(ana)[0].shown.startswith("Undone: #1")


@pytest.mark.usefixtures("fresh")
async def test_database_that_is_away_is_told_and_the_event_comes_again(
    slack, sessions, server, database_url, monkeypatch
):
    monkeypatch.setattr("bots.dialog.failures.PATIENCE", 0.1)
    ana = slack.person("Ana", locale="en-GB")
    name = make_url(database_url).database
    async with opened(slack, sessions) as door:
        await ana.sends("coffee 3 food")
        await slack.until(lambda: slack.messages(ana))
        await slack.settled()
        on_server(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        on_server(
            server,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{name}' AND pid <> pg_backend_pid()",
        )
        seen = await ana.types_command("/expense taxi 9")
        assert seen.shown.startswith("I can't reach my books right now. Nothing was recorded")
        await ana.sends("lunch 12.50 food")
        await slack.until(lambda: any(one.status == 503 for one in slack.deliveries))
        on_server(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        await slack.until(lambda: len(slack.messages(ana)) == 2)
        await slack.settled()
        assert [words for _, words, _ in await door.entries()] == ["coffee", "lunch"]


async def test_slack_that_is_away_at_the_start_is_waited_for(slack, sessions):
    ana = slack.person("Ana", locale="en-GB")
    slack.fail("auth.test", with_=502)
    slack.fail("auth.test", with_="drop_before", times=2)
    async with opened(slack, sessions) as door:
        await ana.sends("coffee 3 food")
        await slack.until(lambda: slack.messages(ana) or door.task.done())
        assert not door.task.done()


async def test_what_comes_while_it_stops_is_not_taken_and_comes_again(slack, http, sessions):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("coffee 3 food")
    await slack.until(lambda: slack.messages(ana))
    await slack.settled()
    async with sessions.begin() as session:
        await session.execute(text("SELECT FROM ledgers FOR UPDATE"))
        await ana.sends("tea 2 food")
        await slack.until(lambda: http.part._requests._handling)
        http.stopping.set()
        await slack.until(lambda: http.part._requests._stopping)
        await ana.sends("lunch 12.50 food")
        await slack.until(lambda: slack.deliveries[-1].status == 503)
        assert not http.task.done()
        assert not http.part.is_ready
    await slack.until(http.task.done)
    assert [words for _, words, _ in await http.entries()] == ["coffee", "tea"]
