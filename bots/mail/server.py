"""The mail server of the settings, and in whose name it is asked to send.

Without TLS nothing is sent, but to this very computer: a password and somebody's spending are
nothing for others to read.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Final, Literal
from urllib.parse import unquote, urlsplit

from expenseiq_core.errors import SettingsError
from expenseiq_core.parsing.address import address_of

_URL: Final = "SMTP_URL must be like smtp://user:password@mail.example.org:587, or smtps://…:465."
_FROM: Final = "MAIL_FROM must be like ExpenseIQ <bot@example.org>: in whose name mail is sent."


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that takes our mail."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def server_of(url: str) -> Server:
    """Return the server of a URL; raises SettingsError, which does not quote it."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise SettingsError(_URL) from None
    if parts.scheme not in ("smtp", "smtps") or not host or parts.path.strip("/") or parts.query:
        raise SettingsError(_URL)
    security: Literal["tls", "starttls", "none"] = "tls" if parts.scheme == "smtps" else "starttls"
    if security == "starttls" and _is_this_computer(host):
        security = "none"
    return Server(
        host=host,
        port=port or (465 if security == "tls" else 587),
        security=security,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def sender_of(mail_from: str | None) -> Address:
    """Return in whose name mail is sent; raises SettingsError."""
    given = mail_from or ""
    name, typed = parseaddr(given)
    address = address_of(typed)
    if address is None or not given.isprintable():
        raise SettingsError(_FROM)
    user, _, domain = address.rpartition("@")
    return Address(display_name=name or "ExpenseIQ", username=user, domain=domain)


def _is_this_computer(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
