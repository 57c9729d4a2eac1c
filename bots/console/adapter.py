"""Between the terminal and the dialog: a typed line becomes an `Incoming`."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from bots.dialog.messages import Incoming, Outgoing, SentButton
from expenseiq_core.services.chats import Place

PLATFORM = "console"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who types, and what is assumed of them at the first contact (None: defaults)."""

    name: str
    locale: str | None = None
    timezone: str | None = None
    currency: str | None = None


def to_incoming(
    text: str, speaker: Speaker, *, now: dt.datetime, shown: Sequence[SentButton] = ()
) -> Incoming:
    """Make a message of a line; it presses a button if it is the number or label of one shown.

    Only the buttons of the answer right above count. A number without a button is a message.
    """
    button = pressed(text, shown)
    name = speaker.name.strip()
    return Incoming(
        place=Place(platform=PLATFORM, workspace="", chat=name.casefold(), sender=name.casefold()),
        message_id=uuid.uuid4().hex,
        text="" if button else text,
        sender_name=name,
        sent_at=now,
        button=button.id if button else None,
        locale=speaker.locale,
        timezone=speaker.timezone,
        currency=speaker.currency,
    )


def pressed(text: str, shown: Sequence[SentButton]) -> SentButton | None:
    """Return the button that a line names by number, counted from 1, or by label."""
    typed = text.strip().casefold()
    for number, button in enumerate(shown, start=1):
        if typed in {str(number), button.label.casefold()}:
            return button
    return None


def buttons(outgoing: Outgoing) -> tuple[SentButton, ...]:
    """Return an answer's buttons in the order in which they are numbered."""
    return tuple(button for row in outgoing.rows for button in row)
