"""Receipts shown again: a photo in the message itself, any other file as a link to it in Slack.

The bot reads files that were sent to it (scope files:read); it never fetches their content.
"""

from __future__ import annotations

from typing import Final

from slack_sdk.errors import SlackApiError

from bots.dialog.messages import PlatformFile
from bots.slack.calls import Api, code_of
from bots.slack.render import Shown
from bots.slack.text import escaped

IN_A_MESSAGE: Final = frozenset({"image/gif", "image/jpeg", "image/png"})
"""What Slack shows in a message; a block with another image it refuses."""

_GONE: Final = frozenset("file_deleted file_not_found".split())
_LONGEST_NAME: Final = 200


async def shown(api: Api, token: str, file: PlatformFile) -> Shown:
    """Return a message that shows a file; raises what a call may raise."""
    name = file.name[:_LONGEST_NAME]
    if file.media_type in IN_A_MESSAGE:
        image = {"type": "image", "slack_file": {"id": file.id}, "alt_text": name}
        return Shown(text=escaped(name), blocks=[image])
    try:
        found = await api.client.files_info(token=token, file=file.id)
    except SlackApiError as error:
        if code_of(error) not in _GONE:
            raise
        return _line({"type": "text", "text": f"{name} is no longer in Slack."})
    link = str(found["file"]["permalink"])
    return _line({"type": "link", "url": link, "text": name}, said=name)


def _line(element: dict[str, str], said: str | None = None) -> Shown:
    section = {"type": "rich_text_section", "elements": [element]}
    return Shown(
        text=escaped(said or element["text"]),
        blocks=[{"type": "rich_text", "elements": [section]}],
    )
