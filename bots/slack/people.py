"""Who somebody is: a workspace or organisation, and a user id in there.

A channel shared with another organisation brings people of that one; inside one organisation
(Enterprise Grid) people keep their id in all its workspaces.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from expenseiq_core.services.chats import Place

PLATFORM = "slack"
_CHANNELS: Final = ("C", "G")
"""What the ids of channels and group messages begin with; those of people with U or W."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Who we are where a request comes from."""

    enterprise: str | None
    team: str | None
    bot_user: str | None
    bot_id: str | None
    token: str = field(repr=False)


def place_of(user: str, own: Own, *, team: str | None = None, shared: bool = False) -> Place:
    """Return the personal place of somebody.

    `team` is what the request calls their team, `shared` whether it comes from a channel that other
    organisations see. Raises ValueError for a request that names no workspace at all.
    """
    workspace = _workspace(own, team, shared=shared)
    if not user or not workspace:
        raise ValueError("a request of nobody, or of nowhere")
    return Place(platform=PLATFORM, workspace=workspace, chat=user, sender=user)


def in_channel(channel: str, personal: Place, own: Own) -> Place:
    """Return the place of somebody in a channel, given their personal one.

    A channel is of our own workspace. Ids of people are unique in a workspace only, so a guest of
    another organisation bears its name: `T9:U1`.
    """
    home = own.enterprise or own.team or personal.workspace
    user = personal.sender
    sender = user if personal.workspace == home else f"{personal.workspace}:{user}"
    return Place(platform=PLATFORM, workspace=home, chat=channel, sender=sender)


def is_channel(name: str) -> bool:
    """Whether an id of Slack is that of a channel (public, private, or of a group message)."""
    return name.startswith(_CHANNELS)


def user_id(place: Place) -> str:
    """Return how Slack calls whoever speaks."""
    return place.sender.rpartition(":")[2]


def _workspace(own: Own, team: str | None, *, shared: bool) -> str | None:
    home = own.enterprise or own.team
    if not team or team in (own.team, own.enterprise):
        return home
    if team.startswith("E"):
        return team
    # Another workspace: of our organisation, unless strangers are about.
    return own.enterprise if own.enterprise and not shared else team
