"""Two people who log the same thing are asked; nothing is dropped unless they say so."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.dialog.conftest import Group, labels


@pytest.fixture
async def logged(group: Group) -> Group:
    """Mia logged a dinner that Ana and Bob shared."""
    await group.meet("mia", "ana", "bob")
    await group("mia", "dinner 84")
    return group


async def test_the_same_dinner_of_another_is_recorded_and_asked_about(logged: Group) -> None:
    answer = await logged("ana", "sushi 84 food")
    assert answer.text == (
        "#2 Sushi · €84.00 · 🍽 Food · €28.00 each: you, Mia, Bob\nSame as #1 Dinner €84.00 by Mia?"
    )
    assert labels(answer) == ["Same, drop mine", "No, both", "People", "Split", "Undo"]


async def test_drop_mine_keeps_the_other(logged: Group) -> None:
    await logged("ana", "sushi 84 food")
    await logged.press("ana", "Same, drop mine")
    listed = await logged("ana", "/list")
    assert [entry["number"] for entry in listed.data["entries"]] == [1]


async def test_no_both_keeps_both(logged: Group) -> None:
    await logged("ana", "sushi 84 food")
    assert (await logged.press("ana", "No, both")).text.startswith("Both stay.")
    listed = await logged("ana", "/list")
    assert len(listed.data["entries"]) == 2


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("sushi 84 food yesterday", True),
        ("sushi 84 food 16 nov", False),
        ("sushi 84.01 food", False),
        ("sushi $84 food", False),
        ("+84 back", False),
    ],
)
async def test_only_the_same_amount_about_the_same_day(
    logged: Group, text: str, *, asked: bool
) -> None:
    assert ("Same as #1" in (await logged("ana", text)).text) == asked


@pytest.mark.parametrize(("hours", "asked"), [(23, True), (25, False)])
async def test_only_what_was_logged_within_a_day(logged: Group, hours: int, *, asked: bool) -> None:
    logged.at += dt.timedelta(hours=hours)
    assert ("Same as #1" in (await logged("ana", "sushi 84 food 18 nov")).text) == asked


async def test_ones_own_is_asked_about_for_two_minutes(logged: Group) -> None:
    assert "Same as #1?" in (await logged("mia", "dinner 84")).text
    logged.at += dt.timedelta(minutes=3)
    assert "Same as" not in (await logged("mia", "dinner 84")).text


async def test_what_was_undone_is_no_double(logged: Group) -> None:
    await logged("mia", "/undo")
    assert "Same as" not in (await logged("ana", "sushi 84 food")).text


async def test_the_question_is_asked_again_when_the_message_comes_again(logged: Group) -> None:
    first = await logged("ana", "sushi 84 food", message_id="42")
    again = await logged("ana", "sushi 84 food", message_id="42")
    assert (again.text, labels(again)) == (first.text, labels(first))
