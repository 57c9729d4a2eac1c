"""Forged, stale, repeated and malformed requests: refused, and no row of them."""

from __future__ import annotations

import asyncio
import json
import time
from urllib.parse import urlencode

import aiohttp
import pytest
from sqlalchemy import text

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def untouched(http):
    """Nothing that is sent in the test may leave a row anywhere."""
    yield http
    for table in ("users", "turns", "entries", "failed_messages", "chats"):
        assert await http.count(table) == 0


def event(server, *, words="lunch 12.50 food", team="T1", ts="1795240000.000100"):
    person = server.person("Ana", locale="en-GB")
    said = {
        "type": "message", "channel_type": "im", "channel": person.dm.id, "user": person.id,
        "text": words, "ts": ts, "event_ts": ts, "team": team,
    }  # fmt: skip
    authorization = {"team_id": team, "enterprise_id": None, "user_id": "UBOTT1", "is_bot": True}
    return json.dumps({
        "type": "event_callback", "event_id": "Ev1", "event_time": int(time.time()),
        "team_id": team, "event": said, "authorizations": [authorization],
    }).encode()  # fmt: skip


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "forged",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v1=" + "0" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=ü" + "0" * 62},
        {"X-Slack-Signature": "v0=" + "0" * 5000},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "now"},
        {"X-Slack-Request-Timestamp": "²³"},
        {"X-Slack-Request-Timestamp": "1e9"},
        {"X-Slack-Request-Timestamp": "-1795240000"},
        {"X-Slack-Request-Timestamp": "9" * 400},
        {"X-Slack-Request-Timestamp": "17952400.0"},
    ],
)
async def test_forged_signature_is_refused(slack, forged, capsys):
    body = event(slack)
    status, said = await slack.send_raw(body, slack.signed(body) | JSON | forged)
    assert (status, said) == (401, "not signed")
    assert "Traceback" not in capsys.readouterr().out


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("missing", ["X-Slack-Signature", "X-Slack-Request-Timestamp"])
async def test_missing_header_is_refused(slack, missing):
    body = event(slack)
    headers = slack.signed(body) | JSON
    del headers[missing]
    assert (await slack.send_raw(body, headers))[0] == 401


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("off", [-302, 302, -90_000, 90_000])
async def test_stale_signature_is_refused(slack, off):
    body = event(slack)
    headers = slack.signed(body, at=int(time.time()) + off) | JSON
    assert (await slack.send_raw(body, headers))[0] == 401


@pytest.mark.usefixtures("untouched")
async def test_signature_of_another_body_or_secret_is_refused(slack):
    body = event(slack)
    for headers in (slack.signed(body + b" "), slack.signed(body, secret="another")):
        assert (await slack.send_raw(body, headers | JSON))[0] == 401


async def test_signature_within_five_minutes_is_taken(slack, http):
    body = event(slack)
    headers = slack.signed(body, at=int(time.time()) - 290) | JSON
    assert (await slack.send_raw(body, headers))[0] == 200
    assert len(await http.entries()) == 1


async def test_repeated_request_records_once(slack, http):
    body = event(slack)
    headers = slack.signed(body) | JSON
    answers = await asyncio.gather(*(slack.send_raw(body, headers) for _ in range(6)))
    assert {status for status, _ in answers} == {200}
    assert len(await http.entries()) == 1
    assert await http.count("turns") == 1


