"""Where things end: how long a text may be, when a repeat is asked about, whose a button is."""

from __future__ import annotations

import datetime as dt

import pytest

from bots.dialog.messages import Outgoing


@pytest.mark.parametrize(
    ("typed", "what", "most"),
    [
        ("{} 5", "description", 200),
        ("lunch 5 // {}", "note", 1000),
        ("lunch 5 #{}", "tag", 40),
        ("category add {}", "name", 40),
    ],
)
async def test_a_text_is_kept_whole_or_refused_with_the_count(says, typed, what, most):
    answer = await says(typed.format("x" * (most + 1)))
    assert answer.text == (
        f"That {what} has {most + 1:,} characters; I keep {most:,}. Please shorten it."
    )
    assert "error" not in (await says(typed.format("x" * most))).data


@pytest.mark.parametrize(("seconds", "asked"), [(119, True), (121, False)])
async def test_the_same_again_is_asked_about_for_two_minutes(says, seconds, asked):
    await says("lunch 12.50 food")
    says.at += dt.timedelta(seconds=seconds)
    answer = await says("lunch 12.50 food")
    assert answer.text.startswith("#2 Lunch · €12.50")
    assert ("Same as #1?" in answer.text) is asked


async def pressed_by(conversation, outgoing: Outgoing) -> str:
    conversation.last = outgoing
    return (await conversation.press("Undo")).text


async def test_a_button_is_only_for_whom_it_was_made(says, somebody):
    ana = somebody("ana")
    await ana("coffee 3")
    answer = await says("lunch 12.50 food")
    assert await pressed_by(ana, answer) == "That button is for somebody else."
    assert await pressed_by(somebody("zoe"), answer) == "That button is no longer there."
    assert await pressed_by(says, answer) == "Undone: #1 Lunch €12.50"
