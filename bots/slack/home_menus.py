"""Menus of the Home tab: each choice is a command, as it would be typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Choices = Mapping[str, str]
"""What is shown -> what is typed."""

MENUS: Final[Mapping[str, Mapping[str, Choices]]] = {
    "digest": {
        "Get a digest": {
            "Daily, 8:00": "digest daily 8:00",
            "Daily, 20:00": "digest daily 20:00",
            "Mondays, 8:00": "digest weekly monday 8:00",
            "Monthly, 8:00": "digest monthly 8:00",
            "None": "digest off",
        },
    },
    "notices settings": {
        "Mute": {
            "For 3 days": "mute 3 days",
            "For a week": "mute a week",
            "For a month": "mute a month",
            "Unmute": "unmute",
        },
        "Quiet hours": {
            "22:00 to 7:00": "quiet 22:00 to 7:00",
            "23:00 to 6:00": "quiet 23:00 to 6:00",
            "21:00 to 8:00": "quiet 21:00 to 8:00",
            "None": "quiet off",
        },
    },
}
"""By the section of the tab that they stand below, with their names."""


def blocks(section: str) -> list[dict[str, Any]]:
    """Return the menus of a section, if it has any."""
    menus = MENUS.get(section, {})
    elements = [
        {
            "type": "static_select",
            "action_id": f"menu-{position}",
            "placeholder": _text(name),
            "options": [
                {"text": _text(shown), "value": command} for shown, command in choices.items()
            ],
        }
        for position, (name, choices) in enumerate(menus.items())
    ]
    if not elements:
        return []
    return [{"type": "actions", "block_id": f"home:{section}:menus", "elements": elements}]


def chosen(section: str, action: Mapping[str, Any]) -> str | None:
    """Return the command that was chosen in a section's menus; None: none of ours."""
    value = (action.get("selected_option") or {}).get("value")
    offered = {
        command for choices in MENUS.get(section, {}).values() for command in choices.values()
    }
    return value if value in offered else None


def _text(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}
