"""The exact shape of blocks and their elements: a key that Slack does not know is refused.

slack_sdk's models check lengths, but pass over unknown keys and wrong kinds of text; this is the rest.
A row is: type, required keys, optional keys.
"""

from __future__ import annotations

from typing import Any

BLOCKS = {
    "actions": ("elements", ""),
    "context": ("elements", ""),
    "divider": ("", ""),
    "header": ("text", "level"),
    "image": ("alt_text", "image_url slack_file title"),
    "input": ("label element", "hint optional dispatch_action"),
    "markdown": ("text", ""),
    "rich_text": ("elements", ""),
    "section": ("", "text fields accessory expand"),
    "table": ("rows", "column_settings"),
}
SELECT = "action_id placeholder confirm focus_on_load"
ELEMENTS = {
    "button": ("text", "action_id url value style confirm accessibility_label"),
    "checkboxes": ("options", "action_id initial_options confirm focus_on_load"),
    "datepicker": ("", f"{SELECT} initial_date"),
    "email_text_input": (
        "",
        "action_id initial_value dispatch_action_config focus_on_load placeholder",
    ),
    "image": ("alt_text", "image_url slack_file"),
    "multi_static_select": (
        "",
        f"{SELECT} options option_groups initial_options max_selected_items",
    ),
    "multi_users_select": ("", f"{SELECT} initial_users max_selected_items"),
    "number_input": (
        "is_decimal_allowed",
        "action_id initial_value min_value max_value dispatch_action_config focus_on_load placeholder",
    ),
    "overflow": ("options", "action_id confirm"),
    "plain_text_input": (
        "",
        """action_id initial_value multiline min_length max_length dispatch_action_config
        focus_on_load placeholder""",
    ),
    "radio_buttons": ("options", "action_id initial_option confirm focus_on_load"),
    "static_select": ("", f"{SELECT} options option_groups initial_option"),
    "users_select": ("", f"{SELECT} initial_user"),
}
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
WHERE = {
    "input": set(ELEMENTS) - {"button", "image", "overflow"},
    "actions": set(ELEMENTS) - {"image", "email_text_input", "number_input"},
    "section": set(ELEMENTS) - {"email_text_input", "number_input", "plain_text_input"},
}
STYLES = {"bold", "italic", "strike", "code", "underline"}


def wrong_in_block(block: Any) -> list[str]:
    """What is wrong with one block of a message or view."""
    wrong = _shape(block, BLOCKS, common="type block_id")
    if wrong:
        return wrong
    kind = block["type"]
    if kind == "header":
        return wrong_in_text(block["text"], "header", most=150, plain_only=True)
    if kind in {"rich_text", "table"}:
        return _wrong_in_rich(block)
    if kind == "markdown":
        return [] if isinstance(block["text"], str) and block["text"] else ["markdown: empty"]
    for part, most in (("text", 3000), ("label", 2000), ("hint", 2000), ("title", 2000)):
        if part in block:
            wrong += wrong_in_text(block[part], part, most=most, plain_only=part != "text")
    for one in block.get("fields", []):
        wrong += wrong_in_text(one, "field", most=2000)
    if kind == "context":
        for one in block["elements"]:
            is_image = isinstance(one, dict) and one.get("type") == "image"
            wrong += [] if is_image else wrong_in_text(one, "context", most=3000)
        return wrong
    found = [*block.get("elements", []), block.get("accessory"), block.get("element")]
    for element in [one for one in found if one is not None]:
        wrong += _wrong_in_element(element, WHERE.get(kind, set()))
    names = [one.get("action_id") for one in block.get("elements", []) if one.get("action_id")]
    return wrong + [f"action_id {name!r} twice" for name in set(names) if names.count(name) > 1]


