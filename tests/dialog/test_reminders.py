"""Reminders to settle: to whom they come, where, what their buttons do, and what ends them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from bots.hosting.sending import LaterError
from tests.dialog.conftest import Conversation, labels
from tests.dialog.reminders import FRIDAY, bob, by_chat, noticing, press, reminded
from tests.dialog.test_balance import lisbon
from tests.dialog.test_link import link

__all__ = ["bob", "noticing", "reminded"]


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
