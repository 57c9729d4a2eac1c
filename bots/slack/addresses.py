"""Where an answer goes on Slack."""

from __future__ import annotations

from dataclasses import dataclass, field

from bots.hosting.sending import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackAddress(Address):
    """An address that knows how Slack calls it; a plain `Address` is somebody's direct message.

    `reply_to` and `edits` are names of messages (`ts`) in `channel`.
    """

    channel: str | None = None
    """The direct message, or the channel; with `whispers` only the person sees the answer there."""
    whispers: bool = False
    response_url: str | None = field(default=None, repr=False)
    """Where this one request may be answered, five times within half an hour."""
    replaces: bool = False
    """With `response_url`: the answer takes the place of the message that was pressed."""
    aloud_url: str | None = field(default=None, repr=False)
    """Where a command may be answered for all in a channel that we are not in."""
    token: str | None = field(default=None, repr=False)
    """Of the workspace that the request came from."""