def wrong_in_text(text: Any, where: str, *, most: int, plain_only: bool = False) -> list[str]:
    """What is wrong with a text object; Slack refuses an empty one, and null keys."""
    kinds = {"plain_text": ("text", "emoji"), "mrkdwn": ("text", "verbatim")}
    if plain_only:
        del kinds["mrkdwn"]
    wrong = _shape(text, kinds, common="type")
    if not wrong and not isinstance(text["text"], str):
        wrong = ["text: not a text"]
    if not wrong and not 1 <= len(text["text"]) <= most:
        wrong = [f"{len(text['text'])} characters, 1 to {most}"]
    return [f"{where}: {what}" for what in wrong]


def _shape(node: Any, shapes: dict[str, tuple[str, str]], *, common: str) -> list[str]:
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


def _wrong_in_element(element: Any, allowed: set[str]) -> list[str]:
    wrong = _shape(element, ELEMENTS, common="type")
    if wrong:
        return wrong
    if element["type"] not in allowed:
        return [f"{element['type']} cannot stand here"]
    for part, most in (("text", 75), ("placeholder", 150)):
        if part in element:
            wrong += wrong_in_text(element[part], part, most=most, plain_only=True)
    for part, most in (("action_id", 255), ("value", 2000), ("url", 3000)):
        if part in element and not 1 <= len(element[part]) <= most:
            wrong.append(f"{part}: {len(element[part])} characters, 1 to {most}")
    if element.get("style", "primary") not in {"primary", "danger"}:
        wrong.append("style: only primary and danger")
    most_options = {"overflow": 5, "radio_buttons": 10, "checkboxes": 10}.get(element["type"], 100)
    options = element.get("options", [])
    if ("options" in element and not options) or len(options) > most_options:
        wrong.append(f"{len(options)} options, 1 to {most_options}")
    plain_only = element["type"] not in {"radio_buttons", "checkboxes"}
    for option in options:
        wrong += _wrong_in_option(option, plain_only=plain_only)
    started = [element.get("initial_option"), *element.get("initial_options", [])]
    return wrong + [
        "initial option is none of the options" for one in started if one and one not in options
    ]


def _wrong_in_option(option: Any, *, plain_only: bool) -> list[str]:
    if not isinstance(option, dict) or not {"text", "value"} <= set(option) <= {
        "text",
        "value",
        "description",
        "url",
    }:
        return ["option: needs text and value"]
    wrong = wrong_in_text(option["text"], "option", most=75, plain_only=plain_only)
    return (
        wrong if 1 <= len(option["value"]) <= 150 else [*wrong, "option value: 1 to 150 characters"]
    )


def _wrong_in_rich(block: dict[str, Any]) -> list[str]:
    wrong = []
    if block["type"] == "table":
        if not 1 <= len(block["rows"]) <= 100 or any(
            not 1 <= len(row) <= 20 for row in block["rows"]
        ):
            wrong.append("table: 1 to 100 rows of 1 to 20 cells")
        for cell in (cell for row in block["rows"] for cell in row):
            shapes = {"raw_text": ("text", ""), "rich_text": ("elements", "block_id")}
            wrong += _shape(cell, shapes, common="type")
        return wrong
    for part in block["elements"]:
        top = {kind: shape for kind, shape in RICH.items() if kind.startswith("rich_text_")}
        wrong += _shape(part, top, common="type") or _wrong_in_rich_part(part)
    return wrong


def _wrong_in_rich_part(part: dict[str, Any]) -> list[str]:
    wrong = []
    for one in part.get("elements", []):
        listed = part["type"] == "rich_text_list"
        shapes = {
            kind: shape for kind, shape in RICH.items() if listed == (kind == "rich_text_section")
        }
        wrong += _shape(one, shapes, common="type")
        if not wrong and one["type"] == "text" and not one["text"]:
            wrong.append("rich text: empty text")
        style = one.get("style", {}) if isinstance(one, dict) else {}
        if not wrong and isinstance(style, dict) and not set(style) <= STYLES:
            wrong.append(f"rich text style: only {', '.join(sorted(STYLES))}")
        wrong += [] if wrong else _wrong_in_rich_part(one)
    return wrong
