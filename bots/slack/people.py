"""Who somebody is: a workspace or organisation, and a user id in there.

A channel shared with another organisation brings people of that one; inside one organisation
(Enterprise Grid) people keep their id in all its workspaces.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from expenseiq_core.services.chats import Place

PLATFORM = "slack"


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


def _workspace(own: Own, team: str | None, *, shared: bool) -> str | None:
    home = own.enterprise or own.team
    if not team or team in (own.team, own.enterprise):
        return home
    if team.startswith("E"):
        return team
    # Another workspace: of our organisation, unless strangers are about.
    return own.enterprise if own.enterprise and not shared else team
