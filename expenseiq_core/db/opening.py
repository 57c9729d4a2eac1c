"""Open the database that the settings name, and say in one sentence why it cannot be opened."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

import psycopg
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from expenseiq_core.config import Settings
from expenseiq_core.db import embedded, migrating
from expenseiq_core.db.session import CONNECT_TIMEOUT
from expenseiq_core.errors import SettingsError

OLDEST: Final = 15
"""The oldest major version of PostgreSQL that the schema works on."""

REASONS: Final = {
    "password authentication failed": "the password or the user is wrong",
    "no password supplied": "it wants a password, and the URL has none",
    "does not exist": "there is no such database or user",
    "Connection refused": "nothing listens there",
    "failed to resolve host": "there is no such host",
    "could not translate host name": "there is no such host",
    "timeout": "it does not answer",
    "no pg_hba.conf entry": "it does not let this computer in",
    "too many clients": "it has no connection to spare",
    "No such file or directory": "there is no such socket",
}
"""What the driver says -> what that means."""


@contextlib.contextmanager
def database(settings: Settings) -> Iterator[str]:
    """Yield the URL of a database that answers: one's own, or the embedded one.

    Raises SettingsError with what is wrong and what to do.
    """
    if settings.database_url is None:
        with embedded.server(settings.data) as url:
            yield url
        return
    reach(settings.database_url)
    yield settings.database_url


def migrate(url: str) -> None:
    """Bring the database to this program's schema."""
    try:
        migrating.upgrade(url)
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise SettingsError(
            f"The database cannot be migrated: {reason}. Check that its user may create tables, "
            "and that nobody else holds them; then try again."
        ) from error


def reach(url: str) -> None:
    """Connect once: raise SettingsError unless a server answers that will do."""
    plain = url.replace("+psycopg", "", 1)
    try:
        with psycopg.connect(plain, connect_timeout=CONNECT_TIMEOUT) as connection:
            version = connection.info.server_version // 10_000
            encoding = connection.info.parameter_status("server_encoding")
    except psycopg.OperationalError as error:
        raise SettingsError(
            f"The database at {_where(url)} cannot be reached: {_reason(str(error))}. "
            "Check DATABASE_URL."
        ) from None
    except psycopg.Error as error:  # an option in the URL that libpq does not know
        reason = str(error).strip().splitlines()[0]
        raise SettingsError(f"DATABASE_URL is wrong: {reason}.") from None
    if version < OLDEST:
        raise SettingsError(
            f"The database at {_where(url)} is PostgreSQL {version}; {OLDEST} or newer is needed."
        )
    if encoding != "UTF8":
        raise SettingsError(
            f"The database at {_where(url)} stores text as {encoding}. Make one with UTF8: "
            "CREATE DATABASE expenseiq TEMPLATE template0 ENCODING 'UTF8'"
        )


def _where(url: str) -> str:
    """Name the database without its password."""
    parsed = make_url(url)
    host = parsed.host or parsed.query.get("host") or "the local socket"
    port = f":{parsed.port}" if parsed.port else ""
    return f"{host}{port}/{parsed.database or ''}"


def _reason(said: str) -> str:
    for sign, meaning in REASONS.items():
        if sign in said:
            return meaning
    last = said.strip().splitlines()[-1].strip()
    return last.removeprefix("FATAL:").strip().rstrip(".")
