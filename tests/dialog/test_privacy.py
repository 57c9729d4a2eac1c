"""What is kept, and how it is erased so that nothing comes back."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from sqlalchemy import text

from bots.dialog.messages import Incoming
from bots.dialog.respond import respond
from expenseiq_core.services.chats import Place, source_hash
from tests.dialog.conftest import labels

CALM = "I've forgotten that."


async def table(says, name):
    async with says.sessions() as session:
        return (await session.execute(text(f"SELECT * FROM {name}"))).mappings().all()


async def live_a_little(says):
    await says("lunch 12.50 food", message_id="first")
    await says("category add Coffee ☕")
    await says("flat white 3.50 coffee")
    await says("budget food 200")
    await says("edit #1 amount 13")
    await says("undo")


async def test_privacy_says_what_is_kept_in_eight_lines(says):
    answer = await says("privacy")
    assert answer.text.startswith("I keep what you log:")
    assert len(answer.text.split("\n")) <= 8
    assert labels(answer) == ["Save my data", "Forget me"]
    assert (await says.press("Forget me")).text.startswith("This erases for good")


async def test_forget_me_says_what_goes_and_what_stays(says):
    await live_a_little(says)
    answer = await says("forget me")
    assert answer.text == (
        "This erases for good, and cannot be undone:\n"
        "2 entries, 15 categories, 1 budget, with all history\n"
        "your name, settings and the text of your messages\n"
        "What stays: which messages I have seen, as hashes, so that none comes back."
    )
    assert labels(answer) == ["Save my data first", "Yes, erase everything", "Keep"]
    assert len(await table(says, "entries")) > 1


async def test_the_data_can_be_saved_first(says):
    await live_a_little(says)
    question = await says("forget me")
    saved = await says.press("Save my data first")
    assert saved.file is not None
    assert "flat white" in saved.file.content.decode("utf-8-sig")
    says.last = question
    assert (await says.press("Yes, erase everything")).text.startswith("Everything is erased")


async def test_keep_keeps(says):
    await live_a_little(says)
    await says("forget me")
    assert (await says.press("Keep")).text == "Everything stays as it is."
    assert (await says("list")).text.count("#") == 2


@pytest.mark.parametrize("by_button", [True, False])
async def test_erasing_leaves_nothing_but_hashes(says, by_button):
    await live_a_little(says)
    await says("forget me")
    if by_button:
        answer = await says.press("Yes, erase everything")
    else:
        answer = await says("Forget me  NOW")
    assert answer.text == (
        "Everything is erased: 2 entries, 15 categories, 1 budget, and you.\n"
        "If you write to me again, we begin anew."
    )
    assert labels(answer) == []
    for name in (
        "entries",
        "shares",
        "balances",
        "budgets",
        "spent",
        "categories",
        "learned_words",
        "ledger_rates",
        "members",
        "ledgers",
        "users",
        "identities",
        "failed_messages",
    ):
        assert await table(says, name) == [], name
    [chat] = await table(says, "chats")
    assert chat["ledger_id"] is None
    for turn in await table(says, "turns"):
        assert turn["source"].startswith("sha256:")
        assert turn["command"] == "forgotten"
        assert (turn["said"], turn["reply"], turn["user_id"], turn["ledger_id"]) == (None,) * 4
        assert (turn["actions"], turn["numbers"]) == ([], [])


async def test_a_redelivery_of_what_was_erased_revives_nothing(says):
    await live_a_little(says)
    question = await says("forget me")
    press = {"message_id": "press"}
    says.last = question
    await says.press("Yes, erase everything", **press)
    assert (await says("lunch 12.50 food", message_id="first")).text == CALM
    says.last = question
    assert (await says.press("Yes, erase everything", **press)).text == CALM
    assert (await says("lunch 14 food", message_id="first", edited_at=says.at)).text == CALM
    assert await table(says, "users") == []


async def test_an_old_button_begins_nothing(says):
    logged = await says("lunch 12.50 food")
    await says("forget me now")
    says.last = logged
    assert (await says.press("Undo")).text == "That button is no longer there."
    assert await table(says, "users") == []


async def test_the_next_new_message_is_a_first_contact(says):
    await live_a_little(says)
    await says("forget me now")
    assert (await says("hi")).text.startswith("I keep your accounts.")
    assert (await says("tea 2")).text.startswith("#1 Tea · €2.00")
    # And still nothing old comes back.
    assert (await says("lunch 12.50 food", message_id="first")).text == CALM
    assert (await says("lunch 14 food", message_id="first", edited_at=says.at)).text == CALM
    assert len(await table(says, "entries")) == 1


async def test_one_can_be_forgotten_twice(says):
    await says("lunch 12.50 food", message_id="a")
    await says("forget me now", message_id="b")
    await says("tea 2", message_id="c")
    await says("forget me now", message_id="d")
    for message_id in "abcd":
        assert (await says("tea 2", message_id=message_id)).text == CALM


async def test_what_was_sent_before_brings_nobody_back(says):
    """Some messages leave no turn, and some are still on their way when everything is erased."""
    before = says.at
    await says("lunch 12.50 food")
    await says("report today", message_id="looked")
    says.at += dt.timedelta(minutes=1)
    await says("forget me now", message_id="erased")
    for said, message_id in (("report today", "looked"), ("hello", "new"), ("tea 2", "late")):
        assert (await says(said, message_id=message_id, sent_at=before)).text == CALM
    assert await table(says, "users") == []
    assert await table(says, "ledgers") == []


async def test_what_was_sent_after_begins_anew_however_late_it_was_erased(says):
    asked, typed = says.at, says.at + dt.timedelta(seconds=1)
    says.at += dt.timedelta(minutes=1)
    await says("lunch 12.50 food", sent_at=asked)
    await says("forget me now", sent_at=asked + dt.timedelta(milliseconds=900))
    assert (await says("tea 2", sent_at=typed)).text.startswith("#1 Tea")


async def test_pressed_twice_at_once_it_happens_once(says):
    await live_a_little(says)
    answers = await asyncio.gather(
        says("forget me now", message_id="x"), says("forget me now", message_id="x")
    )
    assert sorted(a.text.split(":")[0] for a in answers) == ["Everything is erased", CALM]


async def test_an_expense_at_the_same_time_belongs_to_before_or_after(says):
    await live_a_little(says)
    await asyncio.gather(says("forget me now"), says("tea 2"), says("cake 3"))
    for turn in await table(says, "turns"):
        erased = turn["command"] == "forgotten"
        assert erased == (turn["said"] is None)


async def test_both_chats_of_one_person_are_forgotten(says):
    await says("lunch 12.50 food")
    other = Place(platform="test", workspace="", chat="mia-too", sender="mia")

    async def there(message, message_id):
        incoming = Incoming(
            place=other, message_id=message_id, text=message, sent_at=says.at, currency="EUR"
        )
        return await respond(says.sessions, incoming, now=says.at)

    assert (await there("coffee 3", "t1")).text.startswith("#2 Coffee")
    question = await says("forget me")
    assert "in all 2 chats" in question.text
    await says("forget me now")
    assert all(chat["ledger_id"] is None for chat in await table(says, "chats"))
    assert (await there("coffee 3", "t1")).text == CALM
    says.at -= dt.timedelta(minutes=1)
    assert (await there("report", "t0")).text == CALM
    says.at += dt.timedelta(minutes=1)
    assert (await there("tea 4", "t2")).text.startswith("#1 Tea")
    assert (await says("cake 5")).text.startswith("#2 Cake")


async def test_others_keep_everything(says, somebody):
    await live_a_little(says)
    bob = somebody("bob")
    await bob("lunch 7 food", message_id="first")
    await says("forget me now")
    assert (await bob("list")).text.count("#") == 1
    assert (await bob("lunch 7 food", message_id="first")).text.startswith("#1 Lunch")


async def test_what_was_learned_and_told_is_counted_too(says):
    await says("amazon 20")
    await says("edit #1 category home")
    await says("rate 1 eur = 26500 vnd")
    answer = await says("forget me")
    assert "1 entry, 14 categories, 1 learned word, 1 own rate, with all" in answer.text


async def test_failed_messages_of_the_chat_go_too(says):
    await says("lunch 12.50 food")
    async with says.sessions.begin() as session:
        for chat in ("mia", "bob"):
            await session.execute(
                text(
                    "INSERT INTO failed_messages VALUES"
                    " (gen_random_uuid(), 'test', :chat, 's', 'said', 'error', now())"
                ),
                {"chat": chat},
            )
    await says("forget me now")
    assert [row["chat"] for row in await table(says, "failed_messages")] == ["bob"]


async def test_lines_in_groups_stay_under_another_name(group, says):
    await group.meet("mia", "ana")
    await group("ana", "dinner 84")
    await says("lunch 12.50 food")
    asked = await says("forget me")
    assert "What you shared in 1 group stays, under “Former member”." in asked.text
    await says("forget me now")
    members = (await group("ana", "members")).data["members"]
    assert [(m["name"], m["state"]) for m in members] == [
        ("Former member", "left"),
        ("Ana", "active"),
    ]
    assert (await group("ana", "trip over")).data["balances"] == {
        "Ana": {"EUR": "42.00"},
        "Former member": {"EUR": "-42.00"},
    }


async def test_nothing_of_a_forgotten_member_is_left_in_a_group(group, says):
    await group.meet("ana", "mia")
    await group("ana", "members add mimi")
    await group("ana", "members merge mimi mia")
    await group.press("ana", "Yes, same")
    await group("mia", "invite")
    await group("mia", "group")
    [user] = [row["id"] for row in await table(says, "users") if row["name"] == "Mia"]
    await says("forget me now")
    names = [(row["name"], row["handle"]) for row in await table(says, "members")]
    assert names == [("Ana", None), ("Former member", None), ("Former member", None)]
    for name in ("identities", "invitations", "turns", "members", "ledgers"):
        assert str(user) not in str(await table(says, name)), name
    said = [row["said"] for row in await table(says, "turns") if row["command"] == "group"]
    assert said == [None]


async def test_payments_and_questions_of_a_forgotten_member_say_no_name_and_no_word(group, says):
    await group.meet("ana", "bob", "mia")
    await group("ana", "dinner 84")
    await group("mia", "paid @ana 10 // for the stars")
    await group("mia", "edit #2 12")
    await group("ana", "@bob paid me 5")
    await group("mia", "secret 30 with @bobb")
    await group("mia", "edit #1 name mystery")
    await says("forget me now")
    shown = await group("ana", "list")
    assert shown.text.splitlines()[:2] == ["#3 Bob → Ana €5.00", "#2 Former member → Ana €12.00"]
    assert (await group("ana", "search mia")).text == "Nothing found: mia"
    assert "#2" in (await group("ana", "search stars")).text
    kept = str([row["actions"] for row in await table(says, "turns")]).casefold()
    assert "secret" not in kept
    assert "mystery" not in kept


async def test_a_group_goes_with_the_only_one_who_writes_there(group, says):
    await group.meet("mia")
    await group("mia", "members add ana")
    await group("mia", "dinner 84")
    await group("mia", "group here Surfing", thread="7")
    asked = await says("forget me")
    assert "2 groups in which nobody else writes to me" in asked.text
    await says("forget me now")
    for name in ("ledgers", "members", "entries", "shares", "balances", "threads", "users"):
        assert await table(says, name) == [], name
    group.at = group.at.replace(hour=13)
    answer = await group("ana", "/join")
    assert answer.data["members"] == ["Ana"]


async def test_who_runs_a_group_hands_it_on_when_forgotten(group, says):
    await group.meet("mia", "ana", "bob")
    await says("forget me now")
    assert (await group("bob", "simplify off")).data["error"]["code"] == "not_allowed"
    assert "error" not in (await group("ana", "simplify off")).data


@pytest.mark.parametrize("typed", ["forget me please", "forget", "forget it", "forget me nowadays"])
async def test_nothing_else_erases(says, typed):
    await live_a_little(says)
    assert not (await says(typed)).text.startswith("Everything is erased")
    answer = await says(f"/{typed}")
    assert answer.text == "Try: forget me. It shows what would be erased, and asks."
    assert len(await table(says, "users")) == 1


async def test_a_hash_says_nothing_of_the_message():
    assert source_hash("telegram:1:2").startswith("sha256:")
    assert "telegram" not in source_hash("telegram:1:2")


async def test_a_group_is_not_one_persons_to_forget(group):
    await group.meet("mia", "ana")
    answer = await group("mia", "forget me")
    assert answer.text == "These are the group's accounts. Write to me alone: forget me"
