"""Settings from the environment and `.env`, read once at start.

A wrong value is a SettingsError with one sentence: which setting, what is wrong, what would do.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from expenseiq_core.db.embedded_place import SYSTEM_FOLDER
from expenseiq_core.errors import SettingsError

SCHEMES = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
EXAMPLE = "postgresql://user:password@localhost/expenseiq"


class Settings(BaseSettings):
    """What can be set from outside; every field has a default."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore",
        populate_by_name=True, frozen=True,
    )  # fmt: skip

    database_url: str | None = Field(default=None, alias="DATABASE_URL", repr=False)
    """A PostgreSQL server of one's own; None: the embedded one."""

    database_pgbouncer: bool = Field(default=False, alias="DATABASE_PGBOUNCER")
    """Whether PgBouncer stands in between: then nothing is prepared on the server."""

    data: Path = Field(default_factory=lambda: default_data(), alias="EXPENSEIQ_DATA")  # noqa: PLW0108
    """The folder of the embedded server's data."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="WARNING", alias="LOG_LEVEL"
    )

    telegram_bot_token: str | None = Field(default=None, alias="TELEGRAM_BOT_TOKEN", repr=False)
    """From @BotFather; set: the Telegram bot runs."""

    telegram_api_url: str = Field(default="https://api.telegram.org", alias="TELEGRAM_API_URL")
    """A Bot API server, where one is hosted."""

    telegram_webhook_url: str | None = Field(default=None, alias="TELEGRAM_WEBHOOK_URL")
    """Where Telegram reaches this server; None: updates are fetched (long polling)."""

    slack_bot_token: str | None = Field(default=None, alias="SLACK_BOT_TOKEN", repr=False)
    """Of the app in one workspace (xoxb-…)."""

    slack_app_token: str | None = Field(default=None, alias="SLACK_APP_TOKEN", repr=False)
    """For Socket Mode (xapp-…); None: Slack sends its requests over HTTP."""

    slack_signing_secret: str | None = Field(default=None, alias="SLACK_SIGNING_SECRET", repr=False)
    """What Slack signs its HTTP requests with."""

    slack_client_id: str | None = Field(default=None, alias="SLACK_CLIENT_ID")
    """With the secret: many workspaces may install the app (OAuth)."""

    slack_client_secret: str | None = Field(default=None, alias="SLACK_CLIENT_SECRET", repr=False)

    slack_api_url: str = Field(default="https://slack.com/api/", alias="SLACK_API_URL")

    secret_key: str | None = Field(default=None, alias="EXPENSEIQ_SECRET_KEY", repr=False)
    """Encrypts tokens in the database (Fernet: 32 bytes in URL-safe base64)."""

    smtp_url: str | None = Field(default=None, alias="SMTP_URL", repr=False)
    """The server that takes our mail (smtp://user:password@host:587); None: no e-mail."""

    mail_from: str | None = Field(default=None, alias="MAIL_FROM")
    """In whose name mail is sent: ExpenseIQ <bot@example.org>."""

    rates_url: str | None = Field(
        default="https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml", alias="RATES_URL"
    )
    """Where exchange rates are fetched each day; None: nowhere, those that came with us count."""

    web_host: str = Field(default="127.0.0.1", alias="WEB_HOST")
    web_port: int = Field(default=8080, ge=1, le=65535, alias="WEB_PORT")
    """Where the one web server listens: webhooks, Slack's requests, OAuth, health."""

    web_url: str | None = Field(default=None, alias="WEB_URL")
    """Where others reach this server (https://…): Slack's requests, and browsers for OAuth."""

    scheduler_every: float = Field(default=15, gt=0, le=60, alias="SCHEDULER_EVERY")
    """Seconds between two looks at what is due."""

    @field_validator("rates_url", mode="before")
    @classmethod
    def _off(cls, value: Any) -> Any:  # whatever pydantic was given
        return None if isinstance(value, str) and value.casefold() in ("", "off") else value

    @field_validator(
        "telegram_api_url", "telegram_webhook_url", "slack_api_url", "web_url", "rates_url"
    )
    @classmethod
    def _is_url(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://")):
            raise ValueError("must begin with https://")
        return value

    @field_validator("database_url")
    @classmethod
    def _normalise_url(cls, value: str | None) -> str | None:
        return None if value is None else normalise(value)

    @field_validator("data")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: Any) -> Any:  # whatever pydantic was given
        return value.upper() if isinstance(value, str) else value


def load(**overrides: Any) -> Settings:
    """Read the settings; `overrides` (by field name) win, None means not given.

    Raises SettingsError for a wrong value.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        name = fault["loc"][0] if fault["loc"] else "setting"
        raise SettingsError(_sentence(str(name), fault["msg"])) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file .env cannot be read ({error}).") from None


def normalise(url: str) -> str:
    """Return a PostgreSQL URL as SQLAlchemy wants it; ValueError says what is wrong with it."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError(f"is no URL of a database. Try {EXAMPLE}") from None
    if parsed.drivername not in SCHEMES:
        raise ValueError(f"must begin with postgresql://. Try {EXAMPLE}")
    return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def default_data() -> Path:
    """Return the folder for data where none is set: the user's own, or the system's for root."""
    if os.geteuid() == 0:
        return SYSTEM_FOLDER
    return Path(platformdirs.user_data_dir("expenseiq", appauthor=False))


def _sentence(name: str, said: str) -> str:
    said = said.removeprefix("Value error, ").rstrip(".")
    if not said.startswith(("is ", "must ")):
        said = f"is wrong: {said[:1].lower()}{said[1:]}"
    return f"{name} {said}."
