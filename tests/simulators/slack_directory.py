"""auth.*, apps.*, conversations.*, users.*, team.*, bots.*: who and where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.simulators.slack_chat import readable
from tests.simulators.slack_methods import Refused
from tests.simulators.slack_state import Slack
from tests.simulators.slack_world import Channel, Workspace

Arguments = Mapping[str, Any]
READING = {
    "im": "im:read", "mpim": "mpim:read", "channel": "channels:read", "group": "groups:read",
}  # fmt: skip


def auth_test(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:  # noqa: ARG001
    """auth.test."""
    return {
        "url": f"https://{workspace.id.lower()}.slack.com/",
        "team": workspace.name,
        "user": "app",
        "team_id": workspace.id,
        "user_id": workspace.bot_user,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": workspace.whole_enterprise,
        "enterprise_id": workspace.enterprise or None,
    }


def auth_revoke(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """auth.revoke: the token ends, and tokens_revoked is sent."""
    if not given.get("test"):
        revoke(slack, workspace)
    return {"revoked": not given.get("test")}


def revoke(slack: Slack, workspace: Workspace) -> None:
    """End the workspace's token."""
    workspace.installed = False
    tokens = {"oauth": [], "bot": [workspace.bot_user]}
    slack.outbox.event(
        workspace, {"type": "tokens_revoked", "tokens": tokens, "event_ts": workspace.next_ts()}
    )


def conversations_open(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:  # noqa: ARG001
    """conversations.open: the DM with one person."""
    if given.get("channel"):
        channel = readable(workspace, given["channel"])
    else:
        users = [user for user in str(given.get("users", "")).split(",") if user]
        if not users:
            raise Refused("users_list_not_supplied")
        if len(users) > 1:
            raise Refused("method_not_supported_for_channel_type")
        if users[0] not in workspace.people:
            raise Refused("user_not_found")
        if workspace.people[users[0]].deleted:
            raise Refused("user_disabled")
        channel = workspace.dm(users[0])
    return {"channel": {"id": channel.id}}


def conversations_info(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:  # noqa: ARG001
    """conversations.info; its scope is that of the kind of conversation."""
    channel = readable(workspace, given["channel"])
    needed = READING[channel.kind]
    if needed not in workspace.scopes:
        raise Refused("missing_scope", needed=needed, provided=",".join(sorted(workspace.scopes)))
    shape: dict[str, Any] = {
        "id": channel.id,
        "created": 1_700_000_000,
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind in {"group", "mpim"},
        "is_private": channel.kind != "channel",
        "is_archived": channel.archived,
        "is_ext_shared": channel.shared,
    }
    if channel.kind == "im":
        shape["user"] = _partner(workspace, channel)
    else:
        shape |= {"creator": channel.creator, "name": channel.name}
        shape |= {"is_member": workspace.bot_user in channel.members}
    if given.get("include_locale"):
        shape["locale"] = "en-US"
    if given.get("include_num_members"):
        shape["num_members"] = len(channel.members)
    return {"channel": shape}


def conversations_members(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:  # noqa: ARG001
    """conversations.members, page by page."""
    members = sorted(readable(workspace, given["channel"]).members)
    start = int(given.get("cursor") or 0)
    end = start + given.get("limit", 100)
    more = str(end) if end < len(members) else ""
    return {"members": members[start:end], "response_metadata": {"next_cursor": more}}


def users_info(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """users.info; the locale only when it is asked for."""
    person = slack.profile(workspace, given["user"])
    offset = datetime.now(ZoneInfo(person.tz)).utcoffset()
    shape = {
        "id": person.id,
        "team_id": person.team or workspace.id,
        "name": person.name.lower(),
        "real_name": person.name,
        "deleted": person.deleted,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": {"real_name": person.name, "display_name": person.name, "team": workspace.id},
        "is_bot": person.is_bot,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_app_user": False,
        "updated": 1_700_000_000,
    }
    if given.get("include_locale"):
        shape["locale"] = person.locale
    return {"user": shape}


def team_info(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:  # noqa: ARG001
    """team.info."""
    return {"team": {"id": workspace.id, "name": workspace.name, "domain": workspace.id.lower()}}


def bots_info(slack: Slack, workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """bots.info."""
    if given.get("bot", workspace.bot_id) != workspace.bot_id:
        raise Refused("bot_not_found")
    shape = {"id": workspace.bot_id, "name": "app", "app_id": slack.app_id, "deleted": False}
    return {"bot": shape | {"user_id": workspace.bot_user}}


def _partner(workspace: Workspace, channel: Channel) -> str:
    return next(iter(channel.members - {workspace.bot_user}))
