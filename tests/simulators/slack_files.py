"""Files: the upload in three steps, and the download that wants the bot's token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from tests.simulators import slack_events
from tests.simulators.slack_chat import writable
from tests.simulators.slack_methods import Refused
from tests.simulators.slack_state import Slack
from tests.simulators.slack_world import Workspace


def get_upload_url(slack: Slack, workspace: Workspace, given: Mapping[str, Any]) -> dict[str, Any]:
    """files.getUploadURLExternal: where to send the bytes."""
    if given["length"] <= 0:
        raise Refused("invalid_arguments")
    number = slack.new_id("F")
    workspace.files[number] = {
        "id": number, "name": given["filename"], "size": given["length"], "content": None,
    }  # fmt: skip
    return {"upload_url": f"{slack.url}/upload/v1/{workspace.id}/{number}", "file_id": number}


def complete_upload(slack: Slack, workspace: Workspace, given: Mapping[str, Any]) -> dict[str, Any]:
    """files.completeUploadExternal: share what was sent, as a message of the bot."""
    done = []
    for one in given["files"]:
        kept = workspace.files.get(one.get("id"))
        if kept is None or kept["content"] is None:
            raise Refused("file_not_found")
        done.append(
            shape(slack, workspace, kept["id"]) | {"title": one.get("title") or kept["name"]}
        )
    if given.get("channel_id"):
        if given["channel_id"] in workspace.people:
            raise Refused("invalid_channel")  # it wants the id of the channel, not of the person
        channel = writable(workspace, given["channel_id"])
        said = {"text": given.get("initial_comment", ""), "files": done}
        said["thread_ts"] = given.get("thread_ts")
        message = slack.post(workspace, channel, said, "files.completeUploadExternal")
        event = slack_events.posted(workspace, channel, message)
        slack.outbox.event(workspace, event, shared=channel.shared)
    return {"files": done}


def info(slack: Slack, workspace: Workspace, given: Mapping[str, Any]) -> dict[str, Any]:
    """files.info: what is known of a file, with its address for people."""
    kept = workspace.files.get(given["file"])
    if kept is None:
        raise Refused("file_not_found")
    if kept.get("deleted"):
        raise Refused("file_deleted")
    permalink = f"https://{workspace.id.lower()}.slack.com/files/{kept['id']}/{kept['name']}"
    return {"file": shape(slack, workspace, kept["id"]) | {"permalink": permalink}}


def shape(slack: Slack, workspace: Workspace, number: str) -> dict[str, Any]:
    """A file as messages carry it."""
    kept = workspace.files[number]
    address = f"{slack.url}/files-pri/{workspace.id}/{number}/{kept['name']}"
    return {
        "id": number,
        "name": kept["name"],
        "size": kept["size"],
        "mimetype": kept.get("mimetype", "application/octet-stream"),
        "url_private": address,
        "url_private_download": address,
    }


class FileDoor:
    """The two addresses for bytes."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes, as many as were announced."""
        workspace = self.slack.workspaces.get(request.match_info["team"])
        kept = workspace.files.get(request.match_info["file"]) if workspace else None
        content = await request.read()
        if kept is None or len(content) != kept["size"]:
            self.slack.fault("upload: unknown file, or not the announced length")
            return web.Response(status=400, text="invalid upload")
        kept["content"] = content
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.Response:
        """The bytes; without the bot's token a page to sign in, with 200, as Slack does."""
        workspace = self.slack.workspaces.get(request.match_info["team"])
        kept = workspace.files.get(request.match_info["file"]) if workspace else None
        if workspace is None or kept is None:
            return web.Response(status=404)
        if request.headers.get("Authorization") != f"Bearer {workspace.bot_token}":
            return web.Response(text="<html>Sign in</html>", content_type="text/html")
        return web.Response(body=kept["content"], content_type=kept.get("mimetype"))
