"""`remind`: when a group is reminded, who is left alone, and whom somebody asks."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from tests.dialog.conftest import Conversation, labels
from tests.dialog.reminders import FRIDAY, bob, noticing, press, reminded
from tests.dialog.test_balance import lisbon

__all__ = ["bob", "noticing", "reminded"]


async def test_what_is_set_is_shown_with_the_clock_that_it_goes_by(group, noticing):
    await lisbon(group)
    await Conversation(group.sessions, name="mia")("timezone Europe/Berlin")
    answer = await group("mia", "remind weekly friday 17:00 over 10")
    assert answer.text == (
        "Reminders to settle: weekly on Friday at 17:00\n"
        "Who owes more than €10 hears it alone if they ever wrote to me, else here.\n"
        "Next on Fri 20 Nov, by the clock of Europe/Berlin."
    )
    shown = await group("bob", "remind")
    assert shown.text == answer.text
    assert labels(shown) == ["Off", "Monthly"]
    assert await noticing.tick(FRIDAY - dt.timedelta(hours=1, minutes=6)) == []
    assert len(await noticing.tick(FRIDAY - dt.timedelta(hours=1))) == 1


async def test_monthly_takes_the_place_of_weekly(reminded, noticing):
    answer = await reminded("mia", "remind monthly on the 1st")
    assert answer.text.startswith("Reminders to settle: monthly on the 1st at 17:00\n")
    assert await noticing.tick(FRIDAY) == []
    assert len(await noticing.tick(dt.datetime(2026, 12, 1, 17, 6, tzinfo=dt.UTC))) == 1


async def test_off_ends_it_and_can_be_taken_back(reminded, noticing):
    await reminded("mia", "remind over 10")
    answer = await reminded("mia", "remind off")
    assert answer.text == "Nobody is reminded to settle in Lisbon any more."
    assert (await reminded.press("mia", "Undo")).text.startswith(
        "Reminders to settle: weekly on Friday at 17:00\nWho owes more than €10 "
    )
    await reminded("mia", "remind off")
    assert await noticing.tick(FRIDAY) == []
    assert "Nobody is reminded" in (await reminded("mia", "remind off")).text


async def test_over_nothing_is_everybody_again(reminded):
    await reminded("mia", "remind over 10")
    answer = await reminded("mia", "remind over 0")
    assert "Who owes something hears it" in answer.text


async def test_what_is_taken_back_is_read_in_any_language(reminded, sessions):
    await Conversation(sessions, name="mia")("language de")
    await reminded("mia", "remind every 2 weeks on friday over 1.200,50")
    before = (await reminded("mia", "remind")).text
    await reminded("mia", "remind off")
    assert (await reminded.press("mia", "Undo")).text == before


async def test_only_who_runs_the_group_sets_it(reminded, noticing):
    answer = await reminded("bob", "remind off")
    assert answer.data["error"]["code"] == "not_allowed"
    assert answer.text.endswith("To be left alone yourself: remind me off")
    answer = await reminded("bob", "remind monthly")
    assert answer.data["error"]["code"] == "not_allowed"
    assert len(await noticing.tick(FRIDAY)) == 1


async def test_at_night_it_waits_for_the_morning(reminded, noticing):
    answer = await reminded("mia", "remind weekly friday 23:00")
    assert answer.text.endswith("That is at night: I wait until 7:00.")
    night = dt.datetime(2026, 11, 20, 23, 10, tzinfo=dt.UTC)
    assert await noticing.tick(night) == []
    assert len(await noticing.tick(night + dt.timedelta(hours=8))) == 1


async def test_a_shared_budget_reminds_nobody(reminded, noticing):
    await reminded("mia", "mode shared")
    assert await noticing.tick(FRIDAY) == []
    answer = await reminded("mia", "remind weekly")
    assert answer.text == "This is one shared budget: nobody owes anybody."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/remind daily", "Reminders come weekly or monthly. Try: remind weekly friday 17:00"),
        ("/remind yearly on 3 march", "Reminders come weekly or monthly."),
        ("/remind me to buy milk", "I remind people of what they owe in a group, of nothing else."),
        ("/remind weekly blursday", "There is no weekly blursday here."),
        ("/remind weekly friday 25:99", "Try: remind weekly friday 17:00"),
    ],
)
async def test_what_cannot_be_says_what_can(group, text, said):
    await lisbon(group)
    answer = await group("mia", text)
    assert said in answer.text
    assert answer.data["error"]


async def test_reminders_are_offered_once_when_a_group_settles(group, noticing, bob):
    await lisbon(group)
    await bob("hello")
    offered = await group("bob", "settle")
    assert "Remind weekly" in labels(offered)
    assert "Remind weekly" not in labels(await group("mia", "settle"))
    assert (await group.press("bob", "Remind weekly", offered)).data["error"]
    answer = await group.press("mia", "Remind weekly", offered)
    assert answer.text.startswith("Reminders to settle: weekly on Friday at 17:00")
    assert len(await noticing.tick(FRIDAY)) == 1


async def test_a_group_that_is_reminded_is_offered_nothing(reminded):
    assert "Remind weekly" not in labels(await reminded("mia", "settle"))


@pytest.mark.usefixtures("reminded")
async def test_alone_one_sees_which_groups_are_reminded(bob):
    assert (await bob("remind")).text == (
        "Lisbon: weekly on Friday at 17:00\n"
        "To change it, in the group's chat: remind weekly friday 17:00"
    )
    answer = await bob("remind weekly friday 17:00")
    assert answer.text == "That is for groups: say it in the group's chat."


async def test_in_a_week_means_not_before(reminded, noticing, bob):
    await reminded("mia", "remind weekly friday 17:00")
    [(_, said)] = await noticing.tick(FRIDAY)
    answer = await press(bob, said, "In a week")
    assert answer.text == "I don't remind you of Lisbon until Fri 27 Nov."
    assert len(await noticing.tick(FRIDAY + dt.timedelta(days=7))) == 1


async def test_never_is_for_good_until_one_wants_it_again(reminded, noticing, bob):
    [(_, said)] = await noticing.tick(FRIDAY)
    answer = await press(bob, said, "Don't remind me here")
    assert answer.text == "I don't remind you of Lisbon any more."
    assert await noticing.tick(FRIDAY + dt.timedelta(days=7)) == []
    reminded.at = bob.at = FRIDAY + dt.timedelta(days=8)
    assert "You yourself are not reminded any more." in (await reminded("bob", "remind")).text
    assert (await bob.press("Remind me again")).text == (
        "I remind you again of what you owe in Lisbon."
    )
    assert len(await noticing.tick(FRIDAY + dt.timedelta(days=14))) == 1


async def test_a_debtor_in_the_group_can_be_left_alone_too(group, noticing):
    await lisbon(group)
    await group("mia", "remind weekly friday 17:00")
    assert (await group("bob", "remind me off")).text.startswith("I don't remind you")
    assert await noticing.tick(FRIDAY) == []
    assert (await group("bob", "remind on")).text.startswith("I remind you again")
    assert len(await noticing.tick(FRIDAY + dt.timedelta(days=7))) == 1


async def test_a_creditor_asks_once_a_day_and_it_is_said_alone(reminded, noticing, bob):
    answer = await reminded("mia", "remind @bob")
    assert answer.text == "I ask Bob for €32.00 in your name, in private."
    [(chat, said)] = await noticing.tick()
    assert (chat, said.text) == ("bob", "Lisbon: Mia kindly asks for €32.00")
    assert labels(said) == ["Paid Mia", "Why?", "In a week", "Don't remind me here"]
    answer = await reminded("mia", "remind bob please")
    assert answer.text == "Bob was reminded of that today. Once a day is enough."
    assert (await press(bob, said, "Paid Mia")).text.startswith("In Lisbon:\n#5 Bob → Mia €32.00")


async def test_typed_and_scheduled_are_once_a_day_together(reminded, noticing):
    reminded.at = FRIDAY - dt.timedelta(hours=6)
    await reminded("mia", "remind @bob")
    await noticing.tick(reminded.at)
    [(_, said)] = await noticing.tick(FRIDAY)
    assert said.text == "Lisbon: you also owe Ana €10.00"
    reminded.at = FRIDAY + dt.timedelta(minutes=5)
    assert "was reminded" in (await reminded("ana", "remind @bob")).text


async def test_the_same_request_delivered_again_asks_once(reminded, noticing):
    first = await reminded("mia", "remind @bob", message_id="once")
    assert (await reminded("mia", "remind @bob", message_id="once")).text == first.text
    assert len(await noticing.tick()) == 1


async def test_quiet_hours_of_the_debtor_apply(reminded, noticing):
    reminded.at = dt.datetime(2026, 11, 18, 23, 0, tzinfo=dt.UTC)
    answer = await reminded("mia", "remind @bob")
    assert answer.text == "Bob has quiet hours: I ask for €32.00 at 07:00."
    assert await noticing.tick(reminded.at) == []
    assert len(await noticing.tick(reminded.at + dt.timedelta(hours=8, minutes=1))) == 1


async def test_what_was_paid_before_the_request_is_sent_is_not_asked_for(reminded, noticing):
    await reminded("mia", "remind @bob")
    await reminded("bob", "paid @mia 32")
    assert await noticing.tick() == []


async def test_whoever_never_wrote_to_us_is_asked_in_the_group(group):
    await lisbon(group)
    answer = await group("mia", "remind @bob")
    assert answer.text == "Bob, Mia kindly asks for €32.00."
    assert labels(answer) == ["Paid"]
    assert (await group("mia", "remind @bob")).data["error"]["code"] == "conflict"
    assert (await group.press("bob", "Paid", answer)).text.startswith("#5 Bob → Mia €32.00\n")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("ana", "remind @mia", "Mia has nothing to pay you. To see who pays whom: settle"),
        ("mia", "remind @mia", "That is you. To see what you owe: balance"),
        ("mia", "/remind @eve", "There is no @eve here. To see who is: members"),
    ],
)
async def test_where_nothing_is_owed_nobody_is_asked(reminded, noticing, name, text, said):
    assert (await reminded(name, text)).text == said
    assert await noticing.tick() == []


@pytest.mark.usefixtures("bob")
async def test_whoever_wants_none_or_blocked_us_is_not_asked(reminded, noticing, bob, sessions):
    refused = "Bob doesn't want reminders from me here."
    await reminded("bob", "remind me off")
    assert (await reminded("mia", "remind @bob")).text == refused
    await reminded("bob", "remind me again")
    await bob("mute 3 days")
    assert (await reminded("mia", "remind @bob")).text == refused
    await bob("unmute")
    async with sessions.begin() as session:
        await session.execute(text("UPDATE chats SET blocked_at = now() WHERE private"))
    assert (await reminded("mia", "remind @bob")).text == refused
    assert await noticing.tick(FRIDAY) == []
