"""How the fake Slack hands events over: signature, deadline, retries, links that break."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from urllib.parse import parse_qs

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from tests.simulators.ports import free_port
from tests.simulators.slack_apps import Script, hurry, over_http, over_socket, scripted
from tests.simulators.slack_server import SlackServer, Timings

HTTP = [
    ((), [200]),
    ((204,), [204]),
    ((500,), [500, 200]),
    ((404, 503), [404, 503, 200]),
    ((302,), [302, 200]),
    ((0.9,), [None, 200]),
    ((500, 500, 500, 500), [500] * 4),
]


@pytest.mark.parametrize(("answers", "statuses"), HTTP)
async def test_an_event_is_tried_again_until_it_is_taken(slack, answers, statuses):
    hurry(slack, deadline=0.3 if None in statuses else 3)
    async with scripted(slack, Script(*answers, headers={"Location": "/"})) as script:
        await slack.person("Ana").sends("hi")
        await slack.settled()
    assert [one.status for one in slack.deliveries] == statuses
    assert [one.retry for one in slack.deliveries] == list(range(len(statuses)))
    assert len({json.loads(body)["event_id"] for body in script.bodies}) == 1
    numbers = [request.headers.get("x-slack-retry-num") for request in script.requests]
    assert numbers == [None, "1", "2", "3"][: len(statuses)]
    if len(statuses) > 1:
        reason = script.requests[1].headers["x-slack-retry-reason"]
        assert reason == ("http_timeout" if statuses[0] is None else "http_error")


async def test_no_retry_is_honoured(slack):
    async with scripted(slack, Script(500, headers={"X-Slack-No-Retry": "1"})) as script:
        await slack.person("Ana").sends("hi")
        await slack.settled()
    assert len(script.requests) == 1


async def test_every_request_is_signed(slack):
    verifier = SignatureVerifier(slack.signing_secret)
    async with scripted(slack, Script()) as script:
        ana = slack.person("Ana")
        await ana.sends("hi ü")
        await ana.types_command("/expense ü")
        await slack.settled()
    for request, body in zip(script.requests, script.bodies, strict=True):
        assert verifier.is_valid_request(body, dict(request.headers))
    command = parse_qs(script.bodies[1].decode())
    assert (command["text"], command["command"]) == (["ü"], ["/expense"])


FAILING = [
    (500, "http_service_error"),
    (404, "http_service_error"),
    (0.9, "operation_timeout"),
]


@pytest.mark.parametrize(("answer", "failed"), FAILING)
async def test_a_command_that_fails_is_shown_as_failed_and_not_tried_again(slack, answer, failed):
    hurry(slack, deadline=0.3 if answer < 1 else 3)
    async with scripted(slack, Script(answer)) as script:
        seen = await slack.person("Ana").types_command("/expense lunch")
    assert (seen.failed, seen.shown) == (failed, "")
    assert len(script.requests) == 1


async def test_nobody_there_is_a_failed_try(slack):
    slack.request_url = f"http://127.0.0.1:{free_port()}/slack/events"
    await slack.person("Ana").sends("hi")
    await slack.settled()
    assert [one.failure for one in slack.deliveries] == ["connection_failed"] * 4


SLOW_APP = """
import sys, time
from http.server import BaseHTTPRequestHandler, HTTPServer
class App(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        print("got", flush=True)
        time.sleep(float(sys.argv[2]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *_): pass
server = HTTPServer(("127.0.0.1", int(sys.argv[1])), App)
print("up", flush=True)
server.serve_forever()
"""


async def started(port: int, pause: float) -> asyncio.subprocess.Process:
    """An app in a process of its own that answers after `pause` seconds."""
    arguments = (sys.executable, "-c", SLOW_APP, str(port), str(pause))
    process = await asyncio.create_subprocess_exec(*arguments, stdout=asyncio.subprocess.PIPE)
    assert await process.stdout.readline() == b"up\n"
    return process


async def test_an_app_killed_before_its_answer_gets_the_event_again():
    patient = Timings(deadline=30, retries=(0.3,) * 30)
    async with SlackServer(timings=patient) as slack:
        port = free_port()
        slack.request_url = f"http://127.0.0.1:{port}/"
        process = await started(port, 60)
        await slack.person("Ana").sends("hi")
        assert await process.stdout.readline() == b"got\n"
        process.send_signal(signal.SIGKILL)
        await process.wait()
        process = await started(port, 0)
        await slack.settled(30)
        process.kill()
        await process.wait()
    assert slack.deliveries[0].failure == "connection_failed"
    assert slack.deliveries[-1].status == 200
    assert len({one.id for one in slack.deliveries}) == 1


async def test_forged_requests_reach_the_app_as_they_are(slack, slack_client):
    app = AsyncApp(client=slack_client, signing_secret=slack.signing_secret)
    async with over_http(slack, app):
        assert await slack.verifies_url()
        body = b'{"type":"event_callback"}'
        for headers in (
            {},
            slack.signed(body, secret="other"),
            slack.signed(body, at=1),
            slack.signed(b"other"),
        ):
            content_type = {"Content-Type": "application/json"}
            status, _ = await slack.send_raw(body, headers | content_type)
            assert status == 401


@pytest.fixture
def listening(slack, slack_client) -> AsyncApp:
    """An app that keeps what it hears; the first `app.refuses` are not acknowledged."""
    app = AsyncApp(client=slack_client, signing_secret=slack.signing_secret)
    app.heard, app.refuses = [], 0
    slack.echo = False

    @app.middleware
    async def keep(req, resp, next_):
        app.heard.append((req.body.get("event_id"), req.headers["x-slack-retry-num"][0]))
        if len(app.heard) <= app.refuses:
            resp.status = 500
            return resp
        return await next_()

    @app.event("message")
    async def on_message():
        pass

    return app


async def test_an_envelope_without_acknowledgement_comes_again(slack, listening):
    listening.refuses = 1
    hurry(slack, deadline=0.3)
    async with over_socket(slack, listening):
        await slack.person("Ana").sends("hi")
        await slack.settled()
    (first, zero), (second, one) = listening.heard
    assert (first, zero, one) == (second, "0", "1")
    assert [one.failure for one in slack.deliveries] == ["http_timeout", ""]
    assert slack.deliveries[1].reason == "http_timeout"


async def test_a_link_that_breaks_before_the_acknowledgement_brings_the_event_again(
    slack, listening
):
    async with over_socket(slack, listening):
        listening.refuses = 1
        slack.links.drop_after_next_envelope = True
        await slack.person("Ana").sends("hi")
        await slack.settled()
    assert slack.deliveries[0].failure == "connection_failed"
    assert len({event_id for event_id, _ in listening.heard}) == 1


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_the_app_connects_anew_when_asked(slack, listening, reason):
    async with over_socket(slack, listening):
        before = slack.links.open[0]
        await slack.links.ask_to_reconnect(reason)
        await slack.until(lambda: slack.links.open and before not in slack.links.open)
        await slack.person("Ana").sends("hi")
        await slack.until(lambda: len(listening.heard) == 1)
    assert slack.deliveries[-1].status == 200


async def test_each_event_goes_to_one_of_several_links(slack, listening):
    async with over_socket(slack, listening, links=3):
        ana = slack.person("Ana")
        for number in range(9):
            await ana.sends(f"lunch {number}")
        await slack.settled()
    assert len(listening.heard) == len(set(listening.heard)) == 9


async def test_an_address_of_a_link_is_good_for_one_connection(slack):
    client = AsyncWebClient(base_url=slack.url + "/api/")
    address = (await client.apps_connections_open(app_token=slack.app_token))["url"]
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(address) as socket:
            hello = await socket.receive_json()
            assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await session.ws_connect(address)


@pytest.mark.parametrize(("reason", "used"), [("warning", True), ("refresh_requested", False)])
async def test_only_after_a_warning_a_link_still_gets_events(slack, reason, used):
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(slack.links.issue()) as socket,
    ):
        assert (await socket.receive_json())["type"] == "hello"
        await slack.links.ask_to_reconnect(reason)
        assert (await socket.receive_json())["reason"] == reason
        assert (slack.links.pick() is not None) is used
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_an_eleventh_link_is_one_too_many(slack):
    async with aiohttp.ClientSession() as session:
        sockets = [await session.ws_connect(slack.links.issue()) for _ in range(11)]
        said = [await socket.receive_json() for socket in sockets]
        for socket in sockets:
            await socket.close()
    assert [one["type"] for one in said] == ["hello"] * 10 + ["disconnect"]
    assert said[-1]["reason"] == "too_many_websockets"


async def test_a_message_that_is_no_acknowledgement_is_a_fault(slack):
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(slack.links.issue()) as socket,
    ):
        await socket.send_str("hello")
        await slack.until(lambda: slack.faults)
    assert "not an acknowledgement" in slack.faults[0]
