"""The table: what is typed, pressed and replied, and what is shown, the same through every door.

A section a command. `> text` is typed, `* Label` is pressed, `^ text` replies to the answer above;
what follows is the answer, its buttons in brackets. A code of `link` reads XXXX-XXXX.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

TABLE = Path(__file__).with_name("transcripts.txt")
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


def read() -> dict[str, list[Step]]:
    """Return the steps of each command."""
    sections = re.split(r"^## (.+)\n", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {name: _steps(body) for name, body in zip(sections[::2], sections[1::2], strict=True)}


def _steps(body: str) -> list[Step]:
    parts = re.split(r"^([>*^]) (.*)\n", body, flags=re.MULTILINE)[1:]
    return [
        Step(kind=KINDS[sign], text=text, shown=shown.strip())
        for sign, text, shown in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]
