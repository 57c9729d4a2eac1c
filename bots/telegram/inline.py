"""Inline mode: `@bot lunch 12.50`, typed in any chat, is logged and shown there.

While it is typed nothing is written. Others see what was typed and nothing else; the choice of a
result logs it as if it had been sent to us.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import (
    Bot,
    ChosenInlineResult,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    User,
)
from telegram.error import BadRequest, TelegramError

from bots.dialog.messages import Incoming
from bots.dialog.preview import Preview, preview
from bots.hosting.receiving import Receiver
from bots.telegram import adapter, failing
from bots.telegram.messenger import NO_PREVIEW

log = structlog.get_logger()

HINT: Final = "Type what you spent, like: lunch 12.50"
PARAMETER: Final = "inline"
"""Of the link to the private chat."""
PRIVATE: Final = "Noted in my accounts."
UNDERWAY: Final = "…"
NOT_LOGGED: Final = "Not logged: I could not read that as an expense."

_OPEN: Final = "open:"
_HIDDEN: Final = "private:"
"""What the names of the two results begin with."""


class Inline:
    """The inline mode of one bot."""

    def __init__(self, bot: Bot, receiver: Receiver) -> None:
        self._bot = bot
        self._receiver = receiver

    async def answer(self, query: InlineQuery) -> None:
        """Show how what is typed would be logged. A lost answer is asked for again by typing on."""
        incoming = _asked(query, now=self._receiver.clock())
        with contextlib.suppress(SQLAlchemyError, TelegramError):
            read = await preview(self._receiver.sessions, incoming) if query.query.strip() else None
            results = self._results(read) if read else []
            button = InlineQueryResultsButton(text=HINT, start_parameter=PARAMETER)
            await self._bot.answer_inline_query(
                query.id,
                results,
                # Of one person, and true for now: others must not be shown it.
                is_personal=True,
                cache_time=0,
                button=None if results else button,
            )

    async def log(self, chosen: ChosenInlineResult) -> None:
        """Log what was chosen and say so on its card."""
        incoming = _chosen(chosen, now=self._receiver.clock())
        outgoing = await self._receiver.respond(incoming)
        if chosen.inline_message_id is None:
            return  # no card to edit: the sweeper answers in the private chat
        said = NOT_LOGGED
        if outgoing.data.get("entries"):
            read = await preview(self._receiver.sessions, incoming)
            is_open = chosen.result_id.startswith(_OPEN)
            said = f"{read.typed}\nLogged" if read and is_open else PRIVATE
        if await self._edited(chosen.inline_message_id, said):
            await self._receiver.reached(outgoing)

    def _results(self, read: Preview) -> list[InlineQueryResultArticle]:
        # The results' names are of this moment: what is chosen twice is logged twice.
        key = uuid.uuid4().hex
        title = " + ".join(read.private.split("\n"))
        return [
            self._result(_OPEN + key, f"{title}: log it and show it here", read.typed),
            self._result(_HIDDEN + key, f"{title}: log it privately", PRIVATE),
        ]

    def _result(self, result_id: str, title: str, card: str) -> InlineQueryResultArticle:
        return InlineQueryResultArticle(
            result_id,
            title,
            InputTextMessageContent(f"{card}\n{UNDERWAY}", link_preview_options=NO_PREVIEW),
            reply_markup=self._keyboard(),
        )

    def _keyboard(self) -> InlineKeyboardMarkup:
        """Return the button without which Telegram would not let us edit the card."""
        link = f"https://t.me/{self._bot.username}"
        return InlineKeyboardMarkup([[InlineKeyboardButton("Keep your own", url=link)]])

    async def _edited(self, inline_message_id: str, said: str) -> bool:
        try:
            await self._bot.edit_message_text(
                said,
                inline_message_id=inline_message_id,
                reply_markup=self._keyboard(),
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            return failing.says(error, "message is not modified")
        except TelegramError as error:
            # The person hears of it in the private chat instead.
            log.warning("card not edited", error=failing.name(error))
            return False
        return True


def _asked(query: InlineQuery, *, now: dt.datetime) -> Incoming:
    """Return what somebody types behind our name in any chat, as if it stood in theirs with us."""
    return _incoming(query.from_user, query.query, f"query:{query.id}", now=now)


def _chosen(result: ChosenInlineResult, *, now: dt.datetime) -> Incoming:
    """Return what somebody logs from any chat, as a message of theirs to us."""
    name = result.inline_message_id or result.result_id
    return _incoming(result.from_user, result.query, f"inline:{name}", now=now)


def _incoming(user: User, text: str, message_id: str, *, now: dt.datetime) -> Incoming:
    return Incoming(
        place=adapter.place_of(user.id, user),
        message_id=message_id,
        text=text,
        sender_name=user.full_name,
        sent_at=now,
        locale=user.language_code,
    )
