"""One process that `bench doors` measures: ours, or a library's own with a handler of one line.

    python -m bench.doors_process telegram|slack [--lifted]
    python -m bench.doors_process python-telegram-bot|slack-bolt [--replies]

Settings come from the environment, as for `expenseiq run`. Each line on standard input is answered
with the CPU seconds used so far and the updates that a library's handler has seen; its end ends
the process.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import threading
import time

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bots.hosting import process, web
from bots.hosting.pace import Pace
from bots.hosting.receiving import Clock
from bots.slack.part import SlackPart
from bots.telegram.part import TelegramPart
from expenseiq_core import config
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions

KINDS = ("telegram", "python-telegram-bot", "slack", "slack-bolt")


class Handled:
    """How many updates a library's handler has seen."""

    number = 0


def tell() -> None:
    for _ in sys.stdin:
        print(json.dumps({"cpu": time.process_time(), "handled": Handled.number}), flush=True)
    os._exit(0)


def ours(part: type[TelegramPart | SlackPart], *, lifted: bool) -> None:
    pace = Pace(overall=0, chat=1e6, burst=1e6) if lifted else None

    def make(settings: Settings, sessions: Sessions, clock: Clock) -> TelegramPart | SlackPart:
        return part(settings, sessions, clock, pace)

    process.main(make)


def python_telegram_bot(*, replies: bool) -> None:
    async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        Handled.number += 1
        if replies and update.effective_message is not None:
            await update.effective_message.reply_text("ok")

    settings = config.load()
    builder = Application.builder().token(settings.telegram_bot_token)
    app = builder.base_url(f"{settings.telegram_api_url}/bot").concurrent_updates(True).build()
    app.add_handler(MessageHandler(filters.ALL, handle))
    app.run_polling()


async def bolt(*, replies: bool) -> None:
    settings = config.load()
    token = settings.slack_bot_token
    app = AsyncApp(
        token=token,
        signing_secret=settings.slack_signing_secret,
        client=AsyncWebClient(token=token, base_url=settings.slack_api_url),
    )
    handler = AsyncSlackRequestHandler(app)

    @app.event("message")
    async def handle(say: AsyncSay) -> None:
        Handled.number += 1
        if replies:
            await say("ok")

    async def receive(request: Request) -> Response:
        return await handler.handle(request)

    async def ready(_: Request) -> Response:
        return PlainTextResponse("ok")

    routes = [Route("/slack/events", receive, methods=["POST"]), Route("/readyz", ready)]
    served = Starlette(routes=routes)
    async with web.serving(served, host=settings.web_host, port=settings.web_port):
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.doors_process")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--lifted", action="store_true", help="ours: answers as fast as they come")
    parser.add_argument("--replies", action="store_true", help="the libraries': say ok")
    asked = parser.parse_args()
    threading.Thread(target=tell, daemon=True).start()
    match asked.kind:
        case "telegram":
            ours(TelegramPart, lifted=asked.lifted)
        case "slack":
            ours(SlackPart, lifted=asked.lifted)
        case "python-telegram-bot":
            python_telegram_bot(replies=asked.replies)
        case "slack-bolt":
            asyncio.run(bolt(replies=asked.replies))


if __name__ == "__main__":
    main()
