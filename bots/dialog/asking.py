"""Questions instead of records: nothing was written yet, and a button says the message anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from bots.dialog.messages import Answer, Button, line
from bots.dialog.settled import Kept
from bots.dialog.turn import Turn
from expenseiq_core.errors import SplitError

CANCEL: Final = Button(label="Cancel", action="cancel")


class AskedError(SplitError):
    """Something that only its speaker knows; raised before anything was written."""

    def __init__(
        self,
        code: str,
        *rows: str,
        buttons: Sequence[Button] = (),
        last: Sequence[Button] = (CANCEL,),
    ) -> None:
        super().__init__("\n".join(rows), code=code)
        self.buttons = tuple(buttons)
        self.last = tuple(last)

    @property
    def answer(self) -> Answer:
        """The question with its buttons: in one row if they are few, else in two."""
        text = str(self)
        few = len(self.buttons) + len(self.last) <= FEW
        rows = ((*self.buttons, *self.last),) if few else (self.buttons, self.last)
        return Answer(
            lines=tuple(line(row) for row in text.split("\n")),
            rows=tuple(row for row in rows if row),
            data={"error": {"code": self.code, "message": text}},
        )


FEW: Final = 4
"""Buttons that fit beside each other."""


def anew(turn: Turn, label: str, **settles: Any) -> Button:
    """Return the button that says this message anew, with something more settled."""
    kept = Kept(
        text=turn.incoming.text,
        settled=replace(turn.settled, **settles),
        mentions=turn.incoming.mentions,
        about=turn.about,
    )
    return Button(label=label, action=kept.action())
