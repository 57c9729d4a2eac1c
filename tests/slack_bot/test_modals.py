"""The form: opened in time, filled with what is known, recorded once, refused below its fields."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import text

from tests.slack_bot.test_conversation import forgets


@pytest.fixture
def ana(slack, door):  # noqa: ARG001 (it runs)
    return slack.person("Ana", locale="en-GB", tz="Europe/London")


async def form(slack, person):
    """The person's form, once it is filled."""
    return await slack.until(
        lambda: person.modals[-1] if person.modals and "Amount" in person.modals[-1].shown else None
    )


def initial(view):
    """What the fields of a form show."""
    found = {}
    for block in view.blocks:
        element = block["element"]
        option = element.get("initial_option", {"text": {"text": ""}})["text"]["text"]
        found[block["block_id"]] = (
            element.get("initial_value") or element.get("initial_date") or option
        )
    return found


async def logged(slack, person, said="lunch 12.50 food // with Ana"):
    await person.sends(said)
    await slack.until(lambda: slack.messages(person))
    await slack.settled()
    return slack.messages(person)[-1]


async def test_the_command_alone_opens_a_form_whose_entry_is_logged(slack, ana, door):
    seen = await ana.types_command("/expense")
    assert not seen.failed
    view = await form(slack, ana)
    assert view.title == "New expense"
    seen = await ana.submits(
        view,
        {
            "description": "2 pizzas for @bob",
            "amount": "12.50",
            "date": "2026-11-12",
            "category": "🎁 Gifts",
            "note": "with Ana // and Bo",
        },
    )
    assert not seen.failed
    assert ana.modals == []
    await slack.until(lambda: slack.messages(ana))
    answer = slack.messages(ana)[-1]
    assert "2 pizzas for @bob · £12.50 · 🎁 Gifts" in answer.shown
    assert await door.entries() == [(1, "2 pizzas for @bob", "1250 GBP")]


async def test_details_open_with_what_is_known_and_change_the_answer_in_place(slack, ana, door):
    answer = await logged(slack, ana)
    assert "Details" in answer.buttons
    await ana.presses(answer, "Details")
    view = await form(slack, ana)
    assert view.title == "#1"
    shown = initial(view)
    assert shown["description"] == "lunch"
    assert shown["amount"] == "12.50 GBP"
    assert shown["category"] == "🍽 Food"
    assert shown["note"] == "with Ana"
    seen = await ana.submits(view, {"amount": "13"})
    assert not seen.failed
    await slack.until(lambda: "£13.00" in slack.messages(ana)[-1].shown)
    assert len(slack.messages(ana)) == 1
    assert await door.entries() == [(1, "lunch", "1300 GBP")]


async def test_what_was_changed_elsewhere_meanwhile_stays(slack, ana, door):
    answer = await logged(slack, ana)
    await ana.presses(answer, "Details")
    view = await form(slack, ana)
    await ana.sends("edit #1 amount 99")
    await slack.until(lambda: len(slack.messages(ana)) == 2)
    await ana.submits(view, {"description": "Dinner"})
    await slack.until(lambda: "Dinner" in slack.messages(ana)[0].shown)
    assert await door.entries() == [(1, "Dinner", "9900 GBP")]


async def test_a_form_sent_off_unchanged_changes_nothing(slack, ana, door):
    answer = await logged(slack, ana)
    before, turns = answer.shown, await door.count("turns")
    await ana.presses(answer, "Details")
    view = await form(slack, ana)
    assert not (await ana.submits(view, {})).failed
    await slack.settled()
    assert (await door.count("turns"), slack.messages(ana)[-1].shown) == (turns, before)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"amount": "much"}, "amount", "Try: 12.50"),
        ({"amount": "12.505"}, "amount", "two decimals"),
        ({"amount": "0"}, "amount", ""),
        ({"date": "1900-01-01"}, "date", "too far away"),
        ({"description": "   "}, "description", "What was it for?"),
    ],
)
async def test_a_mistake_is_told_below_its_field_and_can_be_mended(
    slack, ana, door, values, field, words
):
    await ana.types_command("/expense")
    view = await form(slack, ana)
    good = {"description": "lunch", "amount": "12.50"}
    seen = await ana.submits(view, good | values)
    assert not seen.failed
    assert list(view.errors) == [field]
    assert words in view.errors[field]
    assert await door.entries() == []
    await ana.submits(view, good | {"date": "2026-11-12"})
    assert ana.modals == []
    assert await door.entries() == [(1, "lunch", "1250 GBP")]


async def test_an_entry_that_is_gone_is_told_in_the_form(slack, ana):
    answer = await logged(slack, ana)
    await ana.presses(answer, "Details")
    view = await form(slack, ana)
    await ana.sends("undo")
    await slack.until(lambda: len(slack.messages(ana)) == 2)
    await ana.submits(view, {"amount": "13"})
    assert "is undone" in " ".join(view.errors.values())
    await ana.closes(view)
    await ana.presses(answer, "Details")
    await slack.until(lambda: ana.modals and "is undone" in ana.modals[-1].shown)


async def test_a_form_is_recorded_once(slack, ana, door):
    await ana.types_command("/expense")
    view = await form(slack, ana)
    values = {"description": "lunch", "amount": "12.50"}
    await ana.submits(view, values)
    ana.modals.append(view)
    await ana.submits(view, values)
    await slack.settled()
    assert await door.entries() == [(1, "lunch", "1250 GBP")]


