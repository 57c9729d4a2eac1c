"""Albums: photos sent together are messages of their own, and the words stand with the first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import Final

from telegram import Message

from bots.telegram.adapter import Received

MOST: Final = 1000
"""Albums remembered; all of one arrive within seconds."""


class Albums:
    """Which message an album began with, and whether that was said to us."""

    def __init__(self) -> None:
        self._first: OrderedDict[str, tuple[str, bool]] = OrderedDict()

    def joined(self, message: Message, received: Received) -> Received:
        """Return a wordless message of an album as if it replied to the one that began it."""
        album, incoming = message.media_group_id, received.incoming
        if album is None:
            return received
        begun = (incoming.message_id, incoming.addressed)
        first, addressed = self._first.setdefault(album, begun)
        if len(self._first) > MOST:
            self._first.popitem(last=False)
        if incoming.text or first == incoming.message_id:
            return received
        joined = replace(incoming, replies_to=first, addressed=incoming.addressed or addressed)
        return replace(received, incoming=joined)
