"""A split said when we are alone: of one of one's groups, or with a friend in one's own book."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.dialog.conftest import Conversation, Group, labels
from tests.dialog.test_link import link
from tests.dialog.test_split import owed


async def test_a_friend_owes_in_ones_own_book(says: Conversation) -> None:
    answer = await says("dinner 84 with @ana")
    assert answer.text == (
        "#1 Dinner · €84.00 · 🍽 Food · €42.00 each: you, Ana\n"
        "Ana owes you €42.00. Only you see this."
    )
    assert owed(answer) == {"Mia": "42.00", "ana": "42.00"}
    assert labels(answer) == ["Category", "Date", "Undo"]


async def test_a_friend_is_known_by_name_from_then_on(says: Conversation) -> None:
    await says("dinner 84 with @ana")
    assert owed(await says("lunch 20 with ana")) == {"Mia": "10.00", "ana": "10.00"}
    assert "Ana owes €52.00" in (await says("balance")).text


async def test_only_the_own_part_counts(says: Conversation) -> None:
    await says("budget food 100")
    await says("dinner 84 with @ana")
    assert "Today €54" in (await says("lunch 12")).text
    assert "€54" in (await says("report")).text
    assert "€54" in (await says("budget food")).text
    await says("edit #1 amount 90")
    assert "€57" in (await says("report")).text
    await says("undo")
    assert "€54" in (await says("report")).text


async def test_the_own_part_counts_in_another_currency(says: Conversation) -> None:
    await says("rate 1 eur = 2 usd")
    await says("dinner $84 with @ana")
    await says("dinner 900 thb (36 eur) with @ana")
    assert "€39" in (await says("report")).text
    await says("delete #2")
    await says("currency usd")
    assert "$42" in (await says("report")).text


@pytest.mark.parametrize(
    ("text", "says_line"),
    [
        ("@ana paid 20 pizza", "You owe Ana €10.00."),
        ("dinner 84 for @ana", "Ana owes you €84.00."),
        ("dinner 84 with @ana 20 @bob 30", "Ana owes you €20.00, Bob owes you €30.00."),
        ("dinner 84 with @ana paid by @ana", "You owe Ana €42.00."),
        ("+84 deposit with @ana", "You owe Ana €42.00."),
    ],
)
async def test_who_owes_whom(says: Conversation, text: str, says_line: str) -> None:
    assert says_line in (await says(text)).text


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("lent Tom 20", "Tom owes €20.00"),
        ("borrowed 50 from mum", "Mum gets back €50.00"),
        ("paid @ana 20", "Ana owes €20.00"),
    ],
)
async def test_lent_and_borrowed(says: Conversation, text: str, stands: str) -> None:
    assert "error" not in (await says(text)).data
    assert stands in (await says("balance")).text
    assert "€12" in (await says("lunch 12")).text.split("\n")[1], "no payment counts as spending"


async def test_who_paid_shares_it_and_no_other_friend(says: Conversation) -> None:
    await says("dinner 84 with @bob")
    assert set(owed(await says("@ana paid 20 pizza"))) == {"Mia", "ana"}


async def test_whoever_is_not_named_is_asked_for(says: Conversation) -> None:
    answer = await says("dinner 84 3 ways")
    assert answer.text == (
        "Not recorded: name who shares it, like this: dinner 84 with @ana\n"
        "Or your own part alone: dinner 28.00"
    )
    assert "entry" in (await says.press("Log €28.00")).data
    assert "Not recorded" in (await says("dinner 84 with everyone")).text


async def test_a_split_asks_which_group_it_is_of(group: Group, says: Conversation) -> None:
    await group.meet("mia", "ana")
    asked = await says("dinner 84 with @ana")
    assert asked.text == "Not recorded yet: which group is it of?"
    assert labels(asked) == ["Lisbon", "No group", "Cancel"]
    answer = await says.press("Lisbon")
    assert answer.text == "In Lisbon:\n#1 Dinner · €84.00 · 🍽 Food · €42.00 each: you, Ana"
    listed = await group("ana", "/list")
    assert [entry["amount"] for entry in listed.data["entries"]] == ["84.00"]


async def test_groups_in_which_all_are_known_are_offered_first(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    for title in ("Porto", "Rome", "Oslo"):
        other = Group(group.sessions, title=title)
        await other.meet("mia", "bob")
    asked = await says("dinner 84 with @ana")
    assert labels(asked)[0] == "Lisbon"
    assert asked.text.endswith("For another of your groups, type it in its chat.")


async def test_it_is_recorded_once_however_often_it_is_pressed(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    asked = await says("dinner 84 with @ana", message_id="42")
    first = await says.press("Lisbon")
    says.last = asked
    assert (await says.press("Lisbon")).text == first.text
    assert (await says("dinner 84 with @ana", message_id="42")).text == first.text
    again = await says("dinner 90 with @ana", message_id="42", edited_at=says.at)
    assert labels(again) == ["Lisbon", "No group", "Cancel"]
    assert "It is in Lisbon already." in (await says.press("Lisbon")).text
    listed = await group("ana", "/list")
    assert len(listed.data["entries"]) == 1


async def test_no_group_is_ones_own_book(group: Group, says: Conversation) -> None:
    await group.meet("mia", "ana")
    await says("dinner 84 with @ana")
    assert "Only you see this." in (await says.press("No group")).text
    assert not (await group("ana", "/list")).data.get("entries")


async def test_a_doubt_in_the_group_is_asked_alone(group: Group, says: Conversation) -> None:
    await group.meet("mia", "ana")
    await says("dinner 84 with @anna")
    asked = await says.press("Lisbon")
    assert asked.text == "Not recorded yet: is @anna our Ana?"
    assert (await says.press("Yes, Ana")).text.startswith("In Lisbon:\n#1 Dinner")


async def test_what_is_shared_and_what_is_not_are_told_apart(
    group: Group, says: Conversation
) -> None:
    await group.meet("mia", "ana")
    answer = await says("coffee 3\ndinner 84 with @ana")
    assert answer.data["error"]["code"] == "mixed_books"
    assert "entry" in (await says("lunch 12 for me")).data


async def test_friends_come_along_when_accounts_are_linked(
    says: Conversation, somebody: Callable[..., Conversation]
) -> None:
    await says("dinner 84 with @ana")
    other = somebody("mia2", platform="other")
    await other("lunch 20.01 with @Ana")
    await other("tea 10 with @bob")
    await link(says, other)
    text = (await says("balance")).text
    assert "Ana owes €52.00" in text
    assert "Bob owes €5.00" in text
    await says("unlink")
    assert (await says("balance")).text == "Ana owes €42.00"
