"""What the inputs of a modal carry when a person has filled them."""

from __future__ import annotations

from typing import Any

PLAIN = {"plain_text_input", "number_input", "email_text_input"}
ONE = {
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", "initial_option"),
    "datepicker": ("selected_date", "initial_date"),
    "users_select": ("selected_user", "initial_user"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
}


def state(blocks: list[dict[str, Any]], values: dict[str, Any]) -> dict[str, Any]:
    """`view.state`: values by label or action_id; what is not given keeps its initial value."""
    left = dict(values)
    filled: dict[str, Any] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        label = block["label"]["text"]
        entry = started(element)
        for name in (label, element["action_id"]):
            if name in left:
                entry = entered(element, left.pop(name))
        content = [value for key, value in entry.items() if key != "type"]
        assert block.get("optional") or any(content), f"Slack asks to complete {label!r}"
        filled[block["block_id"]] = {element["action_id"]: entry}
    assert not left, f"no input {sorted(left)}"
    return {"values": filled}


def started(element: dict[str, Any]) -> dict[str, Any]:
    """The entry of an input that nobody touched."""
    kind = element["type"]
    if kind in PLAIN:
        return {"type": kind, "value": element.get("initial_value")}
    selected, initial = ONE[kind]
    return {"type": kind, selected: element.get(initial, [] if selected.endswith("s") else None)}


def entered(element: dict[str, Any], value: Any) -> dict[str, Any]:
    """The entry of an input that a person filled; options are named by their labels."""
    kind = element["type"]
    if kind in PLAIN:
        text = str(value) or None
        longest = element.get("max_length")
        assert not (text and longest and len(text) > longest), "Slack stops typing there"
        return {"type": kind, "value": text}
    selected, _ = ONE[kind]
    if selected == "selected_option":
        return {"type": kind, selected: _option(element, value)}
    if selected == "selected_options":
        return {"type": kind, selected: [_option(element, one) for one in value]}
    return {"type": kind, selected: value}


def _option(element: dict[str, Any], label: str) -> dict[str, Any]:
    options = list(element.get("options", []))
    for group in element.get("option_groups", []):
        options += group["options"]
    for option in options:
        if option["text"]["text"] == label:
            return dict(option)
    raise AssertionError(f"no option {label!r}")
