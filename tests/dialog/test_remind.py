"""Reminders to settle: when they come, to whom, where, and what their buttons do."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from bots.hosting.sending import LaterError
from tests.dialog.conftest import Conversation, labels
from tests.dialog.noticing import Noticing
from tests.dialog.test_balance import lisbon
from tests.dialog.test_link import link

FRIDAY = dt.datetime(2026, 11, 20, 17, 5, tzinfo=dt.UTC)
"""After Friday 17:00, and after the minutes over which it is spread."""


@pytest.fixture
def noticing(sessions):
    return Noticing(sessions)


@pytest.fixture
def bob(sessions):
    """Bob's private chat."""
    return Conversation(sessions, name="bob")


@pytest.fixture
async def reminded(group, bob):
    """The group of Lisbon, reminded on Fridays; Bob has written to us alone."""
    await lisbon(group)
    await bob("hello")
    await group("mia", "remind weekly friday 17:00")
    return group


def by_chat(said):
    return dict(said)


async def press(conversation, outgoing, label):
    conversation.at = FRIDAY
    conversation.last = outgoing
    return await conversation.press(label)


@pytest.mark.usefixtures("reminded")
async def test_a_debtor_is_told_alone_what_they_owe_whom(noticing):
    [(chat, said)] = await noticing.tick(FRIDAY)
    assert chat == "bob"
    assert said.text == "Lisbon: you owe €42.00\nMia €32.00 · Ana €10.00"
    assert labels(said) == ["Paid Mia", "Paid Ana", "Why?", "In a week", "Don't remind me here"]
    assert await noticing.tick() == []


async def test_paid_is_recorded_in_the_group_by_the_debtor_and_told_there(reminded, noticing, bob):
    [(_, said)] = await noticing.tick(FRIDAY)
    answer = await press(bob, said, "Paid Mia")
    assert answer.text == "In Lisbon:\n#5 Bob → Mia €32.00\nYou still owe Ana €10.00."
    assert labels(answer) == ["Paid Ana", "Undo"]
    [(chat, told)] = await noticing.tick()
    assert (chat, told.text) == ("group-lisbon", "#5 Bob → Mia €32.00\nSays Bob.")
    reminded.at = FRIDAY
    assert "Bob owes €10.00" in (await reminded("mia", "balance")).text
    answer = await bob.press("Paid Ana")
    assert answer.text == "In Lisbon:\n#6 Bob → Ana €10.00\nEveryone is even 🎉"


async def test_a_button_pressed_twice_or_delivered_again_pays_once(reminded, noticing, bob):
    [(_, said)] = await noticing.tick(FRIDAY)
    bob.at, bob.last = FRIDAY, said
    first = await bob.press("Paid Mia", message_id="once")
    bob.last = said
    again = await bob.press("Paid Mia", message_id="once")
    assert again.text == first.text
    assert [b.id for row in again.rows for b in row] == [b.id for row in first.rows for b in row]
    refused = await press(bob, said, "Paid Mia")
    assert refused.text == "1 Bob → Mia €32.00 is paid already."
    reminded.at = FRIDAY
    assert "#6" not in (await reminded("mia", "list")).text


async def test_what_was_paid_otherwise_is_said_to_be_paid(reminded, noticing, bob):
    [(_, said)] = await noticing.tick(FRIDAY)
    await reminded("mia", "@bob paid me 32")
    assert (await press(bob, said, "Paid Mia")).text == "1 Bob → Mia €32.00 is paid already."


async def test_a_button_of_a_plan_that_changed_pays_nothing(reminded, noticing, bob):
    [(_, said)] = await noticing.tick(FRIDAY)
    await reminded("bob", "taxi 90")
    answer = await press(bob, said, "Paid Mia")
    assert answer.text == "1 Bob → Mia €32.00 is no longer in the plan. To see what is: settle"


@pytest.mark.usefixtures("bob")
async def test_what_is_paid_before_it_is_sent_is_not_asked_for(reminded, noticing):
    await reminded("bob", "paid @mia 32")
    [(_, said)] = await noticing.tick(FRIDAY)
    assert said.text == "Lisbon: you owe Ana €10.00"
    await reminded("bob", "paid @ana 10")
    assert await noticing.tick(FRIDAY + dt.timedelta(days=7)) == []


async def test_whoever_left_still_pays_and_whoever_was_removed_does_not(reminded, noticing, bob):
    [(_, said)] = await noticing.tick(FRIDAY)
    reminded.at = FRIDAY
    await reminded("bob", "leave")
    answer = await press(bob, said, "Paid Mia")
    assert answer.text.startswith("In Lisbon:\n#5 Bob → Mia €32.00")
    await reminded("mia", "members remove bob")
    await reminded.press("mia", "Remove anyway")
    answer = await press(bob, said, "Paid Ana")
    assert answer.text == "You take no part in Lisbon any more. To see your groups: balance"
    assert len(await noticing.tick()) == 1
    assert await noticing.tick(FRIDAY + dt.timedelta(days=7)) == []


