"""Files, people, places and installation at the fake Slack, asked through slack_sdk."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient


async def test_a_file_goes_up_in_three_steps_and_is_shared(slack, slack_client):
    slack.echo = False
    ana = slack.person("Ana")
    await slack_client.files_upload_v2(
        content="a;b", filename="a.csv", channel=ana.dm.id, initial_comment="Here"
    )
    shared = slack.messages(ana)[-1]
    assert (shared.text, shared.files[0]["name"]) == ("Here", "a.csv")
    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    async with aiohttp.ClientSession() as session:
        for more, said in ((headers, b"a;b"), ({}, b"<html>Sign in</html>")):
            async with session.get(shared.files[0]["url_private"], headers=more) as answer:
                assert await answer.read() == said
    assert slack.faults == []


async def test_bytes_of_another_length_than_announced_are_refused(slack, slack_client):
    announced = await slack_client.files_getUploadURLExternal(filename="a.csv", length=3)
    async with (
        aiohttp.ClientSession() as session,
        session.post(announced["upload_url"], data=b"four") as answer,
    ):
        assert answer.status == 400
    assert "length" in slack.faults[0]


async def test_a_person_shares_a_receipt(slack):
    await slack.person("Ana").sends("lunch 12.50", file=("r.jpg", "image/jpeg", b"jpg"))
    event = slack.deliveries[0].payload["event"]
    assert (event["subtype"], event["files"][0]["mimetype"]) == ("file_share", "image/jpeg")


async def test_the_locale_is_told_when_asked_for(slack, slack_client):
    ana = slack.person("Ana", locale="de-DE", tz="Europe/Berlin")
    plain = await slack_client.users_info(user=ana.id)
    full = await slack_client.users_info(user=ana.id, include_locale=True)
    assert "locale" not in plain["user"]
    assert (full["user"]["locale"], full["user"]["tz"]) == ("de-DE", "Europe/Berlin")


async def test_what_the_client_asks_about_itself_and_places(slack, slack_client):
    ana = slack.person("Ana")
    general = slack.channel("general", [ana], shared=True)
    assert (await slack_client.auth_test())["team_id"] == "T1"
    assert (await slack_client.team_info())["team"]["id"] == "T1"
    me = await slack_client.bots_info(bot=ana.workspace.bot_id)
    assert me["bot"]["user_id"] == ana.workspace.bot_user
    assert (await slack_client.conversations_open(users=ana.id))["channel"]["id"] == ana.dm.id
    assert (await slack_client.conversations_info(channel=ana.dm.id))["channel"]["user"] == ana.id
    info = await slack_client.conversations_info(channel=general.id)
    assert info["channel"]["is_ext_shared"]
    page = await slack_client.conversations_members(channel=general.id, limit=1)
    more = page["response_metadata"]["next_cursor"]
    rest = await slack_client.conversations_members(channel=general.id, cursor=more)
    assert {*page["members"], *rest["members"]} == general.members
    assert slack.faults == []


async def authorized(slack, **asked):
    """Where the page of consent sends the browser."""
    base = {"client_id": slack.client_id, "scope": "chat:write", "state": "s"}
    async with (
        aiohttp.ClientSession() as session,
        session.get(
            slack.authorize_url,
            params=base | {"redirect_uri": "http://x/back"} | asked,
            allow_redirects=False,
        ) as answer,
    ):
        return answer.headers.get("Location") or await answer.text()


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk with aiohttp 3.14
async def test_a_code_is_good_for_one_token(slack):
    client = AsyncWebClient(base_url=slack.url + "/api/")
    back = await authorized(slack)
    assert back.startswith("http://x/back?state=s&code=")
    credentials = {"client_id": slack.client_id, "client_secret": slack.client_secret}
    code = back.rsplit("=", 1)[1]
    with pytest.raises(SlackApiError, match="bad_client_secret"):
        await client.oauth_v2_access(client_id=slack.client_id, client_secret="0", code=code)
    granted = await client.oauth_v2_access(**credentials, code=code)
    assert granted["access_token"] == slack.bot_token
    with pytest.raises(SlackApiError, match="invalid_code"):
        await client.oauth_v2_access(**credentials, code=code)
    assert slack.faults == []


async def test_consent_may_be_refused_or_badly_asked_for(slack):
    assert await authorized(slack, client_id="0") == "invalid_client_id"
    assert await authorized(slack, scope="") == "no_scopes"
    slack.consent.refuses = True
    assert await authorized(slack, state="") == "http://x/back?state=&error=access_denied"
    assert slack.faults == ["oauth: authorize without state"]


async def test_an_uninstalled_app_is_told_and_its_token_ends(slack, slack_client):
    slack.uninstall()
    assert {one["event"]["type"] for one in await sent(slack)} == {
        "app_uninstalled",
        "tokens_revoked",
    }
    with pytest.raises(SlackApiError, match="token_revoked"):
        await slack_client.auth_test()


async def test_a_revoked_token_is_told(slack, slack_client):
    await slack_client.auth_revoke(test=True)
    await slack_client.auth_test()
    await slack_client.auth_revoke()
    assert [one["event"]["type"] for one in await sent(slack)] == ["tokens_revoked"]


async def sent(slack):
    """The payloads of the first tries, once all are under way."""
    await slack.settled()
    return [one.payload for one in slack.deliveries if one.retry == 0]
