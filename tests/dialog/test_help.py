"""Help: short, on one command, on all; and what a command that does not exist is told."""

from __future__ import annotations

import re

import pytest

from bots.dialog.commands import COMMANDS
from tests.dialog.conftest import Conversation, labels

NAMED = [command for command in COMMANDS if command.summary]


async def test_help_is_short(says):
    await says("lunch 5")
    answer = await says("help")
    assert answer.text == (
        "Type what you spent: lunch 12.50 food\n"
        "Other day: taxi 9 yesterday\n"
        "Income: +2500 salary\n"
        "Look: list · report · left\n"
        "Plan: budget food 200 monthly\n"
        "Wrong? undo, or reply to my answer: 13.50"
    )
    assert labels(answer) == ["Logging", "Budgets", "Groups", "Settings", "All"]
    assert (await says.press("Budgets")).text.startswith("A budget warns you at 80 %")


@pytest.mark.parametrize("command", NAMED, ids=lambda command: command.name)
async def test_every_command_explains_itself_with_examples(says, command):
    await says("lunch 5")
    answer = await says(f"help {command.name}")
    assert answer.text == command.usage
    assert command.usage
    assert len(command.usage.split("\n")) <= 9
    assert "." not in command.summary
    assert len(command.summary) <= 60


async def test_all_commands_are_listed_page_by_page(says):
    await says("lunch 5")
    answer = await says("help all")
    seen: list[str] = []
    for _ in range(20):
        rows = answer.text.split("\n")
        assert len(rows) <= 8
        assert rows[-1] == "More on one: help budget"
        seen += [row.partition(":")[0] for row in rows[:-1]]
        if "More" not in labels(answer):
            break
        answer = await says.press("More")
    assert seen == sorted(command.name for command in NAMED if command.where != "group")


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("help budgets", "A budget warns"),
        ("help /budget", "A budget warns"),
        ("/help category", "categories: all"),
        ("help Time Zone", "“today” and “yesterday”"),
        ("help forget me", "forget me: shows"),
        ("? budget", "A budget warns"),
    ],
)
async def test_help_knows_other_words_for_a_command(says, typed, begins):
    await says("lunch 5")
    assert (await says(typed)).text.startswith(begins)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            "help bugdet",
            "I know no command “bugdet”. Did you mean budget? To see everything: help all",
        ),
        ("/foo", "I know no command “foo”. To see everything: help"),
        ("help xyzzyq", "I know no command “xyzzyq”. To see everything: help all"),
        ("/bugdet", "I know no command “bugdet”. Did you mean budget? To see everything: help"),
        (
            "/bugdet food 200",
            (
                "I know no command “bugdet”. Did you mean budget?\n"
                "To log it, leave out the slash: bugdet food 200"
            ),
        ),
        ("/xyzzyq@our_bot", "I know no command “xyzzyq”. To see everything: help"),
    ],
)
async def test_an_unknown_command_is_told_the_nearest(says, typed, answer):
    await says("lunch 5")
    assert (await says(typed)).text == answer
    assert (await says("tea 2")).text.startswith("#2 ")


@pytest.mark.parametrize("typed", ["/add tea 2", "/e tea 2", "/log tea 2", "/expense tea 2"])
async def test_commands_that_log_still_log(says, typed):
    assert (await says(typed)).text.startswith("#1 Tea · €2.00")


@pytest.mark.parametrize("typed", ["start", "/start", "/start from-a-link"])
async def test_start_greets(says, typed):
    await says("lunch 5")
    answer = await says(typed)
    assert answer.text.startswith("I keep your accounts.")
    assert (await says.press("Show me more")).text.startswith("Type what you spent")


@pytest.mark.parametrize("typed", ["help mum 20", "start up fee 30"])
async def test_what_has_an_amount_is_an_expense(says, typed):
    assert "#1 " in (await says(typed)).text


@pytest.mark.parametrize("typed", ["hilfe", "Ajuda!", "aide", "ヘルプ"])
async def test_help_is_found_in_other_languages(says, typed):
    await says("lunch 5")
    assert (await says(typed)).text.startswith("Type what you spent")


@pytest.mark.parametrize("asked", ["help", "list", "report", "undo", "again", "edit last 5", "hi"])
async def test_what_is_proposed_can_be_recorded_in_a_currency_without_decimals(sessions, asked):
    yuki = Conversation(sessions, name="yuki", currency="JPY")
    await yuki("/start")
    proposed = re.search(r"lunch [\d.]+", (await yuki(asked)).text)
    assert proposed is not None
    assert (await yuki(proposed[0])).text.startswith("#1 Lunch · JP¥1,200")
