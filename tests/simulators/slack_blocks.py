"""Block Kit as Slack takes it: what it refuses, and what a person reads and can press."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.simulators import slack_shapes
from tests.simulators.slack_markup import alive, plain

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_CHARACTERS = 13_200  # undocumented; beyond it msg_blocks_too_long
MODAL_KEYS = frozenset(
    """type title blocks close submit private_metadata callback_id clear_on_close notify_on_close
    external_id submit_disabled""".split()
)
HOME_KEYS = frozenset("type blocks private_metadata callback_id external_id".split())
logging.getLogger(Block.__module__).setLevel(logging.ERROR)


def wrong_in(blocks: list[Any], *, most: int) -> list[str]:
    """What Slack would refuse in these blocks."""
    wrong = []
    if len(blocks) > most:
        wrong.append(f"{len(blocks)} blocks, at most {most}")
    for number, block in enumerate(blocks):
        found = slack_shapes.wrong_in_block(block) or _refused_by_sdk(block)
        wrong += [f"block {number}: {what}" for what in found]
    names = [block.get("block_id") for block in blocks if isinstance(block, dict)]
    given = [name for name in names if name]
    return wrong + [f"block_id {name!r} twice" for name in set(given) if given.count(name) > 1]


def wrong_in_view(view: dict[str, Any], *, kind: str) -> list[str]:
    """What Slack would refuse in a view of this kind (modal or home)."""
    if view.get("type") != kind:
        return [f"type is {view.get('type')!r}, not {kind!r}"]
    if not isinstance(view.get("blocks"), list):
        return ["blocks: missing"]
    known = MODAL_KEYS if kind == "modal" else HOME_KEYS
    wrong = [f"{key}: unknown" for key in view if key not in known]
    wrong += wrong_in(view["blocks"], most=VIEW_BLOCKS)
    if kind == "modal" and not wrong:
        wrong += _wrong_in_frame(view)
    for part, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if len(str(view.get(part, ""))) > most:
            wrong.append(f"{part}: longer than {most}")
    if not wrong:
        try:
            View(**view).validate_json()
        except (SlackObjectFormationError, TypeError, ValueError, AttributeError) as refused:
            wrong.append(str(refused))
    return wrong


def _wrong_in_frame(view: dict[str, Any]) -> list[str]:
    wrong = slack_shapes.wrong_in_text(view.get("title"), "title", most=24, plain_only=True)
    for part in ("submit", "close"):
        if part in view:
            wrong += slack_shapes.wrong_in_text(view[part], part, most=24, plain_only=True)
    if "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        wrong.append("submit: missing beside an input")
    return wrong


def _refused_by_sdk(block: dict[str, Any]) -> list[str]:
    try:
        parsed = Block.parse(block)
        assert parsed is not None, "a type that slack_sdk does not know"
        parsed.to_dict()
    except (SlackObjectFormationError, TypeError, ValueError, AttributeError) as refused:
        return [str(refused)]
    return []


def named(blocks: list[dict[str, Any]], names: Iterator[int]) -> list[dict[str, Any]]:
    """The blocks as Slack keeps them: a block_id and an action_id for those that came without."""
    kept = []
    for block in blocks:
        kept.append({**block, "block_id": block.get("block_id") or f"b{next(names)}"})
        for element in _elements(kept[-1]):
            element.setdefault("action_id", f"a{next(names)}")
    return kept


def elements(blocks: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each interactive element with its block."""
    for block in blocks:
        for element in _elements(block):
            yield block, element


def buttons(blocks: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each button with its block."""
    return (pair for pair in elements(blocks) if pair[1]["type"] == "button")


def _elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    if block["type"] not in {"actions", "section", "input"}:
        return []
    found = [*block.get("elements", []), block.get("accessory"), block.get("element")]
    return [one for one in found if one and one["type"] != "image"]


def texts(node: Any) -> Iterator[tuple[str, str]]:
    """Each text below this node with its kind: mrkdwn, plain_text, markdown, text (rich)."""
    if isinstance(node, list):
        for one in node:
            yield from texts(one)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield str(node.get("type")), node["text"]
        for one in node.values():
            yield from texts(one)


def alive_in(blocks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """(text, what comes alive in it) of every mrkdwn text, and every broadcast of a rich one."""
    found = [
        (text, markup)
        for kind, text in texts(blocks)
        if kind in {"mrkdwn", "markdown"}
        for markup in alive(text)
    ]
    return found + [("", "broadcast") for node in _nodes(blocks) if node.get("type") == "broadcast"]


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for one in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(one)


def reading(blocks: list[dict[str, Any]]) -> str:
    """The blocks as a person reads them, a line each; buttons and dividers are left out."""
    lines = [_line(block) for block in blocks]
    return "\n".join(line for line in lines if line)


def _line(block: dict[str, Any]) -> str:
    if block["type"] == "rich_text":
        return "\n".join(_rich(part).rstrip("\n") for part in block["elements"])
    if block["type"] == "table":
        return "\n".join("\t".join(_rich(cell) for cell in row) for row in block["rows"])
    if block["type"] == "markdown":
        return plain(str(block["text"]))
    said = [block.get("text"), *block.get("fields", []), block.get("label")]
    said += block["elements"] if block["type"] == "context" else []
    return "\n".join(_said(text) for text in said if text)


def _said(text: dict[str, Any]) -> str:
    said = str(text.get("alt_text") or text["text"])
    return plain(said) if text["type"] == "mrkdwn" else said


def _rich(part: dict[str, Any]) -> str:
    kind = part["type"]
    if kind == "rich_text_list":
        return "\n".join("• " + _rich(item) for item in part["elements"])
    if "elements" in part:
        return "".join(_rich(one) for one in part["elements"])
    if kind == "emoji":
        return f":{part['name']}:"
    if kind == "broadcast":
        return f"@{part['range']}"
    return str(
        part.get("text") or part.get("user_id") or part.get("channel_id") or part.get("url") or ""
    )
