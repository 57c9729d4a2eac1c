"""The link of a mail: a POST stops it at once (RFC 8058), a GET only asks.

Programs that look through mails follow links: what they GET changes nothing. Whoever has the link
may stop the mail, and nothing else; stopping it twice is as good as once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import structlog
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bots.dialog import failures
from bots.mail import pages
from bots.mail.links import PATH, Links, OldLinkError, Stop, WrongLinkError
from expenseiq_core.db.session import Sessions
from expenseiq_core.parsing.address import masked
from expenseiq_core.services import account_notices, emails
from expenseiq_core.services.ids import new_id

log = structlog.get_logger()


class Unsubscribing:
    """Answers those who follow the link of a mail, or whose mail program does."""

    def __init__(
        self, sessions: Sessions, links: Links, *, clock: Callable[[], dt.datetime]
    ) -> None:
        self._sessions, self._links, self._clock = sessions, links, clock
        self.routes: Sequence[BaseRoute] = (
            Route(PATH + "{token}", self.asked, methods=["GET"]),
            Route(PATH + "{token}", self.stopped, methods=["POST"]),
            Route(PATH + "{token}/all", self.stopped_all, methods=["POST"]),
        )

    async def asked(self, request: Request) -> Response:
        """Ask what is to stop."""
        stop = self._read(request)
        if not isinstance(stop, Stop):
            return stop
        return pages.asked(stop.kind, request.path_params["token"])

    async def stopped(self, request: Request) -> Response:
        """Stop mail of the link's kind."""
        stop = self._read(request)
        if not isinstance(stop, Stop):
            return stop
        try:
            async with self._sessions.begin() as session:
                await emails.switch(
                    session, stop.user_id, stop.kind, on=False, to=stop.address_hash
                )
        except SQLAlchemyError as error:
            return _broken(error)
        return pages.stopped(stop.kind)

    async def stopped_all(self, request: Request) -> Response:
        """Stop all mail to the link's address, and tell it in the chats."""
        stop = self._read(request)
        if not isinstance(stop, Stop):
            return stop
        try:
            async with self._sessions.begin() as session:
                removed = await emails.remove(session, stop.user_id, to=stop.address_hash)
                if removed is not None:
                    await account_notices.tell(
                        session,
                        stop.user_id,
                        {"what": "email", "change": "unsubscribed", "address": masked(removed)},
                        occurrence=f"email:{new_id()}",
                        done_in=None,
                        now=self._clock(),
                    )
        except SQLAlchemyError as error:
            return _broken(error)
        return pages.stopped_all()

    def _read(self, request: Request) -> Stop | Response:
        """Return what the link stops, or the page that says what is wrong with it."""
        try:
            return self._links.read(request.path_params["token"], now=self._clock())
        except WrongLinkError:
            return pages.wrong()
        except OldLinkError:
            return pages.old()


def _broken(error: Exception) -> Response:
    log.error("mail not stopped", exception=failures.where(error))
    return pages.broken()
