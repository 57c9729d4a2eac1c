"""Logs: events and fields on standard error, so that standard output is the conversation alone.

What people typed is not logged anywhere; tokens are, by libraries (as part of a URL), and are
blotted out here whoever logs.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Final

import structlog
from structlog.typing import EventDict, WrappedLogger

QUIET: Final = ("httpx", "httpcore", "telegram", "slack_sdk", "slack_bolt", "aiohttp", "uvicorn")
"""Libraries that log requests, and with them what people typed."""

_SECRETS: Final = re.compile(r"\d{5,}:[\w-]{20,}|\b(?:xox[a-z]|xapp|xwfp)-[\w-]{8,}")
"""Tokens of Telegram and of Slack."""


def configure(level: str) -> None:
    """Show events of a level and above, ours and those of libraries."""
    shown: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # Plain: the pretty one shows local variables, and with them what people typed.
    renderer = structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(
        processors=[*shown, renderer, _blot],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shown,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                renderer,
                _blot,
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _blot(_logger: WrappedLogger, _method: str, event: EventDict | str) -> str:
    """Blot out secrets in a line that is ready to be written."""
    return _SECRETS.sub("***", str(event))
