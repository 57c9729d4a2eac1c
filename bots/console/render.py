"""Outgoing -> what a terminal, a pipe or a program reads.

Text that somebody typed is data: nothing in it is markup, and no character of it controls the
terminal.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from rich.text import Text

from bots.console.adapter import buttons
from bots.dialog.messages import Outgoing

STYLES = {"plain": "", "bold": "bold", "code": "cyan"}


def plain(outgoing: Outgoing) -> str:
    """Return an answer as plain text, its buttons as `[1 Category] [2 Undo]`."""
    return "\n".join([safe(outgoing.text), *_rows(outgoing)])


def styled(outgoing: Outgoing) -> Text:
    """Return an answer for a terminal."""
    rows = [
        Text.assemble(*((safe(span.text), STYLES[span.style]) for span in line))
        for line in outgoing.lines
    ]
    rows += [Text(row, style="dim") for row in _rows(outgoing)]
    return Text("\n").join(rows)


def as_json(outgoing: Outgoing, file: Path | None = None) -> str:
    """Return an answer as one line of JSON: `text`, `buttons`, `data`, perhaps `file`."""
    said: dict[str, object] = {
        "text": outgoing.text,
        "buttons": [{"label": button.label, "id": button.id} for button in buttons(outgoing)],
        "data": dict(outgoing.data),
    }
    if file is not None:
        said["file"] = str(file)
    return json.dumps(said, ensure_ascii=False, default=str)


def _rows(outgoing: Outgoing) -> list[str]:
    number, rows = 0, []
    for row in outgoing.rows:
        labels = []
        for button in row:
            number += 1
            labels.append(f"[{number} {safe(button.label)}]")
        rows.append(" ".join(labels))
    return rows


def safe(text: str) -> str:
    """Drop control characters: an escape sequence in a description must not reach the terminal."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
