"""The table: what is typed, pressed and replied, and what is shown, the same through every door.

A section a command. `> text` is typed, `* Label` is pressed, `^ text` replies to the answer above;
what follows is the answer, its buttons in brackets. In a group who does it stands in front:
`Ana> text`. A code of `link` reads XXXX-XXXX; `…` is an answer that the doors give differently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

TABLE = Path(__file__).with_name("transcripts.txt")
GROUPS = Path(__file__).with_name("groups.txt")
GROUP = "lisbon"
"""What the group is called: Slack's channels have no capitals."""
ANY = "…"
KINDS: dict[str, Literal["says", "presses", "replies"]] = {
    ">": "says",
    "*": "presses",
    "^": "replies",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a person does, and what is shown then."""

    kind: Literal["says", "presses", "replies"]
    text: str
    shown: str
    name: str = ""
    """Who does it, in a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An answer as a person sees it."""

    text: str
    labels: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The answer as the table writes it."""
        buttons = " ".join(f"[{label}]" for label in self.labels)
        # A code is another one each time.
        text = re.sub(r"\b[A-Z0-9]{4}(-?)[A-Z0-9]{4}\b", r"XXXX\1XXXX", self.text)
        return f"{text}\n{buttons}".strip()


Message = TypeVar("Message")


def newest(before: Sequence[object], now: Sequence[object], messages: Sequence[Message]) -> Message:
    """Return the message that came, or else the one that changed, by the states of all of them."""
    changed = [m for old, new, m in zip(before, now, messages, strict=False) if old != new]
    return messages[-1] if len(now) > len(before) else changed[-1]


def read(table: Path = TABLE) -> dict[str, list[Step]]:
    """Return the steps of each command."""
    sections = re.split(r"^## (.+)\n", table.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {name: _steps(body) for name, body in zip(sections[::2], sections[1::2], strict=True)}


def _steps(body: str) -> list[Step]:
    parts = re.split(r"^(\w*)([>*^]) (.*)\n", body, flags=re.MULTILINE)[1:]
    return [
        Step(kind=KINDS[sign], text=text, shown=shown.strip(), name=name)
        for name, sign, text, shown in zip(
            parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True
        )
    ]