async def test_a_trigger_that_is_too_old_leaves_the_usual_answer(slack, ana):
    slack.fail("views.open", with_="expired_trigger_id")
    seen = await ana.types_command("/expense")
    assert not seen.failed
    assert "lunch 12.50" in seen.shown


async def test_a_message_without_amount_opens_the_form_with_its_words(slack, ana, door):
    channel = slack.channel("general", [ana])
    message = await ana.sends("cinema with <bo> & *me*", channel=channel)
    seen = await ana.uses_shortcut("add_as_expense", message)
    assert not seen.failed
    view = await form(slack, ana)
    assert initial(view)["description"] == "cinema with <bo> & *me*"
    await ana.submits(view, {"amount": "11"})
    assert await door.entries() == [(1, "cinema with <bo> & *me*", "1100 GBP")]


async def test_a_message_with_an_amount_is_logged_at_once(slack, ana, door):
    channel = slack.channel("general", [ana])
    message = await ana.sends("cinema 11", channel=channel)
    await ana.uses_shortcut("add_as_expense", message)
    await slack.settled()
    assert ana.modals == []
    assert await door.entries() == [(1, "cinema", "1100 GBP")]


async def test_a_form_without_the_database_says_so_and_keeps_what_was_typed(slack, ana, door):
    await ana.types_command("/expense")
    view = await form(slack, ana)
    async with door.sessions.begin() as session:
        await session.execute(text("ALTER TABLE turns RENAME TO gone"))
        await session.execute(text("ALTER TABLE failed_messages RENAME TO failed_gone"))
    await ana.submits(view, {"description": "lunch", "amount": "12.50"})
    assert "Nothing was recorded" in " ".join(view.errors.values())
    async with door.sessions.begin() as session:
        await session.execute(text("ALTER TABLE gone RENAME TO turns"))
        await session.execute(text("ALTER TABLE failed_gone RENAME TO failed_messages"))
    await ana.submits(view, {"description": "lunch", "amount": "12.50"})
    assert await door.entries() == [(1, "lunch", "1250 GBP")]


@pytest.mark.parametrize(
    "metadata",
    [
        "{",
        "[]",
        '{"no": "1; DROP"}',
        '{"no": 2}',
        '{"no": 999999999999, "channel": 7, "ts": null}',
    ],
)
async def test_what_a_form_was_about_is_not_trusted(slack, ana, door, metadata):
    answer = await logged(slack, ana)
    await ana.presses(answer, "Details")
    view = await form(slack, ana)
    view.content["private_metadata"] = metadata
    await ana.submits(view, {"amount": "13"})
    await slack.settled()
    assert await door.entries() == [(1, "lunch", "1250 GBP")]


async def test_a_forged_place_of_a_form_is_not_written_to(slack, ana):
    channel = slack.channel("general", [ana])
    answer = await logged(slack, ana)
    await ana.presses(answer, "Details")
    view = await form(slack, ana)
    view.content["private_metadata"] = json.dumps({"no": 1, "channel": channel.id, "ts": "1.1"})
    await ana.submits(view, {"amount": "13"})
    await slack.until(lambda: len(slack.messages(ana)) == 2)
    assert "£13.00" in slack.messages(ana)[-1].shown
    assert all(call.arguments.get("channel") != channel.id for call in slack.calls)


async def test_another_s_entry_is_not_shown(slack, ana):
    answer = await logged(slack, ana, "secret 12.50")
    tom = slack.person("Tom", locale="en-GB", tz="Europe/London")
    await tom.sends("tea 2")
    await slack.until(lambda: slack.messages(tom))
    theirs = slack.messages(tom)[-1]
    rows = [block["elements"] for block in answer.blocks if block["type"] == "actions"]
    [details] = [one for row in rows for one in row if one["action_id"] == "details"]
    for forged in (details["value"], "1", "1:nonsense", "1:" + "0" * 60):
        await tom.presses(theirs, "Details", value=forged)
        await told_that_numbers_are_others(slack, tom)
        await tom.closes(tom.modals[-1])


async def test_after_forget_me_an_old_answer_opens_no_new_entry(slack, ana, door):
    old = await logged(slack, ana)
    await forgets(slack, door, ana)
    await ana.sends("rent 900")
    await slack.settled()
    await ana.presses(old, "Details")
    await told_that_numbers_are_others(slack, ana)


async def test_after_linking_an_old_answer_opens_no_entry_of_the_other_account(slack, ana):
    old = await logged(slack, ana)
    tom = slack.person("Tom", locale="en-GB", tz="Europe/London")
    await logged(slack, tom, "rent 900")
    await tom.sends("link")
    code = await slack.until(lambda: re.search(r"link (\w{8})", slack.messages(tom)[-1].shown))
    await ana.sends(code[0])
    await slack.until(lambda: slack.messages(ana)[-1].shown.startswith("Linked"))
    await slack.settled()
    await ana.presses(old, "Details")
    await told_that_numbers_are_others(slack, ana)


async def told_that_numbers_are_others(slack, person):
    def told():
        return person.modals and "numbers are others" in person.modals[-1].shown

    await slack.until(told)
    assert not [block for block in person.modals[-1].blocks if block["type"] == "input"]
