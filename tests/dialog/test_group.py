"""A group keeps one book: whoever speaks in its chat is a member, and expenses are shared."""

from __future__ import annotations

from tests.dialog.conftest import Conversation, Group


async def test_an_expense_in_a_group_is_shared_by_those_named_and_the_speaker(group: Group) -> None:
    answer = await group("mia", "dinner 84 with @ana @bob")
    assert {name: share["owed"] for name, share in answer.data["entry"]["shares"].items()} == {
        "Mia": "28.00",
        "ana": "28.00",
        "bob": "28.00",
    }


async def test_the_odd_cents_rotate(group: Group) -> None:
    await group.meet("mia", "ana", "bob")
    answers = [await group("mia", "dinner 10") for _ in range(3)]
    owed = [
        [share["owed"] for share in answer.data["entry"]["shares"].values()] for answer in answers
    ]
    assert owed == [
        ["3.34", "3.33", "3.33"],
        ["3.33", "3.34", "3.33"],
        ["3.33", "3.33", "3.34"],
    ]


async def test_small_talk_in_a_group_is_met_with_silence(group: Group) -> None:
    await group.meet("mia", "ana")
    answer = await group("mia", "see you later")
    assert answer.is_silent


async def test_what_nobody_said_to_us_is_not_logged(group: Group) -> None:
    await group.meet("mia", "ana")
    answer = await group("mia", "dinner 84", addressed=False)
    assert answer.is_silent
    assert not answer.data


async def test_the_books_of_a_group_and_of_a_person_are_apart(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    await group("mia", "dinner 84")
    answer = await says("lunch 12")
    assert answer.data["entry"]["number"] == 1


async def test_in_the_terminal_whoever_speaks_takes_part_whatever_they_say(group: Group) -> None:
    for name in ("mia", "ana", "bob"):
        assert (await group(name, "hi", name_is_identity=True)).text == ""
    answer = await group("mia", "dinner 84", name_is_identity=True)
    assert set(answer.data["entry"]["shares"]) == {"Mia", "Ana", "Bob"}


async def test_in_the_terminal_somebody_named_before_is_who_speaks_later(group: Group) -> None:
    await group("mia", "dinner 84 with @ana @jean_luc", name_is_identity=True)
    await group("Ana", "taxi 30", name_is_identity=True, sender_name="Ana")
    answer = await group("jl", "bus 30", name_is_identity=True, sender_name="Jean Luc")
    assert set(answer.data["entry"]["shares"]) == {"Mia", "Ana", "Jean Luc"}
