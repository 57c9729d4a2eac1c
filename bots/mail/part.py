"""E-mail in a process: it sends notices, and answers the links in them."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import BaseRoute

from bots.dialog import failures
from bots.dialog.messages import Outgoing
from bots.hosting.sending import BlockedError, LaterError, UnreachableError
from bots.mail import posting, render
from bots.mail.links import Links
from bots.mail.posting import MistakenError
from bots.mail.server import sender_of, server_of
from bots.mail.unsubscribe import Unsubscribing
from expenseiq_core.config import Settings
from expenseiq_core.db.session import Sessions
from expenseiq_core.parsing.address import masked
from expenseiq_core.services import account_notices, email_codes, emails
from expenseiq_core.services.deliveries import Claimed
from expenseiq_core.services.emails import Letter
from expenseiq_core.services.ids import new_id

log = structlog.get_logger()

AT_ONCE: Final = 8
"""Connections to the mail server."""
AWAY: Final = 30.0
"""Seconds for which a server that is away is not asked again: others need not wait for it."""
ANNOUNCED: Final = 600.0
"""Seconds for which people are told that there is e-mail here, after we said so last."""


class Mail:
    """Sends notices to verified addresses, and codes to those that want to be."""

    def __init__(
        self, settings: Settings, sessions: Sessions, *, clock: Callable[[], dt.datetime]
    ) -> None:
        """Take the settings; SettingsError says which is wrong."""
        assert settings.smtp_url is not None, "mail is set up"
        self._server = server_of(settings.smtp_url)
        self._sender = sender_of(settings.mail_from)
        self._sessions, self._clock = sessions, clock
        self._room = asyncio.Semaphore(AT_ONCE)
        self._not_before, self._complained = 0.0, ""
        self._links: Links | None = None
        self.routes: Sequence[BaseRoute] = ()
        web_url = settings.web_url or ""
        # One click is promised for https alone (RFC 8058).
        if web_url.startswith("https://") and settings.secret_key is not None:
            self._links = Links(web_url, settings.secret_key)
            self.routes = Unsubscribing(sessions, self._links, clock=clock).routes

    @property
    def is_open(self) -> bool:
        """Whether the server is asked now: it was not away a moment ago."""
        return asyncio.get_running_loop().time() >= self._not_before

    async def send(self, claimed: Claimed, outgoing: Outgoing) -> str | None:
        """Send a notice by mail, and return the mail's name; raises what failed."""
        assert claimed.user_id is not None, "mail goes to a user"
        async with self._room:
            if not self.is_open:
                raise UnreachableError("asked a moment ago")
            letter = await self._letter(claimed)
            if letter is None:
                raise BlockedError("no mail is wanted there any more")
            message = self._written(claimed, outgoing, letter)
            try:
                await posting.post(
                    self._server, message, sender=self._sender.addr_spec, to=letter.address
                )
            except BlockedError:
                await self._refused(claimed, letter)
                raise
            except (LaterError, UnreachableError) as error:
                self._away(error)
                raise
        self._complained = ""
        return str(message["Message-ID"])

    async def announce(self) -> None:
        """Let everybody know for a while that there is e-mail here."""
        try:
            async with self._sessions.begin() as session:
                await emails.announce(session, seconds=ANNOUNCED)
        except SQLAlchemyError as error:
            log.warning("mail not announced", exception=failures.where(error))

    async def _letter(self, claimed: Claimed) -> Letter | None:
        assert claimed.user_id is not None
        async with self._sessions.begin() as session:
            if claimed.about.get("what") == emails.CODE:
                return await email_codes.issue(session, claimed.user_id, now=self._clock())
            return await emails.letter(session, claimed.user_id, kind=claimed.kind)

    def _written(self, claimed: Claimed, outgoing: Outgoing, letter: Letter) -> EmailMessage:
        assert claimed.user_id is not None
        now, link = self._clock(), None
        if self._links is not None:
            link = self._links.link(
                user_id=claimed.user_id, kind=claimed.kind, address=letter.address, now=now
            )
        return render.message(claimed, outgoing, letter, sender=self._sender, link=link, now=now)

    async def _refused(self, claimed: Claimed, letter: Letter) -> None:
        """Forget an address that is none, and tell it in the chats."""
        assert claimed.user_id is not None
        change = "refused" if letter.code is None else "no such"
        shown = masked(letter.address) if letter.code is None else letter.address
        async with self._sessions.begin() as session:
            if await emails.refused(session, claimed.user_id, letter):
                await account_notices.tell(
                    session,
                    claimed.user_id,
                    {"what": "email", "change": change, "address": shown},
                    occurrence=f"email:{new_id()}",
                    done_in=None,
                    now=self._clock(),
                )

    def _away(self, error: LaterError | UnreachableError) -> None:
        """Leave a server alone that is away, and say once what a person must look at."""
        if isinstance(error, UnreachableError):
            self._not_before = asyncio.get_running_loop().time() + AWAY
        what = error.what if isinstance(error, MistakenError) else ""
        if what and what != self._complained:
            self._complained = what
            log.error("mail server does not take our mail", reason=what, host=self._server.host)


def mailing(
    settings: Settings, sessions: Sessions, clock: Callable[[], dt.datetime]
) -> Mail | None:
    """Return e-mail if it is set up; raises SettingsError for half of it."""
    return Mail(settings, sessions, clock=clock) if settings.smtp_url else None
