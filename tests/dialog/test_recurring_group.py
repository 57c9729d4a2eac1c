"""Recurring entries of groups: shared on each date by who takes part then."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from expenseiq_core.services import moving
from expenseiq_core.services.chats import Place
from tests.dialog.comes_back import Days
from tests.dialog.conftest import NOON, Group, labels


@pytest.fixture
def days(sessions):
    return Days(sessions)


@pytest.fixture
async def flat(group):
    """Mia, Ana and Bob; Mia began the group."""
    await group.meet("mia", "ana", "bob")
    return group


async def leave(group, name):
    said = await group(name, "leave")
    if "Leave anyway" in labels(said):
        await group.press(name, "Leave anyway")


def found(days, words):
    return next(shown for shown in reversed(days.shown) if words in shown.text)


async def test_all_are_the_members_on_the_day(flat, days):
    said = await flat("mia", "rent 900 monthly on the 1st")
    assert said.text.startswith("Rent · €900.00 · 🏠 Home · all\n")
    await flat("cem", "/join")
    await leave(flat, "bob")
    assert await days.until("2026-12-01") == [
        "#1 Rent · €900.00 · Mia paid · €300.00 each: Mia, Ana, Cem\nAgain Fri 1 Jan 2027."
    ]
    await leave(flat, "cem")
    assert "€450.00 each: Mia, Ana" in (await days.until("2027-01-01"))[0]


async def test_its_buttons_are_for_those_who_may(flat, days):
    await flat("ana", "netflix 15 monthly on the 1st")
    await days.until("2026-12-01")
    shown = days.shown[-1]
    assert labels(shown) == ["Undo", "Recurring"]
    flat.at = days.now
    assert "Ana" in (await flat.press("bob", "Undo", shown)).text
    assert await days.booked() == ["2026-12-01 netflix"]
    assert (await flat.press("ana", "Undo", shown)).text.startswith("Undone: #1")


async def test_named_people_and_their_numbers_are_kept(flat, days):
    await flat("ana", "netflix 15 monthly on the 12th with @bob")
    await flat("mia", "flat 100 monthly on the 12th @ana 60 @bob 40")
    await flat("bob", "gym 20 monthly on the 12th paid by @ana")
    await flat("mia", "wifi 40 monthly on the 12th +1 guest")
    await flat("mia", "water 30 monthly on the 12th except @bob")
    await flat("ana", "salary +100 monthly on the 12th")
    shown = "\n".join(await days.until("2026-12-12"))
    for wanted in (
        "Netflix · €15.00 · Ana paid · €7.50 each: Ana, Bob",
        "Flat · €100.00 · Mia paid · €60.00 Ana, €40.00 Bob",
        "Gym · €20.00 · Ana paid · €6.67 Mia, Ana, €6.66 Bob",
        "Wifi · €40.00 · Mia paid · €20.00 Mia, €10.00 Ana, Bob",
        "Water · €30.00 · Mia paid · €15.00 each: Mia, Ana",
        "Salary · €100.00 · income · Ana received",
    ):
        assert wanted in shown


async def test_somebody_new_may_be_named(flat, days):
    await flat("mia", "netflix 15 monthly on the 12th with @zoe")
    assert "€7.50 each: Mia, Zoe" in (await days.until("2026-12-12"))[0]


async def test_it_asks_if_somebody_named_has_left(flat, days):
    await flat("mia", "netflix 15 monthly on the 12th with @ana @bob")
    await leave(flat, "bob")
    assert await days.until("2026-12-12") == [
        "Not recorded: Netflix · €15.00, due Sat 12 Dec, since Bob left."
    ]
    asked = days.shown[-1]
    assert labels(asked) == ["Without Bob", "Skip this one", "Stop it"]
    assert await days.booked() == []
    flat.at = days.now
    assert "Netflix is Mia's" in (await flat.press("ana", "Without Bob", asked)).text
    said = await flat.press("mia", "Without Bob", asked)
    assert said.text.startswith("#1 Netflix · €15.00 · 🎬 Fun · €7.50 each: you, Ana")
    assert "is #1 already" in (await flat.press("mia", "Without Bob", asked)).text
    assert "€7.50 each: Mia, Ana" in (await days.until("2027-01-12"))[0]
    assert await days.booked() == ["2026-12-12 netflix", "2027-01-12 netflix"]


async def test_it_can_be_left_out_or_stopped_instead(flat, days):
    await flat("mia", "netflix 15 monthly on the 12th with @bob")
    await leave(flat, "bob")
    await days.until("2026-12-12")
    flat.at = days.now
    said = await flat.press("mia", "Skip this one", days.shown[-1])
    assert said.text.startswith("Netflix is not recorded for Sat 12 Dec.")
    await flat.press("mia", "Stop it", days.shown[-1])
    assert await days.until("2027-01-12") == []
    assert await days.booked() == []


async def test_shares_that_do_not_add_up_without_them_are_asked_for(flat, days):
    await flat("mia", "flat 100 monthly on the 12th @ana 60 @bob 40")
    await leave(flat, "bob")
    await days.until("2026-12-12")
    flat.at = days.now
    said = await flat.press("mia", "Without Bob", days.shown[-1])
    assert said.text == (
        "Its shares don't add up without them. Say who shares it: recurring change 1 all"
    )
    assert "all" in (await flat("mia", "recurring change 1 all")).text
    assert "#1 Flat" in (await days.until("2027-01-12"))[0]


async def test_whoever_pays_now_takes_over_from_who_left(flat, days):
    await flat("ana", "netflix 15 monthly on the 12th with @bob")
    await leave(flat, "ana")
    await days.until("2026-12-12")
    asked = days.shown[-1]
    assert labels(asked) == ["I pay it now", "Skip this one", "Stop it"]
    flat.at = days.now
    said = await flat.press("bob", "I pay it now", asked)
    assert said.text.startswith("#1 Netflix · €15.00")
    assert await days.rows(
        "SELECT m.name FROM shares s JOIN members m ON m.id = s.member_id WHERE s.paid > 0"
    ) == [("Bob",)]


async def test_others_may_not_change_it_but_who_runs_the_group(flat):
    await flat("ana", "netflix 15 monthly on the 12th")
    assert (await flat("bob", "stop netflix")).text == (
        "Netflix is Ana's: only they, or who runs the group, can change it."
    )
    assert "stopped" in (await flat("mia", "stop netflix")).text
    flat.admins.add("bob")
    assert "next Sat 12 Dec" in (await flat("bob", "recurring resume 1")).text


async def test_who_shares_it_can_be_changed(flat, days):
    await flat("mia", "rent 900 monthly on the 1st")
    assert "you, Ana" in (await flat("mia", "recurring change 1 with @ana")).text
    assert "all · Ana pays" not in (await flat("mia", "recurring change 1 paid by @ana")).text
    assert "€450.00 each: Mia, Ana" in (await days.until("2026-12-01"))[0]


async def test_chatter_is_met_with_silence(flat):
    assert (await flat("mia", "stop smoking")).text == ""


async def test_a_merged_member_goes_on_as_who_took_over(flat, days):
    await flat("mia", "netflix 15 monthly on the 12th with @robert")
    await flat("mia", "members add rob")
    await flat("mia", "members merge robert rob")
    said = await flat.press("mia", "Yes, same")
    assert said.data["merged"]["gone"] == "robert", said.text
    [shown] = await days.until("2026-12-12")
    assert "€7.50 each: Mia, Rob" in shown


async def test_it_follows_a_merged_category(says, days):
    await says("netflix 15 monthly on the 12th")
    await says("merge category fun into home")
    [shown] = await days.until("2026-12-12")
    assert "🏠 Home" in shown


async def test_it_ends_with_its_book(flat, days):
    await flat("mia", "lunch 30")
    await flat("mia", "rent 900 monthly on the 1st")
    said = await flat("mia", "trip over anyway")
    assert "Nothing comes back by itself any more: Rent" in said.text
    assert await days.until("2026-12-01") == []
    assert len(await days.booked()) == 1


async def test_nothing_is_lost_where_the_chat_is_closed_to_us(flat, says, days, sessions):
    await says("hi")
    await flat("mia", "rent 900 monthly on the 1st")
    async with sessions.begin() as session:
        await session.execute(text("UPDATE chats SET blocked_at = now() WHERE NOT private"))
    [shown] = await days.until("2026-12-01")
    assert shown.startswith("In Lisbon:\n#1 Rent · €900.00")
    assert labels(days.shown[-1]) == []


async def test_of_who_is_forgotten_nothing_is_recorded_unasked(flat, says, days):
    await says("tea 2 daily")
    await flat("mia", "rent 900 monthly on the 1st")
    await flat("ana", "netflix 15 monthly on the 1st")
    assert "erased" in (await says("forget me now")).text
    shown = await days.until("2026-12-01")
    assert len(shown) == 2
    assert any("Not recorded: Rent · €900.00" in one and "left" in one for one in shown)
    assert await days.booked() == ["2026-12-01 netflix"]
    assert await days.rows("SELECT count(*) FROM recurring") == [(2,)]


async def link(kept, joining):
    said = (await kept("link")).text
    code = next(word for word in said.split() if word[:4].isupper() and "-" in word)
    assert (await joining(f"link {code}")).text.startswith("Linked:")


async def test_linked_accounts_go_on_with_it_once(says, somebody, days):
    await says("tea 2 every 30th")
    other = somebody("mia2", platform="console")
    await other("rent 900 monthly on the 1st")
    await other("yoga 10 every 1st")
    await other("recurring pause yoga")
    await link(says, other)
    shown = await days.until("2026-12-01")
    assert sorted(one.split(" · ")[0] for one in shown) == ["#1 Tea", "#2 Rent"]
    assert (await says("recurring")).text.count("\n") == 2
    assert await days.booked() == ["2026-11-30 tea", "2026-12-01 rent"]


async def test_parted_accounts_each_go_on_with_their_own(says, somebody, days):
    await says("tea 2 every 30th")
    other = somebody("mia2", platform="console")
    await other("rent 900 monthly on the 1st")
    await link(says, other)
    assert (await other("unlink")).text.startswith("Taken back")
    assert "Rent" not in (await says("recurring")).text
    assert "Rent" in (await other("recurring")).text
    await days.until("2026-12-01")
    assert sorted(await days.booked()) == ["2026-11-30 tea", "2026-12-01 rent"]
    assert (await other("list")).text.startswith("#1 Rent")


async def test_a_book_that_is_taken_in_brings_it_along(days, sessions):
    old, new = Group(sessions), Group(sessions)
    old.chat, new.chat = "-4001", "-1001"
    await old.meet("mia", "ana")
    await new.meet("mia", "ana")
    await new("mia", "rent 900 monthly on the 1st")
    await old("mia", "tea 2 monthly on the 1st")
    async with sessions.begin() as session:
        place = Place(platform="test", workspace="", chat="-4001", sender="")
        await moving.move(session, place, to="-1001", now=NOON)
    shown = await days.until("2026-12-01")
    assert len(shown) == 2
    assert sorted(await days.booked()) == ["2026-12-01 rent", "2026-12-01 tea"]
    assert await days.rows("SELECT count(*) FROM ledgers WHERE kind = 'group'") == [(1,)]


async def test_it_may_be_in_another_currency(flat, days):
    await flat("mia", "host 10 usd monthly on the 12th")
    [shown] = await days.until("2026-12-12")
    assert "US$10.00" in shown
