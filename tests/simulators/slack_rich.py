"""The exact shape of rich text and tables, and of any object with a `type`."""

from __future__ import annotations

from typing import Any

RICH = {
    "rich_text_section": ("elements", ""),
    "rich_text_list": ("elements style", "indent offset border"),
    "rich_text_preformatted": ("elements", "border"),
    "rich_text_quote": ("elements", "border"),
    "text": ("text", "style"),
    "link": ("url", "text unsafe style"),
    "emoji": ("name", "unicode skin_tone style"),
    "user": ("user_id", "style"),
    "channel": ("channel_id", "style"),
    "usergroup": ("usergroup_id", "style"),
    "broadcast": ("range", "style"),
    "date": ("timestamp format", "url fallback style"),
}
SECTIONS = {kind for kind in RICH if kind.startswith("rich_text_")}
LEAVES = set(RICH) - SECTIONS
CELLS = {"raw_text": ("text", ""), "rich_text": ("elements", "block_id")}
STYLES = {"bold", "italic", "strike", "code", "underline"}


def wrong_shape(node: Any, shapes: dict[str, tuple[str, str]], *, common: str) -> list[str]:
    """What is wrong with the keys of an object whose type decides which it has."""
    if not isinstance(node, dict):
        return [f"not an object but {type(node).__name__}"]
    if node.get("type") not in shapes:
        return [f"type {node.get('type')!r} is not one of {', '.join(shapes)}"]
    required, optional = (set(words.split()) for words in shapes[node["type"]])
    wrong = [
        f"{key}: unknown in {node['type']}"
        for key in node
        if key not in required | optional | set(common.split())
    ]
    wrong += [f"{key}: missing in {node['type']}" for key in sorted(required) if key not in node]
    return wrong + [f"{key}: null in {node['type']}" for key in node if node[key] is None]


def wrong_in_rich(block: dict[str, Any]) -> list[str]:
    """What is wrong with a rich_text or a table block."""
    if block["type"] == "rich_text":
        return _wrong_in_parts(block, {kind: RICH[kind] for kind in RICH if kind in SECTIONS})
    rows = block["rows"]
    wrong = []
    if not 1 <= len(rows) <= 100 or any(not 1 <= len(row) <= 20 for row in rows):
        wrong.append("table: 1 to 100 rows of 1 to 20 cells")
    for cell in (cell for row in rows for cell in row):
        wrong += wrong_shape(cell, CELLS, common="type")
        if not wrong and cell["type"] == "rich_text":
            wrong += wrong_in_rich(cell)
    return wrong


def _wrong_in_parts(node: dict[str, Any], shapes: dict[str, tuple[str, str]]) -> list[str]:
    wrong = []
    for part in node["elements"]:
        found = wrong_shape(part, shapes, common="type")
        if found:
            wrong += found
        elif part["type"] in SECTIONS:
            inside = {"rich_text_section"} if part["type"] == "rich_text_list" else LEAVES
            wrong += _wrong_in_parts(part, {kind: RICH[kind] for kind in inside})
        elif part["type"] == "text" and not part["text"]:
            wrong.append("rich text: empty text")
        elif not set(part.get("style", {})) <= STYLES:
            wrong.append(f"rich text style: only {', '.join(sorted(STYLES))}")
    return wrong