async def test_nobody_presses_the_button_of_somebody_else(reminded, noticing, sessions):
    [(_, said)] = await noticing.tick(FRIDAY)
    mia = Conversation(sessions, name="mia")
    await mia("lunch 12")
    mia.last = said
    assert (await mia.press("Paid Mia")).data["error"]["code"] == "not_allowed"
    button = said.rows[0][0].id
    assert (await reminded("bob", button=button)).data["error"]["code"] == "not_allowed"
    assert (await reminded("mia", button=button)).data["error"]["code"] == "not_allowed"
    assert "Bob owes €42.00" in (await reminded("mia", "balance")).text


@pytest.mark.usefixtures("reminded")
async def test_undone_at_once_the_group_hears_of_neither(noticing, bob):
    [(_, said)] = await noticing.tick(FRIDAY)
    await press(bob, said, "Paid Mia")
    assert (await bob.press("Undo")).text.startswith("In Lisbon:\nUndone: #5 Bob → Mia €32.00")
    assert await noticing.tick() == []


@pytest.mark.usefixtures("reminded")
async def test_undone_later_the_group_hears_of_both(noticing, bob):
    [(_, said)] = await noticing.tick(FRIDAY)
    await press(bob, said, "Paid Mia")
    await noticing.tick()
    await bob.press("Undo")
    [(chat, told)] = await noticing.tick()
    assert (chat, told.text) == ("group-lisbon", "Undone: #5 Bob → Mia €32.00\nSays Bob.")


async def test_where_payments_are_confirmed_the_payee_is_asked_in_the_group(
    reminded, noticing, bob
):
    await reminded("mia", "confirm on")
    [(_, said)] = await noticing.tick(FRIDAY)
    answer = await press(bob, said, "Paid Mia")
    assert answer.text.endswith("\nI ask Mia in the group whether it came.")
    assert labels(answer) == ["Paid Ana", "Undo"]
    [(_, told)] = await noticing.tick()
    assert told.text == "#5 Bob → Mia €32.00\nSays Bob.\nMia, did it come?"
    assert labels(told) == ["Confirm", "It never came", "Undo"]
    reminded.at = FRIDAY
    answer = await reminded.press("ana", "Confirm", told)
    assert answer.text == "Only Mia knows whether it came."
    answer = await reminded.press("mia", "Confirm", told)
    assert answer.text == "#5 Bob → Mia €32.00, confirmed by Mia"


@pytest.mark.usefixtures("reminded")
async def test_why_is_answered_alone(noticing, bob):
    [(_, said)] = await noticing.tick(FRIDAY)
    answer = await press(bob, said, "Why?")
    assert answer.text.startswith("In Lisbon:\nBob, you owe €42.00:\n#1 Dinner")
    assert labels(answer) == ["#1", "#2", "#3"]
    assert (await bob.press("#1")).text.startswith("In Lisbon:\n#1 Dinner")


@pytest.mark.usefixtures("reminded")
async def test_words_below_a_reminder_correct_nothing_of_ones_own(noticing, bob):
    for number in range(5):
        await bob(f"lunch {number + 10}")
    [(_, said)] = await noticing.tick(FRIDAY)
    answer = await press(bob, said, "Paid Mia")
    assert "#5" not in (await bob.reply("13", answer)).text
    await bob.shown(answer, "a1")
    answer = await bob.reply("13", answer, replies_to="a1")
    assert answer.text == "That is of Lisbon: say it in the group's chat."
    assert (await bob("list")).text.startswith("#5 Lunch €14.00")


async def test_whoever_never_wrote_to_us_is_told_in_the_group(group, noticing):
    await lisbon(group)
    await group("mia", "remind weekly friday 17:00")
    [(chat, said)] = await noticing.tick(FRIDAY)
    assert chat == "group-lisbon"
    assert said.text == ("Still to pay in Lisbon:\n1 Bob → Mia €32.00\n2 Bob → Ana €10.00")
    assert labels(said) == ["1 Paid", "2 Paid", "Why?"]
    group.at = FRIDAY
    assert (await group.press("ana", "1 Paid", said)).text == "Only Bob or Mia can tick that."
    assert (await group.press("bob", "1 Paid", said)).text.startswith("#5 Bob → Mia €32.00\n")
    assert (await group.press("ana", "2 Paid", said)).text.startswith("#6 Bob → Ana €10.00\n")


async def test_for_somebody_without_an_account_any_member_ticks(group, noticing):
    await group.meet("mia", "ana")
    await group("mia", "dinner 30 with @ana @zoe")
    await group("mia", "remind weekly friday 17:00")
    [(_, said)] = await noticing.tick(FRIDAY)
    assert "Zoe → Mia €10.00" in said.text
    assert "Ana → Mia €10.00" in said.text
    group.at = FRIDAY
    label = f"{next(r for r in said.text.splitlines() if 'Zoe' in r)[0]} Paid"
    assert "Says Ana." in (await group.press("ana", label, said)).text


