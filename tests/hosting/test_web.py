"""The one web server: health, bodies that are too large, an address that is taken."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bots.hosting import web
from expenseiq_core.db import session
from expenseiq_core.errors import SettingsError
from tests.simulators.ports import free_port


class EchoPart:
    """A part that answers with the body's length, and finishes slow requests when told."""

    name = "echo"
    is_ready = True

    def __init__(self):
        self.go_on = asyncio.Event()
        self.waiting = asyncio.Event()

    @property
    def routes(self):
        return [
            Route("/echo", self.echo, methods=["POST"]),
            Route("/slow", self.slow, methods=["POST"]),
        ]

    async def echo(self, request: Request):
        return PlainTextResponse(str(len(await request.body())))

    async def slow(self, _: Request):
        self.waiting.set()
        await self.go_on.wait()
        return PlainTextResponse("done")


@pytest.fixture
def part():
    return EchoPart()


@pytest.fixture
async def client(part, sessions):
    port = free_port()
    app = web.application([part], sessions)
    async with (
        web.serving(app, host="127.0.0.1", port=port),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as opened,
    ):
        yield opened


async def test_health_tells_that_the_process_lives(client):
    assert (await client.get("/healthz")).text == "ok"


async def test_readiness_tells_which_part_is_missing(client, part):
    assert (await client.get("/readyz")).status_code == 200
    part.is_ready = False
    answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"missing": ["echo"]})


async def test_readiness_tells_that_the_database_is_away(part):
    engine = session.engine("postgresql+psycopg://nobody@127.0.0.1:1/none")
    app = web.application([part], session.sessions(engine))
    port = free_port()
    async with (
        web.serving(app, host="127.0.0.1", port=port),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client,
    ):
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).json() == {"missing": ["database"]}
    await engine.dispose()


@pytest.mark.parametrize("size", [0, 1, web.LARGEST_BODY])
async def test_a_body_of_any_sensible_size_arrives_whole(client, size):
    assert (await client.post("/echo", content=b"x" * size)).text == str(size)


@pytest.mark.parametrize("size", [web.LARGEST_BODY + 1, 1_000_000])
async def test_a_larger_body_is_refused(client, size):
    assert (await client.post("/echo", content=b"x" * size)).status_code == 413


@pytest.mark.parametrize(("limit", "status"), [("LARGEST_BODY", b"413"), ("SLOWEST_BODY", b"408")])
async def test_a_body_that_never_ends_is_refused_for_its_size_or_its_time(
    client, monkeypatch, limit, status
):
    monkeypatch.setattr(web, limit, 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", client.base_url.port)
    writer.write(b"POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n")
    async with asyncio.timeout(10):
        assert (await reader.readline()).split()[1] == status
    writer.close()
    await writer.wait_closed()


async def test_a_request_that_runs_is_finished_before_the_server_ends(part, sessions):
    port = free_port()
    app = web.application([part], sessions)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        async with web.serving(app, host="127.0.0.1", port=port):
            asked = asyncio.create_task(client.post("/slow"))
            await part.waiting.wait()
            asyncio.get_running_loop().call_later(0.05, part.go_on.set)
        assert (await asked).text == "done"


async def test_a_taken_address_is_told_in_one_sentence(part, sessions):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"Cannot listen on 127.0.0.1:{port}"):
            async with web.serving(web.application([part], sessions), host="127.0.0.1", port=port):
                pass
