"""The European Central Bank's feed on a server of our own: what is published, and what it does."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from tests.simulators.ports import free_port

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<gesmes:subject>Reference rates</gesmes:subject>
<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
<Cube>"""


def feed(days: Mapping[dt.date, Mapping[str, str]]) -> str:
    """The feed of some days' rates, the newest first."""
    cubes = (
        f"<Cube time='{day}'>"
        + "".join(f"<Cube currency='{code}' rate='{rate}'/>" for code, rate in rates.items())
        + "</Cube>"
        for day, rates in sorted(days.items(), reverse=True)
    )
    return f"{_HEAD}{''.join(cubes)}</Cube></gesmes:Envelope>"


class Bank:
    """Publishes rates; `asked` are the files that were asked for."""

    def __init__(self) -> None:
        self.days: dict[dt.date, dict[str, str]] = {}
        self.asked: list[str] = []
        self.reached = asyncio.Event()
        """Set once somebody has asked."""
        self.answer: web.Response | None = None
        """In the place of what is published."""
        self.hold: asyncio.Event | None = None
        """Nothing is answered before it is set."""
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer with one file."""
        name = request.match_info["name"]
        self.asked.append(name)
        self.reached.set()
        if self.hold is not None:
            await self.hold.wait()
        if self.answer is not None:
            return self.answer
        newest = max(self.days)
        shown = self.days if "90d" in name else {newest: self.days[newest]}
        return web.Response(text=feed(shown), content_type="text/xml")


@asynccontextmanager
async def bank() -> AsyncIterator[Bank]:
    """Serve a bank on a loopback port."""
    made = Bank()
    app = web.Application()
    app.router.add_get("/stats/{name}", made.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    made.url = f"http://127.0.0.1:{port}/stats/eurofxref-daily.xml"
    try:
        yield made
    finally:
        await runner.cleanup()
