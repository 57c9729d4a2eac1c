"""The form for an expense as Slack shows it: a modal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bots.dialog.checking import MAX_DESCRIPTION, MAX_NOTE
from bots.dialog.commands.form import Field
from bots.dialog.messages import Outgoing, SentButton

CALLBACK: Final = "expense_form"
DETAILS: Final = "details"
"""The action id of the button that opens the form of an entry."""

_LONGEST_AMOUNT: Final = 100
_LONGEST_LABEL: Final = 75
_MOST_OPTIONS: Final = 100

View = dict[str, Any]


def loading() -> View:
    """Return what is shown until the form is there."""
    return told("One moment…")


def told(text: str) -> View:
    """Return a form without fields that says something."""
    return _modal("Expense", [{"type": "section", "text": _plain(text)}])


def form(shown: Mapping[str, Any], metadata: Mapping[str, str]) -> View:
    """Return the form with what it shows at first, as the command `form` tells it."""
    no = shown.get("number")
    blocks = [
        _input("description", "What was it?", _text(shown, "description", MAX_DESCRIPTION)),
        _input("amount", "Amount", _text(shown, "amount", _LONGEST_AMOUNT, "12.50")),
        _input("date", "Day", {"type": "datepicker", "initial_date": _day(shown)}),
        *_category(shown),
        _input("note", "Note", _text(shown, "note", MAX_NOTE, multiline=True), optional=True),
    ]
    kept = json.dumps(dict(metadata) | ({} if no is None else {"no": no}))
    return _modal(
        "New expense" if no is None else f"#{no}",
        blocks,
        submit=_plain("Log" if no is None else "Save"),
        private_metadata=kept,
    )


def details_button(outgoing: Outgoing, row: Sequence[SentButton]) -> dict[str, Any] | None:
    """Return the button that opens the form of an answer's one entry, beside that for undoing.

    It names the entry by its number and by that other button, whose turn knows of which book it is.
    """
    found = outgoing.data.get("entries")
    numbers = [entry["number"] for entry in found] if isinstance(found, list | tuple) else []
    undo = next((button.id for button in row if button.label == "Undo"), None)
    if len(numbers) != 1 or undo is None:
        return None
    return {
        "type": "button",
        "action_id": DETAILS,
        "value": f"{numbers[0]}:{undo}",
        "text": _plain("Details"),
    }


def _modal(title: str, blocks: list[dict[str, Any]], **more: Any) -> View:
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": _plain(title),
        "close": _plain("Cancel"),
        "blocks": blocks,
        **more,
    }


def _input(
    field: Field, label: str, element: dict[str, Any], *, optional: bool = False
) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": field,
        "label": _plain(label),
        "optional": optional,
        "element": {"action_id": field, **element},
    }


def _text(
    shown: Mapping[str, Any],
    field: Field,
    most: int,
    placeholder: str | None = None,
    *,
    multiline: bool = False,
) -> dict[str, Any]:
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "max_length": most,
        "multiline": multiline,
    }
    if shown.get(field):
        element["initial_value"] = str(shown[field])[:most]
    if placeholder:
        element["placeholder"] = _plain(placeholder)
    return element


def _day(shown: Mapping[str, Any]) -> str:
    return str(shown.get("date") or shown["today"])


def _category(shown: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    known = [_option(one) for one in shown["categories"]]
    current = [one for one in known if one["value"] == shown.get("category")]
    offered = [*current, *(one for one in known if one not in current)][:_MOST_OPTIONS]
    if not offered:
        return
    element: dict[str, Any] = {
        "type": "static_select",
        "placeholder": _plain("As the words tell"),
        "options": [one for one in known if one in offered],
    }
    if current:
        element["initial_option"] = current[0]
    yield _input("category", "Category", element, optional=True)


def _option(category: Mapping[str, str]) -> dict[str, Any]:
    return {"text": _plain(category["label"][:_LONGEST_LABEL]), "value": category["name"]}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}
