"""Keyboards that a bot sends (fact 10)."""

from __future__ import annotations

from typing import Any

from tests.simulators.telegram_refusals import nonsense

JSON = dict[str, Any]

ROW, KEYBOARD = 8, 100
STYLES = {"danger", "success", "primary"}
KINDS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}


def check(markup: JSON | None) -> None:
    """Refuse a keyboard that the real server would refuse, or cut."""
    if markup is None:
        return
    rows: list[list[JSON]] = markup.get("inline_keyboard") or markup.get("keyboard") or []
    if any(len(row) > ROW for row in rows) or sum(map(len, rows)) > KEYBOARD:
        raise nonsense("reply markup is too long")
    for button in (button for row in rows for button in row):
        if not button["text"].strip():
            raise nonsense("text buttons must be non-empty")
        if button.get("style", "primary") not in STYLES:
            raise nonsense("can't parse inline keyboard button: invalid button style specified")
        if "inline_keyboard" in markup:
            _check_inline(button)


def kept(markup: JSON | None) -> JSON | None:
    """What stays with the message: an inline keyboard that is not empty."""
    return markup if markup and any(markup.get("inline_keyboard", [])) else None


def _check_inline(button: JSON) -> None:
    if len(KINDS & set(button)) != 1:
        raise nonsense("can't parse inline keyboard button: exactly one kind must be given")
    if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
        raise nonsense("BUTTON_DATA_INVALID")
    if "url" in button and not button["url"].startswith(("http://", "https://", "tg://")):
        raise nonsense("inline keyboard button URL is invalid: Wrong HTTP URL")
