"""Whom a split means: identity, user name, name; asked where it is in doubt, never guessed."""

from __future__ import annotations

import pytest

from bots.dialog.messages import Mentioned
from tests.dialog.conftest import Group, labels
from tests.dialog.test_split import owed


@pytest.fixture
async def three(group: Group) -> Group:
    """Mia, Ana and Bob in a group."""
    await group.meet("mia", "ana", "bob")
    return group


async def numbers(group: Group) -> list[int]:
    """The numbers of what is recorded, as `list` says them."""
    before, answer = group.last, await group("mia", "/list")
    group.last = before
    return [entry["number"] for entry in answer.data.get("entries", ())]


async def test_a_name_one_letter_away_is_asked_about(three: Group) -> None:
    asked = await three("mia", "dinner 84 with @anna")
    assert asked.text == "Not recorded yet: is @anna our Ana?"
    assert labels(asked) == ["Yes, Ana", "No, add Anna", "Cancel"]
    assert asked.data["error"]["code"] == "unknown_person"
    assert await numbers(three) == []


@pytest.mark.parametrize("name", ["anaa", "an", "bbo", "boob", "cob", "@Bobb"])
async def test_a_letter_too_many_amiss_or_swapped(three: Group, name: str) -> None:
    answer = await three("mia", f"dinner 84 with @{name.removeprefix('@')}")
    assert ("error" in answer.data) == (len(name) > 2)


async def test_figures_are_no_slip(three: Group) -> None:
    await three("mia", "dinner 84 with @user1")
    assert "entry" in (await three("mia", "dinner 84 with @user2")).data


async def test_somebody_named_beside_is_somebody_else(three: Group) -> None:
    answer = await three("mia", "dinner 84 with @ana @anna")
    assert set(owed(answer)) == {"Mia", "Ana", "anna"}


async def test_yes_records_it_with_the_member(three: Group) -> None:
    await three("mia", "dinner 84 with @anna")
    assert owed(await three.press("mia", "Yes, Ana")) == {"Mia": "42.00", "Ana": "42.00"}


async def test_no_adds_somebody_new(three: Group) -> None:
    await three("mia", "dinner 84 with @anna")
    answer = await three.press("mia", "No, add Anna")
    assert owed(answer) == {"Mia": "42.00", "anna": "42.00"}
    assert "Anna is new here." in answer.text


async def test_cancel_records_nothing(three: Group) -> None:
    await three("mia", "dinner 84 with @anna")
    assert (await three.press("mia", "Cancel")).text == "Nothing was recorded."
    assert await numbers(three) == []


async def test_a_question_is_answered_once(three: Group) -> None:
    asked = await three("mia", "dinner 84 with @anna")
    first = await three.press("mia", "Yes, Ana")
    again = await three.press("mia", "No, add Anna", on=asked)
    assert again.text == first.text
    assert await numbers(three) == [1]


async def test_only_who_was_asked_answers(three: Group) -> None:
    await three("mia", "dinner 84 with @anna")
    answer = await three.press("bob", "Yes, Ana")
    assert answer.data["error"]["code"] == "not_allowed"


async def test_what_was_asked_about_is_delivered_again_as_it_was(three: Group) -> None:
    asked = await three("mia", "dinner 84 with @anna", message_id="42")
    assert (await three("mia", "dinner 84 with @anna", message_id="42")).text == asked.text
    recorded = await three.press("mia", "Yes, Ana", on=asked)
    assert (await three("mia", "dinner 84 with @anna", message_id="42")).text == recorded.text


async def test_an_edit_of_the_message_corrects_what_its_answer_recorded(three: Group) -> None:
    await three("mia", "dinner 84 with @anna", message_id="42")
    await three.press("mia", "Yes, Ana")
    edited = await three("mia", "dinner 90 with @ana", message_id="42", edited_at=three.at)
    assert edited.data["entry"]["number"] == 1
    assert edited.data["entry"]["amount"] == "90.00"
    assert await numbers(three) == [1]


