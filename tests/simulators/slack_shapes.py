"""The exact shape of blocks and their elements: a key that Slack does not know is refused.

slack_sdk's models check lengths, but pass over unknown keys and wrong kinds of text: here is the
rest.
A row is: type, required keys, optional keys.
"""

from __future__ import annotations

from typing import Any

from tests.simulators.slack_rich import wrong_in_rich, wrong_shape

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
TYPED = "action_id initial_value dispatch_action_config focus_on_load placeholder"
SELECT = "action_id placeholder confirm focus_on_load"
ELEMENTS = {
    "button": ("text", "action_id url value style confirm accessibility_label"),
    "checkboxes": ("options", "action_id initial_options confirm focus_on_load"),
    "datepicker": ("", f"{SELECT} initial_date"),
    "email_text_input": ("", TYPED),
    "image": ("alt_text", "image_url slack_file"),
    "multi_static_select": (
        "",
        f"{SELECT} options option_groups initial_options max_selected_items",
    ),
    "multi_users_select": ("", f"{SELECT} initial_users max_selected_items"),
    "number_input": (
        "is_decimal_allowed",
        f"{TYPED} min_value max_value",
    ),
    "overflow": ("options", "action_id confirm"),
    "plain_text_input": ("", f"{TYPED} multiline min_length max_length"),
    "radio_buttons": ("options", "action_id initial_option confirm focus_on_load"),
    "static_select": ("", f"{SELECT} options option_groups initial_option"),
    "users_select": ("", f"{SELECT} initial_user"),
}
WHERE = {
    "input": set(ELEMENTS) - {"button", "image", "overflow"},
    "actions": set(ELEMENTS) - {"image", "email_text_input", "number_input"},
    "section": set(ELEMENTS) - {"email_text_input", "number_input", "plain_text_input"},
}


def wrong_in_block(block: Any) -> list[str]:
    """What is wrong with one block of a message or view."""
    wrong = wrong_shape(block, BLOCKS, common="type block_id")
    if wrong:
        return wrong
    kind = block["type"]
    if kind in {"rich_text", "table"}:
        return wrong_in_rich(block)
    if kind == "markdown":
        return [] if isinstance(block["text"], str) and block["text"] else ["markdown: empty"]
    longest = {
        "text": 150 if kind == "header" else 3000,
        "label": 2000,
        "hint": 2000,
        "title": 2000,
    }
    for part, most in longest.items():
        if part in block:
            wrong += wrong_in_text(block[part], part, most=most, plain_only=kind != "section")
    for one in block.get("fields", []):
        wrong += wrong_in_text(one, "field", most=2000)
    if "elements" in block and not (isinstance(block["elements"], list) and block["elements"]):
        return [*wrong, "elements: none"]
    if kind == "context":
        return wrong + _wrong_in_context(block["elements"])
    return wrong + _wrong_in_elements(block)


def _wrong_in_context(elements: list[Any]) -> list[str]:
    wrong = []
    for one in elements:
        is_image = isinstance(one, dict) and one.get("type") == "image"
        wrong += [] if is_image else wrong_in_text(one, "context", most=3000)
    return wrong


def _wrong_in_elements(block: dict[str, Any]) -> list[str]:
    found = [*block.get("elements", []), block.get("accessory"), block.get("element")]
    wrong = []
    for element in [one for one in found if one is not None]:
        wrong += _wrong_in_element(element, WHERE.get(block["type"], set()))
    if wrong:
        return wrong
    names = [one["action_id"] for one in block.get("elements", []) if "action_id" in one]
    return [f"action_id {name!r} twice" for name in set(names) if names.count(name) > 1]


def wrong_in_text(text: Any, where: str, *, most: int, plain_only: bool = False) -> list[str]:
    """What is wrong with a text object; Slack refuses an empty one, and null keys."""
    kinds = {"plain_text": ("text", "emoji"), "mrkdwn": ("text", "verbatim")}
    if plain_only:
        del kinds["mrkdwn"]
    wrong = wrong_shape(text, kinds, common="type")
    if not wrong and not isinstance(text["text"], str):
        wrong = ["text: not a text"]
    if not wrong and not 1 <= len(text["text"]) <= most:
        wrong = [f"{len(text['text'])} characters, 1 to {most}"]
    return [f"{where}: {what}" for what in wrong]


def _wrong_in_element(element: Any, allowed: set[str]) -> list[str]:
    wrong = wrong_shape(element, ELEMENTS, common="type")
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
    needed, known = {"text", "value"}, {"text", "value", "description", "url"}
    if not (isinstance(option, dict) and needed <= set(option) <= known):
        return ["option: needs text and value"]
    wrong = wrong_in_text(option["text"], "option", most=75, plain_only=plain_only)
    if not 1 <= len(option["value"]) <= 150:
        wrong.append("option value: 1 to 150 characters")
    return wrong
