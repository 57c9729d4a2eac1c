"""What is one emoji, and what is a colour."""

from __future__ import annotations

import pytest

from expenseiq_core.domain.categories import DEFAULT_CATEGORIES
from expenseiq_core.domain.looks import COLOURS, colour_of, is_emoji


@pytest.mark.parametrize(
    "text", ["🍜", "☕", "✈️", "👨‍👩‍👧‍👦", "👍🏽", "🏳️‍🌈", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "❤️", "🧑🏿‍🚀", "™️"]
)
def test_one_emoji_is_one(text):
    assert is_emoji(text)


@pytest.mark.parametrize(
    "text",
    ["", "a", "1", ":)", "🍜🍜", "🍜 ", "🍜a", "🇩", "#", "é", "€", "中", "\u200d", "🍜" * 20],
)
def test_anything_else_is_none(text):
    assert not is_emoji(text)


def test_default_categories_look_right():
    for category in DEFAULT_CATEGORIES:
        assert is_emoji(category.emoji)
        assert colour_of(category.colour) == category.colour


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#aa5500", "#aa5500"),
        ("AA5500", "#aa5500"),
        ("#a50", "#aa5500"),
        ("Brown", "#8e6e53"),
        ("mud", None),
        ("#aa550", None),
        ("#gggggg", None),
        ("", None),
    ],
)
def test_colours_by_name_or_number(text, colour):
    assert colour_of(text) == colour


def test_every_named_colour_is_one():
    assert all(colour_of(value) == value for value in COLOURS.values())
