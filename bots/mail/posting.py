"""One mail to the server: sent, or why not, in the words of every platform (hosting.sending).

Until the server has the whole mail it is known not to be sent; if the answer to that is lost,
nobody knows.
"""

from __future__ import annotations

import contextlib
import re
import ssl
from email.message import EmailMessage
from typing import Final

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from bots.hosting.sending import (
    BlockedError,
    LaterError,
    RefusedError,
    SendingError,
    UncertainError,
    UnreachableError,
)
from bots.mail.server import Server

CONNECTING: Final = 10.0
"""Seconds to be connected."""
ANSWERING: Final = 30.0
"""Seconds for each answer of the server, that to the whole mail included."""
BUSY: Final = 300.0
"""Seconds until a server that could not take a mail now is asked again."""
MISTAKEN: Final = 900.0
"""Seconds until a server is asked again that does not take our password, name or certificate."""

_NOT_THE_ADDRESS: Final = re.compile(r"(?:5\.7|5\.2\.2|5\.2\.3|5\.3|5\.4|5\.5)\b")
"""Refused by rules, for its size, or for now: the address itself may be right (RFC 3463)."""


class MistakenError(LaterError):
    """The server does not take what the settings say; a person must look."""

    def __init__(self, what: str) -> None:
        super().__init__(MISTAKEN)
        self.what = what


async def post(server: Server, message: EmailMessage, *, sender: str, to: str) -> None:
    """Send a mail; raises what failed, of which BlockedError means that the address is none."""
    client = SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.security == "tls",
        start_tls=server.security == "starttls",
        local_hostname=sender.rpartition("@")[2],
        timeout=ANSWERING,
    )
    try:
        await _begin(client, sender=sender, to=to)
        await _data(client, bytes(message))
        with contextlib.suppress(SMTPException, OSError):
            await client.quit(timeout=CONNECTING)
    finally:
        client.close()


async def _begin(client: SMTP, *, sender: str, to: str) -> None:
    """Do all that comes before the mail itself."""
    try:
        await client.connect(timeout=CONNECTING)
        await client.mail(sender)
        await client.rcpt(to)
    except SMTPResponseException as error:
        raise _answered(error) from error
    except (SMTPConnectError, SMTPServerDisconnected, SMTPTimeoutError, OSError) as error:
        if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
            raise MistakenError("certificate") from error
        raise UnreachableError from error
    except SMTPException as error:
        # It knows no STARTTLS, or no way to log in.
        raise MistakenError("no TLS, or no login") from error


def _answered(error: SMTPResponseException) -> SendingError:
    """Return what an answer means that is not yes."""
    if isinstance(error, SMTPAuthenticationError):
        return MistakenError("user or password")
    if error.code < 500:
        return LaterError(BUSY)
    if not isinstance(error, SMTPRecipientRefused):
        return MistakenError(f"refused with {error.code}")
    if _NOT_THE_ADDRESS.match(error.message):
        return RefusedError(f"refused with {error.code}")
    return BlockedError("no such address")


async def _data(client: SMTP, content: bytes) -> None:
    try:
        await client.data(content)
    except SMTPDataError as error:
        if error.code < 500:
            raise LaterError(BUSY) from error
        raise RefusedError(f"refused with {error.code}") from error
    except (SMTPException, OSError) as error:
        raise UncertainError from error
