"""A conversation in the direct message: what is typed, changed, deleted and pressed there."""

from __future__ import annotations

import pytest

from tests.slack_bot.conftest import opened

HOSTILE = [
    "<!channel> lunch",
    "</b> lunch",
    "<https://evil.example|bank> lunch",
    "&lt;!here&gt; lunch",
    "*bold* _it_ ~no~ `code` lunch",
    "a\u202eb\u2066c lunch",
    ":smile: & lunch",
]


async def answered(slack, person, *, count=1):
    """The person's messages of the bot, once there are so many, and nothing is on its way."""
    await slack.until(lambda: len(slack.messages(person)) >= count)
    await slack.settled()
    found = slack.messages(person)
    assert len(found) == count
    return found


async def test_expense_is_logged_and_answered_with_buttons(slack, door):
    ana = slack.person("Ana", locale="en-GB", tz="Europe/London")
    await ana.sends("lunch 12.50 food")
    [answer] = await answered(slack, ana)
    assert answer.shown.startswith("#1 Lunch · £12.50 · 🍽 Food")
    assert "Undo" in answer.buttons
    assert await door.entries() == [(1, "lunch", "1250 GBP")]


@pytest.mark.usefixtures("door")
async def test_profile_is_asked_for_at_the_first_contact_only(slack):
    ana = slack.person("Ana", locale="de-DE", tz="Europe/Berlin")
    await ana.sends("lunch 12,50 food")
    await answered(slack, ana)
    await ana.sends("taxi 9,50")
    await answered(slack, ana, count=2)
    await ana.sends("timezone")
    first, second, zone = await answered(slack, ana, count=3)
    assert "12,50" in first.shown
    assert "9,50" in second.shown
    assert "Europe/Berlin" in zone.shown
    assert "guess" not in zone.shown
    assert [call.method for call in slack.calls].count("users.info") == 1


@pytest.mark.usefixtures("door")
async def test_slow_profile_does_not_keep_anybody_waiting(slack):
    ana = slack.person("Ana")
    slack.fail("users.info", with_="delay", seconds=5)
    await ana.sends("lunch 12.50 food")
    [answer] = await answered(slack, ana)
    assert answer.shown.startswith("#1 Lunch")


