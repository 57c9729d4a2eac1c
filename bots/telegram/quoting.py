"""What a message replies to: an answer of ours, or what a person said."""

from __future__ import annotations

from telegram import Message

from bots.dialog.messages import Quoted
from bots.telegram import texts


def replied_to(message: Message) -> Message | None:
    """Return the message that a person replies to."""
    reply = message.reply_to_message
    if reply is None or (message.is_topic_message and reply.forum_topic_created is not None):
        return None  # all that is said in a topic "replies" to its beginning
    return reply


def quoted(message: Message) -> Quoted | None:
    """Return the message of a person that is replied to."""
    reply = replied_to(message)
    if reply is None or reply.from_user is None or reply.from_user.is_bot:
        return None
    if reply.sender_chat is not None or reply.via_bot is not None:
        return None  # nobody's, or nothing that they wrote
    return Quoted(
        message_id=str(reply.message_id),
        text=reply.text or reply.caption or "",
        author=texts.mentioned(reply.from_user),
        sent_at=reply.date,
    )
