"""Between the terminal and the dialog: a typed line becomes an `Incoming`."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bots.dialog.messages import Incoming, Outgoing, SentButton
from expenseiq_core.services.chats import Place

PLATFORM = "console"
REPLY = "> "
"""What a line begins with that replies to the last answer about an entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who types, and what is assumed of them at the first contact (None: defaults)."""

    name: str
    locale: str | None = None
    timezone: str | None = None
    currency: str | None = None
    group: str | None = None
    """The group in which is spoken; None: alone with us."""


LONGEST = 40
"""Characters of the name of who speaks."""
_NAMED = re.compile(
    r"(?P<name>[^\W\d_][^\W_]*(?:[ ._'’-]+[^\W_]+)*\.?): +(?P<text>\S.*)", re.DOTALL
)


def spoken(text: str, speaker: Speaker) -> tuple[str, Speaker]:
    """Return what is said and by whom: in a group a line may begin with who speaks.

    A name has at most LONGEST letters, digits, spaces and signs that names have, and a letter in
    each of its words: `dinner 84: …` is nobody.
    """
    composed = unicodedata.normalize("NFC", text)
    match = _NAMED.fullmatch(composed) if speaker.group is not None else None
    if match is None:
        return text, speaker
    name = " ".join(match["name"].split())
    if len(name) > LONGEST or any(word.isdecimal() for word in name.split()):
        return text, speaker
    return match["text"], replace(speaker, name=name)


def to_incoming(
    text: str,
    speaker: Speaker,
    *,
    now: dt.datetime,
    answer: Outgoing | None = None,
    answered: str | None = None,
    about: Outgoing | None = None,
) -> Incoming:
    """Make a message of a line typed below an answer.

    The number or label of one of the answer's buttons presses it; only those of the answer right
    above count, and below what somebody else was `answered` only labels of what all may press:
    `undo` is about one's own last change, not about theirs. `> 13` replies to the last answer
    `about` an entry. All else is a message.
    """
    button = pressed(text, buttons(answer)) if answer else None
    is_theirs = answered not in (None, speaker.name)
    if button and is_theirs and not (button.for_all or text.strip().isdecimal()):
        button = None
    reply = about is not None and text.startswith(REPLY)
    name = speaker.name.strip()
    return Incoming(
        place=Place(platform=PLATFORM, workspace="", chat=_chat(speaker), sender=name.casefold()),
        message_id=uuid.uuid4().hex,
        text="" if button else text.removeprefix(REPLY) if reply else text,
        sender_name=name,
        sent_at=now,
        button=button.id if button else None,
        reply_to_text=about.text if about and reply else None,
        locale=speaker.locale,
        timezone=speaker.timezone,
        currency=speaker.currency,
        group=speaker.group,
        handle=name if speaker.group else None,
        name_is_identity=True,
    )


def _chat(speaker: Speaker) -> str:
    """Return the name of the conversation: that of who speaks, or of the group."""
    if speaker.group is None:
        return speaker.name.strip().casefold()
    return f"group:{speaker.group.strip().casefold()}"


def pressed(text: str, shown: Sequence[SentButton]) -> SentButton | None:
    """Return the button that a line names by number, counted from 1, or by label.

    A label's emoji need not be typed: `home` presses [🏠 Home].
    """
    typed = text.strip().casefold()
    for number, button in enumerate(shown, start=1):
        label = button.label.casefold()
        words = label.lstrip("".join(c for c in label if not c.isalnum()))
        if typed in {str(number), label, words}:
            return button
    return None


def buttons(outgoing: Outgoing) -> tuple[SentButton, ...]:
    """Return an answer's buttons in the order in which they are numbered."""
    return tuple(button for row in outgoing.rows for button in row)