async def test_edited_message_corrects_its_entry(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    message = await ana.sends("lunch 12.50 food")
    await answered(slack, ana)
    await ana.edits(message, "lunch 13.50 food")
    _, correction = await answered(slack, ana, count=2)
    assert "13.50" in correction.shown
    assert await door.entries() == [(1, "lunch", "1350 GBP")]


async def test_unfurled_link_changes_nothing(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    message = await ana.sends("booking.com 39 travel")
    await answered(slack, ana)
    await ana.unfurls(message)
    await answered(slack, ana)
    [(_, description, amount)] = await door.entries()
    assert (description, amount) == ("booking.com", "3900 GBP")


async def test_deleted_message_takes_its_entry_back(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    message = await ana.sends("lunch 12.50 food")
    await answered(slack, ana)
    await ana.deletes(message)
    _, said = await answered(slack, ana, count=2)
    assert await door.entries() == []
    await ana.presses(said, "Restore")
    await slack.settled()
    assert await door.entries() == [(1, "lunch", "1250 GBP")]


async def test_deleted_message_with_replies_takes_its_entry_back(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    message = await ana.sends("lunch 12.50 food")
    await answered(slack, ana)
    await ana.replies(message, "thanks")
    await answered(slack, ana, count=2)
    await ana.deletes(message)
    await slack.until(lambda: len(slack.messages(ana)) == 3)
    await slack.settled()
    assert await door.entries() == []


async def test_undo_is_typed(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food")
    await answered(slack, ana)
    await ana.sends("undo")
    _, undone = await answered(slack, ana, count=2)
    assert undone.shown.startswith("Undone: #1 Lunch")
    assert await door.entries() == []


async def test_button_changes_the_answer_in_its_place(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food")
    [answer] = await answered(slack, ana)
    seen = await ana.presses(answer, "Undo")
    assert not seen.failed
    await slack.until(lambda: answer.shown.startswith("Undone: #1"))
    await answered(slack, ana)
    assert await door.entries() == []


@pytest.mark.usefixtures("door")
async def test_answer_that_cannot_be_changed_is_followed_by_a_new_one(slack):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food")
    [answer] = await answered(slack, ana)
    slack.fail("chat.update", with_="cant_update_message")
    await ana.presses(answer, "Undo")
    await slack.until(lambda: len(slack.messages(ana)) == 2)
    assert slack.messages(ana)[1].shown.startswith("Undone: #1")


async def test_forged_button_is_told_off_and_changes_nothing(slack, door):
    ana, bob = slack.person("Ana", locale="en-GB"), slack.person("Bob", locale="en-GB")
    await ana.sends("lunch 12.50 food")
    [answer] = await answered(slack, ana)
    await bob.sends("taxi 9")
    [other] = await answered(slack, bob)
    value = answer.blocks[-1]["elements"][-1]["value"]
    for forged in (value, "none:0", "x" * 2000, f"{value.split(':')[0]}:999"):
        seen = await bob.presses(other, "Undo", value=forged)
        assert not seen.failed
        await slack.until(lambda seen=seen: seen.messages)
        assert "button" in seen.shown
    assert len(await door.entries()) == 2
    assert other.shown.startswith("#1 Taxi")


async def test_message_in_a_thread_is_answered_there(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food")
    [answer] = await answered(slack, ana)
    await ana.replies(answer, "13")
    _, correction = await answered(slack, ana, count=2)
    assert correction.thread_ts == answer.ts
    assert await door.entries() == [(1, "lunch", "1300 GBP")]


async def test_redelivered_message_is_logged_once_and_answered_once(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    message = await ana.sends("lunch 12.50 food")
    await answered(slack, ana)
    event = slack.deliveries[0].payload["event"]
    assert event["ts"] == message.ts
    for _ in range(3):
        slack.send_event(event)
    await slack.settled()
    await answered(slack, ana)
    assert await door.entries() == [(1, "lunch", "1250 GBP")]


async def test_same_message_at_once_is_logged_once_and_answered_once(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    message = await ana.sends("lunch 12.50 food")
    event = {
        "type": "message", "channel_type": "im", "channel": ana.dm.id, "user": ana.id,
        "text": message.text, "ts": message.ts, "event_ts": message.ts, "team": "T1",
    }  # fmt: skip
    for _ in range(8):
        slack.send_event(event)
    slack.send_event(event | {"type": "app_mention"})
    await answered(slack, ana)
    assert await door.entries() == [(1, "lunch", "1250 GBP")]


@pytest.mark.parametrize("text", HOSTILE)
async def test_markup_is_shown_as_typed(slack, http, text):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends(f"{text} 12.50")
    [answer] = await answered(slack, ana)
    [(_, description, _)] = await http.entries()
    first = answer.shown.split(" · ")[0].removeprefix("#1 ")
    assert first.casefold() == description.casefold()
    assert answer.notification.startswith("#1 ")


@pytest.mark.usefixtures("door")
async def test_opening_the_direct_message_greets_once(slack):
    ana = slack.person("Ana", locale="en-GB")
    await ana.opens_home("messages")
    [greeting] = await answered(slack, ana)
    assert greeting.shown.startswith("I keep your accounts")
    await ana.opens_home("messages")
    await ana.opens_home("home")
    await answered(slack, ana)


@pytest.mark.usefixtures("door")
async def test_opening_the_direct_message_says_nothing_to_who_is_known(slack):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50")
    await answered(slack, ana)
    await ana.opens_home("messages")
    await slack.settled()
    await answered(slack, ana)


@pytest.mark.usefixtures("door")
async def test_photo_is_kept_and_shown_again(slack):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food", file=("bill.png", "image/png", b"png"))
    [answer] = await answered(slack, ana)
    assert "Receipt" in answer.buttons
    await ana.presses(answer, "Receipt")
    await slack.until(lambda: any(
        block["type"] == "image" for one in slack.messages(ana) for block in one.blocks
    ))  # fmt: skip


@pytest.mark.usefixtures("door")
async def test_saving_ones_data_leaves_the_question_whether_to_erase_it(slack):
    ana = slack.person("Ana", locale="de-DE", tz="Europe/Berlin")
    await ana.sends("lunch 12.50 food")
    await answered(slack, ana)
    await ana.sends("forget me")
    question = await slack.until(lambda: _saying(slack, ana, "This erases for good"))
    await ana.presses(question, "Save my data first")
    await slack.until(lambda: slack.messages(ana)[-1].files)
    await ana.presses(question, "Keep")
    await slack.until(lambda: question.shown == "Everything stays as it is.")


async def forgets(slack, door, person):
    """Let somebody erase themself."""
    await person.sends("forget me")
    question = await slack.until(lambda: _saying(slack, person, "This erases for good"))
    await person.presses(question, "Yes, erase everything")

    async def erased():
        return await door.count("users") == 0

    await slack.until(erased)
    await slack.settled()


async def test_who_was_erased_and_looks_in_is_told_nothing_and_not_made_known(slack, http):
    ana = slack.person("Ana", locale="en-GB")
    await ana.opens_home("messages")
    await slack.until(lambda: slack.messages(ana))
    await slack.settled()
    await forgets(slack, http, ana)
    shown = len(slack.messages(ana))
    await ana.opens_home("messages")
    await ana.opens_home("home")
    await slack.settled()
    await ana.sends("hello")
    await slack.until(lambda: len(slack.messages(ana)) > shown)
    assert len(slack.messages(ana)) == shown + 1
    assert "forgotten" not in slack.messages(ana)[-1].shown


async def test_who_was_erased_by_another_process_is_not_made_known_by_looking(
    slack, http, sessions
):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food")
    await answered(slack, ana)
    first = slack.request_url
    async with opened(slack, sessions):
        await ana.opens_home()
        await slack.until(lambda: ana.home)
        second, slack.request_url = slack.request_url, first
        await forgets(slack, http, ana)
        slack.request_url = second
        await ana.opens_home()
        await slack.settled()
        await slack.until(lambda: "I keep your accounts" in ana.home.shown)
    assert await http.count("users") == 0


def _saying(slack, person, text):
    return next((one for one in slack.messages(person) if text in one.shown), None)


@pytest.mark.usefixtures("door")
async def test_export_comes_as_a_file(slack):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food")
    await answered(slack, ana)
    await ana.sends("export")
    await slack.until(lambda: any(one.files for one in slack.messages(ana)))


async def test_words_of_other_bots_are_nobodys(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    message = {"type": "message", "channel_type": "im", "channel": ana.dm.id, "ts": "1.000100"}
    slack.send_event(message | {"subtype": "bot_message", "bot_id": "B9", "text": "lunch 12"})
    slack.send_event(message | {"user": ana.id, "bot_id": "B9", "text": "lunch 12"})
    slack.send_event(message | {"subtype": "channel_join", "user": ana.id, "text": "lunch 12"})
    await slack.settled()
    assert slack.messages(ana) == []
    assert await door.count("users") == 0


@pytest.mark.usefixtures("door")
async def test_events_of_unknown_kinds_are_taken(slack):
    for event in ({"type": "team_rename", "name": "x"}, {"type": "message"}, {"type": ""}):
        slack.send_event(event)
    await slack.settled()
    assert {one.status for one in slack.deliveries} == {200}
    assert {one.retry for one in slack.deliveries} == {0}


async def test_document_is_shown_again_as_a_link(slack, door):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food", file=("bill.pdf", "application/pdf", b"pdf"))
    [answer] = await answered(slack, ana)
    await ana.presses(answer, "Receipt")
    await slack.until(lambda: any(_links(one) for one in slack.messages(ana)))
    [link] = [link for one in slack.messages(ana) for link in _links(one)]
    assert link["text"] == "bill.pdf"
    assert link["url"].startswith("https://t1.slack.com/files/")
    assert len(await door.entries()) == 1


@pytest.mark.usefixtures("door")
async def test_photo_that_slack_does_not_show_in_a_message_is_a_link(slack):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food", file=("bill.heic", "image/heic", b"heic"))
    [answer] = await answered(slack, ana)
    seen = await ana.presses(answer, "Receipt")
    assert not seen.failed
    await slack.until(lambda: any(_links(one) for one in slack.messages(ana)))


@pytest.mark.usefixtures("door")
async def test_file_that_was_deleted_is_said_to_be_gone(slack):
    ana = slack.person("Ana", locale="en-GB")
    await ana.sends("lunch 12.50 food", file=("bill.pdf", "application/pdf", b"pdf"))
    [answer] = await answered(slack, ana)
    for file in slack.workspace().files.values():
        file["deleted"] = True
    await ana.presses(answer, "Receipt")
    gone = "bill.pdf is no longer in Slack."
    await slack.until(lambda: any(one.shown == gone for one in slack.messages(ana)))


def _links(message):
    return [
        element
        for block in message.blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        for element in part["elements"]
        if element["type"] == "link"
    ]