async def test_repeated_command_records_once(slack, http):
    ana = slack.person("Ana", locale="en-GB")
    seen = await ana.types_command("/expense lunch 12.50 food")
    payload = slack.deliveries[-1].payload
    body = urlencode(payload).encode()
    status, said = await slack.send_raw(body, slack.signed(body) | FORM)
    assert status == 200
    assert json.loads(said)["text"].startswith(seen.shown.split("\n")[0])
    assert len(await http.entries()) == 1


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", JSON),
        (b"", FORM),
        (b"{", JSON),
        (b"[]", JSON),
        (b"[1]", FORM),
        (b"null", JSON),
        (b'"x"', JSON),
        (b"12", JSON),
        (b"{}", JSON),
        (b"\xff\xfe", JSON),
        (b"\xff\xfe", FORM),
        (b"payload=", FORM),
        (b"payload=%7B", FORM),
        (b"payload=%5B%5D", FORM),
        (b"payload=null", FORM),
        (b'{"type": "event_callback", "event": []}', JSON),
        (b'{"type": "event_callback", "event": null}', JSON),
        (b'{"type": "event_callback", "event": "x"}', JSON),
        (b'{"type": "event_callback", "event": {}}', JSON),
        (b'{"type": "event_callback", "event": {"type": 5}}', JSON),
        (b"[" * 100_000, JSON),
        (b'{"team": 1, "user": 2}', JSON),
    ],
)
async def test_malformed_body_is_refused(slack, body, kind, capsys):
    status, _ = await slack.send_raw(body, slack.signed(body) | kind)
    assert status == 400
    assert "Traceback" not in capsys.readouterr().out


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "said",
    [
        {"type": "message"},
        {"type": "message", "channel_type": "im", "subtype": "message_changed"},
        {"type": "message", "channel_type": "im", "subtype": "message_deleted"},
        {"type": "message", "channel_type": "im", "user": "U1", "text": 5, "ts": "x"},
        {"type": "message", "channel_type": "im", "user": "U1", "ts": "9" * 40, "channel": "D1"},
        {"type": "app_mention"},
        {"type": "app_mention", "user": "U1"},
        {"type": "app_home_opened", "tab": "messages"},
        {"type": "app_home_opened", "tab": "home"},
    ],
)
async def test_event_of_an_unknown_shape_is_taken_and_ignored(slack, said):
    slack.send_event(said)
    await slack.settled()
    assert [one.status for one in slack.deliveries] == [200]


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions", "actions": []},
        {"type": "block_actions", "actions": [{"action_id": "x", "type": "button"}]},
        {"type": "block_actions", "actions": [{"type": "button", "action_id": "x", "value": "1"}]},
        {"type": "message_action", "callback_id": "add_as_expense"},
        {"type": "message_action", "callback_id": "another"},
        {"type": "shortcut", "callback_id": "x"},
        {"type": "view_submission", "view": {"callback_id": "expense_form"}},
        {"type": "view_submission", "view": {"callback_id": "another"}},
        {"type": "view_closed", "view": {"callback_id": "another"}},
        {"type": "block_suggestion", "action_id": "x"},
        {"type": "something new"},
    ],
)
async def test_interaction_of_an_unknown_shape_is_acknowledged(slack, payload):
    given = {"team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T1"}} | payload
    body = urlencode({"payload": json.dumps(given)}).encode()
    status, said = await slack.send_raw(body, slack.signed(body) | FORM)
    assert (status, said) == (200, "")


@pytest.mark.usefixtures("untouched")
async def test_body_that_is_too_large_is_refused(slack):
    body = event(slack, words="x" * 1_000_000)
    try:
        status, _ = await slack.send_raw(body, slack.signed(body) | JSON)
    except aiohttp.ClientError:
        return  # it hung up before it had read everything
    assert status == 413


@pytest.mark.usefixtures("untouched")
async def test_request_of_another_workspace_is_nobodys(slack):
    body = event(slack, team="T9")
    status, _ = await slack.send_raw(body, slack.signed(body) | JSON)
    assert status == 200
    assert [call.method for call in slack.calls] == ["auth.test"]


@pytest.mark.usefixtures("http")
async def test_url_is_verified_with_a_signature_only(slack):
    assert await slack.verifies_url()
    body = b'{"type":"url_verification","challenge":"x"}'
    status, said = await slack.send_raw(body, slack.signed(body, secret="another") | JSON)
    assert (status, said) == (401, "not signed")


async def test_long_text_is_refused_kindly(slack, http):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("x" * 39_000 + " 12.50")
    await slack.until(lambda: slack.messages(ana))
    assert await http.entries() == []
    async with http.sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM failed_messages")) == 0
