"""Installing over HTTP with the real slack_sdk: once, in one browser, with a token that lasts."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text
from starlette.applications import Starlette

from bots.hosting import web
from bots.hosting.logs import QUIET
from bots.hosting.sending import BlockedError, UnreachableError
from bots.slack import oauth
from bots.slack.authorizing import workspaces_of
from expenseiq_core import config
from expenseiq_core.errors import SettingsError
from tests.simulators.ports import free_port
from tests.simulators.slack_server import SlackServer
from tests.slack_bot.conftest import opened

KEY = Fernet.generate_key().decode()


class Clock:
    """A clock that a test turns."""

    def __init__(self):
        self.now = dt.datetime.now(dt.UTC)

    def __call__(self):
        return self.now

    def passes(self, **much):
        self.now += dt.timedelta(**much)


class Browser:
    """A browser that begins an installing here, agrees in Slack, and comes back."""

    def __init__(self, http, base):
        self.http, self.base = http, base
        self.cookie = ""

    async def begins(self):
        """Return the address in Slack that it is sent to."""
        answer = await self.http.get(f"{self.base}/slack/install")
        assert answer.status_code == 302
        self.set_cookie = answer.headers["set-cookie"]
        self.cookie = self.set_cookie.partition(";")[0]
        return answer.headers["location"]

    async def agrees(self, location):
        """Return the address that Slack sends it back to."""
        answer = await self.http.get(location)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    async def comes_back(self, location, **headers):
        return await self.http.get(location, headers={"Cookie": self.cookie} | headers)

    async def installs(self):
        return await self.comes_back(await self.agrees(await self.begins()))


@pytest.fixture
async def slack():
    async with SlackServer() as server:
        yield server
        assert server.faults == []


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settings(slack):
    return config.Settings(
        _env_file=None,
        slack_client_id=slack.client_id,
        slack_client_secret=slack.client_secret,
        slack_api_url=f"{slack.url}/api/",
        secret_key=KEY,
        web_url=f"http://127.0.0.1:{free_port()}/",
    )


@pytest.fixture
def workspaces(settings, sessions, clock):
    return workspaces_of(settings, sessions, clock=clock)


@pytest.fixture
async def browser(settings, sessions, workspaces, clock):
    made = Starlette(routes=oauth.routes(settings, sessions, workspaces, clock=clock))
    port = urlsplit(settings.web_url).port
    async with web.serving(made, host="127.0.0.1", port=port), httpx.AsyncClient() as http:
        yield Browser(http, f"http://127.0.0.1:{port}")


async def rows(sessions):
    async with sessions() as session:
        found = await session.execute(text("SELECT * FROM slack_installations ORDER BY id"))
    return found.all()


async def test_an_installed_app_has_the_workspace_s_token(browser, workspaces, slack):
    answer = await browser.installs()
    assert answer.status_code == 200
    assert "Installed" in answer.text
    assert "Say hello to the app in Slack" in answer.text
    assert await workspaces.token("T1") == slack.bot_token
    found = await workspaces.authorize(None, "T1", "U1")
    assert (found.bot_token, found.bot_user_id, found.bot_id, found.user_id) == (
        slack.bot_token, "UBOTT1", "BT1", "U1",
    )  # fmt: skip


async def test_slack_is_asked_for_the_scopes_of_the_manifest_with_a_state(browser, slack):
    asked = parse_qs(urlsplit(await browser.begins()).query)
    assert asked["client_id"] == [slack.client_id]
    assert set(oauth.SCOPES) == set(asked["scope"][0].split(","))
    assert asked["redirect_uri"] == [f"{browser.base}/slack/oauth_redirect"]
    assert len(asked["state"][0]) >= 43


async def test_the_state_is_bound_to_the_browser_by_a_cookie_that_scripts_cannot_read(browser):
    await browser.begins()
    parts = {part.strip().lower() for part in browser.set_cookie.split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax", "path=/slack", "max-age=600"} <= parts


@pytest.mark.parametrize("cookie", ["", "__Secure-slack-state=other", "__Secure-slack-state="])
async def test_an_answer_in_another_browser_installs_nothing(browser, sessions, cookie):
    back = await browser.agrees(await browser.begins())
    browser.cookie = cookie
    answer = await browser.comes_back(back)
    assert answer.status_code == 400
    assert "another browser" in answer.text
    assert await rows(sessions) == []


async def test_a_state_that_we_never_gave_out_installs_nothing(browser, sessions):
    back = await browser.agrees(await browser.begins())
    state = parse_qs(urlsplit(back).query)["state"][0]
    browser.cookie = "__Secure-slack-state=invented"
    answer = await browser.comes_back(back.replace(state, "invented"))
    assert answer.status_code == 400
    assert await rows(sessions) == []


async def test_an_answer_counts_once(browser, sessions):
    back = await browser.agrees(await browser.begins())
    assert (await browser.comes_back(back)).status_code == 200
    again = await browser.comes_back(back)
    assert again.status_code == 400
    assert "used before" in again.text
    assert len(await rows(sessions)) == 1


async def test_an_answer_after_ten_minutes_is_too_late(browser, clock, sessions):
    back = await browser.agrees(await browser.begins())
    clock.passes(minutes=10)
    answer = await browser.comes_back(back)
    assert answer.status_code == 400
    assert "ten minutes" in answer.text
    assert await rows(sessions) == []


async def test_who_says_no_installs_nothing_and_may_begin_again(browser, slack, sessions):
    slack.consent.refuses = True
    answer = await browser.installs()
    assert answer.status_code == 200
    assert "Nothing was changed" in answer.text
    assert "/slack/install" in answer.text
    assert await rows(sessions) == []


async def test_a_code_that_slack_does_not_know_installs_nothing(browser, sessions):
    back = await browser.agrees(await browser.begins())
    code = parse_qs(urlsplit(back).query)["code"][0]
    answer = await browser.comes_back(back.replace(code, "forged"))
    assert answer.status_code == 400
    assert "Slack did not accept" in answer.text
    assert await rows(sessions) == []


@pytest.mark.parametrize("trouble", ["drop_before", 502])
async def test_without_slack_the_browser_is_told_to_come_back(browser, slack, sessions, trouble):
    slack.fail("oauth.v2.access", with_=trouble, times=9)
    answer = await browser.installs()
    assert answer.status_code == 502
    assert "could not be reached" in answer.text
    assert await rows(sessions) == []


async def test_without_the_database_the_browser_is_told_to_come_back(browser, sessions):
    back = await browser.agrees(await browser.begins())
    async with sessions.begin() as session:
        await session.execute(text("ALTER TABLE slack_installations RENAME TO gone"))
    answer = await browser.comes_back(back)
    assert answer.status_code == 503
    assert "could not be kept" in answer.text


async def test_pages_repeat_nothing_that_a_request_says(browser):
    await browser.begins()
    evil = "%3Cscript%3Ealert(1)%3C/script%3E"
    answer = await browser.comes_back(
        f"{browser.base}/slack/oauth_redirect?state={evil}&error={evil}&code={evil}"
    )
    assert "script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


async def test_secrets_are_neither_in_the_database_nor_in_logs(
    browser, slack, sessions, caplog, capsys
):
    caplog.set_level(logging.DEBUG)
    for name in QUIET:
        caplog.set_level(logging.WARNING, logger=name)
    back = await browser.agrees(await browser.begins())
    query = parse_qs(urlsplit(back).query)
    await browser.comes_back(back)
    await browser.comes_back(back)
    shown = "".join(capsys.readouterr())
    said = caplog.text + shown + repr(await rows(sessions))
    for secret in (slack.bot_token, slack.client_secret, query["state"][0], query["code"][0]):
        assert secret not in said


async def test_workspaces_have_their_own_tokens(browser, workspaces, slack):
    second = slack.workspace("T2")
    await browser.installs()
    slack.consent.workspace = "T2"
    await browser.installs()
    assert await workspaces.token("T1") == slack.bot_token
    assert await workspaces.token("T2") == second.bot_token
    assert (await workspaces.authorize(None, "T2", None)).bot_user_id == "UBOTT2"


async def test_where_the_app_is_not_installed_nobody_is_let_in_or_written_to(workspaces):
    assert await workspaces.authorize(None, "T9", "U1") is None
    assert await workspaces.authorize(None, None, "U1") is None
    with pytest.raises(BlockedError):
        await workspaces.token("T9")


async def test_on_an_enterprise_every_workspace_of_it_is_let_in(browser, workspaces, slack):
    slack.workspace().enterprise, slack.workspace().whole_enterprise = "E1", True
    await browser.installs()
    assert (await workspaces.authorize("E1", "T7", "U1")).bot_token == slack.bot_token
    assert (await workspaces.authorize("E1", None, "U1")).bot_token == slack.bot_token
    assert await workspaces.token("E1") == slack.bot_token


async def test_people_of_an_enterprise_are_written_to_from_where_they_were_heard(
    browser, workspaces, slack
):
    second = slack.workspace("T2")
    slack.workspace().enterprise = second.enterprise = "E1"
    await browser.installs()
    slack.consent.workspace = "T2"
    await browser.installs()
    await workspaces.authorize("E1", "T1", "U1")
    assert await workspaces.token("E1", user="U1") == slack.bot_token
    assert await workspaces.token("E1", user="U2") == second.bot_token
    await workspaces.revoke(enterprise_id="E1", team_id="T1", at=dt.datetime.now(dt.UTC))
    assert await workspaces.token("E1", user="U1") == second.bot_token


async def test_a_removed_app_has_no_token_and_can_be_installed_again(
    browser, workspaces, clock, slack
):
    await browser.installs()
    await workspaces.token("T1")
    clock.passes(minutes=1)
    await workspaces.revoke(enterprise_id=None, team_id="T1", at=clock.now)
    assert await workspaces.authorize(None, "T1", "U1") is None
    with pytest.raises(BlockedError):
        await workspaces.token("T1")
    clock.passes(minutes=1)
    await browser.installs()
    assert await workspaces.token("T1") == slack.bot_token


async def test_neither_slack_nor_the_database_is_asked_at_every_request(
    browser, workspaces, clock, slack, sessions
):
    await browser.installs()
    await workspaces.authorize(None, "T1", "U1")
    calls = len(slack.calls)
    async with sessions.begin() as session:
        await session.execute(text("DELETE FROM slack_installations"))
    assert await workspaces.authorize(None, "T1", "U1")
    clock.passes(seconds=61)
    assert await workspaces.authorize(None, "T1", "U1") is None
    assert len(slack.calls) == calls


async def test_a_token_that_ends_is_refreshed_two_hours_ahead_by_one(
    browser, settings, sessions, clock, slack
):
    slack.workspace().rotates = True
    await browser.installs()
    first = slack.bot_token
    here, there = (workspaces_of(settings, sessions, clock=clock) for _ in range(2))
    clock.passes(hours=9)
    assert await here.token("T1") == first
    clock.passes(hours=1, minutes=1)
    await here.token("T1")
    await there.token("T1")
    assert slack.bot_token != first
    assert await here.token("T1") == await there.token("T1") == slack.bot_token
    refreshed = [c for c in slack.calls if c.arguments.get("grant_type") == "refresh_token"]
    assert len(refreshed) == 1


async def test_of_many_who_need_a_fresh_token_at_once_one_asks_for_it(
    browser, settings, sessions, clock, slack
):
    slack.workspace().rotates = True
    await browser.installs()
    several = [workspaces_of(settings, sessions, clock=clock) for _ in range(12)]
    for one in several:
        await one.token("T1")
    clock.passes(hours=11)
    await asyncio.gather(*(one.token("T1") for one in several))
    asked = [call for call in slack.calls if call.arguments.get("grant_type")]
    assert [call.answer["ok"] for call in asked] == [True]


async def test_who_comes_too_late_to_refresh_takes_the_fresh_token(
    browser, settings, sessions, clock, slack
):
    slack.workspace().rotates = True
    await browser.installs()
    here, there = (workspaces_of(settings, sessions, clock=clock) for _ in range(2))
    clock.passes(hours=9)
    stale = await there._found(None, "T1")
    clock.passes(hours=2)
    await here.token("T1")
    assert (await there._refreshed(stale)).bot_token == slack.bot_token
    assert sum("grant_type" in call.arguments for call in slack.calls) == 1


@pytest.mark.parametrize(
    ("trouble", "times"), [("internal_error", 2), (502, 2), ("drop_before", 4)]
)
async def test_a_token_that_could_not_be_refreshed_serves_until_it_ends(
    browser, workspaces, clock, slack, trouble, times
):
    slack.workspace().rotates = True
    await browser.installs()
    slack.fail("oauth.v2.access", with_=trouble, times=times)
    clock.passes(hours=11)
    assert await workspaces.token("T1") == slack.bot_token
    clock.passes(hours=2)
    with pytest.raises(UnreachableError):
        await workspaces.token("T1")
    assert await workspaces.token("T1") == slack.bot_token


@pytest.fixture
async def door(slack, sessions, settings):
    """The whole app, as workspaces install it."""
    port = urlsplit(settings.web_url).port
    given = {
        "slack_client_id": settings.slack_client_id,
        "slack_client_secret": settings.slack_client_secret,
        "secret_key": KEY,
        "web_url": settings.web_url,
        "web_port": port,
    }
    async with opened(slack, sessions, **given) as running, httpx.AsyncClient() as http:
        visitor = Browser(http, f"http://127.0.0.1:{port}")
        slack.workspace("T2")
        for workspace in ("T1", "T2"):
            slack.consent.workspace = workspace
            assert (await visitor.installs()).status_code == 200
        yield running


async def said(slack, person, text):
    before = len(slack.messages(person))
    await person.sends(text)
    await slack.until(lambda: len(slack.messages(person)) > before)
    await slack.settled()
    return slack.messages(person)[-1].shown


async def test_the_same_id_in_another_workspace_is_somebody_else(slack, door):
    ana = slack.person("Ana", locale="en-GB", id="U7")
    eve = slack.person("Eve", locale="en-GB", workspace=slack.workspace("T2"), id="U7")
    await said(slack, ana, "secret 12.50")
    assert "secret" not in (await said(slack, eve, "list")).casefold()
    assert "Secret" in await said(slack, ana, "list")
    assert await door.count("users") == 2


async def test_an_app_that_was_removed_is_silent_until_it_is_installed_again(
    slack, door, sessions, settings
):
    ana = slack.person("Ana", locale="en-GB")
    tom = slack.person("Tom", locale="en-GB", workspace=slack.workspace("T2"))
    await said(slack, ana, "lunch 12.50")
    slack.uninstall()
    await slack.settled()
    assert [bool(row.secret) for row in await rows(sessions)] == [False, True]
    await ana.sends("taxi 9")
    await slack.settled()
    assert [text for _, text, _ in await door.entries()] == ["lunch"]
    assert "#1 Tea" in await said(slack, tom, "tea 2")
    async with httpx.AsyncClient() as http:
        slack.consent.workspace = "T1"
        await Browser(http, settings.web_url.rstrip("/")).installs()
    assert "#2 Cinema" in await said(slack, ana, "cinema 11")


@pytest.fixture
def single(slack, sessions, clock):
    settings = config.Settings(
        _env_file=None, slack_bot_token=slack.bot_token, slack_api_url=f"{slack.url}/api/"
    )
    return workspaces_of(settings, sessions, clock=clock)


async def test_one_workspace_asks_once_who_it_is_and_lets_in_its_own(single, slack):
    for _ in range(3):
        assert (await single.authorize(None, "T1", "U1")).bot_user_id == "UBOTT1"
    assert await single.authorize(None, "T2", "U1") is None
    assert await single.token("T1") == slack.bot_token
    assert [call.method for call in slack.calls] == ["auth.test"]


@pytest.mark.parametrize(
    ("trouble", "times"), [("internal_error", 1), (502, 1), ("drop_before", 2)]
)
async def test_a_request_is_refused_for_a_dead_token_and_repeated_for_a_slow_slack(
    single, slack, trouble, times
):
    slack.fail("auth.test", with_=trouble, times=times)
    with pytest.raises(UnreachableError):
        await single.authorize(None, "T1", "U1")
    slack.fail("auth.test", with_="token_revoked")
    assert await single.authorize(None, "T1", "U1") is None
    assert await single.authorize(None, "T1", "U1")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "SLACK_BOT_TOKEN for one workspace"),
        ({"slack_client_id": "1.2"}, "SLACK_CLIENT_SECRET"),
        ({"slack_client_id": "1.2", "slack_bot_token": "xoxb-1"}, "set one of them"),
        ({"slack_client_id": "1.2", "slack_client_secret": "s"}, "EXPENSEIQ_SECRET_KEY is missing"),
    ],
)
def test_settings_that_do_not_say_where_we_are_are_told(sessions, clock, given, words):
    with pytest.raises(SettingsError, match=words):
        workspaces_of(config.Settings(_env_file=None, **given), sessions, clock=clock)


def test_oauth_needs_an_address_and_a_bot_token_needs_no_routes(sessions, clock):
    given = {"slack_client_id": "1.2", "slack_client_secret": "s", "secret_key": KEY}
    settings = config.Settings(_env_file=None, **given)
    workspaces = workspaces_of(settings, sessions, clock=clock)
    with pytest.raises(SettingsError, match="WEB_URL is missing"):
        oauth.routes(settings, sessions, workspaces, clock=clock)
    settings = config.Settings(_env_file=None, slack_bot_token="xoxb-1")
    assert oauth.routes(settings, sessions, workspaces, clock=clock) == ()
