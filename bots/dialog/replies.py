"""Answers as turns keep them, and replies to answers."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from bots.dialog.messages import Answer, Button, SentButton, Span

_NUMBER = re.compile(r"#(\d{1,12})\b")


def entry_number(answer_text: str | None) -> int | None:
    """Return the number of the entry that a quoted answer is about: every answer names it once."""
    found = _NUMBER.search(answer_text or "")
    return int(found[1]) if found else None


def to_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as its turn keeps it; a file is not kept."""
    return {
        "lines": [[[span.text, span.style] for span in row] for row in answer.lines],
        "rows": [[[button.label, button.action] for button in row] for row in answer.rows],
        "data": dict(answer.data),
    }


def from_json(reply: Mapping[str, Any]) -> Answer:
    """Return the answer that a turn kept."""
    return Answer(
        lines=tuple(tuple(Span(text, style) for text, style in row) for row in reply["lines"]),
        rows=tuple(
            tuple(Button(label=label, action=action) for label, action in row)
            for row in reply["rows"]
        ),
        data=reply["data"],
        wrote=True,
    )


def sent(turn_id: uuid.UUID, actions: Sequence[str], button: Button) -> SentButton:
    """Return a button as a platform gets it: which action of which turn it stands for."""
    assert button.action in actions, f"the turn does not know {button.action!r}"
    return SentButton(label=button.label, id=f"{turn_id}:{actions.index(button.action)}")