@pytest.mark.usefixtures("reminded")
async def test_whoever_blocked_us_hears_nothing_and_nor_does_the_group(noticing, sessions):
    async with sessions.begin() as session:
        await session.execute(text("UPDATE chats SET blocked_at = now() WHERE private"))
    assert await noticing.tick(FRIDAY) == []


async def test_only_who_owes_more_than_the_sum_is_told(reminded, noticing):
    answer = await reminded("mia", "remind weekly friday 17:00 over 42")
    assert "more than €42" in answer.text
    assert await noticing.tick(FRIDAY) == []
    await reminded("mia", "remind over 41.99")
    assert len(await noticing.tick(FRIDAY + dt.timedelta(days=7))) == 1


async def test_several_currencies_are_valued_together(reminded, noticing):
    await reminded("mia", "rate 1 eur = 40 thb")
    await reminded("mia", "lunch 400 thb with @bob")
    await reminded("mia", "remind weekly friday 17:00 over 47")
    assert await noticing.tick(FRIDAY) == []
    await reminded("mia", "remind over 46")
    [(_, said)] = await noticing.tick(FRIDAY + dt.timedelta(days=7))
    assert said.text.startswith("Lisbon: you owe €42.00 and THB")


@pytest.mark.usefixtures("reminded")
async def test_a_reminder_that_could_not_be_sent_comes_later(noticing):
    noticing.failures.append(LaterError(60))
    assert await noticing.tick(FRIDAY) == []
    [(_, said)] = await noticing.tick(FRIDAY + dt.timedelta(minutes=2))
    assert said.text.startswith("Lisbon: you owe €42.00")


@pytest.mark.usefixtures("reminded")
async def test_two_days_late_it_is_not_said_any_more(noticing):
    assert await noticing.tick(FRIDAY + dt.timedelta(days=2)) == []
    assert await noticing.states() == [("skipped", "too late")]


# What is set, and who may.


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


# Left alone.


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


# Asked for by who gets it.


async def test_a_creditor_asks_once_a_day_and_it_is_said_alone(reminded, noticing, bob):
    answer = await reminded("mia", "remind @bob")
    assert answer.text == "I ask Bob for €32.00 in your name, alone."
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


# What becomes of it.


async def test_a_trip_that_is_over_reminds_nobody(reminded, noticing, bob):
    [(_, said)] = await noticing.tick(FRIDAY)
    answer = await reminded("mia", "trip over anyway")
    assert "Reminders ended with it." in answer.text
    assert await noticing.tick(FRIDAY + dt.timedelta(days=7)) == []
    answer = await press(bob, said, "Paid Mia")
    assert answer.text == "That is from Lisbon, which is closed. To see yours: groups"


async def test_two_members_who_are_one_are_told_as_one(group, noticing, bob):
    await group.meet("mia", "bob")
    await bob("hello")
    await group("mia", "dinner 30 with @bob @rob")
    await group("mia", "remind weekly friday 17:00")
    await group("mia", "members merge rob bob")
    await group.press("mia", "Yes, same")
    said = by_chat(await noticing.tick(FRIDAY))
    assert {chat: out.text for chat, out in said.items()} == {"bob": "Lisbon: you owe Mia €20.00"}


@pytest.mark.usefixtures("reminded")
async def test_whoever_is_forgotten_is_told_nothing(noticing, bob):
    [(_, said)] = await noticing.tick(FRIDAY)
    await press(bob, said, "Paid Mia")
    bob.at = FRIDAY
    await bob("forget me")
    await bob.press("Yes, erase everything")
    assert await noticing.tick(FRIDAY + dt.timedelta(days=7)) == []


async def test_a_group_that_is_forgotten_leaves_nothing(group, noticing, sessions):
    mia = Conversation(sessions, name="mia")
    await mia("hello")
    await group("mia", "dinner 30 with @zoe")
    await group("mia", "remind weekly friday 17:00")
    assert len(await noticing.tick(FRIDAY)) == 1
    mia.at = FRIDAY
    await mia("forget me")
    await mia.press("Yes, erase everything")
    async with sessions() as session:
        for table in ("schedules", "deliveries", "reminded"):
            assert not await session.scalar(text(f"SELECT count(*) FROM {table}"))


@pytest.mark.usefixtures("reminded")
async def test_accounts_that_are_linked_are_told_once_where_they_are(noticing, bob, somebody):
    slack = somebody("robert", platform="other")
    await slack("lunch 9")
    await link(bob, slack)
    said = await noticing.tick(FRIDAY)
    assert [out.text for _, out in said] == ["Lisbon: you owe €42.00\nMia €32.00 · Ana €10.00"]