async def test_two_doubts_are_asked_one_after_the_other(three: Group) -> None:
    await three("mia", "dinner 84 with @anna @bobb")
    second = await three.press("mia", "Yes, Ana")
    assert second.text == "Not recorded yet: is @bobb our Bob?"
    assert owed(await three.press("mia", "Yes, Bob")) == dict.fromkeys(
        ["Mia", "Ana", "Bob"], "28.00"
    )


async def test_an_identity_is_who_it_is_whatever_the_name(three: Group) -> None:
    mentions = {"anna": Mentioned(external_id="bob", name="Bobby")}
    answer = await three("mia", "dinner 84 with @anna", mentions=mentions)
    assert set(owed(answer)) == {"Mia", "Bob"}


async def test_a_mentioned_identity_becomes_a_member_with_an_account(three: Group) -> None:
    mentions = {"U7": Mentioned(external_id="zoe", name="Zoe Z.", handle="zz")}
    answer = await three("mia", "dinner 84 with @U7", mentions=mentions)
    assert owed(answer) == {"Mia": "42.00", "Zoe Z.": "42.00"}
    assert "new here" not in answer.text
    assert "Zoe Z." in (await three("zoe", "lunch 12 for me")).data["entry"]["shares"]


async def test_an_identity_one_letter_away_is_not_asked_about(three: Group) -> None:
    mentions = {"anna": Mentioned(external_id="anna7", name="Anna")}
    assert set(owed(await three("mia", "tea 8 with @anna", mentions=mentions))) == {"Mia", "Anna"}


async def test_an_identity_is_kept_through_a_question(three: Group) -> None:
    mentions = {"U7": Mentioned(external_id="zoe", name="Zoe")}
    await three("mia", "dinner 84 with @U7 @anna", mentions=mentions)
    assert set(owed(await three.press("mia", "Yes, Ana"))) == {"Mia", "Ana", "Zoe"}


@pytest.mark.parametrize("name", ["Ana", "ANA", "ána", "@ana", "ana"])
async def test_names_are_compared_blind_to_case_and_accents(three: Group, name: str) -> None:
    assert set(owed(await three("mia", f"dinner 84 with {name}"))) == {"Mia", "Ana"}


async def test_first_names_whole_names_and_underscores(three: Group) -> None:
    await three("cem", "/join", sender_name="Cem Özil")
    for name in ("@cem", "Cem", "@Cem_Ozil", "cem özil", "@CEM_ÖZIL"):
        assert set(owed(await three("mia", f"dinner 84 with {name}"))) == {"Mia", "Cem Özil"}


async def test_of_two_with_one_name_it_is_asked_which(three: Group) -> None:
    await three("ana2", "/join", sender_name="Ana Costa")
    await three("ana3", "/join", sender_name="Ana Lima")
    assert "entry" in (await three("mia", "dinner 84 with @ana")).data, "her user name"
    await three("cem", "/join", sender_name="Cem Aydin")
    await three("cem2", "/join", sender_name="Cem Polat")
    asked = await three("mia", "lunch 84 with Cem")
    assert asked.text == "Not recorded yet: which Cem?"
    assert labels(asked) == ["Cem Aydin", "Cem Polat", "Cancel"]
    assert set(owed(await three.press("mia", "Cem Polat"))) == {"Mia", "Cem Polat"}


async def test_a_person_twice_is_refused(three: Group) -> None:
    await three("cem", "/join", sender_name="Cem Özil")
    for text in (
        "dinner 84 with @ana @ana",
        "dinner 84 with @ana ana",
        "dinner 84 @cem 20 @Cem_Özil 30 rest me",
        "dinner 84 paid by @ana 50 @Ana 34",
    ):
        answer = await three("mia", text)
        assert answer.data["error"]["code"] == "repeated_person", text
        assert "twice" in answer.text
    assert await numbers(three) == []


async def test_new_people_are_the_same_whatever_the_case(three: Group) -> None:
    await three("mia", "dinner 84 with @Zoe")
    assert set(owed(await three("mia", "lunch 84 with @zoe"))) == {"Mia", "Zoe"}


async def test_whoever_left_is_not_charged(three: Group) -> None:
    await three("bob", "/leave")
    answer = await three("mia", "dinner 84 with @bob")
    assert answer.data["error"]["code"] == "left"
    assert "rejoin" in answer.text
    assert await numbers(three) == []
